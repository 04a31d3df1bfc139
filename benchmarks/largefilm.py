"""A film of gigabytes on its way to the rehearsal Page: our service beside curl, sending the same chunks."""

import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import stage
from benchmarks.stage import Served
from schedules import archive, ledger, store
from schedules.states import State

_WINDOW = 1 << 20  # bytes that the Page proposes per call


@dataclass(frozen=True, kw_only=True)
class Upload:
    """How long an upload took (seconds), and the highest memory of the process that sent it (MB)."""

    seconds: float
    peak_mb: float = 0.0


def film(path: Path, megabytes: int) -> None:
    """A file as large as a film; no two of its megabytes are alike."""
    block = bytes(range(256)) * 4095
    with path.open("wb") as file:
        for number in range(megabytes):
            file.write(number.to_bytes(256, "big") + block)


def ours(folder: Path, books: store.Store, path: Path) -> Upload:
    """Let the service send the film, registered as a finished rendition."""
    (number,) = stage.queue(
        books, [stage.soon(0)], kind="video", state=State.UPLOADING, **_registered(books, path)
    )
    with stage.running(folder) as pid:
        began = _moment(books, number, "upload-started", pid)
        ended = _moment(books, number, "published", pid)
        return Upload(seconds=ended - began, peak_mb=stage.resident_mb(pid, "VmHWM"))


def _registered(books: store.Store, path: Path) -> dict[str, object]:
    now = stage.soon(0)
    with path.open("rb") as file, books.write() as session:
        digest = sha256(file.read(_WINDOW)).hexdigest()
        testimony = archive.add_testimony(
            session, now=now, speaker="Nora Voorbeeld", subtitles={}, slug="large", role="coach",
            organisation="Crédal", language="nl", theme=None, film_path=f"renders/{path.name}",
            film_sha256=digest, film_ms=60_000,
        )  # fmt: skip
        made = ledger.keep_rendition(
            session, now=now, testimony_id=testimony, language="nl", format="landscape", key="large",
            path=f"renders/{path.name}", sha256=digest, width=1920, height=1080, duration_ms=60_000,
        )  # fmt: skip
    return {"testimony_id": testimony, "format": "landscape", "rendition_id": made}


def _moment(books: store.Store, number: int, event: str, pid: int) -> float:
    """When an event was written, as unix seconds; waits for it."""
    from schedules import journal

    found: list[float] = []

    def there() -> bool:
        with books.read() as session:
            events = journal.events(session, number=number)
        found.extend(one.at.timestamp() for one in events if one.event == event)
        return bool(found) or not Path(f"/proc/{pid}").exists()

    stage.waited(there, 1800)
    return found[0]


def curl(served: Served, path: Path, chunks: Path) -> Upload:
    """Let one curl send the film in the same chunks, over one connection, from files cut beforehand."""
    size = path.stat().st_size
    upload = _post(served, upload_phase="start", file_size=size)
    chunks.mkdir()
    words = "\nnext\n".join(_request(served, upload, one) for one in _cut(path, chunks))
    (chunks / "config").write_text(words, encoding="utf-8")
    began = time.monotonic()
    subprocess.run(["curl", "--silent", "--fail", "--config", str(chunks / "config")], check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    _post(served, upload_phase="finish", upload_session_id=upload["upload_session_id"], published="false")
    seconds = time.monotonic() - began
    shutil.rmtree(chunks)
    return Upload(seconds=seconds)


def _cut(path: Path, chunks: Path) -> Iterator[tuple[int, Path]]:
    with path.open("rb") as film:
        at = 0
        while block := film.read(_WINDOW):
            chunk = chunks / f"{at:015}"
            chunk.write_bytes(block)
            yield at, chunk
            at += len(block)


def _request(served: Served, upload: dict[str, str], chunk: tuple[int, Path]) -> str:
    fields = {
        "upload_phase": "transfer",
        "upload_session_id": upload["upload_session_id"],
        "start_offset": chunk[0],
    }
    return "\n".join([
        f'url = "{served.graph_url}/v26.0/{served.page_id}/videos"',
        f'header = "Authorization: Bearer {served.access_token}"',
        *(f'form-string = "{name}={value}"' for name, value in fields.items()),
        f'form = "video_file_chunk=@{chunk[1]};type=application/octet-stream"',
        'output = "/dev/null"',
    ])  # fmt: skip


def _post(served: Served, **fields: object) -> dict[str, str]:
    asked = urllib.request.Request(
        f"{served.graph_url}/v26.0/{served.page_id}/videos",
        data=urlencode(fields).encode(),
        headers={"Authorization": f"Bearer {served.access_token}"},
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        found: dict[str, str] = json.loads(answer.read())
        return found
