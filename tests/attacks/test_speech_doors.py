"""Where recognition and drafts meet what changes meanwhile, odd places for files, and copies that were edited."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from media.speech import speech_process
from media.subtitles import draft, reader
from tests import film_to_hear

Run = Callable[..., Result]
SAID = [("Mijn naam is Fatou en ik bak brood.", 0.5, 3.2, 0.1)]
VOICE = [(500, 3300)]
OWN = "WEBVTT\n\n00:00.500 --> 00:03.200\nMijn naam is Fatou.\n\n"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of four seconds."""
    return film_to_hear.film(tmp_path_factory.mktemp("films"), seconds=4)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, film: Path) -> Path:
    """A folder with the film, on a computer that has a recogniser and a model."""
    return film_to_hear.room(tmp_path, monkeypatch, film, said=SAID, voice=VOICE)


@pytest.fixture
def folder(room: Path, campaign: Run) -> Path:
    """A campaign with the film as a testimony without subtitles."""
    return film_to_hear.campaign_with(room, campaign, "nl")


def copy_of(folder: Path) -> Path:
    """The campaign's copy of the subtitles."""
    (copy,) = (one for one in (folder / "films").glob("0001.nl*") if one.suffix in (".vtt", ".srt"))
    return copy


def meanwhile(monkeypatch: pytest.MonkeyPatch, then: Callable[[], object]) -> None:
    """Have something happen while the recogniser works."""
    ask = speech_process.ask

    def slowly(*words: Any, **more: Any) -> Any:
        heard = ask(*words, **more)
        then()
        return heard

    monkeypatch.setattr(speech_process, "ask", slowly)


@pytest.mark.slow
def test_a_copy_that_lost_its_note(folder: Path, room: Path, campaign: Run) -> None:
    """A copy from which a program took the note that it is a draft is one still where it is taken in again."""
    assert campaign("subtitles", "transcribe", "bakery", folder=folder).exit_code == 0
    copy = copy_of(folder)
    text = copy.read_text(encoding="utf-8")
    copy.write_text(draft.without_mark(text.encode()).decode(), encoding="utf-8")
    assert campaign("subtitles", "export", "bakery", room, folder=folder).exit_code != 0
    (room / "again.vtt").write_bytes(copy.read_bytes())
    for place in (copy, room / "again.vtt"):
        done = campaign("testimony", "edit", "bakery", "--subtitles", place, folder=folder)
        assert done.exit_code == 0, done.output
        assert reader.opened(copy_of(folder)).unchecked == "recognised"
    assert campaign("subtitles", "checked", "bakery", "--by", "An", folder=folder).exit_code == 0
    assert campaign("subtitles", "export", "bakery", room, folder=folder).exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["checked", "own"])
def test_checked_while_it_is_heard(
    folder: Path, room: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """What a person checked or gave while the recogniser worked stays."""
    if kind == "checked":
        assert campaign("subtitles", "transcribe", "bakery", folder=folder).exit_code == 0
        for one in (folder / "films").glob("*.heard-*"):
            one.unlink()
    (room / "own.vtt").write_text(OWN, encoding="utf-8")
    act = {
        "checked": ("subtitles", "checked", "bakery", "--by", "An"),
        "own": ("testimony", "edit", "bakery", "--subtitles", room / "own.vtt"),
    }
    seen = list[bytes]()

    def done_by_hand() -> None:
        assert campaign(*act[kind], folder=folder).exit_code == 0
        seen.append(copy_of(folder).read_bytes())

    meanwhile(monkeypatch, done_by_hand)
    done = campaign("subtitles", "transcribe", "bakery", "--yes", folder=folder)
    assert (done.exit_code, done.stderr.count("Error:")) == (2, 1), done.output
    assert [copy_of(folder).read_bytes()] == seen


@pytest.mark.slow
def test_a_file_written_while_it_is_heard(room: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that a person wrote there while the recogniser worked stays."""
    place = room / "bakery.nl.vtt"
    meanwhile(monkeypatch, lambda: place.write_text(OWN, encoding="utf-8"))
    done = campaign("subtitles", "transcribe", room / "bakery.mp4", "--language", "nl")
    assert (done.exit_code, done.stderr.count("Error:")) == (2, 1), done.output
    assert place.read_text(encoding="utf-8") == OWN
    assert not (room / "bakery.nl.words.json").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--output", "a.vtt", "--words", "a.vtt"),
        ("--output", "a.vtt", "--words", "./a.vtt"),
        ("--output", "a.vtt", "--words", "bakery.mp4"),
        ("--output", "nowhere/a.vtt"),
        ("--output", "a.vtt", "--words", "nowhere/a.json"),
        ("--output", "folder.vtt"),
        ("--output", "a.vtt", "--words", "folder.vtt"),
        ("--output", "pipe.vtt"),
        ("--language", "../up"),
        ("--language", "klingon"),
        ("--language", "nl\n\nNOTE a"),
        ("--language", "x" * 300),
    ],
    ids=str,
)
def test_odd_places(
    room: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Where a draft cannot go is said before anything is heard, on one line; nothing is written, nothing is lost."""
    monkeypatch.chdir(room)
    (room / "folder.vtt").mkdir()
    os.mkfifo(room / "pipe.vtt")
    before = {path.name for path in room.iterdir()}
    film = (room / "bakery.mp4").read_bytes()
    heard = list[int]()
    meanwhile(monkeypatch, lambda: heard.append(1))
    said = words if "--language" in words else (*words, "--language", "nl")
    done = campaign("subtitles", "transcribe", "bakery.mp4", *said, "--yes")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.output
    assert "Traceback" not in done.output
    assert {path.name for path in room.iterdir()} == before
    assert (room / "bakery.mp4").read_bytes() == film
    assert not heard
