"""`make bench-publish`: what publishing costs beside curl, how late posts are, what an idle service takes.

    python -m benchmarks.bench_publish [--quick] [--only film|posts] [--rounds N] [--folder DIR] [--markdown FILE]

Everything is a real process: `campaign run`, `campaign rehearsal serve`, curl. Ends with 1 when a bar is missed.
"""

import argparse
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import largefilm, punctuality, stage, tables
from benchmarks.largefilm import Upload
from benchmarks.measuring import processor
from benchmarks.tables import Row


def main() -> None:
    """Measure and print."""
    asked = _asked()
    scale = 10 if asked.quick else 1
    rows = []
    with tempfile.TemporaryDirectory(prefix="campaign-publishing-", dir=asked.folder) as work:
        if asked.only != "posts":
            rows += _large(Path(work) / "large", 2000 // scale, asked.rounds)
        if asked.only != "film":
            rows += _punctual(Path(work) / "many", scale)
    table = tables.bars("Publishing to the rehearsal Page", rows)
    print(tables.text(table))
    if asked.markdown:
        tables.put(asked.markdown, _page(table, asked))
    sys.exit(0 if all(row.holds for row in rows) else 1)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    parser.add_argument("--only", choices=("film", "posts"), help="one half of it")
    parser.add_argument(
        "--folder", type=Path, help="where to work: 6 GB; in memory, no other program's disk is felt"
    )
    parser.add_argument("--rounds", type=int, default=3, help="uploads of each side (default 3)")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the table into a page, too")
    asked = parser.parse_args()
    if asked.only and asked.markdown:
        parser.error("half a table does not go into the page: --only or --markdown")
    return asked


def _page(table: tables.Table, asked: argparse.Namespace) -> str:
    words = (Path(__file__).parent / "publishing.md").read_text(encoding="utf-8")
    on = f"{processor()}, {platform.system()}, Python {platform.python_version()}"
    said = f"Measured on {on}; {asked.rounds} rounds{', a tenth of everything' if asked.quick else ''}."
    return "\n".join([words, said, "", tables.markdown(table)])


def _large(folder: Path, megabytes: int, rounds: int) -> list[Row]:
    books = stage.found(folder)
    film = folder / "renders" / "large.mp4"
    largefilm.film(film, megabytes)
    pairs = []
    with stage.serving(folder) as served:
        senders = [
            lambda: largefilm.curl(served, folder, film, folder / "chunks"),
            lambda: largefilm.ours(folder, books, film),
        ]
        for number in range(rounds):
            pairs.append(_one_round(senders, ours_first=number % 2 == 1))
            _tell(
                f"{megabytes} MB: curl {pairs[-1][0].seconds:.1f} s, the service {pairs[-1][1].seconds:.1f} s"
            )
    books.close()
    return _beside(megabytes, pairs)


def _one_round(senders: list[Callable[[], Upload]], *, ours_first: bool) -> tuple[Upload, Upload]:
    """Let both send, in this order; returns curl's upload and ours."""
    first, second = (sender() for sender in (reversed(senders) if ours_first else senders))
    curl, ours = (second, first) if ours_first else (first, second)
    if not ours.as_chunked_as(curl):
        raise SystemExit("the service and curl did not send the same chunks")
    return curl, ours


def _beside(megabytes: int, pairs: list[tuple[Upload, Upload]]) -> list[Row]:
    what, chunks = f"{megabytes} MB", f"{len(pairs[0][0].bodies)} chunks each"
    paces = [[megabytes / one.seconds for one in side] for side in zip(*pairs, strict=True)]
    ratios = [curl.seconds / ours.seconds for curl, ours in pairs]
    peak = max(ours.peak_mb for _, ours in pairs)
    return [
        Row(what=f"{what}: throughput, ours / curl", values=ratios, least=0.8, note=chunks),
        Row(what=f"{what}: curl", values=paces[0], unit="MB/s"),
        Row(what=f"{what}: ours", values=paces[1], unit="MB/s"),
        Row(
            what=f"{what}: peak memory of the service", values=[peak], most=150, unit="MB", note="highest run"
        ),
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
        moved = punctuality.moved_ms(folder, books, 20)
        _tell("posts were added and films moved")
        share, memory = punctuality.idle(folder, 60)
    books.close()
    among = f"among {waiting} that wait"
    return [
        Row(what=f"{posts} posts in a minute, late: median", values=[_at(late, 0.5)], unit="ms", note=among),
        Row(what=f"{posts} posts in a minute, late: p99", values=[_at(late, 0.99)], most=1000, unit="ms"),
        Row(what="a post for now, by another process: median", values=[_at(soon, 0.5)], unit="ms"),
        Row(what="a post for now, by another process: longest", values=[soon[-1]], most=1000, unit="ms"),
        Row(what="a staged film moved to now: median", values=[_at(moved, 0.5)], unit="ms"),
        Row(what="a staged film moved to now: longest", values=[moved[-1]], most=1000, unit="ms"),
        Row(what="idle service: % of one core", values=[share], most=0.5, note=among),
        Row(what="idle service: memory", values=[memory], most=120, unit="MB"),
    ]


def _at(rising: list[float], share: float) -> float:
    return rising[min(len(rising) - 1, round(share * len(rising)))]


def _tell(said: str) -> None:
    print(said, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
