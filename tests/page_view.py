"""What anybody may see of a rehearsal Page, past our own client, and the faults a test asks of it."""

import json
import urllib.request
from typing import Any

from schedules.rehearsal import server


def page_says(served: server.Served, path: str) -> Any:
    """Ask a rehearsal Page itself, past our own client."""
    asked = urllib.request.Request(
        f"{served.graph_url}/v26.0/{path}", headers={"Authorization": f"Bearer {served.access_token}"}
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        return json.loads(answer.read())


def visible_at(served: server.Served) -> list[str]:
    """The captions that people see on a Page."""
    posts = page_says(served, f"{served.page_id}/published_posts?fields=message&limit=100")["data"]
    films = [
        film
        for edge in ("videos", "video_reels")
        for film in page_says(served, f"{served.page_id}/{edge}?fields=description,published&limit=100")[
            "data"
        ]
    ]
    words = [post.get("message", "") for post in posts]
    return words + [
        film["description"] for film in films if film["published"] and film["description"] not in words
    ]


def fault_at(served: server.Served, **row: Any) -> None:
    """Ask a rehearsal Page to misbehave."""
    _switch(served, "faults", row)


def set_at(served: server.Served, **values: float) -> None:
    """Change settings of a rehearsal Page."""
    _switch(served, "settings", values)


def calls_at(served: server.Served) -> list[dict[str, Any]]:
    """The calls that reached a rehearsal Page, the oldest first: each with its edge and its moment (unix time)."""
    found: list[dict[str, Any]] = _switch(served, "calls")["data"]
    return found


def _switch(served: server.Served, what: str, told: dict[str, Any] | None = None) -> Any:
    asked = urllib.request.Request(
        f"{served.graph_url}/_rehearsal/{what}",
        data=json.dumps(told).encode() if told else None,
        headers={"Authorization": f"Bearer {served.access_token}"}
        | ({"Content-Type": "application/json"} if told else {}),
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        return json.loads(answer.read())
