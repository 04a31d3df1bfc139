"""The plan as a calendar: any text comes through it, whatever the calendar is written with."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from campaign.spreadsheets import calendar_file
from schedules.model.records import Post
from schedules.model.states import State

DUE = datetime(2031, 12, 24, 17, tzinfo=UTC)


def post(**known: Any) -> Post:
    """A text in Dutch that is due on Christmas Eve."""
    nothing = dict.fromkeys(Post.__dataclass_fields__)
    usual = {"number": 1, "kind": "text", "language": "nl", "state": State.APPROVED, "due_at": DUE}
    return Post(**(nothing | usual | known))


def lines(name: str, *posts: Post) -> list[str]:
    """The lines of a calendar, each whole."""
    data = calendar_file.written(name, posts, now=DUE)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return data.decode().replace("\r\n ", "").split("\r\n")


@settings(deadline=None)
@given(st.text(st.characters()))
def test_any_text_in_a_calendar(text: str) -> None:
    """Any text is read back as it was, but for what a calendar cannot hold; no line is longer than 75 octets."""
    data = calendar_file.written("x", [post(caption=text)], now=DUE)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n", data)
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    held = str(calendar_file.words(text)).replace("\\N", "\n")  # in RFC 5545 a line end, too
    assert str(event.get("DESCRIPTION", "")) == held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("a;b, c\\d", "a\\;b\\, c\\\\d"),
        ("een\r\ntwee\rdrie\n\tvier", "een\\ntwee\\ndrie\\n\tvier"),
        ("\x00a\x07b\x7fc\ud800", "abc"),
        ('"à Gand"', '"à Gand"'),
    ],
)
def test_what_a_text_becomes(text: str, held: str) -> None:
    """What would end a value is escaped, line ends are alike, control characters are left out."""
    assert f"DESCRIPTION:{held}" in lines("x", post(caption=text))


def test_the_name_of_a_calendar() -> None:
    """The campaign's name is escaped in both lines that programs look for it."""
    assert lines("Été, à Gand; 2031")[4:6] == [
        "NAME:Été\\, à Gand\\; 2031",
        "X-WR-CALNAME:Été\\, à Gand\\; 2031",
    ]


def test_a_post_that_may_yet_change_is_tentative() -> None:
    """A draft is tentative, an approved post confirmed; one without a date is left out."""
    events = lines(
        "x", *(post(caption="y", state=state) for state in (State.DRAFT, State.APPROVED)), post(due_at=None)
    )
    assert [line for line in events if line.startswith("STATUS")] == ["STATUS:TENTATIVE", "STATUS:CONFIRMED"]
