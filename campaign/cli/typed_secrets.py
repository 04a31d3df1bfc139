"""Secrets that a person at the terminal is asked for: the Facebook app's, and the mail server's password."""

from collections.abc import Callable

import click

from campaign.cli import credentials, errors, output
from campaign.cli.app import Desk
from campaign.page.keychain import Kept
from campaign.settings.declarations import Settings
from schedules.errors import NotReady
from schedules.facebook import session
from schedules.facebook.tokens import App

LONGEST_ID = 20  # digits of an app's id; they have 15 or 16


def app(desk: Desk) -> App | None:
    """Ask for the app's id, and unseen for its secret; None where a person goes on without, or nobody is there."""
    if desk.yes or not errors.can_ask():
        return None
    output.note(desk.say("app-where"))
    number = _asked(desk, "app-id-question", _app_id, default="")
    return App(id=number, secret=_asked(desk, "app-secret-question", _app_secret)) if number else None


def _asked(
    desk: Desk, question: str, fault: Callable[[str], str | None], *, default: str | None = None
) -> str:
    """Ask until the answer can be what is asked for, saying what is wrong with one that cannot.

    What has no default is a secret, and not shown.
    """

    def read(answer: str) -> str:
        wrong = fault(answer.strip())
        if wrong:
            raise click.UsageError(desk.say(wrong))
        return answer.strip()

    hidden = default is None
    asked = desk.say(question)
    return str(
        click.prompt(asked, default=default, hide_input=hidden, value_proc=read, show_default=False, err=True)
    )


def _app_id(answer: str) -> str | None:
    fits = not answer or (answer.isascii() and answer.isdigit() and len(answer) <= LONGEST_ID)
    return None if fits else "app-id-unfit"


def _app_secret(answer: str) -> str | None:
    return None if answer and session.is_word(answer) else "app-secret-unfit"


def mail_password(desk: Desk, settings: Settings, *, anew: bool) -> None:
    """Ask for the mail server's password and store it; one that is stored is asked for again only `anew`."""
    name, notices = credentials.mail_name(settings), settings.notices
    if name is None or desk.yes or not errors.can_ask() or desk.environment("CAMPAIGN_SMTP_PASSWORD"):
        return
    if not anew and credentials.mail_password(desk, settings):
        return
    asked = desk.say("mail-password-question", user=notices.smtp_user, host=notices.smtp_host)
    password = str(click.prompt(asked, default="", show_default=False, hide_input=True, err=True))
    if password:
        place = credentials.keychain(desk)
        kept_in = place.keep(name, Kept(token=password))
        output.note(desk.say("mail-password-kept", place=credentials.place(desk, kept_in)))


def forget_mail_password(desk: Desk, settings: Settings) -> None:
    """Remove the mail server's password from this computer."""
    name = credentials.mail_name(settings)
    if name:
        try:
            credentials.keychain(desk).forget(name)
        except NotReady as why:
            output.note(desk.say("warning", sentence=desk.say(why.code, **why.params)))
