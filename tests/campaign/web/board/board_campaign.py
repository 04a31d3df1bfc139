"""A campaign with a few posts of December 2026, for tests of the board."""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from click.testing import Result

from campaign import workspace
from campaign.posts import approve, drafts, editing
from campaign.posts.whose_yes import Voice
from campaign.settings import settings
from campaign.workspace import Workspace
from schedules.database import events, posts
from schedules.model import moments
from schedules.model.records import Post
from tests import office, served_desk

BRUSSELS = ZoneInfo("Europe/Brussels")
PLAN = """name = "MEY"
languages = ["nl", "fr"]
[plan]
slots = [{ day = "di", at = "18:30", language = "nl" }, { day = "vr", at = "12:00" }]
blackouts = ["2026-12-21/2026-12-22"]
per_day = 2
[subtitles]
spoken = "off"
"""


def founded(here: Path, run: Callable[..., Result]) -> Path:
    """Make a campaign with four posts: an approved one, a draft, one in French, one under an embargo."""
    folder = here / "c"
    assert run("init", folder, "--language", "nl").exit_code == 0
    (folder / "campaign.toml").write_text(PLAN, encoding="utf-8")
    with opened(folder) as found:
        for caption, language, when, more in (
            ("Elke nacht om vier uur", "nl", "2026-12-08 18:30", {}),
            ("Jury aan het werk", "nl", "2026-12-10 18:30", {}),
            ("Chaque nuit à quatre heures", "fr", "2026-12-15 18:30", {}),
            ("Nog geheim", "nl", "2026-12-17 18:30", {"embargo": due("2026-12-16 00:00")}),
        ):
            draft = drafts.Draft(caption=caption, language=language, due=due(when), **more)
            editing.add(found, draft, now=served_desk.NOW)
        approve.approve(found, (1, 4), Voice(who="An"), now=served_desk.NOW)
    return folder


def opened(folder: Path) -> AbstractContextManager[Workspace]:
    """Open it for a while."""
    return workspace.opened(folder, settings.load(folder / settings.FILE))


def copied(founded: Path, tmp_path: Path) -> Path:
    """A campaign of a test's own."""
    return office.made_home(shutil.copytree(founded, tmp_path / "c"))


def due(wall: str) -> moments.Due:
    """A moment of the campaign's clock."""
    return moments.due_at(datetime.fromisoformat(wall).replace(tzinfo=BRUSSELS), BRUSSELS)


def post(folder: Path, number: int) -> Post:
    """A post as it stands."""
    with opened(folder) as found, found.store.read() as session:
        return posts.post(session, number)


def version(folder: Path, number: int) -> int:
    """The version by which the board knows a post."""
    with opened(folder) as found, found.store.read() as session:
        return events.newest_of_posts(session)[number]


def happened(folder: Path, number: int) -> list[str]:
    """What happened to a post."""
    with opened(folder) as found, found.store.read() as session:
        return [one.event for one in events.events(session, number=number)]
