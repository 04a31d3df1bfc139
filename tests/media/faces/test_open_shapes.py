"""A network's file is opened for pictures of any size, and nothing else of it is changed."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from media.faces import open_shapes

# name, type { tensor_type { elem_type 1, shape { dim { dim_value 32 } } } }
SHAPED = b"\x0a\x01x\x12\x0a\x0a\x08\x08\x01\x12\x04\x0a\x02\x08\x20"
OPEN = b"\x0a\x01x\x12\x04\x0a\x02\x08\x01"


def field(number: int, body: bytes) -> bytes:
    """A field that has a length, of less than 128 bytes."""
    return bytes([number << 3 | 2, len(body)]) + body


@pytest.mark.parametrize(
    ("graph", "opened"),
    [
        (field(11, SHAPED) + field(12, SHAPED), field(11, OPEN) + field(12, OPEN)),
        (field(13, SHAPED) + field(5, b"weights"), field(5, b"weights")),
        (b"\x10\x07" + field(2, b"name"), b"\x10\x07" + field(2, b"name")),
    ],
    ids=["in and out", "what lies between is left out", "all else"],
)  # fmt: skip
def test_sizes_are_left_out(graph: bytes, opened: bytes) -> None:
    """The shapes of what goes in and comes out go, those of what lies between wholly; all else stays byte for byte."""
    before, after = b"\x08\x06" + field(2, b"pytorch"), field(8, b"\x10\x09") + b"\x25abcd\x21abcdefgh"
    made = open_shapes.with_any_size(before + field(7, graph) + after)
    assert made == before + field(7, opened) + after


@given(network=some.binary(max_size=60))
def test_no_network(network: bytes) -> None:
    """What is no such file is refused as one, whatever its bytes, or passed on as it is."""
    with suppress(ValueError):
        assert len(open_shapes.with_any_size(network)) <= len(network)
