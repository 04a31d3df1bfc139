"""TOML that somebody wrote: whatever its reader trips over is a fault of the text, told as such."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

LONGEST = 200_000  # signs: ten times a file that fills every setting
_MOST_DOTS = 100  # in a line: the reader keeps every beginning of a key of so many names


def parsed(text: str) -> dict[str, Any]:
    """Return what a text says; raises tomllib.TOMLDecodeError where it is no TOML, or larger than any file of ours."""
    if len(text) > LONGEST:
        raise tomllib.TOMLDecodeError(f"more than {LONGEST} characters")
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") > _MOST_DOTS and not line.lstrip().startswith("#"):
            raise tomllib.TOMLDecodeError(f"too many dots (at line {number}, column 1)")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise tomllib.TOMLDecodeError("brackets within brackets without end") from None
    except ValueError as odd:  # a number of thousands of digits, a day that there is not
        raise tomllib.TOMLDecodeError(str(odd).partition(":")[0]) from None


def written(value: object) -> str:
    """Return a value as TOML, on one line."""
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{_key(str(key))} = {written(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, date | time):
        return value.isoformat()
    # text without control characters, and numbers: JSON is the same
    return json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z_]\w*", key, re.ASCII) else json.dumps(key, ensure_ascii=False)
