"""The listener of the rehearsal Page: how many may be connected, how much each may send, how long it may take.

Nobody is trusted here yet: every login of this computer can connect, and any web page can have a browser do it. A call
counts as admitted once it has shown a token or the key; who has not makes room when all places are taken.
"""

import io
import socket
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from flask import Request
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from schedules.facebook import rehearsal_proof

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

MOST_CONNECTIONS = 48  # a browser opens six; each has a thread
# threads more, of connections that lost their place, and how long others wait for it
MOST_ENDING, ENDING_S = 16, 1.0
HEAD_BYTES, HEAD_S = 64 * 1024, 5.0  # request line and headers, and the time within which they come
BODY_S, SILENT_S = 10.0, 10.0  # for a body to begin with, and between two of its pieces
LEAST_RATE = 64 * 1024  # bytes a second that a body must make beyond that
SEND_S = 30.0  # for whoever reads an answer, and does not
LINGER_S, LINGER_BYTES = 1.0, 4 * 1024**2  # of a refused caller, so that it hears the refusal
STOP_S = 2.0  # for calls that are being answered when the server stops

HEADERS = "rehearsal.headers"  # where every header is left, by its name in small letters
INCOMING = "rehearsal.incoming"  # where the handler of the connection is left


ALONE: int | None = getattr(
    socket, "SO_EXCLUSIVEADDRUSE", None
)  # else two programs of Windows may have one port


def opened(host: str, port: int, *, backlog: int) -> socket.socket:
    """Take a port of this computer for this program alone, 0 for any free one; `backlog` connections may wait.

    Raises OSError or OverflowError where it cannot be had.
    """
    if ALONE is None:
        return socket.create_server((host, port), backlog=backlog)
    taken = socket.socket()
    try:
        taken.setsockopt(socket.SOL_SOCKET, ALONE, 1)
        taken.bind((host, port))
        taken.listen(backlog)
    except BaseException:
        taken.close()
        raise
    return taken


class TooMuch(ConnectionError):
    """More comes in, or more slowly, than is allowed."""


class Incoming(io.RawIOBase):
    """What a caller sends, up to a number of bytes and within a time; beyond them it breaks off."""

    def __init__(self, link: socket.socket) -> None:
        self._link, self._expects = link, False
        self.allow(HEAD_BYTES, HEAD_S, rate=0)

    def allow(self, size: int, seconds: float, *, rate: int = LEAST_RATE) -> None:
        """Take `size` bytes from now on, within `seconds` and what they last at `rate` bytes a second."""
        self._left, self._taken, self._rate = size, 0, rate
        self._until = time.monotonic() + seconds

    def expect(self) -> None:
        """Note that the caller sends its body only when told to go on."""
        self._expects = True

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what has come; raises `TooMuch` beyond what is allowed."""
        if self._expects:
            self._expects = False
            self._link.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        room = min(len(buffer), self._left)
        left = self._until + (self._taken / self._rate if self._rate else 0) - time.monotonic()
        if room <= 0 or left <= 0:
            raise TooMuch
        try:
            self._link.settimeout(min(left, SILENT_S))
            got = self._link.recv_into(buffer, room)
        except TimeoutError:
            raise TooMuch from None
        finally:
            self._link.settimeout(SEND_S)
        self._left, self._taken = self._left - got, self._taken + got
        return got


class _Reader(io.BufferedReader):
    """Reads no line that is longer than a head may be."""

    def readline(self, size: int | None = -1) -> bytes:
        return super().readline(HEAD_BYTES if size is None or size < 0 else min(size, HEAD_BYTES))


class Handler(WSGIRequestHandler):
    """Answers one call on a connection, after a proof of who listens if one is asked for; says nothing on stderr."""

    disable_nagle_algorithm = True
    protocol_version = "HTTP/1.1"
    server: "Listener"

    def version_string(self) -> str:
        """Name no program and no version."""
        return "rehearsal"

    def setup(self) -> None:
        """Read through what bounds it."""
        super().setup()
        self.rfile.close()
        self.incoming = Incoming(self.connection)
        self.rfile = _Reader(self.incoming)
        self.proven = False

    def handle_one_request(self) -> None:
        """Answer a proof, then one call."""
        self.raw_requestline = self.rfile.readline()
        understood = bool(self.raw_requestline) and self.parse_request()
        self.close_connection = True
        if understood and self.path.startswith(f"{rehearsal_proof.PATH}?") and not self.proven:
            self._prove()
        elif understood:
            self._answer()

    def _prove(self) -> None:
        word = parse_qs(urlsplit(self.path).query).get("word", [""])[0]
        if rehearsal_proof.WORD.fullmatch(word):
            here = self.connection.getsockname()[:2]
            self.wfile.write(rehearsal_proof.answer(self.server.secrets, word, here))
            self.close_connection, self.proven = False, True
            self.incoming.allow(HEAD_BYTES, HEAD_S, rate=0)

    def _answer(self) -> None:
        self.body = body = self.rfile
        self.rfile = io.BytesIO()  # from which werkzeug would read the rest of a refused body into memory
        try:
            self.run_wsgi()
        finally:
            self.rfile = body
        self.server.answered(self.connection)
        self._linger()

    def _linger(self) -> None:
        """Let a caller whose body nobody wanted hear why, before the connection is reset."""
        until, left = time.monotonic() + LINGER_S, LINGER_BYTES
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            while left > 0 and (seconds := until - time.monotonic()) > 0:
                self.connection.settimeout(seconds)
                got = len(self.connection.recv(64 * 1024))
                if not got:
                    return
                left -= got

    def handle_expect_100(self) -> bool:
        """Wait with "go on" until somebody wants the body."""
        self.incoming.expect()
        del self.headers["Expect"]
        return True

    def make_environ(self) -> "WSGIEnvironment":
        """Keep headers with an underscore, such as `file_size`, which werkzeug drops."""
        whole, self.rfile = self.rfile, self.body
        try:
            made = super().make_environ()
        finally:
            self.rfile = whole
        kept = {name.lower(): value for name, value in self.headers.items()}
        return made | {HEADERS: kept, INCOMING: self}

    def take(self, size: int, seconds: float | None) -> None:
        """Let the body come, up to `size` bytes; within `seconds`, else at the rate of one that is welcome."""
        self.incoming.allow(size, seconds or BODY_S, rate=0 if seconds else LEAST_RATE)

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


class Listener(ThreadedWSGIServer):
    """A server with a number of places; `secrets` are what it proves itself by.

    Where all places are taken, the oldest connection that was not admitted makes room for a new one.
    """

    def __init__(self, app: "WSGIApplication", listener: socket.socket, secrets: tuple[str, ...]) -> None:
        host, port = listener.getsockname()[:2]
        super().__init__(host, port, app, Handler, fd=listener.fileno())
        self.secrets = secrets
        self._waiting: dict[socket.socket, None] = {}  # the oldest first
        self._admitted: dict[socket.socket, None] = {}
        self._alive, self._change = 0, threading.Condition()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give a connection a place and a thread, or hang up."""
        if self._placed(request):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def _placed(self, link: socket.socket) -> bool:
        with self._change:
            if not self._change.wait_for(lambda: self._alive < MOST_CONNECTIONS + MOST_ENDING, ENDING_S):
                return False
            if len(self._waiting) + len(self._admitted) >= MOST_CONNECTIONS:
                if not self._waiting:
                    return False
                oldest = next(iter(self._waiting))
                del self._waiting[oldest]
                _hang_up(oldest)
            self._waiting[link] = None
            self._alive += 1
            return True

    def admit(self, link: socket.socket) -> None:
        """Let a connection keep its place until it is answered."""
        self._move(link, self._waiting, self._admitted)

    def answered(self, link: socket.socket) -> None:
        """Let a connection that was answered make room again."""
        self._move(link, self._admitted, self._waiting)

    def places(self, link: socket.socket) -> bool:
        """Tell whether a connection has a place."""
        with self._change:
            return link in self._waiting or link in self._admitted

    def _move(
        self, link: socket.socket, old: dict[socket.socket, None], new: dict[socket.socket, None]
    ) -> None:
        with self._change:
            if link in old:
                del old[link]
                new[link] = None
                self._change.notify_all()

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer what one connection asks, and free its place."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._change:
                self._alive -= 1
                self._waiting.pop(request, None)
                self._admitted.pop(request, None)
                self._change.notify_all()

    def end(self) -> None:
        """Wait for the calls that are being answered, a little; nobody is connected any more afterwards."""
        with self._change:
            for link in self._waiting:
                _hang_up(link)
            self._change.wait_for(lambda: not self._admitted, STOP_S)
            for link in (*self._waiting, *self._admitted):
                _hang_up(link)
            self._change.wait_for(lambda: not self._waiting and not self._admitted, STOP_S)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: whoever breaks off, or breaks something, is told by the answer or not at all."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


def admit(request: Request) -> None:
    """Count a call's connection among those that showed a token or the key."""
    handler: Handler = request.environ[INCOMING]
    handler.server.admit(handler.connection)


def has_place(request: Request) -> bool:
    """Tell whether a call's connection has not had to make room for another."""
    handler: Handler = request.environ[INCOMING]
    return handler.server.places(handler.connection)


def _hang_up(link: socket.socket) -> None:
    with suppress(OSError):
        link.shutdown(socket.SHUT_RDWR)
