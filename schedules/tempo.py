"""How much of us a Page bears: what its answers ask for, and which calls may still be made. Rules on values alone.

Calling on prolongs a rate limit (Graph, "Rate Limits"), so a limit and a time named until calls are welcome again are a
*total* quiet: no call at all. Before that, a high percentage keeps the rest of the quota for what people wait for.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from schedules.facebook.errors import TryLater
from schedules.model.records import Post, Quiet
from schedules.model.states import State
from schedules.quota import Usage

SLOW_AT, HUSH_AT = 75, 95  # percent of any quota used
DWELL = timedelta(minutes=5)  # what a percentage alone asks for; the next answer tells anew
SOON, AT_ONCE = timedelta(minutes=10), timedelta(minutes=1)  # ahead of a post's moment
LONGEST = timedelta(
    days=1
)  # the longest window of any quota; whatever is named beyond is no time but a fault
MINUTE = timedelta(minutes=1)
REELS_A_DAY = 613  # the code; with a subcode it speaks of all our calls


def asked(
    usage: Usage | None, limit: TryLater | None, *, kind: str | None, page_id: str, now: datetime
) -> Quiet | None:
    """Return what one answer asks for: a refusal for too many calls, else what its usage headers said.

    `kind` is that of the post the call was made for. Thirty reels a day (613) are that reel's concern alone; "too fast"
    (368/1390008) is not: Facebook blocks who acts, so any call may prolong it.
    """
    percent, seconds = (usage.percent, usage.regain_s) if usage else (None, 0)
    if limit is not None and not _of_one_reel(limit, kind):
        code = "usage-too-fast" if limit.code == "graph-too-fast" else "usage-limit"
        total, seconds = True, max(limit.after_s, seconds)
    elif seconds > 0:
        code, total = "usage-spent", True
    elif percent is not None and percent >= SLOW_AT:
        code, total = "usage-near-full" if percent >= HUSH_AT else "usage-high", False
        seconds = int(DWELL.total_seconds())
    else:
        return None
    until = now + min(timedelta(seconds=seconds), LONGEST)
    return Quiet(page_id=page_id, until=until, total=total, code=code, percent=percent)


def heeded(before: Quiet | None, newly: Quiet | None, *, now: datetime) -> Quiet | None:
    """Return what holds after an answer: the stricter; of equals the later, a percentage's by a minute at least."""
    if before is None or newly is None:
        return before or newly
    if holds(before, now) is not holds(newly, now):
        return before if holds(before, now) else newly
    if _rank(newly) < _rank(before):
        return before
    worth = timedelta(0) if newly.total else MINUTE
    return newly if _rank(newly) > _rank(before) or newly.until - before.until > worth else before


def is_news(before: Quiet | None, newly: Quiet, *, now: datetime) -> bool:
    """Tell whether people should hear of it: a quiet begins, becomes stricter, or a total one lasts longer."""
    if not holds(before, now) or before is None or _rank(newly) > _rank(before):
        return True
    return newly.total and newly.until - before.until >= MINUTE


def holds(quiet: Quiet | None, now: datetime) -> bool:
    """Tell whether a quiet is on; one that ends absurdly late was written while the clock was wrong."""
    return quiet is not None and now < quiet.until <= now + LONGEST + timedelta(hours=1)


def is_total(quiet: Quiet | None, now: datetime) -> bool:
    """Tell whether no call at all may be made."""
    return quiet is not None and quiet.total and holds(quiet, now)


def welcome(quiet: Quiet | None, post: Post, now: datetime) -> bool:
    """Tell whether the next step for a post may call the Page."""
    if quiet is None or not holds(quiet, now):
        return True
    if quiet.total or _is_urgent(post, now):
        return not quiet.total
    ahead, hushed = (post.due_at or now) - now, _rank(quiet) > 0
    if not hushed:
        return ahead <= SOON
    return post.state in (State.APPROVED, State.UPLOADING) and not post.is_film and ahead <= AT_ONCE


def in_turn(posts: Iterable[Post], quiet: Quiet | None, *, now: datetime, busy: bool) -> list[Post]:
    """Return the posts to work on now: all, or in a quiet what may not wait and one other at a time."""
    able = [post for post in posts if welcome(quiet, post, now)]
    if not holds(quiet, now):
        return able
    pressing = [post for post in able if _is_urgent(post, now) or (post.due_at or now) - now <= AT_ONCE]
    others = [post for post in able if post not in pressing]
    return pressing + ([] if busy or pressing else others[:1])


def ahead(quiet: Quiet | None, usual: timedelta, *, now: datetime) -> timedelta:
    """Return how far ahead of their moment posts are looked for."""
    if quiet is None or not holds(quiet, now):
        return usual
    return min(usual, AT_ONCE if _rank(quiet) > 0 else SOON)


def _is_urgent(post: Post, now: datetime) -> bool:
    """Tell whether it is to be shown now, or was and is to be read back."""
    due = post.due_at is not None and post.due_at <= now
    return post.state is State.PUBLISHING or (post.state is State.STAGED and due)


def _of_one_reel(limit: TryLater, kind: str | None) -> bool:
    told = limit.params.get("graph_code"), limit.params.get("subcode")
    return kind == "reel" and told == (REELS_A_DAY, None)


def _rank(quiet: Quiet) -> int:
    """Return how strict a quiet is: 0 slow, 1 nothing but what is due, 2 total."""
    return 2 if quiet.total else int((quiet.percent or 0) >= HUSH_AT)
