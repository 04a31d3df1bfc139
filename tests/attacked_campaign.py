"""A campaign whose database somebody changed, and what lies outside of it that nobody may touch."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from unittest import mock

from click.testing import Result

from campaign import new_campaign
from campaign.cli.app import utc_now
from schedules.database import engine, testimonies
from schedules.rehearsal import server
from tests import office
from tests.queue_campaign import PIXEL, Campaign

SRT = b"1\n00:00:00,100 --> 00:00:00,900\nIk bak brood.\n\n"
Run = Callable[..., Result]


@dataclass(frozen=True, kw_only=True)
class Attacked:
    """The campaign in `folder`; `outside` is a folder beside it with a file for each kind that a row may name."""

    folder: Path
    outside: Path
    run: Run

    def sql(self, *statements: str, values: Iterable[object] = ()) -> None:
        """Change the database behind the program's back."""
        with closing(sqlite3.connect(self.folder / engine.FILE)) as books:
            for statement in statements:
                books.execute(statement, tuple(values))
            books.commit()

    def asked(self, query: str) -> list[tuple[object, ...]]:
        """Ask the database behind the program's back."""
        with closing(sqlite3.connect(self.folder / engine.FILE)) as books:
            return books.execute(query).fetchall()

    def refused(self, *words: object, says: str, code: int = 2) -> str:
        """Run a command that must end in one line that says this, with nothing changed inside or outside."""
        before = {path: path.read_bytes() for path in self._everything()}
        done = self.run(*words, folder=self.folder)
        lines = done.stderr.strip().splitlines()
        assert (done.exit_code, len(lines), says in done.stderr) == (code, 1, True), (words, done.output)
        assert {path: path.read_bytes() for path in self._everything()} == before, words
        return str(lines[0])

    def _everything(self) -> list[Path]:
        rooms = ("films", "pictures", "consent", "renders")
        inside = [path for room in rooms for path in (self.folder / room).rglob("*")]
        return [path for path in (*inside, *self.outside.rglob("*")) if path.is_file()]


def found(room: Path) -> None:
    """Make the campaign `c` and the folder `outside`: a film with its form, subtitles, cover and rendition, a photo."""
    folder, outside = room / "c", room / "outside"
    new_campaign.create(folder, new_campaign.first_settings(name="C", languages=("nl", "fr")))
    outside.mkdir()
    for name in ("victim.mp4", "victim.png", "victim.srt", "victim.json", "victim.pdf"):
        (outside / name).write_bytes(PIXEL)
    books = engine.open_in(folder)
    queue = Campaign(folder=folder, books=books, served=mock.sentinel.none, clock=utc_now)  # type: ignore[arg-type]
    (folder / "pictures" / "cover.png").parent.mkdir(exist_ok=True)
    (folder / "pictures" / "cover.png").write_bytes(PIXEL)
    later = utc_now() + timedelta(days=3)
    queue.queue_film(due=later, cover_path="pictures/cover.png", cover_sha256=sha256(PIXEL).hexdigest())
    queue.queue_photos("Een bakker", due=later, caption="Foto.")
    (folder / "films" / "0001.nl.srt").write_bytes(SRT)
    with books.write() as session:
        film = testimonies.testimony(session, "bakery")
        files = {"nl": ("films/0001.nl.srt", sha256(SRT).hexdigest())}
        testimonies.change_testimony(session, film, now=utc_now(), subtitles=files)
    books.close()


def copied(founded: Path, room: Path, run: Run) -> Attacked:
    """A copy of a test's own."""
    shutil.copytree(founded, room, dirs_exist_ok=True)
    office.made_home(room / "c")
    return Attacked(folder=room / "c", outside=room / "outside", run=run)


def page(folder: Path) -> server.Served:
    """A rehearsal Page of the folder's own, which judges no films."""
    return server.start(folder / "rehearsal", port=0, clock=utc_now)
