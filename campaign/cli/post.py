"""`campaign post`: queue, look at and steer posts."""

from typing import Any

import click
from sqlmodel import Session

from campaign import editing, views
from campaign.cli import opening, screen
from campaign.cli.app import Desk, pass_desk
from campaign.office import Office
from media.formats import FORMATS
from schedules import ledger, slots
from schedules.records import Post
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
            _warn(desk, office, session, post)
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
    _show_after(desk, number)


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
    _show_after(desk, number)


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


def _show_after(desk: Desk, number: int) -> None:
    """Answer a change: the whole post as JSON, or one line."""
    with opening.campaign(desk) as office, office.store.read() as session:
        post = ledger.post(session, number)
        shown = views.post(session, post, office.rules.zone, desk.lang)
        _warn(desk, office, session, post)
    if desk.json:
        return screen.say(screen.document(shown))
    if shown["state"] == State.CANCELLED:
        return screen.say(desk.say("post-cancelled", number=number))
    due = opening.shown(shown["due_at"])
    return screen.say(desk.say("post-stands", number=number, state=shown["state"], due=due))


def _warn(desk: Desk, office: Office, session: Session, post: Post) -> None:
    """Say on stderr what a post that waits still lacks."""
    if post.state not in (State.DRAFT, State.APPROVED):
        return
    for one in editing.warnings(session, office, post, now=desk.now()):
        screen.note(desk.say("warning", sentence=views.reason(session, one.as_reason(), desk.lang)))


@post.command()
@click.argument("numbers", metavar="N...", type=int, nargs=-1, required=True)
@click.option("--for", "organisation", metavar="ORG", help="For which organisation.")
@click.option("--by", "who", metavar="WHO", help="Who says yes.")
@pass_desk
def approve(desk: Desk, numbers: tuple[int, ...], organisation: str | None, who: str | None) -> None:
    """Approve posts as they stand, all of them or none.

    \b
    Example:
      campaign post approve 3 4 --by "An Voorbeeld"
    """
    with opening.campaign(desk) as office:
        editing.approve(office, numbers, now=desk.now(), who=who, organisation=organisation)
    for number in numbers:
        _show_after(desk, number)


@post.command()
@click.argument("number", type=int)
@click.argument("reason", required=False)
@pass_desk
def hold(desk: Desk, number: int, reason: str | None) -> None:
    """Keep a post back until it is released.

    \b
    Example:
      campaign post hold 3 "The mayor speaks that evening"
    """
    with opening.campaign(desk) as office:
        editing.hold(office, number, reason, now=desk.now())
    _show_after(desk, number)


@post.command()
@click.argument("number", type=int)
@click.option("--now", "at_once", is_flag=True, help="Send it at once instead of at its moment.")
@pass_desk
def release(desk: Desk, number: int, at_once: bool) -> None:
    """Let a held post go its way.

    \b
    Example:
      campaign post release 3 --now
    """
    with opening.campaign(desk) as office:
        editing.release(office, number, at_once=at_once, now=desk.now())
    _show_after(desk, number)


@post.command()
@click.argument("number", type=int)
@click.option("--published", "published_id", metavar="ID", help="It is on the Page under this id.")
@click.option("--absent", is_flag=True, help="It is not on the Page.")
@pass_desk
def settle(desk: Desk, number: int, published_id: str | None, absent: bool) -> None:
    """End the doubt about a post, after looking at the Page.

    \b
    Example:
      campaign post settle 3 --absent
    """
    if bool(published_id) == absent:
        raise click.UsageError("say --published ID or --absent")
    with opening.campaign(desk) as office:
        editing.settle(office, number, published_id=published_id, now=desk.now())
    _show_after(desk, number)


def _simple(name: str, event: str, sentence: str) -> None:
    """Add a command that makes one step of the table."""

    @click.argument("number", type=int)
    @pass_desk
    def command(desk: Desk, number: int) -> None:
        with opening.campaign(desk) as office:
            editing.step(office, number, event, now=desk.now())
        _show_after(desk, number)

    command.__doc__ = f"{sentence}\n\n\b\nExample:\n  campaign post {name} 3"
    post.command(name)(command)


_simple("unapprove", "unapproved", "Take the approval of a post back.")
_simple("cancel", "cancelled", "Cancel a post that is not live; a hidden copy is deleted later.")
_simple("retry", "retried", "Try a failed post again.")
