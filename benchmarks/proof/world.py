"""One post in a simulated world: two services, a Page, a clock, a person who decides; and what must hold throughout."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from benchmarks.proof.actors import Actor, Killed
from benchmarks.proof.books import NOON, RULES, Books, Glance, when
from benchmarks.proof.faults import Schedule
from benchmarks.proof.simpage import SimPage
from schedules import ledger, moves, publish, states, sweeping
from schedules.states import State
from schedules.verdicts import Forbidden, Unauthorized
from schedules.work import PageRef, Publisher

REF = PageRef(id="1", name="Sim", graph_url="sim", rehearsal=True)
ROUNDS = 600  # looks of the services; who needs more is stuck
DUE_IN = timedelta(minutes=6)
PAUSE_S = 150  # longer than a lease
DAY = timedelta(hours=26)


@dataclass
class Outcome:
    """How a trial ended: `broken` names each promise that was not kept."""

    broken: list[str] = field(default_factory=list)
    once: bool = False
    undecided: bool = False
    asked: int = 0
    orphans: int = 0
    lost: bool = False
    doubled: bool = False


class World:
    """A trial: `live` brings one post from approved to rest, then sweeps."""

    def __init__(
        self, books: Books, kind: str, schedule: Schedule, *, rng: random.Random | None = None
    ) -> None:
        self.books, self.schedule, self.rng = books, schedule, rng
        self.now = NOON
        self.outcome = Outcome()
        self.page = SimPage(
            clock=self.clock, fate=self._fate, pause=self._pause_in_call, on_change=self._look_at_page
        )
        self.actors = [Actor("a"), Actor("b")]
        self.rests = {actor.name: NOON for actor in self.actors}
        self.number = books.queue(kind, due=NOON + DUE_IN)
        self.page.name = f"{books.copies}-{self.number}"
        self.current = self.actors[0]
        self.fence = 0

    def clock(self) -> datetime:
        """Tell the moment."""
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)

    def live(self) -> Outcome:
        """Let everything happen; return what came of it."""
        try:
            self._until_rest()
            for _ in range(4):
                if not self._ask_person():
                    break
                self._until_rest()
            self._calm()
            self._sweep()
            if self.page.hidden:
                self._sweep()
            self._judge()
        except Broken as broken:
            self.outcome.broken.append(str(broken))
            self.outcome.lost |= not self.page.public
        finally:
            for actor in self.actors:
                actor.die()
        return self.outcome

    def post(self) -> Glance:
        """The post as it stands; what must always hold is looked at on the way."""
        row = self.books.glance(self.number)
        if row.state == State.PUBLISHED and not self.page.public:
            raise Broken("published, yet nobody sees it")
        if row.fence < self.fence:
            raise Broken("the fence fell")
        self.fence = row.fence
        return row

    def publisher(self, actor: Actor) -> Publisher:
        """What a service of this world holds in its hands."""
        return Publisher(
            store=self.books.store, page=self.page, ref=REF, folder=self.books.folder, rules=RULES,
            clock=self.clock, boundary=partial(self._boundary, actor),
        )  # fmt: skip

    def step(self, actor: Actor, turn: int) -> None:
        """Let one service go on, or begin with what is due; mourn it if it died."""
        self.current = actor
        if not actor.busy:
            actor.begin(partial(self._work, actor))
        actor.go_on(turn)
        if actor.accident:
            raise Broken(f"accident: {type(actor.accident).__name__} {actor.accident}")

    def due(self) -> bool:
        """Whether a service that looks now finds the post to be worked on."""
        return self.books.due(self.number, self.now)

    def _work(self, actor: Actor) -> None:
        try:
            publish.work(self.publisher(actor), self.number, by=actor.name)
        except (Unauthorized, Forbidden):
            self.rests[actor.name] = self.now + timedelta(minutes=5)  # until a person renewed the token
        except Killed:
            self._bury(actor)
            raise

    def _bury(self, actor: Actor) -> None:
        """The next service starts: at once or after a while, and voids the leases if it holds the lock."""
        away = self.rng.choice((0, 5, 60, 300)) if self.rng else 0
        self.rests[actor.name] = self.now + timedelta(seconds=away)
        alone = not any(other.busy for other in self.actors if other is not actor)
        if alone or (self.rng and self.rng.random() < 0.3):
            moves.void_leases(self.books.store)

    def _until_rest(self) -> None:
        for _ in range(ROUNDS):
            self.page.settle()
            post = self.post()
            ready = self._ready(post)
            if ready:
                self.step(self.rng.choice(ready) if self.rng else ready[0], self._turn())
            elif post.state not in states.OWED and not any(actor.busy for actor in self.actors):
                return
            else:
                self._pass_time(post)
        raise Broken(f"stuck in {self.post().state}")

    def _turn(self) -> int:
        return self.rng.choice((1, 2, 3, 5, 8, 15, 1000)) if self.rng else 1_000_000

    def _ready(self, post: Glance) -> list[Actor]:
        going = [
            one for one in self.actors if one.busy and (one.wakes_at is None or one.wakes_at <= self.now)
        ]
        idle = [one for one in self.actors if not one.busy and self.rests[one.name] <= self.now]
        return going + (idle if idle and self._free(post) and self.due() else [])

    def _free(self, post: Glance) -> bool:
        waits = (post.lease_until, post.next_try_at)
        return post.state in states.OWED and not any(moment and moment > self.now for moment in waits)

    def _pass_time(self, post: Glance) -> None:
        moments = [post.lease_until and post.lease_until + timedelta(milliseconds=1), post.next_try_at]
        moments += [post.due_at, post.due_at and post.due_at - RULES.upload_ahead]
        moments += [actor.wakes_at for actor in self.actors if actor.busy]
        moments += [self.rests[actor.name] for actor in self.actors if not actor.busy]
        coming = [one for one in moments if one and one > self.now]
        if not coming:
            raise Broken(f"nothing will ever wake it in {post.state}")
        self.now = min(coming)

    def _boundary(self, actor: Actor, name: str) -> None:
        how = self.schedule.at(name)
        if how == "kill":
            raise Killed(name)
        if how == "pause":
            self._pause(actor)
        else:
            actor.pass_boundary()

    def _pause(self, actor: Actor) -> None:
        seconds = self.rng.choice((20, PAUSE_S, 400, 1200)) if self.rng else PAUSE_S
        actor.stop_here(until=self.now + timedelta(seconds=seconds))

    def _pause_in_call(self, _call: str) -> None:
        self._pause(self.current)

    def _fate(self, call: str) -> str | None:
        self.now += timedelta(milliseconds=300)
        return self.schedule.at(call)

    def _look_at_page(self) -> None:
        if len(self.page.public) > 1:
            self.outcome.doubled = True

    def _ask_person(self) -> bool:
        """Held, failed, doubtful: a person looks an hour later and decides. Tell whether there was a question."""
        state = self.post().state
        if state == State.PUBLISHED:
            return False
        self.outcome.asked += 1
        self._calm()
        self.now += timedelta(hours=1)
        self.page.settle()
        if state == State.DOUBTFUL:
            self._settle_doubt()
        self._send_again()
        return True

    def _settle_doubt(self) -> None:
        self.outcome.undecided = True
        if not self.page.blinded:
            self.outcome.broken.append("undecided, though the Page could be read")
        seen = self.page.public
        changes = {"facebook_id": seen[0].id, "published_at": self.now} if seen else {}
        self._decide("settled-published" if seen else "settled-absent", **changes)

    def _send_again(self) -> None:
        event = {State.HELD: "released", State.FAILED: "retried"}.get(self.post().state)
        if event:
            self._decide("moved", **when(self.now))
            self._decide(event, reason=None)

    def _decide(self, event: str, **changes: object) -> None:
        with self.books.store.write() as session:
            moves.move(session, self.number, event, now=self.now, by="staff", changes=changes)

    def _calm(self) -> None:
        if hasattr(self.schedule, "calm"):
            self.schedule.calm = True

    def _sweep(self) -> None:
        self.now += DAY
        self.page.settle()
        sweeper = self.actors[0]
        self.current = sweeper
        sweeper.begin(partial(_swept, self.publisher(sweeper)))
        while sweeper.busy:
            sweeper.go_on()
            self.now = max(self.now, sweeper.wakes_at or self.now)
        if sweeper.accident:
            raise Broken(f"accident in the sweep: {sweeper.accident}")

    def _judge(self) -> None:
        outcome, seen = self.outcome, len(self.page.public)
        state = self.post().state
        outcome.orphans, outcome.doubled = len(self.page.hidden), outcome.doubled or seen > 1
        outcome.lost = seen == 0
        outcome.once = seen == 1 and state == State.PUBLISHED and not outcome.doubled
        checks = {
            "doubled": outcome.doubled,
            "lost": outcome.lost,
            "orphans left": outcome.orphans > 0,
            f"ended {state}": state != State.PUBLISHED,
        }
        outcome.broken += [name for name, broken in checks.items() if broken]


class Broken(Exception):
    """A promise was not kept in the middle of a trial."""


def _swept(publisher: Publisher) -> None:
    try:
        sweeping.sweep(publisher)
    except (Unauthorized, Forbidden):
        return


Maker = Callable[[Books], World]
