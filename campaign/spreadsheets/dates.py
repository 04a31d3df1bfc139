"""Days and times as people write them in a plan: day first, in Dutch, French and English; doubts are refused.

Knows no clock and no zone: it returns what the calendar and the clock on the wall would show.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from schedules.errors import BadRequest

_NAMES = {
    1: "january januari janvier jan janv",
    2: "february februari fevrier feb febr fevr",
    3: "march maart mars mar mrt",
    4: "april avril apr avr",
    5: "may mei mai",
    6: "june juni juin jun",
    7: "july juli juillet jul juil",
    8: "august augustus aout aug",
    9: "september septembre sep sept",
    10: "october oktober octobre oct okt",
    11: "november novembre nov",
    12: "december decembre dec",
}
MONTHS = {name: number for number, names in _NAMES.items() for name in names.split()}
_WEEKDAYS = (
    "monday maandag lundi mon ma lun",
    "tuesday dinsdag mardi tue di mar",
    "wednesday woensdag mercredi wed wo mer",
    "thursday donderdag jeudi thu do jeu",
    "friday vrijdag vendredi fri vr ven",
    "saturday zaterdag samedi sat za sam",
    "sunday zondag dimanche sun zo dim",
)
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:\s*t\s*|\s+|\s*,\s*)(.+))?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d+)(?:[\s,]+(.+))?")
_NAMED = re.compile(r"(\d{1,2})(?:er|e|st|nd|rd|th)?[\s.-]*([a-z]{3,9})[\s.,-]*(\d+)(?:[\s,]+(.+))?")
_AMERICAN = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d+)(?:[\s,]+(.+))?")
_TIME = re.compile(
    r"(?:om|a|at|,)?\s*(\d{1,2})(?:\s*(?::|\.|h|u)\s*(\d{2})(?:\s*[:.]\s*(\d{2})(?:\.0+)?)?|\s*[hu])?"
    r"\s*(?:uur|heures?|h|u)?\s*([ap]\.?\s?m\.?)?\s*(z|[+-]\d{2}:?\d{2})?"
)
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
    letters = unicodedata.normalize("NFKD", str(value).casefold())
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).split())


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
    elif (found := _NAMED.fullmatch(rest)) and found[2] in MONTHS:
        parts = (found[3], str(MONTHS[found[2]]), found[1])
    elif (found := _AMERICAN.fullmatch(rest)) and found[1] in MONTHS:
        parts = (found[3], str(MONTHS[found[1]]), found[2])
    else:
        raise BadRequest("plan-date-unreadable", text=written)
    named = _date(*parts, written)
    if weekday is not None and named.weekday() != weekday:
        raise BadRequest("plan-date-weekday", text=written, day=named)
    behind = found[found.re.groups]
    return Day(day=named, clock=_clock(behind, written) if behind else None)


def _weekday(text: str) -> tuple[int | None, str]:
    """Split off the name of a weekday in front."""
    found = re.match(r"([a-z]{2,9})\.?,?\s+(?=\S)", text)
    if found and found[1] in WEEKDAYS and not (found[1] in MONTHS and _AMERICAN.fullmatch(text)):
        return WEEKDAYS[found[1]], text[found.end() :]
    return None, text


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
    found = _TIME.fullmatch(text.strip())
    if not found or not (found[4] or re.search(r"[:.hu]", text)):
        raise BadRequest("plan-time-unreadable", text=written)
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if half := (found[4] or "")[:1]:
        if not 1 <= hour <= 12:
            raise BadRequest("plan-time-unreadable", text=written)
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return Clock(at=time(hour, minute, second), offset=(found[5] or "").upper())
    except ValueError:
        raise BadRequest("plan-time-unreadable", text=written) from None
