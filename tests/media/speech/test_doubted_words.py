"""What a recogniser heard and doubts is believed where the text of the film has it, and nowhere else."""

from media.speech import kept_words
from media.speech.alignment import doubted_words
from media.speech.heard_speech import HeardSpeech
from media.speech.recogniser_answer import Segment
from media.subtitles.cues.words import Word


def said(text: str, start: int) -> tuple[Word, ...]:
    """Words that begin every 300 ms from `start` on."""
    return tuple(
        Word(text=word, start_ms=start + at * 300, end_ms=start + at * 300 + 250, confidence=0.9)
        for at, word in enumerate(text.split())
    )


def heard(*doubted: tuple[Word, ...]) -> HeardSpeech:
    """A film of ten seconds in which somebody speaks at second one and at second five."""
    return HeardSpeech(
        words=said("Ik bak elke dag.", 1000),
        language="nl",
        languages=(),
        voice=((1000, 2200), (5000, 7000)),
        unwritten=((5000, 7000),),
        dropped=(),
        model="base",
        doubted=doubted,
    )


GIVEN = ["Ik", "bak", "elke", "dag.", "De", "deuren", "gaan", "open."]


def test_what_the_text_has_is_believed() -> None:
    """Doubted words that the text has there count, and their voice has its words then."""
    found = doubted_words.with_believed(heard(said("De deur gaan open.", 5000)), GIVEN)
    assert " ".join(one.text for one in found.words) == "Ik bak elke dag. De deur gaan open."
    assert (found.unwritten, found.doubted) == ((), ())


def test_what_the_text_has_not_is_not() -> None:
    """What is invented, or a word or two that may be there by chance, counts as little as before."""
    found = doubted_words.with_believed(heard(said("Ondertiteld door niemand.", 5000)), GIVEN)
    assert (found.words, found.unwritten) == (heard().words, ((5000, 7000),))
    assert doubted_words.with_believed(heard(said("De deuren", 5000)), GIVEN).words == heard().words


def test_doubted_words_lie_in_a_voice() -> None:
    """Of a segment that the recogniser takes for no speech the words in a voice are kept as doubted."""
    pieces = [(f" {one.text}", one.start_ms, one.end_ms, 0.9) for one in said("Dat is waar.", 1000)]
    segments: list[Segment] = [{"from": 1000, "until": 2000, "no_speech": 0.71, "words": pieces}]
    (part,) = kept_words.doubted(segments, [(1000, 1900)])
    assert [one.text for one in part] == ["Dat", "is", "waar."]
    assert kept_words.doubted(segments, [(8000, 9000)]) == ()
