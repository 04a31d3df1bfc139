"""The Page as people will see it: a feed, each post's own page, and the bytes of films, pictures and subtitles.

What people do not see yet is on a page of its own, `/not-public`. Knows nothing of Graph.
"""

import hmac
import re
import zlib
from datetime import UTC, datetime
from importlib.resources import files

from flask import Blueprint, Flask, Response, abort, render_template, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from schedules.facebook import post_layout
from schedules.facebook.post_layout import LINK, fold, linked, site
from schedules.rehearsal import listener, nodes
from schedules.rehearsal.language import Reader, reader
from schedules.rehearsal.store import Page, Thing

SHOWN = ("post", "video", "reel")
KEYLESS = ("/not-public", "/reel/<a>/", "/<a>/posts/<b>", "/<a>/videos/<b>/")  # addresses of before keys


def attach(app: Flask, page: Page) -> None:
    """Add the web page to the server."""
    wall = Blueprint(
        "wall",
        __name__,
        template_folder="pages",
        static_folder="pages",
        static_url_path="/pages",
        url_prefix="/key/<key>",
    )

    _ask_key(wall, page)

    @wall.get("/")
    def feed() -> AnyResponse:
        return _page(page, _public(page))

    @wall.get("/not-public")
    def hidden() -> AnyResponse:
        return _page(page, _hidden(page), hidden=True)

    @wall.get("/reel/<number>/")
    def reel(number: str) -> AnyResponse:
        return post(page.id, number)

    @wall.get("/<owner>/posts/<number>")
    @wall.get("/<owner>/videos/<number>/")
    def post(owner: str, number: str) -> AnyResponse:
        shown = [
            thing for thing in _public(page) if number in (thing.id, (thing.story or "").rpartition("_")[2])
        ]
        return _page(page, shown, alone=True) if shown and owner == page.id else _gone(page)

    _attach_bytes(wall, page)
    app.register_blueprint(wall)
    for number, rule in enumerate(KEYLESS):
        app.add_url_rule(rule, f"keyless-{number}", lambda **_: locked(page), methods=["GET"])


def _ask_key(wall: Blueprint, page: Page) -> None:
    """Let whatever the wall shows be asked for with the key."""

    @wall.url_value_preprocessor
    def admit(_endpoint: str | None, values: dict[str, str] | None) -> None:
        given = (values or {}).pop("key", "")
        if not hmac.compare_digest(given.encode(), page.key.encode()):
            abort(locked(page))
        listener.admit(request)


def _attach_bytes(wall: Blueprint, page: Page) -> None:
    """Add what pages load: films, pictures, subtitles, and the mark of what they show."""

    @wall.get("/pulse")
    def pulse() -> AnyResponse:
        return Response(_pulse(page), content_type="text/plain")

    @wall.get("/films/<number>.mp4")
    def film(number: str) -> AnyResponse:
        return _film(page, number)

    @wall.get("/pictures/<number>")
    def picture(number: str) -> AnyResponse:
        return _picture(page, number)

    @wall.get("/kit.css")
    def kit() -> AnyResponse:
        return Response(page.face.style, content_type="text/css; charset=utf-8")

    @wall.get("/badge.png")
    def badge() -> AnyResponse:
        return Response(page.face.badge, content_type="image/png") if page.face.badge else abort(404)

    @wall.get("/captions/<number>.<locale>.vtt")
    def captions(number: str, locale: str) -> AnyResponse:
        return _captions(page, number, locale)

    @wall.get("/<path:other>")
    def other(other: str) -> AnyResponse:
        abort(404)


def _public(page: Page) -> list[Thing]:
    """Return what people see, the newest first."""
    now = page.now()
    live = [thing for thing in page.shelf.listing(SHOWN) if thing.live(now)]
    return sorted(live, key=lambda thing: (thing.live_from or 0, thing.seq), reverse=True)


def _hidden(page: Page) -> list[Thing]:
    """Return what waits: scheduled things, the soonest first, then hidden ones, the newest first."""
    now = page.now()
    waiting = [thing for thing in page.shelf.listing(SHOWN) if not thing.live(now)]
    whole = [thing for thing in waiting if thing.kind == "post" or "finished_at" in thing.data]
    return sorted(whole, key=lambda thing: thing.live_from or float("inf"))


def _pulse(page: Page) -> str:
    """Return a mark that changes when the wall does."""
    return " ".join(_beat(page, thing) for thing in (*_public(page), None, *_hidden(page)))


def _beat(page: Page, thing: Thing | None) -> str:
    if thing is None:
        return "|"
    shown = [thing.data.get(name) for name in ("message", "description", "title", "thumbnail", "captions")]
    comments = [comment.seq for comment in page.shelf.children(thing, "comment")]
    return f"{thing.seq}:{thing.live_from}:{zlib.crc32(repr((shown, comments)).encode())}"


def _page(page: Page, things: list[Thing], *, alone: bool = False, hidden: bool = False) -> AnyResponse:
    reading = reader(page.tongues, request)
    text = render_template(
        "wall.html",
        _=reading.say,
        reader=reading,
        page=page,
        cards=[_card(page, thing) for thing in things],
        waiting=len(_hidden(page)),
        alone=alone,
        hidden=hidden,
        pulse=_pulse(page),
        avatar=f"{page.home}/{'badge.png' if page.face.badge else 'pages/avatar.svg'}",
    )
    return _html(text, reading)


def _gone(page: Page) -> AnyResponse:
    """Say that a post is not there, as a person reads it who follows an address of it."""
    reading = reader(page.tongues, request)
    return _html(render_template("gone.html", _=reading.say, reader=reading, page=page), reading, status=404)


def locked(page: Page) -> AnyResponse:
    """Say that the address lacks the key, and nothing of what is on the Page."""
    reading = reader(page.tongues, request)
    return _html(render_template("locked.html", _=reading.say, reader=reading), reading, status=403)


def _html(text: str, reading: Reader, *, status: int = 200) -> AnyResponse:
    kept = {"Vary": "Accept-Language", "Content-Language": reading.lang}
    return Response(text, status, headers=kept, content_type="text/html; charset=utf-8")


def _card(page: Page, thing: Thing) -> dict[str, object]:
    """Return what a card shows of a post."""
    text = str(thing.data.get("message") or thing.data.get("description") or "")
    head, rest = fold(text)
    link = thing.data.get("link") or next(iter(LINK.findall(text)), None)
    live, photos = thing.live(page.now()), page.shelf.things(thing.data.get("photos", []))
    return {
        "id": thing.id,
        "state": "public" if live else "scheduled" if thing.live_from else "hidden",
        "moment": _moment(thing.live_from or thing.created_at),
        "permalink": nodes.post_link(page, thing).removeprefix(page.url) if live else None,
        "title": thing.data.get("title"),
        "head": linked(head),
        "rest": linked(rest),
        "film": None if thing.kind == "post" else f"{page.home}/films/{thing.id}.mp4",
        "reel": thing.kind == "reel",
        "cover": f"{page.home}/pictures/{thing.data['thumbnail']}" if thing.data.get("thumbnail") else None,
        "tracks": [_track(page, thing, locale) for locale in thing.data.get("captions", [])],
        "photos": [_photo(page, photo) for photo in photos],
        "laid": post_layout.laid([_size(photo) for photo in photos]),
        "comments": [_comment(comment) for comment in page.shelf.children(thing, "comment")],
        "link": link,
        "site": site(link) if link else None,
    }


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _track(page: Page, film: Thing, locale: str) -> dict[str, object]:
    return {
        "src": f"{page.home}/captions/{film.id}.{locale}.vtt",
        "lang": locale.partition("_")[0],
        "label": locale,
        "default": film.data.get("default_locale") == locale,
    }


def _size(photo: Thing) -> tuple[int, int]:
    return int(photo.data["width"]), int(photo.data["height"])


def _photo(page: Page, photo: Thing) -> dict[str, object]:
    width, height = _size(photo)
    alt = photo.data.get("alt") or ""
    size = {"width": width, "height": height, "breadth": post_layout.breadth(width, height)}
    return {"src": f"{page.home}/pictures/{photo.id}", "alt": alt, **size}


def _comment(comment: Thing) -> dict[str, object]:
    return {"text": linked(comment.data["message"]), "moment": _moment(comment.created_at)}


def _found(page: Page, number: str, kinds: tuple[str, ...]) -> Thing:
    try:
        thing = page.shelf.find(number)
    except KeyError:
        abort(404)
    return thing if thing.kind in kinds else abort(404)


def _film(page: Page, number: str) -> AnyResponse:
    """Send a film's bytes, whole or the range asked for."""
    thing = _found(page, number, ("video", "reel"))
    if "finished_at" not in thing.data:
        abort(404)
    return send_file(page.shelf.film(thing).resolve(), mimetype="video/mp4", conditional=True, etag=False)


def _picture(page: Page, number: str) -> AnyResponse:
    """Send a photo or cover as what its bytes are."""
    thing = _found(page, number, ("photo", "thumbnail"))
    kind = thing.data["type"]
    return send_file(page.shelf.picture(thing).resolve(), mimetype=f"image/{kind}", etag=False)


def _captions(page: Page, number: str, locale: str) -> AnyResponse:
    """Send subtitles as browsers want them: WebVTT differs from SRT in its first line and its decimal sign."""
    thing = _found(page, number, ("video", "reel"))
    if locale not in thing.data.get("captions", []):
        abort(404)
    text = page.shelf.caption(thing, locale).read_text(encoding="utf-8-sig")
    body = "WEBVTT\n\n" + re.sub(r"(\d\d:\d\d),(\d\d\d)", r"\1.\2", text)
    return Response(body, content_type="text/vtt; charset=utf-8")


def templates() -> str:
    """Return the folder of the page's templates."""
    return str(files("schedules.rehearsal") / "pages")
