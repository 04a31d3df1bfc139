"""Words that were given and words that were heard are paired, in their order, however they are written."""

import random
import tracemalloc

import pytest

from media.speech.alignment import word_matching


def pairs(given: str, heard: str) -> list[tuple[str, str]]:
    """The pairs of words of two texts that are alike."""
    mine, theirs = given.split(), heard.split()
    return [(mine[one.given], theirs[one.heard]) for one in word_matching.anchors(mine, theirs)]


@pytest.mark.parametrize(
    ("given", "heard", "alike"),
    [
        ("De zee is blauw.", "de zee is blauw", "De/de zee/zee is/is blauw./blauw"),
        ("Ik heb een zaak", "Ik heb de zaak", "Ik/Ik heb/heb zaak/zaak"),
        ("zee-engte", "zee engte", "zee-engte/zee zee-engte/engte"),
        ("l'accident « grave »", "L’ accident grave", "l'accident/L’ l'accident/accident grave/grave"),
        ("Crédal à Namur", "Credale à Namur", "Crédal/Credale à/à Namur/Namur"),
        ("80 % de 1,6", "quatre-vingts pour cent de un virgule six", "de/de"),
        ("... – !", "ja", ""),
        ("", "ja", ""),
        ("ja", "", ""),
    ],
)
def test_pairs(given: str, heard: str, alike: str) -> None:
    """Capitals, accents, signs, hyphens and slips keep no pair apart; figures are not paired with words."""
    assert " ".join("/".join(pair) for pair in pairs(given, heard)) == alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("dialoog", "dialog", 6 / 7), ("zee", "zee", 1.0), ("zee", "meer", 0.5), ("", "", 1.0), ("a", "", 0.0)],
)
def test_likeness(one: str, other: str, alike: float) -> None:
    """Likeness is the part of the longer word that needs no change."""
    assert word_matching.likeness(one, other) == pytest.approx(alike)


def test_a_long_film() -> None:
    """Half an hour of words is matched within 60 MB, some sentences of it left out of the text."""
    rng = random.Random(1)
    known = ["".join(rng.choices("aeiourstln", k=rng.randint(2, 9))) for _ in range(300)]
    said = rng.choices(known, k=4000)
    given = [word for place, word in enumerate(said) if place % 1000 > 11]
    tracemalloc.start()
    found = word_matching.anchors(given, said)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len({one.given for one in found}) > 0.97 * len(given)
    assert peak < 60_000_000
