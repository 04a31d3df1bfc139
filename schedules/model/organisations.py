"""Which of the campaign's organisations a name means, however it is spelt: its list wins over what is typed."""

import difflib
from collections.abc import Iterable

from media.text import folding

_NEAR = 0.8  # how alike two names are at least, of which one may be a slip of the other
_SHORTEST = 4  # letters of a name that is looked for within a longer one


def listed(written: str, known: Iterable[str]) -> str | None:
    """Return the organisation of the list that is meant: its spelling, where case, accents or hyphens differ."""
    return next((one for one in known if folding.same(one, written)), None)


def near(written: str, known: Iterable[str]) -> str | None:
    """Return the organisation of the list that may be meant by a name which is none of it, or None."""
    names = {folding.folded(one): one for one in known}
    wanted = folding.folded(written)
    within = (
        one for one in names if min(len(one), len(wanted)) >= _SHORTEST and (one in wanted or wanted in one)
    )
    close = difflib.get_close_matches(wanted, list(names), n=1, cutoff=_NEAR)
    found = close[0] if close else next(within, None)
    return names[found] if found else None
