"""The sweep: what of ours was left hidden on the Page, and no post needs, is deleted a day later. Nothing else is."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from schedules.database import remote_objects, transitions
from schedules.facebook.answers import PostState
from schedules.facebook.errors import Absent, GraphError
from schedules.model.records import SERVICE, RemoteObject
from schedules.model.remote_states import Event, Intent
from schedules.publishing.job import CLOCKS_APART, Publisher, reading

SETTLED = timedelta(hours=1)  # what a Page accepted without an answer has appeared by then, or never will
LISTED = 300  # posts looked through for leftovers without an id


def sweep(publisher: Publisher) -> int:
    """Delete the hidden leftovers of ours that are older than the campaign's `sweep_after`; return how many."""
    now = publisher.clock()
    before = now - publisher.campaign.rules.sweep_after
    _find_strays(publisher, before, now)
    with publisher.store.read() as session:
        found = remote_objects.leftovers(session, publisher.ref.page, before=before)
    for one in found:
        _delete_hidden(publisher, one)
    return len(found)


def recall(publisher: Publisher) -> None:
    """Delete at once what waits on Facebook's own schedule and is to go out no more, even if it just did."""
    page = publisher.page
    with publisher.store.read() as session:
        found = remote_objects.recalled(session, publisher.ref.page)
    for one in found:
        try:
            publisher.boundary("recall:before")
            page.delete(one.remote_id or "")
            reading(page, one.kind)(one.remote_id or "")
        except Absent:
            _record_end(publisher, one, "deleted", "taken-back")
        except GraphError:
            continue  # the next look asks again


def _find_strays(publisher: Publisher, before: datetime, now: datetime) -> None:
    """Look for posts that were made after we had given up hope of an answer, and so left without an id."""
    ours = publisher.ref.page
    with publisher.store.read() as session:
        rows = remote_objects.unanswered(session, ours, before=before - SETTLED)
    if not rows:
        return
    try:
        listed = publisher.page.posts(limit=LISTED)
    except GraphError:
        return  # the next sweep asks again
    hidden = [one for one in listed if not one.published and one.created_at < before]
    publisher.boundary("strays-commit:before")
    with publisher.store.write() as session:
        for row in rows:
            for one in _made_by(row, hidden):
                remote_objects.orphan(
                    session,
                    row.post_number,
                    now=row.intent_at,
                    fence=0,
                    kind=row.kind,
                    remote_id=one.id,
                    page=ours,
                )
            remote_objects.move(session, row.id, "deleted")
    publisher.boundary("strays-commit:after")


def _made_by(row: RemoteObject, hidden: Iterable[PostState]) -> list[PostState]:
    """Return the posts that say what the row's post said, made since its intent."""
    since = row.intent_at - CLOCKS_APART
    return [
        one
        for one in hidden
        if one.created_at >= since and row.mark in remote_objects.marks_of(one.message, one.link)
    ]


def _delete_hidden(publisher: Publisher, one: RemoteObject) -> None:
    """Delete what is hidden still; what people see is left alone, whatever our books say."""
    page, remote_id = publisher.page, one.remote_id or ""
    read = reading(page, one.kind)
    publisher.boundary("sweep:before")
    try:
        shown = bool(read(remote_id).published)
        if not shown:
            page.delete(remote_id)
    except Absent:  # gone, or merely not to be seen now: the next sweep asks once more
        if one.intent is not Intent.UNSEEN:
            with publisher.store.write() as session:
                return remote_objects.move(session, one.id, "unseen")
        shown = False
    except GraphError:
        return  # the next sweep asks again
    publisher.boundary("sweep:after")
    if shown:
        _record_end(publisher, one, "left-public", "left-public")
    else:
        _record_end(publisher, one, "deleted", "swept")


def _record_end(publisher: Publisher, one: RemoteObject, event: Event, noted: str) -> None:
    told, now = {"object": one.remote_id}, publisher.clock()
    with publisher.store.write() as session:
        remote_objects.move(session, one.id, event)
        transitions.note(session, noted, now=now, by=SERVICE, number=one.post_number, params=told)
