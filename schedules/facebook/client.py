"""The Page client: what a publisher and an editor of the Page ask of Graph, one method per call.

It knows no database and no clock. Every failure leaves as one of the errors of `verdicts.py`. Films and posts are here,
all else in `surface.py`; `doorway.py` sends.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

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
from schedules.facebook.errors import (
    BadContent,
    Unknown,
)
from schedules.facebook.session import Door
from schedules.facebook.uploads import Multipart, Part, Raw, open_file, size_of

T = TypeVar("T")
LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}")


class Surface:
    """The calls of one Page at one address with one token; `graph.PageClient` is the whole."""

    def __init__(self, door: Door, address: PageAddress) -> None:
        self._door, self._page, self._version = door, address.page_id, address.graph_version
        door.graph.version = address.graph_version

    @property
    def usage(self) -> Usage | None:
        """Return how much of the Page's quota the newest answer said is used; None while none said."""
        return self._door.usage

    def start_reel(self) -> ReelUpload:
        """Open a reel; it has its id before a byte moves. Safe to repeat (Reels guide, 2026-07-30)."""
        found = self._post(f"{self._page}/video_reels", upload_phase="start")
        return read(lambda: ReelUpload(video_id=str(found["video_id"]), upload_url=str(found["upload_url"])))

    def send_reel(self, upload_url: str, path: Path, offset: int) -> None:
        """Send the film's bytes from `offset` to its end in one request, a block in memory at a time.

        `Unknown`: read `reel_state(...).bytes_received` and go on there. `Refused` with `graph-upload-url`, before a
        byte or the token is sent, where the address is neither Facebook's nor the rehearsal Page's.
        """
        size = size_of(path, "graph-film-unreadable")
        with open_file(path, offset) as film:
            film.seek(offset)
            body = Raw(film, size - offset)
            if len(body):
                self._door.guard(lambda: self._door.send_raw(upload_url, body, offset=offset, size=size))

    def reel_state(self, video_id: str) -> VideoState:
        """Read a reel back; the same node as a film's."""
        return self.read_video(video_id)

    def read_video(self, video_id: str) -> VideoState:
        """Read a film back; `Absent` may be mere lag just after `start_video`."""
        found = self._get(video_id, fields=answers.VIDEO_FIELDS)
        return read(lambda: answers.read_video(found, self._door.public_url))

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
        self._post(
            f"{self._page}/video_reels",
            upload_phase="finish",
            video_id=video_id,
            video_state=state,
            description=description,
            title=title,
            scheduled_publish_time=unix(scheduled_at) if scheduled_at and not published else None,
        )

    def reels(self, *, limit: int) -> list[ListedVideo]:
        """Return the newest finished reels; posts and films' lists do not have them."""
        fields = answers.REEL_LIST_FIELDS
        return self._list(f"{self._page}/video_reels", fields, limit, answers.read_listed)

    def videos(self, *, limit: int) -> list[ListedVideo]:
        """Return the newest films, hidden ones too, each with our mark on it, to find one again."""
        return self._list(f"{self._page}/videos", answers.VIDEO_LIST_FIELDS, limit, answers.read_listed)

    def create_photo(
        self, path: Path, *, alt: str | None, published: bool = False, temporary: bool = False
    ) -> str:
        """Send a photo (10 MB) and return its id; unpublished and unused it is gone after 24 hours. `alt`: its text.

        `temporary` for a photo that goes into a scheduled post (Page Photos reference).
        """
        told = {"alt_text_custom": alt, "published": published, "temporary": temporary or None}
        found = self._send_file(f"{self._page}/photos", told, path, Part(name="source", filename="photo"))
        return read(lambda: str(found["id"]))

    def read_photo(self, photo_id: str) -> PhotoState:
        """Read a photo back."""
        found = self._get(photo_id, fields=answers.PHOTO_FIELDS)
        return read(lambda: answers.read_photo(found))

    def comment(self, object_id: str, *, message: str) -> str:
        """Comment as the Page on what people see, and return the comment's id. Look before repeating."""
        found = self._post(f"{object_id}/comments", message=message)
        return read(lambda: str(found["id"]))

    def comments(self, object_id: str, *, limit: int = 100) -> list[CommentState]:
        """Return a thing's newest comments, the newest first."""
        found = self._get(
            f"{object_id}/comments",
            fields=answers.COMMENT_FIELDS,
            filter="stream",
            order="reverse_chronological",
            limit=limit,
        )
        return read(lambda: [answers.read_comment(one) for one in found["data"]])

    def upload_captions(self, video_id: str, path: Path, *, locale: str, default: bool = False) -> None:
        """Give a film subtitles (SRT, 200 K) in a locale like `nl_NL`; `default` shows them unasked.

        `Refused` with `graph-captions-there` when the locale has some: `drop_captions` first.
        """
        if not LOCALE.fullmatch(locale):
            raise BadContent("graph-captions-name", locale=locale)
        told = {"default_locale": locale if default else None}
        part = Part(name="captions_file", filename=f"film.{locale}.srt")
        self._send_file(f"{video_id}/captions", told, path, part)

    def drop_captions(self, video_id: str, *, locales: tuple[str, ...]) -> None:
        """Take subtitles off a film; locales without any are ignored."""
        self._post(f"{video_id}/captions", locales_to_delete=list(locales))

    def captions(self, video_id: str) -> list[str]:
        """Return the locales in which a film has subtitles."""
        found = self._get(f"{video_id}/captions")
        return read(lambda: [str(one["locale"]) for one in found["data"]])

    def set_thumbnail(self, video_id: str, path: Path) -> None:
        """Give a film its cover (10 MB, the film's own shape)."""
        part = Part(name="source", filename="cover")
        self._send_file(f"{video_id}/thumbnails", {"is_preferred": True}, path, part)

    def edit_post(self, post_id: str, *, message: str) -> None:
        """Change the text of a post, public or not; only of one that our app made. Safe to repeat."""
        self._post(post_id, message=message)

    def edit_video(self, video_id: str, *, description: str | None = None, title: str | None = None) -> None:
        """Change the words of a film or reel, public or not. Safe to repeat."""
        self._post(video_id, description=description, name=title)

    def schedule(self, object_id: str, *, at: datetime) -> None:
        """Let Facebook show a hidden post, film or reel at a moment, or move that moment. Safe to repeat."""
        self._post(object_id, scheduled_publish_time=unix(at))

    def unschedule(self, object_id: str) -> None:
        """Delete a scheduled thing: Graph knows no way from a schedule back to a draft. `Absent` when it is gone."""
        self._door.guard(lambda: self._door.graph.delete_object(object_id))

    def _get(self, path: str, **args: object) -> Any:
        return self._door.guard(lambda: self._door.graph.get_object(path, **_wire(args)))

    def _post(self, path: str, **args: object) -> Any:
        url = f"{self._version}/{path}"
        return self._door.guard(lambda: self._door.graph.request(url, post_args=_wire(args), method="POST"))

    def _send(self, path: str, body: Multipart) -> Any:
        return self._door.guard(lambda: self._door.send_parts(f"{self._version}/{path}", body))

    def _send_file(self, path: str, args: Mapping[str, object], file: Path, part: Part) -> Any:
        size = size_of(file)
        with open_file(file, size, "graph-file-unreadable") as opened:
            return self._send(path, Multipart(_wire(args), part, opened, size))

    def _made(self, answer: Any, make: Callable[[Any, str], T]) -> list[T]:
        return [make(one, self._door.public_url) for one in answer["data"]]

    def _list(self, path: str, fields: str, limit: int, make: Callable[[Any, str], T]) -> list[T]:
        """Follow cursors, never `paging.next`, up to the limit."""
        found: list[T] = []
        after: str | None = None
        while len(found) < limit:
            args = {"fields": fields, "limit": min(limit - len(found), 100)}
            answer = self._get(path, **args, **({"after": after} if after else {}))
            found += read(partial(self._made, answer, make))
            after = answers.next_cursor(answer)
            if not after:
                break
        return found


def read(make: Callable[[], T]) -> T:
    """Take values out of an answer; one that lacks them tells nothing."""
    try:
        return make()
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unknown("graph-odd-answer", why="an answer without what was asked for") from None


def unix(moment: datetime) -> int:
    """Write an aware moment as Graph wants it: whole unix seconds."""
    return int(moment.timestamp())


def _wire(args: Mapping[str, object]) -> dict[str, str]:
    """Write values as Graph wants them: lower-case booleans, nested ones as JSON (facebook-sdk spoils both)."""
    return {name: v if isinstance(v, str) else json.dumps(v) for name, v in args.items() if v is not None}


class PageClient(Surface):
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
        door = Door(address.graph_url, token, timeouts, app_secret=app_secret)
        super().__init__(door, address)

    def close(self) -> None:
        """Close the connections; the client can still be used and opens new ones."""
        self._door.close()

    def page(self) -> PageInfo:
        """Ask who the Page is."""
        found = self._get(self._page, fields="id,name")
        return read(lambda: PageInfo(id=str(found["id"]), name=str(found.get("name", ""))))

    def start_video(self, *, size: int) -> Upload:
        """Open an upload of `size` bytes; the film has its id before a byte moves. Safe to repeat."""
        found = self._post(f"{self._page}/videos", upload_phase="start", file_size=size)
        return read(lambda: answers.read_upload(found))

    def transfer(self, session_id: str, path: Path, *, start: int, end: int) -> tuple[int, int]:
        """Send the film's bytes [start, end) and return the next window; equal numbers mean that all are in.

        Raises `WrongOffset` with the window wanted instead. Safe to repeat; reads the file a block at a time.
        """
        fields = {"upload_phase": "transfer", "upload_session_id": session_id, "start_offset": str(start)}
        with open_file(path, end) as film:
            film.seek(start)
            part = Part(name="video_file_chunk", filename="film.mp4")
            answer = self._send(f"{self._page}/videos", Multipart(fields, part, film, end - start))
        return read(lambda: (int(answer["start_offset"]), int(answer["end_offset"])))

    def finish_video(self, session_id: str, *, description: str, title: str | None, mark: str) -> None:
        """Close the upload; the film stays hidden. `mark` is our own sign on it, to find it again."""
        self._post(
            f"{self._page}/videos",
            upload_phase="finish",
            upload_session_id=session_id,
            description=description,
            title=title,
            published=False,
            universal_video_id=mark,
            custom_labels=[mark],
        )

    def reveal_video(self, video_id: str) -> None:
        """Make a hidden film public; setting a state, so safe to repeat."""
        self._post(video_id, published=True)

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
        found = self._post(
            f"{self._page}/feed", message=message or None, link=link, published=published, **media
        )
        return read(lambda: str(found["id"]))

    def read_post(self, post_id: str) -> PostState:
        """Read a post back."""
        found = self._get(post_id, fields=answers.POST_FIELDS)
        return read(lambda: answers.read_post(found, self._door.public_url))

    def reveal_post(self, post_id: str) -> None:
        """Make a hidden post public; setting a state, so safe to repeat."""
        self._post(post_id, is_published=True)

    def posts(self, *, limit: int) -> list[PostState]:
        """Return the newest posts, hidden ones too, newest first."""
        return self._list(f"{self._page}/feed", answers.POST_FIELDS, limit, answers.read_post)

    def delete(self, object_id: str) -> None:
        """Delete a film or a post; `Absent` when it is gone already."""
        self._door.guard(lambda: self._door.graph.delete_object(object_id))
