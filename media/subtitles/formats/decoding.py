"""A subtitle file as text: in which encoding, how sure that is, and which characters are not as they were meant."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from media.errors import BadInput
from media.findings import Severity
from media.subtitles.model import Seen, advised
from media.text import encodings
from media.text.encodings import Reading

XML = frozenset({".ttml", ".dfxp", ".itt", ".xml"})  # endings of files that say their encoding themselves
_SAYS = re.compile(r"""(\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["'])(?P<name>[\w.:-]{1,40})(["'])""")


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """The file's text with plain line ends, what its bytes gave away, and how they ended lines.

    Not `sure`: the text is a guess or has holes, and must not be written anywhere.
    """

    text: str
    seen: tuple[Seen, ...]
    newline: str
    sure: bool


def decoded(
    content: bytes, *, path: Path, encoding: str | None = None, language: str | None = None
) -> Decoded:
    """Bytes as text: UTF-8, with (S01, info) or without mark, or as XML declares itself; else S01, sure or a guess.

    `encoding` is what somebody says they are, `language` that of the text, as a hint. BadInput where they are not.
    """
    reading = _read(content, encoding, language, path)
    declared = _SAYS.match(reading.text[:400]) if path.suffix.lower() in XML else None
    says = declared["name"] if declared else ""
    seen: tuple[Seen, ...] = ()
    if reading.how == "letters" and (own := _as_declared(content, says)):
        reading, wrongly = own, own.encoding != codecs.lookup(says).name
        detail = "encoding-declared-wrongly" if wrongly else "encoding-declared"
        seen = (encoding_seen(own.line, detail, "warning" if wrongly else "info", encoding=says),)
    elif says.lower().startswith("utf-16") and reading.encoding.startswith("utf-16") and reading.sure:
        reading = replace(reading, how="declared")
        seen = (encoding_seen(1, "encoding-declared", "info", encoding=says),)
    elif encoding and reading.how == "utf-8" and not content.isascii():
        seen = (encoding_seen(1, "encoding-already", "info", "advice-no-encoding", encoding=encoding),)
    elif says and not _is_utf8(says) and reading.how in ("utf-8", "letters"):
        seen = (encoding_seen(1, "encoding-declared-wrongly", "warning", encoding=says),)
    text = _unix(reading.text)
    seen += () if reading.how == "declared" else tuple(_told(reading, text))
    return Decoded(text=text, seen=seen, newline=_line_end(reading.text), sure=reading.sure)


def encoding_seen(
    line: int, detail: str, severity: Severity, advice: str = "advice-save-as-utf8", **params: object
) -> Seen:
    """Something of the file's characters (S01)."""
    return advised("S01", line, detail, severity, advice=advice, **params)


def _read(content: bytes, encoding: str | None, language: str | None, path: Path) -> Reading:
    try:
        return encodings.read(content, encoding=encoding, language=language)
    except BadInput as wrong:
        wrong.params["path"] = str(path)
        raise


def _as_declared(content: bytes, name: str) -> Reading | None:
    """The bytes as XML says they are; Latin-1 with letters of Windows is Windows-1252, as browsers take it."""
    if not name or _is_utf8(name):
        return None
    with suppress(LookupError, BadInput):
        codec = codecs.lookup(name).name
        page = "cp1252" if codec in ("iso8859-1", "ascii") and re.search(rb"[\x80-\x9f]", content) else codec
        return replace(encodings.read(content, encoding=page), how="declared")
    return None


def _is_utf8(name: str) -> bool:
    return name.lower().replace("_", "-") in ("utf-8", "utf8")


def _told(reading: Reading, text: str) -> Iterator[Seen]:
    """What is to be said of how a file was read (S01); nothing for plain UTF-8."""
    sample = _line(text, reading.line)
    if reading.broken:
        advice = "advice-write-letter-again"
        yield encoding_seen(reading.line, "encoding-broken", "error", advice, sample=sample)
    elif reading.encoding == "utf-8-sig":
        yield encoding_seen(1, "encoding-mark", "info")
    elif not reading.sure:
        read = ", ".join(f"“{one.sample}” ({one.encoding})" for one in reading.guesses)
        said: dict[str, object] = {"readings": read, "guess": reading.encoding}
        yield encoding_seen(reading.line, "encoding-guess", "error", "advice-choose-encoding", **said)
    elif reading.how == "told":
        said = {"encoding": reading.encoding, "sample": sample}
        yield encoding_seen(reading.line, "encoding-told", "error", "advice-fix-with-encoding", **said)
    elif reading.how != "utf-8":
        yield encoding_seen(reading.line, "encoding-other", "error", guess=reading.encoding, sample=sample)


def saying_utf8(text: str) -> str:
    """An XML file's text whose declaration, if it names an encoding, names UTF-8."""
    return _SAYS.sub(lambda found: f"{found[1]}UTF-8{found[3]}", text, count=1)


def strange_characters(text: str) -> Iterator[Seen]:
    """Lines with signs that were once decoded wrongly, were lost, or cannot be seen (S01)."""
    for number, line in enumerate(text.split("\n"), 1):
        sample, again = line.strip()[:60], "advice-write-letter-again"
        spoilt = encodings.spoilt(line)
        if spoilt == "questions":
            yield encoding_seen(number, "encoding-questions", "warning", again, sample=sample)
        elif spoilt == "lost":
            yield encoding_seen(number, "encoding-lost", "error", again, sample=sample)
        elif spoilt == "twice":
            yield encoding_seen(number, "encoding-twice", "error", sample=sample)
        if spoilt in (None, "questions") and (found := encodings.INVISIBLE.search(line)):
            yield encoding_seen(number, "encoding-invisible", "error", sign=f"U+{ord(found[0]):04X}")


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line(text: str, line: int) -> str:
    lines = text.split("\n", line)
    return lines[min(line, len(lines)) - 1].strip()[:60]
