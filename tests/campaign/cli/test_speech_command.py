"""`campaign speech`: the models that are here, and how one gets here."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests import recorded_recogniser

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where models are kept."""
    monkeypatch.setattr("media.speech.models.home", lambda: tmp_path / "models")
    return tmp_path / "models"


def test_models(campaign: Run) -> None:
    """All models that can be had are listed with size, languages and licence; one is proposed where none is here."""
    done = campaign("speech", "models", "--json")
    rows = {row["name"]: row for row in json.loads(done.stdout)}
    assert rows["small"] | {"here": False, "size_mb": 486, "licence": "MIT", "languages": 99} == rows["small"]
    assert "campaign speech fetch small" in campaign("speech", "models").stderr


@pytest.mark.parametrize("typed", ["list", "liste", "montrer", "tonen"])
def test_models_under_another_word(campaign: Run, typed: str) -> None:
    """Who asks for a list of models, in whatever language, is told the command that shows them, and no other list."""
    told = campaign("speech", typed).stderr
    assert "`campaign speech models`" in told
    assert "testimony list" not in told


def test_a_folder_is_used(campaign: Run, tmp_path: Path, home: Path) -> None:
    """A model from a folder is checked, copied and listed; a folder that is none is refused and nothing is kept."""
    model = recorded_recogniser.model(tmp_path, "mine")
    done = campaign("speech", "use", model.folder)
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (home / "mine").iterdir()) == [
        "config.json", "manifest.json", "model.bin", "tokenizer.json", "vocabulary.txt",
    ]  # fmt: skip
    rows = json.loads(campaign("speech", "models", "--json").stdout)
    assert [row["name"] for row in rows if row["here"]] == ["mine"]
    refused = campaign("speech", "use", tmp_path / "models" / "mine" / "nothing")
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert [path.name for path in home.iterdir()] == ["mine"]


def test_nothing_is_fetched_without_a_question(
    campaign: Run, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    """Size, licence, source and folder are said first; where nobody agrees, nothing comes in."""
    monkeypatch.setattr("media.speech.model_download.require_library", lambda: None)
    done = campaign("speech", "fetch", "small")
    assert done.exit_code == 2
    for told in ("486 MB", "MIT", "https://huggingface.co/Systran/faster-whisper-small", str(home / "small")):
        assert told in done.stderr
    assert not home.exists()


def test_fetch_without_the_extra(campaign: Run) -> None:
    """Without the extra it is said how to install it; a model that nobody knows is refused before."""
    assert campaign("speech", "fetch", "gigantic").exit_code == 2
    done = campaign("speech", "fetch", "small", "--yes")
    assert (done.exit_code, 'pipx install --force ".[speech]"' in done.stderr) == (3, True)


def test_a_damaged_model(campaign: Run, tmp_path: Path, home: Path) -> None:
    """A damaged model is listed as such, with how to mend and how to remove it; `remove` takes it away."""
    campaign("speech", "use", recorded_recogniser.model(tmp_path, "mine").folder)
    (home / "mine" / "model.bin").write_bytes(b"\x06\0\0\0\x0c\0WhisperSpec\0" + b"cut off")
    done = campaign("speech", "models")
    assert (done.exit_code, "│ mine           │ damaged │" in done.stdout) == (0, True), done.stdout
    assert "Take it in anew: `campaign speech use FOLDER`; or remove it: `campaign speech remove mine`." in (
        " ".join(done.stderr.split())
    )
    row = next(
        row for row in json.loads(campaign("speech", "models", "--json").stdout) if row["name"] == "mine"
    )
    assert (row["here"], row["damaged"], row["folder"]) == (False, True, str(home / "mine"))
    done = campaign("speech", "remove", "mine")
    assert (done.exit_code, done.stdout) == (
        0,
        "Removed the model mine from this computer; 0 MB are free again.\n",
    )
    assert not (home / "mine").exists()
    assert campaign("speech", "remove", "mine").exit_code == 2


def test_a_person_is_asked_before_a_model_is_removed(
    campaign: Run, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal somebody is asked, and no is the answer of who says nothing."""
    campaign("speech", "use", recorded_recogniser.model(tmp_path, "mine").folder)
    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)
    done = campaign("speech", "remove", "mine", input="\n")
    assert done.exit_code == 0
    assert "mine" in done.stdout + done.stderr
    assert (home / "mine").is_dir()
    campaign("speech", "remove", "mine", input="y\n")
    assert not (home / "mine").exists()


def test_a_damaged_model_is_fetched_anew(campaign: Run, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """A damaged model is no reason not to download it: `fetch`, which its refusal names, asks as for a new one."""
    monkeypatch.setattr("media.speech.model_download.require_library", lambda: None)
    recorded_recogniser.model(home, "small")
    (home / "small" / "manifest.json").write_text('{"files": {"model.bin": {"sha256": "0", "size": 1}}}')
    done = campaign("speech", "fetch", "small")
    assert (done.exit_code, "486 MB" in done.stderr) == (2, True), done.stderr
