"""`campaign post`: queue, look at and steer posts."""

from typing import Any

import click

from campaign import editing, views
from campaign.cli import opening, screen, steering
from campaign.cli.app import Desk, pass_desk
from media.formats import FORMATS
from schedules import ledger, slots
from schedules.states import State


@click.group(short_help="Plan, approve and steer posts.")
def post() -> None:
    """Plan, approve and steer posts.

    \b
    Example:
      campaign post list
    """


def _content_options(command: Any) -> Any:
    """Give a command the options that say what a post is."""
    for option in reversed(
        (
            click.option("--caption", metavar="T", help="The text of the post."),
            click.option(
                "--caption-file", type=opening.FILE, metavar="F", help="The text, from a UTF-8 file."
            ),
            click.option("--language", metavar="L", help="The language of the post."),
            click.option("--at", metavar="WHEN", help="When: 2020-12-01 18:00, now, +90s, +10m, +2h, +3d."),
            click.option("--testimony", metavar="SLUG", help="The film of the post."),
            click.option("--format", metavar="F", help=f"The film's format: {', '.join(FORMATS)}."),
            click.option(
                "--link", metavar="URL", help="A link; below the caption where the post has a film."
            ),
            click.option(
                "--kind", type=click.Choice(["video", "link", "text"]), help="Said only to be sure."
            ),
        )
    ):
        command = option(command)
    return command


def _draft(desk: Desk, said: dict[str, Any]) -> editing.Draft:
    if said["caption"] is not None and said["caption_file"] is not None:
        raise click.UsageError("give --caption or --caption-file, not both")
    caption = opening.read_text(said["caption_file"]) if said["caption_file"] else said["caption"]
    settings = desk.settings()
    return editing.Draft(
        caption=caption,
        language=settings.language(said["language"]) if said["language"] else None,
        due=None
        if said["at"] is None
        else slots.parse_when(said["at"], now=desk.now(), zone=settings.timezone),
        **{name: said[name] for name in ("testimony", "format", "link", "kind")},
    )


@post.command()
@_content_options
@pass_desk
def add(desk: Desk, /, **said: Any) -> None:
    """Queue a post and print its number.

    \b
    Example:
      campaign post add --caption "Hoe houden zij het vol?" --language nl --testimony bakery \\
        --at "2026-12-01 18:00"
    """
    if said["language"] is None:
        raise click.UsageError("Missing option '--language'")
    if said["caption"] is None and said["caption_file"] is None:
        raise click.UsageError("Missing option '--caption' or '--caption-file'")
    with opening.campaign(desk) as office:
        number = editing.add(office, _draft(desk, said), now=desk.now())
        with office.store.read() as session:
            post = ledger.post(session, number)
            added = views.post(session, post, office.rules.zone, desk.lang)
            steering.warn(desk, office, session, post)
    screen.say(screen.document(added) if desk.json else str(number))


@post.command()
@click.argument("number", type=int)
@_content_options
@pass_desk
def edit(desk: Desk, /, number: int, **said: Any) -> None:
    """Change a post that is not live yet; it has to be approved again.

    \b
    Example:
      campaign post edit 3 --caption "Een betere tekst"
    """
    with opening.campaign(desk) as office:
        editing.edit(office, number, _draft(desk, said), now=desk.now())
    steering.show_after(desk, number)


@post.command()
@click.argument("number", type=int)
@click.option("--at", metavar="WHEN", required=True, help="The new moment.")
@pass_desk
def move(desk: Desk, number: int, at: str) -> None:
    """Give a post another moment.

    \b
    Example:
      campaign post move 3 --at "2026-12-02 18:00"
    """
    due = slots.parse_when(at, now=desk.now(), zone=desk.settings().timezone)
    with opening.campaign(desk) as office:
        editing.move(office, number, due, now=desk.now())
    steering.show_after(desk, number)


@post.command("list")
@click.option("--state", "states", type=click.Choice([str(state) for state in State]), multiple=True)
@pass_desk
def list_(desk: Desk, states: tuple[str, ...]) -> None:
    """List the posts by their moment.

    \b
    Example:
      campaign post list --state held --state failed
    """
    with opening.campaign(desk) as office, office.store.read() as session:
        found = ledger.posts(session, states)
        shown = [views.post(session, one, office.rules.zone, desk.lang) for one in found]
    if desk.json:
        return screen.say(screen.document(shown))
    rows = [
        (one["number"], one["state"], opening.shown(one["due_at"]), one["kind"], one["language"], _short(one))
        for one in shown
    ]
    return screen.table(("No.", "State", "Due", "Kind", "Language", "Caption"), rows)


def _short(one: dict[str, Any]) -> str:
    first = one["caption"].partition("\n")[0]
    words = first if len(first) <= 60 else first[:59] + "…"
    return f"{words} [{one['reason']}]" if one["reason"] else words


@post.command()
@click.argument("number", type=int)
@pass_desk
def show(desk: Desk, number: int) -> None:
    """Show one post.

    \b
    Example:
      campaign post show 3 --json
    """
    _print_post(desk, number)


def _print_post(desk: Desk, number: int) -> None:
    with opening.campaign(desk) as office, office.store.read() as session:
        shown = views.post(session, ledger.post(session, number), office.rules.zone, desk.lang)
    if desk.json:
        return screen.say(screen.document(shown))
    page = shown.pop("page")
    rows = [(name.replace("_", " "), value) for name, value in shown.items() if value is not None]
    rows += [("page", page["name"] + (" (rehearsal)" if page["rehearsal"] else ""))] if page else []
    return screen.table(("", desk.say("post-title", number=number)), rows)


for _command in steering.COMMANDS:
    post.add_command(_command)
