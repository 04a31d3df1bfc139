"""Every path that comes out of the database: within the campaign folder, in the place of its kind, or refused.

A database may be restored from a file that somebody else made, so its paths are believed no more than an archive's.
Nobody else joins the folder with one of them (`tests/test_house.py` looks); files are read by what `film`, `subtitles`
and their like return, and deleted by the same with `to_delete`, which may be a link: the link goes, not what it names.
"""

import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from media import files
from media.subtitles.cues import words as subtitle_words
from schedules.errors import BadRequest

if TYPE_CHECKING:
    from schedules.model.records import Consent, Post, Rendition, Testimony

DATABASE = "campaign.db"
FILMS, PICTURES, FORMS, RENDERS = "films", "pictures", "consent", "renders"
MADE = (RENDERS, f"{RENDERS}/preview")  # where films are made
_ROOMS = (FILMS, PICTURES, FORMS, *MADE, "rehearsal", "rehearsed")
COPIES = ".copies"  # `temporary_copies.RECORDS`, which is slow to load
HEARD, PEAKS, SHOTS = ".heard", ".peaks", ".shots"  # what was found in a film, in files beside it
GONE = "-"  # the path of a film that was taken out of the campaign
LONGEST = 1000  # characters; a name has at most 255 bytes on every file system of ours
# control characters, Windows' separators, halves of characters
_UNFIT = re.compile(r"[\x00-\x1f\x7f\\:\ud800-\udfff]")
# devices of Windows
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)


class AstrayPath(BadRequest):
    """A row names a file outside the campaign's own folders: nothing was read, written or deleted."""


def fits(stored: object, place: str) -> bool:
    """Tell whether a stored path is relative, normal, and begins with the folder of its kind."""
    if not isinstance(stored, str) or len(stored) > LONGEST or _UNFIT.search(stored):
        return False
    parts = PurePosixPath(stored).parts
    lean = all(part.rstrip(". ") == part and len(part.encode()) <= 255 for part in parts)
    if any(map(_DEVICES.fullmatch, parts)):
        return False
    return lean and len(parts) > 1 and parts[0] == place and "/".join(parts) == stored


def require_own_folders(folder: Path) -> None:
    """Raise AstrayPath where a folder of the campaign is a link: what is swept or deleted there would lie elsewhere."""
    home = Path(os.path.realpath(folder))
    for name in _ROOMS:
        if os.path.lexists(home / name) and (real := os.path.realpath(home / name)) != str(home / name):
            raise AstrayPath("folder-is-link", path=str(folder / name), target=real)


def has_unfinished(folder: Path) -> bool:
    """Tell whether working folders are remembered, or stand among the films: of the living, or of the dead."""
    return (folder / COPIES).is_dir() or any(files.has_parts(folder / place) for place in MADE)


def named(folder: Path, stored: str, place: str) -> Path:
    """Return where a path leads that was noted beside the database, such as `films/0001.mp4`; raises AstrayPath."""
    return _within(folder, stored, place, place, False)


def film(folder: Path, one: "Testimony", *, to_delete: bool = False) -> Path:
    """Return where a testimony's film is; raises AstrayPath."""
    return _within(folder, one.film_path, FILMS, f"testimony {one.id}", to_delete)


def heard(folder: Path, one: "Testimony") -> Path:
    """Return how the names of files begin that keep what a recogniser heard in a film; they are erased with it."""
    return film(folder, one).with_suffix(HEARD)


def subtitles(folder: Path, one: "Testimony", language: str, *, to_delete: bool = False) -> Path:
    """Return where a testimony's subtitles in a language are; raises AstrayPath, KeyError where it has none."""
    return _within(folder, one.subtitles[language], FILMS, f"testimony {one.id}", to_delete)


def words(folder: Path, one: "Testimony", language: str, *, to_delete: bool = False) -> Path:
    """Return where the words of a testimony's subtitles in a language are, with their times, if anywhere.

    Raises as `subtitles` does.
    """
    path = _within(folder, one.subtitles[language], FILMS, f"testimony {one.id}", to_delete)
    return subtitle_words.beside(path)


def form(folder: Path, one: "Consent") -> Path:
    """Return where a signed form is; raises AstrayPath."""
    return _within(folder, one.evidence_path, FORMS, f"consent {one.id}", False)


def rendition(folder: Path, one: "Rendition", *, to_delete: bool = False) -> Path:
    """Return where a finished film is; raises AstrayPath."""
    return _within(folder, one.path, RENDERS, f"testimony {one.testimony_id}", to_delete)


def photos(folder: Path, post: "Post", *, to_delete: bool = False) -> list[Path]:
    """Return where a post's photos are, in order; raises AstrayPath."""
    where = f"post {post.number}"
    return [_within(folder, photo.get("path"), PICTURES, where, to_delete) for photo in post.photos]


def cover(folder: Path, post: "Post", *, to_delete: bool = False) -> Path | None:
    """Return where a post's own cover is, None where it has none; raises AstrayPath."""
    if post.cover_path is None:
        return None
    return _within(folder, post.cover_path, PICTURES, f"post {post.number}", to_delete)


def pictures(folder: Path, post: "Post", *, to_delete: bool = False) -> list[Path]:
    """Return where all pictures of a post are, its cover last; raises AstrayPath."""
    last = cover(folder, post, to_delete=to_delete)
    return [*photos(folder, post, to_delete=to_delete), *([last] if last else [])]


def pictured(folder: Path, post: "Post", testimony: "Testimony | None") -> Path | None:
    """Return the file that the picture which stands for a post is made of, None where it has none.

    `testimony` is its film, where that may be shown. Raises AstrayPath.
    """
    if post.testimony_id is not None:
        return (cover(folder, post) or film(folder, testimony)) if testimony else None
    return photos(folder, post)[0] if post.photos else None


def _within(folder: Path, stored: object, place: str, where: str, to_delete: bool) -> Path:
    """Return the path, once it fits and leads to nowhere else through links."""
    path = folder / stored if isinstance(stored, str) and fits(stored, place) else None
    if path is None or not _leads_inside(path.parent if to_delete else path, folder):
        raise AstrayPath("path-astray", where=where, path=stored, place=place)
    return path


def _leads_inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a circle of links
        return False
