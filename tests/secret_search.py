"""No secret leaves a trace: after every test, what it left behind is searched for tokens and app secrets.

Whatever looks like one is meant: those that rehearsal Pages make up, and those that tests write down. They may stand in
a token store and in a Page's own memory of itself, nowhere else; and no address that our client asked for holds one.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import requests

from schedules.facebook.session import Door

SECRET = re.compile(rb"rehearsal-(?:user-|app-)?[0-9a-f]{32}|EAAG(?:secret|seeded)0\w+")
BEGINNINGS = (b"rehearsal-", b"EAAGse")  # looked for first: far quicker in a film's bytes
# where they may stand: our store; what a rehearsal Page knows of itself and was asked for, whose calls are looked at
STORES = ("page.token", "page.json", "page.db")
LARGEST = 64 << 20  # bytes; what is larger here is a film


def in_text(text: str) -> list[str]:
    """Return the secrets in some output."""
    return [found.decode() for found in _secrets(text.encode())]


def in_files(folder: Path) -> list[str]:
    """Return the files in a folder that hold a secret."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return [
        str(path.relative_to(folder))
        for path in files
        if path.name not in STORES and path.stat().st_size <= LARGEST and _secrets(path.read_bytes())
    ]


def _secrets(said: bytes) -> list[bytes]:
    return SECRET.findall(said) if any(one in said for one in BEGINNINGS) else []


def in_addresses(folder: Path) -> list[str]:
    """Return the calls that Pages in a folder heard with a secret in them; a campaign's own: a token in the URL."""
    return [call for book in folder.rglob("page.db") for call in _telling(book)]


def _telling(book: Path) -> Iterator[str]:
    ours = (book.parent.parent / "campaign.db").is_file()  # else other people's clients may have spoken to it
    with closing(sqlite3.connect(f"file:{book}?mode=ro", uri=True)) as opened:
        opened.row_factory = sqlite3.Row
        for call in opened.execute("SELECT * FROM call"):
            if (ours and call["token_in"] == "query") or in_text(repr(tuple(call))):
                yield call["path"]


def watched() -> None:
    """From now on, fail whatever sends a secret in an address through our client."""
    examine = Door._examine

    def watching(self: Door, response: requests.Response, **more: object) -> None:
        told = in_text(response.request.url or "")
        assert not told, f"our client asked for an address that holds a secret: {response.request.url}"
        examine(self, response, **more)

    Door._examine = watching  # type: ignore[method-assign]
