"""`campaign desk` serves a campaign to this computer, says where first, and ends in good order."""

import json
import os
import signal
import socket
import stat
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


def test_a_new_campaign_leads_to_the_desk(tmp_path: Path, campaign: Run) -> None:
    """What `init` says to do next is to open the desk, from the folder that was made."""
    said = " ".join(campaign("init", tmp_path / "c").output.split())
    assert (
        f"Next: `cd {tmp_path / 'c'}` and `campaign desk --with-service`, which opens it in the browser."
        in said
    )


@pytest.mark.alone
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
        with opener.open(url, timeout=60) as opened:
            assert opened.status == 200
        with opener.open(url.partition("/open")[0], timeout=60) as board:
            assert b'id="board"' in board.read()
        assert time.monotonic() - began < 30
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=240)
    assert (process.returncode, b"Traceback" in told) == (0, False), told


@pytest.mark.slow
def test_a_page_starts_the_service(folder: Path) -> None:
    """The button of the status page lets the desk run the service; SIGTERM ends both in good order."""
    words = (sys.executable, "-m", "campaign", "desk", "--no-browser", "--port", "0")
    with subprocess.Popen(
        words, cwd=folder, env=os.environ | {"PYTHONPATH": str(REPOSITORY)}, stdout=-1, stderr=-1
    ) as process:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        origin, opener = (
            url.partition("/open")[0],
            urllib.request.build_opener(urllib.request.HTTPCookieProcessor()),
        )
        opener.open(url, timeout=20).close()
        for _ in range(2):  # a second press changes nothing
            asked = urllib.request.Request(f"{origin}/status/start", data=b"", headers={"Origin": origin})
            with opener.open(asked, timeout=60) as answer:
                assert b'class="service on"' in answer.read()
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=240)
    assert (process.returncode, b"Traceback" in told) == (0, False), told


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a program of the shell's")
def test_the_key_stands_in_no_command(folder: Path, tmp_path: Path) -> None:
    """The browser is started with the name of a private page that leads to the desk, and that goes with the desk."""
    heard, browser = tmp_path / "heard", tmp_path / "browser"
    browser.write_text(
        f"#!/bin/sh\nprintf '%s' \"$*\" > {heard}.part && mv {heard}.part {heard}\n", encoding="utf-8"
    )
    browser.chmod(0o700)
    words = (sys.executable, "-m", "campaign", "desk", "--port", "0")
    ours = os.environ | {"PYTHONPATH": str(REPOSITORY), "BROWSER": f"{browser} %s"}
    with subprocess.Popen(words, cwd=folder, env=ours, stdout=-1, stderr=-1) as process:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        for _ in range(200):
            if heard.exists():
                break
            time.sleep(0.1)
        named = heard.read_text(encoding="utf-8")
        page = Path(urllib.request.url2pathname(named.removeprefix("file://")))
        found = (url.partition("key=")[2] in named, url in page.read_text(encoding="utf-8"))
        modes = tuple(stat.S_IMODE(one.stat().st_mode) for one in (page, page.parent))
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=240)
    assert (*found, *modes, page.parent.exists()) == (False, True, 0o600, 0o700, False)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--host", "0.0.0.0"), 3, "beheerder"),
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


@pytest.mark.slow
@pytest.mark.parametrize("after_s", [0.0, 0.2, 0.6])
def test_a_desk_that_is_closed_as_its_service_begins(folder: Path, after_s: float) -> None:
    """SIGTERM ends a desk and its service whenever it comes, also while the service is still being loaded."""
    words = (sys.executable, "-m", "campaign", "desk", "--no-browser", "--port", "0", "--with-service")
    with subprocess.Popen(
        words, cwd=folder, env=os.environ | {"PYTHONPATH": str(REPOSITORY)}, stdout=-1, stderr=-1
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after_s)
        process.send_signal(signal.SIGTERM)
        try:
            _, told = process.communicate(timeout=240)
        finally:
            process.kill()
    assert (process.returncode, b"Traceback" in told) == (0, False), told
