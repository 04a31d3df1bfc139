"""Spans where a moment is wanted: `18:00-19:00`, `12 à 14 h`, `6-8 december 2027`. Numbers tell it, in any language.

Asked only of what could not be read as one moment, so that a refusal says what is wrong.
"""

import re

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


def _hours() -> str:
    words = {word for language in known.languages().values() for word in language.hours}
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def _times() -> re.Pattern[str]:
    """Return a pattern of one time of day, with its minutes and seconds: 18, 18:30, 18u30, 18 h 30, 1830."""
    hours = _hours()
    minutes = rf"\s*(?:[:.]|{hours})\s*\d{{1,2}}(?!\d|\s*(?:{hours})(?![^\W\d_]))"
    return re.compile(rf"\d{{3,4}}(?!\d)|\d{{1,2}}(?:{minutes}){{0,3}}", re.IGNORECASE)


def _without_times(text: str) -> str:
    """Return a text without what is clearly a time of day."""
    clear = rf"\d{{1,2}}\s*(?::\s*\d{{2}}(?:[:.]\d+)*|(?:{_hours()})(?![^\W\d_])\s*\d{{0,2}})"
    return re.sub(clear, "", text, flags=re.IGNORECASE)
