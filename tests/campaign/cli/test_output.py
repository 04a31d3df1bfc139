"""Answers: JSON that programs can read, tables that a pipe does not cut off, progress as plain lines."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import pytest

from campaign.cli import output


class Colour(StrEnum):
    """A value of an enumeration."""

    RED = "red"


@dataclass(frozen=True)
class Thing:
    """A value of ours."""

    at: datetime
    lasts: timedelta


def test_document() -> None:
    """Times are ISO 8601 with offset, durations integer milliseconds, our values objects."""
    value = {
        "thing": Thing(datetime(2026, 5, 1, 18, tzinfo=UTC), timedelta(seconds=1.5)),
        "day": date(2026, 5, 1),
        "path": Path("films"),
        "colour": Colour.RED,
        "set": {"b", "a"},
        "text": "Ça va ?",
    }
    assert json.loads(output.document(value)) == {
        "thing": {"at": "2026-05-01T18:00:00+00:00", "lasts": 1500},
        "day": "2026-05-01",
        "path": "films",
        "colour": "red",
        "set": ["a", "b"],
        "text": "Ça va ?",
    }


def test_line() -> None:
    """One object a line stays one line, also with a line break in it."""
    assert "\n" not in output.line({"text": "a\nb"})


def test_document_refuses_what_it_does_not_know() -> None:
    """A value without a JSON form is a fault of ours, not a silent text."""
    with pytest.raises(TypeError, match="object cannot be printed"):
        output.document(object())


def test_table_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """A table that is not on a terminal is as wide as it must be; brackets are text, nothing is nothing."""
    output.table(["post", "caption"], [[1, "[bold]" + "x" * 300], [2, None]], title="Posts")
    out = capsys.readouterr().out
    assert "[bold]" + "x" * 300 in out
    assert "None" not in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ([(0, 0.0), (14.5, 0.91)], 1),
        ([(0, 0.0), (12, 0.2)], 48),
        ([(0, 0.0), (10, 0.01)], None),
        ([(0, 0.0), (0.1, 0.4)], None),
        ([(0, 0.5), (20, 0.5)], None),
        ([(0, 0.0), (60, 0.3), (70, 0.3), (90, 0.4)], 180),
        ([(0, 0.0), (6, 0.2), (20, 0.2), (45, 0.2001)], None),
        ([(0, 0.0), (20, 1.0)], None),
    ],
)
def test_time_left(steps: list[tuple[float, float]], left: int | None) -> None:
    """The time left is of the speed of late, in seconds; none is given early on, at a standstill or far off."""
    pace = output.Pace()
    said = [pace.left(*step) for step in steps]
    assert said[-1] == left


def test_a_line_says_the_time_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A film that is at 91% after 14.5 seconds has about a second left, not minutes."""
    times = iter((0.0, 14.5))
    monkeypatch.setattr(output.time, "monotonic", lambda: next(times))
    with output.progress() as show:
        show("film", 0.0)
        show("film", 0.91)
    assert capsys.readouterr().err == "film: 0%\nfilm: 91%, 1 second left\n"


def test_progress_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal progress is a line when a label begins and one when it ends, on stderr."""
    with output.progress() as show:
        for step in range(0, 101):
            show("film", step / 100)
        show("film", 1.0)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "film: 0%\nfilm: 100%\n")
