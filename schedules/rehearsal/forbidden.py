"""What Graph no longer takes, whatever version is asked for, and what it overlooks.

Rules: `facebook/versions.py` (what v27.0 forbids new apps, and v26.0 everybody). The error for an override is not
documented; it is 100 here, as for any parameter that does not fit. `pretty`, `debug`, `metadata` and `If-None-Match`
are overlooked by having no row anywhere.
"""

import re
from collections.abc import Mapping

from schedules.rehearsal.graph_requests import Refusal

OVERRIDES = ("x-http-method-override", "x-http-method", "x-method-override")  # headers
PARAMS = {  # by its name, what it asked for
    "method": "HTTP method override",
    "_method": "HTTP method override",
    "ids": "Several IDs in one request",
    "date_format": "Date formatting",
    "callback": "JSONP callback",
    "batch": "Batch request",
    "asyncbatch": "Asynchronous batch request",
    "adbatch": "Asynchronous batch request",
}
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
