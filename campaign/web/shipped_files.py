"""Files that are the same for everybody: style sheets, scripts, letters. Their address holds their hash.

What others wrote lies in `vendor/`, with its version, hash and licence in ORIGIN.toml; `.ci/vendor.py` brings it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from types import MappingProxyType

from flask import Flask, Response, abort

FOLDERS = ("assets", "vendor")
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".ttf": "font/ttf"}
FONTS = ("headings.ttf", "film_letters.ttf")  # made of Source Sans 3 by `.ci/desk_letters.py`
KEPT = "private, max-age=31536000, immutable"


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """A file as it is sent."""

    name: str
    content: bytes
    kind: str

    @cached_property
    def address(self) -> str:
        """Return where it is found as long as it is what it is."""
        return f"/shipped/{hashlib.sha256(self.content).hexdigest()[:16]}/{self.name}"


@cache
def files() -> dict[str, Shipped]:
    """Return what is shipped with the desk, by name; style sheets name letters by their address."""
    here = resources.files("campaign.web")
    found = {name: _shipped(here / "assets" / name) for name in FONTS}
    letters = {name: one.address for name, one in found.items()}
    for place in (one for folder in FOLDERS for one in (here / folder).iterdir()):
        if place.name not in found and _kind(place.name):
            found[place.name] = _shipped(place, letters if place.name.endswith(".css") else {})
    return found


def _shipped(place: Traversable, letters: Mapping[str, str] = MappingProxyType({})) -> Shipped:
    content = place.read_bytes()
    for name, address in letters.items():
        content = content.replace(f'url("{name}")'.encode(), f'url("{address}")'.encode())
    return Shipped(name=place.name, content=content, kind=_kind(place.name))


def _kind(name: str) -> str:
    """Return what a file is, by the end of its name; "" for one that is not shipped."""
    return KINDS.get(PurePosixPath(name).suffix, "")


def address(name: str) -> str:
    """Return where a shipped file is found."""
    return files()[name].address


def attach(app: Flask) -> None:
    """Serve what is shipped."""

    @app.get("/shipped/<digest>/<name>")
    def shipped(digest: str, name: str) -> Response:
        found = files().get(name)
        if found is None or digest not in found.address:
            abort(404)
        return Response(found.content, content_type=_typed(found.kind), headers={"Cache-Control": KEPT})


def _typed(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
