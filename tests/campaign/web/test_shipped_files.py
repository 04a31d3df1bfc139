"""What the desk ships is what was released, whole, with its licence, and is kept by its hash."""

import hashlib
import tomllib

import pytest

from campaign.web import shipped_files
from tests.paths import REPOSITORY

VENDOR = REPOSITORY / "campaign" / "web" / "vendor"
TABLE = tomllib.loads((VENDOR / "ORIGIN.toml").read_text(encoding="utf-8"))["file"]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["name"])
def test_a_file_of_others_is_as_it_was_released(row: dict[str, str]) -> None:
    """Its bytes have the hash that the table says, and its licence lies beside it."""
    assert hashlib.sha256((VENDOR / row["name"]).read_bytes()).hexdigest() == row["sha256"]
    assert (VENDOR / row["licence_file"]).read_text(encoding="utf-8").strip()
    assert row["integrity"].startswith("sha512-")
    assert row["licence"] in ("0BSD", "MIT", "BSD-3-Clause", "ISC")


def test_nothing_else_of_others_is_shipped() -> None:
    """Every file of the folder stands in the table."""
    told = {name for row in TABLE for name in (row["name"], row["licence_file"])}
    assert {path.name for path in VENDOR.iterdir()} == {*told, "ORIGIN.toml"}


def test_an_address_is_of_what_it_leads_to() -> None:
    """The address of a file changes with its bytes, and a style sheet names letters by theirs."""
    letters = shipped_files.address("SourceSans3-Bold.ttf")
    assert letters.encode() in shipped_files.files()["tokens.css"].content
    assert len({one.address for one in shipped_files.files().values()}) == len(shipped_files.files())
