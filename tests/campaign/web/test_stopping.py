"""What a desk lets go of when it stops while somebody is still asking."""

import gc
import logging
import socket
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Response, request, send_file

from campaign.web import server

LARGE = 3_000_000  # bytes: more than waits in memory
ASKED = {
    "an answer in pieces that nobody reads": b"GET /pieces HTTP/1.1\r\nHost: a\r\n\r\n",
    "an answer that nobody reads": b"GET /whole HTTP/1.1\r\nHost: a\r\n\r\n",
    "a film that nobody reads": b"GET /film HTTP/1.1\r\nHost: a\r\n\r\n",
    "an answer that is not ready": b"GET /late HTTP/1.1\r\nHost: a\r\n\r\n",
    "a body that is not whole": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n"
    + b"x" * LARGE,
}


def application(film: Path) -> Flask:
    """Large answers."""
    app = Flask(__name__)

    def pieces() -> Iterator[bytes]:
        for _ in range(LARGE // 100_000 * 4):
            yield bytes(100_000)

    app.add_url_rule("/pieces", "pieces", lambda: Response(pieces()))
    app.add_url_rule("/whole", "whole", lambda: bytes(LARGE * 4))
    app.add_url_rule("/film", "film", lambda: send_file(film))
    app.add_url_rule("/late", "late", lambda: str(threading.Event().wait(3)))
    app.add_url_rule("/", "body", lambda: str(len(request.get_data())), methods=["POST"])
    return app


@pytest.fixture
def little_to_collect() -> Iterator[None]:
    """Keep what the session holds already from being looked through: a second and more each time."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("little_to_collect")
@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_nothing_stays_open(asked: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A desk that stops closes what waits to be sent, and what has come of a question, and says nothing of it."""
    caplog.set_level(logging.WARNING, "waitress")  # not its queue, which may wait for threads that begin
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(LARGE * 4))
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        served = server.start(lambda port: application(film), port=0, on_stop=lambda: None)
        with socket.create_connection(("127.0.0.1", served.port)) as asking:
            asking.sendall(asked)
            time.sleep(0.3)
            served.stop()
            del served
            gc.collect()
    assert [str(one.message) for one in told] == []
    assert caplog.messages == []
