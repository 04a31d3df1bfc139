"""What leads to a person in a text: addresses and numbers, however they are written; what is no such thing."""

import pytest

from media.text import private_data

CASES = [
    ("Mail diane@voorbeeld.be", ["private-mail"]),
    ("Schrijf naar Aicha.Ben-Ali+film@mail.example.org!", ["private-mail"]),
    ("Bel 0470 12 34 56", ["private-phone"]),
    ("0470/12.34.56", ["private-phone"]),
    ("GSM: 0470-123-456", ["private-phone"]),
    ("+32 470 12 34 56", ["private-phone"]),
    ("0032 (0)470 12 34 56", ["private-phone"]),
    ("Tél. 02/555.12.12", ["private-phone"]),
    ("BE68 5390 0754 7034", ["private-account"]),
    ("85.07.30-033.28", ["private-register"]),
    ("05/12/2026 0470 12 34 56", ["private-phone"]),
    ("an@voorbeeld.be, 0470 12 34 56, bo@voorbeeld.be", ["private-mail", "private-phone"]),
    ("Appelez le 0471 12 34 56", ["private-phone"]),
    ("0471/12.34.56", ["private-phone"]),
    ("0471 123 456", ["private-phone"]),
    ("0471123456", ["private-phone"]),
    ("0471 / 12 34 56", ["private-phone"]),
    ("0471 – 12 34 56", ["private-phone"]),
    ("0471\u00a012\u202f34\u00a056", ["private-phone"]),
    ("(0471) 12 34 56", ["private-phone"]),
    ("(02) 123 45 67", ["private-phone"]),
    ("02/123.45.67", ["private-phone"]),
    ("02 / 123 45 67", ["private-phone"]),
    ("081 22 33 44", ["private-phone"]),
    ("+32 471 12 34 56", ["private-phone"]),
    ("+32471123456", ["private-phone"]),
    ("(+32) 471 12 34 56", ["private-phone"]),
    ("+32 (0) 471/12.34.56", ["private-phone"]),
    ("+32 0471 12 34 56", ["private-phone"]),
    ("0032 471 12 34 56", ["private-phone"]),
    ("Tél.0471 12 34 56", ["private-phone"]),
    ("gsm/0471123456", ["private-phone"]),
    ("tel:0471123456", ["private-phone"]),
    ("0471 12 34 56.", ["private-phone"]),
    ("04 71 12 34 56", ["private-phone"]),
    ("+33 6 12 34 56 78", ["private-phone"]),
    ("BE 0123.456.789", []),
    ("BE0471123456", []),
    ("BE 0471 123 456", []),
    ("TVA : BE 0471.123.456", []),
    ("numéro d’entreprise 0471.123.456", []),
    ("ondernemingsnummer: 0471 123 456", []),
    ("RPM Bruxelles 0403.170.701", []),
    ("+++090/9337/55493+++", []),
    ("+++123/4567/89012+++", []),
    ("Le 02 12 2026 18 30", []),
    ("Le 02 - 12 - 2026 à 18 30", []),
    ("1.047.112.345 euros", []),
    ("10 000 000 € de 2019 à 2026", []),
    ("de 08h30 à 12h00, de 13h à 17h", []),
    ("0,75 % sur 5 000 €", []),
    ("Op 05/12/2026 18u30", []),
    ("Op 01.12.2026 18:30 en 02-12-2026 19:00", []),
    ("Op 1/2/2026 20h15", []),
    ("BE 0403.170.701", []),
    ("In 2019 en 2020, 10.000 keer, 3 @ 2 euro", []),
    ("@microstart #samen", []),
    ("1000 Brussel, 0-18 jaar", []),
]


@pytest.mark.parametrize(("text", "kinds"), CASES)
def test_kinds(text: str, kinds: list[str]) -> None:
    """Each kind is found once, whatever it is written like; days with an hour and public numbers are none."""
    assert list(private_data.kinds(text)) == kinds


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("Mail Info@Credal.be", "info@credal.be"),
        ("Mail jan@credal.be", "@credal.be"),
        ("Bel +32 (0)2 555 12 12", "02/555.12.12"),
        ("Bel 02 555 12 12", "+32 2 555 12 12"),
        ("Steun ons: BE68 5390 0754 7034", "BE68539007547034"),
    ],
)
def test_what_everybody_may_have(text: str, ours: str) -> None:
    """What an organisation gives to everybody leads to nobody, in whatever form; anything else still does."""
    assert list(private_data.kinds(text)) != []
    assert list(private_data.kinds(text, (ours,))) == []
    assert list(private_data.kinds(f"{text}, an@voorbeeld.be", (ours,))) == ["private-mail"]
