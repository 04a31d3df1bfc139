"""What the desk answers: pages, parts of pages, and refusals, each a sentence in the reader's language."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Response, g, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from campaign.messages import formatting, translate
from campaign.messages.translate import LANGUAGES as LANGUAGES
from campaign.web import admission, page_frame, readers, templates
from campaign.web.open_desk import OpenDesk
from campaign.web.readers import Reader
from media.errors import MediaError
from media.findings import Detail, Finding
from schedules.errors import DatabaseBusy, NotReady, ScheduleError


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A form that was sent in vain: it stands in the page that says so, to be sent once more as it is."""

    address: str
    fields: tuple[tuple[str, str], ...]


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


def with_query(address: str, more: Mapping[str, object], place: str) -> str:
    """Return an address of ours with more in its query, and the place in its page."""
    parts = urlsplit(address)
    return f"{parts.path}?{'&'.join(filter(None, (parts.query, urlencode(more))))}#{place}"


def part(name: str, *, status: HTTPStatus = HTTPStatus.OK, **values: Any) -> Response:
    """Return what is exchanged within a page."""
    text = templates.filled(
        name, reader().lang, {"reader": reader(), "here": request.full_path.rstrip("?"), **values}
    )
    return Response(text, status, content_type="text/html; charset=utf-8")


def refused(status: HTTPStatus) -> AnyResponse:
    """Return what somebody gets who may not ask: a sentence, and nothing of the campaign."""
    said = translate.say(f"desk-{status.value}", {}, reader().lang)
    if status is HTTPStatus.UNAUTHORIZED and request.headers.get("Sec-Fetch-Mode") == "navigate":
        return part("refusal.html", status=status, said=said, kept=_kept(), is_away=True)
    return Response(f"{said}\n", status, content_type="text/plain; charset=utf-8")


def failed(error: Exception) -> AnyResponse:
    """Return what is said where something went wrong, without a trace of how; in the place of a picture, as one."""
    if request.headers.get("Sec-Fetch-Dest") == "image":
        return _no_picture(error)
    if isinstance(error, HTTPException):
        code = HTTPStatus(error.code or 500)
        return _sentence(translate.say(f"desk-{'404' if code == 404 else '400'}", {}, reader().lang), code)
    if isinstance(error, ScheduleError | MediaError):
        return _sentence(sentence_of(error), status_of(error))
    return _sentence(translate.say("desk-500", {}, reader().lang), HTTPStatus.INTERNAL_SERVER_ERROR)


def _no_picture(error: Exception) -> Response:
    """Return words as a picture, which browsers show whatever the status: no page has a broken one."""
    status = HTTPStatus(error.code or 500) if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    answer = part("no_picture.svg", status=status)
    answer.content_type = "image/svg+xml; charset=utf-8"
    return answer


def sentence_of(error: ScheduleError | MediaError) -> str:
    """Return what a refusal says, in the reader's language."""
    return translate.say(error.code, error.params, reader().lang)


def files_again(names: Sequence[str]) -> str:
    """Return what is said beside the field of files that came with a form that was refused."""
    lang = reader().lang
    return translate.say("desk-file-again", {"name": formatting.joined(names, lang)}, lang)


def with_files_again(said: str, names: Sequence[str]) -> str:
    """Return a refusal with what is said of files that came with it, but where it is about one of them itself."""
    files = [one for one in names if one]
    if not files or any(one in said for one in files):
        return said
    return f"{formatting.ended(said)} {files_again(files)}"


def named(params: Mapping[str, object], path: Path, name: str) -> dict[str, object]:
    """Return what a refusal says, with the name that its person knows in the place of our copy's."""
    found: dict[str, object] = {}
    for key, said in params.items():
        if isinstance(said, Finding):
            where = said.where.replace(str(path), name)
            found[key] = replace(said, where=where, params=named(said.params, path, name))
        elif isinstance(said, Detail):
            found[key] = replace(said, params=named(said.params, path, name))
        elif isinstance(said, str | Path):
            found[key] = str(said).replace(str(path), name)
        else:
            found[key] = said
    return found


NOT_THERE = (
    "no-such-post",
    "no-such-testimony",
    "no-such-testimony-withdrawn",
    "no-such-testimony-withdrawn-several",
)


def status_of(error: ScheduleError | MediaError) -> HTTPStatus:
    """Return the status that a refusal is answered with."""
    if error.code in NOT_THERE:
        return HTTPStatus.NOT_FOUND
    if isinstance(error, DatabaseBusy):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.CONFLICT if isinstance(error, NotReady) else HTTPStatus.UNPROCESSABLE_ENTITY


def _sentence(said: str, status: HTTPStatus) -> Response:
    """Say a sentence: as a part of a page to a page of ours, else on a page with the menu where one can be made."""
    if request.headers.get("HX-Request"):
        return part("refusal_part.html", status=status, said=said)
    passes = status is HTTPStatus.SERVICE_UNAVAILABLE
    kept = _kept() if passes else None
    if not passes and request.headers.get("Sec-Fetch-Dest", "document") == "document":
        with suppress(ScheduleError, MediaError):  # of settings or a database that no frame can be made of
            return page("failed.html", status=status, said=said, here="/")
    return part("refusal.html", status=status, said=said, kept=kept, is_away=False)


def _kept() -> Kept | None:
    """Return what somebody sent that can be sent again; None where nothing was typed."""
    if request.method != "POST":
        return None
    try:
        fields = tuple(request.form.items(multi=True))
    except HTTPException:  # more than a form holds
        return None
    return Kept(address=admission.within(request.path), fields=fields) if fields else None
