"""What is said of a post's approvals: the next command that it needs, and that it must be approved again.

Nothing here loads what films and pictures need: `status` asks it.
"""

from campaign.messages import pasteable
from media.findings import Detail, Finding
from schedules.consent.required_approvals import WAITING, ApprovalReader, Approvals
from schedules.model.records import Post
from schedules.model.states import State


def command(post: Post, found: Approvals) -> str:
    """Return the command for the next yes that a post needs, for whom this campaign asks."""
    whose = f" --for {pasteable.quoted(found.lacking[0])}" if found.lacking else ""
    shown = f"campaign post approve {post.number}{whose}"
    return pasteable.Unfilled(f"{shown} --by NAME") if found.needs_names else shown


def to_approve_again(reader: ApprovalReader) -> list[Finding]:
    """Return the posts that were approved, but not as they stand now or under the rules that there are now."""
    found = reader.posts((State.DRAFT, *WAITING))
    return [_finding(one, reader.of(one)) for one in found if reader.to_approve_again(one)]


def _finding(post: Post, found: Approvals) -> Finding:
    what = Detail("yes-to-other-rules" if found.void[-1].flaw == "other-rules" else "yes-to-earlier")
    if found.unlisted:
        what = Detail("organisation-unlisted", {"organisation": found.unlisted, "slug": post.testimony})
    params: dict[str, object] = {"number": post.number, "what": what, "how": command(post, found)}
    return Finding(code="to-approve-again", severity="warning", where=f"post {post.number}", params=params)
