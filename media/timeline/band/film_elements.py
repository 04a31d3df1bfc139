"""All that is seen over and beside the film in the look "band", from its first picture until the end card covers it."""

from collections.abc import Iterable
from dataclasses import dataclass

from media.brand.kit import Brand
from media.subtitles.model import Cue
from media.timeline.band import band_subtitles, mark, name_flag, question
from media.timeline.band.grid import Grid
from media.timeline.band.name_flag import FlagPlace
from media.timeline.band.picture_place import Stage
from media.timeline.scene import Element

_NAME_AFTER_MS = 600  # after the title card's cross-fade
_FLAG_ABOVE = 0.42  # of the subtitles' size: between a flag and the panel below it
_BESIDE_MARK = 0.62  # of the room: what a name has that shares its row with the mark
_GAP = 0.022  # of the shorter side: between what shares a row


@dataclass(frozen=True, kw_only=True)
class Seen:
    """From when to when (ms of the finished film) the film, its name and what stands beside it are seen."""

    start_ms: int
    end_ms: int
    until_ms: int
    fade_ms: int


@dataclass(frozen=True, kw_only=True)
class Said:
    """Words beside the film: who speaks (a name, and what is said of them), and the question."""

    name: str | None
    detail: str
    question: str


def laid(
    cues: Iterable[Cue],
    said: Said | None,
    grid: Grid,
    brand: Brand,
    stage: Stage,
    seen: Seen,
    *,
    language: str,
) -> list[Element]:
    """Ground, question, mark, subtitles and name; BadInput for words that do not fit or cannot be drawn."""
    place = band_subtitles.track(grid, stage)
    captions = band_subtitles.captions(cues, place, brand, language=language)
    times = {"start_ms": seen.start_ms, "end_ms": seen.until_ms}
    ground = question.discs(grid, brand, **times) if stage != "full" else None
    names = _name(said, grid, brand, stage, seen, usual_top=band_subtitles.usual_top(place))
    logo = _mark(grid, brand, stage, times, names)
    asked = _question(said, grid, brand, stage, times, logo, language) if said else None
    return [*filter(None, (ground, asked)), logo, *captions, *names]


def _mark(grid: Grid, brand: Brand, stage: Stage, times: dict[str, int], names: list[Element]) -> Element:
    if stage == "panel":
        return mark.on_ground(grid, brand, middle=None, **times)
    if stage == "band" and grid.question_lines:
        tall = round(grid.letters.question * 1.12 * grid.question_lines)
        return mark.on_ground(grid, brand, middle=grid.question_top + tall // 2, **times)
    height = names[0].box.height if names and _shares_row(grid, stage) else None
    return mark.on_plate(grid, brand, height=height, **times)


def _shares_row(grid: Grid, stage: Stage) -> bool:
    """Whether name and mark stand in one row at the top: close faces leave the upper corners free."""
    return stage == "full" and grid.format.name != "landscape"


def _name(
    said: Said | None, grid: Grid, brand: Brand, stage: Stage, seen: Seen, *, usual_top: int
) -> list[Element]:
    if said is None or not (said.name or said.detail):
        return []
    if stage == "panel":
        return [
            name_flag.beside_panel(
                said.name, said.detail, grid, brand, start_ms=seen.start_ms, end_ms=seen.until_ms
            )
        ]
    start = seen.start_ms + seen.fade_ms + _NAME_AFTER_MS
    words = " ".join(filter(None, (said.name, said.detail)))
    end = min(start + max(brand.plate_ms, name_flag.reading_ms(words)), seen.end_ms)
    if end - start < name_flag.SHORTEST_MS:
        return []
    place = _flag_place(grid, brand, stage, usual_top)
    return [name_flag.flag(said.name, said.detail, grid, brand, place, start_ms=start, end_ms=end)]


def _flag_place(grid: Grid, brand: Brand, stage: Stage, usual_top: int) -> FlagPlace:
    """On the picture's lower edge, above the subtitles over it, or in one row with the mark."""
    room = grid.safe.width - round(grid.letters.name * name_flag.RIGHT)
    if stage == "band":
        return FlagPlace(edge="bottom", row=grid.picture.bottom, room=room, alpha=1.0)
    if _shares_row(grid, stage):
        return FlagPlace(
            edge="top", row=grid.safe.y, room=round(room * _BESIDE_MARK), alpha=brand.plate_alpha
        )
    bottom = usual_top - round(grid.letters.subtitles * _FLAG_ABOVE)
    return FlagPlace(edge="bottom", row=bottom, room=room, alpha=brand.plate_alpha)


def _question(
    said: Said, grid: Grid, brand: Brand, stage: Stage, times: dict[str, int], logo: Element, language: str
) -> Element | None:
    if not said.question or stage == "full" or not grid.question_lines or not brand.shows_question:
        return None
    room = logo.box.x - round(grid.short * 2 * _GAP) - grid.words_left
    return question.question(said.question, grid, brand, room=room, language=language, **times)
