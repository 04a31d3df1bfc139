"""Requests and answers as Graph has them: read a request in any of its spellings, write answers and the error envelope.

Rules: Meta's "Handling Errors" and "Secure Graph API Calls"; booleans and offsets as live answers show them.
"""

import io
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import BinaryIO

from flask import Request, Response
from werkzeug.datastructures import FileStorage

from media import json_values
from media.json_values import Json
from schedules.facebook import versions
from schedules.rehearsal.listener import HEADERS

VERSION = re.compile(r"v\d+\.\d+")
RAW = "video-upload"  # where reels' bytes go; real ones go to rupload.facebook.com/video-upload/...


class RawRefusal(Exception):
    """What the door for raw bytes answers instead: a name, and whether the same call may be tried again."""

    def __init__(self, name: str, message: str, *, retriable: bool) -> None:
        super().__init__(message)
        info: Json = {"retriable": retriable, "type": name, "message": message}
        self.body: dict[str, Json] = {"debug_info": info}


class Refusal(Exception):
    """What Graph answers instead: number, text and HTTP status; `data` becomes `error_data`."""

    def __init__(
        self, code: int, message: str, *, subcode: int | None = None, status: int = 400, data: Json = None
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.subcode, self.status, self.data = code, message, subcode, status, data

    def envelope(self) -> dict[str, Json]:
        """Return the body, as documented in "Handling Errors"."""
        number = f"(#{self.code}) " if self.code in (100, 200) else ""
        error: dict[str, Json] = {
            "message": number + self.message,
            "type": "OAuthException",
            "code": self.code,
            "is_transient": self.code in (1, 2, 4, 17, 32, 613),
            "fbtrace_id": secrets.token_hex(8),
        }
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        if self.data is not None:
            error["error_data"] = self.data
        return {"error": error}


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request: version prefix taken off, parameters as text, the token set apart. A raw body stays in `stream`.

    `lag_s` and `cut` (bytes of a raw body that arrive) come from faults.
    """

    method: str
    version: str
    path: tuple[str, ...]
    params: Mapping[str, str]
    files: Mapping[str, FileStorage]
    token: str | None
    token_in: str | None
    size: int
    stream: BinaryIO
    headers: Mapping[str, str] = field(default_factory=dict)
    lag_s: float = 0.0
    cut: int | None = None

    def need(self, name: str) -> str:
        """Return a parameter that must be there."""
        if not self.params.get(name):
            raise Refusal(100, f"The parameter {name} is required")
        return self.params[name]

    def whole(self, name: str, default: int | None = None) -> int:
        """Return a whole number."""
        text = self.need(name) if default is None else self.params.get(name, str(default))
        if not re.fullmatch(r"\d{1,18}", text):
            raise Refusal(100, f"Param {name} must be a whole number")
        return int(text)

    def boolean(self, name: str, default: bool) -> bool:
        """Return a boolean; capitals are refused, for nobody knows what Graph makes of them."""
        text = self.params.get(name)
        if text is None:
            return default
        if text not in ("true", "false", "1", "0"):
            raise Refusal(100, f"Param {name} must be a boolean")
        return text in ("true", "1")

    def nested(self, name: str) -> Json:
        """Return a JSON value; None if there is none."""
        try:
            value: Json = json_values.parsed(self.params[name]) if self.params.get(name) else None
        except ValueError:
            raise Refusal(100, f"Param {name} must be JSON") from None
        return value

    def moment(self, name: str) -> float | None:
        """Return a moment as unix seconds, from unix or ISO 8601 text."""
        text = self.params.get(name)
        if text is None:
            return None
        try:
            return float(text) if text.isdigit() else datetime.fromisoformat(text).timestamp()
        except (ValueError, OverflowError):
            raise Refusal(100, f"Param {name} must be a moment") from None


def read_head(request: Request) -> Call:
    """Read what stands before a call's body: its address, its query, and the token in a header or the query."""
    parts = tuple(part for part in request.path.split("/") if part)
    query = dict(request.args)
    token, where = _token(request, query)
    versioned = bool(parts) and VERSION.fullmatch(parts[0]) is not None
    return Call(
        method=request.method,
        version=parts[0] if versioned else versions.DEFAULT,
        path=parts[1:] if versioned else parts,
        params=query,
        files={},
        token=token,
        token_in=where,
        size=request.content_length or 0,
        stream=io.BytesIO(),
        headers=request.environ.get(HEADERS, {}),
    )


def with_fields(head: Call, fields: Mapping[str, str], files: Mapping[str, FileStorage]) -> Call:
    """Return a call with what its body says; a token there counts where there is no other."""
    said = dict(fields)
    token = said.pop("access_token", None)
    where = (head.token, head.token_in) if head.token else (token or None, "body" if token else None)
    return replace(head, params={**head.params, **said}, files=files, token=where[0], token_in=where[1])


def _token(request: Request, query: dict[str, str]) -> tuple[str | None, str | None]:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    asked = query.pop("access_token", None)
    if kind.lower() in ("bearer", "oauth") and token:
        return token.strip(), "header"
    return (asked, "query") if asked else (None, None)


def tree(fields: str) -> dict[str, str]:
    """Split `a,b{c,d},e.limit(2)` into {"a": "", "b": "c,d", "e": ""}."""
    parts = re.findall(r"([a-z_]+)(?:\.\w+\([^)]*\))*(?:\{((?:[^{}]|\{[^{}]*\})*)\})?", fields)
    return dict(parts)


def iso(seconds: float) -> str:
    """Write a moment as Graph does: 2026-11-23T10:00:00+0000."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def answer(body: Json, status: int = 200) -> Response:
    """Write an answer; the content type is always JSON, or facebook-sdk fails."""
    text = json.dumps(body, ensure_ascii=False)
    kept = {"facebook-api-version": versions.DEFAULT, "Cache-Control": "no-store"}
    return Response(text, status, kept, content_type="application/json; charset=UTF-8")


def unforeseen() -> Response:
    """Return what is said where something of ours went wrong."""
    return answer(Refusal(1, "An unknown error occurred", status=500).envelope(), 500)
