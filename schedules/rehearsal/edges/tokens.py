"""What Graph tells of tokens: debug_token, the exchange for a lasting one, a person's Pages; and who may ask.

The app, its secret and a person's token are made up once for each rehearsal Page (`page.json`), worthless elsewhere.
"""

import hmac

from media.json_values import Json, JsonReader
from schedules.rehearsal import nodes
from schedules.rehearsal.graph_requests import Call, Refusal
from schedules.rehearsal.store import Page

SCOPES = ["pages_show_list", "pages_read_engagement", "pages_manage_posts", "pages_manage_engagement",
          "pages_read_user_content", "read_insights"]  # fmt: skip
TASKS = ["ANALYZE", "ADVERTISE", "MODERATE", "CREATE_CONTENT", "MANAGE"]
SIXTY_DAYS_S, TWO_HOURS_S = 60 * 24 * 3600, 2 * 3600


def new_app(digits: str, word: str) -> dict[str, str]:
    """Return an app, its secret and a person's token for a new Page."""
    return {"app_id": digits, "app_secret": f"rehearsal-app-{word}", "user_token": f"rehearsal-user-{word}"}


def admit(page: Page, call: Call) -> None:
    """Refuse a call without the Page's own token."""
    _admit_with(call, page.token)


def admit_anyone(page: Page, call: Call) -> None:
    """Refuse a call without the Page's own token or a token of its people."""
    _admit_with(call, page.token, *_person_tokens(page))


def admit_look(page: Page, call: Call) -> None:
    """Refuse a look at a token that is neither in the name of the app, nor the token's own at itself."""
    token, asked = call.token or "", call.params.get("input_token", "")
    of_itself = _known(token, (page.token, *_person_tokens(page))) and _same(token, asked)
    if not of_itself and not _same(token, _app_token(page)):
        raise Refusal(190, "Invalid OAuth access token signature.", status=401)


def admit_app(page: Page, call: Call) -> None:
    """Refuse an exchange that is not in the name of the app."""
    if call.need("client_id") != page.app["app_id"]:
        raise Refusal(101, "Error validating application. Cannot get application info due to a system error.")
    if not _same(call.need("client_secret"), page.app["app_secret"]):
        raise Refusal(1, "Error validating client secret.")


def _admit_with(call: Call, *right: str) -> None:
    if call.token is None:
        raise Refusal(104, "An access token is required to request this resource.", status=401)
    if not _known(call.token, right):
        text = "Invalid OAuth access token - Cannot parse access token"
        raise Refusal(190, text, subcode=467, status=401)


def page_read(page: Page, call: Call) -> dict[str, Json]:
    """Tell who the Page is, to itself and to its people; `me` is whoever asks."""
    if call.path[0] == "me" and not _same(call.token or "", page.token):
        return nodes.person_node(call)
    return nodes.page_node(page, call)


def debug_token(page: Page, call: Call) -> dict[str, Json]:
    """Say what a token is."""
    facts: dict[str, Json] = {"app_id": page.app["app_id"], "is_valid": True, "scopes": SCOPES}
    asked = call.need("input_token")
    if _same(asked, page.token):
        return {"data": facts | {"type": "PAGE", "profile_id": page.id, "expires_at": 0}}
    if _known(asked, _person_tokens(page)):
        left = TWO_HOURS_S if _same(asked, page.app["user_token"]) else SIXTY_DAYS_S
        return {"data": facts | {"type": "USER", "user_id": "1", "expires_at": int(page.now()) + left}}
    error: Json = {"code": 190, "message": "Malformed access token"}
    unknown: Json = {"is_valid": False, "scopes": [], "error": error}
    return {"data": unknown}


def no_change(page: Page, call: Call) -> dict[str, Json]:
    """Refuse to look by POST."""
    raise Refusal(100, "Unsupported post request", subcode=33)


def exchange(page: Page, call: Call) -> dict[str, Json]:
    """Give a lasting token for a person's short one."""
    if call.need("grant_type") != "fb_exchange_token":
        raise Refusal(1, "Unsupported grant type")
    if not _known(call.need("fb_exchange_token"), _person_tokens(page)):
        raise Refusal(190, "Invalid OAuth access token - Cannot parse access token")
    return {"access_token": _person_tokens(page)[1], "token_type": "bearer", "expires_in": SIXTY_DAYS_S}


def accounts(page: Page, call: Call) -> dict[str, Json]:
    """List a person's Pages: this one."""
    _refuse_page(page, call, "accounts")
    account = {"id": page.id, "name": page.name, "access_token": page.token, "tasks": TASKS}
    return {"data": [account], "paging": {"cursors": {"before": "MAZDZD", "after": "MAZDZD"}}}


def permissions(page: Page, call: Call) -> dict[str, Json]:
    """List what a person allowed the app to do (Permissions reference)."""
    _refuse_page(page, call, "permissions")
    return {"data": [{"permission": scope, "status": "granted"} for scope in SCOPES]}


def _refuse_page(page: Page, call: Call, field: str) -> None:
    if _same(call.token or "", page.token) or call.path[0] != "me":
        raise Refusal(100, f"Tried accessing nonexisting field ({field}) on node type (Page)")


def check_proof(page: Page, call: Call) -> None:
    """Refuse a call whose appsecret_proof is not that of its token."""
    given, secret = call.params.get("appsecret_proof"), page.app.get("app_secret", "")
    if given and not _same(
        given, hmac.new(secret.encode(), (call.token or "").encode(), "sha256").hexdigest()
    ):
        raise Refusal(100, "Invalid appsecret_proof provided in the API argument")


def _person_tokens(page: Page) -> tuple[str, str]:
    """Return a person's short token and the lasting one."""
    return page.app["user_token"], f"{page.app['user_token']}-lasting"


def _app_token(page: Page) -> str:
    return f"{page.app['app_id']}|{page.app['app_secret']}"


def proving(page: Page) -> tuple[str, ...]:
    """Return the secrets that callers may hold, by each of which the Page proves who it is."""
    return page.token, *_person_tokens(page), _app_token(page)


def _known(given: str, right: tuple[str, ...]) -> bool:
    return any(_same(given, one) for one in right)


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())


def app_of(known: JsonReader) -> dict[str, str]:
    """Take the app and the person's token out of what a Page knows of itself."""
    return {name: known.text(name) for name in ("app_id", "app_secret", "user_token")}
