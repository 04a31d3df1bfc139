"""What the page of a post promises is true of how it stands: held, late, cancelled, removed, withdrawn."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import office, served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.films import desk_of_films
from tests.campaign.web.posts.filled_forms import act, fields
from tests.campaign.web.posts.test_acts_on_the_page import led
from tests.served_desk import DeskAt


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film and its two posts, and one without words or a film, made once."""
    folder = reported.founded(tmp_path_factory.mktemp("desk"), campaign)
    of_film = ("post", "add", "--testimony", "bakery")
    for words in (
        (*of_film, "--language", "nl", "--caption", "Brood en boter", "--at", "2/12/2036 18:30"),
        (*of_film, "--language", "fr", "--caption", ""),
        ("post", "add", "--language", "nl", "--caption", "Zonder film", "--at", "5/12/2036 18:30"),
        ("post", "add", "--language", "nl", "--caption", "", "--link", "https://example.org"),
    ):
        done = campaign(*words, folder=folder)
        assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def desk(founded: Path, tmp_path: Path) -> Iterator[DeskAt]:
    """Its desk, of a test's own."""
    with served_desk.at(office.made_home(shutil.copytree(founded, tmp_path / "c"))) as found:
        yield found


def test_holding_asks_why_wherever_it_begins(desk: DeskAt) -> None:
    """The page to which the board's key leads has the field for the reason too, and what is typed there is kept."""
    act(desk, 3, "approve", by="An Voorbeeld")
    asked = desk.get("/posts/3/hold").text
    assert 'name="reason"' in asked
    assert 'name="version"' in asked
    assert act(desk, 3, "hold", reason="De burgemeester spreekt").status == 303
    assert "De burgemeester spreekt" in desk.get("/posts/3").text


def test_a_held_post_does_not_offer_to_be_held(desk: DeskAt) -> None:
    """It offers another reason, under that name; held without one, no lone word stands where the reason would."""
    act(desk, 3, "approve", by="An Voorbeeld")
    assert "Houd aan…</summary>" in desk.get("/posts/3").text
    act(desk, 3, "hold")
    shown = desk.get("/posts/3").text
    assert 'class="reason"' not in shown
    assert "Houd aan…</summary>" not in shown
    assert "Andere reden…</summary>" in shown


def test_releasing_a_late_post_promises_no_past_hour(desk: DeskAt) -> None:
    """What follows from releasing is said of the moment that is to come, or that it goes as soon as it can."""
    act(desk, 3, "approve", by="An Voorbeeld")
    act(desk, 3, "hold")
    assert "vertrekt op 5 december 2036 om 18:30" in served_desk.told(desk.get("/posts/3"))
    desk.clock[0] = datetime(2036, 12, 5, 17, 35, tzinfo=UTC)
    desk.cookie = desk.get(f"/open?key={desk.sessions.key}").cookie
    said = served_desk.told(desk.get("/posts/3"))
    assert "vertrekt op 5 december 2036" not in said
    assert "Het moment is voorbij" in said


@pytest.mark.parametrize("end", ["cancelled", "removed"])
def test_an_ended_post_promises_nothing(desk: DeskAt, tmp_path: Path, end: str) -> None:
    """Nobody is waited for, it is not said to be on the Page, no link leads there, and no figures come."""
    if end == "cancelled":
        act(desk, 3, "cancel")
    else:
        act(desk, 3, "approve", by="An Voorbeeld")
        led(tmp_path / "c", "staging", "staged", "revealing", "published", "removed", number=3)
    answer = desk.get("/posts/3")
    assert f"state-{end}" in answer.text
    said = served_desk.told(answer)
    for promise in ("nog akkoord gaan", "Op de pagina ", "eerste cijfers komen", "Bekijk het bericht"):
        assert promise not in said, promise
    assert "on the page" not in said.casefold()


def test_no_picture_of_a_withdrawn_film_is_asked_for(desk: DeskAt) -> None:
    """After a withdrawal the page shows no place for a picture that is not there any more."""
    assert 'src="/posts/1/still"' in desk.get("/posts/1").text
    desk_of_films.withdrawn(desk)
    assert "/still" not in desk.get("/posts/1").text


@pytest.mark.parametrize(("number", "title"), [(1, "Brood en boter"), (2, "bakery"), (4, "Bericht 4")])
def test_a_page_is_called_by_what_people_know(desk: DeskAt, number: int, title: str) -> None:
    """By its first words; one without words by its film, else by its number: in its window and as its heading."""
    shown = desk.get(f"/posts/{number}").text
    assert f"<title>{title} ·" in shown
    assert f">{title}</h1>" in shown


def test_what_was_done_is_said_of_the_post_as_it_is(desk: DeskAt) -> None:
    """The page that hears of a change asks with what was done: that stays said, and is taken back while it can be."""
    act(desk, 3, "approve", by="An Voorbeeld")
    act(desk, 3, "hold")
    assert (
        'action="/posts/3/release"'
        in desk.get("/posts/3?did=hold").text.partition('id="did"')[2].partition("</div>")[0]
    )
    form = fields(desk.get("/posts/3"))
    assert (
        form["version-3"]
        in desk.get("/posts/3?did=hold").text.partition('id="did"')[2].partition("</div>")[0]
    )
    act(desk, 3, "release")
    gone = desk.get("/posts/3?did=hold").text.partition('id="did"')[2].partition("</div>")[0]
    assert "/release" not in gone
