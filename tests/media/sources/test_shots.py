"""Where a film changes from one shot to another."""

from pathlib import Path

from media.sources import probe, shots
from tests.small_films import ffmpeg, film


def test_shots(tmp_path: Path) -> None:
    """A cut is found at its frame; a picture that moves, and one that fades, has none."""
    path = tmp_path / "cuts.mp4"
    parts = ("color=red", "testsrc2", "color=white")
    words = [
        word
        for one in parts
        for word in ("-f", "lavfi", "-i", f"{one}{':' if '=' in one else '='}size=128x72:d=1")
    ]
    ffmpeg(*words, "-filter_complex", "[0][1][2]concat=n=3", "-pix_fmt", "yuv420p", path)
    assert shots.changes(probe.probe(path)) == (1000, 2000)
    assert shots.changes(probe.probe(film(tmp_path / "one.mp4", seconds=2))) == ()
