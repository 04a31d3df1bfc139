"""JSON of others: what is missing, null or of another kind is told apart, never guessed."""

from collections.abc import Callable

import pytest

from media.json_values import Json, JsonReader

NODE = JsonReader(
    {
        "id": 12,
        "size": "340",
        "at": 1.5,
        "shown": True,
        "none": None,
        "in": {"id": "7"},
        "data": [{"id": "8"}],
        "words": ["a", 2],
    }
)


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda: NODE.text("id"), "12"),
        (lambda: NODE.number("size"), 340),
        (lambda: NODE.maybe_decimal("at"), 1.5),
        (lambda: NODE.flag("shown"), True),
        (lambda: NODE.child("in").text("id"), "7"),
        (lambda: [child.text("id") for child in NODE.children("data")], ["8"]),
        (lambda: NODE.maybe_texts("words"), ("a", "2")),
        (lambda: NODE.maybe_text("none"), None),
        (lambda: NODE.text_if_any("shown"), None),
        (lambda: NODE.text_if_any("id"), "12"),
        (lambda: JsonReader({"is": 1}).flag("is"), True),
        (lambda: NODE.maybe_number("missing"), None),
        (lambda: NODE.maybe_flag("none"), None),
        (lambda: NODE.maybe_child("missing").maybe_child("deeper").members, {}),
        (lambda: NODE.maybe_children("none"), []),
    ],
)
def test_members_are_read(read: Callable[[], object], value: object) -> None:
    """A number may stand as text and text as a number; what is missing or null is None, or empty."""
    assert read() == value


@pytest.mark.parametrize(
    ("read", "error"),
    [
        (lambda: NODE.text("none"), KeyError),
        (lambda: NODE.number("missing"), KeyError),
        (lambda: NODE.child("missing"), KeyError),
        (lambda: NODE.children("missing"), KeyError),
        (lambda: NODE.maybe_number("shown"), TypeError),
        (lambda: NODE.maybe_flag("size"), TypeError),
        (lambda: NODE.maybe_text("in"), TypeError),
        (lambda: NODE.maybe_child("size"), TypeError),
        (lambda: NODE.maybe_children("size"), TypeError),
        (lambda: JsonReader({"n": "x"}).maybe_number("n"), ValueError),
    ],
)
def test_what_cannot_be_read_is_an_error(read: Callable[[], object], error: type[Exception]) -> None:
    """A member that must be there and is not, and one of another kind, end the reading."""
    with pytest.raises(error):
        read()


@pytest.mark.parametrize("value", [None, "x", ["x"], 3])
def test_only_an_object_has_members(value: Json) -> None:
    """A list, a text, a number or null is no object."""
    with pytest.raises(TypeError):
        JsonReader.of(value)
