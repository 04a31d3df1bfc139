"""Names and words as people write them: joined, in order, with their marks, at the weight asked, or named where not."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import Result
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw

from media import formats
from media.brand import kit
from media.brand.kit import Brand
from media.brandcheck import rules, sample
from media.lettering import bidi, fonts, shaping
from media.lettering.typefaces import Font
from media.render import drawing
from media.subtitles import reader
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.scene import Element, ShapedText, Text
from media.timeline.timeline import Credit
from tests.paths import CLASSIC_KIT, STREET
from tests.writing_fonts import VARIABLE

Picture = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
CUES = {
    "rtl.nl.srt": ("Ik heet محمد en ik bak brood.", "שלום, dat zeg ik elke dag."),
    "ling.nl.srt": ("Ɛlɔ́kɔ́ Nzámbɛ́, Ẹ̀kọ́, m̃bɔ́tɛ", "Şükrü İnce, Łódź, Nguyễn Thị"),
    "heart.nl.srt": ("Ik ❤️ mijn brood.",),
}


@pytest.fixture(params=["given", "made"])
def subtitles(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Path]:
    """The subtitle files that people brought, and the same words in files of our own."""

    def file(name: str) -> Path:
        if request.param == "given":
            if not (STREET / "films" / name).is_file():
                pytest.skip(f"{name} is not in {STREET}: name its folder in CAMPAIGN_TEST_STREET")
            return STREET / "films" / name
        times = ("00:00:00,600 --> 00:00:02,900", "00:00:03,100 --> 00:00:05,900")
        cues = (f"{n}\n{time}\n{text}\n\n" for n, (time, text) in enumerate(zip(times, CUES[name]), 1))  # noqa: B905
        (tmp_path / name).write_text("".join(cues), encoding="utf-8")
        return tmp_path / name

    return file


@pytest.fixture
def three_scripts(tmp_path: Path) -> Path:
    """A kit whose two fonts are one variable file with Latin, Hebrew and Arabic letters, light unless asked."""
    folder = Path(shutil.copytree(CLASSIC_KIT, tmp_path / "brand"))
    shutil.copy(VARIABLE, folder / "Rubik.ttf")
    file = folder / kit.FILE
    text = file.read_text(encoding="utf-8")
    for name in ("SemiBold", "Bold"):
        text = text.replace(f"package:SourceSans3-{name}.ttf", "Rubik.ttf")
    file.write_text(text, encoding="utf-8")
    return folder


def captions(path: Path, brand: Brand) -> list[Element]:
    """The subtitles of a file as they are laid over a film."""
    cues = reader.read(path).cues
    made = timeline.build(
        film=sample.film(8000), cues=cues, brand=brand, language="nl", format=formats.FORMATS["landscape"]
    )
    return list(made.of("caption"))


def letters(element: Element) -> Picture:
    """How far the letters of an element cover each pixel, which are white on a dark ground."""
    return np.asarray(drawing.drawn(element).convert("L"), dtype=float).clip(60) - 60


def stretches(picture: Picture) -> list[int]:
    """How wide each stretch of ink is, from left to right, that has no gap."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (picture.max(axis=0) > 90).astype(int), [0]))))
    return [int(end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def words_of(element: Element) -> Text:
    """What an element says."""
    (text,) = (shape for shape in element.shapes if isinstance(shape, Text))
    return text


def as_if_written(element: Element, line: str) -> Picture:
    """The element's picture, had its letters been set one by one from left to right."""
    text, sheet = words_of(element), Image.new("L", (element.box.width, element.box.height))
    middle = element.box.width / 2 - fonts.face(text.font, text.size).getlength(line) / 2
    rise = (text.line_height + fonts.cap_height(text.font, text.size)) / 2
    at = round(middle), round(text.box.y - element.box.y + rise)
    ImageDraw.Draw(sheet).text(at, line, font=fonts.face(text.font, text.size), fill=195, anchor="ls")
    return np.asarray(sheet, dtype=float)


def alike(one: Picture, other: Picture) -> float:
    """How alike two pictures are to somebody who sees them from afar: 1 is the same."""
    rows, columns = (size // 6 * 6 for size in one.shape)
    small = [
        picture[:rows, :columns].reshape(rows // 6, 6, columns // 6, 6).mean(axis=(1, 3)).ravel()
        for picture in (one, other)
    ]
    return float(np.corrcoef(*small)[0, 1])


def findings(campaign: Callable[..., Result], path: Path) -> list[tuple[str, str]]:
    """Line and sentence of what `subtitles check` says of letters that are not drawn, or not seen."""
    said = json.loads(campaign("subtitles", "check", "--json", path).stdout)
    return [
        (one["where"].rpartition(":")[2], one["message"]) for one in said if one["code"] in ("S01", "S18")
    ]


def test_arabic_joins_and_hebrew_turns(subtitles: Callable[[str], Path], three_scripts: Path) -> None:
    """An Arabic name in a Dutch sentence is one stretch of ink; a Hebrew word stands from right to left before it."""
    name, greeting = captions(subtitles("rtl.nl.srt"), kit.load(three_scripts))
    wide = stretches(letters(name))
    assert max(wide) > 2 * words_of(name).size
    assert wide.index(max(wide)) == len("Ikheet")
    assert alike(letters(greeting), as_if_written(greeting, "םולש, dat zeg ik elke dag.")) > 0.9
    assert alike(letters(greeting), as_if_written(greeting, "שלום, dat zeg ik elke dag.")) < 0.9


def test_what_the_font_lacks_is_named_in_its_cue(
    subtitles: Callable[[str], Path], campaign: Callable[..., Result]
) -> None:
    """With a font of Latin letters, the Arabic and Hebrew ones are named, each at its line."""
    font = "the font SourceSans3-SemiBold.ttf lacks the characters"
    assert findings(campaign, subtitles("rtl.nl.srt")) == [("3", f"{font} م ح د"), ("7", f"{font} ש ל ו ם")]


def test_marks_stand_over_their_letters(
    subtitles: Callable[[str], Path], campaign: Callable[..., Result]
) -> None:
    """A name in Lingala or Yoruba takes the room of its letters alone, and has its marks above and below them."""
    path = subtitles("ling.nl.srt")
    assert findings(campaign, path) == []
    marked, turkish = captions(path, kit.load(CLASSIC_KIT))
    bare = stretches(as_if_written(marked, "Ɛlɔkɔ Nzambɛ, Eko, mbɔtɛ"))
    assert stretches(letters(marked)) == pytest.approx(bare, abs=3)
    assert alike(letters(turkish), as_if_written(turkish, "Şükrü İnce, Łódź, Nguyễn Thị")) > 0.99


def test_a_red_heart_is_a_heart(subtitles: Callable[[str], Path], campaign: Callable[..., Result]) -> None:
    """A heart that a phone wrote is drawn, in the colour of the text."""
    path = subtitles("heart.nl.srt")
    assert findings(campaign, path) == []
    (love,) = captions(path, kit.load(CLASSIC_KIT))
    assert alike(letters(love), as_if_written(love, "Ik ❤ mijn brood.")) > 0.99


@pytest.mark.parametrize(
    ("sign", "named"),
    [
        ("🧡", "🧡"),
        ("👩‍🍳", "👩‍🍳"),
        ("🇧🇪", "🇧🇪"),
        ("1️⃣", "1️⃣"),
        ("👍🏽", "👍🏽"),
        ("✈️", "✈️"),
        ("کتاب‌ها", "ک ت ا ب ه"),
    ],
)
def test_a_sign_is_named_as_it_is_seen(
    sign: str, named: str, tmp_path: Path, campaign: Callable[..., Result]
) -> None:
    """What cannot be drawn is named whole; nobody is told of invisible characters in it."""
    path = tmp_path / "film.nl.srt"
    path.write_text(f"1\n00:00:01,000 --> 00:00:03,000\nIk {sign} brood.\n\n", encoding="utf-8")
    font = "the font SourceSans3-SemiBold.ttf lacks the characters"
    assert findings(campaign, path) == [("3", f"{font} {named}")]


def test_one_variable_file_is_regular_and_bold(three_scripts: Path) -> None:
    """A variable font as both fonts is regular in subtitles and bold in names, never the hairline it comes as."""
    brand = kit.load(three_scripts)
    assert not [one for one in rules.check(three_scripts, languages=("nl",)) if one.code == "B14"]
    said = (shape for element in _sample(brand) for shape in element.shapes if isinstance(shape, Text))
    heavy = {shape.font: letters_at(shape.font) for shape in said}
    regular, bold, light = heavy[brand.font], heavy[brand.bold_font], letters_at(VARIABLE)
    assert light * 1.08 < regular < bold / 1.2


def letters_at(font: Font) -> float:
    """How much ink a word takes in a font."""
    sheet = Image.new("L", (600, 140))
    ImageDraw.Draw(sheet).text((10, 100), "Bakkerij", font=fonts.face(font, 100), fill=255, anchor="ls")
    return float(np.asarray(sheet, dtype=float).sum())


def _sample(brand: Brand) -> tuple[Element, ...]:
    return sample.laid_out(brand, "nl", formats.FORMATS["landscape"]).elements


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ('path = "Rubik.ttf"\nbold_path = "Rubik.ttf"', []),
        ('path = "Rubik.ttf"\nbold_path = "Rubik.ttf"\nweight = 500\nbold_weight = 800', []),
        ('path = "Rubik.ttf"\nbold_path = "Rubik.ttf"\nweight = 200', [("weight = 200", 300, 200)]),
        ('path = "Rubik.ttf"\nbold_path = "Rubik.ttf"\nbold_weight = 950', [("bold_weight = 950", 900, 950)]),
        ('path = "light.ttf"\nbold_path = "light.ttf"', [
            ('path = "light.ttf"', 300, 400), ('bold_path = "light.ttf"', 300, 700),
        ]),
        ('path = "package:SourceSans3-SemiBold.ttf"\nbold_path = "package:SourceSans3-SemiBold.ttf"', []),
        ('path = "package:SourceSans3-SemiBold.ttf"\nbold_path = "package:SourceSans3-Bold.ttf"\nweight = 400', [
            ("weight = 400", 600, 400),
        ]),
    ],
    ids=["both", "asked", "too light", "too heavy", "one light file", "one heavy file", "a file of another weight"],
)  # fmt: skip
def test_a_weight_that_cannot_be_had(
    keys: str, found: list[tuple[str, float, float]], three_scripts: Path
) -> None:
    """A font that has not the weight wanted is a warning at its line, with the weight that is drawn."""
    with TTFont(VARIABLE) as font:
        del font["fvar"], font["gvar"], font["STAT"]
        font.save(three_scripts / "light.ttf")
    file = three_scripts / kit.FILE
    lines = file.read_text(encoding="utf-8").replace('path = "Rubik.ttf"\nbold_path = "Rubik.ttf"', keys)
    file.write_text(lines, encoding="utf-8")
    told = [one for one in rules.check(three_scripts, languages=("nl",)) if one.code == "B14"]
    said = [
        (lines.splitlines()[int(one.where.rpartition(":")[2]) - 1], one.params["drawn"], one.params["wanted"])
        for one in told
    ]
    assert said == found


def test_names_in_every_script(three_scripts: Path) -> None:
    """A name, its role, a title and what ends a film are drawn in any script that the kit's fonts have."""
    brand = kit.load(three_scripts)
    made = timeline.build(
        film=sample.film(8000), cues=(), brand=brand, language="nl", format=formats.FORMATS["portrait"],
        credit=Credit(name="محمد بن علي", role="oprichter", organisation="בית לחם"), title="שלום לכל העולם",
    )  # fmt: skip
    for kind in ("nameplate", "title", "end"):
        (element,) = made.of(kind)
        assert letters(element).any()
    assert {type(shape) for shape in made.of("title")[0].shapes} >= {ShapedText}


def test_a_name_stands_before_its_house(three_scripts: Path) -> None:
    """Who speaks stands at the left of the house in a line of both, however its letters are read."""
    brand = kit.load(three_scripts)
    credit = Credit(name="محمد بن علي", role="", organisation="Brusoc")
    (title,) = timeline.build(
        film=sample.film(8000), cues=(), brand=brand, language="nl", format=formats.FORMATS["landscape"], credit=credit,
    ).of("title")  # fmt: skip
    line = [shape for shape in title.shapes if isinstance(shape, Text)][-1].lines[0]
    glyphs = shaping.shaped(line, brand.font, 40, bidi.base_level(line)).glyphs
    places = {glyph.character: glyph.x for glyph in glyphs}
    assert places[line.index("م")] < places[line.index("·")] < places[line.index("B")]


def test_long_text_breaks_in_the_order_in_which_it_is_said(three_scripts: Path) -> None:
    """A long sentence in Hebrew parts into lines of whole words, the first above, and each is laid out alone."""
    said = "שלום לכולם אני אופה לחם כבר עשר שנים בעיר הזאת ואני אוהב את כל הלקוחות שלי מאוד"
    (element,) = timeline.build(
        film=sample.film(8000), cues=[Cue(start_ms=0, end_ms=5000, text=said)], brand=kit.load(three_scripts),
        language="nl", format=formats.FORMATS["square"],
    ).of("caption")  # fmt: skip
    lines = words_of(element).lines
    assert len(lines) > 1
    assert " ".join(lines) == said
    for line in lines:
        glyphs = shaping.shaped(line, words_of(element).font, 40, 1).glyphs
        assert [glyph.character for glyph in glyphs] == list(reversed(range(len(line))))


def test_lines_that_are_read_from_the_right_begin_there(three_scripts: Path) -> None:
    """Lines of unequal length in Hebrew are flush at the right, of Dutch at the left, where both are not centred."""
    brand = kit.load(three_scripts)
    for words, edge in (("- שלום לכולם כאן\n- כן", -1), ("- Dag iedereen hier\n- Ja", 0)):
        (element,) = timeline.build(
            film=sample.film(8000), cues=[Cue(start_ms=0, end_ms=5000, text=words)], brand=brand, language="nl",
            format=formats.FORMATS["landscape"],
        ).of("caption")  # fmt: skip
        picture = letters(element)
        upper, lower = np.split(picture[: picture.shape[0] // 2 * 2], 2)
        ends = [np.flatnonzero(half.max(axis=0) > 90)[edge] for half in (upper, lower)]
        assert abs(int(ends[0]) - int(ends[1])) < words_of(element).size / 4
