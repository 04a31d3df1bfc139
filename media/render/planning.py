"""Which pieces have to be made, in which runs, and where all the others lie already."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from media.render import segments
from media.render.joining import Stretch
from media.render.recipe import Known, Recipe
from media.render.segments import Output, Piece

_Missing = tuple[Recipe, list[Piece]]  # pieces of it that have to be made
_PARTED_FROM = 6  # pieces: in a shorter film a second start costs more than is won
_PROCESSORS = 4  # from which a film's halves are made at the same time


class Shelf:
    """Where each piece lies that exists: in a finished film, or in one that is being made."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._films = list(known)
        self._checked: dict[Path, bool] = {}
        self._places: dict[str, tuple[Path, int]] = {}
        self._lengths: dict[Path, int] = {}
        self._sounds: dict[str, Path] = {}

    def has(self, sign: str) -> bool:
        """Whether a piece exists; a finished film counts only if it is byte for byte what was made."""
        if sign in self._places:
            return True
        for film in self._films:
            if sign in film.pieces and self._whole(film):
                self._places[sign] = film.path, film.pieces.index(sign) * film.piece_frames
                return True
        return False

    def put(self, file: Path, made: Sequence[Piece]) -> None:
        """Note pieces that lie in a new file, one after the other from its beginning."""
        at = 0
        for piece in made:
            self._places[piece.sign] = file, at
            at += piece.frames
        self._lengths[file] = at

    def stretches(self, wanted: Iterable[Piece]) -> list[Stretch]:
        """Where a film's pieces lie, neighbours in one file together."""
        found: list[Stretch] = []
        for piece in wanted:
            file, first = self._places[piece.sign]
            if found and (found[-1].file, found[-1].last) == (file, first):
                first = found.pop().first
                last = self._places[piece.sign][1] + piece.frames
            else:
                last = first + piece.frames
            whole = first == 0 and self._lengths.get(file) == last
            found.append(Stretch(file=file, first=first, last=last, whole=whole))
        return found

    def sound(self, sign: str) -> Path | None:
        """A file with a sound track, if there is one."""
        for film in self._films:
            if film.sound == sign and self._whole(film):
                return film.path
        return self._sounds.get(sign)

    def put_sound(self, sign: str, file: Path) -> None:
        """Note a new sound track."""
        self._sounds[sign] = file

    def _whole(self, film: Known) -> bool:
        if film.path not in self._checked:
            self._checked[film.path] = film.is_whole()
        return self._checked[film.path]


def families(recipes: Iterable[Recipe]) -> list[list[Recipe]]:
    """Recipes put together whose films show the same frames of the same shot at the same times."""
    found: dict[object, list[Recipe]] = {}
    for one in recipes:
        timeline, shot = one.timeline, one.timeline.shot
        shown = (timeline.fps, timeline.frames, segments.film_frames(timeline))
        found.setdefault((shot.film, shot.from_ms, shot.to_ms, shown), []).append(one)
    return list(found.values())


def runs(family: Sequence[Recipe], shelf: Shelf, at_once: int, *, halved: bool) -> list[list[Output]]:
    """The runs of ffmpeg that make what is missing; `at_once` renditions at most share one.

    Renditions of which most is missing share runs, and where they are `halved` are made in two halves; where little is
    missing, each gap is filled by a run of its own.
    """
    claimed: set[str] = set()
    shared: list[_Missing] = []
    alone: list[_Missing] = []
    for one in family:
        missing = [piece for piece in one.pieces if piece.sign not in claimed and not shelf.has(piece.sign)]
        claimed |= {piece.sign for piece in missing}
        gaps = segments.gaps(missing)
        if len(missing) <= len(one.pieces) // 2:
            alone += [(one, gap) for gap in gaps]
        else:
            shared.append((one, missing if len(gaps) <= segments.MOST_TERMS else list(one.pieces)))
    groups = _evenly(shared, at_once)
    parts = [half for group in groups for half in (_halves(group) if halved else [group])]
    return [_run(number, group) for number, group in enumerate([*parts, *([one] for one in alone)])]


def in_halves(one: Recipe, processors: int) -> bool:
    """Whether a film is made in two halves: it is long enough, its middle can be sought, each gets some threads.

    With a single thread each, both at once take a fifth more memory than one run with two, and are no sooner there.
    """
    long = len(one.pieces) >= _PARTED_FROM and one.timeline.shot.film.seekable
    return long and processors >= _PROCESSORS


def _evenly(shared: Sequence[_Missing], at_once: int) -> list[Sequence[_Missing]]:
    """Groups of nearly the same size, none larger than so many."""
    groups = -(-len(shared) // at_once)
    return [shared[len(shared) * at // groups : len(shared) * (at + 1) // groups] for at in range(groups)]


def _halves(group: Sequence[_Missing]) -> list[Sequence[_Missing]]:
    """A group parted in the middle of the film, for two runs on many processors wait less for each other's threads."""
    middle = len(group[0][0].pieces) // 2
    halves = [
        [(one, [piece for piece in missing if (piece.number < middle) is first]) for one, missing in group]
        for first in (True, False)
    ]
    return list(halves) if all(part for half in halves for _, part in half) else [group]


def _run(number: int, group: Iterable[_Missing]) -> list[Output]:
    return [
        Output(timeline=one.timeline, wanted=tuple(missing), file=f"run{number}-{place}.mp4")
        for place, (one, missing) in enumerate(group)
    ]
