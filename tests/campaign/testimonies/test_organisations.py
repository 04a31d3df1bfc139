"""An organisation gets one name everywhere: in testimonies, approvals, campaign.toml and the brand kit."""

import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result
from sqlmodel import update

from campaign import new_campaign
from schedules.consent import required_approvals
from schedules.database import approvals, engine, posts, testimonies
from schedules.database.tables import Post
from schedules.model import publishing_rules
from schedules.model.states import State
from tests.plan_campaign import NOW, Desk

KIT = """\
# ours
[[partner]]
id = "credal"
name = { nl = "Credal", fr = 'Credal', en = "Credal" }  # Credal's own
url = "https://www.credal.be"
"""


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign of two partners, with a film of each spelling."""
    folder = tmp_path_factory.mktemp("organisations") / "c"
    new_campaign.create(
        folder,
        new_campaign.first_settings(
            name="Plan", languages=("nl", "fr"), organisations=("Crédal", "microStart")
        ),
    )
    books = engine.open_in(folder)
    with books.write() as session:
        for slug, name in (
            ("emile", "Credal"),
            ("diane", "Micro-Start"),
            ("jean", "Hefboom"),
            ("aicha", "Crédal"),
        ):
            testimonies.add_testimony(
                session, now=NOW, speaker=f"{slug} Voorbeeld", subtitles={}, slug=slug, role="coach",
                organisation=name, language="nl", film_path=f"films/{slug}.mp4", film_sha256=slug, film_ms=60_000,
            )  # fmt: skip
    books.close()
    return folder


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Callable[..., Result]) -> Desk:
    """A copy of it."""
    return Desk(run=campaign, folder=shutil.copytree(founded, tmp_path / "c"))


def settings(desk: Desk) -> dict[str, object]:
    """What campaign.toml says."""
    return tomllib.loads((desk.folder / "campaign.toml").read_text(encoding="utf-8"))


def spellings(desk: Desk) -> dict[str, str]:
    """The organisation of each film."""
    return {one["slug"]: one["organisation"] for one in desk.told("testimony", "list")}


def test_spelling_is_put_right_in_films(desk: Desk) -> None:
    """`rename Credal Crédal` changes the film that had it, and nothing that was right."""
    done = desk.run("organisation", "rename", "Credal", "Crédal", folder=desk.folder)
    assert done.exit_code == 0, done.output
    assert done.stdout == "Crédal is the name now, in: testimonies: emile.\n"
    assert spellings(desk) == {
        "emile": "Crédal",
        "diane": "Micro-Start",
        "jean": "Hefboom",
        "aicha": "Crédal",
    }
    again = desk.run("organisation", "rename", "Credal", "Crédal", folder=desk.folder)
    assert again.stdout == "Crédal is spelt so everywhere already; nothing was changed.\n"


def test_new_name_goes_everywhere(desk: Desk) -> None:
    """A new name is in films, campaign.toml and the kit, with every comment where it was."""
    kit = desk.folder / "brand" / "brand.toml"
    kit.write_text(KIT, encoding="utf-8")
    before = (desk.folder / "campaign.toml").read_text(encoding="utf-8")
    done = desk.run("organisation", "rename", "crédal", "Crédal Plus", "--json", folder=desk.folder)
    assert json.loads(done.stdout)["files"] == ["campaign.toml", "brand/brand.toml"]
    assert settings(desk)["organisations"] == ["Crédal Plus", "microStart"]
    assert (desk.folder / "campaign.toml").read_text(encoding="utf-8") == before.replace(
        '"Crédal"', '"Crédal Plus"'
    )
    assert kit.read_text(encoding="utf-8") == KIT.replace('"Credal"', '"Crédal Plus"').replace(
        "'Credal'", '"Crédal Plus"'
    )
    assert spellings(desk)["aicha"] == spellings(desk)["emile"] == "Crédal Plus"


def test_what_is_live_keeps_the_old_name(desk: Desk) -> None:
    """Posts on the Page whose text or film has the old name are named, for nothing changes them by itself."""
    books = engine.open_in(desk.folder)
    with books.write() as session:
        film = next(one for one in testimonies.testimonies(session) if one.slug == "aicha")
        said = {"kind": "text", "language": "nl", "added_at": NOW, "due_zone": "Europe/Brussels"}
        said |= {"due_at": NOW, "due_wall": "2031-01-06 13:00", "published_at": NOW}
        session.add(Post(**said, caption="Dank aan Crédal!", state=State.PUBLISHED))
        session.add(
            Post(**said | {"kind": "video"}, caption="x", testimony_id=film.id, state=State.PUBLISHED)
        )
        session.add(Post(**said, caption="Dank aan allen.", state=State.PUBLISHED))
    books.close()
    done = desk.run("organisation", "rename", "Crédal", "Crédal Plus", folder=desk.folder)
    assert "Posts on the Page that keep the old name, in their text or their film: no. 1, 2." in done.stderr


def test_two_of_the_list_become_one(desk: Desk) -> None:
    """A name that the list has already stands there once."""
    desk.run("organisation", "rename", "microStart", "Crédal", "--yes", folder=desk.folder)
    assert settings(desk)["organisations"] == ["Crédal"]
    assert spellings(desk)["diane"] == "Crédal"


def test_dry_run_changes_nothing(desk: Desk) -> None:
    """`--dry-run` says where the name would be, and leaves it."""
    done = desk.run("organisation", "rename", "Crédal", "Credal asbl", "--dry-run", folder=desk.folder)
    assert done.stdout == (
        "Credal asbl would be the name in: campaign.toml; brand/brand.toml; testimonies: aicha, emile. Nothing was "
        "changed yet.\n"
    )
    assert settings(desk)["organisations"] == ["Crédal", "microStart"]
    assert spellings(desk)["aicha"] == "Crédal"


def test_name_that_nobody_bears_is_refused(desk: Desk) -> None:
    """A slip in the old name is told with the one that was meant, as a command."""
    done = desk.run("organisation", "rename", "Kredal", "Crédal Plus", folder=desk.folder)
    assert done.exit_code == 2
    assert done.stderr == (
        "Error: no testimony and no setting names the organisation “Kredal”, so nothing was changed. Did you mean "
        "Crédal? `campaign organisation rename Crédal 'Crédal Plus'`.\n"
    )
    far = desk.run("organisation", "rename", "Solidaris", "X", folder=desk.folder)
    assert far.exit_code == 2
    assert "Known: Crédal, microStart, Hefboom." in far.stderr


def test_settings_written_oddly_are_left_to_a_person(desk: Desk) -> None:
    """A list that cannot be changed with certainty is named, and nothing at all is changed."""
    path = desk.folder / "campaign.toml"
    text = path.read_text(encoding="utf-8").replace('"Crédal"', '"""\nCrédal"""')
    path.write_text(text, encoding="utf-8")
    done = desk.run("organisation", "rename", "Crédal", "Nieuw", folder=desk.folder)
    assert done.exit_code == 2
    assert "Write Nieuw in place of “Crédal” there yourself" in done.stderr
    assert spellings(desk)["aicha"] == "Crédal"
    assert path.read_text(encoding="utf-8") == text


def test_list_names_every_spelling(desk: Desk) -> None:
    """`organisation list` shows each spelling, whether campaign.toml has it, and its films."""
    assert desk.told("organisation", "list") == [
        {"name": "Crédal", "listed": True, "films": ["aicha"]},
        {"name": "microStart", "listed": True, "films": []},
        {"name": "Credal", "listed": False, "films": ["emile"]},
        {"name": "Micro-Start", "listed": False, "films": ["diane"]},
        {"name": "Hefboom", "listed": False, "films": ["jean"]},
    ]


def test_posts_are_named_that_need_approval_or_keep_the_old_name(desk: Desk) -> None:
    """After a renaming the posts to approve again are named, and those whose text still has the old name."""
    add = ("post", "add", "--language", "nl", "--caption")
    desk.run(*add, "Met dank aan Credal", folder=desk.folder)
    desk.run(*add, "Zonder", folder=desk.folder)
    done = desk.run("organisation", "rename", "Credal", "Crédal", folder=desk.folder)
    said = "Posts whose text still has the old name: no. 1. Change them with `campaign post edit N --caption TEXT`.\n"
    assert said in done.stderr


def test_posts_are_named_whose_approval_falls(desk: Desk) -> None:
    """A renaming names the posts whose approval it takes, held ones too, and no other; a dry run names the same."""
    content = {"kind": "video", "language": "nl", "format": "landscape", "testimony_id": 1}
    books, due = engine.open_in(desk.folder), {"due_at": NOW, "due_wall": "x", "due_zone": "Europe/Brussels"}
    campaign = publishing_rules.Campaign(
        folder=desk.folder, rules=publishing_rules.Rules(zone=ZoneInfo("Europe/Brussels"))
    )
    with books.write() as session:
        for caption, film in (("a", True), ("b", True), ("c", False), ("d", True)):
            values = content if film else {"kind": "text", "language": "nl"}
            posts.add_post(session, now=NOW, state=State.APPROVED, caption=caption, **values, **due)
        reader = required_approvals.ApprovalReader(session=session, campaign=campaign)
        for number, under in ((1, "anyone 1"), (2, "anyone 1"), (3, "anyone 1"), (4, "anyone 2")):
            post = posts.post(session, number)
            approvals.approve(
                session, number, now=NOW, by_person_id=None, organisation=None, content=reader.content(post),
                kit=reader.kit_of(post), rules=under,
            )  # fmt: skip
        late = {"state": "held", "reason": {"code": "late", "params": {"seconds": 1}}}
        session.execute(update(Post).where(Post.number == 2).values(**late))
    for words in (("--dry-run",), ()):
        done = desk.run("organisation", "rename", "Credal", "Crédal", *words, "--json", folder=desk.folder)
        assert json.loads(done.stdout)["again"] == [1, 2], words
        with books.read() as session:
            found = [posts.post(session, number).state for number in (1, 2, 3, 4)]
        assert found == ["approved" if words else "draft", "held", "approved", "approved"]
    books.close()
