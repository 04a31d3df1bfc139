"""A speaker's new name over signed forms: whether it is plainly the same person's, and what goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.workspace import Workspace
from media.text import folding
from schedules.database import testimonies
from schedules.model.records import Testimony


@dataclass(frozen=True, kw_only=True)
class Change:
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

    @property
    def told(self) -> dict[str, object]:
        """What sentences about it need."""
        return {
            "slug": self.before.slug,
            "before": self.before.speaker,
            "name": self.name,
            "other": self.other,
            "numbers": list(self.forms),
            "first": self.forms[0],
        }

    @property
    def question(self) -> str:
        """The code of the question whether it is the same person."""
        return "speaker-other-of-ask" if self.other else "speaker-other-ask"


def change(workspace: Workspace, before: Testimony, name: str) -> Change | None:
    """Return what a new name of a film's speaker changes; None where nothing was signed under the old one."""
    if not name or name == before.speaker:
        return None
    with workspace.store.read() as session:
        signed = [
            one.id
            for one in testimonies.consents(session, testimony_id=before.id)
            if one.person_id == before.speaker_id and one.withdrawn_at is None
        ]
        films = [one for one in testimonies.films_of(session).get(name, ()) if one != before.slug]
    return Change(before=before, name=name, forms=signed, other=next(iter(films), None)) if signed else None
