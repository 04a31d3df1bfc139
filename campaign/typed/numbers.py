"""Numbers of posts as people type them: `3`, `#3`, `1,2`, `1-4`, `1–4`, `1 tot 4`; where one is wanted, one."""

import re
from collections.abc import Iterable

from schedules.errors import BadRequest

LARGEST = 999_999_999
MOST = 1_000  # numbers that one argument may stand for
_TO = re.compile(
    r"(?<=\d)\s*(?:[-\u2010-\u2015\u2212…]|\.\.+|to|tot en met|tot|t/m|à|au|a|jusqu['’]à)\s*(?=[#n\d])",
    re.IGNORECASE,
)
_ONE = r"(?:#|n[°ºr]\.?)?(\d{1,9})"
_PART = re.compile(rf"{_ONE}(?:-{_ONE})?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;+&]\s*|\s+(?:and|en|et)\s+|(?<=\d)\s+", re.IGNORECASE)


def one(written: str) -> int:
    """Return a whole number of nine digits at most; a list or a span is told that one number is wanted."""
    text = written.strip()
    if re.fullmatch(r"[-+]?\d+", text):
        if abs(int(text)) > LARGEST:
            raise BadRequest("number-too-large", text=written)
        return int(text)
    found = _read(text) or []
    if len(found) == 1 and found[0][0] == found[0][1]:
        return found[0][0]
    raise BadRequest("number-several" if found else "number-unreadable", text=written)


def several(written: str) -> tuple[int, ...]:
    """Return the numbers of a list or a span, each once, in the order written; spans count upwards."""
    found = _read(written.strip())
    if not found:
        return (one(written),)
    numbers: list[int] = []
    for first, last in found:
        if last < first:
            raise BadRequest("numbers-backwards", text=written, first=first, last=last)
        if last - first >= MOST or len(numbers) >= MOST:
            raise BadRequest("numbers-too-many", text=written, most=MOST)
        numbers.extend(range(first, last + 1))
    return tuple(dict.fromkeys(numbers))


def spans(numbers: Iterable[int]) -> str:
    """Return numbers as they may be typed, those that follow each other as a span: `1,3-6,8`."""
    parts: list[list[int]] = []
    for one_ in sorted(set(numbers)):
        if parts and one_ == parts[-1][-1] + 1:
            parts[-1].append(one_)
        else:
            parts.append([one_])
    return ",".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)


def _read(text: str) -> list[tuple[int, int]] | None:
    """Return the spans of a text, a single number being one of itself; None where it has anything else."""
    plain = re.sub(r"(?<=[°ºrR.#])\s+(?=\d)", "", _TO.sub("-", text.rstrip(".")))
    parts = [_PART.fullmatch(part) for part in _BETWEEN.split(plain) if part]
    spans = [(int(part[1]), int(part[2] or part[1])) for part in parts if part]
    return spans if spans and len(spans) == len(parts) else None
