"""The board as values: weeks of days, each with its posts, its free slots and what is said of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from campaign import timetable
from campaign.checks import all_rules
from campaign.checks import facts as check_facts
from campaign.checks.facts import Facts
from campaign.reports import json_views, month, post_cards
from campaign.timetable import EmptyDay, Timetable
from campaign.web.board import waiting
from campaign.web.board.filters import Filters
from campaign.web.board.waiting import Strip
from campaign.workspace import Workspace
from schedules.consent import film_views
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import posts as database_posts
from schedules.database import unsent
from schedules.model.records import Post, Testimony
from schedules.model.states import State, after

OVER = (State.PUBLISHED, State.CANCELLED, State.REMOVED)


@dataclass(frozen=True, kw_only=True)
class Card:
    """A post on its day; `moment` on the campaign's clock, `lacks` what is wrong or missing, worst first."""

    number: int
    moment: datetime | None
    language: str
    kind: str
    state: str
    late: bool
    title: str
    text: str
    organisation: str | None
    has_still: bool
    movable: bool
    over: bool
    lacks: tuple[post_cards.Line, ...]


@dataclass(frozen=True, kw_only=True)
class FreeSlot:
    """A slot that no post has yet: its moment, and which language and kind it is for (None: any)."""

    moment: datetime
    language: str | None
    kind: str | None


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day of the board."""

    day: date
    inside: bool
    past: bool
    today: bool
    empty: EmptyDay | None
    cards: tuple[Card, ...]
    free: tuple[FreeSlot, ...]


@dataclass(frozen=True, kw_only=True)
class Board:
    """What the board shows: `weeks` from Monday on; `undated` posts have no moment yet."""

    filters: Filters
    today: date
    weeks: tuple[tuple[Day, ...], ...]
    undated: tuple[Card, ...]
    strip: Strip
    languages: tuple[str, ...]
    organisations: tuple[str, ...]
    themes: tuple[str, ...]
    states: tuple[str, ...]
    posts: int


def of(workspace: Workspace, filters: Filters, *, now: datetime, lang: str) -> Board:
    """Return the board as it is `now`."""
    with workspace.store.read() as session:
        facts = check_facts.facts(session, workspace, now=now, lang=lang)
        reader = ApprovalReader(session=session, campaign=workspace.campaign, every=True)
        today, strip = facts.table.day(now), waiting.of(reader, now=now, lang=lang)
        days = tuple(_days(filters))
        shown = [one for one in _posts(session, reader) if _is_wanted(one, facts, filters)]
        inside = [
            one for one in shown if one.due_at is None or days[0] <= facts.table.day(_moment(one)) <= days[-1]
        ]
        cards = _cards(session, workspace, reader, facts, inside, now=now, lang=lang)
        by_day = _by_day(cards)
        every = list(facts.films.values())
        return Board(
            filters=filters,
            today=today,
            weeks=tuple(
                tuple(_day(one, by_day, facts, filters, today) for one in days[at : at + 7])
                for at in range(0, len(days), 7)
            ),
            undated=tuple(one for one in cards if one.moment is None),
            strip=strip,
            languages=workspace.settings.languages,
            organisations=tuple(sorted({film.organisation for film in every})),
            themes=tuple(sorted({film.theme for film in every if film.theme})),
            states=tuple(str(state) for state in State),
            posts=len(facts.posts),
        )


def _posts(session: Session, reader: ApprovalReader) -> Iterable[Post]:
    return (reader.seen(one) for one in database_posts.posts(session))


def _moment(post: Post) -> datetime:
    found = post.published_at or post.due_at
    assert found is not None
    return found


def _days(filters: Filters) -> Iterable[date]:
    """Yield the whole weeks that are shown."""
    first = filters.first()
    day = first - timedelta(days=first.weekday())
    if filters.view == "week":
        yield from (day + timedelta(days=at) for at in range(7))
        return
    while day.replace(day=1) <= first:
        yield from (day + timedelta(days=at) for at in range(7))
        day += timedelta(days=7)


def _is_wanted(post: Post, facts: Facts, filters: Filters) -> bool:
    film = facts.films.get(post.testimony_id or 0)
    return (
        filters.language in ("", post.language)
        and filters.state in ("", str(post.state))
        and filters.organisation in ("", film.organisation if film else "")
        and filters.theme in ("", (film.theme or "") if film else "")
        and filters.words.casefold() in _spoken_of(post, film).casefold()
    )


def _spoken_of(post: Post, film: Testimony | None) -> str:
    return " ".join(
        (str(post.number), post.latest_caption, film.slug if film else "", film.theme or "" if film else "")
    )


def _cards(
    session: Session,
    workspace: Workspace,
    reader: ApprovalReader,
    facts: Facts,
    shown: list[Post],
    *,
    now: datetime,
    lang: str,
) -> list[Card]:
    views = film_views.of_all(session, shown, now=now, campaign=workspace.campaign)
    numbers = {one.number for one in shown}
    found = [one for one in all_rules.findings(facts) if one.params.get("number") in numbers]
    found += [one for one in month.missing(session, workspace, facts, numbers) if one not in found]
    lines, _ = post_cards.by_post(found, shown, facts.films.values(), lang)
    late = {one.post.number for one in unsent.unsent(session, workspace.rules, now=now, seen=reader.seen)}
    zone = workspace.rules.zone
    return [
        Card(
            number=one.number,
            moment=json_views.local(one.published_at or one.due_at, zone),
            language=one.language,
            kind=one.kind,
            state=str(one.state),
            late=one.number in late,
            title=waiting.title(one),
            text=one.latest_caption,
            organisation=view.film.organisation if view else None,
            has_still=bool(view or one.photos),
            movable=after(one.state, "moved") is not None,
            over=view is None and one.testimony_id is not None,
            lacks=tuple(
                sorted(lines.get(one.number, ()), key=lambda line: post_cards.LOUD.index(line.severity))
            ),
        )
        for one in shown
        for view in (views[one.number],)
    ]


def _by_day(cards: Iterable[Card]) -> Mapping[date, list[Card]]:
    found: dict[date, list[Card]] = {}
    for one in cards:
        if one.moment:
            found.setdefault(one.moment.date(), []).append(one)
    return found


def _day(day: date, by_day: Mapping[date, list[Card]], facts: Facts, filters: Filters, today: date) -> Day:
    cards = sorted(by_day.get(day, ()), key=lambda one: (one.moment, one.number))
    return Day(
        day=day,
        inside=filters.view == "week" or day.month == filters.day.month,
        past=day < today,
        today=day == today,
        empty=facts.table.closed(day),
        cards=tuple(cards),
        free=() if day < today else tuple(_free(day, facts.table, cards, facts.now)),
    )


def _free(day: date, table: Timetable, cards: list[Card], now: datetime) -> Iterable[FreeSlot]:
    """Yield the slots of a day that are still to come and that no post has."""
    if table.closed(day):
        return
    taken = {one.moment for one in cards}
    for slot in table.slots:
        if slot.weekday != day.weekday():
            continue
        moment = timetable.opening(day, slot, table.zone).moment
        if moment > now and moment.astimezone(table.zone) not in taken:
            yield FreeSlot(moment=moment.astimezone(table.zone), language=slot.language, kind=slot.kind)
