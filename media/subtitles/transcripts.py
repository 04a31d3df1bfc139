"""What people give for subtitles and is none: a transcript without times, with marks of time, a document of Word."""

import re
from contextlib import suppress
from pathlib import Path

from media.errors import BadInput
from media.findings import Detail
from media.subtitles.model import Seen

_DOCUMENTS = (  # what a file begins with -> what it is
    (b"PK\x03\x04", "document-word"),
    (b"\xd0\xcf\x11\xe0", "document-word"),
    (b"{\\rtf", "document-word"),
    (b"%PDF", "document-pdf"),
)
_FILMS = re.compile(  # how they begin: MP4 and MOV, Matroska, AVI and WAV, MP3, Ogg
    rb"\x00...(?:ftyp|moov|mdat|free|wide)|\x1a\x45\xdf\xa3|RIFF....(?:AVI |WAVE)|ID3[\x02-\x04]|OggS\x00",
    re.DOTALL,
)
_ENDINGS = {
    ".docx": "document-word", ".doc": "document-word", ".odt": "document-word", ".rtf": "document-word",
    ".pages": "document-word", ".pdf": "document-pdf",
}  # fmt: skip
_DAY = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},?\s+)?"
_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
MARK = re.compile(
    rf"[ \t\ufeff]*(?:[\[(]\s*{_DAY}{_CLOCK}\s*[\])]|{_DAY}{_CLOCK}(?=\s*(?:[-–—:|]\s|\s|$)))[ \t]*[-–—:|]?[ \t]*"
)
LABEL = re.compile(r"\s*([^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,3})\s?: ")
_LEAST = 2  # marks that make a transcript with times of a text


def refuse_document(path: Path, content: bytes) -> None:
    """Raise BadInput for a document that holds more than text, or a film, whatever its name ends in."""
    if _FILMS.match(content):
        raise BadInput("subtitles-film", path=str(path))
    if what := document(content):
        raise BadInput("subtitles-document", path=str(path), what=what)


def document(content: bytes) -> Detail | None:
    """What kind of document these bytes are that holds more than text; None for text."""
    return next((Detail(code) for begins, code in _DOCUMENTS if content.startswith(begins)), None)


def refusal_by_name(path: Path, kinds: str) -> BadInput:
    """What is said of a file whose name ends as no subtitles' does."""
    if not path.exists():
        return BadInput("subtitles-missing", path=str(path))
    if path.is_dir():
        return BadInput("subtitles-folder", path=str(path), file=_first_within(path, kinds))
    ending = path.suffix.lower()
    if code := _ENDINGS.get(ending):
        return BadInput("subtitles-document", path=str(path), what=Detail(code))
    if ending in (".txt", ".text", ""):
        return BadInput("subtitles-text-file", path=str(path), out=out_of(path))
    return BadInput("subtitles-unknown-kind", path=str(path), kinds=kinds)


def _first_within(folder: Path, kinds: str) -> str:
    """Return a subtitle file of a folder, or how one would be named there."""
    endings = tuple(kinds.replace(",", " ").split())
    with suppress(OSError):
        found = sorted(one for one in folder.iterdir() if one.name.lower().endswith(endings))
        if found:
            return str(found[0])
    return str(folder / "FILE.srt")


def out_of(path: Path) -> str:
    """A name for the subtitles that are made of a transcript."""
    return str(path.with_suffix(".estimated.vtt" if path.suffix.lower() == ".vtt" else ".vtt"))


def seen(text: str) -> Seen | None:
    """What is said of a file in which no subtitle has times (S02); None where it is empty."""
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("WEBVTT")]
    if not lines:
        return None
    marks = [found[0].strip() for line in lines if (found := MARK.match(line))]
    code = "transcript-marks" if len(marks) >= _LEAST else "transcript-plain"
    said: dict[str, object] = {"sample": marks[0] if marks else lines[0].strip()[:60]}
    return Seen(
        code="S02", line=1, params={"what": Detail(code, said), "advice": Detail("advice-estimate", said)}
    )


def without_marks(text: str) -> tuple[str, int]:
    """A transcript without the marks of time that begin its lines, and how many there were; one alone may be words."""
    lines = text.split("\n")
    marked = sum(MARK.match(line) is not None for line in lines)
    if marked < _LEAST:
        return text, 0
    return "\n".join(MARK.sub("", line, count=1) if MARK.match(line) else line for line in lines), marked


def label(texts: list[str]) -> tuple[str, int]:
    """Who speaks, as most of the texts begin with it (`Fatou Voorbeeld: `), and in how many; ("", 0) where few do."""
    found = [one[1] for text in texts if (one := LABEL.match(text)) and is_name(one[1])]
    often = len(found) >= 3 and len(found) * 2 >= len(texts) and len(set(found)) < len(found)
    return (found[0], len(found)) if often else ("", 0)


def is_name(words: str) -> bool:
    """Whether words are written as a person's name is."""
    return words[:1].isupper() and all(one[:1].isupper() or one in _SMALL for one in words.split())


_SMALL = frozenset(("van", "de", "der", "den", "du", "des", "le", "la", "el", "di", "da", "von", "en", "et"))
