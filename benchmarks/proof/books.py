"""A real campaign database for simulated trials: copied from a template, synced never, all else as in the product."""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

from PIL import Image
from sqlalchemy import event

from benchmarks.proof.peephole import Question, moment_of, written
from schedules.consent import subtitle_files
from schedules.database import approvals, engine, posts, renditions, testimonies, transitions
from schedules.database.tables import OPEN_EXTRA
from schedules.model import moments, publishing_rules, records
from schedules.model.remote_states import RemoteState
from schedules.model.states import State

ZONE = ZoneInfo("Europe/Brussels")
NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
FILM_BYTES = (1 << 20) * 2 + 4_321  # three windows
KEPT = 100  # trials on one copy: small tables stay fast
SRT = b"1\n00:00:01,000 --> 00:00:02,000\nTogether.\n"


def _picture() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (640, 480), (90, 60, 30)).save(drawn, "PNG")
    return drawn.getvalue()


PICTURE = _picture()
PICTURE_SHA256 = sha256(PICTURE).hexdigest()
PHOTOS = [{"path": f"pictures/{n}.png", "sha256": PICTURE_SHA256, "alt": f"Foto {n}"} for n in (1, 2)]
CAPTION, COMMENT = "Samen.", "Lees meer op https://example.org/verhaal"
WORDS: dict[str, dict[str, Any]] = {
    "text": {"kind": "text"},
    "link": {"kind": "link", "link": "https://example.org/kansen", "first_comment": COMMENT},
    "photo": {"kind": "photo", "photos": PHOTOS},
    "video": {
        "kind": "video", "testimony_id": 1, "format": "landscape", "rendition_id": 1, "first_comment": COMMENT,
        "cover_path": "pictures/1.png", "cover_sha256": PICTURE_SHA256,
    },
    "reel": {
        "kind": "reel", "testimony_id": 1, "format": "portrait", "rendition_id": 2, "first_comment": COMMENT
    },
}  # fmt: skip
SUBTITLES = {language: (f"films/0001.{language}.srt", sha256(SRT).hexdigest()) for language in ("nl", "en")}
RULES = publishing_rules.Rules(zone=ZONE)
FAR = datetime(2090, 1, 1, tzinfo=UTC)  # when the models of posts fall due: never
GLANCE = f"""SELECT state, fence, lease_until, next_try_at, due_at, (SELECT count(*) FROM remote_object
  WHERE post_number = number AND {OPEN_EXTRA}) FROM post WHERE number = ?"""


@dataclass(frozen=True)
class Glance:
    """What a trial watches of its post."""

    state: State
    fence: int
    lease_until: datetime | None
    next_try_at: datetime | None
    due_at: datetime | None
    extras: int  # still to come with it


class Books:
    """The database of one worker, made anew every so often."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.used, self.copies = folder, 0, 0
        self._columns: dict[str, list[str]] = {}
        self._template = folder / "template"
        self._template.mkdir()
        made = engine.create(self._template)
        with made.write() as session:
            _furnish(session, folder)
            self._models = {kind: _queue(session, kind) for kind in WORDS}
        made.close()
        self.store = engine.Store(folder / engine.FILE)
        event.listen(self.store.engine, "connect", _hasten)
        self._copy()
        self._cues = mock.patch.object(subtitle_files, "cues", _remembering(subtitle_files.cues))
        self._cues.start()
        self._due = Question(self.store, lambda session, now: posts.due(
            session, now=now, ahead=now + RULES.upload_ahead, limit=200
        ))  # fmt: skip

    def queue(self, kind: str, *, due: datetime) -> int:
        """Queue an approved post, the twin of one that the product queued, and return its number."""
        self.used += 1
        if self.used % KEPT == 0:
            self.check()
            self._copy()
        model = self._models[kind]
        moment = when(due) | {"due_at": written(due)}
        with self._peephole:
            self._peephole.execute("BEGIN IMMEDIATE")
            number = self._twin("post", "number", model, moment)
            for table in ("event", "approval"):
                self._twin(table, "post_number", model, {"post_number": number})
        return number

    def glance(self, number: int) -> Glance:
        """How a post stands, read past SQLAlchemy: a trial asks this at every turn."""
        state, fence, *moments, extras = self._peephole.execute(GLANCE, (number,)).fetchone()
        return Glance(State(state), fence, *map(moment_of, moments), extras)

    def due(self, number: int, now: datetime) -> bool:
        """Whether the product's own question finds the post to be worked on."""
        return number in self._due.ask(self._peephole, "number", now)

    def recalled(self, number: int) -> bool:
        """Whether something of a post waits on the Page's own schedule that is to go out no more."""
        handed = f"state = '{RemoteState.ABANDONED}' AND scheduled_at IS NOT NULL AND post_number = ?"
        return bool(self.rows(f"SELECT 1 FROM remote_object WHERE {handed}", number))

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Answer a question past SQLAlchemy."""
        return self._peephole.execute(sql, values).fetchall()

    def check(self) -> None:
        """Ask SQLite whether the file is whole."""
        (found,) = self._peephole.execute("PRAGMA integrity_check").fetchone()
        assert found == "ok", found

    def close(self) -> None:
        """Let go of the file."""
        self._cues.stop()
        self._peephole.close()
        self.store.close()

    def _copy(self) -> None:
        """Put the template in the place of what has grown; the engine stays, and what it has compiled."""
        if self.copies:
            self._peephole.close()
            self.store.close()
        self.copies += 1
        path = self.folder / engine.FILE
        shutil.copyfile(self._template / engine.FILE, path)
        self._peephole = sqlite3.connect(path, isolation_level=None, check_same_thread=False)

    def _twin(self, table: str, key: str, model: int, changes: dict[str, Any]) -> int:
        """Add a copy of the model's rows, with some columns changed."""
        if table not in self._columns:
            found = self._peephole.execute(f"PRAGMA table_info({table})").fetchall()
            self._columns[table] = [name for _, name, *_, primary in found if not primary]
        columns = self._columns[table]
        values = ", ".join("?" if name in changes else f'"{name}"' for name in columns)
        listed = ", ".join(f'"{name}"' for name in columns)
        sql = f'INSERT INTO "{table}" ({listed}) SELECT {values} FROM "{table}" WHERE "{key}" = ? ORDER BY rowid'
        given = [changes[name] for name in columns if name in changes]
        return self._peephole.execute(sql, (*given, model)).lastrowid or 0


def _remembering(cues: Callable[..., Any]) -> Callable[..., Any]:
    """Read a film's subtitles and the kit once: a real service does so once for a film, a worker for thousands."""
    known: dict[str, Any] = {}

    def answer(folder: Path, film: records.Testimony, language: str) -> Any:
        if language not in known:
            known[language] = cues(folder, film, language)
        return known[language]

    return answer


def when(due: datetime) -> dict[str, Any]:
    """The columns of a due moment."""
    moment = moments.due_at(due, ZONE)
    return {"due_at": moment.utc, "due_wall": moment.wall, "due_zone": moment.zone}


def _queue(session: Any, kind: str) -> int:
    """Queue an approved post as staff would; each trial's post is a twin of it."""
    values = {"language": "nl", "caption": CAPTION, **WORDS[kind], **when(FAR)}
    number = posts.add_post(session, now=NOON, state=State.DRAFT, **values)
    transitions.move(session, number, "approved", now=NOON, by="staff")
    approvals.approve(session, number, now=NOON, by_person_id=None, organisation=None)
    return number


def _hasten(connection: Any, _record: object) -> None:
    """Leave out what guards against power cuts only; and let nobody wait for a lock that one baton cannot free."""
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA busy_timeout=0")


def _furnish(session: Any, folder: Path) -> None:
    """Register a film of nobody with its consent, its subtitles in two languages and its renditions."""
    shutil.copytree(str(files("campaign") / "example" / "brand"), folder / "brand")
    kit = folder / "brand" / "brand.toml"  # without covers that are made: a film of nobody has no pictures
    kit.write_text(kit.read_text(encoding="utf-8").replace("words = true", "words = false"), encoding="utf-8")
    for room in ("films", "pictures", "consent", "renders"):
        (folder / room).mkdir()
    (folder / "consent" / "form.pdf").write_bytes(b"signed")
    for path, _ in SUBTITLES.values():
        (folder / path).write_bytes(SRT)
    for photo in PHOTOS:
        (folder / str(photo["path"])).write_bytes(PICTURE)
    made = bytes(FILM_BYTES)
    (folder / "renders" / "film.mp4").write_bytes(made)
    testimonies.add_testimony(
        session, now=NOON, speaker="Nora Voorbeeld", subtitles=SUBTITLES, slug="bakery", role="coach", language="nl",
        organisation="Brusoc", theme=None, film_path="films/0001.mp4", film_sha256="0" * 64, film_ms=12_000,
    )  # fmt: skip
    testimonies.record_consent(
        session, "bakery", None, now=NOON, acts=["film", "publish"], channels=["facebook"], languages=["nl", "en"],
        purposes=["campaign"], until=None, signed_on=date(2026, 11, 1), evidence_path="consent/form.pdf",
        evidence_sha256=sha256(b"signed").hexdigest(),
    )  # fmt: skip
    for shape, width, height in (("landscape", 1920, 1080), ("portrait", 1080, 1920)):
        renditions.keep_rendition(
            session, now=NOON, testimony_id=1, language="nl", format=shape, key="abc", path="renders/film.mp4",
            sha256=sha256(made).hexdigest(), width=width, height=height, duration_ms=12_000,
        )  # fmt: skip
