"""Posts on the rehearsal Page: creating, revealing, listing and deleting.

Rules: Page Feed reference (v26): message or link required, 63,206 characters, schedules 10 minutes to 75 days ahead.
"""

import base64
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from schedules.rehearsal import nodes
from schedules.rehearsal.shelf import Page, Thing
from schedules.rehearsal.wire import Call, Refusal

DAY_S = 86400
LONGEST_TEXT = 63206  # characters


def create(page: Page, call: Call) -> dict[str, Any]:
    """Create a post; hidden when `published` is false."""
    message, link = call.params.get("message", ""), call.params.get("link", "")
    _sound(message, link)
    due, public = hidden_until(page, call, longest_s=75 * DAY_S), call.boolean("published", True)
    now = page.now()
    lag = call.lag_s or page.shelf.setting("lag_s")
    data = {name: text for name, text in (("message", message), ("link", link)) if text}
    live = due if due is not None else now if public else None
    columns = {"created_at": now, "visible_from": now + lag, "live_from": live, "data": data}
    return {"id": page.shelf.add("post", lambda seq: _ids(page, seq), **columns).id}


def _ids(page: Page, seq: int) -> dict[str, str]:
    name = f"{page.id}_{100_000_000_000_000 + seq * 7919}"
    return {"id": name, "story": name}


def _sound(message: str, link: str) -> None:
    if not message.strip() and not link:
        raise Refusal(100, "Requires one of the params: message, link")
    if len(message) > LONGEST_TEXT:
        raise Refusal(100, f"Param message must be at most {LONGEST_TEXT} characters")
    parts = urlsplit(link)
    if link and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise Refusal(100, "Param link must be a URL")
    if (parts.hostname or "").endswith("facebook.com"):
        raise Refusal(1609008, "You can't post a link to facebook.com")


def hidden_until(page: Page, call: Call, *, longest_s: float) -> float | None:
    """Return the scheduled moment, as unix seconds, if the call names one; refuse what cannot be scheduled."""
    due = call.moment("scheduled_publish_time")
    if due is None:
        return None
    if call.boolean("published", True):
        raise Refusal(100, "You cannot specify a scheduled publish time on a published post")
    if not 600 <= due - page.now() <= longest_s:
        raise Refusal(100, "The specified scheduled publish time is invalid")
    return due


def go_live(page: Page, call: Call, thing: Thing, *, not_before: float = 0.0) -> None:
    """Make a thing public now; one that is public keeps its first moment."""
    if not thing.live(page.now()):
        page.shelf.change(thing, live_from=max(page.now() + call.lag_s, not_before), data=thing.data)


def reveal(page: Page, call: Call, post: Thing) -> dict[str, Any]:
    """Set `is_published`; true again on a public post changes nothing."""
    if call.boolean("is_published", True):
        go_live(page, call, post)
    elif post.live(page.now()):
        raise Refusal(100, "A published post cannot be unpublished")
    return {"success": True}


def edit(page: Page, call: Call, thing: Thing) -> dict[str, Any]:
    """Change the text of a post or film, or its schedule."""
    names = (
        ("message",)
        if thing.kind == "post"
        else ("title", "description", "universal_video_id", "custom_labels")
    )
    told = {name: call.params[name] for name in names if name in call.params}
    if "message" in told:
        _sound(told["message"], thing.data.get("link", ""))
    due = call.moment("scheduled_publish_time")
    if not told and due is None:
        raise Refusal(100, "Nothing that can be changed was named")
    page.shelf.change(thing, live_from=thing.live_from if due is None else due, data=thing.data | told)
    return {"success": True}


def delete(page: Page, call: Call, thing: Thing) -> dict[str, Any]:
    """Take a post or film off the Page, its bytes too."""
    page.shelf.remove(thing)
    return {"success": True}


def feed(page: Page, call: Call) -> dict[str, Any]:
    """List posts, hidden ones too; a film is a post once it is public."""
    return _listed(page, call, nodes.post_node, lambda one: one.kind == "post" or one.live(page.now()))


def published(page: Page, call: Call) -> dict[str, Any]:
    """List what people see."""
    return _listed(page, call, nodes.post_node, lambda one: one.live(page.now()))


def scheduled(page: Page, call: Call) -> dict[str, Any]:
    """List what waits for its moment."""
    return _listed(
        page, call, nodes.post_node, lambda one: one.live_from is not None and not one.live(page.now())
    )


def videos(page: Page, call: Call) -> dict[str, Any]:
    """List films whose upload is finished, hidden ones too."""
    return _listed(page, call, nodes.video_node, lambda one: "finished_at" in one.data)


Node = Callable[[Page, Call, Thing], dict[str, Any]]


def _listed(page: Page, call: Call, node: Node, wanted: Callable[[Thing], bool]) -> dict[str, Any]:
    """List with cursors; `paging.next` carries the token, as Graph's does."""
    limit, after = call.whole("limit", 25), _after(call)
    if not 1 <= limit <= 100:
        raise Refusal(100, "Param limit must be between 1 and 100")
    now = page.now()
    seen = [
        one for one in page.shelf.listing() if wanted(one) and one.visible_from <= now and one.seq < after
    ]
    data = [node(page, call, one) for one in seen[:limit]]
    if not data:
        return {"data": []}
    cursors = {
        "before": _cursor(seen[0]),
        "after": _cursor(seen[limit - 1 : limit][-1] if len(seen) >= limit else seen[-1]),
    }
    paging: dict[str, Any] = {"cursors": cursors}
    if len(seen) > limit:
        query = {**call.params, "limit": limit, "after": cursors["after"], "access_token": page.token}
        paging["next"] = f"{page.url}/{call.version}/{'/'.join(call.path)}?{urlencode(query)}"
    return {"data": data, "paging": paging}


def _cursor(thing: Thing) -> str:
    return base64.urlsafe_b64encode(str(thing.seq).encode()).decode()


def _after(call: Call) -> float:
    text = call.params.get("after")
    try:
        return int(base64.urlsafe_b64decode(text)) if text else float("inf")
    except ValueError:
        raise Refusal(100, "Invalid cursor") from None
