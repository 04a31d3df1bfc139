"""Put a post on the Page hidden and whole: a film in chunks, a text or link as an unpublished post.

Each function is one step: it makes one call and records its answer, so that a crash between any two lines is an
ordinary start. None asks to go on at once; Wait says when to look again.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from schedules import ledger, moves, remote
from schedules.records import RemoteObject
from schedules.verdicts import Absent, BadContent, WrongOffset
from schedules.work import Job, Step, Wait

LOOKS = 6  # over some two minutes; then what nobody saw is given up and made anew, hidden
CLOCKS_APART = timedelta(minutes=5)
FIRST_WINDOW = 1 << 20  # bytes; what Graph proposes first, and its answers may widen it
NOTED = 128 << 20  # bytes between notes of how far an upload got; each is a commit that the film waits for
NOTED_EVERY = timedelta(seconds=20)  # at least so often: a note renews our hold on the post


def step(job: Job) -> Wait | None:
    """Take the next step towards a whole hidden copy of the post."""
    kind = "video" if job.post.kind == "video" else "feed_post"
    with job.publisher.store.read() as session:
        ours = remote.current(session, job.post.number)
    if ours is None:
        return STEPS[kind, "fresh"](job, _intend(job, kind))
    return STEPS[kind, ours.state](job, ours)


def _intend(job: Job, kind: str) -> RemoteObject:
    ref = job.publisher.ref
    values: dict[str, Any] = {"kind": kind, "page_id": ref.id, "graph_url": ref.graph_url}
    if kind == "video":
        values["size"] = _film(job).stat().st_size
    else:
        values["mark"] = remote.mark_of(job.post.message, _feed_link(job))
    return job.record("intent", lambda session: remote.intend(session, job.held, now=job.now, **values))


def _film(job: Job) -> Path:
    with job.publisher.store.read() as session:
        assert job.post.rendition_id is not None
        path = job.publisher.folder / ledger.rendition(session, job.post.rendition_id).path
    if not path.is_file():
        raise BadContent("rendition-missing", number=job.post.number)
    return path


def _start_film(job: Job, ours: RemoteObject) -> None:
    """Open an upload session: repeated after a crash it leaves an empty session nobody sees, never a film."""
    upload = job.call("video-start", lambda: job.publisher.page.start_video(size=ours.size or 0))

    def write(session: Session) -> None:
        made = {"remote_id": upload.video_id, "session_id": upload.session_id}
        remote.change(session, job.held, ours.id, state="started", **made)
        job.note(session, "upload-started", object=upload.video_id, bytes=ours.size)

    _record_made(job, "video-start", write, kind="video", remote_id=upload.video_id)


def _send_film(job: Job, ours: RemoteObject) -> Wait | None:
    """Send the rest of the bytes; then finish, still hidden.

    How far it got is noted every `NOTED` bytes or `NOTED_EVERY`: after a crash the Page corrects a note that is behind.
    """
    assert ours.size is not None
    path = _film(job)
    if path.stat().st_size != ours.size:
        return _start_over(job, ours)
    start, end = ours.offset, ours.offset + FIRST_WINDOW
    noted, noted_at = start, job.now
    for _ in range(2 * (ours.size // FIRST_WINDOW) + 20):  # with corrections; a Page cannot keep us for ever
        if start >= ours.size:
            return _finish_film(job, ours)
        if job.publisher.stopping():
            return Wait()
        start, end = _send_chunk(job, ours, path, start, min(end, ours.size))
        if start >= ours.size or abs(start - noted) >= NOTED or job.now - noted_at >= NOTED_EVERY:
            _note_offset(job, ours, start)
            noted, noted_at = start, job.now
    return _start_over(job, ours)


def _send_chunk(job: Job, ours: RemoteObject, path: Path, start: int, end: int) -> tuple[int, int]:
    """Send bytes [start, end) and return the next window: Graph's answer or correction, never an empty one."""
    page = job.publisher.page
    try:
        start, end = job.call(
            "transfer", lambda: page.transfer(ours.session_id or "", path, start=start, end=end)
        )
    except WrongOffset as wanted:
        start, end = wanted.start, wanted.end
    except Absent:  # the session is gone
        _start_over(job, ours)
        raise
    return start, end if end > start else start + FIRST_WINDOW


def _note_offset(job: Job, ours: RemoteObject, offset: int) -> None:
    def write(session: Session) -> None:
        moves.renew(session, job.held, now=job.now)
        remote.change(session, job.held, ours.id, offset=offset)

    job.record("transfer", write)


def _finish_film(job: Job, ours: RemoteObject) -> Wait | None:
    """Close the session once: whether a second finish is harmless is unknown, so an unanswered one is looked up."""
    if ours.intent == "finish":
        return _look_for_film(job, ours)
    job.record("finish-intent", lambda session: remote.change(session, job.held, ours.id, intent="finish"))
    page, session_id, said = job.publisher.page, ours.session_id or "", job.post.message
    job.call(
        "video-finish", lambda: page.finish_video(session_id, description=said, title=None, mark=ours.mark)
    )
    job.record(
        "video-finish", lambda session: remote.change(session, job.held, ours.id, state="whole", looks=0)
    )
    return None


def _look_for_film(job: Job, ours: RemoteObject) -> Wait | None:
    """Read the known video: whole, still at work, refused, or never finished."""
    try:
        seen = job.call("video-read", lambda: job.publisher.page.read_video(ours.remote_id or ""))
    except Absent:
        return _look_again(job, ours)
    if seen.phase == "ready":
        return _staged(job, ours)
    if seen.phase == "error":
        raise BadContent("graph-film-refused", graph_code=None, subcode=None, message="")
    if seen.phase == "uploading":
        return _look_again(job, ours)
    return Wait(until=job.now + timedelta(seconds=1))


def _look_again(job: Job, ours: RemoteObject) -> Wait | None:
    if ours.looks >= LOOKS:
        return _start_over(job, ours)

    def write(session: Session) -> None:
        remote.change(session, job.held, ours.id, looks=ours.looks + 1)
        job.note(session, "looked-in-vain", looks=ours.looks + 1)

    job.record("look", write)
    return job.patience(ours.looks)


def _start_over(job: Job, ours: RemoteObject) -> None:
    """Give the hidden object up, for the sweep to find by id or, from its intent on, by its words; make another."""
    given_up = {"intent_at": job.now} if ours.remote_id else {}

    def write(session: Session) -> None:
        remote.change(session, job.held, ours.id, state="abandoned", **given_up)
        job.note(session, "started-over", object=ours.remote_id)

    job.record("start-over", write)


def _create_post(job: Job, ours: RemoteObject) -> None:
    page, said, link = job.publisher.page, job.post.message, _feed_link(job)
    _adopt(job, ours, job.call("post-create", lambda: page.create_post(message=said, link=link)))


def _look_for_post(job: Job, ours: RemoteObject) -> Wait | None:
    """An earlier attempt may have made the post: search the Page for it before making another."""
    found = _ours_on_page(job, ours)
    if not found:
        return _look_again(job, ours)
    for spare in found[1:]:
        job.record("orphan", _keeping_orphan(job, "feed_post", spare))
    return _adopt(job, ours, found[0])


def _ours_on_page(job: Job, ours: RemoteObject) -> list[str]:
    """Return the hidden posts with our words and link, made since the intent, whose ids belong to no other post."""
    listed = job.call("post-search", lambda: job.publisher.page.posts(limit=100))
    with job.publisher.store.read() as session:
        known = remote.known_ids(session)
    since, said = ours.intent_at - CLOCKS_APART, (job.post.message, _feed_link(job))
    hidden = (one for one in listed if not one.published and one.id not in known)
    return [one.id for one in hidden if one.created_at >= since and (one.message or "", one.link) == said]


def _adopt(job: Job, ours: RemoteObject, post_id: str) -> None:
    def write(session: Session) -> None:
        remote.change(session, job.held, ours.id, state="ready", remote_id=post_id, looks=0)
        job.move(session, "staged", object=post_id)

    _record_made(job, "post-create", write, kind="feed_post", remote_id=post_id)


def _feed_link(job: Job) -> str | None:
    return job.post.link if job.post.kind == "link" else None


def _staged(job: Job, ours: RemoteObject) -> None:
    """The hidden copy stands whole (perhaps since before the post was held): nothing is sent again."""

    def write(session: Session) -> None:
        remote.change(session, job.held, ours.id, state="ready", looks=0)
        job.move(session, "staged", object=ours.remote_id)

    job.record("staged", write)


def _record_made(job: Job, name: str, write: Callable[[Session], None], *, kind: str, remote_id: str) -> None:
    """Record what was made; where the post is ours no longer, keep at least the id, for the sweep."""
    try:
        job.record(name, write)
    except moves.ClaimLost:
        job.record("orphan", _keeping_orphan(job, kind, remote_id))
        raise


def _keeping_orphan(job: Job, kind: str, remote_id: str) -> Callable[[Session], None]:
    ref, number, fence = job.publisher.ref, job.post.number, job.held.fence
    made = {"kind": kind, "remote_id": remote_id, "page_id": ref.id, "graph_url": ref.graph_url}
    return lambda session: remote.orphan(session, number, now=job.now, fence=fence, **made)


# "fresh": intended by this very step, so that nothing can have been made yet.
STEPS: dict[tuple[str, str], Step] = {
    ("video", "fresh"): _start_film,
    ("video", "intended"): _start_film,
    ("video", "started"): _send_film,
    ("video", "whole"): _look_for_film,
    ("video", "ready"): _staged,
    ("feed_post", "fresh"): _create_post,
    ("feed_post", "intended"): _look_for_post,
    ("feed_post", "ready"): _staged,
}
