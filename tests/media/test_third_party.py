"""What is carried of other people's programs is what they published, but for what is listed."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from tests.paths import REPOSITORY

CARRIED = REPOSITORY / "media/third_party"
ORIGINS = sorted(CARRIED.glob("*/ORIGIN.toml"))
OURS = {
    "__init__.py",
    "ORIGIN.toml",
    "video/fx/__init__.py",
}  # a docstring each; theirs would import all there is


def original(text: str, name: str) -> str:
    """Take back the two changes that ORIGIN.toml lists."""
    text = re.sub("^# not carried: ", "", text, flags=re.MULTILINE)
    return re.sub(rf"^( *from )media\.third_party\.{name}\b", rf"\1{name}", text, flags=re.MULTILINE)


def carried(folder: Path) -> set[str]:
    """Return the files of a folder, by their paths in it."""
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in files if not name.endswith(".pyc")}


@pytest.mark.parametrize("origin", ORIGINS, ids=lambda path: path.parent.name)
def test_carried_files_are_what_was_published(origin: Path) -> None:
    """Each file, its listed changes taken back, has the hash of the original; no file has slipped in beside them."""
    said = tomllib.loads(origin.read_text(encoding="utf-8"))
    found = {
        file: hashlib.sha256(
            original((origin.parent / file).read_text(encoding="utf-8"), said["name"]).encode()
        ).hexdigest()
        for file in said["files"]
    }
    assert found == said["files"]
    assert carried(origin.parent) == {*said["files"], *OURS}


@pytest.mark.parametrize("origin", ORIGINS, ids=lambda path: path.parent.name)
def test_carried_files_reach_for_nothing(origin: Path) -> None:
    """None of them imports what starts programs, reads a `.env`, opens pictures or talks: only numbers and pixels."""
    lines = [
        line
        for path in origin.parent.rglob("*.py")
        for line in re.findall(r"^ *(?:import|from) .*", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    ]
    reaching = r"subprocess|dotenv|imageio|socket|urllib|requests|ctypes|shutil|ffmpeg|ffplay"
    assert [line for line in lines if re.search(reaching, line)] == []
    assert lines
