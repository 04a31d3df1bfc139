"""A post as a card of the board: when, in which language, how it stands, whose yes it has, and what lacks."""

import textwrap
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from sqlmodel import Session

from campaign.invitations.standing import Refused
from campaign.invitations.unkept import Unkept
from campaign.messages import formatting, translate
from campaign.reports import json_views
from campaign.web.board import waiting
from campaign.web.board.one_reading import Known
from campaign.workspace import Workspace
from media.findings import SEVERITIES
from schedules.consent import required_approvals
from schedules.consent.film_views import FilmView
from schedules.consent.required_approvals import Approvals
from schedules.model import bilingual, campaign_paths
from schedules.model.campaign_paths import AstrayPath
from schedules.model.records import Post
from schedules.model.states import State, after

LONGEST_REASON = 90  # characters of a no that a card has room for
Lacking = Literal["error", "warning", "no", "yes", "info"]


@dataclass(frozen=True, kw_only=True)
class Lack:
    """Something that a post lacks or that is wrong with it, in the reader's language."""

    kind: Lacking
    said: str


@dataclass(frozen=True, kw_only=True)
class Yes:
    """Whose yes stands to a post, or lacks: an organisation's, or somebody's; `who` is empty where nobody knows."""

    who: str
    given: bool


@dataclass(frozen=True, kw_only=True)
class Twin:
    """The same film's post in another language."""

    number: int
    language: str
    moment: datetime | None
    state: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """A post on its day; `moment` on the campaign's clock, `lacks` worst first, `version` its newest event.

    `over`: a consent was taken back or ended, so nothing of its film and words is shown. `picture` is what its picture
    is made of; whether that is there is asked whenever it is shown, for no event tells of it.
    """

    number: int
    version: int
    moment: datetime | None
    languages: tuple[str, ...]
    kind: str
    state: str
    late: bool
    title: str
    text: str
    picture: Path | None
    movable: bool
    holdable: bool
    over: bool
    lacks: tuple[Lack, ...]
    yeses: tuple[Yes, ...]
    twin: Twin | None

    @property
    def has_still(self) -> bool:
        """Return whether a picture of it can be made now."""
        return self.picture is not None and self.picture.is_file()

    @property
    def language(self) -> str:
        """Return its own language."""
        return self.languages[0]


def of(
    session: Session,
    workspace: Workspace,
    known: Known,
    posts: Iterable[Post],
    *,
    whose: bool,
    now: datetime,
    lang: str,
) -> list[Card]:
    """Return these posts as cards; one that is made is kept as long as what it is made of.

    `whose`: with whose yes stands to each, also to what is out already.
    """
    wanted = list(posts)
    new = [one for one in wanted if (one.number, whose) not in known.shown]
    for one in new:
        found = known.approvals.get(one.number)
        if found is None and whose:
            found = required_approvals.of(session, one, workspace.campaign)
        view = known.of_posts.view(session, workspace, one, now=now)
        made = _card(session, workspace, known, one, view, found, lang=lang)
        known.shown[one.number, whose] = made
    return [card for one in wanted if isinstance(card := known.shown[one.number, whose], Card)]


def _card(
    session: Session,
    workspace: Workspace,
    known: Known,
    post: Post,
    view: FilmView | None,
    found: Approvals | None,
    *,
    lang: str,
) -> Card:
    over = view is None and post.testimony_id is not None
    return Card(
        number=post.number,
        version=known.versions.get(post.number, 0),
        moment=json_views.local(post.published_at or post.due_at, workspace.rules.zone),
        languages=_languages(post, workspace.rules.pair),
        kind=post.kind,
        state=str(post.state),
        late=post.number in known.late,
        title="" if over else waiting.title(post),
        text="" if over else post.latest_caption.strip(),
        picture=_picture(workspace, post, view),
        movable=after(post.state, "moved") is not None,
        holdable=after(post.state, "held") is not None,
        over=over,
        lacks=tuple(_lacks(session, workspace, known, post, found, lang=lang)),
        yeses=tuple(_yeses(found)) if found else (),
        twin=_twin(known, post, workspace),
    )


def _picture(workspace: Workspace, post: Post, view: FilmView | None) -> Path | None:
    with suppress(AstrayPath):  # what no path of ours is, `check` tells
        return campaign_paths.pictured(workspace.folder, post, view.film if view else None)
    return None


def _languages(post: Post, pair: tuple[str, ...]) -> tuple[str, ...]:
    second = bilingual.second(post.latest_caption, post.language, pair)
    return (post.language, second) if second else (post.language,)


def _lacks(
    session: Session,
    workspace: Workspace,
    known: Known,
    post: Post,
    found: Approvals | None,
    *,
    lang: str,
) -> Iterator[Lack]:
    """Yield what lacks, errors first, then whose yes, then warnings."""
    if post.number not in known.findings:
        return
    told = [*known.findings[post.number]]
    asked = known.of_posts.consents(session, workspace, known.facts, post)
    told += [one for one in asked if one not in told]
    told.sort(key=lambda one: SEVERITIES.index(one.severity))
    lines: list[Lack] = []
    for one in told:
        said = translate.say_finding(one.code, one.params, lang)[0]
        lines.append(Lack(kind=one.severity, said=formatting.capital(said)))
    for refused in known.refused.get(post.number, ()):
        yield _refused(refused, lang)
    for unkept in known.unkept.get(post.number, ()):
        yield _unkept(unkept, lang)
    yield from (one for one in lines if one.kind == "error")
    if found and workspace.rules.approval == "required" and post.state is State.DRAFT:
        yield from _unsaid(found, lang)
    yield from (one for one in lines if one.kind != "error")


def _refused(refused: Refused, lang: str) -> Lack:
    """Return a no with its reason; one to a former version is told until somebody says yes."""
    said = refused.answer
    about = formatting.joined((translate.word(f"about-{one}", lang) for one in said.about), lang)
    why = textwrap.shorten(said.words, LONGEST_REASON, placeholder="…") or about
    code = "card-no-of" if refused.counts else "card-no-before"
    told = translate.say(code, {"who": said.organisation, "why": why}, lang)
    return Lack(kind="no" if refused.counts else "yes", said=told)


def _unkept(unkept: Unkept, lang: str) -> Lack:
    """Return a yes that could not be kept, with what has to be put right first."""
    why = formatting.joined((translate.word(about, lang) for about in unkept.about), lang)
    return Lack(
        kind="error", said=translate.say("card-unkept", {"who": unkept.organisation, "why": why}, lang)
    )


def _unsaid(found: Approvals, lang: str) -> Iterator[Lack]:
    """Yield whose yes lacks."""
    if found.complete:
        return
    if found.lacking:
        yield Lack(kind="yes", said=translate.say("card-yes-of", {"who": list(found.lacking)}, lang))
    else:
        yield Lack(kind="yes", said=translate.say("card-yes", {}, lang))


def _yeses(found: Approvals) -> Iterator[Yes]:
    if not found.is_required:
        return
    yield from (Yes(who=one, given=one not in found.lacking) for one in found.organisations)
    named = [one for one in found.standing if one.organisation is None]
    yield from (Yes(who=one.by or "", given=True) for one in named if not found.organisations)
    if not found.organisations and not named:
        yield Yes(who="", given=False)


def _twin(known: Known, post: Post, workspace: Workspace) -> Twin | None:
    """Return the same film's post of the same kind in another language, the nearest to it."""
    theirs = [
        one
        for one in known.twins.get((post.testimony_id, post.kind), ())
        if bilingual.base(one.language) != bilingual.base(post.language)
    ]
    if not theirs:
        return None
    one = min(theirs, key=lambda other: _apart(post, other))
    moment = json_views.local(one.published_at or one.due_at, workspace.rules.zone)
    return Twin(number=one.number, language=one.language, moment=moment, state=str(one.state))


def _apart(post: Post, other: Post) -> timedelta:
    """Return how far two posts are apart; what has no moment is furthest."""
    ours, theirs = post.published_at or post.due_at, other.published_at or other.due_at
    return abs(ours - theirs) if ours and theirs else timedelta.max
