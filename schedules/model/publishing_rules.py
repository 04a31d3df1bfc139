"""The rules that a campaign's settings give its posts, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The settings the queue obeys, named as in campaign.toml; `zone` decides what day it is.

    `approvals` is how many people must say yes to a post. With `approval_by` "partners", or with any `partners`, each
    of these organisations must, where a post shows it.
    `reel_shortest` and `reel_longest` are how long an upright film may be; `memory_mb` is what rendering may use.
    `hidden` says what goes up hidden first, `all` or `films`; `scheduler` who shows a post at its moment, `here` or
    `facebook`; `sidecars` which subtitle files go up beside a film, `others` (than its own language), `all` or `off`,
    and `locales` what Facebook calls their languages. `pair` are the languages that a caption may be in one under
    the other. `keep_forms_years` is how long a signed form is kept after its consent ended.
    """

    zone: ZoneInfo
    upload_ahead: timedelta = timedelta(minutes=30)
    late_after: timedelta = timedelta(minutes=15)
    late: str = "hold"
    sweep_after: timedelta = timedelta(hours=24)
    approval: str = "required"
    approvals: int = 1
    approval_by: str = "anyone"
    consent: str = "required"
    partners: tuple[str, ...] = ()
    memory_mb: int = 1200
    reel_shortest: timedelta = timedelta(seconds=3)
    reel_longest: timedelta = timedelta(seconds=90)
    hidden: str = "all"
    scheduler: str = "here"
    sidecars: str = "others"
    locales: Mapping[str, str] = field(default_factory=dict)
    pair: tuple[str, ...] = ()
    keep_forms_years: int = 5

    @property
    def by_partners(self) -> bool:
        """Whether each partner that a post shows must approve it."""
        return self.approval_by == "partners" or bool(self.partners)

    @property
    def approval_rules(self) -> str:
        """Return in a word who must approve, as each yes keeps it: one given under other rules does not count."""
        return f"{'partners' if self.by_partners else 'anyone'} {self.approvals}"


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """Where a campaign's files lie, and the rules that it obeys."""

    folder: Path
    rules: Rules
