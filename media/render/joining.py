"""Pieces from several files put together into one film, and its sound with them, without encoding anew.

Files are cut in front of the key frame that begins a group of pictures, so a cut is exact.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from media import ffmpeg

Program = Callable[[Sequence[str]], None]


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Frames `first` up to `last` (not included) of a file's picture, both at the beginning of a group.

    `whole` says that this is all of a file in the working folder, which need not be cut.
    """

    file: Path
    first: int
    last: int
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class _Part:
    name: str
    frames: int


def join(stretches: Sequence[Stretch], sound: Path, film: Path, *, fps: Fraction, program: Program) -> None:
    """Write the film of some stretches and a sound; works in the film's folder. `program` runs ffmpeg there."""
    parts = _parts(stretches, fps, program)
    if len(parts) == 1:
        picture = ["-i", f"file:{parts[0].name}"]
    else:
        lines = [f"file {part.name}\nduration {float(part.frames / fps):.6f}\n" for part in parts]
        film.with_suffix(".parts").write_text("ffconcat version 1.0\n" + "".join(lines), encoding="utf-8")
        picture = ["-f", "concat", "-safe", "0", "-auto_convert", "0", "-i", film.with_suffix(".parts").name]
    program(
        [
            *picture,
            "-i",
            ffmpeg.source(sound),
            "-map",
            "0:v:0",
            "-map",
            "1:a:0",
            "-c",
            "copy",
            *_container(film),
        ]
    )


def _container(film: Path) -> list[str]:
    bare = ["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"]
    return [*bare, "-movflags", "+faststart", "-f", "mp4", "-y", film.name]


def _parts(stretches: Sequence[Stretch], fps: Fraction, program: Program) -> list[_Part]:
    """The stretches as files of the folder, in their order."""
    names: dict[Path, str] = {}
    for file in dict.fromkeys(one.file for one in stretches if not one.whole):
        names[file] = f"cut{len(names):03}"
        program(_cutting(file, _bounds(stretches, file), fps, names[file]))
    parts = []
    for one in stretches:
        if one.whole:
            parts.append(_Part(name=one.file.name, frames=one.last - one.first))
        else:
            parts += _inside(one, _bounds(stretches, one.file), names[one.file])
    return parts


def _bounds(stretches: Iterable[Stretch], file: Path) -> list[int]:
    """Where a file is cut: in front of these frames."""
    ours = [one for one in stretches if one.file == file]
    return sorted({0, *(one.first for one in ours), *(one.last for one in ours)})


def _cutting(file: Path, bounds: Sequence[int], fps: Fraction, name: str) -> list[str]:
    times = ",".join(f"{float((frame - Fraction(1, 2)) / fps):.6f}" for frame in bounds[1:])
    cut = ["-f", "segment", "-segment_times", times, "-reset_timestamps", "1", "-segment_format", "mp4"]
    return ["-i", ffmpeg.source(file), "-map", "0:v:0", "-c", "copy", *cut, "-y", f"{name}-%03d.mp4"]


def _inside(stretch: Stretch, bounds: Sequence[int], name: str) -> Iterator[_Part]:
    for number, (first, last) in enumerate(pairwise(bounds)):
        if stretch.first <= first and last <= stretch.last:
            yield _Part(name=f"{name}-{number:03}.mp4", frames=last - first)
