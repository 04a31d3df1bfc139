"""Faults on request: a table from the name of an effect to what it does with a call.

An effect gets the call, what would answer it (`proceed`) and its parameters, and returns the answer. Ask for one by
`POST /_rehearsal/faults` with `edge` (or `*`), `effect`, and `nth` (default 1: the next call) or `always`; all other
keys are the effect's parameters.
"""

import json
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from flask import Response, request

from media import json_values
from media.json_values import Json, JsonReader
from schedules.rehearsal.graph_requests import Call, Refusal, answer

Proceed = Callable[[Call], Response]
Effect = Callable[[Call, Proceed, JsonReader], Response]


def lost(call: Call, proceed: Proceed, params: JsonReader) -> Response:
    """Do it, then drop the connection without a byte of an answer."""
    proceed(call)
    return _hang_up()


def reset_before(call: Call, proceed: Proceed, params: JsonReader) -> Response:
    """Drop the connection without doing it."""
    return _hang_up()


def refused_after_accept(call: Call, proceed: Proceed, params: JsonReader) -> Response:
    """Do it, then say HTTP 500 with code 2 (arsduo/koala 699)."""
    proceed(call)
    refusal = Refusal(2, "An unexpected error has occurred. Please retry your request later.", status=500)
    return answer(refusal.envelope(), 500)


def html_502(call: Call, proceed: Proceed, params: JsonReader) -> Response:
    """Do it, then answer as a gateway does; `before` true: without doing it."""
    if not params.members.get("before"):
        proceed(call)
    return Response("<html><body><h1>502 Bad Gateway</h1></body></html>", 502, content_type="text/html")


def truncated(call: Call, proceed: Proceed, params: JsonReader) -> Response:
    """Do it, then send half of the answer."""
    whole = proceed(call).get_data()
    half = Response(iter([whole[: len(whole) // 2]]), content_type="application/json")
    half.headers["Content-Length"] = str(len(whole))
    return half


def slow(call: Call, proceed: Proceed, params: JsonReader) -> Response:
    """Do it, then answer after `seconds` (default 2)."""
    done = proceed(call)
    time.sleep(_seconds(params))
    return done


def lag(call: Call, proceed: Proceed, params: JsonReader) -> Response:
    """Do it; for `seconds` (default 2) a new thing is not found, a reveal not seen."""
    return proceed(replace(call, lag_s=_seconds(params)))


def cut(call: Call, proceed: Proceed, params: JsonReader) -> Response:
    """Take `bytes` (default 0) of a raw body, then drop the connection."""
    proceed(replace(call, cut=params.maybe_number("bytes") or 0))
    return _hang_up()


def rate_limit(call: Call, proceed: Proceed, params: JsonReader) -> Response:
    """Refuse with code 80001 and the usage header; `minutes` (default 5) until calls are welcome again."""
    minutes = params.maybe_number("minutes")
    spent = dict.fromkeys(("call_count", "total_cputime", "total_time"), 100)
    usage = {"type": "pages", **spent, "estimated_time_to_regain_access": 5 if minutes is None else minutes}
    refused = answer(Refusal(80001, "There have been too many calls to this Page account.").envelope(), 400)
    refused.headers["X-Business-Use-Case-Usage"] = json.dumps({"1": [usage]})
    return refused


def token_expired(call: Call, proceed: Proceed, params: JsonReader) -> Response:
    """Refuse with 190/463."""
    refusal = Refusal(190, "Error validating access token: Session has expired.", subcode=463)
    return answer(refusal.envelope(), 400)


def error(call: Call, proceed: Proceed, params: JsonReader) -> Response:
    """Refuse with any `code`, `subcode`, `message`, `status`, `title`, `told` (words for users), `transient`, `data`.

    With `after` true, do it first; `shape` names an odd one of `SHAPES`.
    """
    if params.members.get("after"):
        proceed(call)
    status, message = params.maybe_number("status") or 400, params.maybe_text("message")
    text = "Asked for" if message is None else message
    refusal = Refusal(
        params.maybe_number("code") or 0,
        text,
        subcode=params.maybe_number("subcode"),
        data=params.members.get("data"),
    )
    envelope = refusal.envelope()
    named = {"title": "error_user_title", "told": "error_user_msg", "transient": "is_transient"}
    found = {name: params.members[key] for key, name in named.items() if key in params.members}
    whole = {**JsonReader(envelope).child("error").members, **found}
    shape = SHAPES[params.maybe_text("shape") or "graph"]
    return answer(shape(whole), status)


# How an error may stand in an answer, beside Graph's own way.
SHAPES: dict[str, Callable[[Mapping[str, Json]], Json]] = {
    "graph": lambda error: {"error": error},
    "text": lambda error: {"error": error["message"]},
    "twice": lambda error: {"error": {"error": error}},
    "data": lambda error: {"data": {"error": error}},
    "list": lambda error: [{"error": error}],
    "empty": lambda error: {},
    "no-success": lambda error: {"success": False},
}


def wrong_offset(call: Call, proceed: Proceed, params: JsonReader) -> Response:
    """Want the same byte again that was just sent, or byte `offset`; for ever, where it strikes always."""
    asked = params.maybe_number("offset")
    start = int(call.params.get("start_offset") or 0) if asked is None else asked
    window: Json = {"start_offset": start, "end_offset": start + (1 << 20)}
    refusal = Refusal(6001, "There was a problem uploading your video file.", subcode=1363037, data=window)
    return answer(refusal.envelope(), 400)


def _refused(**known: Json) -> Effect:
    """Return the effect that refuses so; what is asked for beside it counts more."""
    return lambda call, proceed, params: error(call, proceed, JsonReader({**known, **params.members}))


def _in_error(**status: Json) -> Effect:
    """Return the effect that reads a film as one that ended in an error."""
    told: Json = {"video_status": "error", **status}
    return lambda call, proceed, params: alter(call, proceed, JsonReader({"set": {"status": told}}))


# What a Page of many years says, as reports of live calls have it; `edge_table` has the calls.
ANSWERS: dict[str, Effect] = {
    "content-refused": _refused(
        code=368,
        subcode=1346003,
        message="(#368) The action attempted has been deemed abusive or is otherwise disallowed",
        title="You can't share this",
        told="Your post includes content that others reported as abusive.",
    ),
    "blocked-awhile": _refused(
        code=368,
        subcode=1404112,
        message="(#368) The action attempted has been deemed abusive or is otherwise disallowed",
        title="You're Temporarily Blocked",
        told="It looks like you were misusing this feature by going too fast.",
    ),
    "token-of-a-person": _refused(
        code=200, message="Unpublished posts must be posted to a page as the page itself."
    ),
    "no-permission": _refused(code=100, message="No permission to publish the video"),
    "page-absent": lambda call, proceed, params: answer(
        Refusal(
            100,
            f"Unsupported {call.method.lower()} request. Object with ID '{call.path[0]}' does not exist, cannot be "
            "loaded due to missing permissions, or does not support this operation",
            subcode=33,
        ).envelope(),
        400,
    ),
    "version-too-old": _refused(
        code=2635,
        message="(#2635) You are calling a deprecated version. Please update to the latest version.",
    ),
    "try-again": _refused(
        code=390, message="There was a problem uploading your video file. Please try again."
    ),
    "two-factor": _refused(
        code=200,
        message="Permissions error",
        title="Two-factor authentication required",
        told="To manage this Page you need to turn on two-factor authentication.",
    ),
    "page-restricted": _refused(
        code=10,
        message="Application does not have permission for this action",
        title="Page restricted",
        told="Your Page is restricted from posting until 3 December.",
    ),
    "rights-claim": _in_error(
        copyright_check_status={"status": "complete", "matches_found": True},
        processing_phase={
            "status": "error",
            "errors": [
                {"code": 1363050, "message": "Your video matches 30 seconds of audio owned by Example Music."}
            ],
        },
    ),
    "film-error": _in_error(
        processing_phase={
            "status": "error",
            "errors": [{"code": 1363026, "message": "The video file could not be decoded."}],
        }
    ),
}


def alter(call: Call, proceed: Proceed, params: JsonReader) -> Response:
    """Do it, then lay the values of `set` over the answer's `data`, or over each entry of a list."""
    whole: Json = json_values.parsed(proceed(call).get_data())
    laid_over = params.maybe_child("set").members
    if isinstance(whole, dict) and "data" in whole:
        return answer({**whole, "data": _altered(whole["data"], laid_over)})
    return answer(_altered(whole, laid_over))


def _altered(data: Json, laid_over: Mapping[str, Json]) -> Json:
    if isinstance(data, list):
        return [_altered(entry, laid_over) for entry in data]
    return {**data, **laid_over} if isinstance(data, dict) else data


def _seconds(params: JsonReader) -> float:
    seconds = params.maybe_decimal("seconds")
    return 2 if seconds is None else seconds


def _hang_up() -> Response:
    link: socket.socket = request.environ["werkzeug.socket"]
    link.shutdown(socket.SHUT_RDWR)
    return Response("")  # nobody hears it


EFFECTS: dict[str, Effect] = {
    "lost": lost,
    "reset-before": reset_before,
    "refused-500-after-accept": refused_after_accept,
    "html-502": html_502,
    "truncated": truncated,
    "slow": slow,
    "lag": lag,
    "cut": cut,
    "rate-limit": rate_limit,
    "token-expired": token_expired,
    "error": error,
    "alter": alter,
    "wrong-offset": wrong_offset,
    **ANSWERS,
}
