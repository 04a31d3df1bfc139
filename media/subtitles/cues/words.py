"""Words with the times at which they are spoken, and the JSON in which they are kept beside a subtitle file."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from media import files, given_files, json_values
from media.errors import BadInput

LARGEST = 20_000_000  # bytes: a film of ten hours has 2 MB of words
_LONGEST, _LATEST_MS = 1000, 360_000_000  # signs of a word; a hundred hours


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word as it is shown, with its punctuation; film time in milliseconds.

    `confidence` is the recogniser's (0 to 1); None where nobody measured any, as for a word a person typed.
    """

    text: str
    start_ms: int
    end_ms: int
    confidence: float | None = None


def as_json(words: Iterable[Word]) -> bytes:
    """The words as a list of `{word, start_ms, end_ms, confidence}`, one a line."""
    rows = [
        {"word": one.text, "start_ms": one.start_ms, "end_ms": one.end_ms, "confidence": one.confidence}
        for one in words
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n".encode() if rows else b"[]\n"


def write(path: Path, words: Iterable[Word]) -> None:
    """Write words as JSON, whole or not at all."""
    files.write_whole(path, as_json(words))


def beside(path: Path) -> Path:
    """Where the words of a subtitle file are: `film.nl.words.json` beside `film.nl.vtt`."""
    return path.with_suffix(".words.json")


def read(path: Path) -> tuple[Word, ...]:
    """The words in a file; BadInput for a file that is no such list."""
    try:
        rows = json_values.parsed(given_files.read(path, most=LARGEST))
        if not isinstance(rows, list):
            raise TypeError("no list")
        return tuple(map(_word, rows))
    except (BadInput, IsADirectoryError, ValueError, TypeError, KeyError):
        raise BadInput("words-unreadable", path=str(path)) from None


def _word(row: dict[str, object]) -> Word:
    text, start, end = row["word"], row["start_ms"], row["end_ms"]
    if not isinstance(text, str) or type(start) is not int or type(end) is not int:
        raise TypeError("no word")
    text.encode()  # half a sign is none
    if not text.strip() or len(text) > _LONGEST or len(text.splitlines()) > 1:
        raise ValueError("no word")
    if not 0 <= start <= end <= _LATEST_MS:
        raise ValueError("no times")
    return Word(text=text, start_ms=start, end_ms=end, confidence=_share(row["confidence"]))


def _share(given: object) -> float | None:
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 1:
        raise ValueError("no confidence")
    return float(given)
