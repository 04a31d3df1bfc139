"""What a text that could not be read likely means: a time, a day, to be offered and never to be taken.

`18h (à confirmer)`, `±18u`, `20h-21h`, `8/12`, `du 8 au 10/12/2031`.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, time
from functools import cache
from itertools import islice

from campaign.typed import days, relative, spans
from campaign.typed.days import Unread
from media.languages import known

_ASIDE = re.compile(r"\(.*?\)|[?±~≈!*]")
_ALONE = re.compile(r"(\d{2})(\d{2})(\d{4})")  # 08122031
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_SEVERAL = re.compile(
    r"(?<![\d/.:-])(\d{1,2})(?:\s*[-\u2010-\u2015/&+,]\s*\d{1,2})+(?=\s*([^\W\d_]{3,20}))"
)  # 5/6 december
_DECIMAL = re.compile(r"\d+[.,]\d+")


def clock(written: str) -> time | None:
    """Return the first time of day that a text names; None where it names none."""
    text = days.plain(_ASIDE.sub(" ", written))
    if _DECIMAL.fullmatch(text):
        return None
    for found in spans.times(text):
        for tried in (found, f"{found}:00", f"{found[:-2]}:{found[-2:]}"):
            if days.is_clock(tried):
                return _in_part(days.clock(tried).at, text)
    return None


def day(written: str, today: date) -> date | None:
    """Return the first day that a text names, without its year the next such day; None where it names none."""
    for tried in _days(_ASIDE.sub(" ", written).strip()):
        with suppress(Unread, OverflowError):
            return _day(tried, today)
    return None


def first_of_several(text: str) -> str:
    """Return a text with the first alone of several days before a month's name: `5-6 december`, `5 & 6 december`."""
    return _SEVERAL.sub(lambda found: found[1] if days.plain(found[2]) in days.months() else found[0], text)


def _days(written: str) -> Iterator[str]:
    yield (text := first_of_several(written))
    if found := _ALONE.fullmatch(text):
        yield "/".join(found.groups())
    yield from islice(spans.beginnings(text), 2)
    yield from spans.days(text)


def _day(text: str, today: date) -> date:
    """Return the day that a text is, or is but for its year or weekday. Raises Unread."""
    try:
        if yearless := days.yearless(text):
            return relative.with_year(yearless, today)
        if said := relative.said(days.plain(text)):
            return relative.day(said, today)
        return days.day(text).day
    except Unread as unread:
        if isinstance(offered := unread.params.get("day"), date):
            return offered
        if unread.code == "date-month-first" and (found := _MONTH_FIRST.match(text)):
            return days.day(f"{found[2]}/{found[1]}/{found[3]}").day
        raise


def _in_part(at: time, text: str) -> time:
    """Return a time in the part of the day that a text names besides: six in the evening is 18:00."""
    for part, (first, last) in _parts().items():
        if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) and at.hour < first <= at.hour + 12 <= last:
            return at.replace(hour=at.hour + 12)
    return at


@cache
def _parts() -> dict[str, tuple[int, int]]:
    return {part: hours for one in known.languages().values() for part, hours in one.spoken.parts.items()}
