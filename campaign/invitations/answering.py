"""Keeps what a partner answers by link: a yes as `campaign post approve` does, a no with its reason.

Each in one transaction with the look whether the post is still what was seen. A no takes back the organisation's yes
and lets nothing out: where other yeses would, they lapse, and staff decide.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from campaign.invitations import standing
from campaign.invitations.standing import AskedPost
from campaign.posts import approve, void_approvals
from campaign.posts.whose_yes import Voice
from campaign.workspace import Workspace
from media.text import folding
from schedules.consent.required_approvals import WAITING, ApprovalReader
from schedules.database import approvals, invitations, posts, transitions
from schedules.errors import BadRequest, NotReady, ScheduleError
from schedules.model.invited import ABOUT, LINK, Invitation
from schedules.model.states import after

LONGEST = 300  # characters of the sentence that comes with a no


class Changed(NotReady):
    """What was answered is no longer what was seen, or cannot be answered any more; nothing was kept."""


class _Already(Exception):
    """The same was answered before, and counts: there is nothing to do."""


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a partner says no: what it is about, of `ABOUT`, and one sentence."""

    about: tuple[str, ...]
    words: str


def yes(workspace: Workspace, asked: Invitation, number: int, *, seen: str, now: datetime) -> None:
    """Say yes to a post as it was seen, for the organisation of a link; said before, it is said.

    Raises Changed, and what `approve.approve` raises.
    """

    def keep(session: Session) -> None:
        reader = ApprovalReader(session=session, campaign=workspace.campaign)
        found = _required(reader, asked, number, seen, now=now)
        if found.standing == "yes":
            raise _Already
        said = standing.content(reader, found.post)
        invitations.answer(session, asked, number, yes=True, content=said, now=now)

    voice = Voice(organisation=asked.organisation, invitation=asked.id)
    try:
        if not _is_approved(workspace, number):
            approve.approve(workspace, (number,), voice, now=now, first=keep)
            return
        with workspace.store.write() as session:
            keep(session)
            _note(session, asked, number, "approval-given", now=now)
    except _Already:
        return


def no(
    workspace: Workspace, asked: Invitation, number: int, reason: Reason, *, seen: str, now: datetime
) -> None:
    """Say no to a post as it was seen; said before in the same words, it is said.

    Raises Changed, and BadRequest for a reason that says nothing or too much.
    """
    reason = _required_reason(reason)
    with workspace.store.write() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign)
        found = _required(reader, asked, number, seen, now=now)
        before = found.answer
        if found.standing == "no" and before and (before.about, before.words) == (reason.about, reason.words):
            return
        said = standing.content(reader, found.post)
        invitations.answer(
            session, asked, number, yes=False, content=said, about=reason.about, words=reason.words, now=now
        )
        about = [f"about-{one}" for one in reason.about]
        _note(session, asked, number, "approval-refused", now=now, about=about)
        _keep_back(session, workspace, asked, number, now=now)


def _required(
    reader: ApprovalReader, asked: Invitation, number: int, seen: str, *, now: datetime
) -> AskedPost:
    """Return a post that can be answered and is what was seen."""
    found = standing.one(reader, asked, number, now=now)
    if found.closed:
        raise Changed(f"yes-page-{found.standing}")
    if found.seen != seen:
        raise Changed("yes-page-changed")
    return found


def _is_approved(workspace: Workspace, number: int) -> bool:
    """Tell whether a post has all the yeses that it needs already, so that another adds nothing to it."""
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign)
        post = posts.post(session, number)
        return post.state in WAITING and reader.of(post).complete


def _keep_back(
    session: Session, workspace: Workspace, asked: Invitation, number: int, *, now: datetime
) -> None:
    """Take back the organisation's yes; where the post would still go out, all others lapse and it is a draft."""
    reader = ApprovalReader(session=session, campaign=workspace.campaign)
    post = posts.post(session, number)
    spelt = {one.organisation for one in reader.of(post).given if one.organisation}
    mine = [one for one in spelt if folding.same(one, asked.organisation)]
    if mine:
        approvals.revoke_approvals(session, number, now=now, organisations=mine)
    if reader.of(post).complete:
        approvals.revoke_approvals(session, number, now=now)
    if after(post.state, "unapproved") and void_approvals.falls(post):
        params = {"why": "answered-no", "organisation": asked.organisation}
        transitions.move(session, number, "unapproved", now=now, by=LINK, params=params)


def _note(
    session: Session, asked: Invitation, number: int, event: str, *, now: datetime, about: Iterable[str] = ()
) -> None:
    params: dict[str, object] = {"organisation": asked.organisation, "invitation": asked.id}
    params |= {"about": list(about)} if about else {}
    approve.note(session, posts.post(session, number), event, now=now, params=params, by=LINK)


def _required_reason(reason: Reason) -> Reason:
    """Return a reason as it is kept: on one line, without spaces around it."""
    words, about = " ".join(reason.words.split()), tuple(one for one in ABOUT if one in reason.about)
    wrong: list[ScheduleError] = []
    if not about:
        wrong.append(BadRequest("yes-no-about"))
    if not words:
        wrong.append(BadRequest("yes-no-words"))
    if len(words) > LONGEST:
        wrong.append(BadRequest("yes-no-long", length=len(words), most=LONGEST))
    if wrong:
        raise wrong[0]
    return Reason(about=about, words=words)
