"""Dashes and quotes of a word processor, and options with signs that they do not have."""

import re
from collections.abc import Sequence

import click

from campaign.cli.typed_lines import tried_words
from campaign.cli.typed_lines.typed_line import Line, Slip, Word

_DASHES = "\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d"  # what word processors and phones put for hyphens
_DASHED = re.compile(rf"(?=[^=]*[{_DASHES}])([-{_DASHES}]+)([^\W\d_][^=\s]*)(=.*)?", re.DOTALL)
_OPENING, _CLOSING = "“”„«‘‚‹‟", "”“»’›‟"
_OPTION = re.compile(r"(--[a-z-]+=)?(.*)", re.DOTALL)


def is_like(word: str) -> bool:
    """Tell whether a word has such a dash or quote."""
    return bool(set(word) & set(_OPENING + _CLOSING) or _DASHED.fullmatch(word) or word[:1] == "'")


def dashes(line: Line) -> Slip | None:
    """Refuse options whose hyphens became dashes with the options as they are written."""
    texts, first = [one.text for one in line.words], ""
    for place, one in enumerate(line.words):
        found = _DASHED.fullmatch(one.text) if one.option is None else None
        name = found and _hyphens(found[2], line.command)
        if found and name:
            first = first or one.text
            texts[place] = name + (found[3] or "")
    return Slip(code="slip-dash", meant=line.rewritten(texts), params={"text": first}) if first else None


def _hyphens(written: str, command: click.Command) -> str | None:
    """Return the option that a name with dashes of a word processor means."""
    name = "--" + re.sub(rf"[{_DASHES}]", "-", written)
    known = {option for one in command.params for option in one.opts} | {"--help"}
    return name if name in known else tried_words.meant_option(name, command)


def quotes(line: Line) -> Slip | None:
    """Join what stands between curly quotes, and ask for straight ones. Where the text has spaces, they are meant."""
    texts, first, place = list[str](), "", 0
    while place < len(line.words):
        end = _closing(line.words, place)
        if end is None:
            texts.append(line.words[place].text)
            place += 1
            continue
        said = " ".join(one.text for one in line.words[place : end + 1])
        option, inner = _split(said)
        first = first or said
        texts.append((option or "") + inner.strip(_OPENING + _CLOSING + "' \u00a0\u202f"))
        place = end + 1
    return Slip(code="slip-quotes", meant=line.rewritten(texts), params={"text": first}) if first else None


def _closing(found: Sequence[Word], place: int) -> int | None:
    """Return where the quotes end that open at this word; None where none do, or where they are part of a text."""
    inner = _split(found[place].text)[1]
    if (
        not inner
        or (inner[0] not in _OPENING and inner[0] != "'")
        or re.search(r"\s", inner.strip(_OPENING + _CLOSING))
    ):
        return None
    closing = "'" if inner[0] == "'" else _CLOSING
    for end in range(place, len(found)):
        last = found[end].text[-1:]
        if last in closing and last and not (end == place and (len(inner) == 1 or closing == "'")):
            return end
    return None


def _split(text: str) -> tuple[str | None, str]:
    found = _OPTION.fullmatch(text)
    return (found[1], found[2]) if found else (None, text)


def option(line: Line) -> Slip | None:
    """Refuse `-dry-run` and `--at:demain` with the option as it is written."""
    known = {option for one in line.command.params for option in one.opts}
    for place, one in enumerate(line.words):
        if one.free or one.option is not None:
            continue
        name, sign, value = (
            one.text.partition(":") if ":" in one.text.partition("=")[0] else one.text.partition("=")
        )
        right = f"--{name.lstrip('-')}"
        if right in known and one.text != right and (sign == ":" or not name.startswith("--")):
            texts = [each.text for each in line.words]
            texts[place] = right + (f"={value}" if sign else "")
            return Slip(code="slip-option", meant=line.rewritten(texts), params={"text": one.text})
    return None
