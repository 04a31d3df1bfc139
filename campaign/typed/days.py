"""Days and times of day as people write them: day first, in any language we know; doubts are refused.

Knows no clock and no zone: it returns what the calendar and the clock on the wall would show.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache

from campaign.messages import formatting
from campaign.typed import spans
from media.languages import known
from media.text.folding import without_accents

_ISO_DAY, _ISO_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{2}:\d{2}", re.ASCII)  # need no names
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:\s*t\s*|\s+|\s*,\s*)(.+))?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d+)(?:[\s,]+(.+)|([-\u2010-\u2015].+))?")
_SHORT_YEAR = re.compile(r"(?<![\w'])'(?=\d\d(?!\w))")  # 10 dec '26
_YEARLESS = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})(?:[\s,]+(.+))?")
_NAME_FIRST = re.compile(r"([^\W\d_]{2,20})\.?,?\s+(?=\S)")


class Unread(ValueError):
    """A text that is no day or time, or may be two: why, as the end of a code, and what its sentence needs."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


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


@dataclass(frozen=True, kw_only=True)
class Yearless:
    """A day of some year, with the weekday that was written before it and what stands behind it."""

    day: int
    month: int
    weekday: int | None
    behind: str


def plain(written: object) -> str:
    """Return a text in small letters, without accents, with single spaces and straight apostrophes."""
    text = str(written).replace("\u2019", "'").replace("\u2018", "'")
    return _SHORT_YEAR.sub("20", " ".join(without_accents(text).casefold().split()))


def day(written: str) -> Day:
    """Read a day with its year, perhaps with a time behind it. Raises Unread."""
    text = plain(written)
    weekday, rest = (None, text) if _ISO_DAY.fullmatch(text) else split_weekday(text)
    behind = None
    if found := _YEAR_FIRST.fullmatch(rest):
        parts = (found[1], found[3], found[4])
    elif found := _DAY_FIRST.fullmatch(rest):
        parts = (found[4], found[3], found[1])
        behind = found[5] or found[6]
    elif (found := _grammar().named.fullmatch(rest)) and found[2] in months():
        parts = (found[3], str(months()[found[2]]), found[1])
    elif (found := _grammar().american.fullmatch(rest)) and found[1] in months():
        parts = (found[3], str(months()[found[1]]), found[2])
    else:
        raise Unread("date-span" if spans.has_several_days(text) else "date-unreadable")
    behind = behind or found[found.re.groups]
    is_short = len(parts[0]) == 2 and (not behind or is_clock(behind))
    if len(parts[0]) != 4 and not is_short and spans.has_several_days(rest):
        raise Unread("date-span")
    named = _date(*parts)
    refuse_weekday(weekday, named)
    return Day(day=named, clock=_clock_behind(behind, text) if behind else None)


def month(written: str, today: date) -> date:
    """Return the first day of a month: `2026-12`, `12/2026`, `december 2026`; without its year, of the nearest such.

    Raises Unread.
    """
    text = plain(written)
    if number := months().get(text.rstrip(".")) or (
        int(text) if re.fullmatch(r"0?[1-9]|1[0-2]", text) else None
    ):
        ahead = (number - today.month) % 12
        months_from_year_0 = today.year * 12 + today.month - 1 + (ahead if ahead < 9 else ahead - 12)
        return date(months_from_year_0 // 12, number, 1)
    if found := re.fullmatch(r"(\d{4})\s*[-/.]\s*(\d{1,2})", text):
        year, number = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"(\d{1,2})\s*[-/.]\s*(\d{4})", text):
        year, number = int(found[2]), int(found[1])
    elif (found := re.fullmatch(r"([^\W\d_]{3,20})\.?\s+(\d{4})", text)) and found[1] in months():
        year, number = int(found[2]), months()[found[1]]
    else:
        raise Unread("month-unreadable")
    try:
        return date(year, number, 1)
    except ValueError:
        raise Unread("month-unreadable") from None


def yearless(written: str) -> Yearless | None:
    """Read a day without its year, perhaps with a time behind it; None where it is none. Raises Unread."""
    weekday, rest = split_weekday(plain(written))
    if found := _YEARLESS.fullmatch(rest):
        number, month = int(found[1]), int(found[3])
    elif (found := _grammar().yearless.fullmatch(rest)) and found[2] in months():
        number, month = int(found[1]), months()[found[2]]
    else:
        return None
    if month > 12 >= number:
        raise Unread("date-month-first")
    return Yearless(day=number, month=month, weekday=weekday, behind=found[found.re.groups] or "")


def clock(written: str) -> Clock:
    """Read a time of day. Raises Unread."""
    text = _undotted(plain(written))
    if _ISO_CLOCK.fullmatch(text) and text < "24" and text[3:] < "60":
        return Clock(at=time(int(text[:2]), int(text[3:])))
    if text.removeprefix("a ").strip() in _noons():
        return Clock(at=time(12))
    if has_midnight(text):
        raise Unread("midnight")
    found = _grammar().time.fullmatch(text)
    if not found or not (found[4] or _grammar().mark.search(text)):
        raise Unread("time-span" if spans.has_several_times(text) else "time-unreadable")
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if half := (found[4] or "")[:1]:
        if not 1 <= hour <= 12:
            raise Unread("time-unreadable")
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return Clock(at=time(hour, minute, second), offset=(found[5] or "").upper())
    except ValueError:
        raise Unread("time-unreadable") from None


def _undotted(text: str) -> str:
    """Return a time without the dots of abbreviated hours and of the end of a sentence: 18.30 u., 18 h. 30."""
    return text if _ISO_CLOCK.fullmatch(text) else _grammar().dotted.sub(r"\1", text).rstrip(" .")


def is_clock(written: str) -> bool:
    """Return whether a text is a time of day."""
    try:
        return bool(clock(written))
    except Unread:
        return False


def has_midnight(written: str) -> bool:
    """Return whether a text ends with midnight, which may begin a day or end it: `minuit`, `24u`, `24:00`."""
    return _grammar().midnight.search(plain(written)) is not None


def has_clock_in_words(written: str) -> bool:
    """Return whether a text says a time without figures: `halfzeven`, `six heures et demie`."""
    spoken = any_of(word for one in known.languages().values() for word in one.spoken.clock_words)
    return re.search(rf"(?<![^\W_])(?:{spoken})", plain(written)) is not None


def split_weekday(text: str) -> tuple[int | None, str]:
    """Split off the name of a weekday in front, and words before it that say nothing."""
    text = _grammar().before.sub("", text)
    found = _NAME_FIRST.match(text)
    if not found or found[1] not in weekdays():
        return None, text
    if found[1] in months() and _grammar().american.fullmatch(text):  # mar 3 2026
        return None, text
    return weekdays()[found[1]], _grammar().before.sub("", text[found.end() :])


def refuse_weekday(weekday: int | None, named: date) -> None:
    """Raise Unread where a day falls on another weekday than was written before it."""
    if weekday is not None and named.weekday() != weekday:
        raise Unread("date-weekday", day=named)


@cache
def months() -> Mapping[str, int]:
    """Return the months by all their names: Babel's, and those that people write besides."""
    names = {plain(name).rstrip("."): number for name, number in formatting.month_names().items()}
    return names | {name: n for language in known.languages().values() for name, n in language.months.items()}


@cache
def weekdays() -> Mapping[str, int]:
    """Return the days of the week by all their names; Monday is 0."""
    return {plain(name): number for name, number in known.weekdays().items()}


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of these words, the longest first; one that nothing fits where there are none."""
    folded = {plain(word) for word in words}
    return "|".join(map(re.escape, sorted(folded, key=lambda word: (-len(word), word)))) or r"(?!)"


@dataclass(frozen=True, kw_only=True)
class _Grammar:
    """How days and times are written in the languages we know: 24 december, december 24, 18u30, and a mark of hours."""

    named: re.Pattern[str]
    yearless: re.Pattern[str]
    american: re.Pattern[str]
    time: re.Pattern[str]
    mark: re.Pattern[str]
    dotted: re.Pattern[str]
    midnight: re.Pattern[str]
    before: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    languages = known.languages().values()
    ordinals = any_of(ending for language in languages for ending in language.ordinals)
    hours = any_of(word for language in languages for word in language.hours)
    sign = any_of(word for language in languages for word in language.hours if len(word) == 1)
    before = any_of(word for one in languages for word in (one.at, *one.spoken.before_time))
    midnights = any_of(word for one in languages for word in one.spoken.midnight)
    named = rf"(\d{{1,2}})(?:{ordinals})?[\s.-]*([^\W\d_]{{3,20}})"
    behind = r"(\d+)(?:[\s,]+(.+))?"
    return _Grammar(
        named=re.compile(rf"{named}[\s.,-]*{behind}"),
        yearless=re.compile(rf"{named}\.?(?:[\s,]+(.+))?"),
        american=re.compile(rf"([^\W\d_]{{3,20}})\.?\s+(\d{{1,2}})(?:{ordinals})?,?\s+{behind}"),
        time=re.compile(
            rf"(?:(?:{before})(?![^\W\d_])|,|[-\u2010-\u2015]\s?)?\s*(\d{{1,2}})"
            rf"(?:\s*(?::|\.|{sign}|(?:{hours})(?=\s*\d))\s*(\d{{2}})(?:\s*[:.]\s*(\d{{2}})(?:\.0+)?)?|\s*(?:{sign}))?"
            rf"\s*(?:{hours})?\s*([ap]\.?\s?m\.?)?\s*(z|[+-]\d{{2}}:?\d{{2}})?"
        ),
        mark=re.compile(rf"[:.]|{sign}"),
        dotted=re.compile(rf"(?<=\d)(\s*(?:{hours}))\.(?=\s|$)"),
        midnight=re.compile(rf"(?<![^\W_])(?:{midnights}|24\s*(?:{hours}|:)\s*(?:00)?)\.?$"),
        before=re.compile(rf"^(?:{any_of(word for one in languages for word in one.spoken.before_day)})\s+"),
    )


@cache
def _noons() -> frozenset[str]:
    return frozenset(word for language in known.languages().values() for word in language.spoken.noon)


def _clock_behind(behind: str, text: str) -> Clock:
    """Read what stands behind a day; refuse an end of it as a span."""
    try:
        return clock(behind)
    except Unread:
        if spans.has_several_days(text):
            raise Unread("date-span") from None
        raise


def _date(year: str, month: str, day: str) -> date:
    if len(year) != 4:
        raise Unread("date-short-year", day=_this_century(year, month, day))
    if int(month) > 12 >= int(day):
        raise Unread("date-month-first")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unread("date-impossible", **end_of(int(year), int(month), int(day))) from None


def end_of(year: int, month: int, day: int) -> dict[str, object]:
    """Return the last day of a month, where a day was written that lies behind it."""
    if not (1 <= month <= 12 and 28 < day <= 35 and year > 0):
        return {}
    return {"last": date(year, month, monthrange(year, month)[1])}


def _this_century(year: str, month: str, day: str) -> date | None:
    """Return the day that a year of two digits likely means, to be offered."""
    try:
        return date(2000 + int(year), int(month), int(day)) if len(year) == 2 else None
    except ValueError:
        return None
