"""The same film made by every program, in alternating order, and what each costs beside the others."""

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from statistics import median

from benchmarks import artwork, measuring, ours, quality
from benchmarks.job import Job
from benchmarks.measuring import Cost
from benchmarks.quality import Facts
from benchmarks.tables import Row, Table, bars

A, A2, B, F4, OURS = (
    "A MoviePy tutorial",
    "A2 same, black ground",
    "B usual ffmpeg graph",
    "F4 tuned graph",
    "ours",
)
MOST_OF_F4, MOST_MB = 1.05, 600
Round = dict[str, Cost]
Tell = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Contest:
    """What was measured on one film: a cost per program and round, and one film of each looked at."""

    name: str
    rounds: list[Round]
    drawing: Cost
    facts: dict[str, Facts]

    def costs(self, program: str) -> list[Cost]:
        """All costs of a program."""
        return [one[program] for one in self.rounds if program in one]

    @property
    def full(self) -> Cost:
        """Ours: the run with the median CPU time, that other runs of ours are held against."""
        return sorted(self.costs(OURS), key=lambda cost: cost.cpu)[len(self.costs(OURS)) // 2]


def held(
    name: str,
    job: Job,
    slug: str,
    template: Path,
    work: Path,
    *,
    rounds: int,
    tutorials: Sequence[str],
    tutorial_rounds: int,
    tell: Tell,
) -> Contest:
    """Let all programs make the film, each round in the opposite order; tutorials in the first ones alone."""
    artwork.draw(job)
    drawing = measuring.cost([sys.executable, "-m", "benchmarks.artwork", str(job.folder)])
    done: list[Round] = []
    facts: dict[str, Facts] = {}
    for number in range(rounds):
        programs = [*(tutorials if number < tutorial_rounds else ()), B, F4, OURS]
        costs: Round = {}
        for program in programs if number % 2 == 0 else programs[::-1]:
            costs[program], film = _made(program, job, slug, template, work)
            tell(f"{name}, round {number + 1}: {program}: {costs[program].cpu:.1f} CPU s")
            if program not in facts:
                facts[program] = quality.facts(film, job)
        done.append(costs)
    return Contest(name=name, rounds=done, drawing=drawing, facts=facts)


def _made(program: str, job: Job, slug: str, template: Path, work: Path) -> tuple[Cost, Path]:
    if program == OURS:
        cost, films = ours.render(ours.copied(template, work / "ours"), slug, *ours.STANDARD)
        return cost, films[0]
    module = {A: "tutorial_moviepy", A2: "tutorial_moviepy", B: "usual_graph", F4: "tuned_graph"}[program]
    out = work / f"{module}.mp4"
    words = [sys.executable, "-m", f"benchmarks.{module}", str(job.folder), str(out)]
    return measuring.cost([*words, "--black"] if program == A2 else words), out


def table(contest: Contest) -> Table:
    """Medians of every program."""
    rows = []
    for program in sorted(contest.facts):
        costs, facts = contest.costs(program), contest.facts[program]
        cpu = [cost.cpu for cost in costs]
        rows.append([
            program, str(len(costs)), f"{median(cpu):.1f}", f"{min(cpu):.1f} – {max(cpu):.1f}",
            f"{median(cost.wall for cost in costs):.1f}", f"{max(cost.peak_mb for cost in costs):.0f}",
            f"{facts.size / 1e6:.1f}", f"{facts.seconds:.2f}", str(facts.frames),
        ])  # fmt: skip
    columns = ("program", "runs", "CPU s", "range", "wall s", "peak MB", "size MB", "length s", "frames")
    drawn = (
        f"Drawing F4's pictures beforehand costs another {contest.drawing.cpu:.2f} CPU s, not counted above."
    )
    return Table(title=f"{contest.name}: every program", columns=columns, rows=rows, notes=[drawn])


def rows(contest: Contest) -> list[Row]:
    """Ours beside the others, round by round, with the bars of the issue."""

    def beside(mine: str, other: str, extra: float = 0) -> list[float]:
        both = [one for one in contest.rounds if mine in one and other in one]
        return [one[mine].cpu / (one[other].cpu + extra) for one in both]

    drawing = contest.drawing.cpu
    found = [
        Row(what="CPU: ours / F4", values=beside(OURS, F4), most=MOST_OF_F4),
        Row(what="CPU: ours / (F4 + its drawing)", values=beside(OURS, F4, drawing)),
        Row(what="CPU: ours / B", values=beside(OURS, B), most=0.90),
    ]
    if A in contest.facts:
        found.append(Row(what="CPU: A / ours", values=beside(A, OURS), least=2.3))
    if A2 in contest.facts:
        found.append(Row(what="CPU: A2 / ours", values=beside(A2, OURS)))
    walls = [one[OURS].wall / one[F4].wall for one in contest.rounds]
    peaks = [max(cost.peak_mb for cost in contest.costs(OURS))]
    return [
        *found,
        Row(what="wall: ours / F4", values=walls),
        Row(
            what="peak memory of ours",
            values=peaks,
            most=MOST_MB,
            unit="MB",
            note="all processes together, highest run",
        ),
    ]


def judged(contest: Contest) -> Table:
    """The ratios as a table."""
    return bars(f"{contest.name}: ratios per round", rows(contest))


def likeness(contest: Contest) -> Table:
    """What came out: likeness to the source, colour, loudness."""
    found = []
    for program, facts in sorted(contest.facts.items()):
        amber = " ".join(f"{one:.0f}" for one in facts.amber)
        found.append([
            program, _decibels(facts.luma_db), _decibels(facts.chroma_db), amber, f"{facts.lufs:.1f}",
            f"{facts.true_peak:.1f}",
        ])  # fmt: skip
    amber = " ".join(f"{one:.0f}" for one in quality.AMBER)
    columns = ("program", "PSNR Y dB", "PSNR C dB", f"amber Y Cb Cr ({amber})", "LUFS", "true peak dBTP")
    return Table(title=f"{contest.name}: what came out", columns=columns, rows=found)


def _decibels(value: float) -> str:
    return "exact" if value == inf else f"{value:.2f}"


def cleared(folder: Path) -> None:
    """Remove what the runs left."""
    shutil.rmtree(folder, ignore_errors=True)
