"""How much of its calls a Page has used: pure reading of Graph's usage headers."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

USED = ("call_count", "total_time", "total_cputime")  # percent each


@dataclass(frozen=True, kw_only=True)
class Usage:
    """What usage headers say: the highest percent of any quota used, and seconds until calls are welcome again."""

    percent: int
    regain_s: int


def read_usage(headers: Mapping[str, str]) -> Usage | None:
    """Read X-App-Usage, X-Page-Usage and X-Business-Use-Case-Usage; None if none of them says anything.

    Percent, and minutes until calls are welcome; absent, malformed and new parts are passed over ("Rate Limits").
    """
    plain = [_json(headers.get(name)) for name in ("X-App-Usage", "X-Page-Usage")]
    cases = _json(headers.get("X-Business-Use-Case-Usage")).values()
    parts = plain + [one for each in cases if isinstance(each, list) for one in each if isinstance(one, dict)]
    percents = [n for part in parts for name in USED if (n := _count(part.get(name))) is not None]
    minutes = [n for part in parts if (n := _count(part.get("estimated_time_to_regain_access"))) is not None]
    if not percents and not minutes:
        return None
    return Usage(percent=max(percents, default=0), regain_s=60 * max(minutes, default=0))


def _json(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _count(value: object) -> int | None:
    try:
        return math.ceil(float(str(value)))
    except (ValueError, OverflowError):
        return None
