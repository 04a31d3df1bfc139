"""A TOML file as its writer meant it: the slips of the pen in it, each with how to write the line, and its values.

A statement that cannot be read is tried again as people mistype it (curly quotes, no quotes, a colon for `=`); what is
readable then counts for the checks that follow, so that all mistakes of a file can be told at once.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from media import toml_values
from media.findings import Detail
from media.text import toml_line

MOST = 30  # slips that are told of one file
_LONGEST_KEY = 300  # signs in which a name stands
_LONGEST_LINE = 2000  # signs in which brackets are counted


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What is wrong on a line (from 1 on); `key` is what it sets, such as `service.late`, where that can be told."""

    line: int
    what: Detail
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Read:
    """The values of a file, its slips, and its text with each slip mended or left out, line for line."""

    values: Mapping[str, Any]
    slips: tuple[Slip, ...]
    text: str


def read(text: str, *, is_switch: Callable[[str], bool] = lambda key: False) -> Read:
    """Read what a file says and what is wrong with how it says it.

    `is_switch` tells of a key such as `insights.enabled` whether its value is true or false.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return Read(values=toml_values.parsed(text), slips=(), text=text)
    except tomllib.TOMLDecodeError as broken:
        if len(text) > toml_values.LONGEST:
            return Read(values={}, slips=(_slip(1, "toml-too-long", most=toml_values.LONGEST),), text="")
        return _Mended(text, is_switch, str(broken)).read()


@dataclass(kw_only=True)
class _Statement:
    """Lines that belong together: a section's head, or a key with its value."""

    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class _Mended:
    """A file that is no TOML, statement by statement."""

    def __init__(self, text: str, is_switch: Callable[[str], bool], broken: str) -> None:
        self.lines = text.split("\n")
        self.is_switch, self.broken = is_switch, broken
        self.slips: list[Slip] = []
        self.section, self.dropped = "", False
        self.first: dict[str, int] = {}
        self.count: dict[str, int] = {}

    def read(self) -> Read:
        for one in list(_statements(self.lines)):
            self._write(one, "" if len(self.slips) >= MOST else self._mended(one))
        return self._whole()

    def _write(self, one: _Statement, text: str) -> None:
        """Put a statement's text in the place of its lines, whose number stays."""
        new = text.split("\n") if text.count("\n") < len(one.lines) else []
        self.lines[one.line - 1 : one.line - 1 + len(one.lines)] = new + [""] * (len(one.lines) - len(new))

    def _mended(self, one: _Statement) -> str:
        text = one.text
        if not toml_line.reads(text):
            key = _key_of(text)
            wanted = self.is_switch(self._full(key)) if key else False
            what, text = toml_line.mended_statement(text, is_switch=wanted)
            line = one.line + int(str(what.params.get("at", 0)))
            self.slips.append(Slip(line=line, what=what, key=self._full(_key_of(text) or key)))
        bare = text.split("#")[0].strip()
        if head := _HEAD.fullmatch(bare) if len(bare) < _LONGEST_KEY else None:
            return self._section_begins(one, text, head)
        return "" if self.dropped or self._is_there_already(one.line, _key_of(text)) else text

    def _section_begins(self, one: _Statement, text: str, head: re.Match[str]) -> str:
        name = _bare(head[2])
        if head[1] == "[[":
            self.count[name] = self.count.get(name, 0) + 1
            self.section, self.dropped = f"{name}[{self.count[name]}]", False
            return text
        self.section, self.dropped = name, name in self.first
        if self.dropped:
            self.slips.append(_slip(one.line, "toml-section-twice", key=name, other=self.first[name]))
            return ""
        self.first[name] = one.line
        return text

    def _is_there_already(self, line: int, key: str) -> bool:
        full = self._full(key)
        other = self.first.setdefault(full, line) if key else line
        if other != line:
            self.slips.append(_slip(line, "toml-twice", key=key, other=other))
        return other != line

    def _full(self, key: str) -> str:
        return f"{self.section}.{key}" if self.section and key else key

    def _whole(self) -> Read:
        """All that can be read together; what still stands in the way is left out, line by line."""
        for _ in range(MOST):
            text = "\n".join(self.lines)
            try:
                values = toml_values.parsed(text)
            except tomllib.TOMLDecodeError as wrong:
                place = re.search(r"at line (\d+)", str(wrong))
                at = min(int(place[1]) if place else len(self.lines), len(self.lines))
                at = next((n for n in range(at, 0, -1) if self.lines[n - 1].strip()), 1)
                self.slips.append(_unread(at, self.lines[at - 1]))
                self.lines[at - 1] = ""
            else:
                return Read(values=values, slips=self._told() or (_unread(1, self.lines[0]),), text=text)
        return Read(values={}, slips=self._told(), text="")

    def _told(self) -> tuple[Slip, ...]:
        return tuple(sorted(self.slips, key=lambda one: one.line)[:MOST])


_HEAD = re.compile(r"(\[\[?)\s*([^\[\]]+?)\s*\]\]?")
_KEY = re.compile(
    r"""\s*((?:"[^"\n]*"|'[^'\n]*'|[\w.-]+)(?:\s*\.\s*(?:"[^"\n]*"|'[^'\n]*'|[\w-]+))*)\s*[=:]"""
)
_AT_LEFT = re.compile(r"""(?:[\w.-]+|"[^"]+")\s*=|\[[^\[\]{}"',]*\]\s*(?:#|$)""")
_TEXTS = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|“[^”\n]*”|«[^»\n]*»|#.*")
_LONG = re.compile(r'"""|' + "'''")


def _statements(lines: list[str]) -> Iterator[_Statement]:
    """The statements of a file; a bracket or long text that is open goes on to the next line."""
    one: _Statement | None = None
    depth, long = 0, False
    for number, line in enumerate(lines, 1):
        goes_on = one is not None and (long or (depth > 0 and not _AT_LEFT.match(line)))
        if one is not None and not goes_on:
            yield one
            one = None
        if one is None:
            depth, long = 0, False
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            one = _Statement(line=number)
        one.lines.append(line)
        long ^= len(_LONG.findall(line)) % 2 == 1
        depth += 0 if long or (_HEADLIKE.match(line) and len(one.lines) == 1) else _opened(line)
    if one is not None:
        yield one


_HEADLIKE = re.compile(r"\s*\[[^=]*$")


def _opened(line: str) -> int:
    bare = _TEXTS.sub("", line[:_LONGEST_LINE])
    return sum(map(bare.count, "[{")) - sum(map(bare.count, "]}"))


def _key_of(text: str) -> str:
    found = _KEY.match(text[:_LONGEST_KEY])
    return _bare(found[1]) if found else ""


def _bare(key: str) -> str:
    return re.sub(r"[\"'\s]", "", key)


def _slip(line: int, code: str, *, key: str = "", **params: object) -> Slip:
    return Slip(line=line, what=Detail(code, {**params, "key": key}), key=key)


def _unread(line: int, written: str) -> Slip:
    return _slip(line, "toml-unread", written=" ".join(written.split())[:60])
