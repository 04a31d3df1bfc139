"""Posts on the rehearsal Page: creating, revealing, listing and deleting.

Rules: Page Feed reference (v26): message or link required; how long and how far ahead: `facebook/content_limits.py`.
"""

import base64
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from media.json_values import Json
from schedules.facebook.content_limits import CAPTION_LIMIT, LISTED_AT_ONCE
from schedules.rehearsal import nodes
from schedules.rehearsal.edges import photos as edge_photos
from schedules.rehearsal.edges import visibility
from schedules.rehearsal.graph_requests import Call, Refusal
from schedules.rehearsal.store import NewThing, Page, Thing, ThingData


def create(page: Page, call: Call) -> dict[str, Json]:
    """Create a post; hidden when `published` is false. `fields` reads it back at once."""
    message, link = call.params.get("message", ""), call.params.get("link", "")
    due = visibility.moment_of_new(page, call, "post")
    with page.shelf.step():
        photos = edge_photos.attached_photos(page, call, scheduled=due is not None)
        _check_content(message, link, bool(photos))
        post = _add(page, call, _content(message, link, photos), due)
        edge_photos.mark_used(page, photos, post)
    return nodes.post_node(page, call, post) if call.params.get("fields") else {"id": post.id}


def create_photo(page: Page, call: Call) -> dict[str, Json]:
    """Take a photo; published (the default), it is a post at once, unless `no_story`."""
    due, public = visibility.moment_of_new(page, call, "post"), call.boolean("published", True)
    with page.shelf.step():
        made = edge_photos.store_picture(page, call, edge_photos.picture_sent(call), "photo", None)
        if due is None and (not public or call.boolean("no_story", False)):
            page.shelf.change(made, live_from=page.now() if public else None, data=made.data)
            return {"id": made.id}
        post = _add(page, call, _content(made.data.get("caption", ""), "", [made.id]), due)
        edge_photos.mark_used(page, [made.id], post)
    return {"id": made.id, "post_id": post.id}


def _content(message: str, link: str, photos: list[str]) -> ThingData:
    """Return what a post says and shows."""
    content: ThingData = {}
    if message:
        content["message"] = message
    if link:
        content["link"] = link
    if photos:
        content["photos"] = photos
    return content


def _add(page: Page, call: Call, content: ThingData, due: float | None) -> Thing:
    """Put a post on the shelf; scheduled photos without their content type stay a draft (Page Photos reference)."""
    now = page.now()
    live = due if due is not None else now if call.boolean("published", True) else None
    if due is not None and "photos" in content and call.params.get("unpublished_content_type") != "SCHEDULED":
        live = None
    seen = now + (call.lag_s or page.shelf.setting("lag_s"))
    new = NewThing(kind="post", created_at=now, visible_from=seen, live_from=live, data=content)
    return page.shelf.add(new, lambda seq: _ids(page, seq))


def _ids(page: Page, seq: int) -> dict[str, str]:
    name = f"{page.id}_{100_000_000_000_000 + seq * 7919}"
    return {"id": name, "story": name}


def _check_content(message: str, link: str, pictured: bool) -> None:
    if not message.strip() and not link and not pictured:
        raise Refusal(100, "Requires one of the params: message, link, attached_media")
    if len(message) > CAPTION_LIMIT:
        raise Refusal(100, f"Param message must be at most {CAPTION_LIMIT} characters")
    parts = urlsplit(link)
    if link and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise Refusal(100, "Param link must be a URL")
    if (parts.hostname or "").endswith("facebook.com"):
        raise Refusal(1609008, "You can't post a link to facebook.com")


def reveal(page: Page, call: Call, post: Thing) -> dict[str, Json]:
    """Set `is_published`; true again on a public post changes nothing."""
    if call.boolean("is_published", True):
        visibility.go_live(page, call, post)
    elif post.live(page.now()):
        raise Refusal(100, "A published post cannot be unpublished")
    return {"success": True}


def edit(page: Page, call: Call, post: Thing) -> dict[str, Json]:
    """Change a post's text, public or not, or move its schedule; `published` alone never unschedules."""
    if not {"message", "scheduled_publish_time"} & set(call.params):
        raise Refusal(100, "Nothing that can be changed was named")
    words: ThingData = {}
    if "message" in call.params:
        text = call.params["message"]
        _check_content(text, post.data.get("link", ""), bool(post.data.get("photos")))
        words = {"message": text} if post.kind == "post" else {"description": text}
    live_from = visibility.moment_after(page, call, post)
    page.shelf.change(post, live_from=live_from, data=post.data | words)
    return {"success": True}


def delete(page: Page, call: Call, thing: Thing) -> dict[str, Json]:
    """Take a thing off the Page with its bytes, its comments and the photos in it."""
    with page.shelf.step():
        for photo in thing.data.get("photos", []):
            edge_photos.remove_if_there(page, photo)
        page.shelf.remove(thing)
    return {"success": True}


def feed(page: Page, call: Call) -> dict[str, Json]:
    """List posts, hidden ones too; a film is a post once it is public."""
    return listed(page, call, nodes.post_node, lambda thing: thing.kind == "post" or thing.live(page.now()))


def published(page: Page, call: Call) -> dict[str, Json]:
    """List what people see."""
    return listed(page, call, nodes.post_node, lambda thing: thing.live(page.now()))


def scheduled(page: Page, call: Call) -> dict[str, Json]:
    """List what waits for its moment."""
    return listed(
        page, call, nodes.post_node, lambda thing: thing.live_from is not None and not thing.live(page.now())
    )


def videos(page: Page, call: Call) -> dict[str, Json]:
    """List films whose upload is finished, hidden ones too."""
    return listed(page, call, nodes.video_node, lambda film: "finished_at" in film.data, ("video",))


Node = Callable[[Page, Call, Thing], dict[str, Json]]


def listed(
    page: Page,
    call: Call,
    node: Node,
    wanted: Callable[[Thing], bool],
    kinds: tuple[str, ...] = ("post", "video"),
) -> dict[str, Json]:
    """List with cursors; `paging.next` carries the token, as Graph's does."""
    limit, after = call.whole("limit", 25), _after(call)
    if not 1 <= limit <= LISTED_AT_ONCE:
        raise Refusal(100, f"Param limit must be between 1 and {LISTED_AT_ONCE}")
    now = page.now()
    things = [
        thing
        for thing in page.shelf.listing(kinds)
        if wanted(thing) and thing.visible_from <= now and thing.seq < after
    ]
    data = [node(page, call, thing) for thing in things[:limit]]
    if not data:
        return {"data": []}
    cursors = {
        "before": _cursor(things[0]),
        "after": _cursor(things[limit - 1 : limit][-1] if len(things) >= limit else things[-1]),
    }
    paging: dict[str, Json] = {"cursors": cursors}
    if len(things) > limit:
        query = {**call.params, "limit": limit, "after": cursors["after"], "access_token": call.token}
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
