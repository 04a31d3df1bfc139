"""The one door to finished films: timelines and a folder in, renditions out.

A rendition is named by the hash of all that went into it, so an unchanged film is never made twice; it gets
that name only when it is whole. What earlier renditions of the folder already show is taken from them.
"""

import errno
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from media import ffmpeg, files, given_files
from media.errors import RenderFailed
from media.ffmpeg import Ended
from media.render import capacity, encoding, joining, planning, recipe, sound
from media.render.capacity import Room
from media.render.encoding import FINAL, Finish
from media.render.finished.rendition import Rendition
from media.render.planning import Shelf
from media.render.recipe import Reason, Recipe
from media.render.segments import Output
from media.timeline.timeline import Timeline

if TYPE_CHECKING:
    from media.render.finished.film_check import Given

Progress = Callable[[int, int], None]
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def key(timeline: Timeline, finish: Finish = FINAL) -> str:
    """The hash (hex) of all that a rendition depends on: timeline, contents of all files, programs.

    BadInput when one of the files is gone.
    """
    return recipe.of(_paced(timeline, finish), finish).key


def render(
    timeline: Timeline, folder: Path, *, on_progress: Progress | None = None, finish: Finish = FINAL
) -> Rendition:
    """Make one film, or find it made; see `render_all`."""
    return render_all([timeline], folder, on_progress=on_progress, finish=finish)[0]


def render_all(
    timelines: Sequence[Timeline],
    folder: Path,
    *,
    on_progress: Progress | None = None,
    finish: Finish = FINAL,
    room: Room | None = None,
    kept: Mapping[str, str] | None = None,
) -> list[Rendition]:
    """Make films, or find them made: `<16 digits of the key>.mp4` in the folder, each with its recipe beside it.

    Languages and formats of one film share its decoding as far as there is `room`, for each takes memory; on many
    processors both halves of a film are made at the same time. What is made is measured beside the film it was made of
    (`finished/`), and gets its name only if it is like it. `kept` are hashes of films by name: what stands there with
    another is made anew.
    `on_progress` is told frames done and frames in all. RenderFailed when the disk is full, the folder cannot be
    written, ffmpeg fails or a finished film is not what it should be; then nothing is left behind but what is whole.
    """
    recipes = [recipe.of(_paced(timeline, finish), finish) for timeline in timelines]
    room = room or Room(encoders=1, processors=ffmpeg.cores())
    with _disk_errors(folder):
        files.folder(folder)
        files.remove_dead_folders(folder)
        found = _standing(recipes, folder, finish, kept or {})
        missing = {one.name: one for one in recipes if one.name not in found}
        for family in planning.families(missing.values()):
            shelf = Shelf(recipe.known(folder, kept))
            made = _made(family, shelf, on_progress or _nobody, finish, folder=folder, room=room)
            found |= zip((one.name for one in family), made, strict=True)
    return [found[one.name] for one in recipes]


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why a film would be made, if it would: how many of its pieces are new, and what changed."""

    pieces: int
    new: int
    reasons: tuple[Reason, ...]


def explain(timeline: Timeline, folder: Path, former: Path | None, finish: Finish = FINAL) -> Explanation:
    """Say, without making anything, why a film would be made; `former` is the one that was made for it last."""
    wanted = recipe.of(_paced(timeline, finish), finish)
    if _standing([wanted], folder, finish, {}):
        return Explanation(pieces=len(wanted.pieces), new=0, reasons=())
    shelf = Shelf(recipe.known(folder))
    new = sum(not shelf.has(piece.sign) for piece in wanted.pieces)
    found = recipe.reasons(recipe.read(former) if former else None, wanted)
    return Explanation(pieces=len(wanted.pieces), new=new, reasons=tuple(found))


def _paced(timeline: Timeline, finish: Finish) -> Timeline:
    """The timeline at the frame rate it is made with; at its own, where a slower one would not show the film."""
    paced = encoding.at_made_rate(timeline, finish)
    return paced if paced.shows_film() else timeline


def _nobody(done: int, total: int) -> None:
    """Progress that nobody asked for."""


def _standing(
    recipes: Sequence[Recipe], folder: Path, finish: Finish, kept: Mapping[str, str]
) -> dict[str, Rendition]:
    """Those films that are there, byte for byte as they were made, by name."""
    read = {one.name: (one, recipe.read(folder / f"{one.name}.mp4")) for one in recipes}
    return {
        name: _rendition(one, known.path, known.sha256, finish, reused=True)
        for name, (one, known) in read.items()
        if known and known.is_as_kept(kept) and known.is_whole()
    }


def _made(
    family: Sequence[Recipe],
    shelf: Shelf,
    on_progress: Progress,
    finish: Finish,
    *,
    folder: Path,
    room: Room,
) -> list[Rendition]:
    """Films of one shot, made together."""
    halved = planning.in_halves(family[0], room.processors)
    runs = planning.runs(family, shelf, room.encoders, halved=halved)
    capacity.require_room(folder, family, runs)
    with files.working_folder(folder, family[0].name) as work:
        threads = max(1, room.processors // (2 if halved else 1))
        crew = _Crew(runs, work, shelf, on_progress, finish, threads)
        silent = {one.sound: one for one in family if shelf.sound(one.sound) is None}
        jobs = [
            *(partial(crew.encode, run) for run in runs),
            *(partial(crew.sound, one) for one in silent.values()),
        ]
        capacity.run_jobs(jobs, _side_by_side(runs, room.encoders))
        return _all_finished(family, work, shelf, finish)


def _side_by_side(runs: Sequence[Sequence[Output]], encoders: int) -> int:
    """How many runs at once: two keep all processors busy, if there is memory for both."""
    return max(1, min(2, encoders // max((len(run) for run in runs), default=1)))


class _Crew:
    """Makes pieces and sounds in a folder and puts them on the shelf, its runs side by side."""

    def __init__(
        self,
        runs: Sequence[Sequence[Output]],
        work: Path,
        shelf: Shelf,
        on_progress: Progress,
        finish: Finish,
        threads: int,
    ) -> None:
        self._work, self._shelf, self._finish, self._threads = work, shelf, finish, threads
        self._on_progress = on_progress
        self._total = sum(output.frames for run in runs for output in run)
        self._done = {run[0].file: 0 for run in runs}
        on_progress(0, self._total)

    def encode(self, run: Sequence[Output], check: capacity.Check) -> None:
        """Make the pieces of a run."""
        frames = sum(output.frames for output in run)

        def told(said: str) -> None:
            check()
            name, _, value = said.partition("=")
            if name == "frame" and value.strip().isdigit():
                self._tell(run[0].file, min(int(value) * len(run), frames))

        from media.render import filter_graph  # with all that draws: a film that is there needs none of it

        said = filter_graph.run_arguments(run, self._finish, self._work, self._threads)
        words = ["-progress", "pipe:1", "-stats_period", "0.25", *said]
        _ffmpeg(words, self._work, seconds=_bound(run[0].timeline) * len(run), on_line=told, films=len(run))
        for output in run:
            self._shelf.put(self._work / output.file, output.wanted)
        self._tell(run[0].file, frames)

    def sound(self, wanted: Recipe, check: capacity.Check) -> None:
        """Make a film's sound."""
        check()
        file = self._work / f"{wanted.sound[:16]}.m4a"
        sound.make(wanted.timeline, file, seconds=_bound(wanted.timeline))
        self._shelf.put_sound(wanted.sound, file)

    def _tell(self, file: str, frames: int) -> None:
        self._done[file] = frames
        self._on_progress(sum(self._done.values()), self._total)


def _all_finished(family: Sequence[Recipe], work: Path, shelf: Shelf, finish: Finish) -> list[Rendition]:
    """Put films together; one that is not what it should be keeps no other from its name, and is raised at the end."""
    shared = family[0].timeline
    from media.render.finished import film_check

    given = film_check.given(shared, work, seconds=_bound(shared))
    made, wrong = [], []
    for one in family:
        try:
            made.append(_finished(one, work, shelf, finish, given))
        except RenderFailed as failed:
            wrong.append(failed)
    if wrong:
        raise wrong[0]
    return made


def _finished(wanted: Recipe, work: Path, shelf: Shelf, finish: Finish, given: "Given") -> Rendition:
    from media.render.finished import film_check

    timeline, film = wanted.timeline, work / f"{wanted.name}.mp4"
    sound = shelf.sound(wanted.sound)
    assert sound is not None
    joining.join(
        shelf.stretches(wanted.pieces),
        sound,
        film,
        fps=timeline.fps,
        program=lambda words: _ffmpeg(words, work, seconds=_bound(timeline)),
    )
    film_check.require_like(film, timeline, finish, given, seconds=_bound(timeline))
    return _delivered(wanted, film, work.parent, finish)


def _delivered(wanted: Recipe, film: Path, folder: Path, finish: Finish) -> Rendition:
    """Give a finished film its final name, its recipe first."""
    files.flush_to_disk(film)
    final, sha256 = folder / film.name, given_files.digest(film)
    recipe.write(wanted, final, sha256)
    files.place(film, final)
    return _rendition(wanted, final, sha256, finish, reused=False)


def _ffmpeg(
    words: Sequence[str],
    work: Path,
    *,
    seconds: float,
    on_line: Callable[[str], None] | None = None,
    films: int = 1,
) -> None:
    memory_mb = ffmpeg.MEMORY_MB * (3 + films) // 4
    quiet = ["-loglevel", "error", *words]
    ended = ffmpeg.run(quiet, seconds=seconds, on_line=on_line, folder=work, memory_mb=memory_mb)
    if ended.status != 0:
        raise _failure(ended, work.parent)


def _bound(timeline: Timeline) -> float:
    """How long a run may take at most, in seconds: far slower than any machine we know."""
    return 300 + timeline.duration_ms / 1000 * 40


def _failure(ended: Ended, folder: Path) -> RenderFailed:
    too_large = getattr(signal, "SIGXFSZ", None)
    if "No space left" in ended.said or "File too large" in ended.said or "quota" in ended.said.lower():
        return RenderFailed("render-disk-full", folder=str(folder))
    if too_large is not None and ended.status == -too_large:
        return RenderFailed("render-disk-full", folder=str(folder))
    if ended.too_slow:
        return RenderFailed("render-too-slow", folder=str(folder))
    if ended.starved:
        return RenderFailed("render-starved", folder=str(folder))
    return RenderFailed("render-stopped", status=ended.status, detail=ended.last_words)


def _rendition(wanted: Recipe, path: Path, sha256: str, finish: Finish, *, reused: bool) -> Rendition:
    width, height = encoding.finished_size(wanted.timeline, finish)
    return Rendition(
        path=path,
        sha256=sha256,
        width=width,
        height=height,
        duration_ms=round(wanted.timeline.frames * 1000 / wanted.timeline.fps),
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
