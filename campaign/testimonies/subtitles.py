"""A transcript without times becomes a subtitle file that says its times are estimated, until somebody checked them."""

from datetime import date
from pathlib import Path

from media.errors import BadInput
from media.formats import Format, output_rate
from media.sources import audio, probe
from media.subtitles import fixer, model, reader
from media.subtitles import transcript as subtitle_transcript
from media.subtitles.norms import Norms
from media.subtitles.reader import Cue
from schedules.errors import BadRequest


def estimate(
    transcript: Path, out: Path, *, film: Path, language: str, norms: Norms, format: Format
) -> tuple[Cue, ...]:
    """Write estimated cues to a new VTT file and return them.

    Raises BadInput for a transcript or film that cannot be read, a film in which nobody speaks, a transcript too long
    for it; BadRequest where `out` exists or is no VTT. Then nothing is written.
    """
    if out.suffix.lower() != ".vtt":
        raise BadRequest("estimate-not-vtt", path=out)
    text = model.decoded(reader.content(transcript)).text
    if "\0" in text:  # so has every Word file and nearly every PDF, and no text
        raise BadInput("transcript-no-text", path=str(transcript))
    seen = probe.probe(film)
    spans = audio.speech(seen)
    if not spans:
        raise BadInput("film-no-speech", path=str(film))
    cues = subtitle_transcript.estimate(
        text,
        spans,
        language=language,
        norms=norms,
        line=norms.chars.get(format.name, format.max_chars),
        fps=output_rate(seen.fps),
        film_ms=seen.duration_ms,
    )
    try:
        with out.open("x", encoding="utf-8", newline="\n") as file:
            file.write(subtitle_transcript.written(cues, language))
    except FileExistsError:
        raise BadRequest("estimate-exists", path=out) from None
    return cues


def check_off(path: Path, *, who: str, day: date) -> None:
    """Let an estimated file say who checked its times; raises BadInput for a file that is none."""
    file = reader.opened(path)
    if not file.estimated:
        raise BadInput("subtitles-not-estimated", path=str(path))
    if not who.strip():
        raise BadRequest("words-empty", option="--by")
    text = subtitle_transcript.checked(file.text, who=who, day=day)
    fixer.put(path, text.replace("\n", file.newline).encode())
