"""How words that are wrong are counted beside the recogniser by itself."""

import pytest

from benchmarks import speech_errors
from benchmarks.speech_errors import Reading

SAID = "de oven bakt al l'été, zee-engte"


@pytest.mark.parametrize(
    ("heard", "wrong"),
    [
        ("De oven bakt al l’été: zee engte.", 0),
        ("de oven bakte al l'été zee-engte", 1),
        ("de oven bakt l'été zee-engte", 1),
        ("de de oven bakt al l'été zee-engte", 1),
        ("", 8),
    ],
    ids=["same", "changed", "missing", "added", "nothing"],
)
def test_words_that_are_wrong(heard: str, wrong: int) -> None:
    """Words that are changed, missing or added count; capitals, signs, hyphens and the kind of apostrophe do not."""
    assert speech_errors.wrong(SAID, heard) == wrong


@pytest.mark.parametrize(
    ("plain", "ours", "holds"),
    [("een twee drie vier", "een twee drie vijf", False), ("een drie vijf", "een twee vijf", True)],
    ids=["one more", "as many"],
)
def test_one_word_more_is_worse(plain: str, ours: str, holds: bool) -> None:
    """A language holds with as many words wrong as the recogniser by itself, and not with a single one more."""
    same = Reading(clip="nl-00", said="een twee drie vier", plain="een", ours="een")
    other = Reading(clip="nl-00", said="een twee drie vier", plain=plain, ours=ours)
    alone, row = speech_errors.compared("nl", [same, other])
    assert row.holds is holds
    assert alone.note.endswith("of 8 words, 2 readings")


def test_a_transcript_beside_what_was_heard() -> None:
    """What is said stands above what each wrote, word for word, with how many are wrong."""
    one = Reading(
        clip="en-02", said="the town of sintra", plain="The town of Sintra.", ours="A town of Cintra."
    )
    assert speech_errors.beside(one) == (
        "en-02       the town of sintra\n"
        "  by itself the town of sintra  (0 wrong)\n"
        "  ours      a town of cintra  (2 wrong)"
    )
