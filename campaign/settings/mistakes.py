"""Slips of the pen in campaign.toml: on which line they are, and what was meant."""

import difflib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from campaign.settings import time_zones
from campaign.settings.rows import Row
from schedules.errors import BadRequest

_PLAIN = re.compile(r"true|false|[-+]?\d[\d_.]*|\d{4}-\d\d-\d\d.*")  # what TOML reads without quotes


@dataclass(frozen=True, kw_only=True)
class Source:
    """A settings file as a person wrote it."""

    path: Path
    text: str

    def place(self, key: str) -> dict[str, object]:
        """Return where a key is written, as a refusal says it."""
        return {"file": self.path, "line": line_of(key, self.text)}


def broken(error: tomllib.TOMLDecodeError, source: Source, known: Sequence[Row]) -> BadRequest:
    """Return the refusal of a file that is no TOML; a value that lacks its quotes is told how to write it."""
    where = re.search(r"\(at line (\d+), column \d+\)", str(error))
    lines = source.text.count("\n") + 1
    line = int(where[1]) if where else lines
    why = re.sub(r"\s*\(at .*\)$", "", str(error))
    written = [*source.text.splitlines(), ""][line - 1] if line <= lines else ""
    if quoted := _unquoted(written, known):
        key, example = quoted
        return BadRequest("settings-unquoted", file=source.path, line=line, key=key, example=example)
    return BadRequest("settings-broken", file=source.path, line=line, why=why)


def _unquoted(written: str, rows: Sequence[Row]) -> tuple[str, str] | None:
    """Return the key of a line whose value lacks a quote, and how to write it."""
    line = re.fullmatch(r"\s*([\w-]+)\s*=\s*(.*?)\s*", written)
    if not line or _PLAIN.fullmatch(line[2]):
        return None
    key, value = line.groups()
    known = next((row for row in rows if row.name == key), None)
    if value[:1] in ("[", "{"):
        bare = re.sub(r"'[^']*'|\"[^\"]*\"", "", value)
        return (key, known.line) if known and re.search(r"[^\W\d]", bare) else None
    whole = len(value) > 1 and value[0] in "\"'" and value[0] == value[-1]
    if whole or '"' in value.strip("\"'") or "#" in value or (known and known.secret):
        return (key, known.line) if known and not whole else None
    return key, f'{key} = "{value.strip(chr(34) + chr(39))}"'


def unknown(key: str, source: Source, known: Sequence[str]) -> BadRequest:
    """Return the refusal of a key that there is not, with what was meant."""
    place = source.place(key)
    same = [other for other in known if other.rpartition(".")[2] == key.rpartition(".")[2]]
    near = same or difflib.get_close_matches(key, known, n=1)
    if near:
        section, _, name = near[0].rpartition(".")
        meant = f"{name} under [{section}]" if section else f"{name} above the first section"
        return BadRequest("settings-misspelt", key=key, nearest=meant, **place)
    return BadRequest("settings-unknown", key=key, known=", ".join(known), **place)


def unfit(row: Row, value: object, source: Source) -> BadRequest:
    """Return the refusal of a value that is not of its key's form, with what may have been meant."""
    where = source.place(row.key) | {"key": row.key, "value": _shown(value) if row.secret else value}
    if row.key == "timezone":
        code = "settings-timezone-no-place" if time_zones.exists(str(value)) else "settings-timezone"
        return BadRequest(code, nearest=time_zones.nearest(str(value)), **where)
    if near := difflib.get_close_matches(str(value), row.choices, n=1):
        return BadRequest("settings-near", nearest=near[0], purpose=row.sentence, **where)
    return BadRequest("settings-value", example=row.line, purpose=row.sentence, **where)


def _shown(secret: object) -> str:
    """Return of an address that may be secret its host alone."""
    try:
        host = urlsplit(str(secret)).hostname
    except ValueError:
        host = None
    return f"{str(secret).partition(':')[0]}://{host}/..." if host else "..."


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
