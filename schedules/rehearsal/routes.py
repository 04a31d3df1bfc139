"""The one way through the rehearsal Page: find the edge, check the token, do, record."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from flask import Request, Response

from media.json_values import Json, JsonReader
from schedules.facebook import content_limits, versions
from schedules.rehearsal import faults, forbidden, listener, nodes, request_bodies
from schedules.rehearsal.edges import captions, comments, photos, posts, reels, tokens, videos
from schedules.rehearsal.graph_requests import RAW, Call, RawRefusal, Refusal, answer, read_head, with_fields
from schedules.rehearsal.store import SETTINGS, Page, Thing


@dataclass(frozen=True, kw_only=True)
class Edge:
    """One row: which calls it takes, and what does them. `{page}` and `{thing}` stand for ids.

    `when` names a parameter that must be there, with this value unless that is None. `kinds`: what the thing may be,
    anything if empty. `admit`: refuses whoever may not call it. `most`: bytes that a file may have that comes along.
    """

    name: str
    method: str
    path: str
    do: Callable[..., dict[str, Json]]
    when: tuple[str, str | None] | None = None
    kinds: tuple[str, ...] = ()
    admit: Callable[[Page, Call], None] = tokens.admit
    most: int = 0


PICTURE = 2 * content_limits.PHOTO_BYTES  # what is a little too large gets the picture's own refusal
CHUNK = 64 * 1024**2  # a window is a proposal; the largest that was seen is 50 MB
PHASES = {
    "start": (videos.start, 0),
    "transfer": (videos.transfer, CHUNK),
    "finish": (videos.finish, PICTURE),
    "cancel": (videos.cancel, 0),
}
START, FINISH = ("upload_phase", "start"), ("upload_phase", "finish")
SHOWN, REVEALED = ("published", None), ("is_published", None)
FILMS = ("video", "reel")
SEEN = ("post", *FILMS)
EDGES: tuple[Edge, ...] = (
    Edge(
        name="debug-token", method="GET", path="debug_token", do=tokens.debug_token, admit=tokens.admit_look
    ),
    Edge(name="debug-token", method="POST", path="debug_token", do=tokens.no_change, admit=tokens.admit_look),
    *(
        Edge(
            name="exchange",
            method=method,
            path="oauth/access_token",
            do=tokens.exchange,
            admit=tokens.admit_app,
        )
        for method in ("GET", "POST")
    ),
    Edge(
        name="accounts", method="GET", path="{page}/accounts", do=tokens.accounts, admit=tokens.admit_anyone
    ),
    Edge(
        name="permissions",
        method="GET",
        path="{page}/permissions",
        do=tokens.permissions,
        admit=tokens.admit_anyone,
    ),
    Edge(name="page", method="GET", path="{page}", do=tokens.page_read, admit=tokens.admit_anyone),
    *(
        Edge(
            name=f"video-{phase}",
            method="POST",
            path="{page}/videos",
            do=do,
            when=("upload_phase", phase),
            most=most,
        )
        for phase, (do, most) in PHASES.items()
    ),
    Edge(
        name="video-one-shot",
        method="POST",
        path="{page}/videos",
        do=videos.one_shot,
        most=content_limits.FILM_BYTES_MOST,
    ),
    Edge(name="videos", method="GET", path="{page}/videos", do=posts.videos),
    Edge(name="reel-start", method="POST", path="{page}/video_reels", do=reels.start, when=START),
    Edge(name="reel-bytes", method="POST", path=f"{{thing}}/{RAW}", do=reels.receive_bytes, kinds=("reel",)),
    Edge(
        name="reel-finish",
        method="POST",
        path="{page}/video_reels",
        do=reels.finish,
        when=FINISH,
        most=PICTURE,
    ),
    Edge(name="reels", method="GET", path="{page}/video_reels", do=reels.reels),
    Edge(name="photo-create", method="POST", path="{page}/photos", do=posts.create_photo, most=PICTURE),
    Edge(name="photo-read", method="GET", path="{thing}", do=photos.node, kinds=("photo",)),
    Edge(
        name="captions-add",
        method="POST",
        path="{thing}/captions",
        do=captions.add_captions,
        kinds=FILMS,
        most=2 * content_limits.SUBTITLE_BYTES,
    ),
    Edge(name="captions", method="GET", path="{thing}/captions", do=captions.captions, kinds=FILMS),
    Edge(
        name="thumbnail-add",
        method="POST",
        path="{thing}/thumbnails",
        do=captions.add_thumbnail,
        kinds=FILMS,
        most=PICTURE,
    ),
    Edge(name="thumbnails", method="GET", path="{thing}/thumbnails", do=captions.thumbnails, kinds=FILMS),
    Edge(name="comment-create", method="POST", path="{thing}/comments", do=comments.create, kinds=SEEN),
    Edge(name="comments", method="GET", path="{thing}/comments", do=comments.list_comments, kinds=SEEN),
    Edge(name="comment-read", method="GET", path="{thing}", do=comments.node, kinds=("comment",)),
    Edge(name="post-create", method="POST", path="{page}/feed", do=posts.create),
    Edge(name="feed", method="GET", path="{page}/feed", do=posts.feed),
    Edge(name="posts", method="GET", path="{page}/posts", do=posts.published),
    Edge(name="published-posts", method="GET", path="{page}/published_posts", do=posts.published),
    Edge(name="scheduled-posts", method="GET", path="{page}/scheduled_posts", do=posts.scheduled),
    Edge(name="video-read", method="GET", path="{thing}", do=nodes.video_node, kinds=FILMS),
    Edge(name="post-read", method="GET", path="{thing}", do=nodes.post_node, kinds=("post",)),
    Edge(name="video-reveal", method="POST", path="{thing}", do=videos.update, when=SHOWN, kinds=FILMS),
    Edge(
        name="post-reveal",
        method="POST",
        path="{thing}",
        do=posts.reveal,
        when=REVEALED,
        kinds=("post",),
    ),
    Edge(name="edit", method="POST", path="{thing}", do=videos.update, kinds=FILMS),
    Edge(name="edit", method="POST", path="{thing}", do=posts.edit, kinds=("post",)),
    Edge(name="delete", method="DELETE", path="{thing}", do=posts.delete),
)


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


def unforeseen() -> Response:
    """Return what is said where something of ours went wrong."""
    return answer(Refusal(1, "An unknown error occurred", status=500).envelope(), 500)


def _record(page: Page, request: Request, done: Response, note: Note) -> None:
    page.shelf.record(
        at=page.now(),
        method=request.method,
        path=request.path[:LONGEST_NOTE],
        bytes=request.content_length or 0,
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
    return request_bodies.read(request, page.shelf.spool, known=known, most=most, room=room)


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


def switch(page: Page, request: Request, what: str) -> Response:
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
    wishes: Json = json.loads(request_bodies.whole(stream) or b"{}")
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
