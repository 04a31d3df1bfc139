"""Writes the pages of docs/ whose content the code knows, so that the two cannot disagree: `make docs`."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from campaign.checks import all_rules, brand
from campaign.cli.app import root
from campaign.messages import posts, translate
from campaign.settings import rows as setting_rows
from campaign.settings.declarations import Settings
from campaign.settings.rows import Section
from media.brand import kit
from media.brandcheck import contact_sheet
from schedules.model import states

KIT = Path(__file__).parent.parent / "example" / "brand"
LANGUAGES = ("nl", "fr")  # of the sheet

STATES = """\
# The life of a post

| state | what it means |
|---|---|
{life}

## Every step there is

These steps are in `schedules/model/states.py`; any other is refused. `campaign log` shows which step was taken when,
and by whom. This page is written by `make docs`; do not edit it.

| state | event | becomes |
|---|---|---|
"""
RULES = """\
# The rules of `campaign check`

What the plan is checked against, from `campaign/checks/`. An error keeps its post from being approved; nothing else is
refused. `campaign check` also lists consents that will not hold when a post is due, and findings in the subtitles of
films that posts wait for (S01 and up, `campaign testimony check`) and in the brand kit (B01 and up, `campaign brand
check`).
This page is written by `make docs`; do not edit it.

| code | severity | broken when | what to do |
|---|---|---|---|
"""
SETTINGS = "| key | default | what it is for |\n|---|---|---|\n"
HEAD = """\
# Commands

Every command with its `--help`. This page is written by `make docs`; do not edit it.

Exit codes: `0` done · `1` the work was tried and failed, or a check found errors · `2` misuse or bad input ·
`3` the campaign is not ready for it. `--dir`, `--json`, `--yes`, `--lang` and `--debug` work before or after any
command.
"""


def commands() -> Iterator[tuple[click.Context, click.Command]]:
    """Yield every command there is with its context, the root first, in the order of the help."""
    context = click.Context(root, info_name="campaign", terminal_width=100, max_content_width=100)
    yield from _walk(context, root)


def _walk(context: click.Context, command: click.Command) -> Iterator[tuple[click.Context, click.Command]]:
    yield context, command
    if not isinstance(command, click.Group):
        return
    for name in command.list_commands(context):
        child = command.get_command(context, name)
        if child and not child.hidden:
            yield from _walk(click.Context(child, info_name=name, parent=context), child)


def section(context: click.Context, command: click.Command) -> str:
    """Return one command's part of the page."""
    return f"\n## `{context.command_path}`\n\n```text\n{command.get_help(context)}\n```\n"


def page() -> str:
    """Return the whole page."""
    return HEAD + "".join(section(context, command) for context, command in commands())


def life() -> str:
    """Return the page with a post's life: each state in a sentence, then the table, state by state."""
    told = "\n".join(f"| `{state}` | {said} |" for state, said in posts.LIFE.items())
    rows = [
        f"| `{state}` | {event} | `{after}` |"
        for here in states.State
        for (state, event), after in states.TRANSITIONS.items()
        if state is here
    ]
    return STATES.format(life=told) + "\n".join(rows) + "\n"


def rules() -> str:
    """Return the page with the rules of `campaign check`, as their functions and sentences say them."""
    said = translate.gather("FINDINGS")
    rows = [
        f"| {rule.code} | {rule.severity} | {_first_line(rule.look)} | {said[rule.code][1]} |"
        for rule in all_rules.RULES
    ]
    filled = "\n".join(rows).replace("{number}", "N").replace("{film}", "SLUG").replace("{language}", "L")
    return f"{RULES}{filled}\n"


def settings(page: str, declared: type[Section] = Settings) -> str:
    """Return docs/settings.md with its table as settings are declared; what people wrote around it stays."""
    before, _, rest = page.partition(SETTINGS)
    table = "".join(f"{setting_rows.documented(row)}\n" for row in setting_rows.rows(declared))
    return f"{before}{SETTINGS}{table}\n{rest.partition(chr(10) * 2)[2]}"


def _first_line(look: object) -> str:
    """Return what a rule's function says of itself, without its code."""
    said = (inspect.getdoc(look) or "").partition(": ")[2]
    return said[:1].upper() + said[1:].rstrip(".")


def draw_sheet(path: Path) -> None:
    """Draw the example kit's contact sheet as the README shows it; colours in steps of four make it half as large."""
    drawn = contact_sheet.drawn(kit.load(KIT), brand.labels(), LANGUAGES)
    drawn.point([min(255, round(level / 4) * 4) for level in range(256)] * 3).save(path, optimize=True)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / "commands.md").write_text(page(), encoding="utf-8")
    (folder / "states.md").write_text(life(), encoding="utf-8")
    (folder / "rules.md").write_text(rules(), encoding="utf-8")
    written = folder / "settings.md"
    written.write_text(settings(written.read_text(encoding="utf-8")), encoding="utf-8")
    draw_sheet(folder / "brand-sheet.png")
