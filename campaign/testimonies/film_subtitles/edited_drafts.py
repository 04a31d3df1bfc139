"""What comes along when subtitles are taken in: the words with their times, and that they are still a draft.

A program for subtitles may write a file of another kind, which cannot say that a machine made it. Where it was made
from the campaign's own draft, it is one still.
"""

import hashlib
from contextlib import suppress
from pathlib import Path

from campaign.workspace import Workspace
from media import files, given_files
from media.errors import BadInput
from media.findings import Detail, Finding
from media.subtitles import draft, reader
from media.subtitles.cues import word_times, words
from media.subtitles.model import Cue
from media.subtitles.reader import Opened
from media.text import folding
from schedules.model import campaign_paths
from schedules.model.records import Testimony

_SAME = (
    0.5  # of its subtitles begin where the draft's do, or have their very words: it was made from the draft
)
_NEAR_MS = 10  # some kinds of file count hundredths of a second
_MOSTLY = 0.5  # of its words are among those that lie beside it


def take_words(source: Path, copy: Path, language: str, older: Path | None = None) -> None:
    """Put the words that belong to a copy beside it: those beside its source, else those of an `older` copy.

    Words that stayed keep their times. Raises BadInput where the words beside the source are no such file.
    """
    for place in (words.beside(source), *((words.beside(older),) if older else ())):
        if not place.is_file():
            continue
        cues = reader.read(copy, language=language).cues
        known = words.read(place)
        if word_times.share(known, cues) >= _MOSTLY:
            return words.write(words.beside(copy), word_times.kept(known, cues))
    return None


def still_draft(
    workspace: Workspace, film: Testimony, language: str, copy: tuple[Path, str]
) -> tuple[Path, str]:
    """Return the copy that is taken in, and its SHA-256: as it came, or saying that it is a draft where it is one."""
    path, _ = copy
    older = _older(workspace, film, language)
    if kind := _lost_mark(workspace, film, language, older, path):
        new = reader.opened(path, language=language)
        return copy if new.mark else _as_draft(path, draft.head(kind, language=language), new, language)
    if older is None or older.mark is None or not (older.unchecked or older.mark.kind == "recognised"):
        return copy
    new = reader.opened(path, language=language)
    if new.mark or not _is_made_from(older, new):
        return copy
    return _as_draft(path, older.text, new, language)


def _as_draft(path: Path, says: str, new: Opened, language: str) -> tuple[Path, str]:
    text = draft.carried(says, new.text if new.kind == "vtt" else _as_vtt(new, language)).encode()
    target = path.with_name(f"{path.stem}.draft.vtt")
    files.write_whole(target, text)
    return target, hashlib.sha256(text).hexdigest()


def told(given: Path, copy: Path, slug: str, language: str) -> list[Finding]:
    """What is said of a file that is taken in as a draft, though it does not say itself that it is one."""
    if copy.name.endswith(".draft.vtt") and reader.opened(copy, language=language).unchecked:
        params: dict[str, object] = {"what": Detail("draft-carried"), "file": slug}
        return [Finding(code="S24", severity="error", where=f"{given}:1", params=params)]
    return []


def _lost_mark(
    workspace: Workspace, film: Testimony, language: str, older: Opened | None, given: Path
) -> draft.Kind | None:
    """What the campaign's copy was, where it is not as it was taken in and says nothing: the words beside it tell."""
    if language not in film.subtitles or (older and older.mark):
        return None
    path = campaign_paths.subtitles(workspace.folder, film, language)
    beside = words.beside(path)
    if not beside.is_file() or (
        path.is_file() and given_files.digest(path) == film.subtitles_sha256[language]
    ):
        return None
    with suppress(BadInput):
        known = words.read(beside)
        if word_times.share(known, reader.read(given, language=language).cues) >= _MOSTLY:
            return "aligned" if all(one.confidence is None for one in known) else "recognised"
    return None


def _older(workspace: Workspace, film: Testimony, language: str) -> Opened | None:
    with suppress(BadInput, OSError, KeyError):
        return reader.opened(campaign_paths.subtitles(workspace.folder, film, language), language=language)
    return None


def _is_made_from(older: Opened, new: Opened) -> bool:
    starts = [cue.start_ms for cue in older.shown]
    texts = {folding.folded(cue.text) for cue in older.shown} if older.unchecked != "estimated" else set()
    known = [cue for cue in new.shown if _begins_at(cue, starts) or folding.folded(cue.text) in texts]
    return len(known) >= _SAME * len(new.shown)


def _begins_at(cue: Cue, starts: list[int]) -> bool:
    return any(abs(cue.start_ms - start) <= _NEAR_MS for start in starts)


def _as_vtt(file: Opened, language: str) -> str:
    """A file of another kind as VTT: what is shown, with its times."""
    cues = sorted((cue for cue in file.shown if cue.text), key=lambda cue: cue.start_ms)
    return draft.as_vtt(cues, language=language, kind=None)
