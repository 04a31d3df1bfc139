"""A campaign for measuring how it publishes: its folder, its rehearsal Page and its service, each a real process."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from schedules.database import engine, posts
from schedules.model import moments
from schedules.model.states import State

_REPOSITORY = Path(__file__).parent.parent
ZONE = ZoneInfo("Europe/Brussels")
_SETTINGS = '\n[service]\napproval = "off"\nconsent = "off"\nlate_after = "3h"\n'


@dataclass(frozen=True, kw_only=True)
class Served:
    """Where the rehearsal Page answers."""

    graph_url: str
    page_url: str
    page_id: str
    access_token: str


def command(folder: Path, *words: object) -> list[str]:
    """The words of a `campaign` command on a folder."""
    return [sys.executable, "-m", "campaign", "--dir", str(folder), *map(str, words)]


def found(folder: Path) -> engine.Store:
    """Make a campaign that asks neither approval nor consent, and open its database."""
    run = subprocess.run(command(folder, "init", folder, "--name", "Benchmark", "--language", "nl"),
                         cwd=_REPOSITORY, capture_output=True, check=False)  # fmt: skip
    if run.returncode:
        raise SystemExit(run.stderr.decode())
    settings = folder / "campaign.toml"
    lines = settings.read_text(encoding="utf-8").replace("[service]", "[[unused]]")
    settings.write_text(lines.partition("[[unused]]")[0] + _SETTINGS, encoding="utf-8")
    return engine.open_in(folder)


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve the folder's rehearsal Page meanwhile; it does not look into films, which are mere bytes here."""
    with _process(folder, "rehearsal", "serve", stdout=subprocess.PIPE) as page:
        assert page.stdout is not None
        served = Served(**json.loads(page.stdout.readline()))
        wish = urllib.request.Request(
            f"{served.graph_url}/_rehearsal/settings", data=b"judges_films=0",
            headers={"Authorization": f"Bearer {served.access_token}"},
        )  # fmt: skip
        urllib.request.urlopen(wish, timeout=30).close()
        yield served


@contextmanager
def running(folder: Path) -> Iterator[int]:
    """Run the folder's service meanwhile; yields its process number."""
    with _process(folder, "run", stdout=subprocess.DEVNULL) as service:
        yield service.pid


@contextmanager
def _process(folder: Path, *words: object, stdout: int) -> Iterator[subprocess.Popen[bytes]]:
    started = subprocess.Popen(
        command(folder, *words), cwd=_REPOSITORY, stdin=subprocess.DEVNULL, stdout=stdout,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield started
    finally:
        started.terminate()
        started.wait(timeout=30)
        if started.stdout is not None:
            started.stdout.close()


def queue(books: engine.Store, due: list[datetime], **said: Any) -> list[int]:
    """Queue a post for each moment, each with a text of its own, in one transaction; returns their numbers."""
    with books.write() as session:
        return [_queued(session, moment, number, said) for number, moment in enumerate(due)]


def _queued(session: Any, moment: datetime, number: int, said: dict[str, Any]) -> int:
    due = moments.due_at(moment, ZONE)
    values = {
        "kind": "text",
        "language": "nl",
        "caption": f"Bericht {number}",
        "state": State.APPROVED,
    } | said
    return posts.add_post(
        session, now=datetime.now(UTC), due_at=due.utc, due_wall=due.wall, due_zone=due.zone, **values
    )


def peak_mb(pid: int) -> float:
    """Memory of a process in MB, at most so far."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


def waited(until: Any, seconds: float) -> None:
    """Wait until something is so, at most so long."""
    ends = time.monotonic() + seconds
    while not until():
        if time.monotonic() > ends:
            raise SystemExit(f"waited {seconds:.0f} s in vain")
        time.sleep(0.05)


def soon(seconds: float) -> datetime:
    """The moment in so many seconds."""
    return datetime.now(UTC) + timedelta(seconds=seconds)
