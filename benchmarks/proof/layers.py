"""What is proven, layer by layer: which trials, how many, from which seed."""

import random
import time
from collections.abc import Callable, Iterator

from benchmarks.proof import realkill, simulate, wakeups
from benchmarks.proof.planted import PLANTED
from benchmarks.proof.simulate import Tally, Trial

BOUND = 400  # trials within which a planted fault must show itself
SLEEPS = 20
RANDOM, RANDOM_LONG = 3_000, 100_000
AT_ONCE, AT_ONCE_LONG = 600, 20_000
POSTS = ("text", "link", "photo")
HANDED = ("text", "link", "video", "reel")
# make proof: of the pairs of faults that can both strike, each nth, drawn by the seed
STRIDES = {"text": 2, "link": 5, "photo": 5, "video": 36, "reel": 27}


def single(seed: int, long: bool) -> Tally:
    """Every single fault."""
    return simulate.play_all("single faults", simulate.single_faults())


def pairs(seed: int, long: bool) -> Tally:
    """Every ordered pair of faults, the second where the first leaves it room (the short proof draws some)."""
    return simulate.play_all("ordered pairs", _pairs(seed, long), seed="-" if long else str(seed))


def seeded(seed: int, long: bool) -> Tally:
    """Two services, and everything may go wrong at any time."""
    trials = simulate.seeded(seed, RANDOM_LONG if long else RANDOM)
    return simulate.play_all("random, two services", trials, seed=str(seed))


def at_once(seed: int, long: bool) -> Tally:
    """The same on a Page that refuses hidden posts; a person is asked more often, yet nothing is out twice."""
    count = AT_ONCE_LONG if long else AT_ONCE
    trials = simulate.seeded(seed, count, kinds=POSTS, mode="at once")
    return simulate.play_all("random, no post hidden", trials, seed=str(seed))


def handed(seed: int, long: bool) -> Tally:
    """The same with posts handed over to the Page's own schedule, which shows them whatever we do."""
    count = AT_ONCE_LONG if long else AT_ONCE
    trials = simulate.seeded(seed, count, kinds=HANDED, mode="handed over")
    return simulate.play_all("random, handed over", trials, seed=str(seed))


def real(seed: int, long: bool) -> Tally:
    """Processes killed over HTTP."""
    return realkill.play(seed=seed, batches=40 if long else 13)


def _pairs(seed: int, long: bool) -> Iterator[Trial]:
    for kind, stride in STRIDES.items():
        drawn = random.Random(f"{kind} {seed}")
        yield from (pair for pair in simulate.pairs([kind]) if long or drawn.random() * stride < 1)


LAYERS: dict[str, Callable[[int, bool], Tally]] = {
    "single": single,
    "pairs": pairs,
    "random": seeded,
    "at-once": at_once,
    "handed": handed,
    "kill": real,
}


def timed(layer: str, seed: int, long: bool) -> Tally:
    """Play a layer and say how long it took."""
    began = time.monotonic()
    tally = LAYERS[layer](seed, long)
    tally.seconds = time.monotonic() - began
    return tally


def caught(name: str, seed: int) -> tuple[int, str]:
    """Plant a fault; return after how many trials it broke its promise (0: never), and how."""
    plant, promise = PLANTED[name]
    with plant():
        if name.startswith("misfire"):
            missed = wakeups.missed(seed, SLEEPS)
            return (1, f"{missed} of {SLEEPS} late wake-ups slept through") if missed else (0, "")
        return simulate.first_broken(simulate.seeded(seed, BOUND), promise)
