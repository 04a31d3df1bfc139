"""The board shows each post once, counts what waits once, and keeps what it shows in its address."""

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from campaign.posts import editing
from tests import served_desk
from tests.campaign.web.board import board_campaign
from tests.served_desk import NOW, DeskAt, told


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Path:
    """The campaign, made once."""
    return board_campaign.founded(tmp_path_factory.mktemp("board"), campaign)


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A copy of a test's own."""
    return board_campaign.copied(founded, tmp_path)


@pytest.fixture(scope="module")
def desk(founded: Path) -> Iterator[DeskAt]:
    """Its desk."""
    with served_desk.at(founded) as found:
        yield found


DECEMBER = "/?view=month&day=2026-12-01"


def cards(text: str) -> list[int]:
    """The posts of a page, in its order."""
    return [int(one) for one in re.findall(r'<article class="card[^>]* id="post-(\d+)"', text)]


@pytest.mark.parametrize(
    ("path", "numbers"),
    [
        (DECEMBER, [1, 2, 3, 4]),
        ("/?view=list&day=2026-12-01", [1, 2, 3, 4]),
        ("/?view=list&day=2026-11-30", [1, 2]),  # a list goes on for two weeks
        ("/?view=week&day=2026-12-09", [1, 2]),
        ("/?view=week&day=2026-12-16", [3, 4]),
        ("/", [1, 2, 3, 4]),  # most of November is over: the board goes on
        ("/?view=month&day=2026-11-01", []),
        (DECEMBER + "&language=fr", [3]),
        (DECEMBER + "&state=approved", [1, 4]),
        (DECEMBER + "&words=JURY", [2]),
        (DECEMBER + "&words=4", [4]),
        (DECEMBER + "&waits=yes", [2, 3]),
        ("/?waits=yes&day=2031-01-01", [2, 3]),
        (DECEMBER + "&state=cancelled", []),
        ("/?view=nothing&day=never&language=", [1, 2, 3, 4]),
    ],
)
def test_the_address_says_what_is_shown(desk: DeskAt, path: str, numbers: list[int]) -> None:
    """Form, days and filters stand in the address; what waits is shown whatever its day; nonsense is the usual."""
    answer = desk.get(path)
    assert answer.status == 200
    assert cards(answer.text) == numbers


def test_a_card_says_all_in_its_name(desk: DeskAt) -> None:
    """The card's link reads its hour, language, kind, words and state, and its menu names the post."""
    text = desk.get(DECEMBER).text
    link = re.sub(
        r'<span aria-hidden="true">.*?</span></span>',
        "",
        text[text.index('id="post-1"') :].partition("</a>")[0],
    )
    spoken = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", link.partition(">")[2])).replace(" ,", ",").strip()
    assert spoken == "18:30, Nederlands, Tekst, Elke nacht om vier uur, Goedgekeurd"
    assert 'aria-label="Meer voor: Elke nacht om vier uur"' in text
    assert 'popovertarget="menu-1"' in text


def test_a_menu_offers_what_its_post_can_take(folder: Path) -> None:
    """Open and copy always, move and hold back as long as the post's life has such a step."""
    with board_campaign.opened(folder) as found:
        editing.hold(found, 4, None, now=NOW)
    with served_desk.at(folder) as desk:
        text = desk.get(DECEMBER).text
    menus = dict(re.findall(r'<ul class="menu" id="menu-(\d)" popover>(.*?)</ul>', text, re.S))
    offered = {
        number: re.findall(r'(?:href|action)="/posts/\d/?(\w*)', menu) for number, menu in menus.items()
    }
    assert offered == {
        "1": ["", "move", "hold", "copy"],
        "2": ["", "move", "copy"],
        "3": ["", "move", "copy"],
        "4": ["", "move", "copy"],
    }
    assert 'name="language" value="fr"' in menus["1"]
    assert 'name="language" value="nl"' in menus["3"]


def test_days_say_why_they_stay_empty_and_what_is_free(desk: DeskAt) -> None:
    """Blackouts, holidays, free slots and the change of clocks stand on their days in words."""
    december = told(desk.get(DECEMBER))
    assert "21 Geen berichten" in december
    assert "25 Kerstmis" in december
    assert re.search(r"22 Geen berichten (?!18)", december)
    assert "18 12:00 vrij" in december
    assert "28 zomeruur begint" in told(desk.get("/?view=month&day=2027-03-01")).replace("Pasen ", "")
    assert "31 winteruur begint" in told(desk.get("/?view=month&day=2027-10-01"))


def test_the_week_shows_whose_yes_and_the_whole_text(desk: DeskAt) -> None:
    """A week's card has the text and a line for each yes, given or not."""
    week = told(desk.get("/?view=week&day=2026-12-09"))
    assert "An , Goedgekeurd" in week
    assert "nog geen akkoord" in week


def test_two_cards_a_day_then_the_rest_is_counted(folder: Path) -> None:
    """A day of the month shows two cards and says how many more there are; the week shows them all."""
    with board_campaign.opened(folder) as found:
        for number in (2, 3, 4):
            due = board_campaign.due(f"2026-12-08 {number + 18}:30")
            editing.move(found, number, due, now=NOW) if number != 4 else None
        draft = editing.Draft(caption="Nog een", language="nl", due=board_campaign.due("2026-12-08 08:00"))
        editing.add(found, draft, now=NOW)
    with served_desk.at(folder) as desk:
        month = desk.get(DECEMBER)
        assert cards(month.text) == [5, 1, 4]
        assert "nog 2" in told(month)
        assert cards(desk.get("/?view=week&day=2026-12-08").text) == [5, 1, 2, 3]


def test_what_waits_is_counted_once(folder: Path) -> None:
    """A post counts where it is worst off, and the count of the pages is the sum of the strip's."""
    with board_campaign.opened(folder) as found:
        editing.hold(found, 1, "wacht", now=NOW)
    with served_desk.at(folder) as desk:
        said = told(desk.get("/"))
        assert "1 aangehouden" in said
        assert "2 wachten op een akkoord" in said
        assert "3 zaken wachten op u" in desk.get("/").text


def test_what_is_late_is_late_alone(folder: Path) -> None:
    """A draft past its moment counts as late and not as waiting for a yes, and the band says that nothing runs."""
    with served_desk.at(folder, now=board_campaign.due("2026-12-12 10:00").utc) as desk:
        answer = desk.get("/")
        assert "2 te laat" in told(answer)
        assert "1 wacht op een akkoord" in told(answer)
        assert "De dienst staat uit" in told(answer)
        assert 'href="/?view=list&amp;waits=late"' in answer.text


def test_a_filter_that_hides_all_says_so(desk: DeskAt) -> None:
    """Where no post fits, the page names the filters and offers to clear them."""
    answer = told(desk.get(DECEMBER + "&words=zeppelin"))
    assert "Geen enkel bericht past bij deze filters." in answer
    assert "zeppelin" in answer


def test_a_cancelled_post_is_shown_where_it_is_asked_for(folder: Path) -> None:
    """Cancelled posts are out of the way, and found by their state."""
    with board_campaign.opened(folder) as found:
        editing.cancel(found, [2], now=NOW)
    with served_desk.at(folder) as desk:
        assert cards(desk.get(DECEMBER).text) == [1, 3, 4]
        assert cards(desk.get(DECEMBER + "&state=cancelled").text) == [2]


def test_what_happens_is_shown_at_the_next_page(folder: Path) -> None:
    """What is known is read anew once anything happened, another minute began, or settings changed."""
    with served_desk.at(folder, now=board_campaign.due("2026-12-08 18:29").utc) as desk:
        assert cards(desk.get("/?view=week&day=2026-12-09").text) == [1, 2]
        assert "te laat" not in told(desk.get("/"))
        desk.pass_by(minutes=2)
        assert "1 te laat" in told(desk.get("/"))
        with board_campaign.opened(folder) as found:
            editing.move(found, 2, board_campaign.due("2026-12-18 12:00"), now=NOW)
        assert cards(desk.get("/?view=week&day=2026-12-09").text) == [1]
        (folder / "campaign.toml").write_text('name = "Anders"\nlanguages = ["nl"]\n', encoding="utf-8")
        assert "Anders" in told(desk.get("/"))


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_no_sentence_is_left_untranslated(founded: Path, lang: str) -> None:
    """Each language has its own words for the board and its keys."""
    words = {"nl": "Toetsen van het bord", "fr": "Touches du tableau", "en": "Keys of the board"}
    with served_desk.at(founded, lang=lang) as desk:
        assert words[lang] in told(desk.get("/"))


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/?view=month&day=2026-10-15", ("Geen berichten op deze dagen.", "/?view=month&amp;day=2026-12-")),
        (
            "/?view=list&day=2026-11-15&state=approved",
            ("2 berichten passen bij deze filters", "day=2026-12-"),
        ),
        ("/?view=week&day=2027-03-10", ("Geen berichten op deze dagen.", "/?view=week&amp;day=2026-12-")),
        (DECEMBER, ()),
        (DECEMBER + "&state=cancelled", ()),
    ],
)
def test_empty_days_lead_to_posts(desk: DeskAt, path: str, told: tuple[str, ...]) -> None:
    """Where the days that are shown have no post and others do, the board says so and leads there."""
    shown = desk.get(path).text.partition('class="nothing elsewhere"')[2].partition("</div>")[0]
    assert all(one in shown for one in told)
    assert bool(shown) is bool(told)


def test_holding_from_the_board_ends_on_the_board(folder: Path) -> None:
    """Without a script the question leads back to the board as it was, which says what was done, once it was done."""
    with served_desk.at(folder) as desk:
        board = "/?view=week&day=2026-12-08"
        link = re.search(r'href="(/posts/1/hold[^"]*)"', desk.get(board).text)
        assert link
        asked = desk.get(html.unescape(link[1])).text
        sent = dict(re.findall(r'name="(version|back)" value="([^"]*)"', asked.partition("data-act")[2]))
        sent = {name: html.unescape(value) for name, value in sent.items()}
        assert f'href="{html.escape(board)}" data-close' in asked
        done = desk.post("/posts/1/hold", **sent, reason="Wacht op de burgemeester")
        assert (done.status, done.headers["location"]) == (303, f"{board}&did=hold&post=1#post-1")
        assert "is aangehouden" in served_desk.told(desk.get(f"{board}&did=hold&post=1"))
        assert "is aangehouden: het" not in served_desk.told(desk.get(f"{board}&did=hold&post=2"))
        stale = desk.post("/posts/2/hold", version="0", back=board)
        assert stale.status == 409
        abroad = desk.post("/posts/1/release", version=sent["version"], back="https://example.org/")
        assert abroad.headers.get("location", "/").startswith("/")


@pytest.mark.parametrize(
    ("path", "shown", "days", "said"),
    [
        ("/", [3, 4], ("2026-12-14", "2027-01-10"), "Eerder deze maand: 2 berichten 2 te laat"),
        ("/?view=month&day=2026-12-09", [1, 2, 3, 4], ("2026-11-30", "2027-01-03"), ""),
        (DECEMBER, [1, 2, 3, 4], ("2026-11-30", "2027-01-03"), ""),
        ("/?view=list", [3, 4], None, "Eerder deze maand: 2 berichten 2 te laat"),
        ("/?view=list&day=2026-12-01", [1, 2, 3, 4], None, ""),
        ("/?view=week", [3, 4], ("2026-12-14", "2026-12-20"), ""),
        ("/?language=fr", [3], ("2026-12-14", "2027-01-10"), ""),
        ("/?view=month&day=2027-01-05", [], ("2026-12-28", "2027-01-31"), ""),
    ],
)
def test_weeks_that_are_over_are_folded(
    folder: Path, path: str, shown: list[int], days: tuple[str, str] | None, said: str
) -> None:
    """This week is the first of its month; the posts before it are counted in one link, which shows the whole month."""
    with served_desk.at(folder, now=board_campaign.due("2026-12-16 10:00").utc) as desk:
        page = desk.get(path)
        assert cards(page.text) == shown
        assert ("December 2026 – januari 2027" in page.text) == (days == ("2026-12-14", "2027-01-10"))
        found = re.findall(r'data-day="([^"]+)"', page.text)
        assert days is None or (found[0], found[-1]) == days
        over = re.search(r'<p class="over-by"><a href="([^"]*)">(.*?)</p>', page.text, re.DOTALL)
        assert bool(over) is bool(said)
        if over:
            assert said == re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", over[2])).strip()
            assert cards(desk.get(html.unescape(over[1])).text) == [1, 2, 3, 4]
