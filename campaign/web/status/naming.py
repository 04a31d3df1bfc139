"""Who works at this computer: asked once, and changed by whoever sits here."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from campaign.typed import person_names
from campaign.web import admission, answers
from schedules.errors import BadRequest

pages = Blueprint("naming", __name__)
LONGEST = person_names.LONGEST


@pages.get("/name")
def shown() -> Response:
    """Ask who sits here, on a page of its own."""
    return _asked(admission.within(request.args.get("back", "/settings")))


@pages.post("/name")
def kept() -> AnyResponse:
    """Keep the name that was typed, or that none is wanted; where it is none, say why, and what was typed stays."""
    own = answers.desk().asked_for_name
    if own is None:  # who asks is known by a log-in, or nobody is asked here
        abort(HTTPStatus.NOT_FOUND)
    back, typed = admission.within(request.form.get("back", "/")), request.form.get("name", "")
    try:
        name = "" if "none" in request.form else person_names.own(typed)
    except BadRequest as error:
        return _asked(back, typed=typed, refusal=answers.sentence_of(error))
    own.keep(name)
    page, _, _ = answers.with_query(back, {"named": 1}, "").partition("#")
    return redirect(page, HTTPStatus.SEE_OTHER)  # to its top, where that is said


def _asked(back: str, *, typed: str | None = None, refusal: str = "") -> Response:
    own = answers.desk().asked_for_name
    if own is None:
        abort(HTTPStatus.NOT_FOUND)
    return answers.page(
        "name.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK,
        typed=(own.name or "") if typed is None else typed,
        refusal=refusal,
        back=back,
        longest=LONGEST,
    )
