"""A caption in two languages, one under the other, and what must be the same in both."""

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from schedules.rehearsal.prose import LINK

# A line of dashes or stars alone parts the languages.
_LINE = re.compile(r"(?m)^[ \t]*(?:—[ \t]*){3,}\r?$|^[ \t]*(?:\*[ \t]*){3,}\r?$|^[ \t]*(?:-[ \t]*){3,}\r?$")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?!\d)")
_TONGUE = re.compile(r"[a-z]{2}(-[a-zA-Z]{2})?")


@dataclass(frozen=True, kw_only=True)
class Halves:
    """The two parts of a bilingual caption; `start` is where the second one begins, in characters."""

    first: str
    second: str
    start: int


def halves(caption: str) -> Halves | None:
    """Return the two parts of a caption that a line of dashes or stars parts, or None."""
    lines = list(_LINE.finditer(caption))
    if len(lines) != 1:
        return None
    first, second = caption[: lines[0].start()].strip(), caption[lines[0].end() :]
    start = lines[0].end() + len(second) - len(second.lstrip())
    return Halves(first=first, second=second.strip(), start=start) if first and second.strip() else None


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
