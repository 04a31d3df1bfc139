"""Slips of the pen in campaign.toml: on which line they are, and what was meant."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from campaign.settings import nearest, plan_parsing, time_zones
from campaign.settings.rows import Row
from media import toml_values
from media.findings import Detail
from media.languages import known as known_languages
from schedules.errors import BadRequest

if TYPE_CHECKING:
    from media.text.toml_slips import Slip

PARTS = ("day", "at", "language", "kind")  # what a slot of the plan says
SHORT = 4  # signs of a weekday's name that is cut short
_SHOWN = 80  # signs of a wrong value
_NO_NAME = ("settings-misspelt", "settings-unknown", "settings-unknown-top")


@dataclass(frozen=True, kw_only=True)
class Source:
    """A settings file as a person wrote it."""

    path: Path
    text: str

    def place(self, key: str) -> dict[str, object]:
        """Return where a key is written, as a refusal says it."""
        return {"file": self.path, "line": line_of(key, self.text)}


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """A value, or one thing in it, that is not of its form: where in it, what stands there, and what of that."""

    at: tuple[int | str, ...]
    value: object
    part: str = ""


def together(problems: Sequence[BadRequest]) -> BadRequest:
    """Return one refusal for all that is wrong, in the order of the lines.

    Of a line whose value cannot be it is not told how it would be written; nor how a name would that there is not.
    """
    values = {one.params["line"] for one in problems if "value" in one.params}
    names = {one.params["line"] for one in problems if one.code in _NO_NAME}
    told = [
        one
        for one in problems
        if one.code != "settings-line" or one.params["line"] not in (names if _is_of_name(one) else values)
    ]
    ordered = sorted(told, key=lambda one: int(str(one.params["line"])))
    if len(ordered) == 1:
        return ordered[0]
    return BadRequest(
        "settings-several", file=ordered[0].params["file"], count=len(ordered), problems=ordered
    )


def _is_of_name(problem: BadRequest) -> bool:
    """Tell whether a line was refused for how its name is written."""
    what = problem.params["what"]
    return isinstance(what, Detail) and what.code == "toml-name"


def broken(slip: "Slip", source: Source, known: Sequence[Row]) -> BadRequest:
    """Return the refusal of a line that is no TOML, with how to write it; what may be secret is not repeated."""
    params = dict(slip.what.params)
    name = (
        slip.key.rpartition(".")[2]
        or (re.findall(r"^\W*([\w-]+)", str(params.get("written", ""))) or [""])[0]
    )
    row = next((row for row in known if row.key == slip.key), None)
    meant = (
        nearest.of(name, [row.name for row in known], surely=slip.what.code == "toml-no-value")
        if name
        else None
    )
    row = row or next((row for row in known if row.name == meant), None)
    code, sections = slip.what.code, {row.key.rpartition(".")[0] for row in known} - {""}
    if code == "toml-no-value" and not row and (section := nearest.of(name, sections)):
        code, params = "toml-header", {"example": f"[{section}]"}
    elif code == "toml-no-value":
        params["example"] = _example(row) if row else f'{params["key"]} = "..."'
    elif row and (row.secret or code == "toml-unread"):
        params |= {"example": _example(row), "key": row.name}
        code = "toml-like-this" if code == "toml-unread" else code
    return BadRequest("settings-line", file=source.path, line=slip.line, what=Detail(code, params))


def unknown(key: str, source: Source, known: Sequence[Row]) -> BadRequest:
    """Return the refusal of a key that there is not: what was meant in its section, or where it belongs."""
    place, (section, _, name) = source.place(key), key.rpartition(".")
    here = [row for row in known if row.key.rpartition(".")[0] == section]
    if meant := nearest.of(name, [row.name for row in here]):
        return BadRequest("settings-misspelt", key=name, nearest=meant, **place)
    everywhere = {row.key: row for row in known}
    alike = [row for row in known if nearest.same(name, row.name)]
    far = nearest.of(name, [row.name for row in known], surely=True)
    if row := next(iter(alike), None) or next((row for row in everywhere.values() if row.name == far), None):
        return _misplaced(row, name, source, place)
    names = ", ".join(row.name for row in here)
    code = "settings-unknown" if section else "settings-unknown-top"
    return BadRequest(code, key=name, section=section, known=names, **place)


def _misplaced(row: Row, name: str, source: Source, place: Mapping[str, object]) -> BadRequest:
    """Return the refusal of a setting that belongs to another section, or to one whose header is still a comment."""
    home = row.key.rpartition(".")[0]
    params = {"key": name, "nearest": row.name, "section": home, **place}
    if home and (header := _closed_header(source.text, home, int(str(place["line"])))):
        return BadRequest("settings-misplaced-closed", header=header, **params)
    return BadRequest("settings-misplaced" if home else "settings-misplaced-top", **params)


def _closed_header(text: str, section: str, line: int) -> int | None:
    """Return the line of a section's header that is still a comment, of the section in which a line stands."""
    for number in range(line - 1, 0, -1):
        written = text.splitlines()[number - 1]
        if re.match(rf"\s*#+\s*\[\s*{re.escape(section)}\s*\]", written):
            return number
        if re.match(r"\s*#*\s*\[[\w.]+\]", written):
            return None
    return None


def unknown_section(name: str, source: Source, known: Sequence[str], settings: Sequence[Row]) -> BadRequest:
    """Return the refusal of a section that there is not: a setting's name, the nearest section, or all there are."""
    place = source.place(name)
    for row in settings:
        if row.name == name:
            return _misplaced(row, name, source, place)
    if meant := nearest.of(name, known):
        return BadRequest("settings-section-misspelt", key=name, nearest=meant, **place)
    return BadRequest(
        "settings-section-unknown", key=name, known=", ".join(f"[{one}]" for one in known), **place
    )


def no_section(name: str, source: Source) -> BadRequest:
    """Return the refusal of a section that is written as a setting, or as one of a list."""
    return BadRequest("settings-no-section", key=name, **source.place(name))


def unfit(row: Row, wrong: Wrong, source: Source, beside: Sequence[Row] = ()) -> BadRequest:
    """Return the refusal of a value that is not of its key's form, with what may have been meant.

    `beside` are the settings of its section, of which one that is nearly called so may take the value.
    """
    value = f'"{_host(wrong.value)}"' if row.secret else shown(wrong.value)
    where = source.place(row.key) | {"key": row.key, "value": value}
    if row.key == "timezone":
        code = "settings-timezone-no-place" if time_zones.exists(str(wrong.value)) else "settings-timezone"
        return BadRequest(code, nearest=time_zones.nearest(str(wrong.value)), **where)
    if told := _of_kind(row, wrong, where):
        return told
    if meant := nearest.meant(wrong.value, row, () if wrong.at else beside, whole=not wrong.at):
        return BadRequest(f"settings-{meant.code}", nearest=f"`{meant.line}`", purpose=meant.purpose, **where)
    if row.choices and not wrong.at:
        known = ", ".join(map(toml_values.written, row.choices))
        return BadRequest("settings-choice", known=known, purpose=row.sentence, **where)
    where |= {"purpose": row.sentence, "example": _example(row)}
    number = next((at + 1 for at in wrong.at if isinstance(at, int)), None)
    if number is None or not isinstance(row.example, Sequence):
        return BadRequest("settings-value", **where)
    where |= {"place": number, "line": _line_within(source.text, int(str(where["line"])), wrong.value)}
    return _part(row, wrong, where) if wrong.part else BadRequest("settings-item", **where)


def _of_kind(row: Row, wrong: Wrong, where: Mapping[str, object]) -> BadRequest | None:
    """Return what is said of the Page's address, of a day without its century and of a slot of several days."""
    if row.key == "page.id" and re.search(r"facebook\.|fb\.", str(wrong.value)):
        if re.search(r"(?<!\d)\d{5,32}(?!\d)", str(wrong.value)):
            return None
        return BadRequest("settings-page-address", **where)
    if row.key == "plan.blackouts" and (day := short_year(wrong.value)):
        return BadRequest("settings-short-year", nearest=f'"{day}"', **where)
    several = plan_parsing.apart(wrong.value) if row.key == "plan.slots" else []
    if several:
        example = ", ".join(map(toml_values.written, several))
        return BadRequest("settings-slots-several", example=example, **where)
    return None


def short_year(value: object) -> str | None:
    """Return a day with the four digits of its year, where two were written; None where something else is wrong."""
    found = re.fullmatch(r"\s*(\d{1,2})([/.-])(\d{1,2})[/.-](\d{2})\s*", str(value))
    return f"{found[1]}/{found[3]}/20{found[4]}" if found else None


def _example(row: Row) -> object:
    """Return the line of a setting as an example, in which days are named in the reader's language."""
    return Detail("slots-example") if row.key == "plan.slots" else row.line


def _part(row: Row, wrong: Wrong, where: Mapping[str, object]) -> BadRequest:
    """Return the refusal of one of the things that a table in a list says."""
    value = plan_parsing.said(wrong.value)
    table = value if isinstance(value, dict) else {}
    said = {**where, "part": wrong.part, "example": _example(row)}
    if wrong.part not in table:
        return BadRequest("settings-part-missing", **said)
    said["value"] = shown(table[wrong.part])
    if wrong.part not in PARTS:
        return _misnamed(table, said)
    meant = near_weekday(table[wrong.part]) if wrong.part == "day" else None
    return BadRequest("settings-part-near" if meant is not None else "settings-part", **said, nearest=meant)


def near_weekday(written: object) -> str | None:
    """Return the day of the week of which a misspelt word is nearest to the name, as it is said in that language."""
    named = [name for name in known_languages.weekdays() if len(name) > SHORT]
    near = difflib.get_close_matches(str(written).strip().casefold(), named, n=1, cutoff=0.7)
    return near[0] if near else None


def _misnamed(table: Mapping[str, object], said: Mapping[str, object]) -> BadRequest:
    """Return the refusal of all names in a table that there are not; how to write it where each can be told."""
    strange = [key for key in table if key not in PARTS]
    meant = {key: nearest.of(key, PARTS) for key in strange}
    if not all(meant.values()):
        unknown = next(key for key in strange if not meant[key])
        return BadRequest("settings-part-unknown", **{**said, "part": unknown, "known": ", ".join(PARTS)})
    names = [f"`{key}`" for key in strange]
    better = {str(meant.get(key) or key): value for key, value in table.items()}
    written = {"names": names, "nearest": [f"`{meant[key]}`" for key in strange]}
    return BadRequest(
        "settings-parts-misspelt", **{**said, **written, "example": toml_values.written(better)}
    )


def shown(value: object) -> str:
    """Return a value as its file has it, not longer than anybody reads."""
    text = toml_values.written(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _host(secret: object) -> str:
    """Return of an address that may be secret its host alone."""
    try:
        host = urlsplit(str(secret)).hostname
    except ValueError:
        host = None
    return f"{str(secret).partition(':')[0]}://{host}/..." if host else "..."


def _line_within(text: str, line: int, value: object) -> int:
    """Return the line, from that of the key on, on which an item of a list of several lines stands."""
    words = [str(one) for one in (value.values() if isinstance(value, dict) else (value,))]
    words = [one.isoformat("minutes") if isinstance(one, time) else one for one in words]
    lines = text.splitlines()[line - 1 :]
    found = (at for at, line_ in enumerate(lines) if words and all(word in line_ for word in words))
    return line + next(found, 0)


def line_of(name: str, text: str) -> int:
    """Return the line where a key such as `service.late` is written (else that of its section, else 1)."""
    section, best = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line)
        section = header[1].replace(" ", "").replace('"', "") if header else section
        key = re.match(r"""\s*([\w."'-]+(?:\s*\.\s*[\w"'-]+)*|"[^"]+")\s*=""", line)
        here = ".".join(filter(None, (section, re.sub(r"""["'\s]""", "", key[1])))) if key else section
        if here == re.sub(r"\s", "", name) and (key or header):
            return number
        best = number if header and name.startswith(section + ".") else best
    return best
