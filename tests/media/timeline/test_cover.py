"""The cover of the look "band": a still, the strongest words, one line of who says them; nothing of it on a face."""

import re
import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.brand import kit as brand_kit
from media.brandcheck import visibility
from media.errors import BadInput
from media.formats import FORMATS
from media.sources.looks import Look
from media.sources.probe import Film
from media.timeline.band import cover, grid
from media.timeline.scene import Element, Panel, Picture, Rise, Still, Text
from tests.paths import EXAMPLE

KIT = replace(brand_kit.load(EXAMPLE / "brand"), cover_words=True, logo_alpha=0.88)
NAME = "Marie-Christine van der Exemple-Beauregard de Fiction et de la Fontaine-Vandenbroucke-Dubois"  # 91
SOURCES = {"wide": (1920, 1080), "upright": (1080, 1920), "square": (1080, 1080), "small": (240, 136)}
EVERY = pytest.mark.parametrize("format", FORMATS)
FROM_EACH = pytest.mark.parametrize("source", SOURCES)


def film(width: int, height: int) -> Film:
    """A film of a size."""
    return Film(
        path=Path("a.mp4"), duration_ms=9000, width=width, height=height, fps=Fraction(25), has_sound=True
    )


def laid(
    format: str,
    words: str = "",
    *instead: str,
    source: str = "wide",
    centre: tuple[int, int] | None = None,
    **more: str | None,
) -> Element:
    """A cover of these words, or of those that stand for them."""
    who = {"name": "Fatou Voorbeeld", "role": "bakster", "organisation": "Hefboom"} | more
    said = cover.Said(words=words, instead=instead or ("Hoe houd je het vol in deze crisis?",), **who)  # type: ignore[arg-type]
    frame = cover.Frame(film=film(*SOURCES[source]), at_ms=1000, centre=centre)
    return cover.cover(frame, said, grid.of(FORMATS[format]), KIT, language="nl")


def texts(element: Element) -> list[Text]:
    """Its texts, from the top."""
    return [one for one in element.shapes if isinstance(one, Text)]


def said(element: Element) -> list[str]:
    """What its texts say."""
    return [" ".join(one.lines) for one in texts(element)]


def the(element: Element, kind: type[Still] | type[Rise]) -> Still | Rise:
    """Its only shape of a kind."""
    (one,) = (shape for shape in element.shapes if isinstance(shape, kind))
    return one


@pytest.mark.parametrize(
    ("format", "size", "ends"),
    [("landscape", 124, 1026), ("square", 107, 1026), ("feed", 112, 1282), ("portrait", 118, 1490)],
)
def test_words_stand_where_no_grid_cuts(format: str, size: int, ends: int) -> None:
    """Words are large, and end on the row that the guide names; a bar of the brand parts them from who speaks."""
    words, who = texts(laid(format, "Mijn oven bleef aan."))
    (bar,) = (
        one for one in laid(format, "x").shapes if isinstance(one, Panel) and one.colour == KIT.colors.accent
    )
    assert (words.size, words.font, who.box.bottom) == (size, KIT.bold_font, ends)
    assert {words.box.x, who.box.x, bar.box.x} == {grid.of(FORMATS[format]).safe.x}
    assert words.box.bottom < bar.box.y < bar.box.bottom < who.box.y
    assert (bar.box.width, bar.box.height) == (130, 10)


@EVERY
@FROM_EACH
@pytest.mark.parametrize(
    "words", ["Kansen.", "Mijn oven bleef aan.", "Twee machines, drie vrouwen, één droom"]
)
def test_the_ground_is_opaque_behind_all_words(format: str, source: str, words: str) -> None:
    """No word stands on the still nor where the ground comes up over it, 150 pixels long; no proportion is changed."""
    made = laid(format, words, source=source)
    still, rises = the(made, Still), {one.to: one for one in made.shapes if isinstance(one, Rise)}
    assert isinstance(still, Still)
    for text in texts(made):
        assert (
            text.box.x >= still.box.right or text.box.right <= still.box.x or text.box.y >= still.box.bottom
        )
        assert text.box.right <= FORMATS[format].width - grid.of(FORMATS[format]).safe.x
    assert (
        rises.keys() == {"left"} if format == "landscape" else {"bottom", *(["left"] if still.box.x else [])}
    )
    if from_left := rises.get("left"):
        assert from_left.box == replace(still.box, width=150)
    if from_below := rises.get("bottom"):
        assert from_below.box == replace(still.box, y=still.box.bottom - 150, height=150)
    crop, own = still.crop, still.film
    shown = (crop.right - crop.left) * own.width / ((crop.bottom - crop.top) * own.height)
    assert abs(shown * still.box.height - still.box.width) < 1


@FROM_EACH
@pytest.mark.parametrize("words", ["Kansen.", "Twee machines, drie vrouwen, één droom", ""])
def test_a_reel_keeps_words_and_mark_in_the_middle(source: str, words: str) -> None:
    """Between the rows 240 and 1680, to which a profile's grid cuts a reel, are all words, the mark and the face."""
    made = laid("portrait", words, source=source)
    pictures = [one for one in made.shapes if isinstance(one, Picture)]
    assert all(one.box.y >= 240 and one.box.bottom <= 1680 for one in (*texts(made), *pictures))
    still = the(made, Still)
    assert isinstance(still, Still)
    face = (0.42 - still.crop.top) / (still.crop.bottom - still.crop.top) * still.box.height
    assert 240 < face < the(made, Rise).box.y


@pytest.mark.parametrize("down", range(30, 75, 5))
@pytest.mark.parametrize("format", ["square", "feed", "portrait"])
def test_a_face_that_was_told_of_is_seen(format: str, down: int) -> None:
    """The face's centre of an upright film is above the ground, wherever it is in the film."""
    made = laid(format, "Mijn oven bleef aan.", source="upright", centre=(40, down))
    still = the(made, Still)
    assert isinstance(still, Still)
    face = (down / 100 - still.crop.top) / (still.crop.bottom - still.crop.top) * still.box.height
    assert 0.1 * still.box.height < face < the(made, Rise).box.y


@EVERY
def test_words_that_are_too_long_give_way_to_the_question(format: str) -> None:
    """Forty characters are shown, one more gives way; so does a word that is wider than the cover."""
    most = "Ik kreeg een kans en mijn oven bleef aan"
    question = "Hoe houd je het vol in deze crisis?"
    assert (len(most), said(laid(format, most))[0]) == (40, most)
    assert said(laid(format, f"{most}."))[0] == question
    assert said(laid(format, "Arbeidsongeschiktheidsverzekeringen"))[0] == question
    assert not cover.fits(f"{most}.", grid.of(FORMATS[format]), KIT, language="nl")


@EVERY
def test_what_stands_for_a_question_that_there_is_not(format: str) -> None:
    """Without a question the name is the words, and what the speaker is stands below; without both the series' name."""
    assert said(laid(format, "", "Fatou Voorbeeld")) == ["Fatou Voorbeeld", "bakster · Hefboom"]
    assert said(laid(format, "", "Getuigen", name=None)) == ["Getuigen", "bakster · Hefboom"]
    assert said(laid(format, "Kansen.")) == ["Kansen.", "Fatou Voorbeeld · bakster"]
    assert said(laid(format, "Kansen.", name=None, role="", organisation="")) == ["Kansen."]


@EVERY
def test_a_question_too_long_gives_way_to_its_short_form(format: str) -> None:
    """A question of two hundred characters is never cut: its short form stands there, else the name."""
    long = "Waarom moeten instellingen voor microfinanciering blijven steunen wie de banken weigeren, " * 3
    assert said(laid(format, "", long, "Blijf steunen"))[0] == "Blijf steunen"
    question = (
        "Pourquoi faut-il que les institutions de microfinance soutiennent ceux que les banques refusent ?"
    )
    assert said(laid(format, "", question))[0].split() == question.split()


@EVERY
def test_a_name_is_never_cut(format: str) -> None:
    """Of a name of ninety characters every letter is there, on two lines, beside the still on three."""
    words, who = texts(laid(format, "Kansen.", name=NAME))
    assert " ".join(who.lines).removesuffix(" · bakster") == NAME
    assert len(who.lines) == (3 if format == "landscape" else 2)
    assert who.size >= grid.of(FORMATS[format]).letters.least
    assert the(laid(format, "Kansen.", name=NAME), Still).box.height > 200
    assert words.box.y > 0


@EVERY
@pytest.mark.parametrize("name", ["فاطمة مثال", "רות דוגמה"])
def test_names_of_other_scripts_are_told_of_where_the_font_lacks_them(format: str, name: str) -> None:
    """A font without a name's letters is a sentence, not a row of boxes."""
    with pytest.raises(BadInput):
        laid(format, "Kansen.", name=name)


@given(
    words=st.text("aeimnoW é’!", max_size=60),
    question=st.text("aeimnoW é’?", min_size=1, max_size=200).filter(str.strip),
    name=st.text("aeimnoW", min_size=1, max_size=90),
    format=st.sampled_from([*FORMATS]),
    size=st.tuples(st.integers(16, 4000), st.integers(16, 4000)),
    centre=st.none() | st.tuples(st.integers(0, 100), st.integers(0, 100)),
)
def test_whatever_is_said_nothing_is_squeezed(
    words: str, question: str, name: str, format: str, size: tuple[int, int], centre: tuple[int, int] | None
) -> None:
    """Whatever film, centre and texts: words inside their place, the film's proportions kept, or a sentence."""
    place = grid.of(FORMATS[format])
    spoken = cover.Said(
        words=words.strip(), instead=(question, name), name=name, role="bakster", organisation="H"
    )
    frame = cover.Frame(film=film(*size), at_ms=0, centre=centre)
    try:
        made = cover.cover(frame, spoken, place, KIT, language="nl")
    except BadInput:  # a question, and a name in its place, of letters without a space
        assert max(map(len, f"{question} {name}".split())) > 15
        return
    still = the(made, Still)
    assert isinstance(still, Still)
    assert 0 <= still.crop.left < still.crop.right <= 1.000001
    assert 0 <= still.crop.top < still.crop.bottom <= 1.000001
    assert all(one.box.y > 0 and one.box.bottom <= place.format.height * 0.95 for one in texts(made))
    assert all(one.box.right <= place.format.width - place.safe.x for one in texts(made))


@EVERY
def test_all_of_it_can_be_read_over_any_picture(format: str) -> None:
    """Words reach 4.5 to 1 and the mark 3 to 1, whatever the still shows."""
    seen = [*visibility.shown_parts(laid(format, "Mijn oven bleef aan."))]
    assert min(one.ratio for one in seen if isinstance(one.shape, Text)) >= 4.5
    assert min(one.ratio for one in seen if isinstance(one.shape, Picture)) >= 3


def test_a_film_that_changes_is_shown_as_it_then_is() -> None:
    """Of a film that was turned on the way the cover has the look of its moment."""
    turned = Look(
        from_ms=500, width=1080, height=1920, matrix="bt709", transfer="bt709", primaries="bt709",
        interlaced=False, across=1, down=1,
    )  # fmt: skip
    whole = replace(film(1920, 1080), looks=(replace(turned, from_ms=0, width=1920, height=1080), turned))
    frame = cover.Frame(film=whole, at_ms=1000, centre=None)
    spoken = cover.Said(words="Kansen.", instead=("x",), name=None, role="", organisation="")
    made = cover.cover(frame, spoken, grid.of(FORMATS["feed"]), KIT, language="nl")
    still = the(made, Still)
    assert isinstance(still, Still)
    assert (still.film.width, still.film.height) == (1080, 1920)


def test_a_kit_makes_covers_with_its_look(tmp_path: Path) -> None:
    """A kit without a look makes none, one with the look "band" does; each may say otherwise."""
    kits = {"": False, 'look = "band"': True}
    text = (EXAMPLE / "brand" / "brand.toml").read_text(encoding="utf-8")
    classic = re.sub(r"(?m)^look = .*$|^\[cover\][^\[]*", "", text)
    for look, makes in kits.items():
        for more, wished in (("", makes), ("[cover]\nwords = true", True), ("[cover]\nwords = false", False)):
            folder = tmp_path / f"{makes}{len(more)}"
            shutil.copytree(EXAMPLE / "brand", folder)
            (folder / "brand.toml").write_text(f"{look}\n{classic}\n{more}\n", encoding="utf-8")
            assert brand_kit.load(folder).cover_words is wished
