"""One film made by a process of its own, at lower priority, which dies with ours."""

import multiprocessing
import os
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from media.errors import MediaError, RenderFailed
from media.render import renderer
from schedules.model.publishing_rules import Rules
from schedules.rendering import orders
from schedules.rendering.orders import Order

if sys.platform == "win32":
    LOW_PRIORITY = psutil.BELOW_NORMAL_PRIORITY_CLASS
else:
    LOW_PRIORITY = 10


class Render:
    """One film being made by a process of its own, which dies with us."""

    def __init__(self, folder: Path, wanted: Order, rules: Rules) -> None:
        self.order = wanted
        self._answer: renderer.Rendition | MediaError | None = None
        context = multiprocessing.get_context("spawn")
        self._inbox, outbox = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_render_aside, args=(folder, wanted, rules, outbox), daemon=True
        )
        self._process.start()
        self._top = psutil.Process(self._process.pid)
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
        _kill_tree(self._top)
        self._process.join(timeout=5)
        self._inbox.close()


def _render_aside(folder: Path, wanted: Order, rules: Rules, outbox: Connection) -> None:
    """Run in the render's own process: polite, deaf to Ctrl-C (its parent decides), and gone when its parent is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        os.setsid()  # ffmpeg would take the Ctrl-C that we are deaf to
    _be_polite()
    threading.Thread(target=_die_with_parent, daemon=True).start()
    try:
        outbox.send(orders.make(folder, wanted, rules))
    except MediaError as error:
        outbox.send(error)


def _be_polite() -> None:
    """Take a low priority, or keep a lower one; where the system does not let us, the film is made all the same."""
    me = psutil.Process()
    with suppress(psutil.Error, OSError):
        me.nice(LOW_PRIORITY if psutil.WINDOWS else max(LOW_PRIORITY, me.nice()))


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    _kill_tree(psutil.Process())


def _kill_tree(top: psutil.Process) -> None:
    """End a process and all below it; it is halted first, so that it begins no other meanwhile."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(top.pid, signal.SIGKILL)  # an ffmpeg whose own parent died already, too
    with suppress(psutil.Error):
        if top.pid != os.getpid():
            top.suspend()
        for process in (*top.children(recursive=True), top):
            with suppress(psutil.Error):
                process.kill()
