"""Options that are to take something away, `--verwijder-foto` or `--sans-vignette`: the option with an empty text."""

import click

from campaign.cli.typed_lines import tried_words, typed_text
from campaign.cli.typed_lines.typed_line import Line, Slip
from media.text.folding import folded

_AWAY = {
    "verwijder", "zonder", "geen", "wis", "weg", "supprimer", "sans", "retirer", "enlever", "effacer", "pas", "no",
    "remove", "delete", "without", "clear",
}  # fmt: skip


def slip(line: Line) -> Slip | None:
    """Refuse such an option with what empties it, where the command changes a thing and the option can be empty."""
    if line.path[-1:] != ("edit",):
        return None
    for place, one in enumerate(line.words):
        name = _emptied(one.text, line.command) if one.option is None and one.text.startswith("--") else None
        if name:
            texts = [each.text for each in line.words]
            texts[place : place + 1] = [name, ""]
            return Slip(code="slip-emptied", meant=line.rewritten(texts), params={})
    return None


def _emptied(text: str, command: click.Command) -> str | None:
    first, _, rest = text.lstrip("-").partition("-")
    known = [one.opts[-1] for one in command.params if one.name in typed_text.EMPTIED]
    if folded(first) not in _AWAY or not rest:
        return None
    same = next((one for one in known if folded(one) == folded(rest)), None)
    return same or tried_words.called(rest, known, tried_words.tried("option_words", "--"))
