"""The one table of what Graph's refusals mean: by number, and where a number means several things, by its words.

Pure: it knows no network and no library. `session.py` raises what is found here. The first row that fits wins, so that
what is particular stands above what is general. Each row names where it was read: Meta's pages ("Handling Errors",
the Video API's "Error Codes", the Pages API's "Error Codes", references of edges), or a report of somebody's live call.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from media import json_values
from media.json_values import Json, JsonReader
from schedules.facebook import words
from schedules.facebook.errors import (
    Absent,
    BadContent,
    Forbidden,
    GraphError,
    Refused,
    TryLater,
    Unauthorized,
    Unknown,
    WrongOffset,
)

HOUR_S, DAY_S = 3600, 24 * 3600  # no quota has a longer window than a day


@dataclass(frozen=True, kw_only=True)
class Row:
    """What an error is: `kind` decides what a caller does, `name` what staff read.

    `codes` and `subcodes` are the numbers it fits (empty: any), `says` a pattern for what it says in small letters.
    """

    kind: type[GraphError]
    name: str
    codes: frozenset[int] = frozenset()
    subcodes: frozenset[int] = frozenset()
    says: str = ""
    source: str

    def fits(self, code: int | None, subcode: int | None, said: str) -> bool:
        """Tell whether an error with these numbers and words is of this row."""
        numbered = (not self.codes or code in self.codes) and (not self.subcodes or subcode in self.subcodes)
        return numbered and re.search(self.says, said) is not None


def _row(
    verdict: tuple[type[GraphError], str],
    source: str,
    *,
    codes: Iterable[int] = (),
    subcodes: Iterable[int] = (),
    says: str = "",
) -> Row:
    kind, name = verdict
    return Row(
        kind=kind, name=name, codes=frozenset(codes), subcodes=frozenset(subcodes), says=says, source=source
    )


# Who may not act for a while, whatever the post says; of a film, a link or a text nothing of this is said.
_FOR_A_WHILE = (
    r"temporar(ily (blocked|restricted|limited|suspended|disabled|unable)|y (block|restriction|limit|hold))|"
    r"too fast|too (often|many (times|requests|posts|actions))|slow down|limit how often|misusing this feature|"
    r"(you('ve| have) been|you are|you're|(user|account|page|app) (is|was|has been)) (\w+ )?blocked|"
    r"(feature|action).{0,20}right now|try again (later|in)|"
    r"tijdelijk (geblokkeerd|beperkt)|te snel|temporairement (bloqu|limit|suspend|restrei)|trop (vite|rapidement)"
)
_PAGE_RESTRICTED = (
    r"\b(your|this|the) (page|account)('s)?\b.{0,60}\b(restricted|restrictions?|suspended|disabled|limited access)|"
    r"(restricted|suspended|disabled) (your|this|the) (page|account)|"
    r"\b(je|uw|jouw|deze|dit) (pagina|account)\b.{0,60}(beperkt|beperking|opgeschort)|"
    r"\b(votre|cette|ce) (page|compte)\b.{0,60}(restrein|restrict|suspend|limit)"
)
_TWO_FACTOR = (
    r"(two|2).?(factor|step)|\b2fa\b|page publishing authori[sz]ation|tweefactor|tweestaps|"
    r"(deux|double) (facteurs|étapes|authentification)|double authentification"
)
_NOT_THERE = r"does not exist|unsupported \w+ request"
_PERMISSION = (
    r"no permission|(not|n't) have (the |sufficient |enough )?permission|insufficient permission|"
    r"(requires?|missing|lacks?) .{0,60}\bpermissions?\b|must be granted before"
)
_AS_THE_PAGE = r"as the page itself|page access token is required|must be a page access token"
_RATES = (4, 17, 32, 341, 613, *range(80000, 80100))
_FORBIDDEN, _TOKEN = (Forbidden, "graph-forbidden"), (Unauthorized, "graph-token")
_FILM = (BadContent, "graph-film-refused")

ROWS: tuple[Row, ...] = (
    # Not one of this post alone, whatever its number says; but 33 names an object that is not to be seen.
    _row((Unauthorized, "graph-app-secret"), "Secure Graph API Calls", codes=[100], says="appsecret_proof"),
    _row((Absent, "graph-absent"), "Handling Errors; post-for-me PR 355", codes=[100], subcodes=[33]),
    _row((Unauthorized, "graph-token-kind"), "Pages API error codes", codes=[190], subcodes=[2069032]),
    _row(
        (Unauthorized, "graph-token-kind"),
        "criso/fbgraph 72",
        codes=[190, *range(200, 300)],
        says=_AS_THE_PAGE,
    ),
    _row((Forbidden, "graph-two-factor"), "Page Publishing Authorization", codes=[368], subcodes=[1404078]),
    _row(
        (Forbidden, "graph-two-factor"),
        "help centre: two-factor authentication",
        says=_TWO_FACTOR,  # whatever number it has
    ),
    _row((Forbidden, "graph-version-refused"), "restfb: deprecated version", codes=[12, 2635]),
    # 368: who acts is stopped for a while, or this very post is not wanted.
    _row((TryLater, "graph-too-fast"), "postiz 2068", codes=[368], subcodes=[1390008]),
    _row((Unknown, "graph-duplicate"), "Handling Errors", codes=[368], says="already posted this"),
    _row((TryLater, "graph-blocked-awhile"), "Handling Errors", codes=[368], subcodes=[1404112]),
    _row((BadContent, "graph-blocked"), "Handling Errors", codes=[368], subcodes=[1346003, 1404102]),
    _row((TryLater, "graph-blocked-awhile"), "Handling Errors", codes=[368], says=_FOR_A_WHILE),
    _row((TryLater, "graph-blocked-awhile"), "Page quality", codes=[368], says=_PAGE_RESTRICTED),
    _row((BadContent, "graph-blocked"), "Handling Errors", codes=[368]),
    _row(
        (Forbidden, "graph-page-restricted"),
        "Page quality",
        codes=[3, 10, 100, *range(200, 300)],
        says=_PAGE_RESTRICTED,
    ),
    # Tokens.
    _row(_FORBIDDEN, "postiz PR 1912", codes=[190], says="must be granted before impersonating"),
    *(
        _row((Unauthorized, f"graph-token-{name}"), "Handling Errors", codes=[190], subcodes=subcodes)
        for name, subcodes in (
            ("app-removed", [458]),
            ("checkpoint", [459, 464]),
            ("password", [460]),
            ("expired", [463]),
            ("role", [492]),
        )
    ),
    # Numbers that are more particular than the code beside them.
    _row(
        (Unknown, "graph-upload-interrupted"), "Video API error codes", subcodes=[1363019, 1363030, 1363033]
    ),
    _row(_FORBIDDEN, "Video API error codes", subcodes=[1363005, 1363042]),
    _row((Absent, "graph-upload-gone"), "client libraries", subcodes=[1363021, 1363041]),
    _row(_FILM, "Video API error codes", subcodes=[1363020, 1363031]),
    _row((BadContent, "graph-film-size"), "Video API error codes", subcodes=[1363022, 1363023]),
    _row((BadContent, "graph-reel-shape"), "Reels guide", subcodes=[1363040, 1363127, 1363128, 1363129]),
    _row((WrongOffset, "graph-offset"), "php-graph-sdk 821, restfb 737", subcodes=[1363037]),
    _row((BadContent, "graph-photo"), "postiz", subcodes=[1366046]),
    # Codes.
    _row((Unknown, "graph-unknown"), "Handling Errors; koala 699", codes=[1, 2]),
    _row((Unknown, "graph-later"), "Video API", codes=[390]),
    _row((Unknown, "graph-duplicate"), "Handling Errors", codes=[506]),
    _row((TryLater, "graph-rate-limit"), "Rate Limits", codes=_RATES),
    _row(
        (Forbidden, "graph-development"),
        "App modes",
        codes=[3, 10, *range(200, 300)],
        says="development mode",
    ),
    _row(_FORBIDDEN, "Handling Errors", codes=[3, 10, *range(200, 300)]),
    _row(_TOKEN, "Handling Errors", codes=[102, 104, 190]),
    _row((Absent, "graph-absent"), "Handling Errors", codes=[803]),
    _row((BadContent, "graph-link"), "Page Feed", codes=[1609005, 1609008]),
    _row(_FILM, "Page Videos; trypost PR 361", codes=[351, 352, 389, 6000]),
    _row((BadContent, "graph-film-size"), "Page Videos", codes=[382]),
    _row((WrongOffset, "graph-offset"), "Page Videos", codes=[6001]),
    _row((BadContent, "graph-captions-refused"), "Video Captions", codes=[385, 387]),
    _row((BadContent, "graph-captions-name"), "Video Captions", codes=[386]),
    _row((Refused, "graph-captions-there"), "Video Captions", codes=[482]),
    _row((Refused, "graph-comment"), "Comments", codes=[1705]),
    _row((Refused, "graph-insights"), "Insights", codes=[3001]),
    _row((Absent, "graph-absent"), "php-graph-sdk 216", codes=[100], says=_NOT_THERE),
    _row(_FORBIDDEN, "reports: No permission to publish the video", codes=[100], says=_PERMISSION),
)
BAD_PARAMETER = 100  # of one post, and certain, whatever the HTTP status says
# What stands for the rest.
OF_THE_POST = (Refused, "graph-refused")
NOBODY_KNOWS = (Unknown, "graph-unknown")
# What the door for a reel's raw bytes says instead of numbers (Reels guide); after two of them the byte count decides.
UPLOADS: dict[str, tuple[type[GraphError], str]] = {
    "OffsetInvalidError": (Unknown, "graph-upload-interrupted"),
    "PartialRequestError": (Unknown, "graph-upload-interrupted"),
    "ProcessingFailedError": _FILM,
}


def sort(error: Mapping[str, Json], *, status: int = 400, regain_s: int | None = None) -> GraphError:
    """Turn the `error` object of a Graph answer into the exception to raise.

    `status` is the HTTP status, which only decides for what the table does not have; `regain_s` is what the usage
    headers name as the time until calls are welcome again.
    """
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    vague = error.get("is_transient") is True or (status >= 500 and code != BAD_PARAMETER)
    kind, name = _verdict(code, subcode, words.all_of(error), vague=vague)
    params: dict[str, object] = {
        "graph_code": code,
        "subcode": subcode,
        "message": words.to_developers(error),
        "said": words.to_users(error),
    }
    if issubclass(kind, TryLater):
        return kind(name, after_s=min(regain_s or _patience(name), DAY_S), **params)
    if issubclass(kind, WrongOffset):
        window = _window(error.get("error_data"))
        if window is None:
            return Unknown("graph-unknown", **params)
        return kind(name, start=window[0], end=window[1], **params)
    return kind(name, **params)


def _verdict(
    code: int | None, subcode: int | None, said: str, *, vague: bool
) -> tuple[type[GraphError], str]:
    for row in ROWS:
        if row.fits(code, subcode, said):
            return row.kind, row.name
    return NOBODY_KNOWS if vague else OF_THE_POST


def sort_upload(info: Mapping[str, Json]) -> GraphError:
    """Turn the `debug_info` of the door for raw bytes into the exception to raise; an unknown name tells nothing."""
    trouble = str(info.get("type"))
    kind, name = UPLOADS.get(trouble, NOBODY_KNOWS)
    return kind(
        name, graph_code=words.plain(trouble), subcode=None, message=words.plain(info.get("message")), said=""
    )


def _patience(name: str) -> int:
    return HOUR_S if name == "graph-rate-limit" else 6 * HOUR_S


def _window(data: Json) -> tuple[int, int] | None:
    """Read the wanted offsets: an object, or the same object as JSON text."""
    try:
        wanted = JsonReader.of(json_values.parsed(data) if isinstance(data, str) else data)
        return wanted.number("start_offset"), wanted.number("end_offset")
    except (ValueError, TypeError, KeyError):
        return None


def _number(value: Json) -> int | None:
    """Read a number that may be text, or 368.0; 0, which Graph writes for none, is none."""
    try:
        return int(float(str(value))) or None
    except (ValueError, OverflowError):
        return None
