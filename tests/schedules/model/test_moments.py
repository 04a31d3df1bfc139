"""WHEN: what can be meant becomes a moment, the rest is refused with what to write instead."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.typed.moments import parse_when
from schedules.errors import BadRequest
from schedules.model.moments import Due, due_at

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 1, 10, 12, 0, tzinfo=UTC)
ZONES = [
    ZoneInfo(name)
    for name in ("Europe/Brussels", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
]


def when(text: str, now: datetime = NOW, zone: ZoneInfo = BRUSSELS) -> Due:
    """Read a WHEN on a January noon in Brussels."""
    return parse_when(text, now=now, zone=zone)


def refusal(text: str, now: datetime = NOW, zone: ZoneInfo = BRUSSELS) -> BadRequest:
    """Return the error that a WHEN is refused with."""
    with pytest.raises(BadRequest) as caught:
        when(text, now, zone)
    return caught.value


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-28 18:00", "2026-03-28T17:00:00+00:00"),
        ("2026-03-29T18:00", "2026-03-29T16:00:00+00:00"),
        ("2026-03-29 01:59:59", "2026-03-29T00:59:59+00:00"),
        ("2026-03-29 03:00", "2026-03-29T01:00:00+00:00"),
        ("2026-10-25 01:59", "2026-10-24T23:59:00+00:00"),
        ("2026-10-25 03:00", "2026-10-25T02:00:00+00:00"),
        ("2026-10-25T02:30+02:00", "2026-10-25T00:30:00+00:00"),
        ("2026-10-25T02:30+01:00", "2026-10-25T01:30:00+00:00"),
        ("2026-05-01T18:00Z", "2026-05-01T18:00:00+00:00"),
        ("2026-05-01T18:00:07+0200", "2026-05-01T16:00:07+00:00"),
        ("2026-05-01T18:00:07+00:00", "2026-05-01T18:00:07+00:00"),
        (" 2026-05-01 18:00 +02:00 ", "2026-05-01T16:00:00+00:00"),
    ],
)
def test_moments(text: str, utc: str) -> None:
    """A date with or without offset is one UTC moment, on both sides of both clock changes."""
    assert when(text).utc == datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    ("text", "later"),
    [("now", 0), ("NOW", 0), ("+90s", 90), ("+10m", 600), ("+2h", 7200), ("+3d", 259200), ("+0s", 0)],
)
def test_relative(text: str, later: int) -> None:
    """`now` and `+…` count from the clock that is passed in, to the microsecond."""
    now = NOW + timedelta(microseconds=123456)
    assert when(text, now).utc == now + timedelta(seconds=later)


def test_three_forms() -> None:
    """A due moment knows its UTC instant, its wall time and the zone of that wall."""
    expected = Due(
        utc=datetime(2026, 7, 1, 8, 0, tzinfo=UTC), wall="2026-07-01T10:00:00", zone="Europe/Brussels"
    )
    assert when("2026-07-01T10:00") == expected


def test_wall_is_local_for_an_offset() -> None:
    """A moment in UTC is shown on the campaign's wall."""
    assert when("2026-07-01T23:30Z").wall == "2026-07-02T01:30:00"


@pytest.mark.parametrize(
    ("text", "code"),
    [("2026-12-01 12:00-14:00", "when-span"), ("2026-12-01 18:00-19:00", "when-span"),
     ("2026-12-01 17:00-1830", "when-span"), ("2026-12-01 12:00-14", "when-span"),
     ("2026-12-01 18:00 - 19:00", "when-span"), ("2026-12-01 18:00–19:00", "when-span"),
     ("2026-12-01 23:00-2400", "when-span"),
     ("2026-12-01 23:00-00:00", "when-span"), ("2026-12-01 04:00-05:00", "when-span"),
     ("2026-12-01/2026-12-03", "when-span"), ("2026-12-01 18:00/2026-12-01 19:00", "when-span"),
     ("2026-12-01 18:00 tot 19:00", "when-span"), ("12:00-14:00", "when-span-bare"),
     ("17:00-1830", "when-span-bare"), ("2026-12-01T18:00+05:00", "when-offset"),
     ("2026-12-01T18:00+02:00", "when-offset"), ("2026-07-01T18:00+01:00", "when-offset"),
     ("2026-12-01T18:00+14:30", "when-offset"), ("2026-12-01T18:00+15:00", "when-offset")],
)  # fmt: skip
def test_spans_and_offsets_of_elsewhere(text: str, code: str) -> None:
    """A span is no moment, and an offset counts only if the campaign's zone has it on that day, or is UTC's own."""
    assert refusal(text).code == code


def test_an_offset_that_the_zone_has() -> None:
    """In a zone behind UTC, an offset with a minus is one, on both sides of its clock change."""
    zone = ZoneInfo("America/New_York")
    assert when("2026-12-01 18:00-05:00", zone=zone).wall == "2026-12-01T18:00:00"
    assert when("2026-07-01 18:00-04:00", zone=zone).wall == "2026-07-01T18:00:00"
    assert refusal("2026-07-01 18:00-05:00", zone=zone).code == "when-span"


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "2026-05-01", "18:00", "10m", "-10m", "+10", "+1w", "2026-5-1 18:00", "01/05/2026 18:00",
     "2026-05-01 18:00:00.5", "٢٠٢٦-05-01 18:00", "2026-05-01\n18:00", "2026-05-01 18:00 CET", "--json"],
)  # fmt: skip
def test_unreadable(text: str) -> None:
    """What is not a WHEN is refused as such."""
    assert refusal(text).code == "when-unreadable"


@pytest.mark.parametrize(
    "text", ["2026-02-30 10:00", "2026-13-01 10:00", "2026-05-01 24:01", "2026-05-01T10:00+25:00"]
)
def test_impossible(text: str) -> None:
    """A day, hour or offset that does not exist is refused."""
    assert refusal(text).code == "when-impossible"


@pytest.mark.parametrize("text", ["+999999999d", "9999-12-31T23:59-05:00", "0001-01-01T00:00+05:00"])
def test_out_of_range(text: str) -> None:
    """What lies outside the calendar is refused, not a crash."""
    assert refusal(text).code == "when-out-of-range"


def test_past() -> None:
    """More than five seconds ago is refused; five seconds ago is not."""
    assert when("2026-01-10T11:59:55Z").utc == NOW - timedelta(seconds=5)
    error = refusal("2026-01-10T11:59:54Z")
    assert (error.code, error.params["now"]) == ("when-past", "2026-01-10 13:00:00+01:00")


@pytest.mark.parametrize(
    ("text", "zone", "after"),
    [
        ("2026-03-29 02:00", "Europe/Brussels", "2026-03-29 03:00:00"),
        ("2026-03-29 02:30", "Europe/Brussels", "2026-03-29 03:30:00"),
        ("2026-03-08 02:30", "America/New_York", "2026-03-08 03:30:00"),
        ("2026-10-04 02:15", "Australia/Lord_Howe", "2026-10-04 02:45:00"),
    ],
)
def test_skipped(text: str, zone: str, after: str) -> None:
    """A time that the clocks skip is refused, with one that exists as text to paste."""
    error = refusal(text, zone=ZoneInfo(zone))
    assert (error.code, error.params["after"]) == ("when-skipped", after)
    assert when(after, zone=ZoneInfo(zone)).wall == after.replace(" ", "T")


@pytest.mark.parametrize(
    ("text", "zone", "hours"),
    [
        ("2026-10-25 02:00", "Europe/Brussels", 1),
        ("2026-10-25 02:59:59", "Europe/Brussels", 1),
        ("2026-11-01 01:30", "America/New_York", 1),
        ("2026-04-05 01:45", "Australia/Lord_Howe", 0.5),
    ],
)
def test_doubled(text: str, zone: str, hours: float) -> None:
    """A time that occurs twice is refused; both ways to say it can be pasted and mean two moments."""
    error = refusal(text, zone=ZoneInfo(zone))
    assert error.code == "when-doubled"
    first, second = (when(str(error.params[key]), zone=ZoneInfo(zone)) for key in ("first", "second"))
    assert second.utc - first.utc == timedelta(hours=hours)
    assert first.wall == second.wall == text.replace(" ", "T").ljust(19, "0")[:16] + first.wall[16:]


@given(seconds=st.integers(86_400, 11 * 365 * 86_400), zone=st.sampled_from(ZONES))
def test_round_trip(seconds: int, zone: ZoneInfo) -> None:
    """Any moment written with its offset is read as itself, and so is its wall time, unless it is offered."""
    due = due_at(NOW + timedelta(seconds=seconds), zone)
    assert parse_when(due.utc.astimezone(zone).isoformat(), now=NOW, zone=zone) == due
    try:
        read = [parse_when(due.wall, now=NOW, zone=zone)]
    except BadRequest as error:
        read = [parse_when(str(error.params[key]), now=NOW, zone=zone) for key in ("first", "second")]
    assert due in read


@given(text=st.text(max_size=30))
def test_never_crashes(text: str) -> None:
    """Any text is a moment or a refusal."""
    try:
        assert when(text).utc.tzinfo is UTC
    except BadRequest:
        return
