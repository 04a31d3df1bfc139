"""The paragraphs of TTML and DFXP files, with their places: read by expat, which knows lines; entities are refused.

W3C TTML2: what stands in another namespace than the root's, or in `metadata`, is no text (section 14); times count from
what an element stands in, and in a sequence from the one before (section 12); the text above a word that says how it is
read (ruby) is put behind it in brackets.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from xml.parsers import expat

from media.subtitles.formats import ttml_times
from media.subtitles.formats.ttml_times import Rates, Unread
from media.subtitles.model import RawCue, Scan, Seen, markup_seen, unreadable_time

DEEPEST = 60  # elements inside each other; files of the trade have ten
_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(r"\s+([^\s=/>]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_CLOSING = re.compile(r"\s*/?>")
_TIMED = ("body", "div", "p", "span")
_IN_TEXT = frozenset({"span", "br", "set", "metadata", "animate", "image", "audio", "data", "p"})
_NOTES = (
    "ttm",
    "ebuttm",
    "ebuttdt",
    "smpte",
    "ittm",
)  # prefixes of what is about the text, as files of the trade name it
_PIECES = 400  # parts of one paragraph with times of their own


class _Refused(Exception):
    """Something in the file that nobody needs and that can do harm."""


Piece = tuple[int, int | None, str]  # from when until when some text is shown, in milliseconds


@dataclass
class _Open:
    """An element that has begun: where its tag stands, and what it and all around it say of what is in it.

    Times are milliseconds of the film; `latest` is when what it held so far has ended, `lost` the text of it that is
    not shown because of `why`.
    """

    name: str
    line: int
    at: int
    base: int = 0
    begin: int = 0
    end: int | None = None
    latest: int = 0
    in_order: bool = False  # its children follow each other
    timed_by_others: bool = False  # it stands in such an element
    readable: bool = True
    preserve: bool = False
    language: str = ""
    why: str = ""
    lost: list[str] = field(default_factory=list)
    spaces: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    ruby: bool = False
    noted: bool = False  # some of its text is not for readers


class _Walk:
    """A walk over the file: what is open, what was found. Places are bytes until the end."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._begin, self._end
        self.parser.CharacterDataHandler, self.parser.EntityDeclHandler = self._words, _refuse
        self.open: list[_Open] = []
        self.rates = Rates()
        self.home = ""
        self.styles: dict[str, dict[str, str]] = {}
        self.paragraph: _Open | None = None
        self.pieces: list[Piece] = []
        self.cues: list[RawCue] = []
        self.seen: list[Seen] = []

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= DEEPEST:
            raise _Refused
        around = self.open[-1] if self.open else None
        one = _opened(name, attributes, around, self.parser.CurrentLineNumber, self.parser.CurrentByteIndex)
        prefix, _, short = name.rpartition(":")
        space = one.spaces.get(prefix, f"?{prefix}")
        if around is None:
            self.home = space
            self.rates = ttml_times.rates(one.attributes)
        one.name = short if space == self.home else ""
        style = self._style(one.attributes)
        if one.name == "style" and "id" in one.attributes:
            self.styles[one.attributes["id"]] = style
        one.why = one.why or self._unshown(one, prefix, space, style)
        self._timed(one, around)
        self.open.append(one)
        self._inside(one, short, style)

    def _inside(self, one: _Open, short: str, style: dict[str, str]) -> None:
        """What an element means for the paragraph that it begins, or stands in."""
        if self.paragraph is None:
            if one.name == "p":
                self.paragraph, self.pieces = one, []
            return
        if one.name and one.name not in _IN_TEXT and not one.why:
            said = f"<{short}>"[:60]
            self.seen.append(
                markup_seen(one.line, "element-unknown", "warning", "advice-remove-code", sample=said)
            )
        one.ruby = style.get("ruby") in ("text", "textContainer") and not any(e.ruby for e in self.open)
        if one.name == "br" or one.ruby:
            self._add("\n" if one.name == "br" else " (", one)

    def _style(self, attributes: dict[str, str]) -> dict[str, str]:
        """What an element's own attributes and the styles that it names say of how it looks."""
        style: dict[str, str] = {}
        for name in attributes.get("style", "").split():
            style |= self.styles.get(name, {})
        return style | {key: attributes[key] for key in _LOOKS if key in attributes}

    def _unshown(self, one: _Open, prefix: str, space: str, style: dict[str, str]) -> str:
        if not one.name:
            note = "metadata" in space or prefix.lower() in _NOTES
            return "note" if note or self.paragraph is None else "text-of-other-kind"
        if one.name in ("metadata", "head") or style.get("ruby") == "delimiter":
            return "note"
        hidden = style.get("display") == "none" or style.get("visibility") == "hidden"
        return "text-hidden-by-file" if hidden and one.name in _TIMED else ""

    def _timed(self, one: _Open, around: _Open | None) -> None:
        """When an element begins and ends, by its own attributes and what it stands in."""
        if around is not None:
            one.base = around.latest if around.in_order else around.begin
            one.begin, one.end = one.base, None if around.in_order else around.end
        if one.name not in _TIMED or one.why == "note":
            return
        try:
            self._own_times(one, around)
        except Unread as wrong:
            said = " --> ".join(
                one.attributes.get(key, "") for key in ("begin", "end", "dur") if key in one.attributes
            )
            self.seen.append(unreadable_time(one.line, said, "ttml", wrong.detail))
            one.readable = False
        one.latest = one.begin

    def _own_times(self, one: _Open, around: _Open | None) -> None:
        said = {
            key: ttml_times.milliseconds(one.attributes[key], self.rates)
            for key in _TIMES
            if key in one.attributes
        }
        one.begin = one.base + said.get("begin", 0)
        ends = [one.base + said["end"]] if "end" in said else []
        ends += [one.begin + said[key] for key in ("dur", "duration") if key in said]
        if ends:
            bound = [around.end] if around and around.end is not None else []
            one.end = min(ends + bound)

    def _words(self, data: str) -> None:
        if self.open:
            one = self.open[-1]
            if one.why:
                one.lost.append(data)
                if self.paragraph is not None and data.strip():
                    self.paragraph.noted = True
            elif self.paragraph is not None:
                self._add(data if one.preserve else re.sub(r"[ \t\r\n]+", " ", data), one)

    def _add(self, text: str, one: _Open) -> None:
        """Take in text, or a line break, that is shown as long as what it stands in."""
        if not one.why:
            self.pieces.append((one.begin, one.end, text))

    def _end(self, name: str) -> None:
        one = self.open.pop()
        around = self.open[-1] if self.open else None
        if one.ruby and self.paragraph is not None:
            self._add(")", one)
        if one is self.paragraph:
            self._paragraph_ends(one)
        if one.why not in ("", "note") and not (around and around.why) and (lost := _collapsed(one.lost)):
            self.seen.append(markup_seen(one.line, one.why, "warning", f"advice-{one.why}", sample=lost[:60]))
        if around is not None and one.name in _TIMED:
            around.latest = max(around.latest, one.end if one.end is not None else one.latest)

    def _paragraph_ends(self, one: _Open) -> None:
        self.paragraph = None
        shown = _slices(self.pieces, one) or [(one.begin, one.end, "")]
        if one.why or not one.readable or (one.noted and not shown[0][2].strip()):
            return
        if any(end is None for _, end, _ in shown):
            self.seen.append(
                unreadable_time(one.line, _collapsed([text for *_, text in shown]), "ttml", "end-missing")
            )
            return
        finish = max(one.at, self.parser.CurrentByteIndex)
        alone = len(shown) == 1 and shown[0][:2] == (one.begin, one.end)
        movable = alone and not one.timed_by_others and self.rates.base == "media"
        for place, (begin, end, text) in enumerate(shown):
            at = (one.at, finish) if place == 0 else (finish, finish)
            self.cues.append(_cue(one, begin, end or begin, text, at, movable))
            one.latest = max(one.latest, end or begin)


_LOOKS = ("display", "visibility", "ruby")
_TIMES = ("begin", "end", "dur", "duration")


def _opened(name: str, attributes: dict[str, str], around: _Open | None, line: int, at: int) -> _Open:
    """An element with what it has from the one around it."""
    spaces = {
        key.partition(":")[2]: value for key, value in attributes.items() if re.match("xmlns(:|$)", key)
    }
    short = {
        key.rpartition(":")[2]: value for key, value in attributes.items() if not key.startswith("xmlns")
    }
    short |= {key: value for key, value in attributes.items() if ":" not in key and key != "xmlns"}
    space = attributes.get("xml:space")
    one = _Open(name=name, line=line, at=at, attributes=short, spaces={"": "", "xml": "xml"} | spaces)
    one.in_order = attributes.get("timeContainer") == "seq"
    one.preserve = space == "preserve" if space else bool(around and around.preserve)
    one.language = attributes.get("xml:lang", around.language if around else "")
    if around is not None:
        one.spaces = around.spaces | spaces if spaces else around.spaces
        one.timed_by_others = around.timed_by_others or around.in_order
        one.why = around.why
        one.lost = around.lost if around.why else one.lost
        one.readable = around.readable
    return one


def _slices(pieces: list[Piece], one: _Open) -> list[Piece]:
    """What a paragraph shows from when until when: mostly all of it at once, else what is shown at the same time."""
    times = {(begin, end) for begin, end, text in pieces if text.strip()}
    if len(times) <= 1 or len(times) > _PIECES or any(end is None for _, end in times):
        begin, end = next(iter(times), (one.begin, one.end)) if len(times) <= 1 else (one.begin, None)
        return [(begin, end, _laid((text for *_, text in pieces), one.preserve))]
    points = sorted({at for pair in times for at in pair if at is not None})
    shown: list[Piece] = []
    for begin, end in pairwise(points):
        active = (text for start, stop, text in pieces if start <= begin and (stop is None or end <= stop))
        text = _laid(active, one.preserve)
        if shown and shown[-1][1:] == (begin, text):
            shown[-1] = (shown[-1][0], end, text)
        elif text.strip():
            shown.append((begin, end, text))
    return shown


def _laid(texts: Iterable[str], preserve: bool) -> str:
    text = "".join(texts)
    return text if preserve else re.sub(r" ?\n ?", "\n", re.sub(r" {2,}", " ", text))


def _collapsed(texts: list[str]) -> str:
    return " ".join("".join(texts).split())


def _cue(one: _Open, begin: int, end: int, text: str, at: tuple[int, int], movable: bool) -> RawCue:
    return RawCue(
        line=one.line,
        start_ms=begin,
        end_ms=end,
        start_at=(at[0], at[0]),
        end_at=at if movable and "end" in one.attributes else None,
        text=text,
        text_line=one.line,
        text_at=at,
        base_ms=one.base,
        language=one.language,
    )


def scan(text: str, kind: str) -> Scan:
    """The paragraphs with readable times, in the order of the file; what is no well-formed XML is a fault (S02)."""
    walk, raw = _Walk(), text.encode()
    try:
        walk.parser.Parse(raw, True)
    except (expat.ExpatError, _Refused) as broken:
        said = expat.errors.messages.get(getattr(broken, "code", 0), "")
        line = walk.parser.CurrentLineNumber
        written = f"{said} {text.split(chr(10))[line - 1][:40]}"
        return Scan(cues=(), seen=(unreadable_time(line, written, "ttml", "xml-broken"),))
    if not walk.cues and not walk.seen:
        walk.seen.append(unreadable_time(1, text.split("\n", 1)[0], "ttml"))
    return Scan(cues=tuple(_joined(_placed(walk.cues, text, raw))), seen=tuple(walk.seen))


def _refuse(*declared: object) -> None:
    raise _Refused


def _joined(cues: list[RawCue]) -> list[RawCue]:
    """The cues, those with the same times in one: paragraphs that are shown together, in two places of the picture."""
    found: list[RawCue] = []
    places: dict[tuple[int, int, str], int] = {}
    for cue in cues:
        place = places.setdefault((cue.start_ms, cue.end_ms, cue.language), len(found))
        if place < len(found) and found[place].text.strip() and cue.text.strip():
            found[place] = replace(found[place], text=f"{found[place].text}\n{cue.text}", end_at=None)
        else:
            found.append(cue)
    return found


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
                end_at=spans.get("end") if cue.end_at and "begin" in spans else None,
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
