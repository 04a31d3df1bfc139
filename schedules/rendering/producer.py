"""Render ahead: the films that approved posts need, one at a time, soonest due first."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from media.errors import MediaError
from media.kept_files import FileChanged
from media.render import recipe
from media.render.finished.rendition import Rendition
from schedules.consent import changed_files, gates
from schedules.consent.changed_files import UNLIKE
from schedules.database import posts as database_posts
from schedules.database import renditions, transitions
from schedules.database.engine import Store
from schedules.model import campaign_paths
from schedules.model.campaign_paths import AstrayPath
from schedules.model.publishing_rules import Campaign
from schedules.model.records import Post
from schedules.model.states import State
from schedules.rendering import film_order, finished_films
from schedules.rendering.film_order import Order
from schedules.rendering.process_worker import Render

LOOK_AHEAD = timedelta(hours=1)  # a film that goes up within this long is made again where the kit changed


class Producer:
    """Renders what approved posts need, one film at a time, soonest due first; polled from the service's tick.

    `campaign` may be exchanged for one with other rules.
    """

    def __init__(self, store: Store, campaign: Campaign) -> None:
        self._store, self.campaign = store, campaign
        self._checked: dict[int, object] = {}
        self._running: Render | None = None

    @property
    def busy(self) -> bool:
        """Tell whether a film is being made."""
        return self._running is not None

    @property
    def has_news(self) -> bool:
        """Tell whether a film is finished, or its render is over."""
        return self._running is not None and self._running.is_over()

    def tick(self, now: datetime) -> None:
        """Take in a finished film, then start the next one that a post needs."""
        if self._running is not None:
            if not self._running.is_over():
                return
            self._take_in(self._running, now)
            self._running = None
        with self._store.read() as session:
            waiting = renditions.films_to_make(
                session, soon=now + self.campaign.rules.upload_ahead + LOOK_AHEAD
            )
        for post in waiting:
            if self._begun(post, now):
                return

    def stop(self) -> None:
        """End a render in hand; it leaves only a temporary file, which the next render clears away."""
        if self._running is not None:
            self._running.kill()
            self._running = None

    def _begun(self, post: Post, now: datetime) -> bool:
        """Start what a post needs; one whose files stand elsewhere, or are others, rests, and the next has its turn."""
        try:
            return self._start(post, now)
        except UNLIKE as error:
            with self._store.write() as session:
                if database_posts.post(session, post.number).state == State.APPROVED:
                    _hold_all(session, [post.number], error, now)
            return False

    def _start(self, post: Post, now: datetime) -> bool:
        with self._store.read() as session:
            wanted = film_order.order_for(session, post)
            made = renditions.rendition(session, post.rendition_id) if post.rendition_id else None
        print_now = (
            _fingerprint(self.campaign.folder, wanted),
            bool(made and campaign_paths.rendition(self.campaign.folder, made).is_file()),
        )
        if post.rendition_id is not None and self._checked.get(post.number) == print_now:
            return False
        if not self._may_render(post, now):
            return False
        self._checked[post.number] = print_now[0], True
        self._running = Render(self.campaign.folder, wanted, self.campaign.rules)
        return True

    def _may_render(self, post: Post, now: datetime) -> bool:
        instant = max(post.due_at or now, now)
        with self._store.write() as session:
            if database_posts.post(session, post.number).state != State.APPROVED:  # changed since we looked
                return False
            shut = gates.for_work(session, post, instant=instant, campaign=self.campaign)
            if shut:
                changes = {"reason": shut.as_reason()}
                params = {"why": shut.code, **shut.params}
                transitions.move(
                    session, post.number, "held", now=now, by="service", changes=changes, params=params
                )
        return shut is None

    def _take_in(self, done: "Render", now: datetime) -> None:
        outcome = done.outcome()
        with self._store.write() as session:
            film, language, format = done.order.wanted
            posts = renditions.awaiting(session, testimony_id=film, language=language, format=format)
            theirs = [post.number for post in posts if film_order.order_for(session, post) == done.order]
            if isinstance(outcome, FileChanged):
                return _hold_all(session, theirs, outcome, now)
            if isinstance(outcome, MediaError):
                _fail_all(session, theirs, outcome, done.order, now)
                return
            if finished_films.is_forbidden(
                session, self.campaign.folder, done.order
            ):  # taken back while it was being made
                return recipe.remove(outcome.path)
            rendition_id = finished_films.keep(session, self.campaign.folder, done.order, outcome, now=now)
            for number in theirs:
                self._attach(session, number, rendition_id, outcome, now)

    def _attach(
        self, session: Session, number: int, rendition_id: int, made: Rendition, now: datetime
    ) -> None:
        if database_posts.post(session, number).rendition_id == rendition_id:
            return
        renditions.attach_rendition(session, number, rendition_id)
        params = {"rendition": rendition_id, "reused": made.reused, "milliseconds": made.duration_ms}
        transitions.note(
            session, "rendered", now=now, by="service", number=number, state="approved", params=params
        )


def _hold_all(session: Session, numbers: list[int], error: FileChanged | AstrayPath, now: datetime) -> None:
    """Let posts rest whose film, or its subtitles, is no longer what was taken in."""
    for number in numbers:
        shut = changed_files.closed(session, database_posts.post(session, number), error)
        changes, params = {"reason": shut.as_reason()}, {"why": shut.code, **shut.params}
        transitions.move(session, number, "held", now=now, by="service", changes=changes, params=params)


def _fail_all(session: Session, numbers: list[int], error: MediaError, wanted: Order, now: datetime) -> None:
    params = {name: _nameless(str(value), wanted) for name, value in error.params.items()}
    reason = {"code": error.code, "params": params}
    for number in numbers:
        changes = {"reason": reason}
        transitions.move(
            session,
            number,
            "failed",
            now=now,
            by="service",
            changes=changes,
            params={"why": error.code, **params},
        )


def _nameless(text: str, wanted: Order) -> str:
    for name in filter(None, (wanted.film.speaker, wanted.name)):
        text = text.replace(name, f"person {wanted.film.speaker_id}")
    return text


def _fingerprint(folder: Path, wanted: Order) -> object:
    """Return what tells cheaply, without reading films, whether a rendition may have to be made again."""
    files = sorted(path for path in (folder / "brand").rglob("*") if path.is_file())
    stats = [path.stat() for path in files]
    kit = tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in zip(files, stats, strict=True))
    return repr(wanted), kit
