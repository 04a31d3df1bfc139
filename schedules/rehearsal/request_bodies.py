"""The body of a call, read once it is known who sends it: fields in any of Graph's spellings, files in a spool.

Where the token comes in the body itself, as facebook-sdk has it, it must stand before any file: nobody's files are
taken. Each length has its bound, whatever the caller says that it is.
"""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException
from werkzeug.sansio import multipart

from media import json_values
from media.json_values import Json
from schedules.rehearsal import listener
from schedules.rehearsal.graph_requests import Refusal
from schedules.rehearsal.listener import INCOMING, Handler

FORM_BYTES = 1024**2  # of all fields together: the longest caption, percent-encoded, and room
MOST_FIELDS = 200  # and files
FRAMES = 64 * 1024  # bytes around a film's: boundaries, headers of parts, lengths of chunks
BLOCK, IN_MEMORY = 64 * 1024, 256 * 1024
UNKNOWN_S = 5.0  # within which a body comes whose sender is not known yet
TURNS, TURN_S = 20, 0.05  # how often and how long such a body waits for its turn
_UNKNOWN = threading.BoundedSemaphore(8)  # bodies of unknown senders that are being read

Fields = dict[str, str]
Room = Callable[[Fields], int]  # how many bytes a file may have that comes after these fields; may refuse it


@dataclass(frozen=True, kw_only=True)
class Body:
    """What a call brought along; its files are gone when it is closed."""

    fields: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, FileStorage] = field(default_factory=dict)

    def close(self) -> None:
        """Drop the files."""
        for one in self.files.values():
            one.close()


def read(request: Request, spool: Path, *, known: bool, most: int, room: Room) -> Body:
    """Read fields and files, of at most `most` bytes together; `known`: the sender has shown a token already."""
    with _turn(request, known), _sound():
        stream = opened(request, most + FORM_BYTES, known=known)
        kind = request.mimetype
        if kind == "multipart/form-data":
            return _Parts(spool, room).read(stream, request.mimetype_params.get("boundary", ""))
        text = whole(stream)
        return Body(fields=_said(_json_fields(text) if request.is_json else _form_fields(text)))


def opened(request: Request, most: int, *, known: bool) -> BinaryIO:
    """Return what a body is read from; refused where it says itself that it is too long, or says nonsense."""
    handler: Handler = request.environ[INCOMING]
    length = ",".join(handler.headers.get_all("Content-Length", [])) or None
    if length is not None and not (length.isascii() and length.isdigit() and len(length) < 16):
        raise Refusal(100, "Header Content-Length must be a whole number")
    if "Transfer-Encoding" in request.headers:  # broken off, werkzeug 3.1 would read beyond its memory
        raise Refusal(100, "The length of the body must be told by Content-Length", status=411)
    if int(length or 0) > most + FRAMES:
        raise too_long()
    handler.take(most + FRAMES, None if known else UNKNOWN_S)
    request.max_content_length = most + FRAMES
    return cast(BinaryIO, request.stream)


def too_long() -> Refusal:
    """Return what is said to a body that is longer than its edge takes."""
    return Refusal(100, "The body of this request is longer than this edge takes", status=413)


@contextmanager
def _turn(request: Request, known: bool) -> Iterator[None]:
    """Let few senders at a time who are not known yet fill our memory."""
    if known:
        yield
        return
    looks = iter(range(TURNS))
    while not _UNKNOWN.acquire(timeout=TURN_S):
        if next(looks, None) is None or not listener.has_place(request):
            raise Refusal(2, "Service temporarily unavailable", status=503)
    try:
        yield
    finally:
        _UNKNOWN.release()


@contextmanager
def _sound() -> Iterator[None]:
    """Refuse a body that breaks off, comes too slowly or is no such body."""
    try:
        yield
    except HTTPException as why:
        raise too_long() if why.code == 413 else Refusal(100, "The body of this request is cut off") from None
    except (OSError, ValueError, AttributeError):  # the last one: werkzeug, where a part has no body
        raise Refusal(100, "The body of this request cannot be read") from None


def whole(stream: BinaryIO) -> bytes:
    """Return a body of fields, to its end."""
    text = bytearray()
    while block := stream.read(BLOCK):
        text += block
        if len(text) > FORM_BYTES:
            raise too_long()
    return bytes(text)


def _json_fields(text: bytes) -> Fields:
    try:
        values: Json = json_values.parsed(text)
    except ValueError:
        values = None
    if not isinstance(values, dict) or len(values) > MOST_FIELDS:
        raise Refusal(100, "The body is not a JSON object")
    return {name: v if isinstance(v, str) else json.dumps(v) for name, v in values.items() if v is not None}


def _form_fields(text: bytes) -> Fields:
    pairs = parse_qsl(text.decode(errors="replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    return dict(reversed(pairs))  # of two with one name the first, as in a query


def _said(fields: Fields) -> Fields:
    """Return fields that can be written down: half a character, as JSON may spell it, cannot."""
    for name, text in fields.items():
        try:
            f"{name}{text}".encode()
        except UnicodeEncodeError:
            raise Refusal(100, "A parameter is not valid Unicode") from None
    return fields


class _Parts:
    """A multipart body, read part by part: fields into memory, files into a spool without a name."""

    def __init__(self, spool: Path, room: Room) -> None:
        self._spool, self._room = spool, room
        self._fields: Fields = {}
        self._files: dict[str, FileStorage] = {}
        self._name, self._text, self._left = "", bytearray(), FORM_BYTES
        self._file: IO[bytes] | None = None
        self._file_left = 0

    def read(self, stream: BinaryIO, boundary: str) -> Body:
        """Return what the parts hold; what was spooled is dropped where one is refused."""
        if not boundary:
            raise Refusal(100, "The body names no boundary")
        decoder = multipart.MultipartDecoder(boundary.encode(), FORM_BYTES, max_parts=MOST_FIELDS)
        try:
            while not isinstance(event := decoder.next_event(), multipart.Epilogue):
                if isinstance(event, multipart.NeedData):
                    decoder.receive_data(stream.read(BLOCK) or None)
                else:
                    self._take(event)
        except BaseException:
            Body(files=self._files).close()
            raise
        return Body(fields=_said(self._fields), files=self._files)

    def _take(self, event: multipart.Event) -> None:
        if isinstance(event, multipart.File):
            self._open(event)
        elif isinstance(event, multipart.Field):
            self._name, self._file = event.name or "", None
            self._text.clear()
        elif isinstance(event, multipart.Data):
            (self._add_to_file if self._file else self._add_to_field)(event)

    def _open(self, event: multipart.File) -> None:
        """Begin a file, if whoever sends it may, and no other has its name."""
        self._file_left = self._room(_said(self._fields))
        name = event.name or ""
        if name in self._files:
            raise Refusal(100, f"The file {name} is sent twice")
        spooled = SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(self._spool))  # noqa: SIM115  # see Body.close
        self._file = cast(IO[bytes], spooled)
        self._files[name] = FileStorage(self._file, event.filename, name, headers=event.headers)

    def _add_to_file(self, event: multipart.Data) -> None:
        assert self._file
        self._file_left -= len(event.data)
        if self._file_left < 0:
            raise too_long()
        self._file.write(event.data)
        if not event.more_data:
            self._file.seek(0)

    def _add_to_field(self, event: multipart.Data) -> None:
        self._left -= len(event.data)
        if self._left < 0:
            raise too_long()
        self._text += event.data
        if not event.more_data:
            self._fields.setdefault(self._name, self._text.decode(errors="replace"))
