"""Files that were written for people and may hold a name: in the campaign's folder, and our own right beside it.

Web pages and PDFs of ours are known by their mark and are made again at any time, so they are deleted. Everything else
(plans, calendars, backups, subtitles, films, people's own) is told by its place, for only people know whether it is
needed.
"""

import os
import re
import stat
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path, PurePosixPath

from media import given_files
from media.text.folding import without_accents
from schedules.database import known_schema
from schedules.home import identity
from schedules.model import names
from schedules.withdrawal import named_settings

PAGE_MARK = b'<meta name="generator" content="testimony-campaign">'  # in each of our web pages
PRINT_MARK = b"\n% testimony-campaign\n"  # behind the end of each of our PDFs, where readers see nothing
FORM_MARK = b'<meta name="page" content="release">'  # in the form to sign, which names nobody
_PAGES, _PRINT = (".html", ".htm"), ".pdf"
_TOLD = re.compile(
    r"\.(html?|csv|tsv|xlsx?|ods|ics|zip|age|srt|vtt|ass|ssa|ttml|dfxp|pdf|docx?|odt|rtf|txt|md|json|log|bak|eml|msg"
    r"|mp4|mov|mkv|webm|avi|mp3|wav|m4a|png|jpe?g|webp|heic|tiff?|db|old)",
    re.IGNORECASE,
)
# what lies there is known
_KEPT = {"films", "pictures", "consent", "renders", "rehearsal", "rehearsed", "brand"}
_TOLD_THERE = (*_PAGES, ".csv", ".xlsx", ".ods", ".ics", ".zip", ".age")  # what does not belong there
_BESIDE = 2_000  # entries of the folder around the campaign's that are looked at
_HEAD = 4_000
_MANIFEST = "manifest.json"
_BACKUP = b'"testimony-campaign-backup"'
_SEALED, _ZIP = b"age-encryption.org/", b"PK"
_BOOK = b"<dc:creator>testimony-campaign</dc:creator>"
PLANS = (
    ("number", "key", "date"),
    ("nummer", "sleutel", "datum"),
    ("numéro", "clé", "date"),
)  # begin our exports
_BETWEEN = re.compile(r'"?[;,\t]"?')


def delete_pages(folder: Path) -> list[str]:
    """Delete our own web pages and PDFs in a campaign's folder, and return their places; a link is left as it is."""
    gone = []
    for path in _written(folder):
        if path.suffix.lower() in (*_PAGES, _PRINT) and _is_made(path):
            with suppress(OSError):  # open in another program: then it is told
                path.unlink()
                gone.append(path.relative_to(folder).as_posix())
    return gone


def left(folder: Path, name: str, *, place: Path | None = None) -> list[str]:
    """Return the places of files that may hold a film's words or the name of somebody in it, without that name.

    Ours beside the campaign's folder are among them, as `../plan.ics`. `place` is where that folder will
    stand, if elsewhere.
    """
    written = _written(folder)
    told = [one for one in written if _is_told(one, one.relative_to(folder).parts[0]) or _is_backup(one)]
    found = [path.relative_to(folder).as_posix() for path in sorted(told) if not _is_form(path)]
    found += [f"../{path.name}" for path in _beside(place or folder)]
    return [_without(place, name) for place in found]


def backups(folder: Path) -> list[Path]:
    """Return the backups of campaigns that lie in a campaign's folder, sealed or not."""
    return [path for path in _written(folder) if _is_backup(path)]


def copies(folder: Path, *, place: Path | None = None) -> list[Path]:
    """Return the folders right beside a campaign's that hold the same campaign: copies, or what it is a copy of.

    `place` is where the campaign's folder will stand, if elsewhere.
    """
    here, ours = (place or folder).resolve(), identity.of_folder(folder.resolve())
    found = [
        path
        for path in _around(here)
        if path != here and _is_ordinary(path / known_schema.FILE) and not path.is_symlink()
    ]
    known = [(path, identity.of_folder(path)) for path in found]
    return sorted(path for path, other in known if ours and other and ours.is_same_as(other))


def named_beside(paths: Iterable[Path], name: str) -> list[str]:
    """Return folders right beside a campaign's as `../copy`, without a person's name."""
    return [_without(f"../{path.name}", name) for path in sorted(paths)]


def _written(folder: Path) -> Iterator[Path]:
    """Yield the ordinary files that were written into a campaign's folder; no link is followed."""
    for here, folders, files in os.walk(folder, followlinks=False):
        inside = Path(here)
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for one in sorted(files):
            ours = inside == folder and (one in named_settings.PLACES or one.startswith("campaign.db"))
            if not one.startswith(".") and not ours and _is_ordinary(inside / one):
                yield inside / one


def _is_told(path: Path, top: str) -> bool:
    """Tell whether a file may hold words or pictures of people; of the folders that we keep, what is strange there."""
    return path.suffix.lower() in _TOLD_THERE if top in _KEPT else bool(_TOLD.fullmatch(path.suffix))


def _beside(folder: Path) -> Iterator[Path]:
    """Yield our own files around the campaign's folder: pages, plans, calendars, backups (sealed too)."""
    return (path for path in _around(folder.resolve()) if _is_ordinary(path) and _is_ours(path))


def _around(folder: Path) -> list[Path]:
    """Return what lies beside a folder, as far as it is looked at; nothing where that cannot be read."""
    with suppress(OSError), os.scandir(folder.parent) as around:
        return [Path(entry) for entry in islice(around, _BESIDE)]
    return []


def _is_ours(path: Path) -> bool:
    return _is_backup(path) or _is_made(path)


def _is_made(path: Path) -> bool:
    """Tell whether a file is a page, a plan or a calendar of ours."""
    ending = path.suffix.lower()
    if ending in _PAGES:
        return _is_page(path)
    if ending == _PRINT:
        return _tail(path).endswith(PRINT_MARK)
    if ending == ".csv":
        return _is_plan(path)
    if ending == ".ics":
        return b"PRODID:-//Testimony Campaign//" in _head(path)
    if ending == ".xlsx":
        return _BOOK in _member(path, "docProps/core.xml")
    return False


def _is_backup(path: Path) -> bool:
    """Tell whether a file is a backup, sealed or not, whatever its name; whose a sealed one is only its key tells."""
    head = _head(path)
    return head.startswith(_SEALED) or (head.startswith(_ZIP) and _BACKUP in _member(path, _MANIFEST))


def _is_plan(path: Path) -> bool:
    """Tell whether a table begins as our exported plans do, perhaps saved again by a spreadsheet program."""
    head = _head(path)
    for code in ("utf-8-sig", "utf-16", "cp1252"):
        line = head.decode(code, errors="replace").split("\n", 1)[0].strip().strip('"')
        if tuple(_BETWEEN.split(line.casefold()))[:3] in PLANS:
            return True
    return False


def _member(path: Path, name: str) -> bytes:
    """Return the beginning of a file in an archive; nothing where there is none that can be read."""
    try:
        with zipfile.ZipFile(path) as packed, packed.open(name) as stream:
            return stream.read(_HEAD)
    except (OSError, ValueError, KeyError, NotImplementedError, RuntimeError, zipfile.BadZipFile):
        return b""


def _is_page(path: Path) -> bool:
    head = _head(path)
    return PAGE_MARK in head and FORM_MARK not in head


def _is_form(path: Path) -> bool:
    return path.suffix.lower() in _PAGES and FORM_MARK in _head(path)


def _head(path: Path) -> bytes:
    with suppress(OSError), given_files.opened(path) as file:
        return file.read(_HEAD)
    return b""


def _tail(path: Path) -> bytes:
    with suppress(OSError), given_files.opened(path) as file:
        file.seek(-min(_HEAD, path.stat().st_size), 2)
        return file.read(_HEAD)
    return b""


def _is_ordinary(path: Path) -> bool:
    with suppress(OSError):
        return stat.S_ISREG(path.lstat().st_mode)
    return False


def _without(place: str, name: str) -> str:
    """Return a place without the words of the name, for it is kept when the name is not."""
    words = names.parts(name)
    return str(PurePosixPath(*(_blank(part, words) for part in PurePosixPath(place).parts)))


def _blank(part: str, words: tuple[str, ...]) -> str:
    """Return a part of a path, or its ending alone: a short word as it stands, a long one within another too."""
    plain = without_accents(part).casefold()
    is_within = any(len(word) > named_settings.SHORT and word in plain for word in words)
    return "…" + PurePosixPath(part).suffix if is_within or names.said(part, words) else part
