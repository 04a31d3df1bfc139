"""T19: after a withdrawal no file of ours still has the name unsaid; names need stand in no list of processes."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from schedules.consent import kept_forms
from schedules.database import engine, tasks
from schedules.model.publishing_rules import Campaign, Rules
from schedules.withdrawal import written_files
from tests import plan_campaign
from tests.plan_campaign import CONSENT

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

Run = Callable[..., Result]
NAME = "Zénobie Quaghebeur"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film of somebody whose name is in a caption, with her consent."""
    made = plan_campaign.found(tmp_path_factory.mktemp("founded") / "c")
    form = made.parent / "form.pdf"
    form.write_bytes(b"%PDF-1.7 signed")
    for words in (
        ("testimony", "edit", "bakery", "--speaker", NAME),
        ("consent", "record", "bakery", *CONSENT, "--evidence", form),
        ("post", "add", "--language", "nl", "--caption", f"{NAME} bakt brood.", "--at", "2031-02-01 10:00"),
    ):
        done = campaign(*words, folder=made)
        assert done.exit_code == 0, done.stderr
    return made


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Run) -> Iterator[plan_campaign.Desk]:
    """That campaign, in its own place; what tests do to it is taken back."""
    kept = shutil.copytree(founded, tmp_path / "kept")
    yield plan_campaign.Desk(run=campaign, folder=founded)
    for path in (founded, *founded.parent.glob("ours*"), *founded.parent.glob("before*")):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(kept, founded)


def withdrawn(desk: plan_campaign.Desk) -> dict[str, str]:
    """Withdraw her consent, and return what people must do, by code."""
    done = desk.run("consent", "withdraw", "bakery", "--json", folder=desk.folder)
    assert done.exit_code == 0, done.stderr
    return {one["code"]: one["message"] for one in json.loads(done.stdout)["tasks"]}


def written(desk: plan_campaign.Desk, *places: str) -> None:
    """Have the commands write what people ask for, at these places."""
    export = ("plan", "export")
    commands = {"xlsx": export, "csv": export, "ics": export, "zip": ("backup",)}
    commands |= {"html": ("report",), "htm": ("report",)}
    for place in places:
        path = desk.folder / place
        path.parent.mkdir(exist_ok=True)
        done = desk.run(*commands[path.suffix[1:]], path, folder=desk.folder)
        assert done.exit_code == 0, done.stderr


def test_pages_go_and_the_rest_is_named(desk: plan_campaign.Desk) -> None:
    """Reports and previews are deleted wherever they lie in the folder; exports and backups are named in a task."""
    written(desk, "report.html", "out/april.html", "plan.csv", "out/plan.xlsx", "plan.ics", "ours.zip",
            "brand/report.html", "consent/report.htm", "films/plan.csv")  # fmt: skip
    assert desk.run("post", "preview", "1", desk.folder / "see.htm", folder=desk.folder).exit_code == 0
    told = withdrawn(desk)["withdrawn-files"]
    assert told.endswith(": films/plan.csv, out/plan.xlsx, plan.csv, plan.ics, ../ours.zip.")
    assert [path.name for path in desk.folder.rglob("*.htm*")] == []


def test_what_is_ours_beside_the_folder_is_named(desk: plan_campaign.Desk) -> None:
    """Backups, pages and plans of ours right beside the folder are named, and none of them is deleted."""
    names = ["../ours.html", "../ours.ics", "../ours.xlsx", "../ours.zip"]
    written(desk, *names)
    (desk.folder.parent / "ours.zip.age").write_bytes(b"age-encryption.org/v1\n")
    (desk.folder.parent / "ours-not.html").write_text("<p>somebody else's")
    (desk.folder.parent / "ours-not.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    told = withdrawn(desk)["withdrawn-files"]
    assert sorted(told.partition("): ")[2].rstrip(".").split(", ")) == [*names, "../ours.zip.age"]
    assert all((desk.folder / name).exists() for name in names)


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
def test_an_exported_plan_beside_the_folder_is_known(desk: plan_campaign.Desk, lang: str) -> None:
    """A plan exported in any language is named, also as a spreadsheet program saves it again; other tables are not."""
    ours = desk.folder.parent / "ours.csv"
    assert desk.run("plan", "export", ours, "--lang", lang, folder=desk.folder).exit_code == 0
    (ours.parent / "ours-again.csv").write_bytes(
        ours.read_text("utf-8-sig").replace(";", ",").encode("utf-8-sig")
    )
    (ours.parent / "ours-old.csv").write_bytes(ours.read_text("utf-8-sig").encode("cp1252", errors="replace"))
    (ours.parent / "ours-not.csv").write_text("Number;Street\n1;Here")
    left = written_files.left(desk.folder, NAME)
    assert sorted(left) == ["../ours-again.csv", "../ours-old.csv", "../ours.csv"]


def test_copies_beside_the_folder_are_named(desk: plan_campaign.Desk, tmp_path: Path) -> None:
    """Folders beside it that hold the same campaign are named in a task of their own, without the person's name."""
    beside = desk.folder.parent
    shutil.copytree(desk.folder, beside / "ours-copy")
    shutil.copytree(desk.folder, beside / "ours for Zénobie")
    (beside / "ours-link").symlink_to(beside / "ours-copy")
    plan_campaign.found(beside / "ours-other")
    told = withdrawn(desk)
    (beside / "ours-link").unlink()
    assert ": ../…, ../ours-copy. " in told["withdrawn-copies"]
    assert "campaign consent withdraw" in told["withdrawn-copies"]
    assert "withdrawn-files" not in told


def test_what_was_ended_is_said(desk: plan_campaign.Desk) -> None:
    """The command says which posts it cancelled and which of another film's, and the log why those went."""
    for slug, caption in (("bakery", "Brood."), ("tailor", f"Vriendin van {NAME}")):
        words = ("--testimony", slug, "--caption", caption, "--language", "nl")
        assert desk.run("post", "add", *words, folder=desk.folder).exit_code == 0
    done = desk.run("consent", "withdraw", "bakery", folder=desk.folder)
    assert "Posts cancelled: no. 1, 2, 3.\n" in done.stdout
    assert "with the person's name in their text: no. 1, 3.\n" in done.stdout
    ends = [(one["post"], one["detail"]) for one in desk.told("log") if one["event"] == "cancelled"]
    why = "cancelled: its text named a person who withdrew the consent"
    assert ends == [(1, why), (2, "cancelled"), (3, why)]


def test_what_was_ended_is_said_to_programs(desk: plan_campaign.Desk) -> None:
    """For programs the numbers are lists."""
    told = json.loads(desk.run("consent", "withdraw", "bakery", "--json", folder=desk.folder).stdout)
    assert (told["removed"], told["cancelled"], told["named"]) == ([], [1], [1])


def test_what_people_put_there_stays(desk: plan_campaign.Desk, tmp_path: Path) -> None:
    """People's own files are named, never deleted; the form to sign, which names nobody, and links stay as they are."""
    (desk.folder / "note.txt").write_text(f"{NAME} called.")
    (desk.folder / "page.html").write_text("<p>ours? no.")
    (tmp_path / "theirs.html").write_bytes(written_files.PAGE_MARK)
    (desk.folder / "link.html").symlink_to(tmp_path / "theirs.html")
    (desk.folder / "linked").symlink_to(tmp_path)
    assert (
        desk.run(
            "consent", "form", "--language", "nl", desk.folder / "form.html", folder=desk.folder
        ).exit_code
        == 0
    )
    told = withdrawn(desk)["withdrawn-files"]
    assert told.endswith(": note.txt, page.html.")
    assert {path.name for path in desk.folder.glob("*.html")} == {"page.html", "link.html", "form.html"}
    assert (tmp_path / "theirs.html").exists()


def test_the_kit_is_named_where_it_says_the_name(desk: plan_campaign.Desk) -> None:
    """Settings and kit are named, in a task of their own, only where the name stands there."""
    settings = desk.folder / "campaign.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n# zenobie komt maandag\n", encoding="utf-8")
    assert " stands in campaign.toml. " in withdrawn(desk)["withdrawn-settings"]


def test_what_people_wrote_elsewhere_goes(desk: plan_campaign.Desk) -> None:
    """A name in the reason of a pause and in the theme of another film goes with the person's own."""
    desk.run("testimony", "edit", "tailor", "--theme", f"Vriendin van {NAME}", folder=desk.folder)
    for words in (("pause", f"{NAME} belde"), ("pause", "Zenobie belt weer"), ("pause", "wegens feest")):
        assert desk.run(*words, folder=desk.folder).exit_code == 0
    assert desk.run("consent", "withdraw", "bakery", folder=desk.folder).exit_code == 0
    with closing(sqlite3.connect(desk.folder / "campaign.db")) as books:
        said = "\n".join(books.iterdump())
        assert books.execute("SELECT reason FROM pause").fetchall() == [(None,), (None,), ("wegens feest",)]
    assert ("Quaghebeur" in said, "nobie" in said) == (False, False)


def test_no_task_keeps_the_name(desk: plan_campaign.Desk) -> None:
    """A file that is called after the person is named without the name, which the database keeps no longer."""
    (desk.folder / f"{NAME}.pdf").write_bytes(b"%PDF")
    (desk.folder / "zenobie").mkdir()
    (desk.folder / "zenobie" / "QUAGHEBEUR-2.csv").write_bytes(b"a;b")
    assert withdrawn(desk)["withdrawn-files"].endswith(": ….pdf, …/….csv.")
    assert b"uaghebeur" not in (desk.folder / "campaign.db").read_bytes().lower()


def test_nothing_is_asked_where_nothing_lies(desk: plan_campaign.Desk) -> None:
    """Without such files there is no such task; for one channel alone nothing is looked through or deleted."""
    written(desk, "report.html")
    done = desk.run("consent", "withdraw", "bakery", "--channel", "website", "--json", folder=desk.folder)
    assert "withdrawn-files" not in done.stdout
    assert (desk.folder / "report.html").exists()
    assert "withdrawn-files" not in withdrawn(desk)


@pytest.mark.parametrize(
    ("words", "find"),
    [
        (("testimony", "edit", "bakery", "--speaker", "-"), "SELECT name FROM person"),
        (("consent", "record", "bakery", *CONSENT, "--evidence", "{form}", "--person", "-"), "SELECT name FROM person"),
        (("consent", "record", "bakery", *CONSENT, "--evidence", "{form}", "--minor", "--guardian", "-"),
         "SELECT name FROM person"),
        (("consent", "record", "bakery", *CONSENT, "--evidence", "{form}", "--name-display", "pseudonym", "--pseudonym",
          "-"), "SELECT display_name FROM consent"),
    ],
)  # fmt: skip
def test_a_name_from_stdin(desk: plan_campaign.Desk, words: tuple[str, ...], find: str) -> None:
    """`-` in the place of a name reads it from stdin, so that it stands in no list of processes and no history."""
    form = desk.write(b"%PDF-1.7", "form.pdf")
    line = [word.replace("{form}", str(form)) for word in words]
    done = desk.run(*line, folder=desk.folder, input="Mireille Geheim\n")
    assert done.exit_code == 0, done.stderr
    with closing(sqlite3.connect(desk.folder / "campaign.db")) as books:
        assert ("Mireille Geheim",) in books.execute(find).fetchall()
    refused = desk.run(*line, folder=desk.folder, input="")
    assert (refused.exit_code, "stdin" in refused.stderr) == (2, True)
    evil = desk.run(*line, folder=desk.folder, input="An\x1b[2Jna\n")
    assert (evil.exit_code, "U+001B" in evil.stderr) == (2, True)


@pytest.mark.parametrize(
    ("option", "lang", "question"),
    [("--speaker", "en", "Name of the person: "), ("--speaker", "nl", "Naam van de persoon: "),
     ("--speaker", "fr", "Nom de la personne : ")],
)  # fmt: skip
def test_a_name_is_asked_for_in_words(
    desk: plan_campaign.Desk, monkeypatch: pytest.MonkeyPatch, option: str, lang: str, question: str
) -> None:
    """On a terminal the question for a name is one of people, in their language."""
    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)
    words = ("testimony", "edit", "bakery", option, "-", "--lang", lang)
    yes = {"en": "y", "nl": "j", "fr": "o"}[lang]  # it is the same person who signed
    done = desk.run(*words, folder=desk.folder, input=f"Mireille Geheim\n{yes}\n")
    assert (done.exit_code, question in done.stderr.replace("\xa0", " ")) == (0, True), done.stderr


def test_withdrawing_by_a_name_from_stdin(desk: plan_campaign.Desk) -> None:
    """So can a consent be withdrawn."""
    done = desk.run("consent", "withdraw", "bakery", "--person", "-", folder=desk.folder, input=f"{NAME}\n")
    assert done.exit_code == 0, done.stderr
    assert NAME not in done.output


def opened(folder: Path, years: int, now: datetime) -> list[Any]:
    """The tasks about forms at a moment, where they are kept so many years."""
    books = engine.open_in(folder)
    rules = Rules(zone=plan_campaign.NOW.tzinfo, keep_forms_years=years)  # type: ignore[arg-type]
    kept_forms.look(books, Campaign(folder=folder, rules=rules), now=now)
    with books.read() as session:
        found = [one for one in tasks.tasks(session) if one.code == "destroy-form"]
    books.close()
    return found


@pytest.mark.parametrize(
    ("ends", "due"),
    [("UPDATE consent SET until = '2024-02-29'", "2029-03-01"),
     ("UPDATE consent SET withdrawn_at = '2023-05-05 12:00:00.000000'", "2028-05-05"),
     ("UPDATE consent SET until = '2023-05-05', withdrawn_at = NULL", "2028-05-05")],
)  # fmt: skip
def test_forms_are_kept_for_some_years(desk: plan_campaign.Desk, ends: str, due: str) -> None:
    """Five years after a consent ended a task asks to destroy its form: not a day before, and once."""
    with closing(sqlite3.connect(desk.folder / "campaign.db")) as books, books:
        books.execute(ends)
    day = datetime.fromisoformat(due).replace(tzinfo=UTC)
    assert opened(desk.folder, 5, day - timedelta(seconds=1)) == []
    for _ in range(2):
        assert [(one.params["consent"], str(one.due_on)) for one in opened(desk.folder, 5, day)] == [(1, due)]


def test_a_form_without_end_is_kept_as_long_as_it_is_needed(desk: plan_campaign.Desk) -> None:
    """Without an end the years begin when the campaign is over: while a post is out or to come, none is asked for."""
    later = datetime(2050, 1, 1, tzinfo=UTC)
    assert opened(desk.folder, 0, later) == []
    assert desk.run("post", "cancel", "1", folder=desk.folder).exit_code == 0
    assert len(opened(desk.folder, 5, later)) == 1


def test_a_form_that_is_gone_is_asked_for_no_more(desk: plan_campaign.Desk) -> None:
    """Where the file was destroyed already there is nothing to ask for."""
    with closing(sqlite3.connect(desk.folder / "campaign.db")) as books, books:
        books.execute("UPDATE consent SET until = '2023-05-05'")
    (desk.folder / "consent" / "0001.pdf").unlink()
    assert opened(desk.folder, 0, plan_campaign.NOW) == []


def test_the_command_lists_old_forms(desk: plan_campaign.Desk) -> None:
    """`consent tasks` lists them by `[consent] keep_forms_years` without any service running."""
    with closing(sqlite3.connect(desk.folder / "campaign.db")) as books, books:
        books.execute("UPDATE consent SET until = '2023-05-05'")
    with (desk.folder / "campaign.toml").open("a", encoding="utf-8") as file:
        file.write("\n[consent]\nkeep_forms_years = 1\n")
    told = desk.told("consent", "tasks")
    assert [(one["code"], "consent/0001.pdf" in one["message"]) for one in told] == [("destroy-form", True)]
