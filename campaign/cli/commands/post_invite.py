"""`campaign post invite` and `invites`: partner organisations asked for their yes by a link."""

from datetime import datetime

import click

from campaign.cli import credentials, options, output
from campaign.cli.app import Desk, pass_desk
from campaign.invitations import asking, hindrances, links, standing
from campaign.invitations.asking import DAYS, MOST_DAYS, Wish
from campaign.messages import formatting
from campaign.messages.translate import N_
from campaign.reports import json_views
from campaign.web import server
from campaign.workspace import Workspace
from schedules.database import invitations
from schedules.model.invited import Invitation

HERE = f"http://{server.HOST}:{server.OWN_PORT}"


@click.command(short_help="Ask a partner organisation for its yes, by a link.")
@click.argument("numbers", metavar="[N]...", type=int, nargs=-1)
@click.option("--for", "organisation", metavar="ORG", help="The organisation that is asked.")
@click.option(
    "--days",
    type=click.IntRange(1, MOST_DAYS),
    default=DAYS,
    show_default=True,
    metavar="D",
    help="For how many days the link can be answered.",
)
@click.option("--revoke", "revoked", type=int, metavar="LINK", help="Let this link lead nowhere from now on.")
@pass_desk
def invite(
    desk: Desk, numbers: tuple[int, ...], organisation: str | None, days: int, revoked: int | None
) -> None:
    """Ask a partner organisation for its yes to posts: prints the address to send to it.

    Who has the address sees these posts, plays their films, and says yes, or no with a reason, in the name of the
    organisation. They need no account. The desk must be open meanwhile (`campaign desk`); `[desk] address` in
    campaign.toml is where others reach it.

    \b
    Example:
      campaign post invite 3 4 --for microStart --days 7
      campaign post invite --revoke 2
    """
    if bool(numbers) == (revoked is not None):
        raise click.UsageError(N_("name posts by their numbers, or a link with --revoke"))
    if revoked is None and organisation is None:
        raise click.UsageError(N_("say with --for which organisation is asked"))
    with options.campaign(desk) as workspace:
        if revoked is not None:
            return _show_revoked(desk, asking.revoke(workspace, revoked, now=desk.now()))
        wish = Wish(numbers=tuple(dict.fromkeys(numbers)), organisation=organisation or "", days=days)
        made = asking.ask(workspace, wish, now=desk.now())
        for one in hindrances.of(workspace, made, now=desk.now()):
            sentence = desk.say("invite-hindered", number=one.number, why=one.why)
            output.note(desk.say("warning", sentence=sentence))
        _show(desk, workspace, made)
    return None


def _show(desk: Desk, workspace: Workspace, made: Invitation) -> None:
    """Print the address alone, and on stderr what it does."""
    to = workspace.settings.desk.address or HERE
    url = links.address(to, links.of(workspace, credentials.keychain(desk)).token(made))
    until = json_views.local(made.expires_at, workspace.rules.zone)
    told = {"organisation": made.organisation, "numbers": list(made.posts), "until": until, "link": made.id}
    if links.is_here_alone(to):
        output.note(desk.say("warning", sentence=desk.say("invite-here-alone")))
    output.note(desk.say("invited", **told))
    if desk.json:
        return output.say(output.document({**_document(workspace, made), "url": url}))
    return output.say(url)


def _show_revoked(desk: Desk, found: Invitation) -> None:
    output.note(desk.say("invite-revoked", link=found.id, organisation=found.organisation))


def _document(workspace: Workspace, one: Invitation) -> dict[str, object]:
    zone = workspace.rules.zone
    return {
        "link": one.id,
        "organisation": one.organisation,
        "posts": list(one.posts),
        "made_at": json_views.local(one.made_at, zone),
        "expires_at": json_views.local(one.expires_at, zone),
        "revoked_at": json_views.local(one.revoked_at, zone),
    }


@click.command(short_help="List the links by which partners are asked, with their answers.")
@pass_desk
def invites(desk: Desk) -> None:
    """List the links by which partner organisations are asked for their yes, with what they answered.

    \b
    Example:
      campaign post invites
    """
    with options.campaign(desk) as workspace, workspace.store.read() as session:
        found = [
            (one, standing.all_by_link(session, workspace, one, now=desk.now()))
            for one in invitations.everything(session)
        ]
        shown = [_document(workspace, one) | {"answers": _answers(desk, asked)} for one, asked in found]
    if desk.json:
        return output.say(output.document(shown))
    if not found:
        return output.say(desk.say("invites-none"))
    columns = (N_("Link"), N_("Organisation"), N_("Posts"), N_("Until"), N_("Answers"))
    rows = [_row(desk, workspace, one, asked, now=desk.now()) for one, asked in found]
    return output.table(columns, rows)


def _answers(desk: Desk, asked: tuple[standing.AskedPost, ...]) -> list[dict[str, object]]:
    return [
        {
            "post": one.post.number,
            "answer": one.standing,
            "about": list(one.answer.about) if one.answer else [],
            "words": one.answer.words if one.answer else "",
        }
        for one in asked
    ]


def _row(
    desk: Desk, workspace: Workspace, one: Invitation, asked: tuple[standing.AskedPost, ...], *, now: datetime
) -> tuple[object, ...]:
    until = json_views.local(one.expires_at, workspace.rules.zone)
    when = (
        formatting.short(until, desk.lang)
        if one.is_open(now)
        else desk.say("invite-was-revoked" if one.revoked_at else "invite-expired")
    )
    said = [
        desk.say(
            f"invite-answer-{each.standing}",
            number=each.post.number,
            words=each.answer.words if each.answer else "",
        )
        for each in asked
    ]
    return one.id, one.organisation, ", ".join(map(str, one.posts)), when, "\n".join(said)
