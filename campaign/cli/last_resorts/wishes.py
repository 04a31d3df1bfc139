"""What people ask for that is no command or option: one sentence that it cannot be done here, or where it is."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from campaign.cli import language
from campaign.cli.meant_lines import unneeded
from campaign.cli.typed_lines import lacking, spaced_words, tried_words
from campaign.cli.typed_lines.typed_line import Line
from campaign.messages import pasteable, translate
from campaign.typed import languages as typed_languages
from media.languages import known as languages
from media.text.folding import folded
from schedules.errors import BadRequest

if TYPE_CHECKING:
    from campaign.cli.app import Desk

_PART = 4  # letters of a part of an option that wishes for something
_MOST = 4  # words that are one wish together: `annuler la dernière action`
_IN_GROUP: Mapping[tuple[str, str], str] = {  # commands that a group has not -> the wish
    ("brand", "edit"): "look",
    ("brand", "add"): "look",
    ("brand", "import"): "look",
    ("consent", "run"): "mailing",
    ("page", "renew"): "token",
    ("page", "retry"): "token",
    ("plan", "form"): "printing",
    ("plan", "run"): "mailing",
    ("post", "form"): "printing",
    ("post", "run"): "going-out",
    ("service", "status"): "service",
    ("service", "resume"): "service",
    ("service", "restore"): "service",
    ("subtitles", "edit"): "subtitle-text",
    ("subtitles", "remove"): "subtitle-gone",
    ("testimony", "form"): "printing",
}
_IN_PLACE: Mapping[tuple[str, str], str] = {  # wishes that mean another in a group
    ("page", "renewing"): "token",
    ("page", "languages"): "settings",
    ("subtitles", "search"): "subtitle-text",
    ("subtitles", "languages"): "translate",
    ("subtitles", "writing"): "",  # which is to transcribe
}
# Options by what they mean elsewhere, of commands that have not those.
_SAID: Mapping[tuple[str, str], str] = {
    ("rehearse", "--from"): "period",
    ("rehearse", "--at"): "period",
    ("run", "--now"): "service",
    ("run", "pause"): "service",
    ("overdue", "--at"): "overdue-move",
    ("overdue", "move"): "overdue-move",
    ("overdue", "spread"): "overdue-move",
}
_OF_ALONE = {"update": "newer"}
_PROGRAM = ("campaign", "campagne")
_AT_ROOT = ("newer",)  # wishes that are words for editing in a group
_FILES = (".srt", ".vtt")  # which the commands on subtitles are given
_EXCEPT = {"behalve", "uitgezonderd", "sauf", "excepte", "except", "hormis"}
_OF_LOG = "latest"


def command(
    root: click.Group, line: Line, error: click.NoSuchCommand, desk: "Desk | None"
) -> BadRequest | None:
    """Refuse `logo` and `subtitles vertaal koen` with a sentence; None where the words wish for nothing we know."""
    texts = [one.text for one in line.words if not one.text.startswith("-") or one.text == error.command_name]
    group = line.path[-1] if line.path else ""
    if len(texts) > 1 and folded(texts[0]) in _PROGRAM and find(" ".join(texts)) is None:
        texts = texts[1:]
    if texts and folded(texts[0]) in unneeded.PLACES:
        return BadRequest("post-facebook-only", place=texts[0])
    code = _meant(root, group, texts)
    return _refusal(code, line, desk) if code else None


def _meant(root: click.Group, group: str, texts: Sequence[str]) -> str | None:
    """Return the wish of the first words behind a group, or of a group's name and a verb; None where there is none."""
    if not group and len(texts) > 1 and (named := tried_words.command(texts[0], _groups(root))):
        return _meant(root, named, texts[1:])
    if not group and len(texts) == 1 and tried_words.command(texts[0], ["service"]):
        return "service"
    code = _whole(texts, behind=len(texts))
    if group == "subtitles" and any(one.casefold().endswith(_FILES) for one in texts):
        return None
    is_of_number = group == "post" and len(texts) > 1 and spaced_words.are_numbers(texts[1])
    if code is None and group and not is_of_number:
        code = next(
            (wish for (where, name), wish in _IN_GROUP.items() if where == group and _is(texts, name)), None
        )
    if code is None and len(texts) > 1 and (named := tried_words.command(texts[1], _groups(root))):
        code = None if group else _behind(named, texts[0])
    return _IN_PLACE.get((group, code), code) if code and not (group and code in _AT_ROOT) else None


def _behind(group: str, verb: str) -> str | None:
    """Return the wish of a verb before a noun: `arrêter le service`, `wijzig huisstijl`."""
    return next(
        (wish for (where, name), wish in _IN_GROUP.items() if where == group and _is([verb], name)), None
    )


def _groups(root: click.Group) -> list[str]:
    ctx = click.Context(root)
    return [name for name in root.list_commands(ctx) if isinstance(root.get_command(ctx, name), click.Group)]


def _is(texts: Sequence[str], name: str) -> bool:
    if name == "renew":
        return bool(texts) and find(texts[0]) == "renewing"
    return bool(texts) and tried_words.command(texts[0], [name]) is not None


def _whole(texts: Sequence[str], *, behind: int) -> str | None:
    """Return the wish of the first words together, the most of them first."""
    if behind == 1 and texts and folded(texts[0]) in _OF_ALONE:
        return _OF_ALONE[folded(texts[0])]
    for end in range(min(_MOST, len(texts)), 0, -1):
        if code := find(" ".join(texts[:end])):
            return code
    return None


def find(text: str) -> str | None:
    """Return what a word wishes for, in any language; None where it wishes for nothing we know."""
    word = folded(text)
    return next((code for code, words in tried_words.tried("wished_words").items() if word in words), None)


def option(line: Line, desk: "Desk | None") -> BadRequest | None:
    """Refuse `--muziek zacht.mp3` with a sentence; None where no option of the line wishes for what we know."""
    for one in line.words:
        name = one.text.partition("=")[0]
        is_option = one.option is None and not one.free and name.startswith("--")
        if is_option and not is_known(name, line.command) and (code := _of_option(line, name)):
            return _refusal(code, line, desk)
    return None


def is_known(name: str, command: click.Command) -> bool:
    """Tell whether a command has an option of a name, or by a word for it, not by a likeness alone."""
    known = [option for one in command.params for option in one.opts]
    return (
        name in known or tried_words.called(name, known, tried_words.tried("option_words", "--")) is not None
    )


def _of_option(line: Line, name: str) -> str | None:
    """Return the wish that an option of no command is; `--dernier` wishes for nothing but of the log."""
    last = line.path[-1] if line.path else ""
    tried, word = tried_words.tried("option_words", "--"), folded(name.lstrip("-"))
    for (where, meant), wish in _SAID.items():
        called = (
            word == folded(meant)
            or word in tried.get(meant, ())
            or tried_words.command(word, [meant]) == meant
        )
        if where == last and called:
            return wish
    code = find(name.lstrip("-")) or next(filter(None, map(find, _parts(name))), None)
    if code == "coming" and last == "overdue":
        return "overdue-move"
    return None if code == _OF_LOG and last != "log" else code


def _parts(name: str) -> list[str]:
    """Return the words that an option is made of, without the short ones between them: `logo-verbergen`."""
    return [one for one in name.strip("-").split("-") if len(one) >= _PART] if "-" in name.strip("-") else []


def words(line: Line, desk: "Desk | None") -> BadRequest | None:
    """Refuse words too many that wish for something: `post list demain`, `page connect microstart`."""
    free = [one.text for one in line.words if one.free]
    if not free or len(free) != len(line.words):
        return None
    if line.path == ("page", "connect") and not any(map(str.isdecimal, free)):
        return _refusal("page-number", line, desk)
    if _EXCEPT & set(map(folded, free)):
        return _refusal("except", line, desk)
    if line.path in (("desk",), ("run",), ("rehearse",)) and tried_words.command(free[0], ["pause"]):
        return _refusal("leaving", line, desk)
    listing = line.path[-1:] in (("list",), ("status",), ("check",)) or line.path == ("plan", "show")
    code = _whole(free, behind=len(free)) if listing else None
    return _refusal(code, line, desk) if code else None


def _refusal(code: str, line: Line, desk: "Desk | None") -> BadRequest:
    texts = [one.text for one in line.words]
    films = lacking.known_films(desk)
    film = next((one for one in texts if one in films), films[0] if len(films) == 1 else "SLUG")
    number = next((one for one in texts if one.isdecimal()), "N")
    spoken = language.current() or languages.FALLBACK
    wanted = next((found for one in texts if (found := typed_languages.code(one))), spoken)
    today = desk.now() if desk else None
    return BadRequest(
        f"wish-{code}",
        film=pasteable.Typed(translate.placeholders(film, spoken)),
        number=pasteable.Typed(translate.placeholders(number, spoken)),
        lang=pasteable.Typed(wanted),
        day=pasteable.Typed(f"{today.day}/{today.month}/{today.year}" if today else "DATE"),
    )
