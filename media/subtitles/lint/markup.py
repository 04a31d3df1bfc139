"""The linter's rules on how a file is written: numbers and blank lines (S03), tags and entities (S14)."""

import html
import re
from collections.abc import Iterator

from media.findings import Detail
from media.subtitles import transcripts
from media.subtitles.formats import srt_vtt
from media.subtitles.formats.srt_vtt import CODE, ENTITY, TAG
from media.subtitles.model import RawCue, Seen, markup_seen
from media.subtitles.norms import Context
from media.subtitles.reader import Opened

PAIRED = frozenset({"i", "b", "u", "s", "font"})
_ASIDE = re.compile(r"\{[^{}\\]{0,300}\}")  # ASS: a note between braces, which nobody sees


def order(file: Opened, context: Context) -> Iterator[Seen]:
    """S03: numbers that are missing, double or not rising; blank lines that are missing, doubled or inside a cue."""
    lines = file.text.split("\n")
    if file.kind == "srt":
        yield from _numbers(file, lines)
        if file.raw and not file.text.endswith("\n\n"):
            ends = file.text.endswith("\n")  # as many programs end it
            yield Seen.what("S03", len(lines) - ends, "no-blank-at-end", "info" if ends else "warning")
        for found in re.finditer(r"\n[ \t]*\n[ \t]*\n(?=[ \t]*\S)", file.text):
            yield Seen.what("S03", file.text.count("\n", 0, found.start()) + 3, "blank-doubled", "warning")
    if file.kind in ("srt", "vtt"):
        for raw in file.raw:
            yield from _blank(raw)


def _blank(raw: RawCue) -> Iterator[Seen]:
    """S03: blank lines inside a cue; before a number it is another cue, of which the times are missing."""
    untimed = {
        raw.text_line + raw.text.count("\n", 0, found.start()): found[1]
        for found in srt_vtt.UNTIMED.finditer(raw.text)
    }
    for line, written in enumerate(raw.text.split("\n") if raw.text else (), raw.text_line):
        if line in untimed:
            what = Detail("block-untimed", {"number": int(untimed[line])})
            told: dict[str, object] = {"what": what, "advice": Detail("advice-write-times")}
            yield Seen(code="S03", line=line + 1, severity="error", params=told)
        elif not written.strip():
            yield Seen.what("S03", line, "blank-inside", "warning")


def _numbers(file: Opened, lines: list[str]) -> Iterator[Seen]:
    last = 0
    for place, raw in enumerate(file.raw):
        above = lines[raw.line - 2].strip() if raw.line > 1 else ""
        if not re.fullmatch(r"[0-9]{1,9}", above):
            yield Seen.what("S03", raw.line, "number-missing", "warning")
            continue
        number = int(above)
        if number <= last:
            detail = "number-double" if number == last else "number-falls"
            yield Seen.what("S03", raw.line - 1, detail, "warning", number=number)
        last = number
        if place and raw.line > 2 and lines[raw.line - 3].strip():
            yield Seen.what("S03", raw.line - 1, "no-blank-between", "warning")


def markup(file: Opened, context: Context) -> Iterator[Seen]:
    """S14: tags without their partner or that nobody knows, codes of other kinds of file, entities of web pages."""
    if file.kind in ("srt", "vtt"):
        lines = file.text.split("\n")
        for raw in file.raw:
            if file.kind == "srt" and (rest := srt_vtt.cue_settings(lines[raw.line - 1])):
                yield markup_seen(raw.line, "settings-in-srt", "error", sample=rest[:40])
            yield from _tags(raw, file.kind)
            yield from _codes(raw, file.kind)
    elif file.kind in ("ass", "ssa"):
        for raw in file.raw:
            for found in _ASIDE.finditer(raw.text):
                if found[0].strip("{} "):
                    yield markup_seen(
                        raw.text_line,
                        "note-in-braces",
                        "warning",
                        "advice-round-brackets",
                        sample=found[0][:60],
                    )
            for found in srt_vtt.TAG.finditer(raw.text):
                yield markup_seen(
                    raw.text_line, "code-shown", "warning", "advice-remove-code", sample=found[0][:40]
                )


def speakers(file: Opened, context: Context) -> Iterator[Seen]:
    """S14: most subtitles begin with the name of who speaks, as meeting programs write it; one finding of a file."""
    name, count = transcripts.label([cue.text for cue in file.shown if cue.text])
    if count:
        yield markup_seen(
            file.raw[0].text_line,
            "speaker-names",
            "warning",
            "advice-without-names",
            sample=name,
            count=count,
        )


def _tags(raw: RawCue, kind: str) -> Iterator[Seen]:
    def at(place: int) -> int:
        return raw.text_line + raw.text.count("\n", 0, place)

    for place, tag in unpaired(raw.text):
        yield markup_seen(at(place), "tag-alone", "error", sample=tag[:40])
    for found in srt_vtt.unknown_tags(raw.text):
        sample = " ".join(found[0].split())
        if "@" not in sample:  # an address is not repeated: S22 says it
            yield markup_seen(
                at(found.start()), "tag-unknown", "warning", "advice-round-brackets", sample=sample[:60]
            )
    for found in TAG.finditer(raw.text) if kind == "srt" else ():
        if found[2].lower() in srt_vtt.OF_VTT and not found[1]:
            yield markup_seen(
                at(found.start()), "code-of-vtt", "warning", "advice-remove-code", sample=found[0][:40]
            )


def _codes(raw: RawCue, kind: str) -> Iterator[Seen]:
    for number, line in enumerate(raw.text.split("\n"), raw.text_line):
        if found := srt_vtt.SPEAKER_MARK.search(line):
            yield markup_seen(number, "speaker-mark", "warning", sample=found[0].strip())
        if found := CODE.search(line):
            yield markup_seen(number, "code-of-ass", "error", sample=found[0][:40])
        for entity in ENTITY.findall(line) if kind == "srt" else ():
            if html.unescape(entity) != entity:
                yield markup_seen(number, "entity", "error", sample=entity[:40])
                break


def unpaired(text: str) -> list[tuple[int, str]]:
    """The tags of a cue (place, tag) that have no partner: never closed, never opened, or closed crosswise."""
    alone: list[tuple[int, str]] = []
    open: list[tuple[str, int, str]] = []
    count = dict.fromkeys(PAIRED, 0)
    for found in TAG.finditer(text):
        name = found[2].lower()
        if name not in PAIRED:
            continue
        if not found[1]:
            open.append((name, found.start(), found[0]))
            count[name] += 1
        elif not count[name]:
            alone.append((found.start(), found[0]))
        else:
            while open[-1][0] != name:
                count[open[-1][0]] -= 1
                alone.append(open.pop()[1:])
            open.pop()
            count[name] -= 1
    return sorted([*alone, *(one[1:] for one in open)])
