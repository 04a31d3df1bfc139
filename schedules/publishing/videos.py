"""A film's hidden copy: an upload with an id before a byte moves, sent in windows, closed unpublished, processed."""

from datetime import timedelta

from sqlmodel import Session

from media.kept_files import KeptFile
from schedules.database import claims, remote_objects
from schedules.facebook import uploads
from schedules.facebook.errors import Absent, BadContent, WrongOffset
from schedules.model.records import RemoteObject
from schedules.model.remote_states import Intent
from schedules.publishing import hidden_copy, sent_files
from schedules.publishing.job import Job, Wait

NOTED = 128 << 20  # bytes between notes of how far an upload got; each is a commit that the film waits for
NOTED_EVERY = timedelta(seconds=20)  # at least so often: a note renews our hold on the post


def start(job: Job, ours: RemoteObject) -> None:
    """Open an upload session: repeated after a crash it leaves an empty session nobody sees, never a film."""
    upload = job.call("video-start", lambda: job.publisher.page.start_video(size=ours.size or 0))

    def write(session: Session) -> None:
        made: remote_objects.Facts = {"remote_id": upload.video_id, "session_id": upload.session_id}
        remote_objects.move(session, ours.id, "opened", held=job.held, **made)
        job.note(session, "upload-started", object=upload.video_id, bytes=ours.size)

    hidden_copy.record_made(job, "video-start", write, kind="video", remote_id=upload.video_id)


def send(job: Job, ours: RemoteObject) -> Wait | None:
    """Send the rest of the bytes; then finish, still hidden.

    How far it got is noted every `NOTED` bytes or `NOTED_EVERY`: after a crash the Page corrects a note that is behind.
    """
    assert ours.size is not None
    film = sent_files.film(job)
    if film.size != ours.size:
        return hidden_copy.start_over(job, ours)
    start, end = ours.offset, ours.offset + uploads.FIRST_WINDOW
    noted, noted_at = start, job.now
    for _ in range(
        2 * (ours.size // uploads.FIRST_WINDOW) + 20
    ):  # with corrections; a Page cannot keep us for ever
        if start >= ours.size:
            return _finish(job, ours)
        if job.publisher.stopping():
            return Wait()
        start, end = _send_chunk(job, ours, film, start, min(end, ours.size))
        if start >= ours.size or abs(start - noted) >= NOTED or job.now - noted_at >= NOTED_EVERY:
            _note_offset(job, ours, start)
            noted, noted_at = start, job.now
    return hidden_copy.start_over(job, ours)


def _send_chunk(job: Job, ours: RemoteObject, film: KeptFile, start: int, end: int) -> tuple[int, int]:
    """Send bytes [start, end) and return the next window: Graph's answer or correction, never an empty one."""
    page = job.publisher.page
    try:
        start, end = job.call(
            "transfer", lambda: page.transfer(ours.session_id or "", film, start=start, end=end)
        )
    except WrongOffset as wanted:
        start, end = wanted.start, wanted.end
    except Absent:  # the session is gone
        hidden_copy.start_over(job, ours)
        raise
    return start, end if end > start else start + uploads.FIRST_WINDOW


def _note_offset(job: Job, ours: RemoteObject, offset: int) -> None:
    def write(session: Session) -> None:
        claims.renew(session, job.held, now=job.now)
        remote_objects.change(session, job.held, ours.id, offset=offset)

    job.record("transfer", write)


def _finish(job: Job, ours: RemoteObject) -> Wait | None:
    """Close the session once: whether a second finish is harmless is unknown, so an unanswered one is looked up."""
    if ours.intent is Intent.FINISH:
        return look(job, ours)
    job.record(
        "finish-intent", lambda session: remote_objects.move(session, ours.id, "closing", held=job.held)
    )
    page, session_id, said = job.publisher.page, ours.session_id or "", job.post.message
    job.call(
        "video-finish", lambda: page.finish_video(session_id, description=said, title=None, mark=ours.mark)
    )
    job.record(
        "video-finish",
        lambda session: remote_objects.move(session, ours.id, "closed", held=job.held, looks=0),
    )
    return None


def look(job: Job, ours: RemoteObject) -> Wait | None:
    """Read the known video: whole, still at work, refused, or never finished."""
    try:
        seen = job.call("video-read", lambda: job.publisher.page.read_video(ours.remote_id or ""))
    except Absent:
        return hidden_copy.look_again(job, ours)
    if seen.phase == "ready":
        return hidden_copy.stands(job, ours)
    if seen.phase == "error":
        raise BadContent("graph-film-refused", graph_code=None, subcode=None, message="")
    if seen.phase == "uploading":
        return hidden_copy.look_again(job, ours)
    return hidden_copy.processed(job)
