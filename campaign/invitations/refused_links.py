"""Writes down that a link was refused: why, and which, where it is one of ours; never the link, nor who asked."""

from contextlib import suppress
from datetime import datetime

from campaign.workspace import Workspace
from schedules.database import transitions
from schedules.errors import DatabaseBusy
from schedules.model.invited import LINK, Invitation


def note(workspace: Workspace, why: str, asked: Invitation | None, *, now: datetime) -> None:
    """Add one line to the log; `why` is the code of the sentence that refused. Not worth waiting for a database."""
    params: dict[str, object] = {"why": f"link-{why}"}
    if asked is not None:
        params |= {"invitation": asked.id, "organisation": asked.organisation}
    with suppress(DatabaseBusy), workspace.store.write() as session:
        transitions.note(session, "link-refused", now=now, by=LINK, params=params)
