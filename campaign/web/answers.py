"""What the desk answers: pages, parts of pages, and refusals, each a sentence in the reader's language."""

from http import HTTPStatus
from typing import Any

from flask import Response, g, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from campaign.messages import translate
from campaign.messages.translate import LANGUAGES as LANGUAGES
from campaign.web import page_frame, readers, templates
from campaign.web.open_desk import OpenDesk
from campaign.web.readers import Reader
from media.errors import MediaError
from schedules.errors import DatabaseBusy, NotReady, ScheduleError


def desk() -> OpenDesk:
    """Return the desk that answers this call."""
    found: OpenDesk = g.desk
    return found


def reader() -> Reader:
    """Return who asks."""
    if "reader" not in g:
        g.reader = readers.of(request, desk().lang)
    found: Reader = g.reader
    return found


def page(name: str, *, status: HTTPStatus = HTTPStatus.OK, **values: Any) -> Response:
    """Return a whole page: a template that stands in the frame of all pages."""
    frame = page_frame.of(desk(), reader())
    return part(name, status=status, frame=frame, **values)


def part(name: str, *, status: HTTPStatus = HTTPStatus.OK, **values: Any) -> Response:
    """Return what is exchanged within a page."""
    text = templates.filled(
        name, reader().lang, {"reader": reader(), "here": request.full_path.rstrip("?"), **values}
    )
    return Response(text, status, content_type="text/html; charset=utf-8")


def refused(status: HTTPStatus) -> AnyResponse:
    """Return what somebody gets who may not ask: a sentence, and nothing of the campaign."""
    said = translate.say(f"desk-{status.value}", {}, reader().lang)
    return Response(f"{said}\n", status, content_type="text/plain; charset=utf-8")


def failed(error: Exception) -> AnyResponse:
    """Return what is said where something went wrong, without a trace of how."""
    if isinstance(error, HTTPException):
        code = HTTPStatus(error.code or 500)
        return _sentence(translate.say(f"desk-{'404' if code == 404 else '400'}", {}, reader().lang), code)
    if isinstance(error, ScheduleError | MediaError):
        return _sentence(sentence_of(error), _status(error))
    return _sentence(translate.say("desk-500", {}, reader().lang), HTTPStatus.INTERNAL_SERVER_ERROR)


def sentence_of(error: ScheduleError | MediaError) -> str:
    """Return what a refusal says, in the reader's language."""
    return translate.say(error.code, error.params, reader().lang)


NOT_THERE = ("no-such-post", "no-such-testimony")


def _status(error: ScheduleError | MediaError) -> HTTPStatus:
    if error.code in NOT_THERE:
        return HTTPStatus.NOT_FOUND
    if isinstance(error, DatabaseBusy):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.CONFLICT if isinstance(error, NotReady) else HTTPStatus.UNPROCESSABLE_ENTITY


def _sentence(said: str, status: HTTPStatus) -> Response:
    """Say a sentence: as a part of a page to a page of ours, else as a page without the campaign."""
    name = "refusal_part.html" if request.headers.get("HX-Request") else "refusal.html"
    return part(name, status=status, said=said)
