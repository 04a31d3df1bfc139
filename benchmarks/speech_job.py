"""One run of what is measured of speech, as a process: `python -m benchmarks.speech_job WHAT MODEL LANGUAGE FILE...`.

WHAT is `recognise` (of several files one after the other), `cues` (that, and its words parted into cues), or `again`
(recognise, its answers kept beside the file). Prints JSON.
"""

import json
import re
import resource
import sys
from fractions import Fraction
from pathlib import Path

from media import ffmpeg
from media.formats import LANDSCAPE
from media.sources.probe import Film
from media.speech import models, recognition
from media.subtitles.cues import word_cues
from media.subtitles.norms import Norms


def film(path: Path) -> Film:
    """A sound file as if it were a film."""
    said = ffmpeg.run([*ffmpeg.safe_input(path), "-f", "null", "-"], seconds=600).said
    hours, minutes, seconds = re.findall(r"time=(\d+):(\d+):([\d.]+)", said)[-1]
    length = round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)
    return Film(path=path, duration_ms=length, width=2, height=2, fps=Fraction(25), has_sound=True)


def main(what: str, model: str, language: str, *paths: str) -> None:
    """Do it and print what came out."""
    using = models.opened(Path(model))
    heard, costs = [], []
    for path in map(Path, paths):
        kept = path.with_suffix(".heard") if what == "again" else None
        found = recognition.recognised(film(path), model=using, language=language, kept=kept)
        heard.append(" ".join(one.text for one in found.words))
        if what == "cues":
            costs.append(_cost_of_cues(found.words, language))
    print(json.dumps({"texts": heard, "cues_cpu": sum(costs)}))


def _cost_of_cues(words: object, language: str) -> float:
    """The processor's seconds that parting into cues takes."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    norms = Norms()
    word_cues.cues(
        words,  # type: ignore[arg-type]
        language=language,
        norms=norms,
        line=LANDSCAPE.max_chars,
        fps=Fraction(25),
        film_ms=10**8,
    )
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    main(*sys.argv[1:])
