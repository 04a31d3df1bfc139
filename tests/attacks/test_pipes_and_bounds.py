"""What the program wrote for itself, exchanged for a pipe or an endless file: no command waits, none fills memory."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from media.render import recipe
from media.sources import probe_cache
from schedules.rehearsal import page_file

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
READERS = {
    "film.json": lambda folder: recipe.read(folder / "film.mp4"),
    "film.film.json": lambda folder: probe_cache._read(folder / "film.film.json", [], folder / "film.mp4"),
    "page.json": lambda folder: page_file.read(folder) or None,
}


def answered(read: Callable[[Path], object], folder: Path) -> list[object]:
    """Return what a reader answers within two seconds, in a list; an empty one where it still waits."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(read(folder)), daemon=True)
    thread.start()
    thread.join(2)
    return found


@needs_pipes
@pytest.mark.parametrize("name", READERS)
def test_no_pipe_is_waited_for(tmp_path: Path, name: str) -> None:
    """A pipe in the place of a recipe, of a film's facts or of the rehearsal Page's address counts as no file."""
    os.mkfifo(tmp_path / name)
    assert answered(READERS[name], tmp_path) == [None]


@pytest.mark.parametrize("name", READERS)
def test_what_is_longer_than_any_of_ours_is_not_read(tmp_path: Path, name: str) -> None:
    """A file that goes on for a gigabyte is not loaded, whatever it begins with."""
    (tmp_path / name).write_bytes(b'{"known_by": []}')
    os.truncate(tmp_path / name, 1 << 30)
    assert READERS[name](tmp_path) is None
