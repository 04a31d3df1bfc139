"""The switch beside Graph, at `/_rehearsal/`: faults, settings, the calls that came, with the Page's token."""

from collections.abc import Callable, Mapping

from flask import Request, Response

from media import json_values
from media.json_values import Json, JsonReader
from schedules.rehearsal import faults, listener, request_bodies
from schedules.rehearsal.edge_table import EDGES
from schedules.rehearsal.edges import tokens
from schedules.rehearsal.graph_requests import Refusal, answer, read_head, unforeseen
from schedules.rehearsal.store import SETTINGS, Page


def respond(page: Page, request: Request, what: str) -> Response:
    """The switch beside Graph: `/_rehearsal/faults`, `/settings`, `/calls`, `/edges`, `/whoami`, with the token."""
    try:
        tokens.admit(page, read_head(request))
        listener.admit(request)
        asked = JsonReader(_wishes(page, request) if request.method == "POST" else {})
        return answer(SWITCHES[what, request.method](page, asked))
    except Refusal as refusal:
        return answer(refusal.envelope(), refusal.status)
    except (KeyError, ValueError, TypeError) as why:
        return answer(Refusal(100, f"Not understood: {why!r}").envelope(), 400)
    except Exception:
        return unforeseen()


def _wishes(page: Page, request: Request) -> Mapping[str, Json]:
    """Return what a POST to the switch asks for: JSON, or a form."""
    stream = request_bodies.opened(request, request_bodies.FORM_BYTES, known=True)
    if not request.is_json:
        return dict(request.form)
    wishes: Json = json_values.parsed(request_bodies.whole(stream) or b"{}")
    if not isinstance(wishes, dict):
        raise ValueError(wishes)
    return wishes


def _ask_fault(page: Page, asked: JsonReader) -> Json:
    beside = ("edge", "effect", "nth", "always", "access_token")
    params = {name: value for name, value in asked.members.items() if name not in beside}
    edge, effect = asked.text("edge"), asked.text("effect")
    if effect not in faults.EFFECTS or edge not in ("*", *(edge.name for edge in EDGES)):
        raise KeyError(effect, edge)
    nth = asked.number("nth") if "nth" in asked.members else 1
    page.shelf.add_fault(edge, effect, None if asked.members.get("always") else nth, params)
    return {"success": True}


def _forget_faults(page: Page, asked: JsonReader) -> Json:
    page.shelf.clear_faults()
    return {"success": True}


def _change_settings(page: Page, asked: JsonReader) -> Json:
    for name in set(asked.members) & set(SETTINGS):
        switch = asked.members[name]
        page.shelf.set(name, float(switch) if isinstance(switch, bool) else asked.decimal(name))
    return {name: page.shelf.setting(name) for name in SETTINGS}


SWITCHES: dict[tuple[str, str], Callable[[Page, JsonReader], Json]] = {
    ("whoami", "GET"): lambda page, asked: {"page_id": page.id, "name": page.name},
    ("faults", "GET"): lambda page, asked: {"data": page.shelf.faults()},
    ("faults", "POST"): _ask_fault,
    ("faults", "DELETE"): _forget_faults,
    ("settings", "GET"): _change_settings,
    ("settings", "POST"): _change_settings,
    ("calls", "GET"): lambda page, asked: {"data": page.shelf.calls()},
    ("edges", "GET"): lambda page, asked: {"data": [[e.name, e.method, e.path] for e in EDGES]},
}
