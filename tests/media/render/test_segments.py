"""A film in pieces: what a change costs, and that a mended film is as good as one made at once."""

import json
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from media import ffmpeg, formats, given_files
from media.brand import kit
from media.errors import RenderFailed
from media.render import capacity, recipe, renderer, segments
from media.render.encoding import FINAL, PREVIEW
from media.render.finished.rendition import Rendition
from media.sources import probe
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.timeline import Credit, Timeline
from tests import small_films
from tests.paths import CLASSIC_KIT

KIT = kit.load(CLASSIC_KIT)
WITHOUT_END = replace(KIT, end_ms=0, end_fade_ms=0)
SMALL = replace(formats.LANDSCAPE, name="small", width=384, height=216)
UPRIGHT = replace(formats.PORTRAIT, name="upright", width=216, height=384)
CUES = (
    Cue(start_ms=500, end_ms=2500, text="Bonjour, je suis Ayşe."),
    Cue(start_ms=4200, end_ms=6900, text="Nous cuisons du pain."),
    Cue(start_ms=9000, end_ms=11_000, text="Merci !"),
)


@cache
def probed(film: Path) -> probe.Film:
    """What is known of a film, asked of ffmpeg once."""
    return probe.probe(film)


def build(film: Path, **inputs: object) -> Timeline:
    """A film with its title until 2.5 s, 12 s of its own from 2 s on, and an end card from 14 s to 17.5 s."""
    credit = Credit(name="Ayşe Exemple", role="coach", organisation="Crédal")
    given: dict[str, object] = {
        "language": "fr", "format": SMALL, "credit": credit, "title": "Et demain ?", "cues": CUES, "brand": KIT,
    }  # fmt: skip
    return timeline.build(film=probed(film), **(given | inputs))  # type: ignore[arg-type]


def mended(number: int, **change: object) -> tuple[Cue, ...]:
    """The subtitles with one of them changed."""
    return tuple(replace(cue, **change) if at == number else cue for at, cue in enumerate(CUES))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve seconds of test picture that never repeats, at 30 frames a second, with a sound that moves."""
    sound = "aevalsrc='0.3*sin(2*PI*(220+20*t)*t)':s=48000"
    path = tmp_path_factory.mktemp("films") / "film.mp4"
    return small_films.film(path, "-g", "30", seconds=12, size="192x108", rate="30", sound=sound)


@pytest.fixture(scope="module")
def renders(film: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the film as it first was."""
    folder = tmp_path_factory.mktemp("renders")
    renderer.render(build(film), folder)
    return folder


@pytest.fixture
def first(film: Path, renders: Path, tmp_path: Path) -> Rendition:
    """The film as it first was, in a folder of a test's own."""
    found = renderer.render(build(film), Path(shutil.copytree(renders, tmp_path / "renders")))
    assert found.reused
    return found


def changed(before: Timeline, after: Timeline) -> list[int]:
    """The numbers of the pieces that another timeline does not share."""
    first, then = (segments.of(one, recipe.content, "test") for one in (before, after))
    assert len(first) == len(then)
    return [piece.number for piece, other in zip(first, then, strict=True) if piece.sign != other.sign]


def packets(path: Path) -> list[str]:
    """What identifies each packet of a film's picture: time, size, checksum."""
    small_films.ffmpeg("-i", path, "-map", "0:v", "-c", "copy", "-f", "framecrc", path.with_suffix(".crc"))
    lines = path.with_suffix(".crc").read_text().splitlines()
    path.with_suffix(".crc").unlink()
    return [line for line in lines if not line.startswith("#")]


def furthest_apart(one: Path, other: Path) -> float:
    """How far (of 255) the two films' pictures are apart where they differ most; they have as many frames."""
    shown, expected = (small_films.all_frames(path, (384, 216)) for path in (one, other))
    assert len(shown) == len(expected)
    pairs = zip(shown, expected, strict=True)
    return max(float(np.abs(a.astype(float) - b.astype(float)).mean()) for a, b in pairs)


def test_grid(film: Path) -> None:
    """A film is cut every two seconds; the last piece has what is left."""
    found = segments.of(build(film), recipe.content, "test")
    assert [(piece.first, piece.frames) for piece in found] == [(n * 60, 60) for n in range(8)] + [(480, 45)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"cues": mended(1, text="Nous cuisons du bon pain.")}, [3, 4]),  # seen from 6.2 to 8.9 s
        ({"cues": mended(1, end_ms=6700)}, [4]),
        ({"cues": CUES[:2]}, [5, 6]),
        ({"credit": Credit(name="Ayşe Voorbeeld", role="coach", organisation="Crédal")}, [0, 1, 2, 3]),
        ({"title": "Et après ?"}, [0, 1]),
        ({"brand": replace(KIT, end_text=dict.fromkeys(KIT.languages, "Merci"))}, [7, 8]),
        ({"brand": replace(KIT, lufs=-20)}, []),
        ({"language": "nl", "brand": replace(KIT, languages=("nl", "fr", "en"))}, [0, 1, 7, 8]),
        ({"format": UPRIGHT}, [0, 1, 2, 3, 4, 5, 6, 7, 8]),
    ],
    ids=["nothing", "text", "end", "gone", "name", "title", "end card", "loudness", "language", "format"],
)
def test_change_touches_its_pieces(film: Path, change: dict[str, object], expected: list[int]) -> None:
    """What is changed touches the pieces in which it is seen, and no others."""
    assert changed(build(film), build(film, **change)) == expected


def test_other_film_or_programs_touch_all(film: Path, tmp_path: Path) -> None:
    """Another film, or another way of making it, leaves no piece as it was but the card's own."""
    other = small_films.film(tmp_path / "other.mp4", seconds=12, size="192x108", rate="30", picture="testsrc")
    assert changed(build(film), build(other)) == [1, 2, 3, 4, 5, 6, 7]
    ours, theirs = (segments.of(build(film), recipe.content, way) for way in ("test", "other"))
    assert not {piece.sign for piece in ours} & {piece.sign for piece in theirs}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "new"),
    [
        ({"cues": mended(1, text="Nous cuisons du bon pain.")}, 2),
        ({"brand": replace(KIT, end_text=dict.fromkeys(KIT.languages, "Merci"))}, 2),
        ({"title": "Et après ?"}, 2),
        ({"brand": replace(KIT, lufs=-20)}, 0),
    ],
    ids=["subtitle", "end card", "title", "loudness"],
)
def test_mended_as_good_as_new(
    film: Path, renders: Path, tmp_path: Path, change: dict[str, object], new: int
) -> None:
    """A mended film shows the same frames and sounds the same as one made at once; the rest is taken over as it was."""
    wanted, folder = build(film, **change), Path(shutil.copytree(renders, tmp_path / "renders"))
    assert renderer.explain(wanted, folder, None).new == new
    mended, fresh = renderer.render(wanted, folder), renderer.render(wanted, tmp_path / "fresh")
    times = [[line.split(",")[1:3] for line in packets(one.path)] for one in (mended, fresh)]
    assert times[0] == times[1]
    assert furthest_apart(mended.path, fresh.path) < 3  # a picture one frame late is 8 away, or more
    assert np.array_equal(small_films.sound(mended.path), small_films.sound(fresh.path))
    assert mended.path.stat().st_size == pytest.approx(fresh.path.stat().st_size, rel=0.03)
    first = packets(renders / f"{renderer.key(build(film))[:16]}.mp4")
    assert sum(line in first for line in packets(mended.path)) >= 525 - 60 * new  # byte for byte


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rate", "words"),
    [
        ("30000/1001", ()),
        ("25", ("-vf", "select='not(eq(mod(n,7),3))'", "-fps_mode", "vfr")),
        ("60000/1001", ("-bf", "3", "-g", "250")),
    ],
    ids=["29.97", "variable", "59.94, long groups"],
)
def test_mended_at_any_rate(tmp_path: Path, rate: str, words: tuple[str, ...]) -> None:
    """Whatever the frame rate, new pieces show the very frames that a film made at once shows."""
    film = small_films.film(tmp_path / "film.mp4", *words, seconds=6, size="192x108", rate=rate)
    before, after = (
        build(film, cues=(Cue(start_ms=3000, end_ms=4000, text=text),), brand=WITHOUT_END)
        for text in ("Un", "Deux")
    )
    renderer.render(before, tmp_path / "mended")
    mended, fresh = renderer.render(after, tmp_path / "mended"), renderer.render(after, tmp_path / "fresh")
    assert furthest_apart(mended.path, fresh.path) < 3  # a picture one frame late is 8 away, or more


@pytest.mark.slow
def test_made_together_as_alone(film: Path, first: Rendition, tmp_path: Path) -> None:
    """Languages and formats made from one decoding are the same bytes as made one by one."""
    dutch = tuple(replace(cue, text=f"Nederlands {cue.start_ms}") for cue in CUES)
    wanted = [build(film), build(film, format=UPRIGHT), build(film, cues=dutch, format=UPRIGHT)]
    together = renderer.render_all(wanted, tmp_path / "together", room=capacity.room(1200))
    alone = [first, renderer.render(wanted[1], tmp_path / "alone")]
    assert [one.sha256 for one in together[:2]] == [one.sha256 for one in alone]
    assert [one.width for one in together] == [384, 216, 216]
    again = renderer.render_all(wanted, tmp_path / "together", room=capacity.room(700))
    assert [one.reused for one in again] == [True, True, True]


@pytest.mark.slow
def test_damaged_film_gives_no_pieces(film: Path, renders: Path, tmp_path: Path) -> None:
    """Pieces are taken only from films that are byte for byte what was made."""
    folder = Path(shutil.copytree(renders, tmp_path / "renders"))
    for path in folder.glob("*.mp4"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    assert renderer.explain(build(film, title="Et après ?"), folder, None).new == 9


@pytest.mark.slow
def test_recipe_beside_the_film(film: Path, renders: Path) -> None:
    """Beside each film lies what it was made of: files by their hashes, timeline, programs, pieces."""
    path = renders / f"{renderer.key(build(film))[:16]}.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    assert said["inputs"]["film.mp4"] == given_files.digest(film)
    assert said["sha256"] == given_files.digest(path.with_suffix(".mp4"))
    assert said["made_with"]["recipe"] == recipe.RECIPE
    assert said["made_with"]["ffmpeg"].startswith("ffmpeg version")
    assert said["timeline"]["duration_ms"] == 17_500
    assert len(said["pieces"]) == 9
    assert str(film.parent) not in path.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"cues": mended(1, text="Nous cuisons.")}, [("why-subtitles-changed", "0:00:04.200")]),
        ({"cues": mended(1, end_ms=6000)}, [("why-subtitles-changed", "0:00:04.200")]),
        ({"cues": CUES[:2]}, [("why-subtitles-gone", "0:00:09.000")]),
        ({"title": "Et après ?"}, [("why-title", None)]),
        ({"brand": replace(KIT, lufs=-20)}, [("why-sound", None)]),
        ({"brand": replace(KIT, plate_ms=4000)}, [("why-timing", None)]),
        ({"to_ms": 11_500}, [("why-part", None)]),
    ],
)
def test_explained(
    film: Path, renders: Path, change: dict[str, object], expected: list[tuple[str, str | None]]
) -> None:
    """Why a film would be made again is said by what changed, and where."""
    former = renders / f"{renderer.key(build(film))[:16]}.mp4"
    found = renderer.explain(build(film, **change), renders, former).reasons
    assert [(one.code, one.params.get("moments")) for one in found] == expected


def test_never_made(film: Path, tmp_path: Path) -> None:
    """A film that was never made is all new."""
    told = renderer.explain(build(film), tmp_path, None)
    assert (told.new, [one.code for one in told.reasons]) == (9, ["why-first"])


@pytest.mark.slow
def test_preview(film: Path, first: Rendition, tmp_path: Path) -> None:
    """A preview is a third of the size at half the frames, as long as the film, and looks like it."""
    shown = renderer.render(build(film), tmp_path / "preview", finish=PREVIEW)
    assert (shown.width, shown.height) == (128, 72)
    assert "15 fps" in small_films.told(shown.path)
    assert shown.duration_ms == pytest.approx(first.duration_ms, abs=67)
    (small,) = small_films.frames(shown.path, [125], (128, 72)).astype(float)
    large = small_films.frames(first.path, [248, 249, 250, 251, 252], (384, 216)).astype(float)
    away = np.abs(large.reshape(5, 72, 3, 128, 3, 3).mean(axis=(2, 4)) - small).mean(axis=(1, 2, 3))
    assert away.argmin() == 2
    assert away[2] < 12


def test_full_disk_is_foreseen(film: Path, tmp_path: Path) -> None:
    """A film for which the disk has no room is refused before anything is made."""
    endless = replace(build(film), duration_ms=10**11)
    with pytest.raises(RenderFailed) as caught:
        capacity.require_room(tmp_path, [replace(recipe.of(build(film), FINAL), timeline=endless)], [])
    assert caught.value.code == "render-disk-short"


def test_memory_decides_how_many_at_once() -> None:
    """One encoder always works; more of them at once where there is memory for them."""
    assert [capacity.encoders_at_once(memory) for memory in (300, 700, 1200, 2000)] == [1, 2, 3, 6]


def test_little_memory_takes_one_processor() -> None:
    """Where a film with all processors would take more memory than is allowed, it is made with one."""
    assert capacity.room(500) == capacity.Room(encoders=1, processors=1)
    assert capacity.room(600).processors == ffmpeg.cores()


@pytest.mark.slow
@pytest.mark.parametrize("processors", [1, 4])
def test_parted_or_not_it_shows_the_same(
    film: Path, first: Rendition, tmp_path: Path, processors: int
) -> None:
    """A film made in halves on many processors, or with one alone, shows what one made here shows."""
    room = capacity.Room(encoders=2, processors=processors)
    (other,) = renderer.render_all([build(film)], tmp_path / "other", room=room)
    assert furthest_apart(other.path, first.path) < 3
