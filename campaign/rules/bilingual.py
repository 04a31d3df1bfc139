"""A caption in two languages, one under the other, and what must be the same in both."""

import re
from collections import Counter
from urllib.parse import urlsplit

from schedules.facebook.post_layout import LINK

_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?!\d)")
_TONGUE = re.compile(r"[a-z]{2}(-[a-zA-Z]{2})?")


def numbers(text: str) -> Counter[str]:
    """Return the numbers of a text, however a language writes them: 1.000 and 1 000, 18.30 uur and 18 h 30."""
    bare = _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), LINK.sub(" ", text))
    return Counter(run for run in re.findall(r"\d+", bare) if run != "00")


def links(text: str) -> set[str]:
    """Return where a text's links lead, without what counts visitors and without a language in the path."""
    return {_place(found) for found in LINK.findall(text)}


def _place(link: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    path = [step for step in parts.path.split("/") if step and not _TONGUE.fullmatch(step)]
    return "/".join([parts.netloc.lower().removeprefix("www."), *path])


def named(text: str, names: tuple[str, ...]) -> set[str]:
    """Return which of these names stand in a text."""
    plain = " ".join(text.split()).casefold()
    return {name for name in names if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", plain)}
