"""What a backup is, before it becomes a campaign: from whom, how much, and where its settings would lead."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from campaign.backup import settings_leads
from campaign.backup.member_names import shown
from campaign.backup.origin import Origin
from campaign.backup.settings_leads import Difference
from campaign.backup.unpack import Manifest
from schedules.database import after_restore, engine


@dataclass(frozen=True, kw_only=True)
class Examination:
    """What a backup is: whence, of when, how much is in it, and what in its settings is unknown here."""

    origin: Origin
    sealed: bool
    made_at: datetime
    program: str
    campaign: str
    computer: str
    folder: str
    files: int
    size: int
    posts: int
    films: int
    people: int
    consents: int
    differences: tuple[Difference, ...]
    signs_here: bool

    @property
    def to_confirm(self) -> bool:
        """Whether a person must look at it first: somebody else may have made it, and it leads elsewhere.

        So it is where this campaign signs its backups on this computer, and this one does not bear its signature.
        """
        return self.origin != "own" and (self.signs_here or bool(self.differences))


def examine(
    manifest: Manifest,
    folder: Path,
    books: engine.Store,
    standing: Path | None,
    *,
    sealed: bool,
    signs_here: bool,
) -> Examination:
    """Look at what was unpacked into `folder`; `standing` is the folder of the same campaign here, if there is one."""
    with books.read() as session:
        held = after_restore.holdings(session)
    return Examination(
        origin=manifest.origin,
        sealed=sealed,
        signs_here=signs_here,
        made_at=manifest.made_at,
        program=shown(manifest.program),
        campaign=shown(manifest.campaign),
        computer=shown(manifest.computer),
        folder=shown(manifest.folder),
        files=len(manifest.members),
        size=sum(size for size, _ in manifest.members.values()),
        posts=held.posts,
        films=held.films,
        people=held.people,
        consents=held.consents,
        differences=tuple(settings_leads.differences(folder, standing)),
    )
