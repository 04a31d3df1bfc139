"""What was found of things, for who asks again and again: of a thing that is the same it is not looked for again."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Answers by what they are about; each holds as long as all that it was found of is equal, and no longer."""

    def __init__(self) -> None:
        self._found: dict[Hashable, tuple[tuple[object, ...], T]] = {}

    def known(self, about: Hashable, made_of: tuple[object, ...]) -> T | None:
        """Return the answer about something, where it is known; else None."""
        known = self._found.get(about)
        return known[1] if known is not None and known[0] == made_of else None

    def of(self, about: Hashable, made_of: tuple[object, ...], find: Callable[[], T]) -> T:
        """Return the answer about something; found anew where `made_of`, all that it hangs on, is not as it was."""
        known = self._found.get(about)
        if known is not None and known[0] == made_of:
            return known[1]
        found = find()
        self._found[about] = made_of, found
        return found
