"""The office's own log-in: where a browser is sent from, and where it comes back to."""

from http import HTTPStatus

from flask import Blueprint, abort, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from campaign.people import logging_in, signing_on
from campaign.people.digests import digest
from campaign.people.signing_on import Confirmed
from campaign.web import admission, answers
from campaign.web.admission import Door
from campaign.web.beyond.pending import KEPT_FOR, Begun
from campaign.web.beyond.sign_on import BACK
from schedules.errors import NotReady, ScheduleError

pages = Blueprint("office", __name__)
LONGEST = 2_000  # characters of what a browser brings
STATUS = {
    "sign-on-unreachable": HTTPStatus.BAD_GATEWAY,
    "sign-on-odd": HTTPStatus.BAD_GATEWAY,
    "log-in-slowed": HTTPStatus.TOO_MANY_REQUESTS,
}


def _cookie() -> str:
    """Return the cookie of a browser that is on its way; other sites lead back, so it cannot be a strict one."""
    door: Door = g.door
    return "__Host-desk-on-its-way" if door.is_sealed(request) else f"desk_{door.port}_on_its_way"


def _where() -> str:
    return logging_in.origin(request.remote_addr)


def _argument(name: str) -> str:
    return request.args.get(name, "")[:LONGEST]


@pages.before_request
def require_one() -> AnyResponse | None:
    """Refuse where the settings name no log-in; who only looks whether a link lives (HEAD) begins and ends nothing."""
    if not answers.desk().opened.settings.desk.sign_on:
        abort(404)
    return answers.part("opening.html") if request.method == "HEAD" else None


@pages.get("/log-in/office")
def sent() -> AnyResponse:
    """Send a browser to the office's own log-in; somebody who is logged in and says `again` proves it once more."""
    desk, door = answers.desk(), g.door
    now, again = desk.clock(), "again" in request.args and g.who is not None
    begun, cookie = desk.sign_on.pending.begin(
        request.cookies.get(_cookie()),
        now=now,
        where=_where(),
        back=admission.within(_argument("back") or "/"),
        account=g.who.account if again else None,
        ends=digest(request.cookies.get(door.cookie, "")) if g.who is not None else None,
    )
    try:
        signing_on.require_not_slowed(desk.opened, where=_where(), now=now)
        address = desk.sign_on.issuer(desk.opened.settings, _origin()).address(begun, now=now)
    except ScheduleError as error:
        return _refused(error)
    answer = redirect(address, 303)
    longest, sealed = int(KEPT_FOR.total_seconds()), door.is_sealed(request)
    answer.set_cookie(
        _cookie(), cookie, max_age=longest, httponly=True, samesite="Lax", path="/", secure=sealed
    )
    return answer


@pages.get(BACK)
def came_back() -> AnyResponse:
    """Let somebody in whom the office's own log-in confirms, and who has a role here."""
    desk, door = answers.desk(), g.door
    now = desk.clock()
    begun = desk.sign_on.pending.take(_argument("state"), request.cookies.get(_cookie()), now=now)
    if begun is None:
        desk.outsiders.refused(desk.opened.store, "sign-on-stale", now=now)
        return _refused(NotReady("sign-on-stale"))
    try:
        signing_on.require_not_slowed(desk.opened, where=_where(), now=now)
        token = _let_in(begun)
    except ScheduleError as error:
        if error.code != "log-in-slowed":
            signing_on.refuse(desk.opened, where=_where(), now=now)
        return _refused(error)
    # not a redirect: the browser would not send the strict cookie on, as another site led it here
    answer = answers.part("opening.html", back=begun.back)
    door.give(answer, token)
    return answer


def _let_in(begun: Begun) -> str:
    """Return the token of a new session for whoever the issuer confirms."""
    desk = answers.desk()
    issuer, now = desk.sign_on.issuer(desk.opened.settings, _origin()), desk.clock()
    if "error" in request.args or not request.args.get("code"):
        raise NotReady("sign-on-denied", host=issuer.host)
    if request.args.get("iss", issuer.client.issuer).rstrip("/") != issuer.client.issuer:
        raise NotReady("sign-on-odd", host=issuer.host, why="iss")
    said = issuer.said(_argument("code"), begun, now=now)
    told = Confirmed(email=said.email, proven_at=said.proven_at, account=begun.account, ends=begun.ends)
    return signing_on.sign_on(desk.opened, told, where=_where(), now=now)


def _origin() -> str:
    door: Door = g.door
    return door.reached_as(request) or ""


def _refused(error: ScheduleError) -> AnyResponse:
    said = answers.sentence_of(error)
    return answers.part(
        "log_in_office_refused.html", status=STATUS.get(error.code, HTTPStatus.FORBIDDEN), said=said
    )
