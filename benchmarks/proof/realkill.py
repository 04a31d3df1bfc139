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
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import material
from benchmarks.proof import onpage
from benchmarks.proof.books import PHOTOS, PICTURE, WORDS, ZONE, when
from benchmarks.proof.faults import KINDS
from benchmarks.proof.onpage import Seen
from benchmarks.proof.simulate import Tally
from schedules.database import approvals, engine, events, posts, renditions, transitions
from schedules.facebook.answers import PageAddress
from schedules.facebook.client import PageClient
from schedules.model import publishing_rules
from schedules.model.states import State
from schedules.publishing import leftovers
from schedules.publishing.job import PageRef, Publisher
from schedules.rehearsal import server

REPOSITORY = Path(__file__).resolve().parent.parent.parent
KILLS = 4
FAULTS = ("lost", "reset-before", "refused-500-after-accept", "html-502", "truncated")
EDGES = ("post-create", "post-reveal", "post-read", "video-start", "video-transfer", "video-finish", "video-reveal",
         "video-read", "feed", "reel-start", "reel-bytes", "reel-finish", "photo-create", "comment-create", "comments",
         "captions-add", "captions", "thumbnail-add")  # fmt: skip
FILMS = {"video": "landscape", "reel": "portrait"}
SPOKEN = "1\n00:00:00,300 --> 00:00:01,700\n{}\n"


def play(
    *, seed: int, batches: int, posts: int = 25, kills: int = KILLS, abreast: int = 3, comments: bool = True
) -> Tally:
    """Let batches of posts be published by services that are killed again and again; count every post.

    A comment that was perhaps made is looked for during two minutes; `comments` false: posts have none.
    """
    tally = Tally("kill -9 over HTTP", str(seed))
    with tempfile.TemporaryDirectory() as folder:
        template = _prepare(Path(folder))
        rngs = [random.Random(seed * 1000 + number) for number in range(batches)]
        parts = [Batch(template, rng, posts, comments=comments) for rng in rngs]
        with ThreadPoolExecutor(abreast) as pool:
            for part in pool.map(lambda one: one.play(kills), parts):
                _merge(tally, part)
    return tally


def _merge(tally: Tally, part: Tally) -> None:
    for name in ("trials", "once", "undecided", "lost", "doubled", "said_twice", "orphans", "kills", "kinds"):
        setattr(tally, name, getattr(tally, name) + getattr(part, name))
    tally.broken += part.broken


def _prepare(folder: Path) -> Path:
    """A campaign whose one film is rendered in both shapes and published already; and two photos."""
    film = material.film(folder, 2, (640, 360))
    (folder / "form.pdf").write_text("signed", encoding="utf-8")
    for language, said in (("nl", "Samen."), ("en", "Together.")):
        (folder / f"{language}.srt").write_text(SPOKEN.format(said), encoding="utf-8")
    made = folder / "campaign"
    _campaign(folder, "init", "campaign", "--language", "nl", "--language", "en")
    posted = ("--language", "nl", "--testimony", "one", "--at", "now")
    for words in (
        ("testimony", "add", film, "--slug", "one", "--speaker", "Nora Voorbeeld", "--role", "coach",
         "--organisation", "Brusoc", "--language", "nl", "--subtitles", f"nl:{folder / 'nl.srt'}", "--subtitles",
         f"en:{folder / 'en.srt'}"),
        ("consent", "record", "one", "--act", "film", "--act", "publish", "--channel", "facebook", "--language",
         "nl", "--language", "en", "--signed", "2020-11-01", "--evidence", folder / "form.pdf"),
        ("post", "add", "--caption", "Eerst", *posted),
        ("post", "add", "--caption", "Dan", "--format", "portrait", *posted),
        ("post", "approve", "1", "2"),
        ("run", "--until-idle"),
    ):  # fmt: skip
        _campaign(made, *words)
    (made / "pictures").mkdir(exist_ok=True)
    for photo in PHOTOS:
        (made / str(photo["path"])).write_bytes(PICTURE)
    return made


def _campaign(folder: Path, *words: object) -> None:
    ran = subprocess.run(
        _command(*words), cwd=folder, env=_env(folder), capture_output=True, text=True, timeout=300
    )
    if ran.returncode:
        raise RuntimeError(f"campaign {words[0]} ended with {ran.returncode}: {ran.stderr}")


def _command(*words: object) -> list[str]:
    return [sys.executable, "-m", "campaign", *map(str, words)]


def _env(folder: Path) -> dict[str, str]:
    """The environment of a campaign's commands, with a list of homes of its own: no batch is another's copy."""
    return os.environ | {"PYTHONPATH": str(REPOSITORY), "XDG_STATE_HOME": str(folder.parent / "state")}


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Wish:
    """What a post is to be: its kind, and the words by which it is known on the Page."""

    kind: str
    caption: str
    comments: bool

    def short_of(self, seen: list[Seen], log: set[str]) -> list[str]:
        """Name what is broken of what people see."""
        wanted = WORDS[self.kind]
        if len(seen) != 1:
            return [f"seen {len(seen)} times"]
        (one,) = seen
        checks = {
            f"{one.comments} comments": one.comments != (self.comments and "first_comment" in wanted),
            f"{one.photos} photos": one.photos != len(wanted.get("photos", ())),
            "no captions": self.kind in FILMS and not one.captions,
        }
        excused = {"0 comments": "comment-given-up", "no captions": "captions-given-up"}
        return [name for name, broken in checks.items() if broken and excused.get(name) not in log]


class Batch:
    """A copy of the campaign, its Page, and some posts that are all due now."""

    def __init__(self, template: Path, rng: random.Random, posts: int, *, comments: bool) -> None:
        self.rng, self.posts, self.comments, self.kills = rng, posts, comments, 0
        self.folder = Path(tempfile.mkdtemp(dir=template.parent)) / "campaign"
        shutil.copytree(template, self.folder, ignore=shutil.ignore_patterns("campaign.home"))
        _campaign(self.folder, "adopt", "--yes")
        _campaign(self.folder, "resume")

    def play(self, kills: int) -> Tally:
        """Publish, kill, publish again; then count what people see."""
        with server.start(self.folder / "rehearsal", port=0, clock=_now) as page:
            wishes = self._queue()
            for _ in range(kills):
                self._ask_faults(page)
                self._run_and_kill()
            _campaign(self.folder, "run", "--until-idle")
            _switch(page, "DELETE")
            self._sweep(page)
            return self._judge(page, wishes)

    def _queue(self) -> dict[int, Wish]:
        books, queued = engine.open_in(self.folder), {}
        with books.write() as session:
            for number in range(self.posts):
                kind, caption = KINDS[number % len(KINDS)], f"Bericht {number}"
                values = {**WORDS[kind], "caption": caption, "language": "nl", **when(_now())}
                values["first_comment"] = values.get("first_comment") if self.comments else None
                if kind in FILMS:
                    made = renditions.rendition_of(session, testimony_id=1, language="nl", format=FILMS[kind])
                    assert made is not None
                    values["rendition_id"] = made.id
                one = posts.add_post(session, now=_now(), state=State.DRAFT, **values)
                transitions.move(session, one, "approved", now=_now(), by="staff")
                approvals.approve(session, one, now=_now(), by_person_id=None, organisation=None)
                queued[one] = Wish(kind, caption, self.comments)
        books.close()
        return queued

    def _ask_faults(self, page: server.Served) -> None:
        """Slow every call a little, so that kills fall into calls; spoil some."""
        for _ in range(3):
            told = {
                "edge": self.rng.choice(EDGES),
                "effect": self.rng.choice(FAULTS),
                "nth": self.rng.randint(1, 6),
            }
            _switch(page, "POST", told)
        cut = {"edge": "reel-bytes", "effect": "cut", "bytes": self.rng.randint(1, 200_000), "nth": 1}
        _switch(page, "POST", cut)
        slow = {
            "edge": self.rng.choice(EDGES),
            "effect": "slow",
            "seconds": 0.6,
            "nth": self.rng.randint(1, 4),
        }
        _switch(page, "POST", slow)

    def _run_and_kill(self) -> None:
        """Start a service, wait until it is at work, and kill it within seconds."""
        books = engine.open_in(self.folder)
        before = _newest_event(books)
        with subprocess.Popen(
            _command("run", "--until-idle"), cwd=self.folder, env=_env(self.folder),
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

    def _sweep(self, page: server.Served) -> None:
        """Sweep as the service would a day later."""
        books = engine.open_in(self.folder)
        address = PageAddress(page_id=page.page_id, graph_url=page.graph_url, graph_version="v26.0")
        ref = PageRef(id=page.page_id, name="", graph_url=page.graph_url, rehearsal=True)
        leftovers.sweep(
            Publisher(
                store=books, page=PageClient(address, page.access_token), ref=ref, 
                campaign=publishing_rules.Campaign(folder=self.folder, rules=publishing_rules.Rules(zone=ZONE)),
                clock=lambda: _now() + timedelta(hours=26),
            )
        )  # fmt: skip
        books.close()

    def _judge(self, page: server.Served, wishes: dict[int, Wish]) -> Tally:
        shown = onpage.seen(page)
        tally = Tally("batch", trials=len(wishes), kills=self.kills, orphans=onpage.hidden(page))
        states, logs, whole = self._books(wishes)
        for number, wish in wishes.items():
            tally.kinds[wish.kind] += 1
            seen, state = [one for one in shown if one.caption == wish.caption], states[number]
            tally.once += len(seen) == 1 and state == State.PUBLISHED
            tally.lost += not seen
            tally.doubled += len(seen) > 1
            tally.said_twice += any(one.comments > 1 for one in seen)
            tally.undecided += state == State.DOUBTFUL
            wrong = wish.short_of(seen, logs[number]) + [str(state)] * (state != State.PUBLISHED)
            tally.broken += [f"{wish.caption} ({wish.kind}) of {self.folder}: {', '.join(wrong)}"] * bool(
                wrong
            )
        tally.broken += [f"{tally.orphans} orphans"] * bool(tally.orphans) + [whole] * (whole != "ok")
        return tally

    def _books(self, wishes: dict[int, Wish]) -> tuple[dict[int, State], dict[int, set[str]], str]:
        """Return how the posts stand, what the log says of each, and whether the file is whole."""
        books = engine.open_in(self.folder)
        with books.read() as session:
            states = {number: posts.post(session, number).state for number in wishes}
            logs = {number: {one.event for one in events.events(session, number=number)} for number in wishes}
            whole = session.connection().exec_driver_sql("PRAGMA integrity_check").scalar()
        books.close()
        return states, logs, str(whole)


def _newest_event(books: engine.Store) -> int:
    with books.read() as session:
        return int(session.connection().exec_driver_sql("SELECT max(id) FROM event").scalar() or 0)


def _switch(page: server.Served, method: str, told: dict[str, Any] | None = None) -> None:
    """Ask for a fault, or have all of them forgotten."""
    headers, body = onpage.token(page) | {"Content-Type": "application/json"}, json.dumps(told or {}).encode()
    asked = urllib.request.Request(f"{page.graph_url}/_rehearsal/faults", body, headers, method=method)
    urllib.request.urlopen(asked, timeout=30).close()
