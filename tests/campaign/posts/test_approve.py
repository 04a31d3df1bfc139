"""Whose yes a post needs, what it covers, and when it is void."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from campaign.cli.app import root
from media.brand import kit_fingerprint
from schedules.consent import gates
from schedules.database import approvals, posts
from schedules.model.states import State
from tests import queue_campaign, small_films

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign of two partners with a film of the first."""
    here = tmp_path_factory.mktemp("partners")
    film = small_films.film(here / "film.mp4", seconds=4)
    for words in (
        ("init", here / "c"),
        ("--dir", here / "c", "testimony", "add", film, "--slug", "bakery", "--speaker", "Nora Voorbeeld",
         "--role", "entrepreneur", "--organisation", "Brusoc", "--language", "nl"),
    ):  # fmt: skip
        done = CliRunner().invoke(root, [str(word) for word in words])
        assert done.exit_code == 0, done.output
    settings = (
        'languages = ["nl", "fr"]\norganisations = ["Brusoc", "Crédal"]\n[subtitles]\nspoken = "off"\n'
        '[service]\nconsent = "off"\napproval_by = "partners"\n'
    )
    (here / "c" / "campaign.toml").write_text(settings, encoding="utf-8")
    return here / "c"


@pytest.fixture
def post(campaign: Callable[..., Result], founded: Path, tmp_path: Path) -> Run:
    """Run `campaign post …` in a copy of that campaign."""
    folder = shutil.copytree(founded, tmp_path / "c")

    def run(*words: object) -> Result:
        return campaign("post", *words, folder=folder)

    return run


def state(post: Run, number: int = 1) -> str:
    """The state of a post."""
    return str(json.loads(post("show", number, "--json").stdout)["state"])


def test_each_partner_says_yes(post: Run) -> None:
    """A post goes its way once the film's organisation and the one its words name said yes, each for itself."""
    post("add", "--language", "nl", "--caption", "Met crédal.", "--testimony", "bakery", "--at", "+30d")
    done = post("approve", 1)
    assert (done.exit_code, "Brusoc, Crédal" in done.stderr, state(post)) == (3, True, "draft")
    assert (post("approve", 1, "--for", "Hefboom").exit_code, state(post)) == (2, "draft")
    done = post("approve", 1, "--for", "brusoc", "--by", "An Voorbeeld")
    assert (done.exit_code, state(post)) == (0, "draft")
    assert post("approve", 1, "--for", "Crédal", "--by", "Bo Voorbeeld").exit_code == 0
    assert state(post) == "approved"
    assert post("unapprove", 1, "--for", "Crédal").exit_code == 0
    assert state(post) == "draft"
    assert post("unapprove", 1, "--for", "Crédal").exit_code == 2
    assert post("approve", 1, "--for", "CREDAL", "--by", "Bo Voorbeeld").exit_code == 0
    assert state(post) == "approved"


def test_an_edit_asks_all_again(post: Run) -> None:
    """A yes is to one content: after an edit every partner is asked again."""
    post("add", "--language", "nl", "--caption", "Brusoc en Crédal.", "--at", "+30d")
    post("approve", 1, "--for", "Brusoc", "--by", "An")
    post("edit", 1, "--caption", "Crédal en Brusoc.")
    post("approve", 1, "--for", "Crédal", "--by", "Bo")
    assert state(post) == "draft"


def test_nobody_is_shown(post: Run) -> None:
    """A post that shows no partner needs one yes, whoever's."""
    post("add", "--language", "nl", "--caption", "Brusocs", "--at", "+30d")
    assert post("approve", 1).exit_code == 0
    assert state(post) == "approved"


def test_what_is_approved_is_shown(post: Run) -> None:
    """`approve` says on stderr what the yes is to, and nothing of it on a refusal."""
    post("add", "--language", "nl", "--caption", "Eén\nTwee", "--at", "+30d", "--link", "https://a.example/")
    said = post("approve", 1).stderr
    assert all(
        word in said for word in ("post 1", "Caption: Eén\n    Twee", "Language: Dutch", "https://a.example/")
    )
    assert "Caption" not in post("approve", 1).stderr


@pytest.mark.parametrize(
    ("moves", "after"),
    [
        (("+740h",), "approved"),
        (("+32d",), "draft"),
        (("+30d", "+32d"), "draft"),
        (("+30d", "+740h"), "approved"),
    ],
)
def test_a_post_moved_too_far(post: Run, moves: tuple[str, ...], after: str) -> None:
    """A move beyond the tolerance resets the approval; small moves add up from the moment that was approved."""
    post("add", "--language", "nl", "--caption", "Hallo", "--at", "+30d")
    post("approve", 1)
    said = [post("move", 1, "--at", moment) for moment in moves]
    said = [done.stderr for done in said]
    assert (state(post), "moved more than 24 hours" in said[-1]) == (after, after == "draft")


def test_brand_kit_is_covered(queue: queue_campaign.Campaign) -> None:
    """Another brand kit closes the gate of a film's post; a yes from before kits were covered still stands."""
    (queue.folder / "brand").mkdir()
    (queue.folder / "brand" / "brand.toml").write_text("name = 'a'")
    number = queue.queue_film()

    def shut() -> str | None:
        with queue.books.read() as session:
            found = gates.for_work(
                session,
                posts.post(session, number),
                instant=queue.clock(),
                campaign=queue.campaign(consent="off"),
            )
        return found.code if found else None

    assert shut() is None
    with queue.books.write() as session:
        approvals.revoke_approvals(session, number, now=queue.clock())
        kit = kit_fingerprint.fingerprint(queue.folder / "brand")
        approvals.approve(session, number, now=queue.clock(), by_person_id=None, organisation=None, kit=kit)
    assert shut() is None
    (queue.folder / "brand" / "brand.toml").write_text("name = 'b'")
    assert shut() == "changed-since-approval"
    (queue.folder / "brand" / "brand.toml").write_text("name = 'a'")
    assert shut() is None


def test_the_service_asks_each_partner(queue: queue_campaign.Campaign) -> None:
    """The service itself holds a post that a partner has not approved."""
    number = queue.queue(caption="Met Crédal.")
    assert queue.work(number, partners=("Crédal",)).state == State.HELD
    assert (queue.post(number).reason or {})["code"] == "unapproved-by"


def test_embargo_holds(queue: queue_campaign.Campaign) -> None:
    """The service itself holds a post under embargo."""
    number = queue.queue(embargo_until=queue.clock() + timedelta(minutes=1))
    assert queue.work(number).state == State.HELD
    assert (queue.post(number).reason or {})["code"] == "embargo"
