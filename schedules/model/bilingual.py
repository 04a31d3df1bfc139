"""A caption in two languages, one under the other: where it is parted, and which language its second part is in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from media.text import language_detection

# A line of dashes or stars alone parts the languages.
_LINE = re.compile(r"(?m)^[ \t]*(?:—[ \t]*){3,}\r?$|^[ \t]*(?:\*[ \t]*){3,}\r?$|^[ \t]*(?:-[ \t]*){3,}\r?$")
_NO_WORDS = re.compile(r"https?://\S+|[#@]\w+|[\W\d_]+")  # links, hashtags, mentions, signs: in no language


@dataclass(frozen=True, kw_only=True)
class Halves:
    """The two parts of a bilingual caption; `start` is where the second one begins, in characters."""

    first: str
    second: str
    start: int


@lru_cache(maxsize=4096)  # each rule of two languages asks it of each post
def halves(caption: str) -> Halves | None:
    """Return the two parts of a caption that a line of dashes or stars parts, or None."""
    lines = list(_LINE.finditer(caption))
    if len(lines) != 1:
        return None
    first, second = caption[: lines[0].start()].strip(), caption[lines[0].end() :]
    start = lines[0].end() + len(second) - len(second.lstrip())
    return Halves(first=first, second=second.strip(), start=start) if first and second.strip() else None


def is_separator(caption: str) -> bool:
    """Tell whether a caption is nothing but a line that parts two languages."""
    return not _LINE.sub("", caption).strip() and _LINE.search(caption) is not None


def speaks(captions: Iterable[str | None], own: str, language: str) -> bool:
    """Tell whether one of these captions has a second part in a language."""
    return any(second(one, own, (own, language)) for one in captions if one)


def second(caption: str, own: str, pair: tuple[str, ...]) -> str | None:
    """Return the other language, one of `pair`, of a caption in two parts; None where there is none or it is not clear.

    The second part is in it, unless its commonest words say that it is in the caption's `own` or in a third one.
    """
    found = _may_be(caption, own, pair)
    return found[0] if len(found) == 1 else None


def unclear(caption: str, own: str, pair: tuple[str, ...]) -> bool:
    """Tell whether a caption has a second part in a language that cannot be told."""
    return len(_may_be(caption, own, pair)) > 1


def _may_be(caption: str, own: str, pair: tuple[str, ...]) -> list[str]:
    """Return the languages beside its own that a caption in two parts may be in; none where it is in one alone."""
    parted = halves(caption)
    others = [one for one in pair if base(one) != base(own)]
    if parted is None or not others:
        return []
    return _read(parted.second, own, others, mute=others) or _read(parted.first, own, others, mute=[])


def _read(text: str, own: str, others: list[str], mute: list[str]) -> list[str]:
    """Return which other languages a text may be in; `mute` are those where none of its words tells."""
    if not _NO_WORDS.sub("", text):
        return []
    counted = language_detection.votes(text)
    most = max(counted.values())
    likeliest = [one for one, count in counted.items() if count == most and most > 0]
    if not likeliest or (base(own) in likeliest and len(likeliest) > 1):
        return mute
    strange = [one for one in likeliest if one != base(own)]
    fitting = [one for one in others if base(one) in likeliest]
    return fitting or ([*others, *strange] if strange else [])


def base(language: str) -> str:
    """Return a language without its region."""
    return language.partition("-")[0]
