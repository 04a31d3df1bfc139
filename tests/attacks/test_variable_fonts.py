"""Variable fonts of strangers, some of whose bytes are others: refused or drawn, and soon."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.errors import BadInput
from media.lettering import drawing_faults, typefaces
from media.render import drawing
from media.timeline.scene import Box, Element, Text
from tests.paths import DATA

VARIES = (DATA / "fonts" / "Rubik-variable.ttf").read_bytes()


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_variable_font_is_refused_or_drawn(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever bytes of a font are others, in whatever script it is asked to write: BadInput, or letters, and soon."""
    spoilt = bytearray(VARIES)
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(12, len(VARIES) - 1), st.integers(0, 255)), max_size=60)
    ):
        spoilt[at] = byte
    path = tmp_path_factory.mktemp("font") / "font.ttf"
    path.write_bytes(spoilt)
    box = Box(x=0, y=0, width=400, height=60)
    began = time.process_time()
    with suppress(BadInput):
        font = typefaces.at_weight(path, 700)
        drawing_faults.faults(font, "Ik محمد ɔ́ שָׁלוֹם नम")
        text = Text(box=box, lines=("Ik محمد", "Hallo"), font=font, size=40, line_height=60, colour="#ffffff")
        drawing.drawn(Element(kind="title", box=box, shapes=(text,), start_ms=0, end_ms=1))
    assert time.process_time() - began < 2
