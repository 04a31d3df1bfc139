"""The one way through the rehearsal Page: find the edge, check the token, do, record."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from flask import Request, Response

from media.json_values import Json, JsonReader
from schedules.rehearsal import faults, nodes
from schedules.rehearsal.edges import captions, comments, photos, posts, reels, tokens, videos
from schedules.rehearsal.graph_requests import RAW, Call, RawRefusal, Refusal, answer, read
from schedules.rehearsal.store import SETTINGS, Page, Thing


@dataclass(frozen=True, kw_only=True)
class Edge:
    """One row: which calls it takes, and what does them. `{page}` and `{thing}` stand for ids.

    `when` names a parameter that must be there, with this value unless that is None. `kinds`: what the thing may be,
    anything if empty. `admits`: it looks at the token itself.
    """

    name: str
    method: str
    path: str
    do: Callable[..., dict[str, Json]]
    when: tuple[str, str | None] | None = None
    kinds: tuple[str, ...] = ()
    admits: bool = False


PHASES = {"start": videos.start, "transfer": videos.transfer}
PHASES |= {"finish": videos.finish, "cancel": videos.cancel}
START, FINISH = ("upload_phase", "start"), ("upload_phase", "finish")
SHOWN, REVEALED = ("published", None), ("is_published", None)
FILMS = ("video", "reel")
SEEN = ("post", *FILMS)
EDGES: tuple[Edge, ...] = (
    Edge(name="debug-token", method="GET", path="debug_token", do=tokens.debug_token, admits=True),
    Edge(name="exchange", method="GET", path="oauth/access_token", do=tokens.exchange, admits=True),
    Edge(name="exchange", method="POST", path="oauth/access_token", do=tokens.exchange, admits=True),
    Edge(name="accounts", method="GET", path="{page}/accounts", do=tokens.accounts, admits=True),
    Edge(name="page", method="GET", path="{page}", do=tokens.page_read, admits=True),
    *(
        Edge(name=f"video-{phase}", method="POST", path="{page}/videos", do=do, when=("upload_phase", phase))
        for phase, do in PHASES.items()
    ),
    Edge(name="video-one-shot", method="POST", path="{page}/videos", do=videos.one_shot),
    Edge(name="videos", method="GET", path="{page}/videos", do=posts.videos),
    Edge(name="reel-start", method="POST", path="{page}/video_reels", do=reels.start, when=START),
    Edge(name="reel-bytes", method="POST", path=f"{{thing}}/{RAW}", do=reels.receive_bytes, kinds=("reel",)),
    Edge(name="reel-finish", method="POST", path="{page}/video_reels", do=reels.finish, when=FINISH),
    Edge(name="reels", method="GET", path="{page}/video_reels", do=reels.reels),
    Edge(name="photo-create", method="POST", path="{page}/photos", do=posts.create_photo),
    Edge(name="photo-read", method="GET", path="{thing}", do=photos.node, kinds=("photo",)),
    Edge(
        name="captions-add",
        method="POST",
        path="{thing}/captions",
        do=captions.add_captions,
        kinds=FILMS,
    ),
    Edge(name="captions", method="GET", path="{thing}/captions", do=captions.captions, kinds=FILMS),
    Edge(
        name="thumbnail-add",
        method="POST",
        path="{thing}/thumbnails",
        do=captions.add_thumbnail,
        kinds=FILMS,
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


FULL = 100  # percent of its calls: from then on all are refused ("Rate Limits")


def respond(page: Page, request: Request) -> Response:
    """Answer one Graph call and write it down."""
    note: dict[str, str | None] = {"edge": None, "token_in": None, "fault": None, "why": None}
    try:
        call = read(request)
        note["token_in"] = call.token_in
        done = _find_and_do(page, call, note)
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
    cases = {page.id: [{"type": "pages", **usage, "estimated_time_to_regain_access": minutes}]}
    done.headers.setdefault("X-Business-Use-Case-Usage", json.dumps(cases))


def _find_and_do(page: Page, call: Call, note: dict[str, str | None]) -> Response:
    photos.remove_unused(page)
    edge, thing = _match(page, call)
    note["edge"] = edge.name
    fault = page.shelf.count_fault(edge.name)
    if fault is None:
        return _do(page, call, edge, thing)
    note["fault"] = fault.effect
    effect = faults.EFFECTS[fault.effect]
    return effect(call, lambda c: _do(page, c, edge, thing), JsonReader(fault.params))


def _do(page: Page, call: Call, edge: Edge, thing: Thing | None) -> Response:
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
    of_page, path = call.path[0] in (page.id, "me"), call.path
    if path[0] == RAW and len(path) == 3:  # /video-upload/v26.0/{thing}
        path = (path[2], RAW)
    shape = "/".join(["{page}" if of_page else "{thing}", *path[1:]])
    thing, kind = (None, None) if of_page else _thing(page, path[0])
    for edge in EDGES:
        fits = edge.path in (shape, "/".join(path)) and edge.method == call.method and _takes(edge, kind)
        if fits and (edge.when is None or _says(call, *edge.when)):
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
        call = read(request)
        tokens.admit(page, call)
        asked = JsonReader.of(request.get_json(silent=True) or dict(request.form))
        return answer(SWITCHES[what, request.method](page, asked))
    except Refusal as refusal:
        return answer(refusal.envelope(), refusal.status)
    except (KeyError, ValueError, TypeError) as why:
        return answer(Refusal(100, f"Not understood: {why!r}").envelope(), 400)


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
