"""The table of calls that the rehearsal Page takes: a new edge is a row."""

from collections.abc import Callable
from dataclasses import dataclass

from media.json_values import Json
from schedules.facebook import content_limits
from schedules.rehearsal import nodes
from schedules.rehearsal.edges import captions, comments, photos, posts, reels, tokens, videos
from schedules.rehearsal.graph_requests import RAW, Call
from schedules.rehearsal.store import Page


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
