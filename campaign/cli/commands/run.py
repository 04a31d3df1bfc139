"""`campaign run`, `pause`, `resume`: the background service."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from types import FrameType

import click

from campaign.cli import credentials, options, output
from campaign.cli.answers import copies, unserved
from campaign.cli.app import Desk, pass_desk
from campaign.notices import channels, notices, sender
from campaign.page import connection
from campaign.reports import json_views
from campaign.reports.json_documents import EventDocument
from campaign.settings import settings, settings_file
from campaign.settings.declarations import Settings
from campaign.workspace import Workspace, rules
from schedules.database import events, posts
from schedules.errors import NotReady
from schedules.facebook.errors import Forbidden, GraphError, Unauthorized
from schedules.home import standing
from schedules.model.publishing_rules import Campaign
from schedules.model.states import OWED
from schedules.publishing import page_switch
from schedules.publishing.job import Link
from schedules.service import standing_rules
from schedules.service.service import Ending, InHand, RunLimit, Service

WAYS = {"mail": "email", "webhook": "webhook"}  # the secrets of notices, and the ways that they go


@contextmanager
def carried(desk: Desk, workspace: Workspace, expires_at: datetime | None) -> Iterator[Callable[[], None]]:
    """Yield what wakes the notices of this campaign; the end waits some seconds for those still owed.

    Posts do not wait for a server of notices that nobody has confirmed: nothing goes there, and it is said.
    """
    unconfirmed = credentials.lacking(desk, workspace.settings, "webhook", "mail")
    settings, password = workspace.settings.notices, credentials.mail_password(desk, workspace.settings)
    gap = channels.gap(settings, password)
    for error in (*([gap] if gap else []), *map(credentials.unconfirmed, unconfirmed)):
        output.note(desk.say("warning", sentence=desk.say(error.code, **error.params)))
    silent = {WAYS[one.secret] for one in unconfirmed}
    messengers = [
        sender.Messenger(
            sender.Round(
                store=workspace.store,
                campaign=workspace.settings.name,
                way=way,
                clock=desk.now,
                lang=desk.lang,
            ),
            expires_at=expires_at,
            on_accident=_complaint(desk, way.name),
        )
        for way in channels.ways(settings, password)
        if way.name not in silent
    ]
    with sender.carrying(messengers) as wake:
        yield wake


@contextmanager
def refusals(desk: Desk, workspace: Workspace, wake: Callable[[], None]) -> Iterator[None]:
    """Put it into the log, and so into a notice, when the service ends because the Page takes nothing from us."""
    try:
        yield
    except (NotReady, Unauthorized, Forbidden) as refusal:
        why = refusal.params.get("why") if refusal.code == "page-refuses" else refusal
        if isinstance(why, GraphError):
            with workspace.store.write() as session:
                notices.page_refused(session, why, now=desk.now())
            wake()
        raise


def _complaint(desk: Desk, way: str) -> Callable[[Exception], None]:
    """Return what says the first unforeseen error of a way, and no second."""
    said: list[str] = []

    def complain(error: Exception) -> None:
        if not said:
            said.append(type(error).__name__)
            sentence = desk.say("notices-broke", way=way, kind=said[0])
            output.note(desk.say("warning", sentence=sentence))

    return complain


@click.command(short_help="Run the background service: render ahead and publish what is due.")
@click.option("--until-idle", is_flag=True, help="Stop when nothing that has a date is left to do.")
@click.option("--until", metavar="WHEN", help="Stop at this time.")
@pass_desk
def run(desk: Desk, until_idle: bool, until: str | None) -> int:
    """Run the background service: render ahead and publish what is due, until stopped.

    When the time of --until is up nothing more is begun: a film that is being made is given up and made again later,
    posts that are on their way get a few seconds.

    Each step is logged to stderr, with --json as one JSON object a line.

    \b
    Example:
      campaign run --until-idle
      campaign run --until 22:00
    """
    moment = options.when(desk, until, time_alone=True).utc if until else None
    with options.campaign(desk) as workspace:
        ending = serve(desk, workspace, RunLimit(until_idle=until_idle, until=moment))
    return 1 if ending is Ending.FAILURES else 0


def serve(
    desk: Desk, workspace: Workspace, limit: RunLimit, *, closed: threading.Event | None = None
) -> Ending:
    """Run the service of an open campaign on its Page until it ends; raises NotReady where it may not begin.

    `closed`: what a signal sets that comes before the service listens for one.
    """
    kept = credentials.kept(desk, desk.settings())
    token = credentials.told(desk, kept)
    _require_home(desk, workspace)
    connection.require_token(workspace, token)
    _tell_of_pause(desk, workspace)
    connect = partial(_connect, desk, workspace, token)
    expires_at = kept.expires_at if kept else None
    return publish(desk, workspace, connect, limit, expires_at=expires_at, closed=closed)


def _tell_of_pause(desk: Desk, workspace: Workspace) -> None:
    """Say at once that the campaign is paused, since when and why, and what ends that."""
    with workspace.store.read() as session:
        pause = events.paused(session)
    if pause:
        since = options.shown(json_views.local(pause.since, workspace.rules.zone))
        code = "run-paused-because" if pause.reason else "run-paused"
        output.note(desk.say("warning", sentence=desk.say(code, since=since, reason=pause.reason)))


def _require_home(desk: Desk, workspace: Workspace) -> None:
    """Refuse in a copy before a notice is sent from it, and say where the campaign was moved from."""
    if not os.access(workspace.folder, os.W_OK):
        return  # where nothing can be written the service says so, before it begins
    found = standing.settle(workspace.folder, workspace.store)
    if found.before and found.home and found.before.folder != found.home.folder:
        output.note(desk.say("home-moved", before=found.before.folder, folder=found.home.folder))


@contextmanager
def _connect(desk: Desk, workspace: Workspace, token: str | None) -> Iterator[Link]:
    with connection.connected(
        workspace, token, clock=desk.now, app_secret=credentials.app_secret(desk, workspace.settings)
    ) as page:
        announce(desk, page)
        with workspace.store.write() as session:
            page_switch.move_on(session, page.ref.id, now=desk.now())
            if not page.ref.rehearsal:
                notices.version_ends(session, page.address.graph_version, now=desk.now())
        yield page.link


def announce(desk: Desk, page: connection.Connection) -> None:
    """Say first which Page it will be."""
    code = "page-is-rehearsal" if page.ref.rehearsal else "page-is-real"
    output.note(desk.say(code, name=page.ref.name, url=page.page_url, id=page.ref.id))


def publish(
    desk: Desk,
    workspace: Workspace,
    connect: Callable[[], AbstractContextManager[Link]],
    limit: RunLimit,
    *,
    expires_at: datetime | None = None,
    closed: threading.Event | None = None,
) -> Ending:
    """Run the service here, its steps told on stderr, until it ends or a signal comes (`expires_at`: the token's)."""
    tell = teller(desk, workspace)

    def look() -> None:
        tell()
        wake()

    with carried(desk, workspace, expires_at) as wake:
        service = Service(
            store=workspace.store,
            campaign=workspace.campaign,
            connect=connect,
            clock=desk.now,
            on_standby=lambda pid: output.note(desk.say("standing-by", pid=pid or "?")),
            on_look=look,
            on_rest=lambda rest: output.note(
                desk.say("service-rests-until", **rest.told(workspace.rules.zone))
            ),
            on_wait=partial(_tell_of_waiting, desk, workspace),
            on_limit=partial(_tell_of_limit, desk),
            read_campaign=_settings_now(desk, workspace),
        )
        with signals(service.stop), refusals(desk, workspace, wake):
            if closed is not None and closed.is_set():
                service.stop()
            ending = service.run(limit)
    tell()
    if service.left_behind:
        _leave(ending)
    return ending


def _settings_now(desk: Desk, workspace: Workspace) -> Callable[[], Campaign]:
    """Return what reads the campaign as campaign.toml has it now; it raises NotReady where that names another Page."""

    def tell(before: Settings, after: Settings) -> None:
        if sections := settings_file.read_at_start(before, after):
            told = ", ".join(f"[{one}]" for one in sections)
            output.note(desk.say("warning", sentence=desk.say("settings-at-start", sections=told)))

    kept = settings_file.SettingsFile(workspace.folder / settings.FILE, workspace.settings, tell)

    def read() -> Campaign:
        found = kept.now()
        if found.page != workspace.settings.page:
            raise NotReady(standing_rules.OTHER_PAGE)
        return replace(workspace, settings=found, rules=rules(found)).campaign

    return read


def _tell_of_waiting(desk: Desk, workspace: Workspace, moment: datetime) -> None:
    """Say for which post a service waits that ends when nothing is left to do, and till when it has nothing to do."""
    with workspace.store.read() as session:
        due = posts.next_due(session, moment)
        numbers = [one.number for one in posts.posts(session, OWED) if one.due_at == due]
    zone = workspace.rules.zone
    if due and numbers:
        told = {
            "number": numbers[0],
            "due": json_views.local(due, zone),
            "until": json_views.local(moment, zone),
        }
        output.note(desk.say("service-waits" if moment == due else "service-waits-ahead", **told))


def _tell_of_limit(desk: Desk, in_hand: InHand) -> None:
    """Say what the service still finishes when its time is up, and what it gives up."""
    if in_hand.film:
        output.note(desk.say("time-up-film"))
    if in_hand.posts:
        output.note(desk.say("time-up-posts", numbers=", ".join(map(str, in_hand.posts))))


def teller(desk: Desk, workspace: Workspace, *, dated: bool = False) -> Callable[[], None]:
    """Return a function that tells the events since it was last called, one line each; `dated`: with their day."""
    with workspace.store.read() as session:
        seen = [events.newest_event(session)]

    def tell() -> None:
        with workspace.store.read() as session:
            news = events.events(session, after_id=seen[0])
            for one in news:
                # systems keep what is told here, so it names nobody
                shown = json_views.event(session, one, workspace.rules.zone, desk.lang, named=False)
                output.note(output.line(shown) if desk.json else _line(desk, shown, dated=dated))
        seen[0] = news[-1].id if news else seen[0]

    return tell


def _line(desk: Desk, one: EventDocument, *, dated: bool) -> str:
    told = desk.say("post-told", number=one["post"], what=one["detail"]) if one["post"] else one["detail"]
    return f"{options.noted(one['at']) if dated else format(one['at'], '%H:%M:%S')} {told}"


@contextmanager
def signals(stop: Callable[[], None]) -> Iterator[None]:
    """Stop in good order on Ctrl-C and SIGTERM."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        stop()

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(ending: Ending) -> None:
    """End now although a call still hangs: a crash there is an ordinary start for the next service."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(1 if ending is Ending.FAILURES else 0)


@click.command(short_help="Stop publishing until `campaign resume`.")
@click.argument("reason", required=False)
@pass_desk
def pause(desk: Desk, reason: str | None) -> None:
    """Stop publishing until `campaign resume`; takes effect before the next post is shown.

    \b
    Example:
      campaign pause "Election silence"
    """
    reason = _reason(desk, reason)
    with options.campaign(desk) as workspace:
        copies.refuse(workspace, "pause")
        with workspace.store.write() as session:
            before = events.paused(session)
            events.pause(session, reason, now=desk.now())
    if before and not desk.json:
        return output.say(desk.say("paused-again"))
    return _answer(desk, paused=True)


def _reason(desk: Desk, written: str | None) -> str | None:
    """Return why the campaign is paused; `now` is no reason, and a number is a post's, which is held otherwise."""
    from campaign.cli.typed_lines import idle_words, known_numbers  # slow to load

    if written and (refused := known_numbers.pause_of(written)):
        raise refused
    if not written or not idle_words.is_idle(written):
        return written
    output.note(desk.say("idle-words", text=written))
    return None


@click.command(short_help="Publish again after `campaign pause`.")
@pass_desk
def resume(desk: Desk) -> None:
    """Publish again after `campaign pause`; posts that fell due meanwhile wait for a decision.

    \b
    Example:
      campaign resume
    """
    with options.campaign(desk) as workspace:
        copies.refuse(workspace, "resume")
        with workspace.store.write() as session:
            missed = events.resume(session, now=desk.now())
    if missed:
        output.note(desk.say("resumed-missed", count=len(missed), numbers=sorted(missed)))
    if missed is None and not desk.json:
        return output.say(desk.say("resumed-before"))
    _answer(desk, paused=False)
    with workspace.store.read() as session:
        return unserved.tell(desk, session)


def _answer(desk: Desk, *, paused: bool) -> None:
    said = desk.say("now-paused" if paused else "now-resumed")
    output.say(output.document({"paused": paused}) if desk.json else said)
