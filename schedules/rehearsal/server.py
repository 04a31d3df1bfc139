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
from functools import partial
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from media import files
from media.json_values import Json, JsonReader
from schedules.errors import NotReady
from schedules.rehearsal import listener, origins, page_file, routes, switch, wall
from schedules.rehearsal.edges import tokens
from schedules.rehearsal.graph_requests import unforeseen
from schedules.rehearsal.language import PageFace, Tongues
from schedules.rehearsal.page_file import HOST, RehearsalAddress
from schedules.rehearsal.store import Page, Shelf

METHODS = ["GET", "POST", "DELETE", "PUT", "PATCH"]
LOOKED_AT_S = 0.3  # for longer than whoever looks whether the folder is served holds its lock
WAITING = 256  # connections that wait to be accepted
STOP_S = 0.05  # how often the server looks whether it shall stop


class Served:
    """A rehearsal Page being served from a thread of this process; a context manager that stops it."""

    def __init__(
        self, address: RehearsalAddress, server: listener.Listener, page: Page, folder: Path, lock: FileLock
    ) -> None:
        self.address, self._folder = address, folder
        self.graph_url, self.page_url = address.graph_url, address.page_url
        self.page_id, self.access_token = address.page_id, address.access_token
        self._server, self._shelf, self._lock = server, page.shelf, lock
        self._thread = threading.Thread(target=self._run, name="rehearsal", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        """Serve; the thread keeps this object, and with it the lock, as long as it does."""
        self._server.serve_forever(STOP_S)

    def stop(self) -> None:
        """Stop serving, once what was asked is answered; the folder keeps everything but the address.

        Harmless when stopped already.
        """
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server.end()
            self._shelf.close()
            page_file.forget_address(self._folder)
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
    face: PageFace | None = None,
) -> Served:
    """Serve the folder's Page; it comes into being at the first start.

    `port` None: the folder's own, or another free one if that is taken, which is then its own; 0: any free one;
    else exactly this one, or `NotReady("rehearsal-port-taken")`. Raises `NotReady("rehearsal-already-serving")`
    with its `url` when one serves this folder already. `name` renames the Page; `tongues`: without them it is English;
    `face`: without one it has colours of ours.
    """
    files.folder(folder)
    lock = page_file.lock(folder)
    try:
        lock.acquire(timeout=LOOKED_AT_S, poll_interval=STOP_S)
    except Timeout:
        raise NotReady("rehearsal-already-serving", url=_told_url(folder)) from None
    try:
        page = partial(_page, clock=clock, tongues=tongues or Tongues(), face=face or PageFace())
        return _serve(folder, lock, port, name, page)
    except BaseException:
        lock.release()
        raise


def _serve(
    folder: Path,
    lock: FileLock,
    port: int | None,
    name: str | None,
    new_page: Callable[[Shelf, JsonReader], Page],
) -> Served:
    identity = _identity(folder, name)
    known = JsonReader(identity)
    with _listen(known.maybe_number("port"), port) as opened:
        serving = opened.getsockname()[1]
        identity[page_file.SERVING] = serving
        if port != 0:
            identity["port"] = serving
        page = new_page(Shelf(folder), known)
        try:
            server = listener.Listener(_app(page, serving), opened, tokens.proving(page))
            page_file.write(folder, identity)
        except BaseException:
            page.shelf.close()
            raise
    return Served(page_file.address(known), server, page, folder, lock)


def _page(
    shelf: Shelf, known: JsonReader, *, clock: Callable[[], datetime], tongues: Tongues, face: PageFace
) -> Page:
    address = page_file.address(known)
    return Page(
        shelf=shelf,
        id=address.page_id,
        name=known.text("name"),
        token=address.access_token,
        key=known.text("key"),
        url=address.graph_url,
        clock=clock,
        app=tokens.app_of(known),
        tongues=tongues,
        face=face,
    )


def _app(page: Page, port: int) -> Flask:
    app = Flask("rehearsal", static_folder=None, template_folder=wall.templates())
    app.before_request(lambda: origins.refusal(request, request.environ[listener.HEADERS], port))
    app.after_request(origins.protect)
    app.register_error_handler(Exception, _last)
    wall.attach(app, page)

    @app.route("/_rehearsal/<what>", methods=METHODS)
    def switched(what: str) -> Response:
        return switch.respond(page, request, what)

    @app.route("/", methods=METHODS)
    @app.route("/<path:path>", methods=METHODS)
    def graph(path: str = "") -> AnyResponse:
        person = request.method == "GET" and not path and set(request.args) <= {"lang"}
        return wall.locked(page) if person else routes.respond(page, request)

    return app


def _last(error: Exception) -> AnyResponse:
    """Answer what nothing else answered: what is no page of ours in a few words, a fault of ours as Graph does."""
    if not isinstance(error, HTTPException):
        return unforeseen()
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response(request.environ)
    return Response(f"{error.code} {error.name}\n", error.code, content_type="text/plain; charset=utf-8")


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
        return listener.opened(HOST, port, backlog=WAITING)
    except (OSError, OverflowError):
        raise NotReady("rehearsal-port-taken", port=port) from None


def _identity(folder: Path, name: str | None) -> dict[str, Json]:
    """Return who the Page is; made up once."""
    made: dict[str, Json] = {
        "page_id": str(random.SystemRandom().randrange(10**14, 10**15)),
        "token": f"rehearsal-{secrets.token_hex(16)}",
        "key": page_file.new_key(),
        "name": "Testimony Campaign",
        **tokens.new_app(str(random.SystemRandom().randrange(10**14, 10**15)), secrets.token_hex(16)),
    }
    return made | page_file.read(folder) | ({"name": name} if name else {})


def _told_url(folder: Path) -> str:
    known = JsonReader(page_file.read(folder))
    try:
        return page_file.address(known).page_url
    except (KeyError, TypeError, ValueError):  # it is only just starting
        return str(folder)
