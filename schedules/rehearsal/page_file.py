"""`page.json`: who a folder's rehearsal Page is and where it is served; its server writes it, everybody else reads it.

Without the server and, while nobody serves, without HTTP: `campaign status` asks here. An address is worth nothing by
itself, as another program may have taken the port: the lock says that somebody serves this folder, and whoever listens
must prove that it is they before it is told anything.
"""

import json
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from media import files, given_files, json_values, rights
from media.errors import BadInput
from media.json_values import Json, JsonReader
from schedules.facebook import rehearsal_proof

if TYPE_CHECKING:
    from filelock import FileLock

FILE, LOCK = "page.json", "serving.lock"
HOST = "127.0.0.1"
PATIENCE_S = 2.0  # how long a Page that serves may take to accept a connection
SERVING = "serving"  # the port, while the Page is served


@dataclass(frozen=True, kw_only=True)
class RehearsalAddress:
    """Where a rehearsal Page is served and how to speak to it; token and key are worthless anywhere else.

    `page_url` holds the key, without which nothing is shown: it is for the people of this campaign.
    """

    graph_url: str
    page_url: str
    page_id: str
    access_token: str


def find(folder: Path) -> RehearsalAddress | None:
    """Return the address of the Page that serves this folder now, in whatever process; None if none does."""
    known = JsonReader(read(folder))
    if not (known.members.get(SERVING) and known.members.get("key") and _is_served(folder)):
        return None
    page = address(known)
    try:
        with socket.create_connection((HOST, known.number(SERVING)), timeout=PATIENCE_S) as listener:
            rehearsal_proof.demand(listener, page.access_token)
    except OSError:
        return None
    return page


def lock(folder: Path) -> "FileLock":
    """Return the lock of whoever serves a folder; the kernel frees it when its holder dies."""
    from filelock import FileLock  # a Page seldom serves while somebody asks how the campaign stands

    return FileLock(folder / LOCK, mode=rights.file_mode(folder / LOCK), thread_local=False)


def _is_served(folder: Path) -> bool:
    """Tell whether somebody holds the folder's lock."""
    if not (folder / LOCK).exists():
        return False
    held = lock(folder)
    try:
        held.acquire(timeout=0)
    except OSError as why:  # a Timeout is one
        return isinstance(why, TimeoutError)
    held.release()
    return False


def read(folder: Path) -> dict[str, Json]:
    """Return what the folder's `page.json` holds; nothing where there is none, or none that can be read."""
    try:
        page: Json = json_values.parsed(given_files.read(folder / FILE, most=given_files.MEGABYTE))
    except (OSError, BadInput, ValueError):
        return {}
    return page if isinstance(page, dict) else {}


def write(folder: Path, page: Mapping[str, Json]) -> None:
    """Write `page.json`, whole or not at all, for its owner's eyes alone."""
    text = json.dumps(page, indent=1, ensure_ascii=False)
    files.write_whole(folder / FILE, text.encode())


def forget_address(folder: Path) -> None:
    """Take out where the Page was served: who listens there from now on is somebody else."""
    write(folder, {name: told for name, told in read(folder).items() if name != SERVING})


def new_key() -> str:
    """Return a word that nobody guesses, for the addresses that people open."""
    return secrets.token_urlsafe(24)


def home(key: str) -> str:
    """Return how the path of all that people open begins, without a slash at its end."""
    return f"/key/{key}"


def address(known: JsonReader) -> RehearsalAddress:
    """Return where a Page that is being served is to be found."""
    url = f"http://{HOST}:{known.number(SERVING)}"
    page_id, token = known.text("page_id"), known.text("token")
    shown = f"{url}{home(known.text('key'))}/"
    return RehearsalAddress(graph_url=url, page_url=shown, page_id=page_id, access_token=token)
