"""The tus 1.0 protocol, as far as browsers need it: a film is announced, asked after, sent in pieces, given up.

Extensions: creation, termination, checksum, expiration. https://tus.io/protocols/resumable-upload
"""

import base64
import binascii
import hashlib
import hmac
import threading
from datetime import UTC
from email.utils import format_datetime
from http import HTTPStatus

from flask import Response, request

from campaign.testimonies import arriving_films
from campaign.testimonies.arriving_films import ArrivingFilm
from campaign.web import answers
from schedules.errors import BadRequest

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,checksum,expiration"
PIECE = "application/offset+octet-stream"
ALGORITHMS = ("sha1", "sha256")
BROKEN = 460  # the protocol's own status for a piece with another checksum
STATUSES = {
    "arriving-gone": HTTPStatus.NOT_FOUND,
    "arriving-elsewhere": HTTPStatus.CONFLICT,
    "arriving-too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "arriving-no-room": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "arriving-too-many": HTTPStatus.TOO_MANY_REQUESTS,
}
_LOCK = threading.Lock()  # pieces of one film may come twice at once, and rooms be asked for at once


def announced() -> Response:
    """Make room for a film, and say where it is to be sent."""
    if wrong := _other_version():
        return wrong
    desk = answers.desk()
    try:
        length = int(request.headers.get("Upload-Length", ""))
        name = _metadata(request.headers.get("Upload-Metadata", "")).get("filename", "film")
    except ValueError:
        return _told(HTTPStatus.BAD_REQUEST)
    try:
        with _LOCK:
            film = arriving_films.begin(desk.folder, name, length, now=desk.clock())
    except BadRequest as error:
        return _refused(error)
    return _of(film, HTTPStatus.CREATED, Location=f"/uploads/{film.id}")


def asked_after(number: str) -> Response:
    """Say how much of a film is here, which is how a lost answer is found again."""
    if wrong := _other_version():
        return wrong
    try:
        return _of(arriving_films.one(answers.desk().folder, number), HTTPStatus.OK)
    except BadRequest as error:
        return _refused(error)


def received(number: str) -> Response:
    """Take a piece of a film in, behind what is here."""
    if wrong := _other_version():
        return wrong
    if request.mimetype != PIECE:
        return _told(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    piece = request.get_data(cache=False)
    if not _is_as_sent(piece, request.headers.get("Upload-Checksum")):
        return _told(BROKEN)
    try:
        offset = int(request.headers.get("Upload-Offset", ""))
        with _LOCK:
            film = arriving_films.add(answers.desk().folder, number, offset, piece)
    except ValueError:
        return _told(HTTPStatus.BAD_REQUEST)
    except BadRequest as error:
        return _refused(error)
    if film.is_whole and (wrong := _judged(film)):
        return wrong
    return _of(film, HTTPStatus.NO_CONTENT)


def _judged(film: ArrivingFilm) -> Response | None:
    """Refuse a film of which all is here and that is none, and keep nothing of it; None where it may be described."""
    from campaign.web.uploads import adding  # with all that looks into films

    refusal = adding.refusal(film)
    if refusal is None:
        return None
    with _LOCK:
        arriving_films.forget(answers.desk().folder, film.id)
    return _told(HTTPStatus.UNPROCESSABLE_ENTITY, answers.sentence_of(refusal))


def given_up(number: str) -> Response:
    """Delete what is here of a film."""
    if wrong := _other_version():
        return wrong
    with _LOCK:
        arriving_films.forget(answers.desk().folder, number)
    return _told(HTTPStatus.NO_CONTENT)


def able() -> Response:
    """Say what of the protocol is spoken here."""
    answer = _told(HTTPStatus.NO_CONTENT)
    answer.headers |= {
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(arriving_films.LARGEST),
        "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
    }
    return answer


def _other_version() -> Response | None:
    if request.headers.get("Tus-Resumable") == VERSION:
        return None
    answer = _told(HTTPStatus.PRECONDITION_FAILED)
    answer.headers["Tus-Version"] = VERSION
    return answer


def _metadata(told: str) -> dict[str, str]:
    """Return what the announcement says of the film; raises ValueError where it is not written as it must be."""
    found = {}
    for one in filter(None, (part.strip() for part in told.split(","))):
        name, _, value = one.partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise ValueError(name) from None
    return found


def _is_as_sent(piece: bytes, told: str | None) -> bool:
    if told is None:
        return True
    name, _, digest = told.partition(" ")
    if name not in ALGORITHMS:
        return False
    there = base64.b64encode(hashlib.new(name, piece).digest()).decode()
    return hmac.compare_digest(there, digest.strip())


def _of(film: ArrivingFilm, status: HTTPStatus, **more: str) -> Response:
    answer = _told(status)
    ends = film.ends().astimezone(UTC)
    answer.headers |= {
        "Upload-Offset": str(film.offset),
        "Upload-Length": str(film.length),
        "Upload-Expires": format_datetime(ends, usegmt=True),
        **more,
    }
    return answer


def _refused(error: BadRequest) -> Response:
    status = STATUSES.get(error.code, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _told(status, answers.sentence_of(error))


def _told(status: int, said: str = "") -> Response:
    answer = Response(said, status, content_type="text/plain; charset=utf-8")
    answer.headers["Tus-Resumable"] = VERSION
    return answer
