"""`campaign consent`: who agreed to what, with the signed form as evidence."""

from pathlib import Path
from typing import Any

import click

from campaign import evidence
from campaign.cli import opening, screen
from campaign.cli.app import Desk, pass_desk
from campaign.sentences import locales
from campaign.sentences.marking import N_
from schedules import archive, gates, records
from schedules.models import ACTS, CHANNELS, NAME_DISPLAYS

DAY = opening.Day()
COLUMNS = (
    N_("No."), N_("Testimony"), N_("Person"), N_("Acts"), N_("Channels"), N_("Languages"), N_("Signed"), N_("Until"),
    N_("Name shown"),
)  # fmt: skip


@click.group(short_help="Record who agreed to what, and list it.")
def consent() -> None:
    """Record who agreed to what, and list it: a person's consent outranks every deadline.

    \b
    Example:
      campaign consent list
    """


@consent.command()
@click.argument("slug")
@click.option("--person", metavar="P", help="Who agreed (default: the speaker); anybody recognisable must.")
@click.option(
    "--act", "acts", type=click.Choice(ACTS), multiple=True, required=True, help="To be filmed, to publish."
)
@click.option(
    "--channel", "channels", type=click.Choice(CHANNELS), multiple=True, required=True, help="Where."
)
@click.option("--language", "languages", metavar="L", multiple=True, required=True, help="In which language.")
@click.option("--signed", type=DAY, metavar="DATE", required=True, help="The day on the form, YYYY-MM-DD.")
@click.option("--until", type=DAY, metavar="DATE", help="The last day it holds (default: no end).")
@click.option("--evidence", "form", type=opening.FILE, required=True, metavar="FILE", help="The signed form.")
@click.option(
    "--purpose",
    "purposes",
    metavar="P",
    multiple=True,
    default=(gates.PURPOSE,),
    show_default=True,
    help="What for.",
)
@click.option(
    "--name-display", type=click.Choice(NAME_DISPLAYS), default="full", help="How the name may be shown."
)
@click.option("--pseudonym", metavar="NAME", help="The name to show with --name-display pseudonym.")
@pass_desk
def record(desk: Desk, /, slug: str, form: Path, languages: tuple[str, ...], **said: Any) -> None:
    """Record one signed form: who allows what, where, in which languages, from when to when.

    \b
    Example:
      campaign consent record bakery --act film --act publish --channel facebook \\
        --language fr --language nl --signed 2020-11-02 --evidence form.pdf
    """
    spoken = [desk.settings().language(language) for language in languages]
    wishes = evidence.Wishes(
        slug=slug,
        signed_on=said.pop("signed"),
        languages=spoken,
        form=form,
        **said,
    )
    with opening.campaign(desk) as office:
        number = evidence.record(office, wishes, now=desk.now())
    if desk.json:
        screen.say(screen.document({"number": number}))
    else:
        screen.say(desk.say("consent-recorded", number=number, slug=slug))


@consent.command("list")
@pass_desk
def list_(desk: Desk) -> None:
    """List the consents on record.

    \b
    Example:
      campaign consent list --json
    """
    with opening.campaign(desk) as office, office.store.read() as session:
        found = archive.consents(session)
    if desk.json:
        return screen.say(screen.document([_as_json(one) for one in found]))
    return screen.table(COLUMNS, [_row(desk, one) for one in found])


def _row(desk: Desk, one: records.Consent) -> tuple[object, ...]:
    lists = (desk.word(", ".join(items)) for items in (one.acts, one.channels, one.languages))
    signed, until = (locales.short(day, desk.lang) if day else "-" for day in (one.signed_on, one.until))
    return (one.id, one.testimony, one.person, *lists, signed, until, desk.word(one.name_display))


def _as_json(one: records.Consent) -> dict[str, Any]:
    return {
        "number": one.id,
        "testimony": one.testimony,
        "person": one.person,
        "acts": one.acts,
        "channels": one.channels,
        "languages": one.languages,
        "purposes": one.purposes,
        "signed": one.signed_on,
        "until": one.until,
        "name_display": one.name_display,
        "evidence": one.evidence_path,
        "withdrawn_at": one.withdrawn_at,
    }
