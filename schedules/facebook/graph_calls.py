"""How a call to Graph is written and its answer read: parameters on the wire, files in bodies, lists over cursors.

`session.py` sends; which calls there are, `client.py` and `tokens.py` say.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from media.json_values import Json, JsonReader
from schedules.facebook import answers
from schedules.facebook.content_limits import LISTED_AT_ONCE
from schedules.facebook.errors import Absent, Forbidden, Unknown
from schedules.facebook.session import Door
from schedules.facebook.uploads import FILE, FILM, Multipart, Part, Source, body, size_of

T = TypeVar("T")
SHORT_PAGES = 10  # pages with little or nothing in them that a list may have beside


class GraphCalls:
    """Calls to one version of Graph about one Page through one door; every failure is a `GraphError`.

    Where it is the Page itself that Graph does not know, that is `Forbidden`: no post is to blame, and none will go.
    """

    def __init__(self, door: Door, version: str, page: str) -> None:
        self.door, self.version, self._page = door, version, page
        door.graph.version = version

    def get(self, path: str, **params: object) -> Json:
        """Ask; what has the value None is not asked for."""
        return self._guarded(path, lambda: self.door.graph.get_object(path, **_wire(params)))

    def post(self, path: str, **params: object) -> Json:
        """Send parameters."""
        url, sent = f"{self.version}/{path}", _wire(params)
        within = any(name in sent for name in ("upload_session_id", "video_id"))
        return self._guarded(
            None if within else path, lambda: self.door.graph.request(url, post_args=sent, method="POST")
        )

    def _guarded(self, path: str | None, call: Callable[[], Json]) -> Json:
        """Make a call; `path` is None where the object it is about is another than its address names."""
        try:
            return self.door.guard(call)
        except Absent as error:
            if self._is_page(error, path):
                raise Forbidden("graph-page-absent", page=self._page, **error.told) from None
            raise

    def _is_page(self, error: Absent, path: str | None) -> bool:
        """Tell whether the object that is not there is the Page: by its name in Graph's words, else by the address."""
        named = re.search(r"\bID '?([\w.]+)'? does not exist", str(error.params.get("message")))
        if error.code != "graph-absent" or named:
            return named is not None and named[1] == self._page
        return path is not None and path.partition("/")[0] == self._page

    def delete(self, object_id: str) -> None:
        """Delete a thing; `Absent` when it is gone already."""
        self.door.guard(lambda: self.door.graph.delete_object(object_id))

    def send(self, path: str, body: Multipart) -> Json:
        """Send a body that is read from disk meanwhile."""
        return self._guarded(None, lambda: self.door.send_parts(f"{self.version}/{path}", body))

    def send_file(self, path: str, file: Source, part: Part, **params: object) -> Json:
        """Send a whole file with its parameters."""
        with body(file, 0, size_of(file), FILE) as whole:
            return self.send(path, Multipart(_wire(params), part, whole))

    def send_rest(self, upload_url: str, film: Source, offset: int) -> None:
        """Send a film's bytes from `offset` to its end, raw, where Graph said; nothing where none is left."""
        size = size_of(film, FILM)
        with body(film, offset, size) as rest:
            if len(rest) > 0:
                self.door.guard(lambda: self.door.send_raw(upload_url, rest, offset=offset, size=size))

    def listed(self, path: str, fields: str, limit: int, make: Callable[[JsonReader], T]) -> list[T]:
        """Return what a list holds up to the limit; follows cursors, never `paging.next`."""

        def ask(after: str | None, left: int) -> tuple[list[T], str | None]:
            answer = self.get(path, fields=fields, limit=min(left, LISTED_AT_ONCE), after=after)
            return read(answer, lambda page: (_made(page, make), answers.next_cursor(page)))

        return followed(ask, limit)


def followed(ask: Callable[[str | None, int], tuple[list[T], str | None]], limit: int) -> list[T]:
    """Return what a list holds up to the limit, page by page; `ask` gets a cursor and how many are left to ask for.

    Pages may be short or empty, but a list ends: where a cursor comes again, or after twice as many pages as are full.
    """
    made: list[T] = []
    after: str | None = None
    seen: set[str | None] = {None}
    for _ in range(2 * -(-limit // LISTED_AT_ONCE) + SHORT_PAGES):
        some, after = ask(after, limit - len(made))
        made += some
        if after in seen or len(made) >= limit:
            break
        seen.add(after)
    return made[:limit]


def read(answer: Json, make: Callable[[JsonReader], T]) -> T:
    """Take values out of an answer; one that lacks them tells nothing."""
    try:
        return make(JsonReader.of(answer))
    except (
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        OverflowError,
        OSError,
    ):  # of moments far away too
        raise Unknown("graph-odd-answer", why="an answer without what was asked for") from None


def _made(page: JsonReader, make: Callable[[JsonReader], T]) -> list[T]:
    return [make(entry) for entry in page.children("data")]


def _wire(params: Mapping[str, object]) -> dict[str, str]:
    """Write values as Graph wants them: lower-case booleans, nested ones as JSON (facebook-sdk spoils both)."""
    return {name: v if isinstance(v, str) else json.dumps(v) for name, v in params.items() if v is not None}
