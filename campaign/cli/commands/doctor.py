"""`campaign doctor`: checks this computer and the campaign folder."""

from functools import partial

import click

from campaign import doctor as campaign_doctor
from campaign.cli import credentials, output
from campaign.cli.answers import who_acts
from campaign.cli.app import Desk, pass_desk
from campaign.messages.translate import N_
from campaign.settings.declarations import Settings
from campaign.settings.receivers import Receiver


@click.command(short_help="Check this computer and the campaign folder.")
@click.option("--send-notice", is_flag=True, help="Send a test notice by each way that is set up.")
@click.option(
    "--fix",
    is_flag=True,
    help="Correct what needs no decision: who may read the campaign's files, leftovers of killed programs.",
)
@click.option("--name", metavar="NAME", help="Your own name, as the log is to show it; empty: none.")
@pass_desk
def doctor(desk: Desk, send_notice: bool, fix: bool, name: str | None) -> int:
    """Check this computer and the campaign folder: database, film tools, disk, files, Page, token, service, notices.

    \b
    Example:
      campaign doctor --fix
    """
    if name is not None:
        who_acts.change(desk, name)
    settings = desk.settings() if desk.find_folder() else None
    done = campaign_doctor.fix(desk.require_folder(), settings) if settings and fix else []
    if settings and send_notice:
        credentials.require_confirmed(desk, settings, "webhook", "mail")
    checks = examined(desk, settings)
    if settings and send_notice:
        password = credentials.mail_password(desk, settings)
        checks += campaign_doctor.trial(settings, password, now=desk.now(), lang=desk.lang)
    return _told(desk, [*done, *checks, _named(desk)])


def _named(desk: Desk) -> campaign_doctor.Check:
    """Say under which name what is done here stands in the log."""
    name = who_acts.own_name(desk).name
    code = "check-own-name" if name else "check-own-name-none"
    return campaign_doctor.Check(code=code, good=True, params={"name": name})


def examined(desk: Desk, settings: Settings | None) -> list[campaign_doctor.Check]:
    """Look at this computer, and at the campaign of these settings where there is one."""
    token = partial(credentials.kept, desk, settings) if settings else lambda: None
    unconfirmed = credentials.lacking(desk, settings, "page", "webhook", "mail") if settings else []
    asks = settings is not None and all(one.secret != "page" for one in unconfirmed)
    return campaign_doctor.checks(
        desk.find_folder(),
        settings,
        token=token if asks else lambda: None,
        app=credentials.app(desk, settings) if settings and asks else None,
        mail_password=credentials.mail_password(desk, settings),
        unconfirmed=[_unconfirmed(one) for one in unconfirmed],
        synced=desk.synced(desk.folder) if desk.folder else None,
        now=desk.now(),
    )


def _told(desk: Desk, checks: list[campaign_doctor.Check]) -> int:
    """Print what was looked at, and return the exit code: 1 where something is not good."""
    shown = [
        {
            "check": one.code,
            "good": one.good,
            "warning": one.warning,
            "detail": desk.say(one.code, **one.params),
        }
        for one in checks
    ]
    if desk.json:
        output.say(output.document(shown))
    else:
        output.table(("", N_("Check")), [(_mark(desk, one), one["detail"]) for one in shown])
    return 0 if all(one.good for one in checks) else 1


def _unconfirmed(receiver: Receiver) -> campaign_doctor.Check:
    refusal = credentials.unconfirmed(receiver)
    return campaign_doctor.Check(code=refusal.code, good=False, params=refusal.params)


def _mark(desk: Desk, one: dict[str, object]) -> str:
    return desk.word("NO" if not one["good"] else "!" if one["warning"] else "ok")
