"""What a Page, a post and a film tell when they are read: one table of fields per kind of node.

An unknown field fails the whole call, as on Graph. A field whose function gives None is left out.
"""

from collections.abc import Callable
from typing import Any

from schedules.rehearsal.shelf import Page, Thing
from schedules.rehearsal.wire import Call, Refusal, iso, tree

Field = Callable[[Page, Thing], object]


def post_link(page: Page, thing: Thing) -> str:
    """Return the address of a post's own page, as people open it."""
    return f"{page.url}/{page.id}/posts/{(thing.story or thing.id).rpartition('_')[2]}"


def film_url(page: Page, thing: Thing) -> str:
    """Return the address of a film's bytes."""
    return f"{page.url}/films/{thing.id}.mp4"


def ready_at(page: Page, thing: Thing) -> float | None:
    """Return when a finished film is processed, as unix seconds; None before its upload is finished."""
    done = thing.data.get("finished_at")
    return None if done is None else float(done) + page.shelf.setting("processing_s")


def status(page: Page, thing: Thing) -> dict[str, Any]:
    """Return a film's `status`, as the VideoStatus reference and the reels guide describe it."""
    ready, whole = ready_at(page, thing), thing.data["received"] == thing.data["size"]
    processed = ready is not None and ready <= page.now()
    phase = "ready" if processed else "uploading" if ready is None else "processing"
    out = "published" if thing.live(page.now()) else "draft" if thing.live_from is None else "scheduled"
    return {
        "video_status": phase,
        "processing_progress": 100 if processed else 0,
        "uploading_phase": {
            "status": "complete" if whole else "in_progress",
            "bytes_transferred": thing.data["received"],
            "source_file_size": thing.data["size"],
        },
        "processing_phase": {
            "status": {"ready": "complete", "processing": "in_progress"}.get(phase, "not_started")
        },
        "publishing_phase": {
            "status": "complete" if out == "published" else "not_started",
            "publish_status": out,
            **({"publish_time": iso(thing.live_from)} if thing.live_from else {}),
        },
    }


def attachments(page: Page, thing: Thing) -> dict[str, Any] | None:
    """Return what hangs on a post: its film or its link."""
    if thing.kind == "video":
        url = film_url(page, thing)
        return {
            "data": [
                {
                    "media_type": "video",
                    "target": {"id": thing.id},
                    "url": post_link(page, thing),
                    "source": url,
                }
            ]
        }
    link = thing.data.get("link")
    return {"data": [{"media_type": "link", "unshimmed_url": link, "url": link}]} if link else None


def _kept(name: str) -> Field:
    return lambda page, thing: thing.data.get(name)


def _scheduled(page: Page, thing: Thing) -> int | None:
    return int(thing.live_from) if thing.live_from and thing.live_from > page.now() else None


def _created(page: Page, thing: Thing) -> str:
    return iso(thing.created_at)


def _live(page: Page, thing: Thing) -> bool:
    return thing.live(page.now())


def _from(page: Page, thing: Thing) -> dict[str, str]:
    return {"id": page.id, "name": page.name}


COMMON: dict[str, Field] = {
    "created_time": _created,
    "from": _from,
    "scheduled_publish_time": _scheduled,
    "updated_time": _created,
}
POST: dict[str, Field] = COMMON | {
    "id": lambda page, thing: thing.story or thing.id,
    "message": lambda page, thing: thing.data.get("message") or thing.data.get("description") or None,
    "is_published": _live,
    "permalink_url": post_link,
    "attachments": attachments,
    "link": _kept("link"),
    "story": lambda page, thing: None,
}
VIDEO: dict[str, Field] = COMMON | {
    "id": lambda page, thing: thing.id,
    "title": _kept("title"),
    "description": _kept("description"),
    "published": _live,
    "status": status,
    "source": lambda page, thing: film_url(page, thing) if "finished_at" in thing.data else None,
    "permalink_url": lambda page, thing: f"/{page.id}/videos/{thing.id}/",  # relative, as Graph's may be
    "post_id": lambda page, thing: thing.story if thing.live(page.now()) else None,
    "universal_video_id": _kept("universal_video_id"),
    "custom_labels": _kept("custom_labels"),
    "content_category": _kept("content_category"),
    "embeddable": lambda page, thing: True,
    "length": lambda page, thing: None,
    "picture": lambda page, thing: None,
}
POST_DEFAULT, VIDEO_DEFAULT, PAGE_DEFAULT = "created_time,message", "updated_time,description", "name"


def page_node(page: Page, call: Call) -> dict[str, Any]:
    """Tell who the Page is."""
    known = {
        "id": page.id,
        "name": page.name,
        "link": page.url,
        "category": "Community",
        "is_published": True,
    }
    wanted = tree(call.params.get("fields") or PAGE_DEFAULT)
    _known(wanted, known, "Page")
    return {name: known[name] for name in [*wanted, *(() if "id" in wanted else ("id",))]}


def post_node(page: Page, call: Call, thing: Thing) -> dict[str, Any]:
    """Tell what a post is; a film that is public is a post, too."""
    return _node(page, call.params.get("fields") or POST_DEFAULT, thing, POST, "Post")


def video_node(page: Page, call: Call, thing: Thing) -> dict[str, Any]:
    """Tell what a film is and how far it got."""
    return _node(page, call.params.get("fields") or VIDEO_DEFAULT, thing, VIDEO, "Video")


def _node(page: Page, fields: str, thing: Thing, known: dict[str, Field], kind: str) -> dict[str, Any]:
    wanted = tree(fields)
    _known(wanted, known, kind)
    told = {name: known[name](page, thing) for name in [*wanted, "id"]}
    return {name: value for name, value in told.items() if value is not None}


def _known(wanted: dict[str, str], known: dict[str, Any], kind: str) -> None:
    for name in wanted:
        if name not in known:
            raise Refusal(100, f"Tried accessing nonexisting field ({name}) on node type ({kind})")
