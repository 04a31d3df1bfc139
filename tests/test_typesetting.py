"""Captions and comments in French get the spaces that do not break; nobody has to type them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from campaign import typesetting
from tests import planning

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
    assert typesetting.set_right(typed, language, PAIR) == kept
    assert typesetting.set_right(kept, language, PAIR) == kept


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
    desk = planning.Desk(run=campaign, folder=planning.found(tmp_path / "c"))
    plan = planning.csv("24/12/2031;18:00;fr;Pourquoi ? Parce que !", header="Datum;Uur;Taal;Tekst")
    assert planning.whats(desk.bring(plan)) == ["new"]
    assert planning.whats(desk.bring(plan)) == ["unchanged"]


def test_an_export_is_as_typed(campaign: Callable[..., Result], tmp_path: Path) -> None:
    """An export has the spaces of a keyboard, which Windows-1252 can hold; brought back, it changes nothing."""
    desk = planning.Desk(run=campaign, folder=planning.found(tmp_path / "c"))
    said = (
        "--caption",
        "Pourquoi ? 10\u00a0000 fois",
        "--first-comment",
        "10\u202f000 !",
        "--language",
        "fr",
    )
    campaign("post", "add", *said, folder=desk.folder)
    campaign("plan", "export", tmp_path / "out.csv", folder=desk.folder)
    written = (tmp_path / "out.csv").read_bytes()
    assert "Pourquoi ? 10 000 fois".encode("cp1252") in written
    assert planning.whats(desk.bring(written.decode("utf-8-sig").encode("cp1252"))) == ["unchanged"]
