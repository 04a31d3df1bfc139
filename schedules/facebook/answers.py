"""What the Page answers, as values: pure reading of Graph's JSON, with no network and no library."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

POST_FIELDS = (
    "id,message,is_published,created_time,permalink_url,scheduled_publish_time,"
    "attachments{media_type,target,subattachments{target},unshimmed_url}"
)
VIDEO_FIELDS = "status,published,permalink_url,post_id,scheduled_publish_time,description"
VIDEO_LIST_FIELDS = "id,universal_video_id,description,created_time,published,post_id,permalink_url"
REEL_LIST_FIELDS = "id,description,updated_time"  # what the guide promises of the list of reels
PHOTO_FIELDS = "id,alt_text_custom,images"
COMMENT_FIELDS = "id,message,created_time"
# video_status -> phase; the reference and the reels guide name different ones, and any other means: keep asking
PHASES = {
    "ready": "ready",
    "processing": "processing",
    "upload_complete": "processing",
    "uploading": "uploading",
    "error": "error",
    "upload_failed": "error",
    "expired": "error",
}


@dataclass(frozen=True, kw_only=True)
class PageAddress:
    """Which Page, and where its Graph answers: `https://graph.facebook.com`, or plain http on loopback."""

    page_id: str
    graph_url: str
    graph_version: str


@dataclass(frozen=True, kw_only=True)
class PageInfo:
    """Who the Page is."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Upload:
    """An upload that was started; the first window of bytes wanted is [start_offset, end_offset)."""

    session_id: str
    video_id: str
    start_offset: int
    end_offset: int


@dataclass(frozen=True, kw_only=True)
class ReelUpload:
    """A reel that was started; `upload_url` is where its bytes go, used as given."""

    video_id: str
    upload_url: str


@dataclass(frozen=True, kw_only=True)
class VideoState:
    """What the Page says of a film; `phase`: uploading, processing, ready, error, unknown (keep asking).

    `publishing` is the reels guide's word: draft, scheduled, published, error. `scheduled_at` is aware UTC.
    """

    phase: str
    published: bool | None
    permalink: str | None
    post_id: str | None
    bytes_received: int | None
    publishing: str | None = None
    scheduled_at: datetime | None = None
    description: str | None = None


@dataclass(frozen=True, kw_only=True)
class ListedVideo:
    """A film or reel in a list; `mark` is our own sign on it, `at`, aware UTC, when it was made (reels: changed)."""

    id: str
    mark: str | None
    description: str
    at: datetime | None
    published: bool | None
    post_id: str | None
    permalink: str | None


@dataclass(frozen=True, kw_only=True)
class PhotoState:
    """What the Page says of a photo; `source` is where its largest version lies, sizes are pixels."""

    id: str
    alt: str | None
    source: str | None
    width: int | None
    height: int | None


@dataclass(frozen=True, kw_only=True)
class CommentState:
    """A comment; `created_at` is aware UTC."""

    id: str
    message: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class PostState:
    """What the Page says of a post; moments are aware UTC, `photos` are ids."""

    id: str
    published: bool
    message: str
    link: str | None
    created_at: datetime
    permalink: str | None
    photos: tuple[str, ...] = ()
    scheduled_at: datetime | None = None


def read_upload(found: Mapping[str, Any]) -> Upload:
    """Read the answer of an upload's start; its offsets are numeric strings."""
    return Upload(
        session_id=str(found["upload_session_id"]),
        video_id=str(found["video_id"]),
        start_offset=int(found["start_offset"]),
        end_offset=int(found["end_offset"]),
    )


def read_video(found: Mapping[str, Any], public_url: str) -> VideoState:
    """Read a Video node; the field of the bytes has two spellings, both live."""
    status = found.get("status") or {}
    moved = status.get("uploading_phase") or {}
    received = moved.get("bytes_transferred", moved.get("bytes_transfered"))
    said = (status.get("publishing_phase") or {}).get("publish_status")
    return VideoState(
        phase=PHASES.get(str(status.get("video_status")), "unknown"),
        published=found.get("published", said and said == "published"),
        permalink=_whole(found.get("permalink_url"), public_url),
        post_id=found.get("post_id"),
        bytes_received=None if received is None else int(received),
        publishing=said,
        scheduled_at=_moment(found.get("scheduled_publish_time")),
        description=found.get("description"),
    )


def read_post(found: Mapping[str, Any], public_url: str) -> PostState:
    """Read a Page Post node asked for `POST_FIELDS`."""
    hung = (found.get("attachments") or {}).get("data", [])
    links = [one.get("unshimmed_url") for one in hung if one.get("media_type") not in ("photo", "album")]
    return PostState(
        id=str(found["id"]),
        published=bool(found["is_published"]),
        message=found.get("message", ""),
        link=next((link for link in links if link), None),
        created_at=datetime.fromisoformat(found["created_time"]).astimezone(UTC),
        permalink=_whole(found.get("permalink_url"), public_url),
        photos=tuple(_photos(hung)),
        scheduled_at=_moment(found.get("scheduled_publish_time")),
    )


def _photos(hung: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for one in hung:
        several = (one.get("subattachments") or {}).get("data", [])
        pictures = several or ([one] if one.get("media_type") == "photo" else [])
        yield from (str(each["target"]["id"]) for each in pictures if (each.get("target") or {}).get("id"))


def read_listed(found: Mapping[str, Any], public_url: str) -> ListedVideo:
    """Read a Video node from a list asked for `VIDEO_LIST_FIELDS` or `REEL_LIST_FIELDS`."""
    return ListedVideo(
        id=str(found["id"]),
        mark=found.get("universal_video_id"),
        description=found.get("description") or "",
        at=_moment(found.get("created_time") or found.get("updated_time")),
        published=found.get("published"),
        post_id=found.get("post_id"),
        permalink=_whole(found.get("permalink_url"), public_url),
    )


def read_photo(found: Mapping[str, Any]) -> PhotoState:
    """Read a Photo node asked for `PHOTO_FIELDS`; the largest of its versions counts."""
    largest = max(found.get("images") or [{}], key=lambda one: one.get("width") or 0)
    return PhotoState(
        id=str(found["id"]),
        alt=found.get("alt_text_custom"),
        source=largest.get("source"),
        width=largest.get("width"),
        height=largest.get("height"),
    )


def read_comment(found: Mapping[str, Any]) -> CommentState:
    """Read a Comment node asked for `COMMENT_FIELDS`."""
    created = datetime.fromisoformat(found["created_time"]).astimezone(UTC)
    return CommentState(id=str(found["id"]), message=found.get("message") or "", created_at=created)


def _moment(value: object) -> datetime | None:
    """Read a moment, which Graph gives as unix seconds or as ISO text; aware UTC."""
    if value is None or value == "":
        return None
    text = str(value)
    return (
        datetime.fromtimestamp(int(text), UTC)
        if text.isdigit()
        else datetime.fromisoformat(text).astimezone(UTC)
    )


def next_cursor(answer: Mapping[str, Any]) -> str | None:
    """Return where the list goes on; `paging.next` itself is not used, for it carries the token in its URL."""
    paging = answer.get("paging") or {}
    return (paging.get("cursors") or {}).get("after") if paging.get("next") else None


def _whole(link: str | None, public_url: str) -> str | None:
    """Make a permalink whole: a film's may be relative."""
    return urljoin(public_url, link) if link else None


USED = ("call_count", "total_time", "total_cputime")  # percent each


@dataclass(frozen=True, kw_only=True)
class Usage:
    """What usage headers say: the highest percent of any quota used, and seconds until calls are welcome again."""

    percent: int
    regain_s: int


def read_usage(headers: Mapping[str, str]) -> Usage | None:
    """Read X-App-Usage, X-Page-Usage and X-Business-Use-Case-Usage; None if none of them says anything.

    Percent, and minutes until calls are welcome; absent, malformed and new parts are passed over ("Rate Limits").
    """
    plain = [_json(headers.get(name)) for name in ("X-App-Usage", "X-Page-Usage")]
    cases = _json(headers.get("X-Business-Use-Case-Usage")).values()
    parts = plain + [one for each in cases if isinstance(each, list) for one in each if isinstance(one, dict)]
    percents = [n for part in parts for name in USED if (n := _count(part.get(name))) is not None]
    minutes = [n for part in parts if (n := _count(part.get("estimated_time_to_regain_access"))) is not None]
    if not percents and not minutes:
        return None
    return Usage(percent=max(percents, default=0), regain_s=60 * max(minutes, default=0))


def _json(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _count(value: object) -> int | None:
    try:
        return math.ceil(float(str(value)))
    except (ValueError, OverflowError):
        return None
