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

_SIDE, _ABOVE = 0.50, 0.22  # a panel's padding, in font sizes
_SMALLER = 0.88  # of the usual size: before a third line is taken
_FLOOR = 0.72  # where a third line is not enough


@dataclass(frozen=True, kw_only=True)
class Track:
    """Where a film's subtitles stand, and how: the same for each of them.

    Over a picture (`on` is `picture`) they grow upwards from `edge`, the panel's lower edge, and are centred;
    elsewhere the first line has its top at `edge`, whatever the cue, and begins at `left`. `width` is for the letters.
    """

    on: Literal["picture", "ground"]
    left: int
    width: int
    edge: int
    size: int
    lines: int
    most_lines: int


def track(grid: Grid, stage: Stage) -> Track:
    """The place of subtitles in a format, over or beside a picture."""
    size, wide = grid.letters.subtitles, grid.words_right - grid.words_left
    if stage == "full":
        most = round(grid.format.width * grid.format.subtitle_width_pct / 100)
        room = min(grid.safe.width, most) - round(2 * _SIDE * size)
        return Track(
            on="picture",
            left=grid.safe.x,
            width=room,
            edge=grid.safe.bottom,
            size=size,
            lines=2,
            most_lines=3,
        )
    most = grid.most_lines
    return Track(
        on="ground",
        left=grid.words_left,
        width=wide,
        edge=grid.first_line,
        size=size,
        lines=2,
        most_lines=most,
    )


def usual_top(place: Track) -> int:
    """The row where a panel of two lines begins; what stands above subtitles stands above it."""
    return place.edge - round(2 * place.size * figures.PICTURE_LINE) - 2 * round(place.size * _ABOVE)


def captions(cues: Iterable[Cue], place: Track, brand: Brand, *, language: str) -> tuple[Element, ...]:
    """Subtitles in their place; BadInput for text too long or a letter that cannot be drawn."""
    return tuple(_caption(cue, place, brand, language) for cue in cues)


def _caption(cue: Cue, place: Track, brand: Brand, language: str) -> Element:
    drawing_faults.require_drawable(brand.font, cue.text)
    setting = setting_of(cue.text, place, brand, language)
    if setting is None:
        raise BadInput("caption-too-long", text=cue.text.replace("\n", " ")[:80], format="")
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
    box = Box(x=0, y=place.edge - tall, width=wide, height=tall)
    box = Box(x=place.left + (place.width - wide) // 2, y=box.y, width=wide, height=tall)
    panel = Panel(box=box, colour=brand.colors.subtitle_box, alpha=brand.subtitle_alpha, radius=12)
    shapes = (panel, overlays.moved_text(words, box.x + side, box.y + above))
    return Element(kind="caption", start_ms=cue.start_ms, end_ms=cue.end_ms, box=box, shapes=shapes)


def setting_of(words: str, place: Track, brand: Brand, language: str) -> Setting | None:
    """Two lines, somewhat smaller if need be; a third where there is room; then smaller yet. None: still too long."""
    small, floor = place.size * _SMALLER, place.size * _FLOOR
    readable = line_breaks.shrinking_sizes(place.lines, place.size, small)
    more = ((place.most_lines, round(small)),) if place.most_lines > place.lines else ()
    for attempts in ((*readable, *more), line_breaks.shrinking_sizes(place.most_lines, small, floor)):
        if found := line_breaks.fitted(
            words, brand.font, room=place.width, attempts=attempts, language=language
        ):
            return found
    return None
