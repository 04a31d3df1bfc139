"""For a Page that refuses hidden posts: made public in their second, by one call that is never repeated.

Nothing hidden can be read back, so an answer that does not come is settled by looking for our words among what people
see, some times over minutes; what is not found then, a person looks for (rule 7 of publishing without a key).
"""

from sqlmodel import Session

from schedules.database import remote_objects
from schedules.facebook.errors import Forbidden, NotSent, Refused, TryLater, Unauthorized, Unknown
from schedules.model.records import RemoteObject
from schedules.model.remote_states import Event, Intent
from schedules.publishing import feed_posts, hidden_copy
from schedules.publishing.job import Job, Wait


def put_by(job: Job, ours: RemoteObject) -> None:
    """Send the photos, if there are any; the post itself waits for its second without a copy on the Page."""
    feed_posts.photos(job, ours)
    hidden_copy.stands(job, ours)


def show(job: Job, ours: RemoteObject) -> Wait | None:
    """Make the post, public; or, where that was perhaps done, look for it. None: something was found out."""
    if ours.intent is not Intent.REVEAL:
        return _look(job, ours)
    page, post, parts = job.publisher.page, job.post, tuple(ours.parts)
    _intent(job, ours, "publishing")
    try:
        made = job.call(
            "post-publish",
            lambda: page.create_post(message=post.message, link=post.feed_link, photos=parts, published=True),
        )
    except (NotSent, TryLater, Unauthorized, Forbidden):  # for certain not made
        _intent(job, ours, "unsent")
        raise
    return _found(job, ours, made)


def _intent(job: Job, ours: RemoteObject, event: Event) -> None:
    now = job.now
    job.record(
        "publish-intent",
        lambda session: remote_objects.move(session, ours.id, event, held=job.held, intent_at=now),
    )


def _look(job: Job, ours: RemoteObject) -> Wait | None:
    try:
        found = feed_posts.on_page(job, ours, published=True)
    except Refused as error:  # a search refused says nothing of what people see
        raise Unknown(error.code, **error.params) from error
    if found:
        return _found(job, ours, found[0])
    if ours.looks >= hidden_copy.LOOKS:
        return _ask_person(job)
    job.record("look", lambda session: _looked(session, job, ours))
    return job.patience(ours.looks)


def _looked(session: Session, job: Job, ours: RemoteObject) -> None:
    remote_objects.change(session, job.held, ours.id, looks=ours.looks + 1)
    job.note(session, "looked-in-vain", looks=ours.looks + 1)


def _found(job: Job, ours: RemoteObject, post_id: str) -> None:
    known: remote_objects.Facts = {"remote_id": post_id, "looks": 0}
    job.record(
        "post-publish",
        lambda session: remote_objects.move(session, ours.id, "made", held=job.held, **known),
    )


def _ask_person(job: Job) -> None:
    reason: dict[str, object] = {"code": "perhaps-public", "params": {}}
    job.record(
        "doubted", lambda session: job.move(session, "doubted", changes={"reason": reason}, object="?")
    )
