"""What is printed where a console cannot show a sign: what comes nearest in the console's own code page, else `?`."""

import codecs
import unicodedata

from media.text import folding

_NEAR = (  # a sign, and what stands for it
    ("“”„«»", '"'), ("’‘", "'"), ("–—‑─━", "-"), ("•·", "-"), ("│┃", "|"), ("…", "..."), ("→", "->"), ("←", "<-"),
    ("✓✔", "+"), ("✗✘", "x"), ("×", "x"), ("€", "EUR"), ("≥", ">="), ("≤", "<="),
)  # fmt: skip
_STANDS_FOR = {sign: other for signs, other in _NEAR for sign in signs}


def nearest(sign: str, encoding: str) -> str:
    """Return what stands for a sign in a code page: another sign, its letter without a mark, a blank for a space."""
    for other in (_STANDS_FOR.get(sign, ""), _bare(sign)):
        if other and _can_show(other, encoding):
            return other
    return "" if unicodedata.category(sign) in ("Mn", "Cf") else "?"


def _bare(sign: str) -> str:
    return " " if unicodedata.category(sign) == "Zs" else folding.without_accents(sign)


def _can_show(text: str, encoding: str) -> bool:
    try:
        return bool(text.encode(encoding))
    except UnicodeEncodeError:
        return False


def handler(encoding: str) -> str:
    """Return the name under which a stream of this encoding asks for what comes nearest.

    The name holds the encoding, for an error of a code page calls every one of them `charmap`.
    """
    name = f"campaign-nearest-{encoding}"

    def handled(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        return "".join(nearest(sign, encoding) for sign in error.object[error.start : error.end]), error.end

    codecs.register_error(name, handled)
    return name
