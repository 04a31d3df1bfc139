"""The one door to a finished film: a timeline and a folder in, a rendition out.

A rendition is named by the hash of all that went into it, so an unchanged film is never made twice; it gets
that name only when it is whole.
"""

import errno
import hashlib
import json
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import PIL

from media import compositing, drawing, encoder, loudness, lowering, overlays, probe, workshop
from media.compositing import Cards
from media.encoder import Ended
from media.errors import BadInput, RenderFailed
from media.timeline import Timeline

RECIPE = 1  # raised when the same timeline would look or sound otherwise than before
Progress = Callable[[int, int], None]
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, kw_only=True)
class Rendition:
    """A finished film: file, its SHA-256, size in pixels, length; `reused` when it was there already."""

    path: Path
    sha256: str
    width: int
    height: int
    duration_ms: int
    reused: bool


def key(timeline: Timeline) -> str:
    """The hash (hex) of all that a rendition depends on: timeline, contents of all files, programs.

    BadInput when one of the files is gone.
    """
    recipe = {
        "recipe": RECIPE,
        "ffmpeg": encoder.version(),
        "pillow": PIL.__version__,
        "timeline": json.loads(timeline.to_json(path=_content)),
    }
    return hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()


def render(
    timeline: Timeline, folder: Path, *, on_progress: Progress | None = None, threads: int | None = None
) -> Rendition:
    """Make the film, or find it made: `<16 digits of its key>.mp4` in the folder.

    `on_progress` is told frames done and frames in all; `threads` limits the encoder. RenderFailed when the
    disk is full, the folder cannot be written or ffmpeg fails; then nothing is left behind.
    """
    final = folder / f"{key(timeline)[:16]}.mp4"
    with _disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        workshop.sweep(folder)
        if final.exists() and _whole(final, timeline) is None:
            return _rendition(final, timeline, reused=True)
        with workshop.opened(folder, final.stem) as work:
            made = _made(timeline, work, on_progress or _nobody, threads)
            workshop.settled(made)
            made.replace(final)
    return _rendition(final, timeline, reused=False)


def _nobody(done: int, total: int) -> None:
    """Progress that nobody asked for."""


def _content(path: Path) -> str:
    try:
        facts = path.stat()
        return _digest(path, facts.st_size, facts.st_mtime_ns)
    except OSError as gone:
        raise BadInput("file-gone", path=str(path), detail=gone.strerror or str(gone)) from gone


@lru_cache(maxsize=256)
def _digest(path: Path, size: int, changed: int) -> str:
    return probe.digest(path)


def _made(timeline: Timeline, work: Path, on_progress: Progress, threads: int | None) -> Path:
    on_progress(0, timeline.frames)
    lanes = lowering.lanes(timeline, overlays.layers(timeline), work)
    cards = _cards(timeline, work)
    sound = _sound(timeline)
    (work / "graph").write_text(compositing.graph(timeline, lanes, cards, sound), encoding="utf-8")
    words = ["-loglevel", "error", "-progress", "pipe:1", "-stats_period", "0.25"]
    words += compositing.inputs(timeline, lanes, cards)
    words += ["-/filter_complex", "graph", *compositing.encoding(timeline, threads), "-y", "film.mp4"]
    ended = encoder.run(words, seconds=_bound(timeline), on_line=_told(timeline, on_progress), folder=work)
    made = work / "film.mp4"
    if ended.status != 0:
        raise _failure(ended, work.parent)
    if wrong := _whole(made, timeline):
        raise RenderFailed("render-not-whole", detail=wrong)
    on_progress(timeline.frames, timeline.frames)
    return made


def _cards(timeline: Timeline, work: Path) -> Cards:
    names: dict[str, str] = {}
    for kind in ("title", "end"):
        for element in timeline.of(kind):
            names[kind] = f"{kind}.png"
            drawing.drawn(element).save(work / names[kind], compress_level=1)
    return Cards(title=names.get("title"), end=names.get("end"))


def _sound(timeline: Timeline) -> str | None:
    if not timeline.shot.film.has_sound:
        return None
    source, chain = compositing.source(timeline.shot), compositing.sound_chain(timeline)
    return loudness.mended(source, chain, timeline.sound, seconds=_bound(timeline))


def _bound(timeline: Timeline) -> float:
    """How long a run may take at most, in seconds: far slower than any machine we know."""
    return 300 + timeline.duration_ms / 1000 * 40


def _told(timeline: Timeline, on_progress: Progress) -> Callable[[str], None]:
    def line(said: str) -> None:
        name, _, value = said.partition("=")
        if name == "frame" and value.strip().isdigit():
            on_progress(min(int(value), timeline.frames), timeline.frames)

    return line


def _failure(ended: Ended, folder: Path) -> RenderFailed:
    too_large = getattr(signal, "SIGXFSZ", None)
    if "No space left" in ended.said or "File too large" in ended.said or "quota" in ended.said.lower():
        return RenderFailed("render-disk-full", folder=str(folder))
    if too_large is not None and ended.status == -too_large:
        return RenderFailed("render-disk-full", folder=str(folder))
    if ended.too_slow:
        return RenderFailed("render-too-slow", folder=str(folder))
    last = next((line for line in reversed(ended.said.splitlines()) if line.strip()), "")
    return RenderFailed("render-stopped", status=ended.status, detail=last.strip())


def _whole(path: Path, timeline: Timeline) -> str | None:
    """What is wrong with a finished film, or None: it must be of the right size and length, with sound."""
    try:
        film = probe.probe(path)
    except BadInput as broken:
        return broken.code
    frame_ms = 1000 / timeline.fps
    if abs(film.duration_ms - timeline.duration_ms) > frame_ms + 1:
        return f"{film.duration_ms} ms != {timeline.duration_ms} ms"
    if (film.width, film.height) != (timeline.width, timeline.height):
        return f"{film.width}x{film.height}"
    return None if film.has_sound else "no sound"


def _rendition(path: Path, timeline: Timeline, *, reused: bool) -> Rendition:
    return Rendition(
        path=path,
        sha256=probe.digest(path),
        width=timeline.width,
        height=timeline.height,
        duration_ms=round(timeline.frames * 1000 / timeline.fps),
        reused=reused,
    )


@contextmanager
def _disk_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as refused:
        if refused.errno in _FULL:
            raise RenderFailed("render-disk-full", folder=str(folder)) from refused
        detail = refused.strerror or str(refused)
        raise RenderFailed("render-folder-unwritable", folder=str(folder), detail=detail) from refused
