"""A campaign begins whole or not at all."""

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from campaign import new_campaign
from campaign.settings import settings
from schedules.database import engine

Run = Callable[..., Result]


def tree(folder: Path) -> set[str]:
    """Return everything in a folder, as relative paths."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_a_new_campaign(campaign: Run, tmp_path: Path) -> None:
    """`init` makes settings that load, folders, a brand kit, a database that opens, and a .gitignore."""
    folder = tmp_path / "deep" / "women"
    done = campaign(
        "init", folder, "--name", "Å \"q\" \\ ' #", "--timezone", "America/New_York", "--language", "nl",
        "--language", "fr-BE", "--json",
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    found = settings.load(folder / "campaign.toml")
    assert (found.name, found.timezone.key) == ('Å "q" \\ \' #', "America/New_York")
    assert found.languages == ("nl", "fr-BE")
    assert json.loads(done.stdout) == {
        "folder": str(folder), "name": found.name, "timezone": "America/New_York", "languages": ["nl", "fr-BE"],
    }  # fmt: skip
    assert {"brand", "films", "consent", "renders", ".gitignore", "campaign.db"} <= tree(folder)
    engine.open_in(folder).close()


def test_name_and_languages_have_defaults(
    campaign: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without options the folder gives the name; `.` is the folder one stands in."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert campaign("init", ".").exit_code == 0
    assert settings.load(tmp_path / "here" / "campaign.toml").name == "here"


@pytest.mark.parametrize(
    ("lang", "said"), [("nl", "De instellingen"), ("fr", "Les réglages"), ("en", "The settings")]
)
def test_settings_speak_the_language(campaign: Run, tmp_path: Path, lang: str, said: str) -> None:
    """The settings file of a new campaign is commented in the language of whoever makes it."""
    assert campaign("init", tmp_path / "c", "--lang", lang).exit_code == 0
    assert (tmp_path / "c" / "campaign.toml").read_text(encoding="utf-8").startswith(f"# {said}")


def test_what_people_put_there_stays(campaign: Run, tmp_path: Path) -> None:
    """A folder with films in it becomes a campaign, and the films stay."""
    (tmp_path / "films").mkdir()
    (tmp_path / "films" / "a.txt").write_text("mine")
    assert campaign("init", tmp_path).exit_code == 0
    assert (tmp_path / "films" / "a.txt").read_text() == "mine"


def test_git_sees_no_people(campaign: Run, tmp_path: Path) -> None:
    """Films, consent, renditions and the database stay out of git; settings and brand do not."""
    campaign("init", tmp_path)
    ignored = (tmp_path / ".gitignore").read_text().split("\n")
    assert {"/films/", "/consent/", "/renders/", "/rehearsal/", "/campaign.db*"} <= set(ignored)
    assert not {"/brand/", "/campaign.toml"} & set(ignored)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--timezone", "Brussels"], "time zone Brussels is not known. Nearest: Europe/Brussels"),
        (["--timezone", "../../etc/passwd"], "time zone ../../etc/passwd is not known."),
        (["--timezone", ""], "time zone"),
        (["--language", "Klingon"], "Klingon is not a language code"),
        (["--name", ""], "'' cannot be a name"),
        (["--name", "a\nb"], "type that text again on one line"),
    ],
)
def test_bad_wishes(campaign: Run, tmp_path: Path, options: list[str], sentence: str) -> None:
    """A wish that cannot be is one line and exit 2, and no folder is made."""
    done = campaign("init", tmp_path / "new", *options)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert sentence in done.stderr
    assert tree(tmp_path) == set()


@pytest.mark.parametrize("there", ["campaign.toml", "campaign.db"])
def test_a_campaign_is_never_overwritten(campaign: Run, tmp_path: Path, there: str) -> None:
    """Where a campaign is, `init` changes nothing."""
    (tmp_path / there).write_text("mine")
    assert campaign("init", tmp_path).exit_code == 2
    assert tree(tmp_path) == {there}
    assert (tmp_path / there).read_text() == "mine"


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_file_is_no_folder(campaign: Run, tmp_path: Path, below: str) -> None:
    """A file in the way is named, exit 2."""
    (tmp_path / "file").write_text("mine")
    done = campaign("init", tmp_path / "file" / below)
    assert (done.exit_code, "is a file" in done.stderr) == (2, True)


def test_all_or_nothing(campaign: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the database cannot be made, no folder is left behind, nor anything in one that was there."""
    monkeypatch.setattr(engine, "create", lambda folder: sqlite3.connect("/nowhere/at/all.db"))
    (tmp_path / "there").mkdir()
    for folder in (tmp_path / "there", tmp_path / "new" / "deep"):
        assert campaign("init", folder).exit_code == 2
    assert tree(tmp_path) == {"there"}


def test_undone_when_the_last_step_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When moving into place stops half-way, what was moved is taken back."""
    rename = Path.rename

    def stop_at_settings(self: Path, target: Path) -> Path:
        if self.name == "campaign.toml":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stop_at_settings)
    with pytest.raises(OSError, match="No space"):
        new_campaign.create(tmp_path, new_campaign.first_settings(name="x"))
    assert tree(tmp_path) == set()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission(campaign: Run, tmp_path: Path) -> None:
    """A folder that may not be written to is one line and exit 2."""
    tmp_path.chmod(0o500)
    done = campaign("init", tmp_path / "new")
    tmp_path.chmod(0o700)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
