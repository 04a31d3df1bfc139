"""What goes with a film on the rehearsal Page: subtitles (`/{video}/captions`) and covers (`/{video}/thumbnails`).

Rules: Video Captions and Video Thumbnails references: `x.ll_CC.srt`, one file per locale.
"""

import re

from media import files
from media.json_values import Json
from schedules.facebook.content_limits import SUBTITLE_BYTES
from schedules.rehearsal import nodes
from schedules.rehearsal.edges import photos
from schedules.rehearsal.graph_requests import Call, Refusal
from schedules.rehearsal.store import Page, Thing, ThingData

NAME = re.compile(r".+\.([a-z]{2,3}_[A-Z]{2})\.srt", re.DOTALL)
TIMING = re.compile(r"\d\d:\d\d:\d\d,\d\d\d --> \d\d:\d\d:\d\d,\d\d\d")


def add_captions(page: Page, call: Call, film: Thing) -> dict[str, Json]:
    """Take subtitles, drop locales, choose the default: any of the three, in one step."""
    sent, default = call.files.get("captions_file"), call.params.get("default_locale")
    dropped = call.nested("locales_to_delete") or []
    if sent is None and not dropped and not default:
        raise Refusal(100, "Requires captions_file, default_locale or locales_to_delete")
    if not isinstance(dropped, list) or not all(isinstance(locale, str) for locale in dropped):
        raise Refusal(100, "Param locales_to_delete must be an array")
    with page.shelf.step():
        film = page.shelf.find(film.id)
        locales = [locale for locale in film.data.get("captions", []) if locale not in dropped]
        new = _locale_of(sent.filename or "") if sent else None
        if new in locales:
            raise Refusal(482, f"The locale {new} already has captions")
        locales += [new] if new else []
        if default not in (None, "none", *locales):
            raise Refusal(100, "Param default_locale must be a locale with captions, or none")
        text = _checked_subtitles(sent.stream.read(SUBTITLE_BYTES + 1)) if sent else b""
        chosen = default or film.data.get("default_locale")
        data = film.data | {"captions": locales, "default_locale": chosen if chosen in locales else None}
        page.shelf.change(film, live_from=film.live_from, data=data)
        for gone in dropped:
            page.shelf.caption(film, re.sub(r"\W", "", gone)).unlink(missing_ok=True)
        if new:
            files.write_whole(page.shelf.caption(film, new), text)
    return {"success": True}


def _locale_of(name: str) -> str:
    if not name.endswith(".srt"):
        raise Refusal(385, "The captions file has an unsupported format")
    match = NAME.fullmatch(name)
    if match is None:
        raise Refusal(386, "The captions file's name must be like filename.en_US.srt")
    return match[1]


def _checked_subtitles(data: bytes) -> bytes:
    if not data or len(data) > SUBTITLE_BYTES:
        raise Refusal(387, "There was a problem uploading your captions file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if not TIMING.search(text):
        raise Refusal(385, "The captions file has an unsupported format")
    return data


def captions(page: Page, call: Call, film: Thing) -> dict[str, Json]:
    """List a film's subtitles."""
    default = film.data.get("default_locale")
    return {
        "data": [
            {"locale": locale, "is_default": locale == default, "is_auto_generated": False}
            for locale in film.data.get("captions", [])
        ]
    }


def add_thumbnail(page: Page, call: Call, film: Thing) -> dict[str, Json]:
    """Take a cover; `is_preferred` shows it."""
    made = photos.store_picture(page, call, photos.picture_sent(call), "thumbnail", film.id)
    if call.boolean("is_preferred", False):
        choose_cover(page, film, made.id)
    return {"success": True}


def choose_cover(page: Page, film: Thing, key: str) -> None:
    """Show one of a film's covers."""
    if key not in (thumbnail.id for thumbnail in page.shelf.children(film, "thumbnail")):
        raise Refusal(100, "Param preferred_thumbnail_id is no thumbnail of this video")
    film = page.shelf.find(film.id)
    page.shelf.change(film, live_from=film.live_from, data=film.data | {"thumbnail": key})


def cover_sent_along(page: Page, call: Call, film: Thing) -> ThingData:
    """Return what a film's finish tells of its cover, if it brings one as `thumb`."""
    if "thumb" not in call.files:
        return {}
    made = photos.store_picture(page, call, photos.picture_sent(call, "thumb"), "thumbnail", film.id)
    return {"thumbnail": made.id}


def thumbnails(page: Page, call: Call, film: Thing) -> dict[str, Json]:
    """List a film's covers."""
    chosen = film.data.get("thumbnail")
    return {
        "data": [
            {
                "id": thumbnail.id,
                "uri": nodes.picture_url(page, thumbnail.id),
                "width": thumbnail.data["width"],
                "height": thumbnail.data["height"],
                "scale": 1,
                "is_preferred": thumbnail.id == chosen,
            }
            for thumbnail in page.shelf.children(film, "thumbnail")
        ]
    }
