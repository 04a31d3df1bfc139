"""The word that is being spoken, marked in the subtitle: which word of the picture it is, from when to when.

Subtitles are matched with the words that were heard around them, in order; a word without a time gets no mark. A mark
changes at most six times a second, far from flashing: shorter words share one (facts/speech.md section 8).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from media.brand.kit import Brand
from media.lettering import bidi, fonts
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from media.timeline.scene import Box, Mark, Text

_THICK, _BELOW = (
    0.07,
    0.225,
)  # of the line under a word: its thickness, its place below the baseline, in font sizes
_SHORTEST_MS = 170  # between two changes: no more than six a second
_NEAR_MS = 500  # a word may be heard so much before or after the subtitle that shows it


@dataclass(frozen=True, kw_only=True)
class Highlight:
    """How the word spoken is shown: its colour, and a line so thick and so far below its baseline."""

    colour: str
    thickness: int
    below: int


@dataclass(frozen=True, kw_only=True)
class _Written:
    """A word in a picture: what it is matched by, its line's box, and the line below it."""

    said: str
    box: Box
    line: Box


@dataclass(frozen=True, kw_only=True)
class _Spoken:
    """Words of a subtitle, by their numbers, that are marked together."""

    numbers: tuple[int, ...]
    start_ms: int
    end_ms: int


def highlight(size: int, brand: Brand) -> Highlight | None:
    """How a word in letters of a size (pixels) is marked; None where the kit marks none."""
    if brand.highlight != "word":
        return None
    return Highlight(
        colour=brand.colors.highlight, thickness=max(2, round(_THICK * size)), below=round(_BELOW * size)
    )


def marks(text: Text, cue: Cue, heard: Sequence[Word], brand: Brand) -> tuple[Mark, ...]:
    """The marks of a subtitle whose words stand in the picture as `text`; `heard` has the cue's clock."""
    look = highlight(text.size, brand)
    if look is None or not heard:
        return ()
    written = list(_written(text, look))
    return tuple(
        Mark(
            start_ms=one.start_ms,
            end_ms=one.end_ms,
            colour=look.colour,
            boxes=tuple(written[number].box for number in one.numbers),
            lines=tuple(written[number].line for number in one.numbers),
        )
        for one in _calm(_matched([one.said for one in written], cue, heard), cue)
    )


def between(marks: Iterable[Mark], start_ms: int, end_ms: int) -> tuple[Mark, ...]:
    """What of marks is seen from one moment to another."""
    cut = (
        replace(one, start_ms=max(one.start_ms, start_ms), end_ms=min(one.end_ms, end_ms)) for one in marks
    )
    return tuple(one for one in cut if one.end_ms > one.start_ms)


def _written(text: Text, look: Highlight) -> Iterator[_Written]:
    """The words of a text where they stand; not those of a line that is shaped, whose letters may stand elsewhere."""
    rise = (text.line_height + fonts.cap_height(text.font, text.size)) / 2
    for number, line in enumerate(text.lines):
        if fonts.is_shaped(line, text.font) or bidi.base_level("\n".join(text.lines)):
            continue
        wide = fonts.width(line, text.font, text.size)
        left = round(text.box.x + (text.box.width - wide) * (0.5 if text.align == "center" else 0))
        top = text.box.y + number * text.line_height
        under = min(round(top + rise) + look.below, text.box.bottom - look.thickness)
        for start, end in _words_in(line):
            x, right = (left + round(fonts.width(line[:at], text.font, text.size)) for at in (start, end))
            yield _Written(
                said=_plain(line[start:end]),
                box=Box(x=x, y=top, width=right - x, height=text.line_height),
                line=Box(x=x, y=under, width=right - x, height=look.thickness),
            )


def _words_in(line: str) -> Iterator[tuple[int, int]]:
    """Where words begin and end in a line, from their first letter to their last, without punctuation."""
    for found in re.finditer(r"\S+", line):
        start, end = found.span()
        while start < end and _is_punctuation(line[start]):
            start += 1
        while start < end and _is_punctuation(line[end - 1]):
            end -= 1
        if _plain(line[start:end]):
            yield start, end


def _is_punctuation(sign: str) -> bool:
    return sign != "%" and unicodedata.category(sign).startswith("P")


def _plain(word: str) -> str:
    """What two spellings of a word have in common: letters and figures."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", word).casefold() if sign.isalnum())


def _matched(said: Sequence[str], cue: Cue, heard: Iterable[Word]) -> list[_Spoken]:
    """The words of a subtitle that were heard, with their times inside the subtitle's."""
    near = [one for one in heard if _is_near(one, cue)]
    parts = [(_plain(part), one) for one in near for part in one.text.split() if _plain(part)]
    blocks = SequenceMatcher(None, said, [part for part, _ in parts], autojunk=False).get_matching_blocks()
    found: list[_Spoken] = []
    last = None
    for number, place in ((b.a + step, b.b + step) for b in blocks for step in range(b.size)):
        word = parts[place][1]
        if found and word is last:  # heard as one, written as two, such as 25 000
            found[-1] = replace(found[-1], numbers=(*found[-1].numbers, number))
            continue
        start = max(word.start_ms, cue.start_ms, found[-1].end_ms if found else 0)
        end = min(word.end_ms, cue.end_ms)
        if end > start:
            found.append(_Spoken(numbers=(number,), start_ms=start, end_ms=end))
            last = word
    return found


def _is_near(word: Word, cue: Cue) -> bool:
    middle = (word.start_ms + word.end_ms) / 2
    return cue.start_ms - _NEAR_MS <= middle <= cue.end_ms + _NEAR_MS and word.end_ms > word.start_ms


def _calm(spoken: Sequence[_Spoken], cue: Cue) -> list[_Spoken]:
    """The same, none shorter than the eye likes it, nor the pause before or behind it."""
    until_ms, groups = cue.end_ms, list[list[_Spoken]]()
    if not spoken:
        return []
    for one in spoken:
        if groups and one.start_ms - groups[-1][0].start_ms < _SHORTEST_MS:
            groups[-1].append(one)
        else:
            groups.append([one])
    if len(groups) > 1 and until_ms - groups[-1][0].start_ms < _SHORTEST_MS:
        groups[-2:] = [groups[-2] + groups[-1]]
    if groups[0][0].start_ms - cue.start_ms < _SHORTEST_MS:
        groups[0][0] = replace(groups[0][0], start_ms=cue.start_ms)
    begins = [*(group[0].start_ms for group in groups[1:]), until_ms]
    return [_lasting(group, begin) for group, begin in zip(groups, begins, strict=True)]


def _lasting(group: Sequence[_Spoken], next_ms: int) -> _Spoken:
    """One mark for words that go together; it ends with the last of them, or where a pause would be too short."""
    start = group[0].start_ms
    end = max(group[-1].end_ms, start + _SHORTEST_MS)
    return _Spoken(
        numbers=tuple(number for one in group for number in one.numbers),
        start_ms=start,
        end_ms=next_ms if next_ms - end < _SHORTEST_MS else end,
    )
