"""The service's heartbeat with its facts, and what it does next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from campaign.notices import notices
from campaign.reports import json_views
from campaign.reports.json_documents import FindingDocument, PageDocument
from campaign.web.board import waiting
from campaign.workspace import Workspace
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import events, posts
from schedules.home import standing
from schedules.model.records import Pause, Post
from schedules.model.states import OWED, State

AHEAD = timedelta(days=7)
MOST_STEPS = 12
STAYING = (State.DRAFT, State.HELD, State.DOUBTFUL, State.FAILED)  # nothing happens at their moment


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something that the service does at a moment on the campaign's clock; `code` says what."""

    moment: datetime
    code: str
    number: int
    title: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How the campaign stands; moments are on its clock."""

    running: bool
    last_tick: datetime | None
    pause: Pause | None
    page: PageDocument
    counts: dict[str, int]
    next_due: datetime | None
    overdue: int
    findings: tuple[FindingDocument, ...]
    steps: tuple[Step, ...]


def of(workspace: Workspace, *, now: datetime, lang: str) -> Standing:
    """Return how the campaign stands, as `campaign status` says it."""
    zone = workspace.rules.zone
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign, every=True)
        page = json_views.campaign_page(workspace)
        found = list(_findings(session, workspace, reader, now=now, lang=lang))
        shown = json_views.status(reader, page, now=now, findings=found)
        pause = events.paused(session)
        steps = tuple(_steps(reader, workspace, now=now))[:MOST_STEPS]
    return Standing(
        running=shown["service"]["running"],
        last_tick=shown["service"]["last_tick"],
        pause=pause,
        page=page,
        counts=shown["counts"],
        next_due=json_views.local(shown["next_due_at"], zone),
        overdue=shown["overdue"],
        findings=tuple(found),
        steps=steps,
    )


def _findings(
    session: Session, workspace: Workspace, reader: ApprovalReader, *, now: datetime, lang: str
) -> Iterator[FindingDocument]:
    if not standing.seems_home(workspace.folder):
        yield from json_views.home(standing.of(workspace.folder, workspace.store), lang)
    yield from json_views.findings(reader, now=now, lang=lang)
    yield from notices.findings(session, now=now, lang=lang)
    yield from json_views.tasks(session, lang)


def _steps(reader: ApprovalReader, workspace: Workspace, *, now: datetime) -> Iterator[Step]:
    """Yield what comes in the next days, soonest first: posts sent up hidden, posts shown, and what stays behind."""
    found = [
        step
        for one in posts.posts(reader.session)
        if one.due_at and now <= one.due_at <= now + AHEAD
        for step in _of_post(reader.seen(one), workspace, now)
    ]
    yield from sorted(found, key=lambda step: (step.moment, step.number))


def _of_post(post: Post, workspace: Workspace, now: datetime) -> Iterator[Step]:
    assert post.due_at is not None
    if post.state not in OWED:
        if post.state in STAYING:
            yield _step(post, workspace, post.due_at, f"not-{post.state}")
        return
    up = post.due_at - workspace.rules.upload_ahead
    if post.is_film and post.state is State.APPROVED and up > now:
        yield _step(post, workspace, up, "sends")
    yield _step(post, workspace, post.due_at, "shows")


def _step(post: Post, workspace: Workspace, moment: datetime, code: str) -> Step:
    return Step(
        moment=moment.astimezone(workspace.rules.zone),
        code=code,
        number=post.number,
        title=waiting.title(post),
        language=post.language,
    )
