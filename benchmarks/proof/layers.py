"""What is proven, layer by layer: which trials, how many, from which seed."""

import time
from collections.abc import Callable, Iterator
from itertools import islice

from benchmarks.proof import realkill, simulate, wakeups
from benchmarks.proof.planted import PLANTED
from benchmarks.proof.simulate import Tally, Trial

BOUND = 400  # trials within which a planted fault must show itself
SLEEPS = 20
# make proof: every pair of a text, and of the others each nth (they share most of their steps)
STRIDES = {"text": 1, "link": 12, "video": 20}


def single(seed: int, long: bool) -> Tally:
    """Every single fault."""
    return simulate.play_all("single faults", simulate.single_faults())


def pairs(seed: int, long: bool) -> Tally:
    """Every ordered pair of faults (the short proof takes a part of those of link and film)."""
    return simulate.play_all("ordered pairs", _pairs(seed, long), seed="-" if long else str(seed))


def seeded(seed: int, long: bool) -> Tally:
    """Two services, and everything may go wrong at any time."""
    trials = simulate.seeded(seed, 100_000 if long else 2_400)
    return simulate.play_all("random, two services", trials, seed=str(seed))


def real(seed: int, long: bool) -> Tally:
    """Processes killed over HTTP."""
    return realkill.play(seed=seed, batches=42 if long else 13)


def _pairs(seed: int, long: bool) -> Iterator[Trial]:
    for kind, stride in STRIDES.items():
        step = 1 if long else stride
        yield from islice(simulate.pairs([kind]), seed % step, None, step)


LAYERS: dict[str, Callable[[int, bool], Tally]] = {
    "single": single,
    "pairs": pairs,
    "random": seeded,
    "kill": real,
}


def timed(layer: str, seed: int, long: bool) -> Tally:
    """Play a layer and say how long it took."""
    began = time.monotonic()
    tally = LAYERS[layer](seed, long)
    tally.seconds = time.monotonic() - began
    return tally


def caught(name: str, seed: int) -> tuple[int, str]:
    """Plant a fault; return after how many trials it broke a promise (0: never), and which."""
    with PLANTED[name]():
        if name.startswith("misfire"):
            missed = wakeups.missed(seed, SLEEPS)
            return (1, f"{missed} of {SLEEPS} late wake-ups slept through") if missed else (0, "")
        return simulate.first_broken(simulate.seeded(seed, BOUND))
