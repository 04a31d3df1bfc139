"""One post in a simulated world: two services, a Page, a clock, people who decide; and what must hold throughout."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from benchmarks.proof import judging
from benchmarks.proof.actors import Actor, Broken, Killed
from benchmarks.proof.books import NOON, RULES, Books, Glance
from benchmarks.proof.faults import LOCKED, Schedule
from benchmarks.proof.judging import Outcome
from benchmarks.proof.simpage import SimPage
from benchmarks.proof.staff import Staff
from schedules.database import claims
from schedules.errors import DatabaseBusy
from schedules.facebook.errors import Forbidden, Unauthorized
from schedules.model import publishing_rules, states
from schedules.model.states import State
from schedules.publishing import facebook_schedule, leftovers, publisher
from schedules.publishing.job import PageRef, Publisher

REF = PageRef(id="1", name="Sim", graph_url="sim", rehearsal=True)
ROUNDS = 600  # looks of the services; who needs more is stuck
DUE_IN = timedelta(minutes=6)
PAUSE_S = 150  # longer than a lease
DAY = timedelta(hours=26)
HOUR = timedelta(hours=1)
FAR_DUE = timedelta(minutes=25)  # far enough to be handed over to the Page's own schedule
A_TICK = timedelta(milliseconds=1)
TICK = timedelta(seconds=5)
MODES: dict[str, dict[str, Any]] = {
    "": {},
    "at once": {"hidden": "films"},
    "handed over": {"scheduler": "facebook"},
}


class World:
    """A trial: `live` brings one post from approved to rest, then sweeps.

    `now` is the true time, which the Page goes by; the computer's clock may be an hour off.
    """

    def __init__(
        self,
        books: Books,
        kind: str,
        schedule: Schedule,
        *,
        rng: random.Random | None = None,
        mode: str = "",
    ) -> None:
        self.books, self.kind, self.schedule, self.rng = books, kind, schedule, rng
        self.rules = replace(RULES, **MODES[mode])
        due_in = FAR_DUE if mode == "handed over" else DUE_IN
        self.now, self.off = NOON, timedelta(0)
        self.outcome = Outcome()
        self.page = SimPage(
            clock=lambda: self.now, fate=self._fate, pause=self._pause_in_call, on_change=self._look_at_page
        )
        self.actors = [Actor("a"), Actor("b")]
        self.rests = {actor.name: NOON for actor in self.actors}
        self.number = books.queue(kind, due=NOON + due_in)
        self.page.name = f"{books.copies}-{self.number}"
        self.current = self.actors[0]
        self.staff = Staff(self)
        self.fence = 0

    def clock(self) -> datetime:
        """Tell the moment, as the computer has it."""
        return self.now + self.off

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
            self._until_rest()  # what staff changed meanwhile
            judging.judge(self, self.post().state)
        except Broken as broken:
            self.outcome.broken.append(str(broken))
            self.outcome.lost |= not self.page.public and not self.staff.cancelled
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
            store=self.books.store, page=self.page, ref=REF, campaign=self._campaign(),
            clock=self.clock, boundary=partial(self._boundary, actor),
        )  # fmt: skip

    def _campaign(self) -> publishing_rules.Campaign:
        return publishing_rules.Campaign(folder=self.books.folder, rules=self.rules)

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
        if self.books.due(self.number, self.clock()):
            return True
        return self._recalls() or (self.rules.scheduler == "facebook" and self._to_hand_over())

    def _recalls(self) -> bool:
        return self.books.recalled(self.number)

    def _to_hand_over(self) -> bool:
        with self.books.store.read() as session:
            found = facebook_schedule.to_look_at(session, now=self.clock(), campaign=self._campaign())
        return any(post.number == self.number for post in found)

    def _work(self, actor: Actor) -> None:
        try:
            if self._recalls():
                leftovers.recall(self.publisher(actor))
                self.rests[actor.name] = self.now + TICK
            publisher.work(self.publisher(actor), self.number, by=actor.name)
        except (Unauthorized, Forbidden):
            self.rests[actor.name] = self.now + timedelta(minutes=5)  # until a person renewed the token
        except DatabaseBusy:  # the service goes on, and frees what it dropped in its next write
            with self.books.store.write() as session:
                claims.free(session, {self.number}, by=actor.name)
        except Killed:
            self._bury(actor)
            raise

    def _bury(self, actor: Actor) -> None:
        """The next service starts: at once or after a while, and voids the leases if it holds the lock."""
        away = self.rng.choice((0, 5, 60, 300)) if self.rng else 0
        self.rests[actor.name] = self.now + timedelta(seconds=away)
        alone = not any(other.busy for other in self.actors if other is not actor)
        if alone or (self.rng and self.rng.random() < 0.3):
            claims.void_leases(self.books.store)

    def _until_rest(self) -> None:
        for _ in range(ROUNDS):
            self.page.settle()
            if self.staff.approves_at and self.staff.approves_at <= self.now:
                self.staff.approve()
            post = self.post()
            ready = self._ready(post)
            if ready:
                self.step(self.rng.choice(ready) if self.rng else ready[0], self._turn())
            elif self._rests(post):
                return
            else:
                self._pass_time(post)
        raise Broken(f"stuck in {self.post().state}, {self.post().extras} to come with it")

    def _rests(self, post: Glance) -> bool:
        waiting = post.state in states.OWED or (post.state == State.PUBLISHED and post.extras)
        waiting = waiting or self._recalls()
        return not (waiting or self.staff.approves_at or any(actor.busy for actor in self.actors))

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
        worked = post.state in states.OWED or post.extras
        if self._recalls():
            return True
        return bool(worked) and not any(moment and moment > self.clock() for moment in waits)

    def _pass_time(self, post: Glance) -> None:
        """Go on to the next moment at which anything may happen; those in the books are by the computer's clock."""
        booked = [post.lease_until and post.lease_until + A_TICK, post.next_try_at, post.due_at]
        booked += [post.due_at and post.due_at - RULES.upload_ahead]
        moments = [one - self.off for one in booked if one] + [self.staff.approves_at]
        moments += self.page.alarms
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
        if how == LOCKED and name.endswith("-commit:before"):
            raise DatabaseBusy("database-busy", path="campaign.db", why="database is locked")
        if how == "pause":
            return self._pause(actor)
        if how:
            self._disturb(how)
        actor.pass_boundary()

    def _disturb(self, how: str) -> None:
        """Something happens to the computer or the post, while the service goes on unknowing."""
        if how == "ahead":
            self.off = min(HOUR, self.off + HOUR)
        elif how == "back":
            self.off = max(-HOUR, self.off - HOUR)
        elif how == "edit":
            self.staff.edit(after_s=self.rng.choice((1, 30, 300)) if self.rng else 30)
        elif how == "cancel":
            self.staff.cancel()

    def _pause(self, actor: Actor) -> None:
        seconds = self.rng.choice((20, PAUSE_S, 400, 1200)) if self.rng else PAUSE_S
        actor.stop_here(until=self.now + timedelta(seconds=seconds))

    def _pause_in_call(self, _call: str) -> None:
        self._pause(self.current)

    def _fate(self, call: str) -> str | None:
        self.now += timedelta(milliseconds=300)
        return self.schedule.at(call)

    def _look_at_page(self) -> None:
        if (
            len(self.page.public) > 1 and self.rules.scheduler == "here"
        ):  # else taken back at once, and judged at the end
            self.outcome.doubled = True
        if len(self.page.said) > 1:
            self.outcome.said_twice = True

    def _ask_person(self) -> bool:
        """Held, failed, doubtful: a person looks an hour later and decides. Tell whether there was a question."""
        state = self.post().state
        if state in (State.PUBLISHED, State.CANCELLED):
            return False
        self.outcome.asked += 1
        self._calm()
        self.now += HOUR
        self.page.settle()
        if self.rng and state in (State.HELD, State.FAILED) and self.rng.random() < 0.3:
            self.staff.edit(after_s=30)
        elif self.staff.decide(state):
            self.outcome.undecided = True
            if not self.page.blinded and self.rules.hidden == "all":
                self.outcome.broken.append("undecided, though the Page could be read")
        return True

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


def _swept(publisher: Publisher) -> None:
    try:
        leftovers.sweep(publisher)
    except (Unauthorized, Forbidden, DatabaseBusy):
        return


Maker = Callable[[Books], World]
