"""Takes back a yes to a post, or all of them; without enough of them it is a draft again."""

from datetime import datetime

from campaign.posts import approve, whose_yes
from campaign.workspace import Workspace
from schedules.consent import required_approvals
from schedules.consent.required_approvals import Approvals
from schedules.database import approvals, posts, transitions
from schedules.errors import BadRequest
from schedules.model.records import Post
from schedules.model.states import State, after


def revoke(workspace: Workspace, number: int, *, now: datetime, organisation: str | None) -> None:
    """Revoke every approval of a post, or one organisation's; without enough of them it is a draft again.

    Raises BadRequest where there is no such approval or no such step.
    """
    organisation = whose_yes.organisation(organisation)
    with workspace.store.write() as session:
        post = posts.post(session, number)
        found = required_approvals.of(session, post, workspace.campaign)
        _require_revocable(post, found, organisation)
        if organisation and workspace.rules.by_partners:
            organisation = whose_yes.partner(workspace, organisation)
        theirs = {one.organisation for one in found.given if whose_yes.same(one.organisation, organisation)}
        named = tuple(filter(None, theirs))
        if organisation and not (
            named and approvals.revoke_approvals(session, number, now=now, organisations=named)
        ):
            raise BadRequest("no-such-approval", number=number, organisation=organisation)
        if not organisation:
            approvals.revoke_approvals(session, number, now=now)
        if post.state is State.DRAFT:
            params = {"organisation": organisation or "-"}
            event = "approval-withdrawn" if organisation else "approvals-withdrawn"
            approve.note(session, post, event, now=now, params=params)
        elif not organisation or not required_approvals.of(session, post, workspace.campaign).complete:
            transitions.move(session, number, "unapproved", now=now, by=approve.STAFF)


def _require_revocable(post: Post, found: Approvals, organisation: str | None) -> None:
    """Refuse a post that no approval can be taken from, before anybody is asked for whom."""
    drafted = post.state is State.DRAFT
    if (drafted and not organisation and not found.standing) or (
        not drafted and after(post.state, "unapproved") is None
    ):
        raise transitions.impossible(post.number, post.state, "unapproved")
