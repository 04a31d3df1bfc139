"""Is each file of a post still the one that was taken in? Asked at approval, and before anything goes up.

Of a post that rests for that, the reason names the file and what leads on.
"""

from collections.abc import Iterator
from pathlib import Path

from sqlmodel import Session

from media import kept_files
from media.kept_files import FileChanged
from schedules.consent import subtitle_languages
from schedules.consent.rules import Closed
from schedules.database import testimonies
from schedules.model import campaign_paths
from schedules.model.campaign_paths import FILMS, RENDERS, AstrayPath
from schedules.model.publishing_rules import Campaign
from schedules.model.records import Post

UNLIKE = (FileChanged, AstrayPath)  # what a post rests for: the file is another, or stands elsewhere


def shut(session: Session, post: Post, campaign: Campaign) -> Closed | None:
    """Return which picture or subtitle file of a post is another than was taken in, None where none is.

    What is gone is told where it is used. Films are large: they are compared when they are rendered and sent.
    """
    try:
        for path, sha256 in _kept(session, post, campaign):
            if path.exists():
                kept_files.require(path, sha256)
    except UNLIKE as error:
        return closed(session, post, error)
    return None


def _kept(session: Session, post: Post, campaign: Campaign) -> Iterator[tuple[Path, str | None]]:
    folder = campaign.folder
    for path, photo in zip(campaign_paths.photos(folder, post), post.photos, strict=True):
        yield path, photo.get("sha256")
    if cover := campaign_paths.cover(folder, post):
        yield cover, post.cover_sha256
    if post.testimony_id is None:
        return
    film = testimonies.testimony_by_id(session, post.testimony_id)
    beside = subtitle_languages.beside(film, post.language, campaign.rules)
    shown = subtitle_languages.shown(folder, film, post.language)
    for language in dict.fromkeys((*shown, *beside)):
        if language in film.subtitles:
            yield campaign_paths.subtitles(folder, film, language), film.subtitles_sha256[language]


def closed(session: Session, post: Post, error: FileChanged | AstrayPath) -> Closed:
    """Return why a post rests whose file is not what was taken in."""
    name = str(error.params.get("file", error.params.get("path")))
    return Closed(code=_code(session, post, name), params={"file": name, "number": post.number})


def _code(session: Session, post: Post, name: str) -> str:
    place = name.partition("/")[0]
    if place == RENDERS:
        return "changed-rendition"
    if place != FILMS or post.testimony_id is None:
        return "changed-picture"
    film = testimonies.testimony_by_id(session, post.testimony_id)
    return "changed-film" if name == film.film_path else "changed-subtitles"
