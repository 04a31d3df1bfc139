"""The linter's rules on lines: length (S09), number (S10), where they break (S11), glyphs (S18), capitals (S23)."""

from collections.abc import Iterator

from media.formats import Format
from media.lettering import drawing_faults, fonts, line_breaks
from media.lettering.line_breaks import clings
from media.subtitles.model import Seen
from media.subtitles.norms import Context, length
from media.subtitles.reader import Opened

MEASURED = 300  # characters; a longer line is too long without measuring
_UNEVEN = 0.25  # a line shorter than this part of the other
_SHOUTED = 6  # letters; shorter lines in capitals are names such as VDAB


def widths(file: Opened, context: Context) -> Iterator[Seen]:
    """S09: a line longer than the format's, or wider than its region; an error where no setting can be read."""
    for number, line, _ in file.lines():
        for format in context.formats:
            yield from _wide(number, line, format, context)
    for raw, cue in zip(file.raw, file.shown, strict=True):
        for format in context.formats:
            if cue.text and not _fits(cue.text, format, context):
                yield _too_long(raw.text_line, format, context)


def _too_long(number: int, format: Format, context: Context) -> Seen:
    """What is said of a text that does not fit, where lines beyond the usual have no room either."""
    room = context.room(format)
    if room.most_lines > room.lines:
        return Seen.what("S09", number, "text-too-long", "error", format=format.name)
    return Seen.what("S09", number, "text-too-long-for-lines", "error", format=format.name)


def _wide(number: int, line: str, format: Format, context: Context) -> Iterator[Seen]:
    most, signs = context.norms.chars.get(format.name, format.max_chars), length(line)
    room = context.room(format)
    if signs > most:
        params: dict[str, object] = {"signs": signs, "most": most, "format": format.name}
        yield Seen.what("S09", number, "line-long", "warning", **params)
    elif signs <= MEASURED and fonts.width(line, context.font, round(room.size)) > room.room:
        yield Seen.what("S09", number, "line-wide", "warning", format=format.name)


def _fits(text: str, format: Format, context: Context) -> bool:
    """Whether the text can be set in lines of a size that is read on a phone, as `layout` sets it."""
    if length(text) > MEASURED:
        return False
    room = context.room(format)
    attempts: tuple[tuple[int, int], ...] = line_breaks.shrinking_sizes(room.lines, room.size, room.small)
    if room.most_lines > room.lines:
        attempts = (*attempts, (room.most_lines, round(room.small)))
    found = line_breaks.fitted(text, context.font, room=room.room, attempts=attempts, language=context.short)
    return found is not None


def counts(file: Opened, context: Context) -> Iterator[Seen]:
    """S10: more lines than two; two that would be one, or of very different length."""
    short = min((context.norms.chars.get(one.name, one.max_chars) for one in context.formats), default=0)
    for raw, cue in zip(file.raw, file.shown, strict=True):
        lines = cue.text.split("\n")
        if len(lines) > context.norms.lines:
            yield Seen.what(
                "S10", raw.text_line, "lines-many", "error", lines=len(lines), most=context.norms.lines
            )
        elif len(lines) == 2 and not line_breaks.is_dialogue(tuple(lines)):
            lengths = sorted(length(line) for line in lines)
            if sum(lengths) + 1 <= short:
                yield Seen.what("S10", raw.text_line, "lines-joinable", "info")
            elif lengths[0] < _UNEVEN * lengths[1]:
                yield Seen.what("S10", raw.text_line, "lines-uneven", "warning")


def breaks(file: Opened, context: Context) -> Iterator[Seen]:
    """S11: a line that ends in a word which belongs to the next one."""
    lines = list(file.lines())
    for number, line, _ in lines[:-1]:  # nothing follows the last one
        last = line.rpartition(" ")[2]
        if clings(last, context.short):
            yield Seen(code="S11", line=number, severity="info", params={"word": last[:30]})


def glyphs(file: Opened, context: Context) -> Iterator[Seen]:
    """S18: what the kit's font would draw as an empty box, in pieces, unjoined, or with its marks beside it."""
    for number, line, _ in file.lines():
        for what in drawing_faults.details(context.font, line):
            yield Seen(code="S18", line=number, params={"what": what})


def capitals(file: Opened, context: Context) -> Iterator[Seen]:
    """S23: a line all in capitals, which reads slowly and looks shouted."""
    for number, line, _ in file.lines():
        letters = [sign for sign in line if sign.isalpha()]
        words = [word for word in line.split() if any(sign.isalpha() for sign in word)]
        if len(words) > 1 and len(letters) >= _SHOUTED and all(sign.isupper() for sign in letters):
            yield Seen(code="S23", line=number, severity="info", params={"line": line[:40]})
