"""What a post's page shows of its pictures and subtitles, each at its address; nothing of a withdrawn film."""

from contextlib import suppress
from pathlib import Path

from flask import Blueprint, Response, abort

from campaign.reports import film_preview
from campaign.web import asked_for
from media.errors import MediaError
from media.sources import photos
from media.subtitles import writer
from schedules.consent import subtitle_files
from schedules.errors import BadRequest
from schedules.model import campaign_paths

pages = Blueprint("post_pictures", __name__)
JPEG, VTT = "image/jpeg", "text/vtt; charset=utf-8"


@pages.get("/posts/<int:number>/still")
def still(number: int) -> Response:
    """Send the picture that stands for a post; it is kept nowhere, for a consent may end."""
    from campaign.reports import post_stills  # it draws: nobody waits for that before the first page

    with asked_for.post(number) as named:
        source = post_stills.source(named.session, named.workspace, named.post, named.film)
    found = post_stills.made(named.workspace.folder, [source]) if source else {}
    if source not in found:
        abort(404)
    return Response(found[source], content_type=JPEG)


@pages.get("/posts/<int:number>/photos/<int:place>")
def photo(number: int, place: int) -> Response:
    """Send a photo of a post, as large as the page shows it."""
    with asked_for.post(number) as named:
        try:
            path: Path | None = campaign_paths.photos(named.workspace.folder, named.post)[place]
        except (BadRequest, IndexError):
            path = None
    return _shrunk(path if path and path.is_file() else None)


@pages.get("/posts/<int:number>/poster")
def poster(number: int) -> Response:
    """Send the cover that goes out with a film, else the picture that stands for it."""
    with asked_for.post(number) as named:
        session, folder, post, film = named.session, named.workspace.folder, named.post, named.film
        if film is None:
            abort(404)
        data = ready = None
        with suppress(MediaError, OSError, BadRequest):
            ready = film_preview.playable(session, folder, post, film)
            data = film_preview.cover(session, folder, post, film, ready)
        if data is None:  # a cover that cannot be read or drawn: the film itself is seen
            with suppress(MediaError, OSError, BadRequest):
                data = film_preview.seen(folder, post, film, ready)
    if data is None:
        abort(404)
    return Response(data, content_type=JPEG)


@pages.get("/posts/<int:number>/subtitles/<language>")
def track(number: int, language: str) -> Response:
    """Send the subtitles of a post's film in a language, as a player reads them."""
    with asked_for.post(number) as named:
        film = named.film
        if film is None or language not in film.subtitles:
            abort(404)
        text = None
        with suppress(MediaError, OSError, BadRequest):
            text = writer.vtt(subtitle_files.cues(named.workspace.folder, film, language))
    if text is None:
        abort(404)
    return Response(text, content_type=VTT)


def _shrunk(path: Path | None) -> Response:
    data = None
    if path:
        with suppress(MediaError, OSError):
            data = photos.shrunk(path, film_preview.LONGEST)
    if data is None:
        abort(404)
    return Response(data, content_type=JPEG)
