"""One film made by a process of its own: at low priority, ended with all that it runs, gone with its parent."""

import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from media.errors import RenderFailed
from schedules.database import testimonies
from schedules.rendering import film_order, process_worker
from schedules.rendering.film_order import Order
from schedules.rendering.process_worker import Render
from tests.paths import REPOSITORY
from tests.queue_campaign import RULES, Campaign
from tests.running_service import wait_for

EXAMPLE_KIT = REPOSITORY / "campaign/example/brand"
PARENT = """
import pickle, sys, time
from schedules.rendering.process_worker import Render
render = Render(*pickle.load(sys.stdin.buffer))
time.sleep(600)
"""


@pytest.fixture
def order(queue: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Order:
    """A film that is never finished, as ffmpeg and a process that it started sleep."""
    sleeping = tmp_path / "ffmpeg"
    sleeping.write_text("#!/bin/sh\nsleep 600 &\nwait\n")
    sleeping.chmod(0o700)
    monkeypatch.setenv("CAMPAIGN_FFMPEG", str(sleeping))
    (queue.folder / "brand").symlink_to(EXAMPLE_KIT)
    queue.testimony()
    with queue.books.read() as session:
        return film_order.order(session, testimonies.testimony(session, "bakery"), "nl", "landscape")


def tree_of(parent: psutil.Process) -> list[psutil.Process]:
    """The processes that a parent runs, once the last of them sleeps."""
    return wait_for(lambda: (tree := parent.children(recursive=True)) and tree[-1].name() == "sleep" and tree)


def gone(tree: list[psutil.Process]) -> bool:
    """Tell whether no process of these runs still."""
    return not psutil.wait_procs(tree, timeout=60)[1]


@pytest.mark.alone
@pytest.mark.slow
def test_a_render_is_ended_with_all_it_runs(queue: Campaign, order: Order) -> None:
    """Killed, a render leaves neither ffmpeg nor what that has started; all of them ran at low priority."""
    render = Render(queue.folder, order, RULES)
    (process,) = psutil.Process().children()
    tree = [process, *tree_of(process)]
    assert [one.nice() for one in tree] == [process_worker.LOW_PRIORITY] * 3
    render.kill()
    assert gone(tree)


@pytest.mark.alone
def test_a_render_is_ended_at_once(queue: Campaign, order: Order) -> None:
    """Killed before it has begun, a render does not begin."""
    began = time.monotonic()
    render = Render(queue.folder, order, RULES)
    (process,) = psutil.Process().children()
    render.kill()
    assert (process.is_running(), time.monotonic() - began < 4) == (False, True)


@pytest.fixture
def parent(queue: Campaign, order: Order) -> Iterator[psutil.Popen]:
    """A program that renders."""
    command = [sys.executable, "-c", PARENT]
    with psutil.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE) as program:
        program.stdin.write(pickle.dumps((queue.folder, order, RULES)))
        program.stdin.close()
        yield program
        program.kill()


@pytest.mark.alone
@pytest.mark.slow
def test_a_render_goes_with_its_parent(parent: psutil.Popen) -> None:
    """After kill -9 of the program that renders, its render ends within seconds, and the ffmpeg too."""
    tree = tree_of(parent)
    parent.kill()
    assert gone(tree)


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="niceness is of POSIX")
def test_a_render_of_a_polite_service_is_no_less_polite(queue: Campaign, order: Order) -> None:
    """A service that runs at a lower priority than a render's keeps it for its renders, which start all the same."""
    code = "import os\nos.setpriority(os.PRIO_PROCESS, 0, 15)" + PARENT
    with psutil.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, cwd=REPOSITORY) as parent:
        assert parent.stdin is not None
        pickle.dump((queue.folder, order, RULES), parent.stdin)
        parent.stdin.close()
        niceness = {process.nice() for process in tree_of(parent) if process.name() == "sleep"}
        parent.kill()
    assert niceness == {15}


@pytest.mark.slow
def test_a_render_that_does_not_end_is_ended(
    queue: Campaign, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A render that has answered and goes on is killed, and waited for until it is gone."""
    monkeypatch.setattr(process_worker, "_CODE", "import os, time; os.close(1); time.sleep(600)")
    monkeypatch.setattr(process_worker, "ENDING_S", 0.2)
    render = Render(queue.folder, order, RULES)
    (process,) = psutil.Process().children()
    assert isinstance(render.outcome(), RenderFailed)
    assert not process.is_running()
