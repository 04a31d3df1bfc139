"""What was clumsy on real pictures of the look "band", and is no more: words on faces, things glued, holes."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from media.formats import FORMATS
from media.timeline.band import cover, grid, logo_shelf
from media.timeline.scene import Box, Picture, Still, Text
from media.timeline.timeline import Credit
from tests.media.timeline.test_band import EQUAL, KIT, UPRIGHT, WIDE, build, film_of, one, texts

GREENGROCER = Credit(
    name="Marie-Christine Alexandrine van der Exemple-Beauregard-Ndiaye",
    role="groenteverkoopster op de markt van Aalst",
    organisation="microStart",
)
COORDINATOR = Credit(
    name="Marie-Christine Vandenbroucke-Ndiaye",
    role="coordinatrice de la coopérative d’activités",
    organisation="Crédal",
)
EVERY = pytest.mark.parametrize("format", FORMATS)
SHOWN = replace(KIT, title_picture="film")


def parted(lines: tuple[str, ...], house: str) -> bool:
    """Whether a house is told from the role before it: by a dot, or by a line of its own."""
    return f" · {house}" in " ".join(lines) or lines[-1] == house


@EVERY
@pytest.mark.parametrize("size", [WIDE, UPRIGHT, EQUAL])
@pytest.mark.parametrize("credit", [GREENGROCER, COORDINATOR])
def test_a_house_never_runs_into_the_role(format: str, size: tuple[int, int], credit: Credit) -> None:
    """Where a role takes a line for itself its dot is left out; wherever the two share a line, it stands."""
    made = build(format, size, credit=credit, brand=SHOWN)
    for element in (one(made, "nameplate"), one(made, "title")):
        assert parted(texts(element)[-1].lines, credit.organisation)


@EVERY
@pytest.mark.parametrize("size", [WIDE, UPRIGHT, EQUAL])
@pytest.mark.parametrize("role", ["bakster", COORDINATOR.role, GREENGROCER.role])
def test_a_role_is_never_larger_than_its_name(format: str, size: tuple[int, int], role: str) -> None:
    """A name that became smaller takes the line below it along: the lesser line must not speak louder."""
    made = build(format, size, credit=replace(COORDINATOR, role=role), brand=SHOWN)
    for element in (one(made, "nameplate"), one(made, "title")):
        name, below = texts(element)[-2:]
        assert below.size <= name.size


@pytest.mark.parametrize("credit", [GREENGROCER, COORDINATOR])
def test_a_long_name_leaves_the_face_free(credit: Credit) -> None:
    """In landscape a name ends where a face in the middle begins: two short lines before one across the picture."""
    flag = one(build("landscape", credit=credit), "nameplate")
    assert flag.box.right <= 0.42 * 1920
    assert " ".join(texts(flag)[0].lines) == credit.name


def test_a_long_name_lies_low_where_the_face_is_at_the_left() -> None:
    """Whoever is known to sit at the left has the name across the picture, below the face, and not before it."""
    low = one(build("landscape", credit=COORDINATOR, centre=(30, 40)), "nameplate")
    assert low.box.y >= 640
    assert one(build("landscape", credit=COORDINATOR, centre=(70, 40)), "nameplate").box.right <= 0.42 * 1920


@pytest.mark.parametrize(("format", "size"), [("feed", WIDE), ("portrait", WIDE), ("landscape", UPRIGHT)])
def test_a_question_is_not_glued_to_the_mark(format: str, size: tuple[int, int]) -> None:
    """Half the mark's height stays free between a question and the mark, where the words can be set so."""
    made = build(format, size, title="Micro-ondernemers getuigen")
    mark, words = one(made, "logo").box, texts(one(made, "question"))[0]
    assert mark.x - words.box.right >= mark.height // 2


def test_no_word_alone_above_a_question_beside_a_panel() -> None:
    """A question comes somewhat nearer to the mark rather than to take a third line for one word."""
    made = build(
        "landscape", UPRIGHT, title="Comment tenez-vous le coup pendant la crise\u202f?", language="fr"
    )
    assert texts(one(made, "question"))[0].lines == ("Comment tenez-vous", "le coup pendant la crise\u202f?")


@pytest.mark.parametrize("credit", [GREENGROCER, COORDINATOR])
def test_a_long_name_beside_a_panel_is_not_glued_to_the_subtitles(credit: Credit) -> None:
    """A name that grows ends as far above the subtitles as two of the usual gaps."""
    name = one(build("landscape", UPRIGHT, credit=credit), "nameplate")
    assert name.box.bottom <= 752 - 2 * grid.of(FORMATS["landscape"]).gap


def test_no_disc_under_subtitles_beside_a_panel() -> None:
    """The disc in the panel's corner rises no higher than two lines of subtitles reach."""
    made = build("landscape", UPRIGHT)
    discs, said = one(made, "ground"), one(made, "caption")
    assert said.box.bottom <= discs.box.y


@pytest.mark.parametrize(("format", "kept"), [("square", 0.5625), ("feed", 0.703)])
def test_head_of_an_upright_film(format: str, kept: float) -> None:
    """Who films upright holds the face higher than who films wide: less is cut above it."""
    crop = build(format, UPRIGHT).shot.place.crop
    assert crop.top == pytest.approx(0.36 - kept * 0.42, abs=0.003)


@pytest.mark.parametrize("format", ["square", "feed", "portrait"])
def test_head_of_an_upright_film_on_cards_and_covers(format: str) -> None:
    """The title card's picture and the cover's are cut around the same place."""
    card = one(build(format, UPRIGHT, brand=SHOWN), "title")
    frame = cover.Frame(film=film_of(UPRIGHT), at_ms=1000, centre=None)
    said = cover.Said(words="", instead=("Ja?",), name="A", role="b", organisation="c")
    made = cover.cover(frame, said, grid.of(FORMATS[format]), KIT, language="nl")
    for element in (card, made):
        (still,) = (shape for shape in element.shapes if isinstance(shape, Still))
        assert still.crop.top < 0.36 - 0.4 * (still.crop.bottom - still.crop.top) + 0.02


def test_a_name_below_a_square_film_leaves_the_mouth_free() -> None:
    """Where a picture is cut above and below and a name stands on its edge, the face stands a little higher."""
    place = build("portrait", EQUAL).shot.place
    face = (0.42 - place.crop.top) / (place.crop.bottom - place.crop.top)
    assert face == pytest.approx(0.34, abs=0.01)


@pytest.mark.parametrize("credit", [GREENGROCER, COORDINATOR])
def test_a_long_name_below_a_square_film_stays_low(credit: Credit) -> None:
    """A name that takes two lines is set smaller where the picture is cut below the chin: it lay on the mouth."""
    made = build("portrait", EQUAL, credit=credit)
    picture, flag = made.shot.place.box, one(made, "nameplate")
    assert flag.box.y >= picture.bottom - 0.27 * picture.height
    assert " ".join(texts(flag)[0].lines) == credit.name


def test_a_name_that_has_to_be_high_is_said_all_the_same() -> None:
    """A name with two lines of role below it rises as far as its smallest letters need, and is not refused."""
    credit = replace(GREENGROCER, role=GREENGROCER.role + " en bestuurster van de coöperatie")
    made = build("portrait", EQUAL, credit=credit)
    picture, flag = made.shot.place.box, one(made, "nameplate")
    assert flag.box.y >= picture.bottom - 0.34 * picture.height
    assert " ".join(texts(flag)[0].lines) == credit.name


@pytest.mark.parametrize(
    "words", ["Deux mille euros, et j’ai ouvert.", "Ja.", "Twee machines, drie vrouwen, één droom"]
)
@pytest.mark.parametrize("format", FORMATS)
def test_a_head_of_an_upright_film_is_whole_on_its_cover(format: str, words: str) -> None:
    """Two fifths of an upright film are seen, beside the ground where words leave the still too low for that."""
    frame = cover.Frame(film=film_of(UPRIGHT), at_ms=1000, centre=None)
    said = cover.Said(words=words, instead=("Ja?",), name=GREENGROCER.name, role="b", organisation="c")
    made = cover.cover(frame, said, grid.of(FORMATS[format]), KIT, language="fr")
    (still,) = (shape for shape in made.shapes if isinstance(shape, Still))
    assert still.crop.bottom - still.crop.top >= 0.4
    assert still.box.x + still.box.width == made.box.width
    (mark,) = (shape for shape in made.shapes if isinstance(shape, Picture))
    assert still.box.x == 0 or mark.box.right < still.box.x


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Logos of the proportions of six partners: words, a line of small letters, a tall one."""
    found = []
    for number, size in enumerate([(642, 93), (757, 93), (499, 112), (481, 98), (1667, 100), (241, 413)]):
        found.append(tmp_path / f"{number}.png")
        Image.new("RGBA", size, "#123b8a").save(found[-1])
    return found


@pytest.mark.parametrize("room", [(54, 620, 972, 400), (96, 680, 1728, 340)])
def test_no_holes_in_rows_of_logos(files: list[Path], room: tuple[int, int, int, int]) -> None:
    """Rows share columns only where each logo fills most of its column; a hole looks like a logo that is missing."""
    left, top, width, height = room
    place = Box(x=left, y=top, width=width, height=height)
    boxes = [logo.box for logo in logo_shelf.laid(files, place, 1080, wide=width > 1080)]
    gaps = [after.x - before.right for before, after in pairwise(boxes) if after.x > before.x]
    assert len(gaps) >= 3
    assert max(gaps) <= 1.5 * min(gaps)


@pytest.mark.parametrize(
    ("format", "words", "lines"),
    [
        ("portrait", "We gaven nooit op, ook toen niet.", ("We gaven nooit op,", "ook toen niet.")),
        ("landscape", "We gaven nooit op, ook toen niet.", ("We gaven nooit op,", "ook toen niet.")),
        ("feed", "Mijn oven bleef aan.", ("Mijn oven", "bleef aan.")),
    ],
)
def test_words_of_a_cover_part_at_a_comma(format: str, words: str, lines: tuple[str, ...]) -> None:
    """Somewhat smaller letters are better than a phrase torn apart."""
    assert on_cover(format, words) == lines


@EVERY
def test_no_word_alone_above_a_question_on_a_cover(format: str) -> None:
    """Three lines of which the first is one word stand worse than two that are somewhat smaller."""
    assert on_cover(format, "", "Comment tenez-vous le coup pendant la crise ?")[0] != "Comment"


def on_cover(format: str, words: str, instead: str = "x") -> tuple[str, ...]:
    """The lines of a cover's words."""
    frame = cover.Frame(film=film_of(WIDE), at_ms=1000, centre=None)
    said = cover.Said(words=words, instead=(instead,), name="A", role="b", organisation="c")
    made = cover.cover(frame, said, grid.of(FORMATS[format]), KIT, language="fr")
    return next(shape for shape in made.shapes if isinstance(shape, Text)).lines
