"""`campaign init`: a new campaign folder."""

import os
from collections.abc import Iterable
from pathlib import Path

import click

from campaign import new_campaign
from campaign.cli import app, errors, options, output
from campaign.cli.app import Desk, pass_desk
from campaign.messages import pasteable
from campaign.settings import settings as campaign_settings
from media.languages import known
from schedules.errors import BadRequest

_NAMED = 3  # files that are named, of those in the folder


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
    _require_apart(desk, place, [("--name", name), ("--timezone", timezone), *_languages(languages)])
    _tell_unspoken(desk, first.languages)
    beside = sorted(one.name for one in place.iterdir()) if place.is_dir() else []
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
        here = place.resolve() == Path.cwd()
        output.say(
            desk.say("campaign-made-here" if here else "campaign-made", name=first.name, folder=folder)
        )
    _tell_made(desk, first.languages, folder, beside)


def _tell_made(desk: Desk, languages: Iterable[str], folder: Path, beside: list[str]) -> None:
    """Say in which languages a campaign was made, and which files were in its folder before."""
    output.note(desk.say("campaign-speaks", languages=list(languages)))
    if beside:
        told = {"folder": folder, "count": len(beside), "names": beside[:_NAMED]}
        output.note(desk.say("warning", sentence=desk.say("campaign-beside-files", **told)))


def _languages(languages: Iterable[str]) -> list[tuple[str, str | None]]:
    return [("--language", one) for one in languages]


def _require_apart(desk: Desk, place: Path, options: Iterable[tuple[str, str | None]]) -> None:
    """Raise BadRequest for a folder inside another campaign's, with the place beside it, unless a person agrees."""
    place = Path(os.path.abspath(place))  # noqa: PTH100 - without `..`, and links stay
    outer = app.find_folder(place.parent)
    if outer is None or (place / campaign_settings.FILE).exists():  # which is refused all the same
        return
    beside = os.path.relpath(outer.parent / place.name)
    given = [
        word for name, value in options if value not in (None, "Europe/Brussels") for word in (name, value)
    ]
    params: dict[str, object] = {
        "folder": place.name,
        "outer": outer,
        "line": pasteable.line((beside, *given)),
    }
    if not desk.confirm(desk.say("folder-inside-campaign-ask", **params)):
        raise BadRequest("folder-inside-campaign", **params)


def _tell_unspoken(desk: Desk, asked: Iterable[str]) -> None:
    """Say, before anything is made, what a language lacks that the program does not know; a person may stop there."""
    unspoken = [one for one in asked if known.find(one) is None]
    if not unspoken:
        return
    params = {"languages": ", ".join(unspoken), "known": ", ".join(known.languages())}
    output.note(desk.say("warning", sentence=desk.say("language-unspoken", **params)))
    if errors.can_ask() and not desk.confirm(desk.say("language-unspoken-ask")):
        raise BadRequest("language-unspoken-not")
