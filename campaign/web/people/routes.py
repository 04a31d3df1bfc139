"""The page of people: who has which role; roles given and taken, codes for a first password, sessions ended."""

from http import HTTPStatus

from flask import Blueprint, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from campaign.messages import translate
from campaign.people import colleagues
from campaign.people.colleagues import Added
from campaign.people.logging_in import ENDED
from campaign.reports import json_views
from campaign.web import answers
from campaign.web.people import people_page
from schedules.database import accounts, desk_sessions, door_notes
from schedules.errors import BadRequest, ScheduleError
from schedules.model.colleagues import ROLES, Role

pages = Blueprint("people", __name__)
LONGEST = 200  # characters of what is typed


def _text(name: str) -> str:
    return request.form.get(name, "").strip()[:LONGEST]


def _page(*, added: Added | None = None, refusal: ScheduleError | None = None) -> AnyResponse:
    desk = answers.desk()
    workspace, lang = desk.workspace(), answers.reader().lang
    did = request.args.get("did", "")
    said = translate.say(f"desk-did-{did}", {}, lang) if did in ("people-removed", "session-ended") else ""
    return answers.page(
        "people.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK,
        rows=people_page.rows(workspace, now=desk.clock()),
        notes=people_page.notes(workspace, lang),
        roles=ROLES,
        organisations=workspace.settings.organisations,
        added=added,
        log_in=f"{at.rstrip('/')}/log-in/first" if (at := workspace.settings.desk.address) else "",
        until=json_views.local(added.until, workspace.rules.zone) if added else None,
        refusal=answers.sentence_of(refusal) if refusal else None,
        typed=request.form if refusal else {},
        did=said,
        mine=g.who.session,
    )


@pages.get("/people")
def shown() -> AnyResponse:
    """Show who has which role, and who is here."""
    return _page()


@pages.post("/people")
def added() -> AnyResponse:
    """Give somebody a role, and show the code for a first password, once."""
    desk = answers.desk()
    try:
        role = _role(_text("role"))
        done = colleagues.add(
            desk.workspace(),
            _text("name"),
            role,
            organisation=_text("organisation") if role == "approver" else None,
            email=_text("email"),
            now=desk.clock(),
            by=g.who.person_id,
        )
    except ScheduleError as error:
        return _page(refusal=error)
    return _page(added=done)


def _role(written: str) -> Role:
    found = next((one for one in ROLES if one == written), None)
    if found is None:
        raise BadRequest("people-no-role", known=ROLES)
    return found


def _name(number: int) -> str:
    with answers.desk().workspace().store.read() as session:
        found = accounts.by_number(session, number)
    if found is None:
        raise BadRequest("colleague-gone")
    return found.name


@pages.post("/people/<int:number>/code")
def code_given(number: int) -> AnyResponse:
    """Let somebody choose a password anew; what they had ends at once."""
    desk = answers.desk()
    try:
        done = colleagues.code_anew(desk.workspace(), _name(number), now=desk.clock(), by=g.who.person_id)
    except ScheduleError as error:
        return _page(refusal=error)
    return _page(added=done)


@pages.post("/people/<int:number>/remove")
def removed(number: int) -> AnyResponse:
    """Take somebody's role; their name stays in history."""
    desk = answers.desk()
    try:
        colleagues.remove(desk.workspace(), _name(number), erase=False, now=desk.clock(), by=g.who.person_id)
    except ScheduleError as error:
        return _page(refusal=error)
    return redirect("/people?did=people-removed", 303)


@pages.post("/people/sessions/<int:number>/end")
def ended(number: int) -> AnyResponse:
    """End somebody's session; harmless where it had ended."""
    desk = answers.desk()
    with desk.workspace().store.write() as session:
        whose = desk_sessions.end_one(session, number)
        if whose is not None:
            door_notes.add(session, ENDED, now=desk.clock(), account=whose)
    return redirect("/people?did=session-ended", 303)
