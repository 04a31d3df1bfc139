"""`campaign organisation`: the organisations of a campaign, and one new name for one of them everywhere."""

import click

from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.messages import formatting
from campaign.messages.translate import N_
from campaign.testimonies import organisations
from campaign.testimonies.organisations import Another, Renamed
from schedules.errors import BadRequest

COLUMNS = (N_("Organisation"), N_("In campaign.toml"), N_("Testimonies"))


@click.group(short_help="List the organisations of the campaign, and rename one everywhere.")
def organisation() -> None:
    """List the organisations of the campaign, and rename one everywhere.

    \b
    Example:
      campaign organisation list
    """


@organisation.command("list")
@pass_desk
def list_(desk: Desk) -> None:
    """List every organisation as it is spelt in campaign.toml and in testimonies.

    \b
    Example:
      campaign organisation list
    """
    with options.campaign(desk) as workspace:
        found = organisations.everywhere(workspace)
    if desk.json:
        return output.say(output.document(found))
    if not found:
        return output.say(desk.say("none-organisations"))
    rows = [
        (one.name, desk.word("yes" if one.listed else "no"), ", ".join(one.films) or "-") for one in found
    ]
    return output.table(COLUMNS, rows)


@organisation.command()
@click.argument("old", metavar="OLD-NAME")
@click.argument("new", metavar="NEW-NAME")
@click.option("--dry-run", is_flag=True, help="Only show where the name would change.")
@pass_desk
def rename(desk: Desk, old: str, new: str, dry_run: bool) -> None:
    """Rename an organisation everywhere: testimonies, approvals, campaign.toml, the partners of the brand kit.

    Every spelling of OLD-NAME is meant, whatever its capitals, accents, hyphens and spaces. Texts of posts stay as they
    are.

    \b
    Example:
      campaign organisation rename Credal "Crédal"
    """
    with options.campaign(desk) as workspace:
        if other := organisations.another(workspace, old, new):
            new = other.name
            _require_merge(desk, old, other, dry_run=dry_run)
        done = organisations.rename(workspace, old, new, now=desk.now(), dry_run=dry_run)
    if desk.json:
        return output.say(output.document(done or {"name": new, "files": [], "films": []}))
    if done is None:
        return output.say(desk.say("organisation-is-so", name=new))
    told = {"organisation-again": done.again, "organisation-said": done.said, "organisation-live": done.live}
    for code, numbers in told.items():
        if numbers:
            output.note(desk.say(code, numbers=", ".join(map(str, numbers))))
    for file in done.kept:
        output.note(desk.say("organisation-in-kit", file=file, name=done.name, written=old))
    code = "organisation-would-be" if dry_run else "organisation-renamed"
    return output.say(desk.say(code, name=done.name, places=_places(desk, done)))


def _require_merge(desk: Desk, old: str, other: Another, *, dry_run: bool) -> None:
    """Ask whether two organisations become one, for nothing tells them apart afterwards; refuse where nobody says."""
    if other.is_slip:
        return None
    films = formatting.listed(other.films, desk.lang)
    params = {"written": old, "name": other.name, "films": films}
    which = "organisation-another-of" if films else "organisation-another"
    if dry_run:
        return output.note(desk.say(which, **params))
    if not desk.confirm(desk.say(f"{which}-ask", **params)):
        raise BadRequest(f"{which}-no", **params)
    return None


def _places(desk: Desk, done: Renamed) -> str:
    """Return where the name was put, in words."""
    places = list(done.files)
    places += [desk.say("organisation-in-films", slugs=", ".join(done.films))] if done.films else []
    places += [desk.say("organisation-in-approvals", count=done.approvals)] if done.approvals else []
    return formatting.listed(places, desk.lang)
