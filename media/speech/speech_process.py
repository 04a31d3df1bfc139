"""What needs the recogniser, in a process of its own: at low priority, bounded in memory and time, gone afterwards.

It gets sound as samples from stdin, never a film, and answers in lines of JSON: parts done, then one answer. It ends
with us: on Linux by the kernel, elsewhere because its stdin ends.
"""

import importlib
import importlib.util
import json
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping
from io import BufferedReader
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from media import child_programs, ffmpeg, json_values
from media.errors import BadInput, NotInstalled, RenderFailed

if TYPE_CHECKING:
    import numpy as np

OPERATIONS = {"recognise": "media.speech.recogniser", "align": "media.speech.alignment.aligner"}
LOAD = "load"  # the model, and nothing else
_CODE = (
    "import os, sys; os.environ['HF_HUB_OFFLINE'] = '1'; sys.path[:] = sys.argv[1:];"
    "from media.speech import speech_process; speech_process.answer()"
)
_MEMORY_MB = (
    1600  # of addresses, beside the model and the sound: some processors' libraries take 500 more than others
)
_OF_MODEL = 3  # its weights are read at their full width, then made smaller
_MOST_THREADS = 4
_LOAD_S = 300
_NICE = 10
_MOST_LINES, _LONGEST_LINE = 40, 2000  # kept of what libraries say
_LONGEST_ANSWER = 200_000_000  # bytes
_STARVED = ("allocate memory", "bad_alloc", "MemoryError")

Payload = Mapping[str, object]
Told = Callable[[float], None]


def installed() -> bool:
    """Tell whether the extra `[speech]` is installed; nothing of it is imported."""
    return importlib.util.find_spec("faster_whisper") is not None


def require_installed() -> None:
    """Raise NotInstalled where the extra `[speech]` is not there."""
    if not installed():
        raise NotInstalled("speech-not-installed")


def ask(operation: str, payload: Payload, samples: bytes, *, model: Path, seconds: float, told: Told) -> Any:
    """The answer of one of OPERATIONS, or of LOAD, on sound (float32, mono, 16 kHz) by the model in a folder.

    `told` hears which part is done, from 0 to 1. Raises NotInstalled without the extra, BadInput where the
    model cannot be read or wants more memory, and RenderFailed where it takes longer than `seconds`, or fails.
    """
    require_installed()
    said: deque[str] = deque(maxlen=_MOST_LINES)
    process = child_programs.started(_command(model, len(samples)), fed=True)
    with process:
        timer = threading.Timer(seconds, process.kill)
        timer.daemon = True
        timer.start()
        assert process.stdin
        assert process.stdout
        assert process.stderr
        listener = threading.Thread(target=_listen, args=(process.stderr, said), daemon=True)
        listener.start()
        try:
            answer = None
            if _fed(process.stdin, operation, payload, samples, model):
                answer = _answer(process.stdout, told)
            in_time = timer.is_alive()
        finally:
            timer.cancel()
            process.kill()  # it has answered, or nobody waits for what it will
        listener.join()
    if answer is None and not in_time:
        raise RenderFailed("speech-too-slow", seconds=seconds)
    return _judged(answer, "\n".join(said), model)


def require_loads(model: Path) -> None:
    """Raise BadInput where the model in a folder cannot be loaded; without the extra nobody can tell."""
    if installed():
        ask(LOAD, {}, b"", model=model, seconds=_LOAD_S, told=lambda _part: None)


def _command(model: Path, sound: int) -> list[str]:
    places = [str(Path(place).absolute()) for place in sys.path]
    weights = sum(path.stat().st_size for path in model.glob("model.bin"))
    memory = _MEMORY_MB + (_OF_MODEL * weights + 2 * sound) // 1_000_000
    return [*child_programs.bounds(memory), sys.executable, "-I", "-c", _CODE, *places]


def _fed(sink: IO[bytes], operation: str, payload: Payload, samples: bytes, model: Path) -> bool:
    """Write what is asked; it stays open, for its end means that nobody waits. Tells whether all was taken."""
    asked: dict[str, object] = {
        "operation": operation,
        "payload": dict(payload),
        "model": str(model.absolute()),
    }
    asked |= {"threads": min(max(ffmpeg.cores() - 1, 1), _MOST_THREADS), "bytes": len(samples)}
    try:
        sink.write(json.dumps(asked).encode() + b"\n")
        sink.write(samples)
        sink.flush()
    except OSError:  # it ended before it was told all
        return False
    return True


def _answer(source: IO[bytes], told: Told) -> dict[str, object] | None:
    """What it answers; what is done twice, as words that are heard again, is no step back."""
    most = 0.0
    while line := source.readline(_LONGEST_ANSWER):
        try:
            read = json_values.parsed(line)
        except ValueError:
            return None
        if not isinstance(read, dict):
            return None
        if "done" not in read:
            return read
        most = min(max(float(read["done"]), most), 1.0)
        told(most)
    return None


def _judged(answer: dict[str, object] | None, said: str, model: Path) -> Any:
    if answer is not None and "answer" in answer:
        return answer["answer"]
    detail = str(answer.get("failed", "")) if answer else said.rpartition("\n")[2]
    if any(word in detail + said for word in _STARVED):
        raise BadInput("speech-memory", folder=str(model))
    if answer and answer.get("kind") == "model":
        raise BadInput("model-unreadable", folder=str(model))
    raise RenderFailed("speech-failed", detail=detail[:200])


def _listen(source: IO[bytes], said: deque[str]) -> None:
    while line := source.readline(_LONGEST_LINE):
        if text := line.decode(errors="replace").strip():
            said.append(text)


def answer() -> None:
    """Run in the process of its own: do what stdin asks, and say the answer on stdout."""
    with os.fdopen(os.dup(1), "wb") as parent:
        os.dup2(2, 1)  # what a library prints is no answer
        _lower_priority()

        def say(what: dict[str, object]) -> None:
            parent.write(json.dumps(what).encode() + b"\n")
            parent.flush()

        source = os.fdopen(os.dup(0), "rb")
        asked = json_values.parsed(source.readline())
        samples = _samples(source, asked["bytes"])
        threading.Thread(target=_end_with_parent, args=(source,), daemon=True).start()
        try:
            say({"answer": _done(asked, samples, lambda part: say({"done": part}))})
        except ModelRefused as refused:
            say({"failed": str(refused), "kind": "model"})
        except Exception as failed:
            say({"failed": f"{type(failed).__name__}: {failed}"})


class ModelRefused(Exception):
    """A model's files cannot be used."""


def _done(asked: dict[str, Any], samples: "np.ndarray", told: Told) -> Any:
    model = _loaded(Path(asked["model"]), asked["threads"])
    if asked["operation"] == LOAD:
        return True
    works = importlib.import_module(OPERATIONS[asked["operation"]])
    return works.run(model, asked["payload"], samples, told)


def _loaded(folder: Path, threads: int) -> Any:
    from media.speech import recogniser

    try:
        return recogniser.loaded(folder, threads)
    except MemoryError:
        raise
    except Exception as refused:
        raise ModelRefused(str(refused)) from refused


def _samples(source: BufferedReader, size: int) -> "np.ndarray":
    import numpy as np

    room = bytearray(size)
    view, at = memoryview(room), 0
    while at < size:
        got = source.readinto(view[at : at + (1 << 20)])
        if not got:
            os._exit(1)
        at += got
    return np.frombuffer(room, np.float32)


def _end_with_parent(source: BufferedReader) -> None:
    source.read()
    os._exit(1)


def _lower_priority() -> None:
    if sys.platform == "win32":
        import psutil

        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        os.nice(_NICE)
