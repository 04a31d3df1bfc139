"""Only a browser of this computer that was given the key sees or changes anything (docs/desk.md, what holds)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.web import admission
from tests import served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.served_desk import DeskAt


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film and a post, made once."""
    folder = reported.founded(tmp_path_factory.mktemp("desk"), campaign)
    words = ("post", "add", "--testimony", "bakery", "--language", "nl", "--caption", "Brood en boter")
    assert campaign(*words, folder=folder).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def desk(founded: Path) -> Iterator[DeskAt]:
    """Its desk."""
    with served_desk.at(founded) as found:
        yield found


def test_the_key_becomes_a_session_and_leaves_the_address(desk: DeskAt) -> None:
    """The first address sets a cookie that no script reads and no other site sends, and leads on without the key."""
    answer = desk.ask("GET", f"{admission.OPEN}?key={desk.sessions.key}", headers={"Cookie": None})
    assert answer.status == 200
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(answer.headers["set-cookie"].split("; "))
    assert 'content="0; url=/"' in answer.text
    assert desk.sessions.key not in answer.text


@pytest.mark.parametrize("path", ["/", "/posts/1/still", "/changes", "/posts/1"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Cookie": None}, 401),
        ({"Cookie": "desk_1=abc"}, 401),
        ({"Host": "mey.example"}, 421),
        ({"Host": "127.0.0.1:1"}, 421),
        ({"Origin": "http://mey.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"}, 403),
    ],
)
def test_nobody_else_is_shown_anything(
    desk: DeskAt, path: str, headers: dict[str, str | None], status: int
) -> None:
    """Without session, by another name, from another page: a sentence, and nothing of the campaign."""
    answer = desk.ask("GET", path, headers=headers)
    assert answer.status == status
    assert "Brood" not in answer.text


@pytest.mark.parametrize("key", ["", "x", "é" * 43])
def test_a_wrong_key_opens_nothing(desk: DeskAt, key: str) -> None:
    """Whoever guesses the key gets no session."""
    answer = desk.ask("GET", f"{admission.OPEN}?key={key.encode().hex()}", headers={"Cookie": None})
    assert (answer.status, answer.cookie) == (403, "")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": None},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_changes_come_from_our_pages_alone(desk: DeskAt, headers: dict[str, str | None]) -> None:
    """A change without our own origin is refused, with a session or not."""
    assert desk.ask("POST", "/leave", b"", headers).status == 403
    assert desk.get("/").status == 200


def test_every_answer_is_closed_to_other_sites(desk: DeskAt) -> None:
    """Pages bear a strict policy, are kept nowhere and stand in no other page."""
    answer = desk.get("/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_session_ends(founded: Path) -> None:
    """After half an hour without a page, after twelve hours with one, and when its person leaves."""
    with served_desk.at(founded) as desk:
        desk.pass_by(minutes=31)
        assert desk.get("/").status == 401
    with served_desk.at(founded) as desk:
        for _ in range(36):
            desk.pass_by(minutes=20)
            last = desk.get("/").status
        assert last == 401
    with served_desk.at(founded) as desk:
        assert desk.post("/leave").status == 200
        assert desk.get("/").status == 401
