"""The hidden copy of a text, a link or photos: made once, and looked for where its making was not answered."""

from datetime import timedelta

from sqlmodel import Session

from media.kept_files import KeptFile
from schedules.database import remote_objects
from schedules.facebook.answers import PostState
from schedules.facebook.errors import Absent, Forbidden, NotSent, TryLater, Unauthorized, Unknown
from schedules.model.records import RemoteObject
from schedules.model.remote_states import Intent
from schedules.publishing import hidden_copy, sent_files
from schedules.publishing.job import CLOCKS_APART, Job, Wait

PHOTOS_KEPT = timedelta(hours=20)  # the Page drops unused photos after about a day (Page Photos reference)


def create(job: Job, ours: RemoteObject) -> Wait | None:
    """Make the post: nothing can have been made for this intent yet."""
    pictures = photos(job, ours)
    page, said, link = job.publisher.page, job.post.message, job.post.feed_link
    try:
        made = job.call("post-create", lambda: page.create_post(message=said, link=link, photos=pictures))
    except (NotSent, TryLater, Unauthorized, Forbidden):  # for certain not made: no need to look for it
        job.record("unsent", lambda session: remote_objects.move(session, ours.id, "unsent", held=job.held))
        raise
    _adopt(job, ours, made)
    return None


def look(job: Job, ours: RemoteObject) -> Wait | None:
    """Search the Page for what an earlier attempt may have made, before making another."""
    if ours.intent is Intent.UNSENT:
        return _again(job, ours)
    if job.post.photos and not ours.parts:  # their ids are kept before the post is asked for
        return create(job, ours)
    found = on_page(job, ours, published=False)
    if not found:
        return hidden_copy.look_again(job, ours)
    for spare in found[1:]:
        hidden_copy.keep_orphan(job, "feed_post", spare)
    return _adopt(job, ours, found[0])


def _again(job: Job, ours: RemoteObject) -> Wait | None:
    if job.post.photos and job.now - ours.intent_at > PHOTOS_KEPT:
        return hidden_copy.start_over(job, ours)
    job.record("intent", lambda session: remote_objects.move(session, ours.id, "asking", held=job.held))
    return create(job, ours)


def photos(job: Job, ours: RemoteObject) -> tuple[str, ...]:
    """Send the photos, unpublished, and keep their ids; sent again after a crash, the first ones just disappear."""
    if ours.parts or not job.post.photos:
        return tuple(ours.parts)
    files, made = sent_files.photos(job), list[str]()
    try:
        for file, photo in zip(files, job.post.photos, strict=True):
            made.append(_send_photo(job, file, photo))
    except (Unknown, Absent):
        sent = sum(file.size for file in files[: len(made) + 1])
        job.record(
            "upload-interrupted",
            lambda session: hidden_copy.note_interrupted(session, job, ours, sent=sent, at=0),
        )
        raise
    job.record("photos", lambda session: remote_objects.change(session, job.held, ours.id, parts=made))
    return tuple(made)


def _send_photo(job: Job, file: KeptFile, photo: dict[str, str | None]) -> str:
    return job.call("photo", lambda: job.publisher.page.create_photo(file, alt=photo["alt"]))


def on_page(job: Job, ours: RemoteObject, *, published: bool) -> list[str]:
    """Return the posts, public or hidden, that say what ours says, made since the intent, and are no other's."""
    listed = job.call("post-search", lambda: job.publisher.page.posts(limit=100))
    with job.publisher.store.read() as session:
        known = remote_objects.known_ids(session)
    since = ours.intent_at - CLOCKS_APART
    fresh = (one for one in listed if one.published is published and one.id not in known)
    ours_by_words = (one for one in fresh if one.created_at >= since and _says(job, one))
    return [one.id for one in ours_by_words if _shows(ours, one)]


def _says(job: Job, one: PostState) -> bool:
    ours = remote_objects.mark_of(job.post.message, job.post.feed_link)
    return ours in remote_objects.marks_of(one.message, one.link)


def _shows(ours: RemoteObject, one: PostState) -> bool:
    """Tell whether a post may have our photos: those it names are ours, or it names none."""
    return not one.photos or not ours.parts or set(one.photos) == set(ours.parts)


def _adopt(job: Job, ours: RemoteObject, post_id: str) -> None:
    def write(session: Session) -> None:
        remote_objects.move(session, ours.id, "stands", held=job.held, remote_id=post_id, looks=0)
        hidden_copy.staged(session, job, post_id)

    hidden_copy.record_made(job, "post-create", write, kind="feed_post", remote_id=post_id)
