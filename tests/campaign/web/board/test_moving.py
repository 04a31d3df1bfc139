"""A post is moved from the board by the rules of `check`, from the version it was seen in, once."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from campaign.posts import editing
from schedules.model.states import State
from tests import served_desk
from tests.campaign.web.board import board_campaign
from tests.served_desk import NOW, Answer, DeskAt, told

PART = {"HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Path:
    """The campaign, made once."""
    return board_campaign.founded(tmp_path_factory.mktemp("moving"), campaign)


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A copy of a test's own."""
    return board_campaign.copied(founded, tmp_path)


@pytest.fixture
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk."""
    with served_desk.at(folder) as found:
        yield found


def in_part(desk: DeskAt, path: str, **fields: object) -> Answer:
    """Send a form as a script of ours does."""
    from urllib.parse import urlencode

    return desk.ask("POST", path, urlencode(fields).encode(), PART)


def verdicts(desk: DeskAt, number: int, first: str, last: str) -> dict[str, tuple[str, str]]:
    """The verdict of each day at the post's hour, and what the day says."""
    text = desk.get(f"/posts/{number}/verdicts?first={first}&last={last}").text
    found = re.findall(
        r'<div class="verdict[^>]*data-day="([^"]+)"[^>]*data-kind="([^"]+)"( data-slot)?[^>]*>(.*?)</div>',
        text,
        re.S,
    )
    return {day: (kind, re.sub(r"<[^>]+>", "", said).strip()) for day, kind, slot, said in found if not slot}


def test_each_day_says_what_it_would_be(desk: DeskAt) -> None:
    """Past days cannot, the first of them with why; free ones can; a blackout and a holiday can, but."""
    found = verdicts(desk, 1, "2026-11-28", "2026-12-27")
    assert found["2026-11-28"] == ("cannot", "Kan niet: voorbij")
    assert found["2026-11-29"] == ("cannot", "Kan niet")
    assert found["2026-12-01"][0] == "can"
    assert found["2026-12-08"][0] == "stays"
    assert found["2026-12-09"] == ("can", "Kan")
    assert found["2026-12-21"] == ("but", "Een dag zonder berichten")
    assert found["2026-12-25"] == ("but", "Kerstmis")


def test_slots_are_offered_beside_the_hour(desk: DeskAt) -> None:
    """A free slot of the day takes the post at its own hour; what speaks for and against is said with the approval."""
    text = desk.get("/posts/2/verdicts?first=2026-12-11&last=2026-12-11").text
    assert "Op het tijdslot: 12:00" in text
    assert "Het uur wordt 12:00." in text
    assert "Het uur blijft 18:30." in text
    near, far = (
        desk.get(f"/posts/1/verdicts?first={day}&last={day}").text for day in ("2026-12-09", "2026-12-10")
    )
    assert "De goedkeuring blijft." in near
    assert "Er is een nieuwe goedkeuring nodig." in far


def test_an_embargo_forbids_what_is_approved(desk: DeskAt, folder: Path) -> None:
    """Days before its embargo are forbidden to an approved post, by what the move itself would say."""
    found = verdicts(desk, 4, "2026-12-15", "2026-12-16")
    assert found["2026-12-15"] == ("cannot", "Kan niet: embargo tot 16 december 2026 om 00:00")
    assert found["2026-12-16"][0] == "can"
    answer = desk.post(
        "/posts/4/move", at="2026-12-15T18:30:00+01:00", version=board_campaign.version(folder, 4)
    )
    assert answer.status == 409
    assert "embargo" in told(answer)


def test_a_move_is_made_and_can_be_undone(desk: DeskAt, folder: Path) -> None:
    """A part says what was done, with the way back; the way back leads back, with the approval that was kept."""
    version = board_campaign.version(folder, 1)
    answer = in_part(desk, "/posts/1/move", at="2026-12-09T18:30:00+01:00", version=version, back="/")
    assert answer.status == 200
    assert "is verplaatst naar woensdag 9 december 2026 om 18:30" in told(answer)
    assert board_campaign.post(folder, 1).due_at == board_campaign.due("2026-12-09 18:30").utc
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', answer.text))
    back = in_part(desk, "/posts/1/move", **fields, undo="yes")
    assert back.status == 200
    assert "staat weer op dinsdag 8 december 2026 om 18:30" in told(back)
    assert board_campaign.post(folder, 1).due_at == board_campaign.due("2026-12-08 18:30").utc
    assert board_campaign.post(folder, 1).state is State.APPROVED


def test_a_move_too_far_says_what_it_cost(desk: DeskAt, folder: Path) -> None:
    """Beyond the tolerance the post is a draft again, and the sentence says so."""
    answer = in_part(desk, "/posts/1/move", at="2026-12-14 18:30", version=board_campaign.version(folder, 1))
    assert "Er is een nieuwe goedkeuring nodig." in told(answer)
    assert board_campaign.post(folder, 1).state is State.DRAFT


def test_the_same_move_twice_is_made_once(desk: DeskAt, folder: Path) -> None:
    """A second click or a repeated form finds the post there already, whatever version it was made from."""
    version = board_campaign.version(folder, 2)
    fields = {"at": "2026-12-11T12:00:00+01:00", "version": version}
    assert {in_part(desk, "/posts/2/move", **fields).status for _ in range(3)} == {200}
    assert board_campaign.happened(folder, 2).count("moved") == 1


def test_a_move_from_an_old_version_is_refused_with_what_changed(desk: DeskAt, folder: Path) -> None:
    """Where somebody else moved the post meanwhile, nothing is done, and the page says who did what."""
    version = board_campaign.version(folder, 2)
    with board_campaign.opened(folder) as found:
        editing.move(found, 2, board_campaign.due("2026-12-14 18:30"), now=NOW)
    answer = in_part(desk, "/posts/2/move", at="2026-12-11 12:00", version=version)
    assert answer.status == 409
    assert "intussen gewijzigd (verplaatst" in told(answer)
    assert board_campaign.post(folder, 2).due_at == board_campaign.due("2026-12-14 18:30").utc
    page = desk.post("/posts/2/move", at="2026-12-11 12:00", version=version)
    assert page.status == 409
    assert 'value="2026-12-11 12:00"' in page.text


@pytest.mark.parametrize(
    ("written", "status", "says"),
    [
        ("2020-01-01 12:00", 422, "voorbij"),
        ("ooit", 422, "ooit"),
        ("", 422, ""),
        ("31/12/2026", 422, ""),
        ("2026-12-12 18:30", 303, ""),
        ("zaterdag 12 december 18u30", 303, ""),
    ],
)
def test_a_typed_moment_is_read_as_everywhere(
    desk: DeskAt, folder: Path, written: str, status: int, says: str
) -> None:
    """The page without a script reads what people type, says what it cannot read, and keeps what was typed."""
    version = board_campaign.version(folder, 2)
    answer = desk.post("/posts/2/move", at=written, version=version, back="/?view=week&day=2026-12-09")
    assert answer.status == status
    assert says in told(answer)
    if status == 303:
        assert answer.headers["location"] == "/?view=week&day=2026-12-09&moved=2#post-2"
        page = told(desk.get("/?view=week&day=2026-12-09&moved=2"))
        assert "“Jury aan het werk” staat nu op zaterdag 12 december 2026 om 18:30." in page
    elif written:
        assert f'value="{written}"' in answer.text


def test_the_dialog_reads_back_what_is_typed(desk: DeskAt) -> None:
    """While typing, the moment is said in words with its verdict; and moments are offered beside."""
    reading = told(desk.get("/posts/1/move?part=reading&at=25%2F12%2F2026%2018u30"))
    assert "vrijdag 25 december 2026 om 18:30" in reading
    assert "Kerstmis" in reading
    page = desk.get("/posts/1/move")
    assert "<html" in page.text
    assert page.text.count('name="choice"') == 6
    part = desk.get("/posts/1/move", **{"HX-Request": "true"})
    assert "<html" not in part.text
    assert "De goedkeuring blijft zolang" in told(part)


@pytest.mark.parametrize(
    "path",
    ["/posts/99/verdicts?first=2026-12-01&last=2026-12-02", "/posts/1/verdicts", "/posts/99/move",
     "/posts/1/verdicts?first=x&last=y", "/posts/1/verdicts?first=0001-01-01&last=9999-12-31"],
)  # fmt: skip
def test_nonsense_is_answered_in_a_sentence(desk: DeskAt, path: str) -> None:
    """A guessed post, a wrong day or a span without end break nothing."""
    answer = desk.get(path)
    assert answer.status in (200, 404, 422)
    assert "Traceback" not in answer.text


def test_nothing_moves_by_looking(desk: DeskAt, folder: Path) -> None:
    """No GET changes anything, and a move from another page is refused."""
    before = board_campaign.happened(folder, 1)
    desk.get("/posts/1/move?at=2026-12-12%2018:30&version=1")
    refused = desk.ask("POST", "/posts/1/move", b"at=2026-12-12", {"Origin": "http://mey.example"})
    assert refused.status == 403
    assert board_campaign.happened(folder, 1) == before
