"""T8, T9: the rehearsal Page shows itself to its own people alone, and nobody else gets what is meant for it."""

import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from campaign import new_campaign
from campaign.cli.app import utc_now
from schedules.errors import NotReady
from schedules.facebook import answers, errors, rehearsal_proof
from schedules.facebook.client import PageClient
from schedules.rehearsal import page_file, server
from tests.paths import REPOSITORY
from tests.raw_graph import Wire
from tests.schedules.facebook.test_page_calls import png

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

NAME = "Nora Voorbeeld"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the Page that is served."""
    return tmp_path_factory.mktemp("home") / "rehearsal"


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[server.Served]:
    """Serve a Page with a hidden post."""
    with server.start(home, port=0, clock=utc_now) as one:
        Wire(one)("POST", f"/{one.page_id}/feed", {"message": f"Nog geheim: {NAME}", "published": False})
        yield one


@pytest.fixture(scope="module")
def shown(served: server.Served, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Return the ids of a photo and of a film on the Page."""
    path = tmp_path_factory.mktemp("pictures") / "x.png"
    path.write_bytes(png())
    with client(served) as page:
        photo = page.create_photo(path, alt=NAME)
        page.create_post(message=NAME, link=None, photos=(photo,))
        return photo, page.start_video(size=5000).video_id


def asked(served: Any, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
    """Ask the listener itself; `Host` is its own unless another is given. Returns status, headers, text."""
    link = http.client.HTTPConnection("127.0.0.1", port(served), timeout=60)
    link.putrequest(method, path, skip_host=True)
    for name, text in ({"Host": f"127.0.0.1:{port(served)}"} | headers).items():
        for one in text.split("\n"):
            link.putheader(name.replace("_", "-"), one)
    link.endheaders()
    answer = link.getresponse()
    heard = answer.read().decode(errors="replace")
    link.close()
    return answer.status, {name.lower(): text for name, text in answer.getheaders()}, heard


def port(served: Any) -> int:
    """Return the port that a Page is served at."""
    return int(served.graph_url.rpartition(":")[2])


def key_path(served: server.Served) -> str:
    """Return how the Page's own addresses begin."""
    return served.page_url.removeprefix(served.graph_url).rstrip("/")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:{port}", "127.0.0.1.evil.example:{port}", "localhost.evil.example:{port}", "evil.example",
        "127.0.0.1", "127.0.0.1:1", "localhost", "0.0.0.0:{port}", "[::1]:{port}", "127.1:{port}", "2130706433:{port}",
        "127.0.0.1:{port}@evil.example", "evil.example@127.0.0.1:{port}", "127.0.0.1.:{port}", "",
        "127.0.0.1:{port}, x", "127.0.0.1:{port}\nevil.example", "evil.example\n127.0.0.1:{port}",
    ],
)  # fmt: skip
def test_only_our_own_hosts_are_answered(served: server.Served, host: str) -> None:
    """A name that points to this computer (DNS rebinding) gets 421, whatever it brings, and nothing is done."""
    bearer = {"Authorization": f"Bearer {served.access_token}", "Host": host.format(port=port(served))}
    noted = Wire(served)("GET", "/_rehearsal/calls")["data"]
    for method, path in (
        ("GET", key_path(served) + "/"),
        ("GET", f"/{served.page_id}"),
        ("POST", f"/{served.page_id}/feed?message=x"),
        ("GET", "/_rehearsal/calls"),
        ("DELETE", "/_rehearsal/faults"),
    ):
        status, _, text = asked(served, path, method, **bearer)
        assert (status, NAME in text) == (421, False), (method, path)
    assert Wire(served)("GET", "/_rehearsal/calls")["data"] == noted


def test_an_absolute_address_names_its_host_too(served: server.Served) -> None:
    """The request line counts as the header does."""
    assert asked(served, f"http://evil.example{key_path(served)}/")[0] == 421
    assert asked(served, f"http://127.0.0.1:{port(served)}{key_path(served)}/")[0] == 200
    assert asked(served, f"{key_path(served)}/", Host=f"LOCALHOST:{port(served)}")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/", "/?lang=nl", "/not-public", "/not-public?lang=fr", "/pulse", "/pages/wall.js", "/favicon.ico", "/reel/1/",
        "/1/posts/1", "/1/videos/1/", "/key", "/key/", "/key/x/", "/key/x/not-public", "/key//not-public", "/key/../",
        "/key/{wrong}/", "/key/{wrong}/not-public", "/key/{cut}/", "/KEY{rest}/", "/%6bey/x/", "//not-public",
        "/films/{film}.mp4", "/pictures/{photo}", "/captions/{film}.nl_NL.vtt", "/key/x/films/{film}.mp4",
        "/key/x/pictures/{photo}", "/key/x/pulse", "/key/x/nonsense",
    ],
)  # fmt: skip
def test_without_the_key_nothing_is_shown(served: server.Served, shown: tuple[str, str], path: str) -> None:
    """Another login of this computer sees no wall, no film, no picture and no mark of what there is."""
    (photo, film), key = shown, key_path(served)
    wrong = key[5:-1] + ("A" if key[-1] != "A" else "B")
    where = path.format(wrong=wrong, cut=key[5:-1], rest=key[4:], film=film, photo=photo)
    status, _, text = asked(served, where)
    assert 400 <= status < 500
    for secret in (NAME, key, photo, served.access_token, "<article", "Waiting"):
        assert secret not in text


def test_the_printed_address_opens_everything_that_the_page_links_to(
    served: server.Served, tmp_path: Path
) -> None:
    """From the printed address a person clicks on, to what is hidden, to one post, to pictures, without a word more."""
    (tmp_path / "x.png").write_bytes(png())
    with client(served) as page:
        photo = page.create_photo(tmp_path / "x.png", alt=None)
        made = page.create_post(message="Kijk", link=None, photos=(photo,))
        page.reveal_post(made)
        permalink = str(page.read_post(made).permalink)
    for name in ("127.0.0.1", "localhost"):
        wall = asked(served, f"{key_path(served)}/", Host=f"{name}:{port(served)}")[2]
        links = set(re.findall(r'(?:href|src)="(/[^"]*)"', wall))
        assert len(links) >= 6
        assert {asked(served, link)[0] for link in links} == {200}
    assert NAME in asked(served, f"{key_path(served)}/not-public")[2]
    assert "Kijk" in asked(served, permalink.removeprefix(served.graph_url))[2]


def test_each_answer_tells_browsers_to_keep_it_from_other_sites(served: server.Served) -> None:
    """The wall, its files, Graph's answers, refusals and what is not there: none can be loaded, framed or kept."""
    bearer = {"Authorization": f"Bearer {served.access_token}"}
    for path, more in (
        (f"{key_path(served)}/", {}), (f"{key_path(served)}/pages/wall.css", {}), (f"{key_path(served)}/nonsense", {}),
        (f"/{served.page_id}", bearer), (f"/{served.page_id}", {}), ("/", {}), ("/_rehearsal/calls", bearer),
        ("/", {"Host": "evil.example"}), (f"{key_path(served)}/films/1.mp4", {}),
    ):  # fmt: skip
        _, headers, _ = asked(served, path, **more)
        assert headers["cross-origin-resource-policy"] == "same-origin", path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "werkzeug" not in headers["server"].lower()
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "video"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
    ],
)
def test_a_page_of_another_site_changes_and_loads_nothing(
    served: server.Served, headers: dict[str, str]
) -> None:
    """Though it had the key and the token: a browser says who asks."""
    told = {name: text.format(port=port(served)) for name, text in headers.items()}
    bearer = {"Authorization": f"Bearer {served.access_token}"}
    for method, path in (
        ("POST", f"/{served.page_id}/feed?message=x"),
        ("GET", f"{key_path(served)}/pages/avatar.svg"),
        ("GET", f"{key_path(served)}/"),
        ("POST", "/_rehearsal/settings"),
    ):
        assert asked(served, path, method, **told, **bearer)[0] == 403


def test_a_link_elsewhere_still_leads_to_the_page(served: server.Served) -> None:
    """A report on disk is another site; a click there opens the Page in a window."""
    led = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert asked(served, f"{key_path(served)}/", **led)[0] == 200
    assert asked(served, "/pulse", **led)[0] >= 400


@contextmanager
def client(served: Any) -> Iterator[PageClient]:
    """Speak to a Page as the product does."""
    address = answers.PageAddress(page_id=served.page_id, graph_url=served.graph_url, graph_version="v27.0")
    page = PageClient(address, served.access_token, connect_timeout=2, read_timeout=5)
    try:
        yield page
    finally:
        page.close()


class Thief:
    """Another program at a port: it keeps all that it hears, and answers as it is told to."""

    def __init__(self, at: int, answer: Callable[[bytes], bytes]) -> None:
        self.heard, self._answer = bytearray(), answer
        self._listener = socket.create_server(("127.0.0.1", at))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._hear, args=(link,), daemon=True).start()

    def _hear(self, link: socket.socket) -> None:
        with link:
            link.settimeout(3)
            try:
                while block := link.recv(65536):
                    self.heard += block
                    if b"\r\n\r\n" in block:
                        link.sendall(self._answer(block))
            except OSError:
                return

    def close(self) -> None:
        """Stop."""
        self._listener.close()


def who(page_id: str) -> Callable[[bytes], bytes]:
    """Answer everything as a Page would that has this id, with proofs out of thin air."""
    body = json.dumps({"id": page_id, "page_id": page_id, "name": "Page", "proof": "0" * 64}).encode()
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    )
    return lambda _asked: head + body


def silent(_asked: bytes) -> bytes:
    """Answer nothing."""
    return b""


def endless(_asked: bytes) -> bytes:
    """Answer with a head that does not end."""
    return b"HTTP/1.1 200 OK\r\n" + b"X-More: yes\r\n" * 5000


def echo(heard: bytes) -> bytes:
    """Send back what was said."""
    body = b"\n".join(heard.split())
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body


@contextmanager
def thief(at: int, answer: Callable[[bytes], bytes]) -> Iterator[Thief]:
    """Let another program take a port."""
    one = Thief(at, answer)
    try:
        yield one
    finally:
        one.close()


def secrets_of(folder: Path) -> list[bytes]:
    """Return what nobody but the folder's own Page may hear."""
    known = json.loads((folder / "page.json").read_text(encoding="utf-8"))
    return [known[name].encode() for name in ("token", "app_secret", "user_token", "key")]


def test_whoever_takes_the_port_of_a_killed_page_hears_nothing(tmp_path: Path) -> None:
    """A killed server leaves its address behind; the lock, which the kernel freed, says that nobody serves."""
    folder = tmp_path / "rehearsal"
    code = f"""
import time; from pathlib import Path; from schedules.rehearsal import server; from campaign.cli.app import utc_now
one = server.start(Path({str(folder)!r}), port=0, clock=utc_now); print(one.graph_url, flush=True); time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        at = int(child.stdout.readline().strip().rpartition(":")[2])
        assert page_file.find(folder) is not None
        child.kill()
    assert json.loads((folder / "page.json").read_text(encoding="utf-8"))["serving"] == at
    with thief(at, who("1")) as other:
        assert page_file.find(folder) is None
        assert bytes(other.heard) == b""


@pytest.mark.parametrize(
    "answer", [who("1"), silent, endless, echo], ids=["who", "silent", "endless", "echo"]
)
def test_a_listener_that_proves_nothing_hears_no_secret(
    tmp_path: Path, answer: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is held, as where a Page is only just starting, and the port is another program's."""
    monkeypatch.setattr(rehearsal_proof, "_SECONDS", 0.5)
    folder = tmp_path / "rehearsal"
    with server.start(folder, port=0, clock=utc_now) as one, thief(0, answer) as other:
        known = json.loads((folder / "page.json").read_text(encoding="utf-8"))
        (folder / "page.json").write_text(json.dumps(known | {"serving": other.port}), encoding="utf-8")
        assert page_file.find(folder) is None
        assert other.heard
        for secret in secrets_of(folder):
            assert secret not in bytes(other.heard)
        assert one.page_id.encode() not in bytes(other.heard)


def test_a_proof_that_is_passed_on_from_the_true_page_is_none(served: server.Served, home: Path) -> None:
    """Who asks the true Page, at its own port, for an answer gets one that holds at that port alone."""

    def passed_on(heard: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", port(served)), timeout=60) as true:
            true.sendall(heard)
            return true.recv(65536)

    with thief(0, passed_on) as other:
        moved = page_file.RehearsalAddress(
            graph_url=f"http://127.0.0.1:{other.port}", page_url="", page_id=served.page_id,
            access_token=served.access_token,
        )  # fmt: skip
        with client(moved) as page, pytest.raises(errors.NotSent):
            page.page()
        for secret in secrets_of(home):
            assert secret not in bytes(other.heard)


def test_a_port_that_changes_hands_between_two_calls_hears_no_token_and_no_film(tmp_path: Path) -> None:
    """Found and spoken to, then gone: each new connection asks for the proof anew, before token, text or bytes."""
    folder, film = tmp_path / "rehearsal", tmp_path / "film.mp4"
    film.write_bytes(b"the film itself" * 1000)
    with server.start(folder, port=0, clock=utc_now) as one:
        found = page_file.find(folder)
        assert found == one.address
        with client(found) as page:
            opened, reel = page.start_video(size=15_000), page.start_reel()
    with thief(port(one), who(found.page_id)) as other, client(found) as page:
        for call in (
            lambda: page.page(),
            lambda: page.transfer(opened.session_id, film, start=0, end=15_000),
            lambda: page.send_reel(reel.upload_url, film, 0),
            lambda: page.create_post(message=NAME, link=None),
        ):
            with pytest.raises(errors.NotSent):
                call()
        heard = bytes(other.heard)
    for secret in (*secrets_of(folder), b"the film itself", NAME.encode()):
        assert secret not in heard


def test_the_address_is_forgotten_when_the_page_stops(tmp_path: Path) -> None:
    """What was remembered is who the Page is and which port is its own, not that anybody serves there."""
    with server.start(tmp_path, clock=utc_now) as one:
        assert json.loads((tmp_path / "page.json").read_text(encoding="utf-8"))["serving"] == port(one)
    known = json.loads((tmp_path / "page.json").read_text(encoding="utf-8"))
    assert ("serving" in known, known["port"]) == (False, port(one))
    assert page_file.find(tmp_path) is None
    if os.name != "nt":
        assert (tmp_path / "page.json").stat().st_mode & 0o077 == 0


def test_a_command_says_nothing_to_whoever_has_the_port(
    tmp_path: Path, campaign: Callable[..., Result]
) -> None:
    """`campaign status` finds that nobody serves; `campaign run` serves by itself, elsewhere."""
    folder = tmp_path / "mey"
    new_campaign.create(folder, new_campaign.first_settings(name="MEY"))
    with server.start(folder / "rehearsal", clock=utc_now) as one:
        pass
    known = json.loads((folder / "rehearsal/page.json").read_text(encoding="utf-8"))
    (folder / "rehearsal/page.json").write_text(json.dumps(known | {"serving": port(one)}), encoding="utf-8")
    with thief(port(one), who(one.page_id)) as other:
        assert json.loads(campaign("status", "--json", folder=folder).stdout)["page"]["graph_url"] is None
        done = campaign("run", "--until-idle", folder=folder)
        assert (done.exit_code, bytes(other.heard)) == (0, b"")
        assert str(port(one)) not in done.stderr


def test_the_page_of_one_folder_is_not_taken_for_another_s(tmp_path: Path) -> None:
    """A copied page.json leads to a Page that has the same name and another token."""
    with server.start(tmp_path / "a", port=0, clock=utc_now) as one:
        copied = json.loads((tmp_path / "a/page.json").read_text(encoding="utf-8"))
        with server.start(tmp_path / "b", port=0, clock=utc_now):
            own = json.loads((tmp_path / "b/page.json").read_text(encoding="utf-8"))
            mixed = own | {"serving": copied["serving"]}
            (tmp_path / "b/page.json").write_text(json.dumps(mixed), encoding="utf-8")
            assert page_file.find(tmp_path / "b") is None
        assert page_file.find(tmp_path / "a") == one.address


def test_the_lock_outlives_a_served_page_that_nobody_holds_on_to(tmp_path: Path) -> None:
    """A Page serves, and its folder is locked, though the program forgot what it started."""
    server.start(tmp_path, port=0, clock=utc_now)
    with pytest.raises(NotReady):
        server.start(tmp_path, port=0, clock=utc_now)
    assert page_file.find(tmp_path) is not None


@pytest.mark.slow
def test_serving_prints_an_address_that_opens(tmp_path: Path) -> None:
    """The first line of `rehearsal serve` is the JSON of before; its page_url shows the Page, its origin does not."""
    command = [sys.executable, "-m", "campaign", "rehearsal", "serve", "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = json.loads(child.stdout.readline())
        assert list(told) == ["graph_url", "page_url", "page_id", "access_token"]
        path = told["page_url"].removeprefix(told["graph_url"])
        at = page_file.RehearsalAddress(**told)
        assert (asked(at, path)[0], asked(at, "/")[0]) == (200, 403)
        assert "campaign rehearsal serve" in asked(at, "/", Accept_Language="en")[2]
        child.terminate()


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0 or not shutil.which("setpriv"), reason="needs root and setpriv"
)
def test_another_login_of_this_computer_sees_nothing(served: server.Served, home: Path) -> None:
    """Under another user id: the wall is locked, and who the Page is cannot be read."""
    code = f"""
import sys, urllib.request, urllib.error
try:
    print(open({str(home / "page.json")!r}).read())
except OSError as why:
    print(type(why).__name__)
for path in ("/", "/not-public", "/pulse", "/{served.page_id}"):
    try:
        print(urllib.request.urlopen({served.graph_url!r} + path).read())
    except urllib.error.HTTPError as why:
        print(why.code)
"""
    as_other = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    done = subprocess.run(
        [*as_other, "/usr/bin/env", "python3", "-c", code], capture_output=True, text=True, check=False
    )
    if done.returncode and "Permission denied" in done.stderr:
        pytest.skip("another user cannot run this Python")
    assert done.stdout.split() == ["PermissionError", "403", "403", "401", "401"]
