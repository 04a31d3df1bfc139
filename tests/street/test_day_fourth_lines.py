"""A line that lacks something, or says it otherwise, is answered with what to type; so is a sheet."""

import json
import re
import shlex
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import Result

from campaign.cli.app import root
from campaign.messages.cli import PLACEHOLDERS
from tests.paths import REPOSITORY

Run = Callable[..., Result]
FILM = REPOSITORY / "tests/data/reel.mp4"
WHOLE = "--slug f --speaker A --role host --organisation B --language nl"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new campaign, in which nothing happened."""
    from campaign import new_campaign

    made = tmp_path_factory.mktemp("fourth") / "c"
    settings = new_campaign.first_settings(name="Osez", languages=("nl", "fr"))
    new_campaign.create(made, settings)
    return made


def offered(done: Result) -> list[str]:
    """The lines that an answer offers, without the folder."""
    found = re.findall(r"`campaign ([^`]*)`", done.stderr)
    return [re.sub(r" ?--dir \S+", "", one) for one in found]


@pytest.mark.parametrize(
    ("typed", "told", "line"),
    [
        ("consent form four.html", "--language (nl, fr)", "consent form four.html --language nl"),
        ("post add --caption Dag --at now", "--language (nl, fr)", "post add --caption Dag --at now --language nl"),
        ("post add --language nl --at now", "--caption", None),
        ("post hold", "NUMBER", "post hold N"),
        ("post move --at 'tomorrow 18:30'", "NUMBER", "post move --at 'tomorrow 18:30' N"),
        ("post move 3", "--at (the new date and time)", "post move 3 --at '2/12/2026 18:00'"),
        ("organisation rename Credal", "NEW-NAME", "organisation rename Credal 'Credal Ltd' --dry-run"),
        ("organisation rename", "OLD-NAME, NEW-NAME", "organisation rename Credal Crédal --dry-run"),
        ("restore x.zip", "DIR", "restore x.zip ../restored"),
        ("testimony add a.mp4 --slug a --speaker An --organisation B --language nl",
         "--role (entrepreneur, microfinancier,",
         "testimony add a.mp4 --slug a --speaker An --organisation B --language nl --role entrepreneur"),
    ],
)  # fmt: skip
def test_what_is_missing(campaign: Run, folder: Path, typed: str, told: str, line: str | None) -> None:
    """What must be given is named with its values, and the whole line is offered with an example of it."""
    done = campaign(*shlex.split(typed), "--dir", folder, "--lang", "en")
    assert (done.exit_code, told in done.stderr) == (2, True), done.stderr
    if line:
        assert [shlex.split(one.replace(" --lang en", "")) for one in offered(done)] == [shlex.split(line)]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("post settle 3 --published", "post settle 3 --published 1234567890_9876543210"),
        ("post list --state", "post list --state failed"),
        ("post list --language", "post list --language fr"),
        ("post move 3 --at", "post move 3 --at '2/12/2026 18:00'"),
        ("testimony edit a --organisation", "testimony edit a --organisation microStart"),
        ("consent tasks --done", "consent tasks --done N"),
        ("run --until", "run --until 22:00"),
        ("status --lang", "status --lang nl"),
    ],
)
def test_an_option_without_its_value(
    campaign: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str, line: str
) -> None:
    """An option at the end of a line lacks its value: which, and an example of it."""
    monkeypatch.setenv("CAMPAIGN_DIR", str(folder))
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, shlex.split(typed)[-1] in done.stderr, "lacks its value" in done.stderr) == (
        2,
        True,
        True,
    )
    assert offered(done) == [line]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (f"testimony add f.mp4 --subtitles a.srt b.srt {WHOLE}",
         f"testimony add f.mp4 --subtitles a.srt --subtitles b.srt {WHOLE}"),
        ("testimony edit f --subtitles nl:a.nl.srt fr:b.vtt",
         "testimony edit f --subtitles nl:a.nl.srt --subtitles fr:b.vtt"),
        ("testimony edit f --subtitles mon film.srt", "testimony edit f --subtitles 'mon film.srt'"),
        ("post edit 3 --photo a.jpg b.png c.heic", "post edit 3 --photo a.jpg --photo b.png --photo c.heic"),
        ("post list --state held failed", "post list --state held --state failed"),
        ("render tout", "render --all"),
        ("render ALLES", "render --all"),
        ("post approve toutes", "post approve --all"),
        ("check alles", "check --all"),
        ("testimony check tout", "testimony check"),
        ("post add four --caption Dag --language nl", "post add --testimony four --caption Dag --language nl"),
    ],
)  # fmt: skip
def test_the_line_as_it_is_typed(
    campaign: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str, line: str
) -> None:
    """Two values behind one option, `alles`, a folder or a film without its option: the whole line is offered."""
    monkeypatch.setenv("CAMPAIGN_DIR", str(folder))
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)[:1]) == (2, [line]), done.stderr


@pytest.mark.parametrize("typed", ["adopt ../x", "status ../ailleurs/x", "post list ../x", "run ..\\\\x"])
def test_a_folder_without_its_option(campaign: Run, typed: str) -> None:
    """A folder behind a command that takes none is named with --dir, and the whole line is offered."""
    done = campaign(*(words := shlex.split(typed)))
    meant = shlex.join([*words[:-1], "--dir", words[-1]])
    assert (done.exit_code, f"`campaign {meant}`" in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize(
    ("option", "written", "year"),
    [
        ("--until", "30 novembre", 2026),
        ("--until", "29 novembre", 2026),
        ("--until", "28/11", 2027),
        ("--until", "lundi 30 novembre", 2026),
        ("--signed", "30 november", 2025),
        ("--signed", "29 november", 2026),
        ("--signed", "dimanche 30 novembre", 2025),
        ("--signed", "29 februari", 2024),
    ],
)
def test_the_year_of_a_day(
    campaign: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, option: str, written: str, year: int
) -> None:
    """A day without its year is offered with one: the next where it ends something, else the last."""
    from datetime import date

    from campaign.cli import options

    monkeypatch.setattr(options, "today", lambda ctx: date(2026, 11, 29))
    done = campaign("consent", "record", "four", option, written, "--dir", folder)
    assert (done.exit_code, str(year) in done.stderr) == (2, True), done.stderr


@pytest.fixture
def own(tmp_path: Path, campaign: Run) -> Path:
    """A campaign of a test's own, with a film and three posts."""
    made = tmp_path / "c"
    assert campaign("init", made, "--language", "nl", "--language", "fr").exit_code == 0
    for hour in (1, 2, 3):
        at = f"2030-12-0{hour} 18:00"
        done = campaign(
            "post", "add", "--language", "nl", "--caption", f"Dag {hour}", "--at", at, folder=made
        )
        assert done.exit_code == 0, done.stderr
    return made


@pytest.mark.parametrize("word", ["aucun", "Aucune", "geen", "none", "rien", "niets", "-", "sans", "non", ""])
def test_none_empties(campaign: Run, own: Path, word: str) -> None:
    """A word for none empties what `""` empties, and that is told."""
    given = ("--embargo", "2030-01-01 10:00", "--first-comment", "Merci")
    assert campaign("post", "edit", 1, *given, folder=own).exit_code == 0
    done = campaign("post", "edit", 1, "--embargo", word, "--first-comment", word, folder=own)
    assert (done.exit_code, done.stderr.count("is taken as none")) == (0, 2 if word else 0), done.stderr
    shown = json.loads(campaign("post", "show", 1, "--json", folder=own).stdout)
    assert (shown["embargo_until"], shown["first_comment"]) == (None, None)


def test_none_of_a_new_post(campaign: Run, own: Path) -> None:
    """A new post takes a word for none as what was not given."""
    given = ("--first-comment", "geen", "--embargo", "geen", "--photo", "aucune", "--thumbnail", "-")
    done = campaign("post", "add", "--language", "nl", "--caption", "Hallo", *given, folder=own)
    assert done.exit_code == 0, done.stderr


def test_several_are_cancelled(campaign: Run, own: Path) -> None:
    """`post cancel` takes several numbers, all or none."""
    none = campaign("post", "cancel", 1, 2, 9, folder=own)
    assert (none.exit_code, "9" in none.stderr) == (2, True)
    done = campaign("post", "cancel", "1-2", 3, folder=own)
    assert (done.exit_code, len(done.stdout.splitlines())) == (0, 3), done.stderr
    listed = json.loads(campaign("post", "list", "--json", folder=own).stdout)
    assert [one["state"] for one in listed] == ["cancelled"] * 3


def test_several_are_cancelled_as_one_document(campaign: Run, own: Path) -> None:
    """As JSON one post is one document, as ever, and several are a list."""
    one = json.loads(campaign("post", "cancel", 1, "--json", folder=own).stdout)
    two = json.loads(campaign("post", "cancel", 2, 3, "--json", folder=own).stdout)
    assert (one["number"], [post["number"] for post in two]) == (1, [2, 3])


def commands(group: click.Group, path: str = "campaign") -> Iterator[tuple[str, click.Command]]:
    """Every command with its words."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        elif command is not None:
            yield f"{path} {name}", command


def test_what_stands_for_arguments_is_translated() -> None:
    """No usage shows a word that only English has: whatever stands for an argument is in the table of those."""
    missing = {
        (path, word)
        for path, command in commands(root)
        for one in command.params
        if isinstance(one, click.Argument) and not hasattr(one.type, "choices")
        for word in re.findall(r"[A-Z]{2,}(?:-[A-Z]+)?", one.make_metavar(click.Context(command)))
        if word not in PLACEHOLDERS and word not in ("TOPIC",)
    }
    assert missing == set()


def sheet(path: Path, *names: str, kind: str = "") -> Path:
    """A ZIP of these files, as office programs make them."""
    with zipfile.ZipFile(path, "w") as made:
        if kind:
            made.writestr("mimetype", kind)
        for name in names:
            made.writestr(name, "<x/>")
    return path


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("plan.xlsx", b"Bonjour, voici le plan\n", "no Excel workbook, though its name ends in .xlsx"),
        ("plan.xls", b"Beste, hier is het plan\n", "no Excel workbook, though its name ends in .xls"),
        ("plan.xlsx", bytes(range(256)) * 4, "no Excel workbook, though its name ends in .xlsx"),
        ("plan.mp4", bytes(range(256)) * 4, "neither a workbook nor text, so it is no plan"),
        ("plan.csv", b"Bonjour, voici le plan\n", "no header row"),
    ],
)
def test_what_is_no_workbook(
    campaign: Run, folder: Path, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    """A file that is no workbook though it is named one is told so; one that is something else, what it is."""
    (tmp_path / name).write_bytes(content)
    done = campaign("plan", "import", tmp_path / name, "--dir", folder)
    assert (done.exit_code, told in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize(
    ("names", "kind", "told"),
    [
        (("content.xml",), "application/vnd.oasis.opendocument.spreadsheet", "OpenDocument"),
        (("Index/Document.iwa",), "", "Numbers"),
        (("[Content_Types].xml", "word/document.xml"), "", "Word"),
    ],
)
@pytest.mark.parametrize("name", ["plan.csv", "plan.xlsx", "plan"])
def test_other_documents(
    campaign: Run, folder: Path, tmp_path: Path, name: str, names: tuple[str, ...], kind: str, told: str
) -> None:
    """Documents of other programs are called by their names, whatever their files are named."""
    done = campaign("plan", "import", sheet(tmp_path / name, *names, kind=kind), "--dir", folder)
    assert (done.exit_code, told in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize(
    ("head", "row", "told"),
    [
        ("Jour;Heure;Langue;Texte", "02/12/2030;18:00;fr;Bonjour", "1 new"),
        ("Dag;Uur;Taal;Tekst", "2 december 2030;18u;nl;Dag", "1 new"),
        ("Day;Time;Language;Text", "2030-12-02;18:00;nl;Dag", "1 new"),
        ("Jour;Langue;Contenu", "02/12/2030 18:00;fr;Bonjour", "1 new"),
        ("Jour;Date;Heure;Langue;Texte", "lundi;02/12/2030;18:00;fr;Bonjour", "1 new"),
        ("Jour;Heure;Langue;Texte", "mardi;18:00;fr;Bonjour", "these columns were not understood: Jour"),
        ("Dag;Uur;Taal;Tekst", "dinsdag;18u;nl;Dag", "these columns were not understood: Dag"),
        ("Jour de tournage;Heure;Langue;Texte", "02/12/2030;18:00;fr;Bonjour", "not understood: Jour de tournage"),
    ],
)  # fmt: skip
def test_a_column_of_days(
    campaign: Run, folder: Path, tmp_path: Path, head: str, row: str, told: str
) -> None:
    """`Jour` and `Dag` are the date where they hold dates and no other column does; else the column is named."""
    (tmp_path / "plan.csv").write_text(f"{head}\n{row}\n", "utf-8")
    done = campaign("plan", "import", tmp_path / "plan.csv", "--dry-run", "--dir", folder)
    assert told in done.stdout + done.stderr, done.stdout + done.stderr
