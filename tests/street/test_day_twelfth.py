"""A twelfth day: everyday words for options that a command has not, and screens that say all that is true."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from campaign.cli.app import root
from campaign.cli.meant_lines import no_option
from campaign.cli.typed_lines import tried_words
from campaign.cli.typed_lines.typed_line import apart
from tests import mistyped_lines
from tests.mistyped_lines import offered

Run = Callable[..., Result]
EVERYDAY = (
    "taal", "datum", "organisatie", "getuigenis", "film", "tekst", "foto", "naam", "persoon", "door", "pagina",
    "ondertitels", "kanaal", "rol", "status", "proef", "soort", "formaat", "wachtwoord", "thema", "tot", "bewijs",
    "langue", "date", "organisation", "témoignage", "texte", "photo", "nom", "personne", "par", "page", "sous-titres",
    "canal", "rôle", "statut", "essai", "type", "mot-de-passe", "thème", "preuve", "lien",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with a testimony and two drafts."""
    made = tmp_path_factory.mktemp("twelfth") / "c"
    return mistyped_lines.founded(made, films=("fatou",), posts=2, organisation="Hefboom")


@pytest.fixture
def there(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder; the campaign is named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAMPAIGN_DIR", str(folder))
    return tmp_path


def commands() -> list[str]:
    """Every command by its words that is no group."""
    paths = list(tried_words.paths(click.Context(root)))
    return [one for one in paths if not any(other.startswith(f"{one} ") for other in paths)]


@pytest.mark.parametrize("path", commands())
def test_every_everyday_word_for_an_option(path: str) -> None:
    """Each word, behind each command, means an option of its own, another command, or commands that have it."""
    for word in EVERYDAY:
        args = [*path.split(), f"--{word}", "x"]
        line = apart(root, args)
        known = any(f"--{word}" in one.opts for one in line.command.params)
        told = known or tried_words.meant_option(f"--{word}", line.command)
        assert told or no_option.refusal(root, line), args


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("consent form --organisatie Hefboom", ["testimony add", "testimony edit"]),
        ("consent form --organisme Hefboom --langue fr form.html", ["testimony add", "testimony edit"]),
        ("status --taal nl", []),
        ("rehearse --rol coach", ["testimony add", "testimony edit"]),
        ("pause --datum 5/12/2030", ["pause", "resume"]),
    ],
)
def test_options_that_others_have(campaign: Run, there: Path, typed: str, named: list[str]) -> None:
    """An option of other commands is told with those that have it, never with `--help` alone."""
    done = campaign(*shlex.split(typed))
    assert done.exit_code == 2
    assert set(named) <= set(re.findall(r"`campaign ([a-z -]+)`", done.stderr)), done.stderr
    assert len(offered(done)) > 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("status --pagina", "page show"),
        ("status --page", "page show"),
        ("doctor --getuigenissen", "testimony list"),
        ("report --planning", "plan show"),
        ("check --berichten", "post list"),
        ("rehearse --dagen 7", "rehearse --until +7d"),
        ("rehearse --jours=10", "rehearse --until +10d"),
        ("run --days 2", "run --until +2d"),
    ],
)
def test_options_that_are_commands(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """A noun as an option is sent to the command that shows it; a number of days to the moment when they are over."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)[-1:]) == (2, [meant]), done.stderr


@pytest.mark.parametrize(
    ("lang", "spoken"),
    [
        ("nl", "De talen van de campagne: Nederlands."),
        ("fr", "Les langues de la campagne\u00a0: néerlandais."),
    ],
)
def test_what_init_took(campaign: Run, tmp_path: Path, lang: str, spoken: str) -> None:
    """A new campaign says its languages and what lay in its folder; a second one, where those are changed."""
    for name in ("Fatou.mp4", "Ines.mp4"):
        (tmp_path / name).touch()
    made = campaign("--lang", lang, "init", str(tmp_path), "--language", "vlaams")
    assert (made.exit_code, spoken in made.stderr, "Fatou.mp4" in made.stderr) == (0, True, True), made.stderr
    again = campaign("--lang", lang, "init", str(tmp_path), "--name", "X")
    assert (again.exit_code, {"nl": "talen", "fr": "langues"}[lang] in again.stderr) == (2, True)


def test_an_empty_folder_is_no_mistake(campaign: Run, tmp_path: Path) -> None:
    """A folder that was empty is not talked about."""
    made = campaign("init", str(tmp_path / "c"), "--language", "nl")
    assert (made.exit_code, "already held" in made.stderr) == (0, False)


@pytest.mark.parametrize(("lang", "told"), [("nl", "goedgekeurd"), ("fr", "approuvée")])
def test_missing_subtitles_stop_the_approval(campaign: Run, tmp_path: Path, lang: str, told: str) -> None:
    """A film without subtitles in the post's language is said to keep it from approval, by a command and by a sheet."""
    made = mistyped_lines.founded(tmp_path / "c", films=("fatou",), posts=0, organisation="Hefboom")
    line = f"--lang {lang} post add --testimony fatou --language nl --caption Film --at '5/1/2030 18:00'"
    sheet = tmp_path / "plan.csv"
    sheet.write_text(
        "date,time,language,testimony,caption\n6/2/2030,18:00,nl,fatou,Een andere tekst\n", "utf-8"
    )
    for one in (shlex.split(line), ["--lang", lang, "plan", "import", str(sheet), "--yes"]):
        said = campaign(*one, folder=made)
        warned = [row for row in (said.stdout + said.stderr).splitlines() if "--subtitles nl:" in row]
        assert [told in row for row in warned] == [True], said.stdout + said.stderr


def test_a_row_tells_all_its_mistakes(campaign: Run, folder: Path, tmp_path: Path) -> None:
    """A row whose text was cut tells its day and its language, too; a day and a time that are none are both told."""
    sheet = tmp_path / "plan.csv"
    sheet.write_text(
        "date;time;language;caption\n5/12/26;18:30;duits;Een tekst; met puntkomma\n31/11/2030;25u;nl;Goed\n",
        "utf-8",
    )
    said = campaign("--lang", "nl", "plan", "import", str(sheet), "--dry-run", folder=folder)
    rows = [
        re.findall(r"rij (\d), kolom (\w)", line)[0] for line in said.stdout.splitlines() if "kolom" in line
    ]
    assert sorted(rows) == [("2", "A"), ("2", "C"), ("2", "E"), ("3", "A"), ("3", "B")], said.stdout


@pytest.mark.parametrize("written", ["naam", "nom", "Name"])
def test_a_partner_s_name(campaign: Run, tmp_path: Path, written: str) -> None:
    """A partner's name under another word is told once, as what it is called."""
    assert campaign("init", str(tmp_path / "c"), "--language", "nl", "--language", "fr").exit_code == 0
    kit = tmp_path / "c/brand/brand.toml"
    text = re.sub(
        r"(?m)^name = \{ nl = \"Hefboom\".*$", f'{written} = "Hefboom vzw"', kit.read_text("utf-8"), count=1
    )
    kit.write_text(text, "utf-8")
    said = campaign("brand", "check", folder=tmp_path / "c")
    assert [f"partner[1].{written}" in line for line in said.stdout.splitlines() if "B01" in line] == [True]
    assert "Did you mean name?" in said.stdout


def test_a_setting_says_what_it_means(campaign: Run, tmp_path: Path) -> None:
    """What follows the value that was meant is told to be the meaning of the setting."""
    (tmp_path / "campaign.toml").write_text('[service]\napprovals = "2"\n', "utf-8")
    said = campaign("--lang", "nl", "status", folder=tmp_path).stderr
    assert "`approvals = 2`? Wat het betekent: Hoeveel verschillende mensen" in said


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_an_example_is_in_one_language(campaign: Run, there: Path, lang: str) -> None:
    """A file in a line that is offered is called after the language that stands in the line."""
    said = campaign("--lang", lang, "subtitles", "estimate", "tekst.txt").stderr
    found = re.search(r"(\w+)\.(\w\w)\.vtt .*--language (\w\w)`", said)
    assert found is not None, said
    assert found[2] == found[3]


FAST = "1\n00:00:01,000 --> 00:00:03,000\nDat is hard, maar één ding: ik blijf.\n"


@pytest.mark.parametrize(("lang", "told"), [("nl", "als een vertaling"), ("fr", "comme une traduction")])
def test_speed_of_a_loose_file(campaign: Run, there: Path, lang: str, told: str) -> None:
    """Subtitles that are too fast for a translation alone are told to be right for a film that speaks the language."""
    (there / "a.nl.srt").write_text(FAST, "utf-8")
    (there / "b.nl.srt").write_text(FAST.replace("03,000", "02,500"), "utf-8")
    said = [campaign("--lang", lang, "subtitles", "check", one) for one in ("a.nl.srt", "b.nl.srt")]
    assert [(one.exit_code, "S08" in one.stdout, told in one.stderr) for one in said] == [
        (1, True, True),
        (1, True, False),
    ]


@pytest.mark.parametrize(
    ("lang", "told"), [("nl", "kolom Sleutel"), ("fr", "colonne Clé"), ("en", "column Key")]
)
def test_a_new_row_beside_an_old_post(campaign: Run, tmp_path: Path, lang: str, told: str) -> None:
    """A dry run of a row that looks like a post says how a new post is told from it."""
    made = mistyped_lines.founded(tmp_path / "c", films=("fatou",), posts=0, organisation="Hefboom")
    old = "post add --testimony fatou --language nl --caption Film --at '5/1/2030 18:00'"
    assert campaign(*shlex.split(old), folder=made).exit_code == 0
    sheet = tmp_path / "plan.csv"
    sheet.write_text(
        "date,time,language,testimony,caption\n6/2/2030,18:00,nl,fatou,Een andere tekst\n", "utf-8"
    )
    said = campaign("--lang", lang, "plan", "import", str(sheet), "--dry-run", folder=made).stdout
    assert told in said


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("--lang nl overdue publiceer 14", "campaign --lang nl overdue 14 --send-now"),
        ("--lang fr overdue annuler 3 4", "campaign --lang fr overdue 3 4 --cancel"),
        ("--lang nl bureau", "campaign --lang nl desk"),
        (
            "--lang nl consent record marie --act filmen --act publiceren --channel Facebook --language nl "
            "--signed 1/11/2026 --evidence formulier.pdf --naam voornaam",
            "--evidence formulier.pdf --name-display voornaam",
        ),
        (
            "--lang nl post add Vanavond om 18u een verhaal",
            "campaign --lang nl post add --caption 'Vanavond om 18u een verhaal' --language nl",
        ),
        (
            "--lang fr post add demain soir un nouveau film",
            "campaign --lang fr post add --caption 'demain soir un nouveau film' --language fr",
        ),
        ("--lang fr bureau", "campaign --lang fr desk"),
        ("--lang nl consent form fatou", "campaign --lang nl consent form fatou.html --language nl"),
    ],
)
def test_what_is_decided_is_an_option(campaign: Run, folder: Path, typed: str, line: str) -> None:
    """A decision that is written as a word is offered as the option that it is, and the desk by what it is called."""
    assert f"{line.removeprefix('campaign')}`" in campaign(*typed.split(), folder=folder).stderr
