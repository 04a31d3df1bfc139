"""The rehearsal Page's edges, as a table, and the one way through it: find the edge, check the token, do, record."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Request, Response

from schedules.rehearsal import faults, film_edges, nodes, post_edges, token_edges
from schedules.rehearsal.shelf import SETTINGS, Page, Thing
from schedules.rehearsal.wire import Call, Refusal, answer, read


@dataclass(frozen=True, kw_only=True)
class Edge:
    """One row: which calls it takes, and what does them. `{page}` and `{thing}` stand for ids.

    `when` names a parameter that must be there, with this value unless that is None. `kind`: post, video or any.
    `admits`: it looks at the token itself.
    """

    name: str
    method: str
    path: str
    do: Callable[..., Any]
    when: tuple[str, str | None] | None = None
    kind: str | None = None
    admits: bool = False


def _page_read(page: Page, call: Call) -> dict[str, Any]:
    return nodes.page_node(page, call)


PHASES = {"start": film_edges.start, "transfer": film_edges.transfer}
PHASES |= {"finish": film_edges.finish, "cancel": film_edges.cancel}
EDGES: tuple[Edge, ...] = (
    Edge(name="debug-token", method="GET", path="debug_token", do=token_edges.debug, admits=True),
    Edge(name="exchange", method="POST", path="oauth/access_token", do=token_edges.exchange, admits=True),
    Edge(name="accounts", method="GET", path="{page}/accounts", do=token_edges.accounts, admits=True),
    Edge(name="page", method="GET", path="{page}", do=_page_read),
    *(
        Edge(name=f"video-{phase}", method="POST", path="{page}/videos", do=do, when=("upload_phase", phase))
        for phase, do in PHASES.items()
    ),
    Edge(name="video-one-shot", method="POST", path="{page}/videos", do=film_edges.one_shot),
    Edge(name="videos", method="GET", path="{page}/videos", do=post_edges.videos),
    Edge(name="post-create", method="POST", path="{page}/feed", do=post_edges.create),
    Edge(name="feed", method="GET", path="{page}/feed", do=post_edges.feed),
    Edge(name="posts", method="GET", path="{page}/posts", do=post_edges.published),
    Edge(name="published-posts", method="GET", path="{page}/published_posts", do=post_edges.published),
    Edge(name="scheduled-posts", method="GET", path="{page}/scheduled_posts", do=post_edges.scheduled),
    Edge(name="video-read", method="GET", path="{thing}", do=nodes.video_node, kind="video"),
    Edge(name="post-read", method="GET", path="{thing}", do=nodes.post_node, kind="post"),
    Edge(
        name="video-reveal",
        method="POST",
        path="{thing}",
        do=film_edges.reveal,
        when=("published", None),
        kind="video",
    ),
    Edge(
        name="post-reveal", method="POST", path="{thing}", do=post_edges.reveal, when=("is_published", None)
    ),
    Edge(name="edit", method="POST", path="{thing}", do=post_edges.edit),
    Edge(name="delete", method="DELETE", path="{thing}", do=post_edges.delete),
)


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


def _through(page: Page, call: Call, note: dict[str, Any]) -> Response:
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
            _admit(page, call)
        token_edges.check_proof(page, call)
        if "{thing}" not in edge.path:
            return answer(edge.do(page, call))
        if thing is None or (thing.visible_from > page.now() and call.method == "GET"):
            raise _absent(call)
        return answer(edge.do(page, call, thing))
    except Refusal as refusal:
        return answer(refusal.envelope(), refusal.status)


def _admit(page: Page, call: Call) -> None:
    if call.token is None:
        raise Refusal(104, "An access token is required to request this resource.")
    if not hmac.compare_digest(call.token.encode(), page.token.encode()):
        raise Refusal(190, "Invalid OAuth access token - Cannot parse access token", subcode=467)


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
    mine = call.path[0] in (page.id, "me")
    shape = "/".join(["{page}" if mine else "{thing}", *call.path[1:]])
    thing, kind = (None, None) if mine else _thing(page, call.path[0])
    for edge in EDGES:
        fits = (
            edge.path in (shape, "/".join(call.path))
            and edge.method == call.method
            and edge.kind in (None, kind or edge.kind)
        )
        if fits and (edge.when is None or _has(call, *edge.when)):
            return edge, thing
    raise Refusal(2500, f"Unknown path components: /{'/'.join(call.path[1:])}") if mine else _absent(call)


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


def switch(page: Page, request: Request, what: str) -> Response:
    """The switch beside Graph: `/_rehearsal/faults`, `/settings`, `/calls`, `/edges`, `/whoami`, with the token."""
    try:
        call = read(request)
        _admit(page, call)
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
