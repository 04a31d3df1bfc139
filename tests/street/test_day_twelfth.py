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
        ("pause --datum 5/12/2030", ["post add", "post edit", "post move"]),
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
    assert (done.exit_code, offered(done)) == (2, [meant]), done.stderr
