"""Comments on the rehearsal Page: `POST` and `GET /{post or video}/comments`, and the comment node.

Rules: "Comments and @mentions" (Pages API): only on what people see.
"""

from media.json_values import Json
from schedules.facebook.content_limits import COMMENT_LIMIT
from schedules.rehearsal import nodes
from schedules.rehearsal.graph_requests import Call, Refusal
from schedules.rehearsal.store import NewThing, Page, Thing


def create(page: Page, call: Call, thing: Thing) -> dict[str, Json]:
    """Comment as the Page; on a live thing alone."""
    text, now = call.params.get("message", ""), page.now()
    if not text.strip():
        raise Refusal(100, "Requires one of the params: message, attachment_url, attachment_id")
    if len(text) > COMMENT_LIMIT:
        raise Refusal(100, f"Param message must be at most {COMMENT_LIMIT} characters")
    if not thing.live(now):
        raise Refusal(1705, "There was an error posting to this wall: the post is not published")
    number = (thing.story or thing.id).rpartition("_")[2]
    seen = now + (call.lag_s or page.shelf.setting("lag_s"))
    new = NewThing(
        kind="comment",
        parent=thing.id,
        created_at=now,
        visible_from=seen,
        live_from=now,
        data={"message": text},
    )
    return {"id": page.shelf.add(new, lambda seq: {"id": f"{number}_{seq * 7919}"}).id}


def list_comments(page: Page, call: Call, thing: Thing) -> dict[str, Json]:
    """List a thing's comments; `order` chronological (the default) or reverse, `summary` with their number."""
    if call.params.get("filter", "toplevel") not in ("toplevel", "stream"):
        raise Refusal(100, "Param filter must be one of toplevel, stream")
    order = call.params.get("order", "chronological")
    if order not in ("chronological", "reverse_chronological", "ranked"):
        raise Refusal(100, "Param order must be one of chronological, reverse_chronological")
    visible = [
        comment for comment in page.shelf.children(thing, "comment") if comment.visible_from <= page.now()
    ]
    shown = visible[::-1] if order == "reverse_chronological" else visible
    data = [node(page, call, comment) for comment in shown[: call.whole("limit", 25)]]
    summary: Json = {"order": order, "total_count": len(visible), "can_comment": True}
    return {"data": data, **({"summary": summary} if call.boolean("summary", False) else {})}


COMMENT: dict[str, nodes.Field] = nodes.COMMON | {
    "id": lambda page, comment: comment.id,
    "message": lambda page, comment: comment.data["message"],
    "can_remove": lambda page, comment: True,
    "comment_count": lambda page, comment: 0,
    "like_count": lambda page, comment: 0,
}


def node(page: Page, call: Call, comment: Thing) -> dict[str, Json]:
    """Tell what a comment is."""
    fields = call.params.get("fields") or "created_time,from,message"
    return nodes.node(page, fields, comment, COMMENT, "Comment")
