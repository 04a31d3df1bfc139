"""Spans where a moment is wanted: `18:00-19:00`, `12 à 14 h`, `6-8 december 2027`. Numbers tell it, in any language.

Asked only of what could not be read as one moment, so that a refusal says what is wrong.
"""

import re
from collections.abc import Iterator
from functools import cache

from media.languages import known

_DASH = "-\u2010-\u2015\u2212~"
_TO = rf"\s*[{_DASH}/]\s*"
_NUMBERS = r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4}|\d{4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}"
_NAMED = r"\d{1,2}\W{0,3}(?:[^\W\d_]{1,3}\W{1,3})?[^\W\d_]{3,20}\W{1,3}\d{4}|[^\W\d_]{3,20}\W{1,3}\d{1,2}\W{1,3}\d{4}"
_DAY = rf"{_NUMBERS}|{_NAMED}"
_SHORT_DAY = r"\d{1,2}\s*[-/.]\s*\d{1,2}"
_AHEAD = r"\+\s*\d{1,2}(?::?\d{2})?"  # an offset


def has_several_times(text: str) -> bool:
    """Return whether a text names more than one time of day."""
    plain = re.sub(_AHEAD, "", text)
    times = _times()
    return len(times.findall(plain)) > 1 and bool(times.sub("", plain).strip())


def has_several_days(text: str) -> bool:
    """Return whether a text names more than one day, or one with more than one time, or more than one time alone."""
    days = list(re.finditer(_DAY, text))
    if not days and re.search(r"\d\s*[:hu]", text):
        return has_several_times(text)
    if not days:
        year, others = re.search(r"\d{4}", text), re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)
        return year is not None and len(others) > 1 and re.search(r"[^\W\d_]{3}", text) is not None
    before, after = _without_times(text[: days[0].start()]), text[days[0].end() :]
    if len(days) > 1 or re.search(r"\d", before):
        return True
    begun = re.match(_TO, after)
    if begun and re.search(r"\d", _without_times(after)):
        return True
    return has_several_times(after) or re.search(_SHORT_DAY, _without_times(after)) is not None


def times(text: str) -> list[str]:
    """Return the times of day that a text names beside its days: `18`, `18h30`."""
    return _times().findall(re.sub(_DAY, " ", text))


def days(text: str) -> list[str]:
    """Return the days with their year that a text names."""
    return re.findall(_DAY, text)


def beginnings(written: str) -> Iterator[str]:
    """Yield what a span is without its end: that of its days, all behind its beginning, or a word such as `about`."""
    text = written.strip()
    yield _about().sub("", text)
    yield _since().sub("", _ends_of_days().sub(r"\1", text))
    whole = [found.span() for found in re.finditer(_DAY, text)]
    for found in _ends().finditer(text):
        if not any(first < found.start() < last for first, last in whole):
            yield _since().sub("", text[: found.start()].strip())


@cache
def _about() -> re.Pattern[str]:
    """Return a pattern of a word before a time that is not meant exactly: `vers`, `rond`, `about`."""
    words = {word for language in known.languages().values() for word in language.spoken.about}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words))})\s+(?=\d)", re.IGNORECASE)


@cache
def _ends_of_days() -> re.Pattern[str]:
    """Return a pattern of a day and the end of a span behind it, before their month: `6-8`, `6 au 8`, `6 t/m 8`."""
    words = {word for language in known.languages().values() for word in language.spoken.until}
    to = rf"\s*[-\u2010-\u2015\u2212~→]\s*|\s+(?:{'|'.join(sorted(words))})\s+"
    return re.compile(rf"(?<![\d/.:-])(\d{{1,2}})(?:{to})\d{{1,2}}(?=\s+[^\W\d_]{{3}}|/\d)", re.IGNORECASE)


@cache
def _ends() -> re.Pattern[str]:
    """Return a pattern of what parts the two ends of a span: a dash, or a word such as `à`, `tot`, `until`."""
    words = {word for language in known.languages().values() for word in language.spoken.until}
    return re.compile(
        rf"\s*[-\u2010-\u2015\u2212~→/]\s*|\s+(?:{'|'.join(sorted(words))})(?=\s)", re.IGNORECASE
    )


@cache
def _since() -> re.Pattern[str]:
    """Return a pattern of a word before the beginning of a span: `de`, `van`, `from`."""
    words = {word for language in known.languages().values() for word in language.spoken.since}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words))})\s+(?=\d)", re.IGNORECASE)


def _hours() -> str:
    words = {word for language in known.languages().values() for word in language.hours}
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def _times() -> re.Pattern[str]:
    """Return a pattern of one time of day, with its minutes and seconds: 18, 18:30, 18u30, 18 h 30, 1830."""
    hours = _hours()
    minutes = rf"(?::\d\d(?!\d)|\s*(?:[:.]|{hours})\s*\d{{1,2}}(?!\d|\s*(?:{hours})(?![^\W\d_])))"
    return re.compile(rf"\d{{3,4}}(?!\d)|\d{{1,2}}(?:{minutes}){{0,3}}", re.IGNORECASE)


def _without_times(text: str) -> str:
    """Return a text without what is clearly a time of day."""
    clear = rf"\d{{1,2}}\s*(?::\s*\d{{2}}(?:[:.]\d+)*|(?:{_hours()})(?![^\W\d_])\s*\d{{0,2}})"
    return re.sub(clear, "", text, flags=re.IGNORECASE)
