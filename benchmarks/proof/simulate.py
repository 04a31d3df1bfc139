"""Layers of simulated trials, spread over the processors; every trial can be run again from its name."""

import gc
import os
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby, islice, product
from pathlib import Path

from benchmarks.proof.books import Books
from benchmarks.proof.faults import KINDS, AtRandom, Fault, InOrder, singles
from benchmarks.proof.judging import Outcome
from benchmarks.proof.world import World

CHUNK = 50
NUMBER, FAULT = re.compile(r"[a-z ]+:\d+$"), re.compile(r"(\S+) at (\S+) #(\d+)")
MOODS = (
    (0.15, 0.03, 0.02),
    (0.35, 0.05, 0.05),
    (0.05, 0.15, 0.02),
    (0.05, 0.02, 0.15),
)  # calls, kills, pauses


@dataclass(frozen=True)
class Trial:
    """What makes a trial: the kind, and its faults in order or a seed."""

    kind: str
    faults: tuple[Fault, ...] = ()
    seed: int | None = None
    mode: str = ""  # or: at once, where the Page refuses hidden posts; handed over to its own schedule

    def play(self, books: Books) -> Outcome:
        """Bring a post from approved to rest, and judge."""
        return self.world(books).live()

    def world(self, books: Books) -> World:
        """Make the world of the trial."""
        if self.seed is None:
            return World(books, self.kind, InOrder(list(self.faults)), mode=self.mode)
        rng = random.Random(self.seed)
        calls, kills, pauses = rng.choice(MOODS)
        return World(books, self.kind, AtRandom(rng, calls, kills, pauses), rng=rng, mode=self.mode)

    def __str__(self) -> str:
        if self.seed is not None:
            return f"{' '.join(filter(None, (self.kind, self.mode)))} seed {self.seed}"
        return " then ".join([self.kind, *(f"{one.how} at {one.where} #{one.nth}" for one in self.faults)])


def named(name: str) -> Trial:
    """Return the trial that the table names: `text seed 7`, `reel then kill at reveal:after #1 then ...`."""
    first, *faults = (
        name.replace(":", " seed ", 1).split(" then ") if NUMBER.match(name) else name.split(" then ")
    )
    words, _, seed = first.partition(" seed ")
    kind, _, mode = words.partition(" ")
    said = [found for found in map(FAULT.fullmatch, faults) if found]
    struck = tuple(Fault(where, how, int(nth)) for how, where, nth in (found.groups() for found in said))
    return Trial(kind, struck, int(seed) if seed else None, mode)


class Reach:
    """Which places a trial still passes once its first fault struck: a second fault can strike there alone."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.known: dict[tuple[str, tuple[Fault, ...]], Counter[str]] = {}

    def can_strike(self, trial: Trial) -> bool:
        """Tell whether both faults of a pair can come about."""
        if not trial.faults:
            return True
        *earlier, last = trial.faults
        return self._after(trial.kind, tuple(earlier))[last.where] >= last.nth

    def _after(self, kind: str, faults: tuple[Fault, ...]) -> Counter[str]:
        """Return how often each place is passed once these faults struck; nowhere, if they cannot strike."""
        if (kind, faults) not in self.known:
            schedule = InOrder(list(faults))
            if self.can_strike(Trial(kind, faults)):
                World(self.books, kind, schedule).live()
            self.known[kind, faults] = schedule.after
        return self.known[kind, faults]


@dataclass
class Tally:
    """What came of a layer's trials."""

    layer: str
    seed: str = "-"
    trials: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    once: int = 0
    called_off: int = 0
    undecided: int = 0
    lost: int = 0
    doubled: int = 0
    said_twice: int = 0
    orphans: int = 0
    asked: int = 0
    broken: list[str] = field(default_factory=list)
    kills: int = 0
    seconds: float = 0.0

    def add(self, name: str, kind: str, outcome: Outcome) -> None:
        """Count one trial."""
        self.trials += 1
        self.kinds[kind] += 1
        self.once += outcome.once and not outcome.broken
        self.called_off += outcome.called_off and not outcome.broken
        self.undecided += outcome.undecided
        self.lost += outcome.lost
        self.doubled += outcome.doubled
        self.said_twice += outcome.said_twice
        self.orphans += outcome.orphans
        self.asked += bool(outcome.asked)
        if outcome.broken:
            self.broken.append(f"{name}: {', '.join(outcome.broken)}")

    @property
    def holds(self) -> bool:
        """Whether every promise was kept in every trial."""
        return not self.broken and self.once + self.called_off == self.trials


def single_faults() -> Iterator[Trial]:
    """Every single fault, for every kind, and the day without any."""
    for kind in KINDS:
        yield Trial(kind)
        yield from (Trial(kind, (fault,)) for fault in singles(kind))


def pairs(kinds: Iterable[str] = KINDS) -> Iterator[Trial]:
    """Every ordered pair of faults: the second can strike once the first did."""
    for kind in kinds:
        yield from (Trial(kind, pair) for pair in product(singles(kind), repeat=2))


def seeded(seed: int, count: int, *, kinds: tuple[str, ...] = KINDS, mode: str = "") -> Iterator[Trial]:
    """Trials in which everything may go wrong, again and again."""
    first = seed * 1_000_000
    return (Trial(kinds[n % len(kinds)], seed=first + n, mode=mode) for n in range(count))


def play_all(layer: str, trials: Iterable[Trial], *, workers: int | None = None, seed: str = "-") -> Tally:
    """Play trials in as many processes as there are processors; one process plays them here and now."""
    tally = Tally(layer, seed)
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        if workers == 1:
            books = Books(Path(folder))
            reach = Reach(books)
            for trial in filter(reach.can_strike, trials):
                tally.add(str(trial), trial.kind, trial.play(books))
            books.check()
            books.close()
            return tally
        with ProcessPoolExecutor(workers, initializer=_open, initargs=(folder,)) as pool:
            for chunk in pool.map(_play, _chunks(trials)):
                for played in chunk:
                    tally.add(*played)
    return tally


def _chunks(trials: Iterable[Trial]) -> Iterator[list[Trial]]:
    """Part trials among workers; what has its first fault in common stays together."""
    for _, alike in groupby(trials, key=lambda one: (one.kind, one.faults[:-1]) if one.faults else None):
        yield from iter(lambda: list(islice(alike, CHUNK)), [])  # noqa: B023


def first_broken(trials: Iterable[Trial], promise: str = "") -> tuple[int, str]:
    """Play trials until one breaks that promise (or any); return its place in the row and how, or (0, "")."""
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        books = Books(Path(folder))
        try:
            for place, trial in enumerate(trials, 1):
                outcome = trial.play(books)
                how = [one for one in outcome.broken if promise in ("", one)]
                if how:
                    return place, f"{trial}: {how[0]}".splitlines()[0]
            return 0, ""
        finally:
            books.close()


def scratch() -> str | None:
    """Where simulated databases stand: in memory, where there is such a place."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


_books: Books
_reach: Reach


def _open(folder: str) -> None:
    global _books, _reach
    gc.set_threshold(100_000, 50, 100)  # SQLAlchemy makes much that is no garbage
    own = Path(folder) / str(os.getpid())
    own.mkdir()
    _books = Books(own)
    _reach = Reach(_books)


def _play(trials: list[Trial]) -> list[tuple[str, str, Outcome]]:
    played = [(str(trial), trial.kind, trial.play(_books)) for trial in trials if _reach.can_strike(trial)]
    _books.check()
    return played
