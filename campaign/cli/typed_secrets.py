"""Secrets that a person at the terminal types: the Facebook app's, the mail server's password, the desk's own."""

from urllib.parse import urlsplit

import click

from campaign.cli import credentials, errors, output
from campaign.cli.app import Desk
from campaign.messages import translate
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
    number = _app_number(desk)
    if not number:
        return None
    secret = credentials.unseen(desk, desk.say("app-secret-question"), _app_secret)
    return App(id=number, secret=secret.strip())


def _app_number(desk: Desk) -> str:
    """Ask for the app's id until the answer is one, or nothing."""

    def read(answer: str) -> str:
        if wrong := _app_id(answer.strip()):
            raise click.UsageError(desk.say(wrong))
        return answer.strip()

    asked = desk.say("app-id-question")
    suffix = f"{translate.labelled('', desk.lang)} "
    return str(
        click.prompt(asked, default="", value_proc=read, show_default=False, prompt_suffix=suffix, err=True)
    )


def _app_id(answer: str) -> str | None:
    fits = not answer or (answer.isascii() and answer.isdigit() and len(answer) <= LONGEST_ID)
    return None if fits else "app-id-unfit"


def _app_secret(answer: str) -> str | None:
    return None if answer.strip() and session.is_word(answer.strip()) else "app-secret-unfit"


def mail_password(desk: Desk, settings: Settings, *, anew: bool) -> None:
    """Ask for the mail server's password and store it; one that is stored is asked for again only `anew`."""
    name, notices = credentials.mail_name(settings), settings.notices
    if name is None or desk.yes or not errors.can_ask() or desk.environment("CAMPAIGN_SMTP_PASSWORD"):
        return
    if not anew and credentials.mail_password(desk, settings):
        return
    asked = desk.say("mail-password-question", user=notices.smtp_user, host=notices.smtp_host)
    password = credentials.unseen(desk, asked, default="")
    if password:
        place = credentials.keychain(desk)
        kept_in = place.keep(name, Kept(token=password))
        output.note(desk.say("mail-password-kept", place=credentials.place(desk, kept_in)))


def sign_on_secret(desk: Desk, settings: Settings, *, anew: bool) -> None:
    """Ask for the desk's secret at the office's own log-in and store it; one that is stored only `anew`."""
    if desk.yes or not errors.can_ask() or desk.environment("CAMPAIGN_OIDC_SECRET"):
        return
    if not anew and credentials.sign_on_secret(desk, settings):
        return
    host = urlsplit(settings.desk.sign_on).hostname
    asked = desk.say("sign-on-secret-question", client=settings.desk.sign_on_client, host=host)
    secret = credentials.unseen(desk, asked, default="").strip()
    if secret:
        kept_in = credentials.keychain(desk).keep(credentials.sign_on_name(settings), Kept(token=secret))
        output.note(desk.say("sign-on-secret-kept", place=credentials.place(desk, kept_in)))


def forget_sign_on_secret(desk: Desk, settings: Settings) -> None:
    """Remove the desk's secret at the office's own log-in from this computer."""
    try:
        credentials.keychain(desk).forget(credentials.sign_on_name(settings))
    except NotReady as why:
        output.note(desk.say("warning", sentence=desk.say(why.code, **why.params)))


def forget_mail_password(desk: Desk, settings: Settings) -> None:
    """Remove the mail server's password from this computer."""
    name = credentials.mail_name(settings)
    if name:
        try:
            credentials.keychain(desk).forget(name)
        except NotReady as why:
            output.note(desk.say("warning", sentence=desk.say(why.code, **why.params)))
