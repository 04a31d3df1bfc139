"""When things become public on the rehearsal Page: how far ahead, at once, and how many reels a day.

Rules: Page Feed (v26) and Page Videos (v25) references, Reels guide (2026-07-30); each number is a setting.
"""

from schedules.rehearsal.graph_requests import Call, Refusal
from schedules.rehearsal.store import Page, Thing

DAY_S = 86400
FURTHEST = {"post": "feed_days", "video": "video_days", "reel": "reel_days"}


def due(page: Page, call: Call, kind: str) -> float | None:
    """Return the moment a call names, as unix seconds; refuse one that is too near or too far for this surface."""
    moment = call.moment("scheduled_publish_time")
    if moment is None:
        return None
    ahead, shelf = moment - page.now(), page.shelf
    if not shelf.setting("soonest_s") <= ahead <= shelf.setting(FURTHEST[kind]) * DAY_S:
        raise Refusal(100, "The specified scheduled publish time is invalid")
    return moment


def hidden_until(page: Page, call: Call, kind: str) -> float | None:
    """Return the scheduled moment of a new thing, if the call names one; only what is not published can have one."""
    if "scheduled_publish_time" in call.params and call.boolean("published", True):
        raise Refusal(100, "You cannot specify a scheduled publish time on a published post")
    return due(page, call, kind)


def moved(page: Page, call: Call, thing: Thing) -> float | None:
    """Return when a thing becomes public after this call, which may name another moment."""
    moment = due(page, call, thing.kind)
    if moment is None:
        return thing.live_from
    if thing.live(page.now()):
        raise Refusal(100, "You cannot specify a scheduled publish time on a published post")
    return moment


def go_live(page: Page, call: Call, thing: Thing, *, not_before: float = 0.0) -> None:
    """Make a thing public now; one that is public keeps its first moment."""
    now = page.now()
    if thing.live(now) or "revealed_at" in thing.data:
        return
    if thing.kind == "reel":
        _count(page, now)
    live_from = max(now + call.lag_s, not_before)
    page.shelf.change(thing, live_from=live_from, data=thing.data | {"revealed_at": now})


def _count(page: Page, now: float) -> None:
    out = [one.data.get("revealed_at", one.live_from) for one in page.shelf.listing(("reel",))]
    if sum(at is not None and now - DAY_S < at <= now for at in out) >= page.shelf.setting("reels_a_day"):
        raise Refusal(613, "Calls to this api have exceeded the rate limit: reels published in 24 hours")
