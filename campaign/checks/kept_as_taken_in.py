"""Is each file that a post needs still there, and still the one that was taken in? Asked by `check` and at approval."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from campaign.workspace import Workspace
from media import kept_files
from media.findings import Finding
from media.kept_files import FileChanged
from schedules.consent import subtitle_languages
from schedules.model import campaign_paths
from schedules.model.campaign_paths import AstrayPath
from schedules.model.records import Post, Testimony

GONE, CHANGED, ERASED = "F14", "F15", "F25"  # a film
SUBTITLES_GONE, SUBTITLES_CHANGED = "F16", "F17"
OF_FILMS = (GONE, CHANGED, ERASED, SUBTITLES_GONE, SUBTITLES_CHANGED)
PICTURE_CHANGED = "P29"


def languages(workspace: Workspace, film: Testimony, post: Post) -> tuple[str, ...]:
    """Return the languages of the subtitle files that go out with a post, burnt in or beside its film."""
    beside = subtitle_languages.beside(film, post.language, workspace.rules)
    shown = subtitle_languages.shown(workspace.folder, film, post.language)
    return tuple(one for one in dict.fromkeys((*shown, *beside)) if one in film.subtitles)


def of_film(
    workspace: Workspace, film: Testimony, spoken: Iterable[str], *, erased: bool = False
) -> Iterator[Finding]:
    """Yield what is wrong with the files of a film and of its subtitles in these languages.

    Of a film that was `erased`, as a consent for it was withdrawn, that alone is told.
    """
    params: dict[str, object] = {"slug": film.slug}
    where = f"testimony {film.slug}"
    if erased:
        yield Finding(code=ERASED, severity="error", where=where, params=params)
        return
    if code := _state(lambda: campaign_paths.film(workspace.folder, film), film.film_sha256, GONE, CHANGED):
        yield Finding(code=code, severity="error", where=where, params=params | {"path": film.film_path})
    for one in spoken:
        if code := _subtitles_state(workspace.folder, film, one):
            told = {"path": film.subtitles[one], "language": one}
            yield Finding(code=code, severity="error", where=where, params=params | told)


def _subtitles_state(folder: Path, film: Testimony, language: str) -> str | None:
    return _state(
        lambda: campaign_paths.subtitles(folder, film, language),
        film.subtitles_sha256[language],
        SUBTITLES_GONE,
        SUBTITLES_CHANGED,
    )


def of_pictures(workspace: Workspace, post: Post) -> Iterator[Finding]:
    """Yield the pictures of a post that are others than were taken in; those that are gone P20 tells."""
    folder = workspace.folder
    kept = [
        (path, photo.get("sha256")) for path, photo in zip(_photos(folder, post), post.photos, strict=True)
    ]
    if cover := campaign_paths.cover(folder, post):
        kept.append((cover, post.cover_sha256))
    for path, sha256 in kept:
        if _state(partial(_itself, path), sha256, "", PICTURE_CHANGED):
            name = path.relative_to(folder).as_posix()
            params = {"number": post.number, "path": name}
            yield Finding(code=PICTURE_CHANGED, severity="error", where=f"post {post.number}", params=params)


def _photos(folder: Path, post: Post) -> tuple[Path, ...]:
    return tuple(campaign_paths.photos(folder, post))


def _itself(path: Path) -> Path:
    return path


def _state(place: Callable[[], Path], sha256: str | None, gone: str, changed: str) -> str | None:
    """Return the code of what is wrong with a file; None for one that is as it was taken in."""
    try:
        kept_files.require(place(), sha256)
    except (FileChanged, AstrayPath):
        return changed or None
    except OSError:
        return gone or None
    return None
