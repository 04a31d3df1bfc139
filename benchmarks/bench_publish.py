"""`make bench-publish`: what publishing costs beside curl, how late posts are, what an idle service takes.

    python -m benchmarks.bench_publish [--quick] [--markdown docs/...]

Everything is a real process: `campaign run`, `campaign rehearsal serve`, curl. Ends with 1 when a bar is missed.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import largefilm, punctuality, stage, tables
from benchmarks.tables import Row


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    asked = parser.parse_args()
    scale = 10 if asked.quick else 1
    with tempfile.TemporaryDirectory(prefix="campaign-publishing-") as work:
        rows = [*_large(Path(work) / "large", 2000 // scale), *_punctual(Path(work) / "many", scale)]
    print(tables.text(tables.bars("Publishing to the rehearsal Page", rows)))
    sys.exit(0 if all(row.holds for row in rows) else 1)


def _large(folder: Path, megabytes: int) -> list[Row]:
    books = stage.found(folder)
    film = folder / "renders" / "large.mp4"
    largefilm.film(film, megabytes)
    with stage.serving(folder) as served:
        curl = largefilm.curl(served, film, folder / "chunks")
        _tell(f"curl sent {megabytes} MB in {curl.seconds:.1f} s")
        mine = largefilm.ours(folder, books, film)
        _tell(f"the service sent {megabytes} MB in {mine.seconds:.1f} s")
    books.close()
    pace = f"{megabytes / mine.seconds:.0f} MB/s against {megabytes / curl.seconds:.0f}"
    return [
        Row(
            what=f"{megabytes} MB: throughput, ours / curl",
            values=[curl.seconds / mine.seconds],
            least=0.8,
            note=pace,
        ),
        Row(what=f"{megabytes} MB: peak memory of the service", values=[mine.peak_mb], most=150, unit="MB"),
    ]


def _punctual(folder: Path, scale: int) -> list[Row]:
    books = stage.found(folder)
    waiting, posts = 100_000 // scale, 200 // scale
    stage.queue(books, [stage.soon(90 * 86400 + number) for number in range(waiting)])
    _tell(f"{waiting} posts wait")
    with stage.serving(folder):
        late = punctuality.lateness_ms(folder, books, posts)
        _tell(f"{posts} posts were due")
        soon = punctuality.reaction_ms(folder, books, 20)
        share, memory = punctuality.idle(folder, 60)
    books.close()
    among = f"among {waiting} that wait"
    return [
        Row(what=f"{posts} posts in a minute, late: median", values=[_at(late, 0.5)], unit="ms", note=among),
        Row(what=f"{posts} posts in a minute, late: p99", values=[_at(late, 0.99)], most=1000, unit="ms"),
        Row(what="a post for now, by another process: median", values=[_at(soon, 0.5)], unit="ms"),
        Row(what="a post for now, by another process: longest", values=[soon[-1]], most=1000, unit="ms"),
        Row(what="idle service: % of one core", values=[share], most=0.5, note=among),
        Row(what="idle service: memory", values=[memory], most=120, unit="MB"),
    ]


def _at(rising: list[float], share: float) -> float:
    return rising[min(len(rising) - 1, round(share * len(rising)))]


def _tell(said: str) -> None:
    print(said, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
