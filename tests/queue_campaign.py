"""A small real campaign for tests of the queue: a database, a rehearsal Page over HTTP, and posts."""

from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import update

from schedules.database import approvals, engine, posts, renditions, tables, testimonies, transitions
from schedules.facebook import versions
from schedules.facebook.answers import PageAddress
from schedules.facebook.client import PageClient
from schedules.model import moments, publishing_rules, records
from schedules.model.states import State
from schedules.publishing import publisher
from schedules.publishing.job import PageRef, Publisher
from schedules.rehearsal import server
from tests import film_bytes

BRUSSELS = ZoneInfo("Europe/Brussels")
NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
RULES = publishing_rules.Rules(zone=BRUSSELS)
FILM = film_bytes.padded(2_560_000)  # three windows


PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Killed(BaseException):
    """What a test raises where a process would have died."""


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    moment: datetime = NOON

    def __call__(self) -> datetime:
        """Tell the moment."""
        return self.moment

    def on(self, **time: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**time)


@dataclass
class Campaign:
    """A campaign folder with its database, a clock, and the rehearsal Page it publishes to."""

    folder: Path
    books: engine.Store
    served: server.Served
    clock: Clock = field(default_factory=Clock)

    def campaign(self, **rules: Any) -> publishing_rules.Campaign:
        """Its folder with these rules."""
        return publishing_rules.Campaign(
            folder=self.folder, rules=publishing_rules.Rules(zone=BRUSSELS, **rules)
        )

    def publisher(self, boundary: Callable[[str], None] = lambda _name: None, **rules: Any) -> Publisher:
        """A publisher such as each thread of the service has; `boundary` may raise Killed."""
        address = PageAddress(
            page_id=self.served.page_id, graph_url=self.served.graph_url, graph_version=versions.DEFAULT
        )
        return Publisher(
            store=self.books,
            page=PageClient(address, self.served.access_token, connect_timeout=30, read_timeout=30),
            ref=PageRef(id=address.page_id, name="Test", graph_url=address.graph_url, rehearsal=True),
            campaign=self.campaign(**rules),
            clock=self.clock,
            boundary=boundary,
        )

    def work(
        self, number: int, boundary: Callable[[str], None] = lambda _name: None, **rules: Any
    ) -> records.Post:
        """Let a publisher do what it can for a post, and return the post."""
        publisher.work(self.publisher(boundary, **rules), number, by="test")
        return self.post(number)

    def post(self, number: int) -> records.Post:
        """The post as it stands."""
        with self.books.read() as session:
            return posts.post(session, number)

    def testimony(self, *, consent: bool = True, film: bytes = FILM, **wishes: Any) -> int:
        """Register a film of nobody, with the consent of its speaker unless told otherwise."""
        (self.folder / "films").mkdir(exist_ok=True)
        (self.folder / "films" / "0001.mp4").write_bytes(film)
        with self.books.write() as session:
            number = testimonies.add_testimony(
                session, now=self.clock(), speaker="Nora Voorbeeld", subtitles={}, slug="bakery", role="entrepreneur",
                organisation="Crédal", language="nl", theme=None, film_path="films/0001.mp4",
                film_sha256=sha256(film).hexdigest(), film_ms=12_000,
            )  # fmt: skip
        if consent:
            self.consent(**wishes)
        return number

    def consent(self, person: str | None = None, **wishes: Any) -> int:
        """Record a signed form that allows everything the wishes do not narrow."""
        (self.folder / "consent").mkdir(exist_ok=True)
        (self.folder / "consent" / "form.pdf").write_bytes(b"signed")
        whole: dict[str, Any] = {
            "acts": ["film", "publish"], "channels": ["facebook"], "languages": ["nl", "fr"],
            "purposes": ["campaign"], "until": None, "signed_on": date(2026, 11, 1),
            "evidence_path": "consent/form.pdf", "evidence_sha256": sha256(b"signed").hexdigest(),
        }  # fmt: skip
        with self.books.write() as session:
            return testimonies.record_consent(session, "bakery", person, now=self.clock(), **(whole | wishes))

    def queue(self, *, due: datetime | None = None, approved: bool = True, **said: Any) -> int:
        """Queue a text post (or what the words say), approved as it stands."""
        moment = moments.due_at(due or self.clock(), BRUSSELS)
        values = {"kind": "text", "language": "nl", "caption": "Samen geven we kansen."} | said
        values |= {"due_at": moment.utc, "due_wall": moment.wall, "due_zone": moment.zone}
        with self.books.write() as session:
            number = posts.add_post(session, now=self.clock(), state=State.DRAFT, **values)
            if approved:
                transitions.move(session, number, "approved", now=self.clock(), by="staff")
                approvals.approve(session, number, now=self.clock(), by_person_id=None, organisation=None)
        return number

    def queue_kind(self, kind: str, **said: Any) -> int:
        """Queue a post of a kind: of the same film again and again, or with a photo."""
        if kind == "photo":
            return self.queue_photos(None, **said)
        if kind == "text":
            return self.queue(**said)
        with self.books.read() as session:
            earlier = [one for one in posts.posts(session) if one.is_film]
        if not earlier:
            return self.queue_film(kind, **said)
        first = earlier[0]
        film = {"testimony_id": first.testimony_id, "format": "landscape", "rendition_id": first.rendition_id}
        return self.queue(kind=kind, **film, **said)

    def queue_photos(self, *alts: str | None, **said: Any) -> int:
        """Queue a post with as many photos as there are texts for those who do not see them."""
        (self.folder / "pictures").mkdir(exist_ok=True)
        (self.folder / "pictures" / "one.png").write_bytes(PIXEL)
        photo = {"path": "pictures/one.png", "sha256": sha256(PIXEL).hexdigest()}
        return self.queue(kind="photo", photos=[photo | {"alt": alt} for alt in alts], **said)

    def queue_film(self, kind: str = "video", **said: Any) -> int:
        """Queue a film whose rendition stands already."""
        testimony = self.testimony()
        (self.folder / "renders").mkdir(exist_ok=True)
        (self.folder / "renders" / "abc.mp4").write_bytes(FILM)
        number = self.queue(kind=kind, testimony_id=testimony, format="landscape", **said)
        with self.books.write() as session:
            made = renditions.keep_rendition(
                session, now=self.clock(), testimony_id=testimony, language="nl", format="landscape", key="abc",
                path="renders/abc.mp4", sha256=sha256(FILM).hexdigest(), width=1920, height=1080, duration_ms=12_000,
            )  # fmt: skip
            renditions.attach_rendition(session, number, made)
        return number


@contextmanager
def founded(folder: Path) -> Iterator[Campaign]:
    """Yield a campaign in an empty folder, its Page serving on a free port of this computer."""
    with _served(folder, engine.create(folder), Clock()) as campaign:
        yield campaign


@contextmanager
def reopened(folder: Path, moment: datetime) -> Iterator[Campaign]:
    """Yield a copy of a campaign as it stood at a moment: what is on its Page is known at the port of today."""
    with _served(folder, engine.open_in(folder), Clock(moment)) as campaign:
        with campaign.books.write() as session:
            session.exec(update(tables.RemoteObject).values(graph_url=campaign.served.graph_url))
            session.exec(update(tables.Post).values(page_graph_url=campaign.served.graph_url))
        yield campaign


@contextmanager
def _served(folder: Path, books: engine.Store, clock: Clock) -> Iterator[Campaign]:
    with server.start(folder / "rehearsal", port=0, clock=clock) as served:
        yield Campaign(folder=folder, books=books, served=served, clock=clock)
    books.close()
