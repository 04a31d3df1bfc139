"""A partner who is asked by link, and an answer: frozen copies of rows, aware UTC datetimes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

ABOUT = ("film", "text", "date", "person-shown")  # what a no may be about
LINK = "link"  # by whom an event is that a partner caused


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """A signed address: its random serial, for whom, the content of each post as it stood, and until when.

    `asked_as` is the organisation as it was called then.
    """

    id: int
    serial: str
    organisation: str
    asked_as: str
    posts: Mapping[int, str]
    made_at: datetime
    made_by_person_id: int | None
    expires_at: datetime
    revoked_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Tell whether it can still be answered."""
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, kw_only=True)
class LinkAnswer:
    """A yes or a no to one content of a post; of a no what it is `about` and the partner's own `words`."""

    id: int
    invitation: int
    organisation: str
    number: int
    yes: bool
    content: str
    about: tuple[str, ...]
    words: str
    at: datetime
