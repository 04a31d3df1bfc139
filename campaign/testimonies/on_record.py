"""What arrives a second time: a film, a signed form, or a person under another spelling."""

from contextlib import suppress
from pathlib import Path

from sqlmodel import Session

from campaign.workspace import Workspace
from media import given_files
from media.errors import MediaError
from media.text import folding
from schedules.database import testimonies
from schedules.model import campaign_paths
from schedules.model.records import Consent, Testimony


def spelt_otherwise(session: Session, name: str, *, slug: str) -> Testimony | None:
    """Return another film whose speaker has this name in another spelling, unless one has it exactly so."""
    others = [one for one in testimonies.testimonies(session) if one.slug != slug]
    if any(one.speaker == name for one in others):
        return None
    return next((one for one in others if folding.same(one.speaker, name)), None)


def same_films(session: Session, workspace: Workspace, path: Path) -> tuple[Testimony, ...]:
    """Return the testimonies that have this very film; a file that cannot be read has none."""
    with suppress(OSError, MediaError):
        size = path.stat().st_size
        alike = [one for one in testimonies.testimonies(session) if _size(workspace, one) == size]
        hashed = given_files.digest(path) if alike else ""
        return tuple(one for one in alike if one.film_sha256 == hashed)
    return ()


def _size(workspace: Workspace, film: Testimony) -> int | None:
    with suppress(OSError, campaign_paths.AstrayPath):
        return campaign_paths.film(workspace.folder, film).stat().st_size
    return None


def same_forms(session: Session, form: Path) -> tuple[Consent, ...]:
    """Return the consents that were recorded with this very form; a file that cannot be read has none."""
    with suppress(OSError, MediaError):
        found = testimonies.consents(session)
        hashed = given_files.digest(form) if found else ""
        return tuple(one for one in found if one.evidence_sha256 == hashed)
    return ()
