"""`campaign status`, `log`, `report`, `doctor`: how the campaign stands, and what happened."""

import time
from functools import partial
from pathlib import Path
from typing import Any

import click

from campaign import notices, pages, views
from campaign import report as reports
from campaign.cli import opening, purse, screen
from campaign.cli.app import Desk, pass_desk
from campaign.office import Office
from campaign.sentences import saying
from campaign.sentences.marking import N_
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
    with opening.campaign(desk) as office, office.store.read() as session:
        page = pages.described(office)
        findings = views.findings(session, office.rules.zone, now=desk.now(), lang=desk.lang)
        findings += notices.findings(session, now=desk.now(), lang=desk.lang)
        findings += views.tasks(session, desk.lang)
        shown = views.status(session, office.rules, page, now=desk.now(), findings=findings)
        pause = _paused(desk, events.paused(session), office)
    if desk.json:
        return screen.say(screen.document(shown))
    return screen.facts(office.settings.name, _standing(desk, shown, pause))


def _paused(desk: Desk, pause: records.Pause | None, office: Office) -> str:
    """Say whether the campaign is paused, since when and why."""
    if pause is None:
        return desk.word("no")
    since = opening.shown(views.local(pause.since, office.rules.zone))
    code = "paused-because" if pause.reason else "paused-since"
    return desk.say(code, since=since, reason=pause.reason)


def _standing(desk: Desk, shown: dict[str, Any], pause: str) -> list[tuple[str, object]]:
    """Return how the campaign stands, as people read it."""
    page, service = shown["page"], shown["service"]
    told = [(saying.place(one["where"], desk.lang), _told(one)) for one in shown["findings"]]
    return [
        (N_("Page"), opening.page_name(desk, page)),
        (N_("Service"), _service(desk, service)),
        (N_("Paused"), pause),
        (N_("Posts"), opening.counted(desk, shown["counts"])),
        (N_("Next due"), opening.shown(shown["next_due_at"])),
        (N_("Overdue"), desk.say("overdue-some", count=shown["overdue"]) if shown["overdue"] else 0),
        *told,
    ]


def _told(found: dict[str, Any]) -> str:
    return f"{found['message']} {found['remedy']}".strip()


def _service(desk: Desk, service: dict[str, Any]) -> str:
    code = "service-running" if service["running"] else "service-resting"
    return desk.say(code, last_tick=opening.shown(service["last_tick"]))


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
    with opening.campaign(desk) as office:
        if follow:
            return _follow(desk, office, number)
        with office.store.read() as session:
            if number is not None:
                posts.post(session, number)
            shown = [
                views.event(session, one, office.rules.zone, desk.lang)
                for one in events.events(session, number=number)
            ]
    if desk.json:
        return screen.say(screen.document(shown))
    if not shown:
        return screen.say(desk.say("none-events"))
    rows = [
        (opening.shown(one["at"]), one["post"], _state(desk, one), one["detail"], desk.word(one["by"]))
        for one in shown
    ]
    return screen.table((N_("At"), N_("Post"), N_("State"), N_("What happened"), N_("By")), rows)


def _state(desk: Desk, one: dict[str, Any]) -> str:
    return desk.word(one["state"]) if one["state"] else ""


def _follow(desk: Desk, office: Office, number: int | None) -> None:
    seen = 0
    while True:
        with office.store.read() as session:
            for one in events.events(session, number=number, after_id=seen):
                seen = one.id
                shown = views.event(session, one, office.rules.zone, desk.lang)
                screen.say(screen.line(shown) if desk.json else _line(desk, shown))
        time.sleep(0.5)


def _line(desk: Desk, one: dict[str, Any]) -> str:
    return f"{opening.shown(one['at'])}  {one['post'] or '':>4}  {_state(desk, one):<10}  {one['detail']}"


@click.command(short_help="Write the report as a web page.")
@click.argument("file", type=opening.FILE, metavar="FILE.html")
@pass_desk
def report(desk: Desk, file: Path) -> None:
    """Write the report: what went out, what comes, what waits for somebody; one web page that needs no network.

    \b
    Example:
      campaign report report.html
    """
    with opening.campaign(desk) as office:
        reports.write(office, opening.page_file(desk, file), now=desk.now(), lang=desk.lang)
    screen.say(
        screen.document({"path": file.absolute()}) if desk.json else desk.say("report-written", path=file)
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
    from campaign import health

    settings = desk.settings() if desk.find_folder() else None
    token = partial(purse.kept, desk, settings) if settings else lambda: None
    password, now = purse.mail_password(desk), desk.now()
    checks = health.checks(
        desk.find_folder(), settings, token=token, app=purse.app(desk), mail_password=password, now=now
    )
    if settings and send_notice:
        checks += health.trial(settings, password, now=now, lang=desk.lang)
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
        screen.say(screen.document(shown))
    else:
        screen.table(("", N_("Check")), [(_mark(desk, one), one["detail"]) for one in shown])
    return 0 if all(one.good for one in checks) else 1


def _mark(desk: Desk, one: dict[str, Any]) -> str:
    return desk.word("NO" if not one["good"] else "!" if one["warning"] else "ok")
