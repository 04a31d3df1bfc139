"""Which of the campaign's organisations a name means, however it is spelt: its list wins over what is typed."""

import re
from collections.abc import Collection, Iterable

from media.text import folding

_BETWEEN = re.compile(r"\s*[,;|/&+]\s*|\s+(?:and|en|et)\s+", re.IGNORECASE)


def listed(written: str, known: Iterable[str]) -> str | None:
    """Return the organisation of the list that is meant: its spelling, where case, accents or hyphens differ."""
    return next((one for one in known if folding.same(one, written)), None)


def several(written: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the organisations of the list that a text names one after the other; none where it is one name."""
    if listed(written, known):
        return ()
    meant = dict.fromkeys(listed(part, known) for part in _BETWEEN.split(written) if part.strip())
    found = tuple(filter(None, meant))
    return found if len(found) > 1 else ()
