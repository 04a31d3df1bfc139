"""What all pages know of the posts, read anew only when something happened: it is the same for every browser.

Nothing of it can change without an event, another minute, other settings, or a service that comes or goes; that is
asked at each page, in one question. So a page of a campaign of thousands of posts costs what it shows.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from campaign.checks import campaign_check
from campaign.checks import facts as check_facts
from campaign.checks.all_rules import KeptFindings
from campaign.checks.facts import Facts
from campaign.reports import post_cards
from campaign.settings.declarations import Settings
from campaign.web.board import waiting
from campaign.web.board.waiting import Strip
from campaign.workspace import Workspace
from media.findings import Finding
from schedules.consent.required_approvals import ApprovalReader, Approvals
from schedules.database import events, unsent
from schedules.database.kept_posts import KeptPosts
from schedules.model.records import Post
from schedules.model.states import OWED

AHEAD = timedelta(days=42)  # for so long the strip asks consents, which takes long for posts without end
MOST = 6  # states of campaigns that are kept: each language of its readers
MOST_CONSENTS = 5000
OUT = ("unserved", "unsent")
SAID = ("P09",)  # a moment that is past is said by the state, and counted as late
Asked = tuple[object, ...]
Film = tuple[int | None, str]  # a film's number and the kind of its posts


@dataclass(frozen=True, kw_only=True)
class Moment:
    """When what is known was read: it is still so while all of this is."""

    newest: int
    minute: datetime
    served: bool
    settings: Settings


@dataclass(kw_only=True)
class Known:
    """The posts as the gates see them, whose yes they have, what is wrong with each, and what waits.

    `over` are posts that are cancelled or removed, `twins` the posts of each film, by their moment;
    `versions` is each post's newest event, by which a change tells from what it was made; `missed` how many posts fell
    due while no service ran, `dues` when those that are owed are due, soonest first. `shown` keeps what pages made of
    a post.
    """

    facts: Facts
    over: tuple[Post, ...]
    twins: Mapping[Film, tuple[Post, ...]]
    approvals: Mapping[int, Approvals]
    findings: Mapping[int, tuple[Finding, ...]]
    late: frozenset[int]
    missed: int
    dues: tuple[datetime, ...]
    running: bool
    paused: bool
    strip: Strip
    versions: Mapping[int, int]
    newest: int
    asked: Asked
    shown: dict[tuple[int, bool], object] = field(default_factory=dict)

    def next_due(self, now: datetime) -> datetime | None:
        """Return the next moment at which a post goes out; None where none is due, or none goes out for a pause."""
        return None if self.paused else next((due for due in self.dues if due > now), None)


@dataclass(kw_only=True)
class _Kept:
    """What is kept of a campaign, for readers of a language: what is known of a moment, and what outlives it."""

    moment: Moment | None = None
    known: Known | None = None
    posts: KeptPosts = field(default_factory=KeptPosts)
    findings: KeptFindings = field(default_factory=KeptFindings)


_lock = threading.Lock()
_kept: dict[tuple[Path, str], _Kept] = {}
_consents: dict[tuple[Path, int], tuple[Asked, Post, tuple[Finding, ...]]] = {}


def of(session: Session, workspace: Workspace, *, now: datetime, lang: str) -> Known:
    """Return what is known now; holidays are named in `lang`."""
    place = (workspace.folder, lang)
    with _lock:  # one reads for all that ask at once
        moment = Moment(
            newest=events.newest_event(session),
            minute=now.replace(second=0, microsecond=0),
            served=events.is_served(session, now=now),
            settings=workspace.settings,
        )
        kept = _kept.pop(place, None) or _Kept()
        if kept.known is None or kept.moment != moment:
            kept.known, kept.moment = _read(session, workspace, kept, moment, now=now, lang=lang), moment
        while len(_kept) >= MOST:
            _kept.pop(next(iter(_kept)))
        _kept[place] = kept
        return kept.known


def _read(
    session: Session, workspace: Workspace, kept: _Kept, moment: Moment, *, now: datetime, lang: str
) -> Known:
    """Read all posts anew; what of one is the same is not looked at again."""
    stored = kept.posts.read(session)
    reader = ApprovalReader(session=session, campaign=workspace.campaign, every=True)
    facts = check_facts.facts(session, workspace, now=now, lang=lang, stored=stored, reader=reader)
    approvals = {one.number: reader.of(one) for one in facts.waiting}
    late = unsent.unsent(session, workspace.rules, now=now, seen=reader.seen)
    asked = _asked(session, workspace, now)
    told = kept.findings.findings(facts, (workspace.settings, facts.films, facts.gone))
    findings = _findings(facts, (*told, *_lacking(session, workspace, facts, asked)))
    numbers = frozenset(one.post.number for one in late)
    asks = workspace.rules.approval == "required"
    return Known(
        facts=facts,
        over=tuple(one for one in stored if one.state in check_facts.OVER),
        twins=_twins(facts),
        approvals=approvals,
        findings=findings,
        late=numbers,
        missed=sum(one.why in OUT for one in late),
        dues=tuple(sorted(one.due_at for one in facts.posts if one.due_at and one.state in OWED)),
        running=moment.served,
        paused=events.paused(session) is not None,
        strip=waiting.of(
            facts.posts,
            late=numbers,
            lacks_yes=lambda one: asks and not approvals[one.number].complete,
            has_findings={number for number, found in findings.items() if found},
        ),
        versions=events.newest_of_posts(session),
        newest=moment.newest,
        asked=asked,
    )


def _twins(facts: Facts) -> dict[Film, tuple[Post, ...]]:
    found: dict[Film, list[Post]] = {}
    for one in facts.posts:
        if one.testimony_id is not None:
            found.setdefault((one.testimony_id, one.kind), []).append(one)
    return {film: tuple(theirs) for film, theirs in found.items()}


def _findings(facts: Facts, told: Iterable[Finding]) -> dict[int, tuple[Finding, ...]]:
    """Return the errors and warnings of `check` by the posts that can still be changed."""
    found: dict[int, list[Finding]] = {one.number: [] for one in facts.waiting}
    for one in told:
        number = one.params.get("number")
        if one.code in SAID or one.severity not in post_cards.LOUD:
            continue
        if isinstance(number, int) and number in found:
            found[number].append(one)
    return {number: tuple(those) for number, those in found.items()}


def _lacking(session: Session, workspace: Workspace, facts: Facts, asked: Asked) -> Iterator[Finding]:
    """Yield what the consents of the posts of the weeks to come will say."""
    for one in facts.waiting:
        if one.due_at and one.due_at <= facts.now + AHEAD:
            yield from consents(session, workspace, facts, one, asked)


def consents(
    session: Session, workspace: Workspace, facts: Facts, post: Post, asked: Asked
) -> tuple[Finding, ...]:
    """Return what the consents say of a post when it is due; asked anew when it, a form or a film is another."""
    if post.testimony_id is None:
        return ()
    place = (workspace.folder, post.number)
    kept = _consents.get(place)
    if kept and kept[0] == asked and (kept[1] is post or kept[1] == post):
        return kept[2]
    found = tuple(campaign_check.consents(session, workspace, replace(facts, posts=(post,))))
    if len(_consents) > MOST_CONSENTS:
        _consents.clear()
    _consents[place] = asked, post, found
    return found


def _asked(session: Session, workspace: Workspace, now: datetime) -> Asked:
    """Return what a consent's answer hangs on besides the post; files are looked at again every ten minutes."""
    tenth = now.replace(minute=now.minute // 10 * 10, second=0, microsecond=0)
    return (workspace.folder, repr(workspace.rules), events.newest_beside_posts(session), tenth)
