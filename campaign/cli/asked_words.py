"""Questions that a person answers with words of her own, until something is answered."""

import click

from campaign.messages import translate

TRIES = 5  # a program that answers with nothing, for ever, is no person


def answer(question: str, lang: str | None, *, hidden: bool = False) -> str:
    """Ask until something is typed, and say how to stop where nothing was; raises Abort after some tries."""
    for _ in range(TRIES):
        typed = once(question, lang, hidden=hidden)
        if typed.strip():
            return typed
        nothing = translate.say("answer-nothing-hidden" if hidden else "answer-nothing", {}, lang)
        click.echo(translate.say("error-line", {"sentence": nothing}, lang), err=True)
    raise click.Abort


def twice(question: str, again: str, lang: str | None) -> str:
    """Ask for something unseen, and once more, until both are the same; raises Abort after some tries."""
    for _ in range(TRIES):
        typed = answer(question, lang, hidden=True)
        if typed == answer(again, lang, hidden=True):
            return typed
        click.echo(translate.translate("Error: The two entered values do not match.", lang), err=True)
    raise click.Abort


def once(question: str, lang: str | None, *, hidden: bool = False) -> str:
    """Ask once; the answer may be empty. A question has its mark already, other words get a colon."""
    bare = question.rstrip()
    suffix = " " if bare.endswith(("?", ":")) else f"{translate.labelled('', lang)} "
    return str(
        click.prompt(bare, default="", show_default=False, hide_input=hidden, prompt_suffix=suffix, err=True)
    )
