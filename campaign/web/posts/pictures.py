"""What a post's page shows of its pictures and subtitles, each at its address; nothing of a withdrawn film."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from flask import Blueprint, Response, abort
from sqlmodel import Session

from campaign.reports import film_preview
from campaign.web import answers
from campaign.workspace import Workspace
from media.errors import MediaError
from media.sources import photos
from media.subtitles import writer
from schedules.consent import film_views, subtitle_files
from schedules.database import posts
from schedules.errors import BadRequest
from schedules.model import campaign_paths
from schedules.model.records import Post, Testimony

pages = Blueprint("post_pictures", __name__)
JPEG, VTT = "image/jpeg", "text/vtt; charset=utf-8"


@pages.get("/posts/<int:number>/photos/<int:place>")
def photo(number: int, place: int) -> Response:
    """Send a photo of a post, as large as the page shows it."""
    with _looked_at(number) as (_, workspace, post, _film):
        try:
            path: Path | None = campaign_paths.photos(workspace.folder, post)[place]
        except (BadRequest, IndexError):
            path = None
    return _shrunk(path if path and path.is_file() else None)


@pages.get("/posts/<int:number>/poster")
def poster(number: int) -> Response:
    """Send the cover that goes out with a film, else the picture that stands for it."""
    with _looked_at(number) as (session, workspace, post, film):
        if film is None:
            abort(404)
        data = None
        with suppress(MediaError, OSError, BadRequest):
            ready = film_preview.playable(session, workspace.folder, post, film)
            data = film_preview.cover(session, workspace.folder, post, film, ready)
    if data is None:
        abort(404)
    return Response(data, content_type=JPEG)


@pages.get("/posts/<int:number>/subtitles/<language>")
def track(number: int, language: str) -> Response:
    """Send the subtitles of a post's film in a language, as a player reads them."""
    with _looked_at(number) as (_, workspace, _post, film):
        if film is None or language not in film.subtitles:
            abort(404)
        text = None
        with suppress(MediaError, OSError, BadRequest):
            text = writer.vtt(subtitle_files.cues(workspace.folder, film, language))
    if text is None:
        abort(404)
    return Response(text, content_type=VTT)


@contextmanager
def _looked_at(number: int) -> Iterator[tuple[Session, Workspace, Post, Testimony | None]]:
    """Yield a post with its film, where that may be shown; answers 404 where there is no such post."""
    desk = answers.desk()
    workspace, now = desk.workspace(), desk.clock()
    with workspace.store.read() as session:
        try:
            post = posts.post(session, number)
        except BadRequest:
            abort(404)
        yield session, workspace, post, _film(session, workspace, post, now)


def _film(session: Session, workspace: Workspace, post: Post, now: datetime) -> Testimony | None:
    view = film_views.of(session, post, now=now, campaign=workspace.campaign)
    return view.film if view else None


def _shrunk(path: Path | None) -> Response:
    data = None
    if path:
        with suppress(MediaError, OSError):
            data = photos.shrunk(path, film_preview.LONGEST)
    if data is None:
        abort(404)
    return Response(data, content_type=JPEG)
