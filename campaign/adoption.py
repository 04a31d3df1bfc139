"""Makes a folder the campaign from now on, in the place of the one that was: a copy, or a folder on another computer.

What went out since the copy was made must not go out again. Where the former folder can be read, it tells, and its
withdrawn consents are withdrawn here too; where it cannot, the campaign is paused as after a restore.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from campaign.workspace import Workspace
from schedules.database import after_restore, events, remote_objects, tasks, withdrawals
from schedules.database.after_restore import ADOPTED, Calmed
from schedules.database.engine import Store
from schedules.errors import ScheduleError
from schedules.home import former, identity, record, standing
from schedules.home.former import Learnt, LeftBehind
from schedules.home.record import Home
from schedules.home.standing import Standing
from schedules.model.records import ListedWithdrawal, Pause
from schedules.withdrawal import elsewhere, erase, steps

UNKNOWN = "adopted-withdrawals"  # the task where nobody knows what was withdrawn since
NOTHING = Calmed(held=(), doubtful=())


@dataclass(frozen=True, kw_only=True)
class Adopted:
    """What became of it: the home as it is now and as it was, which posts rest, which films were withdrawn again.

    `told` is whether the former folder knows of it, `unknown` whether nobody knows what went out from there, `pause`
    the one that holds now, `behind` which posts were changed there and not here.
    """

    home: Home
    before: Home | None
    told: bool
    unknown: bool
    pause: Pause | None
    behind: LeftBehind
    held: tuple[int, ...]
    doubtful: tuple[int, ...]
    scheduled: tuple[int, ...]
    withdrawn: tuple[str, ...]
    unfinished: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What a former folder tells; `learnt` None: it could not be read."""

    learnt: Learnt | None
    listed: list[ListedWithdrawal]


def adopt(
    workspace: Workspace,
    found: Standing,
    reason: str,
    *,
    clock: Callable[[], datetime],
    called: str = withdrawals.CALLED,
) -> Adopted:
    """Make the workspace's folder, which stands as `found`, the campaign; `reason` is why it is paused, in words.
    `called` is by which word a film is called whose consent is withdrawn again.

    Raises NotReady while a service runs in the former folder or in this one, OSError where a folder cannot be written
    to. Everything may be done again after a kill.
    """
    with former.resting(workspace.folder), former.resting(former.folder_of(found)) as place:
        known = _asked(place, workspace.store)
        number = found.home.number if found.home else 0
        turn = found.home.turn + 1 if found.home else 1
        home = record.here(workspace.folder, identity.numbered(workspace.store, like=number), turn=turn)
        told = former.leave(place, home)
        calmed = _calmed(workspace, known.learnt, reason, now=clock())
        local = steps.Local(store=workspace.store, folder=workspace.folder, clock=clock, called=called)
        again = elsewhere.withdraw_again(local, known.listed)
        with record.alone():
            home = standing.take(workspace.folder, workspace.store, after=found.home)
    with workspace.store.read() as session:
        resting = after_restore.still(session, calmed)
        return Adopted(
            home=home,
            before=found.home,
            told=told,
            unknown=known.learnt is None,
            pause=events.paused(session),
            behind=known.learnt.behind if known.learnt else LeftBehind(),
            held=resting.held,
            doubtful=resting.doubtful,
            scheduled=remote_objects.posts_to_take_back(session),
            withdrawn=again.films,
            unfinished=again.unfinished,
        )


def _asked(place: Path | None, store: Store) -> _Known:
    """Ask a former folder what it did and withdrew: its list of withdrawals even where its database is damaged."""
    listed = erase.listed(place) if place else []
    with former.opened(place) as theirs, suppress(ScheduleError):
        if theirs:
            with theirs.read() as session:
                told = erase.told_of(session)
            return _Known(learnt=former.learnt(theirs, store), listed=[*listed, *told])
    return _Known(learnt=None, listed=listed)


def _calmed(workspace: Workspace, learnt: Learnt | None, reason: str, *, now: datetime) -> Calmed:
    """Let rest what may be out: nothing where nothing went on in the former folder, all of it where nobody knows."""
    with workspace.store.write() as session:
        if learnt and learnt.pause:
            _pause_too(session, learnt.pause, now)
        since = (after_restore.last_sign(session) or now).astimezone(workspace.rules.zone)
        if learnt and not learnt.went_on:
            after_restore.note(session, ADOPTED, since=since, now=now)
            return NOTHING
        if learnt is None:
            due = (now + timedelta(days=1)).date()
            tasks.open_task(session, UNKNOWN, now=now, due_on=due, params={"since": since.date().isoformat()})
        out, why = (learnt.out, None) if learnt else (frozenset[int](), reason)
        return after_restore.calm(session, since=since, reason=why, out=out, now=now, codes=ADOPTED)


def _pause_too(session: Session, theirs: Pause, now: datetime) -> None:
    """Take over the pause of the former folder; where there is one here for another reason, both are named."""
    ours = events.paused(session)
    known = (ours and ours.reason) or ""
    if ours is None or (theirs.reason and theirs.reason not in known):
        reasons = [one for one in (theirs.reason, known) if one]
        events.pause(session, "; ".join(reasons) or None, now=now)
