"""A service stops by itself when its folder is the campaign no longer."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from schedules.errors import NotReady
from schedules.home import standing
from schedules.home.guard import Guard
from tests.queue_campaign import Campaign
from tests.running_service import serving, wait_for


def left(folder: Path) -> None:
    """Let a folder know, as `adopt` does, that the campaign went on to another computer."""
    path = folder / "campaign.home"
    there = {"left": True, "turn": 2, "machine": "0" * 32, "host": "laptop-nora"}
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | there), encoding="utf-8")


def replaced(folder: Path) -> None:
    """Move a folder away and put a copy in its place."""
    folder.rename(folder.with_name("away"))
    shutil.copytree(folder.with_name("away"), folder)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (left, "home-elsewhere"),
        (replaced, "home-gone"),
        (lambda folder: folder.rename(folder.with_name("away")), "home-gone"),
    ],
    ids=["adopted", "replaced", "renamed"],
)
def test_a_guard_sees_what_becomes_of_its_folder(
    queue: Campaign, tmp_path: Path, change: Callable[[Path], object], code: str
) -> None:
    """It is asked before each step, and once the folder is the home no longer, it never is again."""
    folder = Path(shutil.copytree(queue.folder, tmp_path / "moves"))
    guard = Guard(folder=folder, store=queue.books)
    guard.begin()
    guard.require()
    change(folder)
    with pytest.raises(NotReady) as refused:
        guard.require()
    assert (refused.value.code, guard.holds()) == (code, False)


def test_a_running_service_stops(queue: Campaign) -> None:
    """Adopted elsewhere while it runs, a service takes no further step and ends with the reason."""
    with serving(queue) as served:
        wait_for((queue.folder / "campaign.home").exists)
        left(queue.folder)
        number = queue.queue()
        wait_for(lambda: served.ended)
    assert [getattr(one, "code", one) for one in served.ended] == ["home-elsewhere"]
    assert queue.post(number).state == "approved"


def test_adopted_while_it_begins(queue: Campaign) -> None:
    """What changes between the look at the home and the first step is seen too."""
    begins = Guard(
        folder=queue.folder, store=queue.books, home=standing.settle(queue.folder, queue.books).home
    )
    left(queue.folder)
    with pytest.raises(NotReady):
        begins.require()


def test_what_was_seen_is_not_written_by_who_is_home_no_more(queue: Campaign) -> None:
    """A service that ends because the campaign went elsewhere does not take it back in this user's list."""
    guard = Guard(folder=queue.folder, store=queue.books)
    guard.begin()
    left(queue.folder)
    guard.remember(99)
    assert guard.home is not None
    assert guard.home.seen == 0
