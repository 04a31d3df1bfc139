"""Sort Graph's errors, once, by number: the tree of what a caller can decide, and the table of verdicts.

Pure: it knows no network and no library. `session.py` raises what this file decides. The rows follow Meta's
"Handling Errors", the Video API's "Error Codes" and the references of the edges.
"""

from collections.abc import Iterable, Mapping

from media import json_values
from media.json_values import Json, JsonReader
from schedules.errors import ScheduleError

HOUR_S, DAY_S = 3600, 24 * 3600  # no quota has a longer window than a day


class GraphError(ScheduleError):
    """Root of what a call to the Page can end in; `params` never hold a token."""


class NotSent(GraphError):
    """No connection came about: certainly not sent."""


class Unknown(GraphError):
    """Nobody can tell from the answer whether it was done: look before anything is sent again."""


class TryLater(GraphError):
    """A rate limit, refused before processing: make no call for `after_s` seconds."""

    def __init__(self, code: str, *, after_s: int, **params: object) -> None:
        super().__init__(code, after_s=after_s, **params)
        self.after_s = after_s


class Unauthorized(GraphError):
    """The token is no longer good: stop all work on this Page until a person renews it."""


class Forbidden(GraphError):
    """A permission or role is missing, or the Page is blocked: stop, a person must act."""


class Absent(GraphError):
    """No such object: gone, invisible, or not yet there just after its creation."""


class WrongOffset(GraphError):
    """The Page wants other bytes: go on with [start, end)."""

    def __init__(self, code: str, *, start: int, end: int, **params: object) -> None:
        super().__init__(code, start=start, end=end, **params)
        self.start, self.end = start, end


class Refused(GraphError):
    """Refused for certain: asking again the same way will not help."""


class BadContent(Refused):
    """Refused for what is in it: the film's file, its shape, the link."""


Verdict = tuple[type[GraphError], str]
Key = tuple[int | None, int | None]


def _rows(verdict: Verdict, codes: Iterable[int] = (), subcodes: Iterable[int] = ()) -> dict[Key, Verdict]:
    return {(code, None): verdict for code in codes} | {(None, sub): verdict for sub in subcodes}


# (code, subcode) -> verdict. The pair wins over the subcode alone, that over the code alone.
VERDICTS: dict[Key, Verdict] = {
    **_rows((Unknown, "graph-unknown"), [1, 2]),
    **_rows((Unknown, "graph-duplicate"), [506]),
    **_rows((Unknown, "graph-upload-interrupted"), subcodes=[1363019, 1363030, 1363033]),
    **_rows((TryLater, "graph-rate-limit"), [4, 17, 32, 341, 613, *range(80000, 80100)]),
    **_rows((Forbidden, "graph-forbidden"), [3, 10, *range(200, 300)], [1363005, 1363042]),
    **_rows((Forbidden, "graph-blocked"), [368]),
    (368, 1390008): (TryLater, "graph-too-fast"),
    **_rows((Unauthorized, "graph-token"), [102, 104, 190]),
    (190, 458): (Unauthorized, "graph-token-app-removed"),
    (190, 459): (Unauthorized, "graph-token-checkpoint"),
    (190, 460): (Unauthorized, "graph-token-password"),
    (190, 463): (Unauthorized, "graph-token-expired"),
    (190, 464): (Unauthorized, "graph-token-checkpoint"),
    (190, 492): (Unauthorized, "graph-token-role"),
    **_rows((Refused, "graph-refused"), [100]),
    (100, 33): (Absent, "graph-absent"),
    **_rows((Absent, "graph-absent"), [803]),
    **_rows((Absent, "graph-upload-gone"), subcodes=[1363021, 1363041]),
    **_rows((BadContent, "graph-link"), [1609005, 1609008]),
    **_rows((BadContent, "graph-film-refused"), [351, 352, 389, 6000], [1363020, 1363031]),
    **_rows((BadContent, "graph-film-size"), [382], [1363022, 1363023]),
    **_rows((BadContent, "graph-reel-shape"), subcodes=[1363040, 1363127, 1363128, 1363129]),
    **_rows((WrongOffset, "graph-offset"), [6001], [1363037]),
    **_rows((BadContent, "graph-captions-refused"), [385, 387]),
    **_rows((BadContent, "graph-captions-name"), [386]),
    **_rows((Refused, "graph-captions-there"), [482]),
    **_rows((BadContent, "graph-photo"), subcodes=[1366046]),
    **_rows((Refused, "graph-comment"), [1705]),
    **_rows((Refused, "graph-insights"), [3001]),
}
# What the door for a reel's raw bytes says instead of numbers (Reels guide); after two of them the byte count decides.
UPLOADS: dict[str, Verdict] = {
    "OffsetInvalidError": (Unknown, "graph-upload-interrupted"),
    "PartialRequestError": (Unknown, "graph-upload-interrupted"),
    "ProcessingFailedError": (BadContent, "graph-film-refused"),
}
DUPLICATE = "already posted this"  # 368 means two things; only the text tells
# Meta reports a lacking Page permission as a bad token; only the text tells (gitroomhq/postiz-app PR 1912).
IMPERSONATION = "must be granted before impersonating a user's page"
PROOF = "appsecret_proof"  # 100 is a post's; of this proof, every call's ("Secure Graph API Calls")


def _verdict(code: int | None, subcode: int | None, *, vague: bool) -> Verdict:
    for key in ((code, subcode), (None, subcode), (code, None)):
        if key != (None, None) and key in VERDICTS:
            return VERDICTS[key]
    return (Unknown, "graph-unknown") if vague else (Refused, "graph-refused")


def sort(error: Mapping[str, Json], *, status: int = 400, regain_s: int | None = None) -> GraphError:
    """Turn the `error` object of a Graph answer into the exception to raise.

    `status` is the HTTP status, which only decides for numbers the table does not know; `regain_s` is what
    the usage headers name as the time until calls are welcome again. `message` must be free of tokens already.
    """
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    kind, name = _verdict(code, subcode, vague=status >= 500 or error.get("is_transient") is True)
    params = {"graph_code": code, "subcode": subcode, "message": error.get("message") or ""}
    if code == 190 and IMPERSONATION in str(error.get("message")):
        kind, name = Forbidden, "graph-forbidden"
    if code == 100 and PROOF in str(error.get("message")):
        kind, name = Unauthorized, "graph-app-secret"
    if kind is Forbidden and "development mode" in str(error.get("message")).lower():
        name = "graph-development"
    if code == 368 and DUPLICATE in str(error.get("message")).lower():
        kind, name = Unknown, "graph-duplicate"
    if issubclass(kind, TryLater):
        return kind(name, after_s=min(regain_s or _patience(name), DAY_S), **params)
    if issubclass(kind, WrongOffset):
        window = _window(error.get("error_data"))
        if window is None:
            return Unknown("graph-unknown", **params)
        return kind(name, start=window[0], end=window[1], **params)
    return kind(name, **params)


def sort_upload(info: Mapping[str, Json]) -> GraphError:
    """Turn the `debug_info` of the door for raw bytes into the exception to raise; an unknown name tells nothing."""
    trouble = str(info.get("type"))
    kind, name = UPLOADS.get(trouble, (Unknown, "graph-unknown"))
    return kind(name, graph_code=trouble, subcode=None, message=str(info.get("message") or "")[:300])


def _patience(name: str) -> int:
    return 6 * HOUR_S if name == "graph-too-fast" else HOUR_S


def _window(data: Json) -> tuple[int, int] | None:
    """Read the wanted offsets: an object, or the same object as JSON text."""
    try:
        wanted = JsonReader.of(json_values.parsed(data) if isinstance(data, str) else data)
        return wanted.number("start_offset"), wanted.number("end_offset")
    except (ValueError, TypeError, KeyError):
        return None


def _number(value: Json) -> int | None:
    try:
        return int(str(value))
    except ValueError:
        return None
