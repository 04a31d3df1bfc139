"""`campaign desk` serves a campaign to this computer, says where first, and ends in good order."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.campaign.reports.reported_campaign import Run
from tests.paths import REPOSITORY


@pytest.fixture
def folder(tmp_path: Path, campaign: Run) -> Path:
    """An empty campaign."""
    assert campaign("init", tmp_path / "c", "--language", "nl", "--language", "fr").exit_code == 0
    return tmp_path / "c"


@pytest.mark.slow
@pytest.mark.parametrize("more", [(), ("--with-service",)])
def test_the_desk_of_a_process(folder: Path, more: tuple[str, ...]) -> None:
    """The first line on stdout is the address as JSON; the desk answers there, and SIGTERM ends it with 0."""
    began = time.monotonic()
    words = (sys.executable, "-m", "campaign", "desk", "--no-browser", "--port", "0", *more)
    with subprocess.Popen(
        words, cwd=folder, env=os.environ | {"PYTHONPATH": str(REPOSITORY)}, stdout=-1, stderr=-1
    ) as process:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(url, timeout=20) as opened:
            assert opened.status == 200
        with opener.open(url.partition("/open")[0], timeout=20) as board:
            assert b'id="board"' in board.read()
        assert time.monotonic() - began < 30
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=30)
    assert (process.returncode, b"Traceback" in told) == (0, False), told


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--host", "0.0.0.0"), 2, "deze computer"),
        (("--port", "70000"), 2, "70000"),
    ],
)
def test_what_the_desk_refuses(
    folder: Path, campaign: Run, words: tuple[str, ...], code: int, told: str
) -> None:
    """A host beyond this computer, a port that there is not: one line each."""
    done = campaign("--lang", "nl", "desk", "--no-browser", *words, folder=folder)
    assert (done.exit_code, told in done.output, done.output.count("\n") <= 4) == (code, True, True), (
        done.output
    )


def test_a_port_that_is_taken(folder: Path, campaign: Run) -> None:
    """Another program's port is named, with what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = campaign("desk", "--no-browser", "--port", port, folder=folder)
    assert (done.exit_code, str(port) in done.output) == (3, True)
