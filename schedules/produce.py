"""Render ahead: what films the queue needs, each made in a process of its own at lower priority."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from sqlmodel import Session

from media import brand, formats, probe, render, subtitles, timeline
from media.errors import MediaError, RenderFailed
from schedules import archive, credits, gates, ledger, moves
from schedules.records import Post, Rules, Testimony
from schedules.store import Store

Progress = Callable[[int, int], None]
NICE = 10
LOOK_AHEAD = timedelta(hours=1)  # a film that goes up within this long is made again where the kit changed


@dataclass(frozen=True, kw_only=True)
class Order:
    """One film to make: a testimony in a language and a format, with its credit as the consents allow."""

    film: Testimony
    language: str
    format: str
    name: str | None

    @property
    def wanted(self) -> tuple[int, str, str]:
        """Return what the order is for; two posts with the same share one rendition."""
        return self.film.id, self.language, self.format


def order(session: Session, film: Testimony, language: str, format: str) -> Order:
    """Return the order for a testimony's film, as it stands now."""
    name = credits.shown_name(film, archive.consents(session, testimony_id=film.id))
    return Order(film=film, language=language, format=format, name=name)


def order_for(session: Session, post: Post) -> Order:
    """Return the order for a post's film, as it stands now."""
    assert post.testimony_id is not None
    assert post.format is not None
    return order(session, archive.testimony_by_id(session, post.testimony_id), post.language, post.format)


def timeline_of(folder: Path, wanted: Order) -> timeline.Timeline:
    """Lay out the film of an order: pure reading of files, nothing is made. Raises BadInput."""
    film = wanted.film
    path = film.subtitles.get(wanted.language)
    kit = brand.load(folder / "brand")
    return timeline.build(
        film=probe.probe(folder / film.film_path),
        cues=subtitles.read(folder / path).cues if path else (),
        brand=kit,
        language=wanted.language,
        format=formats.FORMATS[wanted.format],
        credit=timeline.Credit(
            name=wanted.name,
            role=credits.role_word(film.role, wanted.language),
            organisation=film.organisation,
        ),
        title=kit.theme(film.theme, wanted.language),
        from_ms=film.from_ms,
        to_ms=film.to_ms,
    )


def make(folder: Path, wanted: Order, on_progress: Progress | None = None) -> render.Rendition:
    """Make the film of an order in `renders/`, or find it there. Raises BadInput, RenderFailed."""
    return render.render(timeline_of(folder, wanted), folder / "renders", on_progress=on_progress)


def keep(session: Session, folder: Path, wanted: Order, made: render.Rendition, *, now: datetime) -> int:
    """Register a finished film and return its number."""
    return ledger.keep_rendition(
        session,
        now=now,
        testimony_id=wanted.film.id,
        language=wanted.language,
        format=wanted.format,
        key=made.path.stem,
        path=made.path.relative_to(folder).as_posix(),
        sha256=made.sha256,
        width=made.width,
        height=made.height,
        duration_ms=made.duration_ms,
    )


def attach_standing(session: Session, folder: Path, post: Post) -> None:
    """Give an approved post the film that was rendered for it already, where that is still the one it wants."""
    wanted = order_for(session, post)
    film, language, format = wanted.wanted
    found = ledger.rendition_of(session, testimony_id=film, language=language, format=format)
    if (
        found
        and (folder / found.path).is_file()
        and render.key(timeline_of(folder, wanted)).startswith(found.key)
    ):
        ledger.attach_rendition(session, post.number, found.id)


class Producer:
    """Renders what approved posts need, one film at a time, soonest due first; polled from the service's tick."""

    def __init__(self, store: Store, folder: Path, rules: Rules) -> None:
        self._store, self._folder, self._rules = store, folder, rules
        self._checked: dict[int, object] = {}
        self._running: _Render | None = None

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
            waiting = ledger.films_to_make(session, soon=now + self._rules.upload_ahead + LOOK_AHEAD)
        for post in waiting:
            if self._start(post, now):
                return

    def stop(self) -> None:
        """End a render in hand; it leaves only a temporary file, which the next render clears away."""
        if self._running is not None:
            self._running.kill()
            self._running = None

    def _start(self, post: Post, now: datetime) -> bool:
        with self._store.read() as session:
            wanted = order_for(session, post)
            made = post.rendition_id and ledger.rendition(session, post.rendition_id).path
        print_now = _fingerprint(self._folder, wanted), bool(made and (self._folder / made).is_file())
        if post.rendition_id is not None and self._checked.get(post.number) == print_now:
            return False
        if not self._may_render(post, now):
            return False
        self._checked[post.number] = print_now[0], True
        self._running = _Render(self._folder, wanted)
        return True

    def _may_render(self, post: Post, now: datetime) -> bool:
        instant = max(post.due_at or now, now)
        with self._store.write() as session:
            shut = gates.for_work(session, post, instant=instant, rules=self._rules, folder=self._folder)
            if shut:
                changes = {"reason": shut.as_reason()}
                params = {"why": shut.code, **shut.params}
                moves.move(
                    session, post.number, "held", now=now, by="service", changes=changes, params=params
                )
        return shut is None

    def _take_in(self, done: "_Render", now: datetime) -> None:
        outcome = done.outcome()
        with self._store.write() as session:
            film, language, format = done.order.wanted
            posts = ledger.awaiting(session, testimony_id=film, language=language, format=format)
            theirs = [post.number for post in posts if order_for(session, post) == done.order]
            if isinstance(outcome, MediaError):
                _fail_all(session, theirs, outcome, done.order, now)
                return
            rendition_id = keep(session, self._folder, done.order, outcome, now=now)
            for number in theirs:
                self._attach(session, number, rendition_id, outcome, now)

    def _attach(
        self, session: Session, number: int, rendition_id: int, made: render.Rendition, now: datetime
    ) -> None:
        if ledger.post(session, number).rendition_id == rendition_id:
            return
        ledger.attach_rendition(session, number, rendition_id)
        params = {"rendition": rendition_id, "reused": made.reused, "milliseconds": made.duration_ms}
        moves.note(session, "rendered", now=now, by="service", number=number, state="approved", params=params)


def _fail_all(session: Session, numbers: list[int], error: MediaError, wanted: Order, now: datetime) -> None:
    params = {name: _nameless(str(value), wanted) for name, value in error.params.items()}
    reason = {"code": error.code, "params": params}
    for number in numbers:
        changes = {"reason": reason}
        moves.move(
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


class _Render:
    """One film being made by a process of its own, which dies with us."""

    def __init__(self, folder: Path, wanted: Order) -> None:
        self.order = wanted
        context = multiprocessing.get_context("spawn")
        self._inbox, outbox = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_render_aside, args=(folder, wanted, outbox, os.getpid()), daemon=True
        )
        self._process.start()
        outbox.close()

    def is_over(self) -> bool:
        """Tell whether the process has answered or died."""
        return self._inbox.poll() or not self._process.is_alive()

    def outcome(self) -> render.Rendition | MediaError:
        """Return the film, or why there is none."""
        try:
            answer: render.Rendition | MediaError = self._inbox.recv()
        except (EOFError, OSError):
            answer = RenderFailed("render-died", exit_code=self._process.exitcode)
        self._process.join(timeout=5)
        self._inbox.close()
        return answer

    def kill(self) -> None:
        """End the process and the ffmpeg it runs."""
        _kill_tree(self._process.pid)
        self._process.join(timeout=5)
        self._inbox.close()


def _render_aside(folder: Path, wanted: Order, outbox: Connection, parent: int) -> None:
    """Run in the render's own process: polite, deaf to Ctrl-C (its parent decides), and gone when its parent is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        os.setsid()
        os.nice(NICE)
    threading.Thread(target=_die_with, args=(parent,), daemon=True).start()
    try:
        outbox.send(make(folder, wanted))
    except MediaError as error:
        outbox.send(error)


def _die_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    _kill_tree(os.getpid())


def _kill_tree(pid: int | None) -> None:
    if pid is None:
        return
    try:
        if hasattr(os, "killpg"):
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        pass
