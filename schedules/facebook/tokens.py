"""Tokens: what Facebook says of one, the exchange of a short-lived one for a lasting one, and a person's Pages.

Every token and secret travels in a header or a body, never in a URL: `debug_token`, a GET in Meta's documents, is sent
as a POST with `method=get`, which Graph takes for calls of its batches and whose answer we check.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from media.json_values import Json, JsonReader
from schedules.errors import BadRequest, ScheduleError
from schedules.facebook.answers import next_cursor, read_id
from schedules.facebook.errors import Absent, GraphError, Refused, Unauthorized, Unknown
from schedules.facebook.graph_calls import read
from schedules.facebook.session import Door

SCOPES = ("pages_manage_posts", "pages_read_engagement", "pages_show_list")  # without them nothing works
USEFUL = ("pages_manage_engagement", "pages_read_user_content", "read_insights")  # comments, insights
TASK, COMMENT_TASK = "CREATE_CONTENT", "MODERATE"
MOST_PAGES = 1000


@dataclass(frozen=True, kw_only=True)
class App:
    """The Facebook app that tokens are made with."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class TokenFacts:
    """What Facebook says of a token; `expires_at` is aware UTC, None where it never ends."""

    kind: str
    valid: bool
    expires_at: datetime | None
    scopes: tuple[str, ...]
    app_id: str
    page_id: str | None
    problem: str | None = None


@dataclass(frozen=True, kw_only=True)
class OwnPage:
    """A Page that a person may work on, what they may do there, and its token."""

    id: str
    name: str
    tasks: tuple[str, ...]
    token: str = field(repr=False)


def inspect(graph_url: str, version: str, token: str, app: App) -> TokenFacts:
    """Ask what a token is, in the name of the app."""
    door = _TokenDoor(graph_url, f"{app.id}|{app.secret}", also=(token, app.secret))
    try:
        answer = door.tell(f"{version}/debug_token", {"input_token": token, "method": "get"})
    except Unauthorized:
        raise BadRequest("app-refused", app=app.id) from None
    except (Absent, Refused) as refused:
        raise _unheard(refused, app) from None
    finally:
        door.close()
    return read(answer, lambda inspected: read_facts(inspected.child("data")))


def lengthen(
    graph_url: str, version: str, token: str, app: App, *, now: datetime
) -> tuple[str, datetime | None]:
    """Exchange a person's token for one of about 60 days; return it and when it ends."""
    door = _TokenDoor(graph_url, f"{app.id}|{app.secret}", also=(token, app.secret))
    wanted = {"grant_type": "fb_exchange_token", "client_id": app.id, "client_secret": app.secret}
    try:
        answer = door.tell(f"{version}/oauth/access_token", wanted | {"fb_exchange_token": token})
    finally:
        door.close()
    return read(
        answer, lambda made: (made.text("access_token"), _after(made.maybe_number("expires_in"), now))
    )


def pages(graph_url: str, version: str, token: str, app: App | None) -> list[OwnPage]:
    """Return the Pages that a person's token opens; `Refused` or `Absent` where it is a Page's own token."""
    door = _TokenDoor(graph_url, token, app=app)
    asked = {"fields": "id,name,access_token,tasks", "limit": "100"}
    own_pages: list[OwnPage] = []
    try:
        while len(own_pages) < MOST_PAGES:
            answer = door.ask(f"{version}/me/accounts", asked)
            some, after = read(answer, lambda accounts: (_own_pages(accounts), next_cursor(accounts)))
            own_pages += some
            if not after:
                break
            asked = {**asked, "after": after}
    finally:
        door.close()
    return own_pages


def _own_pages(accounts: JsonReader) -> list[OwnPage]:
    return [read_page(own_page) for own_page in accounts.children("data")]


def whoever(graph_url: str, version: str, token: str, app: App | None) -> str:
    """Return the id of whom a token stands for: with a Page's token, the Page."""
    door = _TokenDoor(graph_url, token, app=app)
    try:
        answer = door.ask(f"{version}/me", {"fields": "id"})
    finally:
        door.close()
    return read(answer, read_id)


def read_facts(token: JsonReader) -> TokenFacts:
    """Read the `data` of debug_token; `expires_at` 0 means that it never ends."""
    ends, error = token.maybe_number("expires_at"), token.maybe_child("error")
    return TokenFacts(
        kind=(token.maybe_text("type") or "").upper(),
        valid=token.flag("is_valid"),
        expires_at=datetime.fromtimestamp(ends, UTC) if ends else None,
        scopes=token.maybe_texts("scopes"),
        app_id=token.maybe_text("app_id") or "",
        page_id=str(token.maybe_number("profile_id") or "") or None,
        problem=str(error.maybe_number("subcode") or error.text("code")) if error.members else None,
    )


def read_page(account: JsonReader) -> OwnPage:
    """Read one entry of me/accounts."""
    return OwnPage(
        id=account.text("id"),
        name=account.maybe_text("name") or "",
        tasks=account.maybe_texts("tasks"),
        token=account.text("access_token"),
    )


class _TokenDoor(Door):
    """A door for calls that carry secrets in their body too: Graph's own text is cleared of all of them."""

    def __init__(
        self, graph_url: str, token: str, *, app: App | None = None, also: tuple[str, ...] = ()
    ) -> None:
        super().__init__(graph_url, token, (10, 30), app_secret=app.secret if app else None)
        self._also = also

    def tell(self, path: str, body: Mapping[str, str]) -> Json:
        """POST what must stand in no URL."""
        return self._answer("POST", path, data=dict(body))

    def ask(self, path: str, asked: Mapping[str, str]) -> Json:
        """GET what a token opens."""
        return self._answer("GET", path, params=dict(asked))

    def _answer(self, method: str, path: str, **sent: dict[str, str]) -> Json:
        answer: Json = self.guard(lambda: self.request(method, path, timeout=self._timeouts, **sent).json())
        return answer

    def _scrub(self, text: str) -> str:
        for secret in self._also:
            text = text.replace(secret, "[token]") if secret else text
        return super()._scrub(text)


def _unheard(refused: GraphError, app: App) -> ScheduleError:
    """Say what a refused look means: the app may not see this token, or Facebook wants the look in another form."""
    if (
        refused.params.get("graph_code") in (100, 2500)
        and "app" not in str(refused.params["message"]).lower()
    ):
        return Unknown("token-look-refused", message=refused.params["message"])
    return BadRequest("token-other-app", app=app.id)


def _after(seconds: int | None, now: datetime) -> datetime | None:
    return now + timedelta(seconds=seconds) if seconds else None
