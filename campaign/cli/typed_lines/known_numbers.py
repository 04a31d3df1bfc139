"""Numbers of posts that a command was given: all that are of no post are named at once."""

from collections.abc import Iterable

from sqlmodel import Session

from campaign.cli.typed_lines import tried_words
from campaign.messages import pasteable
from campaign.typed import days, moments, relative
from campaign.typed import numbers as typed_numbers
from schedules.database import posts
from schedules.errors import BadRequest
from schedules.model.states import State

_OVER = (State.CANCELLED, State.REMOVED)  # nothing is done any more with posts of these states


def require(session: Session, numbers: Iterable[int]) -> None:
    """Raise BadRequest for the numbers of no post, with those that are of one."""
    asked = list(dict.fromkeys(numbers))
    if not asked:
        return
    known = {post.number: post.state for post in posts.posts(session)}
    absent = [number for number in asked if number not in known]
    rest = [number for number in asked if number in known and known[number] not in _OVER]
    if len(absent) > 1:
        raise BadRequest("no-such-posts", numbers=typed_numbers.spans(absent), rest=rest)
    if absent:
        raise BadRequest("no-such-post", number=absent[0], rest=rest)


def pause_of(written: str) -> BadRequest | None:
    """Return the refusal of `pause 2`, which would stop the whole campaign, and of `pause morgen`, which would at once.

    None where neither a number nor a moment was written.
    """
    try:
        asked = typed_numbers.several(written)
    except BadRequest:
        return BadRequest("pause-of-moment", text=written) if _is_moment(written) else None
    lines = ", ".join(f"`campaign post hold {number}`" for number in asked)
    return BadRequest("pause-of-posts", text=written, lines=pasteable.Typed(lines))


def _is_moment(written: str) -> bool:
    """Tell whether words are a moment, with or without what stands before one: `vrijdag`, `à partir de demain`."""
    said = written.split()
    if relative.is_now(days.plain(written)):
        return False
    for place in range(len(said)):
        before, rest = " ".join(said[:place]), " ".join(said[place:])
        if (not before or tried_words.joins(before, "before-moments", "from-moments")) and moments.is_like(
            rest
        ):
            return True
    return False
