"""The settings file of a new campaign: every setting declared, with what holds without it, in the reader's language."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping

from campaign.messages import translate
from campaign.settings.declarations import Settings
from campaign.settings.rows import Row, Section, own_rows, sections, written

WIDTH = 120
LONGEST = 44  # of a line that has its comment beside it; that of a longer one begins on the next line


def text(values: Mapping[str, object], lang: str | None, declared: type[Section] = Settings) -> str:
    """Return the file: `values` are written above the first section, all else stands in comments, to be opened."""
    blocks = [_comment(declared.HEADING, lang)]
    for row in own_rows(declared):
        line = written(row.name, values.get(row.name, row.default))
        blocks.append([*_comment(row.sentence, lang), line])
    for name, section in sections(declared):
        blocks.append(
            [*_comment(section.HEADING, lang), f"# [{name}]", *_lines(tuple(own_rows(section)), lang)]
        )
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _comment(sentence: str, lang: str | None) -> list[str]:
    return wrapped(translate.placeholders(translate.translate(sentence, lang), lang), "# ")


def wrapped(sentence: str, before: str) -> list[str]:
    """Return a text as lines of a file's usual width, `before` in front of each."""
    return textwrap.wrap(
        sentence,
        WIDTH,
        initial_indent=before,
        subsequent_indent=before,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _lines(rows: Iterable[Row], lang: str | None) -> Iterator[str]:
    """Yield a section's settings in comments, what each is for beside them in one column."""
    shown = {f"# {written(row.name, _shown(row))}": row for row in rows}
    column = max((len(line) for line in shown if len(line) <= LONGEST), default=LONGEST) + 4
    for line, row in shown.items():
        beside = wrapped(
            translate.placeholders(translate.translate(row.sentence, lang), lang), "#".ljust(column) + "# "
        )
        if row.default == []:
            example = translate.say("slots-example", {}, lang) if row.name == "slots" else row.line
            beside.append("#".ljust(column) + f"# {example}")
        if len(line) <= LONGEST:
            beside[0] = line.ljust(column) + beside[0][column:]
        else:
            yield line
        yield from beside


def _shown(row: Row) -> object:
    return row.example if row.default is None else row.default
