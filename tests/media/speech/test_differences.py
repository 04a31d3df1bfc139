"""What a text has and nobody says, and what is said and the text has not, is found with its place."""

import pytest

from media.speech.alignment import differences, given_text, word_matching
from media.speech.alignment.differences import Compared
from media.speech.voice_clock import VoiceClock
from media.subtitles.cues.words import Word

A = "Ik heb een bakkerij in Gent."
B = "Het krediet kwam na drie weken."
C = "Nu werken er vier mensen."
STRAIT = "Hij woont bij de zee-engte."
NEW = "Morgen openen wij een tweede winkel."


def spoken(*sentences: str) -> tuple[list[Word], VoiceClock]:
    """Sentences heard one after the other, a word in 300 ms, a second between them."""
    words, voice, at = list[Word](), list[tuple[int, int]](), 1000
    for sentence in sentences:
        begun = at
        for word in sentence.split():
            words.append(Word(text=word, start_ms=at, end_ms=at + 300, confidence=0.9))
            at += 300
        voice.append((begun, at))
        at += 1000
    return words, VoiceClock(voice)


def compared(text: str, *said: str) -> tuple[list[str], list[str]]:
    """What of a text nobody says, and what of the speech the text has not."""
    given, (heard, clock) = given_text.given(text), spoken(*said)
    matched = word_matching.anchors(given.words, [one.text for one in heard])
    found: Compared = differences.compared(given, matched, heard, clock)
    return (
        [" ".join(given.words[slice(*run)]) for run in found.unspoken],
        [" ".join(one.text for one in heard[slice(*run)]) for run in found.extra],
    )


@pytest.mark.parametrize(
    ("text", "said", "unspoken", "extra"),
    [
        ([A, B, C], [A, B, C], [], []),
        ([A, NEW, B, C], [A, B, C], [NEW], []),
        ([NEW, A, B, C], [A, B, C], [NEW], []),
        ([A, B, C, NEW], [A, B, C], [NEW], []),
        ([A, C], [A, B, C], [], [B]),
        ([B, C], [A, B, C], [], [A]),
        ([A, B], [A, B, C], [], [C]),
        ([A, NEW, C], [A, B, C], [], []),  # in its place something else is said: alignment tells it
        # as the sentence that was put in ends as the one before it does, either end could be the one that was heard
        ([A, "Hij woont ook al lang in Gent.", B], [A, B], ["Hij woont ook al lang in Gent."], []),
        # said twice, written once: the second one is whole
        ([A, B], [A, B, B], [], [B]),
        ([A, A, B], [A, B], [A], []),
        # of the two, the second was misheard in part: the one that is written is not torn over both
        ([A, B, C], [A, B, "Het krijt dient na drie weken.", C], [], ["Het krijt dient na drie weken."]),
        ([A, B, C], [A, B[:-1], "het gebied kwam na drie weken", C], [], ["het gebied kwam na drie weken"]),
        ([STRAIT, B], [STRAIT, "Zij was bij de zee-engte.", B], [], ["Zij was bij de zee-engte."]),
        # figures before a sentence that nobody says stay in their own sentence
        (["Wij kregen 25 tot 30.", NEW, B], ["Wij kregen vijfentwintig tot dertig.", B], [NEW], []),
        # words beside it that were misheard belong to their own sentence
        ([A, NEW, B, C], [A[:-5] + "Hand.", B, C], [NEW], []),
        ([A, C], [A, B, "Huh " + C[3:]], [], [B]),
        # figures are read as words
        (["Er zijn 4 of 5 %.", A], ["Er zijn vier of vijf procent.", A], [], []),
        (["In 1998, 12.500 euro.", A], ["In negentienhonderd achtennegentig twaalfduizend euro.", A], [], []),
        # a speaker's name stands in the text alone
        (["Fatou: " + A, "Jan: " + B], [A, B], [], []),
    ],
)  # fmt: skip
def test_compared(text: list[str], said: list[str], unspoken: list[str], extra: list[str]) -> None:
    """Whole sentences are found, whatever stands beside them; a figure or a name derails nothing."""
    assert compared(" ".join(text), *said) == (unspoken, extra)


@pytest.mark.parametrize(
    ("text", "words", "paragraphs", "sentences"),
    [
        ("Ja. Nee!\n\nMisschien", ["Ja.", "Nee!", "Misschien"], (0, 2), [(0, 1), (1, 2), (2, 3)]),
        ("Il dit : « Oui ! »", ["Il", "dit :", "« Oui ! »"], (0,), [(0, 3)]),
        ("- Dag\n \n\n80 %", ["- Dag", "80 %"], (0, 1), [(0, 1), (1, 2)]),
        (" \n\n ", [], (), []),
    ],
)
def test_given(
    text: str, words: list[str], paragraphs: tuple[int, ...], sentences: list[tuple[int, int]]
) -> None:
    """A sign that stands alone belongs to the word beside it; a blank line parts paragraphs."""
    found = given_text.given(text)
    assert (list(found.words), found.paragraphs) == (words, paragraphs)
    assert list(found.sentences()) == sentences
