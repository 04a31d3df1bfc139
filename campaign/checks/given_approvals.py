"""What is said of a post's approvals: the next command that it needs, and that it must be approved again.

Nothing here loads what films and pictures need: `status` asks it.
"""

from datetime import datetime
from math import inf

from campaign.messages import pasteable
from media.findings import Detail, Finding
from schedules.consent import gates, required_approvals
from schedules.consent.required_approvals import WAITING, ApprovalReader, Approvals
from schedules.consent.rules import Closed
from schedules.model.publishing_rules import Rules
from schedules.model.records import Post
from schedules.model.states import State

LACKING = (  # the gates that are shut for want of a yes
    *("changed-since-approval", required_approvals.OTHERWISE, "organisation-unlisted"),
    *("unapproved-by", "unapproved-by-several", "unapproved-people"),
)


def advised(shut: Closed, post: Post, found: Approvals, rules: Rules, *, now: datetime) -> Closed:
    """Return the gate for which a post waits as it is now, with the commands that lead on from where the post stands.

    A post may have its approvals by now, and one that is late needs another moment before anybody approves it.
    """
    if shut.code not in LACKING:
        return shut
    fresh = required_approvals.unapproved(post, found)
    late = _left(post, rules, now=now) < 0
    if fresh is None:
        return Closed(code="approvals-there-late" if late else "approvals-there")
    if late and not found.unlisted:
        params: dict[str, object] = {"what": _lack(found), "how": command(post, found)}
        return Closed(code="approve-after-move", params=params)
    return fresh


def _lack(found: Approvals) -> Detail:
    if found.void:
        return _flaw(found)
    return Detail("yes-some-lacking" if found.standing else "yes-none")


def missing(post: Post, found: Approvals) -> Finding:
    """Return that a draft lacks approvals: whose, or how many of how many it has, with the command for the next."""
    given = len(found.standing)
    needed = given + found.people + len(found.lacking)
    params: dict[str, object] = {"number": post.number, "how": command(post, found)}
    code = "approval-missing"
    if found.lacking:
        code, params = "approval-missing-of", {**params, "who": ", ".join(found.lacking)}
    elif given and found.people:
        code, params = "approval-missing-more", {**params, "given": given, "needed": needed}
    return Finding(code=code, severity="info", where=f"post {post.number}", params=params)


def command(post: Post, found: Approvals) -> str:
    """Return the command for the next yes that a post needs, for whom this campaign asks."""
    whose = f" --for {pasteable.quoted(found.lacking[0])}" if found.lacking else ""
    shown = f"campaign post approve {post.number}{whose}"
    asks = found.needs_names and not found.complete
    return pasteable.Unfilled(f"{shown} --by NAME") if asks else shown


def past_draft(post: Post, rules: Rules, *, now: datetime) -> Closed:
    """Return what is said of a draft whose moment is past: it may be approved until it is late, then it must move."""
    params: dict[str, object] = {"number": post.number}
    left = _left(post, rules, now=now)
    if left == inf:
        return Closed(code="moment-now-draft", params=params)
    if left < 0:
        return Closed(code="moment-past-draft", params=params)
    return Closed(code="moment-soon-late", params={**params, "seconds": int(left)})


def _left(post: Post, rules: Rules, *, now: datetime) -> float:
    """Return the seconds until a post is late, below 0 once it is; without end where none ever is."""
    if rules.late == "send" or post.due_at is None:
        return inf
    return (post.due_at + rules.late_after - now).total_seconds()


def to_approve_again(reader: ApprovalReader) -> list[Finding]:
    """Return the posts that were approved, but not as they stand now or under the rules that there are now.

    Drafts that have every yes they need are among them: a name or a rule is again what it was, and nobody let them go.
    """
    found = [(one, reader.of(one)) for one in reader.posts((State.DRAFT, *WAITING))]
    return [
        to_approve(one, had)
        for one, had in found
        if reader.to_approve_again(one) or may_be_let_go(reader, one)
    ]


def may_be_let_go(reader: ApprovalReader, post: Post) -> bool:
    """Tell whether one command more lets a draft go out: it has every yes, and the consent for what it shows."""
    if not is_ready(post, reader.of(post)) or post.due_at is None:
        return False
    return not gates.consent(reader.session, post, instant=post.due_at, campaign=reader.campaign)


def is_ready(post: Post, found: Approvals) -> bool:
    """Tell whether a draft has a date and every yes that it needs."""
    had = found.is_required and found.complete and bool(found.standing)
    return had and post.state is State.DRAFT and post.due_at is not None


def _flaw(found: Approvals) -> Detail:
    code = "yes-to-other-rules" if found.flaw == "other-rules" else "yes-to-earlier"
    return Detail(code, {"count": sum(one.flaw == found.flaw for one in found.void)})


def to_approve(post: Post, found: Approvals) -> Finding:
    """Return that a draft must be approved, or let go where it has every approval that it needs."""
    what = _flaw(found)
    how: dict[str, object] = {"how": command(post, found)}
    if found.unlisted:
        what = Detail("organisation-unlisted", {"organisation": found.unlisted, "slug": post.testimony})
    params: dict[str, object] = {"number": post.number, "what": what, "advice": Detail("advice-approve", how)}
    if is_ready(post, found):
        params |= {"said_as": "to-let-go", "advice": Detail("advice-let-go", how)}
    return Finding(code="to-approve-again", severity="warning", where=f"post {post.number}", params=params)
