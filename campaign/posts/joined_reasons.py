"""Several reasons as one, so that each sentence after the first begins with a capital."""

from collections.abc import Sequence

from schedules.consent.rules import Closed


def together(reasons: Sequence[Closed]) -> Closed:
    """Return these reasons, at least one, as one that says a sentence after the other."""
    first, *others = reasons
    for one in others:
        first = Closed(code="reason-and", params={"one": first, "other": one})
    return first
