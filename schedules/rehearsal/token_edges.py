"""Tokens of the rehearsal Page: who calls, and `debug_token`, `oauth/access_token` and `me/accounts`.

Rules: Meta's "Debug-Token", "Long-Lived Access Tokens" and "Secure Graph API Calls". Every token is made from what
`page.json` keeps, so that nothing else need be stored: a user token as the Graph Explorer gives it (an hour), the long
one it is exchanged for (60 days), and a Page token from either (an hour, or no end).
"""

import hashlib
import hmac
from typing import Any

from schedules.rehearsal.shelf import Page
from schedules.rehearsal.wire import Call, Refusal, tree

HOUR_S, LONG_S = 3600, 60 * 86400
KINDS = {"page": "PAGE", "short-page": "PAGE", "user": "USER", "long-user": "USER", "app": "APP"}
LIVES_S = {"page": 0, "short-page": HOUR_S, "user": HOUR_S, "long-user": LONG_S, "app": 0}
ACCOUNT_DEFAULT = "access_token,category,name,tasks"


def tokens(page: Page) -> dict[str, str]:
    """Return every token that is good here, by its kind."""
    return {
        "page": page.token,
        "short-page": _made(page, "page"),
        "user": page.who.user_token,
        "long-user": _made(page, "user"),
        "app": f"{page.who.app_id}|{page.who.app_secret}",
    }


def _made(page: Page, what: str) -> str:
    return f"rehearsal-{what}-{_sign(page, what + page.who.user_token)[:32]}"


def _sign(page: Page, text: str) -> str:
    return hmac.new(page.who.app_secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def kind_of(page: Page, token: str) -> str | None:
    """Tell what kind of token this is; None: none of this Page's."""
    for kind, good in tokens(page).items():
        if hmac.compare_digest(token.encode(), good.encode()):
            return kind
    return None


def admit(page: Page, call: Call, wanted: str = "PAGE") -> str:
    """Return the caller's kind of token; refuse a missing, bad or unfitting one, or a wrong `appsecret_proof`."""
    if call.token is None:
        raise Refusal(104, "An access token is required to request this resource.")
    kind = kind_of(page, call.token)
    if kind is None:
        raise Refusal(190, "Invalid OAuth access token - Cannot parse access token", subcode=467)
    proof = call.params.get("appsecret_proof")
    if proof is not None and not hmac.compare_digest(proof.encode(), _sign(page, call.token).encode()):
        raise Refusal(100, "Invalid appsecret_proof provided in the API argument")
    if KINDS[kind] not in wanted:
        raise Refusal(200, f"A {wanted.lower()} access token is required for this call")
    return kind


def exchange(page: Page, call: Call) -> dict[str, Any]:
    """`GET /oauth/access_token`: a user token becomes a long one; `client_credentials` gives the app's own."""
    _known_app(page, call)
    grant = call.need("grant_type")
    if grant == "client_credentials":
        return {"access_token": tokens(page)["app"], "token_type": "bearer"}
    if grant != "fb_exchange_token":
        raise Refusal(100, "Param grant_type must be one of fb_exchange_token, client_credentials")
    if kind_of(page, call.need("fb_exchange_token")) not in ("user", "long-user"):
        raise Refusal(190, "Invalid OAuth access token.", subcode=467)
    return {"access_token": tokens(page)["long-user"], "token_type": "bearer", "expires_in": LONG_S}


def _known_app(page: Page, call: Call) -> None:
    if call.need("client_id") != page.who.app_id:
        raise Refusal(101, "Error validating application. Cannot get application info due to a system error.")
    if not hmac.compare_digest(call.need("client_secret").encode(), page.who.app_secret.encode()):
        raise Refusal(1, "Error validating client secret.")


def debug(page: Page, call: Call) -> dict[str, Any]:
    """`GET /debug_token`: what a token is good for; asked with the app's token or the developer's own."""
    kind = kind_of(page, call.need("input_token"))
    if kind is None:
        error = {"code": 190, "message": "Invalid OAuth access token.", "subcode": 467}
        return {"data": {"error": error, "is_valid": False, "scopes": []}}
    now, life = int(page.now()), LIVES_S[kind]
    told: dict[str, Any] = {
        "app_id": page.who.app_id,
        "type": KINDS[kind],
        "application": "Rehearsal",
        "is_valid": True,
        "issued_at": now,
        "expires_at": now + life if life else 0,
    }
    return {"data": told | ({} if kind == "app" else _granted(page, kind, now))}


def _granted(page: Page, kind: str, now: int) -> dict[str, Any]:
    of_page = {"profile_id": page.id} if KINDS[kind] == "PAGE" else {}
    granular = [
        {"scope": scope, "target_ids": [page.id]} for scope in page.who.scopes if scope.startswith("pages_")
    ]
    return {
        **of_page,
        "user_id": page.who.user_id,
        "scopes": list(page.who.scopes),
        "granular_scopes": granular,
        "data_access_expires_at": now + 90 * 86400,
    }


def page_token(page: Page, call: Call) -> str:
    """Return the Page's token for this caller: it lasts only if the user's own is a long one."""
    short = kind_of(page, call.token or "") in ("user", "short-page")
    return tokens(page)["short-page" if short else "page"]


def accounts(page: Page, call: Call) -> dict[str, Any]:
    """`GET /me/accounts`: the Page with its token."""
    known = {
        "id": page.id,
        "name": page.name,
        "category": "Community",
        "access_token": page_token(page, call),
        "tasks": list(page.who.tasks),
    }
    wanted = tree(call.params.get("fields") or ACCOUNT_DEFAULT)
    if unknown := set(wanted) - set(known):
        raise Refusal(100, f"Tried accessing nonexisting field ({min(unknown)}) on node type (Page)")
    cursors = {"before": "MAZDZD", "after": "MAZDZD"}
    return {
        "data": [{name: known[name] for name in [*wanted, "id"]}],
        "paging": {"cursors": cursors},
    }


def user(page: Page, call: Call) -> dict[str, Any]:
    """`GET /me` with a user token: the person, who is nobody."""
    return {"id": page.who.user_id, "name": "Nora Voorbeeld"}
