"""A month of the plan as values: its days, which are empty and why, its posts, and what they lack."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from campaign.checks import all_rules, campaign_check, given_approvals
from campaign.checks import facts as check_facts
from campaign.checks.facts import Facts
from campaign.timetable import EmptyDay
from campaign.typed import days as typed_days
from campaign.typed.days import Unread
from campaign.workspace import Workspace
from media.findings import SEVERITIES, Finding
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import posts
from schedules.errors import BadRequest
from schedules.model.records import Post
from schedules.model.states import State


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day with its ISO week, why it stays empty if it does, and its posts by their moment."""

    day: date
    week: int
    empty: EmptyDay | None
    posts: tuple[Post, ...]


@dataclass(frozen=True, kw_only=True)
class Month:
    """The days of a month, what its posts lack (languages, subtitle files, consents, approvals), and all said of them.

    `said` is what its posts lack and what else `campaign check` finds wrong with each, post by post, errors first.
    """

    first: date
    days: tuple[Day, ...]
    missing: tuple[Finding, ...]
    said: tuple[Finding, ...]


def first_day(written: str | None, today: date) -> date:
    """Return the first day of the month that was named (`12/2026`, `december`), else of this one's.

    Raises BadRequest where it names none.
    """
    if written is None:
        return today.replace(day=1)
    try:
        return typed_days.month(written, today)
    except Unread as unread:
        raise BadRequest(unread.code, text=written) from None


def of(
    session: Session, workspace: Workspace, first: date, *, now: datetime, lang: str | None = None
) -> Month:
    """Return the month that begins on `first`."""
    facts = check_facts.facts(session, workspace, now=now, lang=lang)
    days = tuple(_days(facts, first))
    numbers = {post.number for day in days for post in day.posts}
    lacks = tuple(missing(session, workspace, facts, numbers))
    return Month(first=first, days=days, missing=lacks, said=_said(facts, lacks, numbers))


def with_posts(session: Session, today: date, zone: ZoneInfo) -> date:
    """Return the first day of the month to look at: this one's if it has posts, else the next one's, else the last."""
    dated = (one.due_at for one in posts.posts(session) if one.due_at and one.state not in check_facts.OVER)
    months = sorted({moment.astimezone(zone).date().replace(day=1) for moment in dated})
    this = today.replace(day=1)
    return next((one for one in months if one >= this), months[-1] if months else this)


def _said(facts: Facts, lacks: Sequence[Finding], numbers: set[int]) -> tuple[Finding, ...]:
    """Return what posts lack and what is wrong with them; remarks only of what they lack."""
    told = [one for one in all_rules.findings(facts) if one.severity != "info" and one not in lacks]
    found = [*lacks, *(one for one in told if one.code not in campaign_check.COMPLETING)]
    ours = [one for one in found if one.params.get("number") in numbers]
    return tuple(sorted(ours, key=lambda one: (_number(one), SEVERITIES.index(one.severity))))


def _days(facts: Facts, first: date) -> Iterator[Day]:
    of_days: dict[date, list[Post]] = {}
    for post, moment in facts.dated:
        of_days.setdefault(facts.table.day(moment), []).append(post)
    day = first
    while day.month == first.month:
        found = tuple(of_days.get(day, ()))
        yield Day(day=day, week=day.isocalendar().week, empty=facts.table.closed(day), posts=found)
        if day == date.max:
            return
        day += timedelta(days=1)


def missing(session: Session, workspace: Workspace, facts: Facts, numbers: set[int]) -> Iterator[Finding]:
    """Yield what posts that nobody sees yet lack: languages, subtitle files, consents, approvals."""
    found = [one for one in all_rules.findings(facts) if one.code in campaign_check.COMPLETING]
    found += campaign_check.consents(session, workspace, facts)
    found += _unapproved(session, workspace, [one for one in facts.waiting if one.number in numbers])
    yield from sorted((one for one in found if one.params["number"] in numbers), key=_number)


def _number(one: Finding) -> int:
    number = one.params["number"]
    return number if isinstance(number, int) else 0


def _unapproved(session: Session, workspace: Workspace, waiting: Iterable[Post]) -> Iterator[Finding]:
    reader = ApprovalReader(session=session, campaign=workspace.campaign, every=True)
    for post in waiting:
        if workspace.rules.approval == "required" and post.state is State.DRAFT:
            yield given_approvals.missing(post, reader.of(post))
