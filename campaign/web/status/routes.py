"""The pages on how the campaign stands: status, log, settings, figures."""

import time
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from campaign.messages import desk_settings, desk_speech, translate
from campaign.web import answers, asked_for
from campaign.web.status import log_lines, row_choices, settings_page, settings_wrong, standing
from campaign.workspace import Workspace
from schedules.database import events, tasks, transitions
from schedules.errors import BadRequest, NotReady
from schedules.home import standing as home_standing
from schedules.model.states import State

if TYPE_CHECKING:
    from campaign.doctor import Check  # with all that it looks at, which most pages do not

pages = Blueprint("status", __name__)
START_S = 20.0  # in which a service begins, on a computer that is busy


@pages.get("/status")
def shown() -> Response:
    """Show the service, what comes next, what waits, and the log."""
    desk, reader = answers.desk(), answers.reader()
    workspace, now = desk.workspace(), desk.clock()
    asked = log_lines.read(request.args)
    found = standing.of(workspace, now=now, lang=reader.lang)
    log = log_lines.of(workspace, asked, reader.lang)
    return answers.page(
        "status.html",
        standing=found,
        paused_since=found.pause
        and found.pause.since.astimezone(workspace.rules.zone).replace(microsecond=0),
        asked=asked,
        log=log,
        older=log_lines.older(log, asked),
        sheet=asked.address("/status/log.csv"),
        states=[str(state) for state in State],
        pause=asked_for.version(found.pause),
        now=now.astimezone(workspace.rules.zone),
        done=_done(request.args.get("done", "")),
        startable=desk.service is not None and not found.running,
    )


@pages.get("/status/log.csv")
def taken() -> Response:
    """Send the lines of the log that are asked for as a sheet."""
    desk, asked = answers.desk(), log_lines.read(request.args)
    made = log_lines.written(desk.workspace(), asked, answers.reader().lang)
    return Response(
        made,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="log.csv"'},
    )


@pages.get("/status/checks")
def examined() -> Response:
    """Look at this computer and the folder, as `campaign doctor` does, and show what was found.

    What has to be done stands there; what is in order, and how the command line says all of it, are folded: that is for
    whoever looks after the computer.
    """
    desk = answers.desk()
    found = [_examined(one, answers.reader().lang) for one in desk.examine()]
    return answers.part("status_checks.html", found=found)


def _examined(one: "Check", lang: str) -> dict[str, object]:
    with desk_speech.speaking(here=False):
        whole = translate.say(one.code, one.params, lang)
    said = translate.say(one.code, one.params, lang)
    return {"good": one.good, "warning": one.warning, "said": said, "whole": whole}


@pages.post("/status/pause")
def paused() -> AnyResponse:
    """Stop publishing until somebody goes on."""
    desk = answers.desk()
    reason = request.form.get("reason", "").strip()[:500] or None
    workspace = desk.workspace()
    _require_home(workspace)
    with workspace.store.write() as session:
        events.pause(session, reason, now=desk.clock())
    return redirect("/status?done=paused", HTTPStatus.SEE_OTHER)


@pages.post("/status/resume")
def resumed() -> AnyResponse:
    """Publish again; what fell due meanwhile waits for a decision."""
    desk = answers.desk()
    workspace = desk.workspace()
    _require_home(workspace)
    with workspace.store.write() as session:
        pause = events.paused(session)
        if pause and asked_for.version(pause) != request.form.get("pause"):
            raise NotReady("desk-pause-changed")
        events.resume(session, now=desk.clock())
    return redirect("/status?done=resumed", HTTPStatus.SEE_OTHER)


@pages.post("/status/tasks/<int:number>/done")
def ended(number: int) -> AnyResponse:
    """Note that somebody did what had to be done by hand."""
    desk = answers.desk()
    with desk.workspace().store.write() as session:
        shown = {one.id: standing.version(one) for one in tasks.tasks(session, finished=True)}
        if shown.get(number) not in (None, request.form.get("shown")):
            raise NotReady("desk-task-changed")
        tasks.end_task(session, number, now=desk.clock(), by="staff")
    return redirect(f"/status?done=task-{number}", HTTPStatus.SEE_OTHER)


def _done(written: str) -> str:
    """Return what is said of what was just done here; "" where nothing was."""
    what, _, number = written.partition("-")
    if what == "task" and number.isdecimal() and len(number) < 10:
        return translate.say("task-ended", {"number": number}, answers.reader().lang)
    known = ("paused", "resumed", "started")
    return translate.say(f"desk-did-{what}", {}, answers.reader().lang) if written in known else ""


@pages.post("/status/start")
def started() -> AnyResponse:
    """Begin the service in the desk's own command, and show that it runs, or why it does not."""
    desk = answers.desk()
    if desk.service is None:
        raise BadRequest("desk-service-elsewhere")
    if not _is_served():
        desk.service.ask()
        end = time.monotonic() + START_S
        while not _is_served() and time.monotonic() < end:
            if desk.service.hears(0.1) and desk.service.refused:
                raise desk.service.refused
    return redirect("/status?done=started", HTTPStatus.SEE_OTHER)


def _is_served() -> bool:
    desk = answers.desk()
    with desk.workspace().store.read() as session:
        return events.is_served(session, now=desk.clock())


def _require_home(workspace: Workspace) -> None:
    """Raise NotReady in a copy of the campaign, where a pause would stop nothing."""
    found = home_standing.of(workspace.folder, workspace.store)
    if not found.publishes:
        raise found.refusal()


@pages.get("/settings")
def settings() -> Response:
    """Show the settings in a form."""
    return _form({}, {}, done=request.args.get("done", ""))


@pages.post("/settings")
def saved() -> AnyResponse:
    """Write the settings that were typed; what is wrong is said at its field, and all that was typed stays."""
    folder, typed = answers.desk().folder, request.form
    if "add" in typed or "remove" in typed:
        return _form(typed, {}, again=True)
    try:
        changed = settings_page.save(folder, typed.get("version", ""), typed)
    except settings_page.Overtaken:
        wrong = translate.say("settings-overtaken", {}, answers.reader().lang)
        return _form(typed, {"": wrong}, HTTPStatus.CONFLICT)
    except BadRequest as error:
        wrongs = settings_wrong.by_field(error, answers.reader().lang, typed)
        return _form(typed, wrongs, HTTPStatus.UNPROCESSABLE_ENTITY)
    if changed:
        with answers.desk().workspace().store.write() as session:
            params = {"keys": ", ".join(changed)}
            transitions.note(session, "settings-saved", now=answers.desk().clock(), by="staff", params=params)
    return redirect(f"/settings?done={len(changed)}", HTTPStatus.SEE_OTHER)


def _form(
    typed: Mapping[str, str],
    wrong: Mapping[str, str],
    status: HTTPStatus = HTTPStatus.OK,
    *,
    done: str = "",
    again: bool = False,
) -> Response:
    """Show the form, with what was typed; `again`: a row more or less was asked for, and nothing else is done yet."""
    desk, reader = answers.desk(), answers.reader()
    form = settings_page.shown(desk.folder)
    return answers.page(
        "settings.html",
        status=status,
        form=form,
        version=typed.get("version", "") if again else form.version,
        words=desk_settings,
        typed=typed,
        wrong=wrong,
        done=done,
        rows_of=partial(row_choices.rows_of, form=typed),
        choices=row_choices.of(desk.workspace().settings.languages, reader.lang),
        asked=typed.get("add", "") or typed.get("remove", "").partition("-")[0],
        added=typed.get("add", ""),
        overtaken=status is HTTPStatus.CONFLICT,
    )


@pages.get("/figures")
def figures() -> Response:
    """Show where figures will stand."""
    return answers.page("figures.html")
