"""The cues of ASS and SSA files: one line each, under [Events], in the order its `Format:` line names."""

import re
from collections.abc import Iterator

from media.subtitles.model import RawCue, Scan, Seen, unreadable_time

_USUAL: dict[str, tuple[str, ...]] = {
    "ass": ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"),
    "ssa": ("marked", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"),
}
_TIME = re.compile(r"-?(\d{1,2}):(\d\d):(\d\d)[.:](\d\d)")
_EVENT = re.compile(r"Dialogue:[ \t]*")


def scan(text: str, kind: str) -> Scan:
    """The dialogue lines with readable times (comments are no cues), and those without (S02)."""
    cues: list[RawCue] = []
    seen: list[Seen] = []
    for number, at, line, fields in _events(text, kind):
        cue = _cue(number, at, line, fields)
        if isinstance(cue, RawCue):
            cues.append(cue)
        else:
            seen.append(cue)
    if not cues and not seen and "[events]" not in text.lower():
        seen.append(unreadable_time(1, text.split("\n", 1)[0], "ass"))
    return Scan(cues=tuple(cues), seen=tuple(seen))


def _events(text: str, kind: str) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """Number, place, text and fields of every dialogue line."""
    fields, inside, at = _USUAL[kind], False, 0
    for number, line in enumerate(text.split("\n"), 1):
        word = line.strip().lower()
        if word.startswith("[") and word.endswith("]"):
            inside = word == "[events]"
        elif inside and word.startswith("format:"):
            named = tuple(one.strip() for one in word.partition(":")[2].split(","))
            fields = named if {"start", "end"} <= set(named) and named[-1] == "text" else fields
        elif inside and _EVENT.match(line):
            yield number, at, line, fields
        at += len(line) + 1


def _cue(number: int, at: int, line: str, fields: tuple[str, ...]) -> RawCue | Seen:
    begun = _EVENT.match(line)
    assert begun is not None
    place, spans = begun.end(), {}
    for name in fields[:-1]:
        comma = line.find(",", place)
        if comma < 0:
            return unreadable_time(number, line, "ass")
        spans[name] = (place, comma)
        place = comma + 1
    times = [_TIME.fullmatch(line[slice(*spans[name])].strip()) for name in ("start", "end")]
    if None in times or any(int(one[part]) > 59 for one in times if one for part in (2, 3)):
        return unreadable_time(
            number, " --> ".join(line[slice(*spans[name])].strip() for name in ("start", "end")), "ass"
        )
    start, end = (_ms(one) for one in times if one)
    return RawCue(
        line=number,
        start_ms=start,
        end_ms=end,
        start_at=_placed(at, line, spans["start"]),
        end_at=_placed(at, line, spans["end"]),
        text=line[place:].rstrip(),
        text_line=number,
        text_at=(at + place, at + place + len(line[place:].rstrip())),
    )


def _placed(at: int, line: str, span: tuple[int, int]) -> tuple[int, int]:
    """The place of a field in the text, without the blanks around it."""
    written = line[slice(*span)]
    begin = span[0] + len(written) - len(written.lstrip())
    return at + begin, at + begin + len(written.strip())


def _ms(time: re.Match[str]) -> int:
    hours, minutes, seconds, hundredths = (int(part) for part in time.groups())
    total = ((hours * 60 + minutes) * 60 + seconds) * 1000 + hundredths * 10
    return -total if time[0].startswith("-") else total
