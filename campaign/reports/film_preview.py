"""A post's film as its preview plays it: the finished film or a quick one, its cover, the subtitles beside it."""

import os
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from sqlmodel import Session

from campaign.checks import post_warnings
from campaign.messages import translate
from campaign.reports import post_stills
from campaign.reports.post_stills import StillSource
from campaign.workspace import Workspace
from media.errors import MediaError
from media.render import drawing, recipe
from media.sources import photos, stills
from media.subtitles import writer
from schedules.consent import made_covers, named_people, subtitle_files, subtitle_languages
from schedules.model import campaign_paths
from schedules.model.campaign_paths import AstrayPath
from schedules.model.records import Post, Testimony

LONGEST = 1240  # pixels a side of a picture: twice as wide as the card, for sharp screens


@dataclass(frozen=True, kw_only=True)
class PlayableFilm:
    """A film that can be played; `quick`: made by `render --preview`, smaller and rougher than what goes out."""

    path: Path
    quick: bool


def gathered(
    session: Session, workspace: Workspace, post: Post, film: Testimony, *, now: datetime, lang: str | None
) -> dict[str, object]:
    """Return what the preview shows of a post's film; `raw`: its picture is of the film as it came in.

    Raises BadInput or RenderFailed where its cover cannot be read, AstrayPath.
    """
    left_out = post_warnings.files_left_out(session, workspace, post, now)
    silent = {one.params["language"] for one in left_out}
    beside = subtitle_languages.beside(film, post.language, workspace.rules)
    plays = playable(session, workspace.folder, post, film)
    made = made_covers.is_made(workspace.folder, post)
    own = made or post.cover_path is not None or post.cover_at_ms is not None
    return {
        "cover": inline(cover(session, workspace.folder, post, film, plays)),
        "format": post.format,
        "plays": plays,
        "raw": not plays and not made,
        "unmade": not plays and made,
        "own_cover": own,
        "burned": post.language if post.language in film.subtitles else None,
        "beside": [one for one in beside if one not in silent],
        "tracks": list(_tracks(workspace.folder, film, [one for one in beside if one not in silent])),
        "left_out": [translate.say(one.code, one.params, lang) for one in left_out],
    }


def cover(
    session: Session, folder: Path, post: Post, film: Testimony, playable: PlayableFilm | None
) -> bytes:
    """Return the cover that goes out with a post, else the picture that stands for its film."""
    if own := campaign_paths.cover(folder, post):
        return photos.shrunk(own, LONGEST)
    if made_covers.is_made(folder, post):
        made = drawing.jpeg(post_stills.laid_cover(session, folder, post, film))
        return photos.shrunk_from(made, LONGEST)
    return seen(folder, post, film, playable)


def seen(folder: Path, post: Post, film: Testimony, playable: PlayableFilm | None) -> bytes:
    """Return the picture that stands for a film without a cover of its own, as large as the preview shows it."""
    at = _moment(post, playable.path) if playable else post_stills.of_source(folder, post, film)
    assert at.at_ms is not None
    return photos.shrunk_from(stills.picture(at.path, at_ms=at.at_ms), LONGEST)


def address(path: Path, page: Path) -> str:
    """Return how a page that lies at `page` names a file: from where it lies, so that both may be moved together."""
    try:
        way = os.path.relpath(path.absolute(), page.absolute().parent)
    except ValueError:  # on another drive of Windows
        return path.absolute().as_uri()
    return quote(Path(way).as_posix())


def inline(data: bytes, kind: str = "image/jpeg") -> str:
    """Return bytes as an address that holds them."""
    return f"data:{kind};base64,{b64encode(data).decode()}"


def playable(session: Session, folder: Path, post: Post, film: Testimony) -> PlayableFilm | None:
    """Return the finished film of a post, else a quick one; None where neither was made. Raises AstrayPath."""
    if ready := post_stills.finished(session, folder, post, film):
        return PlayableFilm(path=campaign_paths.rendition(folder, ready), quick=False)
    for one in recipe.known(folder / campaign_paths.RENDERS / "preview"):
        laid = one.written.get("timeline", {})
        ours = film.film_sha256 in one.written.get("inputs", {}).values()
        if ours and (laid.get("language"), laid.get("format")) == (post.language, post.format):
            named = named_people.in_letters(session, film, one.path)
            return None if named is not None else PlayableFilm(path=one.path, quick=True)
    return None


def _moment(post: Post, path: Path) -> StillSource:
    made = recipe.read(path)
    length = made.written.get("timeline", {}).get("duration_ms", 0) if made else 0
    return post_stills.of_finished(post, path, length)


def _tracks(folder: Path, film: Testimony, languages: list[str]) -> Iterator[tuple[str, str]]:
    """Yield languages and addresses of the subtitles beside a film; what cannot be read, its check tells."""
    for language in languages:
        with suppress(MediaError, AstrayPath, OSError):
            cues = subtitle_files.cues(folder, film, language)
            yield language, inline(writer.vtt(cues).encode(), "text/vtt")
