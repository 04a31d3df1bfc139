"""Approvals: given for a partner, counted, revoked, and lost once a post moved too far."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from campaign.workspace import Workspace
from schedules.consent import required_approvals
from schedules.database import approvals, events, posts, transitions
from schedules.errors import BadRequest, NotReady
from schedules.model import organisations
from schedules.model.records import Post
from schedules.model.states import State, after

STAFF = "staff"


def approve(
    session: Session,
    workspace: Workspace,
    post: Post,
    *,
    now: datetime,
    person: int | None,
    organisation: str | None,
) -> bool:
    """Record an approval of a post as it is; return whether it was the last one needed.

    Raises NotReady where partners must approve and none is named, BadRequest where the one named is no partner.
    """
    rules, folder = workspace.rules, workspace.folder
    whose = partner(workspace, organisation) if organisation and rules.partners else organisation
    if whose is None and required_approvals.partners(session, post, rules):
        who = ", ".join(required_approvals.lacking(session, post, campaign=workspace.campaign))
        raise NotReady("approval-for-whom", number=post.number, who=who or "-")
    kit = required_approvals.kit_of(post, folder)
    approvals.approve(session, post.number, now=now, by_person_id=person, organisation=whose, kit=kit)
    missing = required_approvals.lacking(session, post, campaign=workspace.campaign)
    if rules.partners and whose:
        params = {"organisation": whose}
        _note(session, post, "approval-given", now=now, params=params, by_person_id=person)
    if missing and post.state not in (State.DRAFT, State.PUBLISHED):
        return True  # the table refuses the step, and says why
    return not missing


def partner(workspace: Workspace, written: str) -> str:
    """Return the partner organisation that is meant, however it is spelt; raises BadRequest for none."""
    if meant := organisations.listed(written, workspace.rules.partners):
        return meant
    known = ", ".join(workspace.rules.partners)
    raise BadRequest("organisation-unknown", organisation=written, known=known)


def agreed(post: Post) -> dict[str, object]:
    """Return what the log keeps of an approval: the moment that was agreed on."""
    return {"due_at": post.due_at.isoformat()} if post.due_at else {}


def revoke(workspace: Workspace, number: int, *, now: datetime, organisation: str | None) -> None:
    """Revoke every approval of a post, or one organisation's; without enough of them it is a draft again.

    Raises BadRequest where there is no such approval or no such step.
    """
    with workspace.store.write() as session:
        post = posts.post(session, number)
        whose = (
            partner(workspace, organisation) if organisation and workspace.rules.partners else organisation
        )
        found = approvals.revoke_approvals(session, number, now=now, organisation=whose)
        if whose and not found:
            raise BadRequest("no-such-approval", number=number, organisation=whose)
        if whose and post.state is State.DRAFT:
            params = {"organisation": whose} if workspace.rules.partners else {}
            _note(session, post, "approval-withdrawn", now=now, params=params)
        elif not whose or required_approvals.lacking(session, post, campaign=workspace.campaign):
            transitions.move(session, number, "unapproved", now=now, by=STAFF)


def moved_far(session: Session, workspace: Workspace, before: Post, due: datetime, *, now: datetime) -> bool:
    """Void the approvals of a post whose moment is now further from the one agreed on than the settings tolerate."""
    if workspace.rules.approval == "off" or not approvals.assents(session, before.number):
        return False
    said = [one.params for one in events.events(session, number=before.number) if one.event == "approved"]
    kept = said[-1].get("due_at") if said else None
    then = datetime.fromisoformat(str(kept)) if kept else before.due_at
    if then is None or abs(due - then) <= workspace.settings.plan.move_tolerance:
        return False
    approvals.revoke_approvals(session, before.number, now=now)
    if after(before.state, "unapproved"):
        transitions.move(session, before.number, "unapproved", now=now, by=STAFF)
    return True


def _note(
    session: Session,
    post: Post,
    event: str,
    *,
    now: datetime,
    params: Mapping[str, object],
    by_person_id: int | None = None,
) -> None:
    transitions.note(
        session,
        event,
        now=now,
        by=STAFF,
        number=post.number,
        state=post.state,
        params=params,
        by_person_id=by_person_id,
    )
