"""A backup that is refused, often for more than one thing: each is said, and nothing is restored."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from campaign.backup import settings_leads
from campaign.settings import settings
from media.findings import Finding
from schedules.database import engine, trusted_rows
from schedules.errors import BadRequest

MOST = 100  # that many are said one by one


class BackupRefused(BadRequest):
    """Refused for all of `findings`, which are said before it; one alone is said by the refusal itself."""

    def __init__(self, refusal: BadRequest, findings: Sequence[BadRequest | Finding] = ()) -> None:
        super().__init__(refusal.code, **refusal.params)
        self.findings = tuple(findings[:MOST])


def of(code: str, found: Sequence[BadRequest], *, path: Path) -> BackupRefused:
    """Return the refusal for all that was found: with `code`, how many, and `path`; or the only one itself."""
    if len(found) == 1:
        return BackupRefused(found[0])
    return BackupRefused(BadRequest(code, path=path, count=len(found)), found)


def raise_for(path: Path, folder: Path, odd: Mapping[str, BadRequest]) -> None:
    """Refuse the backup `path` for what was odd in it by name, and for strange rows in the database of `folder`.

    Nothing in the database is believed: it is read through before any of it is used. Where something is refused, the
    settings that lead elsewhere than those of a new campaign are said as well.
    """
    books = folder / engine.FILE
    strange = trusted_rows.all_findings(books) if books.is_file() else []
    strange = [one for one in strange if one.code != "strange-file"]  # damaged: said by who opens it
    if not odd and not strange:
        return
    leads = list(_leads(folder)) if settings.FILE not in odd else []
    found: list[BadRequest | Finding] = [*odd.values(), *strange, *leads]
    if odd:
        first = BadRequest("backup-findings", path=path, count=len(found))
        raise BackupRefused(*((next(iter(odd.values())),) if len(found) == 1 else (first, found)))
    raise BackupRefused(
        trusted_rows.refusal("backup-strange", path, strange), found if len(found) > 1 else ()
    )


def _leads(folder: Path) -> Iterator[BadRequest]:
    for one in settings_leads.differences(folder, None):
        yield BadRequest("restore-differs", key=one.key, backup=one.backup, known=one.known)
