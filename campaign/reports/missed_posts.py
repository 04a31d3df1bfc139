"""That posts were due while no service ran, as every command says it."""

from datetime import datetime

from sqlmodel import Session

from campaign.reports import json_views
from campaign.workspace import Workspace
from schedules.consent.required_approvals import ApprovalReader
from schedules.consent.rules import Closed
from schedules.database import events, unsent


def told(session: Session, workspace: Workspace, *, now: datetime) -> Closed | None:
    """Return how many posts were due by `now` and have not gone out for want of a service, and what to do; or None."""
    seen = ApprovalReader(session=session, campaign=workspace.campaign).seen
    missed = unsent.missed(session, workspace.rules, now=now, seen=seen)
    if missed is None:
        return None
    paused = events.paused(session) is not None
    code = "posts-missed-paused" if paused else "posts-missed-late" if missed.too_late else "posts-missed"
    first = json_views.local(missed.first, workspace.rules.zone)
    return Closed(code=code, params={"count": missed.count, "first": first})
