"""The rehearsal Page's store: what was posted, in SQLite; film bytes, as files beside it.

One transaction per step, so that a kill at any line leaves a store that simply goes on.
"""

import json
import re
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, TypedDict

from media import files
from media.json_values import Json, parsed
from schedules.errors import BadRequest, NotReady
from schedules.facebook import content_limits
from schedules.rehearsal import page_file
from schedules.rehearsal.language import PageFace, Tongues

SCHEMA = """
CREATE TABLE IF NOT EXISTS thing (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE, story TEXT UNIQUE, session TEXT UNIQUE,
  kind TEXT NOT NULL, parent TEXT,
  created_at REAL NOT NULL, visible_from REAL NOT NULL, live_from REAL,
  data TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS fault (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  edge TEXT NOT NULL, effect TEXT NOT NULL, nth INTEGER, seen INTEGER NOT NULL DEFAULT 0, params TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS call (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at REAL NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, edge TEXT, token_in TEXT,
  bytes INTEGER NOT NULL, status INTEGER NOT NULL, fault TEXT, why TEXT, query TEXT
);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value REAL NOT NULL);
"""
LONGEST = 16 << 20  # bytes of one value
_SCHEMA_ROWS = "SELECT type, name, sql FROM sqlite_master"
CALLS_KEPT = 20_000  # of a long rehearsal the newest
# window: bytes proposed per transfer; processing_s: from finish to ready; lag_s: how long a new thing stays unseen;
# soonest_s and *_days: how far ahead each surface may be scheduled; reels_a_day: published in any 24 hours;
# usage_percent, regain_min: what the usage header says, from 100 on all is refused; films_as_reels: films become drafts
# of reels; reel_shortest_s, reel_longest_s: how long a reel may be (a campaign asks for 3 seconds, or for what its own
# setting says); judges_films: films are looked into, as on Facebook
SETTINGS: dict[str, float] = {
    "window": 1024 * 1024,
    "processing_s": 1.0,
    "lag_s": 0.0,
    "soonest_s": content_limits.SCHEDULE_NEAREST.seconds,
    "feed_days": content_limits.SCHEDULE_FURTHEST["post"].days,
    "video_days": content_limits.SCHEDULE_FURTHEST["video"].days,
    "reel_days": content_limits.SCHEDULE_FURTHEST["reel"].days,
    "reels_a_day": content_limits.REELS_A_DAY,
    "films_as_reels": 0,
    "reel_shortest_s": 0,
    "reel_longest_s": content_limits.REEL_LONGEST.total_seconds(),
    "judges_films": 1,
    "usage_percent": 0,
    "regain_min": 0,
}


# what a caller may say of a thing in words, under the names that Graph gives them
Words = Literal[
    "title",
    "description",
    "universal_video_id",
    "custom_labels",
    "content_category",
    "place",
    "targeting",
]


class ThingData(TypedDict, total=False):
    """What is known of a thing beside its columns; sizes in bytes and pixels, moments in unix seconds.

    Of a post: message, link, photos (their ids). Of a film: its words, size, received, finished_at, thumbnail (an id),
    captions (locales), default_locale, problem (why Facebook takes no such film). Of a picture: type, width, height,
    caption, alt, temporary, post (an id).
    """

    message: str
    link: str
    photos: list[str]
    revealed_at: float

    title: str
    description: str
    universal_video_id: str
    custom_labels: str
    content_category: str
    place: str
    targeting: str
    size: int | None
    received: int
    finished_at: float
    problem: tuple[int, str]
    thumbnail: str
    captions: list[str]
    default_locale: str | None

    type: str
    width: int
    height: int
    caption: str
    alt: str
    temporary: bool
    post: str


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault that strikes: what it does, and its parameters."""

    effect: str
    params: Mapping[str, Json]


@dataclass(frozen=True, kw_only=True)
class Thing:
    """A post, film, reel, photo, thumbnail or comment.

    `live_from` None: hidden; in the future: scheduled. `story` is its id as a post, `parent` what it hangs on.
    """

    seq: int
    id: str
    story: str | None
    session: str | None
    kind: str
    parent: str | None
    created_at: float
    visible_from: float
    live_from: float | None
    data: ThingData

    def live(self, now: float) -> bool:
        """Tell whether people see it."""
        return self.live_from is not None and self.live_from <= now


@dataclass(frozen=True, kw_only=True)
class NewThing:
    """A thing about to be put on the shelf, which gives it its ids."""

    kind: str
    created_at: float
    visible_from: float
    live_from: float | None = None
    parent: str | None = None
    data: ThingData


class Shelf:
    """Keeps things, faults, calls and settings in one folder; safe to use from many threads."""

    def __init__(self, folder: Path) -> None:
        self.films, self.spool = folder / "films", folder
        self.pictures, self.captions = folder / "pictures", folder / "captions"
        self._rooms = self.films, self.pictures, self.captions
        for room in self._rooms:
            files.folder(room)
        files.made(folder / "page.db")
        self._lock = threading.RLock()
        self._db = sqlite3.connect(
            folder / "page.db", check_same_thread=False, isolation_level=None, timeout=10
        )
        self._db.row_factory = sqlite3.Row
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise

    def _prepare(self) -> None:
        """Set the database up; raises BadRequest where it is damaged, or holds what this file never makes."""
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
        strange = [row for row in self._rows(_SCHEMA_ROWS) if not _is_ours(*row)]
        if strange or not all(room.resolve().is_relative_to(self.spool.resolve()) for room in self._rooms):
            raise self._broken()
        self._db.execute("PRAGMA journal_mode=TRUNCATE")
        self._db.execute("PRAGMA synchronous=OFF")  # a power cut may cost a rehearsal its last calls, no more
        self._db.execute("PRAGMA secure_delete=ON")  # what was deleted does not linger in free pages
        self._db.executescript(SCHEMA)
        if not any(row["name"] == "query" for row in self._rows("PRAGMA table_info(call)")):
            self._db.execute("ALTER TABLE call ADD COLUMN query TEXT")  # a store of an earlier version

    def _broken(self) -> BadRequest:
        return BadRequest("rehearsal-broken", path=self.spool / "page.db", folder=self.spool)

    def close(self) -> None:
        """Close the store."""
        with self._lock:
            self._db.close()

    @contextmanager
    def step(self) -> Iterator[None]:
        """Hold the store for one step: all of it is written, or nothing."""
        with self._lock:
            if self._db.in_transaction:  # a step within a step belongs to the outer one
                yield
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        with self._lock:
            try:
                return self._db.execute(sql, values).fetchall()
            except sqlite3.DatabaseError as error:
                if getattr(error, "sqlite_errorname", "").startswith(
                    ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_TOOBIG")
                ):
                    raise self._broken() from error
                raise

    def add(self, new: NewThing, make_ids: Callable[[int], dict[str, str]]) -> Thing:
        """Put a thing on the shelf; `make_ids` gets its running number and returns id, story, session."""
        with self.step():
            used = self._rows("SELECT seq FROM sqlite_sequence WHERE name = 'thing'")
            seq = used[0][0] + 1 if used else 1  # never used again, even after a removal
            ids = make_ids(seq)
            row = {**vars(new), **ids, "data": json.dumps(new.data)}
            names = ", ".join(row)
            self._rows(f"INSERT INTO thing ({names}) VALUES ({', '.join('?' * len(row))})", *row.values())
            return self.find(ids["id"], at="id")

    def find(self, key: str, *, at: str = "id") -> Thing:
        """Return the thing whose `id`, `story` or `session` this is; KeyError if there is none."""
        rows = self._rows(f"SELECT * FROM thing WHERE {at} = ?", key)
        if not rows:
            raise KeyError(key)
        return _thing(rows[0])

    def things(self, keys: Iterable[str]) -> list[Thing]:
        """Return the things with these ids that are there still: another process may have purged some."""
        return [_thing(row) for key in keys for row in self._rows("SELECT * FROM thing WHERE id = ?", key)]

    def change(self, thing: Thing, *, live_from: float | None, data: ThingData) -> Thing:
        """Change what people see and what is known of a thing."""
        self._rows(
            "UPDATE thing SET live_from = ?, data = ? WHERE seq = ?", live_from, json.dumps(data), thing.seq
        )
        return self.find(thing.id)

    def remove(self, thing: Thing) -> None:
        """Take a thing off the shelf with its bytes, and whatever hangs on it."""
        with self.step():
            for child in self.children(thing):
                self.remove(child)
            self._rows("DELETE FROM thing WHERE seq = ?", thing.seq)
        for path in (self.film(thing), self.picture(thing), *self.captions.glob(f"{thing.id}.*.srt")):
            path.unlink(missing_ok=True)

    def purge(self, doomed: Callable[[Thing], bool]) -> None:
        """Take everything off the shelf for which `doomed` says so, and leave no trace of it in the file.

        Raises NotReady where another process keeps the store busy.
        """
        try:
            with self.step():
                for thing in [_thing(row) for row in self._rows("SELECT * FROM thing ORDER BY seq")]:
                    if doomed(thing):
                        self.remove(thing)
            with self._lock:
                self._db.execute("PRAGMA temp_store=MEMORY")
                self._db.execute("VACUUM")
        except sqlite3.OperationalError as error:
            raise NotReady("database-busy", path=self.films.parent / "page.db", why=error) from error

    def film(self, thing: Thing) -> Path:
        """Return where a film's bytes are."""
        return self.films / f"{thing.id}.mp4"

    def picture(self, thing: Thing) -> Path:
        """Return where a picture's bytes are."""
        return self.pictures / thing.id

    def caption(self, thing: Thing, locale: str) -> Path:
        """Return where a film's subtitles in a locale are."""
        return self.captions / f"{thing.id}.{_plain(locale)}.srt"

    def children(self, thing: Thing, kind: str | None = None) -> list[Thing]:
        """Return what hangs on a thing, the oldest first."""
        rows = self._rows("SELECT * FROM thing WHERE parent = ? ORDER BY seq", thing.id)
        return [child for child in map(_thing, rows) if kind in (None, child.kind)]

    def listing(self, kinds: tuple[str, ...] = ("post", "video")) -> list[Thing]:
        """Return things, the newest first."""
        marks = ", ".join("?" * len(kinds))
        rows = self._rows(f"SELECT * FROM thing WHERE kind IN ({marks}) ORDER BY seq DESC", *kinds)
        return [_thing(row) for row in rows]

    def setting(self, name: str) -> float:
        """Return a setting, or its default."""
        rows = self._rows("SELECT value FROM setting WHERE name = ?", name)
        return float(rows[0][0]) if rows else SETTINGS[name]

    def set(self, name: str, value: float) -> None:
        """Keep a setting."""
        self._rows("INSERT OR REPLACE INTO setting VALUES (?, ?)", name, value)

    def add_fault(self, edge: str, effect: str, nth: int | None, params: Mapping[str, Json]) -> None:
        """Ask for a fault at the nth call from now on, or at each (None)."""
        text = json.dumps(params)
        self._rows(
            "INSERT INTO fault (edge, effect, nth, params) VALUES (?, ?, ?, ?)", edge, effect, nth, text
        )

    def faults(self) -> list[dict[str, Json]]:
        """Return the faults asked for and how many calls each has seen."""
        return [dict(row) | {"params": parsed(row["params"])} for row in self._rows("SELECT * FROM fault")]

    def count_fault(self, edge: str) -> Fault | None:
        """Count a call at every fault of its edge and return the first one that strikes."""
        with self.step():
            self._rows("UPDATE fault SET seen = seen + 1 WHERE edge IN (?, '*')", edge)
            struck = self._rows(
                "SELECT effect, params FROM fault WHERE edge IN (?, '*') AND (nth IS NULL OR nth = seen)"
                " ORDER BY seq LIMIT 1",
                edge,
            )
        return Fault(effect=struck[0]["effect"], params=parsed(struck[0]["params"])) if struck else None

    def clear_faults(self) -> None:
        """Forget all faults."""
        self._rows("DELETE FROM fault")

    def record(self, **call: object) -> None:
        """Write down one call, and forget the oldest; it holds no token."""
        names, marks = ", ".join(call), ", ".join("?" * len(call))
        with self.step():
            self._rows(f"INSERT INTO call ({names}) VALUES ({marks})", *call.values())
            self._rows("DELETE FROM call WHERE seq <= (SELECT max(seq) FROM call) - ?", CALLS_KEPT)

    def calls(self) -> list[dict[str, Json]]:
        """Return every call, the oldest first."""
        return [dict(row) for row in self._rows("SELECT * FROM call ORDER BY seq")]


def _thing(row: sqlite3.Row) -> Thing:
    """Read a row; its id names files, so it is believed no more than what comes over the network."""
    try:
        return Thing(**{**dict(row), "id": _plain(row["id"]), "data": parsed(row["data"])})
    except (ValueError, TypeError) as error:
        raise BadRequest("rehearsal-broken", path="rehearsal/page.db", folder="rehearsal") from error


def _plain(name: object) -> str:
    """Return a name that is no path and no pattern; raises ValueError for another."""
    if not isinstance(name, str) or not re.fullmatch(r"\w{1,100}", name, re.ASCII):
        raise ValueError(name)
    return name


def _is_ours(kind: str, name: str, sql: str | None) -> bool:
    """Tell whether a part of the schema is one of our tables, or what SQLite keeps beside them."""
    ours = {*re.findall(r"CREATE TABLE IF NOT EXISTS (\w+)", SCHEMA), "sqlite_sequence"}
    return (kind == "table" and name in ours and (sql or "").startswith("CREATE TABLE ")) or (
        kind == "index" and sql is None
    )


@dataclass(frozen=True, kw_only=True)
class Page:
    """The Page in rehearsal: its store, who it is, where it is served, the key to its web pages, and its clock."""

    shelf: Shelf
    id: str
    name: str
    token: str
    key: str
    url: str
    clock: Callable[[], datetime]
    app: Mapping[str, str] = field(default_factory=dict)
    tongues: Tongues = field(default_factory=Tongues)
    face: PageFace = field(default_factory=PageFace)

    @property
    def home(self) -> str:
        """Return how the path of all that people open begins."""
        return page_file.home(self.key)

    def now(self) -> float:
        """Return the Page's moment as unix seconds."""
        return self.clock().timestamp()
