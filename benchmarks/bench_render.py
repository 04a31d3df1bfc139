"""`make bench-render`: our rendering beside three other programs, what corrections cost, and every bar of the house.

    python -m benchmarks.bench_render [--quick] [--runs N] [--markdown docs/benchmarks.md]

Films and runs lie in a folder outside the repository. Ends with 1 when a bar is missed. Needs Linux, about 2 GB.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf
from pathlib import Path

from benchmarks import contest, looks, material, mending, ours, running, tables, together, word_spoken
from benchmarks import job as jobs
from benchmarks.contest import Contest
from benchmarks.job import FPS, Job
from benchmarks.measuring import CommandFailed, processor
from benchmarks.tables import Row, Table

REPOSITORY = Path(__file__).parent.parent
_REAL = (
    ("speech", "timecode-speech.mp4", 1272),
    ("silhouette", "person-silhouette.mp4", 732),
)  # all their frames


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What is asked for, where the work is done, and who is told how far it is."""

    asked: argparse.Namespace
    work: Path
    tell: Callable[[str], None]


def main() -> None:
    """Measure, print, write the page."""
    asked = _asked()
    began = time.monotonic()

    def tell(said: str) -> None:
        print(f"[{time.monotonic() - began:5.0f} s] {said}", file=sys.stderr, flush=True)

    work: Path = asked.folder / "work"
    contest.cleared(work)
    work.mkdir(parents=True)
    found, missed = [], False
    try:
        for table, holds in _tables(Bench(asked=asked, work=work, tell=tell)):
            print(tables.text(table), flush=True)
            found.append(table)
            missed = missed or not holds
    finally:
        contest.cleared(work)
    tell("done")
    if asked.markdown:
        tables.put(asked.markdown, _page(found, asked))
    sys.exit(1 if missed else 0)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "campaign-benchmarks")
    parser.add_argument(
        "--runs", type=int, default=3, help="rounds on the synthetic film (the others: one less)"
    )
    parser.add_argument(
        "--tutorial-runs", type=int, default=1, help="rounds in which MoviePy's programs run too"
    )
    parser.add_argument(
        "--quick", action="store_true", help="films of 10 s, one round: to try the machinery out"
    )
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables as a page, too")
    asked = parser.parse_args()
    asked.folder = asked.folder.absolute()
    asked.runs = 1 if asked.quick else asked.runs
    return asked


def _tables(bench: Bench) -> Iterator[tuple[Table, bool]]:
    """Yield every table, and whether all its bars hold."""
    films = _films(bench)
    template = bench.work / "campaign"
    for job in films.values():
        jobs.save(job)
    ours.found(template, films)
    contests = [_contest(bench, slug, job, template) for slug, job in films.items()]
    for held in contests:
        yield contest.table(held), True
        yield contest.judged(held), all(row.holds for row in contest.rows(held))
        yield contest.likeness(held), True
    yield from _further(bench, films, template, contests)


def _films(bench: Bench) -> dict[str, Job]:
    """The films by their slugs; real ones are left out when they are not at hand."""
    seconds = 10 if bench.asked.quick else 60
    bench.tell("the synthetic film (a minute, the first time)")
    made = material.film(bench.asked.folder, seconds)
    films = {"synthetic": Job(film=made, folder=bench.work / "synthetic", frames=seconds * FPS)}
    folder = Path(os.environ.get("CAMPAIGN_TEST_FILMS") or REPOSITORY.parent / "shared" / "films")
    for slug, name, frames in _REAL:
        if (folder / name).is_file():
            shown = min(frames, seconds * FPS)
            films[slug] = Job(film=folder / name, folder=bench.work / slug, frames=shown)
        else:
            bench.tell(f"no {name}: name its folder in CAMPAIGN_TEST_FILMS to be judged on it, too")
    return films


def _contest(bench: Bench, slug: str, job: Job, template: Path) -> Contest:
    name, tutorials = {
        "synthetic": ("Synthetic film, 1080p", (contest.A, contest.A2)),
        "speech": ("Real speech, 720p made 1080p", (contest.A,)),
        "silhouette": ("Real person, hardly a sound, 720p made 1080p", ()),
    }[slug]
    return contest.held(
        f"{name}, {job.film_ms / 1000:.0f} s", job, slug, template, bench.work,
        rounds=bench.asked.runs if slug == "synthetic" else max(1, bench.asked.runs - 1),
        tutorials=tutorials, tutorial_rounds=bench.asked.tutorial_runs, tell=bench.tell,
    )  # fmt: skip


def _further(
    bench: Bench, films: dict[str, Job], template: Path, contests: list[Contest]
) -> Iterator[tuple[Table, bool]]:
    """What only ours does: corrections, several films, a preview; one that fails is said and counts as missed."""
    slugs, held, alone = tuple(films)[:2], contests[0], [one.full for one in contests[:2]]
    rows: list[Row] = []
    failed: list[str] = []
    mended: list[Table] = []

    def tried(what: str, step: Callable[[], list[Row]]) -> None:
        try:
            rows.extend(step())
        except CommandFailed as broken:
            bench.tell(str(broken))
            failed.append(f"FAILED: {what}: {str(broken).strip().splitlines()[-1]}")

    def corrections() -> list[Row]:
        found, table = mending.corrected(
            films[slugs[0]], slugs[0], template, bench.work, held.full, bench.tell
        )
        mended.append(table)
        return found

    tried("corrections", corrections)
    if ours.can("--preview"):
        tried("preview", lambda: [together.preview(slugs[0], template, bench.work, held.full, bench.tell)])
    else:
        failed.append("There is no --preview yet.")
    tried("word spoken", lambda: [word_spoken.row(films[slugs[0]], slugs[0], template, bench.work,
                                                  rounds=bench.asked.runs, tell=bench.tell)])  # fmt: skip
    tried("several", lambda: [together.several(slugs[0], template, bench.work, alone[0], bench.tell)])
    if len(slugs) > 1:
        tried(
            "two at once", lambda: [together.at_the_same_time(slugs, template, bench.work, alone, bench.tell)]
        )
    title = f"Corrections, several films, preview ({held.full.cpu:.1f} CPU s for a full run)"
    yield tables.bars(title, rows, failed), all(row.holds for row in rows) and not failed
    for table in mended:
        yield table, "NO" not in table.rows[-1]
    yield _looks(bench, films[slugs[0]], slugs[0], held, rows)


def _looks(bench: Bench, job: Job, slug: str, held: Contest, rows: list[Row]) -> tuple[Table, bool]:
    """Both looks: what was measured of the classic one, and the look "band" with the same film."""
    template = bench.work / "campaign-band"
    ours.found(template, {slug: job}, "band")
    said = {row.what: row.values[0] for row in rows}
    cue, nothing = (said.get(what, inf) for what in (mending.CUE, mending.NOTHING))
    found = [looks.classic(held, cue, nothing)]
    found += looks.band(job, slug, template, bench.work, rounds=bench.asked.runs, tell=bench.tell)
    return looks.table(found)


def _page(found: list[Table], asked: argparse.Namespace) -> str:
    ffmpeg = running.ffmpeg(["-version"]).partition("Copyright")[0].strip()
    words = (REPOSITORY / "benchmarks/page.md").read_text(encoding="utf-8")
    said = f"Measured on {processor()}, {platform.system()}, {ffmpeg}, Python "
    said += (
        f"{platform.python_version()}; {asked.runs} rounds{', quick films of 10 s' if asked.quick else ''}."
    )
    return "\n".join([words, said, "", *map(tables.markdown, found)])


if __name__ == "__main__":
    main()
