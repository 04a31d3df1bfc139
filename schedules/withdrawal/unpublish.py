"""Everything of withdrawn posts off the Page, public or hidden, and read back; else a person is asked to do it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from sqlmodel import Session

from schedules.consent import subtitle_files
from schedules.database import posts as database_posts
from schedules.database import remote_objects, tasks, transitions, withdrawals
from schedules.database.tables import CARRIERS
from schedules.errors import BadRequest, NotReady
from schedules.facebook.errors import Absent, Refused, Unknown
from schedules.model.records import SERVICE, Post, RemoteObject, Withdrawal
from schedules.model.remote_states import Intent, RemoteState
from schedules.model.states import State
from schedules.publishing import delete_post
from schedules.publishing.delete_post import StillThere
from schedules.publishing.job import Publisher, reading

BY_HAND = "delete-by-hand"
DAY = timedelta(days=1)
Waiting = Callable[[float], None]


def has_work(session: Session, of: Withdrawal) -> bool:
    """Tell whether anything that a withdrawal concerns is, or may be, on a Page."""
    numbers = withdrawals.posts(session, of)
    under_way = (State.PUBLISHED, State.PUBLISHING, State.DOUBTFUL)
    return (
        any(database_posts.post(session, number).state in under_way for number in numbers)
        or any(
            one.remote_id and one.state is not RemoteState.DELETED
            for one in remote_objects.of_posts(session, numbers)
        )
        or (of.language is not None and bool(withdrawals.captions_beside(session, of)))
    )


def take_off(publisher: Publisher, of: Withdrawal, wait: Waiting) -> bool:
    """Take down what a withdrawal concerns; tell whether nothing of it is on a Page any more. Raises GraphError."""
    with publisher.store.read() as session:
        posts = [database_posts.post(session, number) for number in withdrawals.posts(session, of)]
    gone = [_post_is_off(publisher, post, wait) for post in posts]
    return _captions_are_off(publisher, of) and all(gone)


def _post_is_off(publisher: Publisher, post: Post, wait: Waiting) -> bool:
    """Public first; then what stands hidden, or waits on Facebook's own schedule."""
    if post.state is State.PUBLISHED and not _taken_down(publisher, post, wait):
        return False
    if post.state is State.DOUBTFUL and not _settled(publisher, post):
        return False
    with publisher.store.read() as session:
        found = remote_objects.of_posts(session, [post.number])
    standing = [
        one
        for one in found
        if one.kind in CARRIERS and one.remote_id and one.state not in (RemoteState.DELETED, RemoteState.LIVE)
    ]
    off = [_object_is_off(publisher, post, one) for one in standing if post.state is not State.PUBLISHING]
    return post.state is not State.PUBLISHING and all(off)


def _taken_down(publisher: Publisher, post: Post, wait: Waiting) -> bool:
    """Delete a live post with its comment; where it stays, or stands on another Page, a person must."""
    if _done_by_hand(publisher, post):
        return True
    try:
        _uncomment(publisher, post)
        delete_post.remove(publisher, post.number, by=SERVICE, wait=wait)
    except NotReady:
        return _elsewhere(publisher, post)
    except StillThere:
        return _ask(publisher, post)
    except BadRequest:  # somebody else was faster
        with publisher.store.read() as session:
            return database_posts.post(session, post.number).state is State.REMOVED
    return True


def _uncomment(publisher: Publisher, post: Post) -> None:
    """Delete our own first comment: it goes with its post, but who knows."""
    with publisher.store.read() as session:
        found = remote_objects.of_posts(session, [post.number])
    for one in found:
        here = one.page == publisher.ref.page
        if one.kind == "comment" and one.state is RemoteState.LIVE and one.remote_id and here:
            publisher.boundary("uncomment:before")
            with suppress(Absent, Refused, Unknown):
                publisher.page.delete(one.remote_id)
            publisher.boundary("uncomment:after")


def _elsewhere(publisher: Publisher, post: Post) -> bool:
    """It is on another Page: the rehearsal Page's store is purged on this computer; of a real one a person must."""
    return _removed(publisher, post) if post.page_rehearsal else _ask(publisher, post)


def _ask(publisher: Publisher, post: Post) -> bool:
    """Open a task with the permalink; tell whether a person did it already."""
    now = publisher.clock()

    def write(session: Session) -> None:
        tasks.open_task(
            session,
            BY_HAND,
            now=now,
            due_on=(now + DAY).date(),
            testimony_id=post.testimony_id,
            post_number=post.number,
            params={"object": post.facebook_id or "-", "permalink": post.permalink or "-"},
        )

    _record(publisher, "by-hand", write)
    return False


def _done_by_hand(publisher: Publisher, post: Post) -> bool:
    with publisher.store.read() as session:
        asked = tasks.task_of(session, BY_HAND, post.number)
    return asked is not None and asked.done_at is not None and _removed(publisher, post)


def _removed(publisher: Publisher, post: Post) -> bool:
    def write(session: Session) -> None:
        remote_objects.taken_down(session, post.number)
        told = {"object": post.facebook_id}
        with suppress(BadRequest):
            transitions.move(session, post.number, "removed", now=publisher.clock(), by=SERVICE, params=told)

    _record(publisher, "removed", write)
    return True


def _settled(publisher: Publisher, post: Post) -> bool:
    """Nobody knew whether it is out: it is deleted by its id, and its absence settles the doubt."""
    if post.facebook_id is None or post.page_id != publisher.ref.id:
        return _done_by_hand_in_doubt(publisher, post) or _ask(publisher, post)
    if not _deleted(publisher, post.kind, post.facebook_id):
        return _ask(publisher, post)
    return _absent(publisher, post)


def _done_by_hand_in_doubt(publisher: Publisher, post: Post) -> bool:
    with publisher.store.read() as session:
        asked = tasks.task_of(session, BY_HAND, post.number)
    return asked is not None and asked.done_at is not None and _absent(publisher, post)


def _absent(publisher: Publisher, post: Post) -> bool:
    def write(session: Session) -> None:
        now = publisher.clock()
        with suppress(BadRequest):
            transitions.move(session, post.number, "settled-absent", now=now, by=SERVICE)
            transitions.move(session, post.number, "cancelled", now=now, by=SERVICE)

    _record(publisher, "absent", write)
    return True


def _object_is_off(publisher: Publisher, post: Post, one: RemoteObject) -> bool:
    """Delete a hidden copy; one on another real Page is left to a person, one on the rehearsal Page to the purge."""
    if one.page != publisher.ref.page:
        return True  # given up when the Page changed: nobody sees it, and no token of ours reaches it
    if not _deleted(publisher, one.kind, one.remote_id or ""):
        return False

    def write(session: Session) -> None:
        remote_objects.move(session, one.id, "deleted")
        told = {"object": one.remote_id}
        transitions.note(session, "swept", now=publisher.clock(), by=SERVICE, number=post.number, params=told)

    _record(publisher, "object", write)
    return True


def _deleted(publisher: Publisher, kind: str, remote_id: str) -> bool:
    """Delete by id and read back; a Page that shows it still lags, and is asked again with the next try."""
    publisher.boundary("withdraw-delete:before")
    with suppress(Absent, Unknown):
        publisher.page.delete(remote_id)
    publisher.boundary("withdraw-delete:after")
    try:
        reading(publisher.page, kind)(remote_id)
    except Absent:
        return True
    return False


def _captions_are_off(publisher: Publisher, of: Withdrawal) -> bool:
    """Take subtitles in a withdrawn language off the films that stay."""
    if of.language is None or of.channel not in (None, "facebook"):
        return True
    with publisher.store.read() as session:
        found = withdrawals.captions_beside(session, of)
        carriers = {one.id: remote_objects.current(session, one.post_number) for one in found}
    off = [_caption_is_off(publisher, one, carriers[one.id]) for one in found]
    return all(off)


def _caption_is_off(publisher: Publisher, one: RemoteObject, carrier: RemoteObject | None) -> bool:
    here = one.page == publisher.ref.page
    locale = subtitle_files.locale(one.language or "", publisher.campaign.rules)
    if here and carrier and carrier.remote_id and one.intent is not Intent.WANTED:
        publisher.boundary("drop-captions:before")
        publisher.page.delete_captions(carrier.remote_id, locales=(locale,))
        publisher.boundary("drop-captions:after")
        if locale in publisher.page.captions(carrier.remote_id):
            return False

    def write(session: Session) -> None:
        remote_objects.move(session, one.id, "deleted")
        told = {"locale": locale}
        transitions.note(
            session,
            "captions-dropped",
            now=publisher.clock(),
            by=SERVICE,
            number=one.post_number,
            params=told,
        )

    _record(publisher, "captions", write)
    return True


def _record(publisher: Publisher, name: str, write: Callable[[Session], object]) -> None:
    publisher.boundary(f"withdraw-{name}-commit:before")
    with publisher.store.write() as session:
        write(session)
    publisher.boundary(f"withdraw-{name}-commit:after")
