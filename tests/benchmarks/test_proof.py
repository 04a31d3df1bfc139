"""The proof in short: every single fault, two services at random, a rule machine, planted faults, real kills."""

import re
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from benchmarks.proof import layers, realkill, simulate, wakeups
from benchmarks.proof.books import Books
from benchmarks.proof.faults import CALLS, FATES, KINDS, STEPS, Fault, fits
from benchmarks.proof.planted import PLANTED
from benchmarks.proof.simulate import Trial
from benchmarks.proof.world import World
from schedules.publishing import publisher

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def books() -> Iterator[Books]:
    """A campaign's database for many trials."""
    with tempfile.TemporaryDirectory(dir=simulate.scratch()) as folder:
        made = Books(Path(folder))
        yield made
        made.check()
        made.close()


def struck(books: Books, stride: int) -> Iterator[Trial]:
    """Each nth of the trials with a single fault that strikes."""
    return islice(filter(simulate.Reach(books).can_strike, simulate.single_faults()), 0, None, stride)


def broken(books: Books, trials: Iterator[Trial]) -> list[str]:
    """The trials in which a promise was not kept."""
    played = ((trial, trial.play(books)) for trial in trials)
    return [f"{trial}: {outcome.broken}" for trial, outcome in played if outcome.broken]


@pytest.mark.parametrize("kind", KINDS)
def test_without_faults_it_is_out_with_all_that_belongs_to_it(books: Books, kind: str) -> None:
    """On a good day a post of any kind is out at its second, with its photos, subtitle files, cover and comment."""
    world = Trial(kind).world(books)
    assert world.live().broken == []
    assert not books.rows(
        "SELECT event FROM event WHERE post_number = ? AND event LIKE '%given-up'", world.number
    )


def test_many_single_faults_leave_it_out_once(books: Books) -> None:
    """Whatever one thing goes wrong, the post is out exactly once, and nothing of ours stays hidden on the Page."""
    assert broken(books, struck(books, 30)) == []


@pytest.mark.parametrize("how", ["edit", "cancel"])
def test_staff_think_better_of_it_in_the_middle(books: Books, how: str) -> None:
    """Edited on its way, a post is out once with its new words; called off, it is never seen and leaves nothing."""
    outcomes = [Trial(kind, (Fault("let-go-commit:after", how),)).play(books) for kind in KINDS]
    assert [(one.broken, one.once, one.called_off) for one in outcomes] == [
        ([], how == "edit", how == "cancel")
    ] * 5


def test_anything_may_go_wrong_with_two_services(books: Books) -> None:
    """Two services, killed and paused at random, with calls lost, late and refused: out exactly once."""
    assert broken(books, simulate.seeded(1, 20)) == []


@pytest.mark.parametrize("mode", ["at once", "handed over"])
def test_anything_may_go_wrong_in_other_ways_of_publishing(books: Books, mode: str) -> None:
    """Made public at once, or handed over to the Page's own schedule: out exactly once all the same."""
    assert broken(books, simulate.seeded(1, 10, kinds=("text", "link"), mode=mode)) == []


def test_a_trial_can_be_played_again(books: Books) -> None:
    """The same seed gives the same calls, the same end."""
    ends = []
    for _ in range(2):
        world = Trial("text", seed=11).world(books)
        outcome = world.live()
        ends.append((outcome, world.now, [one.created_at for one in world.page.things.values()]))
    assert ends[0] == ends[1]


def test_every_line_where_a_post_may_die_is_in_the_catalogue() -> None:
    """Each call and commit that the steps name is a place where the proof lets a service die."""
    rooms = ("publisher", "kinds", "hidden_copy", "feed_posts", "videos", "reels", "extras")
    source = "".join(
        (Path(publisher.__file__).parent / f"{room}.py").read_text(encoding="utf-8") for room in rooms
    )
    called = set(re.findall(r"""job\.call\(\s*"([\w-]+)\"""", source))
    kept = {
        f"{name}-commit" for name in re.findall(r"""record(?:_made)?\((?:job, )?\s*"([\w-]+)\"""", source)
    }
    assert called | kept <= {step for kind in KINDS for step in STEPS[kind]}


def test_a_trial_is_found_again_by_its_name() -> None:
    """The name that a broken trial is given in the table is enough to play it again."""
    pair = (Fault("reveal:after", "kill"), Fault("reveal_post", "refused", 2))
    for trial in (
        Trial("reel", seed=7),
        Trial("link", seed=8, mode="at once"),
        Trial("photo", pair),
        Trial("text"),
    ):
        assert simulate.named(str(trial)) == trial
    assert simulate.named("video:11") == Trial("video", seed=11)


@pytest.mark.parametrize(
    "name", [name if name != "no fencing" else pytest.param(name, marks=pytest.mark.slow) for name in PLANTED]
)
def test_planted_fault_is_caught(name: str) -> None:
    """A fault planted in our own code breaks a promise: the proof can fail."""
    place, how = layers.caught(name, 7)
    assert place, how


def test_late_wake_up_is_no_miss() -> None:
    """However late APScheduler wakes us, the service looks."""
    assert wakeups.missed(1, 10) == 0


def test_killed_for_real() -> None:
    """Services killed with SIGKILL while they publish over HTTP: each post is out once, nothing stays hidden."""
    tally = realkill.play(seed=2, batches=1, posts=5, kills=2, comments=False)
    assert tally.kills
    assert (tally.broken, tally.once) == ([], tally.trials)


class Asked:
    """A schedule of faults that the rule machine asks for; each strikes at the next call of its kind."""

    def __init__(self) -> None:
        self.coming: dict[str, str] = {}

    def at(self, where: str) -> str | None:
        """Return what was asked for this place."""
        return self.coming.pop(where, None)


class Life(RuleBasedStateMachine):
    """Moves that Hypothesis puts in any order: steps of two services, deaths, time, fates of calls."""

    books: Books

    @initialize(kind=st.sampled_from(KINDS))
    def begin(self, kind: str) -> None:
        """Queue a post."""
        self.kind, self.asked = kind, Asked()
        self.world = World(self.books, kind, self.asked)

    @rule(who=st.integers(0, 1), steps=st.integers(1, 15))
    def work(self, who: int, steps: int) -> None:
        """Let a service make some steps."""
        actor = self.world.actors[who]
        self.world.page.settle()
        if actor.busy or self.world.due():
            self.world.step(actor, steps)

    @rule(who=st.integers(0, 1))
    def kill(self, who: int) -> None:
        """Kill a service."""
        self.world.actors[who].die()

    @rule(seconds=st.sampled_from((1, 20, 130, 400)))
    def wait(self, seconds: int) -> None:
        """Let time pass."""
        self.world.pass_seconds(seconds)

    @rule(call=st.integers(0, 20), how=st.sampled_from(FATES))
    def spoil(self, call: int, how: str) -> None:
        """Spoil the next call of a kind."""
        name = CALLS[self.kind][call % len(CALLS[self.kind])]
        if fits(name, how):
            self.asked.coming[name] = how

    @rule(how=st.sampled_from(("edit", "ahead", "back")))
    def disturb(self, how: str) -> None:
        """Staff change the words, or the clock jumps."""
        self.world._disturb(how)

    @invariant()
    def once_at_most(self) -> None:
        """Never is more than one public, and `published` is true."""
        if hasattr(self, "world"):
            self.world.post()
            assert len(self.world.page.public) <= 1
            assert len(self.world.page.said) <= 1

    def teardown(self) -> None:
        """Bring it to rest and judge."""
        if hasattr(self, "world"):
            self.asked.coming.clear()
            outcome = self.world.live()
            assert outcome.broken == []
            assert outcome.once


def test_moves_in_any_order(books: Books) -> None:
    """In whatever order services step, die, pause, and calls go wrong, the post is out exactly once."""
    Life.books = books
    rules = settings(
        max_examples=10, stateful_step_count=25, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Life, settings=rules)
