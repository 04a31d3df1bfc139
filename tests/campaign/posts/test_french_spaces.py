"""Captions and comments in French get the spaces that do not break; nobody has to type them."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from campaign.posts import drafts
from schedules.database import remote_objects
from tests import plan_campaign

PAIR = ("nl", "fr")
CASES = [
    ("fr", "« Quoi ? » dit-elle : rien !", "«\u00a0Quoi\u202f?\u00a0» dit-elle\u00a0: rien\u202f!"),
    ("fr-BE", "Pourquoi ?\nOui ; non", "Pourquoi\u202f?\nOui\u202f; non"),
    ("fr", "Quoi? À 18:30, https://example.org/?a :)", "Quoi? À 18:30, https://example.org/?a :)"),
    ("nl", "Wat ? Niets !", "Wat ? Niets !"),
    ("nl", "Wat ?\n\n---\n\nQuoi ? Nous sommes là.", "Wat ?\n\n---\n\nQuoi\u202f? Nous sommes là."),
    ("fr", "Quoi ? Nous sommes là.\n\n---\n\nWat ? Wij zijn.", "Quoi\u202f? Nous sommes là.\n\n---\n\nWat ? Wij zijn."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "typed", "kept"), CASES)
def test_spaces_of_each_language(language: str, typed: str, kept: str) -> None:
    """Where French has a space before a sign it does not break; what has none gets none, and Dutch stays as typed."""
    assert drafts.set_right(typed, language, PAIR) == kept
    assert drafts.set_right(kept, language, PAIR) == kept


def test_a_post_is_kept_so(campaign: Callable[..., Result], tmp_path: Path) -> None:
    """A caption and a first comment are kept with such spaces, and `check` has nothing to say of them."""
    campaign("init", tmp_path / "c", "--language", "nl", "--language", "fr")
    said = ("--caption", "Pourquoi ? Parce que !", "--first-comment", "En savoir plus ? https://example.org")
    campaign("post", "add", *said, "--language", "fr", folder=tmp_path / "c")
    [post] = json.loads(campaign("post", "list", "--json", folder=tmp_path / "c").stdout)
    assert post["caption"] == "Pourquoi\u202f? Parce que\u202f!"
    assert post["first_comment"].startswith("En savoir plus\u202f? ")
    found = json.loads(campaign("check", "--json", folder=tmp_path / "c").stdout)
    assert [one["code"] for one in found if one["code"] == "P16"] == []


def test_plan_as_typed_changes_nothing(campaign: Callable[..., Result], tmp_path: Path) -> None:
    """A spreadsheet knows its post again by the text as it was typed, and leaves it as it is."""
    desk = plan_campaign.Desk(run=campaign, folder=plan_campaign.found(tmp_path / "c"))
    plan = plan_campaign.csv("24/12/2031;18:00;fr;Pourquoi ? Parce que !", header="Datum;Uur;Taal;Tekst")
    assert plan_campaign.whats(desk.bring(plan)) == ["new"]
    assert plan_campaign.whats(desk.bring(plan)) == ["unchanged"]


HEAD = "Datum;Uur;Taal;Tekst;Eerste reactie"
ROW = "24/12/2031;18:00;fr;Pourquoi ? Parce que !;Vraiment ?"
OLDER = {"caption": "Pourquoi ? Parce que !", "first_comment": "Vraiment ?"}  # from before spaces were set


def keep(folder: Path, **values: str) -> None:
    """Keep values in the only post, as an earlier version did."""
    with closing(sqlite3.connect(folder / "campaign.db")) as books, books:
        for name, value in values.items():
            books.execute(f"UPDATE post SET {name} = ?", (value,))


@pytest.mark.parametrize(
    "stands",
    [
        {},
        {"state": "published"},
        {"state": "published", "caption": "Non.", "new_caption": "Pourquoi ? Parce que !"},
    ],
)
def test_plan_leaves_older_posts_as_they_are(
    campaign: Callable[..., Result], tmp_path: Path, stands: dict[str, str]
) -> None:
    """A post kept with a keyboard's spaces is no other post for that: as typed, or exported, a plan changes nothing."""
    desk = plan_campaign.Desk(run=campaign, folder=plan_campaign.found(tmp_path / "c"))
    plan = desk.write(plan_campaign.csv(ROW, header=HEAD))
    desk.bring(plan)
    keep(desk.folder, **{**OLDER, **stands})
    assert plan_campaign.whats(desk.bring(plan)) == ["unchanged"]
    desk.run("plan", "export", tmp_path / "out.csv", folder=desk.folder)
    assert plan_campaign.whats(desk.bring(tmp_path / "out.csv")) == ["unchanged"]


def test_edit_as_typed_asks_for_no_new_approval(campaign: Callable[..., Result], tmp_path: Path) -> None:
    """An older post given its own words again is not edited: its approval stands."""
    desk = plan_campaign.Desk(run=campaign, folder=plan_campaign.found(tmp_path / "c"))
    desk.bring(plan_campaign.csv(ROW, header=HEAD))
    keep(desk.folder, **OLDER, state="approved")
    done = desk.run("post", "edit", 1, "--caption", "Pourquoi ? Parce que !", folder=desk.folder)
    assert (done.exit_code, [one["event"] for one in desk.told("log", 1)]) == (0, ["added"])


def test_exported_plan_survives_windows(campaign: Callable[..., Result], tmp_path: Path) -> None:
    """An exported plan that a spreadsheet saves in Windows-1252 is the same plan, its comments too."""
    desk = plan_campaign.Desk(run=campaign, folder=plan_campaign.found(tmp_path / "c"))
    desk.bring(
        plan_campaign.csv("24/12/2031;18:00;fr;À 12\u202f000 €. Quoi ?;À 12\u202f000 €. Quoi ?", header=HEAD)
    )
    desk.run("plan", "export", tmp_path / "out.csv", folder=desk.folder)
    text = (tmp_path / "out.csv").read_bytes().decode("utf-8-sig")
    assert plan_campaign.whats(desk.bring(text.encode("cp1252"))) == ["unchanged"]


def test_the_same_to_the_eye(campaign: Callable[..., Result], tmp_path: Path) -> None:
    """A new post that an older one looks like is refused, and the Page may give back either's spaces."""
    desk = plan_campaign.Desk(run=campaign, folder=plan_campaign.found(tmp_path / "c"))
    desk.bring(plan_campaign.csv(ROW, header=HEAD))
    keep(desk.folder, **OLDER)
    again = desk.run("post", "add", "--caption", OLDER["caption"], "--language", "fr", folder=desk.folder)
    assert (again.exit_code, "post 1" in again.stderr) == (2, True)
    kept = "Pourquoi\u202f? Parce que\u202f!"
    assert remote_objects.mark_of(kept, None) in remote_objects.marks_of(OLDER["caption"], None)
