"""A thirteenth day: what is for good is asked about, said with its date, and what is told of it is true."""

import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from campaign.cli import app
from tests import mistyped_lines
from tests.mistyped_lines import offered

Run = Callable[..., Result]
FORM = "--act film --act publish --channel facebook --language nl --signed 1/11/2020"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with four testimonies, of whose speakers two signed, and a draft of each of those two."""
    made = tmp_path_factory.mktemp("thirteenth") / "c"
    mistyped_lines.founded(made, films=("bakery", "fatou"), posts=0, organisation="Hefboom")
    film = "--to 2 --role host --organisation Hefboom --language nl --yes"
    form = made.parent / "form.pdf"
    form.write_bytes(b"%PDF-1.4 signed")
    lines = [
        f"testimony add {mistyped_lines.FILM} --slug bjorn --speaker 'Björn Peeters' {film}",
        f"testimony add {mistyped_lines.FILM} --slug workshop --speaker 'Zoé Maes' {film}",
        *(f"consent record {slug} {FORM} --evidence {form} --yes" for slug in ("bjorn", "workshop")),
        *(
            f"post add --testimony {slug} --language nl --caption 'Tekst' --at '5/1/2030 {hour}:00'"
            for hour, slug in ((10, "bjorn"), (18, "workshop"))
        ),
    ]
    for line in lines:
        done = mistyped_lines.CliRunner().invoke(app.root, ["--dir", str(made), *shlex.split(line)])
        assert done.exit_code == 0, done.output
    return made


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A copy of it of a test's own."""
    return Path(shutil.copytree(founded, tmp_path / "c"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that somebody at the terminal gets, who says no to each."""
    found: list[str] = []
    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)
    monkeypatch.setattr(
        "campaign.cli.errors.agreed",
        lambda question, *, default, lang: bool(found.append(f"{question} [{default}]")),
    )
    return found


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "--lang nl consent withdraw workshop",
            ["Zoé Maes", "workshop", "nr. 2", "gewist", "[False]"],
        ),
        (
            "--lang fr consent withdraw workshop",
            ["Zoé Maes", "workshop", "publications", "sans retour", "[False]"],
        ),
        ("consent withdraw workshop --person 'zoe maes'", ["Zoé Maes", "no. 2", "[False]"]),
        ("consent withdraw workshop --language nl", ["Zoé Maes", "no. 2", "(Dutch)", "[False]"]),
        ("consent withdraw workshop --channel press", ["No post is concerned", "(press)", "[False]"]),
    ],
)
def test_a_withdrawal_is_asked_about(
    campaign: Run, founded: Path, asked: list[str], typed: str, told: list[str]
) -> None:
    """At a terminal one question says whose consent it is and what it takes; a no, the default, takes nothing."""
    done = campaign(*shlex.split(typed), folder=founded)
    assert (done.exit_code, len(asked)) == (0, 1)
    assert [one for one in told if one not in asked[0]] == [], asked
    assert [one["state"] for one in mistyped_lines.read(campaign, founded, "post list")] == ["draft", "draft"]


def test_a_withdrawal_is_not_asked_about_twice(campaign: Run, folder: Path, asked: list[str]) -> None:
    """With --yes nothing is asked, nor of what was withdrawn before, which is said with its day."""
    first = campaign("consent", "withdraw", "workshop", "--yes", folder=folder)
    again = campaign("--lang", "nl", "consent", "withdraw", "workshop", folder=folder)
    assert (first.exit_code, again.exit_code, asked) == (0, 0, [])
    assert "Posts cancelled: no. 2." in first.stdout
    assert "It cannot be undone" in first.stderr
    assert re.search(r"Intrekking 1 was al afgerond, op \d+ \w+ 20\d\d", again.stdout), again.stdout


def test_a_withdrawal_of_a_name(campaign: Run, folder: Path) -> None:
    """A name in another spelling is said back; whose short name was it is told, then and whenever it is typed again."""
    first = campaign("consent", "withdraw", "bjorn", "--person", "bjorn peeters", folder=folder)
    assert first.exit_code == 0, first.stderr
    assert "“bjorn peeters” is taken as Björn Peeters" in first.stderr
    assert "called withdrawn-3 from now on" in first.stderr
    for line in (
        "consent withdraw bjorn",
        "testimony edit bjorn --role coach",
        "post add --testimony bjorn --language nl --caption Nog --at '6/1/2030 18:00'",
    ):
        again = campaign(*shlex.split(line), folder=folder)
        assert (again.exit_code, "is called withdrawn-3 since" in again.stderr) == (2, True), again.stderr
        assert re.search(r"that was on \d+ \w+ 20\d\d", again.stderr)
        assert not any("bjorn" in one for one in offered(again))


@pytest.mark.parametrize(
    ("lang", "typed", "told"),
    [
        ("nl", "consent withdraw workshop", "is niets op Facebook verschenen"),
        ("fr", "consent withdraw workshop", "van uw getuigenis"),
        ("nl", "consent withdraw workshop --language nl", "In deze taal (Nederlands) is"),
    ],
)
def test_the_letter_is_true(campaign: Run, folder: Path, lang: str, typed: str, told: str) -> None:
    """Of a film of which nothing was ever on Facebook the letter says so, and in which language it is."""
    said = campaign("--lang", lang, *typed.split(), folder=folder).stdout
    assert told.casefold() in said.casefold(), said
    assert "staan niet meer op Facebook" not in said
    assert ("en néerlandais" in said) is (lang == "fr")


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("--lang nl log vandaag", ["log --from vandaag"]),
        ("--lang nl log gisteren", ["log --from gisteren --to gisteren"]),
        ("--lang fr log 28/11/2026", ["log --from 28/11/2026 --to 28/11/2026"]),
        ("--lang fr log --depuis hier", ["log --from hier"]),
        ("--lang nl log --sinds gisteren", ["log --from gisteren"]),
        ("resume 2", ["resume", "post release 2"]),
        ("resume 1-2", ["resume", "post release 1", "post release 2"]),
        ("run 2", ["run", "post move 2 --at now"]),
        ("--lang fr overdue 2 --demain", ["post move 2 --at 'demain 18:30'"]),
        ("--lang nl run --until idle", ["run --until-idle"]),
        ("post delete 2", ["post cancel 2"]),
        ("--lang nl post verwijder 1", ["post cancel 1"]),
        ("post delete 99", ["post remove 99"]),
        ("--lang nl consent verwijder 1", ["consent void 1", "consent withdraw KORTE-NAAM", "consent list"]),
        ("--lang fr consent supprimer", ["consent void N", "consent withdraw NOM-COURT", "consent list"]),
        ("--lang fr consent unvoid 2", ["consent record"]),
        ("consent withdraw 2", ["consent withdraw workshop"]),
        ("--lang fr consent tache 1 fait", ["consent tasks --done 1"]),
        ("--lang nl consent tasks 1 klaar", ["consent tasks --done 1"]),
        ("--lang fr consent liste workshop", ["testimony show workshop"]),
        ("--lang fr consent liste noela", ["consent list", "consent list --dir DOSSIER"]),
        ("--lang nl status getuigenissen", ["status", "status --dir MAP"]),
        ("--lang fr charte", ["brand --help"]),
        ("--lang fr sous-titres", ["subtitles --help"]),
        ("--lang fr brand voir", ["brand preview charte.png"]),
        ("--lang nl page connect 123456 --token ABC", ["page connect --page-id 123456"]),
        ("page connect --token=ABC", ["page connect"]),
    ],
)
def test_what_is_meant_is_offered(campaign: Run, founded: Path, typed: str, lines: list[str]) -> None:
    """A slip behind a command is answered with the line or the lines that do what was meant."""
    done = campaign(*shlex.split(typed), folder=founded)
    said = [re.sub(rf"--lang \w\w |--dir {founded} ", "", one) for one in offered(done)]
    assert done.exit_code == 2, done.stdout
    assert (said, "ABC" in done.stderr) == (lines, False), done.stderr


@pytest.mark.parametrize(
    ("typed", "usage"),
    [
        ("--help init", "init [OPTIES] MAP"),
        ("post --help add", "post add"),
        ("--help toestemming lijst", "consent list"),
        ("--help", "COMMANDO"),
        ("--help zulu", "COMMANDO"),
    ],
)
def test_help_of_what_is_named_behind_it(campaign: Run, founded: Path, typed: str, usage: str) -> None:
    """`--help init` is the help of `init`, also in a group and in another language; of nothing known, the whole."""
    done = campaign("--lang", "nl", *typed.split(), folder=founded)
    assert (done.exit_code, usage in done.stdout.splitlines()[0]) == (0, True), done.stdout[:200]


def test_void_names_the_forms(campaign: Run, founded: Path) -> None:
    """Where the number of a form is missing, the forms that count are named, each with its testimony."""
    said = campaign("consent", "void", folder=founded).stderr
    assert "N (1 bjorn, 2 workshop)" in said


def test_the_log_of_a_testimony_and_of_days(campaign: Run, founded: Path) -> None:
    """The log is of a testimony with its posts, too, and from one day to another."""
    folder = founded
    of_film = mistyped_lines.read(campaign, folder, "log workshop")
    assert [(one["event"], one["post"]) for one in of_film] == [
        ("testimony-added", None), ("consent-recorded", None), ("added", 2)
    ]  # fmt: skip
    whole = mistyped_lines.read(campaign, folder, "log")
    assert mistyped_lines.read(campaign, folder, "log --from today --to today") == whole
    assert mistyped_lines.read(campaign, folder, "log --to yesterday") == []
    assert (
        "Daar gebeurde niets" in campaign(*shlex.split("--lang nl log 1 --to gisteren"), folder=folder).stdout
    )
    wrong = campaign("log", "zulu", folder=folder)
    assert (wrong.exit_code, "neither the number of a post nor" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(("name", "warned"), [("notes.docx", True), ("form.pdf", False), ("form", False)])
def test_a_form_by_its_ending(campaign: Run, folder: Path, tmp_path: Path, name: str, warned: bool) -> None:
    """A signed form whose name is that of another kind of file is recorded, and asked to be looked at."""
    (tmp_path / name).write_text("signed", "utf-8")
    done = campaign(*f"consent record fatou {FORM} --evidence {tmp_path / name}".split(), folder=folder)
    assert (done.exit_code, "campaign consent void 3" in done.stderr) == (0, warned), done.stderr


def test_both_acts_with_a_plus(campaign: Run, folder: Path, tmp_path: Path) -> None:
    """`film+publication` are two acts."""
    line = f"--lang fr consent record fatou {FORM} --evidence {tmp_path.parent}".split()
    line = [one for one in line if one not in ("--act", "film", "publish")]
    (tmp_path / "f.pdf").write_bytes(b"%PDF-1.4")
    line[-1] = str(tmp_path / "f.pdf")
    done = campaign(*line, "--act", "film+publication", folder=folder)
    assert done.exit_code == 0, done.stderr
    assert mistyped_lines.read(campaign, folder, "consent list")[-1]["acts"] == ["film", "publish"]


def test_the_log_says_why_it_was_paused(campaign: Run, tmp_path: Path) -> None:
    """The reason of a pause stands in the log after it is over, each with its own."""
    made = tmp_path / "c"
    for line in (
        f"init {made} --language nl",
        "pause 'Office closed'",
        "pause 'Still closed'",
        "resume",
        "pause",
    ):
        assert campaign(*shlex.split(line), folder=made if line[0] != "i" else None).exit_code == 0
    told = [one["detail"] for one in mistyped_lines.read(campaign, made, "log")][-4:]
    assert told == [
        "campaign paused: Office closed", "campaign paused: Still closed", "campaign resumed", "campaign paused"
    ]  # fmt: skip


@pytest.mark.parametrize(("lang", "told"), [("nl", "ja, sinds"), ("fr", "oui, depuis le")])
def test_a_copy_offers_no_resume(campaign: Run, tmp_path: Path, lang: str, told: str) -> None:
    """In a copy of a paused campaign, where `resume` refuses, `status` does not offer it."""
    made = tmp_path / "c"
    assert campaign("init", str(made), "--language", "nl").exit_code == 0
    assert campaign("pause", "Dicht", folder=made).exit_code == 0
    copy = shutil.copytree(made, tmp_path / "copy")
    home, there = (campaign("--lang", lang, "status", folder=one).stdout for one in (made, copy))
    assert ("campaign resume" in home, "campaign resume" in there, told in there) == (True, False, True)


@pytest.mark.parametrize("lang", ["nl", "fr"])
def test_where_a_token_comes_from(campaign: Run, founded: Path, lang: str) -> None:
    """Without a token and a terminal, the page of the manual is named that says where one comes from."""
    done = campaign("--lang", lang, "page", "connect", folder=founded)
    assert (done.exit_code, "`campaign docs page`" in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("typed", ["run", "--lang nl publiceer", "--lang fr publier"])
def test_a_held_post_is_sent_one_way(campaign: Run, folder: Path, typed: str) -> None:
    """Whoever sends a held post by the service's command, or by a word for it, is told to release it now."""
    text = ("post", "add", "--language", "nl", "--caption", "Brood", "--at", "5/12/2036 18:30", "--json")
    number = json.loads(campaign(*text, folder=folder).stdout)["number"]
    for words in (("post", "approve", number), ("post", "hold", number, "Wacht")):
        assert campaign(*words, folder=folder).exit_code == 0
    done = campaign(*typed.split(), number, folder=folder)
    assert f"post release {number} --now" in done.stderr, done.stderr
