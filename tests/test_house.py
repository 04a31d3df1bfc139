"""The house stands as docs/design.md draws it: one door per dependency, no clock or print below the desk."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from tests.paths import REPOSITORY

ROOMS = ("campaign", "media", "schedules")
SQL = ("schedules/archive.py", "schedules/batch.py", "schedules/errands.py", "schedules/journal.py",
       "schedules/ledger.py", "schedules/models.py", "schedules/moves.py", "schedules/people.py",
       "schedules/remote.py", "schedules/returning.py", "schedules/store.py",
       "schedules/voiding.py", "schedules/withdrawals.py", "schedules/migrations/*")  # fmt: skip
DOORS = {  # what is imported -> the files that may
    "click": ("campaign/cli/*",),
    "babel": ("campaign/sentences/locales.py", "campaign/cli/catalogue.py"),
    "jinja2": ("campaign/preview.py", "campaign/releases.py", "campaign/report.py"),
    "rich": ("campaign/cli/*",),
    "sqlmodel": SQL,
    "sqlalchemy": SQL,
    "alembic": ("schedules/migrations/*",),
    "apscheduler": ("schedules/service.py",),
    "facebook": ("schedules/doorway.py",),
    "requests": ("schedules/doorway.py",),
    "flask": ("schedules/rehearsal/*",),
    "filelock": ("schedules/service.py", "schedules/rehearsal/*"),
    "holidays": ("campaign/feasts.py",),
    "smtplib": ("campaign/mailing.py",),
    "keyring": ("campaign/keychain.py",),
    "platformdirs": ("campaign/keychain.py",),
    "moviepy": ("media/*",),
    "imageio_ffmpeg": ("media/encoder.py",),
    "PIL": ("media/*",),
    "numpy": ("media/*",),
    "openpyxl": ("campaign/workbooks.py",),
    "pysubs2": ("media/subtitles.py",),
    "fontTools": ("media/lettering.py",),
}
NAMES = {
    "facebook-sdk": "facebook",
    "imageio-ffmpeg": "imageio_ffmpeg",
    "pillow": "PIL",
    "fonttools": "fontTools",
}
HEAVY = {"moviepy", "imageio_ffmpeg"}  # imported when first needed, never at the top of a module
AT_THE_DESK = {
    "print",
    "input",
    "os.environ",
    "os.getenv",
    "datetime.now",
    "datetime.today",
    "date.today",
    "time.time",
}


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of ours by its path, parsed."""
    paths = [path for room in ROOMS for path in sorted((REPOSITORY / room).rglob("*.py"))]
    return {p.relative_to(REPOSITORY).as_posix(): ast.parse(p.read_text(encoding="utf-8")) for p in paths}


def may(path: str, allowed: tuple[str, ...]) -> bool:
    """Tell whether a path is one of those allowed; `room/*` is everything in the room."""
    return any(path.startswith(door[:-1]) if door.endswith("/*") else path == door for door in allowed)


def imports(tree: ast.AST) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield (package, names taken from it) of every import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], frozenset()) for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0], frozenset(alias.name for alias in node.names)


@pytest.mark.parametrize("path", modules())
def test_one_door_per_dependency(path: str) -> None:
    """A dependency is imported by its door alone; `Session` as the type of a parameter may go anywhere."""
    for package, names in imports(modules()[path]):
        if package == "sqlmodel" and names == {"Session"}:
            continue
        assert may(path, DOORS.get(package, (path,))), (
            f"{path} imports {package}: its door is {DOORS[package]}"
        )


@pytest.mark.parametrize("path", modules())
def test_heavy_imports_wait(path: str) -> None:
    """MoviePy is imported inside functions, when a film is at hand."""
    for node in modules()[path].body:
        assert HEAVY.isdisjoint(
            package for package, _ in imports(node) if isinstance(node, ast.Import | ast.ImportFrom)
        )


def test_every_dependency_has_a_door() -> None:
    """Every dependency of pyproject.toml is in the table of doors and in the table of docs/design.md."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    design = (REPOSITORY / "docs/design.md").read_text(encoding="utf-8")
    for line in project["dependencies"]:
        name = re.split(r"[<>=!~; ]", line)[0]
        assert NAMES.get(name, name) in DOORS or name == "tzdata"
        assert re.search(rf"(?m)^\|[^|]*\b{re.escape(name)}\b", design), (
            f"docs/design.md does not say what {name} is for"
        )


@pytest.mark.parametrize("path", [path for path in modules() if not path.startswith("campaign/cli/")])
def test_world_is_at_the_desk(path: str) -> None:
    """Printing, environment and clock are the desk's alone; below, `now` is a parameter."""
    for node in ast.walk(modules()[path]):
        if isinstance(node, ast.Name | ast.Attribute):
            name = (
                ast.unparse(node).replace("datetime.datetime", "datetime").replace("datetime.date.", "date.")
            )
            assert name not in AT_THE_DESK, f"{path}:{node.lineno} says {name}: let the desk pass it in"


def test_basenames_are_unique() -> None:
    """A file's name occurs once in the house (errors.py twice), and never shadows a library."""
    seen: dict[str, str] = {}
    for path in modules():
        name = PurePosixPath(path).stem
        if name.startswith("__"):
            continue
        assert name == "errors" or name not in seen, f"{path} and {seen[name]}"
        assert name not in DOORS, f"{path} bears the name of a dependency"
        assert name not in sys.stdlib_module_names, f"{path} bears the name of a standard module"
        seen[name] = path


@pytest.mark.parametrize("path", modules())
def test_size_and_docstring(path: str) -> None:
    """A module says what it is for and has at most 300 lines; no function has more than 40."""
    tree = modules()[path]
    assert ast.get_docstring(tree), f"{path} has no docstring"
    assert len((REPOSITORY / path).read_text(encoding="utf-8").splitlines()) <= 300
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and "/versions/" not in path:
            assert (node.end_lineno or 0) - node.lineno < 40, f"{path}:{node.lineno} {node.name} is too long"


@pytest.mark.parametrize("path", sorted((REPOSITORY / "tests").glob("*.py")), ids=lambda path: path.name)
def test_tests_are_promises(path: Path) -> None:
    """Every test says its promise in one line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            promise = ast.get_docstring(node) or ""
            assert promise and "\n" not in promise, f"{path.name}:{node.lineno} {node.name}"  # noqa: PT018  # one promise
