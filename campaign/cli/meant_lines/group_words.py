"""Words behind a group that are no command but what one is to be done with: a number and a moment, a month, a state."""

import re
from collections.abc import Sequence
from datetime import date

import click

from campaign.cli.typed_lines import tried_words, typed_text
from campaign.cli.typed_lines.typed_line import Line, Slip
from campaign.typed import days, moments, words
from campaign.typed.days import Unread
from media.text.folding import folded
from schedules.model.states import State

_FORM = re.compile(r"[.](?:pdf|docx?|odt|jpe?g|png|heic|tiff?)$", re.IGNORECASE)
_PAIR = 2  # a number and words
_ANY_DAY = date(2000, 1, 1)  # by which it is seen whether a month is named, whichever that is


def meant(root: click.Group, group: str, texts: Sequence[str], films: Sequence[str]) -> list[str]:
    """Return the line of `post foto 3 a.jpg`, `post 3 morgen 18u`, `post live` and `plan december`; else nothing."""
    said = " ".join(texts)
    if group == "consent" and tried_words.command(texts[0], ["add"]):
        return ["consent", "record", *_with_form(texts[1:])]
    if (
        texts[2:]
        and (texts[1] in films or texts[1].isdecimal())
        and (option := _edited(root, group, texts[0]))
    ):
        return [group, "edit", texts[1], option, *texts[2:]]
    if group == "plan" and _is_month(said):
        return ["plan", "show", said]
    if group != "post":
        return []
    behind = " ".join(texts[1:])
    if texts[0].isdecimal() and behind and moments.is_like(behind):
        return ["post", "move", texts[0], "--at", behind]
    if (
        tried_words.command(texts[0], ["add"])
        and len(texts) > 1
        and texts[1].isdecimal()
        and any(map(_is_moment, texts))
    ):
        return ["post", "move", *texts[1:]]
    state = words.find(said, [str(one) for one in State])
    return ["post", "list", "--state", said] if state else []


def _edited(root: click.Group, group: str, word: str) -> str | None:
    """Return the option with which a thing of a group is changed, where a word names it: `foto`, `langue`."""
    parent = root.get_command(click.Context(root), group)
    edit = parent.get_command(click.Context(parent), "edit") if isinstance(parent, click.Group) else None
    known = (
        [name for one in edit.params for name in one.opts if not (one.name or "").startswith("desk_")]
        if edit
        else []
    )
    return tried_words.called(
        word, [one for one in known if one.startswith("--")], tried_words.tried("option_words", "--")
    )


def _with_form(texts: Sequence[str]) -> list[str]:
    """Return words with the option of the form's file before it."""
    words = [
        [one] if at == 0 or texts[at - 1].startswith("-") or not _FORM.search(one) else ["--evidence", one]
        for at, one in enumerate(texts)
    ]
    return [word for one in words for word in one]


def _is_moment(text: str) -> bool:
    """Tell whether a word is the option for a moment, in any language."""
    name = text.partition("=")[0]
    known = tried_words.tried("option_words", "--")["--at"]
    return name.startswith("--") and folded(name) in {"at", *known}


def _is_month(said: str) -> bool:
    try:
        days.month(said, _ANY_DAY)
    except Unread:
        return False
    return True


def is_now(text: str) -> bool:
    """Tell whether an option says that it is to be at once, as a line that sends a post does of itself."""
    known = tried_words.tried("option_words", "--")["--now"]
    return text.startswith("--") and folded(text) in {"now", *known}


def number_first(line: Line) -> Slip | None:
    """Refuse `post hold "Relire" 6` with the number before the words."""
    taken = [one for one in line.command.params if isinstance(one, click.Argument)]
    free = [place for place, one in enumerate(line.words) if one.free]
    if len(taken) != len(free) or len(free) != _PAIR or not isinstance(taken[0].type, typed_text.Number):
        return None
    texts = [one.text for one in line.words]
    first, last = free
    if texts[first].isdecimal() or not texts[last].isdecimal():
        return None
    texts[first], texts[last] = texts[last], texts[first]
    return Slip(code="slip-order", meant=line.rewritten(texts), params={})
