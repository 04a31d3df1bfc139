"""Serves the desk from a thread of this process, on this computer alone."""

import errno
import logging
import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import TracebackType
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from waitress import wasyncore
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ThreadedTaskDispatcher

from schedules.errors import BadRequest, NotReady
from schedules.rehearsal import listener

HOST = "127.0.0.1"  # the rehearsal Page is found at `localhost`: cookies know no ports, but they know names
OWN_PORT = 8790
NEXT_PORTS = 20
THREADS = 48  # at most: an open browser holds one for as long as it listens
FIRST = 8  # to begin with: 48 at once cost 10 ms and 1 MB
IDLE = 4  # that wait at least
LARGEST_BODY = 12 * 2**20  # bytes: a photo as large as Facebook takes, or a piece of a film, and its head
CONNECTIONS = 400  # at once; below what select() of Windows can watch
IDLE_S = 20  # a connection that asks for nothing, or does not end its question, makes room
TOLD_BY_PROXY = {"x-forwarded-for", "x-forwarded-proto"}
WAITING = 128  # connections that wait to be accepted


class Served:
    """A desk being served; a context manager that stops it."""

    def __init__(self, server: BaseWSGIServer, port: int, on_stop: Callable[[], None]) -> None:
        self.port, self._server, self._on_stop = port, server, on_stop
        self._thread = threading.Thread(target=server.run, name="desk", daemon=True)
        self._thread.start()

    @property
    def origin(self) -> str:
        """Return where the desk is, such as `http://127.0.0.1:8790`."""
        return f"http://{HOST}:{self.port}"

    def stop(self) -> None:
        """Stop serving: who listens is let go, what is being answered is cut off."""
        self._on_stop()
        logging.getLogger("waitress").setLevel(
            logging.ERROR
        )  # it would count the threads that it leaves, in English
        self._server.task_dispatcher.shutdown(timeout=1)
        with suppress(OSError):  # its own thread closes its sockets, perhaps before this call of it has ended
            self._server.trigger.pull_trigger(self._let_go)
        self._thread.join(5)

    def _let_go(self) -> None:
        """Close connections with what waits to be sent and what has come of a question: both may lie in files."""
        for channel in list(self._server.active_channels.values()):
            if channel.request is not None:
                channel.request.close()
            channel.handle_close()
        wasyncore.close_all(self._server._map)

    def __enter__(self) -> "Served":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, e: BaseException | None, t: TracebackType | None
    ) -> None:
        self.stop()


def start(
    make: Callable[[int], WSGIApplication],
    *,
    port: int | None,
    on_stop: Callable[[], None],
    host: str = HOST,
    proxy: str = "",
) -> Served:
    """Serve the application that `make` returns for a port, at `host`, which is this computer's own.

    `port` None: the desk's own or one of the next that is free; 0: any free one; else exactly this one. `on_stop` is
    called before the server ends, so that whoever holds a connection open lets go. What `proxy`, a number such as
    127.0.0.1, says of whom it asks for is believed; what all others say of that never reaches the application. Raises
    NotReady where the port is taken, and BadRequest where this computer has no such host.
    """
    logging.getLogger("waitress.queue").setLevel(
        logging.ERROR
    )  # how many wait is nothing that staff act upon
    believed = {"trusted_proxy": proxy, "trusted_proxy_headers": TOLD_BY_PROXY} if proxy else {}
    opened = _listen(host, port)
    found = int(opened.getsockname()[1])
    application = make(found)

    def answered(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        _grow(server.task_dispatcher)
        return application(environ, start_response)

    server = create_server(
        answered,
        sockets=[opened],
        threads=FIRST,
        max_request_body_size=LARGEST_BODY,
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE_S,
        cleanup_interval=5,
        asyncore_use_poll=True,
        ident="",
        **believed,
    )
    return Served(server, found, on_stop)


def _grow(hands: ThreadedTaskDispatcher) -> None:
    """Begin more threads where hardly one waits; whoever is answered asks, so that none is ever waited for in vain."""
    begun = len(hands.threads)
    if begun < THREADS and hands.active_count > begun - IDLE and not hands.stop_count:
        hands.set_thread_count(min(begun + FIRST, THREADS))


def _listen(host: str, port: int | None) -> socket.socket:
    wanted = range(OWN_PORT, OWN_PORT + NEXT_PORTS) if port is None else (port,)
    for one in wanted:
        try:
            return listener.opened(host, one, backlog=WAITING)
        except (OSError, OverflowError) as error:
            if isinstance(error, socket.gaierror) or getattr(error, "errno", None) == errno.EADDRNOTAVAIL:
                raise BadRequest("desk-host", host=host) from None
    raise NotReady("desk-port-taken", port=OWN_PORT if port is None else port)
