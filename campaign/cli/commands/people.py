"""`campaign people`: who may come to the desk, and in which role."""

import click

from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.messages.translate import N_
from campaign.people import colleagues
from campaign.people.colleagues import Added
from campaign.workspace import Workspace
from schedules.model.colleagues import ROLES, Role

COLUMNS = (N_("Name"), N_("Role"), N_("Organisation"), N_("E-mail address"), N_("Logs in"))


@click.group(short_help="Say who may come to the desk, and in which role.")
def people() -> None:
    """Say who may come to the desk beyond this computer, and in which role.

    \b
    Example:
      campaign people add "An Voorbeeld" --role admin
      campaign people list
    """


@people.command()
@click.argument("name", metavar="NAME")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What this person may do.")
@click.option("--organisation", metavar="ORG", help="The organisation that an approver says yes for.")
@click.option("--email", metavar="ADDRESS", help="To log in with, and for single sign-on.")
@pass_desk
def add(desk: Desk, name: str, role: Role, organisation: str | None, email: str | None) -> None:
    """Give somebody a role, and print the code for the first log-in.

    A viewer sees everything but signed forms; an editor writes, plans and holds back; an approver says yes for one
    organisation; a publisher sends, releases and removes; protection sees and records signed forms and withdraws
    consents; admin may do everything.

    \b
    Example:
      campaign people add "An Voorbeeld" --role editor --email an@example.org
      campaign people add "Piet Voorbeeld" --role approver --organisation Hefboom
    """
    with options.campaign(desk) as workspace:
        done = colleagues.add(workspace, name, role, organisation=organisation, email=email, now=desk.now())
        _tell(desk, workspace, done, "people-were-added")


@people.command(short_help="Give somebody a new code to log in.")
@click.argument("name", metavar="NAME")
@pass_desk
def code(desk: Desk, name: str) -> None:
    """Give somebody a new code, who lost password or phone: both are chosen anew, and sessions end at once.

    \b
    Example:
      campaign people code "An Voorbeeld"
    """
    with options.campaign(desk) as workspace:
        done = colleagues.code_anew(workspace, name, now=desk.now())
        _tell(desk, workspace, done, "people-code-given")


def _tell(desk: Desk, workspace: Workspace, done: Added, said: str) -> None:
    until = done.until.astimezone(workspace.rules.zone)
    if desk.json:
        one = done.colleague
        told = {"name": one.name, "role": one.role, "organisation": one.organisation, "email": one.email}
        return output.say(output.document({**told, "code": done.code, "until": until}))
    address = desk.say("people-at-desk")
    params = {"name": done.colleague.name, "role": done.colleague.role, "first": done.code, "until": until}
    return output.say(desk.say(said, address=address, **params))


@people.command("list")
@pass_desk
def list_(desk: Desk) -> None:
    """List who may come to the desk.

    \b
    Example:
      campaign people list
    """
    with options.campaign(desk) as workspace:
        found = colleagues.everybody(workspace)
    if desk.json:
        return output.say(
            output.document(
                [
                    {
                        "name": one.name,
                        "role": one.role,
                        "organisation": one.organisation,
                        "email": one.email,
                        "logs_in": one.can_log_in,
                    }
                    for one in found
                ]
            )
        )
    if not found:
        return output.say(desk.say("none-people"))
    rows = [
        (
            one.name,
            desk.word(one.role),
            one.organisation or "-",
            one.email or "-",
            desk.word("yes" if one.can_log_in else "no"),
        )
        for one in found
    ]
    return output.table(COLUMNS, rows)


@people.command()
@click.argument("name", metavar="NAME")
@click.option("--erase", is_flag=True, help="Erase the name from history, too, for good.")
@pass_desk
def remove(desk: Desk, name: str, erase: bool) -> None:
    """Take somebody's role and log them out. History keeps the name, until it is erased.

    \b
    Example:
      campaign people remove "An Voorbeeld"
      campaign people remove "An Voorbeeld" --erase
    """
    ask, left = desk.say("people-erase-ask", name=name), desk.say("people-erase-left", name=name)
    if erase and options.declined(desk, ask, left):
        return None
    with options.campaign(desk) as workspace:
        found, erased = colleagues.remove(workspace, name, erase=erase, now=desk.now())
    if desk.json:
        return output.say(output.document({"removed": True, "erased": erased}))
    said = "people-were-erased" if erased else "people-not-erased" if erase else "people-were-removed"
    return output.say(desk.say(said, name=found.name))
