"""Asks an organisation for its yes by a link, and takes a link back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlmodel import Session

from campaign.invitations import links, standing
from campaign.posts import whose_yes
from campaign.workspace import Workspace
from media.text import folding
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import colleagues, invitations, posts, transitions
from schedules.errors import BadRequest, NotReady, ScheduleError
from schedules.model.invited import Invitation

STAFF = colleagues.STAFF
DAYS, MOST_DAYS = 14, 90
MOST_POSTS = 40


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Whom to ask for a yes to which posts, and for how many days."""

    numbers: tuple[int, ...]
    organisation: str
    days: int = DAYS


def ask(workspace: Workspace, wish: Wish, *, now: datetime) -> Invitation:
    """Keep an invitation; asked again on the same day for the same, it is the one of before.

    Raises BadRequest for no such post, organisation or number of days, NotReady for a post to which nobody can say yes
    from where it stands, or that lacks a moment.
    """
    _require_bounds(wish)
    expires_at = _end(workspace, now, wish.days)
    with workspace.store.write() as session:
        organisation = _whose(workspace, wish.organisation)
        reader = ApprovalReader(session=session, campaign=workspace.campaign)
        asked = {number: _content(reader, workspace, number, organisation) for number in wish.numbers}
        if before := _before(session, organisation, asked, expires_at):
            return before
        made = invitations.keep(
            session,
            serial=links.new_serial(),
            organisation=organisation,
            posts=asked,
            now=now,
            expires_at=expires_at,
            by_person_id=colleagues.behind(session, STAFF),
        )
        for number in asked:
            _note(session, "invited", made, number, now=now)
    return made


def revoke(workspace: Workspace, number: int, *, now: datetime) -> Invitation:
    """Let an address lead nowhere from now on; answers that were given stay. Raises BadRequest for no such one."""
    with workspace.store.write() as session:
        found = invitations.one(session, number)
        if found.revoked_at is None:
            invitations.revoke(session, number, now=now)
            for post in found.posts:
                _note(session, "invitation-revoked", found, post, now=now)
        return invitations.one(session, number)


def _note(session: Session, event: str, asked: Invitation, number: int, *, now: datetime) -> None:
    params = {"organisation": asked.organisation, "invitation": asked.id}
    state = posts.post(session, number).state
    transitions.note(session, event, now=now, by=STAFF, number=number, state=state, params=params)


def _require_bounds(wish: Wish) -> None:
    if not 1 <= wish.days <= MOST_DAYS:
        raise BadRequest("invite-days", days=wish.days, most=MOST_DAYS)
    if not wish.numbers or len(wish.numbers) > MOST_POSTS:
        raise BadRequest("invite-posts", most=MOST_POSTS)


def _whose(workspace: Workspace, written: str) -> str:
    """Return the organisation that is meant, as the campaign spells it."""
    named = folding.tidy(whose_yes.organisation(written) or "")
    known = workspace.settings.organisations
    if workspace.rules.by_partners:
        return whose_yes.partner(workspace, named)
    return next((one for one in known if folding.same(one, named)), named)


def _content(reader: ApprovalReader, workspace: Workspace, number: int, organisation: str) -> str:
    """Return the content of a post to which yes can be said; raises for one to which it cannot."""
    post = posts.post(reader.session, number)
    if not standing.can_be_answered(post):
        raise NotReady("invite-over", number=number, state=str(post.state))
    if post.due_at is None:
        raise NotReady("approve-without-date", number=number)
    voice = whose_yes.Known(whose=organisation, person=None, invitation=0)
    try:
        whose_yes.require_shown(voice, post, reader.shows(post))
        whose_yes.adds_nothing(voice, post, reader.of(post))
    except ScheduleError as why:
        raise _said_of_asking(why) from why
    return standing.content(reader, post)


def _said_of_asking(why: ScheduleError) -> ScheduleError:
    """Return why an organisation cannot be asked, where else it is said of a yes that was given."""
    codes = {"approval-for-near": "invite-near", "approval-not-asked": "invite-not-asked"}
    return type(why)(codes[why.code], **why.params) if why.code in codes else why


def _before(
    session: Session, organisation: str, asked: Mapping[int, str], expires_at: datetime
) -> Invitation | None:
    found: Iterable[Invitation] = reversed(invitations.everything(session))
    same = (one for one in found if one.revoked_at is None and one.expires_at == expires_at)
    return next(
        (one for one in same if folding.same(one.organisation, organisation) and one.posts == asked), None
    )


def _end(workspace: Workspace, now: datetime, days: int) -> datetime:
    """Return the end of the last day on which an address can be answered."""
    last = now.astimezone(workspace.rules.zone).date() + timedelta(days=days)
    whole = datetime.combine(last, time(23, 59, 59), workspace.rules.zone)
    return whole.astimezone(now.tzinfo)
