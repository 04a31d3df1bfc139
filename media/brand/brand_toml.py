"""A TOML file read key by key: each value is checked where it is taken; each error names file, line and key."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from media import given_files, misnamed_files, toml_values
from media.brand import colour, kit_numbers
from media.errors import BadInput
from media.findings import Detail
from media.languages import known as languages
from media.lettering import fonts
from media.text import controls, toml_slips
from media.text.folding import folded

KEYS = {  # what may stand in each section; those of one text a language have the languages, and are not here
    "meta": "name languages link",
    "color": "palette foreground background primary accent paper subtitle_text subtitle_box second_language highlight",
    "fonts": "base",
    "fonts.base": "path bold_path weight bold_weight licence",
    "logo": "campaign",
    "logo.campaign": "light dark small_light small_dark corner width_pct box_alpha",
    "partner": "id name logo_light logo_dark url order",
    "subtitles": "box_alpha second_language highlight",
    "lower_third": "shape seconds box_alpha name_size_pct role_size_pct",
    "title_card": "seconds fade text picture",
    "end_card": "seconds fade text partners_text style",
    "picture": "fill surround tighten question",
    "cover": "words",
    "audio": "lufs true_peak",
}
_TOLD = {"film": "film-picture"}  # codes of words for choices whose own are words for something else
_SHIPPED = "package:"
_DRIVE = re.compile(r"[A-Za-z]:/")  # of Windows, where no file of the kit's folder can be
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def read_kit_file(path: Path) -> "Section":
    """The whole file as a section; BadInput when it is missing or not UTF-8. What is no TOML is a problem of it."""
    try:
        raw = given_files.read(path, most=given_files.MEGABYTE)
        text = raw.decode("utf-8-sig")
    except FileNotFoundError as missing:
        if like := misnamed_files.like(path):
            raise BadInput("brand-misnamed", path=str(path), found=like.name, name=path.name) from missing
        raise BadInput("brand-missing", path=str(path)) from missing
    except OSError as refused:
        raise BadInput(
            "brand-unreadable", path=str(path), detail=refused.strerror or str(refused)
        ) from refused
    except UnicodeDecodeError as broken:
        line = raw[: broken.start].count(b"\n") + 1
        raise BadInput("brand-not-utf8", path=str(path), line=line) from broken
    if not text.strip():
        raise BadInput("brand-empty", path=str(path))
    found = toml_slips.read(text)
    file = KitFile(path=path, text=found.text)
    for slip in found.slips:
        file.problems.append(BadInput("brand-line", path=str(path), line=slip.line, what=_marked(slip.what)))
    return Section(found.values, file)


def _marked(what: Detail) -> Detail:
    """Return a detail whose example stands between marks, as more may be said behind it."""
    shown = {"example": f"`{what.params['example']}`"} if "example" in what.params else {}
    return Detail(what.code, {**what.params, **shown})


@dataclass(frozen=True, kw_only=True)
class KitFile:
    """A kit's file, its text as it is meant, and all that is wrong with it so far."""

    path: Path
    text: str
    problems: list[BadInput] = field(default_factory=list)

    def require_sound(self) -> None:
        """Raise BadInput for what is wrong, all of it at once, in the order of the lines.

        Of a line whose value cannot be, it is not told how it would be written.
        """
        values = {
            one.params["line"] for one in self.problems if "value" in one.params or "file" in one.params
        }
        told = [one for one in self.problems if "key" in one.params or one.params.get("line") not in values]
        each = {(one.code, str(one.params)): one for one in told}
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

    def wrong(self, key: str, expected: object, *, example: str = '"..."') -> None:
        """Note a value that is not what a key wants, or one that is missing; `expected` shows what would be."""
        if key in self.values:
            value = toml_values.written(self.values[key])[:60]
            return self.refuse("brand-key-wrong", key, value=value, expected=expected)
        if self._is_misspelt(key):
            return None
        if self.at:
            return self._lacks(key, example)
        return self.refuse("brand-key-missing-top", key, example=f"`{key} = {example}`")

    def _is_misspelt(self, key: str) -> bool:
        """Tell whether a key stands there under a name that it has not, which is noted."""
        strange = self.values.keys() - set(KEYS.get(re.sub(r"\[\d+\]", "", self.at), "").split())
        written = next((one for one in sorted(strange) if nearest(one, [key])), None)
        if written:
            self.refuse("brand-key-misspelt", written, nearest=key)
        return written is not None

    def _lacks(self, key: str, example: str) -> None:
        """Note that a key is missing, and how to add it: on a line, between braces, or with a dotted name."""
        line = self.file_.text.split("\n")[line_of(self.file_.text, self.at) - 1]
        outer, _, name = self.at.rpartition(".")
        if self.at and not self.at.endswith("]") and self._written_as(line) == name:
            return self.refuse("brand-key-missing-braces", key, example=f"`{key} = {example}`")
        if self.values and outer and self._heading(self.at) not in _headings(self.file_.text):
            return self.refuse(
                "brand-key-missing", key, section=self._heading(outer), example=f"`{name}.{key} = {example}`"
            )
        self.refuse("brand-key-missing", key, section=self._heading(self.at), example=f"`{key} = {example}`")

    @staticmethod
    def _written_as(line: str) -> str | None:
        """The last name of a key whose value in this line is a table in braces; None where it is none."""
        found = re.match(r"\s*([\w.\"' -]+?)\s*=\s*\{", line)
        return _bare(found[1]).rpartition(".")[2] if found else None

    @staticmethod
    def _heading(at: str) -> str:
        """The line that a section begins with."""
        name = re.sub(r"\[\d+\]", "", at)
        return f"[[{name}]]" if at.endswith("]") else f"[{name}]"

    def meant(self, key: str, value: str) -> None:
        """Note a value that is not what a key wants, and what was meant by it, as TOML."""
        written = toml_values.written(self.values[key])[:60]
        self.refuse("brand-key-near", key, value=written, nearest=f"`{key} = {value}`")

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
            self.refuse("brand-line", key, what=Detail("toml-backslash", {"example": f"`{shown}`"}))
        else:
            self.refuse("brand-key-hidden", key, sign=sign)

    def texts(self, key: str, languages: Iterable[str]) -> dict[str, str]:
        """One text per language, given as a table or as one text for all."""
        value = self.values.get(key)
        if isinstance(value, str):
            return {language: self.text(key) for language in languages}
        if value is None and self._is_misspelt(key):
            return dict.fromkeys(languages, "")
        inner = self.section(key)
        return {language: inner.text(language) for language in languages}

    def one_of(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """A text that is one of the choices, or a word for one in any language."""
        value = self.values.get(key, default)
        spellings = spelt(choices)
        found = spellings.get(folded(value)) if isinstance(value, str) else None
        if found:
            return found
        if meant := nearest(str(value), [word for choice in choices for word in (choice, *_words(choice))]):
            self.meant(key, f'"{_usual_word(meant)}"')
        else:
            self.wrong(key, Detail("form-choice", {"choices": [_TOLD.get(one, one) for one in choices]}))
        return default

    def number(
        self, key: str, low: float, high: float, default: float, *, wanted_low: float | None = None
    ) -> float:
        """A number within bounds, both included; a lower one than `wanted_low` is asked for where it is out of them."""
        value = self.values.get(key, default)
        if not isinstance(value, bool) and isinstance(value, int | float) and low <= value <= high:
            return float(value)
        if (number := kit_numbers.meant(value, low, high)) is not None:
            self.meant(key, f"{number:g}")
        else:
            least = low if wanted_low is None else max(low, wanted_low)
            self.wrong(key, Detail("form-number", {"low": f"{least:g}", "high": f"{high:g}"}))
        return default

    def yes(self, key: str, default: bool) -> bool:
        """Whether something is wanted; words for yes and no in any language are told as what TOML has for them."""
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        if (meant := _yes_or_no(value)) is not None:
            self.meant(key, str(meant).lower())
        else:
            self.wrong(key, Detail("form-boolean"))
        return default

    def colour(self, key: str, palette: Mapping[str, str]) -> str:
        """A colour as `#rrggbb`, given so or by a name of the palette."""
        value = self.values.get(key)
        if isinstance(value, str) and _HEX.fullmatch(palette.get(value, value)):
            return palette.get(value, value).lower()
        text = value if isinstance(value, str) else ""
        if meant := colour.said(text) or nearest(text, palette):
            self.meant(key, f'"{meant}"')
        else:
            self.wrong(key, _colour_form(palette), example='"#102a43"')
        return "#000000"

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
        if not found.is_relative_to(folder.resolve()) or _DRIVE.match(name):
            example = f'`{key} = "{name.rpartition("/")[2]}"`'
            self.refuse("brand-file-outside", key, file=name, folder=folder.name, example=example)
        elif not found.is_file():
            self._missing(key, found)
        else:
            return found
        return None

    def _missing(self, key: str, found: Path) -> None:
        """Note a file that is not there, with one beside it that has nearly its name."""
        beside = found.parent.iterdir() if found.parent.is_dir() else ()
        meant = _named_alike(key, found.name, [one.name for one in beside if one.is_file()])
        if meant:
            written = str(self.values[key]).replace("\\", "/")
            name = written[: len(written) - len(found.name)] + meant
            self.refuse("brand-file-misspelt", key, file=written, nearest=f'`{key} = "{name}"`')
        else:
            self.refuse("brand-file-missing", key, file=str(found))


def _named_alike(key: str, written: str, names: Sequence[str]) -> str | None:
    """Return the file that was meant by a name that none has: `logo_light` means one for light grounds, never dark."""
    own = re.split(r"[._]", key)[-1]
    other = {"light": "dark", "dark": "light"}.get(own)
    if other is None:
        return nearest(written, names, least=0.75)
    fitting = [one for one in names if own in folded(one)]
    rest = [one for one in names if other not in folded(one)]
    meant = nearest(written, fitting, least=0.6) or nearest(written, rest, least=0.75)
    bare = [re.sub(own, "", folded(Path(one).stem)) for one in (written, meant or "")]
    return meant if not all(bare) or nearest(bare[0], [bare[1]], least=0.6) else None  # not another's logo


def spelt(choices: Iterable[str]) -> dict[str, str]:
    """Return each of the choices by all its spellings, folded."""
    return {folded(word): choice for choice in choices for word in (*_words(choice), choice)}


def _words(choice: str) -> tuple[str, ...]:
    """Return what people write for a value, in every language."""
    return tuple(
        word for spoken in languages.languages().values() for word in spoken.kit_choices.get(choice, ())
    )


def _yes_or_no(value: object) -> bool | None:
    """Return what somebody meant by a word for yes or no, or by a truth between quotes; None where nobody can tell."""
    spoken = languages.languages().values()
    said = folded(str(value))
    for meant in (True, False):
        words = [word for one in spoken for word in (one.yes if meant else one.no)]
        if said in {folded(word) for word in (*words, str(meant), *_words("on" if meant else "off"))}:
            return meant
    return None


def _usual_word(meant: str) -> str:
    """Return of a word for a value the first that its language has for it, as the kit's comments have it."""
    tables = (spoken.kit_choices.values() for spoken in languages.languages().values())
    return next((words[0] for table in tables for words in table if meant in words), meant)


def _called(written: str) -> str | None:
    """Return the key that people of any language call so."""
    return _keys_by_name().get(folded(written))


@cache
def _keys_by_name() -> dict[str, str]:
    keys = (spoken.kit_keys.items() for spoken in languages.languages().values())
    return {folded(word): key for table in keys for key, words in table for word in words.split()}


def _colour_form(palette: Mapping[str, str]) -> Detail:
    return Detail("form-colour-named", {"names": ", ".join(palette)}) if palette else Detail("form-colour")


def nearest(written: str, names: Iterable[str], least: float = 0.66) -> str | None:
    """The name that was meant by one that there is not; None where nobody can tell. `least` is likeness, 0 to 1."""
    known = {folded(name): name for name in names}
    if (called := _called(written)) in known.values():
        return called
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


def _headings(text: str) -> set[str]:
    """Return the lines in square brackets, without spaces."""
    return {_bare(found[0]) for line in text.splitlines() if (found := _HEADER.match(line))}


def _bare(key: str) -> str:
    return re.sub(r"[\"'\s]", "", key)
