"""All that is seen over and beside the film in the look "band", from its first picture until the end card covers it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from media.brand.kit import Brand
from media.errors import BadInput
from media.timeline import overlays
from media.timeline.band import band_subtitles, mark, name_flag, named_turns, question
from media.timeline.band.band_subtitles import Track
from media.timeline.band.grid import Grid
from media.timeline.band.name_flag import FlagPlace, Named
from media.timeline.band.named_turns import Seen, Spoken
from media.timeline.band.picture_place import Stage
from media.timeline.scene import Box, Element, Text
from media.timeline.two_languages import Speech

_FACE_FREE = 0.42  # of the width: in landscape a long name ends here if two lines hold it, left of a face in the middle
_BESIDE_MARK = 0.5  # of the mark's height: between it and the question, unless the question needs the room
_MOUTH_FREE = (
    0.27,
    0.34,
)  # of the height of a picture cut above and below: a name stays as low, if letters can
_FLAG_ABOVE = 0.42  # of the subtitles' size: between a flag and the panel below it


@dataclass(frozen=True, kw_only=True)
class Said:
    """Words beside the film: who speaks from when on, in order of time, and the question with its short form."""

    spoken: tuple[Spoken, ...] = ()
    question: str = ""
    short: str = ""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Where all of it stands: the format's figures, where the film's picture is, where its subtitles are.

    `centre` is of the speaker's face in the film, in percent; None where nobody has said it. `is_cut_low` tells of a
    picture above the band that part of the film below it is cut away, so that a face is near its lower edge.
    """

    grid: Grid
    brand: Brand
    language: str
    stage: Stage
    picture: Box
    track: Track
    seen: Seen
    centre: tuple[int, int] | None = None
    is_cut_low: bool = False
    captions: tuple[Element, ...] = field(default=())

    @property
    def face_is_left(self) -> bool:
        """Whether the speaker is known to be where a name over the picture begins."""
        return self.centre is not None and self.centre[0] < _FACE_FREE * 100

    @property
    def times(self) -> dict[str, int]:
        """Of what is there for the whole film."""
        return {"start_ms": self.seen.start_ms, "end_ms": self.seen.until_ms}

    @property
    def shares_row(self) -> bool:
        """Whether names stand at the top of an upright picture: close faces leave the upper corners free."""
        return self.stage == "full" and self.grid.kind != "landscape"

    @property
    def has_question(self) -> bool:
        """Whether there is a place for the question."""
        return self.stage != "full" and self.grid.question_lines > 0


def laid(speech: Speech, said: Said, scene: Scene) -> list[Element]:
    """Ground, question, mark, subtitles and names; BadInput for words that do not fit or cannot be drawn."""
    grid, brand, stage = scene.grid, scene.brand, scene.stage
    captions = band_subtitles.captions(speech, scene.track, grid, brand, language=scene.language)
    scene = replace(scene, captions=captions)
    ground = question.discs(grid, brand, **scene.times) if stage != "full" else None
    logo = _mark(scene, said)
    asked = _question(said, scene, logo)
    names = _beside(said, scene, asked, logo) if stage == "panel" else _flags(said, scene, logo)
    if stage != "panel" and brand.logo_corner.startswith("bottom"):
        logo = _above_others(logo, names, scene)
    return [*filter(None, (ground, asked)), logo, *captions, *names]


def _mark(scene: Scene, said: Said) -> Element:
    grid, brand, at_left = scene.grid, scene.brand, not (said.question and scene.brand.shows_question)
    if scene.stage == "panel":
        return mark.on_ground(grid, brand, middle=None, at_left=at_left, **scene.times)
    if scene.has_question:
        middle = grid.question_top + question.height(grid) // 2
        return mark.on_ground(grid, brand, middle=middle, at_left=at_left, **scene.times)
    beside_name = (
        scene.shares_row and brand.logo_corner == "top-right" and any(one.named for one in said.spoken)
    )
    height = name_flag.usual_height(grid, brand) if beside_name else None
    return mark.on_plate(grid, brand, height=height, **scene.times)


def _question(said: Said, scene: Scene, logo: Element) -> Element | None:
    if not (said.question and scene.has_question and scene.brand.shows_question):
        return None
    room = logo.box.x - scene.grid.words_left
    clear = max(scene.grid.gap, math.ceil(logo.box.height * _BESIDE_MARK))
    rooms = room - clear, room - scene.grid.gap
    return question.question(
        said.question,
        said.short,
        scene.grid,
        scene.brand,
        rooms=rooms,
        language=scene.language,
        **scene.times,
    )


def _beside(said: Said, scene: Scene, asked: Element | None, logo: Element) -> list[Element]:
    above = max(one.box.bottom for one in (asked, logo) if one) + scene.grid.gap
    turns = named_turns.beside(said.spoken, scene.seen)
    return [name_flag.beside_panel(one, scene.grid, scene.brand, above=above) for one in turns]


def _flags(said: Said, scene: Scene, logo: Element) -> list[Element]:
    named = named_turns.flags(said.spoken, scene.seen, plate_ms=scene.brand.plate_ms)
    return [_flag(one, scene, logo) for one in named]


def _flag(one: Named, scene: Scene, logo: Element) -> Element:
    """In one row with the mark where there is room for the name, else below it."""
    places = _flag_places(one, scene, logo)
    if scene.brand.plate_shape == "plate":
        return _plate(one, scene, places[-1])
    for place in places[:-1]:
        try:
            return name_flag.flag(one, scene.grid, scene.brand, place)
        except BadInput as refused:
            if refused.code != "credit-too-long":
                raise
    return name_flag.flag(one, scene.grid, scene.brand, places[-1])


def _plate(one: Named, scene: Scene, place: FlagPlace) -> Element:
    """A rounded plate in a flag's place, not flush with the picture's edge: it does not grow out of anything."""
    grid, times = scene.grid, {"start_ms": one.start_ms, "end_ms": one.end_ms}
    row = place.row - (2 * grid.gap if scene.stage == "band" else 0)
    made = overlays.nameplate(one.name, one.detail, grid.format, scene.brand, bottom=row, **times)
    if place.edge == "bottom":
        return made
    bottom = row + made.box.height
    return overlays.nameplate(one.name, one.detail, grid.format, scene.brand, bottom=bottom, **times)


def _flag_places(one: Named, scene: Scene, logo: Element) -> Sequence[FlagPlace]:
    """On the picture's lower edge, above the subtitles over it, or at the top of an upright film."""
    grid, safe, on_top = scene.grid, scene.grid.safe, scene.brand.logo_corner.startswith("top")
    below_mark = logo.box.bottom + grid.gap if on_top else safe.y
    if not scene.shares_row:
        row = scene.picture.bottom if scene.stage == "band" else _above_captions(one, scene)
        above = (
            below_mark if on_top else safe.y + logo.box.height + grid.gap
        )  # a mark in a lower corner rises
        highest = scene.picture.y if scene.has_question else above
        alpha = 1.0 if scene.stage == "band" else scene.brand.plate_alpha
        rights = [safe.right]
        if scene.stage == "full" and not scene.face_is_left:
            rights.insert(0, round(grid.format.width * _FACE_FREE))
        low = [round(scene.picture.height * part) for part in _MOUTH_FREE] if scene.is_cut_low else []
        return [
            FlagPlace(edge="bottom", row=row, right=right, alpha=alpha, tallest=tallest)
            for tallest in (*low, row - highest)
            for right in rights
        ]
    lowest, alpha = _above_captions(one, scene), scene.brand.plate_alpha
    under = FlagPlace(edge="top", row=below_mark, right=safe.right, alpha=alpha, tallest=lowest - below_mark)
    if scene.brand.logo_corner != "top-right":
        return [under]
    beside = FlagPlace(
        edge="top",
        row=safe.y,
        right=logo.box.x - grid.gap,
        alpha=alpha,
        tallest=lowest - safe.y,
        least=logo.box.height,
    )
    return [beside, under]


def _above_captions(one: Named, scene: Scene) -> int:
    """A row above a panel of all lines, and above every subtitle that is seen together with a name."""
    together = [
        cue.box.y for cue in scene.captions if cue.start_ms < one.end_ms and cue.end_ms > one.start_ms
    ]
    return min([scene.track.usual_top, *together]) - _above(scene)


def _above(scene: Scene) -> int:
    return round(scene.track.size * _FLAG_ABOVE)


def _above_others(logo: Element, names: Iterable[Element], scene: Scene) -> Element:
    """The mark in a lower corner, above the subtitles of the whole film and above the names in its way."""
    if scene.has_question:
        return logo
    if scene.stage == "band":
        lowest = scene.picture.bottom - scene.grid.safe.y
    else:
        lowest = min([scene.track.usual_top, *(one.box.y for one in scene.captions)]) - _above(scene)
    lifted = mark.lifted(logo, lowest)
    for one in sorted(names, key=lambda name: -name.box.y):
        if _near(one.box, lifted.box, scene.grid.gap):
            lifted = mark.lifted(lifted, one.box.y - scene.grid.gap)
            if lifted.box.y < scene.grid.safe.y:
                raise BadInput("credit-too-long", text=_words_of(one), format=scene.grid.format.name)
    return lifted


def _words_of(name: Element) -> str:
    return " ".join(line for shape in name.shapes if isinstance(shape, Text) for line in shape.lines)


def _near(one: Box, other: Box, gap: int) -> bool:
    apart = one.right + gap <= other.x or one.bottom + gap <= other.y or other.bottom + gap <= one.y
    return not apart
