"""What is to be said of the version of Graph that a campaign asks for: that it ends, or that another one answers.

None of it stops publishing: Meta answers an ended version, or one that is not out, with the oldest that lives.
"""

from dataclasses import dataclass
from datetime import date

from schedules.facebook import versions


@dataclass(frozen=True, kw_only=True)
class VersionRemark:
    """Something to tell: a code and what its sentence needs."""

    code: str
    params: dict[str, object]


def ends(asked: str, today: date) -> list[VersionRemark]:
    """Return what is to be said of a version on a day: that it has ended, ends within 90 days, or is not known."""
    left = versions.days_left(asked, today)
    told: dict[str, object] = {"version": asked, "newest": versions.DEFAULT}
    if versions.is_to_come(asked):
        return [VersionRemark(code="graph-version-unknown", params=told)]
    if left is None or left > versions.WARN.days:
        return []
    version = versions.known(asked)
    until = f"{version.ends:%Y-%m-%d}" if version and version.ends else "-"
    code = "graph-version-ended" if left < 0 else "graph-version-ends"
    return [VersionRemark(code=code, params=told | {"until": until, "days": max(left, 0)})]


def answered_by(told: tuple[str, str] | None) -> list[VersionRemark]:
    """Return what is to be said where another version answered than was asked for (asked, answered)."""
    if told is None or told[0] == told[1]:
        return []
    params: dict[str, object] = {"asked": told[0], "answered": told[1], "newest": versions.DEFAULT}
    return [VersionRemark(code="graph-version-other", params=params)]
