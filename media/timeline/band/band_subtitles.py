"""How subtitles are set in the look "band": over a picture centred on a panel, on the band flush left on its ground."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from media.brand.kit import Brand
from media.errors import BadInput
from media.lettering import drawing_faults, line_breaks
from media.lettering.line_breaks import Setting
from media.subtitles.model import Cue
from media.timeline import overlays
from media.timeline.band import grid as figures
from media.timeline.band.grid import Grid
from media.timeline.band.picture_place import Stage
from media.timeline.scene import Box, Element, Panel

SMALLER = 0.88  # of the usual size: before a third line is taken
_SIDE, _ABOVE = 0.50, 0.22  # a panel's padding, in font sizes
_FLOOR = 0.72  # where a third line is not enough
_ONE_LINE = 0.80  # of the width, in landscape: what a language that shares the picture has for its line
_RULE = (1.2, 3)  # the rule's width in font sizes, its thickness in pixels
_SPOKEN = (
    0.07,
    0.225,
)  # the line under a word spoken: its thickness, and its place below the baseline, in font sizes


@dataclass(frozen=True, kw_only=True)
class Second:
    """How a second language stands below the first: its letters, and the rule between them.

    The rule is as wide and thick as told and takes `rule_height` pixels; each language has `lines` at most, and
    `usual_lines` where they hold it: one in landscape over the picture.
    """

    size: int
    colour: str
    lines: int
    usual_lines: int
    rule_width: int
    rule_thickness: int
    rule_height: int


@dataclass(frozen=True, kw_only=True)
class Highlight:
    """How the word spoken is shown: its colour, and a line so thick and so far below its baseline."""

    colour: str
    thickness: int
    below: int


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
        share = _ONE_LINE if two and grid.kind == "landscape" else grid.format.subtitle_width_pct / 100
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
        highlight=_highlight(size, brand) if brand.highlight == "word" else None,
    )


def _second(grid: Grid, brand: Brand, stage: Stage) -> Second:
    first = grid.letters.first_of_two
    return Second(
        size=grid.letters.second_of_two,
        colour=brand.colors.second_language,
        lines=2,
        usual_lines=1 if stage == "full" and grid.kind == "landscape" else 2,
        rule_width=round(_RULE[0] * first),
        rule_thickness=_RULE[1],
        rule_height=round(figures.RULE * first),
    )


def _highlight(size: int, brand: Brand) -> Highlight:
    return Highlight(
        colour=brand.colors.highlight, thickness=round(_SPOKEN[0] * size), below=round(_SPOKEN[1] * size)
    )


def captions(
    cues: Iterable[Cue], place: Track, grid: Grid, brand: Brand, *, language: str
) -> tuple[Element, ...]:
    """Subtitles in their place; BadInput for text too long or a letter that cannot be drawn."""
    return tuple(_caption(cue, place, grid, brand, language) for cue in cues)


def _caption(cue: Cue, place: Track, grid: Grid, brand: Brand, language: str) -> Element:
    drawing_faults.require_drawable(brand.font, cue.text)
    setting = setting_of(cue.text, place, brand, language)
    if setting is None:
        raise BadInput("caption-too-long", text=cue.text.replace("\n", " ")[:80], format=grid.format.name)
    centred = place.on == "picture" and not line_breaks.is_dialogue(setting.lines)
    words = overlays.text(
        setting,
        brand.font,
        brand.colors.subtitle_text,
        align="center" if centred else "left",
        line=figures.PICTURE_LINE,
    )
    if place.on == "ground":
        words = overlays.moved_text(words, place.left, place.edge)
        return Element(
            kind="caption", start_ms=cue.start_ms, end_ms=cue.end_ms, box=words.box, shapes=(words,)
        )
    side, above = round(setting.size * _SIDE), round(setting.size * _ABOVE)
    wide, tall = words.box.width + 2 * side, words.box.height + 2 * above
    box = Box(x=place.left + (place.width - wide) // 2, y=place.edge - tall, width=wide, height=tall)
    panel = Panel(box=box, colour=brand.colors.subtitle_box, alpha=brand.subtitle_alpha, radius=grid.radius)
    shapes = (panel, overlays.moved_text(words, box.x + side, box.y + above))
    return Element(kind="caption", start_ms=cue.start_ms, end_ms=cue.end_ms, box=box, shapes=shapes)


def setting_of(words: str, place: Track, brand: Brand, language: str) -> Setting | None:
    """Two lines, somewhat smaller if need be; a third where there is room; then smaller yet. None: still too long."""
    small, floor = place.size * SMALLER, place.size * _FLOOR
    readable = line_breaks.shrinking_sizes(place.lines, place.size, small)
    more = ((place.most_lines, round(small)),) if place.most_lines > place.lines else ()
    for attempts in ((*readable, *more), line_breaks.shrinking_sizes(place.most_lines, small, floor)):
        if found := line_breaks.fitted(
            words, brand.font, room=place.width, attempts=attempts, language=language
        ):
            return found
    return None


def _lines(count: int, size: int) -> int:
    return count * round(size * figures.PICTURE_LINE)
