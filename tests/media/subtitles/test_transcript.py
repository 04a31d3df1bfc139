"""A transcript without times becomes cues over the speech in the film, marked until somebody has checked them."""

import zipfile
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from media.errors import BadInput
from media.sources import audio, probe
from media.subtitles import draft, reader, writer
from media.subtitles.cues import transcript
from media.subtitles.lint import linter
from media.subtitles.model import Cue
from media.subtitles.norms import LOCALES, Context, Norms
from tests.small_films import film

FR = "Bonjour. Je suis boulangère à Gand, et je me lève à quatre heures. Le marché a fermé ! Pas mon four."


def cues(text: str, *spans: tuple[int, int], film_ms: int = 60_000) -> tuple[Cue, ...]:
    """The estimate for a transcript over these spans of speech."""
    return transcript.estimate(
        text, spans, language="fr", norms=Norms(), line=42, fps=Fraction(25), film_ms=film_ms
    )


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        (FR, "fr", ["Bonjour.", "Je suis boulangère à Gand,\net je me lève à quatre heures.",
                    "Le marché a fermé !", "Pas mon four."]),
        ("Ik sprak met dhr. Jansen. Dat was op 3. mei.", "nl", ["Ik sprak met dhr. Jansen.", "Dat was op 3. mei."]),
        ("Eén zin\nop twee regels\n\nen een nieuwe", "nl", ["Eén zin op twee regels", "en een nieuwe"]),
        ("« Oui. » Elle rit.", "fr", ["« Oui. »", "Elle rit."]),
        ("Voir " + "x" * 300 + " demain.", "fr", ["Voir", "x" * 300, "demain."]),
        ("y" * 254, "fr", ["y" * 254]),
        ("", "fr", []),
    ],
)  # fmt: skip
def test_phrases(text: str, language: str, parts: list[str]) -> None:
    """A text parts at its sentences, and a long one breaks where a phrase ends."""
    assert transcript.phrases(text, language, line=42) == parts


@given(text=st.text(alphabet="ab é.,!?\n«»-'", max_size=300), line=st.integers(10, 42))
def test_no_word_is_lost(text: str, line: int) -> None:
    """All words of any transcript are there, in their order, in lines no longer than asked, but for longer words."""
    parts = transcript.phrases(text, "fr", line=line)
    assert " ".join(parts).split() == text.split()
    for part in parts:
        for one in part.split("\n"):
            assert len(one) <= line or max(map(len, text.split())) > line - 4 or " " not in one.strip(), part


def test_words_get_the_time_of_speech() -> None:
    """Cues lie in the speech, rise, never overlap and are chained by two frames; a far pause parts them."""
    found = cues(FR, (1000, 6000), (12_000, 15_000))
    assert [cue.text.split()[0] for cue in found] == ["Bonjour.", "Je", "Le", "Pas"]
    assert found[0].start_ms == 1000
    assert all(b.start_ms - a.end_ms >= 80 for a, b in pairwise(found))
    assert found[1].end_ms <= 7500
    assert found[2].start_ms == 12_000
    assert found[-1].end_ms <= 16_500


def test_ends_fall_into_pauses() -> None:
    """A part that would end near a pause ends there."""
    found = cues("Un deux trois quatre. Cinq six sept huit.", (0, 1900), (2300, 4300))
    assert (found[0].start_ms, found[1].start_ms) == (0, 2300)


@pytest.mark.parametrize(
    ("text", "code"), [(" \n ", "transcript-empty"), ("mot " * 100, "transcript-too-long")]
)
def test_what_cannot_be_estimated(text: str, code: str) -> None:
    """A transcript without words, or with more than can be said in the time, is refused."""
    with pytest.raises(BadInput, match=code):
        cues(text, (0, 3000))


@given(
    text=st.text(alphabet="abc d. e,\n", min_size=1, max_size=400),
    edges=st.lists(st.integers(0, 90_000), min_size=2, max_size=12, unique=True),
)
def test_any_estimate_holds(text: str, edges: list[int]) -> None:
    """Whatever the text and the speech: cues rise inside the film and do not overlap, or the text is refused."""
    rising = sorted(edges)
    spans = [(a, b) for a, b in zip(rising[::2], rising[1::2], strict=False) if b - a > 120]
    if not spans:
        return
    try:
        found = cues(text, *spans, film_ms=90_000)
    except BadInput:
        return
    assert all(0 <= cue.start_ms < cue.end_ms <= 90_001 for cue in found)
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(found))


def test_the_mark(tmp_path: Path) -> None:
    """The file says that its times are estimated (S24), until it says who checked them and when."""
    path = tmp_path / "film.fr.vtt"
    path.write_text(
        transcript.as_vtt([Cue(start_ms=0, end_ms=2000, text="a < b & c")], "fr"), encoding="utf-8"
    )
    assert (
        "NOTE Minutage estimatif de Testimony Campaign\u00a0; pas encore de relecture.\n"
        in path.read_text(encoding="utf-8")
    )
    assert reader.read(path).unchecked == "estimated"
    assert reader.read(path).cues == (Cue(start_ms=0, end_ms=2000, text="a < b & c"),)
    assert [one.code for one in linter.lint(path, Context(language="fr"))] == ["S24"]
    text = draft.checked(
        path.read_text(encoding="utf-8"), ["a < b & c"], who="An\n--> Fictief", day=date(2020, 11, 2)
    )
    path.write_text(text, encoding="utf-8")
    assert (
        "NOTE Minutage estimatif de Testimony Campaign\u00a0; relecture par An Fictief le 2020-11-02.\n"
        in text
    )
    assert reader.read(path).unchecked is None
    assert linter.lint(path, Context(language="fr")) == ()


@pytest.mark.slow
def test_speech_is_heard(tmp_path: Path) -> None:
    """What sounds between silences is speech, however quiet the film; a silent or mute film has none."""
    tones = "aevalsrc='0.02*sin(880*t)*(between(t,1,2)+between(t,3,3.6))':s=48000"
    heard = audio.speech_spans(probe.probe(film(tmp_path / "a.mp4", seconds=5, sound=tones)))
    assert len(heard) == 2
    for (start, end), (begun, ended) in zip(heard, [(1000, 2000), (3000, 3600)], strict=True):
        assert abs(start - begun) < 80
        assert abs(end - ended) < 80
    assert audio.speech_spans(probe.probe(film(tmp_path / "b.mp4", sound="anullsrc=r=48000"))) == ()
    assert audio.speech_spans(probe.probe(film(tmp_path / "c.mp4", sound=None))) == ()


def test_in_the_time_of_the_rendition() -> None:
    """Cues move to where the film begins in a rendition, and are cut to the part that is shown."""
    told = [
        Cue(start_ms=a, end_ms=b, text=str(a))
        for a, b in ((0, 900), (1500, 2500), (3000, 6000), (7000, 8000))
    ]
    found = writer.in_rendition_time(told, from_ms=2000, to_ms=5000, lead_ms=2000)
    assert [(cue.start_ms, cue.end_ms) for cue in found] == [(2000, 2500), (3000, 5000)]


@pytest.mark.parametrize(
    ("language", "name"),
    [("nl", "a.nl_NL.srt"), ("nl-BE", "a.nl_NL.srt"), ("fr-BE", "a.fr_FR.srt"), ("en", "a.en_US.srt"),
     ("de", "a.de_DE.srt")],
)  # fmt: skip
def test_names_of_sidecars(language: str, name: str) -> None:
    """Files are named as Facebook wants them: it has no fr_BE."""
    assert writer.facebook_name("a", language, LOCALES) == name


def test_a_word_file_is_no_transcript(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """A Word file given as a transcript is refused in one line that says what to save instead."""
    with zipfile.ZipFile(tmp_path / "gesprek.docx", "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
    words = ("--film", tmp_path / "film.mp4", "--language", "nl")
    done = campaign("subtitles", "estimate", tmp_path / "gesprek.docx", tmp_path / "uit.nl.vtt", *words)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "is a document of a word processor" in done.stderr
    assert not (tmp_path / "uit.nl.vtt").exists()


def test_a_transcript_is_not_guessed(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """A transcript whose letters are a guess is refused with its readings; the encoding that a person says is taken."""
    path, film = tmp_path / "gesprek.txt", tmp_path / "film.mp4"
    path.write_bytes("Ik ben Şükrü İnce.\n".encode("cp1254"))
    words = ("subtitles", "estimate", path, tmp_path / "uit.nl.vtt", "--film", film, "--language", "nl")
    done = campaign(*words)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert (
        f"{path}:1: not UTF-8, and which letters these are is a guess: “Ik ben Şükrü İnce.” (cp1254)"
        in done.stderr
    )
    assert "--encoding" in done.stderr
    assert str(film) in campaign(*words, "--encoding", "cp1254").stderr
    path.write_bytes("één\ncaf".encode() + b"\xe9\n")
    assert f"{path}:2: UTF-8 text, but a letter here is broken" in campaign(*words).stderr
