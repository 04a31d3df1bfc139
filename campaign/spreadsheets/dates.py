"""Days and times as people write them in a plan: day first, in any language we know; doubts are refused.

Knows no clock and no zone: it returns what the calendar and the clock on the wall would show.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from campaign.messages import formatting
from campaign.typed import spans as typed_spans
from media.languages import known
from media.text.folding import without_accents
from schedules.errors import BadRequest

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:\s*t\s*|\s+|\s*,\s*)(.+))?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d+)(?:[\s,]+(.+))?")
_RELATIVE = re.compile(r"now|\+\d+[smhd]")
_NAME_FIRST = re.compile(r"([^\W\d_]{2,20})\.?,?\s+(?=\S)")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  # a wall's, as all here
_SERIALS = (36_526, 73_415)  # 1 January 2000 to 31 December 2100: what a plan can mean


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A time of day; `offset` as written, where a time that occurs twice is told apart by it."""

    at: time
    offset: str = ""


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day, and the time of day where one was written with it."""

    day: date
    clock: Clock | None = None


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
    text = _plain(value)
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _serial(float(text), since_1904)
    return _words(text, str(value).strip())


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
    return _clock(_plain(value), str(value).strip())


def _plain(value: object) -> str:
    """Return a text in small letters, without accents, with single spaces."""
    return " ".join(without_accents(str(value)).casefold().split())


@dataclass(frozen=True, kw_only=True)
class _Grammar:
    """How days and times are written in the languages we know: 24 december, december 24, 18u30, and a mark of hours."""

    named: re.Pattern[str]
    american: re.Pattern[str]
    time: re.Pattern[str]
    mark: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    languages = known.languages().values()
    ordinals = _any_of(ending for language in languages for ending in language.ordinals)
    ats = _any_of(language.at for language in languages)
    hours = [without_accents(word) for language in languages for word in language.hours]
    sign = _any_of(word for word in hours if len(word) == 1)
    behind = r"(\d+)(?:[\s,]+(.+))?"
    return _Grammar(
        named=re.compile(rf"(\d{{1,2}})(?:{ordinals})?[\s.-]*([^\W\d_]{{3,20}})[\s.,-]*{behind}"),
        american=re.compile(rf"([^\W\d_]{{3,20}})\.?\s+(\d{{1,2}})(?:{ordinals})?,?\s+{behind}"),
        time=re.compile(
            rf"(?:{ats}|,)?\s*(\d{{1,2}})"
            rf"(?:\s*(?::|\.|{sign})\s*(\d{{2}})(?:\s*[:.]\s*(\d{{2}})(?:\.0+)?)?|\s*(?:{sign}))?"
            rf"\s*(?:{_any_of(hours)})?\s*([ap]\.?\s?m\.?)?\s*(z|[+-]\d{{2}}:?\d{{2}})?"
        ),
        mark=re.compile(rf"[:.]|{sign}"),
    )


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of these words, the longest first."""
    plain = {without_accents(word).casefold() for word in words}
    return "|".join(map(re.escape, sorted(plain, key=lambda word: (-len(word), word))))


@cache
def _months() -> Mapping[str, int]:
    """Return the months by all their names: Babel's, and those that people write besides."""
    names = {_plain(name).rstrip("."): number for name, number in formatting.month_names().items()}
    return names | {name: n for language in known.languages().values() for name, n in language.months.items()}


@cache
def _weekdays() -> Mapping[str, int]:
    return {_plain(name): number for name, number in known.weekdays().items()}


def _rounded(moment: datetime) -> datetime:
    """Return a moment to the second: spreadsheets keep a time of day as a fraction."""
    return (moment.replace(tzinfo=None) + timedelta(microseconds=500_000)).replace(microsecond=0)


def _of(moment: datetime) -> Day:
    at = moment.time()
    return Day(day=moment.date(), clock=Clock(at=at) if at != time() else None)


def _serial(value: float, since_1904: bool) -> Day:
    since, days = (_EPOCH_1904, value + 1462) if since_1904 else (_EPOCH, value)
    if not _SERIALS[0] <= days < _SERIALS[1]:
        raise BadRequest("plan-date-unreadable", text=f"{value:g}")
    return _of(_rounded(since + timedelta(days=value)))


def _words(text: str, written: str) -> Day:
    weekday, rest = _weekday(text)
    if found := _YEAR_FIRST.fullmatch(rest):
        parts = (found[1], found[3], found[4])
    elif found := _DAY_FIRST.fullmatch(rest):
        parts = (found[4], found[3], found[1])
    elif (found := _grammar().named.fullmatch(rest)) and found[2] in _months():
        parts = (found[3], str(_months()[found[2]]), found[1])
    elif (found := _grammar().american.fullmatch(rest)) and found[1] in _months():
        parts = (found[3], str(_months()[found[1]]), found[2])
    else:
        raise BadRequest(_unreadable_day(text), text=written)
    if len(parts[0]) != 4 and typed_spans.has_several_days(rest):
        raise BadRequest("plan-date-span", text=written)
    named = _date(*parts, written)
    if weekday is not None and named.weekday() != weekday:
        raise BadRequest("plan-date-weekday", text=written, day=named)
    behind = found[found.re.groups]
    return Day(day=named, clock=_clock_behind(behind, text, written) if behind else None)


def _clock_behind(behind: str, text: str, written: str) -> Clock:
    """Read what stands behind a day; refuse an end of it as a span."""
    try:
        return _clock(behind, written)
    except BadRequest:
        if typed_spans.has_several_days(text):
            raise BadRequest("plan-date-span", text=written) from None
        raise


def _unreadable_day(text: str) -> str:
    """Return the code of why a text is no day: it is several, or none that stays the same."""
    if typed_spans.has_several_days(text):
        return "plan-date-span"
    return "plan-date-relative" if _RELATIVE.fullmatch(text) else "plan-date-unreadable"


def _weekday(text: str) -> tuple[int | None, str]:
    """Split off the name of a weekday in front."""
    found = _NAME_FIRST.match(text)
    if not found or found[1] not in _weekdays():
        return None, text
    if found[1] in _months() and _grammar().american.fullmatch(text):  # mar 3 2026
        return None, text
    return _weekdays()[found[1]], text[found.end() :]


def _date(year: str, month: str, day: str, written: str) -> date:
    if len(year) != 4:
        raise BadRequest("plan-date-short-year", text=written)
    if int(month) > 12 >= int(day):
        raise BadRequest("plan-date-month-first", text=written)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise BadRequest("plan-date-impossible", text=written) from None


def _clock(text: str, written: str) -> Clock:
    found = _grammar().time.fullmatch(text.strip())
    if not found or not (found[4] or _grammar().mark.search(text)):
        several = typed_spans.has_several_times(text)
        raise BadRequest("plan-time-span" if several else "plan-time-unreadable", text=written)
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if half := (found[4] or "")[:1]:
        if not 1 <= hour <= 12:
            raise BadRequest("plan-time-unreadable", text=written)
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return Clock(at=time(hour, minute, second), offset=(found[5] or "").upper())
    except ValueError:
        raise BadRequest("plan-time-unreadable", text=written) from None
