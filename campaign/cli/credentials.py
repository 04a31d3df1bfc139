"""The secrets of a command, each for a server that a person confirmed: from the environment, or from where they are.

Also the passphrases and keys of backups.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from campaign.backup.origin import Signer
from campaign.cli import asked_words, errors, output
from campaign.cli.app import Desk
from campaign.page import connect, graph_version, token_end
from campaign.page.confirmed_hosts import ConfirmedHosts
from campaign.page.keychain import Kept, Keychain, key, mail_key, sign_on_key
from campaign.settings import receivers
from campaign.settings.declarations import Settings
from campaign.settings.receivers import Receiver, Secret
from media.text import controls
from schedules.errors import BadRequest, NotReady
from schedules.facebook import session
from schedules.facebook.tokens import App

PASSPHRASE = "CAMPAIGN_BACKUP_PASSPHRASE"
PASTE = "\x16"  # Ctrl+V, where the console does not paste
SHORTEST = 12  # characters of a passphrase: fewer can be guessed by who has the file and much time


def lacking(desk: Desk, settings: Settings, *secrets: Secret) -> list[Receiver]:
    """Return the servers that would get one of these secrets and that nobody has confirmed."""
    wanted = [one for one in receivers.receivers(settings) if one.secret in secrets]
    return confirmed_hosts(desk).lacking(wanted)


def require_confirmed(desk: Desk, settings: Settings, *secrets: Secret) -> None:
    """Refuse where one of these secrets would go to a server that nobody has confirmed."""
    for one in lacking(desk, settings, *secrets):
        raise unconfirmed(one)


def unconfirmed(receiver: Receiver) -> NotReady:
    """Return the refusal to send a secret to a server that nobody has confirmed."""
    return NotReady("host-unconfirmed", **confirmation(receiver))


def confirmation(receiver: Receiver) -> dict[str, object]:
    """Return what is said of a server that gets a secret."""
    return {
        "setting": receiver.setting,
        "secret": f"secret-{receiver.secret}",
        "address": str(receiver.origin),
    }


def app(desk: Desk, settings: Settings) -> App | None:
    """Return the Facebook app: the environment's, whole or not at all, else the one typed when the Page was connected.

    For a confirmed server alone.
    """
    number, secret = _word(desk, "CAMPAIGN_APP_ID"), _word(desk, "CAMPAIGN_APP_SECRET")
    if bool(number) != bool(secret):
        raise BadRequest("app-half", missing="CAMPAIGN_APP_SECRET" if number else "CAMPAIGN_APP_ID")
    found = App(id=number, secret=secret) if number and secret else _stored_app(desk, settings)
    if found:
        require_confirmed(desk, settings, "page")
    return found


def app_secret(desk: Desk, settings: Settings) -> str | None:
    """Return the app's secret, which proves every call to come from the app, or None; for a confirmed server alone."""
    stored = _stored_app(desk, settings)
    secret = _word(desk, "CAMPAIGN_APP_SECRET") or (stored.secret if stored else None)
    if secret and settings.page.id is not None:
        require_confirmed(desk, settings, "page")
    return secret


def _stored_app(desk: Desk, settings: Settings) -> App | None:
    """Return the app that a person typed when the Page was connected; none for a token that the environment brings."""
    if settings.page.id is None or desk.environment("CAMPAIGN_PAGE_TOKEN"):
        return None
    found = _stored(desk, key(settings.page.graph_url, settings.page.id))
    return (
        App(id=found.app_id, secret=found.app_secret) if found and found.app_id and found.app_secret else None
    )


def _stored(desk: Desk, name: str) -> Kept | None:
    """Return what is stored under a name; None where that cannot be read, which who needs the token says."""
    try:
        return keychain(desk).read(name)
    except (BadRequest, NotReady):
        return None


def _word(desk: Desk, name: str) -> str | None:
    """Return a variable without the white space around it, as files of Windows have it; refuse what cannot be sent."""
    word = (desk.environment(name) or "").strip()
    if not session.is_word(word):
        raise BadRequest("app-unfit", name=name)
    return word or None


def mail_password(desk: Desk, settings: Settings | None) -> str | None:
    """Return the mail server's password: the environment's, else the stored one, or None.

    Who sends by it calls `require_confirmed` first.
    """
    given = desk.environment("CAMPAIGN_SMTP_PASSWORD")
    name = mail_name(settings) if settings else None
    stored = _stored(desk, name) if name and not given else None
    return given or (stored.token if stored else None)


def mail_name(settings: Settings) -> str | None:
    """Return the name under which the mail server's password is stored; None where none is needed."""
    notices = settings.notices
    if not notices.smtp_host or not notices.smtp_user:
        return None
    return mail_key(notices.smtp_host, notices.smtp_port, notices.smtp_user)


def sign_on_secret(desk: Desk, settings: Settings) -> str | None:
    """Return the desk's secret at the office's own log-in, the environment's, else the stored one; None for none.

    NotReady where nobody has confirmed that log-in: it says who people are, with a secret or without.
    """
    require_confirmed(desk, settings, "sign-on")
    given = _word(desk, "CAMPAIGN_OIDC_SECRET")
    stored = None if given else _stored(desk, sign_on_name(settings))
    return given or (stored.token if stored else None)


def sign_on_name(settings: Settings) -> str:
    """Return the name under which the desk's secret at the office's own log-in is stored."""
    return sign_on_key(settings.desk.sign_on, settings.desk.sign_on_client)


def confirmed_hosts(desk: Desk) -> ConfirmedHosts:
    """Return what was confirmed on this computer."""
    return ConfirmedHosts(folder=keychain(desk).home)


def keychain(desk: Desk) -> Keychain:
    """Return the place where tokens are kept."""
    return Keychain.at(desk.environment("CAMPAIGN_TOKEN_DIR"))


def kept(desk: Desk, settings: Settings) -> Kept | None:
    """Return the configured Page's token: the environment's, else the stored one; none for the rehearsal Page.

    NotReady where it would go to a server that nobody has confirmed.
    """
    if settings.page.id is None:
        return None
    require_confirmed(desk, settings, "page")
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
    said += [desk.say(one.code, **one.params) for one in graph_version.answered_by(stands.versions)]
    days = token_end.ends_soon(stands.expires_at, desk.now())
    return said + ([desk.say("token-ends", days=days)] if days is not None else [])


def place(desk: Desk, stored_in: str) -> str:
    """Say where a secret is stored."""
    windows = stored_in == "file" and sys.platform == "win32"
    return desk.say(f"token-in-{stored_in}{'-windows' if windows else ''}", path=keychain(desk).path)


def unseen(
    desk: Desk,
    question: str,
    fault: Callable[[str], str | None] = lambda _: None,
    *,
    again: str | None = None,
    default: str | None = None,
) -> str:
    """Ask for a secret, which is not shown, until it can be one; `again` asks for it twice. Aborts after some tries.

    `fault` returns the code of what is wrong with an answer. A console of Windows may take Ctrl+V for a sign of its
    own, so that nothing is pasted and nobody sees it.
    """
    for _ in range(asked_words.TRIES):
        if again:
            answer = asked_words.twice(question, again, desk.lang)
        elif default is None:
            answer = asked_words.answer(question, desk.lang, hidden=True)
        else:
            answer = asked_words.once(question, desk.lang, hidden=True) or default
        wrong = "paste-not-taken" if PASTE in answer else fault(answer)
        if wrong is None:
            return answer
        output.note(desk.say("error-line", sentence=desk.say(wrong)))
    raise click.Abort


def own_folder(desk: Desk) -> Path:
    """Return the folder of this user's own settings, beside the token; it is there afterwards."""
    folder = keychain(desk).path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def signer(desk: Desk) -> Signer:
    """Return where the keys are kept that backups are signed with."""
    return Signer(keychain=keychain(desk))


def new_passphrase(desk: Desk) -> str:
    """Return the passphrase that a backup is to be sealed with: the environment's, else asked for twice, unseen."""
    words = desk.environment(PASSPHRASE)
    if words is None:
        if not errors.can_ask():
            raise BadRequest("passphrase-not-given", name=PASSPHRASE)
        again = desk.say("passphrase-again")
        asked = desk.say("passphrase-new")
        words = unseen(desk, asked, again=again)
    if len(words) < SHORTEST:
        output.note(desk.say("warning", sentence=desk.say("passphrase-short", least=SHORTEST)))
    return words


def known_passphrase(desk: Desk, path: Path) -> str | None:
    """Return the passphrase of a sealed backup: the environment's, else asked for; None where nobody can be asked."""
    words = desk.environment(PASSPHRASE)
    if words is not None or not errors.can_ask():
        return words
    asked = controls.visible(desk.say("passphrase-known", path=path))
    return unseen(desk, asked)
