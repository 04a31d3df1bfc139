"""The board in a real browser: drag, keys, menu, undo, live, and what happens when a move goes wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from campaign.posts import editing
from schedules.model.states import State
from tests import served_desk
from tests.campaign.web.board import board_campaign
from tests.served_desk import NOW, DeskAt, until

pytestmark = pytest.mark.slow
DECEMBER = "/?view=month&day=2026-12-01"
FIRST = "#post-1 .whole"
SMALL = """
[...document.querySelectorAll('main a, main button, main select')].filter(one => one.checkVisibility())
  .map(one => [one.className, one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 23.5 || box.height < 23.5).map(([name]) => name)
"""


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Path:
    """The campaign, made once."""
    return board_campaign.founded(tmp_path_factory.mktemp("browsed"), campaign)


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A copy of a test's own."""
    return board_campaign.copied(founded, tmp_path)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser for all tests of this file."""
    with served_desk.browser() as started:
        yield started


@pytest.fixture
def desk(folder: Path) -> Iterator[DeskAt]:
    """The campaign's desk."""
    with served_desk.at(folder) as found:
        yield found


@pytest.fixture
def view(chromium: Any, desk: DeskAt) -> Iterator[Any]:
    """The board of December in a window; nothing may go wrong in it unseen."""
    page = served_desk.page(chromium, desk, DECEMBER)
    yield page
    noise = [one for one in page.noise if "the server responded with a status of 4" not in one]
    page.context.close()
    assert noise == []


def test_a_post_is_held_on_the_board(view: Any, folder: Path) -> None:
    """H asks in a dialog; the board stays, says what was done, keeps the focus on the post, and takes it back."""
    view.focus(FIRST)
    view.keyboard.press("h")
    view.wait_for_selector("#dialog[open] form[data-act]")
    view.fill("#dialog [name=reason]", "Wacht op de burgemeester")
    view.click("#dialog form button")
    until(view, "document.querySelector('#post-1').matches('.state-held')")
    assert view.url.endswith(DECEMBER)
    assert "is aangehouden" in view.inner_text("#announcement")
    until(view, "document.activeElement.matches('#post-1 .whole')")
    assert board_campaign.post(folder, 1).state is State.HELD
    view.click("#announcement [data-undo] button")
    until(view, "!document.querySelector('#post-1').matches('.state-held')")
    assert board_campaign.post(folder, 1).state is State.APPROVED


def day_of(view: Any, number: int) -> str:
    """The day on which a post's card lies."""
    found: str = view.evaluate(f"document.getElementById('post-{number}').closest('[data-day]').dataset.day")
    return found


def lift(view: Any, number: int) -> None:
    """Take a card up with the mouse, and wait for the verdicts."""
    box = view.locator(f"#post-{number} .whole").bounding_box()
    view.mouse.move(box["x"] + 30, box["y"] + 12)
    view.mouse.down()
    view.mouse.move(box["x"] + 60, box["y"] + 40, steps=3)
    until(view, "document.querySelectorAll('#board .verdict').length > 20")


def carry(view: Any, target: str) -> None:
    """Carry it over a place."""
    box = view.locator(target).bounding_box()
    view.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)


def said(view: Any) -> str:
    """What the announcement says."""
    found: str = view.evaluate("document.getElementById('announcement').innerText")
    return found


def test_a_card_is_dragged_to_another_day(view: Any, folder: Path) -> None:
    """Verdicts stand on the days; put down, the hour is kept, focus stays on the card, undo leads back."""
    lift(view, 1)
    kinds = set(view.evaluate("[...document.querySelectorAll('.verdict')].map(one => one.dataset.kind)"))
    assert kinds == {"can", "but", "stays"}
    carry(view, 'li[data-day="2026-12-09"]')
    assert "woensdag 9 december 2026 om 18:30: kan. Het uur blijft 18:30. De goedkeuring blijft." in said(
        view
    )
    view.mouse.up()
    until(view, "document.querySelector('[data-undo]') !== null")
    assert day_of(view, 1) == "2026-12-09"
    assert board_campaign.post(folder, 1).due_at == board_campaign.due("2026-12-09 18:30").utc
    assert view.evaluate(f"document.activeElement === document.querySelector('{FIRST}')")
    assert "/posts/" not in view.url
    view.keyboard.press("m")
    until(view, "document.querySelectorAll('.verdict').length > 0")
    assert view.locator("[data-undo]").count() == 0
    view.keyboard.press("Escape")
    view.locator("[data-undo] button").click()
    until(view, "document.getElementById('post-1').closest('[data-day]').dataset.day === '2026-12-08'")
    assert board_campaign.post(folder, 1).due_at == board_campaign.due("2026-12-08 18:30").utc
    assert board_campaign.post(folder, 1).state is State.APPROVED


def test_a_slot_gives_its_hour(view: Any, folder: Path) -> None:
    """Put down on a day's free slot a post takes the slot's hour, which the card shows at once."""
    lift(view, 2)
    carry(view, 'li[data-day="2026-12-11"] .verdict[data-slot]')
    assert "Het uur wordt 12:00." in said(view)
    view.mouse.up()
    until(view, "document.querySelector('#announcement .moved') !== null")
    assert view.locator("#post-2 .hour").inner_text() == "12:00"
    assert board_campaign.post(folder, 2).due_at == board_campaign.due("2026-12-11 12:00").utc


def test_what_cannot_be_is_not_done(view: Any, folder: Path) -> None:
    """Put down on a forbidden day a card goes back, the reason is said, and nothing was asked of the server."""
    before = board_campaign.happened(folder, 4)
    lift(view, 4)
    carry(view, 'li[data-day="2026-12-14"]')
    view.mouse.up()
    assert "kan niet." in said(view)
    assert day_of(view, 4) == "2026-12-17"
    assert board_campaign.happened(folder, 4) == before


def test_escape_puts_a_card_back(view: Any, folder: Path) -> None:
    """Escape while dragging leaves everything, and the click that ends the drag opens no post."""
    lift(view, 1)
    carry(view, 'li[data-day="2026-12-10"]')
    view.keyboard.press("Escape")
    view.mouse.up()
    view.wait_for_timeout(200)
    assert view.locator(".lifted, .verdict").count() == 0
    assert "/posts/" not in view.url
    assert board_campaign.happened(folder, 1).count("moved") == 0


def test_a_card_is_moved_by_keys(view: Any, folder: Path) -> None:
    """M lifts, arrows choose and the verdict is spoken, Enter puts down; focus stays on the card."""
    view.locator(FIRST).focus()
    view.keyboard.press("m")
    until(view, "document.querySelectorAll('#board .verdict').length > 20")
    view.keyboard.press("ArrowRight")
    spoken = "document.getElementById('spoken').textContent"
    assert "9 december 2026 om 18:30: kan." in view.evaluate(spoken)
    view.keyboard.press("ArrowDown")
    assert "16 december 2026" in view.evaluate(spoken)
    view.keyboard.press("ArrowUp")
    view.keyboard.press("Enter")
    until(view, "document.querySelector('[data-undo]') !== null")
    assert board_campaign.post(folder, 1).due_at == board_campaign.due("2026-12-09 18:30").utc
    assert view.evaluate(f"document.activeElement === document.querySelector('{FIRST}')")
    view.keyboard.press("m")
    until(view, "document.querySelectorAll('#board .verdict').length > 20")
    view.keyboard.press("ArrowRight")
    view.keyboard.press("Escape")
    assert "blijft waar het stond" in view.evaluate(spoken)
    assert day_of(view, 1) == "2026-12-09"
    assert board_campaign.happened(folder, 1).count("moved") == 1


def test_keys_go_from_day_to_day(view: Any) -> None:
    """Arrows, Home, End, Enter and the pages of months lead everywhere without a mouse."""
    where = "document.activeElement.closest('[data-day]')?.dataset.day"
    view.locator('[data-day="2026-12-09"] h2').evaluate("day => day.focus()")
    for key, day in (
        ("ArrowRight", "2026-12-10"), ("ArrowDown", "2026-12-17"), ("Home", "2026-12-14"),
        ("End", "2026-12-20"), ("ArrowUp", "2026-12-13"), ("ArrowLeft", "2026-12-12"),
    ):  # fmt: skip
        view.keyboard.press(key)
        assert view.evaluate(where) == day
    view.locator('[data-day="2026-12-08"] h2').evaluate("day => day.focus()")
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.closest('.card').id") == "post-1"
    view.keyboard.press("PageDown")
    view.wait_for_url("**day=2027-01*")
    until(view, "document.activeElement.closest('[data-day]')?.dataset.day === '2027-01-08'")


def test_the_menu_asks_for_a_moment(view: Any, folder: Path) -> None:
    """The card's menu opens, leads to a dialog that reads back what is typed, and back to the card."""
    view.locator("#post-2 .more").click()
    assert view.locator("#menu-2").is_visible()
    view.keyboard.press("Escape")
    assert view.locator("#menu-2").is_hidden()
    view.locator("#post-2 .more").click()
    view.locator("#menu-2 a[data-dialog]").click()
    until(view, "document.getElementById('dialog').open")
    view.keyboard.type("11/12/2026 19u")
    until(view, "document.getElementById('reading').innerText.includes('vrijdag 11 december 2026 om 19:00')")
    view.keyboard.press("Enter")
    until(view, "!document.getElementById('dialog').open")
    until(view, "document.getElementById('post-2').closest('[data-day]').dataset.day === '2026-12-11'")
    assert board_campaign.post(folder, 2).due_at == board_campaign.due("2026-12-11 19:00").utc
    until(view, "document.activeElement.closest('.card')?.id === 'post-2'")


def test_the_dialog_keeps_what_cannot_be_read(view: Any) -> None:
    """What is no moment is said under the field, what was typed stays, and Escape leads back to the card."""
    view.locator("#post-2 .whole").focus()
    view.locator("#post-2 .more").click()
    view.locator("#menu-2 a[data-dialog]").click()
    until(view, "document.getElementById('dialog').open")
    view.keyboard.type("ooit eens")
    view.keyboard.press("Enter")
    until(view, "document.querySelector('#reading .finding.error') !== null")
    assert view.locator("#dialog [name=at]").input_value() == "ooit eens"
    view.keyboard.press("Escape")
    until(view, "!document.getElementById('dialog').open")
    until(view, "document.activeElement.closest('.card')?.id === 'post-2'")


def test_what_another_does_appears_without_taking_anything(view: Any, folder: Path) -> None:
    """A change elsewhere is there within a second; focus stays, and an open menu stays open."""
    view.locator("#post-2 .more").click()
    until(view, "document.activeElement.closest('#menu-2') !== null")
    view.wait_for_timeout(700)
    with board_campaign.opened(folder) as found:
        editing.hold(found, 1, "wacht", now=NOW)
    until(view, "document.querySelector('#post-1.state-held') !== null")
    assert view.locator("#menu-2").is_visible()
    assert view.evaluate("document.activeElement.closest('#menu-2') !== null")
    view.keyboard.press("Escape")
    view.locator("#post-3 .whole").focus()
    with board_campaign.opened(folder) as found:
        editing.move(found, 3, board_campaign.due("2026-12-16 18:30"), now=NOW)
    until(view, "document.getElementById('post-3').closest('[data-day]').dataset.day === '2026-12-16'")
    until(view, "document.activeElement.closest('.card')?.id === 'post-3'")


def test_nothing_is_exchanged_under_a_dragging_hand(view: Any, folder: Path) -> None:
    """What changes while a card is up waits until it is down; then all of it is shown."""
    lift(view, 1)
    with board_campaign.opened(folder) as found:
        editing.move(found, 3, board_campaign.due("2026-12-18 18:30"), now=NOW)
    view.wait_for_timeout(1200)
    assert day_of(view, 3) == "2026-12-15"
    assert view.locator(".lifted").count() == 1
    view.keyboard.press("Escape")
    view.mouse.up()
    until(view, "document.getElementById('post-3').closest('[data-day]').dataset.day === '2026-12-18'")


def test_a_move_that_comes_too_late_is_taken_back(view: Any, folder: Path) -> None:
    """Where somebody else moved the post while it was up, the card goes where it is, and why is said."""
    lift(view, 2)
    with board_campaign.opened(folder) as found:
        editing.move(found, 2, board_campaign.due("2026-12-14 18:30"), now=NOW)
    carry(view, 'li[data-day="2026-12-16"]')
    view.mouse.up()
    until(view, "document.getElementById('trouble').innerText.includes('intussen gewijzigd')")
    until(view, "document.getElementById('post-2').closest('[data-day]').dataset.day === '2026-12-14'")
    assert board_campaign.happened(folder, 2).count("moved") == 1


def test_a_lost_connection_moves_nothing(view: Any, folder: Path) -> None:
    """Where the desk does not answer the card goes back, and the sentence says that nothing was done."""
    lift(view, 2)
    carry(view, 'li[data-day="2026-12-16"]')
    view.context.set_offline(True)
    view.mouse.up()
    until(view, "document.getElementById('trouble').innerText.includes('antwoordt niet')")
    assert day_of(view, 2) == "2026-12-10"
    view.context.set_offline(False)
    view.noise.clear()
    assert board_campaign.happened(folder, 2).count("moved") == 0


def test_a_double_drop_moves_once(view: Any, folder: Path) -> None:
    """The same card taken up again before the answer came is let be; one move stands in the log."""
    view.route("**/posts/2/move", lambda route: (view.wait_for_timeout(400), route.continue_()))
    lift(view, 2)
    carry(view, 'li[data-day="2026-12-16"]')
    view.mouse.up()
    view.locator("#post-2 .whole").evaluate("card => card.focus()")
    view.keyboard.press("m")
    until(view, "document.querySelector('[data-undo]') !== null")
    assert view.locator(".verdict").count() == 0
    assert board_campaign.happened(folder, 2).count("moved") == 1


def test_filters_live_in_the_address(view: Any) -> None:
    """A filter is chosen, stands in the address, survives a visit to a week, and the back button undoes it."""
    view.locator("select[name=language]").select_option("fr")
    view.locator(".filters button:not(.filter-toggle)").click()
    view.wait_for_url("**language=fr*")
    assert view.locator(".card").count() == 1
    view.locator(".segments a", has_text="Week").click()
    view.wait_for_url("**view=week*language=fr*")
    view.go_back()
    view.go_back()
    view.wait_for_url(f"**{DECEMBER}")
    assert view.locator(".card").count() == 4


def test_nothing_is_wider_than_the_window(chromium: Any, desk: DeskAt) -> None:
    """Month, week and list fit a wide window, a small one and a phone, and no target is smaller than 24 pixels."""
    wrong = {}
    page = served_desk.page(chromium, desk, DECEMBER)
    for path in (DECEMBER, "/?view=week&day=2026-12-09", "/?view=list&day=2026-12-09", "/posts/1/move"):
        page.goto(desk.origin + path)
        for width in (1440, 1024, 360):
            page.set_viewport_size({"width": width, "height": 900})
            fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            small = page.evaluate(SMALL)
            if small or not fits:
                wrong[path, width] = (fits, small)
    page.context.close()
    assert wrong == {}


def test_without_a_script_a_post_is_moved_all_the_same(chromium: Any, desk: DeskAt, folder: Path) -> None:
    """The menu is the browser's own, the page asks for a moment, and the board says what was done."""
    context = chromium.new_context(locale="nl-BE", java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.address)
    page.goto(desk.origin + DECEMBER)
    page.locator("#post-2 .more").click()
    page.locator("#menu-2 a", has_text="Verplaats naar").click()
    page.locator("[name=at]").fill("16 december 2026 18u30")
    page.locator("button.primary").click()
    page.wait_for_url("**moved=2*")
    assert "staat nu op woensdag 16 december 2026" in page.locator(".done").inner_text()
    assert board_campaign.post(folder, 2).due_at == board_campaign.due("2026-12-16 18:30").utc
    context.close()
