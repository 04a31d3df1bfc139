"""The recogniser itself, on sounds that are made here and on real speech where there are samples of it.

Samples: a folder with `truth.json`, named in the variable CAMPAIGN_TEST_SPEECH.
"""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from benchmarks import speech_alignment
from media.errors import BadInput
from media.formats import FORMATS
from media.sources import probe
from media.sources.probe import Film
from media.speech import recognition
from media.speech.alignment import transcript_times
from media.speech.models import Model
from media.subtitles import writer
from media.subtitles.cues import word_cues
from media.subtitles.lint import linter
from media.subtitles.norms import Context
from tests import small_films, speech_model
from tests.paths import SPEECH

pytestmark = pytest.mark.slow
NOISE = (  # silence, pink noise, chords with a beat, a hum: what recognisers write words over
    "aevalsrc=0:d={0}:s=16000[a];anoisesrc=color=pink:amplitude=0.15:duration={0}:sample_rate=16000:seed=1[b];"
    "aevalsrc='0.1*(sin(2*PI*220*t)+sin(2*PI*277.2*t)+sin(2*PI*329.6*t))+0.2*lt(mod(t,0.5),0.05)*(random(0)-0.5)'"
    ":d={0}:s=16000[c];aevalsrc='0.02*sin(2*PI*50*t)':d={0}:s=16000[d];[a][b][c][d]concat=n=4:v=0:a=1"
)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    """The base model."""
    return speech_model.joined(tmp_path_factory.mktemp("model") / "base")


@pytest.fixture(autouse=True)
def recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    """The recogniser, where it is installed."""
    speech_model.require_extra(monkeypatch)


@pytest.fixture
def samples() -> Path:
    """The folder with real speech."""
    if not (SPEECH / "truth.json").is_file():
        pytest.skip(f"no real speech in {SPEECH}: name its folder in CAMPAIGN_TEST_SPEECH")
    return SPEECH


def sound(path: Path, seconds: float) -> Film:
    """A sound file as if it were a film."""
    return Film(
        path=path, duration_ms=round(seconds * 1000), width=2, height=2, fps=Fraction(25), has_sound=True
    )


def test_no_word_is_invented(tmp_path: Path, model: Model) -> None:
    """Ten minutes of silence, noise, music and hum give no word."""
    small_films.ffmpeg("-filter_complex", NOISE.format(150), "-ac", "1", tmp_path / "noise.flac")
    film = sound(tmp_path / "noise.flac", 600)
    heard = recognition.recognised(film, model=model, language="nl", names=["Hefboom", "Crédal"])
    assert (heard.words, heard.voice, heard.unwritten) == ((), (), ())


def test_real_speech(samples: Path, model: Model) -> None:
    """Nearly every Dutch sentence begins where it begins, four of five of its words are right; nothing is dropped."""
    told: dict[str, Any] = json.loads((samples / "truth.json").read_text())["films"]["joined-nl.flac"]
    film = sound(samples / "joined-nl.flac", told["seconds"])
    heard = recognition.recognised(film, model=model, language="nl", names=["Gibraltar"])
    starts = [one.start_ms for one in recognition.in_voice(heard)]
    for sentence in told["sentences"]:
        assert min(abs(start - 1000 * sentence["start"]) for start in starts) <= 150
    said = " ".join(one.text for one in heard.words).casefold()
    right = [
        word
        for one in told["sentences"]
        for word in one["text"].casefold().strip(".").split()
        if word in said
    ]
    assert len(right) >= 0.8 * sum(len(one["text"].split()) for one in told["sentences"])
    assert (heard.dropped, heard.unwritten, heard.language) == ((), (), "nl")


def test_another_language(samples: Path, model: Model) -> None:
    """French that is said to be Dutch is refused, and named."""
    with pytest.raises(BadInput) as error:
        recognition.recognised(sound(samples / "joined-fr.flac", 35.08), model=model, language="nl")
    assert (error.value.code, error.value.params["found"]) == ("speech-other-language", "fr")


def test_a_sound_that_begins_late(samples: Path, model: Model, tmp_path: Path) -> None:
    """In a film whose sound begins late words stand where they are heard."""
    path = tmp_path / "late.mp4"
    picture = ["-f", "lavfi", "-i", "testsrc2=size=128x72:rate=25:duration=9"]
    speech = ["-itsoffset", 1.5, "-t", 7, "-i", samples / "joined-nl.flac"]
    small_films.ffmpeg(
        *picture, *speech, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", path
    )
    heard = recognition.recognised(probe.probe(path), model=model, language="nl")
    assert abs(heard.voice[0][0] - 2700) <= 150


@pytest.mark.parametrize(
    "names", [("Amina Exemple", "Jan Voorbeeld", "Hefboom"), ("Marc Dubois", "Hefboom")], ids=["three", "two"]
)
def test_names_that_nobody_says(samples: Path, model: Model, names: tuple[str, ...]) -> None:
    """Names that nobody says keep no word of French from being heard, and are not written."""
    told: dict[str, Any] = json.loads((samples / "truth.json").read_text())["films"]["joined-fr.flac"]
    film = sound(samples / "joined-fr.flac", told["seconds"])
    heard = recognition.recognised(film, model=model, language="fr", names=names)
    assert heard.unwritten == ()
    assert len(heard.words) >= 0.85 * sum(len(one["text"].split()) for one in told["sentences"])
    starts = [one.start_ms for one in recognition.in_voice(heard)]
    for sentence in told["sentences"]:
        assert min(abs(start - 1000 * sentence["start"]) for start in starts) <= 250
    assert not {"Hefboom", "Dubois", "Amina"} & {one.text.strip(".,") for one in heard.words}


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_cues_of_real_speech(samples: Path, model: Model, tmp_path: Path, language: str) -> None:
    """Cues of real speech, recognised and aligned, have no error of the linter in any format."""
    clips = json.loads((samples / "clips.json").read_text(encoding="utf-8"))
    theirs = [clip for clip in clips if clip["language"] == language]
    known = [one for one in speech_alignment.known(samples) if one.language == language]
    sample = known[0] if known else speech_alignment.join(samples, theirs[::-1], tmp_path / "joined.wav", 1)
    film = sound(sample.path, sample.seconds)
    heard = recognition.recognised(film, model=model, language=language)
    text = "\n\n".join(sentence for _, sentence in sample.sentences)
    aligned = transcript_times.aligned(film, text, heard=heard, model=model, language=language)
    wrong = list[object]()
    for words, paragraphs in ((recognition.in_voice(heard), ()), (aligned.words, aligned.paragraphs)):
        for format in FORMATS.values():
            context = Context(language=language, verbatim=True, formats=(format,), film_ms=film.duration_ms)
            cues = word_cues.cues(
                words, language=language, norms=context.norms, line=format.max_chars, fps=film.fps,
                film_ms=film.duration_ms, paragraphs=paragraphs, room=context.room(format), font=context.font,
            )  # fmt: skip
            path = tmp_path / f"film.{language}.vtt"
            path.write_text(writer.vtt(cues), encoding="utf-8")
            wrong += [(format.name, one) for one in linter.lint(path, context) if one.severity == "error"]
    assert wrong == []


def test_minutes_of_speech(samples: Path, model: Model, tmp_path: Path) -> None:
    """Of a film in which somebody speaks for minutes on end, words are heard to its end, within the bound of memory."""
    small_films.ffmpeg("-stream_loop", 7, "-i", samples / "joined-fr.flac", "-t", 250, tmp_path / "long.flac")
    heard = recognition.recognised(sound(tmp_path / "long.flac", 250), model=model, language="fr")
    assert heard.words[-1].end_ms > 230_000
