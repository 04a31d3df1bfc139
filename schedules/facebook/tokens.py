"""Tokens: what Facebook says of one, the exchange of a short-lived one for a lasting one, and a person's Pages.

Every token and secret travels in a header or a body. The one exception is Meta's: `debug_token` wants the token that it
inspects in the address (a POST in its place is forbidden since v27.0). It is written there by the connection itself,
as the request goes out (`session.SecretAdapter`), so that no URL of ours ever holds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from media.json_values import Json, JsonReader
from schedules.errors import BadRequest, ScheduleError
from schedules.facebook.answers import next_cursor, read_id
from schedules.facebook.content_limits import LISTED_AT_ONCE
from schedules.facebook.errors import Absent, Forbidden, GraphError, Refused, Unauthorized, Unknown
from schedules.facebook.graph_calls import followed, read
from schedules.facebook.session import PLACEHOLDER, Door

PUBLISHING = ("pages_manage_posts", "pages_read_engagement", "pages_show_list")  # without them nothing works
COMMENTING = (
    "pages_manage_engagement",
    "pages_read_user_content",
)  # to write as the Page, and to look for it
FIGURES = ("read_insights", "pages_manage_engagement")  # a film's by the reference of video_insights
TASK, COMMENT_TASK = "CREATE_CONTENT", "MODERATE"
MOST_PAGES = 1000


@dataclass(frozen=True, kw_only=True)
class Uses:
    """What a campaign does on its Page besides publishing: first comments, reading figures, reading comments."""

    first_comments: bool = False
    figures: bool = False
    comments: bool = False

    @property
    def scopes(self) -> tuple[str, ...]:
        """Return the permissions that a token needs for it, those first without which nothing works."""
        wanted = [*PUBLISHING]
        wanted += COMMENTING if self.first_comments or self.comments else ()
        wanted += FIGURES if self.figures else ()
        return tuple(dict.fromkeys(wanted))


JUST_PUBLISHING = Uses()


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


class LookRefused(Unknown):
    """Facebook does not say what a token is; the token itself may be good."""


def inspect(graph_url: str, version: str, token: str, app: App) -> TokenFacts:
    """Ask what a token is, in the name of the app; LookRefused where Facebook does not answer that question."""
    door = _TokenDoor(graph_url, f"{app.id}|{app.secret}", also=(token, app.secret))
    door.adapter.secret = token
    try:
        answer = door.ask(f"{version}/debug_token", {"input_token": PLACEHOLDER})
    except Unauthorized:
        raise BadRequest("app-refused", app=app.id) from None
    except (Absent, Refused, Forbidden) as refused:
        raise _unheard(refused, app) from None
    finally:
        door.close()
    return read(answer, lambda inspected: read_facts(inspected.child("data")))


def lengthen(
    graph_url: str, version: str, token: str, app: App, *, now: datetime
) -> tuple[str, datetime | None]:
    """Exchange a person's token for one of about 60 days; return it and when it ends."""
    door = _TokenDoor(graph_url, f"{app.id}|{app.secret}", also=(token, app.secret), tells_tokens=True)
    wanted = {"grant_type": "fb_exchange_token", "client_id": app.id, "client_secret": app.secret}
    try:
        answer = door.tell(f"{version}/oauth/access_token", wanted | {"fb_exchange_token": token})
    finally:
        door.close()
    return read(
        answer, lambda made: (made.text("access_token"), _after(made.maybe_number("expires_in"), now))
    )


def permissions(graph_url: str, version: str, token: str, app: App | None) -> tuple[str, ...] | None:
    """Return what a person's token permits, by `me/permissions`; None where that is not told (a Page's own token)."""
    door = _TokenDoor(graph_url, token, app=app)
    try:
        answer = door.ask(f"{version}/me/permissions", {"limit": "200"})
        return read(answer, lambda told: _granted(told.children("data")))
    except (Absent, Refused, Forbidden, Unknown):
        return None
    finally:
        door.close()


def _granted(permissions: list[JsonReader]) -> tuple[str, ...]:
    return tuple(one.text("permission") for one in permissions if one.maybe_text("status") == "granted")


def pages(graph_url: str, version: str, token: str, app: App | None) -> list[OwnPage]:
    """Return the Pages that a person's token opens; `Refused` or `Absent` where it is a Page's own token."""
    door = _TokenDoor(graph_url, token, app=app)
    asked = {"fields": "id,name,access_token,tasks", "limit": str(LISTED_AT_ONCE)}

    def ask(after: str | None, _left: int) -> tuple[list[OwnPage], str | None]:
        answer = door.ask(f"{version}/me/accounts", {**asked, "after": after} if after else asked)
        return read(answer, lambda accounts: (_own_pages(accounts), next_cursor(accounts)))

    try:
        return followed(ask, MOST_PAGES)
    finally:
        door.close()


def _own_pages(accounts: JsonReader) -> list[OwnPage]:
    return [read_page(own_page) for own_page in accounts.children("data")]


def whoever(graph_url: str, version: str, token: str, app: App | None) -> str:
    """Return the id of whom a token stands for: with a Page's token, the Page."""
    door = _TokenDoor(graph_url, token, app=app)
    try:
        answer = door.ask(f"{version}/me", {"fields": "id,name"})
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
    """A door for calls that carry secrets beside its token: Graph's answers are cleared of all of them.

    With `tells_tokens` the answer is a token, perhaps the one that was sent; then its errors alone are cleared.
    """

    def __init__(
        self,
        graph_url: str,
        token: str,
        *,
        app: App | None = None,
        also: tuple[str, ...] = (),
        tells_tokens: bool = False,
    ) -> None:
        super().__init__(graph_url, token, (10, 30), app_secret=app.secret if app else None)
        self._said += also
        self._tells_tokens = tells_tokens

    def _cleared(self, answer: Json) -> Json:
        return answer if self._tells_tokens else super()._cleared(answer)

    def tell(self, path: str, body: Mapping[str, str]) -> Json:
        """POST what must stand in no URL."""
        return self._answer("POST", path, data=dict(body))

    def ask(self, path: str, asked: Mapping[str, str]) -> Json:
        """GET what a token opens."""
        return self._answer("GET", path, params=dict(asked))

    def _answer(self, method: str, path: str, **sent: dict[str, str]) -> Json:
        answer: Json = self.guard(lambda: self.request(method, path, timeout=self._timeouts, **sent).json())
        return answer


def _unheard(refused: GraphError, app: App) -> ScheduleError:
    """Say what a refused look means: the token is another app's, or Facebook does not answer this question."""
    message = str(refused.params["message"])
    if "app_id" in message.lower() or "viewing app" in message.lower():
        return BadRequest("token-other-app", app=app.id)
    return LookRefused("token-look-refused", message=message)


def _after(seconds: int | None, now: datetime) -> datetime | None:
    return now + timedelta(seconds=seconds) if seconds else None
