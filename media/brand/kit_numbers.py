"""Numbers of a brand kit as people write them."""

import re

_MEASURE = re.compile(r"\s*([-+]?\d{1,4}(?:[.,]\d{1,4})?)\s*(%|s|sec\w*|)\s*")


def meant(value: object, low: float, high: float) -> float | None:
    """Return the number within bounds that was meant: `4,6`, `70 %` of one, `2,5 s`; None where nobody can tell."""
    found = _MEASURE.fullmatch(re.sub("^\\s*[\u2010-\u2015\u2212]\\s*(?=\\d)", "-", str(value)))
    if not found or isinstance(value, bool):
        return None
    number = float(found[1].replace(",", "."))
    shares = (number, number / 100) if found[2] == "%" or high <= 1 else (number,)
    return next((one for one in shares if low <= one <= high), None)
