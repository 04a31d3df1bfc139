"""The cues of SRT and VTT files, found line by line: a line with times, and the text under it."""

import html
import re
from itertools import islice, pairwise

from media.subtitles import transcripts
from media.subtitles.formats import time_lines
from media.subtitles.model import LONGEST_MS, RawCue, Scan, Seen, line_starts, unreadable_time

STRICT = {
    "srt": re.compile(r"\d\d:\d\d:\d\d,\d{3}"),
    "vtt": re.compile(r"(\d{2,4}:)?\d\d:\d\d\.\d{3}"),
}
_ATTRIBUTES = (
    r"""(?:\s+[a-zA-Z-]{1,20}\s*=\s*(?:"[^"<>]{0,100}"|'[^'<>]{0,100}'|[^\s<>"']{1,60})){0,9}\s*/?"""
)
_ANNOTATED = (  # what VTT writes behind a name: classes, a speaker, a language; font is written in many ways
    r"(?<=[</ \t][vV])[. \t][^<>]{0,200}|(?<=[</ \t][cCiIbBuU])\.[^<>]{0,200}|(?<=lang)[. \t][^<>]{0,40}"
    r"|(?<=ruby)\.[^<>]{0,40}|(?<=rt)\.[^<>]{0,40}|(?<=(?i:font))[ \t][^<>]{0,200}"
)
# The tags that SRT and VTT have, as they are written there; whatever else stands in angle brackets is text.
TAG = re.compile(
    r"<[ \t]?(/?)[ \t]?((?i:i|b|u|s|em|strong|br|font|span|center|nobr|p|div|a|c|v|lang|ruby|rt|rp))"
    rf"(?:{_ANNOTATED}|{_ATTRIBUTES})>"
)
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
MOMENT = re.compile(r"<(?:\d{2,4}:)?\d\d:\d\d[.,]\d{3}>")  # VTT: when a word is sung
UNKNOWN_TAG = re.compile(r"(?<!<)<[ \t]?/?[ \t]?[^\W\d_][^<>]{0,200}>(?!>)")
OF_VTT = frozenset({"c", "v", "lang"})
CODE = re.compile(r"\{(?:\\[^{}]{0,200}|[yY]:[ibusIBUS,]{1,8})\}")  # {\an8} of ASS, {y:i} of MicroDVD
SPEAKER_MARK = re.compile(  # of automatic captions: somebody else speaks
    r"(?m)(?<![^\s>;])(?:>{2,3}|(?:&gt;){2,3})[ \t]*"
)
UNTIMED = re.compile(  # in a cue's text: a subtitle with its number behind a blank line, but without times
    r"(?<=\n)[ \t]*\n[ \t]*(\d{1,6})[.)]?[ \t]*\n[ \t]*(?=\S)"
)
MOST = 300  # faults of writing that are told of one file
_LOOSE = re.compile(r"-?(?:(\d{1,6}):)?(\d{1,6}):(\d{1,6})(?:[,.](\d{1,3})|:(\d{3}))?")
_OF_A_HEAD = re.compile(r"(WEBVTT|NOTE|STYLE|REGION)\b")
_ASIDE = re.compile(r"\s*\n(NOTE|STYLE|REGION)\b")
_TWO_TIMES = re.compile(r"\s*\d{1,4}:\d{1,4}:\d[^\s]{0,20}\s{1,9}\S{1,4}\s{1,9}\d{1,4}:\d{1,4}:\d\S{0,20}\s*")


def scan(text: str, kind: str) -> Scan:
    """The cues with readable times, and every line whose times are not written as the kind of file wants (S02)."""
    lines, starts = text.split("\n"), line_starts(text)
    marks = [number for number, line in enumerate(lines) if "-->" in line]
    form = "vtt" if text.startswith("WEBVTT") else kind  # only called otherwise: its notes are no text
    cues = []
    for number, following in pairwise([*marks, len(lines)]):
        if cue := _cue(lines, starts, number, following, form):
            cues.append(cue)
    return Scan(cues=tuple(cues), seen=tuple(_syntax(lines, kind, cues)))


def times_of(line: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """The two times of a line, each as a match with its place in the line; None when one cannot be read."""
    arrow = line.find("-->")
    if arrow < 0:
        return None
    left, right = _first_word(line, 0), _first_word(line, arrow + 3)
    first = _LOOSE.fullmatch(line, left, len(line[:arrow].rstrip()))
    second = _LOOSE.fullmatch(line, right, _word_end(line, right))
    return (first, second) if first and second else None


def time_ms(time: re.Match[str]) -> int:
    """The milliseconds of a time as matched."""
    hours, minutes, seconds = (int(time[part] or 0) for part in (1, 2, 3))
    total = ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((time[4] or time[5] or "0").ljust(3, "0"))
    return -total if time[0].startswith("-") else total


def has_unclear_times(line: str) -> bool:
    """Whether a line has times of which nobody can tell what they mean."""
    found = times_of(line)
    return (
        _TWO_TIMES.fullmatch(line) is not None
        if "-->" not in line
        else not found or any(map(_over, (found[0][0], found[1][0])))
    )


def unknown_tags(text: str) -> list[re.Match[str]]:
    """What in a cue looks like a tag and is none that anybody knows, so that it is shown as it stands."""
    return [found for found in UNKNOWN_TAG.finditer(text) if not TAG.fullmatch(found[0])]


def unescaped(text: str) -> str:
    """A text with signs for its entities; what has no semicolon, such as `Q&notes`, is none."""
    return ENTITY.sub(lambda found: html.unescape(found[0]), text)


def cue_settings(line: str) -> str:
    """What stands behind the two times of a line: a VTT cue's settings."""
    found = times_of(line)
    return line[found[1].end() :].strip() if found else ""


def _first_word(line: str, at: int) -> int:
    return at + len(line[at:]) - len(line[at:].lstrip())


def _word_end(line: str, at: int) -> int:
    found = re.compile(r"\s").search(line, at)
    return found.start() if found else len(line)


def _cue(lines: list[str], starts: list[int], number: int, following: int, kind: str) -> RawCue | None:
    found = times_of(lines[number])
    if not found:
        return None
    first, second = found
    if max(abs(time_ms(first)), abs(time_ms(second))) >= LONGEST_MS:
        return None
    top, bottom = _extent(lines, number + 1, following, kind)
    at = starts[number]
    begin = starts[top] if top < bottom else at + len(lines[number])
    finish = starts[bottom - 1] + len(lines[bottom - 1]) if top < bottom else begin
    return RawCue(
        line=number + 1,
        start_ms=time_ms(first),
        end_ms=time_ms(second),
        start_at=(at + first.start(), at + first.end()),
        end_at=(at + second.start(), at + second.end()),
        text="\n".join(lines[top:bottom]),
        text_line=top + 1 if top < bottom else number + 1,
        text_at=(begin, finish),
    )


def _extent(lines: list[str], top: int, bottom: int, kind: str) -> tuple[int, int]:
    """The lines of a cue's text: up to the next cue's number or name, in VTT up to a note at most."""
    if kind == "vtt":
        bottom = next((n for n in range(top, bottom) if _ASIDE.match("\n".join(lines[n : n + 2]))), bottom)
    last = _filled(lines, top, bottom)
    if last > top and bottom < len(lines) and "-->" in lines[bottom]:
        alone = last - 1 > top and not lines[last - 2].strip()
        number = lines[last - 1].strip().isdigit() and (last == bottom or alone)
        if number or (kind == "vtt" and alone and last == bottom):
            last = _filled(lines, top, last - 1)
    while top < last and not lines[top].strip():
        top += 1
    return top, last


def _filled(lines: list[str], top: int, bottom: int) -> int:
    """The line after the last one that is not blank."""
    while bottom > top and not lines[bottom - 1].strip():
        bottom -= 1
    return bottom


def lost_in_front(lines: list[str], kind: str) -> int | None:
    """The number of the first line of text before all times, which no cue would show; None where there is none."""
    first = next((number for number, line in enumerate(lines) if "-->" in line), 0)
    last = first - 1 if kind == "vtt" or (first and lines[first - 1].strip().isdigit()) else first
    header = kind == "vtt" and lines[0].startswith("WEBVTT")
    for number in range(last):
        new_block = number == 0 or not lines[number - 1].strip()
        if not lines[number].strip():
            header = False
        elif new_block and kind == "vtt" and _OF_A_HEAD.match(lines[number]):
            header = True
        elif (kind == "vtt" and _is_one_too_many(lines, number, first)) or (
            not header and not lines[number].strip().isdigit()
        ):
            return number + 1
    return None


def _is_one_too_many(lines: list[str], number: int, first: int) -> bool:
    """Whether a line that is not of the head stands right above what names the first cue, which is one line."""
    block = lines[number:first]
    headed = all(line.strip() for line in lines[:first]) and lines[0].startswith("WEBVTT")
    return len(block) > 1 and all(line.strip() for line in block) and not headed


def _syntax(lines: list[str], kind: str, cues: list[RawCue]) -> list[Seen]:
    wrong = [(number, line) for number, line in enumerate(lines, 1) if _wrong(line, STRICT[kind], kind)]
    if not cues and not wrong and not any("-->" in line for line in lines):
        return [found] if (found := transcripts.seen("\n".join(lines))) else []
    seen = [_unread(number, line, kind) for number, line in islice(wrong, MOST)]
    if kind == "vtt" and not re.match(r"WEBVTT(\s|$)", lines[0]):
        seen.insert(0, unreadable_time(1, lines[0], kind))
    elif cues and (lost := lost_in_front(lines, kind)) and lost not in [number for number, _ in wrong]:
        seen.insert(0, unreadable_time(lost, lines[lost - 1], kind))
    return seen


def _unread(number: int, line: str, kind: str) -> Seen:
    return unreadable_time(number, line, kind, clear=time_lines.rewritten(line, kind) is not None)


def _wrong(line: str, strict: re.Pattern[str], kind: str) -> bool:
    if "-->" not in line:
        return _TWO_TIMES.fullmatch(line) is not None or time_lines.rewritten(line, kind) is not None
    start, _, behind = line.partition("-->")
    end = (behind.split(maxsplit=1) or [""])[0]
    return any(not strict.fullmatch(time) or _over(time) for time in (start.strip(), end))


def _over(time: str) -> bool:
    return any(int(part) > 59 for part in re.split(r"[,.]", time)[0].split(":")[-2:])
