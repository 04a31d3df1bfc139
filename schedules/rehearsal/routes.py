"""The one way through the rehearsal Page: find the edge, check the token, do, record."""

import json
from typing import Any

from flask import Request, Response

from schedules.rehearsal import faults
from schedules.rehearsal.edge_table import EDGES, Edge
from schedules.rehearsal.edges import photos, tokens
from schedules.rehearsal.graph_requests import RAW, Call, RawRefusal, Refusal, answer, read
from schedules.rehearsal.store import Page, Thing

FULL = 100  # percent of its calls: from then on all are refused ("Rate Limits")


def respond(page: Page, request: Request) -> Response:
    """Answer one Graph call and write it down."""
    note: dict[str, Any] = {"edge": None, "token_in": None, "fault": None, "why": None}
    try:
        call = read(request)
        note["token_in"] = call.token_in
        done = _through(page, call, note)
    except Refusal as refusal:
        done = answer(refusal.envelope(), refusal.status)
    except Exception as bug:  # a fault of ours must look like one of Graph's, and be found in the record
        note["why"] = repr(bug)
        done = answer(Refusal(1, "An unknown error occurred", status=500).envelope(), 500)
    _tell_usage(page, done)
    size, moment = request.content_length or 0, page.now()
    path, query = request.path, ",".join(request.args)  # of the query string the names alone
    page.shelf.record(
        at=moment,
        method=request.method,
        path=path,
        bytes=size,
        status=done.status_code,
        query=query,
        **note,
    )
    return done


def _tell_usage(page: Page, done: Response) -> None:
    """Send the usage header that Page tokens get; a fault that has its own keeps it."""
    percent, minutes = (int(page.shelf.setting(name)) for name in ("usage_percent", "regain_min"))
    usage = dict.fromkeys(("call_count", "total_cputime", "total_time"), percent)
    told = {page.id: [{"type": "pages", **usage, "estimated_time_to_regain_access": minutes}]}
    done.headers.setdefault("X-Business-Use-Case-Usage", json.dumps(told))


def _through(page: Page, call: Call, note: dict[str, Any]) -> Response:
    photos.sweep(page)
    edge, thing = _match(page, call)
    note["edge"] = edge.name
    fault = page.shelf.count_fault(edge.name)
    if fault is None:
        return _perform(page, call, edge, thing)
    note["fault"] = fault["effect"]
    return faults.EFFECTS[fault["effect"]](call, lambda c: _perform(page, c, edge, thing), fault["params"])


def _perform(page: Page, call: Call, edge: Edge, thing: Thing | None) -> Response:
    try:
        if not edge.admits:
            tokens.admit(page, call)
            if page.shelf.setting("usage_percent") >= FULL:
                raise Refusal(80001, "There have been too many calls to this Page account")
        tokens.check_proof(page, call)
        if "{thing}" not in edge.path:
            return answer(edge.do(page, call))
        if thing is None or (thing.visible_from > page.now() and call.method == "GET"):
            raise _absent(call)
        return answer(edge.do(page, call, thing))
    except RawRefusal as refusal:
        return answer(refusal.body, 400)
    except Refusal as refusal:
        return answer(refusal.envelope(), refusal.status)


def _absent(call: Call) -> Refusal:
    return Refusal(
        100,
        f"Unsupported {call.method.lower()} request. Object with ID '{call.path[0]}' does not exist, cannot be "
        "loaded due to missing permissions, or does not support this operation",
        subcode=33,
    )


def _match(page: Page, call: Call) -> tuple[Edge, Thing | None]:
    if not call.path:
        raise Refusal(2500, "Unknown path components")
    mine, path = call.path[0] in (page.id, "me"), call.path
    if path[0] == RAW and len(path) == 3:  # /video-upload/v26.0/{thing}
        path = (path[2], RAW)
    shape = "/".join(["{page}" if mine else "{thing}", *path[1:]])
    thing, kind = (None, None) if mine else _thing(page, path[0])
    for edge in EDGES:
        fits = edge.path in (shape, "/".join(path)) and edge.method == call.method and _is(edge, kind)
        if fits and (edge.when is None or _has(call, *edge.when)):
            return edge, thing
    raise Refusal(2500, f"Unknown path components: /{'/'.join(call.path[1:])}") if mine else _absent(call)


def _is(edge: Edge, kind: str | None) -> bool:
    return not edge.kinds or kind is None or kind in edge.kinds


def _has(call: Call, name: str, value: str | None) -> bool:
    return name in call.params and value in (None, call.params[name])


def _thing(page: Page, key: str) -> tuple[Thing | None, str | None]:
    """Find what an id means; the id of a public film's post finds the film, as a post."""
    for at in ("id", "story"):
        try:
            thing = page.shelf.find(key, at=at)
        except KeyError:
            continue
        return thing, "post" if at == "story" else thing.kind
    return None, None
