"""Drafts whose moment passed because nobody approved them: noted in the log once for each moment, and so told."""

from datetime import datetime, timedelta

from schedules.database import events, posts, transitions
from schedules.database.engine import Store
from schedules.model.records import SERVICE
from schedules.model.states import State

ALARM = "approval-forgotten"
RECENT = timedelta(days=7)  # who starts the service after a holiday is told; older drafts, `status` lists


def look(store: Store, *, now: datetime) -> None:
    """Note every draft whose moment passed lately, once."""
    with store.read() as session:
        drafts = posts.posts(session, (State.DRAFT,))
        late = {one.number: one.due_at for one in drafts if one.due_at and now - RECENT < one.due_at < now}
        noted = events.since(session, now - RECENT, (ALARM,)) if late else []
    known = {(one.post_number, one.params["due"]) for one in noted}
    new = {number: due.isoformat() for number, due in late.items() if (number, due.isoformat()) not in known}
    if not new:
        return
    with store.write() as session:
        for number, due in new.items():
            params = {"why": "moment-past-draft", "number": number, "due": due}
            transitions.note(session, ALARM, now=now, by=SERVICE, number=number, params=params)
