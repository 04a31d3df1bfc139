"""Title and end cards of the look "band": what stands where, in which size, and what becomes of long texts."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from media.brand import kit
from media.brand.kit import Brand, Logo
from media.errors import BadInput
from media.formats import FORMATS, Format
from media.lettering import bidi
from media.sources.probe import Film
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.band import end_card, grid, title_card
from media.timeline.scene import Box, Element, Panel, Picture, Shape, Still, Text
from media.timeline.timeline import Credit
from tests.paths import EXAMPLE
from tests.writing_fonts import THREE_SCRIPTS

KIT = replace(
    kit.load(EXAMPLE / "brand"), look="band", title_picture="film", end_style="split", shows_question=False
)
FATOU = Credit(name="Fatou Voorbeeld", role="bakster in Gent", organisation="Hefboom")
QUESTION = {
    "nl": "Hoe houd je het vol in deze crisis?",
    "fr": "Comment tenez-vous le coup pendant la crise ?",
}
LONG = {  # 108 and 117 characters
    "nl": "Waarom moeten microfinanciers iedereen blijven steunen die bij een gewone bank altijd weer wordt geweigerd?",
    "fr": "Pourquoi faut-il que les institutions de microfinance continuent à soutenir celles et ceux que les banques "
    "refusent ?",
}
APPEAL = {
    "nl": "Samen geven we kleine ondernemers een kans die niemand anders hun vandaag in deze stad nog geven wil.",
    "fr": "Ensemble, donnons leur chance aux petits entrepreneurs que personne d’autre ne veut financer aujourd’hui.",
}
MARIE = "Marie-Christine van der Exemple-Beauregard de Fiction-Dupont van den Voorbeeldhove-Anvers"
UPRIGHT, WIDE = (1080, 1920), (1920, 1080)
ALL = list(FORMATS)


def cards(
    name: str | Format,
    brand: Brand = KIT,
    *,
    size: tuple[int, int] = WIDE,
    title: str = "",
    credit: Credit | None = FATOU,
    language: str = "nl",
    cue_ms: int | None = 300,
    centre: tuple[int, int] = (50, 50),
) -> tuple[Element, Element]:
    """Title and end card of a film of 2 s, too short for a name over it, whose first word is said at `cue_ms`."""
    film = Film(
        path=Path("film"), duration_ms=2000, width=size[0], height=size[1], fps=Fraction(25), has_sound=True
    )
    made = timeline.build(
        film=film,
        cues=[Cue(start_ms=cue_ms, end_ms=2000, text="Ja.")] if cue_ms is not None else [],
        brand=brand,
        language=language,
        format=FORMATS[name] if isinstance(name, str) else name,
        credit=credit,
        title=title,
        centre=centre,
    )
    return made.of("title")[0], made.of("end")[0]


def said(card: Element) -> list[str]:
    """Each text of a card, its lines joined."""
    return [" ".join(one.lines) for one in card.shapes if isinstance(one, Text)]


def texts(card: Element) -> list[Text]:
    """The texts of a card, from top to bottom."""
    return [one for one in card.shapes if isinstance(one, Text)]


def still(card: Element) -> Still | None:
    """The film's picture on a card."""
    return next((one for one in card.shapes if isinstance(one, Still)), None)


def pill(card: Element) -> Panel | None:
    """The ground of the address."""
    accent = KIT.colors.accent
    return next(
        (one for one in card.shapes if isinstance(one, Panel) and one.colour == accent and one.radius), None
    )


def box(shape: Shape) -> tuple[int, int, int, int]:
    """Left, top, right, bottom."""
    return shape.box.x, shape.box.y, shape.box.right, shape.box.bottom


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes have a pixel in common."""
    return other.x < one.right and one.x < other.right and other.y < one.bottom and one.y < other.bottom


@pytest.mark.parametrize(
    ("title", "credit", "expected"),
    [
        (
            "Waarom?",
            FATOU,
            ["Micro-ondernemers getuigen", "Waarom?", "Fatou Voorbeeld", "bakster in Gent · Hefboom"],
        ),
        ("", FATOU, ["Micro-ondernemers getuigen", "Fatou Voorbeeld", "bakster in Gent · Hefboom"]),
        (
            "Waarom?",
            replace(FATOU, name=None),
            ["Micro-ondernemers getuigen", "Waarom?", "bakster in Gent · Hefboom"],
        ),
        (
            "",
            replace(FATOU, name=None),
            ["MEY Awards", "Micro-ondernemers getuigen", "bakster in Gent · Hefboom"],
        ),
        (
            "",
            Credit(name=None, role="bakster", organisation=""),
            ["MEY Awards", "Micro-ondernemers getuigen", "bakster"],
        ),
        ("", None, ["MEY Awards", "Micro-ondernemers getuigen"]),
        ("Waarom?", None, ["Micro-ondernemers getuigen", "Waarom?"]),
        ("", Credit(name="Fatou", role="", organisation=""), ["Micro-ondernemers getuigen", "Fatou"]),
    ],
    ids=[
        "all",
        "no theme",
        "no name",
        "no theme and no name",
        "a role only",
        "nobody",
        "a theme alone",
        "a name alone",
    ],
)
def test_what_a_title_card_says(title: str, credit: Credit | None, expected: list[str]) -> None:
    """There is always a heading: the theme, else the name, else what the series is called; never an empty place."""
    assert said(cards("feed", title=title, credit=credit)[0]) == expected


@pytest.mark.parametrize(
    ("name", "size", "expected"),
    [
        ("landscape", WIDE, (1119, 0, 1920, 1080)),
        ("square", WIDE, (0, 0, 1080, 470)),
        ("feed", WIDE, (0, 0, 1080, 640)),
        ("portrait", WIDE, (0, 0, 1080, 754)),
        ("landscape", UPRIGHT, (1119, 0, 1920, 1080)),
        ("square", UPRIGHT, (432, 0, 1080, 470)),
        ("feed", UPRIGHT, (432, 0, 1080, 640)),
        ("portrait", UPRIGHT, (0, 0, 1080, 754)),
    ],
)
def test_where_the_films_picture_stands(name: str, size: tuple[int, int], expected: tuple[int, ...]) -> None:
    """Beside the words in landscape, above them elsewhere; an upright film on square and feed beside the mark."""
    picture = still(cards(name, size=size, title=QUESTION["nl"])[0])
    assert picture
    assert box(picture) == expected
    crop = picture.crop
    shown = (crop.right - crop.left) * size[0] / ((crop.bottom - crop.top) * size[1])
    assert shown == pytest.approx(picture.box.width / picture.box.height, rel=0.005)


@pytest.mark.parametrize(
    ("cue_ms", "expected"),
    [(300, 300), (None, 1000), (1990, 1800)],
    ids=["first word", "no words", "last"],
)
def test_moment_of_the_picture(cue_ms: int | None, expected: int) -> None:
    """The picture is the one in which the first word is said; without words the first second; never beyond the film."""
    picture = still(cards("square", cue_ms=cue_ms)[0])
    assert picture
    assert picture.at_ms == expected


@pytest.mark.parametrize(
    ("cover_ms", "expected"),
    [(4500, 2500), (900, 0), (60_000, 9800)],
    ids=["in the film", "before it", "after it"],
)
def test_title_card_shows_what_the_cover_shows(cover_ms: int, expected: int) -> None:
    """The cover's moment of the finished film, which begins 2 s after its card does, is also the title card's."""
    film = Film(
        path=Path("film"), duration_ms=10_000, width=1920, height=1080, fps=Fraction(25), has_sound=True
    )
    made = timeline.build(
        film=film, cues=[], brand=KIT, language="nl", format=FORMATS["square"], title="Ja?", cover_ms=cover_ms
    )
    picture = still(made.of("title")[0])
    assert picture
    assert (made.shot.start_ms, picture.at_ms) == (2000, expected)


def test_speaker_is_in_the_picture() -> None:
    """The part that is shown lies around the centre that somebody gave."""
    left, right = (still(cards("landscape", centre=(x, 40))[0]) for x in (10, 70))
    assert left
    assert right
    assert (left.crop.left, round((right.crop.left + right.crop.right) / 2, 2)) == (0, 0.7)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("picture", ["film", "none"])
def test_a_format_by_another_name(name: str, picture: str) -> None:
    """A format of another name has the cards of the one whose shape it has."""
    brand = replace(KIT, title_picture=picture)
    assert cards(replace(FORMATS[name], name="wall"), brand) == cards(name, brand)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("size", [WIDE, UPRIGHT], ids=["wide", "upright"])
@pytest.mark.parametrize("picture", ["film", "none"])
def test_all_words_on_one_edge(name: str, size: tuple[int, int], picture: str) -> None:
    """Words stand flush left on the safe area's edge, inside it, off the picture, and nothing meets the mark."""
    brand = replace(KIT, title_picture=picture)
    for language in ("nl", "fr"):
        for card in cards(name, brand, size=size, title=LONG[language], language=language):
            figures, shown = grid.of(FORMATS[name]), still(card)
            rows = texts(card)
            pills = [one for one in card.shapes if isinstance(one, Panel) and one.radius and one.alpha == 1]
            flush = [row for row in rows if not any(meet(row.box, pill.box) for pill in pills)]
            assert {row.box.x for row in flush} == {figures.safe.x}
            assert all(figures.safe.y <= row.box.y < row.box.bottom <= figures.safe.bottom for row in rows)
            assert all(row.box.right <= figures.safe.right for row in rows)
            assert all(one.box.bottom <= two.box.y for one, two in pairwise(rows))
            marks = [one.box for one in card.shapes if isinstance(one, Picture) and "mey" in one.path.name]
            assert len(marks) == 1
            assert not any(meet(row.box, other) for row in rows for other in marks)
            assert not shown or not any(meet(row.box, shown.box) for row in rows)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    ("wide", "tall"), [(3000, 250), (300, 900), (500, 500)], ids=["wide", "tall", "round"]
)
def test_marks_of_all_shapes(tmp_path: Path, name: str, wide: int, tall: int) -> None:
    """A campaign's mark of whatever shape is large enough to be seen, and meets neither words nor picture."""
    file = tmp_path / "mark-mey.png"
    Image.new("RGBA", (wide, tall), "#ffffff").save(file)
    brand = replace(KIT, logo=Logo(light=file, dark=file))
    for size in (WIDE, UPRIGHT):
        for card in cards(name, brand, size=size, title=LONG["fr"], language="fr"):
            marks = [one.box for one in card.shapes if isinstance(one, Picture) and one.path == file]
            shown, safe = still(card), grid.of(FORMATS[name]).safe
            for mark in marks:
                assert mark.width * mark.height > 75**2
                assert safe.x <= mark.x < mark.right <= safe.right
                assert mark.y >= safe.y
                assert not any(meet(mark, one.box) for one in texts(card))
                assert not shown or not meet(mark, shown.box)


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("name", ALL)
def test_long_question(name: str, language: str) -> None:
    """A question of more than a hundred characters has four lines at most; the picture yields, not beyond a face."""
    for size in (WIDE, UPRIGHT):
        card = cards(name, size=size, title=LONG[language], language=language)[0]
        heading, shown = texts(card)[1], still(card)
        assert " ".join(heading.lines).replace("\u00a0", " ").replace("\u202f", " ") == LONG[language]
        assert len(heading.lines) <= 4
        assert heading.size >= round(grid.of(FORMATS[name]).letters.title * 0.58)
        assert shown
        assert shown.box.height >= {"landscape": 1080, "square": 342, "feed": 462, "portrait": 652}[name]


@pytest.mark.parametrize("name", ALL)
def test_question_of_two_hundred_characters(name: str) -> None:
    """Nothing of a far too long question is lost: more lines, then no picture; and none is cut."""
    question = (LONG["nl"] + " " + LONG["nl"].replace("Waarom", "En waarom"))[:199] + "?"
    for size in (WIDE, UPRIGHT):
        heading = texts(cards(name, size=size, title=question)[0])[1]
        assert " ".join(heading.lines) == question
        assert heading.size >= grid.of(FORMATS[name]).letters.least


def test_question_that_no_card_holds() -> None:
    """A heading of a thousand characters is refused, with its first words."""
    with pytest.raises(BadInput, match="card-text-too-long"):
        cards("square", title="Waarom dan toch? " * 60)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_long_name(name: str, language: str) -> None:
    """A name of ninety characters takes more lines before it gets small; nothing of it is cut, nor of the role."""
    credit = Credit(name=MARIE, role="coördinatrice van de coöperatie", organisation="Crédal")
    for title in (LONG[language], ""):
        rows = texts(cards(name, title=title, credit=credit, language=language)[0])
        at = 2 if title else 1
        assert " ".join(rows[at].lines) == MARIE
        assert " ".join(rows[-1].lines).replace("  ", " ") in (
            "coördinatrice van de coöperatie · Crédal", "coördinatrice van de coöperatie Crédal"
        )  # fmt: skip
        assert all(row.size >= grid.of(FORMATS[name]).letters.least for row in rows)


def test_role_and_house_part_at_their_dot() -> None:
    """Where role and organisation need two lines, the organisation has the second one."""
    credit = replace(FATOU, role="coördinatrice van de coöperatieve activiteiten", organisation="Hefboom")
    assert texts(cards("landscape", title="Waarom?", credit=credit)[0])[-1].lines == (
        "coördinatrice van de coöperatieve activiteiten", "Hefboom"
    )  # fmt: skip


@pytest.mark.parametrize("name", ["محمد بن عبد الله المثالي", "יעל כהן לדוגמה"], ids=["Arabic", "Hebrew"])
@pytest.mark.parametrize("format", ALL)
def test_names_from_right_to_left(name: str, format: str) -> None:
    """An Arabic or Hebrew name is a heading like any other, whole and flush with the margin."""
    brand = replace(KIT, font=THREE_SCRIPTS, bold_font=THREE_SCRIPTS)
    heading = texts(cards(format, brand, credit=replace(FATOU, name=name))[0])[1]
    assert [bidi.base_level(line) for line in heading.lines] == [1] * len(heading.lines)
    assert (" ".join(heading.lines), heading.box.x) == (name, grid.of(FORMATS[format]).safe.x)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("partners", [2, 4])
def test_long_appeal(name: str, language: str, partners: int) -> None:
    """An appeal of a hundred characters, also in capitals, fits above the border in its lines, below the mark."""
    for words in (APPEAL[language], APPEAL[language].upper()):
        brand = replace(KIT, end_text={language: words}, partners=KIT.partners[:partners])
        appeal = texts(cards(name, brand, language=language)[1])[0]
        assert " ".join(appeal.lines) == words
        assert len(appeal.lines) <= (3 if name == "landscape" else 4)


@pytest.mark.parametrize("name", ALL)
def test_address_is_never_broken(name: str) -> None:
    """The address stands on one line on a pill as high as its letters ask; a long one is smaller."""
    figures, sizes = grid.of(FORMATS[name]), []
    for address in (
        "www.example.org/mey",
        "www.een-heel-lang-adres-van-een-voorbeeld.example.org/mey-awards",
    ):
        card = cards(name, replace(KIT, link=f"https://{address}/"))[1]
        row = next(one for one in texts(card) if one.lines == (address,))
        under = pill(card)
        assert under
        assert (under.radius, under.box.x) == (under.box.height // 2, figures.safe.x)
        assert under.box.x < row.box.x < row.box.right < under.box.right <= figures.safe.right
        sizes.append(row.size)
    assert sizes[0] == figures.letters.address
    assert sizes[1] <= sizes[0]


def test_no_address() -> None:
    """A kit without an address has a card without a pill."""
    assert pill(cards("square", replace(KIT, link=""))[1]) is None


@pytest.mark.parametrize(
    ("name", "borders"),
    [
        ("landscape", {2: 660, 4: 660, 5: 580}), ("square", {2: 620, 4: 600, 5: 540}),
        ("feed", {2: 800, 4: 800, 5: 700}), ("portrait", {2: 900, 4: 900, 5: 800}),
    ],
)  # fmt: skip
def test_border_of_the_end_card(name: str, borders: dict[int, int]) -> None:
    """The paper begins higher the more partners it has to hold."""
    assert {count: end_card.border_of(grid.of(FORMATS[name]), count) for count in borders} == borders


@pytest.mark.parametrize("count", range(9))
def test_end_card_lasts_longer_with_many_partners(count: int) -> None:
    """Each partner beyond four adds 0.4 s to the end card, and to the film."""
    partners = (*KIT.partners, *KIT.partners)[:count]
    card = cards("square", replace(KIT, partners=partners))[1]
    assert card.end_ms - card.start_ms == 3500 + 400 * max(0, count - 4)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("count", range(9))
def test_all_partners_are_shown(name: str, count: int) -> None:
    """Every partner stands on the paper inside the safe area, none on another; without partners there is no paper."""
    partners = (*KIT.partners, *KIT.partners)[:count]
    card = cards(name, replace(KIT, partners=partners))[1]
    figures, ours = grid.of(FORMATS[name]), {KIT.logo.light, KIT.logo.dark}
    logos = [one.box for one in card.shapes if isinstance(one, Picture) and one.path not in ours]
    paper = [one for one in card.shapes if isinstance(one, Panel) and one.colour == KIT.colors.paper]
    assert (len(logos), len(paper)) == (count, 1 if count else 0)
    assert not any(meet(one, two) for number, one in enumerate(logos) for two in logos[:number])
    for logo in logos:
        assert paper[0].box.y < logo.y < logo.bottom <= figures.safe.bottom
        assert figures.safe.x <= logo.x < logo.right <= figures.safe.right


WORD = some.text(alphabet="aeiouéèçnrstlmdWŞ’'-.!?0123456789", min_size=1, max_size=16)


@settings(deadline=None, max_examples=25)
@given(
    some.lists(WORD, max_size=24).map(" ".join),
    some.one_of(some.none(), some.lists(WORD, min_size=1, max_size=7).map(" ".join)),
    some.sampled_from(ALL),
    some.tuples(some.integers(240, 4000), some.integers(240, 4000)),
    some.tuples(some.integers(0, 100), some.integers(0, 100)),
)
def test_nothing_squeezed_nothing_lost(
    title: str, name: str | None, format: str, size: tuple[int, int], centre: tuple[int, int]
) -> None:
    """Whatever film and words: a card has all words or is refused, and shows a part of the film, not squeezed."""
    try:
        card = cards(format, size=size, title=title, credit=replace(FATOU, name=name), centre=centre)[0]
    except BadInput as refused:
        assert refused.code in ("card-text-too-long", "credit-too-long", "caption-too-long")  # noqa: PT017
        return
    together = " ".join(said(card)).split()
    assert sorted(together) >= sorted([*title.split(), *(name or "").split()])[:0]
    for words in filter(None, (title, name)):
        assert all(word in together for word in words.split())
    if shown := still(card):
        crop = shown.crop
        assert 0 <= crop.left < crop.right <= 1
        assert 0 <= crop.top < crop.bottom <= 1
        seen = (crop.right - crop.left) * size[0] / ((crop.bottom - crop.top) * size[1])
        assert seen == pytest.approx(shown.box.width / shown.box.height, rel=0.01)


def test_kit_of_before_has_its_cards() -> None:
    """A kit of the look "classic" has the title without a picture, and the end card on paper."""
    classic = replace(KIT, look="classic", title_picture="none", end_style="plain", fill="blur")
    title, end = cards("square", classic, title="Waarom?")
    assert still(title) is None
    assert end.shapes[0] == Panel(box=Box(x=0, y=0, width=1080, height=1080), colour=KIT.colors.paper)


def test_words_of_the_card_are_data() -> None:
    """What a card says is decided once, whatever the format."""
    assert title_card.said("", None, "", KIT, "fr").heading == KIT.title_text["fr"]
