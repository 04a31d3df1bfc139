"""Consoles that cannot show every sign: what is printed comes nearest, and nothing crashes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.text import nearest_signs


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("Durée\u202f: 18\u202fh\u202f30", "cp1252", "Durée : 18 h 30"),
        ("Durée\u202f: 18\u202fh\u202f30", "cp850", "Durée : 18 h 30"),
        ("« Crédal », l’été…", "cp1252", "« Crédal », l’été…"),
        ("« Crédal », l’été…", "cp850", "« Crédal », l'été..."),
        ("« Crédal », l’été…", "ascii", '" Credal ", l\'ete...'),
        ("Şimdilik, Łukasz, Ɛlɔ́kɔ́", "cp1252", "Simdilik, Lukasz, ?l?k?"),
        ("vroeger → later ✓", "cp850", "vroeger -> later +"),
        ("5 €", "cp850", "5 EUR"),
        ("cœur", "cp850", "coeur"),
        ("اهلا", "cp1252", "????"),
        ("e\u0301te\u0301", "cp1252", "ete"),
        ("🎬", "cp1252", "?"),
    ],
)
def test_what_is_shown(text: str, encoding: str, shown: str) -> None:
    """Spaces stay spaces, quotation marks are some, letters lose a mark; what nothing stands for is a `?`."""
    assert text.encode(encoding, nearest_signs.handler(encoding)).decode(encoding) == shown


@given(st.text(), st.sampled_from(["cp1252", "cp850", "cp437", "ascii", "latin-1"]))
def test_anything_can_be_printed(text: str, encoding: str) -> None:
    """Whatever a text holds, it can be printed; what the console has stays as it is."""
    shown = text.encode(encoding, nearest_signs.handler(encoding)).decode(encoding)
    if text.isascii():
        assert shown == text
