"""One film made by a process of its own, at lower priority, which dies with ours."""

import multiprocessing
import os
import signal
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path

from media.errors import MediaError, RenderFailed
from media.render import renderer
from schedules.model.publishing_rules import Rules
from schedules.rendering import orders
from schedules.rendering.orders import Order

NICE = 10


class Render:
    """One film being made by a process of its own, which dies with us."""

    def __init__(self, folder: Path, wanted: Order, rules: Rules) -> None:
        self.order = wanted
        self._answer: renderer.Rendition | MediaError | None = None
        context = multiprocessing.get_context("spawn")
        self._inbox, outbox = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_render_aside, args=(folder, wanted, rules, outbox, os.getpid()), daemon=True
        )
        self._process.start()
        outbox.close()

    def is_over(self) -> bool:
        """Tell whether the process has answered or died."""
        return self._answer is not None or self._inbox.poll() or not self._process.is_alive()

    def outcome(self) -> renderer.Rendition | MediaError:
        """Return the film, or why there is none; may be asked again, should the answer not have been recorded."""
        if self._answer is None:
            self._answer = self._received()
            self._process.join(timeout=5)
            self._inbox.close()
        return self._answer

    def _received(self) -> renderer.Rendition | MediaError:
        try:
            answer: renderer.Rendition | MediaError = self._inbox.recv()
        except (EOFError, OSError):
            return RenderFailed("render-died", exit_code=self._process.exitcode)
        return answer

    def kill(self) -> None:
        """End the process and the ffmpeg it runs."""
        _kill_tree(self._process.pid)
        self._process.join(timeout=5)
        self._inbox.close()


def _render_aside(folder: Path, wanted: Order, rules: Rules, outbox: Connection, parent: int) -> None:
    """Run in the render's own process: polite, deaf to Ctrl-C (its parent decides), and gone when its parent is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        os.setsid()
        os.nice(NICE)
    threading.Thread(target=_die_with, args=(parent,), daemon=True).start()
    try:
        outbox.send(orders.make(folder, wanted, rules))
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
