"""Serve the rehearsal Page from a folder over real HTTP, on this computer only.

Who the Page is (`page.json`) and what it holds stay in the folder; the lock is the kernel's, so that a killed
server leaves nothing to clean up.
"""

import random
import secrets
import socket
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from flask import Flask, Response, request
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from media import files, rights
from media.json_values import Json, JsonReader
from schedules.errors import NotReady
from schedules.rehearsal import graph_requests, page_file, routes, wall
from schedules.rehearsal.edges import tokens
from schedules.rehearsal.language import Tongues
from schedules.rehearsal.page_file import HOST, RehearsalAddress
from schedules.rehearsal.store import Page, Shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


METHODS = ["GET", "POST", "DELETE"]
STOP_S = 0.05  # how often the server looks whether it shall stop


class Served:
    """A rehearsal Page being served from a thread of this process; a context manager that stops it."""

    def __init__(
        self, address: RehearsalAddress, server: BaseWSGIServer, shelf: Shelf, lock: FileLock
    ) -> None:
        self.address = address
        self.graph_url, self.page_url = address.graph_url, address.page_url
        self.page_id, self.access_token = address.page_id, address.access_token
        self._server, self._shelf, self._lock = server, shelf, lock
        self._thread = threading.Thread(
            target=server.serve_forever, args=(STOP_S,), name="rehearsal", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop serving; the folder keeps everything. Harmless when stopped already."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._shelf.close()
            self._lock.release()

    def __enter__(self) -> "Served":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, e: BaseException | None, t: TracebackType | None
    ) -> None:
        self.stop()


def start(
    folder: Path,
    *,
    port: int | None = None,
    name: str | None = None,
    clock: Callable[[], datetime],
    tongues: Tongues | None = None,
) -> Served:
    """Serve the folder's Page; it comes into being at the first start.

    `port` None: the folder's own, or another free one if that is taken, which is then its own; 0: any free one;
    else exactly this one, or `NotReady("rehearsal-port-taken")`. Raises `NotReady("rehearsal-already-serving")`
    with its `url` when one serves this folder already. `name` renames the Page; `tongues`: without them it is English.
    """
    files.folder(folder)
    lock = FileLock(
        folder / "serving.lock",
        mode=rights.file_mode(folder / "serving.lock"),
        blocking=False,
        thread_local=False,
    )
    try:
        lock.acquire()
    except Timeout:
        raise NotReady("rehearsal-already-serving", url=_told_url(folder)) from None
    try:
        return _serve(folder, lock, port, name, clock, tongues or Tongues())
    except BaseException:
        lock.release()
        raise


def _serve(
    folder: Path,
    lock: FileLock,
    port: int | None,
    name: str | None,
    clock: Callable[[], datetime],
    tongues: Tongues,
) -> Served:
    identity = _identity(folder, name)
    known = JsonReader(identity)
    listener = _listen(known.maybe_number("port"), port)
    identity["serving"] = serving = listener.getsockname()[1]
    if port != 0:
        identity["port"] = serving
    page_file.write(folder, identity)
    shelf, address = Shelf(folder), page_file.address(known)
    page = Page(
        shelf=shelf,
        id=address.page_id,
        name=known.text("name"),
        token=address.access_token,
        url=address.graph_url,
        clock=clock,
        app=tokens.app_of(known),
        tongues=tongues,
    )
    with (
        listener
    ):  # werkzeug serves a copy of it; left to bind by itself, it would end the process on a taken port
        server = make_server(
            HOST, serving, _app(page), threaded=True, request_handler=_Quiet, fd=listener.fileno()
        )
    return Served(address, server, shelf, lock)


def _app(page: Page) -> Flask:
    app = Flask("rehearsal", static_folder=None, template_folder=wall.templates())
    app.config["MAX_FORM_MEMORY_SIZE"] = 16 * 1024 * 1024  # the longest caption, percent-encoded, and room
    wall.attach(app, page)

    @app.route("/_rehearsal/<what>", methods=METHODS)
    def switch(what: str) -> Response:
        return routes.switch(page, request, what)

    @app.route("/", methods=["POST", "DELETE"])
    @app.route("/<path:path>", methods=METHODS)
    def graph(path: str = "") -> Response:
        return routes.respond(page, request)

    return app


class _Quiet(WSGIRequestHandler):
    """Says nothing on stderr, and does not wait for more before it sends."""

    disable_nagle_algorithm = True

    def make_environ(self) -> "WSGIEnvironment":
        """Keep headers with an underscore, such as `file_size`, which werkzeug drops."""
        kept = {name.lower(): value for name, value in self.headers.items()}
        return super().make_environ() | {graph_requests.HEADERS: kept}

    def log(self, type: str, message: str, *args: object) -> None:
        pass


def _listen(own: int | None, wanted: int | None) -> socket.socket:
    """Open the port: the one wanted, the folder's own, or a free one below those that outgoing calls take."""
    if wanted:
        return _bind(wanted)
    guesses = [own] if own else []
    tries = [0] if wanted == 0 else [*guesses, *random.sample(range(20000, 30000), 50), 0]
    for port in tries:
        try:
            return _bind(port)
        except NotReady:
            continue
    raise NotReady("rehearsal-port-taken", port=own)


def _bind(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port), backlog=256)
    except OSError:
        raise NotReady("rehearsal-port-taken", port=port) from None


def _identity(folder: Path, name: str | None) -> dict[str, Json]:
    """Return who the Page is; made up once."""
    made: dict[str, Json] = {
        "page_id": str(random.SystemRandom().randrange(10**14, 10**15)),
        "token": f"rehearsal-{secrets.token_hex(16)}",
        "name": "Testimony Campaign",
        **tokens.new_app(str(random.SystemRandom().randrange(10**14, 10**15)), secrets.token_hex(16)),
    }
    return made | page_file.read(folder) | ({"name": name} if name else {})


def _told_url(folder: Path) -> str:
    serving = page_file.read(folder).get("serving")
    return f"http://{HOST}:{serving}/" if serving else str(folder)
