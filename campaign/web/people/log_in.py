"""The pages of the log-in: password and second factor, the first time, and once more before what is dangerous."""

import re
from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, g, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from campaign.people import logging_in, second_factor
from campaign.people.logging_in import Chosen, Typed
from campaign.web import admission, answers
from campaign.web.admission import Door
from campaign.web.answers import Kept
from campaign.web.people import who
from schedules.errors import NotReady, ScheduleError

pages = Blueprint("log_in", __name__)
LONGEST = 300  # characters of what is typed
KEPT = "kept."  # before the names of fields of a form that waits for the log-in
_KEY = re.compile(r"[A-Z2-7]{32}")


def _text(name: str) -> str:
    return request.form.get(name, "")[:LONGEST]


def _typed() -> Typed:
    return Typed(name=_text("name").strip(), password=_text("password"), code=_text("code").strip())


def _where() -> str:
    return logging_in.origin(request.remote_addr)


def _status(error: ScheduleError) -> HTTPStatus:
    return HTTPStatus.TOO_MANY_REQUESTS if isinstance(error, NotReady) else HTTPStatus.UNPROCESSABLE_ENTITY


def _kept(form: Mapping[str, str]) -> Kept | None:
    """Return the form that waits, as the page of the log-in carried it along."""
    fields = tuple(
        (name[len(KEPT) :], value) for name, value in request.form.items(multi=True) if name.startswith(KEPT)
    )
    return Kept(address=admission.within(form.get("kept-address", "/")), fields=fields) if fields else None


def _begun(answer: AnyResponse, token: str) -> AnyResponse:
    """Give the browser its new session; one that it had before ends."""
    door: Door = g.door
    old = request.cookies.get(door.cookie)
    door.sessions.end(old)
    who.leave(answers.desk(), old, now=door.clock())
    door.give(answer, token)
    return answer


def _led_on(token: str) -> AnyResponse:
    kept = _kept(request.form)
    if kept is not None:
        return _begun(answers.part("log_in_done.html", kept=kept), token)
    return _begun(redirect(admission.within(_text("back") or "/"), 303), token)


@pages.get("/log-in")
def asked() -> AnyResponse:
    """Ask who it is."""
    back = admission.within(request.args.get("back", "/"))
    return answers.part(
        "log_in.html", back=back, kept=None, left="left" in request.args, wrong=None, written=""
    )


@pages.post("/log-in")
def logged_in() -> AnyResponse:
    """Let somebody in who proves who it is."""
    desk, typed = answers.desk(), _typed()
    try:
        _, token = logging_in.log_in(desk.workspace(), typed, where=_where(), now=desk.clock())
    except ScheduleError as error:
        wrong, back = answers.sentence_of(error), admission.within(_text("back") or "/")
        values = {
            "back": back,
            "kept": _kept(request.form),
            "left": False,
            "wrong": wrong,
            "written": typed.name,
        }
        return answers.part("log_in.html", status=_status(error), **values)
    return _led_on(token)


@pages.get("/log-in/again")
def asked_again() -> AnyResponse:
    """Ask somebody who is here to prove it once more."""
    back = admission.within(request.args.get("back", "/"))
    return answers.part("log_in_again.html", back=back, kept=None, said=None)


@pages.post("/log-in/again")
def proven() -> AnyResponse:
    """Let somebody go on to what is dangerous."""
    desk, typed = answers.desk(), _typed()
    if g.who is None or g.who.account is None:
        return redirect("/", 303)
    try:
        token = logging_in.prove(desk.workspace(), g.who.account, typed, where=_where(), now=desk.clock())
    except ScheduleError as error:
        values = {"back": admission.within(_text("back") or "/"), "kept": _kept(request.form)}
        said = answers.sentence_of(error)
        return answers.part("log_in_again.html", status=_status(error), said=said, **values)
    return _led_on(token)


@pages.get("/log-in/first")
def first() -> AnyResponse:
    """Ask for the code that somebody was given."""
    return answers.part("log_in_first.html", wrong=None)


@pages.post("/log-in/first")
def invited() -> AnyResponse:
    """Show what is to be chosen to whoever has a code."""
    return _choice(second_factor.new_key(), None)


@pages.post("/log-in/first/chosen")
def chosen() -> AnyResponse:
    """Keep what was chosen, and show the codes for paper, once."""
    desk, key = answers.desk(), _text("key")
    if not _KEY.fullmatch(key):
        return _choice(second_factor.new_key(), None)
    told = Chosen(
        first_code=_text("first").strip(),
        password=_text("password"),
        again=_text("again"),
        key=key,
        code=_text("code").strip(),
    )
    try:
        token, codes = logging_in.choose(desk.workspace(), told, where=_where(), now=desk.clock())
    except ScheduleError as error:
        return _choice(key, error)
    return _begun(answers.part("log_in_codes.html", codes=codes), token)


def _choice(key: str, wrong: ScheduleError | None) -> AnyResponse:
    desk, code = answers.desk(), _text("first").strip()
    try:
        found = logging_in.invited(desk.workspace(), code, where=_where(), now=desk.clock())
    except ScheduleError as error:
        return answers.part("log_in_first.html", status=_status(error), wrong=answers.sentence_of(error))
    at = second_factor.address(key, name=found.email or found.name, campaign=desk.workspace().settings.name)
    picture = Markup(second_factor.picture(at).decode())
    said = answers.sentence_of(wrong) if wrong else None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    values = {"person": found, "first": code, "key": key, "picture": picture, "wrong": said}
    return answers.part("log_in_choose.html", status=status, **values)
