"""Where marks stand on their letters, and where they should: over them, under them, never beside or through.

Most fonts say so for the letters that their makers thought of. For the others (Ɛ́, ɔ̃́) a mark is put over or under
the middle of its letter, or of the mark that is there already.
"""

import unicodedata
from dataclasses import replace

from media.lettering import scripts
from media.lettering.glyphs import Glyph, Line, covered, overlap

_ABOVE, _BELOW = 230, 220  # Unicode's combining classes of marks over and under a letter
_ELSEWHERE = (232, 233, 234)  # beside a letter by their nature, or across two
_MIDDLE = ("Latn", "Grek", "Cyrl", "Zyyy", "Zinh")  # where marks stand over or under the whole letter
_ASIDE = 0.05  # of the letters' size: that a mark's middle may be beyond its letter
_INTO = 0.06  # of it, and a quarter of the mark: that it may reach into its letter
_GAP = 0.05  # of it: between a letter and a mark that was put there
_HIDES = 0.3  # the part of a mark that another may cover


def corrected(line: Line, text: str, size: int) -> Line:
    """A line with each mark that its font put beside or through its letter put over or under it."""
    if not any(
        _has_place(sign, text[max(0, at - 1)]) for at, sign in enumerate(text) if scripts.is_mark(sign)
    ):
        return line
    placed = _told_apart(line, text)
    width = line.width
    for at in sorted(range(len(placed)), key=lambda at: placed[at].character):
        mark = placed[at]
        if not _is_mark(mark, text) or in_place(placed, mark, text, size):
            continue
        below = _carrier(placed, mark, text)
        if below and below.ink and mark.ink and _has_place(text[mark.character], text[_start(text, mark)]):
            width -= mark.advance
            placed[at + 1 :] = [one.moved(-mark.advance) for one in placed[at + 1 :]]
            put = _put(mark, _carrier(placed, mark, text) or below, placed, text, size)
            placed[at] = replace(put, advance=0.0)
    return Line(glyphs=tuple(placed), width=width)


def _told_apart(line: Line, text: str) -> list[Glyph]:
    """The glyphs, each with a character of its own where a letter was joined to its marks and parted again."""
    glyphs = list(line.glyphs)
    for start, end in dict.fromkeys(scripts.wholes(text)):
        places = [at for at, glyph in enumerate(glyphs) if start <= glyph.character < end]
        if len(places) == end - start and glyphs[places[0]].character == start:
            for character, at in enumerate(places, start):
                glyphs[at] = replace(glyphs[at], character=character)
    return glyphs


def in_place(glyphs: list[Glyph], mark: Glyph, text: str, size: int) -> bool:
    """Whether a mark stands where it belongs on its letter; one without a letter does not."""
    sign = text[mark.character]
    if mark.ink is None or unicodedata.combining(sign) in _ELSEWHERE:
        return True
    letter = _carrier(glyphs, mark, text)
    if letter is None or letter.ink is None or not _over(mark, letter, text, size):
        return False
    return not any(one.ink and covered(mark.ink, one.ink) > _HIDES for one in _before(glyphs, mark, text))


def _is_mark(glyph: Glyph, text: str) -> bool:
    return scripts.is_mark(text[glyph.character])


def _start(text: str, glyph: Glyph) -> int:
    return scripts.wholes(text)[glyph.character][0]


def _carrier(glyphs: list[Glyph], mark: Glyph, text: str) -> Glyph | None:
    """The glyph of the letter that a mark is on, which may stand for several letters."""
    start = _start(text, mark)
    letters = [one for one in glyphs if one.ink and one.character <= start and not _is_mark(one, text)]
    return None if start == mark.character else max(letters, key=lambda one: one.character, default=None)


def _before(glyphs: list[Glyph], mark: Glyph, text: str) -> list[Glyph]:
    """The marks that are on the letter already."""
    return [one for one in glyphs if _start(text, mark) < one.character < mark.character]


def _has_place(sign: str, carrier: str) -> bool:
    """Whether a mark of this kind belongs over or under the middle of its letter."""
    return unicodedata.combining(sign) in (_ABOVE, _BELOW) and scripts.script(carrier) in _MIDDLE


def _over(mark: Glyph, letter: Glyph, text: str, size: int) -> bool:
    """Whether a mark stands over, under or on its letter, and neither beside it nor through it."""
    here, there, sign = mark.ink, letter.ink, text[mark.character]
    if here is None or there is None:
        return True
    if not _has_place(sign, text[_start(text, mark)]):
        return overlap(here, there) > -_ASIDE * size
    beside = not there[0] - _ASIDE * size <= (here[0] + here[2]) / 2 <= there[2] + _ASIDE * size
    into = there[3] - here[1] if unicodedata.combining(sign) == _ABOVE else here[3] - there[1]
    return not beside and into <= _INTO * size + (here[3] - here[1]) / 4


def _put(mark: Glyph, letter: Glyph, glyphs: list[Glyph], text: str, size: int) -> Glyph:
    """A mark over or under the middle of its letter, and beyond the marks of its kind that are there."""
    kind = unicodedata.combining(text[mark.character])
    alike = [one for one in _before(glyphs, mark, text) if unicodedata.combining(text[one.character]) == kind]
    boxes = [one.ink for one in (letter, *alike) if one.ink]
    if mark.ink is None or letter.ink is None:
        return mark
    across = (letter.ink[0] + letter.ink[2]) / 2 - (mark.ink[0] + mark.ink[2]) / 2
    if kind == _ABOVE:
        return mark.moved(across, max(box[3] for box in boxes) + _GAP * size - mark.ink[1])
    return mark.moved(across, min(box[1] for box in boxes) - _GAP * size - mark.ink[3])
