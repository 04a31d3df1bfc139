"""`campaign plan`: import a plan from a spreadsheet, and export it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from campaign.cli import errors, options, output
from campaign.cli.app import Desk, pass_desk
from campaign.cli.commands import plan_month, post_steps
from campaign.messages import formatting, translate
from campaign.messages.pasteable import Typed, quoted
from campaign.spreadsheets import changed_since, importer, key_column
from campaign.spreadsheets.brought_plan import Brought, Line
from campaign.spreadsheets.changed_since import ChangedSince
from campaign.spreadsheets.difference import GUESSES
from campaign.spreadsheets.file_choices import Beside, Choices
from campaign.spreadsheets.plan_rows import columns
from campaign.spreadsheets.plan_rows.rows import Refusal
from campaign.spreadsheets.sheets import hidden_parts
from campaign.spreadsheets.sheets.hidden_parts import Hidden
from campaign.workspace import Workspace
from media.findings import Finding
from schedules.errors import BadRequest
from schedules.model import states
from schedules.model.records import Post
from schedules.model.states import State

_WARNED = 200  # warnings, at most, that are printed
_NAMED = 20  # numbers of posts, in a list of them
_LONGEST = 160  # characters of a value, in the list of what differs
_COLUMNS = {  # in which a rule's finding is corrected; of others their place is named
    **dict.fromkeys(("P17", "P26"), "caption"),
    **dict.fromkeys(("P04", "P09", "P23"), "date"),
    "P10": "embargo",
    "P22": "first_comment",
    **dict.fromkeys(("P20", "P29"), "photos"),
}


@click.group(short_help="Import and export the plan, and show it month by month.")
def plan() -> None:
    """Import a plan from a spreadsheet (CSV, XLSX) and export it; `campaign docs plan` lists the columns.

    \b
    Example:
      campaign plan import plan.xlsx --dry-run
    """


@plan.command("import")
@click.argument("file", type=options.FILE)
@click.option("--dry-run", is_flag=True, help="Only show what would change and what is refused.")
@click.option(
    "--with-hidden/--without-hidden",
    default=None,
    help="Take in, or leave out, what is hidden in the sheet or filtered out (else asked).",
)
@click.option("--encoding", metavar="E", help="The encoding of a CSV: utf-8, cp1252, cp850, mac_roman.")
@click.option(
    "--write-keys",
    is_flag=True,
    help="Write a key into each row of the file that has none, so that the next import knows it whatever changes.",
)
@pass_desk
def import_(
    desk: Desk, file: Path, dry_run: bool, with_hidden: bool | None, encoding: str | None, write_keys: bool
) -> int:
    """Make the posts match a spreadsheet: all of it, or nothing if a row is refused.

    A row is matched by its number, else by its key, else by film, language, kind and date; one that differs from such
    a post in its date or its text is shown as moved or reworded, and asked about (--yes answers). Importing a file
    twice changes nothing; a post whose row changed must be approved again. Posts that are not in the file stay as they
    are.

    \b
    Example:
      campaign plan import plan.csv --dry-run
      campaign plan import plan.csv
      campaign plan import plan.xlsx --write-keys
    """
    with options.campaign(desk) as workspace, post_steps.holds_told(desk, workspace):
        since, choices = _changed_since(workspace, file), Choices(with_hidden=with_hidden, encoding=encoding)
        bring = partial(importer.bring, workspace, file, dry_run=dry_run, keyed=write_keys, lang=desk.lang)
        brought = bring(now=desk.now(), choices=choices)
        if brought.beside.hidden and with_hidden is None and not dry_run:
            _require_agreement(desk, file, _typed(file, choices, write_keys), brought.beside.hidden)
            choices = replace(choices, with_hidden=False)
            brought = bring(now=desk.now(), choices=choices)
        if not (brought.done or dry_run):
            again = _typed(file, choices, write_keys)
            brought = _agreed(desk, file, again, partial(bring, choices=choices), brought)
    _note_file(desk, file, brought.beside, choices)
    _notes(desk, brought, since)
    if desk.json:
        output.say(output.document([_json(desk, line, brought) for line in brought.lines]))
    else:
        output.coloured(_shown(desk, file, brought, dry_run))
    if brought.key_column:
        _write_keys(desk, file, brought)
    if not (desk.json or brought.refused) and any(line.what != "unchanged" for line in brought.lines):
        again = _typed(file, choices, write_keys)
        output.note(desk.say("plan-next-dry" if dry_run else _following(workspace), path=again))
    return 1 if brought.refused else 0


@plan.command()
@click.argument("file", type=options.FILE, metavar="FILE.xlsx|FILE.csv|FILE.ics")
@pass_desk
def export(desk: Desk, file: Path) -> None:
    """Write the plan to a file: a spreadsheet that can be imported again, or a calendar for other programs.

    The headers are in the language of --lang. Cancelled and removed posts are left out. A file that exists is
    replaced only if you confirm it, or with --yes.

    \b
    Example:
      campaign plan export plan.xlsx --lang nl
      campaign plan export plan.ics
    """
    from campaign.spreadsheets import exporter

    exporter.require_ending(file)
    with options.campaign(desk) as workspace:
        count = exporter.export(workspace, options.spared(desk, file), now=desk.now(), lang=desk.lang)
    if desk.json:
        return output.say(output.document({"path": file.absolute(), "posts": count}))
    return output.say(desk.say("plan-written", path=file, count=count))


def _changed_since(workspace: Workspace, file: Path) -> ChangedSince | None:
    """Return which posts were changed by hand after a file was exported; to be asked before it is imported."""
    with workspace.store.read() as session:
        found = changed_since.of(session, file)
    return found and replace(found, exported=found.exported.astimezone(workspace.rules.zone))


def _tell_changed_since(desk: Desk, since: ChangedSince | None, brought: Brought) -> None:
    """Say on stderr which of the posts that a file changes were changed after it was exported."""
    changed = [line.number for line in brought.lines if line.what in _CHANGED]
    if since and (numbers := [one for one in since.numbers if one in changed]):
        said = desk.say("plan-changed-since", numbers=numbers, exported=since.exported)
        output.note(desk.say("warning", sentence=said))


def _write_keys(desk: Desk, file: Path, brought: Brought) -> None:
    """Put the new posts' keys into the file that they came from."""
    keys, column = brought.keys, brought.key_column
    if column and keys and brought.done:
        key_column.write(column, keys)
    code = "plan-keys-written" if brought.done else "plan-keys-tried"
    output.note(desk.say(code if keys else "plan-keys-there", file=file.name, count=len(keys)))


def _refusal(file: Path, refused: tuple[Refusal, ...]) -> BadRequest:
    first, more = refused[0], len(refused) - 1
    where: dict[str, object] = {"file": file.name, "row": first.row, "why": first.why, "more": more}
    if first.column is None:
        return BadRequest("plan-refused-row-more" if more else "plan-refused-row", **where)
    code = "plan-refused-more" if more else "plan-refused"
    return BadRequest(code, column=first.column, **where)


def _typed(file: Path, choices: Choices, write_keys: bool) -> Typed:
    """Return the file and the options that were given, as they are typed after `plan import`."""
    hidden = {None: "", True: " --with-hidden", False: " --without-hidden"}[choices.with_hidden]
    encoding = f" --encoding {quoted(choices.encoding)}" if choices.encoding else ""
    return Typed(f"{quoted(file)}{hidden}{encoding}{' --write-keys' if write_keys else ''}")


def _agreed(desk: Desk, file: Path, again: Typed, bring: Callable[..., Brought], tried: Brought) -> Brought:
    """Import what was only tried, once a person agreed to it; refuse what cannot be imported.

    `again` is what is typed after `plan import` to do the same.
    """
    if tried.refused:
        raise _refusal(file, tried.refused)
    _require_yes(desk, file, again, tried.guesses)
    brought = bring(now=desk.now(), agreed=tried.guesses)
    if not brought.done:
        raise BadRequest("plan-guess-other", file=file.name)
    return brought


def _following(workspace: Workspace) -> str:
    """Return the code of what comes after an import."""
    if workspace.rules.approval == "off":
        return "plan-next-unasked"
    return "plan-next-named" if workspace.rules.approvals > 1 else "plan-next"


def _require_yes(desk: Desk, file: Path, again: Typed, guesses: Sequence[Line]) -> None:
    """Ask once whether rows mean the posts that they are only like; refuse without a yes."""
    if not (desk.yes or errors.can_ask()):
        first, more = guesses[0], len(guesses) - 1
        params = {"row": first.row, "number": first.number, "what": first.what, "more": more}
        raise BadRequest("plan-guess-more" if more else "plan-guess", file=file.name, path=again, **params)
    if not desk.yes:
        for _, said in (said for line in guesses for said in _change(desk, line)):
            output.note(said)
    if not desk.confirm(desk.say("plan-guess-ask", count=len(guesses))):
        raise BadRequest("plan-guess-no", file=file.name)


def _require_agreement(desk: Desk, file: Path, again: Typed, hidden: Hidden) -> None:
    """Ask whether to import without what nobody sees; refuse where nobody can be asked, or says no."""
    places = _hidden_places(desk, hidden)
    if not desk.confirm(desk.say("plan-hidden-asked", file=file.name, places=places)):
        raise BadRequest("plan-hidden-refused", file=file.name, path=again, places=places)


def _note_file(desk: Desk, file: Path, beside: Beside, choices: Choices) -> None:
    """Say what is not taken in of a file, and how its letters were read."""
    if beside.hidden and choices.with_hidden is not None:
        code = "plan-hidden-taken" if choices.with_hidden else "plan-hidden-left-out"
        output.note(desk.say(code, places=_hidden_places(desk, beside.hidden)))
    for kind in beside.unread:
        output.note(desk.say(f"plan-{kind}-unread"))
    if beside.encoding:
        output.note(desk.say("plan-encoding", file=file.name, encoding=beside.encoding))


def _hidden_places(desk: Desk, hidden: Hidden) -> str:
    rows = [desk.say("plan-hidden-rows", numbers=hidden_parts.spans(hidden.rows))] if hidden.rows else []
    return ", ".join([*rows, *(desk.say("plan-hidden-columns", names=one) for one in hidden.labels)])


def _notes(desk: Desk, brought: Brought, since: ChangedSince | None) -> None:
    """Say what was not taken in, and what the new and changed posts still need: the same on a dry run."""
    if brought.sheet is not None:
        output.note(desk.say("plan-sheet", sheet=brought.sheet, others=", ".join(brought.beside.sheets)))
    _tell_unknown(desk, brought)
    if brought.told:
        output.note(desk.say("plan-told", headers=", ".join(brought.told)))
    if missing := [one for one in brought.missing if one not in brought.beside.hidden.posts]:
        output.note(desk.say("plan-missing", numbers=_numbers(missing)))
    for line in brought.lines:
        if line.beside:
            params = {"beside": line.beside.number, "state": str(line.beside.state)}
            said = desk.say(_beside_code(line.beside, brought), row=line.row, number=line.number, **params)
            output.note(desk.say("warning", sentence=said))
    _warn(desk, brought)
    _tell_changed_since(desk, since, brought)


def _beside_code(beside: Post, brought: Brought) -> str:
    """Return how it is said that a new post is like one: a row can be that post only where a plan can change it."""
    if states.after(beside.state, "edited") is not None:
        return "plan-beside"
    return "plan-beside-over" if brought.done else "plan-beside-over-tried"


def _tell_unknown(desk: Desk, brought: Brought) -> None:
    """Say which columns were not taken in, and which of ours may have been meant."""
    near = {header: columns.nearest(header, brought.columns) for header in brought.unknown}
    for header, meant in near.items():
        if meant:
            said = desk.say("plan-unknown-near", header=header, nearest=meant)
            output.note(desk.say("warning", sentence=said))
    if strange := [header for header, meant in near.items() if not meant]:
        output.note(desk.say("warning", sentence=desk.say("plan-unknown", headers=", ".join(strange))))


def _warn(desk: Desk, brought: Brought) -> None:
    """Say what is wrong with posts, each with its row."""
    lines = {f"post {line.number}": line for line in brought.lines if line.number}
    for one in brought.warnings[:_WARNED]:
        number = one.where.rpartition(" ")[2]
        line = lines.get(one.where)
        code, row = ("plan-warning", line.row) if line else ("post-told", None)
        said = desk.say(code, row=row, number=number, what=_message(desk, one, _unmade(line, brought)))
        output.note(desk.say("warning", sentence=said))
    if len(brought.warnings) > _WARNED:
        output.note(desk.say("plan-warnings-more", count=len(brought.warnings) - _WARNED))
    if brought.unasked:
        output.note(desk.say("plan-unasked", count=brought.unasked))


def _unmade(line: Line | None, brought: Brought) -> Line | None:
    """Return a line whose post is not there yet, so that only its row can be corrected."""
    return line if line and line.what == "new" and not brought.done else None


def _message(desk: Desk, one: Finding, unmade: Line | None = None) -> str:
    """Return what is wrong with a post and what to do: in its row, where the post is `unmade` so far."""
    message, remedy = translate.say_finding(one.code, one.params, desk.lang)
    if unmade and f" {unmade.number}" in remedy and "`campaign " in remedy:
        remedy = _in_sheet(desk, one, unmade)
    return f"{formatting.ended(message)} {remedy}".strip()


def _in_sheet(desk: Desk, one: Finding, line: Line) -> str:
    """Say in which cell a post is corrected."""
    name = _COLUMNS.get(one.code) or str(one.params.get("place", "")).replace("-", "_")
    letters, _, title = line.places.get(name, "").partition(" ")
    if not letters:
        return desk.say("plan-correct-row", row=line.row)
    return desk.say("plan-correct-cell", cell=f"{letters}{line.row} {title}".strip())


def _json(desk: Desk, line: Line, brought: Brought) -> dict[str, object]:
    return {
        "row": line.row,
        "what": line.what,
        "number": line.number,
        "key": line.key,
        "changes": {name: {"old": old, "new": new} for name, (old, new) in line.changes.items()},
        "refused": [
            {"column": one.column, "message": desk.say(one.why.code, **one.why.params)}
            for one in line.refused
        ],
        "warnings": [
            {"code": one.code, "message": _message(desk, one, _unmade(line, brought))}
            for one in brought.warnings
            if line.number and one.where == f"post {line.number}"
        ],
    }


def _shown(desk: Desk, file: Path, brought: Brought, dry_run: bool) -> Iterator[tuple[str, str]]:
    for line in brought.lines:
        if line.what == "new":
            yield "green", desk.say("plan-new", row=line.row, number=line.number, what=_summary(desk, line))
        elif line.what in _CHANGED:
            yield from _change(desk, line)
        for one in line.refused:
            code = "plan-cell-refused" if one.column else "plan-row-refused"
            yield "red", desk.say(code, row=one.row, column=one.column, why=one.why)
    counts = {what: sum(line.what in whats for line in brought.lines) for what, whats in _COUNTED.items()}
    code = "plan-tried" if dry_run else "plan-imported"
    told = [desk.say(f"plan-count-{what}", count=count) for what, count in counts.items()]
    yield "bold", desk.say(code, file=file.name, counts=told if dry_run else told[:-1])
    if dry_run and brought.guesses:
        yield "yellow", desk.say("plan-guess-told", count=len(brought.guesses))


_CHANGED = ("changed", *GUESSES.values())
_COUNTED = {"new": ("new",), "changed": _CHANGED, "unchanged": ("unchanged",), "refused": ("refused",)}


def _change(desk: Desk, line: Line) -> Iterator[tuple[str, str]]:
    """Yield what a row changes in a post, and what that costs it."""
    live = line.post is not None and line.post.state == State.PUBLISHED
    kind = "plan-changed" if line.what == "changed" or live else "plan-guessed"
    code = (
        "plan-changed-live"
        if live and set(line.changes) != {"key"}
        else f"{kind}-again"
        if line.again
        else kind
    )
    yield "yellow", desk.say(code, row=line.row, number=line.number, what=line.what)
    yield from _differences(desk, line)


def _numbers(numbers: Sequence[int]) -> str:
    """Return numbers of posts, the first ones where they are many."""
    return ", ".join(map(str, numbers[:_NAMED])) + (", …" if len(numbers) > _NAMED else "")


def _summary(desk: Desk, line: Line) -> str:
    new = {name: changed for name, (_, changed) in line.changes.items() if changed}
    told = (name for name in ("date", "language", "kind", "testimony", "caption") if name in new)
    return "  ".join(_value(desk, name, new[name]) for name in told)


def _differences(desk: Desk, line: Line) -> Iterator[tuple[str, str]]:
    titles = columns.titles(desk.lang)
    for name, (old, new) in line.changes.items():
        title = translate.labelled(titles.get(name, name), desk.lang)
        yield "red", f"    - {title} {_value(desk, name, old)}"
        yield "green", f"    + {title} {_value(desk, name, new)}"


def _value(desk: Desk, name: str, value: object) -> str:
    """Return a column's value in words on one line, cut where it is long."""
    if isinstance(value, datetime):
        return options.shown(value)
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    if name == "language" and value:
        value = formatting.language(value, desk.lang)
    if name in ("kind", "format") and value:
        value = desk.word(value)
    said = " ".join(str(value).split()) if value not in (None, "") else "-"
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


plan.add_command(plan_month.show)
