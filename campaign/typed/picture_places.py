"""Places in a picture as people type them: `40,35`, `40 % x 35 %`, percent from the left and from the top."""

import re

from campaign.messages.translate import N_

NO_PLACE = N_(
    "{value!r} is not a position; write two whole percentages, from the left and from the top, such as 40,35"
)
_PLACE = re.compile(r"\s*(\d{1,3})\s*%?\s*[,;/x ]\s*(\d{1,3})\s*%?\s*")


def percents(written: str) -> tuple[int, int] | None:
    """Return which place a text means; None where it means none within the picture."""
    found = _PLACE.fullmatch(written)
    if not found or max(int(found[1]), int(found[2])) > 100:
        return None
    return int(found[1]), int(found[2])
