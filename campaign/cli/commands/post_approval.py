"""`campaign post approve` and `unapprove`: who says yes to posts, and takes it back."""

from functools import partial

import click

from campaign.checks import brand
from campaign.cli import asked_words, errors, options, output
from campaign.cli.answers import taken_in
from campaign.cli.app import Desk, pass_desk
from campaign.cli.commands import post_steps
from campaign.messages import formatting, translate
from campaign.messages.translate import N_
from campaign.posts import approvable, joined_reasons, revoke
from campaign.posts import approve as post_approve
from campaign.posts.whose_yes import Voice
from campaign.reports import json_views
from campaign.workspace import Workspace
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import posts
from schedules.model.records import Post

_PLACEHOLDERS = (
    "",
    "name",
    "who",
    "naam",
    "wie",
    "nom",
    "qui",
)  # what advice says in the place of somebody's name


@click.command()
@click.argument("numbers", metavar="[N]...", type=int, nargs=-1)
@click.option(
    "--all", "every", is_flag=True, help="All drafts with a date; on a terminal you are asked first."
)
@click.option("--for", "organisation", metavar="ORG", help="The partner organisation that approves.")
@click.option("--by", "who", metavar="WHO", help="The person who approves.")
@pass_desk
def approve(
    desk: Desk, numbers: tuple[int, ...], every: bool, organisation: str | None, who: str | None
) -> int:
    """Approve posts as they are, all of them or none. What is approved is shown first, on stderr.

    With --all those that may be approved are, the others are named with the reason, and the exit code is 1 if there
    are any. With `approvals = 2` in campaign.toml two people must approve a post, each with --by; with `approval_by =
    "partners"` each partner that it shows must, and nobody for two of them.

    \b
    Example:
      campaign post approve 3 4 --by "An Voorbeeld"
      campaign post approve 1-12
      campaign post approve --all
    """
    if every == bool(numbers):
        raise click.UsageError(N_("name posts by their numbers, or give --all"))
    with options.campaign(desk) as workspace:
        numbers = approvable.candidates(workspace) if every else numbers
        voice = Voice(who=_whose_name(desk, workspace, numbers, who), organisation=organisation)
        if (every and not _are_meant(desk, numbers)) or not _is_another(desk, workspace, numbers, voice.who):
            return 0
        outcome = _approved(desk, workspace, numbers, voice, every=every)
        _warn_of_example(desk, workspace, outcome.numbers)
        with workspace.store.read() as session:
            taken_in.beside(desk, session, workspace, outcome.numbers)
    refused = {one.number for one in outcome.refused}
    for number in dict.fromkeys(numbers):
        if number not in refused:
            post_steps.show_after(desk, number)
    return 1 if outcome.refused else 0


def _whose_name(desk: Desk, workspace: Workspace, numbers: tuple[int, ...], who: str | None) -> str | None:
    """Return who approves; asked on a terminal, where one person alone is not enough."""
    named = None if who is None or who.strip().casefold() in _PLACEHOLDERS else who.strip()
    if named or not errors.can_ask() or not approvable.needs_name(workspace, numbers):
        return named
    return asked_words.answer(desk.say("approval-who"), desk.lang).strip()


def _is_another(desk: Desk, workspace: Workspace, numbers: tuple[int, ...], who: str | None) -> bool:
    """Ask on a terminal whether a name that is nearly that of somebody who approved before is somebody else's."""
    if not errors.can_ask() or not (found := approvable.near_names(workspace, numbers, who)):
        return True
    told = {"number": found[0], "other": found[1], "by": who}
    return not options.declined(
        desk, desk.say("approval-names-sure", **told), desk.say("approval-names-not", **told)
    )


def _are_meant(desk: Desk, numbers: tuple[int, ...]) -> bool:
    """Say how many drafts there are, and ask on a terminal whether all of them are meant."""
    if not numbers:
        output.note(desk.say("approve-all-none"))
        return False
    question = desk.say("approve-all-sure", count=len(numbers), numbers=", ".join(map(str, numbers)))
    return not options.declined(desk, question, desk.say("approve-all-left"))


def _approved(
    desk: Desk, workspace: Workspace, numbers: tuple[int, ...], voice: Voice, *, every: bool
) -> post_approve.Outcome:
    """Say yes, and tell on stderr what is still missing and what was refused."""
    tell = partial(_show_what, desk, workspace)
    outcome = post_approve.approve(workspace, numbers, voice, now=desk.now(), several=every, tell=tell)
    for one in outcome.told:
        output.note(desk.say(one.code, **one.params))
    for why in joined_reasons.of_whom([one.why for one in outcome.refused], "--all"):
        output.note(formatting.capital(desk.say(why.code, **why.params)))
    if every:
        _count(desk, workspace, numbers, outcome)
    return outcome


def _count(desk: Desk, workspace: Workspace, numbers: tuple[int, ...], outcome: post_approve.Outcome) -> None:
    """Say on stderr how many posts are approved now, how many still lack the yes of another, how many were refused.

    A post to which the same person said yes before lacks that of another, too.
    """
    refused = {one.number for one in outcome.refused}
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign)
        said = [one for one in dict.fromkeys(numbers) if one not in refused]
        partly = [one for one in said if not reader.of(posts.post(session, one)).complete]
    counted = {"count": len({*outcome.numbers} - {*partly}), "partly": len(partly)}
    code = "approve-all-partly" if partly else "approve-all-done"
    output.note(desk.say(code, **counted, refused=len(refused)))


def _warn_of_example(desk: Desk, workspace: Workspace, numbers: tuple[int, ...]) -> None:
    """Say on stderr, once, that the films of these posts would show the example's logos."""
    with workspace.store.read() as session:
        films = any(posts.post(session, number).is_film for number in numbers)
    asis = brand.finding(workspace.folder, workspace.settings.languages) if films else None
    if asis and asis.severity == "warning":
        output.note(desk.say("warning", sentence=desk.say("brand-example-told", parts=asis.params["parts"])))


def _show_what(desk: Desk, workspace: Workspace, posts: list[Post]) -> None:
    """Say on stderr what the yes is to, before it is kept."""
    for post in posts:
        spoken = formatting.language(post.language, desk.lang)
        rows = {
            "caption": post.latest_caption,
            "film": f"{post.testimony} ({desk.word(post.format)}, {spoken})" if post.is_film else None,
            "language": spoken,
            "date": options.shown(json_views.local(post.due_at, workspace.rules.zone)),
            "link": post.link,
            "photos": formatting.listed(
                (photo["alt"] or desk.say("photo-bare") for photo in post.photos), desk.lang
            ),
            "comment": post.first_comment,
        }
        output.note(desk.say("approving", number=post.number))
        for name, value in rows.items():
            if value:
                label = translate.labelled(desk.say(f"approving-{name}"), desk.lang)
                output.note(f"  {label} {value}".replace("\n", "\n    "))


@click.command()
@click.argument("number", type=int)
@click.option("--for", "organisation", metavar="ORG", help="Revoke only the approval of this organisation.")
@pass_desk
def unapprove(desk: Desk, number: int, organisation: str | None) -> None:
    """Revoke the approval of a post.

    \b
    Example:
      campaign post unapprove 3
    """
    with options.campaign(desk) as workspace, post_steps.holds_told(desk, workspace):
        revoke.revoke(workspace, number, now=desk.now(), organisation=organisation)
    post_steps.show_after(desk, number)
