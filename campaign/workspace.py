"""An open campaign: its folder, checked settings, database, and the rules that follow from the settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from campaign.settings.settings import Settings
from schedules.database import engine
from schedules.model.bilingual import base
from schedules.model.publishing_rules import Rules


@dataclass(frozen=True, kw_only=True)
class Office:
    """What a command on a campaign works with."""

    folder: Path
    settings: Settings
    store: engine.Store
    rules: Rules

    @property
    def rehearsal_folder(self) -> Path:
        """Return where the rehearsal Page keeps its store."""
        return self.folder / "rehearsal"


@contextmanager
def opened(folder: Path, settings: Settings) -> Iterator[Office]:
    """Yield the campaign in `folder`, its database brought up to date; raises BadRequest where it is broken."""
    books = engine.open_in(folder)
    try:
        yield Office(folder=folder, settings=settings, store=books, rules=rules(settings))
    finally:
        books.close()


def rules(settings: Settings) -> Rules:
    """Return what the queue obeys."""
    service = settings.service
    return Rules(
        zone=settings.timezone,
        upload_ahead=service.upload_ahead,
        late_after=service.late_after,
        late=service.late,
        sweep_after=service.sweep_after,
        approval=service.approval,
        consent=service.consent,
        partners=settings.organisations if service.approval_by == "partners" else (),
        hidden=service.hidden,
        scheduler=service.scheduler,
        sidecars=settings.subtitles.sidecars,
        locales=settings.subtitles.locales,
        pair=pair(settings),
        memory_mb=settings.render.memory_mb,
        reel_seconds=(
            settings.render.reel_shortest.total_seconds(),
            settings.render.reel_longest.total_seconds(),
        ),
    )


def pair(settings: Settings) -> tuple[str, ...]:
    """Return the campaign's languages in which a film is posted."""
    return tuple(one for one in settings.languages if base(one) in map(base, settings.plan.pair))
