"""A reel's hidden copy: opened, sent in one body that resumes at the byte the Page has, closed as a draft, processed.

The address for its bytes is signed, so it stays in memory: after a crash another reel is opened; nobody saw the first.
Rules: Reels Publishing API (guide of 2026-07-30).
"""

from sqlmodel import Session

from media.kept_files import KeptFile
from schedules.database import remote_objects
from schedules.facebook.answers import VideoState
from schedules.facebook.errors import Absent, Unknown
from schedules.model.records import RemoteObject
from schedules.model.remote_states import Intent, RemoteState
from schedules.publishing import hidden_copy, sent_files
from schedules.publishing.job import Job, Wait

RESUMED = 5  # times a body may break off before the whole is tried again later
IN_VAIN = 1  # and times that the Page may have hardly more of it than before: less than ...
LEAST_SHARE, LEAST_MORE = 8, 1 << 20  # ... one part in so many of the rest, if that is not so many bytes


def start(job: Job, ours: RemoteObject) -> Wait | None:
    """Open a reel, keep its id, and send its film."""
    if waiting := hidden_copy.crowded(job):
        return waiting
    reel = job.call("reel-start", job.publisher.page.start_reel)

    def write(session: Session) -> None:
        remote_objects.move(session, ours.id, "opened", held=job.held, remote_id=reel.video_id)
        job.note(session, "upload-started", object=reel.video_id, bytes=ours.size)

    hidden_copy.record_made(job, "reel-start", write, kind="reel", remote_id=reel.video_id)
    _send(job, reel.video_id, reel.upload_url, sent_files.film(job), ours.size or 0)
    return _finish(job, ours, reel.video_id)


def go_on(job: Job, ours: RemoteObject) -> Wait | None:
    """Take up what another run left: a reel whose film arrived whole is closed, another is opened for the rest."""
    if ours.intent is Intent.FINISH:
        return look(job, ours)
    try:
        seen = _read(job, ours.remote_id or "")
    except Absent:
        return hidden_copy.look_again(job, ours)
    if seen.bytes_received == ours.size:
        return _finish(job, ours, ours.remote_id or "")
    return hidden_copy.start_over(job, ours)


def look(job: Job, ours: RemoteObject) -> Wait | None:
    """Read the known reel: a whole draft, still at work, refused, or never closed."""
    try:
        seen = _read(job, ours.remote_id or "")
    except Absent:
        return hidden_copy.look_again(job, ours)
    if seen.phase == "error":
        raise hidden_copy.unfit(seen)
    if seen.phase == "ready":
        return hidden_copy.stands(job, ours)
    if ours.state is not RemoteState.WHOLE:  # whether it was closed, nothing says while it is processed
        return hidden_copy.look_again(job, ours)
    return hidden_copy.processed(job)


def _read(job: Job, video_id: str) -> VideoState:
    return job.call("reel-state", lambda: job.publisher.page.read_video(video_id))


def _send(job: Job, video_id: str, upload_url: str, film: KeptFile, size: int) -> None:
    """Send the film; where the answer is lost, go on at the byte that the Page has, as long as it has ever more."""
    page, offset, vain = job.publisher.page, 0, 0
    for broken in range(RESUMED):
        try:
            return job.call("reel-send", lambda at=offset: page.send_reel(upload_url, film, at))  # type: ignore[misc]
        except Unknown:
            if broken == RESUMED - 1 or vain == IN_VAIN:
                raise
        there = _read(job, video_id).bytes_received or 0
        if there == size:
            return None
        vain += not offset < there < size or there - offset < min((size - offset) // LEAST_SHARE, LEAST_MORE)
        offset = there if 0 <= there < size else 0
    return None


def _finish(job: Job, ours: RemoteObject, video_id: str) -> None:
    """Close the reel as a draft, once: an unanswered closing is looked up."""
    job.record(
        "finish-intent", lambda session: remote_objects.move(session, ours.id, "closing", held=job.held)
    )
    page, said = job.publisher.page, job.post.message
    job.call("reel-finish", lambda: page.finish_reel(video_id, description=said, published=False))
    job.record(
        "reel-finish",
        lambda session: remote_objects.move(session, ours.id, "closed", held=job.held, looks=0),
    )
