"""`campaign init`: a new campaign folder."""

from pathlib import Path

import click

from campaign import new_campaign
from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk


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
