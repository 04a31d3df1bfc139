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


FOUR, THREE, TWO = "een twee drie vier", "een twee drie vijf", "een twee vijf zes"


@pytest.mark.parametrize(
    ("heard", "exact", "holds"),
    [
        ([(FOUR, THREE), (FOUR, THREE)], False, False),
        ([(FOUR, THREE), (THREE, FOUR), (FOUR, THREE)], False, True),
        ([(FOUR, THREE), (THREE, FOUR), (FOUR, THREE)], True, False),
        ([(FOUR, THREE), (THREE, FOUR)], True, True),
        ([(THREE, TWO), (THREE, TWO), (THREE, TWO), (FOUR, FOUR)], False, False),
    ],
    ids=["each time one more", "now this, now that", "that counts in all", "as many", "nearly each time"],
)
def test_not_worse(heard: list[tuple[str, str]], exact: bool, holds: bool) -> None:
    """Ours holds with as many words wrong; in one language also with what now one, now the other has more."""
    readings = [
        Reading(clip="nl-00", lead_ms=lead, said=FOUR, plain=plain, ours=ours)
        for lead, (plain, ours) in enumerate(heard)
    ]
    _, row = speech_errors.compared("nl", readings, exact=exact)
    assert row.holds is holds


def test_a_transcript_beside_what_was_heard() -> None:
    """What is said stands above what each wrote, word for word, with how many are wrong."""
    one = Reading(
        clip="en-02",
        lead_ms=0,
        said="the town of sintra",
        plain="The town of Sintra.",
        ours="A town of Cintra.",
    )
    assert speech_errors.beside(one) == (
        "en-02       the town of sintra\n"
        "  by itself the town of sintra  (0 wrong)\n"
        "  ours      a town of cintra  (2 wrong)"
    )
