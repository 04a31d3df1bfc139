"""What a Page, a post and a film tell when they are read: one table of fields per kind of node.

An unknown field fails the whole call, as on Graph. A field whose function gives None is left out.
"""

from collections.abc import Callable, Container
from typing import Literal

from media.json_values import Json
from schedules.rehearsal.graph_requests import Call, Refusal, iso, tree
from schedules.rehearsal.store import Page, Thing, Words

Field = Callable[[Page, Thing], Json]
SPELLED = {
    "reel": "bytes_transfered"
}  # the reels guide's spelling; the SDK's and live answers' is the right one


def post_link(page: Page, thing: Thing) -> str:
    """Return the address of a post's own page, as people open it."""
    return f"{page.url}{page.home}/{page.id}/posts/{(thing.story or thing.id).rpartition('_')[2]}"


def film_url(page: Page, thing: Thing) -> str:
    """Return the address of a film's bytes."""
    return f"{page.url}{page.home}/films/{thing.id}.mp4"


def ready_at(page: Page, thing: Thing) -> float | None:
    """Return when a finished film is processed, as unix seconds; None before its upload is finished."""
    done = thing.data.get("finished_at")
    return None if done is None else float(done) + page.shelf.setting("processing_s")


def picture_url(page: Page, key: str) -> str:
    """Return the address of a photo's or cover's bytes."""
    return f"{page.url}{page.home}/pictures/{key}"


def received(page: Page, thing: Thing) -> int:
    """Return how many bytes of a film arrived; a reel's file is appended to as they come, and is itself the count."""
    return page.shelf.film(thing).stat().st_size if thing.kind == "reel" else int(thing.data["received"])


def size_of(film: Thing) -> int:
    """Return how many bytes a film has; 0 while nobody told, as of a reel whose bytes have not begun to come."""
    return film.data["size"] or 0


def whole(page: Page, thing: Thing) -> bool:
    """Tell whether all bytes of a film are here."""
    return received(page, thing) == thing.data["size"]


def status(page: Page, thing: Thing) -> dict[str, Json]:
    """Return a film's `status`, as the VideoStatus reference and, for a reel, the reels guide describe it."""
    ready, done = ready_at(page, thing), whole(page, thing)
    processed = ready is not None and ready <= page.now()
    early = "upload_complete" if done and thing.kind == "reel" else "uploading"
    phase = "ready" if processed else early if ready is None else "processing"
    if processed and "problem" in thing.data:
        phase = "error"
    return {
        "video_status": phase,
        "processing_progress": 100 if phase == "ready" else 0,
        "uploading_phase": {
            "status": "complete" if done else "in_progress",
            SPELLED.get(thing.kind, "bytes_transferred"): received(page, thing),
            **({"source_file_size": thing.data["size"]} if thing.data["size"] else {}),
        },
        "processing_phase": _processing(thing, phase),
        "publishing_phase": _publishing(page, thing),
    }


def _processing(thing: Thing, phase: str) -> dict[str, Json]:
    if phase != "error":
        return {"status": {"ready": "complete", "processing": "in_progress"}.get(phase, "not_started")}
    code, message = thing.data["problem"]
    error: Json = {"code": code, "message": message}
    return {"status": "error", "errors": [error], "error": {"message": message}}


def _publishing(page: Page, thing: Thing) -> dict[str, Json]:
    live = thing.live(page.now())
    return {
        "status": "complete" if live else "not_started",
        "publish_status": "published" if live else "draft" if thing.live_from is None else "scheduled",
        **({"publish_time": iso(thing.live_from)} if thing.live_from else {}),
    }


def attachments(page: Page, thing: Thing) -> dict[str, Json] | None:
    """Return what hangs on a post: its film, its photos or its link."""
    if thing.kind != "post":
        url, where = film_url(page, thing), post_link(page, thing)
        return {"data": [{"media_type": "video", "target": {"id": thing.id}, "url": where, "source": url}]}
    if photos := [_photo(page, key) for key in thing.data.get("photos", [])]:
        url, within = post_link(page, thing), {"data": photos}
        album: dict[str, Json] = {"media_type": "album", "url": url, "subattachments": within}
        return {"data": photos if len(photos) == 1 else [album]}
    link = thing.data.get("link")
    return {"data": [{"media_type": "link", "unshimmed_url": link, "url": link}]} if link else None


def _photo(page: Page, key: str) -> dict[str, Json]:
    url = picture_url(page, key)
    image = {"image": {"src": url}}
    return {"media_type": "photo", "type": "photo", "media": image, "target": {"id": key}, "url": url}


def _kept(name: Words | Literal["link"]) -> Field:
    return lambda page, thing: thing.data[name] if name in thing.data else None  # noqa: SIM401  # get() loses its type


def _scheduled(page: Page, thing: Thing) -> int | None:
    return int(thing.live_from) if thing.live_from and thing.live_from > page.now() else None


def _created(page: Page, thing: Thing) -> str:
    return iso(thing.created_at)


def _live(page: Page, thing: Thing) -> bool:
    return thing.live(page.now())


def _from(page: Page, thing: Thing) -> dict[str, str]:
    return {"id": page.id, "name": page.name}


def _film_link(page: Page, thing: Thing) -> str:
    """Return a film's own page; relative, as Graph's may be."""
    own = f"reel/{thing.id}/" if thing.kind == "reel" else f"{page.id}/videos/{thing.id}/"
    return f"{page.home}/{own}"


def _cover(page: Page, thing: Thing) -> str | None:
    key = thing.data.get("thumbnail")
    return picture_url(page, key) if key else None


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
    "permalink_url": _film_link,
    "post_id": lambda page, thing: thing.story if thing.live(page.now()) else None,
    "universal_video_id": _kept("universal_video_id"),
    "custom_labels": _kept("custom_labels"),
    "content_category": _kept("content_category"),
    "embeddable": lambda page, thing: True,
    "length": lambda page, thing: None,
    "picture": _cover,
}
POST_DEFAULT, VIDEO_DEFAULT, PAGE_DEFAULT = "created_time,message", "updated_time,description", "name"


def page_node(page: Page, call: Call) -> dict[str, Json]:
    """Tell who the Page is."""
    known: dict[str, Json] = {
        "id": page.id,
        "name": page.name,
        "link": f"{page.url}{page.home}/",
        "category": "Community",
        "is_published": True,
        "access_token": page.token,
    }
    wanted = tree(call.params.get("fields") or PAGE_DEFAULT)
    _known(wanted, known, "Page")
    return {name: known[name] for name in [*wanted, *(() if "id" in wanted else ("id",))]}


def person_node(call: Call) -> dict[str, Json]:
    """Tell who a person of the Page is."""
    known: dict[str, Json] = {"id": "1", "name": "Rehearsal Person"}
    wanted = tree(call.params.get("fields") or PAGE_DEFAULT)
    _known(wanted, known, "User")
    return {name: known[name] for name in [*wanted, *(() if "id" in wanted else ("id",))]}


def post_node(page: Page, call: Call, thing: Thing) -> dict[str, Json]:
    """Tell what a post is; a film that is public is a post, too."""
    return node(page, call.params.get("fields") or POST_DEFAULT, thing, POST, "Post")


def video_node(page: Page, call: Call, thing: Thing) -> dict[str, Json]:
    """Tell what a film is and how far it got."""
    return node(page, call.params.get("fields") or VIDEO_DEFAULT, thing, VIDEO, "Video")


def node(page: Page, fields: str, thing: Thing, known: dict[str, Field], kind: str) -> dict[str, Json]:
    """Tell the fields asked for, and the id; an unknown one fails the call."""
    wanted = tree(fields)
    _known(wanted, known, kind)
    values = {name: known[name](page, thing) for name in [*wanted, "id"]}
    return {name: value for name, value in values.items() if value is not None}


def _known(wanted: dict[str, str], known: Container[str], kind: str) -> None:
    for name in wanted:
        if name not in known:
            raise Refusal(100, f"Tried accessing nonexisting field ({name}) on node type ({kind})")
