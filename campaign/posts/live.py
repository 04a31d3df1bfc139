"""Settles and removes live posts after a person has looked at the Page."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from campaign.page.connection import Connection
from campaign.posts import editing
from campaign.workspace import Workspace
from schedules.database import posts, remote_objects, transitions
from schedules.errors import BadRequest
from schedules.facebook.errors import Absent, Refused
from schedules.home import standing
from schedules.model.records import Post
from schedules.model.states import State
from schedules.publishing import delete_post, extras
from schedules.publishing.job import PageRef, reading
from schedules.service.pacing import Courtesy

STAFF = "staff"
Connect = Callable[[], AbstractContextManager[Connection]]  # opens the campaign's Page, with its token


def settle_seen(
    workspace: Workspace, number: int, published_id: str, connect: Connect, *, now: datetime
) -> None:
    """End a doubt: the post is on the Page under this id, where it is looked for once.

    Raises BadRequest where it is not there, or the post is neither doubtful nor held; NotReady, GraphError.
    """
    editing.require_step(workspace, number, "settled-published")
    with connect() as page:
        require_seen(workspace, page, number, published_id)
        seen = page.ref
    settle(workspace, number, published_id=published_id, now=now, page=seen)


def take_off(
    workspace: Workspace,
    number: int,
    connect: Connect,
    *,
    clock: Callable[[], datetime],
    sure: Callable[[Connection], bool] = lambda _page: True,
) -> bool:
    """Take a live post off the Page for good, once who asks is `sure` of that Page; tell whether it was done.

    Raises as `require_live` and `remove` do.
    """
    require_live(workspace, number)
    with connect() as page:
        if not sure(page):
            return False
        remove(workspace, page, number, clock=clock)
    return True


def require_seen(workspace: Workspace, page: Connection, number: int, published_id: str) -> None:
    """Look once whether the Page shows a post under this id, as somebody says who may have mistyped it.

    Raises BadRequest where it shows none, or what is there is another post of the campaign; GraphError where the Page
    does not answer.
    """
    with workspace.store.read() as session:
        post = posts.post(session, number)
        others = [one.number for one in posts.posts(session) if one.facebook_id == published_id]
    if taken := [one for one in others if one != number]:
        raise BadRequest("settle-other-post", number=number, id=published_id, other=taken[0])
    client = page.client()
    try:
        seen = reading(client, post.kind)(published_id)
    except (Absent, Refused):
        raise BadRequest("settle-unseen", number=number, id=published_id, page=page.ref.name) from None
    finally:
        client.close()
    if not seen.published:
        raise BadRequest("settle-hidden", number=number, id=published_id, page=page.ref.name)


def settle(
    workspace: Workspace, number: int, *, published_id: str | None, now: datetime, page: PageRef | None = None
) -> None:
    """End a doubt: a person saw the post on the Page under this id, or saw that it is not there.

    `page` is where it was looked for; None: the Page that is configured.

    After a restore a post seen there may also have been held, or have nothing on the Page that we know of; what comes
    with it is then left to that person. Raises BadRequest for a post that is neither.
    """
    with workspace.store.write() as session:
        if published_id is None:
            changes: dict[str, object] = {"reason": {"code": "not-on-page", "params": {}}}
            transitions.move(session, number, "settled-absent", now=now, by=STAFF, changes=changes)
            return
        old, ours = posts.post(session, number), remote_objects.current(session, number)
        changes = {
            "facebook_id": published_id,
            "published_at": now,
            "reason": None,
            **_page(workspace, old, page),
        }
        params = {"object": published_id}
        transitions.move(
            session, number, "settled-published", now=now, by=STAFF, params=params, changes=changes
        )
        remote_objects.found_live(session, number, published_id, now=now)
        if ours and old.state is not State.HELD:
            extras.want_comment(session, number, now=now)


def _page(workspace: Workspace, post: Post, seen: PageRef | None) -> dict[str, object]:
    """Return on which Page a post is that never began to go up from here: where it was seen, or the one configured."""
    if post.page_id is None and seen:
        return {
            "page_id": seen.id,
            "page_name": seen.name,
            "page_graph_url": seen.graph_url,
            "page_rehearsal": seen.rehearsal,
        }
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
