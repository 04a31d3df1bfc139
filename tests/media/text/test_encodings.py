"""Text that was decoded wrongly is decoded again; text that was not stays as it is."""

import pytest

from media.text import encodings


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("CrÃ©dal, câ€™est", "Crédal, c’est"),
        ("CrÃ©dal en Crédal", "Crédal en Crédal"),
        ("â‚¬ 5", "€ 5"),
        ("Å“uvre", "œuvre"),
        ("CrÃƒÂ©dal", "Crédal"),
    ],
)
def test_decoded_again(written: str, meant: str) -> None:
    """UTF-8 that was read as an older encoding, once or twice, wholly or in part, is read again as UTF-8."""
    assert encodings.repaired(written) == meant


@pytest.mark.parametrize(
    "text",
    ["Elle a dit â€œouiâ€", "Et puis nonâ€ .", "nonâ€\u00a0!", "BEAUTÉ²", "LIBERTÉ°", "À°", "EMPLOYÉ·E·S"],
)
def test_what_was_not_decoded_wrongly_or_lost_a_byte_stays(text: str) -> None:
    """Nothing is guessed: not what stood where a byte was lost, and capitals with accents are right as they are."""
    assert encodings.repaired(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "« Ça va ? » – l’été à Liège…",
        "‘s Avonds: één crème brûlée",
        "œ : « oui »",
        "Ayşe & Łukasz",
        "Ã",
        "naïef",
        "São Paulo",
    ],
)
def test_right_lines_stay(line: str) -> None:
    """Quotes, dashes, spaces and accents of right lines are as they were."""
    assert encodings.repaired(line) == line


def test_invisible_characters() -> None:
    """What nobody sees goes, a line end of Unicode becomes a space, a letter of Windows is that letter."""
    assert encodings.repaired("\ufeffeen\u200b\u2028twee \x80 5") == "een twee € 5"
