"""An open campaign: its folder, checked settings, database, and the rules that follow from the settings."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path

from campaign.settings.declarations import Settings
from media import files, rights
from schedules.database import engine
from schedules.database.colleagues import Acting
from schedules.errors import BadRequest, DatabaseBusy, NotReady
from schedules.home import record
from schedules.model import campaign_paths
from schedules.model.bilingual import base
from schedules.model.publishing_rules import Campaign, Rules


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """What a command on a campaign works with."""

    folder: Path
    settings: Settings
    store: engine.Store
    rules: Rules

    @property
    def campaign(self) -> Campaign:
        """Return what the queue knows of it besides its database."""
        return Campaign(folder=self.folder, rules=self.rules)

    @property
    def rehearsal_folder(self) -> Path:
        """Return where the rehearsal Page keeps its store."""
        return self.folder / "rehearsal"

    def acting(self, who: Acting) -> "Workspace":
        """Return the campaign as somebody works on it: what staff do is written under this person's name."""
        return replace(self, store=self.store.acting_as(who))


@contextmanager
def opened(folder: Path, settings: Settings, *, shared: bool = True) -> Iterator[Workspace]:
    """Yield the campaign in `folder`, its database brought up to date, once its group is let in if it is `shared`.

    Raises BadRequest where it is broken, also where that shows only as something is done with what was read.
    """
    campaign_paths.require_own_folders(folder)
    if shared:
        share(folder, settings)
    if campaign_paths.has_unfinished(folder):
        _sweep(folder)
    books = engine.open_in(folder)
    try:
        with books.naming_troubles():
            if not record.is_written(folder):
                _begin(folder, books)
            yield Workspace(folder=folder, settings=settings, store=books, rules=rules(settings))
    finally:
        books.close()


def _sweep(folder: Path) -> None:
    """Remove the copies that commands which were killed left of what is in here."""
    from media import temporary_copies  # only where there may be some: all commands come by here

    temporary_copies.sweep(folder)
    for place in campaign_paths.MADE:
        files.remove_dead_folders(folder / place)


def share(folder: Path, settings: Settings) -> None:
    """Let the group that the settings name into the campaign's folder, where it is not in yet."""
    group = group_of(settings)
    if group is None or rights.is_shared_with(folder, group):
        return
    if not rights.is_ours(folder):
        raise NotReady("group-not-let-in", folder=folder, group=settings.files.group)
    rights.repair(folder, group)


def group_of(settings: Settings) -> int | None:
    """Return the number of the group that may read and write the campaign; None where there is none.

    Raises BadRequest where this computer has no such group, or this user is not in it.
    """
    name = settings.files.group
    if not name or not rights.HAS_MODES:
        return None
    group = rights.group_number(name)
    if group is None:
        raise BadRequest("group-unknown", group=name)
    if not rights.is_member(group):
        raise BadRequest("group-not-yours", group=name)
    return group


def _begin(folder: Path, books: engine.Store) -> None:
    from schedules.home import standing  # only where a campaign of before is opened for the first time

    with suppress(OSError, DatabaseBusy, NotReady):
        standing.begin(folder, books)


def rules(settings: Settings) -> Rules:
    """Return what the queue obeys: every setting that `Rules` names alike, and what follows from several."""
    obeyed = {field.name for field in fields(Rules)}
    sections = (settings.service, settings.render, settings.subtitles, settings.consent)
    same = {name: value for section in sections for name, value in section if name in obeyed}
    by_partners = settings.service.approval_by == "partners"
    return Rules(
        zone=settings.timezone,
        partners=settings.organisations if by_partners else (),
        pair=pair(settings),
        **same,
    )


def pair(settings: Settings) -> tuple[str, ...]:
    """Return the campaign's languages in which a film is posted."""
    wanted = {base(language) for language in settings.plan.pair}
    return tuple(language for language in settings.languages if base(language) in wanted)
