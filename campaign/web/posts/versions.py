"""Which version of a post somebody saw: what it says, whose yes stands, and how far it has come."""

import hashlib
import json

from schedules.consent.required_approvals import WAITING, ApprovalReader
from schedules.model.records import Post

SAYS = (
    *(
        "kind",
        "language",
        "caption",
        "new_caption",
        "testimony_id",
        "format",
        "link",
        "photos",
        "first_comment",
    ),
    *("cover_sha256", "cover_at_ms", "embargo_until", "due_at"),
)
LENGTH = 24


def of(reader: ApprovalReader, post: Post) -> str:
    """Return what tells this version of a post from others; what the service alone does to it makes no other one."""
    seen = reader.seen(post)
    said = {name: getattr(post, name) for name in SAYS}
    yeses = [(one.person, one.organisation, one.at.isoformat()) for one in reader.of(post).standing]
    state = "waiting" if seen.state in WAITING else str(seen.state)
    text = json.dumps([said, yeses, state, post.reason], default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
