"""Letters that join, turn and carry marks: as HarfBuzz and FriBiDi draw them in Pillow, where a computer has both."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, features

from media.lettering import bidi, fonts, shaping, typefaces
from media.lettering.typefaces import Font
from tests import writing_fonts
from tests.writing_fonts import DEVANAGARI, LATIN, THREE_SCRIPTS, VARIABLE

SIZE = 120
MIXED = {
    "a name": (THREE_SCRIPTS, "Ik heet محمد en ik bak brood."),
    "Hebrew first": (THREE_SCRIPTS, "שלום, dat zeg ik elke dag."),
    "an Arabic sentence": (THREE_SCRIPTS, "قال محمد: أعمل مع microStart منذ ٣ سنوات!"),
    "brackets": (THREE_SCRIPTS, "(أهلا) en [שלום] 12,5"),
    "vowels": (THREE_SCRIPTS, "مُحَمَّد"),
    "bold": (typefaces.at_weight(VARIABLE, 700), "بيت Bakkerij"),
    "Lingala": (LATIN, "Ɛlɔ́kɔ́ Nzámbɛ́, Ẹ̀kọ́"),
    "Hindi": (DEVANAGARI, "नमस्ते विद्या कर्म कि"),
}


def drawn(text: str, font: Font) -> Image.Image:
    """A line as films have it, on a picture whose baseline is at 150."""
    line = shaping.shaped(text, font, SIZE, bidi.base_level(text))
    mask = shaping.mask(line, font, SIZE)
    sheet = Image.new("L", (round(line.width) + 80, 220))
    sheet.paste(
        Image.frombytes("L", (mask.width, mask.height), mask.covered), (40 + mask.left, 150 + mask.top)
    )
    return sheet


def stretches(picture: Image.Image) -> int:
    """How many stretches of ink stand side by side, with nothing between them."""
    columns = np.asarray(picture).max(axis=0) > 60
    return int((columns[1:] & ~columns[:-1]).sum())


@pytest.mark.skipif(not features.check("raqm"), reason="this computer has no FriBiDi for Pillow")
@pytest.mark.parametrize("kind", MIXED)
def test_a_line_looks_as_raqm_draws_it(kind: str) -> None:
    """Each letter stands where another program with the same rules puts it."""
    font, text = MIXED[kind]
    opened = ImageFont.truetype(typefaces.file_of(font), SIZE, layout_engine=ImageFont.Layout.RAQM)
    if not isinstance(font, Path):
        opened.set_variation_by_axes([font.weight])
    ours = drawn(text, font)
    theirs = Image.new("L", ours.size)
    way = "rtl" if bidi.base_level(text) else "ltr"
    ImageDraw.Draw(theirs).text((40, 150), text, font=opened, fill=255, anchor="ls", direction=way)
    small = [one.resize((one.width // 8, one.height // 8), Image.Resampling.BOX) for one in (ours, theirs)]
    differ = np.asarray(ImageChops.difference(*small), dtype=float)
    assert abs(opened.getlength(text, direction=way) - shaping.shaped(text, font, SIZE).width) < len(text)
    assert differ.mean() < 0.25 * np.asarray(small[1], dtype=float).mean()


def test_arabic_letters_join() -> None:
    """The four letters of a name are one stretch of ink, and stand alone where each is written alone."""
    assert stretches(drawn("محمد", THREE_SCRIPTS)) == 1
    assert stretches(drawn("م ح م د", THREE_SCRIPTS)) == 4


def test_what_is_read_from_the_right_stands_so() -> None:
    """The first letter of a word in Hebrew is at its right end, and so is the word before in a sentence."""
    line = shaping.shaped("לחם טוב", THREE_SCRIPTS, SIZE, 1)
    assert [glyph.character for glyph in line.glyphs] == [6, 5, 4, 3, 2, 1, 0]


@pytest.mark.parametrize("letter", ["ɔ́", "ɛ́", "Ɛ́", "ɔ̃́", "ẹ̀", "m̃", "Ẹ̀", "x̱", "ĺ̥"])
@pytest.mark.parametrize("spoilt", ["whole", "no marks placed", "no rules at all"])
def test_marks_stand_over_and_under_their_letters(letter: str, spoilt: str, tmp_path: Path) -> None:
    """Whatever the font says of it, a mark is over or under the middle of its letter, and takes no room of its own."""
    font = {
        "whole": lambda: LATIN,
        "no marks placed": lambda: writing_fonts.without_features(LATIN, "GPOS", ("mark", "mkmk"), tmp_path),
        "no rules at all": lambda: writing_fonts.without(LATIN, ("GPOS", "GSUB"), tmp_path),
    }[spoilt]()
    line = shaping.shaped(f"a{letter}a", font, SIZE)
    bare = shaping.shaped(f"a{fonts.drawable(letter)[0]}a", font, SIZE)
    assert line.width == pytest.approx(bare.width, abs=4)
    (_, *middle, _) = sorted(line.glyphs, key=lambda glyph: glyph.character)
    carrier, *marks = [glyph.ink for glyph in middle if glyph.ink]
    assert marks
    for mark in marks:
        assert carrier[0] - 6 <= (mark[0] + mark[2]) / 2 <= carrier[2] + 6
        assert mark[1] > carrier[3] - 14 or mark[3] < carrier[1] + 14
    assert len({round((mark[1] + mark[3]) / 2) for mark in marks}) == len(marks)


def test_a_letter_that_a_font_has_in_parts_is_composed(tmp_path: Path) -> None:
    """A Ş that has no glyph is drawn as an S with its cedilla, and is as wide as the S."""
    font = writing_fonts.with_mapping(LATIN, {"Ş": ""}, tmp_path)
    assert fonts.is_shaped("Şükrü", font)
    assert fonts.width("Şükrü", font, 60) == pytest.approx(shaping.shaped("Şükrü", LATIN, 60).width, abs=0.1)


@pytest.mark.parametrize(
    "text",
    ["Elke nacht om vier uur", "Şükrü İnce, Łódź", "Nguyễn Thị", "Ik ❤️ brood", "Où ? « 25\u202f000 € »"],
)
def test_letters_side_by_side_are_drawn_as_ever(text: str) -> None:
    """Text that needs no shaping is left to Pillow, so that films of before are what they were."""
    assert not fonts.is_shaped(fonts.drawable(text), LATIN)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Bru\u200dssel", "Brussel"),
        ("\u200fLatijn\u200e", "Latijn"),
        ("👩\u200d🍳", "👩\u200d🍳"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u00adb\u200bc\ufeff", "abc"),
    ],
)
def test_only_what_leads_letters_stays(given: str, kept: str) -> None:
    """Joiners stay where they make one sign of several, or part letters that would join; elsewhere they go."""
    assert fonts.drawable(given) == kept


def test_a_computers_own_language_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The letters do not depend on where the computer stands."""
    there = [glyph.number for glyph in shaping.shaped("Ɛlɔ́ ij fi", LATIN, 40).glyphs]
    for name in ("LC_ALL", "LANG", "LC_CTYPE"):
        monkeypatch.setenv(name, "tr_TR.UTF-8")
    shaping.shaped.cache_clear()
    assert [glyph.number for glyph in shaping.shaped("Ɛlɔ́ ij fi", LATIN, 40).glyphs] == there
