"""The rehearsal Page's edges, as a table: which calls it takes, and what does them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from schedules.rehearsal import comment_edges, nodes
from schedules.rehearsal.edges import captions, photos, posts, reels, tokens, videos
from schedules.rehearsal.graph_requests import RAW


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


PHASES = {"start": videos.start, "transfer": videos.transfer}
PHASES |= {"finish": videos.finish, "cancel": videos.cancel}
START, FINISH = ("upload_phase", "start"), ("upload_phase", "finish")
SHOWN, REVEALED = ("published", None), ("is_published", None)
FILMS = ("video", "reel")
SEEN = ("post", *FILMS)
EDGES: tuple[Edge, ...] = (
    Edge(name="debug-token", method="GET", path="debug_token", do=tokens.debug, admits=True),
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
    Edge(name="reel-bytes", method="POST", path=f"{{thing}}/{RAW}", do=reels.receive, kinds=("reel",)),
    Edge(name="reel-finish", method="POST", path="{page}/video_reels", do=reels.finish, when=FINISH),
    Edge(name="reels", method="GET", path="{page}/video_reels", do=reels.reels),
    Edge(name="photo-create", method="POST", path="{page}/photos", do=posts.photo),
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
    Edge(name="comment-create", method="POST", path="{thing}/comments", do=comment_edges.create, kinds=SEEN),
    Edge(name="comments", method="GET", path="{thing}/comments", do=comment_edges.listing, kinds=SEEN),
    Edge(name="comment-read", method="GET", path="{thing}", do=comment_edges.node, kinds=("comment",)),
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
