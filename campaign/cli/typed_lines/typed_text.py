"""What people type as an option or argument: texts without what steers a terminal, words, languages, numbers.

Where several may be given, commas may stand between, and numbers may be a span: `--act film,publish`, `approve 1-12`.
"""

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from campaign.cli import asked_words, errors, language
from campaign.messages import translate
from campaign.messages.translate import N_
from campaign.typed import languages, numbers, words
from media.text import controls
from media.text.folding import folded
from schedules.errors import BadRequest
from schedules.model.states import State

LATE = "overdue"  # which is no state of a post, but is asked for as one
NAMES = {"speaker", "person", "guardian", "pseudonym", "who"}  # of people
ANYBODY = N_("Name of the person:")
ASKED = {"guardian": N_("Name of the guardian:"), "pseudonym": N_("Pseudonym:")}  # by parameter
EMPTIED = {
    "embargo",
    "photos",
    "thumbnail",
    "first_comment",
    "until",
    "theme",
    "link",
}  # whose value may be none
UNSAID = {"until"}  # which none has where it is not given
_NEVER = ("non", "nee", "jamais", "nooit", "never")
_DASHES = ("-", "--", "\u2013", "\u2014", "/")
LONGEST_NAME = 1000
LANGUAGES = {"language", "languages"}
HIDDEN = N_("line {line} has the character {sign}, which nobody sees; type that text again without it")
ONE_LINE = N_("there is a line break or a tab in it; type that text again on one line")
OF_LINES = {"caption", "first_comment", "alts", "reason"}  # may have newlines and tabs


class Typed(click.types.StringParamType):
    """A text as click reads it, its accents as everybody writes them, without control characters.

    Of several lines only where it may have them.
    """

    def __init__(self, *, lines: bool) -> None:
        self.lines = lines

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the text, or say which character is refused."""
        text = unicodedata.normalize("NFC", str(super().convert(value, param, ctx))).replace("\r\n", "\n")
        if found := controls.first(text, lines=self.lines):
            wrong = ONE_LINE if found[0] in ("U+0009", "U+000A") else HIDDEN
            told = {"sign": found[0], "line": found[1]}
            self.fail(translate.fill(wrong, told, language.current()), param, ctx)
        return text


class Name(Typed):
    """A person's name; `-` reads it from the next line of stdin, or asks, so that no list of processes shows it."""

    def __init__(self) -> None:
        super().__init__(lines=False)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the name, from elsewhere where that is asked for."""
        if value != "-":
            return super().convert(value, param, ctx)
        if errors.can_ask():
            asked = ASKED.get(param.name or "", ANYBODY) if param else ANYBODY
            question = translate.translate(asked, language.current())
            return super().convert(asked_words.answer(question, language.current()), param, ctx)
        read = sys.stdin.readline(LONGEST_NAME).strip() if sys.stdin is not None else ""
        if not read:
            wrong = N_(
                "`-` takes the name from standard input (stdin), which is empty; write it there, one line for each name"
            )
            self.fail(translate.fill(wrong, {}, language.current()), param, ctx)
        return super().convert(read, param, ctx)


class Emptied(click.ParamType[Any]):
    """What may be left empty, or taken away with `""`: a word for none does the same, and that is told."""

    def __init__(self, kind: click.ParamType[Any]) -> None:
        self.kind, self.name = kind, kind.name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read a word for none, else as before."""
        if not isinstance(value, str) or not is_none(value) or Path(value).is_file():
            return self.kind.convert(value, param, ctx) if value is not None else None
        from campaign.cli import output  # which needs what is guarded with this

        told = {"text": value, "option": param.opts[-1] if param else ""}
        output.note(translate.say("none-understood", told, language.current()))
        is_new = ctx is not None and ctx.command.name == "add" and param is not None and not param.multiple
        return None if is_new or (param and param.name in UNSAID) else ""

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """Show what it is otherwise."""
        return self.kind.get_metavar(param, ctx)


def is_none(text: str) -> bool:
    """Tell whether a text says that there is none."""
    return text.strip() in _DASHES or words.find(text, ("none",)) is not None or folded(text) in _NEVER


class Language(Typed):
    """A language by its code or any name of it, as its code; what is none stays, to be refused later."""

    def __init__(self) -> None:
        super().__init__(lines=False)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the language's name."""
        text = super().convert(value, param, ctx)
        found = languages.code(text)
        if found is None and (several := languages.several(text)):
            told = {"written": text, "language": several[0]}
            self.fail(translate.say("language-several", told, language.current()), param, ctx)
        return found or text


class Languages(click.ParamType[tuple[str, ...]]):
    """Languages, perhaps with commas between."""

    name = "text"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Read each of them."""
        text = Typed(lines=False).convert(value, param, ctx)
        parts = languages.several(text) or words.apart(text) or (text,)
        return tuple(Language().convert(part, param, ctx) for part in parts)


class Word(click.Choice[str]):
    """One of some words that programs read, in any language and spelling; lists show the reader's own words.

    A command declares a `click.Choice`, which becomes this.
    """

    def __init__(self, choices: Iterable[str]) -> None:
        super().__init__(tuple(choices), case_sensitive=False)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the word, or say which there are, and which was meant."""
        return words.find(str(value), self.codes) or self.refuse(str(value), param, ctx)

    @property
    def codes(self) -> tuple[str, ...]:
        """The words that programs read."""
        return tuple(map(str, self.choices))

    def refuse(self, text: str, param: click.Parameter | None, ctx: click.Context | None) -> NoReturn:
        """Say which words there are, and which was meant."""
        lang = language.current()
        if LATE not in self.codes and set(self.codes) >= set(State) and words.find(text, (LATE,)):
            self.fail(translate.say("late-no-state", {"text": text}, lang), param, ctx)
        near = words.nearest(text, self.codes)
        params = {
            "text": text,
            "known": ", ".join(translate.one_piece(code, lang) for code in self.codes),
            "nearest": near and translate.one_piece(near, lang),
        }
        self.fail(translate.say("word-near" if near else "word-unknown", params, lang), param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Show the words of the reader's language."""
        lang = getattr(ctx.obj, "lang", None)
        listed = "|".join(translate.one_piece(code, lang) for code in self.codes)
        return f"{{{listed}}}" if param.required and param.param_type_name == "argument" else f"[{listed}]"

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        """Name the words in the reader's language."""
        lang = getattr(
            ctx and ctx.obj, "lang", None
        )  # asked when the command is over, and no context current
        known = ", ".join(translate.one_piece(code, lang) for code in self.codes)
        return translate.say("word-choose", {"known": known}, lang)


class Role(Word):
    """A speaker's role; of one in a word of another gender, or a synonym, it is said what a film shows."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the word, or say which there are."""
        from campaign.cli import output  # which needs what is guarded with this
        from media.languages import known

        code, lang, text = super().convert(value, param, ctx), language.current(), str(value).strip()
        listed = {code, *(translate.one_piece(code, each) for each in translate.LANGUAGES)}
        if folded(text) not in map(folded, listed):
            shown = known.find_or_fallback(lang).roles[code]
            told = {"text": text, "role": translate.word(code, lang), "shown": shown}
            output.note(translate.say("role-understood", told, lang))
        return code


class Words(Word):
    """Several such words, perhaps with commas between."""

    def convert(  # type: ignore[override]
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Read each of them."""
        parts = words.several(str(value), self.codes)
        return parts or tuple(super(Words, self).convert(one, param, ctx) for one in words.apart(str(value)))


class Number(click.ParamType[int]):
    """A whole number, of nine digits at most; a list or a span is told that one is wanted."""

    name = "integer"
    read = staticmethod(numbers.one)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the number, or say what is wrong."""
        try:
            return value if isinstance(value, int) else self.read(str(value))
        except BadRequest as wrong:
            of_post = isinstance(param, click.Argument) and wrong.code == "number-unreadable"
            if of_post and ctx is not None and ctx.command.name == "void":
                code = "number-of-no-consent"
            else:
                code = "number-of-no-post" if of_post else wrong.code
            self.fail(translate.say(code, wrong.params, language.current()), param, ctx)


class NumberOrName(Number):
    """The number of a post, or any other word as it is."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the number; what is none stays a word."""
        try:
            return value if isinstance(value, int) else self.read(str(value))
        except BadRequest as wrong:
            if wrong.code == "number-unreadable":
                return Typed(lines=False).convert(value, param, ctx)
            return super().convert(value, param, ctx)


class Numbers(Number):
    """Numbers of posts: one, some with commas between, or a span such as 1-12."""

    read = staticmethod(numbers.several)  # type: ignore[assignment]


def flat(ctx: click.Context, param: click.Parameter, value: Sequence[Any]) -> tuple[Any, ...]:
    """Return what several options or arguments stand for as one list, each once."""
    parts = [part for one in value for part in (one if isinstance(one, tuple) else (one,))]
    return tuple(dict.fromkeys(parts))


def guard(command: click.Command) -> None:
    """Have a command read its texts, words and numbers so; safe to repeat."""
    for param in command.params:
        several = param.nargs == -1 or param.multiple
        kind = _reader(param, several=several)
        if kind is not None:
            param.type = kind
        if several and isinstance(kind, Languages | Words | Numbers):
            param.callback = param.callback or flat
        if param.name in EMPTIED and isinstance(param, click.Option):
            param.type = Emptied(param.type)


def _reader(param: click.Parameter, *, several: bool) -> click.ParamType[Any] | None:
    """Return what reads a parameter that was declared in click's own types; None where it stays as it is."""
    name = param.name or ""
    if type(param.type) is click.Choice:
        return (Words if several else Word)(map(str, param.type.choices))
    if type(param.type) is click.types.IntParamType:
        return Numbers() if several else Number()
    if type(param.type) is not click.types.StringParamType or name.startswith("desk_"):
        return None
    if name in LANGUAGES:
        return Languages() if several else Language()
    return Name() if name in NAMES else Typed(lines=name in OF_LINES)
