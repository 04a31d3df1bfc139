"""The Page as people will see it: a feed, each post's own page, and the films' bytes. Knows nothing of Graph."""

import re
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, redirect, render_template, send_file
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as AnyResponse

from schedules.rehearsal import nodes
from schedules.rehearsal.shelf import Page, Thing

FOLD = 477  # characters that Facebook shows before "See more"
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
TAG = re.compile(r"(?<![\w&])#(\w+)")
# Nothing on the page may come from, or go to, another place.
POLICY = "default-src 'none'; " + "; ".join(
    f"{kind}-src 'self'" for kind in ("img", "media", "style", "script", "connect")
)


def attach(app: Flask, page: Page) -> None:
    """Add the web page to the server."""
    wall = Blueprint(
        "wall", __name__, template_folder="pages", static_folder="pages", static_url_path="/pages"
    )

    @wall.get("/")
    def feed() -> AnyResponse:
        return _page(page, _public(page))

    @wall.get("/<owner>/posts/<number>")
    @wall.get("/<owner>/videos/<number>/")
    def post(owner: str, number: str) -> AnyResponse:
        found = [one for one in _public(page) if number in (one.id, (one.story or "").rpartition("_")[2])]
        return _page(page, found, alone=True) if found and owner == page.id else abort(404)

    @wall.get("/pulse")
    def pulse() -> AnyResponse:
        return Response(_pulse(page), content_type="text/plain")

    @wall.get("/films/<number>.mp4")
    def film(number: str) -> AnyResponse:
        return _film(page, number)

    @wall.get("/favicon.ico")
    def favicon() -> AnyResponse:
        return redirect("/pages/avatar.svg")

    app.register_blueprint(wall)


def _public(page: Page) -> list[Thing]:
    """Return what people see, the newest first."""
    now = page.now()
    seen = [one for one in page.shelf.listing() if one.live(now)]
    return sorted(seen, key=lambda one: (one.live_from or 0, one.seq), reverse=True)


def _pulse(page: Page) -> str:
    """Return a mark that changes when the wall does."""
    return " ".join(
        f"{one.seq}:{hash(one.data.get('message') or one.data.get('description'))}" for one in _public(page)
    )


def _page(page: Page, things: list[Thing], *, alone: bool = False) -> AnyResponse:
    waiting = sum(not one.live(page.now()) for one in page.shelf.listing())
    cards = [_card(page, one) for one in things]
    text = render_template(
        "wall.html", page=page, cards=cards, waiting=waiting, alone=alone, pulse=_pulse(page)
    )
    kept = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return Response(text, headers=kept, content_type="text/html; charset=utf-8")


def _card(page: Page, thing: Thing) -> dict[str, Any]:
    """Return what a card shows of a post."""
    text = str(thing.data.get("message") or thing.data.get("description") or "")
    head, rest = fold(text)
    link = thing.data.get("link") or next(iter(LINK.findall(text)), None)
    return {
        "id": thing.id,
        "moment": datetime.fromtimestamp(thing.live_from or 0, UTC),
        "permalink": nodes.post_link(page, thing),
        "title": thing.data.get("title"),
        "head": linked(head),
        "rest": linked(rest),
        "film": f"/films/{thing.id}.mp4" if thing.kind == "video" else None,
        "cover": thing.data.get("cover"),
        "link": link,
        "site": (urlsplit(link).hostname or "").removeprefix("www.") if link else None,
    }


def fold(text: str) -> tuple[str, str]:
    """Split a caption where "See more" stands: at most 477 characters, at a space if one is near."""
    if len(text) <= FOLD:
        return text, ""
    cut = max(text.rfind(" ", FOLD - 60, FOLD + 1), text.rfind("\n", FOLD - 60, FOLD + 1))
    cut = cut if cut > 0 else FOLD
    return text[:cut], text[cut:]


def linked(text: str) -> Markup:
    """Return text as HTML with its links and hashtags marked."""
    parts, at = [], 0
    for found in LINK.finditer(text):
        parts += [_tagged(text[at : found.start()]), _anchor(found.group())]
        at = found.end()
    return Markup("").join([*parts, _tagged(text[at:])])


def _anchor(url: str) -> Markup:
    shown = url.removeprefix("https://").removeprefix("http://").rstrip("/")
    return Markup('<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>').format(url, shown)


def _tagged(text: str) -> Markup:
    return Markup(TAG.sub(r'<span class="tag">#\1</span>', str(escape(text))))


def _film(page: Page, number: str) -> AnyResponse:
    """Send a film's bytes, whole or the range asked for."""
    try:
        thing = page.shelf.find(number)
    except KeyError:
        abort(404)
    if "finished_at" not in thing.data:
        abort(404)
    return send_file(page.shelf.film(thing).resolve(), mimetype="video/mp4", conditional=True, etag=False)


def templates() -> str:
    """Return the folder of the page's templates."""
    return str(files("schedules.rehearsal") / "pages")
