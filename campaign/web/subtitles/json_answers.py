"""What the editor of subtitles is answered: values as JSON, and refusals as JSON with their sentence."""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import ParamSpec

from flask import Response, request
from werkzeug.exceptions import HTTPException

from campaign.messages import formatting, translate
from campaign.testimonies.cue_editing.keeping import Refused
from campaign.testimonies.cue_editing.working_copy import NotThere, Stale
from campaign.web import answers
from campaign.web.films import lacks
from campaign.web.subtitles import documents
from media import json_values
from media.errors import MediaError
from media.json_values import JsonReader
from schedules.errors import BadRequest, ScheduleError

LARGEST = 2 * 2**20  # bytes of a call: 5,000 cues
P = ParamSpec("P")


def answered(values: Mapping[str, object], status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Return values as JSON."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, content_type="application/json")


def refusing(route: Callable[P, Response]) -> Callable[P, Response]:
    """Let a route answer its refusals as JSON: `said` is the sentence, and what stands where it was stale."""

    @wraps(route)
    def asked(*args: P.args, **kwargs: P.kwargs) -> Response:
        try:
            return route(*args, **kwargs)
        except Stale as stale:
            said = translate.say(f"desk-cues-stale-{stale.what}", {}, answers.reader().lang)
            return answered({"said": said, **documents.stale(stale)}, HTTPStatus.CONFLICT)
        except NotThere as missing:
            return answered({"said": _sentence(missing)}, HTTPStatus.NOT_FOUND)
        except Refused as refused:
            said = f"{_sentence(refused)} {lacks.said(refused.finding, answers.reader().lang)}"
            told = {"said": said, "cue": refused.cue.id}
            return answered(told, HTTPStatus.UNPROCESSABLE_ENTITY)
        except (ScheduleError, MediaError) as error:
            return answered({"said": _sentence(error)}, answers.status_of(error))
        except HTTPException as error:
            code = HTTPStatus(error.code or 500)
            said = translate.say(f"desk-{'404' if code == 404 else '400'}", {}, answers.reader().lang)
            return answered({"said": said}, code)

    return asked


def _sentence(error: ScheduleError | MediaError) -> str:
    """Return what an error says, as a sentence that stands by itself."""
    return formatting.capital(answers.sentence_of(error))


def body() -> JsonReader:
    """Return what was sent as JSON; raises BadRequest where it is none, or more than `LARGEST`."""
    sent = b"" if (request.content_length or 0) > LARGEST else request.stream.read(LARGEST + 1)
    if (not sent and request.content_length) or len(sent) > LARGEST:
        raise BadRequest("cues-large", largest=LARGEST // 2**20)
    try:
        return JsonReader.of(json_values.parsed(sent))
    except (ValueError, TypeError):
        raise BadRequest("cues-none") from None


def text(sent: JsonReader, name: str) -> str:
    """Return a text of what was sent, "" where there is none; raises BadRequest for anything else."""
    try:
        return sent.maybe_text(name) or ""
    except TypeError:
        raise BadRequest("cues-none") from None
