"""What a rendition was made of, written beside it as JSON: so that pieces can be used again, and people can see
why a film is made anew.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import PIL

from media import ffmpeg, files, given_files, json_values, kept_files, untouched
from media.errors import BadInput
from media.render import segments, sound
from media.render.encoding import Finish
from media.render.finished.rendition import NOTE
from media.render.segments import Piece
from media.sources import stills
from media.timecode import clock
from media.timeline.timeline import Json, Timeline, plain, plain_fields

RECIPE = 4  # raised when the same timeline would look or sound otherwise than before
SUFFIX = ".json"
_LONGEST = 64 * given_files.MEGABYTE  # ten times what ten hours with a caption each second have
Written = Mapping[str, Any]  # JSON, perhaps of an older version


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """All that a rendition depends on: its `key` (hex), its pieces, the sign of its sound, and the rest as JSON."""

    key: str
    timeline: Timeline
    pieces: tuple[Piece, ...]
    sound: str
    written: Written

    @property
    def name(self) -> str:
        """What its files are called, without their endings."""
        return self.key[:16]


@dataclass(frozen=True, kw_only=True)
class Known:
    """A finished film and the recipe that lies beside it, as read back."""

    path: Path
    sha256: str
    pieces: tuple[str, ...]
    piece_frames: int
    frames: int
    sound: str
    written: Written

    def is_as_kept(self, kept: Mapping[str, str]) -> bool:
        """Whether the recipe tells the hash that is kept elsewhere for a film of this name, if there is one."""
        return kept.get(self.path.stem, self.sha256) == self.sha256

    def is_whole(self) -> bool:
        """Whether the film is still, byte for byte, what was made."""
        try:
            return kept_files.digest(self.path) == self.sha256
        except (OSError, BadInput):
            return False


def of(timeline: Timeline, finish: Finish) -> Recipe:
    """The recipe of a film to be made. BadInput when one of its files is gone."""
    programs: dict[str, Json] = {"recipe": RECIPE, "ffmpeg": ffmpeg.version(), "pillow": PIL.__version__}
    made_with = programs | plain_fields(finish, str)
    laid_out = plain(timeline, content)
    return Recipe(
        key=_hash([made_with, laid_out]),
        timeline=timeline,
        pieces=segments.of(timeline, content, _hash(made_with)),
        sound=_hash([programs, sound.sound_facts(timeline, content)]),
        written={
            "made_with": made_with,
            "inputs": {path.name: content(path) for path in timeline.files()},
            "timeline": laid_out,
        },
    )


def content(path: Path) -> str:
    """The hash of a file's bytes; BadInput when it cannot be read."""
    try:
        return _digest(path, untouched.mark(path))
    except OSError as gone:
        raise BadInput("file-gone", path=str(path), detail=gone.strerror or str(gone)) from gone


def write(recipe: Recipe, film: Path, sha256: str) -> None:
    """Write a recipe beside the place where its film will lie."""
    written = {
        **recipe.written,
        "key": recipe.key,
        "sha256": sha256,
        "sound": recipe.sound,
        "frames": recipe.timeline.frames,
        "piece_frames": segments.length(recipe.timeline.fps),
        "pieces": [piece.sign for piece in recipe.pieces],
    }
    text = json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True)
    files.write_whole(film.with_suffix(SUFFIX), text.encode())


def read(film: Path) -> Known | None:
    """The recipe beside a film; None where there is none that can be read, or no film."""
    try:
        said = json_values.parsed(given_files.read(film.with_suffix(SUFFIX), most=_LONGEST))
        if not all(isinstance(said.get(name, {}), dict) for name in ("made_with", "inputs", "timeline")):
            return None
        return Known(
            path=film,
            sha256=str(said["sha256"]),
            pieces=tuple(map(str, said["pieces"])),
            piece_frames=said["piece_frames"],
            frames=said["frames"],
            sound=said["sound"],
            written=said,
        )
    except (OSError, BadInput, ValueError, KeyError, TypeError):
        return None


def known(folder: Path, kept: Mapping[str, str] | None = None) -> list[Known]:
    """All films of a folder that have a recipe, the newest first.

    One whose recipe tells another hash than `kept` has for its name is left out: both were exchanged.
    """
    films = sorted(folder.glob("*.mp4"), key=lambda film: (-film.stat().st_mtime_ns, film.name))
    return [one for film in films if (one := read(film)) and one.is_as_kept(kept or {})]


def remove(film: Path) -> None:
    """Remove a film and what lies beside it."""
    film.unlink(missing_ok=True)
    film.with_suffix(SUFFIX).unlink(missing_ok=True)
    film.with_suffix(NOTE).unlink(missing_ok=True)
    stills.forget(film.parent, film.stem)


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=256)
def _digest(path: Path, _mark: str) -> str:
    return given_files.digest(path)


_CARDS = {
    "title": "why-title", "end": "why-end", "logo": "why-logo", "nameplate": "why-nameplate",
    "question": "why-question", "ground": "why-ground",
}  # fmt: skip
_PART = ("from_ms", "to_ms")
_PLACE = ("place", "surround")
_TRACKS = ("sound_track", "lone_channel", "picture_track")


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One reason, as code and parameters of its sentence."""

    code: str
    params: dict[str, object] = field(default_factory=dict)


def reasons(former: Known | None, wanted: Recipe) -> list[Reason]:
    """All that changed since a film was made; that there was none; or that it is no longer what was made."""
    if former is None:
        return [Reason(code="why-first")]
    if former.written.get("key") == wanted.key:
        return [] if former.is_whole() else [Reason(code="why-damaged", params={"file": former.path.name})]
    return list(_changed(former.written, wanted.written)) or [Reason(code="why-timing")]


def _changed(before: Written, now: Written) -> Iterator[Reason]:
    if before["made_with"] != now["made_with"]:
        yield Reason(code="why-programs")
    old, new = before["timeline"], now["timeline"]
    if old["shot"]["film"]["path"] != new["shot"]["film"]["path"]:
        yield Reason(code="why-film")
    for names, code in ((_PART, "why-part"), (_PLACE, "why-place")):
        if any(old["shot"][name] != new["shot"][name] for name in names):
            yield Reason(code=code)
    if old["sound"] != new["sound"]:
        yield Reason(code="why-sound")
    if any(old["shot"]["film"].get(name) != new["shot"]["film"].get(name) for name in _TRACKS):
        yield Reason(code="why-track")
    yield from _subtitles(_captions(old), _captions(new))
    for kind, code in _CARDS.items():
        if _looks(old, kind) != _looks(new, kind):
            yield Reason(code=code)


def _subtitles(old: Mapping[int, object], new: Mapping[int, object]) -> Iterator[Reason]:
    """Subtitles said otherwise, new, or gone; where each begins is what it is known by."""
    said: tuple[tuple[str, Callable[[int], bool]], ...] = (
        ("why-subtitles-changed", lambda at: at in old and at in new and old[at] != new[at]),
        ("why-subtitles-new", lambda at: at not in old),
        ("why-subtitles-gone", lambda at: at not in new),
    )
    for code, applies in said:
        if found := [at for at in sorted({*old, *new}) if applies(at)]:
            moments = ", ".join(clock(at) for at in found[:3])
            yield Reason(code=code, params={"count": len(found), "moments": moments})


def _captions(timeline: Written) -> Mapping[int, object]:
    """The subtitles by the moment of the film at which they begin, as their file has it."""
    lead = timeline["shot"]["start_ms"] - timeline["shot"]["from_ms"]
    found: dict[int, Any] = {}
    for one in timeline["elements"]:
        if one["kind"] in ("caption", "second"):
            seen = (one["kind"], one["end_ms"] - lead, one["shapes"], one.get("marks"))
            found[one["start_ms"] - lead] = [*found.get(one["start_ms"] - lead, []), seen]
    return found


def _looks(timeline: Written, kind: str) -> list[object]:
    """What elements of a kind look like; when the film ends is no matter of theirs."""
    times = ("start_ms", "end_ms")
    found = (one for one in timeline["elements"] if one["kind"] == kind)
    return [{name: value for name, value in one.items() if name not in times} for one in found]
