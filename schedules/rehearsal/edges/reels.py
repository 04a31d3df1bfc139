"""Reels on the rehearsal Page: `/{page}/video_reels`, and the door for their raw bytes.

Rules: Reels Publishing API (guide of 2026-07-30): start, bytes, finish as DRAFT, SCHEDULED or PUBLISHED; 30 a day.
"""

import re
from typing import BinaryIO

from werkzeug.exceptions import ClientDisconnected

from media.json_values import Json
from schedules.rehearsal import nodes
from schedules.rehearsal.edges import captions, videos, visibility
from schedules.rehearsal.edges.posts import listed
from schedules.rehearsal.graph_requests import RAW, Call, RawRefusal, Refusal
from schedules.rehearsal.store import Page, Thing, ThingData, Words

BLOCK = 256 * 1024  # bytes in memory at a time
FIELDS: tuple[Words, ...] = ("title", "description", "place", "targeting")
STATES = ("DRAFT", "SCHEDULED", "PUBLISHED")


def start(page: Page, call: Call) -> dict[str, Json]:
    """Open a reel: it has its id, and the address for its bytes, before one moves."""
    reel = videos.add_film(page, call, "reel", None)
    return {"video_id": reel.id, "upload_url": f"{page.url}/{RAW}/{call.version}/{reel.id}"}


def receive_bytes(page: Page, call: Call, reel: Thing) -> dict[str, Json]:
    """Take a raw body from `offset` on, straight to disk; what arrived before a break stays."""
    if "file_url" in call.headers:
        raise RawRefusal("ProcessingFailedError", "The file_url cannot be fetched", retriable=False)
    offset, size = (_header(call, name) for name in ("offset", "file_size"))
    videos.check_size(size)
    got = page.shelf.film(reel).stat().st_size
    if offset != got or reel.data["size"] not in (None, size) or "finished_at" in reel.data:
        raise RawRefusal("OffsetInvalidError", f"Request starting offset is invalid: {got}", retriable=False)
    page.shelf.change(reel, live_from=None, data=reel.data | {"size": size})
    room = size - offset if call.cut is None else min(call.cut, size - offset)
    with page.shelf.film(reel).open("ab") as file:
        _append(call.stream, file, offset, room)
    if page.shelf.film(reel).stat().st_size < size:
        raise RawRefusal("PartialRequestError", "Partial request: bytes are missing", retriable=True)
    return {"success": True}


def _header(call: Call, name: str) -> int:
    text = call.headers.get(name, "")
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise RawRefusal("ProcessingFailedError", f"Header {name} must be a number", retriable=False)
    return int(text)


def _append(stream: BinaryIO, file: BinaryIO, at: int, room: int) -> None:
    """Append what comes; stop if another call has appended meanwhile."""
    while room > 0:
        try:
            block = stream.read(min(BLOCK, room))
        except (ClientDisconnected, OSError):
            return
        if not block:
            return
        if file.seek(0, 2) != at:
            raise RawRefusal("OffsetInvalidError", "Another upload goes on", retriable=False)
        file.write(block)
        file.flush()
        at, room = at + len(block), room - len(block)


def finish(page: Page, call: Call) -> dict[str, Json]:
    """Close a reel as draft, scheduled or published; again, to publish a draft."""
    judged = videos.judge(page, _reel(page, call.need("video_id")))
    with page.shelf.step():
        reel, state = _reel(page, call.need("video_id")), call.need("video_state")
        if state not in STATES:
            raise Refusal(100, f"Param video_state must be one of {', '.join(STATES)}")
        if not nodes.whole(page, reel):
            raise Refusal(6000, "There was a problem uploading your video file: bytes are missing")
        due = _due(page, call, reel, state)
        words = videos.words_of(call, FIELDS) | captions.cover_sent_along(page, call, reel)
        closed: ThingData = {"finished_at": page.now()}
        data = closed | judged | reel.data | words
        reel = page.shelf.change(reel, live_from=None if "problem" in data else due, data=data)
        if state != "PUBLISHED":
            return {"success": True}
        visibility.go_live(page, call, reel, not_before=nodes.ready_at(page, reel) or 0.0)
    return {"success": True, "post_id": str(reel.story).rpartition("_")[2]}


def _reel(page: Page, key: str) -> Thing:
    try:
        reel = page.shelf.find(key)
    except KeyError:
        reel = None
    kinds = ("reel", "video") if page.shelf.setting("films_as_reels") else ("reel",)
    if reel is None or reel.kind not in kinds:
        raise Refusal(100, f"Object with ID '{key}' does not exist", subcode=33)
    return reel


def _due(page: Page, call: Call, reel: Thing, state: str) -> float | None:
    """Return when the reel becomes public by the Page's clock; a draft that was scheduled stays so."""
    if state == "SCHEDULED":
        call.need("scheduled_publish_time")
        return visibility.moment_after(page, call, reel)
    if "scheduled_publish_time" in call.params:
        raise Refusal(100, "Param scheduled_publish_time goes with video_state SCHEDULED alone")
    return reel.live_from


def reels(page: Page, call: Call) -> dict[str, Json]:
    """List finished reels, hidden ones too; `since` and `until` narrow it."""
    since, until = call.moment("since") or 0.0, call.moment("until") or float("inf")
    return listed(
        page,
        call,
        nodes.video_node,
        lambda reel: "finished_at" in reel.data and since <= reel.created_at <= until,
        ("reel",),
    )
