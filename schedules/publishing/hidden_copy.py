"""What making a hidden copy shares among kinds: look again, start over, stand whole, and lose no id that was made."""

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import Session

from schedules.consent import earlier_trouble
from schedules.consent.rules import Closed
from schedules.database import claims, remote_objects
from schedules.facebook.answers import FilmTrouble, VideoState
from schedules.facebook.errors import BadContent, GraphError
from schedules.model.records import RemoteObject
from schedules.publishing import extras, facebook_schedule, upload_bounds
from schedules.publishing.job import Job, Wait

LOOKS = 6  # over some two minutes; then what nobody saw is given up and made anew, hidden
SOON, LONG_DUE = timedelta(minutes=1), timedelta(minutes=15)
QUICK_S = 5  # seconds at most between two looks at a film that is due


def look_again(job: Job, ours: RemoteObject) -> Wait | None:
    """Wait for what the Page may show later; after enough looks, give it up."""
    if ours.looks >= LOOKS:
        return start_over(job, ours)

    def write(session: Session) -> None:
        remote_objects.change(session, job.held, ours.id, looks=ours.looks + 1)
        job.note(session, "looked-in-vain", looks=ours.looks + 1)

    job.record("look", write)
    return job.patience(ours.looks)


def start_over(job: Job, ours: RemoteObject, cause: GraphError | None = None) -> Wait | None:
    """Give the hidden object up, for the sweep to find by id or, from its intent on, by its words; make another.

    `cause` is what the Page said. The first anew at once, each later one after a longer wait; after some the post rests
    in failed, for a person to look at.
    """
    given_up: remote_objects.Facts = {"intent_at": job.now} if ours.remote_id else {}
    why = {"why": cause.code, **cause.told} if cause else {}

    def write(session: Session) -> int | None:
        remote_objects.move(session, ours.id, "given-up", held=job.held, **given_up)
        job.note(session, "started-over", object=ours.remote_id, **why)
        session.flush()
        again = upload_bounds.starts_over(session, job.post.number)
        if not upload_bounds.is_over(session, job.post.number, again):
            return again
        _end(session, job, again)
        return None

    again = job.record("start-over", write)
    until = job.now + upload_bounds.wait(job.post, again, job.now) if again else job.now
    return Wait(until=until) if until > job.now else None


def _end(session: Session, job: Job, starts: int) -> None:
    """Rest in failed, with what the Page said last."""
    ended = Closed(code="upload-again-and-again", params={"starts": starts})
    ended = earlier_trouble.with_cause(session, job.post, ended, now=job.now)
    job.move(session, "failed", changes={"reason": ended.as_reason()}, why=ended.code, **ended.params)


def crowded(job: Job) -> Wait | None:
    """Return the wait of a film that would begin to go up while the Page takes none; None where it may begin."""
    with job.publisher.store.read() as session:
        until = upload_bounds.next_turn(session, job.now)
    return Wait(until=until) if until else None


def note_interrupted(session: Session, job: Job, ours: RemoteObject, *, sent: int, at: int) -> None:
    """Write how many bytes were sent before an upload broke off, and to which byte it came."""
    job.note(session, upload_bounds.INTERRUPTED, object=ours.remote_id, bytes=sent, at=at)


def unfit(seen: VideoState) -> BadContent:
    """Return what is wrong with a film that the Page took and does not like, with the Page's words."""
    trouble = seen.trouble or FilmTrouble(name="graph-film-failed")
    return BadContent(
        trouble.name, graph_code=trouble.graph_code, subcode=None, message=trouble.said, said=""
    )


def processed(job: Job) -> Wait:
    """Wait for the Page to process a film: ever longer, but for seconds only where it is due."""
    waiting = job.patience(job.post.attempts)
    soon = job.post.due_at is None or -LONG_DUE < job.post.due_at - job.now <= SOON
    quick = job.now + timedelta(seconds=QUICK_S)
    return Wait(until=min(waiting.until, quick)) if soon and waiting.until else waiting


def stands(job: Job, ours: RemoteObject) -> None:
    """Move on: the hidden copy stands whole (perhaps since before the post was held), and its extras may follow."""

    def write(session: Session) -> None:
        remote_objects.move(session, ours.id, "stands", held=job.held, looks=0)
        staged(session, job, ours.remote_id or "")

    job.record("staged", write)


def staged(session: Session, job: Job, remote_id: str) -> None:
    """Write that the copy `remote_id` stands, and what is to come with it."""
    job.move(session, "staged", object=remote_id)
    extras.want_beside(session, job, remote_id)
    rules, ours = job.publisher.campaign.rules, remote_objects.current(session, job.post.number)
    if why := facebook_schedule.not_possible(job.post, ours, job.now, rules):
        job.note(session, "not-handed-over", why=why)


def record_made(job: Job, name: str, write: Callable[[Session], None], *, kind: str, remote_id: str) -> None:
    """Record what was made; where the post is ours no longer, keep at least the id, for the sweep."""
    try:
        job.record(name, write)
    except claims.ClaimLost:
        keep_orphan(job, kind, remote_id)
        raise


def keep_orphan(job: Job, kind: str, remote_id: str) -> None:
    """Keep the id of a hidden thing that no post needs."""
    job.record(
        "orphan",
        lambda session: remote_objects.orphan(
            session,
            job.post.number,
            now=job.now,
            fence=job.held.fence,
            kind=kind,
            remote_id=remote_id,
            page=job.publisher.ref.page,
        ),
    )
