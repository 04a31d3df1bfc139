"""`campaign page`: connect the real Page, check its token, forget it; confirm who gets secrets."""

import sys
from dataclasses import replace
from datetime import datetime

import click

from campaign.cli import credentials, errors, options, output, typed_secrets
from campaign.cli.app import Desk, pass_desk
from campaign.messages.translate import N_
from campaign.page import connect as page_connect
from campaign.page import keychain
from campaign.page.connect import Asked, Connected, Standing
from campaign.page.keychain import Kept
from campaign.reports import json_views
from campaign.settings import editor, receivers
from campaign.settings.declarations import Settings
from campaign.settings.receivers import Receiver
from campaign.settings.settings import FILE
from schedules.database import posts, transitions
from schedules.errors import BadRequest, NotReady
from schedules.facebook.tokens import App, Uses
from schedules.publishing import page_switch

LONGEST_TOKEN = 10_000  # characters that are read of one; none is a tenth as long


@click.group(short_help="Connect the Facebook Page and check its token.")
def page() -> None:
    """Connect the Facebook Page, check its token, forget it; confirm which servers get secrets.

    \b
    Example:
      campaign page connect
    """


@page.command()
@click.option("--page-id", metavar="ID", help="Which Page, if the token gives access to several.")
@click.option("--token-stdin", is_flag=True, help="Read the token from stdin instead of asking for it.")
@pass_desk
def connect(desk: Desk, page_id: str | None, token_stdin: bool) -> None:
    """Connect the Facebook Page that posts go to.

    Asks for the id and the secret of your Facebook app, and for a user token from Facebook's Graph API Explorer (or a
    Page token), hidden as you paste them, and names the permissions that it needs. With the app the token is checked
    and made to last; without it it may expire within hours. Token and app are kept in the system's keyring. A script
    gives the app as CAMPAIGN_APP_ID and CAMPAIGN_APP_SECRET in the environment.

    \b
    Example:
      campaign page connect --page-id 1234567890
    """
    settings = desk.settings()
    if page_id and settings.page.id not in (None, page_id):
        raise BadRequest("page-id-differs", asked=page_id, configured=settings.page.id)
    _require_confirmed(desk, settings)
    uses = _uses(desk)
    app = credentials.app(desk, settings)
    typed = typed_secrets.app(desk) if app is None and not token_stdin else None
    token = page_connect.fit(_token(desk, token_stdin, uses))
    asked = Asked(
        page=settings.page, token=token, app=app or typed, page_id=page_id, uses=uses, now=desk.now()
    )
    found = page_connect.connect(asked)
    stored_in = _keep(desk, settings, found, typed)
    _tell(desk, settings, found, page_connect.missing(found.kept.scopes or (), uses), stored_in)
    _adopt(desk, settings, found.id)
    _note(desk)
    _offer_return(desk)


def _keep(desk: Desk, settings: Settings, found: Connected, typed: App | None) -> str:
    """Keep the token, with the app that was typed or typed before; return where."""
    place, name = credentials.keychain(desk), keychain.key(settings.page.graph_url, found.id)
    before = place.read(name)
    if typed:
        kept = replace(found.kept, app_id=typed.id, app_secret=typed.secret)
    elif before:
        kept = replace(found.kept, app_id=before.app_id, app_secret=before.app_secret)
    else:
        kept = found.kept
    return place.keep(name, kept)


def _note(desk: Desk) -> None:
    """Put it into the log: a service that rests because of the Page may ask again."""
    with options.campaign(desk) as workspace, workspace.store.write() as session:
        transitions.note(session, "page-connected", now=desk.now(), by="staff")


def _require_confirmed(desk: Desk, settings: Settings) -> None:
    """Have a person at the terminal confirm a server that is not Facebook's; elsewhere, and by --yes, none is."""
    for one in credentials.lacking(desk, settings, "page"):
        if not _is_right(desk, one):
            raise credentials.unconfirmed(one)
        credentials.confirmed_hosts(desk).confirm([one])


def _is_right(desk: Desk, receiver: Receiver) -> bool:
    is_person = not desk.yes and errors.can_ask()
    return is_person and desk.confirm(desk.say("host-question", **credentials.confirmation(receiver)))


def _uses(desk: Desk) -> Uses:
    """Return what this campaign does on its Page, by which the permissions of its token are chosen."""
    with options.campaign(desk) as workspace, workspace.store.read() as session:
        return Uses(first_comments=posts.have_first_comments(session))


def _token(desk: Desk, token_stdin: bool, uses: Uses) -> str:
    """Take the token from stdin, or ask for it unseen; never from the command line, which others can read."""
    if token_stdin:
        return sys.stdin.readline(LONGEST_TOKEN)
    if not errors.can_ask():
        raise BadRequest("token-not-given")
    output.note(desk.say("token-tick", scopes=", ".join(uses.scopes)))
    return credentials.unseen(desk, desk.say("token-question"))


def _tell(desk: Desk, settings: Settings, found: Connected, missing: tuple[str, ...], stored_in: str) -> None:
    for one in found.remarks:
        output.note(desk.say("warning", sentence=desk.say(one.code, **one.params)))
    kept = replace(found.kept, stored_in=stored_in)
    if desk.json:
        lacking = None if kept.scopes is None else missing
        return output.say(output.document(_shown(settings, found.id, kept, (True, kept.expires_at, lacking))))
    ends, scopes = (
        _ends(desk, settings, kept.expires_at, kept.ends_known),
        ", ".join(kept.scopes or ()) or "-",
    )
    said = {"name": kept.name, "id": found.id, "ends": ends, "scopes": scopes}
    output.say(desk.say("page-connected", place=credentials.place(desk, stored_in), **said))
    return output.note(desk.say("page-development"))


def _shown(
    settings: Settings, page_id: str, kept: Kept, stands: tuple[bool | None, datetime | None, object]
) -> dict[str, object]:
    """Return a connected Page as JSON; `stands`: valid, when it ends, which permissions are missing."""
    valid, expires_at, lacking = stands
    return {
        "id": page_id,
        "name": kept.name,
        "graph_url": settings.page.graph_url,
        "rehearsal": False,
        "stored_in": kept.stored_in,
        "valid": valid,
        "expires_at": json_views.local(expires_at, settings.timezone),
        "missing_scopes": lacking,
    }


def _adopt(desk: Desk, settings: Settings, page_id: str) -> None:
    if settings.page.id is None:
        done = editor.write_page(desk.require_folder() / FILE, page_id)
        output.note(desk.say("page-adopted" if done else "page-not-adopted", id=page_id))


def _offer_return(desk: Desk) -> None:
    """Offer to return to draft what was published in rehearsal, so that it can be published for real."""
    with options.campaign(desk) as workspace:
        with workspace.store.read() as session:
            numbers = page_switch.rehearsed(session)
        listed = ", ".join(map(str, numbers))
        if not numbers:
            return
        if not desk.confirm(desk.say("rehearsed-return", posts=listed)):
            return output.note(desk.say("rehearsed-stay", posts=listed))
        with workspace.store.write() as session:
            page_switch.return_to_draft(session, now=desk.now())
    return output.note(desk.say("rehearsed-returned", posts=listed))


@page.command()
@pass_desk
def show(desk: Desk) -> int:
    """Show which Page posts go to and the state of its token, as Facebook reports it.

    \b
    Example:
      campaign page show --json
    """
    settings = desk.settings()
    if settings.page.id is None:
        output.say(output.document(_nowhere(settings)) if desk.json else desk.say("page-rehearsal"))
        return 0
    kept = credentials.kept(desk, settings)
    if kept is None:
        raise NotReady("no-token", page=settings.page.id)
    stands = page_connect.standing(
        settings.page, settings.page.id, kept, credentials.app(desk, settings), uses=_uses(desk)
    )
    _show(desk, settings, kept, stands)
    return 0 if stands.valid else 1


def _show(desk: Desk, settings: Settings, kept: Kept, stands: Standing) -> None:
    for sentence in credentials.warnings(desk, stands):
        output.note(desk.say("warning", sentence=sentence))
    if desk.json:
        said = (stands.valid, stands.expires_at, stands.missing)
        named = replace(kept, name=stands.name)
        return output.say(output.document(_shown(settings, settings.page.id or "", named, said)))
    lacking = (
        desk.word("unknown") if stands.missing is None else ", ".join(stands.missing) or desk.word("none")
    )
    rows = [
        (N_("Page"), f"{stands.name or '-'} ({settings.page.id})"),
        (N_("Address"), settings.page.graph_url),
        (N_("Token in"), credentials.place(desk, kept.stored_in)),
        (N_("Valid"), desk.word({True: "yes", False: "NO", None: "unknown"}[stands.valid])),
        (N_("Ends"), _ends(desk, settings, stands.expires_at, stands.ends_known)),
        (N_("Permissions missing"), lacking),
    ]
    return output.facts(settings.name, rows)


def _nowhere(settings: Settings) -> dict[str, object]:
    unknown = dict.fromkeys(("id", "graph_url", "stored_in", "valid", "expires_at", "missing_scopes"))
    return {**unknown, "name": settings.name, "rehearsal": True}


def _ends(desk: Desk, settings: Settings, expires_at: datetime | None, known: bool) -> str:
    code = "token-until" if expires_at else "token-for-good" if known else "token-until-unknown"
    return desk.say(code, moment=options.shown(json_views.local(expires_at, settings.timezone)))


@page.command()
@pass_desk
def forget(desk: Desk) -> None:
    """Remove the Page's token from this computer.

    \b
    Example:
      campaign page forget
    """
    settings = desk.settings()
    if settings.page.id is None:
        raise NotReady("no-page")
    gone = credentials.keychain(desk).forget(keychain.key(settings.page.graph_url, settings.page.id))
    if desk.environment("CAMPAIGN_PAGE_TOKEN"):
        output.note(desk.say("warning", sentence=desk.say("token-in-environment-still")))
    if desk.json:
        return output.say(output.document({"id": settings.page.id, "removed_from": gone}))
    code = "token-forgotten" if gone else "token-not-there"
    return output.say(desk.say(code, page=settings.page.id, places=", ".join(gone)))


@page.command()
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]...")
@click.option("--forget", is_flag=True, help="Forget the confirmation.")
@pass_desk
def trust(desk: Desk, addresses: tuple[str, ...], forget: bool) -> int:
    """Confirm the servers, other than Facebook's, to which this campaign sends a secret.

    The Page's token, the app's secret, the mail server's password and the webhook go to the servers that campaign.toml
    names, once you have confirmed each one: here, by its address. Without an address you are asked, or without a
    terminal shown which there are. At a terminal the mail server's password is asked for, too, and kept in the system's
    keyring. Confirmations are kept with your own settings, not in the campaign folder.

    \b
    Example:
      campaign page trust smtp://smtp.example.org
    """
    settings, kept = desk.settings(), credentials.confirmed_hosts(desk)
    all_of_them = [one for one in receivers.receivers(settings) if not one.needs_no_word]
    meant = _named(addresses, all_of_them) if addresses else all_of_them
    if forget:
        kept.forget(meant)
    else:
        kept.confirm(meant if addresses else [one for one in kept.lacking(meant) if _is_right(desk, one)])
    if any(one.secret == "mail" for one in meant):
        _mail_password(desk, settings, forget=forget, anew=bool(addresses))
    if any(one.secret == "sign-on" for one in meant):
        _sign_on_secret(desk, settings, forget=forget, anew=bool(addresses))
    return _show_trust(desk, all_of_them, kept.lacking(all_of_them))


def _mail_password(desk: Desk, settings: Settings, *, forget: bool, anew: bool) -> None:
    """Forget the mail server's password with its confirmation, or ask for the one of a server that is confirmed."""
    if forget:
        typed_secrets.forget_mail_password(desk, settings)
    elif not credentials.lacking(desk, settings, "mail"):
        typed_secrets.mail_password(desk, settings, anew=anew)


def _sign_on_secret(desk: Desk, settings: Settings, *, forget: bool, anew: bool) -> None:
    """Forget the desk's secret at the office's log-in with its confirmation, or ask for it where that is confirmed."""
    if forget:
        typed_secrets.forget_sign_on_secret(desk, settings)
    elif not credentials.lacking(desk, settings, "sign-on"):
        typed_secrets.sign_on_secret(desk, settings, anew=anew)


def _named(addresses: tuple[str, ...], known: list[Receiver]) -> list[Receiver]:
    """Return the receivers at these addresses, each written whole or as a host alone."""
    if not known:
        raise BadRequest("hosts-none-set", address=addresses[0])
    for address in addresses:
        if not any(_is_at(one, address) for one in known):
            listed = ", ".join(dict.fromkeys(str(one.origin) for one in known))
            raise BadRequest("host-not-set", address=address, known=listed)
    return [one for one in known if any(_is_at(one, address) for address in addresses)]


def _is_at(receiver: Receiver, address: str) -> bool:
    whole = f"{receiver.origin}{receiver.within}" if receiver.secret == "page" else ""
    return address.rstrip("/") == whole or address.lower().rstrip("/") in (
        str(receiver.origin),
        receiver.origin.host,
    )


def _show_trust(desk: Desk, all_of_them: list[Receiver], lacking: list[Receiver]) -> int:
    if desk.json:
        shown = [
            {
                "secret": one.secret,
                "setting": one.setting,
                "address": str(one.origin),
                "confirmed": one not in lacking,
            }
            for one in all_of_them
        ]
        output.say(output.document(shown))
        return 0
    if not all_of_them:
        output.say(desk.say("hosts-none"))
    for one in all_of_them:
        code = "host-lacking" if one in lacking else "host-confirmed"
        output.say(desk.say(code, **credentials.confirmation(one)))
    return 0
