"""A fourth day: what approve, hold, move, run, overdue and status say of posts, and that it leads on as it stands."""

import json
import re
import shlex
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlmodel import update

from schedules.database import engine
from schedules.database.tables import Post
from tests import small_films

Run = Callable[..., Result]


class Desk:
    """Runs commands on a campaign of a test's own; nobody sits at it."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder, self._run = folder, run

    def __call__(self, line: str, code: int | None = 0) -> str:
        """Run a command that ends with this exit code (None: any); return all that it says, on one line."""
        done = self._run(*shlex.split(line), folder=self.folder)
        assert code is None or done.exit_code == code, done.output
        return " ".join(done.output.split())

    def settings(self, text: str) -> None:
        """Let this be all that campaign.toml says of the service."""
        path = self.folder / "campaign.toml"
        path.write_text(path.read_text("utf-8").partition("\n[service]")[0] + text, encoding="utf-8")

    def put(self, number: int, **values: Any) -> None:
        """Let a post stand otherwise."""
        with engine.open_in(self.folder).write() as session:
            session.execute(update(Post).where(Post.number == number).values(**values))

    def post(self, number: int) -> dict[str, Any]:
        """A post as programs read it."""
        return dict(json.loads(self(f"post show {number} --json")))


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with four text posts on days of their own."""
    made = tmp_path_factory.mktemp("fourth") / "c"
    assert campaign("init", made, "--language", "nl", "--timezone", "Europe/Brussels").exit_code == 0
    for day, words in enumerate(("Dag", "Kom langs", "Tot dan", "Dank u"), 21):
        said = ("post", "add", "--language", "nl", "--caption", words, "--at", f"2031-01-{day} 18:00")
        assert campaign(*said, folder=made).exit_code == 0
    return made


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Run) -> Desk:
    """A campaign of a test's own."""
    return Desk(Path(shutil.copytree(founded, tmp_path / "c")), campaign)


@pytest.mark.parametrize("line", ["post approve 1", "post approve 1 2", "post approve 1,3"])
def test_what_was_approved_before_is_said_in_the_same_words(desk: Desk, line: str) -> None:
    """Approving a post again says the same, alone or among others, and how it is taken back; the others are."""
    desk("post approve 1")
    said = desk(line, code=None).replace("Error: p", "P")
    assert "Post 1 is already approved and goes out at its due time, while the service runs (`campaign run`)." in said
    assert "`campaign post unapprove 1`" in said
    assert all(desk.post(int(one))["state"] == "approved" for one in re.findall(r"\d", line))


def test_all_were_approved_before(desk: Desk) -> None:
    """Of several posts that are all approved already it is said once, and refused as one is."""
    desk("post approve 1 2")
    assert "these posts are already approved" in desk("post approve 1-2", code=2)
    assert "post 1 is already approved" in desk("post approve 1", code=2)


def test_none_of_those_that_could_be(desk: Desk) -> None:
    """Where one cannot be approved, those that were before are not among those that were not, nor in the command."""
    desk("post approve 1")
    desk("post cancel 4")
    said = desk("post approve 1-4", code=2)
    assert "none of these posts was approved: no. 2, 3 and 4." in said
    assert "4. Post 4 is cancelled for good." in said
    assert "Approved already before: no. 1." in said
    assert "`campaign post approve 2-3`" in said
    assert "Post 4 is cancelled" in desk("post approve 4,1", code=2).replace("post 4 is", "Post 4 is")


def test_a_sentence_after_another_begins_with_a_capital(desk: Desk) -> None:
    """Sentences that are joined each begin with a capital; what was typed, such as a slug, is left as it is."""
    desk("post cancel 3")
    desk("post cancel 4")
    said = desk("post approve 1-4", code=2)
    assert "Post 3 is cancelled for good" in said.replace("Error: post", "Error: Post")
    assert not re.search(r"(?<!Error)[.] [a-z]", said), said
