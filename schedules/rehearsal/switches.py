"""The switch beside Graph, by which tests and rehearsals ask the Page for faults, settings and its record of calls."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Request, Response

from schedules.rehearsal import faults
from schedules.rehearsal.edge_table import EDGES
from schedules.rehearsal.edges import tokens
from schedules.rehearsal.graph_requests import Refusal, answer, read
from schedules.rehearsal.store import SETTINGS, Page


def switch(page: Page, request: Request, what: str) -> Response:
    """The switch beside Graph: `/_rehearsal/faults`, `/settings`, `/calls`, `/edges`, `/whoami`, with the token."""
    try:
        call = read(request)
        tokens.admit(page, call)
        return answer(
            SWITCHES[what, request.method](page, request.get_json(silent=True) or dict(request.form))
        )
    except Refusal as refusal:
        return answer(refusal.envelope(), refusal.status)
    except (KeyError, ValueError, TypeError) as why:
        return answer(Refusal(100, f"Not understood: {why!r}").envelope(), 400)


def _ask_fault(page: Page, told: Mapping[str, Any]) -> object:
    wanted = {k: v for k, v in told.items() if k not in ("edge", "effect", "nth", "always", "access_token")}
    if told["effect"] not in faults.EFFECTS or told["edge"] not in ("*", *(edge.name for edge in EDGES)):
        raise KeyError(told["effect"], told["edge"])
    nth = None if told.get("always") else int(told.get("nth", 1))
    page.shelf.add_fault(told["edge"], told["effect"], nth, wanted)
    return {"success": True}


def _forget_faults(page: Page, told: Mapping[str, Any]) -> object:
    page.shelf.clear_faults()
    return {"success": True}


def _set(page: Page, told: Mapping[str, Any]) -> object:
    for name in set(told) & set(SETTINGS):
        page.shelf.set(name, float(told[name]))
    return {name: page.shelf.setting(name) for name in SETTINGS}


SWITCHES: dict[tuple[str, str], Callable[[Page, Mapping[str, Any]], object]] = {
    ("whoami", "GET"): lambda page, told: {"page_id": page.id, "name": page.name},
    ("faults", "GET"): lambda page, told: {"data": page.shelf.faults()},
    ("faults", "POST"): _ask_fault,
    ("faults", "DELETE"): _forget_faults,
    ("settings", "GET"): _set,
    ("settings", "POST"): _set,
    ("calls", "GET"): lambda page, told: {"data": page.shelf.calls()},
    ("edges", "GET"): lambda page, told: {"data": [[e.name, e.method, e.path] for e in EDGES]},
}
