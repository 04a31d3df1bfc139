"""`campaign post approve`, `hold`, `release`, `settle`, `remove` and other single steps of a post's life."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import partial

import click
from sqlmodel import Session

from campaign.checks import given_approvals, post_warnings
from campaign.cli import credentials, option_groups, options, output
from campaign.cli.answers import taken_in, unserved
from campaign.cli.app import Desk, pass_desk
from campaign.cli.commands.run import announce
from campaign.cli.typed_lines import known_numbers
from campaign.messages import pasteable
from campaign.messages.translate import N_
from campaign.page import connection
from campaign.posts import editing, live, void_approvals
from campaign.reports import json_views
from campaign.reports.json_documents import PostDocument
from campaign.workspace import Workspace
from schedules.consent import earlier_trouble
from schedules.consent.required_approvals import ApprovalReader, Approvals
from schedules.database import events, posts, remote_objects
from schedules.errors import BadRequest
from schedules.model.records import Post
from schedules.model.states import State


def show_after(desk: Desk, number: int, *, now: datetime | None = None) -> None:
    """Answer a change: the whole post as JSON, or one line; `now`: the moment that it was given as its own."""
    with options.campaign(desk) as workspace, workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign)
        post = reader.seen(posts.post(session, number))
        shown, found = json_views.post(reader, post, desk.lang, now=desk.now()), reader.of(post)
        output.say(output.document(shown) if desk.json else _answer(desk, post, found, shown))
        if not desk.json:
            taken_in.after_change(desk, session, workspace, post, now=now or desk.now())
        warn(desk, workspace, session, post, now=now or desk.now())
        is_due = post.due_at is not None and post.due_at <= (now or desk.now())
        if is_due and post.state is State.APPROVED and events.paused(session):
            warn_of(desk, desk.say("released-in-pause", number=number))
        if _is_sent(post, found, now=now or desk.now()):
            unserved.tell(desk, session)


def _is_sent(post: Post, found: Approvals, *, now: datetime) -> bool:
    """Tell whether the service is to send a post, or a live one's new caption, at once."""
    if post.state is State.PUBLISHED:
        return post.new_caption is not None and found.complete
    return post.state is State.APPROVED and post.due_at is not None and post.due_at == now


def _answer(desk: Desk, post: Post, found: Approvals, shown: PostDocument) -> str:
    """Return what is said of a post that was changed."""
    if shown["state"] in (State.CANCELLED, State.REMOVED):
        return desk.say(f"post-{shown['state']}", number=post.number)
    if post.state == State.PUBLISHED and post.new_caption is not None:
        how = given_approvals.command(post, found)
        code = "post-edit-waits-people" if found.needs_names else "post-edit-waits"
        needed = found.people + len(found.lacking)
        code = "post-edit-approved" if found.complete else code
        return desk.say(code, number=post.number, how=how, count=needed)
    return taken_in.stands(desk, post, shown["due_at"])


def warn(desk: Desk, workspace: Workspace, session: Session, post: Post, *, now: datetime) -> None:
    """Say on stderr what a post that waits still lacks, and what Facebook would still show."""
    if remote_objects.to_take_back(session, post.number):
        output.note(desk.say("warning", sentence=desk.say("to-take-back", number=post.number)))
    if post.state not in (State.DRAFT, State.APPROVED):
        return
    for one in post_warnings.told(session, workspace, post, now=now, lang=desk.lang):
        said = json_views.reason(session, one.as_reason(), desk.lang, number=post.number)
        output.note(desk.say("warning", sentence=said))


def trouble(desk: Desk, workspace: Workspace, number: int) -> str | None:
    """Return what a new try of a post would meet again, as a sentence; asked before the step forgets it."""
    with workspace.store.read() as session:
        before = earlier_trouble.met_again(session, posts.post(session, number))
        why = json_views.reason(session, before, desk.lang, number=number)
    return why and desk.say("meets-again", number=number, why=why)


def warn_of(desk: Desk, sentence: str | None) -> None:
    """Say a warning on stderr, if there is one."""
    if sentence:
        output.note(desk.say("warning", sentence=sentence))


def held_back(desk: Desk, workspace: Workspace, session: Session, post: Post) -> str | None:
    """Return why a held post may not be released now, as a sentence with what leads on; None where it may."""
    if post.state is not State.HELD:
        return None
    shut = editing.keeps_back(session, workspace, post, now=desk.now())
    return json_views.reason(session, shut.as_reason(), desk.lang, number=post.number) if shut else None


def tell_if_held(desk: Desk, number: int) -> None:
    """Say on stderr of a post that was moved that it is held still, and what lets it go out."""
    with options.campaign(desk) as workspace, workspace.store.read() as session:
        post = posts.post(session, number)
        if post.state is not State.HELD:
            return
        why = held_back(desk, workspace, session, post)
        found = ApprovalReader(session=session, campaign=workspace.campaign).of(post)
    lacks = void_approvals.is_kept_back(post) and not found.complete
    code = "held-still-unapproved" if lacks else "held-still-for" if why else "held-still"
    output.note(desk.say(code, number=number, why=why, how=given_approvals.command(post, found)))


@contextmanager
def holds_told(desk: Desk, workspace: Workspace) -> Iterator[None]:
    """Say on stderr of each post that staff hold and that becomes a draft here that it is no longer held."""
    with workspace.store.read() as session:
        held = [one for one in posts.posts(session, (State.HELD,)) if void_approvals.is_kept_back(one)]
    yield
    with workspace.store.read() as session:
        gone = [one for one in held if posts.post(session, one.number).state is State.DRAFT]
    for post in gone:
        reason = str((post.reason or {"params": {}})["params"].get("reason", "-"))
        words = "" if reason == "-" else f" {pasteable.quoted(reason)}"
        how = pasteable.Typed(f"campaign post hold {post.number}{words}")
        output.note(desk.say("hold-went", number=post.number, how=how))


@click.command()
@click.argument("number", type=int)
@click.argument("reason", required=False)
@pass_desk
def hold(desk: Desk, number: int, reason: str | None) -> None:
    """Hold a post until it is released.

    \b
    Example:
      campaign post hold 3 "The mayor speaks that evening"
    """
    if reason and reason.replace(" ", "").isdigit():
        raise BadRequest("hold-several", number=number, reason=reason.strip())
    with options.campaign(desk) as workspace:
        is_held = editing.hold(workspace, number, reason, now=desk.now())
    show_after(desk, number)
    if is_held:
        output.note(desk.say("held-anew", number=number))


@click.command()
@click.argument("number", type=int)
@click.option("--now", "at_once", is_flag=True, help="Publish it at once instead of at its due time.")
@pass_desk
def release(desk: Desk, number: int, at_once: bool) -> None:
    """Release a held post.

    \b
    Example:
      campaign post release 3 --now
    """
    now = desk.now()
    with options.campaign(desk) as workspace:
        before = trouble(desk, workspace, number)
        editing.release(workspace, number, at_once=at_once, now=now)
    show_after(desk, number, now=now)
    warn_of(desk, before)


@option_groups.exclusive("--published", "--absent")
@click.command()
@click.argument("number", type=int)
@click.option("--published", "published_id", metavar="ID", help="It is on the Page under this id.")
@click.option("--absent", is_flag=True, help="It is not on the Page.")
@pass_desk
def settle(desk: Desk, number: int, published_id: str | None, absent: bool) -> None:
    """Settle a doubtful post after looking at the Page; --published also settles one that is held.

    \b
    Example:
      campaign post settle 3 --absent
      campaign post settle 3 --published 1234567890_9876543210
    """
    with options.campaign(desk) as workspace:
        editing.require_step(workspace, number, "settled-published", "settled-absent")
        if bool(published_id) == absent:
            raise click.UsageError(N_("give --published ID or --absent"))
        if published_id:
            connect = partial(connected, desk, workspace)
            live.settle_seen(workspace, number, published_id, connect, now=desk.now())
        else:
            live.settle(workspace, number, published_id=None, now=desk.now())
    show_after(desk, number)


def connected(desk: Desk, workspace: Workspace) -> AbstractContextManager[connection.Connection]:
    """Open the campaign's Page with its token."""
    token = credentials.page_token(desk, workspace.settings)
    secret = credentials.app_secret(desk, workspace.settings)
    return connection.connected(workspace, token, clock=desk.now, app_secret=secret)


@click.command()
@click.argument("number", type=int)
@pass_desk
def remove(desk: Desk, number: int) -> None:
    """Remove a live post from the Page for good, and check that it is gone. On a terminal you are asked first.

    \b
    Example:
      campaign post remove 3
    """
    with options.campaign(desk) as workspace:
        if not live.take_off(
            workspace,
            number,
            partial(connected, desk, workspace),
            clock=desk.now,
            sure=partial(_is_sure, desk, number),
        ):
            return
    show_after(desk, number)


def _is_sure(desk: Desk, number: int, page: connection.Connection) -> bool:
    """Say which Page it is, and ask on a terminal whether a post is to be taken off it."""
    announce(desk, page)
    return not options.declined(
        desk, desk.say("remove-sure", number=number), desk.say("remove-not", number=number)
    )


def _simple(name: str, event: str, sentence: str) -> click.Command:
    """Return a command that makes one step of the table."""

    @click.argument("number", type=int)
    @pass_desk
    def command(desk: Desk, number: int) -> None:
        with options.campaign(desk) as workspace:
            editing.step(workspace, number, event, now=desk.now())
        show_after(desk, number)

    command.__doc__ = f"{sentence}\n\n\b\nExample:\n  campaign post {name} 3"
    return click.command(name)(command)


@click.command()
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True, type=int)
@pass_desk
def cancel(desk: Desk, numbers: tuple[int, ...]) -> None:
    """Cancel posts that are not live, for good; a hidden copy is deleted later. On a terminal you are asked first.

    If one of several cannot be cancelled, none is.

    \b
    Example:
      campaign post cancel 3
      campaign post cancel 4-6
    """
    with options.campaign(desk) as workspace:
        with workspace.store.read() as session:
            known_numbers.require(session, numbers)
        for number in numbers:
            editing.require_step(workspace, number, "cancelled")
        if _keeps(desk, numbers):
            return
        editing.cancel(workspace, numbers, now=desk.now())
    if len(numbers) > 1 and desk.json:
        return _documents(desk, numbers)
    for number in numbers:
        show_after(desk, number)


def _keeps(desk: Desk, numbers: tuple[int, ...]) -> bool:
    """Ask on a terminal whether posts are to be cancelled, which is for good."""
    if len(numbers) == 1:
        told: dict[str, object] = {"number": numbers[0]}
        return options.declined(desk, desk.say("cancel-sure", **told), desk.say("cancel-not", **told))
    told = {"numbers": ", ".join(map(str, numbers))}
    question, left = desk.say("cancel-sure-several", **told), desk.say("cancel-not-several", **told)
    return options.declined(desk, question, left)


def _documents(desk: Desk, numbers: tuple[int, ...]) -> None:
    """Answer a change of several posts as one JSON document."""
    with options.campaign(desk) as workspace, workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign)
        seen = [reader.seen(posts.post(session, number)) for number in numbers]
        output.say(output.document([json_views.post(reader, one, desk.lang, now=desk.now()) for one in seen]))


retry = _simple("retry", "retried", "Try a failed post again.")
