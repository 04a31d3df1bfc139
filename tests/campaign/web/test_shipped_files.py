"""What the desk ships is what was released, whole, with its licence, and is kept by its hash."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from campaign.web import shipped_files
from tests.paths import REPOSITORY

SHIPPED = REPOSITORY / "campaign" / "web" / "vendor"
TESTED_WITH = REPOSITORY / "tests" / "data" / "axe"
LICENCES = {SHIPPED: ("0BSD", "MIT", "BSD-3-Clause", "ISC"), TESTED_WITH: ("MPL-2.0",)}


def rows(folder: Path) -> list[dict[str, str]]:
    """Return the rows of a folder's table."""
    found: list[dict[str, str]] = tomllib.loads((folder / "ORIGIN.toml").read_text(encoding="utf-8"))["file"]
    return found


@pytest.mark.parametrize(
    ("folder", "row"),
    [pytest.param(folder, row, id=row["name"]) for folder in LICENCES for row in rows(folder)],
)
def test_a_file_of_others_is_as_it_was_released(folder: Path, row: dict[str, str]) -> None:
    """Its bytes have the hash that the table says, and its licence lies beside it."""
    assert hashlib.sha256((folder / row["name"]).read_bytes()).hexdigest() == row["sha256"]
    assert (folder / row["licence_file"]).read_text(encoding="utf-8").strip()
    assert row["integrity"].startswith("sha512-")
    assert row["licence"] in LICENCES[folder]


@pytest.mark.parametrize("folder", LICENCES, ids=lambda folder: folder.name)
def test_nothing_else_of_others_is_here(folder: Path) -> None:
    """Every file of the folder stands in its table."""
    told = {name for row in rows(folder) for name in (row["name"], row["licence_file"])}
    assert {path.name for path in folder.iterdir()} == {*told, "ORIGIN.toml"}


def test_an_address_is_of_what_it_leads_to() -> None:
    """The address of a file changes with its bytes, and a style sheet names letters by theirs."""
    letters = shipped_files.address("headings.ttf")
    assert letters.encode() in shipped_files.files()["tokens.css"].content
    assert len({one.address for one in shipped_files.files().values()}) == len(shipped_files.files())


def test_each_file_is_said_to_be_what_it_is() -> None:
    """What a computer takes the ends of names for, which is amiss on some, changes nothing of it."""
    kinds = {Path(one.name).suffix: one.kind for one in shipped_files.files().values()}
    assert kinds == {
        ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".ttf": "font/ttf",
    }  # fmt: skip


def test_the_letters_of_headings_are_light_and_bear_their_own_name() -> None:
    """They are a part of Source Sans 3, whose licence keeps its name for the whole; the licence lies beside them."""
    found = shipped_files.files()["headings.ttf"].content
    assert len(found) < 40_000
    assert "Testimony Headings".encode("utf-16-be") in found
    assert "Source Sans".encode("utf-16-be") not in found
    place = REPOSITORY / "campaign" / "web" / "assets" / "headings.OFL.txt"
    assert "SIL OPEN FONT LICENSE" in place.read_text(encoding="utf-8")
