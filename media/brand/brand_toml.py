"""A TOML file read key by key: each value is checked where it is taken; each error names file, line and key."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from media import given_files, toml_values
from media.errors import BadInput
from media.findings import Detail
from media.languages import known as languages
from media.lettering import fonts
from media.text import controls, toml_slips
from media.text.folding import folded

_SHIPPED = "package:"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def read_kit_file(path: Path) -> "Section":
    """The whole file as a section; BadInput when it is missing or not UTF-8. What is no TOML is a problem of it."""
    try:
        raw = given_files.read(path, most=given_files.MEGABYTE)
        text = raw.decode("utf-8-sig")
    except FileNotFoundError as missing:
        raise BadInput("brand-missing", path=str(path)) from missing
    except OSError as refused:
        raise BadInput(
            "brand-unreadable", path=str(path), detail=refused.strerror or str(refused)
        ) from refused
    except UnicodeDecodeError as broken:
        line = raw[: broken.start].count(b"\n") + 1
        raise BadInput("brand-not-utf8", path=str(path), line=line) from broken
    found = toml_slips.read(text)
    file = KitFile(path=path, text=found.text)
    for slip in found.slips:
        file.problems.append(BadInput("brand-line", path=str(path), line=slip.line, what=slip.what))
    return Section(found.values, file)


@dataclass(frozen=True, kw_only=True)
class KitFile:
    """A kit's file, its text as it is meant, and all that is wrong with it so far."""

    path: Path
    text: str
    problems: list[BadInput] = field(default_factory=list)

    def require_sound(self) -> None:
        """Raise BadInput for what is wrong, all of it at once, in the order of the lines."""
        each = {(one.code, str(one.params)): one for one in self.problems}
        ordered = sorted(each.values(), key=lambda one: int(str(one.params.get("line", 1))))
        if len(ordered) == 1:
            raise ordered[0]
        if ordered:
            raise BadInput("brand-several", path=str(self.path), count=len(ordered), problems=ordered)


class Section:
    """One table of a kit's file, with its place in the file for error messages.

    What a value is not fit for is noted in the file and something harmless returned, so that all can be told at once.
    """

    def __init__(self, values: Mapping[str, object], file: KitFile, at: str = "") -> None:
        self.values, self.file_, self.at = values, file, at

    @property
    def path(self) -> Path:
        """The file."""
        return self.file_.path

    def place(self, key: str) -> str:
        """A key with the tables it stands in, as the file's reader finds it."""
        return f"{self.at}.{key}" if self.at else key

    def refuse(self, code: str, key: str, **params: object) -> None:
        """Note that something is wrong with a key."""
        place = self.place(key)
        line = line_of(self.file_.text, place)
        self.file_.problems.append(BadInput(code, path=str(self.path), line=line, key=place, **params))

    def wrong(self, key: str, expected: object) -> None:
        """Note a value that is not what a key wants; `expected` shows what would be."""
        if key not in self.values:
            return self.refuse("brand-key-missing", key)
        value = toml_values.written(self.values[key])[:60]
        return self.refuse("brand-key-wrong", key, value=value, expected=expected)

    def known(self, *keys: str) -> None:
        """Refuse keys that mean nothing, which are mostly slips of the pen."""
        for key in self.values:
            if key not in keys:
                meant = nearest(key, keys)
                said = {"nearest": meant} if meant else {"known": ", ".join(keys)}
                self.refuse("brand-key-misspelt" if meant else "brand-key-unknown", key, **said)

    def section(self, key: str) -> "Section":
        """A table inside this one; an absent one is empty."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.wrong(key, Detail("form-table", {"key": self.place(key)}))
            value = {}
        return Section(value, self.file_, self.place(key))

    def sections(self, key: str) -> "list[Section]":
        """The tables of a list such as `[[partner]]`."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.wrong(key, Detail("form-tables", {"key": self.place(key)}))
            return []
        return [Section(one, self.file_, f"{self.place(key)}[{n}]") for n, one in enumerate(value, 1)]

    def text(self, key: str, default: str | None = None) -> str:
        """A text; a key without default must be there and not be empty."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.wrong(key, Detail("form-text"))
            return ""
        if found := controls.first(value):
            self._hidden(key, found[0])
        return value

    def _hidden(self, key: str, sign: str) -> None:
        """Note a sign that cannot be seen; written with a backslash it was meant as a path."""
        line = line_of(self.file_.text, self.place(key))
        written = self.file_.text.split("\n")[line - 1]
        if "\\" in written:
            shown = written.strip().replace('"', "'")
            self.refuse("brand-line", key, what=Detail("toml-backslash", {"example": shown}))
        else:
            self.refuse("brand-key-hidden", key, sign=sign)

    def texts(self, key: str, languages: Iterable[str]) -> dict[str, str]:
        """One text per language, given as a table or as one text for all."""
        value = self.values.get(key)
        if isinstance(value, str):
            return {language: self.text(key) for language in languages}
        inner = self.section(key)
        return {language: inner.text(language) for language in languages}

    def one_of(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """A text that is one of the choices, or a word for one in any language."""
        value = self.values.get(key, default)
        spelt = _spelt(choices)
        found = spelt.get(folded(value)) if isinstance(value, str) else None
        if found:
            return found
        if meant := nearest(str(value), [word for choice in choices for word in (choice, *_words(choice))]):
            value = toml_values.written(self.values[key])[:60]
            self.refuse("brand-key-near", key, value=value, nearest=f'{key} = "{meant}"')
        else:
            self.wrong(key, Detail("form-choice", {"choices": list(choices)}))
        return default

    def number(self, key: str, low: float, high: float, default: float) -> float:
        """A number within bounds, both included."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            self.wrong(key, Detail("form-number", {"low": f"{low:g}", "high": f"{high:g}"}))
            return default
        return float(value)

    def colour(self, key: str, palette: Mapping[str, str]) -> str:
        """A colour as `#rrggbb`, given so or by a name of the palette."""
        value = self.values.get(key)
        if not isinstance(value, str) or not _HEX.fullmatch(palette.get(value, value)):
            meant = nearest(value, palette) if isinstance(value, str) else None
            if meant:
                self.refuse("brand-key-near", key, value=f'"{value}"', nearest=f'{key} = "{meant}"')
            else:
                self.wrong(key, _colour_form(palette))
            return "#000000"
        return palette.get(value, value).lower()

    def file(self, key: str) -> Path | None:
        """A file inside the kit's folder, or `package:NAME` for a font that comes with the program."""
        name, before = self.text(key).replace("\\", "/"), len(self.file_.problems)
        folder = self.path.parent.resolve()
        if not name or before != len(self.file_.problems):
            return None
        if hidden := controls.first(name, lines=False):
            self._hidden(key, hidden[0])
            return None
        if name.startswith(_SHIPPED):
            folder, name = fonts.FONTS, name.removeprefix(_SHIPPED)
        found = (folder / name).resolve()
        if not found.is_relative_to(folder.resolve()):
            self.refuse("brand-file-outside", key, file=name)
        elif not found.is_file():
            self._missing(key, found)
        else:
            return found
        return None

    def _missing(self, key: str, found: Path) -> None:
        """Note a file that is not there, with one beside it that has nearly its name."""
        beside = found.parent.iterdir() if found.parent.is_dir() else ()
        meant = nearest(found.name, [one.name for one in beside if one.is_file()], least=0.75)
        if meant:
            written = str(self.values[key]).replace("\\", "/")
            name = written[: len(written) - len(found.name)] + meant
            self.refuse("brand-file-misspelt", key, file=written, nearest=f'{key} = "{name}"')
        else:
            self.refuse("brand-file-missing", key, file=str(found))


def _spelt(choices: Iterable[str]) -> dict[str, str]:
    """Return each of the choices by all its spellings, folded."""
    return {folded(word): choice for choice in choices for word in (*_words(choice), choice)}


def _words(choice: str) -> tuple[str, ...]:
    """Return what people write for a value, in every language."""
    return tuple(
        word for spoken in languages.languages().values() for word in spoken.kit_choices.get(choice, ())
    )


def _colour_form(palette: Mapping[str, str]) -> Detail:
    return Detail("form-colour-named", {"names": ", ".join(palette)}) if palette else Detail("form-colour")


def nearest(written: str, names: Iterable[str], least: float = 0.66) -> str | None:
    """The name that was meant by one that there is not; None where nobody can tell. `least` is likeness, 0 to 1."""
    known = {folded(name): name for name in names}
    near = difflib.get_close_matches(folded(written), known, n=1, cutoff=least)
    return known[near[0]] if near else None


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
