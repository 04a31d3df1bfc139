"""The word spoken and a second language, as they are drawn and encoded: few states of one picture, few new pieces."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from media import formats
from media.brand import kit
from media.formats import FORMATS
from media.render import drawing, moviepy_composition, overlay_pictures, recipe, renderer, segments
from media.render.overlay_pictures import Span
from media.sources import probe
from media.sources.probe import Film
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.timeline import Timeline
from tests import small_films
from tests.media.timeline.test_two_languages import LOOKS

WORDS = (
    Word(text="Ik", start_ms=600, end_ms=900),
    Word(text="bak", start_ms=900, end_ms=1300),
    Word(text="brood.", start_ms=1700, end_ms=2200),
)
CUES = (
    Cue(start_ms=400, end_ms=2600, text="Ik bak brood."),
    Cue(start_ms=4500, end_ms=6000, text="Elke dag."),
)
SECOND = (Cue(start_ms=400, end_ms=2600, text="Je fais du pain."),)


def brand(look: str, *, two: bool = False) -> kit.Brand:
    """A kit that marks words, without cards."""
    bare = replace(LOOKS[look], highlight="word", end_ms=0, end_fade_ms=0, partners=())
    return bare if two else replace(bare, second_language="off")


def build(look: str = "band", *, two: bool = False, **inputs: object) -> Timeline:
    """A film of seven seconds with two subtitles, the first with words that were timed."""
    film = Film(
        path=Path("film"), duration_ms=7000, width=1920, height=1080, fps=Fraction(25), has_sound=True
    )
    given: dict[str, object] = {
        "film": film,
        "cues": CUES,
        "words": WORDS,
        "second": SECOND,
        "language": "nl",
        "format": formats.FEED,
    }
    return timeline.build(brand=brand(look, two=two), **(given | inputs))  # type: ignore[arg-type]


def states(made: Timeline, folder: Path) -> list[tuple[int, Image.Image]]:
    """The pictures of the subtitles' lane, each with the frame at which it comes."""
    captions = moviepy_composition.layers(made.of("caption"))
    span = Span(first=0, last=made.frames)
    (lane,) = overlay_pictures.lanes(made, captions, span, folder, "test")
    lines = (folder / lane.list_file).read_text(encoding="utf-8").splitlines()
    found, at = [], 0.0
    for file, lasts in zip(
        [one[5:] for one in lines if one.startswith("file ")],
        [float(one[9:]) for one in lines if one.startswith("duration ")],
        strict=True,
    ):
        with Image.open(folder / file) as picture:
            found.append((round(at * 25 + 0.5) if at else 0, picture.copy()))
        at += lasts
    return found[:-1] if lane.changes else found  # the last one is told twice


@pytest.mark.parametrize("cut", [0, 5])
def test_what_is_shown_to_the_end_is_told_until_then(tmp_path: Path, cut: int) -> None:
    """The last picture of a lane comes once more behind the last frame and before another would: none lacks it."""
    made = build()
    captions = moviepy_composition.layers(made.of("caption"))
    last = made.frame(made.of("caption")[-1].end_ms) - cut
    (lane,) = overlay_pictures.lanes(made, captions, Span(first=0, last=last), tmp_path, "test")
    lines = (tmp_path / lane.list_file).read_text(encoding="utf-8").splitlines()
    lasting = [float(one[9:]) for one in lines if one.startswith("duration ")]
    assert lane.changes
    assert lines[-3:] == lines[-6:-3]
    assert (last - 1) / 25 < sum(lasting[:-1]) < last / 25


@pytest.mark.parametrize("look", LOOKS)
def test_states_of_a_subtitle(look: str, tmp_path: Path) -> None:
    """A subtitle of three words has a picture before, with, between and after them, each on its frame."""
    found = states(build(look), tmp_path)
    assert [frame for frame, _ in found] == [0, 10, 15, 23, 33, 43, 55, 65, 113, 150]


@pytest.mark.parametrize("look", LOOKS)
def test_only_the_word_differs(look: str, tmp_path: Path) -> None:
    """Beside the word and the line below it, a state is the subtitle without a mark, pixel for pixel."""
    made = build(look)
    element = made.of("caption")[0]
    plain = np.asarray(drawing.drawn(replace(element, marks=())))
    for part in element.marked:
        seen = np.asarray(drawing.drawn(part))
        free = np.ones(seen.shape[:2], dtype=bool)
        for mark in part.marks:
            for box in (*mark.boxes, *mark.lines):
                x, y = box.x - element.box.x, box.y - element.box.y
                free[y : y + box.height, x : x + box.width] = False
            assert (seen != plain).any()
        assert (seen[free] == plain[free]).all()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("two", [False, True])
def test_what_is_encoded_is_what_is_composed(look: str, *, two: bool, tmp_path: Path) -> None:
    """The few pictures that ffmpeg lays over the film are those that MoviePy would show."""
    made = build(look, two=two)
    parts = [part for one in made.of("caption") for part in one.marked]
    shown = dict(states(made, tmp_path))
    for part in parts:
        frame = made.frame(part.start_ms) if part.start_ms % 40 == 0 else -(-part.start_ms // 40)
        lane = shown[frame]
        picture = drawing.drawn(part)
        places = [
            (x, y)
            for x in range(lane.width - picture.width + 1)
            for y in range(lane.height - picture.height + 1)
            if x < 4 or abs(x * 2 + picture.width - lane.width) < 4
        ]
        assert any(
            lane.crop((x, y, x + picture.width, y + picture.height)).tobytes() == picture.tobytes()
            for x, y in places
        )


def test_a_word_timed_otherwise_costs_its_piece() -> None:
    """A word's time is part of the signs of the pieces in which it is seen, and of no other."""
    later = tuple(replace(one, end_ms=2300) if one.text == "brood." else one for one in WORDS)
    signs = [
        [piece.sign for piece in segments.of(build(words=words), lambda path: path.name, "test")]
        for words in (WORDS, later, ())
    ]
    changed = [
        [number for number, (one, other) in enumerate(zip(signs[0], each, strict=True)) if one != other]
        for each in signs[1:]
    ]
    assert changed == [[1], [0, 1]]


def test_a_second_language_is_part_of_the_film(tmp_path: Path) -> None:
    """Another translation makes another film, and it is said that subtitles changed."""
    film = small_films.film(tmp_path / "film.mp4", size="320x180", seconds=3)
    given = {"film": probe.probe(film), "two": True}
    before, after, same = (
        recipe.of(build(**given, second=[replace(SECOND[0], text=text)]), renderer.FINAL)  # type: ignore[arg-type]
        for text in ("Je fais du pain.", "Je cuis du pain.", "Je fais du pain.")
    )
    assert before.key == same.key != after.key
    known = recipe.Known(
        path=film, sha256="", pieces=(), piece_frames=50, frames=1, sound="",
        written={**before.written, "key": before.key},
    )  # fmt: skip
    assert [one.code for one in recipe.reasons(known, after)] == ["why-subtitles-changed"]


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", ["landscape", "portrait"])
def test_film_shows_what_was_composed(look: str, name: str, tmp_path: Path) -> None:
    """Before a word, at its first and last frame, and after it: both languages, in a film that was encoded."""
    picture = "gradients=speed=0.02:seed=3:c0=0x204060:c1=0xE0A040"
    film = small_films.film(tmp_path / "film.mp4", "-crf", "8", size="320x180", seconds=3, picture=picture)
    small = small_films.smaller(FORMATS[name])
    made = build(look, two=True, film=probe.probe(film), cues=CUES[:1], format=small)
    rendition = renderer.render(made, tmp_path / "renders")
    composed = moviepy_composition.composition(made)
    moments = [12, 15, 22, 23, 32, 33, 44, 54, 55]
    frames = small_films.frames(rendition.path, moments, (made.width, made.height))
    for number, frame in zip(moments, frames, strict=True):
        away = np.abs(frame.astype(float) - composed.get_frame(float(number / made.fps)).astype(float))
        assert (away.mean() < 2, np.percentile(away, 99.5) < 20) == (True, True), number
    assert formats.output_rate(made.shot.film.fps) == 25
