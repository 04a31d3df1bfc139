"""The linter's rules on language: another one than the file says (S15), typography (S19)."""

import re
from collections.abc import Iterator

from media.languages import known
from media.subtitles.model import Seen, advised
from media.subtitles.norms import Context
from media.subtitles.reader import Opened
from media.text import language_detection, typography


def labels(file: Opened, context: Context) -> Iterator[Seen]:
    """S15: nobody says which language this is, or the text is in another one."""
    if not file.raw:  # other rules say what is wrong with it
        return
    if not context.language:
        yield _unsaid(file)
        return
    text = "\n".join(cue.text for cue in file.shown)
    if found := language_detection.likely_other_language(text, context.short):
        said: dict[str, object] = {"label": context.language, "found": found}
        yield advised("S15", 1, "language-other", "warning", advice="advice-language-other", **said)


def _unsaid(file: Opened) -> Seen:
    """Nobody says which language this is: how to say it, with the one that its words seem to be in."""
    votes = language_detection.votes("\n".join(cue.text for cue in file.shown))
    best = max(votes, key=lambda code: votes[code], default="")
    if not best or list(votes.values()).count(votes[best]) > 1 or not votes[best]:
        return advised("S15", 1, "language-unsaid", "error", advice="advice-name-it")
    renamed = f"{file.path.stem}.{best}{file.path.suffix}"
    params: dict[str, object] = {"found": best, "renamed": renamed}
    return advised("S15", 1, "language-unsaid", "error", advice="advice-name-it-so", **params)


def spaces_and_signs(file: Opened, context: Context) -> Iterator[Seen]:
    """S19: what a line's language writes otherwise; one finding of a kind per line."""
    for number, line, _ in file.lines():
        for code in dict.fromkeys(
            habit.code for habit in typography.habits(context.short) if re.search(habit.look, line)
        ):
            better = typography.typeset(line, context.short)
            if better == line:
                yield Seen.what("S19", number, code, "warning", sample=line[:50])
            else:
                advice, said = "advice-fix-signs-so", {"sample": line[:50], "better": better[:80]}
                yield advised("S19", number, code, "warning", advice=advice, **said)
    if file.kind in ("srt", "vtt"):
        for raw in file.raw:
            for number, line in enumerate(raw.text.split("\n"), raw.text_line):
                if line.strip() and line != line.strip(" \t"):
                    yield Seen.what("S19", number, "space-at-edge", "warning", sample=line.strip()[:50])
    yield from _quotes(file)
    yield from _dashes(file, context.short)
    yield from _small_starts(file, context.short)


def _quotes(file: Opened) -> Iterator[Seen]:
    """Straight and curly apostrophes in one file: the rarer kind, where it is first."""
    where: dict[str, list[int]] = {"'": [], "’": []}
    for number, line, _ in file.lines():
        for sign, numbers in where.items():
            if re.search(rf"\w{sign}\w", line):
                numbers.append(number)
    rare = min(where.values(), key=len)
    if rare:
        yield Seen.what("S19", rare[0], "quotes-mixed", "warning", lines=len(rare))


def _dashes(file: Opened, code: str) -> Iterator[Seen]:
    """A cue with two speakers whose lines begin otherwise than its language has it."""
    language = known.find(code)
    if language is None or language.dialogue is None:
        return
    for raw, cue in zip(file.raw, file.shown, strict=True):
        lines = cue.text.split("\n")
        if len(lines) == 2 and lines[1].startswith(("-", "–", "—")):
            begins = language.dialogue
            if not (re.match(begins.first, lines[0]) and re.match(begins.second, lines[1])):
                yield Seen.what("S19", raw.text_line, f"dashes-{language.code}", "warning")


def _small_starts(file: Opened, code: str) -> Iterator[Seen]:
    """A sentence that begins with a clipped word, such as ’s or ’t, has its capital at the next one."""
    language = known.find(code)
    if language is None or language.small_start is None:
        return
    ended = True
    for number, line, _ in file.lines():
        if ended and re.match(language.small_start, line):
            yield Seen.what("S19", number, "capital-after-apostrophe", "warning", sample=line[:50])
        ended = line.endswith((".", "!", "?", ".”", "!”", "?”"))
