"""The word spoken: which letters are marked from when to when, in both looks, and never faster than the eye likes."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from media.brand import kit
from media.formats import FORMATS
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.scene import Element, Text
from media.timeline.timeline import Timeline
from tests.media.timeline.test_band import KIT, UPRIGHT, WIDE, film_of
from tests.paths import CLASSIC_KIT

LOOKS = {
    "band": replace(KIT, highlight="word", title_ms=0, title_fade_ms=0),
    "classic": replace(kit.load(CLASSIC_KIT), highlight="word", title_ms=0, title_fade_ms=0),
}
TEXT = "Ik sta hier elke zaterdag,\nook als het regent."


def heard(*words: tuple[str, int, int]) -> list[Word]:
    """Words with their times."""
    return [Word(text=text, start_ms=start, end_ms=end) for text, start, end in words]


def build(
    words: list[Word],
    text: str = TEXT,
    look: str = "band",
    format: str = "feed",
    *,
    size: tuple[int, int] = WIDE,
    cue: tuple[int, int] = (1000, 4000),
    **inputs: object,
) -> Timeline:
    """A film with one subtitle, without a title before it."""
    given: dict[str, object] = {"brand": LOOKS[look], "language": "nl", "film": film_of(size)}
    cues = [Cue(start_ms=cue[0], end_ms=cue[1], text=text)]
    return timeline.build(cues=cues, words=words, format=FORMATS[format], **(given | inputs))  # type: ignore[arg-type]


def told(element: Element) -> list[tuple[int, int, str]]:
    """The marks of a subtitle: from when to when, and the letters that stand in their boxes."""
    (text, *_) = [one for one in element.shapes if isinstance(one, Text)]
    return [(one.start_ms, one.end_ms, " ".join(_letters(text, one.boxes))) for one in element.marks]


def _letters(text: Text, boxes: object) -> list[str]:
    from media.lettering import fonts

    found = []
    for box in boxes:  # type: ignore[attr-defined]
        line = text.lines[(box.y - text.box.y) // text.line_height]
        wide = fonts.width(line, text.font, text.size)
        left = text.box.x + (text.box.width - wide) * (0.5 if text.align == "center" else 0)
        ends = [left + fonts.width(line[:at], text.font, text.size) for at in range(len(line) + 1)]
        start, end = (min(range(len(ends)), key=lambda at: abs(ends[at] - x)) for x in (box.x, box.right))
        found.append(line[start:end])
    return found


def one(made: Timeline) -> Element:
    """The only subtitle."""
    (found,) = made.of("caption")
    return found


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("size", [WIDE, UPRIGHT])
@pytest.mark.parametrize("format", FORMATS)
def test_words_are_marked_where_they_stand(look: str, format: str, size: tuple[int, int]) -> None:
    """Each word from its first letter to its last, without punctuation; the mark ends with the word, not the cue."""
    words = heard(("Ik", 1000, 1300), ("zaterdag,", 1900, 2500), ("regent.", 3000, 3400))
    made = one(build(words, look=look, format=format, size=size))
    assert told(made) == [(1000, 1300, "Ik"), (1900, 2500, "zaterdag"), (3000, 3400, "regent")]
    assert {mark.colour for mark in made.marks} == {LOOKS[look].colors.highlight}
    for mark in made.marks:
        for box in (*mark.boxes, *mark.lines):
            assert made.box.x <= box.x < box.right <= made.box.right
            assert made.box.y <= box.y < box.bottom <= made.box.bottom


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        (
            "Ja, en dan?",
            heard(("Ja,", 1200, 1600), ("en", 1600, 1660), ("dan?", 1660, 2400)),
            [(1200, 1600, "Ja"), (1600, 2400, "en dan")],
        ),
        ("Dat was veel.", heard(("dat", 1200, 1600), ("VEEL", 2000, 2400)),
         [(1200, 1600, "Dat"), (2000, 2400, "veel")]),
        ("Er kwam niemand.", heard(("Er", 1000, 1000), ("niemand.", 2000, 2600)), [(2000, 2600, "niemand")]),
        ("L’été, c’est fini !", heard(("L'été,", 1200, 1700), ("c’est", 1700, 2000), ("fini\u00a0!", 2000, 2500)),
         [(1200, 1700, "L’été"), (1700, 2000, "c’est"), (2000, 2500, "fini")]),
        ("5 % van 25 000 €", heard(("5 %", 1200, 1700), ("25 000", 2000, 2600)),
         [(1200, 1700, "5"), (2000, 2600, "25 000")]),
        ("Ik bak brood.", heard(("Zij", 1200, 1500), ("verkoopt", 1500, 2000), ("fietsen", 2000, 2500)), []),
        ("Ik bak brood.", heard(("Ik", 9000, 9300), ("bak", 9300, 9600)), []),
        ("Ik bak brood.", [], []),
        ("Ik bak, ik bak.", heard(("Ik", 1200, 1500), ("bak,", 1500, 2000), ("ik", 2000, 2300), ("bak.", 2300, 2800)),
         [(1200, 1500, "Ik"), (1500, 2000, "bak"), (2000, 2300, "ik"), (2300, 2800, "bak")]),
        ("Ik bak brood.", heard(("Ik", 500, 1400), ("brood.", 3700, 4600)),
         [(1000, 1400, "Ik"), (3700, 4000, "brood")]),
    ],
    ids=["a short word joins the next", "spelt otherwise", "no time", "French", "figures", "other words",
         "another moment", "nothing heard", "twice the same", "over the edges"],
)  # fmt: skip
def test_which_words(text: str, words: list[Word], marked: list[tuple[int, int, str]]) -> None:
    """Words are found by letters and figures alone, in order; what was not heard there has no mark."""
    assert told(one(build(words, text))) == marked


def test_kits_without_it_mark_nothing() -> None:
    """Off is off: the timeline is the one of a film whose words nobody timed."""
    words = heard(("Ik", 1000, 1300), ("regent.", 3000, 3400))
    for look in LOOKS:
        off = replace(LOOKS[look], highlight="off")
        assert build(words, look=look, brand=off) == build([], look=look, brand=off)
        assert '"marks"' not in build([], look=look).to_json()


def test_only_the_part_that_is_shown() -> None:
    """A film that is cut has the marks of its part, at its own times."""
    words = heard(("Ik", 1000, 1300), ("zaterdag,", 1900, 2500), ("regent.", 3000, 3400))
    assert told(one(build(words, from_ms=1500))) == [(400, 1000, "zaterdag"), (1500, 1900, "regent")]


def test_letters_that_are_shaped_have_no_mark() -> None:
    """A line whose letters join or turn is left alone, the others are not."""
    words = heard(("Spin\u0308al,", 1000, 1500), ("tap", 1500, 2200), ("dag", 2400, 3000))
    assert told(one(build(words, "Spin\u0308al, tap,\ndag"))) == [(2400, 3000, "dag")]


@given(
    some.lists(some.tuples(some.integers(0, 260), some.integers(0, 400)), min_size=1, max_size=12),
    some.integers(0, 900),
)
@settings(max_examples=60, deadline=None)
def test_never_more_than_six_changes_a_second(steps: list[tuple[int, int]], first: int) -> None:
    """However fast somebody speaks: marks lie inside the subtitle, in order, and change at most six times a second."""
    at, words, said = 1000 + first, [], []
    for number, (pause, lasts) in enumerate(steps):
        said.append(f"w{number}")
        words.append(Word(text=said[-1], start_ms=at + pause, end_ms=at + pause + lasts))
        at += pause + lasts
    made = one(build(words, " ".join(said), format="landscape", cue=(1000, 8000)))
    edges = sorted({edge for mark in made.marks for edge in (mark.start_ms, mark.end_ms)})
    assert all(later - earlier >= 166 for earlier, later in pairwise(edges))
    assert all(before.end_ms <= after.start_ms for before, after in pairwise(made.marks))
    assert all(made.start_ms <= mark.start_ms < mark.end_ms <= made.end_ms for mark in made.marks)
