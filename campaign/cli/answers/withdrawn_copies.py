"""What is told of a consent that was withdrawn in a copy: whether it still holds in the campaign, and what ends it."""

from campaign.cli import output
from campaign.cli.app import Desk
from campaign.messages import pasteable
from campaign.messages.pasteable import Typed
from campaign.testimonies import withdraw
from campaign.testimonies.withdraw import Asked, Outcome
from campaign.workspace import Workspace
from media.text import folding
from schedules.database import withdrawals
from schedules.home import standing
from schedules.model.records import Withdrawal


def called(desk: Desk) -> str:
    """Return by which word a film is called whose short name must go, in the reader's language, as a slug."""
    return folding.slug(desk.word("withdrawn")) or withdrawals.CALLED


def tell(desk: Desk, workspace: Workspace, outcome: Outcome, asked: Asked) -> None:
    """Say so on stderr; in the campaign itself there is nothing to say. `asked` is from before names were erased."""
    found = standing.of(workspace.folder, workspace.store)
    if found.publishes:
        return
    there = withdraw.in_campaign(found, outcome.withdrawal, asked)
    if there and not there.holds:
        return output.note(desk.say("withdrawn-in-copy-too", **found.told))
    code = "withdrawn-in-copy"
    if not outcome.finished:
        code = "withdrawn-in-copy-waits"
    elif there is None:
        code = "withdrawn-in-copy-unknown"
    elif workspace.settings.page.id is None:  # a rehearsal Page, which each folder has for itself
        code = "withdrawn-in-copy-rehearsal"
    words = _words(there.asked if there else asked, outcome.withdrawal)
    return output.note(desk.say(code, words=Typed(words), **found.told))


def _words(asked: Asked, of: Withdrawal) -> str:
    """Return the words behind `campaign consent withdraw` that withdraw the same there."""
    person = "" if asked.speaks else asked.person
    given = (("--person", person), ("--channel", of.channel), ("--language", of.language))
    options = (f"{name} {pasteable.quoted(value)}" for name, value in given if value)
    return " ".join((pasteable.quoted(asked.slug), *options))
