"""`page.json`: who a folder's rehearsal Page is and where it is served; its server writes it, everybody else reads it.

Without the server and, while nobody listens, without HTTP: `campaign status` asks here.
"""

import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from media import files
from media.json_values import Json, JsonReader

FILE = "page.json"
HOST = "127.0.0.1"
PATIENCE_S = 2.0  # how long a Page that serves may take to say who it is


@dataclass(frozen=True, kw_only=True)
class RehearsalAddress:
    """Where a rehearsal Page is served and how to speak to it; the token is worthless anywhere else."""

    graph_url: str
    page_url: str
    page_id: str
    access_token: str


def find(folder: Path) -> RehearsalAddress | None:
    """Return the address of the Page that serves this folder now, in whatever process; None if none answers."""
    known = JsonReader(read(folder))
    if not known.members.get("serving"):
        return None
    page = address(known)
    try:
        listener = socket.create_connection((HOST, known.number("serving")), timeout=PATIENCE_S)
    except OSError:
        return None
    with listener:
        return page if _page_id(listener, page.access_token) == page.page_id else None


def _page_id(listener: socket.socket, token: str) -> object:
    """Ask whoever listens which Page it is; None where it answers nothing sensible."""
    import http.client  # loads e-mail and TLS; a Page seldom serves while somebody asks how the campaign stands

    link = http.client.HTTPConnection(HOST, timeout=PATIENCE_S)
    link.sock = listener
    try:
        link.request("GET", "/_rehearsal/whoami", headers={"Authorization": f"Bearer {token}"})
        answer: Json = json.loads(link.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        link.close()
    return answer.get("page_id") if isinstance(answer, dict) else None


def read(folder: Path) -> dict[str, Json]:
    """Return what the folder's `page.json` holds; nothing where there is none, or none that can be read."""
    try:
        page: Json = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return page if isinstance(page, dict) else {}


def write(folder: Path, page: Mapping[str, Json]) -> None:
    """Write `page.json`, whole or not at all, for its owner's eyes alone."""
    text = json.dumps(page, indent=1, ensure_ascii=False)
    files.write_whole(folder / FILE, text.encode())


def address(known: JsonReader) -> RehearsalAddress:
    """Return where a Page that is being served is to be found."""
    url = f"http://{HOST}:{known.number('serving')}"
    page_id, token = known.text("page_id"), known.text("token")
    return RehearsalAddress(graph_url=url, page_url=f"{url}/", page_id=page_id, access_token=token)
