"""Numbers of posts that a command was given: all that are of no post are named at once."""

from collections.abc import Iterable

from sqlmodel import Session

from campaign.messages import pasteable
from campaign.typed import numbers as typed_numbers
from schedules.database import posts
from schedules.errors import BadRequest


def require(session: Session, numbers: Iterable[int]) -> None:
    """Raise BadRequest for the numbers of no post, with those that are of one."""
    asked = list(dict.fromkeys(numbers))
    if not asked:
        return
    known = {post.number for post in posts.posts(session)}
    absent = [number for number in asked if number not in known]
    rest = [number for number in asked if number in known]
    if len(absent) > 1:
        raise BadRequest("no-such-posts", numbers=typed_numbers.spans(absent), rest=rest)
    if absent:
        raise BadRequest("no-such-post", number=absent[0], rest=rest)


def pause_of(written: str) -> BadRequest | None:
    """Return the refusal of `pause 2`, which would stop the whole campaign; None where no number was written."""
    try:
        asked = typed_numbers.several(written)
    except BadRequest:
        return None
    lines = ", ".join(f"`campaign post hold {number}`" for number in asked)
    return BadRequest("pause-of-posts", text=written, lines=pasteable.Typed(lines))
