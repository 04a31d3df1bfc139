"""Real speech and its text: sentences begin where they are spoken, whatever else stands in the text."""

import json
from itertools import pairwise

import pytest

from benchmarks.speech_job import film
from media.errors import BadInput
from media.sources.probe import Film
from media.speech import recognition
from media.speech.alignment import transcript_times
from media.speech.alignment.transcript_times import Aligned
from media.speech.heard_speech import HeardSpeech
from media.speech.models import Model
from tests.paths import SPEECH
from tests.speech_model import base_model, require_extra

__all__ = ["base_model"]
NEW = "Morgen openen wij een tweede winkel met vijf medewerkers."

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def spoken(
    tmp_path_factory: pytest.TempPathFactory, base_model: Model
) -> tuple[Film, HeardSpeech, list[tuple[int, str]]]:
    """A film, what is heard in it, and its sentences with the millisecond at which each begins."""
    if not (SPEECH / "truth.json").is_file():
        pytest.skip(f"no real speech in {SPEECH}: name its folder in CAMPAIGN_TEST_SPEECH")
    kept = tmp_path_factory.mktemp("heard")
    sentences = json.loads((SPEECH / "truth.json").read_text(encoding="utf-8"))["films"]["joined-nl.flac"]
    seen = film(SPEECH / "joined-nl.flac")
    with pytest.MonkeyPatch.context() as patch:
        require_extra(patch)
        heard = recognition.recognised(seen, model=base_model, language="nl", kept=kept / "nl")
    return seen, heard, [(round(1000 * one["start"]), one["text"]) for one in sentences["sentences"]]


def starts(found: Aligned) -> list[int]:
    """When each paragraph begins."""
    return [found.words[number].start_ms for number in found.paragraphs]


def test_sentences_begin_where_they_are_spoken(
    spoken: tuple[Film, HeardSpeech, list[tuple[int, str]]],
    base_model: Model,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A text with a sentence that nobody says, without one that is said: both are told, and all others in place."""
    require_extra(monkeypatch)
    seen, heard, sentences = spoken
    given = [*sentences[:1], (-1, NEW), *sentences[1:2], *sentences[3:]]
    text = "\n\n".join(sentence for _, sentence in given)
    found = transcript_times.aligned(seen, text, heard=heard, model=base_model, language="nl")
    off = [abs(at - begin) for at, (begin, _) in zip(starts(found), given, strict=True) if begin >= 0]
    assert max(off) <= 150
    assert [(one.kind, one.text) for one in found.differences if one.kind != "not-in-text"] == [
        ("not-spoken", NEW)
    ]
    (left,) = [one for one in found.differences if one.kind == "not-in-text"]
    assert abs(left.span[0] - sentences[2][0]) <= 150
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(found.words))
    assert " ".join(one.text for one in found.words).split() == text.split()


def test_the_text_of_another_film(
    spoken: tuple[Film, HeardSpeech, list[tuple[int, str]]],
    base_model: Model,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A text that says something else, and one in another language, are refused."""
    require_extra(monkeypatch)
    seen, heard, _ = spoken
    for text in (
        NEW * 5,
        "L'accident a eu lieu en terrain montagneux et il semblerait que cela ait été causé.",
    ):
        with pytest.raises(BadInput) as refused:
            transcript_times.aligned(seen, text, heard=heard, model=base_model, language="nl")
        assert refused.value.code == "transcript-of-another-film"
