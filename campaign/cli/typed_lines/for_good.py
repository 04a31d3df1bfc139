"""Commands that cannot be undone: a name that was not typed is offered for them only where it is the same, misspelt."""

import re
from collections.abc import Iterable

from media.text import folding

COMMANDS = {"remove", "withdraw", "cancel", "void", "forget"}


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
