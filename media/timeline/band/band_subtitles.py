"""How subtitles are set in the look "band": over a picture centred on a panel, on the band flush left on its ground."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from media.brand.kit import Brand
from media.errors import BadInput
from media.lettering import drawing_faults, line_breaks
from media.lettering.line_breaks import Setting
from media.subtitles.model import Cue
from media.timeline import overlays, second_language, spoken_words, two_languages
from media.timeline.band import grid as figures
from media.timeline.band.grid import Grid
from media.timeline.band.picture_place import Stage
from media.timeline.scene import Box, Element, Panel, Text
from media.timeline.second_language import PanelPlace, Second
from media.timeline.spoken_words import Highlight
from media.timeline.two_languages import Both, Speech

SMALLER = 0.88  # of the usual size: before a third line is taken
_SIDE, _ABOVE = 0.50, 0.22  # a panel's padding, in font sizes
_FLOOR = 0.72  # where a third line is not enough


@dataclass(frozen=True, kw_only=True)
class Track:
    """Where a film's subtitles stand, and how: the same for each of them.

    Over a picture (`on` is `picture`) they grow upwards from `edge`, the panel's lower edge, and are centred;
    elsewhere the first line has its top at `edge`, whatever the cue, and begins at `left`. `width` is for the letters.
    They have `lines`; `most_lines` with smaller letters. `second` and `highlight` are None where the kit has none.
    """

    on: Literal["picture", "ground"]
    left: int
    width: int
    edge: int
    size: int
    lines: int
    most_lines: int
    second: Second | None = None
    highlight: Highlight | None = None

    @property
    def usual_top(self) -> int:
        """The row where a panel of the usual lines begins; what stands above subtitles stands above it."""
        tall = _lines(self.second.usual_lines if self.second else self.lines, self.size)
        if self.second:
            tall += self.second.rule_height + _lines(self.second.usual_lines, self.second.size)
        return self.edge - tall - 2 * round(self.size * _ABOVE)

    @property
    def usual_bottom(self) -> int:
        """The row where the last line ends on a ground, all lines used."""
        tall = _lines(self.lines, self.size)
        below = self.second.rule_height + _lines(self.second.lines, self.second.size) if self.second else 0
        return self.edge + tall + below


def track(grid: Grid, stage: Stage, brand: Brand, *, two: bool = False) -> Track:
    """The place of subtitles in a format, over or beside a picture; `two` languages share it."""
    size = grid.letters.first_of_two if two else grid.letters.subtitles
    wide, left, edge = grid.words_right - grid.words_left, grid.words_left, grid.first_line
    if stage == "full":
        share = (
            second_language.ONE_LINE
            if two and grid.kind == "landscape"
            else grid.format.subtitle_width_pct / 100
        )
        whole = min(grid.safe.width, round(grid.format.width * share))
        wide, left, edge = whole - 2 * round(_SIDE * size), (grid.format.width - whole) // 2, grid.safe.bottom
        left += round(_SIDE * size)
    return Track(
        on="picture" if stage == "full" else "ground",
        left=left,
        width=wide,
        edge=edge,
        size=size,
        lines=2,
        most_lines=2 if two else grid.most_lines,
        second=_second(grid, brand, stage) if two else None,
        highlight=spoken_words.highlight(size, brand),
    )


def _second(grid: Grid, brand: Brand, stage: Stage) -> Second:
    one_line = stage == "full" and grid.kind == "landscape"
    letters = grid.letters
    return second_language.second(
        letters.second_of_two, letters.first_of_two, brand, rule=figures.RULE, one_line=one_line
    )


def captions(speech: Speech, place: Track, grid: Grid, brand: Brand, *, language: str) -> tuple[Element, ...]:
    """Subtitles in their place; BadInput for text too long or a letter that cannot be drawn."""
    if place.second is None or place.on == "ground":
        first = tuple(_caption(cue, speech, place, grid, brand, language) for cue in speech.cues)
        return (*first, *_below(speech, place, grid, brand))
    both = two_languages.together(speech.cues, speech.second)
    return tuple(_both(one, speech, place, grid, brand, language) for one in both)


def _caption(cue: Cue, speech: Speech, place: Track, grid: Grid, brand: Brand, language: str) -> Element:
    words = _words(cue, place, grid, brand, language)
    if place.on == "ground":
        words = overlays.moved_text(words, place.left, place.edge)
        made = Element(
            kind="caption", start_ms=cue.start_ms, end_ms=cue.end_ms, box=words.box, shapes=(words,)
        )
        return replace(made, marks=spoken_words.marks(words, cue, speech.words, brand))
    side, above = round(words.size * _SIDE), round(words.size * _ABOVE)
    wide, tall = words.box.width + 2 * side, words.box.height + 2 * above
    box = Box(x=place.left + (place.width - wide) // 2, y=place.edge - tall, width=wide, height=tall)
    panel = Panel(box=box, colour=brand.colors.subtitle_box, alpha=brand.subtitle_alpha, radius=grid.radius)
    words = overlays.moved_text(words, box.x + side, box.y + above)
    made = Element(kind="caption", start_ms=cue.start_ms, end_ms=cue.end_ms, box=box, shapes=(panel, words))
    return replace(made, marks=spoken_words.marks(words, cue, speech.words, brand))


def _words(cue: Cue, place: Track, grid: Grid, brand: Brand, language: str) -> Text:
    """A subtitle's letters at 0, 0."""
    drawing_faults.require_drawable(brand.font, cue.text)
    setting = setting_of(cue.text, place, brand, language)
    if setting is None:
        raise BadInput("caption-too-long", text=cue.text.replace("\n", " ")[:80], format=grid.format.name)
    align = second_language.aligned(setting) if place.on == "picture" else "left"
    return overlays.text(
        setting, brand.font, brand.colors.subtitle_text, align=align, line=figures.PICTURE_LINE
    )


def _below(speech: Speech, place: Track, grid: Grid, brand: Brand) -> Iterator[Element]:
    """The second language on its ground, below all lines of the first: it, too, stands at one height."""
    look = place.second
    if look is None:
        return
    top = place.edge + _lines(place.lines, place.size)
    rule = second_language.rule(look, place.left, top)
    for cue in speech.second:
        words = _second_words(cue, look, speech, place, grid, brand)
        words = overlays.moved_text(words, place.left, top + look.rule_height)
        shapes: tuple[Panel | Text, ...] = (rule, words)
        if speech.words:  # below a marked word the rule would look like a second line under it
            shapes = (words,)
        box = Box(
            x=place.left, y=shapes[0].box.y, width=max(one.box.width for one in shapes),
            height=words.box.bottom - shapes[0].box.y,
        )  # fmt: skip
        yield Element(kind="second", start_ms=cue.start_ms, end_ms=cue.end_ms, box=box, shapes=shapes)


def _second_words(cue: Cue, look: Second, speech: Speech, place: Track, grid: Grid, brand: Brand) -> Text:
    words = second_language.text(
        cue.text, look, place.width, brand,
        language=speech.second_language, line=figures.PICTURE_LINE, format=grid.format.name,
    )  # fmt: skip
    return replace(words, align="center") if place.on == "picture" else words


def _both(one: Both, speech: Speech, place: Track, grid: Grid, brand: Brand, language: str) -> Element:
    """What is seen of both languages at a time, on one panel over the picture."""
    look = place.second
    assert look is not None
    first = _words(one.first, place, grid, brand, language) if one.first else None
    second = _second_words(one.second, look, speech, place, grid, brand) if one.second else None
    at = PanelPlace(
        middle=place.left + place.width // 2,
        bottom=place.edge,
        side=round(place.size * _SIDE),
        above=round(place.size * _ABOVE),
        radius=grid.radius,
    )
    return second_language.element(one, first, second, look, at, brand, words=speech.words)


def setting_of(words: str, place: Track, brand: Brand, language: str) -> Setting | None:
    """Two lines, somewhat smaller if need be; a third where there is room; then smaller yet. None: still too long."""
    small, floor = place.size * SMALLER, place.size * _FLOOR
    readable = line_breaks.shrinking_sizes(place.lines, place.size, small)
    if place.second and place.second.usual_lines == 1:
        readable = ((1, place.size), *readable)
    more = ((place.most_lines, round(small)),) if place.most_lines > place.lines else ()
    for attempts in ((*readable, *more), line_breaks.shrinking_sizes(place.most_lines, small, floor)):
        if found := line_breaks.fitted(
            words, brand.font, room=place.width, attempts=attempts, language=language
        ):
            return found
    return None


def _lines(count: int, size: int) -> int:
    return count * round(size * figures.PICTURE_LINE)
