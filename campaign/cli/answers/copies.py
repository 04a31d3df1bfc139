"""What is said in a copy of a campaign, so that nobody takes what is done there for done in the campaign."""

from campaign.cli import output
from campaign.cli.app import Desk
from campaign.messages.pasteable import Typed
from campaign.workspace import Workspace
from schedules.errors import NotReady
from schedules.home import standing
from schedules.home.standing import Verdict

_KNOWN = (
    Verdict.COPY,
    Verdict.HIDDEN,
    Verdict.ELSEWHERE,
    Verdict.LEFT,
)  # of these the campaign's folder is known


def warn(desk: Desk, workspace: Workspace) -> None:
    """Say in a copy, where something was changed there, that the campaign itself has nothing of it."""
    if not workspace.store.was_written:
        return
    found = standing.of(workspace.folder, workspace.store)
    if found.verdict in _KNOWN:
        output.note(desk.say("changed-in-copy", **found.told))
    elif not found.publishes:
        output.note(desk.say("warning", sentence=desk.say(found.verdict.value, **found.told)))


def refuse(workspace: Workspace, command: str) -> None:
    """Raise NotReady in a copy for what would be relied on and has no effect there, naming where it has one."""
    found = standing.of(workspace.folder, workspace.store)
    if found.verdict in _KNOWN:
        raise NotReady("only-in-campaign", command=Typed(command), **found.told)
    if not found.publishes:
        raise found.refusal()
