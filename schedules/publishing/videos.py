"""A film's hidden copy: an upload with an id before a byte moves, sent in windows, closed unpublished, processed."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from media.kept_files import KeptFile
from schedules.database import claims, remote_objects
from schedules.facebook import uploads
from schedules.facebook.errors import Absent, GraphError, NotSent, TryLater, Unknown, WrongOffset
from schedules.model.records import RemoteObject
from schedules.model.remote_states import Intent
from schedules.publishing import hidden_copy, sent_files, upload_bounds
from schedules.publishing.job import Job, Wait
from schedules.publishing.upload_bounds import Spent

NOTED = 128 << 20  # bytes between notes of how far an upload got; each is a commit that the film waits for
LEAST_SHARE = 8  # of what was sent, a Page that is not misled takes at least one part in so many
NOTED_EVERY = timedelta(seconds=20)  # at least so often: a note renews our hold on the post


def start(job: Job, ours: RemoteObject) -> Wait | None:
    """Open an upload session: repeated after a crash it leaves an empty session nobody sees, never a film."""
    if waiting := hidden_copy.crowded(job):
        return waiting
    upload = job.call("video-start", lambda: job.publisher.page.start_video(size=ours.size or 0))

    def write(session: Session) -> None:
        made: remote_objects.Facts = {"remote_id": upload.video_id, "session_id": upload.session_id}
        remote_objects.move(session, ours.id, "opened", held=job.held, **made)
        job.note(session, "upload-started", object=upload.video_id, bytes=ours.size)

    hidden_copy.record_made(job, "video-start", write, kind="video", remote_id=upload.video_id)
    return None


def send(job: Job, ours: RemoteObject) -> Wait | None:
    """Send the rest of the bytes; then finish, still hidden.

    How far it got is noted every `NOTED` bytes or `NOTED_EVERY`: after a crash the Page corrects a note that is behind.
    A Page that wants more than `upload_bounds` allow, or what no film has, is asked for another upload.
    """
    assert ours.size is not None
    film = sent_files.film(job)
    if film.size != ours.size:
        return hidden_copy.start_over(job, ours)
    with job.publisher.store.read() as session:
        upload = _Upload(
            film=film, ours=ours, size=ours.size, spent=upload_bounds.spent(session, job.post.number)
        )
    try:
        stopped = _send_rest(job, upload)
    except Absent as gone:  # the session
        return hidden_copy.start_over(job, ours, gone)
    except _SenselessAnswer:
        told = upload.said.told if upload.said else {}
        return hidden_copy.start_over(job, ours, Unknown(upload_bounds.SENSELESS, **told))
    except GraphError:
        _note_interrupted(job, upload)
        raise
    return stopped or _finish(job, ours)


class _SenselessAnswer(Exception):
    """The Page wants bytes that there are not, or more of them than any film needs."""


@dataclass(kw_only=True)
class _Upload:
    """An upload as it goes: `spent` before we took it up, bytes `sent` since; the next window is [start, end).

    `vain` counts the windows in a row that led nowhere, `said` is the Page's last correction.
    """

    film: KeptFile
    ours: RemoteObject
    size: int
    spent: Spent
    sent: int = 0
    start: int = 0
    end: int = 0
    vain: int = 0
    said: WrongOffset | None = None

    def __post_init__(self) -> None:
        self.start, self.end = self.ours.offset, self.ours.offset + uploads.FIRST_WINDOW

    def go_on(self, start: int, end: int, *, sent: int, most: int) -> None:
        """Take the window that the Page wants next; one that begins after `most`, or is none, makes no sense.

        Nor do some in a row by which it has hardly more than before.
        """
        self.vain = 0 if LEAST_SHARE * (start - self.start) >= sent else self.vain + 1
        if not 0 <= start <= most or self.vain >= upload_bounds.MISLED:
            raise _SenselessAnswer
        self.start, self.end = start, end if end > start else start + uploads.FIRST_WINDOW


def _send_rest(job: Job, upload: _Upload) -> Wait | None:
    """Send what is left; None: all of it is there."""
    noted, noted_at = upload.start, job.now
    rounds = 2 * (upload.size // uploads.FIRST_WINDOW) + 20  # with corrections
    for _ in range(rounds):
        if upload.start >= upload.size:
            return None
        if upload.spent.is_enough(upload.size, upload.sent):
            raise _SenselessAnswer
        if job.publisher.stopping():
            return Wait()
        _send_chunk(job, upload)
        here = upload.start
        if here >= upload.size or abs(here - noted) >= NOTED or job.now - noted_at >= NOTED_EVERY:
            _note_offset(job, upload.ours, here)
            noted, noted_at = here, job.now
    raise _SenselessAnswer


def _send_chunk(job: Job, upload: _Upload) -> None:
    """Send the bytes of the window, and take the next one: Graph's answer or correction, never an empty one."""
    page, start, end = job.publisher.page, upload.start, min(upload.end, upload.size)
    upload.sent += end - start
    try:
        wanted = job.call(
            "transfer", lambda: page.transfer(upload.ours.session_id or "", upload.film, start=start, end=end)
        )
    except WrongOffset as other:
        upload.said = other
        return upload.go_on(other.start, other.end, sent=end - start, most=upload.size)
    except (NotSent, TryLater):
        upload.sent -= end - start
        raise
    return upload.go_on(*wanted, sent=end - start, most=end)


def _note_interrupted(job: Job, upload: _Upload) -> None:
    """Keep what a broken upload has cost, and how far it got."""

    def write(session: Session) -> None:
        remote_objects.change(session, job.held, upload.ours.id, offset=upload.start)
        hidden_copy.note_interrupted(session, job, upload.ours, sent=upload.sent, at=upload.start)

    if upload.sent:
        job.record("upload-interrupted", write)


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
        raise hidden_copy.unfit(seen)
    if seen.phase == "uploading":
        return hidden_copy.look_again(job, ours)
    return hidden_copy.processed(job)
