"""Slips of the pen in campaign.toml: on which line they are, and what was meant."""

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from campaign.settings import parsing
from campaign.settings.declarations import KEYS
from campaign.settings.parsing import Key
from schedules.errors import BadRequest

_PLAIN = re.compile(r"true|false|[-+]?\d[\d_.]*|\d{4}-\d\d-\d\d.*")  # what TOML reads without quotes


def broken(error: tomllib.TOMLDecodeError, text: str, path: Path) -> BadRequest:
    """Return the refusal of a file that is no TOML; a value that lacks its quotes is told how to write it."""
    found = re.search(r"\(at line (\d+), column \d+\)", str(error))
    line = int(found[1]) if found else text.count("\n") + 1
    why = re.sub(r"\s*\(at .*\)$", "", str(error))
    written = [*text.splitlines(), ""][line - 1] if line <= text.count("\n") + 1 else ""
    if quoted := _unquoted(written):
        key, example = quoted
        return BadRequest("settings-unquoted", file=path, line=line, key=key, example=example)
    return BadRequest("settings-broken", file=path, line=line, why=why)


def _unquoted(written: str) -> tuple[str, str] | None:
    """Return the key of a line whose value lacks a quote, and how to write it."""
    found = re.fullmatch(r"\s*([\w-]+)\s*=\s*(.*?)\s*", written)
    if not found or _PLAIN.fullmatch(found[2]):
        return None
    key, value = found.groups()
    known = next((one for one in KEYS if one.name.rpartition(".")[2] == key), None)
    if value[:1] in ("[", "{"):
        bare = re.sub(r"'[^']*'|\"[^\"]*\"", "", value)
        return (key, known.example) if known and re.search(r"[^\W\d]", bare) else None
    whole = len(value) > 1 and value[0] in "\"'" and value[0] == value[-1]
    if whole or '"' in value.strip("\"'") or "#" in value or (known and known.secret):
        return (key, known.example) if known and not whole else None
    return key, f'{key} = "{value.strip(chr(34) + chr(39))}"'


def unknown(name: str, text: str, path: Path) -> BadRequest:
    """Return the refusal of a key that there is not, with what was meant."""
    known = [key.name for key in KEYS]
    line = line_of(name, text)
    same = [key for key in known if key.rpartition(".")[2] == name.rpartition(".")[2]]
    near = same or difflib.get_close_matches(name, known, n=1)
    if near:
        section, _, inner = near[0].rpartition(".")
        meant = f"{inner} under [{section}]" if section else f"{inner} above the first section"
        return BadRequest("settings-misspelt", file=path, line=line, key=name, nearest=meant)
    return BadRequest("settings-unknown", file=path, line=line, key=name, known=", ".join(known))


def unfit(key: Key, value: Any, why: parsing.Unfit, text: str, path: Path) -> BadRequest:
    """Return the refusal of a value that is not of its key's form, with what may have been meant."""
    where: dict[str, object] = {
        "file": path,
        "line": line_of(key.name, text),
        "key": key.name,
        "value": _shown(value) if key.secret else value,
    }
    if not why.nearest:
        return BadRequest("settings-value", example=key.example, purpose=key.sentence, **where)
    if key.name == "timezone":
        return BadRequest("settings-timezone", nearest=why.nearest, **where)
    return BadRequest("settings-near", nearest=why.nearest, purpose=key.sentence, **where)


def _shown(secret: Any) -> str:
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
