"""A film of gigabytes on its way to the rehearsal Page: our service beside curl, sending the very same chunks.

Both take the same steps: start, a transfer for each window that the Page proposes, finish. Both are timed by the Page's
own record of calls, from its answer to start to its answer to finish; what it then does with the film is neither's.
"""

import filecmp
import json
import os
import sqlite3
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from urllib.parse import urlencode

import psutil

from benchmarks import stage
from benchmarks.stage import Served
from schedules.database import engine, posts, renditions, testimonies
from schedules.model.states import State
from schedules.rehearsal.store import SETTINGS

WINDOW = int(SETTINGS["window"])  # bytes that the Page proposes per call
_SESSION = "SESSION"  # in curl's instructions, until the Page has named it


@dataclass(frozen=True, kw_only=True)
class Upload:
    """How long an upload took (seconds), the length of each transfer's body, the sender's highest memory (MB)."""

    seconds: float
    bodies: tuple[int, ...]
    peak_mb: float = 0.0

    def as_chunked_as(self, other: "Upload") -> bool:
        """Tell whether both sent the same chunks: their bodies differ by the length of the boundary alone."""
        alike = len(self.bodies) == len(other.bodies)
        return alike and len({a - b for a, b in zip(self.bodies, other.bodies, strict=True)}) == 1


def film(path: Path, megabytes: int) -> None:
    """A file as large as a film; no two of its megabytes are alike."""
    path.parent.mkdir(parents=True, exist_ok=True)
    block = bytes(range(256)) * 4095
    with path.open("wb") as file:
        for number in range(megabytes):
            file.write(number.to_bytes(256, "big") + block)


def ours(folder: Path, books: engine.Store, path: Path) -> Upload:
    """Let the service send the film, registered as a finished rendition."""
    registered = register(books, path)
    os.sync()  # neither shall pay for what the other left to be written
    (number,) = stage.queue(books, [stage.soon(0)], kind="video", state=State.UPLOADING, **registered)
    with stage.running(folder) as pid:
        stage.waited(lambda: not psutil.pid_exists(pid) or _is_out(books, number), 1800)
        peak_mb = stage.peak_mb(pid)
    return replace(_arrived(folder, path), peak_mb=peak_mb)


def _is_out(books: engine.Store, number: int) -> bool:
    with books.read() as session:
        return posts.post(session, number).state == State.PUBLISHED


def register(books: engine.Store, path: Path) -> dict[str, object]:
    """Register a file as the finished rendition of a testimony; returns what its post says of it."""
    now = stage.soon(0)
    with path.open("rb") as file, books.write() as session:
        digest = file_digest(file, "sha256").hexdigest()
        testimony = testimonies.add_testimony(
            session, now=now, speaker="Nora Voorbeeld", subtitles={}, slug=f"large-{now:%H%M%S%f}", role="coach",
            organisation="Crédal", language="nl", theme=None, film_path=f"films/{path.name}",
            film_sha256=digest, film_ms=60_000,
        )  # fmt: skip
        made = renditions.keep_rendition(
            session, now=now, testimony_id=testimony, language="nl", format="landscape", key="large",
            path=f"renders/{path.name}", sha256=digest, width=1920, height=1080, duration_ms=60_000,
        )  # fmt: skip
    return {"testimony_id": testimony, "format": "landscape", "rendition_id": made}


def curl(served: Served, folder: Path, path: Path, chunks: Path) -> Upload:
    """Let one curl send the film's chunks from files cut beforehand, and finish; it waits for no 100-continue."""
    sends = [_transfer(served, at, chunk) for at, chunk in _cut(path, chunks)]
    words = "\nnext\n".join([*sends, _finish(served)])
    os.sync()
    session = _start(served, path.stat().st_size)
    told = words.replace(_SESSION, session).encode()  # it holds the token: on stdin it stands in no file
    subprocess.run(["curl", "--silent", "--fail-early", "--fail", "--config", "-"], check=True, input=told,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    return _arrived(folder, path)


def _cut(path: Path, chunks: Path) -> Iterator[tuple[int, Path]]:
    chunks.mkdir(exist_ok=True)
    with path.open("rb") as film:
        at = 0
        while block := film.read(WINDOW):
            chunk = chunks / f"{at:015}"
            if not chunk.exists():
                chunk.write_bytes(block)
            yield at, chunk
            at += len(block)


def _transfer(served: Served, at: int, chunk: Path) -> str:
    fields = {"upload_phase": "transfer", "upload_session_id": _SESSION, "start_offset": at}
    return "\n".join([
        *_addressed(served),
        *(f'form-string = "{name}={value}"' for name, value in fields.items()),
        f'form = "video_file_chunk=@{chunk};filename=film.mp4;type=application/octet-stream"',
    ])  # fmt: skip


def _finish(served: Served) -> str:
    fields = {"upload_phase": "finish", "upload_session_id": _SESSION, "published": "false"}
    return "\n".join([*_addressed(served), f'data = "{urlencode(fields)}"'])


def _addressed(served: Served) -> list[str]:
    return [
        f'url = "{_edge(served)}"',
        f'header = "Authorization: Bearer {served.access_token}"',
        'header = "Expect:"',
        'output = "/dev/null"',
    ]


def _edge(served: Served) -> str:
    return f"{served.graph_url}/v26.0/{served.page_id}/videos"


def _start(served: Served, size: int) -> str:
    asked = urllib.request.Request(
        _edge(served),
        data=urlencode({"upload_phase": "start", "file_size": size}).encode(),
        headers={"Authorization": f"Bearer {served.access_token}"},
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        return str(json.loads(answer.read())["upload_session_id"])


def _arrived(folder: Path, path: Path) -> Upload:
    """Read the newest upload from the Page's record, and see that the Page has the film byte for byte; then drop it."""
    calls = _recorded(folder)
    (film,) = (folder / "rehearsal" / "films").iterdir()
    if any(status != 200 for *_, status in calls) or not filecmp.cmp(film, path, shallow=False):
        raise SystemExit("the film did not arrive as it was sent")
    film.unlink()
    moments = {edge: at for at, edge, *_ in calls}
    bodies = tuple(size for _, edge, size, _ in calls if edge == "video-transfer")
    return Upload(seconds=moments["video-finish"] - moments["video-start"], bodies=bodies)


def _recorded(folder: Path) -> list[tuple[float, str, int, int]]:
    """The calls of the newest upload: moment of the answer (unix seconds), edge, body's length, status."""
    with closing(sqlite3.connect(f"file:{folder}/rehearsal/page.db?mode=ro", uri=True, timeout=10)) as shelf:
        return shelf.execute(
            "SELECT at, edge, bytes, status FROM call WHERE edge GLOB 'video-[stf]*' AND seq >= "
            "(SELECT MAX(seq) FROM call WHERE edge = 'video-start') ORDER BY seq"
        ).fetchall()
