"""`campaign status`, `log`, `report`, `doctor`: how the campaign stands, and what happened."""

import time
from functools import partial
from pathlib import Path
from typing import Any

import click

from campaign.cli import credentials, options, output
from campaign.cli.app import Desk, pass_desk
from campaign.messages import translate
from campaign.messages.translate import N_
from campaign.notices import notices
from campaign.page import connection
from campaign.reports import campaign_report as reports
from campaign.reports import json_views
from campaign.workspace import Office
from schedules.database import events, posts
from schedules.model import records


@click.command(short_help="Show how the campaign stands.")
@pass_desk
def status(desk: Desk) -> None:
    """Show how the campaign stands.

    \b
    Example:
      campaign status --json
    """
    with options.campaign(desk) as office, office.store.read() as session:
        page = connection.described(office)
        findings = json_views.findings(session, office.rules.zone, now=desk.now(), lang=desk.lang)
        findings += notices.findings(session, now=desk.now(), lang=desk.lang)
        findings += json_views.tasks(session, desk.lang)
        shown = json_views.status(session, office.rules, page, now=desk.now(), findings=findings)
        pause = _paused(desk, events.paused(session), office)
    if desk.json:
        return output.say(output.document(shown))
    return output.facts(office.settings.name, _standing(desk, shown, pause))


def _paused(desk: Desk, pause: records.Pause | None, office: Office) -> str:
    """Say whether the campaign is paused, since when and why."""
    if pause is None:
        return desk.word("no")
    since = options.shown(json_views.local(pause.since, office.rules.zone))
    code = "paused-because" if pause.reason else "paused-since"
    return desk.say(code, since=since, reason=pause.reason)


def _standing(desk: Desk, shown: dict[str, Any], pause: str) -> list[tuple[str, object]]:
    """Return how the campaign stands, as people read it."""
    page, service = shown["page"], shown["service"]
    told = [(translate.place(one["where"], desk.lang), _told(one)) for one in shown["findings"]]
    return [
        (N_("Page"), options.page_name(desk, page)),
        (N_("Service"), _service(desk, service)),
        (N_("Paused"), pause),
        (N_("Posts"), options.counted(desk, shown["counts"])),
        (N_("Next due"), options.shown(shown["next_due_at"])),
        (N_("Overdue"), desk.say("overdue-some", count=shown["overdue"]) if shown["overdue"] else 0),
        *told,
    ]


def _told(found: dict[str, Any]) -> str:
    return f"{found['message']} {found['remedy']}".strip()


def _service(desk: Desk, service: dict[str, Any]) -> str:
    code = "service-running" if service["running"] else "service-resting"
    return desk.say(code, last_tick=options.shown(service["last_tick"]))


@click.command(short_help="Show what happened, oldest first.")
@click.argument("number", metavar="[N]", type=int, required=False)
@click.option("--follow", is_flag=True, help="Go on telling what happens, until Ctrl-C.")
@pass_desk
def log(desk: Desk, number: int | None, follow: bool) -> None:
    """Show what happened, oldest first: to one post, or to the whole campaign.

    \b
    Example:
      campaign log 3
    """
    with options.campaign(desk) as office:
        if follow:
            return _follow(desk, office, number)
        with office.store.read() as session:
            if number is not None:
                posts.post(session, number)
            shown = [
                json_views.event(session, one, office.rules.zone, desk.lang)
                for one in events.events(session, number=number)
            ]
    if desk.json:
        return output.say(output.document(shown))
    if not shown:
        return output.say(desk.say("none-events"))
    rows = [
        (options.shown(one["at"]), one["post"], _state(desk, one), one["detail"], desk.word(one["by"]))
        for one in shown
    ]
    return output.table((N_("At"), N_("Post"), N_("State"), N_("What happened"), N_("By")), rows)


def _state(desk: Desk, one: dict[str, Any]) -> str:
    return desk.word(one["state"]) if one["state"] else ""


def _follow(desk: Desk, office: Office, number: int | None) -> None:
    seen = 0
    while True:
        with office.store.read() as session:
            for one in events.events(session, number=number, after_id=seen):
                seen = one.id
                shown = json_views.event(session, one, office.rules.zone, desk.lang)
                output.say(output.line(shown) if desk.json else _line(desk, shown))
        time.sleep(0.5)


def _line(desk: Desk, one: dict[str, Any]) -> str:
    return f"{options.shown(one['at'])}  {one['post'] or '':>4}  {_state(desk, one):<10}  {one['detail']}"


@click.command(short_help="Write the report as a web page.")
@click.argument("file", type=options.FILE, metavar="FILE.html")
@pass_desk
def report(desk: Desk, file: Path) -> None:
    """Write the report: what went out, what comes, what waits for somebody; one web page that needs no network.

    \b
    Example:
      campaign report report.html
    """
    with options.campaign(desk) as office:
        reports.write(office, options.page_file(desk, file), now=desk.now(), lang=desk.lang)
    output.say(
        output.document({"path": file.absolute()}) if desk.json else desk.say("report-written", path=file)
    )


@click.command(short_help="Check this machine and the campaign folder.")
@click.option("--send-notice", is_flag=True, help="Send a notice on trial by each way that is set up.")
@pass_desk
def doctor(desk: Desk, send_notice: bool) -> int:
    """Check this machine and the campaign folder: database, films' tools, disk, Page, token, service, notices.

    \b
    Example:
      campaign doctor
    """
    from campaign import doctor as campaign_doctor

    settings = desk.settings() if desk.find_folder() else None
    token = partial(credentials.kept, desk, settings) if settings else lambda: None
    password, now = credentials.mail_password(desk), desk.now()
    checks = campaign_doctor.checks(
        desk.find_folder(), settings, token=token, app=credentials.app(desk), mail_password=password, now=now
    )
    if settings and send_notice:
        checks += campaign_doctor.trial(settings, password, now=now, lang=desk.lang)
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


def _mark(desk: Desk, one: dict[str, Any]) -> str:
    return desk.word("NO" if not one["good"] else "!" if one["warning"] else "ok")
