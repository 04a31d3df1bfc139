"""What every command on a campaign says where posts fell due while no service ran, so that nobody finds out late."""

import click
from sqlmodel import Session

from campaign.cli import output
from campaign.cli.app import Desk
from campaign.workspace import Workspace
from schedules.database import events, unsent
from schedules.home import standing

TOLD = "campaign.cli.answers.unserved"  # in the context of a command line: it was said
KNOWN = ("overdue", "run", "rehearse")  # commands that show it, or put it right


def tell(desk: Desk, session: Session) -> None:
    """Say on stderr, after a sentence on what the service does, that none is running, and how it is started."""
    if not (desk.json or events.is_served(session, now=desk.now())):
        output.note(desk.say("service-off-paused" if events.paused(session) else "service-off"))


def warn(desk: Desk, workspace: Workspace) -> None:
    """Say once on stderr, but to programs, how many posts were due and that no service is running."""
    context = click.get_current_context(silent=True)
    if desk.json or context is None or context.meta.get(TOLD) or context.info_name in KNOWN:
        return
    now = desk.begun or desk.now()  # what the command itself set to now is not late
    with workspace.store.read() as session:
        if not unsent.may_have_missed(session, now=now):
            return
        from campaign.reports import missed_posts  # slow to load

        missed = missed_posts.told(session, workspace, now=now)
    if missed and standing.seems_home(workspace.folder):
        context.meta[TOLD] = True
        output.note(desk.say(missed.code, **missed.params))
