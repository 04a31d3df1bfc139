"""A post's page as values: its texts beside its twin's, what is wrong, how it looks, what can be done, who did what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session

from campaign.invitations import standing
from campaign.messages import translate
from campaign.messages.translate import N_
from campaign.reports import json_views
from campaign.reports.json_documents import EventDocument
from campaign.testimonies import on_record
from campaign.web.board import waiting
from campaign.web.posts import acts, by_link, findings, on_page, versions, words, yeses
from campaign.web.posts.acts import Offer
from campaign.web.posts.by_link import Asked
from campaign.web.posts.findings import Flaw
from campaign.web.posts.on_page import OnPage
from campaign.web.posts.saving import Typed
from campaign.web.posts.words import Words
from campaign.web.posts.yeses import OVER, Voice
from campaign.workspace import Workspace
from schedules.consent import film_views
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import events, posts
from schedules.facebook import content_limits, post_layout
from schedules.model.records import Post, Testimony
from schedules.model.states import State, after

LIMITS = {"caption": content_limits.CAPTION_LIMIT, "first_comment": content_limits.COMMENT_LIMIT}
FOLD = post_layout.FOLD


@dataclass(frozen=True, kw_only=True)
class Editor:
    """One language's post: its texts as typed, or as kept; `fields` is what is wrong with each.

    `editable`: everything, the caption alone (`caption`) or nothing (`none`). `theirs` is what is kept of a field in
    which somebody else was quicker, for a merge by hand; `askable`: partners can be asked for it by link.
    """

    post: Post
    version: str
    words: Words
    editable: str
    moment: datetime | None
    late: bool
    reason: str | None
    flaws: Mapping[str, list[Flaw]]
    mistakes: Mapping[str, str]
    theirs: Mapping[str, str]
    yeses: tuple[Voice, ...]
    links: tuple[Asked, ...]
    askable: bool
    offers: tuple[Offer, ...]
    history: tuple[EventDocument, ...]
    page: OnPage

    @property
    def ended(self) -> str:
        """Return how the post ended, where it is not on the Page; "" where it did not."""
        return str(self.post.state) if self.post.state in OVER else ""

    def can(self, name: str) -> bool:
        """Return whether a field may be changed."""
        return self.editable == "all" or (self.editable == "caption" and name == "caption")

    def worst(self, name: str) -> str:
        """Return how bad the worst is that is said of a field; "" where nothing is."""
        if name in self.mistakes:
            return "error"
        said = [one.severity for one in self.flaws.get(name, ())]
        return next((one for one in ("error", "warning", "info") if one in said), "")

    @property
    def loudest(self) -> str:
        """Return how bad the worst of all is."""
        all_of = [self.worst(name) for name in findings.FIELDS]
        return next((one for one in ("error", "warning") if one in all_of), "")


@dataclass(frozen=True, kw_only=True)
class PostPage:
    """The page of a post; `editors` by language, its own among them; `whom`: organisations to ask for a yes by link."""

    number: int
    title: str
    film: Testimony | None
    question: str
    over: bool
    length_ms: int | None
    editors: tuple[Editor, ...]
    others: tuple[Post, ...]
    copies: tuple[str, ...]
    flaws: tuple[Flaw, ...]
    can_approve: bool
    refusal: str | None = None
    typed: bool = False
    named: str = ""
    organisations: tuple[str, ...] = field(default_factory=tuple)
    whom: tuple[str, ...] = field(default_factory=tuple)

    @property
    def own(self) -> Editor:
        """Return the post that the address names."""
        return next(one for one in self.editors if one.post.number == self.number)

    @property
    def errors(self) -> int:
        """Return how many errors there are."""
        return sum(one.severity == "error" for one in self.flaws)

    @property
    def warnings(self) -> int:
        """Return how many warnings there are."""
        return sum(one.severity == "warning" for one in self.flaws)


def group(session: Session, number: int, pair: Sequence[str]) -> tuple[tuple[Post, ...], tuple[Post, ...]]:
    """Return a post with those of its film in other languages, one for each, by language; then the film's other posts.

    Raises BadRequest where there is no such post.
    """
    own = posts.post(session, number)
    if own.testimony_id is None:
        return (own,), ()
    film = [one for one in posts.posts(session) if one.testimony_id == own.testimony_id]
    beside: dict[str, Post] = {}
    for one in sorted(film, key=lambda one: _nearness(own, one)):
        if one.language != own.language and (one.state not in OVER or own.state in OVER):
            beside.setdefault(one.language, one)
    shown = sorted((own, *beside.values()), key=lambda one: _place(one.language, pair))
    known = {one.number for one in shown}
    return tuple(shown), tuple(one for one in film if one.number not in known)


def _nearness(own: Post, other: Post) -> tuple[bool, float, int]:
    """Return how near another post of a film is: of the same kind, then by its moment."""
    apart = abs((other.due_at - own.due_at).total_seconds()) if own.due_at and other.due_at else 1e12
    return other.kind != own.kind, apart, other.number


def _place(language: str, pair: Sequence[str]) -> int:
    return pair.index(language) if language in pair else len(pair)


@dataclass(frozen=True, kw_only=True)
class _Looking:
    """What a page is made with."""

    session: Session
    workspace: Workspace
    reader: ApprovalReader
    typed: Mapping[int, Typed]
    merged: bool
    flaws: tuple[Flaw, ...]
    late: frozenset[int]
    now: datetime
    lang: str


def of(
    workspace: Workspace,
    number: int,
    *,
    now: datetime,
    lang: str,
    typed: Sequence[Typed] = (),
    merged: bool = False,
    refusal: str | None = None,
    named: str = "",
) -> PostPage:
    """Return the page of a post as it is now, with what was `typed` where that is not kept.

    `merged`: what somebody else keeps stands beside what was typed. Raises BadRequest where there is no such post.
    """
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign, every=True)
        shown, others = group(session, number, workspace.settings.languages)
        seen = tuple(reader.seen(one) for one in shown)
        looking = _Looking(
            session=session,
            workspace=workspace,
            reader=reader,
            typed={one.number: one for one in typed},
            merged=merged,
            flaws=findings.of(session, workspace, seen, now=now, lang=lang),
            late=acts.late(session, workspace, now=now),
            now=now,
            lang=lang,
        )
        return replace(_page(looking, number, seen), others=others, refusal=refusal, named=named)


def _page(looking: _Looking, number: int, seen: tuple[Post, ...]) -> PostPage:
    workspace = looking.workspace
    editors = tuple(_editor(looking, one, seen) for one in seen)
    own = next(one for one in seen if one.number == number)
    view = film_views.of(looking.session, own, now=looking.now, campaign=workspace.campaign)
    film = view.film if view else None
    return PostPage(
        number=number,
        title=_title(own, film, looking.lang),
        film=film,
        question=_question(workspace, film, own.language) if film and film.theme else "",
        over=view is None and own.testimony_id is not None,
        length_ms=_length(film),
        editors=editors,
        others=(),
        copies=_copies(seen, workspace),
        flaws=tuple(one for one in looking.flaws if one.severity != "info"),
        can_approve=any(one.act == acts.APPROVE for each in editors for one in each.offers),
        typed=bool(looking.typed),
        organisations=workspace.settings.organisations,
        whom=by_link.whom(looking.session, workspace, film),
    )


def _title(own: Post, film: Testimony | None, lang: str) -> str:
    """Return by what people know a post: its first words, as on the board, else its film's name, else its number."""
    named = translate.fill(N_("Post {number}"), {"number": own.number}, lang)
    return waiting.title(own) or (film.slug if film else named)


def _question(workspace: Workspace, film: Testimony, language: str) -> str:
    """Return what a film's title card asks: what the brand kit says for its key, or its own words."""
    asked = film.theme or ""
    return on_record.themes(workspace, language).get(asked, asked)


def _length(film: Testimony | None) -> int | None:
    if film is None:
        return None
    return (film.film_ms if film.to_ms is None else film.to_ms) - film.from_ms


def _copies(seen: Sequence[Post], workspace: Workspace) -> tuple[str, ...]:
    """Return the languages of the campaign in which no post is shown on this page."""
    had = {one.language for one in seen}
    return tuple(one for one in workspace.settings.languages if one not in had)


def _editor(looking: _Looking, post: Post, seen: Sequence[Post]) -> Editor:
    zone, lang = looking.workspace.rules.zone, looking.lang
    typed = looking.typed.get(post.number)
    kept = words.kept(post, zone, lang)
    flaws = findings.by_field(looking.flaws, post.number)
    twin = next((one for one in seen if one.number != post.number), None)
    known = acts.Known(
        session=looking.session,
        workspace=looking.workspace,
        post=post,
        approvals=looking.reader.of(post),
        errors=sum(one.severity == "error" for those in flaws.values() for one in those),
        now=looking.now,
        lang=lang,
        twin=twin,
        late=looking.late,
    )
    log = events.events(looking.session, number=post.number)
    mistakes = typed.mistakes if typed else {}
    return Editor(
        post=post,
        version=versions.of(looking.reader, post) if typed is None or looking.merged else typed.version,
        words=typed.words if typed else kept,
        editable=_editable(post),
        moment=json_views.local(post.published_at or post.due_at, zone),
        late=post.number in looking.late,
        reason=_reason(looking, post, lang),
        flaws=flaws,
        mistakes={name: translate.say(one.code, one.params, lang) for name, one in mistakes.items()},
        theirs=_theirs(kept, typed) if typed and looking.merged else {},
        yeses=yeses.of(looking.reader, post, lang),
        links=by_link.of(looking.reader, post, now=looking.now),
        askable=standing.can_be_answered(post) and post.due_at is not None,
        offers=acts.of(known),
        history=tuple(json_views.event(looking.session, one, zone, lang) for one in reversed(log)),
        page=on_page.of(looking.session, looking.workspace, post, now=looking.now),
    )


def _reason(looking: _Looking, post: Post, lang: str) -> str | None:
    """Return why a post rests; None where that says no more than the state, which stands beside it."""
    if post.is_held_without_words:
        return None
    return json_views.resting(looking.reader, post, lang, now=looking.now)


def _theirs(kept: Words, typed: Typed) -> Mapping[str, str]:
    return {name: kept.text(name) for name in typed.words.differing(kept)}


def _editable(post: Post) -> str:
    if post.state is State.PUBLISHED:
        return "caption"
    return "all" if after(post.state, "edited") else "none"
