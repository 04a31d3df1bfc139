"""What every way out of the house shares: a letter, how it is handed over, and what can be said of whether it arrived.

Whatever fails before a letter is handed over is certain not to have arrived; after that, silence means nobody knows.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from schedules.errors import ScheduleError

TIMEOUT_S = 20.0  # for each answer of a server


class NotDelivered(ScheduleError):
    """Certainly not arrived: it may be sent again."""


class Unanswered(ScheduleError):
    """It was handed over and nobody answered whether it was taken: sending it again might make two."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What is sent: as words for a mail, as `facts` for a webhook; `key` tells it from all others."""

    key: str
    at: datetime
    subject: str
    text: str
    facts: dict[str, object]


Handover = Callable[[Letter], None]


class Way(Protocol):
    """A way out of the house."""

    @property
    def name(self) -> str:
        """Return its name in the log."""

    @property
    def alone(self) -> bool:
        """Tell whether each event is a letter of its own, for a program that reads it."""

    @property
    def about(self) -> dict[str, object]:
        """Return what may be said of it: no address of a person, none that is secret."""

    def reached(self) -> AbstractContextManager[Handover]:
        """Reach the server; yield what hands a letter over. Raises NotDelivered, the hand-over Unanswered too."""
