"""`campaign post invite` prints one signed address; `invites` tells what became of each."""

import json
from pathlib import Path

import pytest

from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.yes import asked_campaign


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign of which two posts wait for a yes, made once."""
    return asked_campaign.founded(tmp_path_factory.mktemp("asked"), campaign)


def test_one_address_is_printed(folder: Path, campaign: Run) -> None:
    """The address stands alone on stdout, and is the same when the same is asked again; `--json` says what it is of."""
    first, again = (campaign("post", "invite", 1, 2, "--for", "Brusoc", folder=folder) for _ in range(2))
    assert (first.exit_code, len(first.stdout.split())) == (0, 1)
    assert first.stdout == again.stdout
    assert "only this computer reaches that address" in first.stderr
    made = json.loads(campaign("post", "invite", 1, 2, "--for", "Brusoc", "--json", folder=folder).stdout)
    assert (made["link"], made["organisation"], made["posts"]) == (1, "Brusoc", [1, 2])
    assert made["url"] == first.stdout.strip()


def test_the_address_of_the_settings_is_used(folder: Path, campaign: Run, tmp_path: Path) -> None:
    """Others reach the desk where `[desk] address` says, and then nothing is warned of."""
    mine = asked_campaign.reported.copied(folder, tmp_path)
    with (mine / "campaign.toml").open("a", encoding="utf-8") as written:
        written.write('\n[desk]\naddress = "https://desk.example.org/"\n')
    done = campaign("post", "invite", 2, "--for", "Brusoc", folder=mine)
    assert done.stdout.startswith("https://desk.example.org/yes/")
    assert "only this computer" not in done.stderr


def test_links_are_listed_and_revoked(folder: Path, campaign: Run) -> None:
    """The list tells until when each is open and what was answered, never the address; a revoked one says so."""
    url = campaign("post", "invite", 2, "--for", "Crédal", folder=folder).stdout.strip()
    found = json.loads(campaign("post", "invites", "--json", folder=folder).stdout)[-1]
    assert [one["answer"] for one in found["answers"]] == ["asked"]
    assert campaign("post", "invite", "--revoke", found["link"], folder=folder).exit_code == 0
    told = campaign("post", "invites", folder=folder).stdout
    assert "revoked" in told
    assert url not in told


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--for", "Brusoc"), 2, "name posts by their numbers"),
        ((1,), 2, "say with --for"),
        ((1, "--for", "  "), 2, "--for"),
        ((99, "--for", "Brusoc"), 2, "99"),
        ((1, "--for", "Brusoc", "--days", 0), 2, "--days"),
        (("--revoke", 99), 2, "there is no link 99"),
        ((1, "--revoke", 1), 2, "name posts by their numbers"),
    ],
)
def test_what_cannot_be_asked(
    folder: Path, campaign: Run, words: tuple[object, ...], code: int, said: str
) -> None:
    """Nobody, nothing, or a post that is not there: refused with what is wrong."""
    done = campaign("post", "invite", *words, folder=folder)
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr


def test_a_yes_that_would_be_refused_is_told_beforehand(folder: Path, campaign: Run, tmp_path: Path) -> None:
    """Who asks for a yes that cannot be kept yet hears why at once; the partner is not the first to meet it."""
    mine = asked_campaign.reported.copied(folder, tmp_path)
    ready = campaign("post", "invite", 2, "--for", "Brusoc", folder=mine)
    late = ("post", "add", "--caption", "Te vroeg", "--language", "nl", "--at", "+1d", "--embargo", "+3d")
    number = campaign(*late, folder=mine).stdout.strip()
    done = campaign("post", "invite", number, "--for", "Brusoc", folder=mine)
    assert "is refused until" not in ready.stderr
    assert (done.exit_code, f"a yes to post {number} is refused until" in done.stderr) == (0, True), (
        done.stderr
    )
