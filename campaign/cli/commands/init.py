"""`campaign init`: a new campaign folder."""

from collections.abc import Iterable
from pathlib import Path

import click

from campaign import new_campaign
from campaign.cli import errors, options, output
from campaign.cli.app import Desk, pass_desk
from media.languages import known
from schedules.errors import BadRequest


@click.command(short_help="Make a new campaign folder.")
@click.argument("folder", metavar="DIR", type=options.FILE)
@click.option("--name", metavar="N", help="The campaign's name (default: the folder's name).")
@click.option("--timezone", metavar="Z", default="Europe/Brussels", show_default=True, help="Its time zone.")
@click.option(
    "--language", "languages", metavar="L", multiple=True, help="One of its languages; may be repeated."
)
@pass_desk
def init(desk: Desk, folder: Path, name: str | None, timezone: str, languages: tuple[str, ...]) -> None:
    """Make a new campaign folder: commented settings, an example brand kit, an empty database.

    \b
    Example:
      campaign init my-campaign --name "Women who start" --language nl --language fr
    """
    place = folder.absolute()
    title = name if name is not None else place.resolve().name or "Campaign"
    first = new_campaign.first_settings(name=title, timezone=timezone, languages=languages, lang=desk.lang)
    _tell_unspoken(desk, first.languages)
    new_campaign.create(place, first)
    found = desk.synced(place)
    if found:
        output.note(desk.say("warning", sentence=desk.say(found.code, folder=place, name=found.name)))
    if desk.json:
        made = {
            "folder": place,
            "name": first.name,
            "timezone": first.timezone,
            "languages": first.languages,
        }
        output.say(output.document(made))
    else:
        output.say(desk.say("campaign-made", name=first.name, folder=folder))


def _tell_unspoken(desk: Desk, asked: Iterable[str]) -> None:
    """Say, before anything is made, what a language lacks that the program does not know; a person may stop there."""
    unspoken = [one for one in asked if known.find(one) is None]
    if not unspoken:
        return
    params = {"languages": ", ".join(unspoken), "known": ", ".join(known.languages())}
    output.note(desk.say("warning", sentence=desk.say("language-unspoken", **params)))
    if errors.can_ask() and not desk.confirm(desk.say("language-unspoken-ask")):
        raise BadRequest("language-unspoken-not")
