"""Models: which are here, which is used, and which are refused."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from media.errors import BadInput, NotInstalled
from media.speech import model_download, models
from media.speech.known_models import KNOWN
from tests import recorded_recogniser


def refused(folder: Path) -> str:
    """The code with which a folder is refused as a model."""
    with pytest.raises(BadInput) as error:
        models.opened(folder)
    return error.value.code


def test_a_whole_model(tmp_path: Path) -> None:
    """A folder with all files of a model is one, known by the hash of its weights."""
    place = recorded_recogniser.model(tmp_path).folder
    opened = models.opened(place)
    assert opened.sha256 == hashlib.sha256((place / "model.bin").read_bytes()).hexdigest()
    assert (opened.name, opened.knows("nl-BE"), opened.languages) == ("small", True, ())


def test_english_alone(tmp_path: Path) -> None:
    """A model whose configuration names no other language knows English alone, and says so before it is used."""
    recorded_recogniser.model(tmp_path, "english", languages=0)
    with pytest.raises(BadInput) as error:
        models.chosen(tmp_path, asked="english", language="nl")
    assert error.value.code == "model-without-language"


@pytest.mark.parametrize("missing", ["config.json", "tokenizer.json", "vocabulary.txt", "model.bin"])
def test_a_file_is_missing(tmp_path: Path, missing: str) -> None:
    """A folder without one of the files is refused: the recogniser would fetch it, or stop later."""
    place = recorded_recogniser.model(tmp_path).folder
    (place / missing).unlink()
    assert refused(place) == "model-files-missing"


def test_models_of_other_kinds(tmp_path: Path) -> None:
    """A model for another program is refused as such."""
    place = recorded_recogniser.model(tmp_path).folder
    (place / "model.bin").write_bytes(b"\x06\0\0\0\x10\0TransformerSpec\0")
    assert refused(place) == "model-other-kind"
    (place / "model.bin").unlink()
    (place / "model.safetensors").write_bytes(b"{}")
    assert refused(place) == "model-other-kind"
    assert refused(tmp_path / "nowhere") == "model-nowhere"


def test_a_damaged_model(tmp_path: Path) -> None:
    """A model that is no longer as it was kept is refused before it is used."""
    place = recorded_recogniser.model(tmp_path).folder
    kept = model_download.taken(place, tmp_path / "home")
    assert models.chosen(tmp_path / "home").sha256 == kept.sha256
    with (kept.folder / "model.bin").open("ab") as weights:
        weights.write(b"more")
    with pytest.raises(BadInput) as error:
        models.chosen(tmp_path / "home")
    assert (error.value.code, error.value.params["file"]) == ("model-damaged", "model.bin")


def test_a_damaged_model_is_not_taken(tmp_path: Path) -> None:
    """A folder that another computer kept and that was damaged on the way is refused, and nothing is kept."""
    place = recorded_recogniser.model(tmp_path).folder
    models.write_manifest(place, source="elsewhere", known=None)
    (place / "tokenizer.json").write_text('{"other": 1}', encoding="utf-8")
    with pytest.raises(BadInput):
        model_download.taken(place, tmp_path / "home")
    assert models.found(tmp_path / "home") == ()


def test_the_best_that_fits(tmp_path: Path) -> None:
    """Unless one is asked for, the largest model is used that knows the language and fits into the free memory."""
    recorded_recogniser.model(tmp_path, "one", weights=b"1")
    recorded_recogniser.model(tmp_path, "two", weights=b"2" * 3_000_000)
    recorded_recogniser.model(tmp_path, "three", weights=b"3" * 4_000_000, languages=0)
    assert models.chosen(tmp_path, language="nl").name == "two"
    assert models.chosen(tmp_path, language="en").name == "three"
    assert models.chosen(tmp_path, language="nl", free_mb=401).name == "one"
    assert models.chosen(tmp_path, asked="one").name == "one"
    assert models.chosen(tmp_path, asked=str(tmp_path / "three")).name == "three"
    with pytest.raises(BadInput) as error:
        models.chosen(tmp_path, language="nl", free_mb=100)
    assert error.value.code == "model-too-large"


def test_no_model(tmp_path: Path) -> None:
    """Where no model is here, it is said how one gets here; a name that nobody knows is no model."""
    codes = []
    for asked in ("", "small", "giant", "there/it/is"):
        with pytest.raises((BadInput, NotInstalled)) as error:
            models.chosen(tmp_path, asked=asked)
        codes.append(error.value.code)
    assert codes == ["speech-no-model", "model-not-here", "model-unknown", "model-nowhere"]


def test_speed(tmp_path: Path) -> None:
    """How long a second of film took is remembered with the model."""
    model = recorded_recogniser.model(tmp_path)
    assert models.speed(model) is None
    models.note_speed(model, 0.25)
    assert models.speed(model) == 0.25


def test_known_models() -> None:
    """Every model that can be had is pinned to a revision, its weights to their hash."""
    for known in KNOWN.values():
        assert len(known.revision) == 40
        assert len(known.files["model.bin"][1]) == 64
        assert json.dumps(dict(known.files))


@pytest.mark.parametrize("content", ["{", "", "[]"])
def test_a_damaged_configuration(tmp_path: Path, content: str) -> None:
    """A configuration that cannot be read is damaged; it is not English alone."""
    place = recorded_recogniser.model(tmp_path).folder
    (place / "config.json").write_text(content, encoding="utf-8")
    with pytest.raises(BadInput) as error:
        models.chosen(tmp_path, asked=str(place), language="nl")
    assert (error.value.code, error.value.params["file"]) == ("model-damaged", "config.json")


def test_weights_of_a_known_model_that_are_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights beside a known model's configuration that are not its own are damaged, also where they were kept so."""
    place = recorded_recogniser.model(tmp_path, weights=b"cut off").folder
    models.write_manifest(place, source="stick", known=None)
    sha256 = hashlib.sha256((place / "config.json").read_bytes()).hexdigest()
    assert models.opened(place).name == "small"
    monkeypatch.setattr("media.speech.models.configurations", lambda: {sha256})
    assert refused(place) == "model-damaged"
    (place / "manifest.json").unlink()
    assert refused(place) == "model-damaged"


def test_a_model_that_does_not_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that cannot be loaded is not taken, and the folder that was given is named."""
    recorded_recogniser.installed(tmp_path / "there", monkeypatch, fails="load")
    place = recorded_recogniser.model(tmp_path, "mine").folder
    with pytest.raises(BadInput) as error:
        model_download.taken(place, tmp_path / "home")
    assert (error.value.code, error.value.params) == ("model-unreadable", {"folder": str(place)})
    assert models.found(tmp_path / "home") == ()


def damage(home: Path) -> None:
    """Put models into a folder that cannot be used: cut off, without a file, of another kind, unlike their manifest."""
    for name in ("cut", "half", "other", "changed"):
        model_download.taken(recorded_recogniser.model(home.parent, name, weights=name.encode()).folder, home)
    (home / "cut" / "model.bin").write_bytes(b"\x06\0\0\0\x0c\0WhisperSpec\0")
    (home / "half" / "tokenizer.json").unlink()
    (home / "other" / "model.bin").write_bytes(b"GGUF" + b"\0" * 40)
    (home / "changed" / "tokenizer.json").write_text("[]", encoding="utf-8")  # as long as it was


def test_damaged_models_are_seen(tmp_path: Path) -> None:
    """What lies among the models and cannot be used is told with the reason; what was touched alone can be."""
    home = tmp_path / "home"
    damage(home)
    sound = model_download.taken(recorded_recogniser.model(tmp_path, "sound").folder, home)
    os.utime(sound.folder / "model.bin", ns=(1, 1))
    (home / ".coming-in").mkdir()
    (home / "notes.txt").write_text("x", encoding="utf-8")
    told = {one.name: one.wrong.code if one.wrong else "" for one in models.kept(home)}
    assert told == {
        "changed": "model-damaged", "cut": "model-damaged", "half": "model-files-missing",
        "other": "model-other-kind", "sound": "",
    }  # fmt: skip


def test_a_model_is_removed(tmp_path: Path) -> None:
    """A model is removed by its name, whole or not; nothing else is, whatever the name says."""
    home, aside = tmp_path / "home", tmp_path / "aside"
    damage(home)
    (home / ".hidden").mkdir()
    aside.mkdir()
    (aside / "film.mp4").write_bytes(b"x")
    (home / "linked").symlink_to(aside, target_is_directory=True)
    size = sum(path.stat().st_size for path in (home / "cut").iterdir())
    assert models.remove(home, "cut") == size
    models.remove(home, "linked")
    assert (aside / "film.mp4").is_file()
    for name in ("cut", "linked", "", ".", "..", "../aside", ".hidden", str(aside), "home", "half/.."):
        with pytest.raises(BadInput) as error:
            models.remove(home, name)
        assert error.value.code == "model-none-here"
    assert sorted(one.name for one in home.iterdir()) == [".hidden", "changed", "half", "other"]
    assert (aside / "film.mp4").is_file()


@pytest.mark.parametrize(
    ("asked", "meant", "code"),
    [
        ("small", "small", "model-not-here"),
        ("SMALL", "small", "model-not-here"),
        (" Whisper-small", "small", "model-not-here"),
        ("faster-whisper-large-v3-turbo", "large-v3-turbo", "model-not-here"),
        ("smal", "small", "model-near"),
        ("turbo", "large-v3-turbo", "model-near"),
        ("large", "large-v3-turbo", "model-near"),
        ("gigantic", None, "model-unknown"),
        ("", None, "model-unknown"),
    ],
)
def test_what_people_call_a_model(tmp_path: Path, asked: str, meant: str | None, code: str) -> None:
    """A model is found however its letters are written, with or without its family; near misses name the nearest."""
    with pytest.raises((BadInput, NotInstalled)) as error:
        models.named(asked, KNOWN) if not asked else models.chosen(tmp_path, asked=asked)
    params = error.value.params
    assert (error.value.code, params.get("nearest", params.get("name") if meant else None)) == (code, meant)


@pytest.mark.parametrize("typed", ["small", "small/model.bin", "small/config.json", ".", "..", "../.."])
def test_the_folder_that_is_meant(tmp_path: Path, typed: str) -> None:
    """For a model's folder one of its files will do, and a folder above it with no other model in it."""
    recorded_recogniser.model(tmp_path / "stick" / "models")
    place = tmp_path / "stick" / "models" / typed
    assert models.given(place).resolve() == tmp_path / "stick" / "models" / "small"
    assert models.chosen(tmp_path / "home", asked=str(place)).name == "small"
    assert model_download.taken(place, tmp_path / "home").name == "small"


def test_several_models_in_a_folder(tmp_path: Path) -> None:
    """Of a folder with several models none is taken, and they are named; a folder with none is told as before."""
    for name in ("small", "base"):
        recorded_recogniser.model(tmp_path / "stick", name)
    with pytest.raises(BadInput) as error:
        model_download.taken(tmp_path / "stick", tmp_path / "home")
    stick = tmp_path / "stick"
    assert (error.value.code, error.value.params["known"]) == (
        "model-several",
        f"{stick / 'base'}, {stick / 'small'}",
    )
    assert models.given(tmp_path / "nowhere") == tmp_path / "nowhere"
