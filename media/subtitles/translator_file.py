"""A file for whoever translates subtitles: the times of the first language, its text in notes, and cues to fill in."""

from collections.abc import Sequence

from media.languages import known
from media.subtitles.model import Cue
from media.subtitles.norms import Norms, length
from media.subtitles.writer import escaped, stamp


def vtt(
    cues: Sequence[Cue],
    *,
    into: str,
    norms: Norms,
    lines: Sequence[str],
    said_in: str | None,
    texts: Sequence[str] = (),
) -> str:
    """A VTT file in the language `into` with the times of `cues`; the text of each is in a note above.

    What is written already are `texts`, one for each cue, or none. A note says how many signs there is time to read;
    `lines` are said at the top, in the language `said_in`.
    """
    warn, _ = norms.speed(into, verbatim=False)
    blocks = [f"WEBVTT - {into}", "\n".join([_to_fill(said_in), *map(_quoted, lines)])]
    for number, (cue, text) in enumerate(zip(cues, texts or [""] * len(cues), strict=True), 1):
        room = int(warn * (cue.end_ms - cue.start_ms) / 1000)
        said = f"NOTE {number} ({length(cue.text)} → {max(room, 1)})\n{_quoted(cue.text)}"
        blocks.append(said)
        blocks.append(f"{stamp(cue.start_ms)} --> {stamp(cue.end_ms)}\n{escaped(text)}")
    return "\n\n".join(blocks) + "\n"


def _to_fill(language: str | None) -> str:
    """What the file says of itself, so that a cue without text is one to fill in (`reader`)."""
    notes, space = known.notes(language)
    return f"NOTE Testimony Campaign{space}: {notes.to_fill}"


def _quoted(text: str) -> str:
    """A text as a note may hold it."""
    return "\n".join(line.strip() for line in text.replace("-->", "→").split("\n") if line.strip())
