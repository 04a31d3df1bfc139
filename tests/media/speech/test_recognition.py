"""Recognition in a process of its own: what comes back, what is kept, and how each fault of it is refused."""

import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

from media.errors import BadInput, MediaError, NotInstalled, RenderFailed
from media.sources import probe
from media.sources.probe import Film
from media.speech import models, recognition
from media.speech.alignment import transcript_times
from media.speech.heard_speech import HeardSpeech
from tests import recorded_recogniser, small_films
from tests.paths import REPOSITORY

SAID = [("Ik ben Fatou.", 0.5, 1.5, 0.1), ("Muziek.", 2.0, 2.3, 0.2)]
VOICE = [(500, 1400), (1900, 2400)]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """A film of four seconds with a tone."""
    return probe.probe(small_films.film(tmp_path_factory.mktemp("films") / "film.mp4", seconds=4))


def heard(film: Film, folder: Path, **options: Any) -> HeardSpeech:
    """What the recorded recogniser hears in a film."""
    return recognition.recognised(film, model=recorded_recogniser.model(folder), **options)


def refused(film: Film, folder: Path, **options: Any) -> MediaError:
    """How recognition is refused."""
    with pytest.raises(MediaError) as error:
        heard(film, folder, **options)
    return error.value


def test_words_in_film_time(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words come back with their times, what was invented is told, and which part is done rises to the whole."""
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE)
    parts = list[float]()
    found = heard(film, tmp_path, language="nl-BE", told=parts.append)
    assert [(one.text, one.start_ms, one.end_ms) for one in found.words] == [
        ("Ik", 500, 750), ("ben", 800, 1050), ("Fatou.", 1100, 1350),
    ]  # fmt: skip
    assert [(one.why, one.text) for one in found.dropped] == [("invention", "Muziek.")]
    assert [(one.code, one.span) for one in found.languages] == [("nl", (500, 2400))]
    assert (found.language, found.model) == ("nl", "small 000000000000")
    assert parts == sorted(parts)
    assert parts[-1] == 1.0


def test_a_voice_without_words(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody speaks and no word is kept, that stretch is told."""
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID[:1], voice=[(500, 1400), (2000, 3600)])
    assert heard(film, tmp_path, language="nl").unwritten == ((2000, 3600),)


def test_how_it_is_asked(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is drawn by chance, no text leads to the next, the voice is found first, names are given, few of them."""
    package = recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE)
    heard(film, tmp_path, language="nl", names=[f"Name{number}" for number in range(40)])
    asked = json.loads((package / "asked.json").read_text())
    wanted = {
        "temperature": 0.0,
        "condition_on_previous_text": False,
        "vad_filter": True,
        "word_timestamps": True,
    }
    assert asked | wanted == asked
    assert asked["hotwords"] == ", ".join(f"Name{number}" for number in range(recognition.MOST_NAMES))
    assert asked["nice"] is None or asked["nice"] >= 10


def test_nobody_speaks(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no voice is found, no word is asked for."""
    package = recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=[])
    assert heard(film, tmp_path, language="nl").words == ()
    assert not (package / "asked.json").exists()


@pytest.mark.slow
def test_another_language(tmp_path: Path, film: Film, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where surely another language is spoken nothing is written, unless a person says so."""
    long = [(500, 3900)]
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=long, language=("fr", 0.96))
    error = refused(film, tmp_path, language="nl", kept=tmp_path / "kept")
    assert (error.code, error.params["found"], error.params["percent"]) == ("speech-other-language", "fr", 96)
    assert not list(tmp_path.glob("kept-*"))
    assert heard(film, tmp_path, language="nl", despite=True).language == "nl"
    assert heard(film, tmp_path).language == "fr"


@pytest.mark.slow
def test_a_second_time(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was heard is kept by the sound, the model, language and names; nothing is recognised a second time."""
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE)
    first = heard(film, tmp_path, language="nl", kept=tmp_path / "0001.heard")
    assert sorted(path.suffix for path in tmp_path.glob("0001.heard-*")) == [".json", ".sha256"]
    recorded_recogniser.installed(tmp_path, monkeypatch, voice=VOICE, fails="dies")
    assert heard(film, tmp_path, language="nl", kept=tmp_path / "0001.heard") == first
    assert (
        refused(film, tmp_path, language="nl", names=["Fatou"], kept=tmp_path / "0001.heard").code
        == "speech-failed"
    )


AGAIN = """
import pickle, sys
from pathlib import Path
from media.speech import recognition
film, model = pickle.load(sys.stdin.buffer)
started = []
sys.addaudithook(lambda what, said: started.append(said[0]) if what == "subprocess.Popen" else None)
heard = recognition.recognised(film, model=model, language="nl", kept=Path(sys.argv[1]))
heavy = {"numpy", "psutil", "sqlmodel", "huggingface_hub", "faster_whisper", "ctranslate2", "onnxruntime"}
print(len(heard.words), started, sorted(heavy & set(sys.modules)))
"""


def test_a_second_time_costs_next_to_nothing(
    film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same film again: no program is started, its sound is not read, and nothing that is slow to load is loaded."""
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE)
    heard(film, tmp_path, language="nl", kept=tmp_path / "0001.heard")
    given = pickle.dumps((film, recorded_recogniser.model(tmp_path)))
    command = [sys.executable, "-c", AGAIN, str(tmp_path / "0001.heard")]
    said = subprocess.run(command, input=given, capture_output=True, check=True, cwd=REPOSITORY).stdout
    assert said.decode().strip() == "3 [] []"


def test_alignment_a_second_time(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that was aligned is not aligned again; another text is, and takes its place in what is kept."""
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE)
    using, kept = recorded_recogniser.model(tmp_path), tmp_path / "0001.heard"
    found = heard(film, tmp_path, language="nl", kept=kept)

    def timed(text: str) -> list[tuple[int, int]]:
        done = transcript_times.aligned(film, text, heard=found, model=using, language="nl", kept=kept)
        return [(one.start_ms, one.end_ms) for one in done.words]

    first = timed("Ik ben Fatou.")
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE, fails="load")
    assert timed("Ik ben Fatou.") == first
    with pytest.raises(BadInput):
        timed("Ik ben nu Fatou.")
    place = tmp_path / "0001.heard-aligned.json"
    place.write_bytes(place.read_bytes().replace(b"[", b"[ ", 1))
    with pytest.raises(BadInput):
        timed("Ik ben Fatou.")
    assert sorted(one.name for one in tmp_path.glob("*aligned*")) == ["0001.heard-aligned.json"]


@pytest.mark.parametrize("note", [b"", b"\xff", b"0" * 9000, b"[" * 900, b"a" * 64 + b" " + b"b" * 64])
def test_what_was_noted_of_the_sound_is_damaged(
    film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, note: bytes
) -> None:
    """A note on the film's sound that is none, or another film's, is not believed, and is written anew."""
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE)
    place = tmp_path / "kept-sound.sha256"
    place.write_bytes(note)
    assert len(heard(film, tmp_path, language="nl", kept=tmp_path / "kept").words) == 3
    assert len(place.read_text(encoding="ascii").split()[1]) == 64


def test_another_sound_under_the_same_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A film whose file was replaced is heard anew."""
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE)
    path = small_films.film(tmp_path / "film.mp4", seconds=2)
    assert len(heard(probe.probe(path), tmp_path, language="nl", kept=tmp_path / "kept").words) == 3
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID[:1] * 2, voice=VOICE)
    path = small_films.film(tmp_path / "film.mp4", seconds=4)
    assert len(heard(probe.probe(path), tmp_path, language="nl", kept=tmp_path / "kept").words) == 6


@pytest.mark.slow
def test_what_was_kept_is_damaged(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was kept and cannot be read is recognised again."""
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE)
    first = heard(film, tmp_path, language="nl", kept=tmp_path / "0001.heard")
    for path in tmp_path.glob("0001.heard-*"):
        path.write_bytes(path.read_bytes()[:50])
    assert heard(film, tmp_path, language="nl", kept=tmp_path / "0001.heard") == first


@pytest.mark.parametrize(
    ("fails", "kind", "code"),
    [
        ("load", BadInput, "model-unreadable"),
        ("memory", BadInput, "speech-memory"),
        ("dies", RenderFailed, "speech-failed"),
    ],
)
def test_faults(
    film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str, kind: type[MediaError], code: str
) -> None:
    """A fault of the recogniser is refused by what it was, and nothing is kept."""
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE, fails=fails)
    error = refused(film, tmp_path, language="nl", kept=tmp_path / "kept")
    assert (type(error), error.code) == (kind, code)
    assert not list(tmp_path.glob("kept-*"))


def test_too_slow(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recogniser that does not come to an end is ended."""
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE, fails="hangs")
    assert refused(film, tmp_path, language="nl", seconds=1.5).code == "speech-too-slow"


def test_without_the_extra(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra it is said that it is not installed."""
    monkeypatch.setattr("sys.path", [one for one in sys.path if not Path(one, "faster_whisper").exists()])
    error = refused(film, tmp_path, language="nl")
    assert (type(error), error.code) == (NotInstalled, "speech-not-installed")


def test_a_film_without_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A film without sound is refused before anything is started."""
    recorded_recogniser.installed(tmp_path, monkeypatch, fails="dies")
    silent = probe.probe(small_films.film(tmp_path / "silent.mp4", sound=None))
    assert refused(silent, tmp_path, language="nl").code == "film-no-sound"


def test_the_speed_is_remembered(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a film took is written down with the model."""
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE)
    heard(film, tmp_path, language="nl")
    speed = models.speed(recorded_recogniser.model(tmp_path))
    assert speed is not None
    assert 0 < speed < 60


def test_nothing_of_it_is_left(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupted recognition leaves no process behind."""
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=SAID, voice=VOICE, fails="hangs")
    started = list[int]()

    def interrupted(part: float) -> None:
        raise KeyboardInterrupt

    real = recognition.speech_process.child_programs.started
    monkeypatch.setattr(
        "media.child_programs.started",
        lambda *args, **more: started.append((made := real(*args, **more)).pid) or made,
    )
    with pytest.raises(KeyboardInterrupt):
        heard(film, tmp_path, language="nl", told=interrupted)
    assert started
    assert not any(map(psutil.pid_exists, started))


ALL = [("Ik ben Fatou en ik bak elke dag brood.", 0.0, 2.7, 0.1)]


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ([("Ik ben", 0.0, 0.6, 0.1)], ALL[0][0]),  # next to nothing
        (
            [("Ik ben", 0.0, 0.6, 0.1), ("Merci." * 9, 2.0, 3.0, 0.9)],
            ALL[0][0],
        ),  # the rest is taken for no speech
        (
            [("Ik ben Fatou van Hefboom en bak brood.", 0.0, 2.7, 0.1)],
            "Ik ben Fatou van Hefboom en bak brood.",
        ),
    ],
)
def test_names_that_spoil(
    film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: list[Any], said: str
) -> None:
    """Where names keep words from being heard, that voice is heard again without; else what they gave stays."""
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=ALL, voice=[(0, 2700)], named=named)
    parts = list[float]()
    found = heard(film, tmp_path, language="nl", names=["Hefboom"], told=parts.append)
    assert (" ".join(one.text for one in found.words), found.unwritten) == (said, ())
    assert parts == sorted(parts)


def test_heard_again_and_less(film: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was heard with names stays where without them less is heard."""
    few = [("Ik ben", 0.0, 0.6, 0.1)]
    recorded_recogniser.installed(tmp_path, monkeypatch, segments=[], voice=[(0, 2700)], named=few)
    assert len(heard(film, tmp_path, language="nl", names=["Hefboom"]).words) == 2
