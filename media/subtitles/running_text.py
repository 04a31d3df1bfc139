"""What a film says as running text, for whoever reads instead of watching: its subtitles put together in paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from media.subtitles import transcripts
from media.subtitles.cues import cue_lines
from media.subtitles.model import Cue

_PAUSE_MS = 1200  # between cues, which stand on after their speech: a new thought
_LONG, _BREATH_MS = 300, 300  # a paragraph of so many signs ends where nothing is shown for a moment
_LONGEST = 600
_TURN = re.compile(r"\s*[-–—]\s*(?=\S)")


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Some sentences, and the millisecond at which they begin."""

    start_ms: int
    text: str


def paragraphs(cues: Sequence[Cue], begins: Sequence[int] = ()) -> tuple[Paragraph, ...]:
    """The text of cues, in paragraphs by speaker, by pause and by sentence; no word is changed.

    `begins` are the milliseconds at which a cue begins that must begin a paragraph.
    """
    labelled = bool(transcripts.label([cue.text for cue in cues])[0])
    found: list[Paragraph] = []
    until = 0
    for cue in cues:
        for turn, text in _turns(cue.text):
            named = labelled and transcripts.LABEL.match(text) is not None
            if (
                not found
                or turn
                or named
                or cue.start_ms in begins
                or _ends(found[-1].text, cue.start_ms - until)
            ):
                found.append(Paragraph(start_ms=cue.start_ms, text=text))
            else:
                found[-1] = Paragraph(start_ms=found[-1].start_ms, text=f"{found[-1].text} {text}")
        until = cue.end_ms
    return tuple(found)


def _turns(text: str) -> Iterator[tuple[bool, str]]:
    """What each speaker says in a cue, and whether it is marked as another's: a line that begins with a dash."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    several = sum(_TURN.match(line) is not None for line in lines) > 1
    said: list[tuple[bool, str]] = []
    for line in lines:
        if not said or _TURN.match(line):
            said.append((_TURN.match(line) is not None and (several or not said), line))
        else:
            said[-1] = said[-1][0], f"{said[-1][1]} {line}"
    yield from said


def _ends(text: str, gap: int) -> bool:
    """Whether a paragraph is over before a gap: with a sentence, at a pause, or where it has become long."""
    if not cue_lines.ends_sentence(text):
        return False
    return gap >= _PAUSE_MS or len(text) >= _LONGEST or (len(text) >= _LONG and gap >= _BREATH_MS)
