"""A room of the desk is loaded when one of its pages is first asked for, and answers to its own addresses alone."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from campaign.web import application, templates
from tests import served_desk
from tests.campaign.reports.reported_campaign import Run
from tests.paths import REPOSITORY

UNREAD = (  # what the board does without: films, letters, spreadsheets, the Page, subtitles, and what edits
    "numpy PIL fontTools uharfbuzz pysubs2 openpyxl requests facebook urllib3 apscheduler alembic ftfy stdnum keyring "
    "holidays.countries.france campaign.posts.editing campaign.reports.film_preview campaign.testimonies.amend "
    "campaign.web.posts.routes campaign.web.films.routes campaign.web.uploads.routes campaign.web.status.routes "
    "campaign.typed.moments campaign.page.connection campaign.web.board.move_routes campaign.web.board.moving "
    "media.render media.text.code_pages babel"
)
OPENED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from werkzeug.test import Client
import campaign.cli.commands.desk
from campaign import workspace
from campaign.settings import settings
from campaign.web import admission, open_desk
from campaign.web.application import Application
from campaign.web.live_changes import Changes
from campaign.web.sessions import Sessions
folder, now = Path(sys.argv[1]), datetime(2026, 11, 30, 9, tzinfo=UTC)
with workspace.opened(folder, settings.load(folder / settings.FILE)) as opened:
    desk, sessions = open_desk.of(opened, clock=lambda: now, lang="nl", examine=list), Sessions()
    door = admission.Door(port=8790, sessions=sessions, clock=lambda: now)
    asked = Client(Application(desk, door, Changes(desk)))
    here = {"base_url": "http://127.0.0.1:8790", "environ_base": {"REMOTE_ADDR": "127.0.0.1"}}
    asked.get(f"/open?key={sessions.key}", **here)
    page = asked.get("/", **here)
    print(page.status_code, 'id="board"' in page.text, sorted(set(sys.argv[2].split()) & set(sys.modules)))
"""


@pytest.fixture
def folder(tmp_path: Path, campaign: Run) -> Path:
    """A campaign with a post on a holiday."""
    assert campaign("init", tmp_path / "c", "--language", "nl", "--language", "fr").exit_code == 0
    words = ("--language", "nl", "--caption", "Hallo", "--at", "2026-12-25 18:00")
    assert campaign("--dir", tmp_path / "c", "post", "add", *words).exit_code == 0
    return tmp_path / "c"


def test_the_board_loads_what_it_shows(folder: Path) -> None:
    """Until somebody asks for another page, a desk has loaded nothing of films, of the Page, or of what edits."""
    env = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    words = [sys.executable, "-c", OPENED, str(folder), UNREAD]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("200 True []\n", "")


def test_each_address_is_of_its_room(folder: Path) -> None:
    """Every page is found by the table of rooms, whatever stands in its address."""
    with served_desk.at(folder) as desk:
        assert desk.application
        rules = desk.application.rules()
    filled = [(place, re.sub(r"<(?:int:)?\w+>", "7", rule)) for place, _, rule in rules]
    assert [one for one in filled if application.room_of(one[1]) != one[0]] == []
    assert {place for place, _ in filled} == {application.HALL, *application.ROOMS}


def test_a_page_of_any_room_comes_first(folder: Path) -> None:
    """Each page answers as the first that is asked for, whatever is loaded; what nobody has is not found."""
    for path in (
        "/posts/1",
        "/films",
        "/status",
        "/settings",
        "/uploads",
        "/posts/new",
        "/brand",
        "/posts/1/move",
    ):
        with served_desk.at(folder) as desk:
            assert desk.get(path).status == 200, path
    with served_desk.at(folder) as desk:
        missing = ("/nothing", "/films/", "/posts/1/2/3", "/status/x", "/shipped/1/2")
        assert {path: desk.get(path).status for path in missing} == dict.fromkeys(missing, 404)


def test_what_was_compiled_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept code is used of its template alone: where it is cut off, strange or of another, that is compiled anew."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    said = "Dat bestaat niet."

    def filled(lang: str) -> str:
        return templates.filled("refusal_part.html", lang, {"said": said})

    def kept(lang: str) -> Path:
        (found,) = tmp_path.rglob(f"{lang}-refusal_part*.pyc")
        return found

    shown = filled("x0")  # each language has a house of its own, which has compiled nothing yet
    templates.filled("state_glyphs.html", "x0", {})
    (other,) = tmp_path.rglob("x0-state_glyphs*.pyc")
    for number, spoilt in enumerate((b"", b"j2", bytes(4000), other.read_bytes()), start=1):
        place = Path(str(kept("x0")).replace("x0-", f"x{number}-"))
        place.write_bytes(spoilt)
        assert filled(f"x{number}") == shown
        assert kept(f"x{number}").read_bytes() == kept("x0").read_bytes()


def test_who_may_keep_nothing_sees_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing may be written, or nothing is to be, pages are filled all the same."""
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "file"))
    assert "Neen" in templates.filled("refusal_part.html", "x8", {"said": "Neen"})
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "none"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert "Neen" in templates.filled("refusal_part.html", "x9", {"said": "Neen"})
    assert not (tmp_path / "none").exists()
