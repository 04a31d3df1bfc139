"""Both looks side by side: the standard job beside the best graph written by hand for the very same picture.

The look "band" is measured in landscape, where the film fills the frame, and in portrait, where it stands on a band.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks import band_artwork, contest, measuring, mending, ours, running
from benchmarks import job as jobs
from benchmarks.contest import F4, OURS, Contest, Tell
from benchmarks.job import Job
from benchmarks.measuring import Cost
from benchmarks.tables import Table

FORMATS = ("landscape", "portrait")
_BARS = {
    "ratio": contest.MOST_OF_F4,
    "cue": mending.MOST_OF_A_CUE,
    "nothing": mending.MOST_FOR_NOTHING,
    "memory": contest.MOST_MB,
}
_SAID = {
    "ratio": "CPU of the standard job, ours / F4 for the same picture",
    "cue": "one cue changed / full run",
    "nothing": "nothing changed: CPU s",
    "memory": "peak memory of ours: MB, all processes together",
}


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A look in a format: CPU s of F4 and of ours in each round, and what the bars are for."""

    name: str
    theirs: Sequence[float]
    ours: Sequence[float]
    figures: dict[str, float]
    alike_db: float | None = None


def classic(held: Contest, cue: float, nothing: float) -> Measured:
    """What the contest on the synthetic film found, and what a correction and doing nothing cost."""
    both = [(one[F4].cpu, one[OURS].cpu) for one in held.rounds]
    return _measured("classic, landscape", both, held.costs(OURS), cue, nothing, None)


def band(job: Job, slug: str, template: Path, work: Path, *, rounds: int, tell: Tell) -> list[Measured]:
    """The look "band" on a film, in each format; `template` is a campaign with it whose kit has the look."""
    return [_in_format(job, slug, template, work, format, rounds, tell) for format in FORMATS]


def _in_format(
    job: Job, slug: str, template: Path, work: Path, format: str, rounds: int, tell: Tell
) -> Measured:
    drawn = replace(job, folder=work / f"band-{format}", format=format)
    jobs.save(drawn)
    band_artwork.draw(drawn, band_artwork.laid_out(drawn, template / "brand"))
    asked, folder, rival = ("--language", "fr", "--format", format), work / "band-ours", work / "band-f4.mp4"
    both: list[tuple[float, float]] = []
    spent: list[Cost] = []
    alike = 0.0
    for number in range(rounds):
        theirs = _theirs(drawn, rival) if number % 2 == 0 else None
        cost, (film,) = ours.render(ours.copied(template, folder), slug, *asked)
        theirs = theirs or _theirs(drawn, rival)
        tell(f"band, {format}, round {number + 1}: F4 {theirs.cpu:.1f}, ours {cost.cpu:.1f} CPU s")
        both.append((theirs.cpu, cost.cpu))
        spent.append(cost)
        alike = _alike(rival, film)
    mending.change_cue(drawn, slug, folder)
    cue, _ = ours.render(folder, slug, *asked)
    again, _ = ours.render(folder, slug, *asked)
    tell(f"band, {format}: one cue {cue.cpu:.1f}, nothing {again.cpu:.2f} CPU s")
    share = cue.cpu / median(cost.cpu for cost in spent)
    return _measured(f"band, {format}", both, spent, share, again.cpu, alike)


def _theirs(job: Job, out: Path) -> Cost:
    return measuring.cost([sys.executable, "-m", "benchmarks.band_graph", str(job.folder), str(out)])


def _measured(
    name: str,
    both: Sequence[tuple[float, float]],
    spent: Sequence[Cost],
    cue: float,
    nothing: float,
    alike: float | None,
) -> Measured:
    figures = {
        "ratio": median(mine / theirs for theirs, mine in both),
        "cue": cue,
        "nothing": nothing,
        "memory": max(cost.peak_mb for cost in spent),
    }
    theirs, mine = ([pair[at] for pair in both] for at in (0, 1))
    return Measured(name=name, theirs=theirs, ours=mine, figures=figures, alike_db=alike)


def _alike(one: Path, other: Path) -> float:
    """How like two films are (PSNR of luma in dB); the same picture encoded twice has 40 and more."""
    said = running.ffmpeg(["-i", str(one), "-i", str(other), "-lavfi", "psnr", "-f", "null", "-"])
    found = re.findall(r"PSNR y:(\S+)", said)
    return float(found[-1])


def table(measured: Sequence[Measured]) -> tuple[Table, bool]:
    """The looks beside each other, with their bars; and whether all of them hold."""
    rows = [
        ["F4: CPU s", "", *(f"{median(one.theirs):.1f}" for one in measured)],
        ["ours: CPU s", "", *(f"{median(one.ours):.1f}" for one in measured)],
    ]
    holds = True
    for name, bar in _BARS.items():
        digits = 0 if name == "memory" else 2
        missed = [one.figures[name] > bar for one in measured]
        holds = holds and not any(missed)
        told = [
            f"{one.figures[name]:.{digits}f} {'MISSED' if late else 'holds'}"
            for one, late in zip(measured, missed, strict=True)
        ]
        rows.append([_SAID[name], f"≤ {bar:g}", *told])
    likeness = ["-" if one.alike_db is None else f"{one.alike_db:.1f}" for one in measured]
    rows.append(["ours beside F4's film: PSNR Y dB", "", *likeness])
    columns = ("what", "bar", *(one.name for one in measured))
    return Table(title="Both looks, side by side", columns=columns, rows=rows), holds
