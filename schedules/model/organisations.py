"""Which of the campaign's organisations a name means, however it is spelt: its list wins over what is typed."""

from collections.abc import Iterable

from media.text import folding


def listed(written: str, known: Iterable[str]) -> str | None:
    """Return the organisation of the list that is meant: its spelling, where case, accents or hyphens differ."""
    return next((one for one in known if folding.same(one, written)), None)
