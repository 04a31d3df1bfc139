"""Which of the names that there are, and which value, somebody meant by one that there is not."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from campaign.messages import translate
from campaign.settings.rows import Row, written
from campaign.typed import languages, lengths, words
from media.languages import known as known_languages
from media.text.folding import folded

_NEAR, _SURE = 0.66, 0.8  # likeness from 0 to 1
_NUMBER = re.compile(r"([^\W\d]*[^\w-]*)(\d{1,9})(?:[.,](\d{1,4}))?\s*([^\d]*)")
_UNITS = {"_years": {"a": 1, "j": 1, "y": 1}, "_mb": {"m": 1, "g": 1000}}  # first letters of words for them


@dataclass(frozen=True, kw_only=True)
class Meant:
    """A line of campaign.toml that may have been meant, what its setting is for, and the code that tells it."""

    line: str
    purpose: str
    code: str = "near"


def same(name: str, other: str) -> bool:
    """Tell whether a name differs in capitals, spaces, hyphens or accents alone, or is a word for it."""
    return folded(name) in (folded(other), *_words(other))


def of(name: str, names: Iterable[str], *, surely: bool = False) -> str | None:
    """Return the name that was meant; None where nobody can tell, or only guess (`surely`)."""
    known = {folded(one): one for one in names}
    exact = next((one for one in known.values() if same(name, one)), None)
    if exact or not known:
        return exact
    word = folded(name)
    begun = [short for short in known if len(short) > 3 and word.startswith(short)]
    near = difflib.get_close_matches(word, known, n=1, cutoff=_SURE if surely else _NEAR)
    return known[(near or ([] if surely else begun) or [""])[0]] if near or (begun and not surely) else None


def meant(value: object, row: Row, beside: Sequence[Row], *, whole: bool) -> Meant | None:
    """Return what a value was meant as that its setting cannot have; None where nobody can tell.

    `beside` are settings that may have been meant in its place; a value that is not `whole` is one of a list.
    """
    near: object = _choice(value, row.choices)
    if near is None and whole:
        near = _alike(value, row)
    if near is None or (near == value and type(near) is type(value)) or (near == 0 and near is not False):
        lines = ((_taken(value, one), one) for one in beside if whole and _is_called_so(row.name, one.name))
        return next((Meant(line=line, purpose=one.sentence) for line, one in lines if line), None)
    code = "unit" if _is_length(row.example) and not _with_unit(str(value)) else "near"
    return Meant(line=written(row.name, near), purpose=row.sentence, code=code)


def numerals() -> Iterator[tuple[int, str]]:
    """Yield numbers with how they are said in every language we know."""
    for spoken in known_languages.languages().values():
        for number, said in enumerate(spoken.numerals, 1):
            yield from ((number, word) for word in said.split())


def _is_called_so(name: str, other: str) -> bool:
    """Tell whether one name begins with the other, as `late_after` with `late` and `approvals` with `approval`."""
    return name.startswith(other) or other.startswith(name)


def _taken(value: object, row: Row) -> str | None:
    """Return the line of a setting that can have a value as it stands or as it is meant; None for one that cannot."""
    if row.choices:
        near: object = words.find(value, row.choices) if isinstance(value, str) else None
    elif _is_length(row.example):
        near = value if isinstance(value, str) and _length(value) is not None else None
    else:
        near = value if type(value) is type(row.example) is int else _alike(value, row)
    return None if near is None else written(row.name, near)


def _choice(value: object, choices: Sequence[str]) -> str | None:
    """Return which of the words a setting may be was meant; yes and no stand for the words that switch it."""
    if not choices:
        return None
    from media.text import toml_line  # slow to load

    meant = value if isinstance(value, bool) else toml_line.yes_or_no(str(value))
    if meant is not None and "off" in choices:
        return next((one for one in choices if (one != "off") == meant), None)
    return of(str(value), choices)


def _alike(value: object, row: Row) -> object:
    """Return what was meant where a number, a length of time or a list of texts is wanted; None where unknown."""
    example = row.example
    if (
        isinstance(value, bool)
        or isinstance(example, bool)
        or (type(value) is float and type(example) is int)
    ):
        return None
    text = _in_figures(value)
    if text is None:
        return None
    if _is_length(example):
        return _as_length(text, str(example))
    if isinstance(example, int | float):
        return _as_number(text, row)
    if isinstance(example, str) and example.isdecimal():
        long = re.findall(r"(?<!\d)\d{5,32}(?!\d)", text)
        return long[0] if len(long) == 1 else None
    return _as_list(text, example) if isinstance(value, str) else None


def _in_figures(value: object) -> str | None:
    """Return a value as text whose numbers are in figures; a number with a comma was read as two texts."""
    if isinstance(value, list) and len(value) == 2 and all(isinstance(one, str) for one in value):
        value = ",".join(value) if re.fullmatch(r"\d+", value[0]) else None
    if not isinstance(value, str | int | float):
        return None
    figures = {word: str(number) for number, word in numerals()}
    return " ".join(figures.get(word.casefold(), word) for word in str(value).strip().split(" "))


def _as_number(text: str, row: Row) -> object:
    """Return the one number of a text such as `2 personnes`, where the words behind it name no other unit."""
    found, length = _NUMBER.fullmatch(text), _length(text)
    unit = folded(found[4]) if found else ""
    if not found or (isinstance(row.example, float) and unit):
        return length.total_seconds() if length and isinstance(row.example, float) else None
    known = next((table for ending, table in _UNITS.items() if row.name.endswith(ending)), None)
    times = known.get(unit[0], 0) if known and unit and length is None else int(not (known and unit))
    exact = float(f"{found[2]}.{found[3] or 0}") * times
    if not times:
        return None
    return int(exact) if isinstance(row.example, int) and exact.is_integer() else exact


def _as_list(text: str, example: object) -> list[str] | None:
    """Return the texts of a list that was written as one text."""
    if not isinstance(example, list) or not example or not isinstance(example[0], str):
        return None
    if re.search(r"\d", text):
        return [text] if not re.search(r"[,;]", text) else None
    spoken = [languages.code(part) for part in words.apart(re.sub(r"[+/]", ",", text))]
    if all(spoken):
        return [code for code in spoken if code]
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()] or None


def _is_length(example: object) -> bool:
    return isinstance(example, str) and bool(re.fullmatch(r"\d{1,9}[smhd]", example))


def _length(text: str) -> timedelta | None:
    try:
        return lengths.length(text.strip())
    except OverflowError:
        return None


def _with_unit(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]", text))


def _as_length(text: str, example: str) -> str | None:
    """Return a length of time: a number alone has the unit of the example, a misspelt unit is the nearest."""
    if _length(text) is not None:
        return text
    found = re.fullmatch(r"(\d{1,9}(?:[.,]\d{1,3})?)\s*([^\W\d_]*)\.?", text)
    if not found:
        return None
    unit = lengths.nearest_unit(found[2]) if found[2] else example[-1]
    said = f"{found[1]}{unit}"
    return said if unit and _length(said) is not None else None


def _words(name: str) -> frozenset[str]:
    """Return what people of any language call a setting or a section, folded."""
    tables = (translate.texts(code).get("setting_words", {}) for code in known_languages.languages())
    return frozenset(folded(word) for table in tables for word in table.get(name, ()))
