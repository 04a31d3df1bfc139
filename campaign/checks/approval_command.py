"""The command by which a post is approved, with whom this campaign asks, as it can be pasted."""

from schedules.consent.required_approvals import Approvals
from schedules.model.records import Post


def of(post: Post, found: Approvals) -> str:
    """Return the command for the next yes that a post needs."""
    whose = f' --for "{found.lacking[0]}"' if found.lacking else ""
    who = " --by NAME" if found.needs_names else ""
    return f"campaign post approve {post.number}{whose}{who}"
