"""Renders a campaign's films: those of one testimony together, several testimonies at once as far as memory allows."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import replace

from campaign.messages import translate
from campaign.workspace import Workspace
from media import ffmpeg
from media.errors import MediaError
from media.render.finished.rendition import Rendition
from schedules.rendering import film_order, finished_films
from schedules.rendering.film_order import Order

Progress = Callable[[str, float], None]
Made = Callable[[Order, Rendition], None]


class Abandoned(Exception):
    """Raised inside a render whose command was interrupted."""


def make(
    workspace: Workspace,
    orders: Sequence[Order],
    *,
    preview: bool,
    on_progress: Progress,
    on_made: Made,
    lang: str | None = None,
) -> None:
    """Make all films, telling each as it is done; what cannot be made does not keep the others from it.

    What is told is in the words of `lang`. Afterwards raises the first BadInput or RenderFailed there was.
    """
    wanted = orders if preview else _not_standing(workspace, orders, on_made)
    if not wanted:
        return
    from schedules.rendering import (
        orders as rendering_orders,  # with all that renders: what stands needs none of it
    )

    groups = film_order.by_film(wanted)
    workers = _workers(groups, workspace.rules.memory_mb)
    rules = replace(workspace.rules, memory_mb=workspace.rules.memory_mb // workers)
    stopped = threading.Event()

    def work(group: list[Order]) -> list[Rendition]:
        told = _telling(named(group, lang), on_progress, stopped)
        return rendering_orders.make_all(workspace.folder, group, rules, told, preview=preview)

    with ThreadPoolExecutor(workers) as pool:
        begun = {pool.submit(work, group): group for group in groups}
        try:
            errors = [error for done in as_completed(begun) if (error := _taken(done, begun[done], on_made))]
        except BaseException:
            stopped.set()
            pool.shutdown(cancel_futures=True)
            raise
    if errors:
        raise errors[0]


def _not_standing(workspace: Workspace, orders: Sequence[Order], on_made: Made) -> list[Order]:
    """Tell of each film that still stands, and return the orders of the others."""
    with workspace.store.read() as session:
        found = [finished_films.found(session, workspace.folder, one, workspace.rules) for one in orders]
    for order, standing in zip(orders, found, strict=True):
        if standing:
            on_made(order, standing)
    return [order for order, standing in zip(orders, found, strict=True) if not standing]


def named(together: Sequence[Order], lang: str | None = None) -> str:
    """Name orders of one film in the words of a language: its slug, languages and formats."""
    languages = dict.fromkeys(translate.language(one.language, lang) for one in together)
    formats = dict.fromkeys(translate.word(one.format, lang) for one in together)
    return ", ".join((together[0].film.slug, *languages, *formats))


def _workers(groups: Sequence[Sequence[Order]], memory_mb: int) -> int:
    """How many films at once: the languages and formats of one film come first, for they share its decoding."""
    from media.render import capacity

    together = max((len(group) for group in groups), default=1)
    room = min(memory_mb // capacity.FILM_MB, capacity.encoders_at_once(memory_mb) // together)
    return max(1, min(len(groups), ffmpeg.cores(), room))


def _telling(label: str, on_progress: Progress, stopped: threading.Event) -> Callable[[int, int], None]:
    def told(done: int, total: int) -> None:
        if stopped.is_set():
            raise Abandoned
        on_progress(label, done / max(total, 1))

    return told


def _taken(done: "Future[list[Rendition]]", group: Sequence[Order], on_made: Made) -> MediaError | None:
    error = done.exception()
    if isinstance(error, MediaError):
        return error
    for order, made in zip(group, done.result(), strict=True):
        on_made(order, made)
    return None
