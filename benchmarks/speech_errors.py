"""How many words recognition gets wrong, beside the recogniser by itself and beside the transcripts. Linux only.

    python -m benchmarks.speech_errors SAMPLES MODEL [--language L]

`make bench-speech` prints this, too; the recogniser must be found by Python (.venv/speech).
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import stdev
from typing import Any

from benchmarks import measuring, tables
from benchmarks.measuring import Cost
from benchmarks.tables import Row
from media.ffmpeg import program

_LEADS_MS = range(0, 480, 60)  # silence before a clip: each clip is heard so often, see `read`


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A clip as it was heard once: what is said in it, what the recogniser by itself wrote, and what ours did."""

    clip: str
    lead_ms: int
    said: str
    plain: str
    ours: str


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("samples", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--language", default="", help="one language alone")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="campaign-errors-") as work:
        text, rows = measured(asked.samples, asked.model, Path(work), only=asked.language)
    print(text)
    sys.exit(0 if all(row.holds for row in rows) else 1)


def measured(samples: Path, model: Path, work: Path, *, only: str = "") -> tuple[str, list[Row]]:
    """What is printed, and its rows: errors of the recogniser by itself and ours, by language and of all together."""
    clips = json.loads((samples / "clips.json").read_text(encoding="utf-8"))
    rows, shown, every = list[Row](), list[str](), list[Reading]()
    for language in dict.fromkeys(clip["language"] for clip in clips if only in ("", clip["language"])):
        readings = read(samples, model, work, language, clips)
        rows += compared(language, readings, exact=False)
        every += readings
        first = {one.clip: one for one in reversed(readings)}
        shown += [beside(first[clip]) for clip in sorted(first)]
    rows += compared("all", every, exact=True)
    heading = "What is said, and what was heard at the first reading"
    table = tables.text(tables.bars("Words that are wrong", rows))
    return "\n".join([table, "", heading, "-" * len(heading), *shown]), rows


def read(
    samples: Path, model: Path, work: Path, language: str, clips: Sequence[dict[str, Any]]
) -> list[Reading]:
    """The clips of a language as they are heard, each several times, with more silence before it each time.

    Half a step of a 16-bit sound, or a twentieth of a second before it, turns some words of a noisy clip either way: a
    difference of one reading, or three, says nothing.
    """
    theirs = [(clip, lead) for lead in _LEADS_MS for clip in clips if clip["language"] == language]
    paths = [_led(samples / clip["file"], lead, work) for clip, lead in theirs]
    plain = measuring.cost(
        [sys.executable, "-m", "benchmarks.plain_recogniser", str(model), language, *map(str, paths)]
    )
    _, ours = job("recognise", model, language, *paths)
    return [
        Reading(clip=Path(clip["file"]).stem, lead_ms=lead, said=clip["text"], plain=alone, ours=heard)
        for (clip, lead), alone, heard in zip(theirs, json.loads(plain.said), ours["texts"], strict=True)
    ]


def compared(name: str, readings: Sequence[Reading], *, exact: bool) -> list[Row]:
    """Errors for a hundred words, of the recogniser by itself and ours: not one more, or not more than by chance."""
    total = sum(len(words(one.said)) for one in readings)
    alone = sum(wrong(one.said, one.plain) for one in readings)
    ours = sum(wrong(one.said, one.ours) for one in readings)
    allowed = 0.0 if exact else chance(readings)
    note = f"{ours} of {total} words" + (f", of which {allowed:.1f} may be chance" if allowed else "")
    return [
        Row(
            what=f"{name}: the recogniser by itself",
            values=[100 * alone / total],
            unit="%",
            note=f"{alone} of {total} words",
        ),
        Row(
            what=f"{name}: ours",
            values=[100 * ours / total],
            most=100 * (alone + allowed) / total,
            unit="%",
            note=note,
        ),
    ]


def chance(readings: Sequence[Reading]) -> float:
    """How many words more may be wrong by chance: two standard errors of what the two differ by, lead by lead.

    Where they differ by the same number of words each time, none.
    """
    more = Counter[int]()
    for one in readings:
        more[one.lead_ms] += wrong(one.said, one.ours) - wrong(one.said, one.plain)
    return 2 * stdev(more.values()) * len(more) ** 0.5 if len(more) > 1 else 0.0


def beside(one: Reading) -> str:
    """A clip's transcript and what was heard, below each other, with how many words are wrong."""
    heard = [("by itself", one.plain), ("ours", one.ours)]
    lines = [f"{one.clip:<11} {' '.join(words(one.said))}"]
    for name, text in heard:
        lines.append(f"  {name:<9} {' '.join(words(text))}  ({wrong(one.said, text)} wrong)")
    return "\n".join(lines)


def wrong(said: str, heard: str) -> int:
    """How many words of a text are wrong, missing or too many."""
    return distance(words(said), words(heard))


def words(text: str) -> list[str]:
    """Words as they are compared: small letters, no signs, hyphens and apostrophes part."""
    small = unicodedata.normalize("NFC", text).casefold()
    return re.findall(r"[^\W_]+", small)


def distance(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words must be changed, left out or added to make one of the other."""
    row = list(range(len(other) + 1))
    for number, word in enumerate(one, 1):
        last, row[0] = row[0], number
        for place, candidate in enumerate(other, 1):
            last, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, last + (word != candidate))
    return row[-1]


def job(what: str, model: Path, language: str, *paths: Path) -> tuple[Cost, dict[str, Any]]:
    """Run one job of `speech_job` as a process; what it cost and what it said."""
    spent = measuring.cost(
        [sys.executable, "-m", "benchmarks.speech_job", what, str(model), language, *map(str, paths)]
    )
    return spent, json.loads(spent.said.splitlines()[-1])


def _led(clip: Path, lead: int, work: Path) -> Path:
    """A clip with so many milliseconds of silence before it."""
    if not lead:
        return clip
    path = work / f"{lead}-{clip.stem}.flac"
    silence = ["-af", f"adelay={lead}:all=1", "-ac", "1"]
    command = [program(), "-v", "error", "-y", "-i", str(clip), *silence, str(path)]
    subprocess.run(command, check=True, timeout=120, stdin=subprocess.DEVNULL)
    return path


if __name__ == "__main__":
    main()
