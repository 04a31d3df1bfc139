"""`campaign check`: every rule over the whole campaign."""

import click

from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk


@click.command(short_help="Check the whole campaign against every rule.")
@pass_desk
def check(desk: Desk) -> int:
    """Check the whole campaign: plan, languages, texts, consents, subtitles, brand kit.

    Each finding is one line, with what to do. Errors keep a post from being approved and give exit code 1; warnings
    and remarks do not.

    \b
    Example:
      campaign check
    """
    from campaign.checks import campaign_check

    with options.campaign(desk) as workspace:
        found = campaign_check.findings(workspace, now=desk.now(), lang=desk.lang)
    code = output.told(desk, found)
    if not desk.json:
        kinds = [one.severity for one in found]
        counts = [
            desk.say(f"check-count-{name}", count=kinds.count(name)) for name in ("error", "warning", "info")
        ]
        output.note(desk.say("check-counted" if found else "check-sound", counts=counts))
    return code
