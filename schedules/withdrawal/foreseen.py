"""What a withdrawal would take, before it is one: for whoever is asked whether it is meant."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from schedules.database import posts, testimonies, withdrawals
from schedules.model.records import Testimony, Withdrawal
from schedules.model.states import State
from schedules.withdrawal import steps

_OVER = (State.CANCELLED, State.REMOVED)


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """The numbers of the posts that come off the Page (`live`), and of those that will not go out (`waiting`).

    `person` is who withdraws, as on record; `erases`: the film and the name go too; `holds`: there is a form to be
    taken back; `begun`: this was withdrawn before, and is only gone on with.
    """

    person: str
    live: tuple[int, ...]
    waiting: tuple[int, ...]
    erases: bool
    holds: bool
    begun: bool


def foreseen(
    session: Session,
    film: Testimony,
    person: str | None,
    *,
    channel: str | None,
    language: str | None,
    folder: Path,
    now: datetime,
) -> Foreseen:
    """Return what would follow; nothing is done. Raises BadRequest for a person who is not in the film."""
    who = withdrawals.person_of(session, film, person)
    meant = Withdrawal(
        id=0, testimony_id=film.id, person_id=who, channel=channel, language=language,
        asked_at=now, step=0, finished_at=None,
    )  # fmt: skip
    is_whole = channel is None and language is None
    below = language is not None and steps.is_below(folder, film, language)
    beside = (
        withdrawals.naming(session, who)
        if is_whole
        else withdrawals.speaking(session, film.id, channel, language, below)
    )
    numbers = sorted({*withdrawals.posts(session, meant), *beside})
    theirs = [posts.post(session, number) for number in numbers]
    live = tuple(one.number for one in theirs if one.state == State.PUBLISHED)
    forms = testimonies.consents(session, testimony_id=film.id)
    return Foreseen(
        person=testimonies.names(session, {who}).get(who, f"person {who}"),
        live=live,
        waiting=tuple(one.number for one in theirs if one.number not in live and one.state not in _OVER),
        erases=is_whole,
        holds=any(one.person_id == who for one in forms),
        begun=withdrawals.earlier(session, film.id, who, channel, language) is not None,
    )
