"""What Graph no longer takes, whatever version is asked for, and what it overlooks.

`BANS` says what, since when for every version, and where Meta says so. The error for an override is not documented; it
is 100 here, as for any parameter that does not fit. What has no `names` is overlooked, or is found by other signs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schedules.rehearsal.graph_requests import Refusal

CHANGELOG = "https://developers.facebook.com/docs/graph-api/changelog/"
BLOG = "https://developers.facebook.com/blog/post/2026/11/04/introducing-graph-api-v27-and-marketing-api-v27/"


@dataclass(frozen=True, kw_only=True)
class Ban:
    """What may not be sent since a day, on every version, and the parameters that ask for it."""

    what: str
    names: tuple[str, ...] = ()
    since: date = date(2026, 11, 4)  # an app made before may go on with it until v28.0, if it did so before
    source: str = BLOG


BANS = (
    Ban(what="HTTP method override", names=("method", "_method")),
    Ban(what="Several IDs in one request", names=("ids",)),
    Ban(what="JSONP callback", names=("callback",)),
    Ban(what="Batch request", names=("batch",)),
    Ban(what="Asynchronous batch request", names=("asyncbatch", "adbatch")),
    Ban(what="Field alias"),
    Ban(
        what="Date formatting",
        names=("date_format",),
        since=date(2026, 10, 27),
        source=f"{CHANGELOG}version26.0",
    ),
    *(
        Ban(what=what, since=date(2026, 10, 27), source=f"{CHANGELOG}version26.0")
        for what in ("pretty", "debug", "If-None-Match")
    ),
    Ban(what="metadata=1", since=date(2026, 5, 19), source=f"{CHANGELOG}version25.0"),
)
PARAMS = {name: ban.what for ban in BANS for name in ban.names}
OVERRIDES = ("x-http-method-override", "x-http-method", "x-method-override")  # headers
PATHS = re.compile(r"async_?(?:batch_?)?requests", re.IGNORECASE)
ALIAS = re.compile(r"\.\s*as\s*\(", re.IGNORECASE)


def refuse_in_head(path: tuple[str, ...], params: Mapping[str, str], headers: Mapping[str, str]) -> None:
    """Refuse a call whose address or headers ask for what is gone."""
    if any(name.lower() in OVERRIDES for name in headers):
        raise _gone("HTTP method override")
    if any(PATHS.fullmatch(part) for part in path):
        raise _gone("Asynchronous batch request")
    refuse_in_params(params)


def refuse_in_params(params: Mapping[str, str]) -> None:
    """Refuse parameters, of the query or the body, that ask for what is gone."""
    for name, text in params.items():
        if what := PARAMS.get(name.lower()):
            raise _gone(what)
        if name.lower() == "fields" and ALIAS.search(text):
            raise _gone("Field alias")


def _gone(what: str) -> Refusal:
    return Refusal(100, f"{what} is not supported")
