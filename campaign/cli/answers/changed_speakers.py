"""A speaker's new name over signed forms: whether it is the same person's is asked, and what becomes of them told."""

from collections.abc import Callable

from campaign.cli import errors, output
from campaign.cli.app import Desk
from campaign.testimonies import changed_speakers
from campaign.testimonies.changed_speakers import Change
from campaign.workspace import Workspace
from media.text import folding
from schedules.errors import BadRequest
from schedules.model.records import Testimony


def asked(desk: Desk, workspace: Workspace, before: Testimony, name: str | None) -> Callable[[], None]:
    """Ask whether a name that may be somebody else's is that of who signed; return what tells of it once it is done.

    BadRequest where a person says no. Where nobody can be asked, the forms are told to go with the name.
    """
    change = changed_speakers.change(workspace, before, name or "")
    if change is None:
        return _nothing
    if change.is_correction:
        return lambda: None if folding.same(name or "", before.speaker) else _note(desk, change)
    if desk.yes or not errors.can_ask():
        code = "speaker-other-of" if change.other else "speaker-other"
        said = desk.say(code, **change.told)
        return lambda: output.note(desk.say("warning", sentence=said))
    if not errors.agreed(desk.say(change.question, **change.told), default=False, lang=desk.lang):
        raise BadRequest("speaker-other-no", **change.told)
    return lambda: _note(desk, change)


def _note(desk: Desk, change: Change) -> None:
    output.note(desk.say("speaker-forms-stay", **change.told))


def _nothing() -> None:
    """Tell nothing."""
