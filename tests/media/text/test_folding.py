"""Names are compared in one way: accents, case, apostrophes, hyphens and spaces make no other name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.text import folding

NAMES = ("D'Hondt", "Crédal", "microStart", "Jean-Pierre Émile", "Kœnig", "Øystein Straße", "O’Brien & Søn")
SAME = [
    ("D'Hondt", "D’Hondt"),
    ("D'Hondt", "dʼhondt"),
    ("Crédal", "CREDAL"),
    ("microStart", "Micro-Start"),
    ("microStart", "micro start"),
    ("Jan  Peeters", "Jan Peeters"),
    ("Jan\u00a0Peeters", "jan peeters "),
    ("Émile", "Emile"),
    ("Marie‑Jeanne", "Marie-Jeanne"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name(one: str, other: str) -> None:
    """Two spellings of a name are the same, and either stands in a text that has the other."""
    assert folding.same(one, other)
    assert folding.stands_in(one, f"Met dank aan {other}, en tot morgen.")
    assert folding.stands_in(other, f"«{one}»")


@pytest.mark.parametrize(
    ("name", "text"),
    [("Crédal", "Credalis"), ("An", "Anja"), ("Hefboom", "de hefbomen"), ("Jan Maes", "Jan en Maes")],
)
def test_other_words_are_other_names(name: str, text: str) -> None:
    """A longer word, or words with others between them, is no such name."""
    assert not folding.stands_in(name, text)


@given(st.sampled_from(NAMES), st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")))
def test_no_form_of_unicode_makes_another_name(name: str, form: str) -> None:
    """A name that macOS took apart is the one that Windows put together."""
    assert folding.same(name, unicodedata.normalize(form, name.upper()))
    assert folding.stands_in(name, unicodedata.normalize(form, f"van {name}: ja"))


def test_signs_alone_are_compared_as_they_stand() -> None:
    """A name of which folding leaves nothing is only the same as itself."""
    assert folding.same("★", "★ ")
    assert not folding.same("★", "☆")
    assert folding.stands_in("★★", "wij zijn ★★")
    assert not folding.stands_in("", "wij")
