"""How what was asked by link stands: what a partner may still answer, what they answered, and whether it counts."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session

from campaign.workspace import Workspace
from media.text import folding
from schedules.consent import film_views
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import invitations, posts
from schedules.model.invited import Invitation, LinkAnswer
from schedules.model.records import Post
from schedules.model.states import State, after

# asked: no answer yet · yes, no: it counts · void: what it was given to was changed · lapsed: the yes was taken back,
# or the day moved far · replaced: the same organisation answered anew by another link · out: it is on the Page, or on
# its way · over: it is cancelled or removed · gone: the film may no longer be shown
Standing = Literal["asked", "yes", "no", "void", "lapsed", "replaced", "out", "over", "gone"]
_OUT = (State.PUBLISHED, State.PUBLISHING, State.DOUBTFUL)
CLOSED = ("out", "over", "gone")
WAITS = ("asked", "void", "lapsed")


@dataclass(frozen=True, kw_only=True)
class AskedPost:
    """A post as it stands for a partner; `seen` tells what is shown from every other version of it.

    `changed`: it is no longer what it was when they were asked.
    """

    post: Post
    standing: Standing
    answer: LinkAnswer | None
    seen: str
    changed: bool

    @property
    def closed(self) -> bool:
        """Return whether nothing can be answered any more."""
        return self.standing in CLOSED


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A no to a post; `counts` where the post is still what it was given to."""

    answer: LinkAnswer
    counts: bool


def content(reader: ApprovalReader, post: Post) -> str:
    """Return what a yes or a no to a post as it stands is to."""
    kit = reader.kit_of(post)
    return f"{reader.content(post)}.{kit}" if kit else reader.content(post)


def seen(reader: ApprovalReader, post: Post) -> str:
    """Return what tells a post as a partner sees it from every other version: what it says, and when it appears."""
    said = f"{content(reader, post)} {post.due_at.isoformat() if post.due_at else '-'}"
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def can_be_answered(post: Post) -> bool:
    """Tell whether a yes or a no can still change something."""
    if post.state is State.PUBLISHED:
        return post.new_caption is not None
    return post.state is State.DRAFT or after(post.state, "unapproved") is not None


def of(session: Session, workspace: Workspace, asked: Invitation, *, now: datetime) -> tuple[AskedPost, ...]:
    """Return every post of an invitation as it stands."""
    reader = ApprovalReader(session=session, campaign=workspace.campaign)
    return tuple(one(reader, asked, number, now=now) for number in asked.posts)


def all_by_link(
    session: Session, workspace: Workspace, asked: Invitation, *, now: datetime
) -> tuple[AskedPost, ...]:
    """Return every post of an invitation with what was answered by this very link."""
    reader = ApprovalReader(session=session, campaign=workspace.campaign)
    return tuple(by_link(reader, asked, number, now=now) for number in asked.posts)


def one(reader: ApprovalReader, asked: Invitation, number: int, *, now: datetime) -> AskedPost:
    """Return one post of an invitation as it stands for its organisation, by whichever link that answered."""
    post = posts.post(reader.session, number)
    said = _newest(reader.session, asked, number)
    return _asked(reader, asked, post, said, answered(reader, post, said) if said else "asked", now=now)


def by_link(reader: ApprovalReader, asked: Invitation, number: int, *, now: datetime) -> AskedPost:
    """Return one post of an invitation with what was answered by this very link, and what became of that."""
    post = posts.post(reader.session, number)
    said, newest = (
        invitations.of_link(reader.session, asked.id, number),
        _newest(reader.session, asked, number),
    )
    stands: Standing = "asked"
    if said:
        is_last = newest is not None and newest.id == said.id
        stands = answered(reader, post, said) if is_last else "replaced"
    return _asked(reader, asked, post, said, stands, now=now)


def _newest(session: Session, asked: Invitation, number: int) -> LinkAnswer | None:
    """Return the last answer of an organisation to a post."""
    all_of_them = invitations.newest(session, number)
    return next((one for one in all_of_them if folding.same(one.organisation, asked.organisation)), None)


def _asked(
    reader: ApprovalReader,
    asked: Invitation,
    post: Post,
    said: LinkAnswer | None,
    stands: Standing,
    *,
    now: datetime,
) -> AskedPost:
    return AskedPost(
        post=post,
        standing=_closed(reader, post, now=now) or stands,
        answer=said,
        seen=seen(reader, post),
        changed=asked.posts[post.number] != content(reader, post),
    )


def _closed(reader: ApprovalReader, post: Post, *, now: datetime) -> Standing | None:
    view = film_views.of(reader.session, post, now=now, campaign=reader.campaign)
    if post.testimony_id is not None and view is None:
        return "gone"
    if can_be_answered(post):
        return None
    return "out" if post.state in _OUT else "over"


def answered(reader: ApprovalReader, post: Post, said: LinkAnswer) -> Standing:
    """Return whether an answer counts to a post as it stands."""
    if said.content != content(reader, post):
        return "void"
    if not said.yes:
        return "no"
    found = reader.of(post)
    mine = any(
        one.organisation and folding.same(one.organisation, said.organisation) for one in found.standing
    )
    return "yes" if mine or found.complete else "lapsed"


def all_refused(reader: ApprovalReader, among: Iterable[Post]) -> dict[int, tuple[Refused, ...]]:
    """Return who said no to each of these posts last, where it is still to go out; to a draft also before a change."""
    said: dict[int, list[LinkAnswer]] = {}
    for one in invitations.newest(reader.session):
        if not one.yes:
            said.setdefault(one.number, []).append(one)
    found: dict[int, tuple[Refused, ...]] = {}
    for post in among:
        if post.number in said and can_be_answered(post):
            now = content(reader, post)
            all_of_them = [Refused(answer=one, counts=one.content == now) for one in said[post.number]]
            told = tuple(one for one in all_of_them if one.counts or _is_open(reader, post, one.answer))
            found |= {post.number: told} if told else {}
    return found


def _is_open(reader: ApprovalReader, post: Post, said: LinkAnswer) -> bool:
    """Tell whether nobody approved a post since a no to a former version of it."""
    found = reader.of(post)
    since = (one for one in found.standing if one.organisation)
    return (
        post.state is State.DRAFT
        and not found.complete
        and not any(folding.same(one.organisation or "", said.organisation) for one in since)
    )
