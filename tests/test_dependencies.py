"""What we depend on is mended, written down with hashes, and leaves other people's programs alone."""

import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.paths import REPOSITORY

PYPROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = [Requirement(line) for line in PYPROJECT["project"]["dependencies"]]
BUILD = [Requirement(line) for line in PYPROJECT["build-system"]["requires"]]
LOCK = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
MENDED = tomllib.loads((REPOSITORY / ".ci/mended.toml").read_text(encoding="utf-8"))["mended"]


def locked() -> Iterator[tuple[str, Version]]:
    """Yield (name, version) of all that the lock file pins; one that differs by Python stands there twice."""
    for name, version in re.findall(r"(?m)^([\w.-]+)==([\w.]+)", LOCK):
        yield canonicalize_name(name), Version(version)


def floors() -> dict[str, Version]:
    """Return the oldest release of each dependency that may be installed."""
    return {
        canonicalize_name(one.name): Version(bound.version)
        for one in [*WANTED, *BUILD]
        for bound in one.specifier
        if bound.operator == ">="
    }


@pytest.mark.parametrize("row", MENDED, ids=lambda row: row["package"])
def test_no_floor_is_below_a_mended_release(row: dict[str, str]) -> None:
    """Of each package in whose older releases a hole is known, the floor, the lock and what is installed are mended."""
    least, name = Version(row["version"]), canonicalize_name(row["package"])
    assert floors()[name] >= least
    assert [version for known, version in locked() if known == name and version < least] == []
    if name not in {canonicalize_name(one.name) for one in BUILD}:
        assert Version(importlib.metadata.version(name)) >= least
    assert all(re.fullmatch(r"CVE-\d{4}-\d{4,}", advisory) for advisory in row["advisories"])


def test_pillow_is_mended_whatever_moviepy_says() -> None:
    """Pillow is 12.3 or newer, and nothing that we ask for holds it back or reads a `.env`."""
    assert floors()["pillow"] >= Version("12.3")
    names = {name for name, _ in locked()}
    assert names & {"moviepy", "python-dotenv", "imageio"} == set()
    assert {"pillow", "imageio-ffmpeg", "decorator"} <= names


def test_the_lock_file_is_that_of_pyproject() -> None:
    """Every dependency is locked at a version that pyproject.toml allows; `make lock` writes it anew."""
    found: dict[str, list[Version]] = {}
    for name, version in locked():
        found.setdefault(name, []).append(version)
    wrong = {
        one.name: found.get(canonicalize_name(one.name))
        for one in WANTED
        if not found.get(canonicalize_name(one.name))
        or not all(one.specifier.contains(version) for version in found[canonicalize_name(one.name)])
    }
    assert wrong == {}


def test_every_part_of_the_lock_file_has_hashes_and_no_address() -> None:
    """Each pin bears SHA-256 hashes, of wheels for every system; no registry, file or link is named."""
    parts = re.split(r"(?m)^(?=[\w.-]+==)", LOCK)[1:]
    assert [
        part.splitlines()[0] for part in parts if not re.search(r"--hash=sha256:[0-9a-f]{64}", part)
    ] == []
    assert [line for line in LOCK.splitlines() if re.search(r"://|--index|--find-links| @ |^-", line)] == []
    assert next(part for part in parts if part.startswith("pillow==")).count("--hash") > 40
    assert next(part for part in parts if part.startswith("imageio-ffmpeg==")).count("--hash") >= 6
    assert "pywin32-ctypes==" in LOCK
    assert "sys_platform == 'win32'" in LOCK


def test_what_is_installed_is_allowed() -> None:
    """The environment of these tests holds what pyproject.toml asks for."""
    wrong = {
        one.name: importlib.metadata.version(one.name)
        for one in WANTED
        if not one.specifier.contains(importlib.metadata.version(one.name), prereleases=True)
    }
    assert wrong == {}


def test_no_package_of_ours_bears_anothers_name() -> None:
    """What the wheel brings are our three storeys: a MoviePy that somebody has installed stays what it is."""
    packages = PYPROJECT["tool"]["setuptools"]["packages"]
    assert {name.partition(".")[0] for name in packages} == {"campaign", "media", "schedules"}
    assert "media.third_party.moviepy.video.compositing" in packages
    folders = {path.parent for path in (REPOSITORY / "media/third_party").rglob("*.py")}
    assert {path.relative_to(REPOSITORY).as_posix().replace("/", ".") for path in folders} <= set(packages)
    assert "moviepy" not in sys.modules
