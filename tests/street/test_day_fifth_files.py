"""Files, sheets and questions of a day: what was meant is said at once, and what is offered works."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from campaign.cli import asked_words, credentials, language, options
from campaign.cli.app import Desk, root
from campaign.cli.typed_lines import lacking
from campaign.messages import translate
from campaign.spreadsheets.plan_rows import columns
from media import misnamed_files

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new campaign, in which nothing happened."""
    from campaign import new_campaign

    settings = new_campaign.first_settings(name="Osez", languages=("fr", "nl"))
    new_campaign.create(tmp_path / "c", settings)
    return tmp_path / "c"


@pytest.mark.parametrize(
    "name",
    ["campaign.toml.txt", "campaign.tml", "Campaign.TXT", "campagne.toml", "campaign (1).toml", "campaign"],
)
def test_settings_under_another_name_are_seen(folder: Path, campaign: Run, name: str) -> None:
    """A settings file that Notepad or a slip gave another name is named, and how it must be called."""
    (folder / "campaign.toml").rename(folder / name)
    done = campaign("--dir", folder, "status")
    assert done.exit_code == 2
    assert f"{folder / name} has another name" in done.stderr
    assert "Rename it to campaign.toml" in done.stderr


@pytest.mark.parametrize(
    "name", ["campaign.db", "plan.toml", "notes.txt", "campaign-report.html", "brand.toml"]
)
def test_other_files_are_no_settings(tmp_path: Path, name: str) -> None:
    """A database, a report, another settings file is not taken for campaign.toml."""
    (tmp_path / name).touch()
    assert misnamed_files.like(tmp_path / "campaign.toml") is None


@pytest.mark.parametrize("command", [("brand", "check"), ("doctor",)])
def test_a_kit_under_another_name_is_seen(folder: Path, campaign: Run, command: tuple[str, ...]) -> None:
    """brand.toml.txt is named where brand.toml is missing, in every command that reads it."""
    (folder / "brand/brand.toml").rename(folder / "brand/brand.toml.txt")
    done = campaign("--dir", folder, *command)
    assert "brand.toml.txt stands there. Rename that file to brand.toml" in " ".join(
        (done.stdout + done.stderr).split()
    )


def test_only_what_is_no_language_is_refused(tmp_path: Path, campaign: Run) -> None:
    """Of two languages the one that is right is not called wrong."""
    done = campaign("init", tmp_path / "x", "--language", "francais", "--language", "alsacien")
    assert "Error: alsacien is not a language code" in done.stderr


def test_a_kit_with_parts_of_the_example_is_not_complete(folder: Path, campaign: Run) -> None:
    """doctor does not call a kit complete that still shows the example's logos; it names no journal either."""
    said = campaign("--dir", folder, "doctor").stdout
    assert "still has these parts of the example" in said
    assert "brand kit is complete" not in said
    assert "journal" not in said


@pytest.mark.parametrize(("typed", "name"), [((), "zip"), (("--seal",), "age")])
def test_the_backup_that_is_offered_has_its_ending(
    folder: Path, campaign: Run, typed: tuple[str, ...], name: str
) -> None:
    """An open backup is offered as .zip, a sealed one as .age."""
    line = re.search("`campaign (.*)`", campaign("--dir", folder, "backup", *typed).stderr)
    assert line is not None
    assert f"../my-campaign-2026-11-24.{name}" in shlex.split(line[1])


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_examples_are_in_the_readers_words(lang: str) -> None:
    """No example of a help page has English names of files; in French nobody is called Voorbeeld."""
    theirs = [
        language.spoken_example(paragraph, lang)
        for command in lacking._commands(root)
        for paragraph in language.paragraphs(command.help or "")
        if paragraph.startswith(language.EXAMPLE)
    ]
    assert len(theirs) > 30
    assert not re.findall(r"bakery|form\.pdf|restored|preview\.html|report\.html", " ".join(theirs))
    assert lang != "fr" or "Voorbeeld" not in " ".join(theirs)


def test_a_line_that_lacks_something_is_completed_in_the_readers_words(folder: Path, campaign: Run) -> None:
    """What a line lacks is filled in with the example of the reader's language."""
    said = campaign("--dir", folder, "--lang", "fr", "testimony", "add").stderr
    assert "testimony add four.mp4 --slug four --speaker 'Fatou Exemple'" in said


def write(folder: Path, *lines: str) -> Path:
    """Write a plan."""
    (folder / "p.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / "p.csv"


@pytest.mark.parametrize(
    ("header", "column"),
    [("Mesage", "caption"), ("Lange", "language"), ("Texet", "caption"), ("Liens vers", None), ("Budget", None),
     ("Datum", None), ("Photoss", "photos"), ("Tekts", "caption")],
)  # fmt: skip
def test_a_misspelt_column_is_guessed(header: str, column: str | None) -> None:
    """A header that is nearly one of ours is told as such; one that is another's is not."""
    assert columns.nearest(header, ("date",)) == column


def test_a_misspelt_column_is_told(folder: Path, campaign: Run) -> None:
    """The import says which column was perhaps meant, by its name in the reader's language."""
    plan = write(folder, "Mesage;Langue;Date;Heure", "Bonjour;fr;24/12/2026;18:00")
    said = campaign("--dir", folder, "plan", "import", plan, "--dry-run").stderr
    assert "'Mesage' is unknown and was ignored. If it is Text, give it that header" in said


def test_a_calendar_is_no_plan(folder: Path, campaign: Run) -> None:
    """A calendar that was exported is refused as one, with the command that makes a plan."""
    assert campaign("--dir", folder, "plan", "export", folder / "p.ics").exit_code == 0
    done = campaign("--dir", folder, "plan", "import", folder / "p.ics")
    assert done.exit_code == 2
    assert "it is a calendar (.ics)" in done.stderr
    assert "`campaign plan export plan.xlsx`" in done.stderr


def test_a_refused_row_is_offered_no_command_on_its_post(folder: Path, campaign: Run) -> None:
    """A post that there will not be is not to be moved or edited."""
    row = ";Bonjour;fr;24/12/2026 18:00"
    done = campaign(
        "--dir", folder, "plan", "import", write(folder, "Numéro;Texte;Langue;Moment", row, row), "--dry-run"
    )
    assert "row 3" in done.stdout + done.stderr
    assert "post move 2" not in done.stdout + done.stderr
    assert "post edit 2" not in done.stdout + done.stderr


def test_a_plans_picture_is_sought_from_the_plan(folder: Path, campaign: Run) -> None:
    """A picture that is not there is to be put into the folder of the plan, not the current one."""
    plan = write(folder, "Texte;Langue;Moment;Photo", "Bonjour;fr;24/12/2026 18:00;photos/jury.jpg")
    done = campaign("--dir", folder, "plan", "import", plan, "--dry-run")
    said = done.stdout + done.stderr
    assert "Pictures are sought from the folder of the plan's file" in said
    assert "current folder" not in said


def test_yes_in_a_cell_is_the_readers(folder: Path) -> None:
    """TRUE of a sheet is what the reader's spreadsheet program shows."""
    assert "holds TRUE as" in translate.say("plan-cell-truth", {"text": "TRUE"}, "en")
    assert set(translate.gather("WORDS")) >= {"TRUE", "FALSE"}


@pytest.mark.parametrize(
    ("written", "encoding"),
    [("Déjà prêts à 18 heures, chère équipe", "cp1252"), ("Ça va, bien reçu", "utf-16")],
)
def test_a_text_of_windows_is_read(folder: Path, campaign: Run, written: str, encoding: str) -> None:
    """A caption's file in an encoding of Windows is read; where its letters told it, that is said."""
    (folder / "t.txt").write_bytes(written.encode(encoding))
    done = campaign("--dir", folder, "post", "add", "--language", "fr", "--caption-file", folder / "t.txt")
    assert done.exit_code == 0
    assert ("are read as cp1252" in done.stderr) == (encoding == "cp1252")
    assert written in campaign("--dir", folder, "post", "show", "1").stdout


def test_an_unsure_text_is_refused_with_the_way(folder: Path, campaign: Run) -> None:
    """A file that may be read in several ways is refused, with where Notepad saves it as UTF-8."""
    (folder / "t.txt").write_bytes(b"caf\x8e")
    done = campaign("--dir", folder, "post", "add", "--language", "fr", "--caption-file", folder / "t.txt")
    assert done.exit_code == 2
    assert "Encoding: UTF-8" in done.stderr


def answered(lines: list[str], monkeypatch: pytest.MonkeyPatch, ask: Callable[[], str]) -> tuple[str, str]:
    """What a question returns for lines that are typed unseen or not, and what was said."""
    said: list[str] = []
    monkeypatch.setattr(click.termui, "visible_prompt_func", lambda text: said.append(text) or lines.pop(0))
    monkeypatch.setattr(click.termui, "hidden_prompt_func", lambda text: said.append(text) or lines.pop(0))
    monkeypatch.setattr(click, "echo", lambda text="", **_: said.append(str(text)))
    return ask(), "\n".join(said)


@pytest.mark.parametrize("hidden", [True, False])
def test_enter_alone_is_answered(monkeypatch: pytest.MonkeyPatch, hidden: bool) -> None:
    """Enter without an answer says so, and how to stop."""
    found, said = answered(
        ["", "x"], monkeypatch, lambda: asked_words.answer("Paste it", "en", hidden=hidden)
    )
    assert found == "x"
    assert "nothing was typed" in said
    assert "Ctrl+C" in said


def test_a_token_and_a_passphrase_are_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unseen secret that was not pasted, and two that differ, are asked again with a word."""
    desk = Desk(lang="en")
    found, said = answered(["", "token"], monkeypatch, lambda: credentials.unseen(desk, "Paste it"))
    assert (found, "nothing was typed" in said) == ("token", True)
    typed = ["one", "two", "one", "one"]
    found, said = answered(typed, monkeypatch, lambda: credentials.unseen(desk, "New", again="Again"))
    assert (found, "do not match" in said) == ("one", True)


@pytest.mark.parametrize("again", [None, "Again"])
def test_who_never_answers_is_not_asked_for_ever(monkeypatch: pytest.MonkeyPatch, again: str | None) -> None:
    """A program that answers with nothing, or never with the same twice, is asked some times and no more."""
    lines = [""] * 99 if again is None else [str(number) for number in range(99)]
    with pytest.raises(click.Abort):
        answered(lines, monkeypatch, lambda: credentials.unseen(Desk(lang="en"), "Paste it", again=again))
    assert len(lines) > 80


@pytest.mark.parametrize("written", ["none", "aucun", "Geen", "rien"])
def test_a_centre_that_nobody_knows(written: str) -> None:
    """That the speaker's place is not known may be said in the reader's words."""
    assert options.CENTRE.convert(written, None, None) == "none"


def test_a_prompts_colon_has_its_space(monkeypatch: pytest.MonkeyPatch) -> None:
    """In French the colon behind what is asked has a space before it that does not break."""
    _, said = answered(["x"], monkeypatch, lambda: asked_words.answer("Qui approuve", "fr"))
    assert "Qui approuve\u00a0: " in said


@pytest.mark.parametrize("line", ["check", "brand check", "doctor", "status", "report verslag.html"])
def test_a_folder_may_be_named_from_beside_it(
    campaign: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """`--dir ../name`, from within the campaign too, is that campaign's folder: nothing trips over the dots."""
    monkeypatch.chdir(folder / "brand")
    done = campaign("--dir", f"../../{folder.name}", *line.split())
    assert "unexpected" not in done.stderr
