"""`campaign check`: every rule over the whole campaign."""

import click

from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from media.findings import SEVERITIES


@click.command(short_help="Check the whole campaign against every rule.")
@click.option("--all", "everything", is_flag=True, help="Show remarks too, which are only counted otherwise.")
@pass_desk
def check(desk: Desk, everything: bool) -> int:
    """Check the whole campaign: plan, languages, texts, consents, subtitles, brand kit.

    Each finding is one line, with what to do, errors first. Errors keep a post from being approved and give exit
    code 1; warnings and remarks do not. Remarks are counted, and shown with --all.

    \b
    Example:
      campaign check
    """
    from campaign.checks import campaign_check

    with options.campaign(desk) as workspace:
        found = output.by_severity(campaign_check.findings(workspace, now=desk.now(), lang=desk.lang))
    folded = not (everything or desk.json)
    code = output.told(desk, [one for one in found if not folded or one.severity != "info"])
    if not desk.json:
        kinds = [str(one.severity) for one in found]
        counts = [desk.say(f"check-count-{name}", count=kinds.count(name)) for name in SEVERITIES]
        output.note(desk.say("check-counted" if found else "check-sound", counts=counts))
        if folded and "info" in kinds:
            output.note(desk.say("check-folded", count=kinds.count("info")))
    return code
