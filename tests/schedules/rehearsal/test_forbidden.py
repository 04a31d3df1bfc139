"""What Graph v27.0 no longer takes, the rehearsal Page does not either; a version that ended is answered by another."""

import urllib.request
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from schedules.rehearsal import forbidden, server
from tests.queue_campaign import Clock
from tests.raw_graph import Wire

MULTIPART = "multipart/form-data; boundary=b"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("method", "path", "body", "headers"),
    [
        ("POST", "/me?method=get", b"", {}),
        ("POST", "/{post}", b"method=delete", {"Content_Type": FORM}),
        ("POST", "/{post}", b"Method=DELETE", {"Content_Type": FORM}),
        ("POST", "/{post}", b'{"method": "get"}', {"Content_Type": "application/json"}),
        ("POST", "/{post}", b'--b\r\nContent-Disposition: form-data; name="method"\r\n\r\nget\r\n--b--\r\n',
         {"Content_Type": MULTIPART}),
        ("POST", "/{post}", b"_method=DELETE", {"Content_Type": FORM}),
        ("POST", "/{post}", b"message=x", {"X_HTTP_Method_Override": "DELETE"}),
        ("POST", "/{post}", b"message=x", {"X_HTTP_Method": "GET"}),
        ("POST", "/{post}", b"message=x", {"X_Method_Override": "delete"}),
        ("GET", "/{post}?method=delete", None, {}),
        ("DELETE", "/{post}?method=get", None, {}),
        ("POST", "/v27.0/debug_token", b"method=get&input_token=x", {"Content_Type": FORM}),
        ("POST", "/me/accounts", b"method=get", {"Content_Type": FORM}),
        ("GET", "/?ids={post},me", None, {}),
        ("GET", "/v20.0/?ids={post}", None, {}),
        ("GET", "/me/feed?ids=1,2", None, {}),
        ("GET", "/me/feed?date_format=U", None, {}),
        ("GET", "/{post}?fields=message.as(text)", None, {}),
        ("GET", "/me/feed?fields=id,from{{name.as(who)}}", None, {}),
        ("GET", "/me/feed?fields=comments.limit(2).as%20(all)", None, {}),
        ("GET", "/me?callback=show", None, {}),
        ("POST", "/", b"batch=[]", {"Content_Type": FORM}),
        ("POST", "/?batch=[]&asyncbatch=true", b"", {}),
        ("POST", "/me/async_batch_requests", b"adbatch=[]", {"Content_Type": FORM}),
    ],
)  # fmt: skip
def test_what_v27_forbids_is_refused_in_every_spelling(
    wire: Wire, method: str, path: str, body: bytes | None, headers: dict[str, str]
) -> None:
    """Method override, several ids, date formats, aliases, callbacks, batches: 100, and nothing is done."""
    post = wire("POST", "/me/feed", {"message": "stands"})["id"]
    assert wire.number(method, path.format(post=post), body, **headers) == (100, None)
    assert wire("GET", f"/{post}?fields=message")["message"] == "stands"


@pytest.mark.parametrize(
    "query",
    ["pretty=1", "debug=all", "metadata=1", "suppress_http_code=1", "locale=nl_NL", "pretty=0&debug=info"],
)
def test_what_is_overlooked_changes_nothing(wire: Wire, query: str) -> None:
    """`pretty`, `debug`, `metadata` and an ETag are neither refused nor answered."""
    plain = wire("GET", "/me?fields=id,name")
    assert wire("GET", f"/me?fields=id,name&{query}", If_None_Match='"x"') == plain
    assert "metadata" not in wire("GET", f"/me?{query}")


def answered_by(served: server.Served, path: str, token: str | None = None) -> str | None:
    """Return which version says that it answered."""
    headers = {"Authorization": f"Bearer {token or served.access_token}"}
    try:
        with urllib.request.urlopen(
            urllib.request.Request(served.graph_url + path, headers=headers)
        ) as answer:
            told: str | None = answer.headers["facebook-api-version"]
    except urllib.error.HTTPError as refused:
        with refused:
            told = refused.headers["facebook-api-version"]
    return told


@pytest.mark.parametrize(
    ("asked", "answering"),
    [("v27.0", "v27.0"), ("v26.0", "v26.0"), ("v21.0", "v21.0"), ("v20.0", "v21.0"), ("v2.8", "v21.0"),
     ("v28.0", "v21.0"), ("v99.9", "v21.0")],
)  # fmt: skip
def test_a_version_that_does_not_live_is_answered_by_the_oldest_that_does(
    served: server.Served, asked: str, answering: str
) -> None:
    """Expired or not there yet: no error, and the header says who answered, in refusals too."""
    assert answered_by(served, f"/{asked}/me") == answering
    assert answered_by(served, f"/{asked}/nonsense/x") == answering
    assert answered_by(served, f"/{asked}/me", "wrong") == answering


def test_versions_end_by_the_page_s_clock(served: server.Served, clock: Clock) -> None:
    """A version's last day is its last."""
    clock.moment = datetime(2027, 1, 21, 12, tzinfo=UTC)
    assert answered_by(served, "/v21.0/me") == "v21.0"
    clock.moment = datetime(2027, 1, 22, 12, tzinfo=UTC)
    assert answered_by(served, "/v21.0/me") == "v22.0"


def told(served: server.Served, tmp_path: Path) -> Any:
    """Return what the Page knows of itself."""
    from schedules.rehearsal import page_file

    return page_file.read(tmp_path / "rehearsal")


@pytest.mark.parametrize("looks", ["app-header", "app-query", "itself", "person-itself"])
def test_a_token_is_looked_at_by_get(served: server.Served, tmp_path: Path, wire: Wire, looks: str) -> None:
    """In the name of the app, in a header or the query, or by the token itself; a Page's and a person's."""
    known = told(served, tmp_path)
    app = f"{known['app_id']}|{known['app_secret']}"
    person = looks == "person-itself"
    token = known["user_token"] if person else served.access_token
    caller = app if looks.startswith("app") else token
    query, headers = f"input_token={token}", {"Authorization": f"Bearer {caller}"}
    if looks == "app-query":
        query, headers = f"{query}&access_token={caller.replace('|', '%7C')}", {"Authorization": ""}
    data = wire("GET", f"/v27.0/debug_token?{query}", **headers)["data"]
    assert (data["type"], data["is_valid"]) == ("USER" if person else "PAGE", True)


def test_nobody_else_looks_at_a_token(served: server.Served, tmp_path: Path, wire: Wire) -> None:
    """Another token, none, or by POST."""
    known, page = told(served, tmp_path), served.access_token
    for headers in (
        {"Authorization": ""},
        {"Authorization": f"Bearer {known['user_token']}"},
        {"Authorization": "Bearer x"},
    ):
        assert wire.number("GET", f"/debug_token?input_token={page}", **headers)[0] == 190
    app = {"Authorization": f"Bearer {known['app_id']}|{known['app_secret']}"}
    assert wire.number("POST", "/debug_token", {"input_token": page}, **app) == (100, 33)
    assert wire("GET", "/debug_token?input_token=x", **app)["data"]["is_valid"] is False


def test_what_can_be_known_without_looking_at_a_token(
    served: server.Served, tmp_path: Path, wire: Wire
) -> None:
    """Whose token it is, what it permits, which Pages it opens: a person's; a Page's says who the Page is."""
    person = {"Authorization": f"Bearer {told(served, tmp_path)['user_token']}"}
    assert wire("GET", "/me?fields=id,name", **person) == {"id": "1", "name": "Rehearsal Person"}
    assert wire("GET", "/me?fields=id,name")["id"] == served.page_id
    granted = wire("GET", "/me/permissions", **person)["data"]
    assert {"permission": "pages_manage_posts", "status": "granted"} in granted
    assert [one["id"] for one in wire("GET", "/me/accounts", **person)["data"]] == [served.page_id]
    assert wire.number("GET", "/me/permissions") == (100, None)
    assert wire.number("GET", "/me/accounts") == (100, None)
    assert wire.number("GET", "/me/permissions", Authorization="")[0] == 104


def test_what_is_forbidden_has_its_source() -> None:
    """Every ban is named once, and says since when it holds for every version, and where Meta says so."""
    assert len({ban.what for ban in forbidden.BANS}) == len(forbidden.BANS)
    assert all(ban.since <= date(2026, 11, 4) for ban in forbidden.BANS)
    assert all(ban.source.startswith("https://developers.facebook.com/") for ban in forbidden.BANS)
    assert {"method", "ids", "date_format", "callback", "asyncbatch"} <= set(forbidden.PARAMS)
