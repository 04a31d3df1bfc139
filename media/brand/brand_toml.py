"""A TOML file read key by key: each value is checked where it is taken, and each error names file and key."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from media import given_files, toml_values
from media.errors import BadInput
from media.lettering import fonts
from media.text import controls

_SHIPPED = "package:"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def read_kit_file(path: Path) -> "Section":
    """The whole file as a section; BadInput when it is missing, not UTF-8 or not TOML."""
    try:
        return Section(toml_values.parsed(given_files.read(path, most=given_files.MEGABYTE).decode()), path)
    except FileNotFoundError as missing:
        raise BadInput("brand-missing", path=str(path)) from missing
    except OSError as refused:
        raise BadInput(
            "brand-unreadable", path=str(path), detail=refused.strerror or str(refused)
        ) from refused
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise BadInput("brand-not-toml", path=str(path), detail=str(broken)) from broken


class Section:
    """One table of a kit's file, with its place in the file for error messages."""

    def __init__(self, values: Mapping[str, object], path: Path, at: str = "") -> None:
        self.values, self.path, self.at = values, path, at

    def place(self, key: str) -> str:
        """A key with the tables it stands in, as the file's reader finds it."""
        return f"{self.at}.{key}" if self.at else key

    def wrong(self, key: str, expected: str) -> BadInput:
        """The error for a value that is not what a key wants; `expected` shows what would be."""
        value = str(self.values.get(key))[:60]
        return BadInput(
            "brand-key-wrong", path=str(self.path), key=self.place(key), value=value, expected=expected
        )

    def known(self, *keys: str) -> None:
        """Refuse keys that mean nothing, which are mostly slips of the pen."""
        for key in self.values:
            if key not in keys:
                params = {"path": str(self.path), "key": self.place(key), "known": ", ".join(keys)}
                raise BadInput("brand-key-unknown", **params)

    def section(self, key: str) -> "Section":
        """A table inside this one; an absent one is empty."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, "[table]")
        return Section(value, self.path, self.place(key))

    def sections(self, key: str) -> "list[Section]":
        """The tables of a list such as `[[partner]]`."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.wrong(key, "[[table]]")
        return [Section(one, self.path, f"{self.place(key)}[{n}]") for n, one in enumerate(value, 1)]

    def text(self, key: str, default: str | None = None) -> str:
        """A text; a key without default must be there and not be empty."""
        value = self.values.get(key, default)
        if value is None:
            raise BadInput("brand-key-missing", path=str(self.path), key=self.place(key))
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.wrong(key, '"text"')
        if found := controls.first(value):
            raise BadInput("brand-key-hidden", path=str(self.path), key=self.place(key), sign=found[0])
        return value

    def texts(self, key: str, languages: Iterable[str]) -> dict[str, str]:
        """One text per language, given as a table or as one text for all."""
        value = self.values.get(key)
        if isinstance(value, str):
            return {language: self.text(key) for language in languages}
        inner = self.section(key)
        return {language: inner.text(language) for language in languages}

    def one_of(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """A text that is one of the choices."""
        value = self.values.get(key, default)
        if value not in choices:
            raise self.wrong(key, " | ".join(f'"{choice}"' for choice in choices))
        return str(value)

    def number(self, key: str, low: float, high: float, default: float) -> float:
        """A number within bounds, both included."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.wrong(key, f"{low:g} – {high:g}")
        return float(value)

    def colour(self, key: str, palette: Mapping[str, str]) -> str:
        """A colour as `#rrggbb`, given so or by a name of the palette."""
        value = self.text(key)
        value = palette.get(value, value)
        if not _HEX.fullmatch(value):
            raise self.wrong(key, "#rrggbb")
        return value.lower()

    def file(self, key: str) -> Path:
        """A file inside the kit's folder, or `package:NAME` for a font that comes with the program."""
        name = self.text(key)
        folder = self.path.parent.resolve()
        if name.startswith(_SHIPPED):
            folder, name = fonts.FONTS, name.removeprefix(_SHIPPED)
        found = (folder / name).resolve()
        if not found.is_relative_to(folder.resolve()):
            raise BadInput("brand-file-outside", path=str(self.path), key=self.place(key), file=name)
        if not found.is_file():
            raise BadInput("brand-file-missing", path=str(self.path), key=self.place(key), file=str(found))
        return found


_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
_KEY = re.compile(r"\s*([\w.\"' -]+?)\s*=")


def line_of(text: str, key: str) -> int:
    """The line of a TOML file on which a key such as `partner[2].logo_light` stands, or the table it belongs to."""
    table, tables, best = "", Counter[str](), (0, 1)
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            name = _bare(header[2])
            tables[name] += 1
            here = table = f"{name}[{tables[name]}]" if header[1] == "[[" else name
        elif found := _KEY.match(line):
            here = f"{table}.{_bare(found[1])}".lstrip(".")
        else:
            continue
        if (key == here or key.startswith((f"{here}.", f"{here}["))) and len(here) > best[0]:
            best = len(here), number
    return best[1]


def _bare(key: str) -> str:
    return re.sub(r"[\"'\s]", "", key)
