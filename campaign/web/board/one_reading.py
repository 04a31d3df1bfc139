"""What all pages know of the posts, read anew only when something happened: it is the same for every browser.

Nothing of it can change without an event, another minute, other settings or files, or a service that comes or goes;
that is asked at each page. So a page of a campaign of thousands of posts costs what it shows, and a change what it
touches: what was found of a post holds as long as it and all that posts are held against (`held_against`) are the same.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlmodel import Session

from campaign.checks import campaign_check
from campaign.checks import facts as check_facts
from campaign.checks.all_rules import KeptFindings
from campaign.checks.facts import Facts
from campaign.invitations import standing, unkept
from campaign.invitations.standing import Refused
from campaign.invitations.unkept import Unkept
from campaign.reports import json_views, post_cards
from campaign.settings.declarations import Settings
from campaign.web.board import held_against, waiting
from campaign.web.board.held_against import Against
from campaign.web.board.waiting import Strip
from campaign.workspace import Workspace
from media.findings import Finding
from schedules.consent import film_views
from schedules.consent.film_views import FilmView
from schedules.consent.required_approvals import ApprovalReader, Approvals
from schedules.database import approvals as database_approvals
from schedules.database import events, posts, unsent
from schedules.database.kept_posts import KeptPosts
from schedules.model.kept import Kept
from schedules.model.records import Post
from schedules.model.states import OWED

AHEAD = timedelta(days=42)  # for so long the strip asks consents, which takes long for posts without end
MOST = 6  # campaigns of which something is kept
FEW = 50  # posts that are judged one by one; of more, all yeses are read at once
OUT = ("unserved", "unsent")
SAID = ("P09",)  # a moment that is past is said by the state, and counted as late
Film = tuple[int | None, str]  # a film's number and the kind of its posts


@dataclass(frozen=True, kw_only=True)
class Moment:
    """When what is known was read: it is still so while all of this is."""

    newest: int
    minute: datetime
    served: bool
    settings: Settings
    files: int


@dataclass(kw_only=True)
class Known:
    """The posts as the gates see them, whose yes they have, what is wrong with each, and what waits.

    `over` are posts that are cancelled or removed, `twins` the posts of each film, by their moment;
    `versions` is each post's newest event, by which a change tells from what it was made; `missed` how many posts fell
    due while no service ran, `refused` who said no to a post, `unkept` whose yes could not be kept, `dues` when those
    that are owed are due, soonest first. `of_posts` tells more of each, `shown` keeps what pages made of a post.
    """

    facts: Facts
    over: tuple[Post, ...]
    twins: Mapping[Film, tuple[Post, ...]]
    approvals: Mapping[int, Approvals]
    findings: Mapping[int, tuple[Finding, ...]]
    late: frozenset[int]
    refused: Mapping[int, tuple[Refused, ...]]
    unkept: Mapping[int, tuple[Unkept, ...]]
    missed: int
    dues: tuple[datetime, ...]
    running: bool
    paused: bool
    strip: Strip
    versions: Mapping[int, int]
    newest: int
    of_posts: "OfPosts"
    shown: dict[tuple[int, bool], object] = field(default_factory=dict)

    def next_due(self, now: datetime) -> datetime | None:
        """Return the next moment at which a post goes out; None where none is due, or none goes out for a pause."""
        return None if self.paused else next((due for due in self.dues if due > now), None)


@dataclass(frozen=True, kw_only=True)
class OfPosts:
    """What takes long to find of a post, kept for as long as it holds."""

    against: Against
    gone: Kept[tuple[str, ...]] = field(default_factory=Kept)
    approvals: Kept[Approvals] = field(default_factory=Kept)
    lacking: Kept[tuple[Finding, ...]] = field(default_factory=Kept)
    views: Kept[FilmView | None] = field(default_factory=Kept)

    def gone_pictures(self, workspace: Workspace, post: Post) -> tuple[str, ...]:
        """Return the pictures of a post that are gone."""
        found = check_facts.gone_pictures
        return self.gone.of(post.number, (post,), lambda: tuple(found(workspace, post)))

    def consents(
        self, session: Session, workspace: Workspace, facts: Facts, post: Post
    ) -> tuple[Finding, ...]:
        """Return what the consents say of a post when it is due."""
        if post.testimony_id is None:
            return ()

        def find() -> tuple[Finding, ...]:
            return tuple(campaign_check.consents(session, workspace, replace(facts, posts=(post,))))

        return self.lacking.of(post.number, (post,), find)

    def view(self, session: Session, workspace: Workspace, post: Post, *, now: datetime) -> FilmView | None:
        """Return what may be shown of a post's film."""
        find = partial(film_views.of, session, post, now=now, campaign=workspace.campaign)
        return self.views.of(post.number, (post,), find)


@dataclass(kw_only=True)
class _Campaign:
    """What is kept of a campaign: what is known of a moment, in each reader's language, and what outlives it."""

    posts: KeptPosts = field(default_factory=KeptPosts)
    reader: ApprovalReader | None = None
    of_posts: OfPosts | None = None
    findings: dict[str, KeptFindings] = field(default_factory=dict)
    known: dict[str, tuple[Moment, Known]] = field(default_factory=dict)


_lock = threading.Lock()
_kept: dict[Path, _Campaign] = {}


def of(session: Session, workspace: Workspace, *, now: datetime, lang: str) -> Known:
    """Return what is known now; holidays are named in `lang`."""
    with _lock:  # one reads for all that ask at once
        moment = Moment(
            newest=events.newest_event(session),
            minute=now.replace(second=0, microsecond=0),
            served=events.is_served(session, now=now),
            settings=workspace.settings,
            files=held_against.files_in(workspace.folder),
        )
        kept = _kept.pop(workspace.folder, None) or _Campaign()
        while len(_kept) >= MOST:
            _kept.pop(next(iter(_kept)))
        _kept[workspace.folder] = kept
        before, known = kept.known.get(lang, (None, None))
        if known is None or before != moment:
            known = _read(session, workspace, kept, moment, now=now, lang=lang)
            kept.known[lang] = moment, known
        return known


def _read(
    session: Session, workspace: Workspace, kept: _Campaign, moment: Moment, *, now: datetime, lang: str
) -> Known:
    """Read all posts anew; what of one is the same is not looked at again."""
    of_posts = _of_posts(session, workspace, kept, moment, now=now)
    stored = kept.posts.read(session)
    reader, gone = _reader(session, workspace, kept, of_posts, stored), of_posts.gone_pictures
    facts = check_facts.facts(session, workspace, now=now, lang=lang, stored=stored, reader=reader, gone=gone)
    approvals = {one.number: reader.of(one) for one in facts.waiting}
    late = unsent.unsent(session, workspace.rules, now=now, seen=reader.seen)
    told = kept.findings.setdefault(lang, KeptFindings()).findings(facts, (of_posts.against, facts.gone))
    findings = _findings(facts, (*told, *_lacking(session, workspace, facts, of_posts)))
    numbers = frozenset(one.post.number for one in late)
    refused, tried = standing.all_refused(reader, facts.waiting), unkept.all_of(reader, facts.waiting)
    return Known(
        facts=facts,
        over=tuple(one for one in stored if one.state in check_facts.OVER),
        twins=_twins(facts),
        approvals=approvals,
        findings=findings,
        late=numbers,
        refused=refused,
        unkept=tried,
        missed=sum(one.why in OUT for one in late),
        dues=tuple(sorted(one.due_at for one in facts.posts if one.due_at and one.state in OWED)),
        running=moment.served,
        paused=events.paused(session) is not None,
        strip=waiting.of(
            facts.posts,
            late=numbers,
            refused={number for number, those in refused.items() if any(one.counts for one in those)},
            unkept=tried,
            lacks_yes=partial(_lacks_yes, workspace, approvals),
            has_findings={number for number, found in findings.items() if found},
            by_hand=tuple(one["message"] for one in json_views.tasks(session, lang)),
        ),
        versions=events.newest_of_posts(session),
        newest=moment.newest,
        of_posts=of_posts,
    )


def _lacks_yes(workspace: Workspace, approvals: Mapping[int, Approvals], post: Post) -> bool:
    return workspace.rules.approval == "required" and not approvals[post.number].complete


def _of_posts(
    session: Session, workspace: Workspace, kept: _Campaign, moment: Moment, *, now: datetime
) -> OfPosts:
    """Return what is kept of posts; all that is lost where they are held against something else."""
    against = held_against.of(session, workspace, moment.files, now=now)
    if kept.of_posts is None or kept.of_posts.against != against:
        kept.of_posts, kept.reader = OfPosts(against=against), None
    return kept.of_posts


def _reader(
    session: Session,
    workspace: Workspace,
    kept: _Campaign,
    of_posts: OfPosts,
    stored: Iterable[Post],
) -> ApprovalReader:
    """Return a reader that knows how the posts to come stand; one is judged where it or a yes to it is another."""
    yeses = database_approvals.stamps(session)
    made = {one.number: (one, (one, yeses.get(one.number))) for one in stored if one.state in posts.TO_COME}
    known = {
        number: found
        for number, (_, of) in made.items()
        if (found := of_posts.approvals.known(number, of)) is not None
    }
    campaign, few = workspace.campaign, len(made) - len(known) <= FEW
    if kept.reader is None:
        kept.reader = ApprovalReader(session=session, campaign=campaign, every=True)
    else:
        kept.reader = kept.reader.again(session, known, few=few)
    for number, (post, of) in made.items():
        of_posts.approvals.of(number, of, partial(kept.reader.of, post))
    return kept.reader


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


def _lacking(session: Session, workspace: Workspace, facts: Facts, of_posts: OfPosts) -> Iterator[Finding]:
    """Yield what the consents of the posts of the weeks to come will say."""
    for one in facts.waiting:
        if one.due_at and one.due_at <= facts.now + AHEAD:
            yield from of_posts.consents(session, workspace, facts, one)
