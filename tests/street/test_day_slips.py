"""Row 22 of a day in Dutch and French: near misses of the command line are said, with the line as it was meant."""

import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from campaign.cli import docs_pages
from campaign.cli.app import root
from campaign.cli.typed_lines import slips, tried_words
from campaign.messages import pasteable, translate
from media.text.folding import folded

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new campaign, in which nothing happened."""
    from campaign import new_campaign

    made = tmp_path_factory.mktemp("slips") / "c"
    new_campaign.create(made, new_campaign.first_settings(name="Osez", languages=("nl", "fr")))
    return made


RECORD = "consent record coupe --act film --act publish --channel facebook --language fr --signed 2/11/2026"
ADD = "testimony add coupe.mp4 --slug coupe --role host --organisation X --language fr --speaker"
LINES = [  # as the shell hands them over; then as they were meant
    ("plan import plan.csv –dry-run", "plan import plan.csv --dry-run"),
    ("plan import plan.csv —dry-run", "plan import plan.csv --dry-run"),
    ("plan import plan.csv --dry‑run", "plan import plan.csv --dry-run"),
    ("plan import plan.csv −−dry−run", "plan import plan.csv --dry-run"),
    ("plan import plan.csv -dry-run", "plan import plan.csv --dry-run"),
    ("plan import plan.csv –dryrun", "plan import plan.csv --dry-run"),
    ("post list –state draft", "post list --state draft"),
    ("post list --state:draft", "post list --state=draft"),
    ("status –-json", "status --json"),
    ("post move 1 –at=morgen", "post move 1 --at=morgen"),
    ("post add --caption “Bonjour tout le monde” --language fr",
     "post add --caption 'Bonjour tout le monde' --language fr"),
    ("post add --caption « Bonjour » --language fr", "post add --caption Bonjour --language fr"),
    ("post add --caption „Goede dag“ --language nl", "post add --caption 'Goede dag' --language nl"),
    ("post add --caption=“Bonjour tout” --language fr", "post add '--caption=Bonjour tout' --language fr"),
    ("post hold 3 ‘wacht even’", "post hold 3 'wacht even'"),
    ("post add --caption Bonjour tout le monde --language fr",
     "post add --caption 'Bonjour tout le monde' --language fr"),
    ("post move 1 --at demain 18h", "post move 1 --at 'demain 18h'"),
    ("post move 1 --at mardi 5 janvier 2027 à 18h30", "post move 1 --at 'mardi 5 janvier 2027 à 18h30'"),
    (f"{ADD} Fatou Voorbeeld", f"{ADD} 'Fatou Voorbeeld'"),
    ("testimony add films reçus/coupe.mp4 --slug c --organisation X --speaker A B --role host --language fr",
     "testimony add 'films reçus/coupe.mp4' --slug c --organisation X --speaker 'A B' --role host --language fr"),
    ("plan import mon plan.csv", "plan import 'mon plan.csv'"),
    ("report mon rapport.html", "report 'mon rapport.html'"),
    ("post hold 3 wacht op de foto", "post hold 3 'wacht op de foto'"),
    ("post approve 1 --by An Voorbeeld", "post approve 1 --by 'An Voorbeeld'"),
    ("post approve 1 - 3", "post approve '1 - 3'"),
    (RECORD.replace("--act film --act publish", "--act film publish") + " --evidence f.pdf",
     RECORD + " --evidence f.pdf"),
    (RECORD.replace("--act film --act publish", "--act filmer publier") + " --language nl --evidence f.pdf",
     RECORD.replace("--act film --act publish", "--act filmer --act publier") + " --language nl --evidence f.pdf"),
    (RECORD + " nl --evidence f.pdf", None),
    (RECORD.replace("--language fr", "--language fr nl") + " --evidence f.pdf",
     RECORD.replace("--language fr", "--language fr --language nl") + " --evidence f.pdf"),
    (RECORD.replace("2/11/2026", "2 novembre 2026") + " --evidence f.pdf",
     RECORD.replace("2/11/2026", "'2 novembre 2026'") + " --evidence f.pdf"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), LINES)
def test_what_was_meant(campaign: Run, folder: Path, typed: str, meant: str | None) -> None:
    """Dashes and quotes of a word processor, spaces without quotes, a value more: refused with the line to paste."""
    done = campaign(*shlex.split(typed), "--dir", folder)
    line = done.stderr.splitlines()[-1]
    assert done.exit_code == 2
    if meant is not None:
        assert f"`campaign {meant} --dir {shlex.quote(str(folder))}`" in line


@pytest.mark.parametrize(
    "typed",
    ["post add --language fr --caption '“Bonjour”, dit-elle'", "post add --language fr --caption '— Bonjour'",
     "post add --language fr --caption —Bonjour", "post add --language fr --caption 'l’été'",
     "post add --language fr --caption 'C’est « tout »'", "post add --language nl --caption \"'s avonds\"",
     "post add --language nl --caption=–30%"],
)  # fmt: skip
def test_what_was_meant_so(campaign: Run, folder: Path, typed: str) -> None:
    """Dashes and quotes that belong to a text stay, and the command does what it says."""
    assert campaign(*shlex.split(typed), folder=folder).exit_code == 0


def test_a_path_with_spaces(
    campaign: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two words that together are a file are told to be one, also where several files are taken."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mes films.srt").write_text("", encoding="utf-8")
    done = campaign("subtitles", "check", "mes", "films.srt")
    assert (done.exit_code, "`campaign subtitles check 'mes films.srt'`" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lancer", "'run'"), ("démarrer", "'run'"), ("demarrer", "'run'"), ("reprendre", "'resume'"),
        ("arrêter", "'pause'"), ("starten", "'run'"), ("stoppen", "'pause'"), ("hervatten", "'resume'"),
        ("goedkeuren 1", "'post approve'"), ("approuver 1", "'post approve'"), ("approve 1", "'post approve'"),
        ("plannen", "'plan'"), ("retirer coupe", "'consent withdraw'"), ("intrekken coupe", "'consent withdraw'"),
        ("importer x", "'plan import'"), ("post plannen", "'add'"), ("post supprimer 99", "'remove'"),
        ("post verplaatsen 1", "'move'"), ("contrôler", "'check'"),
        ("retards", "'overdue'"), ("répéter", "'rehearse'"), ("sauvegarder", "'backup'"), ("terugzetten", "'restore'"),
        ("overdue 1 --annuler", "'--cancel'"), ("overdue 1 --spreiden", "'--spread'"),
        ("post approve 1 --pour X", "'--for'"), ("post approve 1 --voor X", "'--for'"),
        ("post approve 1 --door X", "'--by'"), ("post add --taal nl", "'--language'"),
        ("post add --datum morgen", "'--at'"), ("post add --légende x", "'--caption'"),
        ("consent record x --datum 2/11/2026", "'--signed'"), ("consent record x --jusqu’au 2/11/2027", "'--until'"),
        ("consent record x --finalité campagne", "'--purpose'"), ("run --tot 18u", "'--until'"),
        ("post list --état brouillon", "'--state'"), ("subtitles check x.srt --verbeteren", "'--fix'"),
        ("plan import x.csv --essai", "'--dry-run'"), ("post list --STATE draft", "'--state'"),
    ],
)  # fmt: skip
def test_words_for_commands_and_options(campaign: Run, folder: Path, typed: str, meant: str) -> None:
    """A command or an option in Dutch or French is answered with the one that there is, wherever it is."""
    done = campaign(*typed.split(), "--lang", "en", folder=folder)
    assert (done.exit_code, done.stderr.count("\n"), "Did you mean" in done.stderr) == (2, 1, True)
    assert meant in done.stderr


PIECES = [
    "post", "add", "approve", "consent", "record", "--caption", "--by", "--act", "film", "publish", "–by", "“", "”",
    "«", "'", "-", "--", "-dry-run", "--language", "fr,nl", "1-3", "--at:x", "=", "“a", "b”", "--caption=“a", "é", "",
    " ",
]  # fmt: skip


@examples(max_examples=60, deadline=None)
@given(typed=st.lists(st.sampled_from(PIECES), max_size=8))
def test_any_line(typed: list[str]) -> None:
    """Whatever is typed, looking for slips ends, what is proposed can be said, and is not what was typed."""
    found = slips.before_reading(root, typed)
    for error in (click.UsageError("x"), click.NoSuchOption("-d"), click.BadParameter("x"), OSError()):
        meant = slips.after_refusal(root, typed, error)
        assert meant is None or meant.params.get("line") != " ".join(map(pasteable.quoted, typed))
    if found is not None:
        assert ("`" in translate.say(found.code, found.params, "en")) == ("line" in found.params)


def test_every_name_has_words() -> None:
    """Each word of the tables stands for an option or command that there is."""
    paths = {context.command_path for context, _ in docs_pages.commands()}
    options = {name for _, command in docs_pages.commands() for one in command.params for name in one.opts}
    assert set(tried_words.tried("option_words", "--")) <= options | {"--help"}
    assert set(tried_words.tried("command_words")) <= {path.split()[-1] for path in paths}
    assert all(
        word == folded(word) for words in tried_words.tried("command_words").values() for word in words
    )
