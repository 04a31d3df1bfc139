"""What a font cannot draw right is named as a person sees it, and nothing else is."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from media.errors import BadInput
from media.lettering import bidi, drawing_faults, fonts, shaping, typefaces
from media.lettering.typefaces import Font
from tests import writing_fonts
from tests.writing_fonts import DEVANAGARI, LATIN, THREE_SCRIPTS, VARIABLE


def told(font: Font, text: str) -> list[tuple[str, str]]:
    """Code and letters of each fault."""
    return [(fault.code, " ".join(fault.letters)) for fault in drawing_faults.faults(font, text)]


@pytest.mark.parametrize(
    ("font", "text"),
    [
        (LATIN, "Ɛlɔ́kɔ́ Nzámbɛ́, Ẹ̀kọ́, m̃bɔ́tɛ"),
        (LATIN, "Şükrü İnce, Łódź, Nguyễn Thị"),
        (LATIN, "Ik ❤️ mijn brood, 12 %. « Où ? » — ‘ja’ …"),
        (LATIN, "Е́сть Ѓоце Ἀθήνα"),
        (THREE_SCRIPTS, "Ik heet محمد en ik bak brood."),
        (THREE_SCRIPTS, "دار ورد, إله لا"),
        (THREE_SCRIPTS, "مُحَمَّد"),
        (THREE_SCRIPTS, "שלום, dat zeg ik (elke) dag. תַּפּ"),
        (DEVANAGARI, "नमस्ते विद्या कर्म कि"),
    ],
)
def test_nothing_is_said_of_what_is_drawn_right(font: Font, text: str) -> None:
    """Names and sentences in a font that has them are fine."""
    assert told(font, text) == []


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Ik heet محمد.", "م ح د"),
        ("שלום", "ש ל ו ם"),
        ("漢字 漢", "漢 字"),
        ("Ik ✈️ graag", "✈️"),
        ("Onze 👩‍🍳 uit 🇧🇪, keuze 1️⃣ 👍🏽", "👩‍🍳 🇧🇪 1️⃣ 👍🏽"),
        ("❤️‍🔥", "❤️‍🔥"),
        ("कि", "कि"),
        ("ค่ะ", "ค่ ะ"),
        ("می‌خ", "م ی خ"),
    ],
)
def test_what_a_font_lacks_is_named_whole(text: str, letters: str) -> None:
    """A sign of several characters is one, and is written as it was: never the invisible part of it."""
    assert told(LATIN, text) == [("letters-missing", letters)]


def spoilt(made: Path) -> dict[str, Callable[[], Font]]:
    """Fonts that have every letter and cannot write with them."""
    return {
        "no joining": lambda: writing_fonts.without_features(
            VARIABLE, "GSUB", ("init", "medi", "fina"), made
        ),
        "no rules": lambda: writing_fonts.without(DEVANAGARI, ("GSUB",), made),
        "blank": lambda: writing_fonts.with_mapping(LATIN, {"ß": " ", "é": "\u00a0"}, made),
        "many heights": lambda: LATIN,
        "pieces": lambda: writing_fonts.with_mapping(LATIN, {"☀": "A", "\u20e3": "o"}, made),
        "a vowel beside": lambda: writing_fonts.with_mapping(VARIABLE, {"\u064e": "-"}, made),
    }


@pytest.mark.parametrize(
    ("font", "text", "fault"),
    [
        ("no joining", "Ik heet محمد. دار", ("letters-unjoined", "محمد.")),
        ("no rules", "नमस्ते abc", ("script-without-rules", "नमस्ते")),
        ("blank", "Straße, één", ("letters-missing", "ß é")),
        ("pieces", "Ik ❤️ ☀️", None),
        ("pieces", "Ik ❤️‍☀️ brood, 1️⃣", ("sign-in-parts", "❤️‍☀️ 1️⃣")),
        ("many heights", "Ɛ́́́́́", ("letters-too-tall", "Ɛ́́́́́")),
        ("many heights", "\u0301a", ("marks-misplaced", "◌\u0301")),
        ("a vowel beside", "نَبت", ("marks-misplaced", "نَ")),
    ],
)
def test_what_would_look_wrong_is_named(
    font: str, text: str, fault: tuple[str, str] | None, tmp_path: Path
) -> None:
    """Letters apart, out of order, empty, in the next line, or with their marks elsewhere are found by their ink."""
    own = (
        tmp_path / uuid4().hex
    )  # pytest may give a folder's name again, and what a file of a name holds is kept
    own.mkdir()
    assert told(spoilt(own)[font](), text) == ([fault] if fault else [])


def test_a_render_is_refused_with_the_letters(tmp_path: Path) -> None:
    """What would look wrong is refused before a frame is drawn."""
    with pytest.raises(BadInput, match="text-drawn-wrong") as refused:
        drawing_faults.require_drawable(LATIN, "Ik heet محمد.")
    (what,) = [refused.value.params["what"]]
    assert (what.code, what.params["letters"]) == ("letters-missing", "م ح د")  # type: ignore[attr-defined]


def test_every_weight_is_looked_at() -> None:
    """A variable font is judged at the weight at which it is drawn."""
    for weight in (300, 700, 900):
        assert told(typefaces.at_weight(VARIABLE, weight), "Fatima محمد שלום") == []


@pytest.mark.parametrize("spoilt", [False, True], ids=["whole", "no marks placed"])
def test_every_mark_on_every_letter(spoilt: bool, tmp_path: Path) -> None:
    """Of hundreds of letters with marks that nobody thought of, each mark finds its place, or its glyph is missing."""
    font = writing_fonts.without_features(LATIN, "GPOS", ("mark", "mkmk"), tmp_path) if spoilt else LATIN
    marks = [chr(code) for code in range(0x300, 0x334) if unicodedata.combining(chr(code)) in (220, 230)]
    for letter in "aAbgiIklmNoqyɔɛƐŊ":
        found = drawing_faults.faults(font, " ".join(letter + mark for mark in marks))
        assert [fault.code for fault in found if fault.code != "letters-missing"] == []


@given(text=some.text(alphabet=some.characters(exclude_categories=["Cs"]), max_size=12))
def test_any_text_is_drawn_or_named(text: str) -> None:
    """Whatever somebody types, what is not named leaves ink for each of its letters."""
    for line in fonts.drawable(text).split("\n"):
        line = fonts.with_known_spaces(line, LATIN).strip()
        named = [letter for fault in drawing_faults.faults(LATIN, line) for letter in fault.letters]
        mask = shaping.mask(shaping.shaped(line, LATIN, 40, bidi.base_level(line)), LATIN, 40)
        assert len(mask.covered) == mask.width * mask.height
        seen = [sign for sign in line if unicodedata.category(sign)[0] in "LNPS"]
        assert named or not seen or any(mask.covered)
