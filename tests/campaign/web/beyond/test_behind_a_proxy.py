"""Colleagues elsewhere reach the desk through nginx and Caddy as docs/desk.md writes them out, by TLS alone."""

from collections.abc import Iterator

import pytest

from campaign.web import admission
from tests import proxies, served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.proxies import NAME, ORIGIN, PROGRAMS, Proxy
from tests.served_desk import DeskAt

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Iterator[DeskAt]:
    """The desk of a campaign that others may reach through a proxy on this computer."""
    folder = reported.founded(tmp_path_factory.mktemp("desk"), campaign)
    with (folder / "campaign.toml").open("a", encoding="utf-8") as written:
        written.write(f"\n{proxies.written_out('toml')}")
    with served_desk.at(folder) as found:
        yield found


@pytest.fixture(scope="module", params=PROGRAMS)
def proxy(
    desk: DeskAt, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxy]:
    """Each proxy before it."""
    with proxies.before(desk.port, request.param, tmp_path_factory.mktemp(request.param)) as found:
        yield found


@pytest.mark.parametrize("lang", ["nl", "fr"])
@pytest.mark.parametrize("kind", [*PROGRAMS.values(), "toml"])
def test_each_language_writes_out_the_same(kind: str, lang: str) -> None:
    """What is copied from the page is the same in every language, and there."""
    assert proxies.written_out(kind, lang) == proxies.written_out(kind) != ""


def test_the_key_opens_nothing_through_the_proxy(desk: DeskAt, proxy: Proxy) -> None:
    """What opens the desk on its own computer is nothing to others: neither its key nor its session."""
    with_key = proxy.ask("GET", f"{admission.OPEN}?key={desk.sessions.key}")
    with_session = proxy.ask("GET", "/figures", headers={"Cookie": desk.cookie})
    assert [(one.status, one.cookie) for one in (with_key, with_session)] == [(401, ""), (401, "")]
    assert desk.get("/figures").status == 200


def test_browsers_that_came_by_tls_come_by_tls_again(desk: DeskAt, proxy: Proxy) -> None:
    """Each answer through the proxy says so (HSTS), none on this computer does; plain HTTP is led to TLS."""
    assert proxy.ask("GET", "/figures").headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in desk.get("/figures").headers
    led = proxy.ask_plainly("/figures?a=b")
    assert (led.status // 100, led.headers["location"]) == (3, f"{ORIGIN}/figures?a=b")


@pytest.mark.parametrize(
    "told",
    [
        {"Host": "mey.example"},
        {"Host": "127.0.0.1"},
        {"Host": "localhost:8790"},
        {"Host": f"{NAME}.mey.example"},
        {"Host": f"{NAME}:8443"},
        {"Host": "mey.example", "X-Forwarded-Host": NAME},
    ],
    ids=lambda told: "+".join(map(str, told.values())),
)
def test_no_other_name_is_answered(proxy: Proxy, told: dict[str, str | None]) -> None:
    """Another host, that of this computer too, gets nothing of the desk through the proxy."""
    answer = proxy.ask("GET", "/", headers=told)
    assert answer.status == 421 or answer.content == b"", answer.content[:200]


@pytest.mark.parametrize(
    "told",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Forwarded-Proto": "http"},
        {"X-Forwarded-Host": "mey.example"},
        {"Forwarded": "for=127.0.0.1;host=mey.example;proto=http"},
        {"X-Forwarded-For": "127.0.0.1, ::1", "X-Forwarded-Proto": "https", "X-Forwarded-Port": "1"},
    ],
    ids=lambda told: "+".join(map(str, told)),
)
def test_what_browsers_forge_is_written_anew(proxy: Proxy, told: dict[str, str | None]) -> None:
    """Headers by which an outsider says who asks, and how, change nothing of the answer."""
    forged, plain = proxy.ask("GET", "/figures", headers=told), proxy.ask("GET", "/figures")
    assert (forged.status, forged.content) == (plain.status, plain.content) == (401, plain.content)


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (ORIGIN, 401),
        (f"http://{NAME}", 403),
        (f"{ORIGIN}:8790", 403),
        ("https://mey.example", 403),
        (None, 403),
    ],
)
def test_changes_come_from_the_address_alone(proxy: Proxy, origin: str | None, status: int) -> None:
    """The origin of the address is ours, and no other: with it the session is asked for."""
    assert proxy.ask("POST", "/leave", b"", {"Origin": origin}).status == status
