"""`campaign brand`: check the brand kit and preview it."""

from pathlib import Path

import click

from campaign.checks import brand as check_brand
from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk


@click.group(short_help="Check the brand kit and preview it.")
def brand() -> None:
    """Check the campaign's brand kit (the folder brand/) and preview it.

    \b
    Example:
      campaign brand check
    """


@brand.command(short_help="Check colours, fonts, logos and texts of the brand kit.")
@pass_desk
def check(desk: Desk) -> int:
    """Check the brand kit: files, contrast on any picture, characters that fonts lack, logos, partners, lengths of
    text.

    Prints one line per finding; the exit code is 1 if one of them is an error.

    \b
    Example:
      campaign brand check
    """
    with options.campaign(desk) as workspace:
        found = check_brand.judged(workspace)
    if not found and not desk.json:
        output.say(desk.say("brand-sound"))
    return output.told(desk, found)


@brand.command(short_help="Draw the contact sheet of the brand kit.")
@click.argument("file", type=options.FILE, metavar="FILE.png")
@pass_desk
def preview(desk: Desk, file: Path) -> None:
    """Draw a sheet for each language that can be printed and shown: films and cards in all formats and as wide as on a
    phone, with what `brand check` says.

    \b
    Example:
      campaign brand preview brand.png
    """
    check_brand.require_drawable(desk.require_folder(), file)
    with options.campaign(desk) as workspace:
        check_brand.preview(workspace, options.spared(desk, file), desk.lang)
    output.say(
        output.document({"path": file.absolute()}) if desk.json else desk.say("sheet-written", path=file)
    )
