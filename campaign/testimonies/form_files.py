"""The file of a signed form: a scan or a letter, told by its bytes, copied in pieces beside the other forms."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from media import files, given_files, temporary_copies
from schedules.errors import BadRequest

LARGEST = 50 * given_files.MEGABYTE
KINDS = "PDF, JPEG, PNG, HEIC, TIFF, text"
_BEGINNINGS = (  # of the file's first bytes; the ending that is ours, and others that say the same
    (b"\xff\xd8\xff", (".jpg", ".jpeg")),
    (b"\x89PNG\r\n\x1a\n", (".png",)),
    (b"II*\0", (".tif", ".tiff")),
    (b"MM\0*", (".tif", ".tiff")),
)
_HEIC = re.compile(rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.DOTALL)
_MARKUP = re.compile(
    rb"\A(\xef\xbb\xbf)?\s*<|<(!doctype|html|head|body|script|svg|iframe|\?xml)", re.IGNORECASE
)
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
ENDINGS = (".txt", ".pdf", ".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff")


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A form under a temporary name: its hash, and the ending that it shall have."""

    path: Path
    sha256: str
    ending: str


@contextmanager
def copied(form: Path, campaign: Path) -> Iterator[Copy]:
    """Yield a copy of the form within the campaign's consent/, gone afterwards unless it was moved out.

    Raises BadRequest where it cannot be read, is empty, or is none of `KINDS`; BadInput where it is no ordinary file or
    larger than `LARGEST`.
    """
    with temporary_copies.working_folder(files.folder(campaign / "consent"), campaign) as work:
        copy, digest, kind = work / "form", hashlib.sha256(), ""
        try:
            with files.new(copy) as writer:
                for block in given_files.blocks(form, most=LARGEST):
                    kind = kind or _kind(block)
                    if not kind or (kind == "text" and _NO_TEXT.search(block)):
                        raise BadRequest("evidence-kind", path=form, known=KINDS)
                    digest.update(block)
                    writer.write(block)
        except OSError as error:
            raise BadRequest("evidence-unreadable", path=form, why=error.strerror) from None
        if not kind:
            raise BadRequest("evidence-unreadable", path=form, why="0 bytes")
        yield Copy(path=copy, sha256=digest.hexdigest(), ending=_ending(kind, form.suffix.lower()))


def _kind(head: bytes) -> str:
    """Return what a form is by its first bytes: its ending, `text`, or "" where it may be none."""
    if b"%PDF-" in head[:1024] and not _MARKUP.search(head[:1024].partition(b"%PDF-")[0]):
        return ".pdf"
    for start, endings in _BEGINNINGS:
        if head.startswith(start):
            return endings[0]
    if _HEIC.match(head):
        return ".heic"
    return "" if _MARKUP.search(head[:4096]) else "text"


def _ending(kind: str, given: str) -> str:
    """Return the ending that a form is kept with: the given one where it says no more than the bytes do."""
    same = next((endings for _, endings in _BEGINNINGS if kind in endings), (kind,))
    if kind == "text":
        return given if given in ENDINGS else ".txt"
    return given if given in same else kind
