"""What the plan holds already: moments taken, the next free one, and everything the rules want to know."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlmodel import Session

from campaign import timetable, turns
from campaign.checks import pairing
from campaign.checks.facts import Facts
from campaign.posts.drafts import Draft
from campaign.workspace import Office
from schedules.database import posts as database_posts
from schedules.database import testimonies
from schedules.model import bilingual
from schedules.model import moments as model_moments
from schedules.model.bilingual import base
from schedules.model.records import Post
from schedules.model.states import State

OVER = (State.CANCELLED, State.REMOVED)


def planned(session: Session, *, but: int | None = None) -> list[Post]:
    """Return the posts that take a moment of the plan, other than post `but`."""
    return [
        one
        for one in database_posts.posts(session)
        if one.due_at and one.state not in OVER and one.number != but
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


def due_columns(due: model_moments.Due | None) -> dict[str, Any]:
    """Return a moment as the columns of a post; none where there is none."""
    return {"due_at": due.utc, "due_wall": due.wall, "due_zone": due.zone} if due else {}


def _next_slot(
    session: Session, office: Office, said: dict[str, Any], *, now: datetime, number: int | None
) -> model_moments.Due:
    table, others = timetable.of(office.settings), planned(session, but=number)
    wanted: turns.Wanted = {"language": said["language"], "kind": said["kind"], "now": now}
    moments = [one.due_at for one in others if one.due_at]
    film = _film(office, said, others, now=now)
    if film is None:
        found = timetable.next_free(table, **wanted, planned=moments)
    else:
        found = turns.next_slot(table, film, **wanted, planned=moments)
    return model_moments.due_at(found.moment, office.rules.zone)


def _film(office: Office, said: dict[str, Any], others: list[Post], *, now: datetime) -> turns.Film | None:
    """Return what a post has to keep to of its film's other languages; None where it stands alone."""
    plan, pair = office.settings.plan, office.rules.pair
    missing = tuple(one for one in pair if base(one) != base(said["language"]))
    alone = len(missing) == len(pair) or bilingual.second(said["caption"], said["language"], pair)
    if said["testimony_id"] is None or alone or not missing:
        return None
    ours = [one for one in others if (one.testimony_id, one.kind) == (said["testimony_id"], said["kind"])]
    rest = tuple(one for one in others if one not in ours)
    known = Facts(now=now, table=timetable.of(office.settings), plan=plan, pair=pair, posts=rest)
    firsts = [] if plan.order == "free" else [one.first for one in pairing.whole(known)]
    dated = [one for one in _turns(ours) if one.language != base(said["language"])]
    return turns.Film(
        sibling=dated[0] if dated else None,
        missing=missing,
        others=tuple(_turns(firsts)),
        within=plan.pair_within,
    )


def _turns(posts: Iterable[Post]) -> Iterator[turns.Turn]:
    return (turns.Turn(at=one.due_at, language=base(one.language)) for one in posts if one.due_at)


def facts(session: Session, office: Office, *, now: datetime, lang: str | None = None) -> Facts:
    """Return the whole campaign as the rules want to know it."""
    settings = office.settings
    posts = tuple(one for one in database_posts.posts(session) if one.state not in OVER)
    films = {film.id: film for film in testimonies.testimonies(session)}
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
