"""Hand a staged post over to Facebook's own schedule, so that it goes out while this computer sleeps; and watch it.

Rules: `scheduled_publish_time` within what every surface takes (`facebook/content_limits.py`).
"""

from datetime import datetime, timedelta

from sqlmodel import Session

from schedules.consent import gates
from schedules.consent.rules import Closed
from schedules.database import posts, remote_objects
from schedules.facebook.content_limits import SCHEDULE_FURTHEST, SCHEDULE_NEAREST, whole_second
from schedules.facebook.errors import Refused
from schedules.model.publishing_rules import Campaign, Rules
from schedules.model.records import Post, RemoteObject
from schedules.model.remote_states import Intent
from schedules.model.states import State
from schedules.publishing.job import Job, Wait, reading

NEAREST = SCHEDULE_NEAREST + timedelta(minutes=1)  # our clock may be behind the Page's
MINUTE = timedelta(minutes=1)  # in which Facebook may count where it is told seconds
ASKED_AGAIN_S = (
    20,
    60,
    300,
)  # where the Page took a moment and does not show it; it may show the post all the same
FURTHEST = min(SCHEDULE_FURTHEST.values())


def to_look_at(session: Session, *, now: datetime, campaign: Campaign) -> list[Post]:
    """Return the staged posts that are to be handed over, moved, or taken back; pure reading, for every look."""
    if campaign.rules.scheduler == "facebook":
        staged = posts.posts(session, (State.STAGED,))
    else:
        staged = [posts.post(session, number) for number in remote_objects.on_schedule(session)]
    waiting = [post for post in staged if post.due_at and post.due_at > now]
    free = [post for post in waiting if post.next_try_at is None or post.next_try_at <= now]
    return [post for post in free if _has_work(session, post, now=now, campaign=campaign)]


def _has_work(session: Session, post: Post, *, now: datetime, campaign: Campaign) -> bool:
    ours = remote_objects.current(session, post.number)
    if ours is None or not ours.remote_id:
        return False
    if shut(session, post, now=now, campaign=campaign):
        return True
    return gates.pause(session) is None and _wanted(post, ours, now, campaign.rules)


def shut(session: Session, post: Post, *, now: datetime, campaign: Campaign) -> Closed | None:
    """Return the gate that has closed for a post that was handed over, or None: then it is to be taken back."""
    ours = remote_objects.current(session, post.number)
    if ours is None or ours.scheduled_at is None:
        return None
    instant = max(post.due_at or now, now)
    closed = gates.for_staged(session, post, instant=instant, campaign=campaign)
    return closed or gates.pause(session)


def not_possible(post: Post, ours: RemoteObject | None, now: datetime, rules: Rules) -> str | None:
    """Return why a staged post that the campaign wants handed over cannot be, as a code; None where it can or is."""
    if rules.scheduler != "facebook" or post.due_at is None or ours is None or ours.scheduled_at is not None:
        return None
    if post.photos:
        return "photos-not-handed-over"
    return "too-near-to-hand-over" if post.due_at - now < NEAREST else None


def task(job: Job) -> RemoteObject | None:
    """Return the staged post's hidden copy, if it is to be handed over now, or waits there for another moment."""
    with job.publisher.store.read() as session:
        ours = remote_objects.current(session, job.post.number)
        if gates.pause(session) or ours is None or not ours.remote_id:
            return None
    return ours if _wanted(job.post, ours, job.now, job.publisher.campaign.rules) else None


def step(job: Job, ours: RemoteObject) -> Wait | None:
    """Ask Facebook to show the staged post when it is due, and read that it will."""
    if job.post.due_at and job.post.due_at - job.now < NEAREST:
        return _take_back(job, ours)
    return _ask(job, ours, ours.remote_id or "")


def _wanted(post: Post, ours: RemoteObject, now: datetime, rules: Rules) -> bool:
    """Tell whether it is to be handed over, or waits there for another moment than the post's."""
    if post.due_at is None or post.photos or ours.intent is Intent.REFUSED:
        return False
    if ours.scheduled_at is None:
        return rules.scheduler == "facebook" and NEAREST <= post.due_at - now <= FURTHEST
    if post.due_at - now < NEAREST:  # too near to name: we show it, unless it would go out before
        return whole_second(ours.scheduled_at) < whole_second(post.due_at)
    return ours.intent is not Intent.SCHEDULED or whole_second(ours.scheduled_at) != whole_second(post.due_at)


def _take_back(job: Job, ours: RemoteObject) -> None:
    """It would go out before its new moment: the service deletes it, and it goes up anew."""

    def write(session: Session) -> None:
        remote_objects.move(session, ours.id, "given-up", held=job.held)
        job.move(session, "called-back", object=ours.remote_id)

    job.record("call-back", write)


def _ask(job: Job, ours: RemoteObject, remote_id: str) -> Wait | None:
    """From the intent on it may go out by itself; naming the moment again is harmless."""
    due = job.post.due_at
    assert due is not None
    job.record(
        "schedule-intent",
        lambda session: remote_objects.move(session, ours.id, "scheduling", held=job.held, scheduled_at=due),
    )
    try:
        job.call("schedule", lambda: job.publisher.page.schedule(remote_id, at=due))
    except Refused as error:
        return _refused(job, ours, error)
    read = reading(job.publisher.page, ours.kind)
    seen = job.call("schedule-read", lambda: read(remote_id))
    if seen.scheduled_at and abs(seen.scheduled_at - whole_second(due)) < MINUTE:
        return _stands(job, ours)
    return Wait(
        until=job.now + timedelta(seconds=ASKED_AGAIN_S[min(job.post.attempts, len(ASKED_AGAIN_S) - 1)])
    )


def _refused(job: Job, ours: RemoteObject, error: Refused) -> None:
    """Show it ourselves then; what an earlier asking, unanswered, may have brought about stays to be taken back."""
    before: remote_objects.Facts = {"scheduled_at": ours.scheduled_at}

    def write(session: Session) -> None:
        remote_objects.move(session, ours.id, "not-scheduled", held=job.held, **before)
        job.note(session, "not-handed-over", why=error.code, **error.params)

    job.record("schedule", write)


def _stands(job: Job, ours: RemoteObject) -> None:
    def write(session: Session) -> None:
        remote_objects.move(session, ours.id, "scheduled", held=job.held)
        job.note(session, "handed-over", object=ours.remote_id)

    job.record("schedule", write)
