"""Writes docs/commands.md from the help texts, so that the two cannot disagree: `make docs`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from campaign.cli.app import root

HEAD = """\
# Commands

Every command and what it says with `--help`. This page is written by `make docs`; do not edit it.

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


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
