"""What people see on the rehearsal Page, and what stands there hidden: asked over HTTP, as anybody may."""

import json
import urllib.request
from dataclasses import dataclass
from typing import Any

from schedules.rehearsal import server

POST = "id,message,is_published,attachments{media_type,target,subattachments{target}}"
FILM = "id,description,published"


@dataclass(frozen=True)
class Seen:
    """One thing that people see, known by its words."""

    caption: str
    comments: int
    photos: int = 0
    captions: int = 0


def seen(page: server.Served) -> list[Seen]:
    """Return what people see: posts, films and reels, each once (a film's own post is the film)."""
    films = [one for one in _films(page) if one["published"]]
    return [_film(page, one) for one in films] + [
        _post(page, one) for one in _feed(page) if one["is_published"] and not _is_film(one)
    ]


def hidden(page: server.Served) -> int:
    """Count what is whole and seen by nobody."""
    posts = sum(not one["is_published"] for one in _feed(page))
    return posts + sum(not one["published"] and bool(one.get("description")) for one in _films(page))


def token(page: server.Served) -> dict[str, str]:
    """Return the header that lets us ask."""
    return {"Authorization": f"Bearer {page.access_token}"}


def _films(page: server.Served) -> list[dict[str, Any]]:
    edges = ("videos", "video_reels")
    return [one for edge in edges for one in _get(page, f"{page.page_id}/{edge}?fields={FILM}&limit=100")]


def _feed(page: server.Served) -> list[dict[str, Any]]:
    return _get(page, f"{page.page_id}/feed?fields={POST}&limit=100")


def _film(page: server.Served, one: dict[str, Any]) -> Seen:
    return Seen(
        one.get("description", ""), _comments(page, one), captions=len(_get(page, f"{one['id']}/captions"))
    )


def _post(page: server.Served, one: dict[str, Any]) -> Seen:
    parts = [part for hung in _hung(one) for part in hung.get("subattachments", {}).get("data", [])]
    return Seen(one.get("message", ""), _comments(page, one), photos=len(parts))


def _comments(page: server.Served, one: dict[str, Any]) -> int:
    return len(_get(page, f"{one['id']}/comments?limit=100"))


def _is_film(one: dict[str, Any]) -> bool:
    return any(hung["media_type"] == "video" for hung in _hung(one))


def _hung(one: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (one.get("attachments") or {}).get("data", [])
    return found


def _get(page: server.Served, path: str) -> list[dict[str, Any]]:
    asked = urllib.request.Request(f"{page.graph_url}/v26.0/{path}", headers=token(page))
    with urllib.request.urlopen(asked, timeout=30) as answer:
        found: list[dict[str, Any]] = json.loads(answer.read())["data"]
    return found
