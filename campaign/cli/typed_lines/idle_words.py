"""Words behind a command that change nothing there, such as `tout de suite`: they are left out, and that is told."""

from collections.abc import Iterator, Sequence

import click

from campaign.cli import language, output
from campaign.cli.typed_lines import loose_words, offered_lines, tried_words
from campaign.cli.typed_lines.typed_line import Line, apart
from campaign.messages import translate
from campaign.typed import days, relative
from media.text.folding import folded


def without(root: click.Group, args: Sequence[str], error: Exception) -> list[str] | None:
    """Return a line without the idle words at its end, which are told; None where it has none, or is still refused."""
    if not isinstance(error, click.UsageError) or isinstance(error, click.NoSuchOption | click.NoSuchCommand):
        return None
    line = apart(root, args)
    if offered_lines.is_read(line) or loose_words.slip(line):
        return None
    for start, end in _runs(line):
        texts = [one.text for one in line.words]
        said = " ".join(texts[start:end])
        left = line.rewritten([*texts[:start], *texts[end:]])
        if is_idle(said) and offered_lines.is_read(apart(root, left)):
            output.note(translate.say("idle-words", {"text": said}, language.current()))
            return left
    return None


def _runs(line: Line) -> Iterator[tuple[int, int]]:
    """Yield from where to where words stand that no option has, up to the end of each run; the longest first."""
    for start, one in enumerate(line.words):
        end = start
        while end < len(line.words) and line.words[end].free:
            end += 1
        if one.free and loose_words.is_apart(line, start):
            yield start, end


def is_idle(text: str) -> bool:
    """Tell whether words say nothing but at once, or please."""
    known = tried_words.tried("idle_words")
    return relative.is_now(days.plain(text)) or any(folded(text) in said for said in known.values())
