"""The Page client: what a publisher and an editor of the Page ask of Graph, one method per call.

It knows no database and no clock. Every failure leaves as one of the errors of `errors.py`. `graph_calls.py` writes
the calls, `answers.py` reads what comes back.
"""

import re
from datetime import datetime
from pathlib import Path

from schedules.facebook import answers
from schedules.facebook.answers import (
    CommentState,
    ListedVideo,
    PageAddress,
    PageInfo,
    PhotoState,
    PostState,
    ReelUpload,
    Upload,
    Usage,
    VideoState,
)
from schedules.facebook.content_limits import unix
from schedules.facebook.errors import BadContent
from schedules.facebook.graph_calls import GraphCalls, read
from schedules.facebook.session import Door
from schedules.facebook.uploads import Multipart, Part, Source, body

LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}")


class PageClient:
    """One Page at one address with one token. Every method raises `GraphError` alone."""

    def __init__(
        self,
        address: PageAddress,
        token: str,
        *,
        app_secret: str | None = None,
        connect_timeout: float = 10,
        read_timeout: float = 60,
    ) -> None:
        timeouts = (connect_timeout, read_timeout)
        self._door = Door(address.graph_url, token, timeouts, app_secret=app_secret)
        self._page = address.page_id
        self._graph = GraphCalls(self._door, address.graph_version, self._page)

    @property
    def usage(self) -> Usage | None:
        """Return how much of the Page's quota the newest answer said is used; None while none said."""
        return self._door.usage

    @property
    def versions(self) -> tuple[str, str] | None:
        """Return which version of Graph is asked for and which answered last; None while no answer said."""
        answered = self._door.version
        return (self._graph.version, answered) if answered else None

    def close(self) -> None:
        """Close the connections; the client can still be used and opens new ones."""
        self._door.close()

    def page(self) -> PageInfo:
        """Ask who the Page is."""
        answer = self._graph.get(self._page, fields="id,name")
        return read(answer, lambda page: PageInfo(id=page.text("id"), name=page.maybe_text("name") or ""))

    def start_video(self, *, size: int) -> Upload:
        """Open an upload of `size` bytes; the film has its id before a byte moves. Safe to repeat."""
        answer = self._graph.post(f"{self._page}/videos", upload_phase="start", file_size=size)
        return read(answer, answers.read_upload)

    def transfer(self, session_id: str, film: Source, *, start: int, end: int) -> tuple[int, int]:
        """Send the film's bytes [start, end) and return the next window; equal numbers mean that all are in.

        Raises `WrongOffset` with the window wanted instead. Safe to repeat; reads the file a block at a time.
        """
        fields = {"upload_phase": "transfer", "upload_session_id": session_id, "start_offset": str(start)}
        part = Part(name="video_file_chunk", filename="film.mp4")
        with body(film, start, end) as chunk:
            answer = self._graph.send(f"{self._page}/videos", Multipart(fields, part, chunk))
        return read(answer, answers.read_window)

    def finish_video(self, session_id: str, *, description: str, title: str | None, mark: str) -> None:
        """Close the upload; the film stays hidden. `mark` is our own sign on it, to find it again."""
        self._graph.post(
            f"{self._page}/videos",
            upload_phase="finish",
            upload_session_id=session_id,
            description=description,
            title=title,
            published=False,
            universal_video_id=mark,
            custom_labels=[mark],
        )

    def read_video(self, video_id: str) -> VideoState:
        """Read a film or reel back; `Absent` may be mere lag just after its start."""
        answer = self._graph.get(video_id, fields=answers.VIDEO_FIELDS)
        return read(answer, lambda video: answers.read_video(video, self._door.public_url))

    def reveal_video(self, video_id: str) -> None:
        """Make a hidden film public; setting a state, so safe to repeat."""
        self._graph.post(video_id, published=True)

    def edit_video(self, video_id: str, *, description: str | None = None, title: str | None = None) -> None:
        """Change the words of a film or reel, public or not. Safe to repeat."""
        self._graph.post(video_id, description=description, name=title)

    def videos(self, *, limit: int) -> list[ListedVideo]:
        """Return the newest films, hidden ones too, each with our mark on it, to find one again."""
        return self._listed_videos("videos", answers.VIDEO_LIST_FIELDS, limit)

    def reels(self, *, limit: int) -> list[ListedVideo]:
        """Return the newest finished reels; posts and films' lists do not have them."""
        return self._listed_videos("video_reels", answers.REEL_LIST_FIELDS, limit)

    def _listed_videos(self, edge: str, fields: str, limit: int) -> list[ListedVideo]:
        public_url = self._door.public_url
        return self._graph.listed(
            f"{self._page}/{edge}", fields, limit, lambda video: answers.read_listed(video, public_url)
        )

    def start_reel(self) -> ReelUpload:
        """Open a reel; it has its id before a byte moves. Safe to repeat (Reels guide, 2026-07-30)."""
        answer = self._graph.post(f"{self._page}/video_reels", upload_phase="start")
        return read(answer, answers.read_reel_upload)

    def send_reel(self, upload_url: str, film: Source, offset: int) -> None:
        """Send the film's bytes from `offset` to its end in one request, a block in memory at a time.

        `Unknown`: read `read_video(...).bytes_received` and go on there. `Refused` with `graph-upload-url`, before a
        byte or the token is sent, where the address is neither Facebook's nor the rehearsal Page's.
        """
        self._graph.send_rest(upload_url, film, offset)

    def finish_reel(
        self,
        video_id: str,
        *,
        description: str,
        title: str | None = None,
        published: bool = False,
        scheduled_at: datetime | None = None,
    ) -> None:
        """Close a reel: public, for a moment (10 minutes to 29 days ahead), or a draft. Read it back, never repeat.

        `TryLater` when 30 were published in 24 hours; `BadContent` when bytes are missing.
        """
        state = "PUBLISHED" if published else "SCHEDULED" if scheduled_at else "DRAFT"
        self._graph.post(
            f"{self._page}/video_reels",
            upload_phase="finish",
            video_id=video_id,
            video_state=state,
            description=description,
            title=title,
            scheduled_publish_time=unix(scheduled_at) if scheduled_at and not published else None,
        )

    def create_photo(
        self, path: Source, *, alt: str | None, published: bool = False, temporary: bool = False
    ) -> str:
        """Send a photo (10 MB) and return its id; unpublished and unused it is gone after 24 hours. `alt`: its text.

        `temporary` for a photo that goes into a scheduled post (Page Photos reference).
        """
        answer = self._graph.send_file(
            f"{self._page}/photos",
            path,
            Part(name="source", filename="photo"),
            alt_text_custom=alt,
            published=published,
            temporary=temporary or None,
        )
        return read(answer, answers.read_id)

    def read_photo(self, photo_id: str) -> PhotoState:
        """Read a photo back."""
        return read(self._graph.get(photo_id, fields=answers.PHOTO_FIELDS), answers.read_photo)

    def create_post(
        self,
        *,
        message: str,
        link: str | None,
        photos: tuple[str, ...] = (),
        scheduled_at: datetime | None = None,
        published: bool = False,
    ) -> str:
        """Create a post, hidden unless `published`, and return its id. Never to be repeated before looking.

        `photos` are ids from `create_photo`; for a post with a moment they were made with `temporary=True`. It
        becomes public then without us; 10 minutes to 29 days ahead suits every reading of Meta's documents.
        """
        media: dict[str, object] = {
            f"attached_media[{n}]": {"media_fbid": photo} for n, photo in enumerate(photos)
        }
        if scheduled_at is not None:
            media |= {"scheduled_publish_time": unix(scheduled_at)}
            media |= {"unpublished_content_type": "SCHEDULED"} if photos else {}
        answer = self._graph.post(
            f"{self._page}/feed", message=message or None, link=link, published=published, **media
        )
        return read(answer, answers.read_id)

    def read_post(self, post_id: str) -> PostState:
        """Read a post back."""
        answer = self._graph.get(post_id, fields=answers.POST_FIELDS)
        return read(answer, lambda post: answers.read_post(post, self._door.public_url))

    def reveal_post(self, post_id: str) -> None:
        """Make a hidden post public; setting a state, so safe to repeat."""
        self._graph.post(post_id, is_published=True)

    def edit_post(self, post_id: str, *, message: str) -> None:
        """Change the text of a post, public or not; only of one that our app made. Safe to repeat."""
        self._graph.post(post_id, message=message)

    def posts(self, *, limit: int) -> list[PostState]:
        """Return the newest posts, hidden ones too, newest first."""
        public_url = self._door.public_url
        return self._graph.listed(
            f"{self._page}/feed", answers.POST_FIELDS, limit, lambda post: answers.read_post(post, public_url)
        )

    def comment(self, object_id: str, *, message: str) -> str:
        """Comment as the Page on what people see, and return the comment's id. Look before repeating."""
        return read(self._graph.post(f"{object_id}/comments", message=message), answers.read_id)

    def comments(self, object_id: str, *, limit: int = 100) -> list[CommentState]:
        """Return a thing's newest comments, the newest first."""
        answer = self._graph.get(
            f"{object_id}/comments",
            fields=answers.COMMENT_FIELDS,
            filter="stream",
            order="reverse_chronological",
            limit=limit,
        )
        return read(answer, lambda page: [answers.read_comment(comment) for comment in page.children("data")])

    def upload_captions(self, video_id: str, path: Path, *, locale: str, default: bool = False) -> None:
        """Give a film subtitles (SRT, 200 K) in a locale like `nl_NL`; `default` shows them unasked.

        `Refused` with `graph-captions-there` when the locale has some: `delete_captions` first.
        """
        if not LOCALE.fullmatch(locale):
            raise BadContent("graph-captions-name", locale=locale)
        part = Part(name="captions_file", filename=f"film.{locale}.srt")
        self._graph.send_file(f"{video_id}/captions", path, part, default_locale=locale if default else None)

    def delete_captions(self, video_id: str, *, locales: tuple[str, ...]) -> None:
        """Take subtitles off a film; locales without any are ignored."""
        self._graph.post(f"{video_id}/captions", locales_to_delete=list(locales))

    def captions(self, video_id: str) -> list[str]:
        """Return the locales in which a film has subtitles."""
        answer = self._graph.get(f"{video_id}/captions")
        return read(answer, lambda page: [file.text("locale") for file in page.children("data")])

    def set_thumbnail(self, video_id: str, path: Source) -> None:
        """Give a film its cover (10 MB, the film's own shape)."""
        part = Part(name="source", filename="cover")
        self._graph.send_file(f"{video_id}/thumbnails", path, part, is_preferred=True)

    def schedule(self, object_id: str, *, at: datetime) -> None:
        """Let Facebook show a hidden post, film or reel at a moment, or move that moment. Safe to repeat."""
        self._graph.post(object_id, scheduled_publish_time=unix(at))

    def delete(self, object_id: str) -> None:
        """Delete a film, a post or a comment; `Absent` when it is gone already."""
        self._graph.delete(object_id)
