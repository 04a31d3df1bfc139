"""Status, log and settings in the browser say and do what the commands do."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign import workspace
from campaign.messages import desk_settings
from campaign.settings import settings
from campaign.settings.declarations import Settings
from campaign.settings.rows import rows
from schedules.database import transitions
from schedules.rehearsal import server
from tests import desk_forms, served_desk
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


def test_the_rehearsal_page_is_one_press_away(desk: DeskAt, folder: Path) -> None:
    """While it is served, the status leads to the rehearsal Page in the reader's language; else to no dead address."""
    assert "Bekijk de oefenpagina" not in desk.get("/status").text
    with server.start(folder / "rehearsal", port=0, clock=lambda: served_desk.NOW) as page:
        status = desk.get("/status").text
    link = re.search(r'<a href="([^"]+)"[^>]*>Bekijk de oefenpagina</a>', status)
    assert link
    assert html.unescape(link[1]) == f"{page.page_url}?lang=nl"


def test_a_pause_from_the_page(desk: DeskAt, folder: Path, campaign: Run) -> None:
    """Pausing and going on are the commands' own: each sees what the other did."""
    assert desk.post("/status/pause", reason="Verkiezingsstilte").status == 303
    assert "Verkiezingsstilte" in campaign("status", folder=folder).output
    assert "Verkiezingsstilte" in served_desk.told(desk.get("/status"))
    assert desk_forms.of(desk.get("/status"), "/status/resume")[0].sent(desk).status == 303
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
    """What was typed is in the file, all else is as it was, and a list has a row for each."""
    fields = {
        "version": form(desk),
        "service.upload_ahead": "45m",
        "organisations-rows": "1",
        "organisations-0-one": "microStart",
        "organisations-4-one": "Crédal ",
        "organisations-5-one": "",
    }
    answer = desk.post("/settings", **fields)
    assert (answer.status, answer.headers["location"]) == (303, "/settings?done=2")
    assert (folder / "campaign.toml").read_text(encoding="utf-8") == SETTINGS.replace(
        '"30m"', '"45m"'
    ).replace(
        'languages = ["nl", "fr"]\n', 'languages = ["nl", "fr"]\norganisations = ["microStart", "Crédal"]\n'
    )


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("service.upload_ahead", "gisteren"),
        ("plan.per_day", "veel"),
        ("timezone", "Brussel/Europa"),
        ("notices.smtp_port", "70000"),
    ],
)
def test_settings_that_are_none(desk: DeskAt, folder: Path, key: str, typed: str) -> None:
    """What is wrong is said, the file is as before, and what was typed stands in its field."""
    answer = desk.post("/settings", version=form(desk), name="Ander", **{key: typed})
    assert answer.status == 422
    assert f'id="wrong-setting-{key.replace(".", "-")}"' in answer.text
    assert typed in answer.text
    assert "Ander" in answer.text
    assert (folder / "campaign.toml").read_text(encoding="utf-8") == SETTINGS


def test_settings_stand_in_the_log(desk: DeskAt, folder: Path, campaign: Run) -> None:
    """Which settings were changed is on record, by what the desk calls them; a save that changes none is not."""
    for name in ("Ander", "Ander"):
        assert desk.post("/settings", version=form(desk), name=name, timezone="Europe/Paris").status == 303
    line = "nstellingen gewijzigd: Naam van de campagne en Tijdzone"
    assert served_desk.told(desk.get("/status")).count(line) == 1
    assert line in campaign("log", "--lang", "nl", folder=folder).output


def test_two_people_change_settings(desk: DeskAt, folder: Path) -> None:
    """The second is told, keeps what was typed, and sees beside it what the first saved, and only there."""
    before = form(desk)
    assert desk.post("/settings", version=before, name="Eerste").status == 303
    answer = desk.post("/settings", version=before, name="Tweede")
    assert (answer.status, "Tweede" in answer.text) == (409, True)
    assert re.findall(r"Intussen bewaard: ([^<]*)<", answer.text) == ["Eerste"]
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


def test_a_setting_that_cannot_be_is_marked_at_its_field(desk: DeskAt) -> None:
    """Each bad value has its sentence at its field, without a file, a line or the file's way of writing."""
    answer = desk.post(
        "/settings",
        version=form(desk),
        timezone="Mars/Olympus",
        **{"plan.per_day": "veel", "plan.distance": "3h"},
    )
    assert answer.status == 422
    assert '<a href="#setting-plan-per_day">Hoogste aantal berichten per dag</a>: ' in answer.text
    assert re.findall(r'name="([\w.]+)"[^>]*aria-invalid', answer.text) == ["timezone", "plan.per_day"]
    answer = desk.post("/settings", version=form(desk), name="Ander", timezone="Mars/Olympus")
    said = answer.text.partition('id="wrong-setting-timezone"')[2].partition("</p>")[0]
    assert "Er is geen tijdzone Mars/Olympus." in said
    assert 'value="Mars/Olympus"' in answer.text
    assert 'value="Ander"' in answer.text
    assert not re.search(r"campaign\.toml|regel \d", answer.text)


@pytest.mark.parametrize(
    ("lang", "name", "choice"),
    [
        ("nl", "Wat er met een te laat bericht gebeurt", "Het wacht op een beslissing"),
        ("fr", "Ce qui arrive à une publication en retard", "Elle attend une décision"),
        ("en", "What happens to a late post", "It waits for a decision"),
    ],
)
def test_settings_are_named_in_words(desk: DeskAt, lang: str, name: str, choice: str) -> None:
    """Settings and their choices have names; the key is a pointer's title, and nothing is said of lines in a file."""
    text = desk.ask("GET", "/settings", headers={"Accept-Language": lang}).text
    assert f'title="service.late">{name}</label>' in text
    assert f'<option value="hold">{choice}</option>' in text
    assert "#" not in re.sub(r"<[^>]*>|&#\d+;", "", text.partition("<main")[2])


def test_people_are_found_before_there_are_any(desk: DeskAt) -> None:
    """The settings lead to the page of people; who would add an approver reads where organisations stand."""
    assert 'href="/people"' in desk.get("/settings").text
    assert 'href="/settings#setting-organisations"' in desk.get("/people").text


def test_every_setting_has_a_name() -> None:
    """No setting is shown by its key alone, and each choice has words."""
    keys = {row.key: row for row in rows(Settings)}
    assert keys.keys() == desk_settings.NAMES.keys()
    assert {key: row.choices for key, row in keys.items() if row.choices} == {
        key: tuple(said) for key, said in desk_settings.CHOICES.items()
    }


def test_what_waits_is_counted_as_the_board_counts_it(desk: DeskAt) -> None:
    """The number beside To do is that of the board, and each post that waits stands there with its reason."""
    status = desk.get("/status").text
    assert 'aria-label="1 zaak wacht op u">1</span></h2>' in status
    assert "1 aangehouden" in status
    assert "Niets wacht op u" not in status
    assert 'aria-label="1 zaak wacht op u">1</span>' in desk.get("/").text


def test_a_pause_is_told_with_its_reason_and_promises_nothing(
    desk: DeskAt, campaign: Run, folder: Path
) -> None:
    """While paused no page says when the next post goes out, and the log has why."""
    added = campaign("post", "add", "--language", "nl", "--caption", "Soep", "--at", "+1d", folder=folder)
    assert added.exit_code == 0
    assert 'class="next"' in desk.get("/status").text
    desk.post("/status/pause", reason="Even nalezen")
    paused = desk.get("/status").text
    assert 'class="next"' not in paused
    assert "Campagne gepauzeerd: Even nalezen" in paused
    assert "Toont:" not in paused
    assert "campaign paused: Even nalezen" in campaign("log", "--lang", "en", folder=folder).output


def test_the_log_is_taken_as_a_sheet(desk: DeskAt) -> None:
    """All lines that are asked for come as a sheet that Belgian Excel opens, oldest first."""
    answer = desk.get("/status/log.csv?post=1")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    lines = answer.content.decode("utf-8").split("\r\n")
    assert lines[0] == "\ufeffWanneer;Bericht;Status;Wat er gebeurde;Door"
    assert lines[1].split(";")[1:] == ["1", "goedgekeurd", "is toegevoegd", "team"]
    assert lines[2].split(";")[2] == "aangehouden"
    assert len(lines) == 4


def test_a_number_of_a_post_that_is_none(desk: DeskAt) -> None:
    """A filter that cannot be is answered with a sentence, and stays as it was typed."""
    text = desk.get("/status?post=abc").text
    assert "&#39;abc&#39; is geen nummer van een bericht" in text
    assert 'value="abc" aria-invalid="true"' in text


def test_ids_and_processes_are_folded(desk: DeskAt, folder: Path) -> None:
    """Numbers that only Facebook and this program know stand behind a summary."""
    with (
        workspace.opened(folder, settings.load(folder / "campaign.toml")) as opened,
        opened.store.write() as session,
    ):
        for event, params in (("service-started", {"pid": 31193}), ("swept", {"object": "1034_1000"})):
            transitions.note(session, event, now=served_desk.NOW, by="service", params=params)
    text = desk.get("/status").text
    assert "De dienst is gestart<details" in text
    assert "Een verborgen restant is van de pagina verwijderd<details" in text
    assert not re.search("31193|1034_1000", re.sub(r"<details class=.whole.>.*?</details>", "", text))


def test_a_page_that_is_not_there_keeps_the_menu(desk: DeskAt) -> None:
    """An address that nobody has is answered in the frame of all pages."""
    answer = desk.get("/posts/99")
    assert answer.status == 404
    assert 'href="/films"' in answer.text
    assert "Op het bord staan de berichten die er zijn." in answer.text
    assert desk.get("/nothing").text.count('href="/films"') == 1
