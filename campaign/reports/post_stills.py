"""The small picture that stands for a post: its cover, its first photo, or a moment of its film when one speaks."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlmodel import Session

from campaign.workspace import Workspace
from media import ffmpeg
from media.errors import MediaError
from media.json_values import JsonReader
from media.render import drawing, recipe
from media.sources import photos, stills
from media.timeline.scene import Element
from schedules.consent import credits, made_covers, named_people
from schedules.database import renditions, testimonies
from schedules.model import campaign_paths
from schedules.model.campaign_paths import AstrayPath
from schedules.model.records import Post, Rendition, Testimony

END_MS = 200  # a film has no picture in its last moment


@dataclass(frozen=True, kw_only=True)
class StillSource:
    """A picture's file, or a film's with a moment of it (ms), or with a cover that is made of it, kept by its key."""

    path: Path
    at_ms: int | None = None
    cover: Element | None = None
    key: tuple[str, str] = ("", "")


def source(session: Session, workspace: Workspace, post: Post, film: Testimony | None) -> StillSource | None:
    """Return what stands for a post; None where it has neither film nor photo, or they are not here.

    `film` is its film, where that may be shown.
    """
    with suppress(AstrayPath):  # what no path of ours is, `check` tells
        if own := campaign_paths.cover(workspace.folder, post) if film else None:
            return StillSource(path=own)
        if film and made_covers.is_made(workspace.folder, post):
            return _made_cover(session, workspace.folder, post, film)
        if film:
            return _of_film(session, workspace.folder, post, film)
        if post.photos and post.testimony_id is None:
            return StillSource(path=campaign_paths.photos(workspace.folder, post)[0])
    return None


def finished(session: Session, folder: Path, post: Post, film: Testimony) -> Rendition | None:
    """Return the finished film of a post, where it is still there and names nobody otherwise than wished.

    Raises AstrayPath.
    """
    if post.format is None:
        return None
    if post.rendition_id is not None:
        found: Rendition | None = renditions.rendition(session, post.rendition_id)
    else:
        found = renditions.rendition_of(
            session, testimony_id=film.id, language=post.language, format=post.format
        )
    path = campaign_paths.rendition(folder, found) if found else None
    if path is None or not path.is_file() or named_people.in_letters(session, film, path) is not None:
        return None
    return found


def made(folder: Path, sources: Iterable[StillSource]) -> dict[StillSource, bytes]:
    """Return the small JPEGs of these sources, several made at once; what cannot be read is left out."""
    wanted = list(dict.fromkeys(sources))
    with ThreadPoolExecutor(max_workers=min(4, ffmpeg.cores())) as at_once:
        seen = at_once.map(lambda one: _seen(folder, one), wanted)
        return {one: data for one, data in zip(wanted, seen, strict=True) if data}


def _made_cover(session: Session, folder: Path, post: Post, film: Testimony) -> StillSource:
    """Return the cover that is made for a post, else what stands for a film without one; raises AstrayPath."""
    try:
        laid = laid_cover(session, folder, post, film)
    except (MediaError, OSError):  # what is wrong with kit or film, its check tells
        return _of_film(session, folder, post, film)
    path = campaign_paths.film(folder, film)
    key = (f"{path.stem}.{post.language}", f"cover-{made_covers.sign(folder, laid)}")
    return StillSource(path=path, cover=laid, key=key)


def laid_cover(session: Session, folder: Path, post: Post, film: Testimony) -> Element:
    """Return the cover that is made for a post, its speaker named as allowed; raises BadInput, AstrayPath."""
    name = credits.shown_name(film, testimonies.consents(session, testimony_id=film.id))
    return made_covers.laid_out(folder, post, film, name)


def _seen(folder: Path, one: StillSource) -> bytes | None:
    with suppress(OSError, MediaError):
        if one.cover and one.path.is_file():
            key, sign = one.key
            whole = partial(drawing.jpeg, one.cover)
            return stills.small_of(one.path, whole, key=key, sign=sign, folder=folder / "renders")
        if one.at_ms is None:
            return photos.small(one.path)
        if one.path.is_file():
            return stills.small(one.path, at_ms=one.at_ms, key=one.path.stem, folder=folder / "renders")
    return None


def _of_film(session: Session, folder: Path, post: Post, film: Testimony) -> StillSource:
    ready = finished(session, folder, post, film)
    if ready is None:
        return of_source(folder, post, film)
    return of_finished(post, campaign_paths.rendition(folder, ready), ready.duration_ms)


def of_finished(post: Post, path: Path, length_ms: int) -> StillSource:
    """Return the moment of a finished film of this length that stands for a post."""
    return StillSource(path=path, at_ms=_moment(post, length_ms, lambda: spoken(path)))


def of_source(folder: Path, post: Post, film: Testimony) -> StillSource:
    """Return the moment of a film as it was taken in that stands for a post; raises AstrayPath."""
    until = film.film_ms if film.to_ms is None else film.to_ms
    length = until - film.from_ms
    at_ms = film.from_ms + _moment(post, length, lambda: length // 3)
    return StillSource(path=campaign_paths.film(folder, film), at_ms=at_ms)


def _moment(post: Post, length_ms: int, usual: Callable[[], int]) -> int:
    """Return the moment of a post's cover, inside a film of this length: the chosen one, else the usual one."""
    wanted = usual() if post.cover_at_ms is None else post.cover_at_ms
    return max(0, min(wanted, length_ms - END_MS))


def spoken(rendition: Path) -> int:
    """Return the moment (ms) of a finished film a third into what was filmed: behind the title card, before the end."""
    made = recipe.read(rendition)
    with suppress(KeyError, TypeError, ValueError):
        if made:
            shot = JsonReader(made.written).child("timeline").child("shot")
            begin, end = shot.number("start_ms"), shot.number("end_ms")
            return begin + (end - begin) // 3
    return 0
