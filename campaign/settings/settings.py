"""campaign.toml -> checked values. Every error names the file, the line, the key and what to write instead.

What may be set stands in `keys.py`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from campaign.settings import mistakes, parsing, plan_parsing
from campaign.settings.declarations import KEYS, SECTIONS
from campaign.settings.parsing import Key
from media.subtitles.norms import Norms
from schedules.errors import BadRequest

FILE = "campaign.toml"
Late = Literal["hold", "send"]
Demand = Literal["required", "off"]
Hidden = Literal["all", "films"]
Scheduler = Literal["here", "facebook"]
Security = Literal["starttls", "tls", "none"]
Sidecars = Literal["others", "all", "off"]
ApprovalBy = Literal["anyone", "partners"]
Holidays = Literal["BE", "off"]
Order = Literal["alternate", "free"]


@dataclass(frozen=True, kw_only=True)
class PageSettings:
    """Which Page posts go to, and at which address; without an id, the rehearsal Page."""

    id: str | None
    graph_url: str
    graph_version: str


@dataclass(frozen=True, kw_only=True)
class ServiceSettings:
    """How the background service works, and what it demands before it publishes."""

    upload_ahead: timedelta
    late_after: timedelta
    late: Late
    sweep_after: timedelta
    approval: Demand
    consent: Demand
    hidden: Hidden
    scheduler: Scheduler
    approval_by: ApprovalBy


@dataclass(frozen=True, kw_only=True)
class NoticeSettings:
    """Who is told of posts that wait for a decision, and by which server or webhook; empty: nobody."""

    email_to: tuple[str, ...]
    email_from: str | None
    smtp_host: str | None
    smtp_port: int
    smtp_security: Security
    smtp_user: str | None
    webhook: str | None = field(repr=False)

    @property
    def in_clear(self) -> bool:
        """Whether mail would leave this machine unencrypted."""
        return (
            self.smtp_security == "none"
            and bool(self.smtp_host)
            and not parsing.loopback(self.smtp_host or "")
        )


@dataclass(frozen=True, kw_only=True)
class RenderSettings:
    """What rendering may use, and how long upright films may be."""

    memory_mb: int
    reel_shortest: timedelta
    reel_longest: timedelta


@dataclass(frozen=True, kw_only=True)
class SubtitleSettings:
    """What subtitles are measured by, whether a film needs its own language's, which go up as files, the locales."""

    norms: Norms
    spoken: Demand
    sidecars: Sidecars
    locales: Mapping[str, str]

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "SubtitleSettings":
        """Make them of the values written, where times are seconds."""
        same = ("cps", "cps_verbatim", "gap_frames", "lines", "chars")
        times = {f"{name}_ms": round(values[name] * 1000) for name in ("shortest", "short", "longest")}
        norms = Norms(**{name: values[name] for name in same}, **times)
        others = {name: values[name] for name in ("spoken", "sidecars", "locales")}
        return cls(norms=norms, **others)


@dataclass(frozen=True, kw_only=True)
class PlanSettings:
    """When posts go out, which days stay empty, which languages belong together, what is added to links."""

    slots: tuple[plan_parsing.Slot, ...]
    blackouts: tuple[plan_parsing.Blackout, ...]
    holidays: Holidays
    community_days: Mapping[str, str]
    distance: timedelta
    per_day: int
    pair: tuple[str, ...]
    pair_within: timedelta
    order: Order
    move_tolerance: timedelta
    utm: str | None


@dataclass(frozen=True, kw_only=True)
class Settings:
    """A campaign's settings, checked."""

    name: str
    timezone: ZoneInfo
    languages: tuple[str, ...]
    organisations: tuple[str, ...]
    page: PageSettings
    service: ServiceSettings
    notices: NoticeSettings
    render: RenderSettings
    subtitles: SubtitleSettings
    plan: PlanSettings

    def language(self, asked: str) -> str:
        """Return the campaign's language that covers the one asked for: `nl` covers `nl-BE`."""
        wanted = asked.strip().lower()
        for form in (wanted, wanted.partition("-")[0]):
            for known in self.languages:
                if known.lower() == form:
                    return known
        raise BadRequest("language-unknown", language=asked, known=", ".join(self.languages))


def load(path: Path) -> Settings:
    """Read and check a campaign's settings file."""
    text = _decode(path)
    try:
        return _checked(tomllib.loads(text), text, path)
    except tomllib.TOMLDecodeError as error:
        raise mistakes.broken(error, text, path) from None


def _decode(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadRequest("settings-unreadable", file=path, why=error.strerror) from None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BadRequest("settings-not-utf8", file=path, line=raw[: error.start].count(b"\n") + 1) from None


def _checked(raw: dict[str, Any], text: str, path: Path) -> Settings:
    flat = _flatten(raw, text, path)
    values: dict[str, dict[str, Any]] = {name: {} for name in ("", *SECTIONS)}
    for key in KEYS:
        section, _, name = key.name.rpartition(".")
        values[section][name] = _value(key, flat, text, path)
    notices = NoticeSettings(**values["notices"])
    if notices.in_clear:
        line = mistakes.line_of("notices.smtp_security", text)
        raise BadRequest("notices-in-clear", file=path, line=line, host=notices.smtp_host)
    plan = PlanSettings(**values["plan"])
    for slot in plan.slots:
        if slot.language not in (None, *values[""]["languages"]):
            line, known = mistakes.line_of("plan.slots", text), ", ".join(values[""]["languages"])
            raise BadRequest("slot-language", file=path, line=line, language=slot.language, known=known)
    return Settings(
        page=PageSettings(**values["page"]),
        service=ServiceSettings(**values["service"]),
        notices=notices,
        render=RenderSettings(**values["render"]),
        subtitles=SubtitleSettings.of(values["subtitles"]),
        plan=plan,
        **values[""],
    )


def _flatten(raw: dict[str, Any], text: str, path: Path) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in raw.items():
        if name in SECTIONS and isinstance(value, dict):
            flat |= {f"{name}.{inner}": item for inner, item in value.items()}
        else:
            flat[name] = value
    for name in flat:
        if name not in {key.name for key in KEYS}:
            raise mistakes.unknown(name, text, path)
    return flat


def _value(key: Key, flat: dict[str, Any], text: str, path: Path) -> Any:
    if key.name not in flat and key.default is None:
        return None
    value = flat.get(key.name, key.default)
    try:
        return key.read(value)
    except parsing.Unfit as unfit:
        raise mistakes.unfit(key, value, unfit, text, path) from None
