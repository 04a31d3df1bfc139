"""Days and times in the cells of a plan: real dates, serial numbers, or words, which `campaign/typed` reads.

Knows no clock and no zone: it returns what the calendar and the clock on the wall would show.
"""

import re
from datetime import date, datetime, time, timedelta

from campaign.typed import days, moments
from campaign.typed.days import Clock, Day, Unread
from schedules.errors import BadRequest

_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  # a wall's, as all here
_SERIALS = (36_526, 73_415)  # 1 January 2000 to 31 December 2100: what a plan can mean


def day(value: object, *, since_1904: bool = False) -> Day:
    """Read a cell that holds a day: a real date, a spreadsheet's serial number, or words.

    Raises BadRequest where it is none, or may mean two.
    """
    if isinstance(value, datetime):
        return _of(_rounded(value))
    if isinstance(value, date):
        return Day(day=value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(float(value), since_1904)
    text = days.plain(value)
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _serial(float(text), since_1904)
    try:
        return days.day(str(value))
    except Unread as unread:
        code = "date-relative" if _moves(unread, text) else unread.code
        raise BadRequest(f"plan-{code}", text=str(value).strip(), **unread.params) from None


def clock(value: object) -> Clock:
    """Read a cell that holds a time of day; raises BadRequest where it is none."""
    if isinstance(value, datetime):
        return Clock(at=_rounded(value).time())
    if isinstance(value, time):
        whole = _rounded(datetime.combine(date(2000, 1, 1), value.replace(tzinfo=None)))
        return Clock(at=whole.time())
    if isinstance(value, timedelta):
        value = value / timedelta(days=1)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not 0 <= value < 1:
            raise BadRequest("plan-time-unreadable", text=value)
        return Clock(at=(_EPOCH + timedelta(seconds=round(value * 86_400) % 86_400)).time())
    try:
        return days.clock(str(value))
    except Unread as unread:
        in_words = unread.code == "time-unreadable" and days.has_clock_in_words(str(value))
        code = "when-in-words" if in_words else f"plan-{unread.code}"
        raise BadRequest(code, text=str(value).strip()) from None


def _moves(unread: Unread, text: str) -> bool:
    """Return whether a cell holds what means another day each time it is read."""
    return unread.code == "date-unreadable" and moments.is_relative(text)


def _rounded(moment: datetime) -> datetime:
    """Return a moment to the second: spreadsheets keep a time of day as a fraction."""
    return (moment.replace(tzinfo=None) + timedelta(microseconds=500_000)).replace(microsecond=0)


def _of(moment: datetime) -> Day:
    at = moment.time()
    return Day(day=moment.date(), clock=Clock(at=at) if at != time() else None)


def _serial(value: float, since_1904: bool) -> Day:
    since, counted = (_EPOCH_1904, value + 1462) if since_1904 else (_EPOCH, value)
    if not _SERIALS[0] <= counted < _SERIALS[1]:
        raise BadRequest("plan-date-unreadable", text=f"{value:g}")
    return _of(_rounded(since + timedelta(days=value)))
