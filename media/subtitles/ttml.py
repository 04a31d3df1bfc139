"""The paragraphs of TTML and DFXP files, with their places: read by expat, which knows lines; entities are refused.

Times may be clock times (`00:01:02.345`) or offsets (`62.3s`), counted from the beginning of what they stand in;
frames and ticks need a rate that films do not share, and are faults (S02). W3C TTML1, sections 10.2–10.4.
"""

import re
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from media.subtitles.model import LONGEST_MS, RawCue, Scan, Seen, unreadable_time

DEEPEST = 60  # elements inside each other; files of the trade have ten
_CLOCK = re.compile(r"(\d{2,4}):(\d\d):(\d\d)(?:\.(\d{1,9}))?")
_OFFSET = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(h|m|s|ms)")
_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(r"\s+([^\s=/>]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_CLOSING = re.compile(r"\s*/?>")
_UNITS = {"h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1}


class _Refused(Exception):
    """Something in the file that nobody needs and that can do harm."""


@dataclass
class _Open:
    """An element that has begun: its name, when it begins (milliseconds), its attributes and where its tag stands."""

    name: str
    base_ms: int
    attributes: dict[str, str]
    line: int
    at: int
    words: list[str] = field(default_factory=list)


class _Walk:
    """A walk over the file: what is open, what was found. Places are bytes until the end."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._begin, self._end
        self.parser.CharacterDataHandler, self.parser.EntityDeclHandler = self._words, _refuse
        self.open: list[_Open] = []
        self.paragraph: _Open | None = None
        self.cues: list[RawCue] = []
        self.seen: list[Seen] = []

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= DEEPEST:
            raise _Refused
        short, line = name.rpartition(":")[2], self.parser.CurrentLineNumber
        base = self.open[-1].base_ms if self.open else 0
        if short in ("body", "div"):
            begun = _ms(attributes.get("begin", "0s"))
            base += begun or 0
            if begun is None:
                self.seen.append(unreadable_time(line, attributes["begin"]))
        one = _Open(short, base, attributes, line, self.parser.CurrentByteIndex)
        self.open.append(one)
        if self.paragraph is None and short == "p":
            self.paragraph = one
        elif self.paragraph is not None and short == "br":
            self.paragraph.words.append("\n")

    def _words(self, data: str) -> None:
        if self.paragraph is not None:
            self.paragraph.words.append(re.sub(r"\s+", " ", data))

    def _end(self, name: str) -> None:
        one = self.open.pop()
        if one is self.paragraph:
            self.paragraph = None
            found = _cue(one, self.parser.CurrentByteIndex)
            if isinstance(found, RawCue):
                self.cues.append(found)
            else:
                self.seen.append(found)


def scan(text: str, kind: str) -> Scan:
    """The paragraphs with readable times, in the order of the file; what is no well-formed XML is a fault (S02)."""
    walk, raw = _Walk(), text.encode()
    try:
        walk.parser.Parse(raw, True)
    except (expat.ExpatError, _Refused) as broken:
        said = expat.errors.messages.get(getattr(broken, "code", 0), "")
        line = walk.parser.CurrentLineNumber
        return Scan(cues=(), seen=(unreadable_time(line, f"{said} {text.split(chr(10))[line - 1][:40]}"),))
    if not walk.cues and not walk.seen:
        walk.seen.append(unreadable_time(1, text.split("\n", 1)[0]))
    return Scan(cues=tuple(_placed(walk.cues, text, raw)), seen=tuple(walk.seen))


def _refuse(*declared: object) -> None:
    raise _Refused


def _cue(one: _Open, finish: int) -> RawCue | Seen:
    begin, until = one.attributes.get("begin", "0s"), one.attributes.get("end")
    written = until if until is not None else one.attributes.get("dur", one.attributes.get("duration", ""))
    start, end = _ms(begin), _ms(written)
    if start is None or end is None:
        return unreadable_time(one.line, f"{begin} --> {written}")
    return RawCue(
        line=one.line,
        start_ms=one.base_ms + start,
        end_ms=one.base_ms + end + (0 if until is not None else start),
        start_at=(one.at, one.at),
        end_at=(one.at, one.at) if until is not None else None,
        text="".join(one.words),
        text_line=one.line,
        text_at=(one.at, max(one.at, finish)),
        base_ms=one.base_ms,
    )


def _ms(written: str) -> int | None:
    """A time in milliseconds; None when it is none, or counts frames."""
    if clock := _CLOCK.fullmatch(written.strip()):
        hours, minutes, seconds = (int(clock[part]) for part in (1, 2, 3))
        if minutes > 59 or seconds > 59:
            return None
        total = ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((clock[4] or "0")[:3].ljust(3, "0"))
    elif offset := _OFFSET.fullmatch(written.strip()):
        total = round(float(offset[1]) * _UNITS[offset[2]])
    else:
        return None
    return total if total < LONGEST_MS else None


def _placed(cues: list[RawCue], text: str, raw: bytes) -> list[RawCue]:
    """The same cues with their places counted in characters of the text."""
    done, characters, placed = 0, 0, []
    for cue in cues:
        characters += len(raw[done : cue.text_at[0]].decode())
        inside = len(raw[cue.text_at[0] : cue.text_at[1]].decode())
        done = cue.text_at[0]
        spans, begin = _tag(text, characters)
        start = spans.get("begin", (begin, begin))
        placed.append(
            replace(
                cue,
                start_at=start,
                end_at=spans.get("end") if "begin" in spans else None,
                text_at=(begin, max(begin, characters + inside)),
            )
        )
    return placed


def _tag(text: str, at: int) -> tuple[dict[str, tuple[int, int]], int]:
    """Where the values of a tag's attributes stand, and where the tag ends."""
    name = _NAME.match(text, at)
    place, spans = name.end() if name else at, {}
    while found := _ATTRIBUTE.match(text, place):
        spans[found[1]] = (found.start(2) + 1, found.end(2) - 1)
        place = found.end()
    closing = _CLOSING.match(text, place)
    return spans, closing.end() if closing else place
