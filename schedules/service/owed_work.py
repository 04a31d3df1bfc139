"""Whether the service still owes anything, as the gates see each post; what lacks its yes is a draft, and not owed."""

from datetime import UTC, datetime

from sqlmodel import Session

from schedules.consent.required_approvals import ApprovalReader
from schedules.database import posts
from schedules.model.publishing_rules import Campaign
from schedules.model.states import OWED

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class OwedWork:
    """Remembers the answer till something happened: it is asked at every look, and reading many approvals is slow."""

    def __init__(self) -> None:
        self._known: bool | None = None

    def forget(self) -> None:
        """Read it anew when it is asked next."""
        self._known = None

    def is_there(self, session: Session, campaign: Campaign) -> bool:
        """Tell whether a dated post is to be brought out, or something that belongs to one that is out."""
        if self._known is None:
            self._known = bool(posts.owed(session)) and _is_owed(session, campaign)
        return self._known


def _is_owed(session: Session, campaign: Campaign) -> bool:
    if posts.lacks_extras(session):
        return True
    first = next(posts.owed_from(session, LONG_AGO), None)
    if first and ApprovalReader(session=session, campaign=campaign).seen(first).state in OWED:
        return True  # as is usual: no other post is read
    return bool(ApprovalReader(session=session, campaign=campaign, every=True).posts(OWED))
