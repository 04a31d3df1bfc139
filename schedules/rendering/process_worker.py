"""One film made by a process of its own, at lower priority, which dies with ours.

It decodes what strangers made, so it gets no secret to see, and is not believed: its answer is JSON, read as such.
"""

import json
import os
import pickle
import re
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import psutil

from media import child_programs, ffmpeg, json_values
from media import errors as media_errors
from media.errors import MediaError, RenderFailed
from media.json_values import JsonReader
from media.kept_files import FileChanged
from media.render.finished.rendition import Rendition
from schedules.model.campaign_paths import AstrayPath
from schedules.model.publishing_rules import Rules
from schedules.rendering import orders
from schedules.rendering.film_order import Order

if sys.platform == "win32":
    LOW_PRIORITY = psutil.BELOW_NORMAL_PRIORITY_CLASS
else:
    LOW_PRIORITY = 10
ENDING_S, KILLED_S = 5, 60  # for a process to end by itself, and to be gone once it was killed
_LONGEST_ANSWER = 1_000_000  # bytes
_NAME = re.compile(r"[0-9a-f]{16}\.mp4")
_KINDS = {kind.__name__: kind for kind in (media_errors.BadInput, FileChanged, RenderFailed)}
_CODE = (
    "import sys; sys.path[:] = sys.argv[1:]; from schedules.rendering import process_worker as w; w.answer()"
)


class Render:
    """One film being made by a process of its own, which dies with us."""

    def __init__(self, folder: Path, wanted: Order, rules: Rules) -> None:
        self.order, self._folder = wanted, folder
        self._answer: Rendition | MediaError | None = None
        self._said = b""
        places = [str(Path(place).absolute()) for place in sys.path]
        command = [
            *child_programs.bounds(2 * ffmpeg.MEMORY_MB, with_thread=False),
            sys.executable,
            "-I",
            "-c",
            _CODE,
            *places,
        ]
        self._process = child_programs.started(command, fed=True, heard=False)
        self._top = psutil.Process(self._process.pid)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.write(pickle.dumps((folder, wanted, rules)))
            self._process.stdin.flush()  # and stays open: that it closes tells the process of our end

    def is_over(self) -> bool:
        """Tell whether the process has answered or died."""
        return self._answer is not None or not self._listener.is_alive()

    def outcome(self) -> Rendition | MediaError:
        """Return the film, or why there is none; may be asked again, should the answer not have been recorded."""
        if self._answer is None:
            self._listener.join(timeout=5)
            self._end()
            self._answer = read(self._said, self._folder) or RenderFailed(
                "render-died", exit_code=self._process.returncode
            )
        return self._answer

    def kill(self) -> None:
        """End the process and the ffmpeg it runs."""
        _kill_tree(self._top)
        self._listener.join(timeout=5)
        self._end()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        self._said = self._process.stdout.read(_LONGEST_ANSWER)

    def _end(self) -> None:
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(OSError):
            process.stdin.close()
        try:
            process.wait(timeout=ENDING_S)
        except subprocess.TimeoutExpired:
            _kill_tree(self._top)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=KILLED_S)
        if not self._listener.is_alive():
            process.stdout.close()


def read(said: bytes, folder: Path) -> Rendition | MediaError | None:
    """What a render answered; None where it died before it did, or says what no render would."""
    try:
        answer = JsonReader.of(json_values.parsed(said))
        if kind := answer.maybe_text("error"):
            return _KINDS[kind](answer.text("code"), **answer.child("params").members)
        name = answer.text("film")
        return Rendition(
            path=folder / "renders" / _NAME.fullmatch(name)[0],  # type: ignore[index]
            sha256=answer.text("sha256"),
            width=answer.number("width"),
            height=answer.number("height"),
            duration_ms=answer.number("duration_ms"),
            reused=answer.members["reused"] is True,
        )
    except (ValueError, TypeError, KeyError):
        return None


def answer() -> None:
    """Run in the render's own process: make the film that stdin orders, and say on stdout what became of it.

    It is polite, deaf to Ctrl-C (its parent decides), and gone when its parent is, for then stdin ends.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        os.setsid()  # ffmpeg would take the Ctrl-C that we are deaf to
    with os.fdopen(os.dup(1), "wb") as parent:
        os.dup2(2, 1)  # what a library prints is no answer
        _be_polite()
        folder, wanted, rules = pickle.load(sys.stdin.buffer)
        threading.Thread(target=_die_with_parent, daemon=True).start()
        parent.write(json.dumps(_made(folder, wanted, rules), default=str).encode())


def _made(folder: Path, wanted: Order, rules: Rules) -> dict[str, object]:
    try:
        film = orders.make(folder, wanted, rules)
    except AstrayPath as error:
        return {"error": "FileChanged", "code": "file-changed", "params": {"file": error.params["path"]}}
    except MediaError as error:
        return {"error": type(error).__name__, "code": error.code, "params": error.params}
    return vars(film) | {"film": film.path.name}


def _be_polite() -> None:
    """Take a low priority, or keep a lower one; where the system does not let us, the film is made all the same."""
    me = psutil.Process()
    with suppress(psutil.Error, OSError):
        me.nice(LOW_PRIORITY if psutil.WINDOWS else max(LOW_PRIORITY, me.nice()))


def _die_with_parent() -> None:
    while os.read(0, 1024):  # not through `sys.stdin`, whose lock a waiting thread would hold at the end
        pass
    _kill_tree(psutil.Process())


def _kill_tree(top: psutil.Process) -> None:
    """End a process and all below it; it is halted first, so that it begins no other meanwhile."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(top.pid, signal.SIGKILL)  # an ffmpeg whose own parent died already, too
    with suppress(psutil.Error):
        if top.pid != os.getpid():
            top.suspend()
        for process in (*top.children(recursive=True), top):
            with suppress(psutil.Error):
                process.kill()
