"""Versions of the Graph API: the table is in order, and what we ask for lives."""

from datetime import date
from itertools import pairwise

from schedules.facebook.versions import DEFAULT, VERSIONS

NOVEMBER = date(2026, 11, 29)  # when the table was last held against Meta's changelog


def test_what_we_ask_for_by_default_is_a_version_that_lives() -> None:
    """The default is in the table, is out, and lasts for a year at least from when the table was read."""
    default = next(version for version in VERSIONS if version.name == DEFAULT)
    assert default.released <= NOVEMBER
    assert default.ends is None or default.ends >= NOVEMBER.replace(year=2027)


def test_versions_follow_each_other() -> None:
    """The newest version stands first, and each came, and ends, before its successor."""
    for newer, older in pairwise(VERSIONS):
        assert older.released < newer.released
        assert older.ends is not None
        assert newer.ends is None or older.ends < newer.ends
