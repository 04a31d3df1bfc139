"""What the plan holds already: moments taken, the next free one, and everything the rules want to know."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from campaign import timetable
from campaign.drafting import Draft
from campaign.office import Office
from campaign.rules.plain import Facts
from schedules import archive, ledger, slots
from schedules.records import Post
from schedules.states import State

OVER = (State.CANCELLED, State.REMOVED)


def planned(session: Session, *, but: int | None = None) -> list[Post]:
    """Return the posts that take a moment of the plan, other than post `but`."""
    return [
        one for one in ledger.posts(session) if one.due_at and one.state not in OVER and one.number != but
    ]


def dates(
    session: Session,
    office: Office,
    draft: Draft,
    said: dict[str, Any],
    *,
    now: datetime,
    number: int | None = None,
) -> dict[str, Any]:
    """Return the columns of a post's moment and embargo; `said` is the rest of it.

    Raises as `timetable.next_free` does where the draft asks for the next slot.
    """
    values = due_columns(draft.due)
    if draft.next_slot:
        values = due_columns(_next_slot(session, office, said, now=now, number=number))
    if draft.embargo or draft.no_embargo:
        values["embargo_until"] = draft.embargo.utc if draft.embargo else None
    return values


def due_columns(due: slots.Due | None) -> dict[str, Any]:
    """Return a moment as the columns of a post; none where there is none."""
    return {"due_at": due.utc, "due_wall": due.wall, "due_zone": due.zone} if due else {}


def _next_slot(
    session: Session, office: Office, said: dict[str, Any], *, now: datetime, number: int | None
) -> slots.Due:
    others = planned(session, but=number)
    found = timetable.next_free(
        timetable.of(office.settings),
        language=said["language"],
        kind=said["kind"],
        now=now,
        planned=[one.due_at for one in others if one.due_at],
        beside=_sibling(others, said),
        within=office.settings.plan.pair_within,
    )
    return slots.due_at(found.moment, office.rules.zone)


def _sibling(others: list[Post], said: dict[str, Any]) -> datetime | None:
    """Return the moment of the film's post in another language, if there is one."""
    film = said["testimony_id"]
    of_film = [one for one in others if film is not None and one.testimony_id == film]
    return next((one.due_at for one in of_film if one.language != said["language"]), None)


def facts(session: Session, office: Office, *, now: datetime, lang: str | None = None) -> Facts:
    """Return the whole campaign as the rules want to know it."""
    settings = office.settings
    posts = tuple(one for one in ledger.posts(session) if one.state not in OVER)
    films = {film.id: film for film in archive.testimonies(session)}
    shown = {path for one in posts for path in _pictures(one)}
    return Facts(
        now=now,
        table=timetable.of(settings, lang),
        plan=settings.plan,
        pair=office.rules.pair,
        posts=posts,
        films=films,
        names=tuple(dict.fromkeys((*(film.speaker for film in films.values()), *settings.organisations))),
        gone=frozenset(path for path in shown if not (office.folder / path).is_file()),
    )


def _pictures(post: Post) -> list[str]:
    kept = [photo["path"] for photo in post.photos] + [post.cover_path]
    return [path for path in kept if path]
