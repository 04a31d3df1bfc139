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

# asked: no answer yet · yes, no: it counts · void: what it was given to was changed, or the yes was taken back ·
# out: it is on the Page, or on its way · over: it is cancelled or removed · gone: the film may no longer be shown
Standing = Literal["asked", "yes", "no", "void", "out", "over", "gone"]
_OUT = (State.PUBLISHED, State.PUBLISHING, State.DOUBTFUL)
CLOSED = ("out", "over", "gone")


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


def one(reader: ApprovalReader, asked: Invitation, number: int, *, now: datetime) -> AskedPost:
    """Return one post of an invitation as it stands."""
    post = posts.post(reader.session, number)
    said = next(
        (
            each
            for each in invitations.newest(reader.session, number)
            if folding.same(each.organisation, asked.organisation)
        ),
        None,
    )
    return AskedPost(
        post=post,
        standing=_closed(reader, post, now=now) or (answered(reader, post, said) if said else "asked"),
        answer=said,
        seen=seen(reader, post),
        changed=asked.posts[number] != content(reader, post),
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
    return "yes" if mine or found.complete else "void"


def all_refused(reader: ApprovalReader, among: Iterable[Post]) -> dict[int, tuple[str, ...]]:
    """Return which organisations said no to each of these posts as it stands, where it is still to go out."""
    said: dict[int, list[LinkAnswer]] = {}
    for one in invitations.newest(reader.session):
        if not one.yes:
            said.setdefault(one.number, []).append(one)
    found: dict[int, tuple[str, ...]] = {}
    for post in among:
        if post.number in said and can_be_answered(post):
            counting = [one for one in said[post.number] if one.content == content(reader, post)]
            found |= {post.number: tuple(one.organisation for one in counting)} if counting else {}
    return found
