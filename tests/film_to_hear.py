"""A film, a folder on a computer that has a recogniser and a model, and a campaign with the film as a testimony."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result

from media.speech import model_download
from tests import recorded_recogniser, small_films

Run = Callable[..., Result]
_MODEL: dict[str, bytes] = {}  # the files of a model that was taken in
FORM = (
    *("--speaker", "Fatou Voorbeeld", "--organisation", "Hefboom"),
    *("--role", "entrepreneur", "--language", "nl"),
)  # fmt: skip


def film(folder: Path, *, seconds: int) -> Path:
    """A film of some seconds."""
    return small_films.film(folder / "bakery.mp4", seconds=seconds, size="320x180")


def room(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    film: Path,
    *,
    said: Sequence[tuple[str, float, float, float]],
    voice: Sequence[tuple[int, int]],
) -> Path:
    """A folder with the film, on a computer whose recogniser hears what was recorded."""
    monkeypatch.setattr("media.speech.models.home", lambda: folder / "models")
    recorded_recogniser.installed(folder / "there", monkeypatch, segments=said, voice=voice)
    _taken(folder)
    shutil.copy(film, folder)
    return folder


def _taken(folder: Path) -> None:
    """Put a model among those of this computer as one that was taken in; it is taken in, and tried, once a session."""
    home = folder / "models"
    if not _MODEL:
        made = model_download.taken(recorded_recogniser.model(folder / "given").folder, home).folder
        _MODEL.update({str(one.relative_to(home)): one.read_bytes() for one in made.iterdir()})
        return
    for name, content in _MODEL.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(content)


def campaign_with(room: Path, campaign: Run, *languages: str) -> Path:
    """A campaign in these languages, with the film as a testimony without subtitles."""
    made, spoken = room / "c", [word for one in languages for word in ("--language", one)]
    assert campaign("init", made, "--name", "C", *spoken).exit_code == 0
    done = campaign("testimony", "add", room / "bakery.mp4", *FORM, "--slug", "bakery", folder=made)
    assert done.exit_code == 0, done.output
    return made
