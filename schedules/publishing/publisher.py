"""One post to the Page, one step at a time: stage it hidden, reveal it when due, believe only what the Page says."""

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import Session

from media.kept_files import FileChanged
from schedules.consent import changed_files, earlier_trouble, gates, named_people
from schedules.consent.changed_files import UNLIKE
from schedules.consent.rules import Closed
from schedules.database import claims, posts, remote_objects
from schedules.database.claims import ClaimLost
from schedules.facebook.answers import VideoState
from schedules.facebook.errors import (
    Absent,
    Forbidden,
    GraphError,
    NotSent,
    Refused,
    TryLater,
    Unauthorized,
    Unknown,
    WrongOffset,
)
from schedules.model.campaign_paths import AstrayPath
from schedules.model.records import RemoteObject
from schedules.model.remote_states import Event, Intent
from schedules.model.states import State
from schedules.publishing import (
    extras,
    facebook_schedule,
    hidden_copy,
    kinds,
    public_at_once,
    upload_bounds,
)
from schedules.publishing.job import Job, Publisher, Wait, reading

REVEALS = 6  # times a readable Page may answer "still hidden" before a person is asked ...
TRIES = 6  # ... and times it may not answer before we are in doubt,
DOUBT_AFTER = timedelta(minutes=15)  # both for so long: what we see may lag behind what people see
PERMISSION = "graph-forbidden"  # the code of what may be of one post or of all
AFTER_TROUBLE = ("late", "upload-never-ends")  # gates that close for what went wrong before
GATED_FOR = timedelta(seconds=5)  # a reveal that comes later than this after its gates passes them again


class RulesChanged(Exception):
    """The settings are others than those by which the post was to pass its gates; nothing was written."""


def work(publisher: Publisher, number: int, *, by: str) -> None:
    """Claim post `number` and take steps until it has to wait, rests, or is somebody else's.

    Raises Unauthorized or Forbidden when the Page will take nothing from us until a person acts; the post stays
    where it stood.
    """
    held = claims.claim(publisher.store, number, by=by, now=publisher.clock())
    if held is None:
        return
    with publisher.store.read() as session:
        job = Job(publisher=publisher, held=held, post=posts.post(session, number))
    try:
        while job.post.state in STEPS:
            waiting = _step(job)
            if waiting is not None:
                return _let_go(job, waiting)
            job = job.afresh()
        _let_go(job, Wait())
    except ClaimLost:
        return


def _step(job: Job) -> Wait | None:
    """Take one step; sort what the Page answered into back-off, failure, or a stop for everybody."""
    publisher = job.publisher
    asked_before = (
        job.post.state is State.PUBLISHING
    )  # the Page was asked to show it: what came of it is read
    if publisher.stopping() or not (asked_before or publisher.rules_stand()):
        return Wait()
    try:
        return STEPS[job.post.state](job)
    except (Unauthorized, Forbidden) as error:
        return _stop(job, error)
    except RulesChanged:
        return Wait()
    except UNLIKE as error:
        return _hold_unlike(job, error)
    except Refused as error:
        return _fail(job, error.code, **error.params)
    except TryLater as error:
        return _back_off(job, error, timedelta(seconds=error.after_s))
    except (NotSent, Unknown, Absent) as error:
        return _back_off(job, error, timedelta(0))
    except WrongOffset as error:  # where nobody sends bytes
        return _back_off(job, Unknown(upload_bounds.SENSELESS, **error.told), timedelta(0))


def _stop(job: Job, error: Unauthorized | Forbidden) -> None:
    """Stop for everybody, with a note why; but a permission that others do not lack is a matter of this post alone."""
    with job.publisher.store.read() as session:
        alone = error.code == PERMISSION and earlier_trouble.others_went_on(
            session, job.post.number, error.code
        )
    if alone:
        return _fail(job, error.code, **error.params)
    if error.code == PERMISSION:
        job.record(
            "back-off",
            lambda session: job.note(session, "try-later", why=error.code, seconds=0, **error.told),
        )
    _let_go(job, Wait())
    raise error


def _back_off(job: Job, error: GraphError, at_least: timedelta) -> Wait:
    until = job.patience(job.post.attempts).until
    assert until is not None
    until = max(until, job.now + at_least)
    seconds = round((until - job.now).total_seconds())
    job.record(
        "back-off",
        lambda session: job.note(session, "try-later", why=error.code, seconds=seconds, **error.told),
    )
    return Wait(until=until)


def _fail(job: Job, code: str, **params: object) -> None:
    """Rest in failed, its hidden copy given up: a retry starts clean."""
    reason = {"code": code, "params": params}

    def write(session: Session) -> None:
        job.move(session, "failed", changes={"reason": reason}, why=code, **params)
        remote_objects.give_up(session, job.post.number)

    job.record("failed", write)


def _let_go(job: Job, waiting: Wait) -> None:
    """Give the post back; whatever else waits, a staged post is taken up again in its second."""
    until, post = waiting.until, job.post
    if until and post.state is State.STAGED and post.due_at:
        until = min(until, max(post.due_at, job.now))
    job.record("let-go", lambda session: claims.let_go(session, job.held, next_try_at=until))


def _begin(job: Job) -> Wait | None:
    """approved: pass the gates, then go up hidden; every file is still what was taken in."""
    with job.publisher.store.read() as session:
        shut = changed_files.shut(session, job.post, job.publisher.campaign)
    if shut:
        return _hold(job, shut)
    changes = {**job.publisher.ref.as_changes(), "reason": None}
    return _through(job, _open_for_staging, "staging", changes)


def _stage(job: Job) -> Wait | None:
    """uploading: one step nearer to a whole hidden copy, unless it has become too late meanwhile."""
    shut = gates.lateness(job.post, now=job.now, rules=job.publisher.campaign.rules)
    if shut is None and upload_bounds.tried_enough(job.post, job.now):
        shut = Closed(code="upload-never-ends", params={"tries": job.post.attempts})
    if shut:
        return _hold(job, shut)
    with job.publisher.store.read() as session:
        ours = remote_objects.current(session, job.post.number)
        spent = upload_bounds.spent(session, job.post.number)
    if ours and spent.is_enough(ours.size or upload_bounds.PHOTOS):
        return hidden_copy.start_over(job, ours)
    return kinds.step(job)


def _reveal_when_due(job: Job) -> Wait | None:
    """staged: at the due second, pass the gates in the very transaction that starts the reveal.

    Before, bring what comes with it, and hand it over to Facebook's schedule where the campaign wishes.
    """
    if job.post.due_at is None or job.post.due_at > job.now:
        return _while_staged(job)
    return _through(job, _open_for_reveal, "revealing", {})


def _while_staged(job: Job) -> Wait | None:
    publisher, post, now = job.publisher, job.post, job.now
    with publisher.store.read() as session:
        shut = facebook_schedule.shut(session, post, now=now, campaign=publisher.campaign)
    if shut:
        return _hold(job, shut)
    ours = facebook_schedule.task(job)
    return facebook_schedule.step(job, ours) if ours else extras.step(job)


def _open_for_staging(session: Session, job: Job) -> Closed | None:
    publisher, post, now = job.publisher, job.post, job.now
    instant = max(post.due_at or now, now)
    return gates.for_work(session, post, instant=instant, campaign=publisher.campaign) or gates.lateness(
        post, now=now, rules=publisher.campaign.rules
    )


def _open_for_reveal(session: Session, job: Job) -> Closed | None:
    """Ask every gate; but what Facebook was to show by itself is not late because we slept."""
    publisher, post = job.publisher, job.post
    shut = gates.for_reveal(session, post, now=job.now, campaign=publisher.campaign)
    ours = remote_objects.current(session, post.number)
    handed = post.state is State.STAGED and ours is not None and ours.scheduled_at is not None
    return None if shut and shut.code == "late" and handed else shut


def _through(
    job: Job, gate: Callable[[Session, Job], Closed | None], event: str, changes: dict[str, object]
) -> None:
    """Ask the gate and move on, or hold, all in one transaction."""

    def write(session: Session) -> None:
        if not job.publisher.rules_stand():
            raise RulesChanged
        shut = gate(session, job)
        if shut:
            return _keep_back(session, job, shut)
        job.move(session, event, changes=changes)
        ours = remote_objects.current(session, job.post.number)
        if ours and event == "revealing":
            asked: Event = (
                "reading" if ours.scheduled_at else "revealing"
            )  # Facebook may have shown it by itself
            remote_objects.move(
                session, ours.id, asked, held=job.held, intent_at=job.now, looks=0, fence=job.held.fence
            )

    job.record(event, write)


def _hold(job: Job, shut: Closed, event: str = "held") -> None:
    job.record("held", lambda session: _keep_back(session, job, shut, event))


def _hold_unlike(job: Job, error: FileChanged | AstrayPath) -> None:
    """Rest in held because a file is another; nothing that was begun with it is gone on with."""

    def write(session: Session) -> None:
        shut = changed_files.closed(session, job.post, error)
        _keep_back(session, job, shut)
        if job.post.state is State.UPLOADING:
            remote_objects.give_up(session, job.post.number)

    job.record("held", write)


def _keep_back(session: Session, job: Job, shut: Closed, event: str = "held") -> None:
    """Rest in held; a film whose letters name somebody wrongly is given up, so that it is made and sent anew.

    So is one whose file was exchanged, but what went up of it before stays.
    """
    if shut.code in AFTER_TROUBLE:
        shut = earlier_trouble.with_cause(session, job.post, shut, now=job.now)
    changes: dict[str, object] = {"reason": shut.as_reason()}
    worthless = shut.code == named_people.IN_FILM
    changes |= {"rendition_id": None} if worthless or shut.code == "changed-rendition" else {}
    job.move(session, event, changes=changes, why=shut.code, **shut.params)
    if worthless:
        remote_objects.give_up(session, job.post.number)


def _publish(job: Job) -> Wait | None:
    """publishing: ask the Page to show it (safe to repeat), then read back; only the reading counts."""
    with job.publisher.store.read() as session:
        ours = remote_objects.current(session, job.post.number)
    assert ours is not None
    if ours.intent is not Intent.REVEAL and ours.remote_id:
        return _read_back(job, ours, ours.remote_id, None)
    if ours.intent is Intent.REVEAL and job.now - ours.intent_at > GATED_FOR:
        if not job.publisher.rules_stand():
            raise RulesChanged
        with job.publisher.store.read() as session:
            shut = _open_for_reveal(session, job)
        if shut and ours.remote_id is None:  # certainly not out
            return _hold(job, shut, event="put-off")
        if shut and ours.remote_id:
            return _read_back(job, ours, ours.remote_id, shut)
    return _reveal(job, ours, ours.remote_id) if ours.remote_id else public_at_once.show(job, ours)


def _reveal(job: Job, ours: RemoteObject, remote_id: str) -> None:
    act = _showing(job, ours)
    try:
        job.call("reveal", lambda: act(remote_id))
    except Unknown:  # it may have worked: the reading will tell, and asking again by id is harmless
        job.record("reveal-unknown", lambda session: job.note(session, "reveal-unanswered", object=remote_id))
    except (
        Refused
    ):  # for certain; but what was asked before, unanswered, may work yet: then only reading tells
        if _is_first_asking(job, ours) and ours.kind != "reel":
            raise
    except Absent:  # mere lag, unless somebody deleted it: then no asking helps
        if not _in_vain(job, ours):
            raise
        return _doubt(job, remote_id)
    job.record("reveal", lambda session: remote_objects.move(session, ours.id, "asked", held=job.held))


def _is_first_asking(job: Job, ours: RemoteObject) -> bool:
    """Tell whether nobody can have asked before: who started the reveal asks, in the same hold on the post."""
    return ours.fence == job.held.fence and not ours.looks


def _showing(job: Job, ours: RemoteObject) -> Callable[[str], None]:
    """Return the call that makes the copy public.

    For a reel either of two may be the right one, so each in turn; so too for an upright film, of which the Page may
    have made a reel (one live report of 2026-07 says so).
    """
    page, post = job.publisher.page, job.post
    if ours.kind == "feed_post":
        return page.reveal_post
    by_turns = ours.kind == "reel" or post.format == "portrait"
    if by_turns and (ours.kind == "reel") == (ours.looks % 2 == 0):
        return lambda reel: page.finish_reel(reel, description=post.message, published=True)
    return page.reveal_video


def _read_back(job: Job, ours: RemoteObject, remote_id: str, shut: Closed | None) -> Wait | None:
    """Believe what the Page says; where it says hidden and a gate has closed meanwhile, hold."""
    read = reading(job.publisher.page, ours.kind)
    try:
        seen = job.call("read-back", lambda: read(remote_id))
    except (NotSent, Unknown, Absent, Refused) as error:  # a reading refused says nothing of what people see
        if _in_vain(job, ours):
            return _doubt(job, remote_id)
        raise Unknown(error.code, **error.params) from error
    if seen.published:
        return _published(job, ours, seen.permalink)
    if shut:
        return _hold(job, shut, event="put-off")
    if ours.looks and isinstance(seen, VideoState) and seen.trouble:
        raise hidden_copy.unfit(seen)
    if ours.looks >= REVEALS and job.now - ours.intent_at >= DOUBT_AFTER:
        return _fail(job, "reveal-ignored", object=remote_id)
    looks = ours.looks + 1
    job.record(
        "reveal-again",
        lambda session: remote_objects.move(session, ours.id, "still-hidden", held=job.held, looks=looks),
    )
    return job.patience(ours.looks)


def _in_vain(job: Job, ours: RemoteObject) -> bool:
    """Tell whether the Page was asked often enough for long enough (a laptop's sleep alone is no question asked)."""
    return job.post.attempts >= TRIES and job.now - ours.intent_at >= DOUBT_AFTER


def _published(job: Job, ours: RemoteObject, permalink: str | None) -> None:
    now = job.now
    changes = {"published_at": now, "permalink": permalink, "facebook_id": ours.remote_id, "reason": None}
    late_ms = round((now - (job.post.due_at or now)).total_seconds() * 1000)

    def write(session: Session) -> None:
        remote_objects.move(session, ours.id, "published", held=job.held)
        told = {"object": ours.remote_id, "late_ms": late_ms, "permalink": permalink or "-"}
        job.move(session, "published", changes=changes, **told)
        extras.want_comment(session, job.post.number, now=now)

    job.record("published", write)


def _doubt(job: Job, remote_id: str) -> None:
    reason: dict[str, object] = {"code": "page-unreadable", "params": {"object": remote_id}}
    job.record(
        "doubted",
        lambda session: job.move(
            session, "doubted", changes={"reason": reason, "facebook_id": remote_id}, object=remote_id
        ),
    )


STEPS: dict[State, Callable[[Job], Wait | None]] = {
    State.APPROVED: _begin,
    State.UPLOADING: _stage,
    State.STAGED: _reveal_when_due,
    State.PUBLISHING: _publish,
    State.PUBLISHED: extras.step,
}
