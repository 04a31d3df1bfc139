"""A speaker's new name over signed forms: whether it is the same person's, and what becomes of the forms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from campaign.cli import errors, output
from campaign.cli.app import Desk
from campaign.workspace import Workspace
from media.text import folding
from schedules.database import testimonies
from schedules.errors import BadRequest
from schedules.model.records import Testimony


@dataclass(frozen=True, kw_only=True)
class _Change:
    """A new name, the forms that its film's speaker signed, and another film in which somebody has that name."""

    before: Testimony
    name: str
    forms: Sequence[int]
    other: str | None

    @property
    def is_correction(self) -> bool:
        """Whether the two names are plainly one person's: spelt otherwise, or longer or shorter."""
        old, new = self.before.speaker, self.name
        if folding.same(old, new) or folding.nearly_same(old, new):
            return True
        if self.other:
            return False
        one, another = (set(map(folding.folded, name.replace("-", " ").split())) for name in (old, new))
        return one <= another or another <= one


def asked(desk: Desk, workspace: Workspace, before: Testimony, name: str | None) -> Callable[[], None]:
    """Ask whether a name that may be somebody else's is that of who signed; return what tells of it once it is done.

    BadRequest where a person says no. Where nobody can be asked, the forms are told to go with the name.
    """
    change = _change(workspace, before, name) if name and name != before.speaker else None
    if change is None or not change.forms:
        return _nothing
    if change.is_correction:
        return lambda: None if folding.same(name or "", before.speaker) else _note(desk, change)
    told = _told(desk, change)
    if desk.yes or not errors.can_ask():
        code = "speaker-other-of" if change.other else "speaker-other"
        said = desk.say(code, **told)
        return lambda: output.note(desk.say("warning", sentence=said))
    code = "speaker-other-of-ask" if change.other else "speaker-other-ask"
    if not errors.agreed(desk.say(code, **told), default=False, lang=desk.lang):
        raise BadRequest("speaker-other-no", **told)
    return lambda: _note(desk, change)


def _change(workspace: Workspace, before: Testimony, name: str) -> _Change:
    with workspace.store.read() as session:
        signed = [
            one.id
            for one in testimonies.consents(session, testimony_id=before.id)
            if one.person_id == before.speaker_id and one.withdrawn_at is None
        ]
        films = [one for one in testimonies.films_of(session).get(name, ()) if one != before.slug]
    return _Change(before=before, name=name, forms=signed, other=next(iter(films), None))


def _told(desk: Desk, change: _Change) -> dict[str, object]:
    return {
        "slug": change.before.slug,
        "before": change.before.speaker,
        "name": change.name,
        "other": change.other,
        "numbers": list(change.forms),
        "first": change.forms[0],
    }


def _note(desk: Desk, change: _Change) -> None:
    output.note(desk.say("speaker-forms-stay", **_told(desk, change)))


def _nothing() -> None:
    """Tell nothing."""
