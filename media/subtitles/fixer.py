"""What is mechanical in a subtitle file, set right: encoding, order, numbers, blank lines, gaps, markup, typography.

Words and letters stay, the file keeps its kind, and mending twice changes nothing. What cannot be read is left as it
is: where a time is unclear, only signs and texts are mended.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from media import files
from media.findings import Detail
from media.languages import known
from media.subtitles import rolling, writer
from media.subtitles.formats import decoding, srt_vtt, time_lines
from media.subtitles.formats.srt_vtt import CODE, ENTITY, SPEAKER_MARK, TAG
from media.subtitles.lint.markup import unpaired
from media.subtitles.model import RawCue, Seen
from media.subtitles.norms import Context, frames, length
from media.subtitles.reader import SCANNERS, file_bytes, kind_of, shown
from media.text import encodings
from media.text.typography import typeset

_APART = {
    "srt": re.compile(f"({TAG.pattern}|{ENTITY.pattern})"),
    "ass": re.compile(r"(\{[^{}]{0,999}\}|\\[Nnh])"),
}
_APART |= {"vtt": _APART["srt"], "ssa": _APART["ass"], "ttml": re.compile(r"(<[^<>]*>|&[^;\s]{1,32};)")}


def empty_blank_lines(text: str) -> str:
    """A file's text whose blank lines hold nothing, not even spaces that do not break."""
    return "\n".join(line if line.strip() else "" for line in text.split("\n"))


def without_stray_markup(text: str, kind: str) -> str:
    """A cue's text without tags that have no partner, codes of other kinds of file, entities of web pages."""
    if kind not in ("srt", "vtt"):
        return text
    text = SPEAKER_MARK.sub("", CODE.sub("", _without(text, unpaired(text))))
    return "\n".join(map(_unescaped, text.split("\n"))) if kind == "srt" else text


def _without(text: str, tags: Iterable[tuple[int, str]]) -> str:
    pieces, at = [], 0
    for place, tag in tags:
        pieces.append(text[at:place])
        at = place + len(tag)
    return "".join([*pieces, text[at:]])


def _unescaped(line: str) -> str:
    """A line with signs for its entities, as often as they were written over; not where that made markup of words."""
    plain = srt_vtt.unescaped(line)
    if plain == line:
        return line
    tags = [len(look.findall(line)) == len(look.findall(plain)) for look in (TAG, srt_vtt.UNKNOWN_TAG, CODE)]
    odd = "\n" in plain or "-->" in plain or encodings.INVISIBLE.search(plain)
    return line if odd or not all(tags) else _unescaped(plain)


def tidy_lines(text: str) -> str:
    """A cue's text without blank lines, and without spaces at the ends of its lines."""
    return "\n".join(line.strip(" \t") for line in text.split("\n") if line.strip())


def typeset_text(text: str, kind: str, language: str) -> str:
    """A cue's text as its language writes it; tags, codes and entities are passed over."""
    return "\n".join(_between(line, kind, lambda part: typeset(part, language)) for line in text.split("\n"))


def _between(line: str, kind: str, change: Callable[[str], str]) -> str:
    whole, at = [], 0
    for found in _APART[kind].finditer(line):
        whole += [change(line[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*whole, change(line[at:])])


_ROUNDS = 4  # of mending, at most
_OVERLAP_MS = 500  # a longer overlap is no slip of the pen
# A line of times with a broken arrow belongs to a subtitle that nobody could find: blank lines near it stay.
_HIDDEN = re.compile(r"\d:\d\d[^\n]*\d:\d\d")


@dataclass(frozen=True, kw_only=True)
class Mended:
    """A file's new bytes, and what was mended: nothing, where they are the old ones.

    `unsure`: they are the old ones because nobody can tell for sure which letters they mean. `left`: the lines of times
    that are as they were because they could mean two things, for which numbers and blank lines wait too.
    """

    content: bytes
    done: tuple[Detail, ...]
    unsure: bool = False
    left: tuple[int, ...] = ()


def fixed(path: Path, context: Context) -> Mended:
    """A file as it would be after mending; nothing is written. Raises BadInput where it cannot be read."""
    kind, old = kind_of(path), file_bytes(path)
    raw = decoding.decoded(old, path=path, encoding=context.encoding, language=context.short)
    text = encodings.repaired(decoding.saying_utf8(raw.text) if kind == "ttml" else raw.text)
    if (
        not raw.sure or "\ufffd" in text
    ):  # to save a guess, or what is left of lost letters, would make it look whole
        return Mended(content=old, done=(), unsure=True)
    done = [] if text.replace("\n", raw.newline).encode() == old else [Detail("mended-encoding")]
    text, more = _settled(text.lstrip("\n") if kind == "vtt" else text, kind, context)
    left = tuple(sorted({one.line for one in SCANNERS[kind](text, kind).seen if _is_a_time(one)}))
    return Mended(content=text.replace("\n", raw.newline).encode(), done=(*done, *more), left=left)


def _is_a_time(seen: Seen) -> bool:
    what = seen.params.get("what")
    return isinstance(what, Detail) and what.code == "time-unread"


def write_with_backup(path: Path, new: bytes) -> Path:
    """Put new bytes in a file's place; the old ones stay beside it. Returns their place.

    An older copy of that name is never overwritten: it is the file as it first was.
    """
    backup = path.with_name(f"{path.name}.bak")
    with suppress(FileExistsError), files.new(backup) as copy:
        copy.write(path.read_bytes())
    files.write_whole(path, new, keep_mode=True)
    return backup


def _settled(text: str, kind: str, context: Context) -> tuple[str, list[Detail]]:
    """The file's text mended until nothing more is to mend, which one mend may bring to light of another."""
    done: dict[str, Detail] = {}
    for _ in range(_ROUNDS):
        before = text
        text, more = _mended(text, kind, context)
        if text == before:
            break
        done |= {one.code: one for one in more if one.code not in done}
    return text, list(done.values())


def _mended(text: str, kind: str, context: Context) -> tuple[str, list[Detail]]:
    """The file's text with its cues mended, and how many of which."""
    old, text = text, text if kind == "ttml" else empty_blank_lines(text)
    text, times, rolled = _readable(text, kind)
    scan = SCANNERS[kind](text, kind)
    written = writer.texts(scan.cues, text, kind)
    set_ = [without_stray_markup(one, kind) for one in written]
    lined = [one if kind not in ("srt", "vtt") or _holds_another(one) else tidy_lines(one) for one in set_]
    spoken = _languages(scan.cues, context.short)
    typed = [typeset_text(one, kind, language) for one, language in zip(lined, spoken, strict=True)]
    cues = [replace(cue, text=one) for cue, one in zip(scan.cues, typed, strict=True)]
    clear = writer.has_clear_times(text, kind, scan) and not any(map(_holds_another, set_))
    ordered = sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms)) if clear and kind != "ttml" else cues
    paced = _paced(ordered, kind, context) if clear and _rising(ordered) else ordered
    if kind == "ttml":  # other times stay as they are written, in frames or seconds
        paced = [
            cue if cue.end_ms != old.end_ms else replace(cue, end_at=None)
            for old, cue in zip(cues, paced, strict=True)
        ]
    new = writer.rewritten(text, kind, paced, clear=clear)
    counts = {
        "mended-times": times,
        "mended-rolling": rolled,
        "mended-markup": _differing(written, set_),
        "mended-typography": _differing(lined, typed),
        "mended-order": int(ordered != cues),
        "mended-gaps": _differing([c.end_ms for c in ordered], [c.end_ms for c in paced]),
    }
    if any(counts.values()):
        counts["mended-blank"] = _blank(set_) - _blank(lined)
    done = [Detail(code, {"count": count}) for code, count in counts.items() if count]
    if done or new == old:
        return new, done
    return (
        (new, [Detail("mended-writing")]) if clear else (old, [])
    )  # numbers and blank lines wait for the times


def _readable(text: str, kind: str) -> tuple[str, int, int]:
    """A text whose clear times are as its kind of file wants them, and that does not roll; how many were mended so."""
    if kind not in ("srt", "vtt"):
        return text, 0, 0
    text, times = time_lines.mended(text, kind)
    scan = SCANNERS[kind](text, kind)
    cues = shown(scan.cues, kind)
    if not rolling.rolls(cues):
        return text, times, 0
    return rolling.written(text, scan.cues[0].start_at[0], kind, rolling.unrolled(cues)), times, len(cues)


def _blank(texts: Iterable[str]) -> int:
    """How many blank lines these texts have."""
    return sum(not line.strip() for text in texts if text for line in text.split("\n"))


def _holds_another(text: str) -> bool:
    """Whether a cue's text goes on with another cue, whose times are missing or cannot be read."""
    return bool(_HIDDEN.search(text) or srt_vtt.UNTIMED.search(text))


def _languages(cues: Sequence[RawCue], asked: str) -> list[str]:
    """The language that each cue is written in: its own, where the file says more than one."""
    said = [known.short(cue.language) for cue in cues]
    return [one or asked for one in said] if len({*said} - {""}) > 1 else [asked] * len(said)


def _differing(before: Sequence[object], after: Sequence[object]) -> int:
    return sum(a != b for a, b in zip(before, after, strict=True))


def _rising(cues: Sequence[RawCue]) -> bool:
    return all(a.start_ms < b.start_ms for a, b in pairwise(cues))


def _paced(cues: Sequence[RawCue], kind: str, context: Context) -> list[RawCue]:
    """The cues with ends moved where the gap to the next is too short, or so small that it flickers."""
    if not cues:
        return []
    new = [_end_moved(cue, after, kind, context) for cue, after in pairwise(cues)]
    return [*new, cues[-1]]


def _end_moved(cue: RawCue, after: RawCue, kind: str, context: Context) -> RawCue:
    norms, gap = context.norms, after.start_ms - cue.end_ms
    end = after.start_ms - round(norms.gap_frames * 1000 / context.fps)
    end = round(end / 10) * 10 if kind in ("ass", "ssa") else end
    count, half = frames(gap, context.fps), frames(500, context.fps)
    stands = end - cue.start_ms
    if -_OVERLAP_MS <= gap < 0 or (gap >= 0 and count < norms.gap_frames):
        _, most = norms.speed(context.language, verbatim=context.verbatim)
        safe = (
            stands >= norms.shortest_ms
            and length(writer.without_markup(cue.text, kind)) * 1000 <= most * stands
        )
    else:
        safe = norms.gap_frames < count < half and stands <= norms.longest_ms
    return replace(cue, end_ms=end) if safe and end != cue.end_ms else cue
