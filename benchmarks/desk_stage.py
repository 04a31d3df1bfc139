"""A desk, and a plain Flask page beside it, each a real process; and somebody who asks them as a browser does."""

import gzip
import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from benchmarks import measuring, stage

COPIED = 1 << 20  # bytes read at once
PLAIN = (sys.executable, "-m", "benchmarks.plain_page")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A server that is being measured: its process, its port, and the cookie of whoever asks."""

    process: psutil.Process
    port: int
    cookie: str
    key_url: str

    def get(self, path: str, **headers: str) -> tuple[HTTPConnection, HTTPResponse]:
        """Ask for something; whoever asks reads the answer and closes the connection."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={"Cookie": self.cookie, **headers})
        return connection, connection.getresponse()

    def content(self, path: str, **headers: str) -> bytes:
        """Return an answer as it was sent; empty where there is no such page."""
        connection, answer = self.get(path, **headers)
        found = answer.read()
        connection.close()
        return found if answer.status == 200 else b""

    def memory_mb(self) -> float:
        """Return the memory that is its own (PSS)."""
        return float(self.process.memory_full_info().pss) / 2**20

    def cpu_s(self) -> float:
        """Return the processor's time that it took so far."""
        return measuring.cpu(self.process)


@contextmanager
def served(command: Sequence[str]) -> Iterator[tuple[Asked, float]]:
    """Start a server that says its address; yield it, once its first page came, and after how many seconds that was."""
    began = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as started:
        try:
            assert started.stdout is not None
            url = str(json.loads(started.stdout.readline())["url"])
            with urllib.request.urlopen(url, timeout=60) as opened:
                cookie = str(opened.headers.get("Set-Cookie", "")).partition(";")[0]
            asked = Asked(
                process=psutil.Process(started.pid), port=urlsplit(url).port or 0, cookie=cookie, key_url=url
            )
            assert asked.content("/")
            yield asked, time.monotonic() - began
        finally:
            started.terminate()
            started.wait(timeout=30)


def desk(folder: Path) -> list[str]:
    """Return the words that serve a campaign's desk."""
    return stage.command(folder, "desk", "--no-browser", "--port", "0")


def sent_bytes(asked: Asked, path: str) -> int:
    """Return what a browser that comes for the first time is sent for a page: itself and all that it ships."""
    page = asked.content(path, **{"Accept-Encoding": "gzip"})
    if not page:
        return 0
    names = set(re.findall(r'"(/shipped/[^"]+)"', gzip.decompress(page).decode()))
    sheets = [asked.content(one).decode() for one in names if one.endswith(".css")]
    names |= {one for sheet in sheets for one in re.findall(r'url\("(/shipped/[^"]+)"\)', sheet)}
    return len(page) + sum(len(asked.content(one, **{"Accept-Encoding": "gzip"})) for one in names)


def whole_s(asked: Asked, path: str, **headers: str) -> float:
    """Read an answer to its end, and return the seconds that took."""
    began = time.monotonic()
    connection, answer = asked.get(path, **headers)
    while answer.read(COPIED):
        pass
    connection.close()
    return time.monotonic() - began
