"""What the Page answers, as values: pure reading of Graph's JSON, with no network and no library."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

POST_FIELDS = "id,message,is_published,created_time,permalink_url,attachments{unshimmed_url}"
VIDEO_FIELDS = "status,published,permalink_url,post_id"
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
class VideoState:
    """What the Page says of a film; `phase`: uploading, processing, ready, error, unknown (keep asking)."""

    phase: str
    published: bool | None
    permalink: str | None
    post_id: str | None
    bytes_received: int | None


@dataclass(frozen=True, kw_only=True)
class PostState:
    """What the Page says of a post; `created_at` is aware UTC."""

    id: str
    published: bool
    message: str
    link: str | None
    created_at: datetime
    permalink: str | None


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
    )


def read_post(found: Mapping[str, Any], public_url: str) -> PostState:
    """Read a Page Post node asked for `POST_FIELDS`."""
    links = [one.get("unshimmed_url") for one in (found.get("attachments") or {}).get("data", [])]
    return PostState(
        id=str(found["id"]),
        published=bool(found["is_published"]),
        message=found.get("message", ""),
        link=next((link for link in links if link), None),
        created_at=datetime.fromisoformat(found["created_time"]).astimezone(UTC),
        permalink=_whole(found.get("permalink_url"), public_url),
    )


def next_cursor(answer: Mapping[str, Any]) -> str | None:
    """Return where the list goes on; `paging.next` itself is not used, for it carries the token in its URL."""
    paging = answer.get("paging") or {}
    return (paging.get("cursors") or {}).get("after") if paging.get("next") else None


def _whole(link: str | None, public_url: str) -> str | None:
    """Make a permalink whole: a film's may be relative."""
    return urljoin(public_url, link) if link else None
