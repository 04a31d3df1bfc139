"""campaign.toml -> checked values. Every error names the file, the line, the key and what to write instead.

The settings are one table, `KEYS`: the checks, the template and the documentation are all held against it.
"""

import difflib
import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from campaign import forms
from schedules.errors import BadRequest

FILE = "campaign.toml"
Late = Literal["hold", "send"]
Demand = Literal["required", "off"]


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


@dataclass(frozen=True, kw_only=True)
class Settings:
    """A campaign's settings, checked."""

    name: str
    timezone: ZoneInfo
    languages: tuple[str, ...]
    organisations: tuple[str, ...]
    page: PageSettings
    service: ServiceSettings

    def language(self, asked: str) -> str:
        """Return the campaign's language that covers the one asked for: `nl` covers `nl-BE`."""
        wanted = asked.strip().lower()
        for form in (wanted, wanted.partition("-")[0]):
            for known in self.languages:
                if known.lower() == form:
                    return known
        raise BadRequest("language-unknown", language=asked, known=", ".join(self.languages))


@dataclass(frozen=True, kw_only=True)
class Key:
    """One setting: where it stands, how its value is read, its default, an example, and what it is for."""

    name: str
    read: Callable[[Any], Any]
    default: Any
    example: str
    sentence: str


KEYS = (
    Key(
        name="name",
        read=forms.text,
        default="Campaign",
        example='name = "Women who start"',
        sentence="What the campaign is called in the report and in lists.",
    ),
    Key(
        name="timezone",
        read=forms.timezone,
        default="Europe/Brussels",
        example='timezone = "Europe/Brussels"',
        sentence="The time zone of every date written without an offset.",
    ),
    Key(
        name="languages",
        read=forms.languages,
        default=["nl", "fr", "en"],
        example='languages = ["nl", "fr"]',
        sentence="The languages of posts and films; `nl` covers `nl-BE`.",
    ),
    Key(
        name="organisations",
        read=forms.texts,
        default=[],
        example='organisations = ["Partner One", "Partner Two"]',
        sentence="The partner organisations, whose logos are in the brand kit.",
    ),
    Key(
        name="page.id",
        read=forms.digits,
        default=None,
        example='id = "1234567890"',
        sentence="The number of the Facebook Page; without it, posts go to the rehearsal Page.",
    ),
    Key(
        name="page.graph_url",
        read=forms.address,
        default="https://graph.facebook.com",
        example='graph_url = "https://graph.facebook.com"',
        sentence="The address of the Graph API: https, or plain http on this machine (127.0.0.1) alone.",
    ),
    Key(
        name="page.graph_version",
        read=forms.version,
        default="v26.0",
        example='graph_version = "v26.0"',
        sentence="The version of the Graph API.",
    ),
    Key(
        name="service.upload_ahead",
        read=forms.duration,
        default="30m",
        example='upload_ahead = "30m"',
        sentence="Films go up hidden this long before they are due.",
    ),
    Key(
        name="service.late_after",
        read=forms.duration,
        default="15m",
        example='late_after = "15m"',
        sentence="A post later than this is late.",
    ),
    Key(
        name="service.late",
        read=forms.one_of("hold", "send"),
        default="hold",
        example='late = "hold"',
        sentence='What happens to a late post: "hold" waits for a person, "send" publishes it at once.',
    ),
    Key(
        name="service.sweep_after",
        read=forms.duration,
        default="24h",
        example='sweep_after = "24h"',
        sentence="Hidden leftovers of ours on the Page are deleted when older than this.",
    ),
    Key(
        name="service.approval",
        read=forms.one_of("required", "off"),
        default="required",
        example='approval = "required"',
        sentence='"required": a person approves every post; "off": posts with a date count as approved.',
    ),
    Key(
        name="service.consent",
        read=forms.one_of("required", "off"),
        default="required",
        example='consent = "required"',
        sentence='"required": no film goes out without consent on record; "off": no consent is looked for.',
    ),
)
SECTIONS = ("page", "service")


def load(path: Path) -> Settings:
    """Read and check a campaign's settings file."""
    text = _decode(path)
    try:
        return _checked(tomllib.loads(text), text, path)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        why = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise BadRequest("settings-broken", file=path, line=line, why=why) from None


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
    values: dict[str, dict[str, Any]] = {"": {}, "page": {}, "service": {}}
    for key in KEYS:
        section, _, name = key.name.rpartition(".")
        values[section][name] = _value(key, flat, text, path)
    return Settings(
        page=PageSettings(**values["page"]), service=ServiceSettings(**values["service"]), **values[""]
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
            raise _unknown(name, text, path)
    return flat


def _unknown(name: str, text: str, path: Path) -> BadRequest:
    known = [key.name for key in KEYS]
    line = line_of(name, text)
    same = [key for key in known if key.rpartition(".")[2] == name.rpartition(".")[2]]
    near = same or difflib.get_close_matches(name, known, n=1)
    if near:
        section, _, inner = near[0].rpartition(".")
        meant = f"{inner} under [{section}]" if section else f"{inner} above the first section"
        return BadRequest("settings-misspelt", file=path, line=line, key=name, nearest=meant)
    return BadRequest("settings-unknown", file=path, line=line, key=name, known=", ".join(known))


def _value(key: Key, flat: dict[str, Any], text: str, path: Path) -> Any:
    if key.name not in flat and key.default is None:
        return None
    value = flat.get(key.name, key.default)
    try:
        return key.read(value)
    except forms.Unfit as unfit:
        where: dict[str, object] = {
            "file": path,
            "line": line_of(key.name, text),
            "key": key.name,
            "value": value,
        }
        if unfit.nearest:
            raise BadRequest("settings-timezone", nearest=unfit.nearest, **where) from None
        raise BadRequest("settings-value", example=key.example, purpose=key.sentence, **where) from None


def line_of(name: str, text: str) -> int:
    """Return the line where a key such as `service.late` is written (else that of its section, else 1)."""
    section, best = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line)
        section = header[1].replace(" ", "").replace('"', "") if header else section
        written = re.match(r"""\s*([\w."'-]+(?:\s*\.\s*[\w"'-]+)*)\s*=""", line)
        here = (
            ".".join(filter(None, (section, re.sub(r"""["'\s]""", "", written[1])))) if written else section
        )
        if here == name and (written or header):
            return number
        best = number if header and name.startswith(section + ".") else best
    return best


def row(key: Key) -> str:
    """Return a setting's row in the table of docs/settings.md."""
    default = "none" if key.default is None else f"`{json.dumps(key.default)}`"
    return f"| `{key.name}` | {default} | {key.sentence} |"
