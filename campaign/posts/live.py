"""Settles and removes live posts after a person has looked at the Page."""

import time
from collections.abc import Callable
from datetime import datetime

from campaign.page.connection import Connection
from campaign.workspace import Workspace
from schedules.database import posts, remote_objects, transitions
from schedules.home import standing
from schedules.model.records import Post
from schedules.model.states import State
from schedules.publishing import delete_post, extras
from schedules.service.pacing import Courtesy

STAFF = "staff"


def settle(workspace: Workspace, number: int, *, published_id: str | None, now: datetime) -> None:
    """End a doubt: a person saw the post on the Page under this id, or saw that it is not there.

    After a restore a post seen there may also have been held, or have nothing on the Page that we know of; what comes
    with it is then left to that person. Raises BadRequest for a post that is neither.
    """
    with workspace.store.write() as session:
        if published_id is None:
            changes: dict[str, object] = {"reason": {"code": "not-on-page", "params": {}}}
            transitions.move(session, number, "settled-absent", now=now, by=STAFF, changes=changes)
            return
        old, ours = posts.post(session, number), remote_objects.current(session, number)
        changes = {"facebook_id": published_id, "published_at": now, "reason": None, **_page(workspace, old)}
        params = {"object": published_id}
        transitions.move(
            session, number, "settled-published", now=now, by=STAFF, params=params, changes=changes
        )
        remote_objects.found_live(session, number, published_id, now=now)
        if ours and old.state is not State.HELD:
            extras.want_comment(session, number, now=now)


def _page(workspace: Workspace, post: Post) -> dict[str, object]:
    """Return on which Page a post is that never began to go up from here: the one configured."""
    if post.page_id is not None or (page := workspace.settings.page).id is None:
        return {}
    return {"page_id": page.id, "page_graph_url": page.graph_url, "page_rehearsal": False}


def require_live(workspace: Workspace, number: int) -> None:
    """Raise BadRequest where a post is not on the Page, before anybody is asked or a Page is opened."""
    with workspace.store.read() as session:
        post = posts.post(session, number)
    if post.state is not State.PUBLISHED:
        raise transitions.impossible(number, post.state, "removed")


def remove(workspace: Workspace, page: Connection, number: int, *, clock: Callable[[], datetime]) -> None:
    """Take a published post off this Page; returns when the Page says that it is gone.

    Raises BadRequest where it is not live, NotReady where it is on another Page, StillThere where the Page goes on
    showing it, and GraphError.
    """
    # asked again, for somebody may have thought for long before they said yes
    standing.settle(workspace.folder, workspace.store)
    courtesy = Courtesy(workspace.store, page.ref.id, clock=clock)
    try:
        with page.publisher(workspace, clock) as publisher:
            delete_post.remove(courtesy.attend(publisher), number, by=STAFF, wait=time.sleep)
    finally:
        courtesy.settle(clock())
