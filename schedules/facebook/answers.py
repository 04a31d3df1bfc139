"""What the Page answers, as values: pure reading of Graph's JSON, with no network and no library."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

from media import json_values
from media.json_values import Json, JsonReader
from schedules.facebook import words

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
class FilmTrouble:
    """What is wrong with a film: `name` has a sentence; Graph's number and words where it has some."""

    name: str
    graph_code: int | None = None
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class VideoState:
    """What the Page says of a film; `phase`: uploading, processing, ready, error, unknown (keep asking).

    `publishing` is the reels guide's word: draft, scheduled, published, error. `scheduled_at` is aware UTC. `trouble`
    is there with phase error alone.
    """

    phase: str
    published: bool | None
    permalink: str | None
    post_id: str | None
    bytes_received: int | None
    publishing: str | None = None
    scheduled_at: datetime | None = None
    description: str | None = None
    trouble: FilmTrouble | None = None


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


def read_upload(upload: JsonReader) -> Upload:
    """Read the answer of an upload's start; its offsets are numeric strings."""
    return Upload(
        session_id=_identifier(upload, "upload_session_id"),
        video_id=_identifier(upload, "video_id"),
        start_offset=upload.number("start_offset"),
        end_offset=upload.number("end_offset"),
    )


def read_reel_upload(reel: JsonReader) -> ReelUpload:
    """Read the answer of a reel's start."""
    return ReelUpload(video_id=_identifier(reel, "video_id"), upload_url=reel.text("upload_url"))


def read_id(made: JsonReader) -> str:
    """Read the id of what was made."""
    return _identifier(made, "id")


def _identifier(answer: JsonReader, name: str) -> str:
    """Read an id, which goes into addresses, our books and the log; ValueError for what is none."""
    told = answer.text(name)
    if not re.fullmatch(r"[A-Za-z0-9_.:-]{1,200}", told) or not told.strip("."):
        raise ValueError(f"{name} is no id")
    return told


def read_window(answer: JsonReader) -> tuple[int, int]:
    """Read which bytes are wanted next; the offsets are numeric strings."""
    return answer.number("start_offset"), answer.number("end_offset")


def read_video(video: JsonReader, public_url: str) -> VideoState:
    """Read a Video node; the field of the bytes has two spellings, both live."""
    status = video.maybe_child("status")
    upload = status.maybe_child("uploading_phase")
    spelt = "bytes_transferred" if "bytes_transferred" in upload.members else "bytes_transfered"
    publishing = status.maybe_child("publishing_phase").text_if_any("publish_status")
    published = video.maybe_flag("published")
    if published is None and publishing:
        published = publishing == "published"
    phase = PHASES.get(status.text_if_any("video_status") or "", "unknown")
    trouble = _trouble(status) if phase == "error" or _has_failed(status) else None
    return VideoState(
        phase="error" if trouble else phase,
        published=published,
        permalink=_whole(video.text_if_any("permalink_url"), public_url),
        post_id=video.text_if_any("post_id"),
        bytes_received=upload.maybe_number(spelt),
        publishing=publishing,
        scheduled_at=_moment(video.maybe_text("scheduled_publish_time")),
        description=video.maybe_text("description"),
        trouble=trouble,
    )


# Somebody else's rights, in the languages in which Facebook may say so.
_RIGHTS = (
    r"copyright|\brights\b|intellectual property|trademark|licen[sc]ed|owned by|claim(s|ed)? |content match|"
    r"match(es)? .{0,40}(content|reference)|auteursrecht|rechthebbende|droits? d.auteur|ayants? droit|propriété intell"
)
_UPLOADED = (
    "uploading_phase",
    "processing_phase",
)  # where an error ends all; of the others, only with video_status


def _has_failed(status: JsonReader) -> bool:
    """Tell whether a phase has ended in an error although `video_status` does not say so."""
    phases = (status.members.get(name) for name in _UPLOADED)
    return any(isinstance(phase, Mapping) and phase.get("status") == "error" for phase in phases)


def _trouble(status: JsonReader) -> FilmTrouble:
    """Read what `status.*.errors` (the guide: `error`) say of a film that the Page does not take."""
    found = [error for phase in status.members.values() for error in _errors(phase)]
    said = words.plain("; ".join(dict.fromkeys(text for error in found if (text := _said(error)))))
    numbers = (JsonReader(error).text_if_any("code") for error in found)
    codes = [int(number) for number in numbers if number and number.isascii() and number.isdigit()]
    everything = " ".join([said, *(words.all_of(error) for error in found)]).casefold()
    checked = (name for name, phase in status.members.items() if "copyright" in name and _is_hit(phase))
    rights = re.search(_RIGHTS, everything) is not None or any(checked)
    name = "graph-film-rights" if rights else "graph-film-refused" if said and codes else "graph-film-failed"
    return FilmTrouble(name=name, graph_code=codes[0] if codes else None, said=said)


def _is_hit(phase: Json) -> bool:
    """Tell whether a check for other people's rights found some, or ended in an error."""
    return isinstance(phase, Mapping) and (
        phase.get("matches_found") is True or phase.get("status") in ("error", "matches_found")
    )


def _errors(phase: Json) -> list[Mapping[str, Json]]:
    """Return the errors of a phase, in whatever shape: a list, one alone, objects or texts."""
    if not isinstance(phase, Mapping):
        return []
    told = [phase.get("errors"), phase.get("error"), phase.get("error_message")]
    flat = [one for some in told for one in (some if isinstance(some, list) else [some])]
    return [one if isinstance(one, Mapping) else {"message": one} for one in flat if one]


def _said(error: Mapping[str, Json]) -> str:
    return words.to_users(error) or words.to_developers(error)


def read_post(post: JsonReader, public_url: str) -> PostState:
    """Read a Page Post node asked for `POST_FIELDS`."""
    attached = post.maybe_child("attachments").maybe_children("data")
    others = [one for one in attached if one.text_if_any("media_type") not in ("photo", "album")]
    links = (one.text_if_any("unshimmed_url") for one in others)
    return PostState(
        id=_identifier(post, "id"),
        published=post.flag("is_published"),
        message=post.maybe_text("message") or "",
        link=next((link for link in links if link), None),
        created_at=datetime.fromisoformat(post.text("created_time")).astimezone(UTC),
        permalink=_whole(post.text_if_any("permalink_url"), public_url),
        photos=tuple(_photos(attached)),
        scheduled_at=_moment(post.maybe_text("scheduled_publish_time")),
    )


def _photos(attached: Iterable[JsonReader]) -> Iterator[str]:
    """Yield the ids of photos: of one that is attached alone, or of those in an album."""
    for attachment in attached:
        album = attachment.maybe_child("subattachments").maybe_children("data")
        alone = [attachment] if attachment.text_if_any("media_type") == "photo" else []
        ids = (photo.maybe_child("target").maybe_text("id") for photo in album or alone)
        yield from (photo_id for photo_id in ids if photo_id)


def read_listed(video: JsonReader, public_url: str) -> ListedVideo:
    """Read a Video node from a list asked for `VIDEO_LIST_FIELDS` or `REEL_LIST_FIELDS`."""
    return ListedVideo(
        id=_identifier(video, "id"),
        mark=video.maybe_text("universal_video_id"),
        description=video.maybe_text("description") or "",
        at=_moment(video.maybe_text("created_time") or video.maybe_text("updated_time")),
        published=video.maybe_flag("published"),
        post_id=video.text_if_any("post_id"),
        permalink=_whole(video.text_if_any("permalink_url"), public_url),
    )


def read_photo(photo: JsonReader) -> PhotoState:
    """Read a Photo node asked for `PHOTO_FIELDS`; the largest of its versions counts."""
    versions = photo.maybe_children("images") or [JsonReader({})]
    largest = max(versions, key=lambda version: version.maybe_number("width") or 0)
    return PhotoState(
        id=_identifier(photo, "id"),
        alt=photo.maybe_text("alt_text_custom"),
        source=largest.maybe_text("source"),
        width=largest.maybe_number("width"),
        height=largest.maybe_number("height"),
    )


def read_comment(comment: JsonReader) -> CommentState:
    """Read a Comment node asked for `COMMENT_FIELDS`."""
    created = datetime.fromisoformat(comment.text("created_time")).astimezone(UTC)
    return CommentState(
        id=_identifier(comment, "id"), message=comment.maybe_text("message") or "", created_at=created
    )


def _moment(text: str | None) -> datetime | None:
    """Read a moment, which Graph gives as unix seconds or as ISO text; aware UTC."""
    if not text:
        return None
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        return datetime.fromtimestamp(float(text), UTC)
    return datetime.fromisoformat(text).astimezone(UTC)


def next_cursor(answer: JsonReader) -> str | None:
    """Return where the list goes on; `paging.next` itself is not used, for it carries the token in its URL."""
    paging = answer.maybe_child("paging")
    return paging.maybe_child("cursors").maybe_text("after") if paging.members.get("next") else None


def _whole(link: str | None, public_url: str) -> str | None:
    """Make a permalink whole: a film's may be relative; what would be no link to a page is none."""
    whole = urljoin(public_url, link) if link and link.isprintable() else ""
    return whole if whole.startswith(("https://", "http://")) else None


MOST_COUNTED = 1_000_000  # percent or minutes; what is more is a fault, not a count
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
    parts = [_usage_parts(headers.get(name)) for name in ("X-App-Usage", "X-Page-Usage")]
    cases = _usage_parts(headers.get("X-Business-Use-Case-Usage")).values()
    parts += [part for case in cases if isinstance(case, list) for part in case if isinstance(part, dict)]
    percents = [n for part in parts for name in USED if (n := _count(part.get(name))) is not None]
    minutes = [n for part in parts if (n := _count(part.get("estimated_time_to_regain_access"))) is not None]
    if not percents and not minutes:
        return None
    return Usage(percent=max(percents, default=0), regain_s=60 * max(minutes, default=0))


def read_version(headers: Mapping[str, str]) -> str | None:
    """Read which version of Graph answered, such as `v27.0`; None where no answer says."""
    told = headers.get("facebook-api-version", "")
    return told if re.fullmatch(r"v[0-9]{1,3}\.[0-9]{1,2}", told) else None


def _usage_parts(text: str | None) -> Mapping[str, Json]:
    """Read a header's JSON object; one without members where there is none."""
    try:
        parts: Json = json_values.parsed(text or "{}")
    except ValueError:
        return {}
    return parts if isinstance(parts, Mapping) else {}


def _count(value: Json) -> int | None:
    try:
        return max(0, min(math.ceil(float(str(value))), MOST_COUNTED))
    except (ValueError, OverflowError):
        return None
