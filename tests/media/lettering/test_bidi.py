"""In which order mixed lines are read: held against python-bidi, and against what people write here."""

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as some

from media.lettering import bidi

SIGNS = "abZ é12.,-%()[]«»:!?€+/·'" + "אבמץ" + "محلة" + "٣٤" + "\u0301\u05b7"


def as_seen(text: str, base: int) -> str:
    """The characters of a line from left to right."""
    levels = bidi.levels(text, base)
    runs = [(at, at + 1, level) for at, level in enumerate(levels)]
    return "".join(text[start:end] for start, end, _ in bidi.visual(runs))


@given(text=some.text(alphabet=SIGNS, max_size=16), base=some.sampled_from([0, 1]))
def test_the_order_is_unicodes(text: str, base: int) -> None:
    """Any mixture of letters, digits, brackets and signs stands as UAX #9 has it, in lines of both directions."""
    assert as_seen(text, base) == get_display(text, base_dir="LR"[base])


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Ik heet אבג en bak.", "Ik heet גבא en bak."),
        ("אבג, dat zeg ik.", "גבא, dat zeg ik."),
        ("van (אבג) tot 12", "van (גבא) tot 12"),
        ("אב 12,5% גד", "דג 12,5% בא"),
        ("אבג microStart דה!", "!הד microStart גבא"),
        ("אבג (microStart) דה", "הד )microStart( גבא"),
    ],
    ids=["a name", "a name at the beginning", "in brackets", "digits", "a house", "a house in brackets"],
)
def test_literal_orders(text: str, seen: str) -> None:
    """A sentence is read from the side from which most of its letters are."""
    assert as_seen(text, bidi.base_level(text)) == seen
