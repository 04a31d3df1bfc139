"""Print the proof: `python -m benchmarks.proof [--long] [--only LAYER] [--seed N] [--replay NAME]`."""

import argparse
import platform
import sqlite3
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.proof import layers, simulate
from benchmarks.proof.books import Books
from benchmarks.proof.faults import KINDS
from benchmarks.proof.planted import PLANTED
from benchmarks.proof.simulate import Tally

COLUMNS = ("layer", "trials", "exactly once", "called off", "undecided", "lost", "doubled", "comment doubled",
           "orphans", "seed")  # fmt: skip
LOG = """SELECT at, event, state, params FROM event WHERE post_number = (SELECT max(number) FROM post) ORDER BY id"""
SHOWN = 10  # broken trials named


def main() -> int:
    """Prove, print one table, and return 0 if every promise held and every planted fault was caught."""
    asked = _arguments().parse_args()
    if asked.replay:
        return _replay(asked.replay)
    screen = Console(width=None if sys.stdout.isatty() else 118)
    chosen = [asked.only] if asked.only else [*layers.LAYERS, "planted"]
    tallies = [_told(screen, layers.timed(one, asked.seed, asked.long)) for one in chosen if one != "planted"]
    found = {name: layers.caught(name, asked.seed) for name in PLANTED} if "planted" in chosen else {}
    screen.print(_table(tallies))
    screen.print(_by_kind(tallies))
    if found:
        screen.print(_planted(found, asked.seed))
    _name_broken(screen, tallies)
    screen.print(_where(tallies), style="dim")
    return 0 if all(one.holds for one in tallies) and all(place for place, _ in found.values()) else 1


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.proof", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of everything drawn (default 1)")
    parser.add_argument(
        "--long", action="store_true", help="all pairs, 100,000 random trials, 1,000 real ones"
    )
    parser.add_argument("--only", choices=[*layers.LAYERS, "planted"], help="one layer alone")
    parser.add_argument(
        "--replay", metavar="NAME", help="one trial again, by its name: text:7, or `text then kill at ...`"
    )
    return parser


def _told(screen: Console, tally: Tally) -> Tally:
    off = f", {tally.called_off:,} called off" if tally.called_off else ""
    counted = f"{tally.once:,} of {tally.trials:,} exactly once{off}, in {tally.seconds:.0f} s"
    screen.print(f"{tally.layer}: {counted}", style="dim")
    return tally


def _table(tallies: list[Tally]) -> Table:
    table = Table(*COLUMNS)
    for one in tallies:
        numbers = (one.trials, one.once, one.called_off, one.undecided, one.lost, one.doubled)
        numbers += (one.said_twice, one.orphans)
        layer = f"{one.layer} ({one.kills} kills)" if one.kills else one.layer
        table.add_row(layer, *(f"{number:,}" for number in numbers), one.seed)
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def _by_kind(tallies: list[Tally]) -> Table:
    table = Table("trials of", *KINDS)
    for one in tallies:
        table.add_row(one.layer, *(f"{one.kinds[kind]:,}" for kind in KINDS))
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def _planted(found: dict[str, tuple[int, str]], seed: int) -> Table:
    table = Table("planted fault", "caught in trial", f"how (seed {seed})")
    for name, (place, how) in found.items():
        table.add_row(name, str(place) if place else "NOT CAUGHT", how)
    return table


def _name_broken(screen: Console, tallies: list[Tally]) -> None:
    for tally in tallies:
        for name in tally.broken[:SHOWN]:
            screen.print(f"BROKEN in {tally.layer}: {name}")


def _where(tallies: list[Tally]) -> str:
    spent = ", ".join(f"{one.layer} {one.trials / (one.seconds or 1):.1f}/s" for one in tallies)
    return f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}. Trials: {spent}."


def _replay(name: str) -> int:
    with tempfile.TemporaryDirectory(dir=simulate.scratch()) as folder:
        books = Books(Path(folder))
        outcome = simulate.named(name).play(books)
        for row in books.rows(LOG):
            print(*row)
        books.close()
    print(outcome)
    return 1 if outcome.broken else 0


if __name__ == "__main__":
    sys.exit(main())
