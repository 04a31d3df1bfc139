"""Days and times in the cells of a plan: real dates, serial numbers, or words, which `campaign/typed` reads.

Knows no clock and no zone: it returns what the calendar and the clock on the wall would show.
"""

import re
from datetime import date, datetime, time, timedelta

from campaign.typed import days, meant, moments
from campaign.typed.days import Clock, Day, Unread
from schedules.errors import BadRequest

_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  # a wall's, as all here
_SOME_DAY, _SOME_TIME = date(2026, 12, 24), time(18)  # examples, where nothing tells what is meant
_SERIALS = (36_526, 73_415)  # 1 January 2000 to 31 December 2100: what a plan can mean


def day(value: object, *, since_1904: bool = False, today: date | None = None) -> Day:
    """Read a cell that holds a day: a real date, a spreadsheet's serial number, or words.

    Raises BadRequest where it is none, or may mean two, with the day to write; `today` tells that of a day without its
    year.
    """
    if isinstance(value, datetime):
        return _of(_rounded(value))
    if isinstance(value, date):
        return Day(day=value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(float(value), since_1904, today)
    text = days.plain(value)
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _serial(float(text), since_1904, today)
    try:
        return days.day(str(value))
    except Unread as unread:
        raise _no_day(unread, str(value).strip(), today) from None


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
            raise _no_clock(f"{value:g}")
        return Clock(at=(_EPOCH + timedelta(seconds=round(value * 86_400) % 86_400)).time())
    try:
        return days.clock(str(value))
    except Unread as unread:
        in_words = unread.code == "time-unreadable" and days.has_clock_in_words(str(value))
        if in_words:
            raise BadRequest("when-in-words", text=str(value).strip()) from None
        raise _no_clock(str(value).strip(), unread.code) from None


def _no_clock(text: str, code: str = "time-unreadable") -> BadRequest:
    """Return the refusal of what is no time of day, with the time to write."""
    return BadRequest(f"plan-{code}", text=text, example=f"{meant.clock(text) or _SOME_TIME:%H:%M}")


def _no_day(unread: Unread, text: str, today: date | None) -> BadRequest:
    """Return the refusal of what is no day, with the day to write."""
    if unread.code == "midnight":
        return BadRequest("plan-midnight", text=text)
    found = meant.day(text, today or _SOME_DAY)
    params = {**unread.params, "text": text, "example": found or _SOME_DAY}
    return BadRequest(f"plan-{_why_no_day(unread, text, found)}", **params)


def _why_no_day(unread: Unread, text: str, found: date | None) -> str:
    """Return why a text is no day: it may move, lack its year, or have more behind it than a time."""
    if unread.code.startswith("time-") or (unread.code == "date-unreadable" and found and _has_year(text)):
        return "date-behind"
    if unread.code == "date-short-year" and found is None:
        return "date-unreadable"
    if unread.code != "date-unreadable":
        return unread.code
    if moments.is_relative(text):
        return "date-relative"
    return "date-without-year" if found else unread.code


def _has_year(text: str) -> bool:
    return re.search(r"(?<!\d)\d{4}(?!\d)", text) is not None


def _rounded(moment: datetime) -> datetime:
    """Return a moment to the second: spreadsheets keep a time of day as a fraction."""
    return (moment.replace(tzinfo=None) + timedelta(microseconds=500_000)).replace(microsecond=0)


def _of(moment: datetime) -> Day:
    at = moment.time()
    return Day(day=moment.date(), clock=Clock(at=at) if at != time() else None)


def _serial(value: float, since_1904: bool, today: date | None) -> Day:
    since, counted = (_EPOCH_1904, value + 1462) if since_1904 else (_EPOCH, value)
    if not _SERIALS[0] <= counted < _SERIALS[1]:
        raise _no_day(Unread("date-unreadable"), f"{value:g}", today)
    return _of(_rounded(since + timedelta(days=value)))
