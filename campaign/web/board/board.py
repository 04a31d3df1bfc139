"""The board as values: weeks of days, each with its posts, its free slots and what is said of it."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from campaign.checks.facts import Facts
from campaign.web.board import cards as board_cards
from campaign.web.board import days as board_days
from campaign.web.board import folding, one_reading
from campaign.web.board.cards import Card
from campaign.web.board.days import Day
from campaign.web.board.filters import Filters
from campaign.web.board.folding import Folded
from campaign.web.board.one_reading import Known
from campaign.web.board.waiting import Strip
from campaign.workspace import Workspace
from schedules.model.records import Post, Testimony
from schedules.model.states import State

MOST = 400  # posts that a list shows


@dataclass(frozen=True, kw_only=True)
class Board:
    """What the board shows: `weeks` from Monday on; `undated` posts have no moment yet.

    `posts` is how many there are, `found` how many of them the filters let through, whatever their day; `newest` the
    newest event that it knows of; `elsewhere` is the day of the post that is nearest, where none of these days has one;
    `from_today` tells whether days that are over are left out, `folded` what posts they have, and `goes_on` whether the
    days go beyond the month's weeks.
    """

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
    found: int
    newest: int
    elsewhere: date | None
    from_today: bool
    folded: Folded | None
    goes_on: bool

    @property
    def days(self) -> tuple[Day, ...]:
        """Return all days that are shown."""
        return tuple(one for week in self.weeks for one in week)


def of(workspace: Workspace, filters: Filters, *, now: datetime, lang: str) -> Board:
    """Return the board as it is `now`."""
    with workspace.store.read() as session:
        known = one_reading.of(session, workspace, now=now, lang=lang)
        wanted = [one for one in (*known.facts.posts, *known.over) if _is_wanted(one, known, filters)]
        by_day = _by_day(wanted, known.facts)
        today = known.facts.table.day(now)
        days = sorted(day for day in by_day if day) if filters.waits else list(folding.days(filters, today))
        at_once = board_days.AT_ONCE if filters.view == "month" and not filters.waits else MOST
        shown = [one for day in days for one in by_day.get(day, ())[:at_once]]
        made = board_cards.of(
            session,
            workspace,
            known,
            [*shown, *by_day.get(None, ())][:MOST],
            whose=filters.view == "week",
            now=now,
            lang=lang,
        )
    cards = {one.number: one for one in made}
    every = list(known.facts.films.values())
    return Board(
        filters=filters,
        today=today,
        weeks=_weeks(days, by_day, cards, known.facts, filters, now=now),
        undated=tuple(one for one in made if one.moment is None),
        strip=known.strip,
        languages=workspace.settings.languages,
        organisations=tuple(sorted({film.organisation for film in every})),
        themes=tuple(sorted({film.theme for film in every if film.theme})),
        states=tuple(str(state) for state in State),
        posts=len(known.facts.posts),
        found=len(wanted),
        newest=known.newest,
        elsewhere=_elsewhere(by_day, days, filters),
        from_today=folding.begin(filters, today) is not None,
        folded=folding.folded(filters, days, by_day, known.late),
        goes_on=_goes_on(days, filters),
    )


def _by_day(wanted: Iterable[Post], facts: Facts) -> dict[date | None, list[Post]]:
    found: dict[date | None, list[Post]] = {}
    for one in wanted:
        found.setdefault(_day(one, facts), []).append(one)
    for day, theirs in found.items():
        if day is not None:
            theirs.sort(key=lambda one: (one.published_at or one.due_at, one.number))
    return found


def _elsewhere(
    by_day: Mapping[date | None, list[Post]], days: Iterable[date], filters: Filters
) -> date | None:
    """Return the day to go to where nothing is seen: the next one with a post, else the last before."""
    inside = (day for day in days if filters.view != "list" or filters.holds(day))
    if filters.waits or any(by_day.get(day) for day in inside):
        return None
    dated = (day for day in by_day if day)
    return min(dated, key=lambda day: (day < filters.day, abs(day - filters.day)), default=None)


def _goes_on(days: list[date], filters: Filters) -> bool:
    """Tell whether a month shows weeks of the next one, as most of its own are over."""
    return filters.view == "month" and not filters.waits and days[-1] > filters.days()[-1]


def _weeks(
    days: list[date],
    by_day: Mapping[date | None, list[Post]],
    cards: Mapping[int, Card],
    facts: Facts,
    filters: Filters,
    *,
    now: datetime,
) -> tuple[tuple[Day, ...], ...]:
    found = []
    taken = frozenset(moment for _, moment in facts.dated)
    goes_on = _goes_on(days, filters)
    for day in days:
        posts = by_day.get(day, [])
        theirs = [cards[one.number] for one in posts if one.number in cards]
        inside = bool(filters.waits) or goes_on or filters.holds(day)
        more = len(posts) - len(theirs)
        found.append(board_days.of(day, theirs, taken, facts.table, more=more, inside=inside, now=now))
    return tuple(tuple(found[at : at + 7]) for at in range(0, len(found), 7))


def _day(post: Post, facts: Facts) -> date | None:
    """Return a post's day: when it went out, else when it is due."""
    moment = post.published_at or post.due_at
    return facts.table.day(moment) if moment else None


def _is_wanted(post: Post, known: Known, filters: Filters) -> bool:
    """Tell whether the filters let a post through; what is cancelled or removed is shown where it is asked for."""
    film = known.facts.films.get(post.testimony_id or 0)
    over: Container[str] = (State.CANCELLED, State.REMOVED)
    return (
        filters.language in ("", post.language)
        and (filters.state == post.state or (not filters.state and post.state not in over))
        and filters.organisation in ("", film.organisation if film else "")
        and filters.theme in ("", (film.theme or "") if film else "")
        and (not filters.waits or post.number in known.strip.numbers(filters.waits))
        and (not filters.words or filters.words.casefold() in _spoken_of(post, film).casefold())
    )


def _spoken_of(post: Post, film: Testimony | None) -> str:
    return " ".join(
        (str(post.number), post.latest_caption, film.slug if film else "", film.theme or "" if film else "")
    )
