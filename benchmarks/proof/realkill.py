"""Real services, killed with SIGKILL at random moments while they publish over HTTP to the rehearsal Page."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import material
from benchmarks.proof.books import WORDS, ZONE, when
from benchmarks.proof.faults import KINDS
from benchmarks.proof.simulate import Tally
from schedules import ledger, moves, records, store, sweeping
from schedules.graph import PageAddress, PageClient
from schedules.rehearsal import serve
from schedules.states import State
from schedules.work import PageRef, Publisher

REPOSITORY = Path(__file__).resolve().parent.parent.parent
KILLS = 4
FAULTS = ("lost", "reset-before", "refused-500-after-accept", "html-502", "truncated")
EDGES = ("post-create", "post-reveal", "post-read", "video-start", "video-transfer", "video-finish",
         "video-reveal", "video-read", "feed")  # fmt: skip


def play(*, seed: int, batches: int, posts: int = 24, abreast: int = 3) -> Tally:
    """Let batches of posts be published by services that are killed again and again; count every post."""
    tally = Tally("kill -9 over HTTP", str(seed))
    with tempfile.TemporaryDirectory() as folder:
        template = _prepare(Path(folder))
        with ThreadPoolExecutor(abreast) as pool:
            rngs = [random.Random(seed * 1000 + number) for number in range(batches)]
            for part in pool.map(lambda rng: Batch(template, rng, posts).play(), rngs):
                _merge(tally, part)
    return tally


def _merge(tally: Tally, part: Tally) -> None:
    for name in ("trials", "once", "undecided", "lost", "doubled", "orphans", "kills"):
        setattr(tally, name, getattr(tally, name) + getattr(part, name))
    tally.broken += part.broken


def _prepare(folder: Path) -> Path:
    """A campaign whose one film is rendered and published already."""
    film = material.film(folder, 2, (640, 360))
    (folder / "form.pdf").write_text("signed", encoding="utf-8")
    made = folder / "campaign"
    _campaign(folder, "init", "campaign", "--language", "nl")
    for words in (
        ("testimony", "add", film, "--slug", "one", "--speaker", "Nora Voorbeeld", "--role", "coach",
         "--organisation", "Brusoc", "--language", "nl"),
        ("consent", "record", "one", "--act", "film", "--act", "publish", "--channel", "facebook", "--language",
         "nl", "--signed", "2020-11-01", "--evidence", folder / "form.pdf"),
        ("post", "add", "--caption", "Eerst", "--language", "nl", "--testimony", "one", "--at", "now"),
        ("post", "approve", "1"),
        ("run", "--until-idle"),
    ):  # fmt: skip
        _campaign(made, *words)
    return made


def _campaign(folder: Path, *words: object) -> None:
    ran = subprocess.run(
        _command(*words), cwd=folder, env=_env(), capture_output=True, text=True, timeout=300
    )
    if ran.returncode:
        raise RuntimeError(f"campaign {words[0]} ended with {ran.returncode}: {ran.stderr}")


def _command(*words: object) -> list[str]:
    return [sys.executable, "-m", "campaign", *map(str, words)]


def _env() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(REPOSITORY)}


def _now() -> datetime:
    return datetime.now(UTC)


class Batch:
    """A copy of the campaign, its Page, and some posts that are all due now."""

    def __init__(self, template: Path, rng: random.Random, posts: int) -> None:
        self.rng, self.posts, self.kills = rng, posts, 0
        self.folder = Path(tempfile.mkdtemp(dir=template.parent)) / "campaign"
        shutil.copytree(template, self.folder)

    def play(self) -> Tally:
        """Publish, kill, publish again; then count what people see."""
        with serve.start(self.folder / "rehearsal", port=0, clock=_now) as page:
            captions = self._queue()
            for _ in range(KILLS):
                self._ask_faults(page)
                self._run_and_kill()
            _campaign(self.folder, "run", "--until-idle")
            _switch(page, "DELETE")
            self._sweep(page)
            return self._judge(page, captions)

    def _queue(self) -> dict[int, str]:
        books, queued = store.open_in(self.folder), {}
        with books.write() as session:
            first = ledger.post(session, 1)
            for number in range(self.posts):
                kind, caption = KINDS[number % len(KINDS)], f"Bericht {number}"
                values = {**WORDS[kind], "caption": caption, "language": "nl", **when(_now())}
                if kind == "video":
                    film = ("testimony_id", "format", "rendition_id")
                    values |= {"testimony_id": 1, "format": first.format, "rendition_id": first.rendition_id}
                    assert all(values[name] for name in film)
                one = ledger.add_post(session, now=_now(), state=State.DRAFT, **values)
                moves.move(session, one, "approved", now=_now(), by="staff")
                ledger.approve(session, one, now=_now(), by_person_id=None, organisation=None)
                queued[one] = caption
        books.close()
        return queued

    def _ask_faults(self, page: serve.Served) -> None:
        """Slow every call a little, so that kills fall into calls; spoil some."""
        for _ in range(3):
            told = {
                "edge": self.rng.choice(EDGES),
                "effect": self.rng.choice(FAULTS),
                "nth": self.rng.randint(1, 6),
            }
            _switch(page, "POST", told)
        slow = {
            "edge": self.rng.choice(EDGES),
            "effect": "slow",
            "seconds": 0.6,
            "nth": self.rng.randint(1, 4),
        }
        _switch(page, "POST", slow)

    def _run_and_kill(self) -> None:
        """Start a service, wait until it is at work, and kill it within seconds."""
        books = store.open_in(self.folder)
        before = _newest_event(books)
        with subprocess.Popen(
            _command("run", "--until-idle"), cwd=self.folder, env=_env(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ) as service:  # fmt: skip
            end = time.monotonic() + 30
            while _newest_event(books) <= before + 1 and service.poll() is None and time.monotonic() < end:
                time.sleep(0.02)
            time.sleep(self.rng.uniform(0, 2))
            if service.poll() is None:
                service.send_signal(signal.SIGKILL)
                self.kills += 1
        books.close()

    def _sweep(self, page: serve.Served) -> None:
        """Sweep as the service would a day later."""
        books = store.open_in(self.folder)
        address = PageAddress(page_id=page.page_id, graph_url=page.graph_url, graph_version="v26.0")
        ref = PageRef(id=page.page_id, name="", graph_url=page.graph_url, rehearsal=True)
        sweeping.sweep(
            Publisher(
                store=books, page=PageClient(address, page.access_token), ref=ref, folder=self.folder,
                rules=records.Rules(zone=ZONE), clock=lambda: _now() + timedelta(hours=26),
            )
        )  # fmt: skip
        books.close()

    def _judge(self, page: serve.Served, captions: dict[int, str]) -> Tally:
        seen, hidden = _on_page(page)
        tally = Tally("batch", trials=len(captions), kills=self.kills, orphans=hidden)
        books = store.open_in(self.folder)
        with books.read() as session:
            states = {number: str(ledger.post(session, number).state) for number in captions}
            whole = session.connection().exec_driver_sql("PRAGMA integrity_check").scalar()
        books.close()
        for number, caption in captions.items():
            times, state = seen[caption], states[number]
            tally.once += times == 1 and state == State.PUBLISHED
            tally.lost += times == 0
            tally.doubled += times > 1
            tally.undecided += state == State.DOUBTFUL
            if times != 1 or state != State.PUBLISHED:
                tally.broken.append(f"{caption} of {self.folder}: {state}, seen {times} times")
        tally.broken += [f"{hidden} orphans"] * bool(hidden) + [str(whole)] * (whole != "ok")
        return tally


def _newest_event(books: store.Store) -> int:
    with books.read() as session:
        return int(session.connection().exec_driver_sql("SELECT max(id) FROM event").scalar() or 0)


def _on_page(page: serve.Served) -> tuple[Counter[str], int]:
    """Count what people see, by caption, and what stands there hidden."""
    feed = _get(page, f"{page.page_id}/feed?fields=message,is_published&limit=100")
    films = _get(page, f"{page.page_id}/videos?fields=description,published&limit=100")
    said = [film["description"] for film in films if film["published"]]
    seen = Counter(said)
    seen.update(
        post["message"] for post in feed if post["is_published"] and post.get("message", "") not in set(said)
    )
    hidden = sum(not post["is_published"] for post in feed)
    return seen, hidden + sum(not film["published"] and bool(film.get("description")) for film in films)


def _get(page: serve.Served, path: str) -> list[dict[str, Any]]:
    asked = urllib.request.Request(f"{page.graph_url}/v26.0/{path}", headers=_token(page))
    with urllib.request.urlopen(asked, timeout=30) as answer:
        found: list[dict[str, Any]] = json.loads(answer.read())["data"]
    return found


def _switch(page: serve.Served, method: str, told: dict[str, Any] | None = None) -> None:
    """Ask for a fault, or have all of them forgotten."""
    headers, body = _token(page) | {"Content-Type": "application/json"}, json.dumps(told or {}).encode()
    asked = urllib.request.Request(f"{page.graph_url}/_rehearsal/faults", body, headers, method=method)
    urllib.request.urlopen(asked, timeout=30).close()


def _token(page: serve.Served) -> dict[str, str]:
    return {"Authorization": f"Bearer {page.access_token}"}
