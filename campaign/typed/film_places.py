"""Places in a film as people type them: `75`, `12,5`, `1:15`, `0:01:15.250`, `12 s`, `1 min 15`."""

import re

from campaign.messages.translate import N_
from campaign.typed import lengths

NO_PLACE = N_("{value!r} is not a time; write seconds (12.5) or minutes and seconds (1:15)")
_CLOCK = re.compile(r"([0-9]{1,6}:){0,2}([0-9]{1,9}\.?[0-9]{0,9}|\.[0-9]{1,9})")
_MINUTES = re.compile(
    r"(\d{1,4})\s*(?:m|min|mn|['′’])\s*(\d{1,2}(?:\.\d{1,3})?)\s*(?:s|sec|[\"″”]|'')?", re.IGNORECASE
)


def milliseconds(written: str) -> int | None:
    """Return how far into a film a text means; None where it means no place, as 1:75 does not."""
    text = written.strip().replace(",", ".")
    if _CLOCK.fullmatch(text):
        parts = list(map(float, text.split(":")))
    elif found := _MINUTES.fullmatch(text):
        parts = [float(found[1]), float(found[2])]
    else:
        return _with_units(text)
    if any(part >= 60 for part in parts[1:]):
        return None
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + part
    return round(seconds * 1000)


def is_bare(written: str) -> bool:
    """Return whether a text is a number alone, which may be something else where not only places are written."""
    return ":" not in written and re.fullmatch(r"[\d.,\s]*", written) is not None


def _with_units(text: str) -> int | None:
    try:
        length = lengths.length(text)
    except OverflowError:
        return None
    return None if length is None or length.days else round(length.total_seconds() * 1000)
