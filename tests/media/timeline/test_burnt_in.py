"""A subtitle shown before its film is made is made of the very shapes that the film has burned in."""

from dataclasses import replace
from itertools import product

import pytest

from media.formats import FORMATS
from media.timeline.burnt_in import BurntIn
from media.timeline.scene import Panel, Shape, Text
from media.timeline.timeline import Timeline
from tests.media.timeline.test_band import UPRIGHT, WIDE, film_of
from tests.media.timeline.test_two_languages import FR, LOOKS, NL, build, cues

ALONE = {name: replace(kit, second_language="off") for name, kit in LOOKS.items()}


def burnt(made: Timeline) -> list[Shape]:
    """The shapes of a film's subtitles."""
    return [
        shape
        for kind in ("caption", "second")
        for one in made.elements
        if one.kind == kind
        for shape in one.shapes
    ]


@pytest.mark.parametrize(
    ("look", "format", "size"), list(product(LOOKS, FORMATS, (WIDE, UPRIGHT)))
)
def test_shapes_are_those_of_the_film(look: str, format: str, size: tuple[int, int]) -> None:
    """In each look, format and shape of film, alone and with a second language; the film's place is the same too."""
    for kits, below in ((ALONE, ""), (LOOKS, FR)):
        kit, film = kits[look], film_of(size)
        made = build(
            look, format, size, brand=kit, film=film, second=cues((1000, 5000, below)) if below else []
        )
        shown = BurntIn(kit=kit, film=film, fill=None, language="nl", format=FORMATS[format])
        assert list(shown.shapes(NL, below)) == burnt(made)
        assert shown.picture() == (made.shot.place, made.shot.surround)


def test_what_cannot_be_burned_in_has_no_shapes() -> None:
    """A text that no size holds, a letter that the font lacks, and no text at all are shown as nothing."""
    shown = BurntIn(
        kit=ALONE["classic"], film=film_of(WIDE), fill=None, language="nl", format=FORMATS["landscape"]
    )
    assert shown.shapes("veel te lange tekst " * 30) == ()
    assert shown.shapes("") == ()
    panel, words = shown.shapes("Kort.")
    assert isinstance(panel, Panel)
    assert isinstance(words, Text)
    assert words.lines == ("Kort.",)
