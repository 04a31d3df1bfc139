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
    if call.token is None:
        raise Refusal(104, "An access token is required to request this resource.")
    if not _same(call.token, page.token):
        raise Refusal(190, "Invalid OAuth access token - Cannot parse access token", subcode=467)


def page_read(page: Page, call: Call) -> dict[str, Json]:
    """Tell who the Page is, to itself and to its people."""
    if call.token not in _person_tokens(page):
        admit(page, call)
    return nodes.page_node(page, call)


def debug_token(page: Page, call: Call) -> dict[str, Json]:
    """Say what a token is; asked in the name of the app."""
    if not _same(call.token or "", f"{page.app['app_id']}|{page.app['app_secret']}"):
        raise Refusal(190, "Invalid OAuth access token signature.")
    facts: dict[str, Json] = {"app_id": page.app["app_id"], "is_valid": True, "scopes": SCOPES}
    asked = call.need("input_token")
    if _same(asked, page.token):
        return {"data": facts | {"type": "PAGE", "profile_id": page.id, "expires_at": 0}}
    if asked in _person_tokens(page):
        left = TWO_HOURS_S if asked == page.app["user_token"] else SIXTY_DAYS_S
        return {"data": facts | {"type": "USER", "user_id": "1", "expires_at": int(page.now()) + left}}
    error: Json = {"code": 190, "message": "Malformed access token"}
    unknown: Json = {"is_valid": False, "scopes": [], "error": error}
    return {"data": unknown}


def exchange(page: Page, call: Call) -> dict[str, Json]:
    """Give a lasting token for a person's short one."""
    if call.need("grant_type") != "fb_exchange_token":
        raise Refusal(1, "Unsupported grant type")
    if call.need("client_id") != page.app["app_id"]:
        raise Refusal(101, "Error validating application. Cannot get application info due to a system error.")
    if not _same(call.need("client_secret"), page.app["app_secret"]):
        raise Refusal(1, "Error validating client secret.")
    if call.need("fb_exchange_token") not in _person_tokens(page):
        raise Refusal(190, "Invalid OAuth access token - Cannot parse access token")
    return {"access_token": _person_tokens(page)[1], "token_type": "bearer", "expires_in": SIXTY_DAYS_S}


def accounts(page: Page, call: Call) -> dict[str, Json]:
    """List a person's Pages: this one."""
    if _same(call.token or "", page.token):
        raise Refusal(100, "Tried accessing nonexisting field (accounts) on node type (Page)")
    if call.token not in _person_tokens(page):
        raise Refusal(190, "Invalid OAuth access token - Cannot parse access token", subcode=467)
    account = {"id": page.id, "name": page.name, "access_token": page.token, "tasks": TASKS}
    return {"data": [account], "paging": {"cursors": {"before": "MAZDZD", "after": "MAZDZD"}}}


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


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())


def app_of(known: JsonReader) -> dict[str, str]:
    """Take the app and the person's token out of what a Page knows of itself."""
    return {name: known.text(name) for name in ("app_id", "app_secret", "user_token")}
