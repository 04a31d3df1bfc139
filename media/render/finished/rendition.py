"""A finished film, as it passes between rooms."""

from dataclasses import dataclass
from pathlib import Path

NOTE = ".inputs"  # ends the name of the note beside it that tells what it was laid out from


@dataclass(frozen=True, kw_only=True)
class Rendition:
    """A finished film: file, its SHA-256, size in pixels, length; `reused` when it was there already."""

    path: Path
    sha256: str
    width: int
    height: int
    duration_ms: int
    reused: bool
