"""The Page's token for a command: from the environment, else from where it is stored; and warnings about it."""

from pathlib import Path

from campaign.cli import output
from campaign.cli.app import Desk
from campaign.page import connect, token_end
from campaign.page.keychain import Kept, Keychain, key
from campaign.settings.declarations import Settings
from schedules.errors import BadRequest
from schedules.facebook.tokens import App


def app(desk: Desk) -> App | None:
    """Return the Facebook app that the environment names, whole or not at all."""
    number, secret = desk.environment("CAMPAIGN_APP_ID"), desk.environment("CAMPAIGN_APP_SECRET")
    if bool(number) != bool(secret):
        raise BadRequest("app-half", missing="CAMPAIGN_APP_SECRET" if number else "CAMPAIGN_APP_ID")
    return App(id=number, secret=secret) if number and secret else None


def app_secret(desk: Desk) -> str | None:
    """Return the app's secret, which proves every call to come from the app, or None."""
    return desk.environment("CAMPAIGN_APP_SECRET")


def mail_password(desk: Desk) -> str | None:
    """Return the mail server's password, or None."""
    return desk.environment("CAMPAIGN_SMTP_PASSWORD")


def keychain(desk: Desk) -> Keychain:
    """Return the place where tokens are kept."""
    folder = desk.environment("CAMPAIGN_TOKEN_DIR")
    return Keychain(folder=Path(folder).absolute() if folder else None)


def kept(desk: Desk, settings: Settings) -> Kept | None:
    """Return the configured Page's token: the environment's, else the stored one; none for the rehearsal Page."""
    if settings.page.id is None:
        return None
    given = desk.environment("CAMPAIGN_PAGE_TOKEN")
    if given:
        return Kept(token=connect.fit(given))
    return keychain(desk).read(key(settings.page.graph_url, settings.page.id))


def page_token(desk: Desk, settings: Settings) -> str | None:
    """Return the configured Page's token alone, saying so where it ends soon."""
    return told(desk, kept(desk, settings))


def told(desk: Desk, found: Kept | None) -> str | None:
    """Return a token alone, saying so where it ends soon."""
    days = token_end.ends_soon(found.expires_at, desk.now()) if found else None
    if days is not None:
        output.note(desk.say("warning", sentence=desk.say("token-ends", days=days)))
    return found.token if found else None


def warnings(desk: Desk, stands: connect.Standing) -> list[str]:
    """Return what is to be said of a token: what is wrong with it, and whether it ends soon."""
    said = [desk.say(stands.trouble.code, **stands.trouble.params)] if stands.trouble else []
    days = token_end.ends_soon(stands.expires_at, desk.now())
    return said + ([desk.say("token-ends", days=days)] if days is not None else [])
