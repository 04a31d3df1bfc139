"""The rehearsal Page as a server: Graph's manners, strictness, faults on request, and a life across restarts."""

import hashlib
import json
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from campaign.cli.app import utc_now
from schedules.errors import NotReady
from schedules.facebook import answers, errors
from schedules.facebook import client as facebook_client
from schedules.rehearsal import page_file, server
from tests import film_bytes
from tests.queue_campaign import Clock
from tests.raw_graph import Wire


@pytest.fixture
def page(served: server.Served) -> Iterator[facebook_client.PageClient]:
    """Speak to the Page as the product does."""
    with_client = client(served)
    yield with_client
    with_client.close()


def client(served: Any, **kwargs: float) -> facebook_client.PageClient:
    """Return our client for a Page that is served."""
    address = answers.PageAddress(page_id=served.page_id, graph_url=served.graph_url, graph_version="v26.0")
    return facebook_client.PageClient(address, served.access_token, **kwargs)


def upload(page: facebook_client.PageClient, film: Path) -> answers.Upload:
    """Send a film's bytes, window by window."""
    opened = page.start_video(size=film.stat().st_size)
    start, end = opened.start_offset, opened.end_offset
    while start < end:
        start, end = page.transfer(opened.session_id, film, start=start, end=end)
    return opened


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Return a film of 2.5 windows."""
    path = tmp_path / "film.mp4"
    path.write_bytes(film_bytes.padded(2_621_440))
    return path


def test_a_film_goes_hidden_then_revealed_then_read_back(
    served: server.Served, page: facebook_client.PageClient, clock: Clock, film: Path
) -> None:
    """The whole way of a film: windows, processing, hidden, public, and the very same bytes."""
    opened = upload(page, film)
    assert (opened.start_offset, opened.end_offset) == (0, 1048576)
    assert page.read_video(opened.video_id).phase == "uploading"
    page.finish_video(opened.session_id, description="Hé", title=None, mark="post-1")
    assert page.read_video(opened.video_id).phase == "processing"
    clock.on(seconds=1)
    hidden = page.read_video(opened.video_id)
    assert (hidden.phase, hidden.published, hidden.post_id, hidden.bytes_received) == (
        "ready",
        False,
        None,
        2_621_440,
    )
    assert page.posts(limit=5) == []
    page.reveal_video(opened.video_id)
    page.reveal_video(opened.video_id)
    shown = page.read_video(opened.video_id)
    assert (shown.published, shown.permalink) == (
        True,
        f"{served.page_url}{served.page_id}/videos/{opened.video_id}/",
    )
    assert [(post.id, post.message) for post in page.posts(limit=5)] == [(shown.post_id, "Hé")]
    with urllib.request.urlopen(f"{served.page_url}films/{opened.video_id}.mp4") as answer:
        assert hashlib.sha256(answer.read()).digest() == hashlib.sha256(film.read_bytes()).digest()


def test_a_text_and_a_link_go_hidden_then_revealed(page: facebook_client.PageClient) -> None:
    """A hidden post is in the feed for the Page alone; revealing twice makes no second one."""
    text, link = (
        page.create_post(message="Één", link=None),
        page.create_post(message="", link="https://example.org/x"),
    )
    page.reveal_post(text)
    page.reveal_post(text)
    assert [(post.id, post.published, post.message, post.link) for post in page.posts(limit=9)] == [
        (link, False, "", "https://example.org/x"),
        (text, True, "Één", None),
    ]
    assert page.read_post(text).created_at == datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


def test_posts_are_followed_over_pages_newest_first(page: facebook_client.PageClient) -> None:
    """A list longer than one answer comes whole, up to the limit."""
    made = [page.create_post(message=f"{n}", link=None) for n in range(105)]
    assert [post.id for post in page.posts(limit=103)] == made[::-1][:103]


def test_deleting_takes_the_bytes_too(
    served: server.Served, page: facebook_client.PageClient, film: Path, tmp_path: Path
) -> None:
    """After a removal nothing is left of a film, and a second removal says so."""
    opened = upload(page, film)
    assert list((tmp_path / "rehearsal/films").iterdir())
    page.delete(opened.video_id)
    assert list((tmp_path / "rehearsal/films").iterdir()) == []
    with pytest.raises(errors.Absent):
        page.delete(opened.video_id)


def test_a_wrong_offset_names_the_right_one_in_numbers(
    page: facebook_client.PageClient, wire: Wire, film: Path
) -> None:
    """6001/1363037 tells where to go on; the client's error carries it."""
    opened = page.start_video(size=film.stat().st_size)
    page.transfer(opened.session_id, film, start=0, end=1000)
    with pytest.raises(errors.WrongOffset) as caught:
        page.transfer(opened.session_id, film, start=0, end=1000)
    assert (caught.value.start, caught.value.end) == (1000, 1049576)
    assert page.transfer(opened.session_id, film, start=1000, end=2_621_440) == (2_621_440, 2_621_440)


def test_an_unfinished_or_unknown_upload_cannot_be_finished(
    page: facebook_client.PageClient, film: Path
) -> None:
    """Missing bytes are 6000; a session that is over, or never was, is gone."""
    opened = page.start_video(size=film.stat().st_size)
    with pytest.raises(errors.BadContent):
        page.finish_video(opened.session_id, description="", title=None, mark="m")
    page.transfer(opened.session_id, film, start=0, end=2_621_440)
    page.finish_video(opened.session_id, description="", title=None, mark="m")
    for session in (opened.session_id, "123"):
        with pytest.raises(errors.Absent):
            page.finish_video(session, description="", title=None, mark="m")


def test_a_film_cannot_be_revealed_before_it_is_whole(page: facebook_client.PageClient) -> None:
    """Revealing an upload in progress is refused."""
    with pytest.raises(errors.Refused):
        page.reveal_video(page.start_video(size=5000).video_id)


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ({}, (100, None)),
        ({"message": "  "}, (100, None)),
        ({"message": "x" * 63207}, (100, None)),
        ({"message": "x", "published": "False"}, (100, None)),
        ({"message": "x", "published": "yes"}, (100, None)),
        ({"link": "example.org"}, (100, None)),
        ({"link": "https://www.facebook.com/x"}, (1609008, None)),
        ({"message": "x", "scheduled_publish_time": 1795518000}, (100, None)),
        ({"message": "x", "published": False, "scheduled_publish_time": 1795514460}, (100, None)),
        ({"message": "x", "published": False, "scheduled_publish_time": "soon"}, (100, None)),
    ],
)
def test_a_post_that_graph_would_refuse_is_refused(
    wire: Wire, body: dict[str, Any], number: tuple[int, None]
) -> None:
    """Strict about what Graph is strict about."""
    assert wire.number("POST", f"/v26.0/{wire.id}/feed", body) == number


def test_the_longest_text_is_taken_in_every_spelling(wire: Wire) -> None:
    """63,206 characters of four bytes each, percent-encoded, are one post."""
    text = urllib.parse.urlencode({"message": "😀" * 63206}).encode()
    kind = "application/x-www-form-urlencoded"
    assert wire("POST", f"/{wire.id}/feed", text, Content_Type=kind)["id"].startswith(f"{wire.id}_")
    assert wire("POST", f"/v19.0/{wire.id}/feed", {"message": "😀" * 63206, "published": True})["id"]


def test_a_scheduled_post_goes_live_by_itself(wire: Wire, clock: Clock) -> None:
    """Hidden, in the waiting list, then public at its moment."""
    due = int(clock().timestamp()) + 700
    made = wire(
        "POST", f"/{wire.id}/feed", {"message": "x", "published": False, "scheduled_publish_time": due}
    )["id"]
    assert [one["id"] for one in wire("GET", f"/{wire.id}/scheduled_posts")["data"]] == [made]
    clock.on(seconds=700)
    assert wire("GET", f"/{wire.id}/scheduled_posts") == {"data": []}
    assert [one["id"] for one in wire("GET", f"/{wire.id}/published_posts")["data"]] == [made]


def test_the_token_is_taken_from_query_body_and_header_and_checked(wire: Wire) -> None:
    """A wrong token is 190, none is 104, and neither call is written down."""
    token, path = wire.served.access_token, f"/{wire.id}"
    none: dict[str, str] = {"Authorization": ""}
    assert wire("GET", f"{path}?access_token={token}", **none)["id"] == wire.id
    assert wire("GET", path, Authorization=f"OAuth {token}")["id"] == wire.id
    assert wire("POST", f"{path}/feed", {"message": "x", "access_token": token}, **none)["id"]
    assert wire.number("GET", f"{path}?access_token=wrong-one", **none) == (190, 467)
    assert wire.number("GET", path, **none) == (104, None)
    calls = wire("GET", "/_rehearsal/calls")["data"]
    assert [call["token_in"] for call in calls] == ["query", "header", "body"]
    assert token not in json.dumps(calls)
    assert "wrong-one" not in json.dumps(calls)


def test_unknown_things_fields_and_paths_are_refused(wire: Wire) -> None:
    """100/33 for an object, 100 for a field, 2500 for a path; the envelope is Graph's."""
    told = wire("GET", "/v26.0/123456")["error"]
    assert (told["type"], told["code"], told["error_subcode"], told["is_transient"]) == (
        "OAuthException",
        100,
        33,
        False,
    )
    assert wire.number("GET", f"/{wire.id}?fields=id,nonsense") == (100, None)
    assert wire.number("GET", f"/{wire.id}/nonsense") == (2500, None)
    assert wire.number("POST", f"/{wire.id}/videos", {"upload_phase": "nonsense"}) == (100, None)


def test_facebook_sdk_unmodified_posts_to_the_page(wire: Wire) -> None:
    """The library itself, only its address changed, creates, reads, lists over pages and deletes."""
    code = f"""
import warnings; warnings.simplefilter("ignore")
import facebook
facebook.FACEBOOK_GRAPH_URL = {wire.url + "/"!r}
graph = facebook.GraphAPI({wire.served.access_token!r})
graph.version = "v26.0"
made = [graph.put_object("me", "feed", message=f"post {{n}}")["id"] for n in range(3)]
print([one["message"] for one in graph.get_all_connections("me", "feed", limit=2)])
print(graph.get_object(made[0], fields="message,is_published"))
print(graph.delete_object(made[0]))
try:
    graph.put_object("me", "feed", message="x", published=False)
except facebook.GraphAPIError as error:
    print(error.code)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0] == "['post 2', 'post 1', 'post 0']"
    assert "'message': 'post 0', 'is_published': True" in lines[1]
    assert lines[2:] == ["{'success': True}", "100"]


FAULTS: list[tuple[dict[str, Any], type[errors.GraphError], int]] = [
    ({"effect": "lost"}, errors.Unknown, 1),
    ({"effect": "reset-before"}, errors.Unknown, 0),
    ({"effect": "refused-500-after-accept"}, errors.Unknown, 1),
    ({"effect": "html-502"}, errors.Unknown, 1),
    ({"effect": "html-502", "before": True}, errors.Unknown, 0),
    ({"effect": "truncated"}, errors.Unknown, 1),
    ({"effect": "slow", "seconds": 0.6}, errors.Unknown, 1),
    ({"effect": "rate-limit", "minutes": 9}, errors.TryLater, 0),
    ({"effect": "token-expired"}, errors.Unauthorized, 0),
    ({"effect": "error", "code": 368}, errors.BadContent, 0),
    ({"effect": "content-refused"}, errors.BadContent, 0),
    ({"effect": "blocked-awhile"}, errors.TryLater, 0),
    ({"effect": "token-of-a-person"}, errors.Unauthorized, 0),
    ({"effect": "no-permission"}, errors.Forbidden, 0),
    ({"effect": "page-absent"}, errors.Forbidden, 0),
    ({"effect": "version-too-old"}, errors.Forbidden, 0),
    ({"effect": "try-again"}, errors.Unknown, 0),
    ({"effect": "try-again", "after": True}, errors.Unknown, 1),
    ({"effect": "two-factor"}, errors.Forbidden, 0),
    ({"effect": "page-restricted"}, errors.Forbidden, 0),
    ({"effect": "wrong-offset"}, errors.WrongOffset, 0),
]


@pytest.mark.parametrize(("fault", "kind", "made"), FAULTS)
def test_each_fault_does_what_it_says(
    wire: Wire, fault: dict[str, Any], kind: type[Exception], made: int
) -> None:
    """The client sorts it, the post is made or not, and the next call is sound again."""
    wire("POST", "/_rehearsal/faults", {"edge": "post-create", **fault})
    hasty, one = client(wire.served, read_timeout=0.3), client(wire.served)
    with pytest.raises(errors.GraphError) as caught:
        (hasty if fault["effect"] == "slow" else one).create_post(message="x", link=None)
    assert type(caught.value) is kind
    assert len(one.posts(limit=5)) == made
    assert one.create_post(message="y", link=None)
    hasty.close()
    one.close()


def test_a_fault_strikes_at_the_nth_call_or_at_each(wire: Wire, page: facebook_client.PageClient) -> None:
    """Counting begins when the fault is asked for, and ends when it is cleared."""
    wire("POST", "/_rehearsal/faults", {"edge": "page", "effect": "token-expired", "nth": 2})
    page.page()
    with pytest.raises(errors.Unauthorized):
        page.page()
    page.page()
    wire("POST", "/_rehearsal/faults", {"edge": "*", "effect": "token-expired", "always": True})
    for _ in range(3):
        with pytest.raises(errors.Unauthorized):
            page.page()
    assert [one["seen"] for one in wire("GET", "/_rehearsal/faults")["data"]] == [6, 3]
    wire("DELETE", "/_rehearsal/faults")
    page.page()
    assert wire.number("POST", "/_rehearsal/faults", {"edge": "page", "effect": "nonsense"}) == (100, None)
    assert wire.number("POST", "/_rehearsal/faults", {"edge": "nonsense", "effect": "lost"}) == (100, None)


def test_lag_hides_a_new_thing_and_a_reveal_for_a_while(
    wire: Wire, page: facebook_client.PageClient, clock: Clock
) -> None:
    """Read-after-write lag looks like absence, and is not."""
    wire("POST", "/_rehearsal/faults", {"edge": "post-create", "effect": "lag", "seconds": 5})
    wire("POST", "/_rehearsal/faults", {"edge": "post-reveal", "effect": "lag", "seconds": 5})
    made = page.create_post(message="x", link=None)
    with pytest.raises(errors.Absent):
        page.read_post(made)
    assert page.posts(limit=5) == []
    clock.on(seconds=5)
    page.reveal_post(made)
    assert not page.read_post(made).published
    clock.on(seconds=5)
    assert page.read_post(made).published


def test_settings_are_kept_and_used(wire: Wire, page: facebook_client.PageClient) -> None:
    """Window and processing time are adjustable while it serves."""
    told = wire("POST", "/_rehearsal/settings", {"window": 2000, "processing_s": 0})
    assert (told["window"], told["processing_s"], told["lag_s"]) == (2000.0, 0.0, 0.0)
    assert page.start_video(size=5000).end_offset == 2000


def test_every_call_is_written_down(wire: Wire, page: facebook_client.PageClient) -> None:
    """Method, path, edge, bytes, status and fault of each request, without the token."""
    page.reveal_post(page.create_post(message="x", link=None))
    first, second = wire("GET", "/_rehearsal/calls")["data"]
    assert (first["method"], first["path"], first["edge"]) == (
        "POST",
        f"/v26.0/{wire.id}/feed",
        "post-create",
    )
    assert (first["status"], first["bytes"], first["token_in"], first["fault"]) == (200, 25, "header", None)
    assert second["edge"] == "post-reveal"


def test_the_page_stays_itself_across_restarts(tmp_path: Path, film: Path) -> None:
    """Same id, token, address, posts, and an upload that goes on where it was."""
    folder = tmp_path / "rehearsal"
    with server.start(folder, clock=utc_now) as first:
        page = client(first)
        made, opened = page.create_post(message="x", link=None), page.start_video(size=2_621_440)
        page.transfer(opened.session_id, film, start=0, end=1_000_000)
        page.close()
    with server.start(folder, clock=utc_now) as second:
        assert second.address == first.address
        page = client(second)
        assert page.read_post(made).message == "x"
        assert page.transfer(opened.session_id, film, start=1_000_000, end=2_621_440) == (
            2_621_440,
            2_621_440,
        )
        page.close()


def test_a_taken_port_is_left_alone(tmp_path: Path) -> None:
    """The folder's own port taken: another, which is then its own; a port asked for: refused."""
    with server.start(tmp_path / "a", clock=utc_now) as one:
        port = int(one.graph_url.rpartition(":")[2])
    with socket.create_server(("127.0.0.1", port)):
        with server.start(tmp_path / "a", clock=utc_now) as moved:
            assert moved.graph_url != one.graph_url
        with pytest.raises(NotReady, match="rehearsal-port-taken"):
            server.start(tmp_path / "a", port=port, clock=utc_now)
    with server.start(tmp_path / "a", clock=utc_now) as again:
        assert again.graph_url == moved.graph_url


def test_one_folder_is_served_once_and_found_by_others(tmp_path: Path) -> None:
    """A second server is refused with the address of the first; `find` answers only while one serves."""
    assert page_file.find(tmp_path / "none") is None
    with server.start(tmp_path, port=0, clock=utc_now) as one:
        assert page_file.find(tmp_path) == one.address
        with pytest.raises(NotReady) as caught:
            server.start(tmp_path, clock=utc_now)
        assert (caught.value.code, caught.value.params) == (
            "rehearsal-already-serving",
            {"url": one.page_url},
        )
    assert page_file.find(tmp_path) is None


def test_a_killed_server_leaves_nothing_to_clean_up(tmp_path: Path) -> None:
    """After SIGKILL the next one serves at once, with everything that was answered."""
    code = f"""
import time; from pathlib import Path; from schedules.rehearsal import server; from campaign.cli.app import utc_now
server.start(Path({str(tmp_path)!r}), clock=utc_now); print("ready", flush=True); time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        found = page_file.find(tmp_path)
        assert found is not None
        page = client(found)
        made = page.create_post(message="kept", link=None)
        page.close()
        child.send_signal(signal.SIGKILL)
    assert page_file.find(tmp_path) is None
    with server.start(tmp_path, clock=utc_now) as again:
        assert again.graph_url == found.graph_url
        page = client(again)
        assert page.read_post(made).message == "kept"
        page.close()


def test_many_at_once_are_served_and_none_is_lost(
    page: facebook_client.PageClient, served: server.Served
) -> None:
    """Eight programs posting together make exactly as many posts as they were told of."""

    def post(n: int) -> None:
        one = client(served)
        for k in range(5):
            one.create_post(message=f"{n}/{k}", link=None)
        one.close()

    threads = [threading.Thread(target=post, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = page.posts(limit=100)
    assert sorted(one.message for one in found) == sorted(f"{n}/{k}" for n in range(8) for k in range(5))
    assert len({one.id for one in found}) == 40


def test_nothing_is_said_on_the_terminal(wire: Wire, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither calls nor their failures make noise."""
    wire("GET", f"/{wire.id}")
    wire("GET", "/nonsense")
    with socket.create_connection(("127.0.0.1", int(wire.url.rpartition(":")[2]))) as rude:
        rude.sendall(b"nonsense\r\n\r\n")
        rude.recv(100)
    time.sleep(0.1)
    assert capfd.readouterr() == ("", "")
