"""Versions of the Graph API: when each came, and its last day.

A version that has ended, or is not out yet, is answered by the oldest that lives, without an error: the header
`facebook-api-version` of an answer tells which one that was (Meta's "Platform Versioning").
"""

from dataclasses import dataclass
from datetime import date, timedelta

DEFAULT = "v27.0"  # what a campaign asks for unless its settings name another
WARN = timedelta(days=90)  # before a version's last day people are told


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version: `ends` is the last day it answers, None while Meta has named none."""

    name: str
    released: date
    ends: date | None


VERSIONS = (  # the newest first (Changelog)
    Version(name="v27.0", released=date(2026, 11, 4), ends=None),
    # ends two years after its successor came
    Version(name="v26.0", released=date(2026, 7, 29), ends=date(2028, 11, 4)),
    Version(name="v25.0", released=date(2026, 2, 18), ends=date(2028, 7, 29)),
    Version(name="v24.0", released=date(2025, 10, 8), ends=date(2028, 2, 18)),
    Version(name="v23.0", released=date(2025, 5, 29), ends=date(2027, 10, 8)),
    Version(name="v22.0", released=date(2025, 1, 21), ends=date(2027, 5, 20)),
    Version(name="v21.0", released=date(2024, 10, 2), ends=date(2027, 1, 21)),
    Version(name="v20.0", released=date(2024, 5, 21), ends=date(2026, 9, 24)),
)


def known(name: str) -> Version | None:
    """Return a version by its name; None where the table does not have it."""
    return next((version for version in VERSIONS if version.name == name), None)


def days_left(name: str, today: date) -> int | None:
    """Return how many days a version answers yet, 0 on its last, less after it; None where nobody named its end.

    A version older than the table has ended with the oldest that it names.
    """
    version = known(name)
    if version is None and _number(name) < _number(VERSIONS[-1].name):
        version = VERSIONS[-1]
    return (version.ends - today).days if version and version.ends else None


def is_to_come(name: str) -> bool:
    """Tell whether a version is newer than the table."""
    return _number(name) > _number(VERSIONS[0].name)


def _number(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.removeprefix("v").split("."))


def answering(asked: str, on: date) -> str:
    """Return which version answers a call for one, on a day: that one while it lives, else the oldest that does."""
    living = [one.name for one in VERSIONS if one.released <= on and (one.ends is None or on <= one.ends)]
    return asked if asked in living else (living or [one.name for one in VERSIONS])[-1]
