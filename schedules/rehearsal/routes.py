"""The one way through the rehearsal Page: find the edge, check the token, do, record."""

import json
from dataclasses import dataclass, replace

from flask import Request, Response

from media.json_values import JsonReader
from schedules.facebook import content_limits, versions
from schedules.rehearsal import faults, forbidden, listener, request_bodies
from schedules.rehearsal.edge_table import EDGES, Edge
from schedules.rehearsal.edges import photos, tokens
from schedules.rehearsal.graph_requests import (
    RAW,
    Call,
    RawRefusal,
    Refusal,
    answer,
    read_head,
    unforeseen,
    with_fields,
)
from schedules.rehearsal.store import Page, Thing

LONGEST_NOTE = 300  # characters of an address that are written down
FULL = 100  # percent of its calls: from then on all are refused ("Rate Limits")


@dataclass
class Note:
    """What is written down of a call that was admitted."""

    call: Call | None = None
    edge: str | None = None
    fault: str | None = None
    why: str | None = None
    admitted: bool = False


def respond(page: Page, request: Request) -> Response:
    """Answer one Graph call, and write it down if whoever called may."""
    note = Note()
    try:
        done = _answered(page, request, note)
    except RawRefusal as refusal:
        done = answer(refusal.body, 400)
    except Refusal as refusal:
        done = answer(refusal.envelope(), refusal.status)
    except Exception as bug:  # a fault of ours must look like one of Graph's, and be found in the record
        note.why = repr(bug)
        done = unforeseen()
    asked = note.call.version if note.call else versions.DEFAULT
    done.headers["facebook-api-version"] = versions.answering(asked, page.clock().date())
    if note.admitted:
        _tell_usage(page, done)
        _record(page, request, done, note)
    return done


def _record(page: Page, request: Request, done: Response, note: Note) -> None:
    page.shelf.record(
        at=page.now(),
        method=request.method,
        path=request.path[:LONGEST_NOTE],
        bytes=min(request.content_length or 0, 2**53),  # what is announced may be any number
        status=done.status_code,
        query=",".join(request.args)[:LONGEST_NOTE],  # of the query string the names alone
        edge=note.edge,
        token_in=note.call.token_in if note.call else None,
        fault=note.fault,
        why=note.why,
    )


def _tell_usage(page: Page, done: Response) -> None:
    """Send the usage header that Page tokens get; a fault that has its own keeps it."""
    percent, minutes = (int(page.shelf.setting(name)) for name in ("usage_percent", "regain_min"))
    usage = dict.fromkeys(("call_count", "total_cputime", "total_time"), percent)
    cases = {page.id: [{"type": "pages", **usage, "estimated_time_to_regain_access": minutes}]}
    done.headers.setdefault("X-Business-Use-Case-Usage", json.dumps(cases))


def _answered(page: Page, request: Request, note: Note) -> Response:
    """Read what stands before the body, ask who calls, and only then read on."""
    note.call = call = read_head(request)
    forbidden.refuse_in_head(call.path, call.params, call.headers)
    rows = _rows(page, call)
    known = call.token is not None and all(row.admit is tokens.admit for row in rows)
    raw = [row.name for row in rows] == ["reel-bytes"]
    if known or raw or request.method != "POST" or not (rows or call.token):
        _admit(page, call, rows)
        listener.admit(request)
        note.admitted = True
    if raw:
        call = replace(
            call, stream=request_bodies.opened(request, content_limits.FILM_BYTES_MOST, known=True)
        )
    if raw or request.method != "POST":
        return _find_and_do(page, call, note)
    body = _body(page, request, call, rows, known=known)
    try:
        note.call = call = with_fields(call, body.fields, body.files)
        forbidden.refuse_in_params(body.fields)
        _admit(page, call, rows)
        listener.admit(request)
        note.admitted = True
        return _find_and_do(page, call, note)
    finally:
        body.close()


def _admit(page: Page, call: Call, rows: list[Edge]) -> None:
    """Refuse whoever may make none of the calls that this may be."""
    for admit in {row.admit for row in rows} or {tokens.admit}:
        admit(page, call)


def _body(page: Page, request: Request, call: Call, rows: list[Edge], *, known: bool) -> request_bodies.Body:
    def room(fields: request_bodies.Fields) -> int:
        so_far = with_fields(call, fields, {})
        _admit(page, so_far, rows)
        return next((row.most for row in rows if row.when is None or _says(so_far, *row.when)), 0)

    most = max((row.most for row in rows), default=0)
    try:
        return request_bodies.read(request, page.shelf.spool, known=known, most=most, room=room)
    except Refusal as refusal:
        if refusal.status == 413:
            _admit(page, call, rows)  # that it is too long is nobody's business who may not call
        raise


def _find_and_do(page: Page, call: Call, note: Note) -> Response:
    photos.remove_unused(page)
    edge, thing = _match(page, call)
    note.edge = edge.name
    fault = page.shelf.count_fault(edge.name)
    if fault is None:
        return _do(page, call, edge, thing)
    note.fault = fault.effect
    effect = faults.EFFECTS[fault.effect]
    return effect(call, lambda c: _do(page, c, edge, thing), JsonReader(fault.params))


def _do(page: Page, call: Call, edge: Edge, thing: Thing | None) -> Response:
    try:
        if edge.admit is tokens.admit and page.shelf.setting("usage_percent") >= FULL:
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


def _rows(page: Page, call: Call) -> list[Edge]:
    """Return the rows that a call's method and address may mean, whatever the thing is and the body says."""
    if not call.path:
        return []
    path, first = _ordered(call), "{page}" if _of_page(page, call) else "{thing}"
    spelled, shape = "/".join(path), "/".join([first, *path[1:]])
    rows = [edge for edge in EDGES if edge.method == call.method]
    return [edge for edge in rows if edge.path == spelled] or [edge for edge in rows if edge.path == shape]


def _ordered(call: Call) -> tuple[str, ...]:
    """Return a call's path; that of a reel's bytes, /video-upload/v27.0/{thing}, as those of other things."""
    return (call.path[2], RAW) if call.path[0] == RAW and len(call.path) == 3 else call.path


def _of_page(page: Page, call: Call) -> bool:
    return call.path[0] in (page.id, "me")


def _match(page: Page, call: Call) -> tuple[Edge, Thing | None]:
    if not call.path:
        raise Refusal(2500, "Unknown path components")
    of_page = _of_page(page, call)
    thing, kind = (None, None) if of_page else _thing(page, _ordered(call)[0])
    for edge in _rows(page, call):
        if _takes(edge, kind) and (edge.when is None or _says(call, *edge.when)):
            return edge, thing
    raise Refusal(2500, f"Unknown path components: /{'/'.join(call.path[1:])}") if of_page else _absent(call)


def _takes(edge: Edge, kind: str | None) -> bool:
    return not edge.kinds or kind is None or kind in edge.kinds


def _says(call: Call, name: str, value: str | None) -> bool:
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
