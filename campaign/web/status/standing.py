"""The service's heartbeat with its facts, and what it does next."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from sqlmodel import Session

from campaign.checks import let_through
from campaign.notices import notices
from campaign.reports import json_views
from campaign.reports.json_documents import FindingDocument, PageDocument
from campaign.settings import settings
from campaign.web import asked_for
from campaign.web.board import one_reading, waiting
from campaign.web.board.one_reading import Known
from campaign.web.board.waiting import Kind, Waiting
from campaign.workspace import Workspace
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import events, posts, tasks
from schedules.home import standing
from schedules.model.records import Pause, Post, Task
from schedules.model.states import OWED, State
from schedules.rehearsal import page_file

AHEAD = timedelta(days=7)
MOST_STEPS = 12
MOST_POSTS = 12  # of those that wait for the same
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
class PostToDo:
    """A post that waits, and what is said of it."""

    number: int
    title: str
    language: str
    told: tuple[FindingDocument, ...]


@dataclass(frozen=True, kw_only=True)
class PostsToDo:
    """Posts that wait for the same, as the board counts them; not all of many are shown."""

    kind: Kind
    count: int
    posts: tuple[PostToDo, ...]


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """All that waits for somebody: the board's posts, and what is of no post or of one that does not wait there."""

    posts: tuple[PostsToDo, ...]
    others: tuple[FindingDocument, ...]

    @property
    def count(self) -> int:
        """Return how many things wait; what the settings let through is told and waits for nobody."""
        others = [one for one in self.others if one["where"] != settings.FILE]
        return sum(one.count for one in self.posts) + len(others)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How the campaign stands; moments are on its clock; `shown` tells what tasks ask for, by where they are named.

    `rehearsal` is where the rehearsal Page is seen.
    """

    running: bool
    last_tick: datetime | None
    pause: Pause | None
    page: PageDocument
    counts: dict[str, int]
    next_due: datetime | None
    overdue: int
    to_do: ToDo
    steps: tuple[Step, ...]
    shown: Mapping[str, str]
    rehearsal: str | None


def version(task: Task) -> str:
    """Return what tells what a task asks for from what it asks for once it is widened."""
    return asked_for.version(task.code, sorted(task.params.items()))


def of(workspace: Workspace, *, now: datetime, lang: str) -> Standing:
    """Return how the campaign stands, as `campaign status` says it."""
    zone = workspace.rules.zone
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign, every=True)
        page = json_views.campaign_page(workspace)
        found = list(_findings(session, workspace, reader, now=now, lang=lang))
        shown = json_views.status(reader, page, now=now, findings=found)
        pause, known = events.paused(session), one_reading.of(session, workspace, now=now, lang=lang)
        asked = {f"task {one.id}": version(one) for one in tasks.tasks(session)}
        steps = tuple(_steps(reader, workspace, is_paused=pause is not None, now=now))[:MOST_STEPS]
    return Standing(
        running=shown["service"]["running"],
        last_tick=shown["service"]["last_tick"],
        pause=pause,
        page=page,
        counts=shown["counts"],
        next_due=json_views.local(known.next_due(now), zone),
        overdue=shown["overdue"],
        to_do=_to_do(known, found),
        steps=steps,
        shown=asked,
        rehearsal=_rehearsal(workspace, lang) if page["rehearsal"] else None,
    )


def _rehearsal(workspace: Workspace, lang: str) -> str | None:
    """Return where the rehearsal Page is seen, in the reader's language; None while nobody serves it."""
    serving = page_file.find(workspace.rehearsal_folder)
    return f"{serving.page_url}?{urlencode({'lang': lang})}" if serving else None


def _findings(
    session: Session, workspace: Workspace, reader: ApprovalReader, *, now: datetime, lang: str
) -> Iterator[FindingDocument]:
    if not standing.seems_home(workspace.folder):
        yield from json_views.home(standing.of(workspace.folder, workspace.store), lang)
    yield from json_views.findings(reader, now=now, lang=lang)
    against = let_through.findings(session, workspace, reader, now=now, lang=lang)
    yield from (json_views.told(one, lang) for one in against)
    yield from notices.findings(session, now=now, lang=lang)
    yield from json_views.tasks(session, lang)


def _to_do(known: Known, found: Iterable[FindingDocument]) -> ToDo:
    by_place: dict[str, list[FindingDocument]] = {}
    for one in found:
        by_place.setdefault(one["where"], []).append(one)
    waits = tuple(_posts_to_do(one, known, by_place) for one in known.strip.told)
    theirs = {f"post {number}" for one in known.strip.told for number in one.numbers}
    others = (one for place, those in by_place.items() if place not in theirs for one in those)
    return ToDo(posts=waits, others=tuple(others))


def _posts_to_do(one: Waiting, known: Known, by_place: Mapping[str, list[FindingDocument]]) -> PostsToDo:
    shown = [post for post in known.facts.posts if post.number in one.numbers][:MOST_POSTS]
    found = (
        PostToDo(
            number=post.number,
            title=waiting.title(post),
            language=post.language,
            told=tuple(by_place.get(f"post {post.number}", ())),
        )
        for post in shown
    )
    return PostsToDo(kind=one.kind, count=one.count, posts=tuple(found))


def _steps(reader: ApprovalReader, workspace: Workspace, *, is_paused: bool, now: datetime) -> Iterator[Step]:
    """Yield what comes in the next days, soonest first: posts sent up hidden, posts shown, and what stays behind."""
    found = [
        step
        for one in posts.posts(reader.session)
        if one.due_at and now <= one.due_at <= now + AHEAD
        for step in _of_post(reader.seen(one), workspace, is_paused, now)
    ]
    yield from sorted(found, key=lambda step: (step.moment, step.number))


def _of_post(post: Post, workspace: Workspace, is_paused: bool, now: datetime) -> Iterator[Step]:
    assert post.due_at is not None
    if is_paused and post.state in OWED:
        yield _step(post, workspace, post.due_at, "not-paused")
        return
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
