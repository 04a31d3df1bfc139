"""Text set right sign by sign: signs that were decoded wrongly, markup without effect, typography. No word changes."""

import html
import re
from collections.abc import Callable, Iterable

from media.subtitles.lint.markup import ENTITY, unpaired
from media.subtitles.model import INVISIBLE, MOJIBAKE
from media.subtitles.srt_vtt import CODE, TAG
from media.text.typography import mended as typeset

_APART = {
    "srt": re.compile(f"({TAG.pattern}|{ENTITY.pattern})"),
    "ass": re.compile(r"(\{[^{}]{0,999}\}|\\[Nnh])"),
}
_APART |= {"vtt": _APART["srt"], "ssa": _APART["ass"], "ttml": re.compile(r"(<[^<>]*>|&[^;\s]{1,32};)")}
_ROUNDS = 4  # a text decoded wrongly more often is beyond help


def signs(text: str) -> str:
    """A file's text with wrongly decoded lines decoded again, and without signs that nobody can see."""
    lines = (_decoded_again(line) if MOJIBAKE.search(line) else line for line in text.split("\n"))
    return INVISIBLE.sub(_seen, "\n".join(lines))


def _decoded_again(line: str) -> str:
    for _ in range(_ROUNDS):
        try:
            again = b"".join(map(_byte, line)).decode("utf-8")
        except UnicodeError:
            return line
        if again == line or "\n" in again:
            return line
        line = again
    return line


def _byte(sign: str) -> bytes:
    return sign.encode("latin-1") if "\x80" <= sign <= "\x9f" else sign.encode("cp1252")


def _seen(found: re.Match[str]) -> str:
    """What an invisible sign was meant to be: a letter of cp1252, a space, or nothing."""
    sign = found[0]
    if "\x80" <= sign <= "\x9f":
        return sign.encode("latin-1").decode("cp1252", errors="ignore")
    return " " if sign in "\x0b\x0c\u2028\u2029" else ""


def blanks(text: str) -> str:
    """A file's text whose blank lines hold nothing, not even spaces that do not break."""
    return "\n".join(line if line.strip() else "" for line in text.split("\n"))


def markup(text: str, kind: str) -> str:
    """A cue's text without tags that have no partner, codes of other kinds of file, entities of web pages."""
    if kind not in ("srt", "vtt"):
        return text
    text = CODE.sub("", _without(text, unpaired(text)))
    return "\n".join(map(_unescaped, text.split("\n"))) if kind == "srt" else text


def _without(text: str, tags: Iterable[tuple[int, str]]) -> str:
    pieces, at = [], 0
    for place, tag in tags:
        pieces.append(text[at:place])
        at = place + len(tag)
    return "".join([*pieces, text[at:]])


def _unescaped(line: str) -> str:
    """A line with signs for its entities, where they are plain signs and nothing is left to be read twice."""
    plain = html.unescape(line)
    same = all(line.count(sign) == plain.count(sign) for sign in "<>{}")
    return (
        plain
        if same and "\n" not in plain and html.unescape(plain) == plain and not INVISIBLE.search(plain)
        else line
    )


def lines(text: str) -> str:
    """A cue's text without blank lines, and without spaces at the ends of its lines."""
    return "\n".join(line.strip(" \t") for line in text.split("\n") if line.strip())


def typography(text: str, kind: str, language: str) -> str:
    """A cue's text as its language writes it; tags, codes and entities are passed over."""
    return "\n".join(_between(line, kind, lambda part: typeset(part, language)) for line in text.split("\n"))


def _between(line: str, kind: str, change: Callable[[str], str]) -> str:
    whole, at = [], 0
    for found in _APART[kind].finditer(line):
        whole += [change(line[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*whole, change(line[at:])])
