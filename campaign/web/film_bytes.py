"""Films over HTTP, in the pieces that a player asks for: whole or ranges, kept nowhere, nothing of a withdrawn one."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from io import FileIO
from pathlib import Path, PurePath

from flask import Blueprint, Response, abort, request
from sqlmodel import Session
from werkzeug.http import quote_etag
from werkzeug.wsgi import wrap_file

from campaign.reports import film_preview
from campaign.web import answers
from campaign.workspace import Workspace
from schedules.consent import film_views
from schedules.database import posts, testimonies
from schedules.errors import BadRequest
from schedules.model import campaign_paths
from schedules.model.records import Post, Testimony

pages = Blueprint("film_bytes", __name__)
KINDS = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
    ".avi": "video/x-msvideo",
    ".mpg": "video/mpeg",
}


PIECE = 1 << 17  # bytes: about what a socket takes at once


class _InPieces(FileIO):
    """A file that is read in pieces: the server asks for megabytes at a time, and anew for what was not taken."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read some of it."""
        return super().read(PIECE if size is None or size < 0 else min(size, PIECE)) or b""


@dataclass(frozen=True, kw_only=True)
class FilmFile:
    """A film's file, what tells its bytes from all others, and what its kind is told by, where it is not its path."""

    path: Path
    tag: str
    name: str = ""


@pages.get("/posts/<int:number>/film")
def of_post(number: int) -> Response:
    """Send the film of a post: what goes out where it is finished, a quick one, else the film as it came in."""
    desk = answers.desk()
    workspace, now = desk.workspace(), desk.clock()
    with workspace.store.read() as session:
        try:
            found = file_of_post(session, workspace, posts.post(session, number), now=now)
        except BadRequest:  # no such post, or a path that is none of ours
            found = None
    return sent(found)


@pages.get("/films/<slug>/film")
def of_testimony(slug: str) -> Response:
    """Send a film as it came in."""
    desk = answers.desk()
    workspace, now = desk.workspace(), desk.clock()
    with workspace.store.read() as session:
        try:
            found = file_of_film(session, workspace, testimonies.testimony(session, slug), now=now)
        except BadRequest:
            found = None
    return sent(found)


def file_of_post(session: Session, workspace: Workspace, post: Post, *, now: datetime) -> FilmFile | None:
    """Return what plays in a post; None where it has no film, or nothing of it may be shown. Raises AstrayPath."""
    view = film_views.of(session, post, now=now, campaign=workspace.campaign)
    if view is None or not post.is_film:
        return None
    ready = film_preview.playable(session, workspace.folder, post, view.film)
    return _told(ready.path) if ready else _source(workspace.folder, view.film)


def file_of_film(
    session: Session, workspace: Workspace, film: Testimony, *, now: datetime
) -> FilmFile | None:
    """Return a film as it came in; None where nothing of it may be shown. Raises AstrayPath."""
    if film_views.is_film_over(session, film, now=now, campaign=workspace.campaign):
        return None
    return _source(workspace.folder, film)


def _source(folder: Path, film: Testimony) -> FilmFile:
    return FilmFile(path=campaign_paths.film(folder, film), tag=film.film_sha256)


def _told(path: Path) -> FilmFile | None:
    """Return a made film; it is made anew under the same name where it was quick, so its time tells it too."""
    try:
        stands = path.stat()
    except OSError:
        return None
    return FilmFile(path=path, tag=f"{path.stem}-{stands.st_size:x}-{stands.st_mtime_ns:x}")


def sent(found: FilmFile | None) -> Response:
    """Answer with a film's bytes, or the part of them that was asked for; 404 where there is none."""
    opened = _opened(found)
    if found is None or opened is None:
        abort(404)
    size = opened.seek(0, 2)
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "no-store",
        "Content-Type": KINDS.get(
            PurePath(found.name or found.path.name).suffix.lower(), "application/octet-stream"
        ),
        "ETag": quote_etag(found.tag),
    }
    piece = _piece(size, found.tag)
    if piece is None:
        opened.close()
        return Response(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            headers={**headers, "Content-Range": f"bytes */{size}"},
        )
    first, behind = piece
    whole = piece == (0, size) and not _is_ranged(found.tag)
    if not whole:
        headers["Content-Range"] = f"bytes {first}-{behind - 1}/{size}"
    headers["Content-Length"] = str(behind - first)
    if request.method == "HEAD":
        opened.close()
        return Response(headers=headers)
    opened.seek(first)
    body = wrap_file(request.environ, opened, PIECE)  # the server reads it itself, from where it stands
    status = HTTPStatus.OK if whole else HTTPStatus.PARTIAL_CONTENT
    return Response(body, status, headers=headers, direct_passthrough=True)


def _opened(found: FilmFile | None) -> _InPieces | None:
    try:
        return _InPieces(found.path) if found else None
    except OSError:
        return None


def _is_ranged(tag: str) -> bool:
    """Tell whether one piece is asked for, of these very bytes; several at once are answered whole, as they may be."""
    asked = request.range
    if request.method == "HEAD" or asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return False
    return request.headers.get("If-Range", quote_etag(tag)) == quote_etag(tag)


def _piece(size: int, tag: str) -> tuple[int, int] | None:
    """Return from where to where (exclusive) is asked for; None for a piece that lies behind the end."""
    asked = request.range
    if asked is None or not _is_ranged(tag):
        return 0, size
    first, behind = asked.ranges[0]
    if first < 0:
        return (max(0, size + first), size) if size else None
    return (first, min(behind or size, size)) if first < size else None
