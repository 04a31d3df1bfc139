"""Films on the rehearsal Page: the chunked upload of `POST /{page}/videos`, and reveal.

Rules: Page Videos reference (v25) for parameters; observed live answers for offsets and errors.
"""

import shutil
from collections.abc import Iterable
from typing import IO

from media import files
from media.json_values import Json
from schedules.facebook.content_limits import FILM_BYTES_LEAST, FILM_BYTES_MOST
from schedules.rehearsal import nodes
from schedules.rehearsal.edges import captions, film_content, visibility
from schedules.rehearsal.graph_requests import Call, Refusal
from schedules.rehearsal.store import NewThing, Page, Thing, ThingData, Words

FIELDS: tuple[Words, ...] = (
    "title",
    "description",
    "universal_video_id",
    "custom_labels",
    "content_category",
)
# what may be changed of a film, and where it is kept
EDITED: dict[str, Words] = {name: name for name in FIELDS} | {"name": "title"}


def start(page: Page, call: Call) -> dict[str, Json]:
    """Open an upload: the film has its id before a byte moves. Offsets are numeric strings."""
    film = _new(page, call, call.whole("file_size"))
    return {"upload_session_id": film.session, "video_id": film.id, **_window(page, film, str)}


def transfer(page: Page, call: Call) -> dict[str, Json]:
    """Take the bytes from `start_offset` on; the window is a proposal, the offset is not."""
    chunk = call.files.get("video_file_chunk")
    if chunk is None:
        raise Refusal(100, "The parameter video_file_chunk is required")
    with page.shelf.step():
        film = _open_upload(page, call)
        got, left = film.data["received"], nodes.size_of(film) - film.data["received"]
        size = _length(chunk.stream)
        if call.whole("start_offset") != got or not 0 < size <= left:
            raise Refusal(6001, "Wrong offset", subcode=1363037, data=_window(page, film, int))
        with page.shelf.film(film).open("r+b") as file:
            file.seek(got)
            shutil.copyfileobj(chunk.stream, file, 256 * 1024)
        film = page.shelf.change(film, live_from=None, data=film.data | {"received": got + size})
    return _window(page, film, str)


def finish(page: Page, call: Call) -> dict[str, Json]:
    """Close an upload whose bytes are all there; the answer names no id."""
    judged = judge(page, _open_upload(page, call))
    with page.shelf.step():
        film = _open_upload(page, call)
        if film.data["received"] < nodes.size_of(film):
            raise Refusal(6000, "There was a problem uploading your video file: bytes are missing")
        _close_upload(page, call, film, judged)
    return {"success": True}


def cancel(page: Page, call: Call) -> dict[str, Json]:
    """Drop an upload."""
    page.shelf.remove(_open_upload(page, call))
    return {"success": True}


def one_shot(page: Page, call: Call) -> dict[str, Json]:
    """Take a whole film in one call; `file_url` is not fetched, for nothing here leaves the computer."""
    if "upload_phase" in call.params:
        raise Refusal(100, "Param upload_phase must be one of start, transfer, finish, cancel")
    whole = call.files.get("source")
    if whole is None:
        raise Refusal(389, "Unable to fetch video file from URL")
    with page.shelf.step():
        film = _new(page, call, _length(whole.stream))
        with page.shelf.film(film).open("wb") as file:
            shutil.copyfileobj(whole.stream, file, 256 * 1024)
        film = page.shelf.change(film, live_from=None, data=film.data | {"received": nodes.size_of(film)})
    judged = judge(page, film)
    with page.shelf.step():
        _close_upload(page, call, film, judged)
    return {"id": film.id}


def update(page: Page, call: Call, film: Thing) -> dict[str, Json]:
    """Change a film's words, cover, schedule or `published`; true again on a public film changes nothing."""
    words: ThingData = {}
    for name, word in EDITED.items():
        if name in call.params:
            words[word] = call.params[name]
    named = {"published", "scheduled_publish_time", "preferred_thumbnail_id"} & set(call.params)
    if not words and not named:
        raise Refusal(100, "Nothing that can be changed was named")
    with page.shelf.step():
        if "preferred_thumbnail_id" in named:
            captions.choose_cover(page, film, call.params["preferred_thumbnail_id"])
        film = page.shelf.find(film.id)
        live_from = None if "problem" in film.data else visibility.moment_after(page, call, film)
        film = page.shelf.change(film, live_from=live_from, data=film.data | words)
        if "published" in named:
            _set_published(page, call, film)
    return {"success": True}


def _set_published(page: Page, call: Call, film: Thing) -> None:
    """Show a film, as soon as it is processed; one that people see cannot be hidden.

    With `films_as_reels` it stays a draft that only the reels' door shows, as was reported of upright films in 2026-07.
    """
    if not call.boolean("published", True):
        if film.live(page.now()):
            raise Refusal(100, "A published video cannot be unpublished")
        return
    if "scheduled_publish_time" in call.params:
        raise Refusal(100, "You cannot specify a scheduled publish time on a published post")
    ready = nodes.ready_at(page, film)
    if ready is None:
        raise Refusal(100, "The video is not uploaded yet")
    if "problem" in film.data:
        raise Refusal(100, "The video could not be processed")
    if film.kind == "reel" or not page.shelf.setting("films_as_reels"):
        visibility.go_live(page, call, film, not_before=ready)


def check_size(size: int) -> None:
    """Refuse a film that is too small or too large."""
    if not FILM_BYTES_LEAST <= size <= FILM_BYTES_MOST:
        subcode = 1363023 if size > FILM_BYTES_MOST else 1363022
        raise Refusal(382, "The video file is too small or too large", subcode=subcode)


def _new(page: Page, call: Call, size: int) -> Thing:
    check_size(size)
    return add_film(page, call, "video", size)


def add_film(page: Page, call: Call, kind: str, size: int | None) -> Thing:
    """Put a film without bytes on the shelf; a reel's size is told only when its bytes come."""
    now = page.now()
    data: ThingData = {"size": size, "received": 0}
    new = NewThing(kind=kind, created_at=now, visible_from=now + _lag(page, call), data=data)
    film = page.shelf.add(new, lambda seq: _ids(page, seq))
    files.write_whole(page.shelf.film(film), b"")
    return film


def _lag(page: Page, call: Call) -> float:
    return call.lag_s or page.shelf.setting("lag_s")


def _ids(page: Page, seq: int) -> dict[str, str]:
    number = 100_000_000_000_000 + seq * 7919
    return {"id": str(number), "session": str(number * 5), "story": f"{page.id}_{number + 1}"}


def _open_upload(page: Page, call: Call) -> Thing:
    try:
        film = page.shelf.find(call.need("upload_session_id"), at="session")
    except KeyError:
        raise Refusal(6000, "The upload session is not known", subcode=1363041) from None
    if "finished_at" in film.data:
        raise Refusal(6000, "The upload session is finished", subcode=1363041)
    return film


def judge(page: Page, film: Thing) -> ThingData:
    """Return what is wrong with what a film holds, if anything is; outside of any step, for it takes a while."""
    if "finished_at" in film.data or not nodes.whole(page, film) or not page.shelf.setting("judges_films"):
        return {}
    shortest, longest = (page.shelf.setting(f"reel_{end}_s") for end in ("shortest", "longest"))
    bounds = film_content.Bounds(shortest_s=shortest, longest_s=longest) if film.kind == "reel" else None
    found = film_content.problem(page.shelf.film(film), bounds)
    return {"problem": found} if found else {}


def _close_upload(page: Page, call: Call, film: Thing, judged: ThingData) -> None:
    now = page.now()
    due = visibility.moment_of_new(page, call, "video")
    data = (
        film.data
        | words_of(call, FIELDS)
        | captions.cover_sent_along(page, call, film)
        | {"finished_at": now}
        | judged
    )
    film = page.shelf.change(film, live_from=None if judged else due, data=data)
    if due is None and call.boolean("published", True):
        visibility.go_live(page, call, film, not_before=nodes.ready_at(page, film) or now)


def words_of(call: Call, names: Iterable[Words]) -> ThingData:
    """Return what a call says of a film, in these words."""
    words: ThingData = {}
    for name in names:
        if call.params.get(name):
            words[name] = call.params[name]
    return words


def _window(page: Page, film: Thing, kind: type[str] | type[int]) -> dict[str, Json]:
    start = film.data["received"]
    end = min(start + int(page.shelf.setting("window")), nodes.size_of(film))
    return {"start_offset": kind(start), "end_offset": kind(end)}


def _length(file: IO[bytes]) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size
