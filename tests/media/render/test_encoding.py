"""How films are encoded: the same bytes whoever else works on the machine."""

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import pytest

from media import given_files
from media.render import encoding
from tests import small_films

FRAMES = 240


@pytest.mark.slow
def test_same_bytes_on_a_busy_machine(tmp_path: Path) -> None:
    """Films made by two threads are the same bytes each time, though ten are made at once."""
    small_films.ffmpeg(
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=108x192:rate=30",  # of films this small, an encoder that errs makes other bytes most often
        "-frames:v",
        FRAMES,
        "-c:v",
        "ffv1",
        tmp_path / "given.mkv",
    )
    words = encoding.encoder_options(encoding.FINAL, fps=Fraction(30), frames=FRAMES, threads=2)

    def made(number: int) -> str:
        film = tmp_path / f"{number}.mp4"
        small_films.ffmpeg("-i", tmp_path / "given.mkv", *words, film)
        return given_files.digest(film)

    with ThreadPoolExecutor(10) as pool:
        assert len(set(pool.map(made, range(20)))) == 1
