"""Take live posts off the Page on staff's word."""

import time
from collections.abc import Callable
from datetime import datetime

from campaign.page.connection import Connection
from campaign.workspace import Office
from schedules.database import posts, transitions
from schedules.model.states import State
from schedules.publishing import delete_post
from schedules.publishing.job import Publisher
from schedules.service.pacing import Courtesy

STAFF = "staff"


def require_live(office: Office, number: int) -> None:
    """Raise BadRequest where a post is not on the Page, before anybody is asked or a Page is opened."""
    with office.store.read() as session:
        post = posts.post(session, number)
    if post.state is not State.PUBLISHED:
        raise transitions.impossible(number, post.state, "removed")


def remove(office: Office, page: Connection, number: int, *, clock: Callable[[], datetime]) -> None:
    """Take a published post off this Page; returns when the Page says that it is gone.

    Raises BadRequest where it is not live, NotReady where it is on another Page, StillThere where the Page goes on
    showing it, and GraphError.
    """
    client, courtesy = page.client(), Courtesy(office.store, page.ref.id, clock=clock)
    publisher = Publisher(
        store=office.store, page=client, ref=page.ref, folder=office.folder, rules=office.rules, clock=clock
    )
    try:
        delete_post.take_down(courtesy.attend(publisher), number, by=STAFF, wait=time.sleep)
    finally:
        client.close()
        courtesy.settle(clock())
