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

from campaign.messages import desk_speech, formatting, translate
from campaign.messages.translate import LANGUAGES as LANGUAGES
from campaign.people import acts
from campaign.web import admission, page_frame, readers, templates
from campaign.web.beyond import reached
from campaign.web.open_desk import OpenDesk
from campaign.web.people import route_acts, who
from campaign.web.readers import Reader
from media.errors import MediaError
from media.findings import Detail, Finding
from schedules.database.colleagues import Acting
from schedules.errors import DatabaseBusy, NotReady, ScheduleError


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A form that was sent in vain: it stands in the page that says so, to be sent once more as it is."""

    address: str
    fields: tuple[tuple[str, str], ...]


def desk() -> OpenDesk:
    """Return the desk that answers this call, where whoever logged in acts, or whoever works at this computer.

    Who comes without a session is neither.
    """
    found: OpenDesk = g.desk
    asks = g.get("who")
    if asks is None:
        return replace(found, own=None)
    return replace(found, acting=Acting(person=asks.person_id)) if asks.person_id else found


def reader() -> Reader:
    """Return who asks."""
    if "reader" not in g:
        g.reader = readers.of(request, desk().lang)
    found: Reader = g.reader
    return found


def page(name: str, *, status: HTTPStatus = HTTPStatus.OK, **values: Any) -> Response:
    """Return a whole page: a template that stands in the frame of all pages."""
    frame = page_frame.of(desk(), reader())
    named = request.method == "GET" and "named" in request.args
    return part(name, status=status, frame=frame, **{"named": named, **values})


def with_query(address: str, more: Mapping[str, object], place: str) -> str:
    """Return an address of ours with more in its query, and the place in its page."""
    parts = urlsplit(address)
    return f"{parts.path}?{'&'.join(filter(None, (parts.query, urlencode(more))))}#{place}"


def part(name: str, *, status: HTTPStatus = HTTPStatus.OK, **values: Any) -> Response:
    """Return what is exchanged within a page."""
    text = templates.filled(
        name,
        reader().lang,
        {
            "reader": reader(),
            "here": request.full_path.rstrip("?"),
            "who": g.who,
            "may": _may,
            "may_do": lambda act: _may(route_acts.POST_ACTS.get(act, "")),
            "office": bool(desk().opened.settings.desk.sign_on),
            **values,
        },
    )
    return Response(text, status, content_type="text/html; charset=utf-8")


def _may(act: str) -> bool:
    """Tell whether whoever asks has an act: what a page offers; the door asks again."""
    return g.who is not None and acts.may(g.who, act)


def refused(refusal: admission.Refusal) -> AnyResponse:
    """Return what somebody gets who may not ask: a sentence, and nothing of the campaign."""
    said = translate.say(refusal.code, refusal.params, reader().lang)
    if reached.through_proxy(request.environ) and not refusal.code.startswith(("desk-role", "desk-again")):
        desk().outsiders.refused(desk().opened.store, f"refused-{refusal.status.value}", now=desk().clock())
    status, navigates = refusal.status, request.headers.get("Sec-Fetch-Mode") == "navigate"
    if refusal.again:
        return part("log_in_again.html", status=status, said=said, kept=_kept(), back=_back_to())
    if refusal.code.startswith("desk-role"):
        who.note(desk(), "role-refused", g.who, str(refusal.params.get("act", "")), now=desk().clock())
        return _sentence(said, status)
    if status is HTTPStatus.UNAUTHORIZED and navigates:
        if who.are_there(desk()):
            return _log_in(status)
        return part("refusal.html", status=status, said=said, kept=_kept(), is_away=True)
    return Response(f"{said}\n", status, content_type="text/plain; charset=utf-8")


def _log_in(status: HTTPStatus) -> Response:
    """Ask who it is, at the address that was asked for: what was sent there is kept."""
    back = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return part("log_in.html", status=status, back=back, kept=_kept(), left=False, wrong=None, written="")


def _back_to() -> str:
    """Return the page that a form of ours stood on, as far as its browser says so; else the board."""
    referred = urlsplit(request.headers.get("Referer", ""))
    return admission.within(f"{referred.path}?{referred.query}".rstrip("?") or "/")


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


@dataclass(frozen=True, kw_only=True)
class ForBoth:
    """What a refusal says to whoever sits at the desk, and in full to whoever looks after the computer."""

    said: str
    whole: str


def for_both(error: ScheduleError | MediaError) -> ForBoth:
    """Return what a refusal says for both, in the reader's language."""
    with desk_speech.speaking(here=False):
        whole = sentence_of(error)
    return ForBoth(said=sentence_of(error), whole=whole)


def files_again(names: Sequence[str]) -> str:
    """Return what is said beside the field of files that came with a refused form; "" where its page keeps them."""
    if request.headers.get("Keeps-Files"):
        return ""
    lang = reader().lang
    return translate.say("desk-file-again", {"name": formatting.joined(names, lang)}, lang)


def with_files_again(said: str, names: Sequence[str]) -> str:
    """Return a refusal with what is said of files that came with it, but where it is about one of them itself."""
    files = [one for one in names if one]
    if not files or any(one in said for one in files):
        return said
    return f"{formatting.ended(said)} {files_again(files)}".rstrip()


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
    is_page = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    if not passes and is_page and g.who is not None:  # whoever is not known sees nothing of the campaign
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
