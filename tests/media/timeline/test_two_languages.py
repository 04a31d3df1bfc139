"""Two languages in one film: the one spoken above the other, in each format and look, both in letters of their own."""

from dataclasses import replace
from itertools import product

import pytest

from media.brand import kit
from media.errors import BadInput
from media.formats import FORMATS
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.scene import Box, Element, Panel, Text
from media.timeline.timeline import Timeline
from tests.media.timeline.test_band import CREDIT, KIT, QUESTION, UPRIGHT, WIDE, film_of
from tests.paths import CLASSIC_KIT

LOOKS = {
    "band": replace(KIT, second_language="fr", title_ms=0, title_fade_ms=0),
    "classic": replace(kit.load(CLASSIC_KIT), second_language="fr", title_ms=0, title_fade_ms=0),
}
NL, FR = "Ik sta hier elke zaterdag,\nook als het regent.", "Je suis là chaque samedi, même quand il pleut."
LONG_FR = "Sans ce microcrédit, je n’aurais jamais pu ouvrir ma boulangerie ici."


def cues(*said: tuple[int, int, str]) -> list[Cue]:
    """Subtitles."""
    return [Cue(start_ms=start, end_ms=end, text=text) for start, end, text in said]


def build(look: str, format: str = "feed", size: tuple[int, int] = WIDE, **inputs: object) -> Timeline:
    """A film with a subtitle in both languages at the same time."""
    given: dict[str, object] = {
        "brand": LOOKS[look], "language": "nl", "film": film_of(size), "credit": CREDIT, "title": QUESTION,
        "cues": cues((1000, 5000, NL)), "second": cues((1000, 5000, FR)),
    }  # fmt: skip
    return timeline.build(format=FORMATS[format], **(given | inputs))  # type: ignore[arg-type]


def at(made: Timeline, ms: int) -> list[Element]:
    """The subtitles that are seen at a moment, the language spoken first."""
    shown = [one for one in (*made.of("caption"), *made.of("second")) if one.start_ms <= ms < one.end_ms]
    return shown


def texts(shown: list[Element]) -> list[Text]:
    """Their texts from the top."""
    found = [shape for one in shown for shape in one.shapes if isinstance(shape, Text)]
    return sorted(found, key=lambda one: one.box.y)


@pytest.mark.parametrize(("look", "format", "size"), list(product(LOOKS, FORMATS, (WIDE, UPRIGHT))))
def test_one_stands_below_the_other(look: str, format: str, size: tuple[int, int]) -> None:
    """Smaller, in its own colour, after a rule; nothing overlaps, and all stands where words may stand."""
    made, brand = build(look, format, size), LOOKS[look]
    shown = at(made, 2000)
    first, second = texts(shown)
    assert " ".join(first.lines) == NL.replace("\n", " ")
    assert " ".join(second.lines) == FR
    assert (first.colour, second.colour) == (brand.colors.subtitle_text, brand.colors.second_language)
    assert first.size * 0.8 < second.size < first.size
    (rule,) = [
        shape
        for one in shown
        for shape in one.shapes
        if isinstance(shape, Panel) and shape.colour == brand.colors.second_language
    ]
    assert first.box.bottom < rule.box.y < rule.box.bottom < second.box.y
    region, whole = FORMATS[format].region, FORMATS[format]
    assert second.box.bottom <= region.bottom * whole.height
    assert max(first.box.right, second.box.right) <= region.right * whole.width
    for name in made.of("nameplate"):
        assert all(not crosses(name.box, one.box) for one in at(made, name.start_ms))


def crosses(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    return other.x < one.right and one.x < other.right and other.y < one.bottom and one.y < other.bottom


@pytest.mark.parametrize("format", ["landscape", "portrait", "square"])
@pytest.mark.parametrize("look", ["band", "classic"])
def test_no_rule_below_a_marked_word(look: str, format: str) -> None:
    """Where words are marked with a line the rule is left out, which would look like a second one; nothing moves."""
    marked = replace(LOOKS[look], highlight="word")
    heard = (Word(text="Ik", start_ms=1200, end_ms=1600),)
    with_rule, without = (build(look, format, brand=marked, words=said) for said in ((), heard))

    def rules(made: Timeline) -> list[Panel]:
        panels = (one for shown in at(made, 2000) for one in shown.shapes if isinstance(one, Panel))
        return [one for one in panels if one.colour == marked.colors.second_language]

    assert (len(rules(with_rule)), len(rules(without))) == (1, 0)
    assert texts(at(with_rule, 2000)) == texts(at(without, 2000))


@pytest.mark.parametrize(
    ("look", "format", "lines"),
    [("band", "landscape", (1, 1)), ("classic", "landscape", (1, 1)), ("band", "portrait", (2, 1)),
     ("classic", "portrait", (2, 2))],
)  # fmt: skip
def test_lines(look: str, format: str, lines: tuple[int, int]) -> None:
    """In landscape each language has one line where it holds it, elsewhere two at most."""
    first, second = texts(at(build(look, format), 2000))
    assert (len(first.lines), len(second.lines)) == lines


def test_each_stands_at_one_height_on_the_band() -> None:
    """On the band the second language has its place whether the first takes one line or two, or is not there."""
    said = cues((1000, 3000, NL), (4000, 6000, "Ja."))
    below = cues((1000, 3000, FR), (4000, 6000, "Oui."), (7000, 9000, "Eh bien."))
    made = build("band", cues=said, second=below)
    assert len({one.box.y for one in made.of("second")}) == 1
    assert len({one.box.y for one in made.of("caption")}) == 1


@pytest.mark.parametrize(
    ("first", "second", "seen"),
    [
        ([(1000, 3000)], [(1000, 3000)], [(1000, 3000, "NF")]),
        ([(1000, 3000)], [(1150, 2900)], [(1000, 3000, "NF")]),
        ([(1000, 3000)], [(1000, 4000)], [(1000, 3000, "NF"), (3000, 4000, "F")]),
        ([(1000, 3000)], [(5000, 7000)], [(1000, 3000, "N"), (5000, 7000, "F")]),
        ([(1000, 3000), (3000, 5000)], [(1000, 5000)], [(1000, 3000, "NF"), (3000, 5000, "NF")]),
        ([(1000, 3000)], [], [(1000, 3000, "N")]),
    ],
    ids=["at once", "nearly", "longer", "apart", "one over two", "none"],
)
def test_times(
    first: list[tuple[int, int]], second: list[tuple[int, int]], seen: list[tuple[int, int, str]]
) -> None:
    """Over the picture one panel shows what is said at a time; languages that nearly come at once come at once."""
    made = build(
        "classic",
        "landscape",
        cues=cues(*((*times, "Nu.") for times in first)),
        second=cues(*((*times, "Fini.") for times in second)),
    )
    found = [
        (one.start_ms, one.end_ms, "".join(text.lines[0][0] for text in texts([one])))
        for one in made.of("caption")
    ]
    assert found == seen


@pytest.mark.parametrize("look", LOOKS)
def test_a_film_in_that_language_has_one(look: str) -> None:
    """The film in the second language itself is laid out as ever, and so is one of a kit with none."""
    alone = replace(LOOKS[look], second_language="off")
    french = build(look, language="fr", cues=cues((1000, 5000, FR)))
    assert french == build(look, language="fr", brand=alone, cues=cues((1000, 5000, FR)), second=())
    assert build(look, brand=alone) == build(look, brand=alone, second=())
    assert LOOKS[look].for_languages(["nl", "fr"]) is LOOKS[look]
    assert LOOKS[look].for_languages(["nl"]) == alone


@pytest.mark.parametrize(("look", "format"), list(product(LOOKS, FORMATS)))
def test_the_word_spoken_is_of_the_first_language(look: str, format: str) -> None:
    """A highlight marks words of the language spoken, never those below."""
    brand = replace(LOOKS[look], highlight="word")
    words = [Word(text="Oui", start_ms=1200, end_ms=2000), Word(text="fini", start_ms=2500, end_ms=3000)]
    made = build(
        look, format, brand=brand, words=words,
        cues=cues((1000, 5000, "Oui, ja.")), second=cues((1000, 5000, "Oui, fini.")),
    )  # fmt: skip
    first, *_ = texts(at(made, 2000))
    marks = [mark for one in (*made.of("caption"), *made.of("second")) for mark in one.marks]
    assert [(one.start_ms, one.end_ms) for one in marks] == [(1200, 2000)]
    assert all(first.box.y <= box.y < first.box.bottom for mark in marks for box in mark.boxes)


@pytest.mark.parametrize("look", LOOKS)
def test_too_long_below(look: str) -> None:
    """A translation that two small lines do not hold is refused with its language, never cut."""
    with pytest.raises(BadInput) as refused:
        build(look, "portrait", second=cues((1000, 5000, f"{LONG_FR} {LONG_FR}")))
    assert (refused.value.code, refused.value.params["language"]) == ("second-too-long", "fr")
