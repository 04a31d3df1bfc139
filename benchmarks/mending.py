"""What a correction costs once the film stands, and whether the mended film is as good as one made at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from benchmarks import job as jobs
from benchmarks import ours, quality
from benchmarks.contest import Tell
from benchmarks.job import Job
from benchmarks.measuring import Cost
from benchmarks.quality import Facts
from benchmarks.tables import Row, Table

_AS_GOOD_DB, _AS_LARGE = 0.1, 0.03
CUE, NOTHING = "one cue changed / full run", "nothing changed"
MOST_OF_A_CUE, MOST_FOR_NOTHING = 0.10, 0.5  # of a full run; CPU seconds


@dataclass(frozen=True, kw_only=True)
class _Correction:
    """What staff correct, the command or edit that does it, and the bar on its share of a full run's CPU."""

    what: str
    done: Callable[[Path], None]
    most: float | None = None


def corrected(
    job: Job, slug: str, template: Path, work: Path, full: Cost, tell: Tell
) -> tuple[list[Row], Table]:
    """Mend a rendered film thrice, and once not at all; compare the first mended one with one made at once."""
    folder = ours.copied(template, work / "mended")
    ours.render(folder, slug, *ours.STANDARD)
    rows, films = [], []
    corrections = _corrections(job, slug)
    for correction in corrections:
        correction.done(folder)
        cost, made = ours.render(folder, slug, *ours.STANDARD)
        tell(f"{correction.what}: {cost.cpu:.1f} CPU s")
        films += made
        note = f"{cost.cpu:.1f} CPU s, {cost.wall:.1f} s"
        rows.append(Row(what=correction.what, values=[cost.cpu / full.cpu], most=correction.most, note=note))
    again, _ = ours.render(folder, slug, *ours.STANDARD)
    rows.append(
        Row(what=NOTHING, values=[again.cpu], most=MOST_FOR_NOTHING, unit="CPU s", note="the whole command")
    )
    afresh = ours.copied(template, work / "at-once")
    corrections[0].done(afresh)
    _, (at_once,) = ours.render(afresh, slug, *ours.STANDARD)
    mended, whole = (quality.facts(film, job, seconds=3600) for film in (films[0], at_once))
    return rows, _compared(mended, whole)


def change_cue(job: Job, slug: str, folder: Path) -> None:
    """Mend a cue in the middle of the film, as staff do."""
    cues, middle = job.cues(), len(job.cues()) // 2
    cues[middle] = replace(cues[middle], text="Nous avons porté le pain\nà pied dans le quartier.")
    file = folder / "mended.fr.srt"
    file.write_text(jobs.srt(cues), encoding="utf-8")
    ours.run(folder, "testimony", "edit", slug, "--subtitles", f"fr:{file}")


def _corrections(job: Job, slug: str) -> list[_Correction]:
    def end_card(folder: Path) -> None:
        ours.edit_brand(folder, jobs.LAST_WORD, jobs.LAST_WORD.replace("leur chance", "une chance"))

    def name(folder: Path) -> None:
        ours.run(folder, "testimony", "edit", slug, "--speaker", f"{jobs.NAME}t")

    return [
        _Correction(what=CUE, done=partial(change_cue, job, slug), most=MOST_OF_A_CUE),
        _Correction(what="end card changed / full run", done=end_card),
        _Correction(what="name corrected / full run", done=name),
    ]


def _compared(mended: Facts, at_once: Facts) -> Table:
    rows = [
        [
            which, str(facts.frames), f"{facts.luma_db:.2f}", f"{facts.chroma_db:.2f}", f"{facts.size / 1e6:.2f}",
            facts.sound[:8],
        ]
        for which, facts in (("mended", mended), ("made at once", at_once))
    ]  # fmt: skip
    kept = (
        mended.frames == at_once.frames,
        mended.luma_db >= at_once.luma_db - _AS_GOOD_DB,
        mended.chroma_db >= at_once.chroma_db - _AS_GOOD_DB,
        abs(mended.size / at_once.size - 1) <= _AS_LARGE,
        mended.sound == at_once.sound,
    )
    rows.append(["as good", *("yes" if one else "NO" for one in kept)])
    columns = ("film with one cue changed", "frames", "PSNR Y dB", "PSNR C dB", "size MB", "sound (hash)")
    return Table(title="A mended film beside the same film made at once", columns=columns, rows=rows)
