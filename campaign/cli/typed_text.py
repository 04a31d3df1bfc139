"""What people type as an option or argument: texts without what steers a terminal, numbers that a database holds."""

import sys

import click

from campaign.cli import errors, language
from campaign.messages import translate
from campaign.messages.translate import N_
from media.text import controls

NAMES = {"speaker", "person", "guardian", "pseudonym", "who"}  # of people
ANYBODY = N_("Name of the person:")
ASKED = {"guardian": N_("Name of the guardian:"), "pseudonym": N_("Pseudonym:")}  # by parameter
LONGEST_NAME = 1000
LARGEST = 999_999_999
HIDDEN = N_("line {line} has the character {sign}, which nobody sees; type that text again without it")
ONE_LINE = N_("there is a line break or a tab in it; type that text again on one line")
OF_LINES = {"caption", "first_comment", "alts", "reason"}  # may have newlines and tabs


class Typed(click.types.StringParamType):
    """A text as click reads it, without control characters; of several lines only where it may have them."""

    def __init__(self, *, lines: bool) -> None:
        self.lines = lines

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the text, or say which character is refused."""
        text = str(super().convert(value, param, ctx)).replace("\r\n", "\n")
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
            return super().convert(click.prompt(question, prompt_suffix=" ", err=True), param, ctx)
        read = sys.stdin.readline(LONGEST_NAME).strip() if sys.stdin is not None else ""
        if not read:
            wrong = N_(
                "`-` takes the name from standard input (stdin), which is empty; write it there, one line for each name"
            )
            self.fail(translate.fill(wrong, {}, language.current()), param, ctx)
        return super().convert(read, param, ctx)


class Number(click.types.IntParamType):
    """A whole number as click reads it, of nine digits at most."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number, or say that there is none so large."""
        number = int(super().convert(value, param, ctx))  # type: ignore[arg-type]
        if abs(number) > LARGEST:
            wrong = N_("{value} is too large; numbers have nine digits at most")
            self.fail(translate.fill(wrong, {"value": value}, language.current()), param, ctx)
        return number


def guard(command: click.Command) -> None:
    """Have a command read its texts and numbers so; safe to repeat."""
    for param in command.params:
        name = param.name or ""
        if type(param.type) is click.types.StringParamType and not name.startswith("desk_"):
            param.type = Name() if name in NAMES else Typed(lines=name in OF_LINES)
        elif type(param.type) is click.types.IntParamType:
            param.type = Number()
