"""The timeline: what is seen and heard, where, from when to when, as frozen data that prints as JSON."""

import dataclasses
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from media.brand.kit import Brand
from media.errors import BadInput
from media.formats import Fill, Format, output_rate
from media.lettering import bidi, typefaces
from media.sources.looks import Look
from media.sources.probe import LATER, Film
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from media.timecode import clock
from media.timeline import film_cards, overlays, shown_part, subtitle_style, two_languages
from media.timeline.band import end_card, film_elements, name_flag, shown_film
from media.timeline.band import grid as band_grid
from media.timeline.band.band_subtitles import Track
from media.timeline.band.named_turns import Spoken
from media.timeline.band.shown_film import ShownFilm
from media.timeline.band.title_card import Moment
from media.timeline.framing import Placed
from media.timeline.scene import Element, Picture, Text
from media.timeline.two_languages import Speech

_PLATE_AFTER_MS = 500  # the name comes when the picture has settled
_SHORTEST_PLATE_MS = 1500
_TOLERANCE_MS = 40
_FIRST_MS = 1000  # of a film without words: its first picture may be dark
_BEFORE_END_MS = 200  # a sound may last longer than the last picture
Json = dict[str, "Json"] | list["Json"] | str | int | float | None


@dataclass(frozen=True, kw_only=True)
class Credit:
    """Who speaks: a name as the consent allows it (None: no name), a role in the film's language, a house."""

    name: str | None
    role: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Somebody begins to speak at a moment (film time); no credit: somebody who is not named."""

    at_ms: int
    credit: Credit | None


@dataclass(frozen=True, kw_only=True)
class View:
    """Where a film is seen as long as it has one of its looks, and what stands around it."""

    look: Look
    place: Placed
    surround: str


@dataclass(frozen=True, kw_only=True)
class Shot:
    """The film's own picture and sound: which part of it (`from_ms` to `to_ms`), when and where it is seen.

    `surround` is what stands around it: `blur`, a colour, or an empty text when it fills the picture. A film that
    changes its look has a view for each in `views`.
    """

    film: Film
    from_ms: int
    to_ms: int
    start_ms: int
    end_ms: int
    place: Placed
    surround: str
    views: tuple[View, ...] = dataclasses.field(default=(), metadata=LATER)

    def as_seen(self, at_ms: int) -> "Shot":
        """The shot as if its film had the look throughout that it has at a moment (film time)."""
        if not self.views:
            return self
        view = [one for one in self.views if one.look.from_ms <= at_ms][-1]
        film = self.film.in_look(view.look)
        return dataclasses.replace(self, film=film, place=view.place, surround=view.surround, views=())


@dataclass(frozen=True, kw_only=True)
class Sound:
    """Loudness aimed at, in LUFS, and the highest true peak, in dBTP."""

    lufs: float
    true_peak: float


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """A whole film to be made: size in pixels, fixed frame rate, length, the shot, what lies over it.

    `subtitles` says where those of the look "band" stand, and how, those of a second language too;
    `second_language` is the one that is read below the film's own, empty where none is.
    """

    format: str
    language: str
    width: int
    height: int
    fps: Fraction
    duration_ms: int
    shot: Shot
    sound: Sound
    elements: tuple[Element, ...]
    subtitles: Track | None = dataclasses.field(default=None, metadata=LATER)
    second_language: str = dataclasses.field(default="", metadata=LATER)

    @property
    def frames(self) -> int:
        """How many frames the film has."""
        return self.frame(self.duration_ms)

    def frame(self, ms: int) -> int:
        """The number of the frame nearest to a moment."""
        return round(ms * self.fps / 1000)

    def shows_film(self) -> bool:
        """Whether the shot lasts a frame at least."""
        return self.frame(self.shot.start_ms) < self.frame(self.shot.end_ms)

    def of(self, kind: str) -> tuple[Element, ...]:
        """The elements of one kind, in order of time."""
        return tuple(element for element in self.elements if element.kind == kind)

    def files(self) -> tuple[Path, ...]:
        """Every file that is seen or heard in it, each once."""
        shapes = [shape for element in self.elements for shape in element.shapes]
        pictures = [shape.path for shape in shapes if isinstance(shape, Picture)]
        fonts = [typefaces.file_of(shape.font) for shape in shapes if isinstance(shape, Text)]
        return tuple(dict.fromkeys([self.shot.film.path, *pictures, *fonts]))

    def to_json(self, path: Callable[[Path], str] = str) -> str:
        """The timeline as JSON; `path` says how files are written down."""
        return json.dumps(plain(self, path), ensure_ascii=False, sort_keys=True)


def build(
    *,
    film: Film,
    cues: Iterable[Cue],
    words: Iterable[Word] = (),
    second: Iterable[Cue] = (),
    brand: Brand,
    language: str,
    format: Format,
    credit: Credit | None = None,
    title: str = "",
    short_title: str = "",
    turns: Iterable[Turn] = (),
    from_ms: int = 0,
    to_ms: int | None = None,
    fill: Fill | None = None,
    centre: tuple[int, int] | None = None,
    cover_ms: int | None = None,
) -> Timeline:
    """Lay out a testimony in one language and format.

    `turns` say who speaks from when on; without them it is who the `credit` is of. `short_title` is for a band. Cue
    times are film times; `words` were heard, `second` are subtitles in the kit's second language. The film between
    `from_ms` and `to_ms` begins under the title card's fade; the end card follows it. One of another shape is cropped
    around `centre` (percent; None: unknown) or stands on a surround, as `fill` says, else the kit. The title card shows
    the finished film's `cover_ms`; None: its first word. BadInput for a bad trim, a text too long, a missing glyph.
    """
    part = from_ms, _trimmed(film, from_ms, to_ms)
    lead, ends = _begins_and_ends(part, brand)
    shot = _shot(film, format, brand, part, lead, fill or brand.fill, centre, language)
    speech, whole = two_languages.speech(cues, words, second, (*part, lead), brand, language), None
    if shown_film.is_banded(brand, fill):
        said = _said(credit, title, short_title, turns, part, lead, brand, language)
        whole = ShownFilm(film=film, format=format, brand=brand, language=language, fill=fill)
        elements = whole.elements(speech, said, shot.place.box, (lead, ends), centre=centre)
    else:
        elements = _overlaid(credit, speech, format, brand, language, (lead, ends))
    still, track = _still(shot, speech.cues, centre, cover_ms), whole.track if whole else None
    elements += film_cards.of(credit, title, format, brand, language, still=still, ends_ms=ends)
    return _whole(shot, elements, brand, language, format, track=track, below=speech.second_language)


def _begins_and_ends(part: tuple[int, int], brand: Brand) -> tuple[int, int]:
    """When a part of a film is seen, in the finished film's time: it begins under the title card's fade."""
    lead = max(0, brand.title_ms - brand.title_fade_ms)
    return lead, lead + part[1] - part[0]


def _whole(
    shot: Shot,
    elements: Iterable[Element],
    brand: Brand,
    language: str,
    format: Format,
    *,
    track: Track | None,
    below: str,
) -> Timeline:
    made = Timeline(
        format=format.name,
        language=language,
        width=format.width,
        height=format.height,
        fps=output_rate(shot.film.fps),
        duration_ms=shot.end_ms + end_card.lasts_ms(brand),
        shot=shot,
        sound=Sound(lufs=brand.lufs, true_peak=brand.true_peak),
        elements=tuple(elements),
        subtitles=track,
        second_language=below,
    )
    return _visible(made)


def _visible(made: Timeline) -> Timeline:
    """The timeline, if it shows anything of the film."""
    if not made.shows_film():
        shot = made.shot
        raise BadInput("film-too-short", path=str(shot.film.path), length=clock(shot.to_ms - shot.from_ms))
    return made


def _trimmed(film: Film, from_ms: int, to_ms: int | None) -> int:
    end = film.duration_ms if to_ms is None else to_ms
    if not 0 <= from_ms < end <= film.duration_ms + _TOLERANCE_MS:
        asked = {"start": clock(from_ms), "end": clock(end), "length": clock(film.duration_ms)}
        raise BadInput("trim-outside", path=str(film.path), **asked)
    return min(end, film.duration_ms)


def _shot(
    film: Film,
    format: Format,
    brand: Brand,
    part: tuple[int, int],
    lead: int,
    fill: Fill,
    centre: tuple[int, int] | None,
    language: str,
) -> Shot:
    place, surround = shown_part.shown(film, format, brand, language, fill=fill, centre=centre)
    views = [
        (look, *shown_part.shown(film, format, brand, language, fill=fill, centre=centre, view=look))
        for look in film.looks
    ]
    return Shot(
        film=film,
        from_ms=part[0],
        to_ms=part[1],
        start_ms=lead,
        end_ms=lead + part[1] - part[0],
        place=place,
        surround=surround,
        views=tuple(View(look=look, place=where, surround=ground) for look, where, ground in views),
    )


def _said(
    credit: Credit | None,
    title: str,
    short_title: str,
    turns: Iterable[Turn],
    part: tuple[int, int],
    lead: int,
    brand: Brand,
    language: str,
) -> film_elements.Said:
    """Words beside the film: whoever speaks in the part that is shown, the question or what stands in its place."""
    spoken = tuple(turns) or (Turn(at_ms=part[0], credit=credit),)
    late = [number for number, one in enumerate(spoken) if one.at_ms > part[0]]
    first = max(0, (late[0] if late else len(spoken)) - 1)  # who spoke before speaks on
    shown = [one for one in spoken[first:] if one.at_ms < part[1]]
    return film_elements.Said(
        spoken=tuple(_spoken(one, part[0], lead) for one in shown),
        question=title or brand.speak(brand.title_text, language),
        short=short_title,
    )


def _spoken(one: Turn, from_ms: int, lead: int) -> Spoken:
    at = max(one.at_ms, from_ms) - from_ms + lead
    said = one.credit
    detail = _joined(said.role, said.organisation) if said else ""
    return Spoken(at_ms=at, name=said.name if said else None, detail=detail)


def _overlaid(
    credit: Credit | None,
    speech: Speech,
    format: Format,
    brand: Brand,
    language: str,
    times: tuple[int, int],
) -> list[Element]:
    """What is seen over the film: the logo until the end card covers it, subtitles, who speaks."""
    captions = subtitle_style.captions(speech, format, brand, language=language)
    lead, ends = times
    end = ends + min(brand.end_ms, brand.end_fade_ms)
    logo = overlays.logo(format, brand, start_ms=lead, end_ms=end, captions=captions)
    below = captions if brand.logo_corner.startswith("top") else (logo, *captions)
    return [logo, *captions, *_nameplates(credit, below, format, brand, lead, ends)]


def _nameplates(
    credit: Credit | None, below: tuple[Element, ...], format: Format, brand: Brand, lead: int, ends: int
) -> list[Element]:
    """Who speaks, once, above whatever is seen below meanwhile; none in a film too short to read it."""
    start = lead + brand.title_fade_ms + _PLATE_AFTER_MS
    end = min(start + brand.plate_ms, ends)
    if credit is None or end - start < _SHORTEST_PLATE_MS:
        return []
    bottom = overlays.row_above(format, (one for one in below if one.start_ms < end and one.end_ms > start))
    detail = _joined(credit.role, credit.organisation)
    if brand.plate_shape == "flag":
        return [_flag(credit.name, detail, format, brand, bottom, (start, end))]
    return [overlays.nameplate(credit.name, detail, format, brand, bottom=bottom, start_ms=start, end_ms=end)]


def _still(shot: Shot, shown: Iterable[Cue], centre: tuple[int, int] | None, cover_ms: int | None) -> Moment:
    """The picture of the film for its title card: its cover's, else that of its first word, else a second into it."""
    said = min((cue.start_ms for cue in shown), default=shot.start_ms + _FIRST_MS)
    first = said if cover_ms is None else cover_ms
    at = max(shot.from_ms, min(first - shot.start_ms + shot.from_ms, shot.to_ms - _BEFORE_END_MS))
    return Moment(film=shot.as_seen(at).film, at_ms=at, centre=centre)


def _flag(
    name: str | None, detail: str, format: Format, brand: Brand, bottom: int, times: tuple[int, int]
) -> Element:
    """A name out of the frame's edge over a picture that is laid out as always."""
    grid = band_grid.of(format)
    place = name_flag.FlagPlace(
        edge="bottom",
        row=bottom,
        right=grid.safe.right,
        alpha=brand.plate_alpha,
        tallest=bottom - grid.safe.y,
    )
    said = name_flag.Named(name=name, detail=detail, start_ms=times[0], end_ms=times[1])
    return name_flag.flag(said, grid, brand, place)


def _joined(*parts: str) -> str:
    return bidi.in_order([part for part in parts if part], " · ")


def plain(value: object, path: Callable[[Path], str]) -> Json:
    """Frozen data as lists, dictionaries, numbers and texts; `path` says how files are written down."""
    if dataclasses.is_dataclass(value):
        named = plain_fields(value, path)
        return {"is": type(value).__name__.lower(), **named} if hasattr(value, "box") else named
    if isinstance(value, tuple | list):
        return [plain(one, path) for one in value]
    if isinstance(value, Path):
        return path(value)
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)  # a fraction


def plain_fields(value: object, path: Callable[[Path], str]) -> dict[str, Json]:
    """The fields of one of our frozen values by their names, each as `plain` has it."""
    told = {one: getattr(value, one.name) for one in dataclasses.fields(value)}  # type: ignore[arg-type]
    return {one.name: plain(said, path) for one, said in told.items() if _counts(one, said)}


def _counts(one: "dataclasses.Field[object]", said: object) -> bool:
    """Whether a field tells something: one that came later does where it is not at its default, one aside never."""
    return not (one.metadata.get("aside") or (one.metadata.get("later") and said == one.default))
