"""Cells in which staff write that there is no value yet, or that it is the one above: `?`, `à confirmer`, `idem`.

Nothing of it is taken in: the text of a post would say so on the Page.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache

from campaign.messages import translate
from campaign.spreadsheets.plan_rows.cells import READERS
from media.languages import known
from media.text.folding import folded
from schedules.errors import BadRequest

_OPEN = re.compile(r"[?¿.…·/\\_\s\u2010-\u2015-]+")
_ABOVE = re.compile(r"[\"'\u2018-\u201f«»\u2033\u3003\u2191^\s]+")
_OWN_WORDS = ("key",)  # may be any
_MOMENT = ("date", "time")
_TEXTS = ("caption", "first_comment")
_NEEDED = ("language", "caption")
_MOST = 60  # signs of a text that is repeated


def why(name: str, given: Mapping[str, object], above: Mapping[str, object]) -> BadRequest | None:
    """Return why a row's cell is refused, where it holds no value; `above` are the values further up.

    The text of a post that is there already may be a sign alone.
    """
    cell = given[name]
    if not isinstance(cell, str) or not (name in READERS or name in _MOMENT) or name in _OWN_WORDS:
        return None
    if given.get("number") and name in _TEXTS and not folded(cell):
        return None
    if _ABOVE.fullmatch(cell) or folded(cell) in _words("above"):
        shown = _shown(above.get(name))
        return BadRequest("plan-cell-above" if shown else "plan-cell-above-none", text=cell, value=shown)
    if cell == "-" and name == "alts":
        return None
    if _OPEN.fullmatch(cell) or folded(cell) in _words("open"):
        return BadRequest(_open_code(name), text=cell)
    return None


def _open_code(name: str) -> str:
    if name in _MOMENT:
        return "plan-cell-open-moment"
    if name == "testimony":
        return "plan-cell-open-film"
    return "plan-cell-open" if name in _NEEDED else "plan-cell-open-optional"


def _shown(value: object) -> str:
    """Return a value of the sheet as it can be typed."""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    text = "" if value is None else str(value)
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


@cache
def _words(kind: str) -> frozenset[str]:
    said = (translate.texts(code).get("cell_words", {}).get(kind, ()) for code in known.languages())
    return frozenset(folded(word) for words in said for word in words)
