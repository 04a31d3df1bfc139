"""What a move of a post comes to, told before it is made: it can, it can but, it cannot; and what becomes of its yeses.

`editing.move` refuses what is "cannot" here: a moment that is past, and for a post that is approved an embargo or the
want of a consent that its new moment brings. A draft may lie there with its error, which `check` tells.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from sqlmodel import Session

from campaign.checks import all_rules, pairing
from campaign.checks import facts as check_facts
from campaign.checks.facts import Facts
from campaign.checks.pairing import Pair
from campaign.posts import live_caption, void_approvals
from campaign.posts.void_approvals import Fate
from campaign.typed.moments import GRACE
from campaign.workspace import Workspace
from media.findings import Finding
from schedules.consent import gates, required_approvals
from schedules.consent.required_approvals import ApprovalReader
from schedules.consent.rules import Closed
from schedules.database import testimonies
from schedules.errors import BadRequest
from schedules.model.moments import Due
from schedules.model.records import Post

Kind = Literal["can", "but", "cannot"]
PAST = "move-past"
_CLOSE = ("P02", "P05", "P06", "P07", "P08", "P34")  # what a moment is beside others, and what its day is
_TURN = ("P03",)


@dataclass(frozen=True, kw_only=True)
class Objection:
    """What speaks against a moment: the code and parameters of a gate or of a rule of `check`."""

    code: str
    params: dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a moment would be for a post: `told` is why it cannot be there, or what speaks against it, worst first.

    `fate` is what becomes of the yeses to it.
    """

    due: Due
    kind: Kind
    told: tuple[Objection, ...]
    fate: Fate


def refuse(session: Session, workspace: Workspace, post: Post, due: datetime, *, now: datetime) -> None:
    """Raise where a post cannot be moved to a moment: BadRequest where it is past, NotReady where a gate is closed."""
    zone = workspace.rules.zone
    if is_past(due, now):
        moment = due.astimezone(zone).isoformat(" ", "minutes")
        raise BadRequest(PAST, number=post.number, due=moment)
    reader = ApprovalReader(session=session, campaign=workspace.campaign)
    gate = _Gate(session=session, workspace=workspace, post=post, now=now)
    if reader.seen(post).state in required_approvals.WAITING and (shut := gate.shut(due)):
        raise live_caption.not_ready(session, post.number, shut)


def is_past(due: datetime, now: datetime) -> bool:
    """Tell whether nothing can be moved to a moment any more; a command takes some seconds to type and to start."""
    return due < now - GRACE


def verdicts(
    session: Session,
    workspace: Workspace,
    post: Post,
    dues: Iterable[Due],
    *,
    now: datetime,
    lang: str | None = None,
    known: Facts | None = None,
) -> list[Verdict]:
    """Return what each of these moments would be for a post, by the rules of `check`; holidays are named in `lang`.

    `known` are the campaign's facts where they have been read.
    """
    facts = known or check_facts.facts(session, workspace, now=now, lang=lang)
    seen = next((one for one in facts.posts if one.number == post.number), post)
    around = _around(facts, seen)
    yeses = void_approvals.yeses(session, workspace, post)
    gate = _Gate(session=session, workspace=workspace, post=post, now=now)
    return [_verdict(around, gate, yeses, due) for due in dues]


def _verdict(around: "_Around", gate: "_Gate", yeses: void_approvals.Yeses, due: Due) -> Verdict:
    post, fate = around.post, yeses.fate(due.utc)
    if is_past(due.utc, gate.now):
        return Verdict(
            due=due, kind="cannot", told=(Objection(code=PAST, params={"due": due.wall}),), fate=fate
        )
    shut = gate.shut(due.utc)
    errors = (_objection(gate, shut),) if shut else ()
    if errors and post.state in required_approvals.WAITING:
        return Verdict(due=due, kind="cannot", told=errors, fate=fate)
    told = (*errors, *(Objection(code=one.code, params=dict(one.params)) for one in around.warnings(due.utc)))
    return Verdict(due=due, kind="but" if told else "can", told=told, fate=fate)


def _objection(gate: "_Gate", shut: Closed) -> Objection:
    named = testimonies.named(gate.session, shut.params)
    return Objection(code=shut.code, params={"number": gate.post.number, **named})


@dataclass(kw_only=True)
class _Gate:
    """Asks the gates that know moments; the answer of consents changes on days on which a form begins or ends."""

    session: Session
    workspace: Workspace
    post: Post
    now: datetime

    def __post_init__(self) -> None:
        film = self.post.testimony_id
        forms = [] if film is None else testimonies.consents(self.session, testimony_id=film)
        ends = (one.until + timedelta(days=1) for one in forms if one.until)
        self._turns = sorted({*(one.signed_on for one in forms), *ends})
        self._lacks: dict[int, Closed | None] = {}

    def shut(self, due: datetime) -> Closed | None:
        """Return the embargo, or the want of a consent, that a moment brings and the post has not where it is."""
        before = self.post.due_at
        held = self._embargo(due)
        if held and not (before and self._embargo(before)):
            return held
        lack, had = self._lack(due), self._lack(before or self.now)
        return lack if lack and not (had and had.code == lack.code) else None

    def _embargo(self, due: datetime) -> Closed | None:
        return gates.embargo(self.post, instant=due, zone=self.workspace.rules.zone)

    def _lack(self, due: datetime) -> Closed | None:
        moment, campaign = max(due, self.now), self.workspace.campaign
        day = moment.astimezone(campaign.rules.zone).date()
        turn = bisect_right(self._turns, day)
        if turn not in self._lacks:
            self._lacks[turn] = gates.lacking(self.session, self.post, instant=moment, campaign=campaign)
        found = self._lacks[turn]
        return found and Closed(code=found.code, params=found.params | _on(found, day))


def _on(found: Closed, day: date) -> dict[str, object]:
    return {"day": day.isoformat()} if "day" in found.params else {}


@dataclass(kw_only=True)
class _Around:
    """The posts beside one that is moved: by day for the rules of closeness, by film for those of its languages.

    `kin` are its film's that are the first in a language: others of it no rule of pairs looks at.
    """

    facts: Facts
    post: Post
    others: Mapping[date, tuple[tuple[Post, datetime], ...]]
    kin: tuple[Post, ...]
    films: tuple[Pair, ...]

    def warnings(self, due: datetime) -> Iterator[Finding]:
        """Yield what the rules say of the post at a moment, and of others for its sake."""
        moved = replace(self.post, due_at=due)
        yield from all_rules.crowded(self._with(moved, self._near(due)), {moved.number}, _CLOSE)
        if self.kin and self.facts.plan.order != "free":
            yield from self._turn(moved)

    def _near(self, due: datetime) -> list[Post]:
        """Return the posts of a moment's day and of its distance."""
        day, most = self.facts.table.day(due), max(self.facts.table.distance, timedelta(minutes=1))
        reach = most // timedelta(days=1) + 1
        days = (day + timedelta(days=at) for at in range(-reach, reach + 1))
        beside = ((one, at, on) for on in days for one, at in self.others.get(on, ()))
        return [one for one, at, on in beside if on == day or abs(at - due) <= most]

    def _turn(self, moved: Post) -> Iterator[Finding]:
        """Yield what is said of the films before and after its own, whose turns its moment may change."""
        ours = [pair for pair in pairing.whole(self._with(moved, [])) if moved in pair.posts]
        for pair in ours:
            first = pair.first.due_at
            before = [one for one in self.films if _first(one) <= (first or _first(one))][-1:]
            after = [one for one in self.films if _first(one) > (first or _first(one))][:1]
            beside = [one for each in (*before, *after) for one in each.posts]
            yield from all_rules.findings(self._with(moved, beside), _TURN)

    def _with(self, moved: Post, beside: Iterable[Post]) -> Facts:
        found = {one.number: one for one in (*self.kin, *beside, moved)}
        posts = sorted(found.values(), key=lambda one: (one.due_at is None, one.due_at, one.number))
        return replace(self.facts, posts=tuple(posts))


def _first(pair: Pair) -> datetime:
    assert pair.first.due_at is not None  # of whole pairs each post has its moment
    return pair.first.due_at


def _around(facts: Facts, post: Post) -> _Around:
    rest = tuple(one for one in facts.posts if one.number != post.number)
    film = (post.testimony_id, post.kind)
    theirs = tuple(one for one in rest if post.testimony_id and (one.testimony_id, one.kind) == film)
    kin = tuple(one for pair in pairing.pairs(replace(facts, posts=theirs)) for one in pair.posts)
    others = tuple(one for one in rest if (one.testimony_id, one.kind) != film) if kin else ()
    films = pairing.whole(replace(facts, posts=others)) if facts.plan.order != "free" else []
    days: dict[date, tuple[tuple[Post, datetime], ...]] = {}
    for one, at in replace(facts, posts=rest).dated:
        day = facts.table.day(at)
        days[day] = (*days.get(day, ()), (one, at))
    return _Around(facts=facts, post=post, others=days, kin=kin, films=tuple(films))
