"""What a recogniser invents over silence is dropped and told; what people say stays."""

from collections.abc import Sequence
from typing import Any

import pytest

from media.speech import kept_words

EVERYWHERE = [(0, 60_000)]


def segment(text: str, start: int = 1000, no_speech: float = 0.1) -> dict[str, Any]:
    """A segment whose words begin every 300 ms from `start` on."""
    words = [
        [f" {word}", start + at * 300, start + at * 300 + 250, 0.9] for at, word in enumerate(text.split())
    ]
    return {"no_speech": no_speech, "words": words}


def kept(
    *segments: dict[str, Any], voice: Sequence[tuple[int, int]] = EVERYWHERE
) -> tuple[str, list[tuple[str, str]]]:
    """The words that are kept, and what is dropped with its reason."""
    words, dropped = kept_words.parted(segments, voice)
    return " ".join(one.text for one in words), [(one.why, one.text) for one in dropped]


@pytest.mark.parametrize(
    "text",
    [
        "TV GELDERLAND 2020.",
        "Muziek.",
        "Ondertitels ingediend door de Amara.org gemeenschap.",
        "Ondertiteld door Jan Voorbeeld.",
        "Sous-titres réalisés par la communauté d'Amara.org",
        "Sous-titrage ST' 501",
        "Merci d'avoir regardé cette vidéo !",
        "Subtitles by the Amara.org community",
        "Thanks for watching!",
    ],
)
def test_known_inventions(text: str) -> None:
    """A sentence that is nothing but what recognisers write over silence is dropped, in whatever language."""
    assert kept(segment(text)) == ("", [("invention", text)])


@pytest.mark.parametrize(
    "text",
    [
        "De muziek stond te luid.",
        "Ik heb het programma zelf ondertiteld.",
        "Wij maken muziek.",
        "Les sous-titres sont trop petits.",
        "Merci d'avoir regardé mon dossier.",
        "I was watching the music.",
    ],
)
def test_what_people_say(text: str) -> None:
    """A sentence that has such words in it stays whole."""
    assert kept(segment(text)) == (text, [])


def test_an_invention_between_sentences() -> None:
    """Of two sentences the invented one goes, and the other stays."""
    assert kept(segment("Dat kan. Muziek. Ik kom."), segment("Muziek", 9000)) == (
        "Dat kan. Ik kom.",
        [("invention", "Muziek."), ("invention", "Muziek")],
    )


def test_silence() -> None:
    """Words that touch no voice are dropped, those near one are kept."""
    spoken, silent = segment("Ik ben hier.", 2000), segment("En daar ook.", 30_000)
    assert kept(spoken, silent, voice=[(2300, 2900)]) == ("Ik ben hier.", [("silence", "En daar ook.")])


def test_no_speech() -> None:
    """A segment that the recogniser itself takes for no speech is dropped, however sure it is of its words."""
    assert kept(segment("Dat is waar.", no_speech=0.71)) == ("", [("no-speech", "Dat is waar.")])


def test_repetitions() -> None:
    """A phrase that is said over and over is kept once; a word said a few times is how people speak."""
    loop = " ".join(["we gaan naar huis"] * 9)
    assert kept(segment(loop)) == ("we gaan naar huis", [("repeated", " ".join(["we gaan naar huis"] * 8))])
    assert kept(segment("nee nee nee, ik wil niet, ik wil niet")) == (
        "nee nee nee, ik wil niet, ik wil niet",
        [],
    )


def test_pieces_of_words() -> None:
    """What a recogniser gives in pieces is one word, as sure as its least sure piece."""
    pieces = [
        [" zee", 1000, 1300, 0.9],
        ["-engte", 1300, 1700, 0.4],
        [" 80", 2000, 2200, 0.8],
        ["%.", 2200, 2500, 0.7],
    ]
    words, _ = kept_words.parted([{"no_speech": 0.0, "words": pieces}], EVERYWHERE)
    assert [(one.text, one.start_ms, one.end_ms, one.confidence) for one in words] == [
        ("zee-engte", 1000, 1700, 0.4),
        ("80%.", 2000, 2500, 0.7),
    ]
