"""Taking a live post off the Page: gone when the Page says so, and once whatever breaks."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from schedules.database import events, tables
from schedules.errors import BadRequest, NotReady
from schedules.publishing import delete_post
from schedules.publishing.delete_post import StillThere
from tests.page_view import fault_at, page_says, visible_at
from tests.queue_campaign import Campaign, Killed


def published(queue: Campaign, kind: str = "text") -> int:
    """A post that is out."""
    number = queue.queue() if kind == "text" else queue.queue_film()
    for _ in range(5):
        queue.work(number)
        queue.clock.on(seconds=2)
    assert queue.post(number).state == "published"
    return number


def take_down(queue: Campaign, number: int, boundary: Callable[[str], None] = lambda _name: None) -> None:
    """Take a post down without sleeping."""
    delete_post.remove(queue.publisher(boundary), number, by="staff", wait=lambda seconds: None)


@pytest.mark.parametrize("kind", ["text", "video"])
def test_gone_and_noted(queue: Campaign, kind: str) -> None:
    """A published post is deleted, nobody sees it any more, and the log says so."""
    number = published(queue, kind)
    take_down(queue, number)
    assert (queue.post(number).state, visible_at(queue.served)) == ("removed", [])
    with queue.books.read() as session:
        told = [event.event for event in events.events(session, number=number)]
    assert told[-2:] == ["removing", "removed"]


@pytest.mark.parametrize("effect", ["lost", "refused-500-after-accept", "html-502"])
def test_unanswered_deletion_is_settled_by_reading(queue: Campaign, effect: str) -> None:
    """When the answer to the deletion is lost, reading tells that the post is gone."""
    number = published(queue)
    fault_at(queue.served, edge="delete", effect=effect, nth=1)
    take_down(queue, number)
    assert queue.post(number).state == "removed"


def test_still_there_is_said(queue: Campaign) -> None:
    """A Page that keeps showing the post leaves it published, with an error; asking again works."""
    number = published(queue)
    fault_at(queue.served, edge="delete", effect="reset-before", nth=1)
    with pytest.raises(StillThere, match="removal-unseen"):
        take_down(queue, number)
    assert queue.post(number).state == "published"
    take_down(queue, number)
    assert queue.post(number).state == "removed"


@pytest.mark.parametrize("nth", range(1, 7))
def test_killed_anywhere_it_can_be_repeated(queue: Campaign, nth: int) -> None:
    """Killed at any line, the removal is simply asked for again."""
    number = published(queue)
    left = [nth]

    def reaper(_name: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Killed

    with pytest.raises(Killed):
        take_down(queue, number, reaper)
    if queue.post(number).state == "published":
        take_down(queue, number)
    assert (queue.post(number).state, visible_at(queue.served)) == ("removed", [])


def test_only_what_is_live(queue: Campaign) -> None:
    """A post that waits, or one on another Page, is not taken down; the Page is not even asked."""
    waiting, out = queue.queue(due=queue.clock.moment.replace(minute=59)), published(queue)
    with pytest.raises(BadRequest, match="removed-when-approved"):
        take_down(queue, waiting)
    with queue.books.write() as session:
        session.get_one(tables.Post, out).page_id = "another"
    with pytest.raises(NotReady, match="remove-other-page"):
        take_down(queue, out)
    assert page_says(queue.served, f"{queue.served.page_id}/posts?fields=message")["data"]


@pytest.mark.slow
def test_by_hand(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """`campaign post remove` takes a post off the rehearsal Page; a second time it says that there is nothing to do."""
    folder = tmp_path / "mey"
    assert campaign("init", folder, "--name", "Proef", "--language", "nl").exit_code == 0
    campaign("post", "add", "--caption", "Even maar.", "--language", "nl", "--at", "+1s", folder=folder)
    campaign("post", "approve", "1", folder=folder)
    assert campaign("run", "--until-idle", folder=folder).exit_code == 0
    done = campaign("post", "remove", "1", folder=folder, env={"CAMPAIGN_BY": "Mila Exempel"})
    assert (done.exit_code, done.stdout) == (0, "Post 1 is removed from the Page; the Page confirms it.\n")
    log = json.loads(campaign("log", "--json", folder=folder).stdout)
    assert {one["by"] for one in log if one["event"] in ("removing", "removed")} == {"Mila Exempel"}
    again = campaign("post", "remove", "1", folder=folder)
    assert again.exit_code == 2
    assert "post 1 is already off the Page; there is nothing to do." in again.stderr
