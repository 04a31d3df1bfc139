"""The look "band": what stands over and beside a film, at the figures of its guide, whatever the film and the words."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from media.brand import kit
from media.errors import BadInput
from media.formats import FORMATS, Fill, Format
from media.sources.looks import Look
from media.sources.probe import Film
from media.subtitles.model import Cue
from media.timeline import spoken_words, timeline
from media.timeline.band import grid as band_grid
from media.timeline.scene import Box, Element, Panel, Picture, Text
from media.timeline.timeline import Credit, Timeline, Turn
from tests.paths import EXAMPLE

KIT = replace(
    kit.load(EXAMPLE / "brand"),
    look="band",
    fill="band",
    subtitle_alpha=0.80,
    logo_alpha=0.88,
    plate_shape="flag",
    plate_alpha=kit.FLAG_ALPHA,
    name_size_pct=kit.NAME_PCT,
    role_size_pct=kit.ROLE_PCT,
    title_picture="none",
    end_style="plain",
)
WIDE, UPRIGHT, EQUAL = (1920, 1080), (1080, 1920), (1080, 1080)
CREDIT = Credit(name="Fatou Voorbeeld", role="bakster in Gent", organisation="Hefboom")
TWO_LINES = "De markt ging dicht,\nmaar mijn oven bleef elke dag aan."
QUESTION = "Hoe houd je het vol in deze crisis?"
NL70 = "Wat hebben je klanten en je gezin geleerd van jouw kleine bedrijf?"
FR70 = "Qu’est-ce que vos clients et votre famille ont appris de votre métier ?"
TOO_LONG = {
    "caption-too-long", "credit-too-long", "title-too-long-beside", "card-text-too-long", "card-too-full"
}  # fmt: skip


def film_of(size: tuple[int, int], **more: object) -> Film:
    """A film of 20 s of a size, which is not looked at."""
    facts = {"path": Path("x"), "duration_ms": 20_000, "fps": Fraction(25), "has_sound": True}
    return Film(width=size[0], height=size[1], **(facts | more))  # type: ignore[arg-type]


def build(format: str | Format = "landscape", size: tuple[int, int] = WIDE, **inputs: object) -> Timeline:
    """A film of 20 s about a question, with a subtitle of two lines from its beginning to its end."""
    given: dict[str, object] = {
        "brand": KIT, "language": "nl", "credit": CREDIT, "title": QUESTION, "film": film_of(size),
        "cues": [Cue(start_ms=0, end_ms=20_000, text=TWO_LINES)],
    }  # fmt: skip
    shape = FORMATS[format] if isinstance(format, str) else format
    return timeline.build(format=shape, **(given | inputs))  # type: ignore[arg-type]


def one(made: Timeline, kind: str) -> Element:
    """The only element of a kind."""
    (found,) = made.of(kind)
    return found


def texts(element: Element) -> list[Text]:
    """The texts of an element, from the top."""
    return [shape for shape in element.shapes if isinstance(shape, Text)]


def place(box: Box) -> tuple[int, int, int, int]:
    """A box by its edges: left, top, right, bottom."""
    return box.x, box.y, box.right, box.bottom


# Where things stand


@pytest.mark.parametrize(
    ("format", "size", "picture", "cut"),
    [
        ("landscape", WIDE, (0, 0, 1920, 1080), (1, 1)),
        ("square", WIDE, (0, 0, 1080, 780), (0.779, 1)),
        ("feed", WIDE, (0, 236, 1080, 1046), (0.75, 1)),
        ("portrait", WIDE, (0, 464, 1080, 1072), (1, 1)),
        ("landscape", UPRIGHT, (0, 0, 800, 1080), (1, 0.759)),
        ("square", UPRIGHT, (0, 0, 1080, 1080), (1, 0.562)),
        ("feed", UPRIGHT, (0, 0, 1080, 1350), (1, 0.703)),
        ("portrait", UPRIGHT, (0, 0, 1080, 1920), (1, 1)),
        ("landscape", EQUAL, (0, 0, 800, 1080), (0.741, 1)),
        ("square", EQUAL, (0, 0, 1080, 1080), (1, 1)),
        ("feed", EQUAL, (0, 236, 1080, 1046), (1, 0.75)),
        ("portrait", EQUAL, (0, 464, 1080, 1072), (1, 0.563)),
        ("portrait", (1080, 1440), (0, 0, 1080, 1920), (0.75, 1)),
        ("portrait", (540, 1260), (0, 0, 1080, 1920), (1, 0.762)),
        ("landscape", (1440, 1080), (0, 0, 1920, 1080), (1, 0.75)),
        ("landscape", (2520, 1080), (0, 0, 1920, 1080), (0.762, 1)),
        ("square", (3840, 1080), (0, 0, 1080, 780), (0.389, 1)),
        ("square", (5400, 1080), (0, 120, 1080, 660), (0.4, 1)),
    ],
)
def test_picture(
    format: str, size: tuple[int, int], picture: tuple[int, int, int, int], cut: tuple[float, float]
) -> None:
    """A film fills its format, or stands above the band or beside the panel, cut as the guide has it."""
    where = build(format, size).shot.place
    assert place(where.box) == picture
    crop = where.crop
    assert (crop.right - crop.left, crop.bottom - crop.top) == pytest.approx(cut, abs=0.003)


@pytest.mark.parametrize(
    ("size", "width"),
    [((1920, 1080), 0.75), ((1280, 720), 0.75), ((1024, 576), 0.879), ((640, 360), 1), ((3840, 2160), 0.75)],
)
def test_portrait_is_shown_closer(size: tuple[int, int], width: float) -> None:
    """Portrait shows a film closer around a centre that is known, never beyond 1.2 times its own pixels."""
    crop = build("portrait", size, centre=(40, 30)).shot.place.crop
    assert crop.right - crop.left == pytest.approx(width, abs=0.004)


@pytest.mark.parametrize(
    ("format", "size", "flag"),
    [
        ("landscape", WIDE, (0, 645, 647, 801)),
        ("square", WIDE, (0, 650, 521, 780)),
        ("feed", WIDE, (0, 916, 521, 1046)),
        ("portrait", WIDE, (0, 936, 547, 1072)),
        ("square", UPRIGHT, (0, 54, 521, 184)),
        ("feed", UPRIGHT, (0, 68, 521, 198)),
        ("portrait", UPRIGHT, (0, 288, 547, 424)),
    ],
)
def test_flag(format: str, size: tuple[int, int], flag: tuple[int, int, int, int]) -> None:
    """A name grows out of the left edge: above a panel of two lines, on the picture's edge, or at the top."""
    plate = one(build(format, size), "nameplate")
    assert place(plate.box) == pytest.approx(flag, abs=1)
    assert plate.move is not None
    assert (plate.start_ms, plate.end_ms) == (3100, 8100)  # 2 s of title, 0.5 s of fade, 0.6 s of quiet
    assert {text.box.x for text in texts(plate)} == {band_grid.of(FORMATS[format]).safe.x}


def test_flag_stands_above_three_lines() -> None:
    """A subtitle of three lines that is seen meanwhile lifts the flag over it; one seen later does not."""
    long = f"{TWO_LINES} En ook op zondag, als de klanten later komen dan anders, stond ik er."
    three = Cue(start_ms=0, end_ms=4000, text=long)
    made = build(cues=[three])
    (cue,) = made.of("caption")
    assert len(texts(cue)[0].lines) == 3
    assert one(made, "nameplate").box.bottom < cue.box.y
    later = build(cues=[replace(three, start_ms=12_000, end_ms=16_000)])
    assert one(later, "nameplate").box.bottom == 801


def test_panel() -> None:
    """Beside an upright film in landscape: mark, question, name for the whole film, subtitles, all flush left."""
    made = build("landscape", UPRIGHT)
    mark, question, name, cue = (one(made, kind) for kind in ("logo", "question", "nameplate", "caption"))
    assert (mark.box.right, mark.box.height) == (1824, 104)
    assert (name.box.y, texts(cue)[0].box.y) == (572, 752)
    assert (name.start_ms, name.end_ms) == (made.shot.start_ms, 22_500)
    assert name.move is None
    assert {question.box.x, name.box.x, cue.box.x} == {880}
    assert texts(question)[0].size == 76
    assert one(made, "ground").box.right == 1920


@pytest.mark.parametrize(
    ("format", "row", "middle"), [("feed", 90, 155), ("portrait", 310, 375)], ids=["feed", "portrait"]
)
def test_question_and_mark(format: str, row: int, middle: int) -> None:
    """On the band the question has its bar above it, and the mark stands at its middle, at the right."""
    made = build(format)
    asked, mark = one(made, "question"), one(made, "logo")
    bar, words = asked.shapes
    assert isinstance(bar, Panel)
    assert (bar.box.width, bar.box.height, words.box.y - bar.box.bottom) == (112, 10, 12)
    assert words.box.y == row
    assert mark.box.height == 84
    assert (mark.box.y + mark.box.bottom) // 2 == pytest.approx(middle, abs=1)
    assert mark.box.right == band_grid.of(FORMATS[format]).words_right


def test_question_of_one_line_stands_beside_the_mark() -> None:
    """A question of one line stands at the middle of the two it might have."""
    made = build("feed", title="Waarom?")
    words = texts(one(made, "question"))[0].box
    assert (words.y + words.bottom) // 2 == pytest.approx(155, abs=1)


def test_mark_shares_its_row() -> None:
    """In upright films the mark's plate is as high as the flag beside it, whatever the name."""
    for name, role in (("Fatou Voorbeeld", "bakster in Gent"), ("Fatou Voorbeeld", ""), ("Bo", "kok")):
        made = build("portrait", UPRIGHT, credit=Credit(name=name, role=role, organisation=""))
        assert (one(made, "logo").box.y, one(made, "logo").box.height) == (288, 136)
        assert (one(made, "nameplate").box.y, one(made, "nameplate").box.height) == (288, 136)
    assert one(build("portrait", UPRIGHT, credit=None), "logo").box.height == pytest.approx(115, abs=2)


def test_subtitles_begin_at_one_height() -> None:
    """On the band the first line has one height, whatever the subtitle; over a picture the panel's edge has."""
    cues = [Cue(start_ms=0, end_ms=4000, text="Ja."), Cue(start_ms=4000, end_ms=9000, text=TWO_LINES)]
    for format, top in (("square", 814), ("feed", 1080), ("portrait", 1098)):
        assert {cue.box.y for cue in build(format, cues=cues).of("caption")} == {top}
        assert {cue.box.x for cue in build(format, cues=cues).of("caption")} <= {54, 65}
    over = build("landscape", cues=cues).of("caption")
    assert {cue.box.bottom for cue in over} == {1026}
    assert {cue.box.x + cue.box.right for cue in over} <= {1919, 1920, 1921}


def test_other_sizes_are_to_scale() -> None:
    """A format of another size has the figures of the one that is shaped as it is, to scale."""
    small = replace(FORMATS["feed"], name="small", width=216, height=270)
    without_cards = replace(KIT, title_ms=0, title_fade_ms=0, end_ms=0, end_fade_ms=0)
    made = build(small, WIDE, brand=without_cards)
    assert place(made.shot.place.box) == (0, 48, 216, 210)
    assert one(made, "caption").box.y == 216
    assert one(made, "nameplate").box.bottom == 210


# Long texts (section 10 of the guide), each row in Dutch and French

LONG = {
    "nl": "We moesten onze deuren sluiten, en toch zijn wij elke dag blijven bakken.",
    "fr": "Nous avons fermé nos portes, mais nous avons cuit du pain chaque jour.",
}
LONGER = {
    "nl": "We hebben onze deuren moeten sluiten, maar we zijn elke dag blijven bakken voor de hele buurt.",
    "fr": "Nous avons dû fermer nos portes, mais nous avons continué à cuire chaque jour pour le quartier.",
}


def set_as(format: str, size: tuple[int, int], language: str, said: str) -> Text:
    """How a subtitle is set."""
    cue = Cue(start_ms=0, end_ms=20_000, text=said)
    made = build(format, size, cues=[cue], language=language)
    return texts(one(made, "caption"))[0]


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize(("format", "size"), [("square", WIDE), ("portrait", WIDE), ("portrait", UPRIGHT)])
def test_long_subtitle(format: str, size: tuple[int, int], language: str) -> None:
    """A long subtitle is set in smaller letters; one that two lines cannot hold in square or portrait is refused."""
    words = set_as(format, size, language, LONG[language])
    assert " ".join(words.lines).replace("\u00a0", " ") == LONG[language]
    assert len(words.lines) == 2
    assert 0.88 <= words.size / band_grid.of(FORMATS[format]).letters.subtitles < 1
    with pytest.raises(BadInput) as caught:
        set_as(format, size, language, f"{LONGER[language]} {LONG[language]}")
    assert (caught.value.code, caught.value.params["format"]) == ("caption-too-long", format)


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize(("format", "size"), [("feed", WIDE), ("landscape", UPRIGHT)], ids=["feed", "panel"])
def test_longer_subtitle(format: str, size: tuple[int, int], language: str) -> None:
    """Feed and panel have a third line for what two of smaller letters cannot hold, below the others."""
    words = set_as(format, size, language, LONGER[language])
    assert " ".join(words.lines).replace("\u00a0", " ") == LONGER[language]
    assert len(words.lines) == 3
    grid = band_grid.of(FORMATS[format])
    assert words.size == round(grid.letters.subtitles * 0.88)
    assert words.box.y == grid.first_line
    assert words.box.bottom <= grid.safe.bottom


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Marie-Christine van der Exemple-Beauregard", "nl"),
        ("Marie-Antoinette Exemple-de la Fontaine-Beauregard", "fr"),
    ],
)
@pytest.mark.parametrize(("format", "size"), [(f, s) for f in FORMATS for s in (WIDE, UPRIGHT)])
def test_long_name(format: str, size: tuple[int, int], name: str, language: str) -> None:
    """A long name is set smaller, then in two lines, and the flag grows upwards; it is never cut."""
    credit = Credit(name=name, role="groenteverkoopster op de markt van Aalst", organisation="microStart")
    made = build(format, size, credit=credit, language=language)
    words = texts(one(made, "nameplate"))
    assert " ".join(words[0].lines) == name
    assert " ".join(words[1].lines).replace(" · ", " ") == (
        "groenteverkoopster op de markt van Aalst microStart"
    )
    least = 44 if format == "landscape" else 37
    assert all(text.size >= least and len(text.lines) <= 2 for text in words)


def test_flag_of_two_lines_grows_upwards() -> None:
    """The lower edge stays on the picture's edge; nothing of a name lies on the band."""
    long = "Marie-Christine Alexandrine van der Exemple-Beauregard de Fontainebleau-Voorbeeld"
    plate = one(build("square", credit=replace(CREDIT, name=long)), "nameplate")
    assert plate.box.bottom == 780
    assert plate.box.height > 130
    assert len(texts(plate)[0].lines) == 2


@pytest.mark.parametrize(("format", "size"), [("portrait", UPRIGHT), ("feed", UPRIGHT), ("square", UPRIGHT)])
def test_name_too_long_for_the_row_stands_below_the_mark(format: str, size: tuple[int, int]) -> None:
    """A name of ninety letters, which has no room beside the mark, stands in a row of its own below it."""
    name = "Maria Anastasia Wilhelmina Charlotta Konstantina van den Voorbeelde-Exemplaris de Beauregard"
    assert len(name) >= 90
    made = build(format, size, credit=replace(CREDIT, name=name))
    plate, mark = one(made, "nameplate"), one(made, "logo")
    assert plate.box.y > mark.box.bottom
    assert " ".join(texts(plate)[0].lines) == name


def test_name_of_three_lines_is_refused() -> None:
    """A name has two lines in a flag, three beside a panel; one that needs more is refused whole, never cut."""
    name = "Maria Anastasia Wilhelmina Charlotta Konstantina van den Voorbeelde-Exemplaris de Beauregard"
    beside = one(build("landscape", UPRIGHT, credit=replace(CREDIT, name=name)), "nameplate")
    assert " ".join(texts(beside)[0].lines) == name
    assert beside.box.bottom < 752
    with pytest.raises(BadInput) as caught:
        build("landscape", UPRIGHT, credit=replace(CREDIT, name=f"{name} {name}"))
    assert (caught.value.code, caught.value.params["format"]) == ("credit-too-long", "landscape")


@pytest.mark.parametrize(("words", "language"), [(NL70, "nl"), (FR70, "fr")])
@pytest.mark.parametrize("format", ["feed", "portrait"])
def test_long_question(format: str, words: str, language: str) -> None:
    """A question of seventy letters is set smaller on two lines; beyond that its short form is taken, or asked for."""
    made = build(format, title=words, language=language)
    asked = texts(one(made, "question"))[0]
    assert (len(asked.lines), asked.size) >= (2, 46)
    assert asked.size < 58
    longer = f"{words[:-1]} en en en en en en en en en en en en en?"
    short = texts(one(build(format, title=longer, short_title="En nu?", language=language), "question"))[0]
    assert (short.lines, short.size) == (("En nu?",), 58)
    with pytest.raises(BadInput) as caught:
        build(format, title=longer, language=language)
    assert caught.value.code == "title-too-long-beside"
    themes = {"coping": dict.fromkeys(KIT.languages, longer)}
    with pytest.raises(BadInput) as caught:
        build(format, title=longer, language=language, brand=replace(KIT, themes=themes))
    assert (caught.value.code, caught.value.params["theme"]) == ("question-too-long", "coping")
    assert caught.value.params["language"] == language


def test_question_in_the_panel() -> None:
    """Beside an upright film the question has three lines."""
    assert len(texts(one(build("landscape", UPRIGHT, title=NL70), "question"))[0].lines) == 3


def test_without_theme() -> None:
    """A film's own title, else the title card's line, takes the question's place: never an empty one."""
    assert texts(one(build("feed", title="Mijn oven"), "question"))[0].lines == ("Mijn oven",)
    assert texts(one(build("feed", title=""), "question"))[0].lines == (KIT.title_text["nl"],)


def test_name_that_may_not_be_shown() -> None:
    """Without a name the role stands in its place; without either there is no flag."""
    plate = one(build("feed", credit=replace(CREDIT, name=None)), "nameplate")
    assert [text.lines for text in texts(plate)] == [("bakster in Gent · Hefboom",)]
    assert not build("feed", credit=None).of("nameplate")


# Choices of the kit


def test_without_question() -> None:
    """Where the kit wants no question the mark takes its place, on the same left edge."""
    kit = replace(KIT, shows_question=False)
    for format, size in (("feed", WIDE), ("portrait", WIDE), ("landscape", UPRIGHT)):
        made = build(format, size, brand=kit)
        assert not made.of("question")
        assert one(made, "logo").box.x == band_grid.of(FORMATS[format]).words_left


@pytest.mark.parametrize("corner", ["top-left", "top-right", "bottom-left", "bottom-right"])
@pytest.mark.parametrize(("format", "size"), [("landscape", WIDE), ("square", WIDE), ("portrait", UPRIGHT)])
def test_corners(format: str, size: tuple[int, int], corner: str) -> None:
    """The mark over a picture stands in the corner that the kit names, in a lower one above all else."""
    made = build(format, size, brand=replace(KIT, logo_corner=corner))
    mark, safe = one(made, "logo").box, band_grid.of(FORMATS[format]).safe
    assert (mark.x == safe.x) == corner.endswith("left")
    assert (mark.y == safe.y) == corner.startswith("top")
    assert not crossing(made)


def test_plate() -> None:
    """A kit may keep the rounded plate; it stands clear of the picture's edge and of the mark."""
    for format in FORMATS:
        for size in (WIDE, UPRIGHT):
            made = build(format, size, brand=replace(KIT, plate_shape="plate"))
            assert not crossing(made)
    assert one(build("feed", brand=replace(KIT, plate_shape="plate")), "nameplate").box.bottom < 1046


def test_crop_in_this_look() -> None:
    """A film that is cropped to fill the frame has flag, panel and mark of this look; on a blur it has the flag."""
    made = build("portrait", fill="crop")
    assert place(made.shot.place.box) == (0, 0, 1080, 1920)
    assert one(made, "nameplate").box.y == one(made, "logo").box.y == 288
    assert not made.of("question")
    blurred = build("portrait", fill="blur")
    assert one(blurred, "nameplate").box.x == 0
    assert not crossing(blurred)


# Several speakers


def turn(second: int, name: str | None) -> Turn:
    """Somebody begins to speak at a second of the film."""
    return Turn(at_ms=second * 1000, credit=Credit(name=name, role="", organisation="") if name else None)


def named(made: Timeline) -> list[tuple[str, int, int]]:
    """Who is named, from when to when."""
    return [(texts(each)[0].lines[0], each.start_ms, each.end_ms) for each in made.of("nameplate")]


def test_each_speaker_is_named_once() -> None:
    """Each speaker is named as they first speak, not again, and not over another's name."""
    turns = [turn(0, "Fatou"), turn(4, "Jean"), turn(8, None), turn(9, "Fatou"), turn(10, "Mia")]
    assert named(build("feed", turns=turns)) == [
        ("Fatou", 3100, 6000), ("Jean", 6000, 11_000), ("Mia", 12_000, 17_000)
    ]  # fmt: skip


def test_panel_names_whoever_speaks() -> None:
    """Beside a panel the name is that of whoever speaks, and of nobody who is not to be named."""
    turns = [turn(0, "Fatou"), turn(4, "Jean"), turn(8, None), turn(9, "Fatou")]
    assert named(build("landscape", UPRIGHT, turns=turns)) == [
        ("Fatou", 2000, 6000), ("Jean", 6000, 10_000), ("Fatou", 11_000, 22_500)
    ]  # fmt: skip


def test_part_of_a_film_names_who_speaks_in_it() -> None:
    """In a part of a film who spoke before its beginning speaks on; who speaks after its end is not named."""
    turns = [turn(0, "Fatou"), turn(4, "Jean"), turn(15, "Mia")]
    made = build("feed", turns=turns, from_ms=5000, to_ms=14_000)
    assert [name for name, _, _ in named(made)] == ["Jean"]


def test_names_that_come_too_fast() -> None:
    """A name stays a second and a half at least; one that cannot before the film ends is left out."""
    turns = [turn(0, "Fatou"), turn(2, "Jean"), turn(3, "Mia"), turn(19, "Bo")]
    spans = named(build("feed", turns=turns))
    assert [name for name, _, _ in spans] == ["Fatou", "Jean", "Mia"]
    assert all(end - start >= 1500 for _, start, end in spans)


# Room for a second language and the word spoken


@pytest.mark.parametrize(
    ("format", "size", "first", "second", "rule", "edge", "ends"),
    [
        ("landscape", WIDE, 61, 54, (73, 3, 21), 1026, None),
        ("square", WIDE, 50, 45, (60, 3, 17), 756, 1005),
        ("feed", WIDE, 50, 45, (60, 3, 17), 980, 1229),
        ("portrait", WIDE, 51, 45, (61, 3, 17), 1006, 1257),
        ("landscape", UPRIGHT, 61, 54, (73, 3, 21), 724, 1025),
        ("portrait", UPRIGHT, 51, 45, (61, 3, 17), 1248, None),
    ],
)
def test_track_of_two_languages(
    format: str,
    size: tuple[int, int],
    first: int,
    second: int,
    rule: tuple[int, int, int],
    edge: int,
    ends: int | None,
) -> None:
    """A timeline tells where a second language stands, how large, in which colour and after which rule."""
    made = build(format, size, brand=replace(KIT, second_language="fr"), title="Waarom?")
    track = made.subtitles
    assert track is not None
    assert track.second is not None
    below = track.second
    assert (track.size, below.size, track.edge) == (first, second, edge)
    assert (below.rule_width, below.rule_thickness, below.rule_height) == rule
    assert below.colour == KIT.colors.second_language
    if ends:
        assert track.usual_bottom == ends
    else:
        assert track.usual_top == {"landscape": 839, "portrait": 975}[format]  # one line each, two lines each


@pytest.mark.parametrize(
    ("format", "picture", "asked"),
    [("square", (0, 736), None), ("feed", (150, 960), 58), ("portrait", (378, 986), 41)],
)
def test_picture_yields_to_two_languages(format: str, picture: tuple[int, int], asked: int | None) -> None:
    """With two languages the picture makes room, and the question has one line; a film in the second alone does not."""
    made = build(format, brand=replace(KIT, second_language="fr"), title="Waarom?")
    assert (made.shot.place.box.y, made.shot.place.box.bottom) == picture
    assert [texts(each)[0].size for each in made.of("question")] == ([asked] if asked else [])
    assert not crossing(made)
    alone = build(format, brand=replace(KIT, second_language="nl"), title="Waarom?")
    assert alone == build(format, title="Waarom?")


@pytest.mark.parametrize(
    ("format", "thickness", "below"),
    [("landscape", 5, 15), ("square", 4, 13), ("feed", 4, 13), ("portrait", 4, 14)],
)
def test_track_of_the_word_spoken(format: str, thickness: int, below: int) -> None:
    """A timeline tells the colour of the word spoken and the line under it; nothing where the kit has it off."""
    track = build(format, brand=replace(KIT, highlight="word")).subtitles
    assert track is not None
    assert track.highlight == spoken_words.Highlight(
        colour=KIT.colors.highlight, thickness=thickness, below=below
    )
    usual = build(format).subtitles
    assert usual is not None
    assert (usual.highlight, usual.second) == (None, None)


def test_classic_has_no_track() -> None:
    """A film in the old look tells nothing of it, so that its name stays what it was."""
    made = build("feed", brand=kit.load(EXAMPLE / "brand"), fill="blur")
    assert made.subtitles is None
    assert '"subtitles"' not in made.to_json()


# Whatever the film, the words, the kit


def crossing(made: Timeline) -> list[tuple[str, str]]:
    """What stands over something else at some moment; the ground is there to be stood on."""
    over = [each for each in made.elements if each.kind in ("caption", "nameplate", "logo", "question")]
    return [(a.kind, b.kind) for a, b in combinations(over, 2) if _meet(a, b)]


def _meet(a: Element, b: Element) -> bool:
    apart = a.end_ms <= b.start_ms or b.end_ms <= a.start_ms
    beside = a.box.right <= b.box.x or b.box.right <= a.box.x
    return not (apart or beside or a.box.bottom <= b.box.y or b.box.bottom <= a.box.y)


WORD = some.text(alphabet="aeiouéèçnrstlmdWŞ’'-,.!?«»0123456789€%", min_size=1, max_size=16)
WORDS = some.lists(WORD, min_size=1, max_size=14).map(" ".join)
SIZES = some.sampled_from(
    [
        (540, 1260), (1080, 1920), (720, 960), (1080, 1080), (960, 720), (1920, 1080), (2520, 1080), (3840, 1080),
        (240, 320), (320, 240), (135, 240), (853, 481), (607, 1081), (1279, 719),
    ]
) | some.tuples(some.integers(16, 4000), some.integers(16, 4000))  # fmt: skip
KITS = some.builds(
    lambda corner, shape, question, sizes, second: replace(
        KIT, logo_corner=corner, plate_shape=shape, shows_question=question,
        name_size_pct=sizes[0], role_size_pct=sizes[1], second_language=second,
    ),
    some.sampled_from(["top-right", "top-left", "bottom-left", "bottom-right"]),
    some.sampled_from(["flag", "flag", "plate"]),
    some.booleans(),
    some.sampled_from([(4.6, 3.5), (4.6, 3.5), (3.5, 3), (9, 7)]),
    some.sampled_from(["off", "off", "fr"]),
)  # fmt: skip
CENTRES = some.tuples(some.integers(0, 100), some.integers(0, 100))


@settings(max_examples=150, deadline=None)
@given(
    brand=KITS,
    format=some.sampled_from(list(FORMATS)),
    size=SIZES,
    centre=CENTRES,
    said=some.lists(WORDS, min_size=1, max_size=4),
    names=some.lists(WORDS, min_size=1, max_size=3),
    fill=some.sampled_from([None, None, "crop"]),
)
def test_nothing_crosses_and_nothing_is_squeezed(
    brand: kit.Brand,
    format: str,
    size: tuple[int, int],
    centre: tuple[int, int],
    said: list[str],
    names: list[str],
    fill: Fill | None,
) -> None:
    """Any film, format, centre, words and kit: nothing squeezed, nothing over anything, all words in the safe area."""
    each = 20_000 // len(said)
    cues = [Cue(start_ms=n * each, end_ms=(n + 1) * each, text=text) for n, text in enumerate(said)]
    turns = [
        Turn(at_ms=n * 7000, credit=Credit(name=name, role="coach", organisation="Crédal"))
        for n, name in enumerate(names)
    ]
    try:
        made = build(
            format,
            size,
            brand=brand,
            cues=cues,
            turns=turns,
            title=said[0],
            short_title="?",
            centre=centre,
            fill=fill,
        )
    except BadInput as refused:
        if refused.code not in TOO_LONG:
            raise
        return
    whole_pixels(made, size)
    inside_safe_area(made, format)
    assert not crossing(made)
    if made.shot.surround:
        on_ground_or_picture(made)


@pytest.mark.parametrize("shape", [(1200, 100), (120, 600), (1, 1)], ids=["12:1", "1:5", "one pixel"])
def test_any_mark(tmp_path: Path, shape: tuple[int, int]) -> None:
    """A mark of any shape stands in its place, in the safe area, beside the question and the name."""
    Image.new("RGBA", shape, "#ffffff80").save(tmp_path / "mark.png")
    mark = kit.Logo(light=tmp_path / "mark.png", dark=tmp_path / "mark.png")
    for corner in ("top-right", "bottom-left"):
        for format in FORMATS:
            for size in (WIDE, UPRIGHT):
                made = build(format, size, brand=replace(KIT, mark=mark, logo_corner=corner))
                inside_safe_area(made, format)
                assert not crossing(made)


def test_film_that_changes_its_look() -> None:
    """A film that turns in its middle is never squeezed: each look stands in the place of the film's first."""
    looks = tuple(
        Look(from_ms=at, across=wide, down=tall, width=wide, height=tall)
        for at, (wide, tall) in ((0, WIDE), (8000, UPRIGHT), (12_000, (480, 480)))
    )
    for format in FORMATS:
        made = build(format, film=film_of(WIDE, looks=looks))
        for view in made.shot.views:
            whole_pixels(
                replace(made, shot=replace(made.shot, place=view.place)), (view.look.width, view.look.height)
            )


def whole_pixels(made: Timeline, size: tuple[int, int]) -> None:
    """The part of the film that is shown has its box's proportions within a pixel; the box is on even pixels."""
    crop, box = made.shot.place.crop, made.shot.place.box
    wide, tall = (crop.right - crop.left) * size[0], (crop.bottom - crop.top) * size[1]
    assert 0 <= crop.left < crop.right <= 1
    assert 0 <= crop.top < crop.bottom <= 1
    assert (
        abs(box.width - box.height * wide / tall) <= 2.1 or abs(box.height - box.width * tall / wide) <= 2.1
    )
    assert not any(value % 2 for value in (box.x, box.y, box.width, box.height))
    assert 0 <= box.x < box.right <= made.width
    assert 0 <= box.y < box.bottom <= made.height


def inside_safe_area(made: Timeline, format: str) -> None:
    """Words and marks stand in the safe area; a last line's leading may lie outside, its letters do not."""
    safe = band_grid.of(FORMATS[format]).safe
    for element in made.elements:
        if element.kind not in ("caption", "nameplate", "logo", "question"):
            continue
        for shape in element.shapes:
            if isinstance(shape, Text | Picture):
                leading = (
                    (shape.line_height - round(shape.size * 0.88)) // 2 if isinstance(shape, Text) else 0
                )
                assert shape.box.x >= safe.x
                assert shape.box.right <= safe.right + 1  # a box is up to a pixel wider than its letters
                assert shape.box.y >= safe.y - leading
                assert shape.box.bottom <= safe.bottom + leading


def on_ground_or_picture(made: Timeline) -> None:
    """No subtitle on the ground, and no question, reaches into the picture."""
    track, picture = made.subtitles, made.shot.place.box
    beside = [*made.of("question")]
    if track and track.on == "ground":
        beside += made.of("caption")
    for each in beside:
        apart = each.box.y >= picture.bottom or each.box.bottom <= picture.y or each.box.x >= picture.right
        assert apart
