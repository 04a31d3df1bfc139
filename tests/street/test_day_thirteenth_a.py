"""A thirteenth day: what is for good is asked about, said with its date, and what is told of it is true."""

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
            ["Zoé Maes", "workshop", "berichten nr. 2", "gewist", "[False]"],
        ),
        (
            "--lang fr consent withdraw workshop",
            ["Zoé Maes", "workshop", "publications", "sans retour", "[False]"],
        ),
        ("consent withdraw workshop --person 'zoe maes'", ["Zoé Maes", "posts no. 2", "[False]"]),
        ("consent withdraw workshop --language nl", ["Zoé Maes", "posts no. 2", "(Dutch)", "[False]"]),
        ("consent withdraw workshop --channel press", ["No post is concerned", "(press)", "[False]"]),
    ],
)
def test_a_withdrawal_is_asked_about(
    campaign: Run, founded: Path, asked: list[str], typed: str, told: list[str]
) -> None:
    """At a terminal one question says whose consent it is and what it takes; a no, which is the default, takes nothing."""
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
