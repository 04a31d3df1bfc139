"""How far aligned sentences are from the truth, beside today's estimate, and what alignment costs.

    python -m benchmarks.speech_alignment SAMPLES MODEL [--minutes N]

Of the samples' films, whose truth is known, and of films made of their clips: in another order, with other silences and
more noise. `--minutes` makes one so long, too. `make bench-speech` prints the same table.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from statistics import mean, quantiles
from typing import Any

import numpy as np

from benchmarks import measuring, tables
from benchmarks.tables import Row, Table
from media.ffmpeg import program
from media.sources import audio
from media.speech import models, recognition
from media.speech.alignment import transcript_times
from media.speech.alignment.given_text import given
from media.subtitles.cues import transcript
from media.subtitles.norms import Norms

RATE = 16_000
_LEVEL_DB, _NOISE_DB = -23, -45
_MEAN_MS, _P95_MS, _CPU_S, _MEMORY_MB = 100, 350, 0.15, 700
_GAPS = (0.25, 0.35, 0.6, 0.9, 1.5, 2.6, 4.0)  # seconds of silence before a clip


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A sound file, its language and length, and its sentences with the second at which each begins."""

    path: Path
    language: str
    seconds: float
    sentences: Sequence[tuple[float, str]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("samples", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--minutes", type=float, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="campaign-alignment-") as work:
        table, rows = measured(asked.samples, asked.model, Path(work), minutes=asked.minutes)
    print(tables.text(table))
    print(tables.text(tables.bars("Alignment", rows)))
    sys.exit(0 if all(row.holds for row in rows) else 1)


def measured(samples: Path, model: Path, work: Path, *, minutes: float = 0) -> tuple[Table, list[Row]]:
    """A table of errors, film by film, and the rows that have bars."""
    shown, errors, estimates, costs = list[list[str]](), list[float](), list[float](), list[Any]()
    for one in [*known(samples), *made(samples, work, minutes)]:
        job("recognise", model, one, work)
        spent, said = job("align", model, one, work)
        off = [abs(begin - 1000 * at) for begin, (at, _) in zip(said["starts"], one.sentences, strict=True)]
        away = [
            abs(begin - 1000 * at) for begin, (at, _) in zip(said["estimate"], one.sentences, strict=True)
        ]
        errors += off
        estimates += away
        costs.append((spent.cpu / one.seconds, spent.peak_mb))
        figures = (mean(off), p95(off), max(off), mean(away), p95(away))
        shown.append([one.path.stem, f"{one.seconds:.0f} s", *(f"{figure:.0f}" for figure in figures)])
        shown[-1] += [f"{said['anchors']:.0%}", f"{costs[-1][0]:.3f}"]
    columns = ("film", "length", "mean", "p95", "worst", "estimate: mean", "p95", "recognised", "CPU s/s")
    table = Table(title="Where sentences begin: error in ms", columns=columns, rows=shown)
    rows = [
        Row(what="error of sentence starts, mean", values=[mean(errors)], most=_MEAN_MS, unit="ms"),
        Row(what="error of sentence starts, p95", values=[p95(errors)], most=_P95_MS, unit="ms"),
        Row(what="today's estimate, mean", values=[mean(estimates)], unit="ms"),
        Row(what="CPU of alignment, a second of film", values=[one[0] for one in costs], most=_CPU_S),
        Row(what="memory", values=[one[1] for one in costs], most=_MEMORY_MB, unit="MB"),
    ]
    return table, rows


def p95(values: Sequence[float]) -> float:
    """The value that 95 in a hundred do not exceed."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def known(samples: Path) -> list[Sample]:
    """The films whose truth lies beside them."""
    films = json.loads((samples / "truth.json").read_text(encoding="utf-8"))["films"]
    return [
        Sample(
            path=samples / name,
            language=film["language"],
            seconds=film["seconds"],
            sentences=[(one["start"], one["text"]) for one in film["sentences"]],
        )
        for name, film in films.items()
    ]


def made(samples: Path, work: Path, minutes: float) -> list[Sample]:
    """Films of the clips in an order drawn by lot, two for each language; one of so many minutes, if asked."""
    clips = json.loads((samples / "clips.json").read_text(encoding="utf-8"))
    found = list[Sample]()
    for language in dict.fromkeys(clip["language"] for clip in clips):
        theirs = [clip for clip in clips if clip["language"] == language]
        for seed in (1, 2):
            order = random.Random(seed).sample(theirs, len(theirs))
            found.append(join(samples, order, work / f"made-{language}-{seed}.wav", seed))
    if minutes:
        rng, length = random.Random(3), 0.0
        order, theirs = list[dict[str, Any]](), [clip for clip in clips if clip["language"] == "en"]
        while length < 60 * minutes:
            order.append(rng.choice(theirs))
            length += order[-1]["speech"][1] - order[-1]["speech"][0] + mean(_GAPS)
        found.append(join(samples, order, work / "made-long.wav", 3))
    return found


def join(samples: Path, clips: Sequence[dict[str, Any]], path: Path, seed: int) -> Sample:
    """A film of clips cut to their speech and brought to one level, silences between them and noise throughout."""
    rng, parts, at = random.Random(seed), list[Any](), 0
    sentences = list[tuple[float, str]]()
    for clip in clips:
        silence = round(rng.choice(_GAPS) * RATE)
        begin, end = (round(second * RATE) for second in clip["speech"])
        speech = _decoded(samples / clip["file"])[begin:end]
        speech = speech * 10 ** (_LEVEL_DB / 20) / np.sqrt(np.mean(speech**2))
        sentences.append(((at + silence) / RATE, _sentence(clip["text"])))
        parts += [np.zeros(silence), speech]
        at += silence + len(speech)
    sound = np.concatenate([*parts, np.zeros(RATE)])
    sound += np.random.default_rng(seed).normal(0, 10 ** (_NOISE_DB / 20), len(sound))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((sound.clip(-1, 1) * 32767).astype("<i2").tobytes())
    return Sample(path=path, language=clips[0]["language"], seconds=len(sound) / RATE, sentences=sentences)


def _decoded(path: Path) -> "np.ndarray[Any, Any]":
    command = [program(), "-v", "error", "-i", str(path), "-ac", "1", "-ar", str(RATE), "-f", "f32le", "-"]
    read = subprocess.run(command, check=True, capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
    return np.frombuffer(read.stdout, np.float32)


def _sentence(text: str) -> str:
    """A text of a clip, which has neither capital nor full stop, as a sentence."""
    return f"{text[0].upper()}{text[1:]}{'' if text[-1] in '.!?»' else '.'}"


def job(what: str, model: Path, one: Sample, work: Path) -> tuple[measuring.Cost, dict[str, Any]]:
    """Run one job as a process; what it cost and what it said."""
    text = work / f"{one.path.stem}.txt"
    text.write_text("\n\n".join(sentence for _, sentence in one.sentences), encoding="utf-8")
    code = "from benchmarks import speech_alignment; speech_alignment.run()"
    spent = measuring.cost(
        [sys.executable, "-c", code, what, str(model), one.language, str(one.path), str(text)]
    )
    return spent, json.loads(spent.said.splitlines()[-1])


def run() -> None:
    """Run as a process of its own: recognise a film and keep that, or align its text; print where sentences begin."""
    from benchmarks import speech_job

    what, folder, language, path, place = sys.argv[1:]
    film, using, text = speech_job.film(Path(path)), models.opened(Path(folder)), Path(place)
    heard = recognition.recognised(film, model=using, language=language, kept=text.with_suffix(".heard"))
    if what == "recognise":
        print(json.dumps({}))
        return
    said = text.read_text(encoding="utf-8")
    found = transcript_times.aligned(film, said, heard=heard, model=using, language=language)
    cues = transcript.estimate(
        said,
        audio.speech_spans(film),
        language=language,
        norms=Norms(),
        line=42,
        fps=Fraction(25),
        film_ms=film.duration_ms,
    )
    before, guessed, starts = 0, dict[int, int](), [found.words[at].start_ms for at in found.paragraphs]
    for cue in cues:
        guessed[before] = cue.start_ms
        before += len(given(cue.text).words)
    estimate = [guessed[at] for at in found.paragraphs]
    print(json.dumps({"starts": starts, "estimate": estimate, "anchors": found.anchors}))


if __name__ == "__main__":
    main()
