"""A real campaign database for simulated trials: copied from a template, synced never, all else as in the product."""

import shutil
import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import event

from schedules import archive, ledger, moves, records, slots, store
from schedules.states import State

ZONE = ZoneInfo("Europe/Brussels")
NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
FILM_BYTES = (1 << 20) * 2 + 4_321  # three windows
KEPT = 150  # trials on one copy: small tables stay fast
WORDS: dict[str, dict[str, Any]] = {
    "text": {"kind": "text"},
    "link": {"kind": "link", "link": "https://example.org/kansen"},
    "video": {"kind": "video", "testimony_id": 1, "format": "landscape", "rendition_id": 1},
}


@dataclass(frozen=True)
class Glance:
    """What a trial watches of its post."""

    state: State
    fence: int
    lease_until: datetime | None
    next_try_at: datetime | None


class Books:
    """The database of one worker, made anew every so often."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.used, self.copies = folder, 0, 0
        self._template = folder / "template"
        self._template.mkdir()
        made = store.create(self._template)
        with made.write() as session:
            _furnish(session, folder)
        made.close()
        self.store = self._copy()

    def queue(self, kind: str, *, now: datetime, due: datetime) -> int:
        """Queue an approved post and return its number."""
        self.used += 1
        if self.used % KEPT == 0:
            self.check()
            self.close()
            self.store = self._copy()
        with self.store.write() as session:
            values = {"language": "nl", "caption": "Samen.", **WORDS[kind], **when(due)}
            number = ledger.add_post(session, now=now, state=State.DRAFT, **values)
            moves.move(session, number, "approved", now=now, by="staff")
            ledger.approve(session, number, now=now, by_person_id=None, organisation=None)
        return number

    def glance(self, number: int) -> Glance:
        """How a post stands, read past SQLAlchemy: a trial asks this at every turn."""
        sql = "SELECT state, fence, lease_until, next_try_at FROM post WHERE number = ?"
        state, fence, lease, patience = self._peephole.execute(sql, (number,)).fetchone()
        return Glance(State(state), fence, _utc(lease), _utc(patience))

    def check(self) -> None:
        """Ask SQLite whether the file is whole."""
        with self.store.read() as session:
            found = session.connection().exec_driver_sql("PRAGMA integrity_check").scalar()
        assert found == "ok", found

    def close(self) -> None:
        """Let go of the file."""
        self._peephole.close()
        self.store.close()

    def _copy(self) -> store.Store:
        self.copies += 1
        path = self.folder / store.FILE
        shutil.copyfile(self._template / store.FILE, path)
        opened = store.Store(path)
        self._peephole = sqlite3.connect(path, isolation_level=None)
        event.listen(opened.engine, "connect", _hasten)
        return opened


def when(due: datetime) -> dict[str, Any]:
    """The columns of a due moment."""
    moment = slots.due_at(due, ZONE)
    return {"due_at": moment.utc, "due_wall": moment.wall, "due_zone": moment.zone}


def _utc(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written).replace(tzinfo=UTC) if written else None


def _hasten(connection: Any, _record: object) -> None:
    """Leave out what guards against power cuts only; and let nobody wait for a lock that one baton cannot free."""
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA busy_timeout=0")


def _furnish(session: Any, folder: Path) -> None:
    """Register a film of nobody with its consent and its rendition."""
    (folder / "form.pdf").write_bytes(b"signed")
    with (folder / "film.mp4").open("wb") as film:
        film.truncate(FILM_BYTES)
    archive.add_testimony(
        session, now=NOON, speaker="Nora Voorbeeld", subtitles={}, slug="bakery", role="coach", language="nl",
        organisation="Brusoc", theme=None, film_path="film.mp4", film_sha256="0" * 64, film_ms=12_000,
    )  # fmt: skip
    archive.record_consent(
        session, "bakery", None, now=NOON, acts=["film", "publish"], channels=["facebook"], languages=["nl"],
        purposes=["campaign"], until=None, signed_on=date(2026, 11, 1), evidence_path="form.pdf",
        evidence_sha256=sha256(b"signed").hexdigest(),
    )  # fmt: skip
    ledger.keep_rendition(
        session, now=NOON, testimony_id=1, language="nl", format="landscape", key="abc", path="film.mp4",
        sha256="0" * 64, width=1920, height=1080, duration_ms=12_000,
    )  # fmt: skip


RULES = records.Rules(zone=ZONE)
