"""What the editor's page asks of the desk, for tests over HTTP."""

import json
from typing import Any

from tests.served_desk import Answer, DeskAt

PLACE = "/films/bakery/subtitles/nl"


def document(desk: DeskAt, language: str = "nl", query: str = "") -> Any:
    """Return the document of the bakery's subtitles."""
    answer = desk.get(f"/films/bakery/subtitles/{language}/document{query}")
    assert answer.status == 200, answer.text
    return json.loads(answer.text)


def send(desk: DeskAt, act: str, language: str = "nl", /, **body: Any) -> Answer:
    """Send JSON to one of the editor's addresses, as its page does."""
    return raw(desk, act, json.dumps(body).encode(), language)


def raw(desk: DeskAt, act: str, body: bytes, language: str = "nl") -> Answer:
    """Send bytes there."""
    path = f"/films/bakery/subtitles/{language}/{act}"
    return desk.ask("POST", path, body, {"Content-Type": "application/json"})


def told(answer: Answer) -> Any:
    """Return what was answered as JSON."""
    return json.loads(answer.text)


def plain(cues: Any) -> list[dict[str, Any]]:
    """Return cues as they are sent back."""
    return [{name: one[name] for name in ("id", "start_ms", "end_ms", "text")} for one in cues]


def typed(document: Any, place: int, text: str) -> list[dict[str, Any]]:
    """Return the cues of a document with another text in one place."""
    cues = plain(document["cues"])
    cues[place]["text"] = text
    return cues


def sound(desk: DeskAt, slug: str = "bakery", what: str = "peaks") -> Answer:
    """Ask for what is drawn of a film's sound until it is made: a busy machine takes longer than one answer."""
    for _ in range(60):
        answer = desk.get(f"/films/{slug}/{what}")
        if answer.status != 202:
            break
    assert answer.status == 200, answer.text
    return answer
