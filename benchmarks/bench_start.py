"""`make bench-start`: what a command costs before it does anything, and what it imports, beside `sqlite-utils`.

    python -m benchmarks.bench_start [--rounds N] [--rival PROGRAM] [--markdown FILE]

Every command is a real process on a campaign of 8 posts, its output in a file. Ends with 1 when a bar is missed.
"""

import argparse
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import stage, tables
from benchmarks.measuring import cost, environment, processor
from benchmarks.tables import Row, Table
from campaign.posts import drafts, editing
from campaign.settings import settings
from campaign.workspace import opened
from schedules.model import moments

POSTS = 8
BIGGEST = 12
LINE = re.compile(r"import time:\s+(?P<own_us>\d+) \|\s+\d+ \|\s+(?P<module>\S+)")
OURS = str(Path(sys.executable).parent / "campaign")
FLOOR = "import gc; gc.set_threshold(200_000); import sqlmodel; gc.freeze()"  # as campaign/__main__.py does
COMMANDS = {  # what a person types -> the most it may cost, in CPU seconds; --help is held against the rival
    "status": 0.45,
    "post list": 0.45,
    "log": None,
    "--help": None,
}


@dataclass(frozen=True, kw_only=True)
class Library:
    """What the modules of one package, imported, cost by themselves: milliseconds, the least of several runs."""

    name: str
    modules: int
    ms: float


def main() -> None:
    """Measure and print."""
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="campaign-start-") as work:
        folder = Path(work) / "campaign"
        fill(folder)
        rows = measured(folder, asked.rival, asked.rounds)
        found = [tables.bars("CPU of a whole process", rows, notes=_without(asked.rival))]
        for words in ("status", "--help"):
            found.append(shown(words, imported(folder, words.split(), asked.rounds)))
    print("\n".join(map(tables.text, found)))
    if asked.markdown:
        tables.put(asked.markdown, _page(found, asked.rounds))
    sys.exit(0 if all(row.holds for row in rows) else 1)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=9, help="runs of each command (default 9)")
    parser.add_argument(
        "--rival",
        default=shutil.which("sqlite-utils"),
        metavar="PROGRAM",
        help="where sqlite-utils is (default: on the PATH); without it nothing is held against it",
    )
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables into a page, too")
    return parser.parse_args()


def fill(folder: Path) -> None:
    """Found a campaign of 8 dated posts that need nobody's yes."""
    stage.found(folder).close()
    written = settings.load(folder / settings.FILE)
    now = datetime.now(UTC)
    with opened(folder, written) as office:
        for number in range(POSTS):
            due = moments.due_at(now + timedelta(days=1 + number), written.timezone)
            caption = f"Hoe houden zij het vol? Getuigenis {number + 1} van {POSTS}."
            editing.add(office, drafts.Draft(caption=caption, language="nl", due=due), now=now)


def measured(folder: Path, rival: str | None, rounds: int) -> list[Row]:
    """Return what each command costs in CPU seconds, the rounds side by side, and the ratio to the rival's help."""
    asked: dict[str, Sequence[str]] = {words: (OURS, *words.split()) for words in COMMANDS}
    asked["import sqlmodel"] = (sys.executable, "-c", FLOOR)
    if rival:
        asked["sqlite-utils --help"] = (rival, "--help")
    costs: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds + 1):
        for name, command in asked.items():
            spent = cost(command, folder).cpu
            if number:  # the first round compiles what was not yet
                costs[name].append(spent)
    rows = [
        Row(what=f"`campaign {words}`", values=costs[words], most=most, unit="CPU s")
        for words, most in COMMANDS.items()
    ]
    rows.append(
        Row(what="`python -c 'import sqlmodel'`, no command", values=costs["import sqlmodel"], unit="CPU s")
    )
    return rows + (_beside(costs["--help"], costs["sqlite-utils --help"]) if rival else [])


def _beside(ours: list[float], theirs: list[float]) -> list[Row]:
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return [
        Row(what="`sqlite-utils --help`", values=theirs, unit="CPU s"),
        Row(what="`--help`: ours / sqlite-utils", values=ratios, most=1.2),
    ]


def _without(rival: str | None) -> tuple[str, ...]:
    if rival:
        return ()
    return ("sqlite-utils is not installed: `--help` is held against nothing (see --rival).",)


def imported(folder: Path, words: Sequence[str], rounds: int) -> list[Library]:
    """Return what a command imports, a library a line, the most expensive first."""
    program = (sys.executable, "-X", "importtime", "-m", "campaign", *words)
    runs = (
        subprocess.run(program, cwd=folder, env=environment(), capture_output=True, text=True, check=True)
        for _ in range(rounds)
    )
    return libraries(run.stderr for run in runs)


def libraries(reports: Iterable[str]) -> list[Library]:
    """Return the libraries in what `python -X importtime` reported, each run once, the most expensive first."""
    least: dict[str, int] = {}
    for line in (found for report in reports for found in LINE.finditer(report)):
        own = int(line["own_us"])
        least[line["module"]] = min(own, least.get(line["module"], own))
    spent: dict[str, list[int]] = defaultdict(list)
    for module, own in least.items():
        spent[_library(module)].append(own)
    found = [Library(name=name, modules=len(own), ms=sum(own) / 1000) for name, own in spent.items()]
    return sorted(found, key=lambda library: -library.ms)


def _library(module: str) -> str:
    name = module.partition(".")[0]
    return "Python's own" if name in sys.stdlib_module_names or name.startswith("_") else name


def shown(words: str, found: Sequence[Library]) -> Table:
    """Return the table of what a command imports."""
    rest = Library(name="all others", modules=_modules(found[BIGGEST:]), ms=_ms(found[BIGGEST:]))
    whole = Library(name="together", modules=_modules(found), ms=_ms(found))
    lines = [(one.name, str(one.modules), f"{one.ms:.1f}") for one in (*found[:BIGGEST], rest, whole)]
    title = f"What `campaign {words}` imports"
    return Table(title=title, columns=("library", "modules", "ms"), rows=lines)


def _modules(found: Iterable[Library]) -> int:
    return sum(one.modules for one in found)


def _ms(found: Iterable[Library]) -> float:
    return sum(one.ms for one in found)


def _page(found: Sequence[Table], rounds: int) -> str:
    words = (Path(__file__).parent / "start.md").read_text(encoding="utf-8")
    on = f"{processor()}, {platform.system()}, Python {platform.python_version()}"
    return "\n".join([words, f"Measured on {on}; {rounds} rounds.", "", *map(tables.markdown, found)])


if __name__ == "__main__":
    main()
