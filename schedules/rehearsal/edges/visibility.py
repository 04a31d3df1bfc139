"""When things become public on the rehearsal Page: how far ahead, at once, and how many reels a day.

Rules: Page Feed (v26) and Page Videos (v25) references, Reels guide (2026-07-30); each number is a setting.
"""

from schedules.rehearsal.graph_requests import Call, Refusal
from schedules.rehearsal.store import Page, Thing

DAY_S = 86400
FURTHEST = {"post": "feed_days", "video": "video_days", "reel": "reel_days"}


def scheduled_moment(page: Page, call: Call, kind: str) -> float | None:
    """Return the moment a call names, as unix seconds; refuse one that is too near or too far for this surface."""
    moment = call.moment("scheduled_publish_time")
    if moment is None:
        return None
    ahead, shelf = moment - page.now(), page.shelf
    if not shelf.setting("soonest_s") <= ahead <= shelf.setting(FURTHEST[kind]) * DAY_S:
        raise Refusal(100, "The specified scheduled publish time is invalid")
    return moment


def moment_of_new(page: Page, call: Call, kind: str) -> float | None:
    """Return the scheduled moment of a new thing, if the call names one; only what is not published can have one."""
    if "scheduled_publish_time" in call.params and call.boolean("published", True):
        raise Refusal(100, "You cannot specify a scheduled publish time on a published post")
    return scheduled_moment(page, call, kind)


def moment_after(page: Page, call: Call, thing: Thing) -> float | None:
    """Return when a thing becomes public after this call, which may name another moment."""
    moment = scheduled_moment(page, call, thing.kind)
    if moment is None:
        return thing.live_from
    if thing.live(page.now()):
        raise Refusal(100, "You cannot specify a scheduled publish time on a published post")
    return moment


def go_live(page: Page, call: Call, thing: Thing, *, not_before: float = 0.0) -> None:
    """Make a thing public now; one that is public keeps its first moment, a film with a problem stays hidden."""
    now = page.now()
    if thing.live(now) or "revealed_at" in thing.data or "problem" in thing.data:
        return
    if thing.kind == "reel":
        _check_reels_a_day(page, now)
    live_from = max(now + call.lag_s, not_before)
    page.shelf.change(thing, live_from=live_from, data=thing.data | {"revealed_at": now})


def _check_reels_a_day(page: Page, now: float) -> None:
    moments = [reel.data.get("revealed_at", reel.live_from) for reel in page.shelf.listing(("reel",))]
    today = [at for at in moments if at is not None and now - DAY_S < at <= now]
    if len(today) >= page.shelf.setting("reels_a_day"):
        raise Refusal(613, "Calls to this api have exceeded the rate limit: reels published in 24 hours")
