"""What the linter says of cues that somebody is typing: the rules on single cues and their neighbours, cue by cue.

They are read from a file that is made of them, as they will be once they are kept; what is said of a file as a whole
(its mark, its language, its part of the film) is not asked.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from media.findings import Finding
from media.subtitles import draft, reader
from media.subtitles.lint import language, lines, markup, names, privacy, promises, timing
from media.subtitles.model import Cue, Seen
from media.subtitles.norms import Context
from media.subtitles.reader import Opened

_MOST = 300  # findings of one rule
_PLACE = Path("cues.vtt")
_RULES = (
    markup.order,
    timing.gaps,
    timing.durations,
    timing.speed,
    lines.widths,
    lines.counts,
    lines.breaks,
    timing.opening,
    markup.markup,
    markup.speakers,
    lines.glyphs,
    language.spaces_and_signs,
    names.names,
    privacy.personal_data,
    lines.capitals,
)


def judged(cues: Sequence[Cue], context: Context) -> list[tuple[Finding, ...]]:
    """What is found of each of these cues, in their order; neighbours are those that stand beside one another here."""
    written = [replace(cue, text=reader.clean_lines(cue.text)) for cue in cues]
    if not written:
        return []
    content = draft.as_vtt(written, language=context.language or "", kind=None).encode()
    file = reader.opened_content(_PLACE, content, language=context.language)
    if len(file.raw) != len(cues):  # what nobody can time is told by whoever takes the cues in
        return [() for _ in cues]
    found: list[list[Finding]] = [[] for _ in cues]
    places = [raw.line for raw in file.raw]
    for one in reader.located(_PLACE, _seen(file, context)):
        line = int(one.where.rpartition(":")[2])
        found[max(0, bisect_right(places, line) - 1)].append(one)
    return [tuple(each) for each in found]


def _seen(file: Opened, context: Context) -> Iterator[Seen]:
    yield from reader.timing(file, context.film_ms)
    for rule in _RULES:
        yield from map(promises.by_hand, islice(rule(file, context), _MOST))
