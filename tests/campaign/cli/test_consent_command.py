"""Consent at the desk: what staff record, list, print and take back; and a name that is gone from the whole folder."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from campaign.messages import consent, translate
from campaign.testimonies import release_form
from tests import office, small_films
from tests.paths import REPOSITORY
from tests.running_service import wait_for
from tests.schedules.withdrawal.test_withdrawal import NAME, holding

Run = Callable[..., Result]
FORM = (
    "--act",
    "film",
    "--act",
    "publish",
    "--channel",
    "facebook",
    "--signed",
    "2020-11-01",
    "--language",
    "nl",
)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a short film of somebody whose name occurs nowhere else, and what was sent, of that name too."""
    here = tmp_path_factory.mktemp("founded")
    made, source = here / "c", here / "sent"
    source.mkdir()
    film = small_films.film(source / f"{NAME}.mp4", seconds=2, rate="12")
    cue = f"1\n00:00:00,100 --> 00:00:01,950\nIk ben {NAME}.\n\n"
    (source / f"{NAME}.srt").write_text(cue, encoding="utf-8")
    (source / f"{NAME}.pdf").write_text(f"signed: {NAME}", encoding="utf-8")
    for words in (
        ("init", made, "--language", "nl", "--language", "fr"),
        ("testimony", "add", film, "--slug", "zenobia", "--speaker", NAME, "--role", "entrepreneur",
         "--organisation", "Crédal", "--language", "nl", "--theme", f"Bij {NAME}",
         "--subtitles", source / f"{NAME}.srt", "--subtitles", f"fr:{source / f'{NAME}.srt'}", "--dir", made),
    ):  # fmt: skip
        done = campaign(*words)
        assert done.exit_code == 0, done.stderr
    kit = made / "brand" / "brand.toml"  # a title of half a second has a name as well, and an end card none
    cards = (
        kit.read_text("utf-8")
        .replace("seconds = 2.5", "seconds = 0.5")
        .replace("seconds = 3.5", "seconds = 0")
    )
    kit.write_text(cards.replace("fade = 0.5", "fade = 0.1"), encoding="utf-8")
    return here


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A copy of that campaign which publishes, beside a copy of what was sent."""
    shutil.copytree(founded / "sent", tmp_path / "sent")
    return office.made_home(shutil.copytree(founded / "c", tmp_path / "c"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such groups")
def test_a_group_that_there_is_not_keeps_nobody_in(campaign: Run, folder: Path) -> None:
    """Settings name a group that this computer lacks: other commands wait for it, a person who withdraws does not."""
    record(campaign, folder)
    settings = folder / "campaign.toml"
    settings.write_text(
        settings.read_text("utf-8") + '\n[files]\ngroup = "no-such-group"\n', encoding="utf-8"
    )
    assert campaign("post", "list", folder=folder).exit_code == 2
    done = campaign("consent", "withdraw", "zenobia", folder=folder)
    assert done.exit_code == 0, done.stderr


def record(campaign: Run, folder: Path, *more: object) -> Result:
    """Record the signed form of the film's speaker."""
    form = folder.parent / "sent" / f"{NAME}.pdf"
    return campaign("consent", "record", "zenobia", *FORM, "--evidence", form, *more, folder=folder)


def read(done: Result) -> Any:
    """The JSON that a command printed."""
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_minors_and_special_categories(campaign: Run, folder: Path) -> None:
    """A minor needs a guardian's name; what a film tells specially is recorded with film and form."""
    assert "--guardian" in record(campaign, folder, "--minor").stderr
    assert record(campaign, folder, "--guardian", "Els Elders").exit_code == 2
    assert (
        record(campaign, folder, "--minor", "--guardian", "Els Elders", "--special", "health").exit_code == 0
    )
    edited = read(campaign("testimony", "edit", "zenobia", "--special", "health", "--json", folder=folder))
    assert edited["special"] == ["health"]
    (one,) = read(campaign("consent", "list", "--json", folder=folder))
    assert (one["special"], one["by_guardian"], one["standing"]) == (["health"], True, "valid")
    cleared = read(campaign("testimony", "edit", "zenobia", "--special", "none", "--json", folder=folder))
    assert cleared["special"] == []


@pytest.mark.parametrize(
    ("more", "standing"),
    [((), "valid"), (("--until", "2020-11-02"), "ended"), (("--until", "2026-12-10"), "ends-soon")],
)
def test_list_says_how_a_consent_stands(
    campaign: Run, folder: Path, more: tuple[str, ...], standing: str
) -> None:
    """`consent list` tells which forms are valid, end within 14 days, or have ended."""
    record(campaign, folder, *more)
    assert read(campaign("consent", "list", "--json", folder=folder))[0]["standing"] == standing


def test_planning_past_the_end_is_told_and_not_approved(campaign: Run, folder: Path) -> None:
    """A post planned after its consent ends warns when added, and is not approved (C03)."""
    record(campaign, folder, "--until", "2030-01-31")
    words = ("--testimony", "zenobia", "--language", "nl", "--caption", "x", "--at")
    added = campaign("post", "add", *words, "2030-02-01 12:00", folder=folder)
    assert (added.exit_code, added.stdout) == (0, "1\n")
    assert "valid until 31 January 2030, which is before 1 February 2030" in added.stderr
    assert campaign("post", "approve", 1, folder=folder).exit_code == 3
    assert "31 January 2030" in campaign("post", "add", *words, "2030-01-20 12:00", folder=folder).stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("consent", "withdraw", "zenobia", "--person", "Niemand"), NAME),
        (("consent", "withdraw", "bakery"), "zenobia"),
        (("consent", "withdraw", "zenobia"), "no consent by that person"),
        (("consent", "tasks", "--done", "7"), "no task 7"),
        (("consent", "form", "--language", "nl", "form.pdf"), ".html"),
        (("consent", "form", "--language", "de", "form.html"), "Dutch"),
    ],
)  # fmt: skip
def test_misuse_is_one_line(campaign: Run, folder: Path, words: tuple[str, ...], said: str) -> None:
    """What cannot be done ends with 2 and one line that says what is known."""
    done = campaign(*words, folder=folder)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.output
    assert said in done.stderr


@pytest.mark.parametrize("language", release_form.written_languages())
def test_form_asks_what_the_law_asks(campaign: Run, folder: Path, tmp_path: Path, language: str) -> None:
    """The printable release asks both acts apart, and channels, purposes, names and special categories; no network."""
    page = tmp_path / "form.html"
    assert campaign("consent", "form", "--language", language, page, folder=folder).exit_code == 0
    told, words = page.read_text("utf-8"), translate.texts(language)["release"]
    asked = [
        words["film"],
        words["publish"],
        words["minor"],
        *words["you"],
        *words["sign"],
        *words["guardian"],
    ]
    for head, items in (
        words["channels"],
        words["purposes"],
        words["name"],
        words["duration"],
        words["special"],
    ):
        asked += [head, *items]
    asked += [text for point in words["points"] for text in point] + [release_form.VERSION]
    assert [one for one in asked if one.replace("'", "&#39;") not in told] == []
    assert not re.search(r"https?://|src=|url\(", told)
    assert told.count(f"</span>{words['yes']}</span>") == 2


def test_releases_say_the_same_in_every_language() -> None:
    """No language's release lacks a question or a line that another has."""

    def shape(value: Any) -> Any:
        return [shape(one) for one in value] if isinstance(value, list) else type(value).__name__

    releases = [translate.texts(code)["release"] for code in release_form.written_languages()]
    shapes = [{name: shape(value) for name, value in words.items()} for words in releases]
    assert shapes[0] == shapes[1] == shapes[2]


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        ({}, []),
        ({"language": "fr"}, [("(Frans)", "(français)", "(French)")]),
        ({"channel": "website"}, [("(website)", "(site web)", "(website)")]),
    ],
)
def test_letter_says_what_was_done(scope: dict[str, str], told: list[tuple[str, str, str]]) -> None:
    """The text for the person names the part that was taken back, in the language spoken."""
    asked = {"channel": None, "language": None} | scope
    for tongue in ("nl-BE", "fr", "en", "tr"):
        for was_live in (True, False):
            letter = consent.letter(tongue, **asked, was_live=was_live)
            assert all(
                said[0 if tongue == "nl-BE" else 1 if tongue == "fr" else 2] in letter for said in told
            )
            assert "{" not in letter


def test_withdrawal_before_anything_was_posted(campaign: Run, folder: Path) -> None:
    """Without a post no Page is needed; tasks and the letter are printed, and can be ended."""
    record(campaign, folder)
    done = campaign("consent", "withdraw", "zenobia", folder=folder)
    assert done.exit_code == 0, done.stderr
    assert "Geachte" in done.stdout
    assert campaign("testimony", "check", folder=folder).exit_code == 0
    tasks = read(campaign("consent", "tasks", "--json", folder=folder))
    assert {one["code"] for one in tasks} >= {"withdrawn-originals", "withdrawn-answer"}
    shown = read(campaign("status", "--json", folder=folder))
    assert {one["where"] for one in shown["findings"]} >= {f"task {one['number']}" for one in tasks}
    for one in tasks:
        assert campaign("consent", "tasks", "--done", one["number"], folder=folder).exit_code == 0
    assert read(campaign("consent", "tasks", "--json", folder=folder)) == []
    assert holding(folder) == []


def test_page_without_a_token(campaign: Run, folder: Path) -> None:
    """Where the Page cannot be asked, exit code 1 says so, and the service goes on; nothing local is left."""
    record(campaign, folder)
    words = ("--testimony", "zenobia", "--language", "nl", "--caption", NAME, "--at", "+1d")
    campaign("post", "add", *words, folder=folder)
    with closing(sqlite3.connect(folder / "campaign.db")) as books:
        changes = (
            "state='published', facebook_id='1', page_id='123', page_graph_url='https://graph.facebook.com'"
        )
        books.execute(f"UPDATE post SET {changes}")
        books.commit()
    settings = folder / "campaign.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[page]\nid = "123"\n', "utf-8")
    done = campaign("consent", "withdraw", "zenobia", folder=folder)
    assert (done.exit_code, done.stdout) == (1, ""), done.output
    assert "The service continues" in done.stderr
    assert holding(folder) == []


def test_service_tells_no_names(campaign: Run, folder: Path) -> None:
    """What the service tells is kept in the system's log, so it says who lacks a consent by number alone."""
    record(campaign, folder)
    words = ("--testimony", "zenobia", "--language", "nl", "--caption", "x", "--at", "+1d")
    campaign("post", "add", *words, folder=folder)
    campaign("post", "approve", 1, folder=folder)
    (folder / "consent" / "0001.pdf").unlink()
    told = campaign("run", "--until-idle", folder=folder).stderr
    assert "(person 1)" in told
    assert NAME not in told


@pytest.mark.slow
def test_name_is_gone_from_the_whole_folder(campaign: Run, folder: Path) -> None:
    """From credit, title, subtitles, captions, comment and file names to the Page: in the end only consent/ has it."""
    record(campaign, folder, "--language", "fr")
    words = ("--testimony", "zenobia", "--language", "nl", "--caption", f"{NAME} vertelt.")
    words += ("--first-comment", f"Dank je, {NAME}!", "--at")
    assert campaign("post", "add", *words, "+2s", folder=folder).exit_code == 0
    assert campaign("post", "add", *words, "+1d", folder=folder).exit_code == 0
    previewed = campaign("render", "--preview", "zenobia", folder=folder)
    assert previewed.exit_code == 0, previewed.stderr
    assert campaign("render", folder=folder).exit_code == 0
    campaign("post", "move", 1, "--at", "+2s", folder=folder)
    with closing(sqlite3.connect(folder / "campaign.db")) as books:  # whatever the linter thinks of a second
        assert books.execute("SELECT count(*) FROM post").fetchone() == (2,)
    approved = campaign("post", "approve", 1, folder=folder)
    assert approved.exit_code == 0, approved.stderr
    ran = campaign("run", "--until-idle", folder=folder)
    assert ran.exit_code == 0, ran.stderr
    assert {path.split("/")[0] for path in holding(folder)} >= {"campaign.db", "rehearsal", "films"}
    done = campaign("consent", "withdraw", "zenobia", "--json", folder=folder)
    assert read(done)["finished"] is True
    assert holding(folder) == []
    kept = (folder / "consent" / "0001.pdf").read_text("utf-8")
    assert NAME in kept
    again = campaign("consent", "withdraw", "withdrawn-1", folder=folder)
    assert again.exit_code == 0, again.stderr
    log = campaign("log", folder=folder)
    assert NAME.split()[0] not in log.stdout


@pytest.mark.slow
@pytest.mark.usefixtures("true_clock")
def test_taken_back_while_the_service_runs(campaign: Run, folder: Path) -> None:
    """While another process renders, sends and shows posts, a withdrawal ends the same, and no name is left."""
    record(campaign, folder, "--language", "fr")
    words = ("--testimony", "zenobia", "--language", "nl", "--caption", f"{NAME} vertelt.", "--at")
    for moment in ("+10m", "+11m"):
        campaign("post", "add", *words, moment, folder=folder)
    assert campaign("post", "approve", 1, 2, folder=folder).exit_code == 0
    env = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "campaign", "--dir", str(folder), "run"]
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as service:
        try:
            wait_for(lambda: "staged" in _states(campaign, folder), seconds=150, every=0.5)
            done = campaign("consent", "withdraw", "zenobia", "--json", folder=folder)
            assert read(done)["finished"] is True
            assert _states(campaign, folder) == ["cancelled", "cancelled"]
        finally:
            service.terminate()
            told = service.communicate(timeout=120)[1].decode()
    assert service.returncode == 0, told
    assert holding(folder) == []


def _states(campaign: Run, folder: Path) -> list[str]:
    return [one["state"] for one in read(campaign("post", "list", "--json", folder=folder))]


def test_after_a_withdrawal_nothing_more_is_asked_for(campaign: Run, folder: Path, tmp_path: Path) -> None:
    """A plan that brings the film again is warned of; `check` says that consent was taken back, not what to add."""
    assert record(campaign, folder).exit_code == 0
    assert campaign("consent", "withdraw", "zenobia", folder=folder).exit_code == 0
    plan = tmp_path / "plan.csv"
    (film,) = read(campaign("testimony", "list", "--json", folder=folder))
    row = f"24/12/2031;18:00;nl;{film['slug']};Zij getuigt."
    plan.write_text(f"Datum;Uur;Taal;Film;Tekst\n{row}\n", encoding="utf-8")
    brought = campaign("plan", "import", plan, folder=folder)
    assert (brought.exit_code, "was withdrawn" in brought.stderr) == (0, True)
    found = json.loads(campaign("check", "--json", folder=folder).stdout)
    assert {one["code"] for one in found if one["where"] != "brand"} & {"P01", "P24", "film-missing"} == set()
    assert "consent-withdrawn" in {one["code"] for one in found}


def test_moved_by_staff_it_is_still_held(campaign: Run, folder: Path) -> None:
    """A held post that is given another moment stays held, and still says why."""
    campaign("post", "add", "--caption", "Samen.", "--language", "nl", "--at", "+3d", folder=folder)
    campaign("post", "approve", "1", folder=folder)
    campaign("post", "hold", "1", "verkiezingen", folder=folder)
    campaign("post", "move", "1", "--at", "+9d", folder=folder)
    post = json.loads(campaign("post", "show", "1", "--json", folder=folder).stdout)
    assert (post["state"], "verkiezingen" in post["reason"]) == ("held", True)
