"""A campaign without films' files for tests of plans: made once, copied for each test."""

import io
import json
import shlex
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from click.testing import Result
from openpyxl import Workbook

from campaign import new_campaign
from schedules.database import engine, testimonies

NOW = datetime(2031, 1, 6, 12, 0, tzinfo=UTC)
FILMS = ("bakery", "tailor")
CONSENT = shlex.split("--act film --act publish --channel facebook --language nl --signed 2020-11-02")
LONG_BEFORE = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def found(folder: Path) -> Path:
    """Make a campaign in two languages with two films on record."""
    new_campaign.create(folder, new_campaign.first_settings(name="Plan", languages=("nl", "fr")))
    enrol(folder, FILMS)
    return folder


def csv(*rows: str, header: str = "Datum;Uur;Taal;Tekst;Sleutel") -> bytes:
    """A plan as text."""
    return "\n".join((header, *rows, "")).encode()


def xlsx(rows: Iterable[Sequence[object]], **said: Any) -> bytes:
    """A plan as a workbook."""
    book = Workbook()
    for name, value in said.items():
        setattr(book, name, value)
    for row in rows:
        book.active.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def wall(text: str) -> datetime:
    """A moment as a spreadsheet holds it: that of a wall's clock and calendar."""
    return datetime.fromisoformat(text)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Runs commands on a campaign; plans are written beside it."""

    run: Callable[..., Result]
    folder: Path

    def write(self, data: bytes, name: str = "plan.csv") -> Path:
        """Write a plan."""
        path = self.folder.parent / name
        path.write_bytes(data)
        return path

    def bring(self, data: bytes | Path, *options: str, name: str = "plan.csv", code: int = 0) -> Any:
        """Import a plan, and return what was told as JSON."""
        path = data if isinstance(data, Path) else self.write(data, name)
        done = self.run("plan", "import", path, "--json", *options, folder=self.folder)
        assert done.exit_code == code, done.output
        return json.loads(done.stdout) if done.stdout else done.stderr

    def tried(self, data: bytes | Path, *, name: str = "plan.csv", code: int = 0) -> Any:
        """Try a plan without changing anything."""
        return self.bring(data, "--dry-run", name=name, code=code)

    def told(self, *words: object) -> Any:
        """Return what a reading command says as JSON."""
        done = self.run(*words, "--json", folder=self.folder)
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    def posts(self) -> list[dict[str, Any]]:
        """Every post, by number."""
        return sorted(self.told("post", "list"), key=lambda one: one["number"])


def copied(founded: Path, tmp_path: Path, run: Callable[..., Result]) -> Desk:
    """A campaign of a test's own."""
    return Desk(run=run, folder=shutil.copytree(founded, tmp_path / "c"))


def whats(lines: Iterable[dict[str, Any]]) -> list[str]:
    """What became of each row."""
    return [line["what"] for line in lines]


def enrol(folder: Path, slugs: Iterable[str]) -> None:
    """Put more films on record."""
    books = engine.open_in(folder)
    with books.write() as session:
        for slug in slugs:
            testimonies.add_testimony(
                session, now=NOW, speaker="Nora Voorbeeld", subtitles={}, slug=slug, role="coach",
                organisation="Brusoc", language="nl", film_path=f"films/{slug}.mp4", film_sha256=slug, film_ms=60_000,
            )  # fmt: skip
    books.close()
