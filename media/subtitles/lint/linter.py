"""The linter: every rule of facts/testimony.md section 1.3 that needs no alignment, as a row of a table.

A rule reads an opened file and what it is judged with, and yields what it saw. Errors block a post's approval,
warnings and infos never do; the few that refuse a testimony are `subtitles.REFUSED`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from media.findings import Finding
from media.subtitles.lint import first_looks, language, lines, markup, names, privacy, promises
from media.subtitles.lint import timing as lint_timing
from media.subtitles.model import Seen
from media.subtitles.norms import Context
from media.subtitles.reader import Opened, located, opened, timing

MOST = 300  # findings of one rule in one file: a file that breaks more is not read line by line
_APART = 0.10  # parallel languages may differ by this part in cues and in time

Rule = Callable[[Opened, Context], Iterable[Seen]]


def _read(file: Opened, context: Context) -> Iterable[Seen]:
    return file.seen


def _timed(file: Opened, context: Context) -> Iterable[Seen]:
    return timing(file, context.film_ms)


RULES: tuple[tuple[tuple[str, ...], Rule], ...] = (
    (("S01", "S02", "S12"), _read),
    (("S03",), markup.order),
    (("S04", "S05", "S12", "S13"), _timed),
    (("S06",), lint_timing.gaps),
    (("S07",), lint_timing.durations),
    (("S08",), lint_timing.speed),
    (("S09",), lines.widths),
    (("S10",), lines.counts),
    (("S11",), lines.breaks),
    (("S13",), lint_timing.opening),
    (("S13",), lint_timing.part),
    (("S14",), markup.markup),
    (("S14",), markup.speakers),
    (("S15",), language.labels),
    (("S18",), lines.glyphs),
    (("S19",), language.spaces_and_signs),
    (("S20",), names.names),
    (("S21",), lint_timing.beginning),
    (("S22",), privacy.personal_data),
    (("S23",), lines.capitals),
    (("S24",), first_looks.unchecked),
    (("S25",), first_looks.first_looks),
)


OF_ROLLING = (_read, _timed, language.labels, privacy.personal_data, first_looks.unchecked)
"""What is asked of captions that roll: everything else would be found because they do."""


def lint(path: Path, context: Context) -> tuple[Finding, ...]:
    """Everything found in a subtitle file, in the order of its lines. BadInput as `subtitles.read`.

    What `--fix` would correct is advised to be corrected so, and nothing else.
    """
    file = opened(path, language=context.language, encoding=context.encoding)
    seen = promises.kept(path, _seen(file, context), context, lambda mended: _seen(mended, context))
    return located(path, seen)


def _seen(file: Opened, context: Context) -> list[Seen]:
    rules = [rule for _, rule in RULES if not file.rolls or rule in OF_ROLLING]
    return [one for rule in rules for one in islice(rule(file, context), MOST)]


def lint_languages(files: Mapping[str, Opened], *, where: str, wanted: Iterable[str]) -> tuple[Finding, ...]:
    """What is found between the languages of one film: one is missing (S16), two do not say the same (S17).

    `wanted` are the languages the film needs subtitles in; S17 compares each with the first, the spoken one.
    """
    missing = [
        Finding(code="S16", severity="error", where=where, params={"language": one, "slug": where})
        for one in wanted
        if one not in files
    ]
    return (*missing, *_uneven(files))


def _uneven(files: Mapping[str, Opened]) -> Iterator[Finding]:
    if not files:
        return
    (other, first), *others = files.items()
    for spoken, file in others:
        if any(
            abs(count(first) - count(file)) > _APART * max(count(first), count(file))
            for count in (_cues, _seconds)
        ):
            params: dict[str, object] = {
                "language": spoken, "cues": _cues(file), "seconds": _seconds(file),
                "other": other, "other_cues": _cues(first), "other_seconds": _seconds(first),
            }  # fmt: skip
            yield Finding(code="S17", severity="warning", where=f"{file.path}:1", params=params)


def _cues(file: Opened) -> int:
    return len(file.raw)


def _seconds(file: Opened) -> int:
    return round(sum(max(0, cue.end_ms - cue.start_ms) for cue in file.raw) / 1000)
