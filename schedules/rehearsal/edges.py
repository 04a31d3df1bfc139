"""The rehearsal Page's edges, as a table: which calls it takes, and what does them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from schedules.rehearsal import (
    caption_edges,
    comment_edges,
    film_edges,
    nodes,
    photo_edges,
    post_edges,
    reel_edges,
    token_edges,
)
from schedules.rehearsal.wire import RAW


@dataclass(frozen=True, kw_only=True)
class Edge:
    """One row: which calls it takes, and what does them. `{page}` and `{thing}` stand for ids.

    `when` names a parameter that must be there, with this value unless that is None. `kinds`: what the thing may be,
    anything if empty. `admits`: it looks at the token itself.
    """

    name: str
    method: str
    path: str
    do: Callable[..., Any]
    when: tuple[str, str | None] | None = None
    kinds: tuple[str, ...] = ()
    admits: bool = False


PHASES = {"start": film_edges.start, "transfer": film_edges.transfer}
PHASES |= {"finish": film_edges.finish, "cancel": film_edges.cancel}
START, FINISH = ("upload_phase", "start"), ("upload_phase", "finish")
SHOWN, REVEALED = ("published", None), ("is_published", None)
FILMS = ("video", "reel")
SEEN = ("post", *FILMS)
EDGES: tuple[Edge, ...] = (
    Edge(name="debug-token", method="GET", path="debug_token", do=token_edges.debug, admits=True),
    Edge(name="exchange", method="GET", path="oauth/access_token", do=token_edges.exchange, admits=True),
    Edge(name="exchange", method="POST", path="oauth/access_token", do=token_edges.exchange, admits=True),
    Edge(name="accounts", method="GET", path="{page}/accounts", do=token_edges.accounts, admits=True),
    Edge(name="page", method="GET", path="{page}", do=token_edges.page_read, admits=True),
    *(
        Edge(name=f"video-{phase}", method="POST", path="{page}/videos", do=do, when=("upload_phase", phase))
        for phase, do in PHASES.items()
    ),
    Edge(name="video-one-shot", method="POST", path="{page}/videos", do=film_edges.one_shot),
    Edge(name="videos", method="GET", path="{page}/videos", do=post_edges.videos),
    Edge(name="reel-start", method="POST", path="{page}/video_reels", do=reel_edges.start, when=START),
    Edge(name="reel-bytes", method="POST", path=f"{{thing}}/{RAW}", do=reel_edges.receive, kinds=("reel",)),
    Edge(name="reel-finish", method="POST", path="{page}/video_reels", do=reel_edges.finish, when=FINISH),
    Edge(name="reels", method="GET", path="{page}/video_reels", do=reel_edges.reels),
    Edge(name="photo-create", method="POST", path="{page}/photos", do=post_edges.photo),
    Edge(name="photo-read", method="GET", path="{thing}", do=photo_edges.node, kinds=("photo",)),
    Edge(
        name="captions-add",
        method="POST",
        path="{thing}/captions",
        do=caption_edges.add_captions,
        kinds=FILMS,
    ),
    Edge(name="captions", method="GET", path="{thing}/captions", do=caption_edges.captions, kinds=FILMS),
    Edge(
        name="thumbnail-add",
        method="POST",
        path="{thing}/thumbnails",
        do=caption_edges.add_thumbnail,
        kinds=FILMS,
    ),
    Edge(
        name="thumbnails", method="GET", path="{thing}/thumbnails", do=caption_edges.thumbnails, kinds=FILMS
    ),
    Edge(name="comment-create", method="POST", path="{thing}/comments", do=comment_edges.create, kinds=SEEN),
    Edge(name="comments", method="GET", path="{thing}/comments", do=comment_edges.listing, kinds=SEEN),
    Edge(name="comment-read", method="GET", path="{thing}", do=comment_edges.node, kinds=("comment",)),
    Edge(name="post-create", method="POST", path="{page}/feed", do=post_edges.create),
    Edge(name="feed", method="GET", path="{page}/feed", do=post_edges.feed),
    Edge(name="posts", method="GET", path="{page}/posts", do=post_edges.published),
    Edge(name="published-posts", method="GET", path="{page}/published_posts", do=post_edges.published),
    Edge(name="scheduled-posts", method="GET", path="{page}/scheduled_posts", do=post_edges.scheduled),
    Edge(name="video-read", method="GET", path="{thing}", do=nodes.video_node, kinds=FILMS),
    Edge(name="post-read", method="GET", path="{thing}", do=nodes.post_node, kinds=("post",)),
    Edge(name="video-reveal", method="POST", path="{thing}", do=film_edges.update, when=SHOWN, kinds=FILMS),
    Edge(
        name="post-reveal",
        method="POST",
        path="{thing}",
        do=post_edges.reveal,
        when=REVEALED,
        kinds=("post",),
    ),
    Edge(name="edit", method="POST", path="{thing}", do=film_edges.update, kinds=FILMS),
    Edge(name="edit", method="POST", path="{thing}", do=post_edges.edit, kinds=("post",)),
    Edge(name="delete", method="DELETE", path="{thing}", do=post_edges.delete),
)
