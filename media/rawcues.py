"""A subtitle file's text, before any parser has mended it: encoding, and the lines that carry times."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

_MOJIBAKE = re.compile("Ã[\u0080-\u00bf\u0152-\u0178\u2013-\u2122]|Â[\u00a0-\u00bf]|â€|ï»¿|\ufffd")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_STRICT = {
    "srt": re.compile(r"\d{2,3}:\d\d:\d\d,\d{3}"),
    "vtt": re.compile(r"(\d{2,}:)?\d\d:\d\d\.\d{3}"),
}
_LOOSE = re.compile(r"-?(?:(\d+):)?(\d+):(\d+)(?:[,.:](\d{1,3}))?")
_TWO_TIMES = re.compile(r"^\s*\d+:\d+:\d+\S*\s+\S{1,4}\s+\d+:\d+:\d+\S*\s*$")
_TAG = re.compile(r"<[^>]*>|\{[^}]*\}")


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Something wrong at a line of the file, before the file's name is known."""

    code: str
    line: int
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """A line with times, as written (milliseconds, unchecked), and the text that would be shown under it."""

    line: int
    start_ms: int
    end_ms: int
    shown: str


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """The file's text, and what its bytes gave away."""

    text: str
    findings: list[Seen]


def decoded(content: bytes) -> Decoded:
    """Bytes as text: UTF-8, with or without mark; else a finding (S01) and the likeliest guess."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = content[: broken.start].count(b"\n") + 1
        guess = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"
        text = content.decode(guess, errors="replace")
        found = [Seen(code="S01", line=line, params={"guess": guess, "sample": _sample(text, line)})]
        return Decoded(text=_unix(text), findings=found)
    text = _unix(text)
    return Decoded(text=text, findings=list(_strange(text)))


def stamps(text: str, kind: str) -> list[Stamp]:
    """The lines of an SRT or VTT file that carry readable times, in their order; none for other kinds."""
    if kind not in _STRICT:
        return []
    lines = text.split("\n")
    marks = [number for number, line in enumerate(lines) if "-->" in line]
    found = []
    for number, following in pairwise([*marks, len(lines)]):
        if times := _times(lines[number]):
            shown = _shown(lines[number + 1 : following], last=following == len(lines))
            found.append(Stamp(line=number + 1, start_ms=times[0], end_ms=times[1], shown=shown))
    return found


def syntax(text: str, kind: str, readable: list[Stamp]) -> list[Seen]:
    """Times that are not written as the format wants them (S02), and a VTT file without its first word."""
    if kind not in _STRICT:
        return []
    lines = text.split("\n")
    seen = [_unreadable(number, line) for number, line in enumerate(lines, 1) if _wrong(line, _STRICT[kind])]
    if kind == "vtt" and not lines[0].startswith("WEBVTT"):
        seen.insert(0, _unreadable(1, lines[0]))
    if not seen and not readable and text.strip() and kind == "srt":
        seen.append(_unreadable(1, lines[0]))
    return seen


def without_notes(text: str) -> str:
    """VTT text without comments, styles and cue names, which pysubs2 would show as part of the cue before."""
    blocks = re.split(r"\n{2,}", text)
    kept = (block for block in blocks if not re.match(r"(NOTE|STYLE|REGION)\b", block))
    return "\n\n".join(_unnamed(block) for block in kept) + "\n"


def _unnamed(block: str) -> str:
    lines = block.split("\n")
    timed = next((number for number, line in enumerate(lines) if "-->" in line), None)
    return block if timed is None or lines[0].startswith("WEBVTT") else "\n".join(lines[timed:])


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _strange(text: str) -> Iterator[Seen]:
    for number, line in enumerate(text.split("\n"), 1):
        if _MOJIBAKE.search(line):
            yield Seen(code="S01", line=number, params={"guess": "utf-8", "sample": line.strip()[:60]})
        elif found := _INVISIBLE.search(line):
            sample = f"U+{ord(found[0]):04X}"
            yield Seen(code="S01", line=number, params={"guess": "utf-8", "sample": sample})


def _sample(text: str, line: int) -> str:
    lines = _unix(text).split("\n")
    return lines[min(line, len(lines)) - 1].strip()[:60]


def _unreadable(number: int, line: str) -> Seen:
    return Seen(code="S02", line=number, params={"stamp": line.strip()[:60]})


def _wrong(line: str, strict: re.Pattern[str]) -> bool:
    if "-->" not in line:
        return _TWO_TIMES.match(line) is not None
    start, _, rest = line.partition("-->")
    end = (rest.split() or [""])[0]
    return any(not strict.fullmatch(time) or _over(time) for time in (start.strip(), end))


def _over(time: str) -> bool:
    return any(int(part) > 59 for part in re.split(r"[,.]", time)[0].split(":")[-2:])


def _times(line: str) -> tuple[int, int] | None:
    start, _, rest = line.partition("-->")
    first, second = _ms(start.strip()), _ms((rest.split() or [""])[0])
    return None if first is None or second is None else (first, second)


def _ms(time: str) -> int | None:
    found = _LOOSE.fullmatch(time)
    if not found:
        return None
    hours, minutes, seconds, rest = (int(part or 0) for part in found.groups())
    if len(found[4] or "000") < 3:
        rest = int((found[4] or "").ljust(3, "0"))
    total = ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
    return -total if time.startswith("-") else total


def _shown(lines: list[str], *, last: bool) -> str:
    """The text under a time: up to the blank line before the next cue, whose number or name is not ours."""
    kept = [_TAG.sub("", line).strip() for line in lines]
    if not last and kept and kept[-1] and (len(kept) < 2 or not kept[-2] or kept[-1].isdigit()):
        kept.pop()
    return "\n".join(line for line in kept if line)
