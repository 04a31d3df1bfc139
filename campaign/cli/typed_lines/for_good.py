"""Commands that cannot be undone: a name that was not typed is offered for them only where it is the same, misspelt."""

import re
from collections.abc import Collection, Iterable

from media.text import folding

COMMANDS = {"remove", "withdraw", "cancel", "void", "forget"}
PUBLISHING = {"run", "approve", "release", "retry", "settle", "overdue", "resume", "trust", "send"}
_BEGUN = 3  # letters of a name that tell it
_LONG = 4  # letters of a word in which one may be wrong


def may_offer(command: Iterable[str], written: str, name: str) -> bool:
    """Tell whether a name may stand in the place of what was written in a line to be pasted.

    For a command that cannot be undone only with its letters in another order, or one left out or doubled, no digit; a
    person may be named by some of the name's words.
    """
    if not COMMANDS & set(command):
        return True
    said, whole = (set(map(folding.folded, text.split())) for text in (written, name))
    if said and said <= whole:
        return True
    one, other = (folding.folded(text) for text in (written, name))
    if sorted(one) == sorted(other):
        return True
    short, long = sorted((one, other), key=len)
    lacks = (long[:at] + long[at + 1 :] for at in range(len(long)))
    return short in lacks and re.sub(r"\D", "", one) == re.sub(r"\D", "", other)


def may_mean(written: str, name: str, others: Collection[str], *, is_another: bool) -> bool:
    """Tell whether a word that is not known may be a command's: of one that cannot be undone only its beginning, or
    its name, or a word that people call it, with a letter too many, too few, another, or two in another order; and
    not at all where it is a word for another command, in any group (`is_another`).
    """
    if name not in COMMANDS:
        return True
    word = folding.folded(written)
    if is_another:
        return False
    if len(word) >= _BEGUN and name.startswith(word):
        return True
    return any(_is_slip(word, folding.folded(one)) for one in (name, *others) if len(word) >= _LONG)


def _is_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one slip of the fingers."""
    start = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
