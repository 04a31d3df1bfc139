"""The Page client: what a publisher and an editor of the Page ask of Graph, one method per call.

It knows no database and no clock. Every failure leaves as one of the errors of `verdicts.py`. Films and posts are here,
all else in `surface.py`; `doorway.py` sends.
"""

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
    VideoState,
)
from schedules.facebook.errors import (
    Absent,
    BadContent,
    Forbidden,
    GraphError,
    NotSent,
    Refused,
    TryLater,
    Unauthorized,
    Unknown,
    WrongOffset,
)
from schedules.facebook.session import Door
from schedules.facebook.uploads import Multipart, Part, open_file
from schedules.quota import Usage
from schedules.surface import Surface, read, unix

__all__ = [
    "Absent", "BadContent", "CommentState", "Forbidden", "GraphError", "ListedVideo", "NotSent", "PageAddress",
    "PageClient", "PageInfo", "PhotoState", "PostState", "ReelUpload", "Refused", "TryLater", "Unauthorized", "Unknown",
    "Upload", "Usage", "VideoState", "WrongOffset",
]  # fmt: skip


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
