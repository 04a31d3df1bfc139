"""What a film's sound looks like: lowest and highest of each hundredth of a second, and where it is heard."""

from pathlib import Path

import pytest

from media.errors import BadInput
from media.sources import audio, probe
from tests import small_films

TONE = "aevalsrc='0.5*sin(2*PI*440*t)*between(t,0.5,1.5)':s=48000"


def test_a_tone_between_silences(tmp_path: Path) -> None:
    """The silence is flat, the tone as high as it is loud, and it is heard from its begin to its end."""
    found = audio.peaks(probe.probe(small_films.film(tmp_path / "a.mp4", seconds=2, sound=TONE)))
    pairs = memoryview(found.samples).cast("b")
    assert abs(len(pairs) // 2 - 200) <= 2
    loud = [(pairs[2 * at], pairs[2 * at + 1]) for at in range(60, 140)]
    assert all(-80 < low < -50 and 50 < high < 80 for low, high in loud)
    assert all(abs(pairs[2 * at + 1]) <= 2 for at in range(5, 40))
    ((begin, end),) = found.heard
    assert (abs(begin - 500) <= 40, abs(end - 1500) <= 60) == (True, True)


def test_without_sound(tmp_path: Path) -> None:
    """A film without sound has none, and no program is asked."""
    found = audio.peaks(probe.probe(small_films.film(tmp_path / "a.mp4", sound=None)))
    assert found == audio.Peaks(samples=b"", heard=())


def test_a_film_that_is_gone(tmp_path: Path) -> None:
    """It is told, and nothing is made up."""
    path = small_films.film(tmp_path / "a.mp4")
    seen = probe.probe(path)
    path.unlink()
    with pytest.raises(BadInput, match="sound-unreadable"):
        audio.peaks(seen)


def test_what_is_kept_is_believed_as_it_was_written(tmp_path: Path) -> None:
    """A file that was changed is none."""
    place, made = tmp_path / "a.bin", audio.Peaks(samples=b"\x81\x7f" * 10, heard=((0, 100),))
    audio.keep_peaks(place, made)
    assert audio.kept_peaks(place) == made
    place.write_bytes(place.read_bytes()[:-1] + b"\0")
    assert audio.kept_peaks(place) is None
    assert audio.kept_peaks(tmp_path / "none.bin") is None
