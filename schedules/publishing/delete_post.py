"""Take a live post off the Page, and believe only the Page that it is gone."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from sqlmodel import Session

from schedules.database import posts, remote_objects, tasks, transitions
from schedules.errors import NotReady, ScheduleError
from schedules.facebook.errors import Absent, Unknown
from schedules.model.records import Post
from schedules.model.states import State
from schedules.publishing.job import BACK_OFF_S, Publisher, reading

LOOKS = 5  # at the Page, over some twenty seconds


class StillThere(ScheduleError):
    """The Page was asked to delete a post and shows it all the same."""


def remove(publisher: Publisher, number: int, *, by: str, wait: Callable[[float], None]) -> None:
    """Delete a published post from the Page, read back that it is gone, and note it; safe to repeat after a crash.

    `wait` sleeps for so many seconds between looks. Raises BadRequest where the post is not live, NotReady where it
    is on another Page than the publisher's, StillThere where the Page goes on showing it, and GraphError.
    """
    with publisher.store.read() as session:
        post = posts.post(session, number)
    object_id = _known(publisher, post)
    _record(publisher, lambda session, now: _note(session, post, object_id, now=now, by=by))
    publisher.boundary("remove:before")
    with suppress(Absent, Unknown):  # gone already, or nobody can tell: the reading will
        publisher.page.delete(object_id)
    publisher.boundary("remove:after")
    if not _is_gone(publisher, post, object_id, wait):
        raise StillThere("removal-unseen", number=number, object=object_id)
    _record(publisher, lambda session, now: _removed(session, post, object_id, now=now, by=by))


def _known(publisher: Publisher, post: Post) -> str:
    if post.state is not State.PUBLISHED or post.facebook_id is None:
        raise transitions.impossible(post.number, post.state, "removed")
    if post.page != publisher.ref.page:
        page = post.page_name or post.page_id
        raise NotReady("remove-other-page" if page else "remove-unknown-page", number=post.number, page=page)
    return post.facebook_id


def _is_gone(publisher: Publisher, post: Post, object_id: str, wait: Callable[[float], None]) -> bool:
    read = reading(publisher.page, post.kind)
    for look in range(LOOKS):
        try:
            read(object_id)
        except Absent:
            return True
        wait(BACK_OFF_S[look])
    return False


def _record(publisher: Publisher, write: Callable[[Session, datetime], object]) -> None:
    publisher.boundary("remove-commit:before")
    with publisher.store.write() as session:
        write(session, publisher.clock())
    publisher.boundary("remove-commit:after")


def _note(session: Session, post: Post, object_id: str, *, now: datetime, by: str) -> None:
    params = {"object": object_id}
    transitions.note(session, "removing", now=now, by=by, number=post.number, state=post.state, params=params)


def _removed(session: Session, post: Post, object_id: str, *, now: datetime, by: str) -> None:
    remote_objects.taken_down(session, post.number)
    tasks.settle(session, post.number, now=now, by=by)
    transitions.move(session, post.number, "removed", now=now, by=by, params={"object": object_id})
