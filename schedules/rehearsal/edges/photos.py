"""Photos on the rehearsal Page: `POST /{page}/photos`, the photo node, and photos within posts.

Rules: Page Photos reference: unused unpublished ones go after a day; `temporary` for scheduled posts.
"""

import json
import re

from media import files
from media.json_values import Json
from schedules.facebook.content_limits import PHOTO_BYTES, PHOTO_KEPT
from schedules.rehearsal import nodes
from schedules.rehearsal.graph_requests import Call, Refusal
from schedules.rehearsal.store import NewThing, Page, Thing, ThingData

SLOT = re.compile(r"attached_media\[(\d{1,4})\]")
_KINDS = ("jpeg", "png", "gif", "webp")
_MOST_PIXELS, _MOST_DECODED = 178_956_970, 40_000_000  # the Page decodes none that is larger
_ON_ITS_SIDE = (5, 6, 7, 8)  # orientations of EXIF


def picture_sent(call: Call, name: str = "source") -> bytes:
    """Return the bytes of the picture sent; any file field will do, as on Graph."""
    sent = call.files.get(name) or next(iter(call.files.values()), None)
    if sent is None:
        why = "Unable to fetch the photo from its URL" if "url" in call.params else f"Requires {name} or url"
        raise Refusal(100, why)
    data = sent.stream.read(PHOTO_BYTES + 1)
    if len(data) > PHOTO_BYTES or not _is_whole(data):
        raise Refusal(100, "Photos should be smaller than 10 MB and JPG, PNG, GIF or WebP", subcode=1366046)
    return data


def store_picture(page: Page, call: Call, data: bytes, kind: str, parent: str | None) -> Thing:
    """Put a picture on the shelf: a photo, or the thumbnail of a film."""
    now = page.now()
    known = _words(call) | _shape(data)
    new = NewThing(kind=kind, parent=parent, created_at=now, visible_from=now, data=known)
    thing = page.shelf.add(new, lambda seq: {"id": str(200_000_000_000_000 + seq * 7919)})
    files.write_whole(page.shelf.picture(thing), data)
    return thing


def _words(call: Call) -> ThingData:
    words: ThingData = {}
    if caption := call.params.get("caption") or call.params.get("message"):
        words["caption"] = caption
    if alt := call.params.get("alt_text_custom"):
        words["alt"] = alt
    if call.boolean("temporary", False):
        words["temporary"] = True
    return words


def _shape(data: bytes) -> ThingData:
    picture = kind_and_size(data)
    return {"type": picture[0], "width": picture[1], "height": picture[2]} if picture else {}


def kind_and_size(data: bytes) -> tuple[str, int, int] | None:
    """Return (kind, width, height) of a picture as people see it; None if it is none. Its pixels are not decoded."""
    from media import pictures  # loads Pillow, which a Page without photos does not need

    try:
        picture = pictures.opened(data, _KINDS, _MOST_PIXELS, whole=False)
        kind = pictures.kind(data)
        on_its_side = kind == "jpeg" and pictures.orientation(picture) in _ON_ITS_SIDE
        width, height = picture.size
    except (OSError, ValueError, SyntaxError):
        return None
    return (kind, height, width) if on_its_side else (kind, width, height)


def _is_whole(data: bytes) -> bool:
    """Tell whether bytes are a picture to its end; of one that is very large, to its head."""
    from media import pictures

    known = kind_and_size(data)
    if known is None or known[1] * known[2] > _MOST_DECODED:
        return known is not None
    try:
        pictures.opened(data, _KINDS, _MOST_DECODED).close()
    except OSError:
        return False
    return True


def attached_photos(page: Page, call: Call, *, scheduled: bool) -> list[str]:
    """Return the ids of the photos a new post shall show, from `attached_media` as JSON list or indexed keys."""
    named = call.nested("attached_media") or []
    slots = {int(slot[1]): name for name in call.params if (slot := SLOT.fullmatch(name))}
    media = [
        *(named if isinstance(named, list) else [named]),
        *(call.nested(slots[n]) for n in sorted(slots)),
    ]
    ids = [str(photo.get("media_fbid", "")) if isinstance(photo, dict) else "" for photo in media]
    for key in ids:
        _check_usable(page, key, scheduled)
    return ids


def _check_usable(page: Page, key: str, scheduled: bool) -> None:
    try:
        photo = page.shelf.find(key)
    except KeyError:
        raise Refusal(100, f"Param attached_media: no photo {json.dumps(key)}") from None
    if photo.kind != "photo" or photo.live_from is not None:
        raise Refusal(100, "Param attached_media takes unpublished photos alone")
    if scheduled and not photo.data.get("temporary"):
        raise Refusal(100, "A photo in a scheduled post must be uploaded with temporary=true")


def mark_used(page: Page, photos: list[str], post: Thing) -> None:
    """Note that a post shows these photos, so that they stay."""
    for photo in map(page.shelf.find, photos):
        page.shelf.change(photo, live_from=photo.live_from, data=photo.data | {"post": post.id})


def remove_if_there(page: Page, key: str) -> None:
    """Remove a photo whose post goes; harmless if it is gone."""
    try:
        page.shelf.remove(page.shelf.find(key))
    except KeyError:
        return


def remove_unused(page: Page) -> None:
    """Remove photos that were neither published nor used for a day."""
    for photo in page.shelf.listing(("photo",)):
        idle = photo.live_from is None and "post" not in photo.data
        if idle and photo.created_at < page.now() - PHOTO_KEPT.total_seconds():
            page.shelf.remove(photo)


def _images(page: Page, photo: Thing) -> list[Json]:
    url = nodes.picture_url(page, photo.id)
    return [{"width": photo.data["width"], "height": photo.data["height"], "source": url}]


PHOTO: dict[str, nodes.Field] = {
    "id": lambda page, photo: photo.id,
    "name": lambda page, photo: photo.data.get("caption"),
    "alt_text": lambda page, photo: photo.data.get("alt") or "May be an image",
    "alt_text_custom": lambda page, photo: photo.data.get("alt"),
    "images": _images,
    "source": lambda page, photo: nodes.picture_url(page, photo.id),
    "picture": lambda page, photo: nodes.picture_url(page, photo.id),
    "width": lambda page, photo: photo.data["width"],
    "height": lambda page, photo: photo.data["height"],
    "link": lambda page, photo: nodes.picture_url(page, photo.id),
    "page_story_id": lambda page, photo: photo.data.get("post"),
    **nodes.COMMON,
}


def node(page: Page, call: Call, photo: Thing) -> dict[str, Json]:
    """Tell what a photo is."""
    return nodes.node(page, call.params.get("fields") or "created_time,name", photo, PHOTO, "Photo")
