"""What it costs to mark the word spoken: the standard job with plain subtitles beside the same with every word timed.

    python -m benchmarks.word_spoken [--seconds S] [--runs N]

renders a short film alone; `bench_render` has the row for the standard job.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks import job as jobs
from benchmarks import material, ours
from benchmarks.contest import Tell
from benchmarks.job import FPS, Job
from benchmarks.tables import Row
from media.subtitles.cues import words
from media.subtitles.cues.words import Word

MOST = 1.15  # of plain subtitles
TITLE = "the word spoken marked / plain subtitles, CPU"


def row(job: Job, slug: str, template: Path, work: Path, *, rounds: int, tell: Tell) -> Row:
    """Render both in turn; `template` is a campaign with the film, of either look."""
    shares, marked_in = [], marked(ours.copied(template, work / "marked"), slug, job)
    for number in range(rounds):
        plain, _ = ours.render(ours.copied(template, work / "plain"), slug, *ours.STANDARD)
        shutil.rmtree(marked_in / "renders", ignore_errors=True)
        mine, _ = ours.render(marked_in, slug, *ours.STANDARD)
        tell(f"word spoken, round {number + 1}: plain {plain.cpu:.1f}, marked {mine.cpu:.1f} CPU s")
        shares.append(mine.cpu / plain.cpu)
    return Row(what=TITLE, values=shares, most=MOST)


def marked(folder: Path, slug: str, job: Job) -> Path:
    """Let a campaign's kit mark words, and tell it when each is said."""
    ours.edit_brand(folder, 'highlight = "off"', 'highlight = "word"')
    copies = (folder / "films").rglob("*fr*")
    copy = next(one for one in copies if one.suffix in (".srt", ".vtt"))
    words.write(words.beside(copy), _spoken(job))
    return folder


def _spoken(job: Job) -> Iterator[Word]:
    """Every word of the subtitles, as long as the next."""
    for cue in job.cues():
        said = cue.text.split()
        step = (cue.end_ms - cue.start_ms) / len(said)
        for number, text in enumerate(said):
            start = cue.start_ms + round(number * step)
            yield Word(text=text, start_ms=start, end_ms=cue.start_ms + round((number + 1) * step))


def main() -> None:
    """Measure a short film in both looks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        film = material.film(work, asked.seconds)
        job = Job(film=film, folder=work / "job", frames=asked.seconds * FPS)
        jobs.save(job)
        for look in ("classic", "band"):
            template = work / f"campaign-{look}"
            ours.found(template, {"synthetic": job}, look)
            made = row(job, "synthetic", template, work / look, rounds=asked.runs, tell=_tell)
            print(f"{look}: {made.what}: {median(made.values):.3f} (at most {MOST})")


def _tell(said: str) -> None:
    print(said, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
