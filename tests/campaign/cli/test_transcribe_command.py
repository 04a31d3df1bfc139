"""`campaign subtitles transcribe`: a film's speech as draft subtitles, of a file and of a testimony."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from media.subtitles import reader
from tests import film_to_hear, recorded_recogniser

Run = Callable[..., Result]
SAID = [("Mijn naam is Fatou en ik bak brood.", 0.5, 3.2, 0.1), ("Muziek.", 5.0, 5.3, 0.2)]
VOICE = [(500, 3300), (4900, 5400)]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of eight seconds."""
    return film_to_hear.film(tmp_path_factory.mktemp("films"), seconds=8)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, film: Path) -> Path:
    """A folder with the film, on a computer that has a recogniser and a model."""
    return film_to_hear.room(tmp_path, monkeypatch, film, said=SAID, voice=VOICE)


@pytest.fixture
def folder(room: Path, campaign: Run) -> Path:
    """A campaign with the film as a testimony without subtitles."""
    return film_to_hear.campaign_with(room, campaign, "nl", "fr")


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder, but for those that only tell when it was looked at."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_of_a_file(room: Path, campaign: Run) -> None:
    """A film's speech goes to a draft beside it, which says so; what was left out is told."""
    done = campaign("subtitles", "transcribe", room / "bakery.mp4", "--language", "nl")
    assert done.exit_code == 0, done.output
    made = reader.opened(room / "bakery.nl.vtt")
    assert made.unchecked == "recognised"
    assert "Mijn naam is Fatou en ik bak brood." in " ".join(made.shown[0].text.split())
    assert "0:05–0:05.2: left out “Muziek.”" in done.stderr
    words = json.loads((room / "bakery.nl.words.json").read_text())
    assert words[3] == {"word": "Fatou", "start_ms": 1400, "end_ms": 1650, "confidence": 0.9}


def test_of_a_testimony(folder: Path, campaign: Run) -> None:
    """A testimony gets its draft, which is not exported before somebody checked it; the words lie beside it."""
    done = campaign("subtitles", "transcribe", "bakery", folder=folder)
    assert done.exit_code == 0, done.output
    assert "draft" in done.stdout
    (copy,) = (folder / "films").glob("0001.nl*.vtt")
    assert reader.opened(copy).unchecked == "recognised"
    assert copy.with_suffix(".words.json").is_file()
    assert campaign("subtitles", "export", "bakery", folder, folder=folder).exit_code == 2
    assert f"recognised by a machine: {copy}." in done.stdout
    assert "`campaign testimony edit bakery --subtitles nl:bakery.nl.vtt`" in done.stdout
    checked = campaign("subtitles", "checked", "bakery", "--by", "An Voorbeeld", folder=folder)
    assert checked.exit_code == 0, checked.output
    assert campaign("subtitles", "export", "bakery", folder, folder=folder).exit_code == 0


@pytest.mark.slow
def test_checked_subtitles_stay(folder: Path, campaign: Run) -> None:
    """A draft is replaced when somebody agrees; what somebody checked is never replaced, whoever agrees."""
    assert campaign("subtitles", "transcribe", "bakery", folder=folder).exit_code == 0
    again = campaign("subtitles", "transcribe", "bakery", folder=folder)
    assert (again.exit_code, "--yes" in again.stderr) == (2, True)
    assert campaign("subtitles", "transcribe", "bakery", "--yes", folder=folder).exit_code == 0
    assert campaign("subtitles", "checked", "bakery", "--by", "An", folder=folder).exit_code == 0
    (copy,) = (folder / "films").glob("0001.nl*.vtt")
    before = copy.read_bytes()
    kept = campaign("subtitles", "transcribe", "bakery", "--yes", folder=folder)
    assert (kept.exit_code, copy.read_bytes()) == (2, before)
    assert "--output FILE.vtt" in kept.stderr


@pytest.mark.slow
def test_names_are_given(folder: Path, campaign: Run, room: Path) -> None:
    """The names on record are given to the recogniser: the speaker's first, then organisations."""
    assert campaign("subtitles", "transcribe", "bakery", folder=folder).exit_code == 0
    asked = json.loads((room / "there" / "faster_whisper" / "asked.json").read_text())
    assert asked["hotwords"].split(", ")[:2] == ["Fatou Voorbeeld", "Hefboom"]


@pytest.mark.slow
def test_what_was_heard_goes_with_the_testimony(folder: Path, campaign: Run) -> None:
    """What was heard is kept beside the film, and gone when the testimony is removed."""
    assert campaign("subtitles", "transcribe", "bakery", folder=folder).exit_code == 0
    assert list((folder / "films").glob("0001.heard-*.json"))
    assert campaign("testimony", "remove", "bakery", "--yes", folder=folder).exit_code == 0
    assert list((folder / "films").iterdir()) == []


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["bakery.mp4", "--output", "x.srt"], 2, "must end in .vtt"),
        (["bakery.mp4", "--output", "mine.vtt"], 2, "stays"),
        (["bakery.mp4", "--model", "medium"], 3, "speech fetch medium"),
        (["bakery.mp4", "--model", "gigantic"], 2, "there is no model"),
        (["bakery.mp4", "--model", "./nowhere"], 2, "there is no folder"),
        (["nothing.mp4"], 2, "nothing.mp4"),
    ],
)
def test_refusals(
    room: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch, options: list[str], code: int, said: str
) -> None:
    """What cannot be done is refused in one line, and nothing is written, even with --yes."""
    monkeypatch.chdir(room)
    (room / "mine.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:02.000\nMijn eigen werk.\n", encoding="utf-8")
    before = contents(room)
    done = campaign("subtitles", "transcribe", *options, "--language", "nl", "--yes")
    assert (done.exit_code, done.stderr.count("\n"), said in done.stderr) == (code, 1, True), done.stderr
    assert contents(room) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ({"voice": []}, "nobody speaks"),
        ({"voice": VOICE}, "no word was understood"),
        ({"segments": SAID, "voice": [(500, 4500)], "language": ("fr", 0.95)}, "speaks French"),
        ({"segments": SAID, "voice": VOICE, "fails": "memory"}, "too little memory"),
        ({"segments": SAID, "voice": VOICE, "fails": "load"}, "cannot be loaded"),
    ],
)
def test_films_without_words(
    room: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch, heard: dict[str, object], said: str
) -> None:
    """Where no words come out it is said why, in one line, and nothing is written."""
    recorded_recogniser.installed(room / "there", monkeypatch, **heard)  # type: ignore[arg-type]
    before = contents(room)
    done = campaign("subtitles", "transcribe", room / "bakery.mp4", "--language", "nl")
    (line,) = [line for line in done.stderr.splitlines() if not line.startswith("bakery.mp4:")]
    assert (done.exit_code, said in line) == (2, True), done.stderr
    assert contents(room) == before


def test_without_a_model(room: Path, campaign: Run) -> None:
    """Without a model, and without the recogniser, it is said how to get it; the exit code is 3."""
    shutil.rmtree(room / "models")
    done = campaign("subtitles", "transcribe", room / "bakery.mp4", "--language", "nl")
    assert (done.exit_code, "campaign speech fetch small" in done.stderr) == (3, True)
    shutil.rmtree(room / "there")
    done = campaign("subtitles", "transcribe", room / "bakery.mp4", "--language", "nl")
    assert (done.exit_code, 'pipx install --force ".[speech]"' in done.stderr) == (3, True)


@pytest.mark.slow
def test_as_json(room: Path, campaign: Run) -> None:
    """Programs read where the draft is and what was left out."""
    done = campaign("subtitles", "transcribe", room / "bakery.mp4", "--json")
    said = json.loads(done.stdout)
    assert (said["path"], said["language"], said["unchecked"]) == (
        str(room / "bakery.nl.vtt"),
        "nl",
        "recognised",
    )
    assert said["dropped"] == [{"text": "Muziek.", "start_ms": 5000, "end_ms": 5250, "why": "invention"}]


@pytest.mark.slow
def test_yes_is_no_language(room: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--yes` does not agree to another language than the one that is spoken, which is named."""
    segments, voice = SAID, [(500, 4900)]
    recorded_recogniser.installed(
        room / "there", monkeypatch, segments=segments, voice=voice, language=("fr", 0.97)
    )
    done = campaign("subtitles", "transcribe", room / "bakery.mp4", "--language", "nl", "--yes")
    assert (done.exit_code, "`--language fr`" in done.stderr) == (2, True), done.output
    assert not (room / "bakery.nl.vtt").exists()


def test_a_folder_that_is_missing(room: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in a folder that is not there is refused before anything is heard."""
    package = recorded_recogniser.installed(room / "there", monkeypatch, segments=SAID, voice=VOICE)
    done = campaign("subtitles", "transcribe", room / "bakery.mp4", "--output", room / "none" / "x.vtt")
    assert (done.exit_code, str(room / "none") in done.stderr) == (2, True), done.output
    assert not (package / "asked.json").exists()
