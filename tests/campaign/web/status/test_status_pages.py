"""Status, log and settings in the browser say and do what the commands do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.served_desk import DeskAt

SETTINGS = """name = "MEY"  # as on the poster
languages = ["nl", "fr"]

[service]
# thought of in March
upload_ahead = "30m"
approval = "off"
"""


@pytest.fixture
def folder(tmp_path: Path, campaign: Run) -> Path:
    """A campaign with a held post."""
    folder = reported.founded(tmp_path, campaign)
    (folder / "campaign.toml").write_text(SETTINGS, encoding="utf-8", newline="")
    for words in (
        (
            "post",
            "add",
            "--testimony",
            "bakery",
            "--language",
            "nl",
            "--caption",
            "Brood en boter",
            "--at",
            "+2d",
        ),
        ("post", "hold", 1, "De burgemeester spreekt, zie https://stad.example/plan."),
    ):
        done = campaign(*words, folder=folder)
        assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk."""
    with served_desk.at(folder) as found:
        yield found


def test_the_status_says_what_waits(desk: DeskAt) -> None:
    """The service that is off, the held post with its reason, and what happened stand on the page."""
    said = served_desk.told(desk.get("/status"))
    assert "De dienst staat uit" in said
    assert "De burgemeester spreekt" in said
    assert "Wat er gebeurde" in said


def test_a_pause_from_the_page(desk: DeskAt, folder: Path, campaign: Run) -> None:
    """Pausing and going on are the commands' own: each sees what the other did."""
    assert desk.post("/status/pause", reason="Verkiezingsstilte").status == 303
    assert "Verkiezingsstilte" in campaign("status", folder=folder).output
    assert "Verkiezingsstilte" in served_desk.told(desk.get("/status"))
    assert desk.post("/status/resume").status == 303
    assert '"paused": false' in campaign("status", "--json", folder=folder).output


@pytest.mark.parametrize(
    ("address", "there", "gone"),
    [
        ("/status?who=people", "Brood", ""),
        ("/status?who=service", "", "De burgemeester spreekt</span>"),
        ("/status?post=999", "Niets dat bij deze filters past", ""),
        ("/status?post=x&state=%00&before=%C2%B2&who=nobody", "Wat er gebeurde", ""),
    ],
)
def test_the_log_is_filtered(desk: DeskAt, address: str, there: str, gone: str) -> None:
    """The log shows who and what was asked for; what is asked for wrongly is as if it was not."""
    answer = desk.get(address)
    assert answer.status == 200
    assert there in answer.text
    assert not gone or gone not in answer.text


def test_checks_are_those_of_the_doctor(desk: DeskAt) -> None:
    """What was looked at is said as `campaign doctor` says it."""
    assert "ffmpeg" in served_desk.told(desk.get("/status/checks")).casefold()


def form(desk: DeskAt) -> str:
    """Return the version of the settings' form."""
    return desk.get("/settings").text.partition('name="version" value="')[2].partition('"')[0]


def test_settings_are_saved_with_their_comments(desk: DeskAt, folder: Path) -> None:
    """What was typed is in the file, all else is as it was, and a list is a line for each."""
    fields = {
        "version": form(desk),
        "service.upload_ahead": "45m",
        "organisations": "microStart\r\nCrédal\r\n",
    }
    answer = desk.post("/settings", **fields)
    assert (answer.status, answer.headers["location"]) == (303, "/settings?done=2")
    assert (folder / "campaign.toml").read_text(encoding="utf-8") == SETTINGS.replace(
        '"30m"', '"45m"'
    ).replace(
        'languages = ["nl", "fr"]\n', 'languages = ["nl", "fr"]\norganisations = ["microStart", "Crédal"]\n'
    )


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("service.upload_ahead", "gisteren", "upload_ahead"),
        ("plan.slots", "dinsdag", "plan.slots"),
        ("plan.per_day", "veel", "per_day"),
        ("timezone", "Brussel/Europa", "timezone"),
        ("notices.smtp_port", "70000", "smtp_port"),
    ],
)
def test_settings_that_are_none(desk: DeskAt, folder: Path, key: str, typed: str, said: str) -> None:
    """What is wrong is said, the file is as before, and what was typed stands in its field."""
    answer = desk.post("/settings", version=form(desk), name="Ander", **{key: typed})
    assert answer.status == 422
    assert said in served_desk.told(answer)
    assert typed in answer.text
    assert "Ander" in answer.text
    assert (folder / "campaign.toml").read_text(encoding="utf-8") == SETTINGS


def test_two_people_change_settings(desk: DeskAt, folder: Path) -> None:
    """The second is told, keeps what was typed, and nothing of the first is lost."""
    before = form(desk)
    assert desk.post("/settings", version=before, name="Eerste").status == 303
    answer = desk.post("/settings", version=before, name="Tweede")
    assert (answer.status, "Tweede" in answer.text) == (409, True)
    assert '"Eerste"' in (folder / "campaign.toml").read_text(encoding="utf-8")


def test_a_secret_is_not_shown(desk: DeskAt, folder: Path) -> None:
    """A webhook's address stays in the file, and is on no page."""
    with (folder / "campaign.toml").open("a", encoding="utf-8") as file:
        file.write('\n[notices]\nwebhook = "https://chat.example.org/hooks/geheim"\n')
    assert "geheim" not in desk.get("/settings").text
    assert desk.post("/settings", version=form(desk), name="Ander", **{"notices.webhook": ""}).status == 303
    assert "geheim" in (folder / "campaign.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["/status", "/posts/1"])
def test_an_address_in_the_log_is_a_link(desk: DeskAt, page: str) -> None:
    """What the log says of an address is a link with words; the sentence's own full stop is no part of it."""
    link = '<a href="https://stad.example/plan" rel="noopener noreferrer" target="_blank">Bekijk het bericht</a>.'
    assert link in desk.get(page).text
