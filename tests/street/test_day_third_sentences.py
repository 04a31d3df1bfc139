"""A third day in Dutch and French: what a sentence proposes is written as its reader writes, and can be typed back."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from campaign.messages import formatting, translate
from campaign.reports import month
from campaign.typed import moments
from schedules.errors import BadRequest

ZONE = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 11, 29, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("1/12/2026 15h00 - 16h00", "01/12/2026 15:00"),
        ("demain de 10h à 11h", "30/11/2026 10:00"),
        ("demain entre 10h et 11h", "30/11/2026 10:00"),
        ("10/12/2026 18:00-19:00", "10/12/2026 18:00"),
        ("2026-12-10 18:00-19:00", "10/12/2026 18:00"),
        ("dinsdag van 18u tot 20u", "01/12/2026 18:00"),
        ("10 dec. 2026, 18.30 u. - 19.30 u.", "10/12/2026 18:30"),
        ("1/12/2026 of 2/12/2026", "30/11/2026 18:30"),
    ],
)
def test_a_span_is_offered_its_beginning(typed: str, proposed: str) -> None:
    """A span where one moment is wanted is repeated as it was typed, and its beginning offered to be typed."""
    with pytest.raises(BadRequest, match="when-span") as caught:
        moments.read_when(typed, now=NOW, zone=ZONE)
    said = translate.say(caught.value.code, caught.value.params)
    assert said.startswith(f"`{typed}` is a span")
    assert said.endswith(f"Write that one alone: `{proposed}`.")
    assert moments.read_when(proposed, now=NOW, zone=ZONE).due.utc > NOW


@pytest.mark.parametrize("typed", ["28/3/2027 02:30", "zondag 28 maart 2027 2u30", "31/10/2027 02:30"])
def test_what_the_clocks_skip_or_show_twice(typed: str) -> None:
    """A time that the clocks skip or show twice is repeated as typed, and each proposal is read as one moment."""
    with pytest.raises(BadRequest) as caught:
        moments.read_when(typed, now=NOW, zone=ZONE)
    said = translate.say(caught.value.code, caught.value.params)
    first, *proposals = said.replace("`", "|").split("|")[0:4:1]
    assert first.startswith(typed)
    assert all(moments.read_when(one, now=NOW, zone=ZONE) for one in proposals[::2])


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("décembre", date(2026, 12, 1)), ("december", date(2026, 12, 1)), ("janv.", date(2027, 1, 1)),
        ("12", date(2026, 12, 1)), ("oktober", date(2026, 10, 1)), ("november", date(2026, 11, 1)),
        ("12/2026", date(2026, 12, 1)), ("2026-12", date(2026, 12, 1)), ("Décembre 2027", date(2027, 12, 1)),
        ("mei", date(2027, 5, 1)),
    ],
)  # fmt: skip
def test_a_month_by_its_name(typed: str, first: date) -> None:
    """`plan show` takes a month by its name or number alone, too: the nearest such."""
    assert month.first_day(typed, date(2026, 11, 29)) == first


@pytest.mark.parametrize("typed", ["13", "0", "demain", "12/13/2026", ""])
def test_no_month(typed: str) -> None:
    """What is no month is refused."""
    with pytest.raises(BadRequest, match="month-unreadable"):
        month.first_day(typed, date(2026, 11, 29))


def test_written_can_be_typed() -> None:
    """A moment that is offered is written as every reader of ours types one."""
    assert formatting.written("2027-10-31T02:30:00+02:00") == "31/10/2027 02:30 +02:00"
    assert formatting.written("2027-03-28 03:30:00") == "28/03/2027 03:30"
    assert formatting.written(date(2027, 3, 28)) == "28/03/2027"
