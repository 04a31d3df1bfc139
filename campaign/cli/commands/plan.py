"""`campaign plan`: import a plan from a spreadsheet, and export it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from sqlmodel import Session

from campaign.checks import post_warnings
from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.cli.commands import plan_month
from campaign.reports import json_views
from campaign.spreadsheets import columns, importer
from campaign.spreadsheets.importer import Brought, Line
from campaign.spreadsheets.rows import Refusal
from campaign.workspace import Workspace
from schedules.consent.rules import Closed
from schedules.database import posts, remote_objects
from schedules.errors import BadRequest
from schedules.model.states import State

_LOOKED_AT = 300  # new and changed posts, at most, whose consents are asked at once: each reads signed forms
_LONGEST = 160  # characters of a value, in the list of what differs


@click.group(short_help="Import and export the plan, and show it month by month.")
def plan() -> None:
    """Import a plan from a spreadsheet (CSV, XLSX) and export it; docs/plan.md lists the columns.

    \b
    Example:
      campaign plan import plan.xlsx --dry-run
    """


@plan.command("import")
@click.argument("file", type=options.FILE)
@click.option("--dry-run", is_flag=True, help="Only show what would change and what is refused.")
@pass_desk
def import_(desk: Desk, file: Path, dry_run: bool) -> int:
    """Make the posts match a spreadsheet: all of it, or nothing if a row is refused.

    A row is matched by its number, else by its key, else by film, language, kind and date. Importing a file twice
    changes nothing; a post whose row changed must be approved again. Posts that are not in the file stay as they are.

    \b
    Example:
      campaign plan import plan.csv --dry-run
      campaign plan import plan.csv
    """
    with options.campaign(desk) as workspace:
        brought = importer.bring(workspace, file, now=desk.now(), dry_run=dry_run)
        if brought.refused and not dry_run:
            raise _refusal(file, brought.refused)
        _notes(desk, workspace, brought, dry_run)
    if desk.json:
        output.say(output.document([_json(desk, line) for line in brought.lines]))
    else:
        output.coloured(_shown(desk, file, brought, dry_run))
    return 1 if brought.refused else 0


@plan.command()
@click.argument("file", type=options.FILE, metavar="FILE.xlsx|FILE.csv|FILE.ics")
@pass_desk
def export(desk: Desk, file: Path) -> None:
    """Write the plan to a file: a spreadsheet that can be imported again, or a calendar for other programs.

    The headers are in the language of --lang. Cancelled and removed posts are left out.

    \b
    Example:
      campaign plan export plan.xlsx --lang nl
      campaign plan export plan.ics
    """
    from campaign.spreadsheets import exporter

    with options.campaign(desk) as workspace:
        count = exporter.export(workspace, file, now=desk.now(), lang=desk.lang)
    if desk.json:
        return output.say(output.document({"path": file.absolute(), "posts": count}))
    return output.say(desk.say("plan-written", path=file, count=count))


def _refusal(file: Path, refused: tuple[Refusal, ...]) -> BadRequest:
    first, more = refused[0], len(refused) - 1
    where: dict[str, object] = {"file": file.name, "row": first.row, "why": first.why, "more": more}
    if first.column is None:
        return BadRequest("plan-refused-row-more" if more else "plan-refused-row", **where)
    code = "plan-refused-more" if more else "plan-refused"
    return BadRequest(code, column=first.column, **where)


def _notes(desk: Desk, workspace: Workspace, brought: Brought, dry_run: bool) -> None:
    """Say what was not taken in, and what the changed posts still need."""
    if brought.sheet is not None:
        output.note(desk.say("plan-sheet", sheet=brought.sheet))
    if brought.unknown:
        output.note(
            desk.say("warning", sentence=desk.say("plan-unknown", headers=", ".join(brought.unknown)))
        )
    if brought.told:
        output.note(desk.say("plan-told", headers=", ".join(brought.told)))
    if brought.missing:
        output.note(desk.say("plan-missing", count=brought.missing))
    if dry_run:
        return
    with workspace.store.read() as session:
        for line in brought.lines:
            if line.what == "changed" and line.number and remote_objects.to_take_back(session, line.number):
                output.note(desk.say("warning", sentence=desk.say("to-take-back", number=line.number)))
        for number, gap in _gaps(desk, workspace, session, brought):
            why = json_views.reason(session, gap.as_reason(), desk.lang, number=number)
            said = desk.say("post-told", number=number, what=why)
            output.note(desk.say("warning", sentence=said))


def _gaps(
    desk: Desk, workspace: Workspace, session: Session, brought: Brought
) -> Iterator[tuple[int, Closed]]:
    """Yield the consents that posts of films lack which were brought; of a very large plan `check` tells."""
    numbers = [one.number for one in brought.lines if one.what in ("new", "changed") and one.number]
    for number in numbers if len(numbers) <= _LOOKED_AT else ():
        post = posts.post(session, number)
        gap = post_warnings.consent_gap(session, workspace, post, desk.now()) if post.testimony_id else None
        if gap:
            yield number, gap


def _json(desk: Desk, line: Line) -> dict[str, object]:
    return {
        "row": line.row,
        "what": line.what,
        "number": line.number,
        "changes": {name: {"old": old, "new": new} for name, (old, new) in line.changes.items()},
        "refused": [
            {"column": one.column, "message": desk.say(one.why.code, **one.why.params)}
            for one in line.refused
        ],
    }


def _shown(desk: Desk, file: Path, brought: Brought, dry_run: bool) -> Iterator[tuple[str, str]]:
    for line in brought.lines:
        if line.what == "new":
            yield "green", desk.say("plan-new", row=line.row, number=line.number, what=_summary(line))
        elif line.what == "changed":
            yield "yellow", desk.say(_changed(line), row=line.row, number=line.number)
            yield from _differences(desk, line)
        for one in line.refused:
            code = "plan-cell-refused" if one.column else "plan-row-refused"
            yield "red", desk.say(code, row=one.row, column=one.column, why=one.why)
    counts = {what: sum(line.what == what for line in brought.lines) for what in _WHATS}
    code = "plan-tried" if dry_run else "plan-imported"
    yield "bold", desk.say(code, file=file.name, **counts)


_WHATS = ("new", "changed", "unchanged", "refused")


def _changed(line: Line) -> str:
    """Return how a change is said: of a live post, of one that loses its approval, of a draft or a mere key."""
    if line.post is None or line.post.state == State.DRAFT or set(line.changes) <= {"key"}:
        return "plan-changed"
    return "plan-changed-live" if line.post.state == State.PUBLISHED else "plan-changed-again"


def _summary(line: Line) -> str:
    words = (
        line.changes.get(name, (None, None))[1]
        for name in ("date", "language", "kind", "testimony", "caption")
    )
    return "  ".join(_value(one) for one in words if one)


def _differences(desk: Desk, line: Line) -> Iterator[tuple[str, str]]:
    titles = columns.titles(desk.lang)
    for name, (old, new) in line.changes.items():
        yield "red", f"    - {titles.get(name, name)}: {_value(old)}"
        yield "green", f"    + {titles.get(name, name)}: {_value(new)}"


def _value(value: object) -> str:
    """Return a value on one line, cut where it is long."""
    if isinstance(value, datetime):
        return options.shown(value)
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    said = " ".join(str(value).split()) if value not in (None, "") else "-"
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


plan.add_command(plan_month.show)
