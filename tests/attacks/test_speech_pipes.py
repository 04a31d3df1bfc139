"""Pipes and folders in the place of files that speech keeps: nothing waits for them, and nothing breaks."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from media.errors import BadInput
from media.speech import models
from media.subtitles.cues import words
from tests import recorded_recogniser

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")


@needs_pipes
@pytest.mark.timeout(10)
@pytest.mark.parametrize("thing", [os.mkfifo, Path.mkdir], ids=["pipe", "folder"])
def test_words_that_are_no_file(tmp_path: Path, thing: Callable[[Path], None]) -> None:
    """A pipe or a folder named as a file of words is refused at once, as what is no such list."""
    place = tmp_path / "bakery.nl.words.json"
    thing(place)
    with pytest.raises(BadInput) as refused:
        words.read(place)
    assert refused.value.code in ("words-unreadable", "given-not-ordinary")


@needs_pipes
@pytest.mark.timeout(10)
@pytest.mark.parametrize("name", [models.MANIFEST, models.SPEED])
@pytest.mark.parametrize("thing", [os.mkfifo, Path.mkdir], ids=["pipe", "folder"])
def test_what_is_noted_of_a_model_is_no_file(
    tmp_path: Path, thing: Callable[[Path], None], name: str
) -> None:
    """A model beside a pipe or a folder in the place of a note is read as one of which nothing was noted."""
    model = recorded_recogniser.model(tmp_path / "given")
    (model.folder / name).unlink(missing_ok=True)
    thing(model.folder / name)
    assert [models.speed(one) for one in models.found(tmp_path / "given")] in ([None], [])
    assert models.opened(model.folder).name == model.name
