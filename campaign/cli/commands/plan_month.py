"""`campaign plan show`: a month of the plan as a calendar in the terminal."""

import textwrap
from datetime import date, datetime, timedelta
from typing import TypedDict
from zoneinfo import ZoneInfo

import click

from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.messages import formatting
from campaign.reports import json_views
from campaign.reports import month as report_month
from campaign.reports.month import Day, Month
from schedules.model.records import Post
from schedules.model.states import State

SIGNS = {
    State.DRAFT: "○", State.APPROVED: "●", State.UPLOADING: "◔", State.STAGED: "◑", State.PUBLISHING: "◕",
    State.PUBLISHED: "✓", State.HELD: "‖", State.DOUBTFUL: "?", State.FAILED: "✗",
}  # fmt: skip
GRID = 79  # columns from which on a week stands beside its days


class PlannedPost(TypedDict):
    """A post in a month of the plan."""

    number: int
    language: str
    kind: str
    state: str
    testimony: str | None
    due_at: datetime | None


@click.command()
@click.argument("month", required=False, metavar="[MONTH]")
@pass_desk
def show(desk: Desk, month: str | None) -> None:
    """Show a month as a calendar, what its posts still lack and what is wrong with them. MONTH: its name, or 12/2026.

    Without MONTH it is this month, or the next one that has posts.

    \b
    Example:
      campaign plan show 12/2026
    """
    with options.campaign(desk) as workspace, workspace.store.read() as session:
        today = desk.now().astimezone(workspace.rules.zone).date()
        first = report_month.first_day(month, today)
        if month is None:
            first = report_month.with_posts(session, today, workspace.rules.zone)
        found = report_month.of(session, workspace, first, now=desk.now(), lang=desk.lang)
        zone = workspace.rules.zone
        posts = [[_as_json(post, zone) for post in day.posts] for day in found.days]
    if desk.json:
        return output.say(output.document(_document(desk, found, posts)))
    if month is None and first != today.replace(day=1):
        asked, shown = (formatting.month(one, desk.lang) for one in (today, first))
        other = (first + timedelta(days=31)).replace(day=1)
        known = {"month": asked, "shown": shown, "other": f"{other.month}/{other.year}"}
        output.note(desk.say("month-chosen", **known))
    return _print(desk, found, posts)


def _as_json(post: Post, zone: ZoneInfo) -> PlannedPost:
    return {
        "number": post.number,
        "language": post.language,
        "kind": post.kind,
        "state": str(post.state),
        "testimony": post.testimony,
        "due_at": json_views.local(post.due_at, zone),
    }


def _document(desk: Desk, found: Month, posts: list[list[PlannedPost]]) -> dict[str, object]:
    return {
        "month": f"{found.first:%Y-%m}",
        "days": [
            {
                "day": day.day,
                "week": day.week,
                "empty": {"why": day.empty.why, "name": day.empty.name} if day.empty else None,
                "posts": of_day,
            }
            for day, of_day in zip(found.days, posts, strict=True)
        ],
        "missing": [{"post": one.params["number"], **output.as_json(desk, one)} for one in found.missing],
        "findings": [{"post": one.params["number"], **output.as_json(desk, one)} for one in found.said],
    }


def _print(desk: Desk, found: Month, posts: list[list[PlannedPost]]) -> None:
    days = [
        (day, [_line(desk, one) for one in of_day]) for day, of_day in zip(found.days, posts, strict=True)
    ]
    title = formatting.month(found.first, desk.lang)
    if output.width() >= GRID:
        output.grid(title, ("", *_weekdays(desk)), _weeks(desk, days))
        _tell_shortened(desk, found)
    else:
        output.say(title)
        _print_list(desk, [(day, lines) for day, lines in days if day.empty or lines])
    for line in dict.fromkeys(_blackout(desk, day) for day in found.days):
        output.say("\n".join(textwrap.wrap(line, output.width()))) if line else None
    used = dict.fromkeys(one["state"] for of_day in posts for one in of_day)
    if used:
        output.say("  ".join(f"{_sign(state)} {desk.word(state)}" for state in used))
    for one in found.said:
        output.say(output.finding_line(desk, one))


def _print_list(desk: Desk, days: list[tuple[Day, list[str]]]) -> None:
    """Print the days on which there is something, below their week, each with its weekday and its posts."""
    week = 0
    for day, lines in days:
        if day.week != week:
            week = day.week
            output.say(desk.say("month-week", week=week))
        weekday = _weekdays(desk)[day.day.weekday()]
        output.say(f"  {weekday} {day.day.day}  {_name(desk, day)}".rstrip())
        for line in lines:
            output.say(f"      {line.replace(chr(10), ' ')}")


def _tell_shortened(desk: Desk, found: Month) -> None:
    """Say below the calendar the whole name of each day whose cell is too narrow for it."""
    width = output.cell_width(8)
    for day in found.days:
        if any(len(word) > width for word in _name(desk, day).split()):
            output.say(desk.say("month-day-named", day=day.day, name=_name(desk, day)))


def _name(desk: Desk, day: Day) -> str:
    """Return what a day that stays empty is called; a blackout, whose days stand below, only that it is one."""
    if day.empty is None:
        return ""
    return desk.say("month-blackout") if day.empty.why == "blackout" else day.empty.name


def _blackout(desk: Desk, day: Day) -> str:
    """Return from when to when a blackout lasts that a day is in."""
    spans = day.empty is not None and day.empty.why == "blackout"
    return desk.say("month-blackout-days", **day.empty.told) if day.empty and spans else ""


def _weeks(desk: Desk, days: list[tuple[Day, list[str]]]) -> list[list[tuple[str, str]]]:
    """Return rows of a week each: its number, then seven cells from Monday on, each a text and its style."""
    first = days[0][0].day
    start = first - timedelta(days=first.weekday()) if first.toordinal() > first.weekday() else first
    cells = {day.day: _cell(day, [*filter(None, [_name(desk, day)]), *lines]) for day, lines in days}
    rows, week = [], start
    while week <= days[-1][0].day:
        at = [_step(week, ahead) for ahead in range(7)]
        rows.append([(f"{week.isocalendar().week}", "dim"), *(cells.get(day, ("", "")) for day in at)])
        if week > date.max - timedelta(days=7):
            break
        week += timedelta(days=7)
    return rows


def _step(day: date, ahead: int) -> date:
    return date.fromordinal(min(day.toordinal() + ahead, date.max.toordinal()))


def _cell(day: Day, lines: list[str]) -> tuple[str, str]:
    style = {"blackout": "reverse", "holiday": "red", "community": "red"}.get(
        day.empty.why if day.empty else "", ""
    )
    return "\n".join([f"{day.day.day}", *lines]), style


def _line(desk: Desk, one: PlannedPost) -> str:
    return f"{one['due_at']:%H:%M} {_sign(one['state'])}{one['number']}\n{one['language']} {desk.word(one['kind'])}"


def _sign(state: str) -> str:
    return SIGNS[State(state)] if output.speaks_utf8() else state[0]


def _weekdays(desk: Desk) -> tuple[str, ...]:
    return tuple(desk.say("weekdays").split())
