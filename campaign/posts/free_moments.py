"""Times that the plan already uses, the next free one, and the facts that the rules need."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from sqlmodel import Session

from campaign import timetable
from campaign.checks import facts, pairing
from campaign.checks.facts import Facts
from campaign.messages import formatting
from campaign.posts.drafts import Draft
from campaign.timetable import Opening, Timetable
from campaign.workspace import Workspace
from schedules.consent.rules import Closed
from schedules.database import posts as database_posts
from schedules.model import bilingual
from schedules.model import moments as model_moments
from schedules.model.bilingual import base
from schedules.model.records import Post, PostColumns

AHEAD = timedelta(days=14)  # no further than so long after the first free slot is a better one looked for


class Wanted(TypedDict):
    """Which slots are looked for: for a language and a kind of post, from a moment on."""

    language: str
    kind: str
    now: datetime


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One of a film's posts: its moment, and its language without a region."""

    at: datetime
    language: str


@dataclass(frozen=True, kw_only=True)
class Film:
    """What a post is beside: the film's post in another language, or the languages in which one is still to come.

    `others` are the first posts of the other films, `within` is how far apart a film's posts may be.
    """

    sibling: Turn | None
    missing: tuple[str, ...]
    others: tuple[Turn, ...]
    within: timedelta


def next_slot(
    table: Timetable, film: Film, *, language: str, kind: str, now: datetime, planned: Iterable[datetime]
) -> Opening:
    """Return the free slot from `now` on that leaves the film's languages close and in turn, the soonest of these.

    Where none does, it is one that leaves them close, else the first free one. Raises as `timetable.next_free` does.
    """
    taken = tuple(planned)
    wanted: Wanted = {"language": language, "kind": kind, "now": now}
    first = timetable.next_free(table, **wanted, planned=taken)
    last = film.sibling.at + film.within if film.sibling else first.moment + AHEAD
    near = tuple(one for one in taken if one <= last + film.within + timedelta(days=1))
    fitting = {
        (_repeated(film.others, min(ours, other, key=lambda one: one.at)), ours.at): one
        for one in _free(table, **wanted, until=last, planned=near)
        for ours in (Turn(at=one.moment, language=base(language)),)
        for other in _partners(table, film, ours, kind=kind, now=now, planned=near)
    }
    return fitting[min(fitting)] if fitting else first


def _partners(
    table: Timetable, film: Film, ours: Turn, *, kind: str, now: datetime, planned: tuple[datetime, ...]
) -> Iterator[Turn]:
    """Yield the film's post in the other language where it is close, else the free slots for one that are."""
    if film.sibling:
        yield from (film.sibling,) if abs(film.sibling.at - ours.at) <= film.within else ()
        return
    begin, end = max(now, ours.at - film.within), ours.at + film.within
    for other in film.missing:
        wanted: Wanted = {"language": other, "kind": kind, "now": begin}
        for one in _free(table, **wanted, until=end, planned=(*planned, ours.at)):
            yield Turn(at=one.moment, language=base(other))


def _free(
    table: Timetable,
    *,
    language: str,
    kind: str,
    now: datetime,
    until: datetime,
    planned: tuple[datetime, ...],
) -> Iterator[Opening]:
    """Yield the free slots from `now` to `until`."""
    for one in table.openings(language=language, kind=kind, after=now):
        if one.moment > until:
            return
        if table.is_free(one.moment, planned):
            yield one


def _repeated(others: tuple[Turn, ...], first: Turn) -> int:
    """Count the films next to this one, before and after, that begin with the same language."""
    before = max((one for one in others if one.at <= first.at), key=lambda one: one.at, default=None)
    after = min((one for one in others if one.at > first.at), key=lambda one: one.at, default=None)
    return sum(one is not None and one.language == first.language for one in (before, after))


def passed_over(session: Session, workspace: Workspace, post: Post, *, now: datetime) -> Closed | None:
    """Return why a post that asked for the next slot did not get the first free one; None where it did."""
    others = planned(session, but=post.number)
    said: PostColumns = {
        "language": post.language,
        "kind": post.kind,
        "caption": post.caption,
        "testimony_id": post.testimony_id,
    }
    film = _film(workspace, said, others, now=now)
    if film is None or post.due_at is None:
        return None
    table = timetable.of(workspace.settings)
    taken = tuple(one.due_at for one in others if one.due_at)
    first = timetable.next_free(table, language=post.language, kind=post.kind, now=now, planned=taken).moment
    if first >= post.due_at:
        return None
    turn = Turn(at=first, language=base(post.language))
    may_pair = any(_partners(table, film, turn, kind=post.kind, now=now, planned=taken))
    local = first.astimezone(workspace.rules.zone).replace(tzinfo=None)
    params: dict[str, object] = {
        "number": post.number,
        "first": local,
        "wall": formatting.written(local),
        "within": film.within.total_seconds(),
    }
    return Closed(code="slot-passed-order" if may_pair else "slot-passed-pair", params=params)


def planned(session: Session, *, but: int | None = None) -> list[Post]:
    """Return the posts that take a moment of the plan, other than post `but`."""
    return [
        one
        for one in database_posts.posts(session)
        if one.due_at and one.state not in facts.OVER and one.number != but
    ]


def dates(
    session: Session,
    workspace: Workspace,
    draft: Draft,
    said: PostColumns,
    *,
    now: datetime,
    number: int | None = None,
) -> PostColumns:
    """Return the columns of a post's moment and embargo; `said` is the rest of it.

    Raises as `timetable.next_free` does where the draft asks for the next slot.
    """
    values = due_columns(draft.due)
    if draft.next_slot:
        values = due_columns(_next_slot(session, workspace, said, now=now, number=number))
    if draft.embargo or draft.no_embargo:
        values["embargo_until"] = draft.embargo.utc if draft.embargo else None
    return values


def due_columns(due: model_moments.Due | None) -> PostColumns:
    """Return a moment as the columns of a post; none where there is none."""
    return {"due_at": due.utc, "due_wall": due.wall, "due_zone": due.zone} if due else {}


def _next_slot(
    session: Session, workspace: Workspace, said: PostColumns, *, now: datetime, number: int | None
) -> model_moments.Due:
    table, others = timetable.of(workspace.settings), planned(session, but=number)
    wanted: Wanted = {"language": said["language"], "kind": said["kind"], "now": now}
    moments = [one.due_at for one in others if one.due_at]
    film = _film(workspace, said, others, now=now)
    if film is None:
        found = timetable.next_free(table, **wanted, planned=moments)
    else:
        found = next_slot(table, film, **wanted, planned=moments)
    return model_moments.due_at(found.moment, workspace.rules.zone)


def _film(workspace: Workspace, said: PostColumns, others: list[Post], *, now: datetime) -> Film | None:
    """Return what a post has to keep to of its film's other languages; None where it stands alone."""
    plan, pair = workspace.settings.plan, workspace.rules.pair
    missing = tuple(one for one in pair if base(one) != base(said["language"]))
    alone = len(missing) == len(pair) or bilingual.second(said["caption"], said["language"], pair)
    if said["testimony_id"] is None or alone or not missing:
        return None
    ours = [one for one in others if (one.testimony_id, one.kind) == (said["testimony_id"], said["kind"])]
    rest = tuple(one for one in others if one not in ours)
    known = Facts(now=now, table=timetable.of(workspace.settings), plan=plan, pair=pair, posts=rest)
    firsts = [] if plan.order == "free" else [one.first for one in pairing.whole(known)]
    dated = [one for one in _turns(ours) if one.language != base(said["language"])]
    return Film(
        sibling=dated[0] if dated else None,
        missing=missing,
        others=tuple(_turns(firsts)),
        within=plan.pair_within,
    )


def _turns(posts: Iterable[Post]) -> Iterator[Turn]:
    return (Turn(at=one.due_at, language=base(one.language)) for one in posts if one.due_at)
