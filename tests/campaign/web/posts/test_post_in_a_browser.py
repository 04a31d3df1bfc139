"""A post's page in a real browser: typing, saving, saying yes, two versions, the keys, and the film that plays."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.posts.filled_forms import fields
from tests.served_desk import DeskAt, until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film's two posts and one without a film."""
    folder = reported.founded(tmp_path_factory.mktemp("desk"), campaign)
    for words in (
        (
            "--testimony",
            "bakery",
            "--language",
            "nl",
            "--caption",
            "Brood en boter",
            "--at",
            "2/12/2036 18:30",
        ),
        ("--testimony", "bakery", "--language", "fr", "--caption", "Du pain", "--at", "3/12/2036 18:30"),
        ("--language", "nl", "--caption", "Zonder film...", "--at", "5/12/2036 18:30"),
    ):
        assert campaign("post", "add", *words, folder=folder).exit_code == 0
    return folder


@pytest.fixture
def desk(founded: Path, tmp_path: Path) -> Iterator[DeskAt]:
    """Its desk, of a test's own."""
    with served_desk.at(reported.copied(founded, tmp_path)) as found:
        yield found


def test_typing_counts_and_saves(browser: Any, desk: DeskAt) -> None:
    """The count follows what is typed, Ctrl S saves it, and what follows is said; nothing is noisy."""
    page = served_desk.page(browser, desk, "/posts/1")
    page.fill("#caption-1", "Brood")
    assert page.inner_text('[data-count="caption-1"]') == "5"
    assert page.evaluate("document.getElementById('post').classList.contains('is-dirty')")
    page.keyboard.type("je")
    assert page.inner_text(".kept[data-kept]").count("Nog niet bewaard") == 1
    page.keyboard.press("Control+s")
    page.wait_for_selector("#did", state="attached")
    assert fields(desk.get("/posts/1"))["caption-1"] == "Broodje"
    assert page.noise == []


def test_what_is_typed_is_seen_at_once(browser: Any, desk: DeskAt) -> None:
    """The Page's way of showing follows the keys, without asking at each of them, and says a fold once."""
    page = served_desk.page(browser, desk, "/posts/3")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if one.url.endswith("/typed") else None)
    page.focus("#caption-3")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Met film, vanavond om zes uur op het plein", delay=5)
    until(page, "document.querySelector('.facebook .text').textContent.endsWith('op het plein')")
    assert 1 <= len(asked) <= 8
    assert page.evaluate("document.activeElement.id") == "caption-3"
    assert page.inner_text("#announcement") == ""
    page.keyboard.insert_text(" en verder" * 60)
    until(page, "Boolean(document.querySelector('.facebook .folded'))")
    until(page, "document.getElementById('announcement').textContent.includes('vouwt')")
    page.fill("#link-3", "https://mey.example/nl")
    until(page, "Boolean(document.querySelector('.facebook .linked'))")
    assert page.noise == []


def test_unsaved_words_are_not_left_behind(browser: Any, desk: DeskAt) -> None:
    """An act on the other side does not throw away what was typed: it is not done, and that is said."""
    page = served_desk.page(browser, desk, "/posts/3")
    page.fill("#caption-3", "Nog niet klaar")
    page.click("text=Keur goed…")
    page.fill("#by-3", "An Voorbeeld")
    page.click(".asks[open] form button")
    until(page, "!document.getElementById('announcement').hidden")
    assert page.input_value("#caption-3") == "Nog niet klaar"
    assert "state-draft" in desk.get("/posts/3").text


def test_a_yes_is_said(browser: Any, desk: DeskAt) -> None:
    """Two presses and a name: the post is approved; the name stands there the next time; Undo takes it back."""
    page = served_desk.page(browser, desk, "/posts/3")
    page.click("text=Keur goed…")
    page.fill("#by-3", "An Voorbeeld")
    page.dblclick(".asks[open] form button")
    page.wait_for_selector("#did", state="attached")
    page.wait_for_selector(".state-approved")
    page.click("#did button")
    page.wait_for_selector(".state-draft", state="attached")
    page.click("text=Keur goed…")
    assert page.input_value("#by-3") == "An Voorbeeld"


def test_cancelling_asks_in_a_dialog(browser: Any, desk: DeskAt) -> None:
    """The dialog begins on what keeps the post; Escape leaves it, focus returns; the verb cancels it."""
    page = served_desk.page(browser, desk, "/posts/3")
    page.focus("[data-opens='sure-cancel-3']")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]", state="attached")
    assert page.evaluate("document.activeElement.hasAttribute('data-close')")
    page.keyboard.press("Escape")
    until(page, "document.querySelector('dialog[open]') === null")
    assert page.evaluate("document.activeElement.dataset.opens") == "sure-cancel-3"
    page.keyboard.press("Enter")
    page.click("dialog[open] .harmful")
    page.wait_for_selector(".state-cancelled", state="attached")


def test_two_tabs_keep_both_texts(browser: Any, desk: DeskAt) -> None:
    """The second to save sees both versions, puts them together by hand, and saves."""
    first = served_desk.page(browser, desk, "/posts/1")
    second = first.context.new_page()
    second.goto(f"{desk.origin}/posts/1")
    first.fill("#caption-1", "Brood en wijn")
    second.fill("#caption-1", "Brood en kaas")
    first.click(".save")
    first.wait_for_url("**/posts/1**")
    until(second, "!document.getElementById('announcement').hidden")
    second.click(".save")
    second.wait_for_selector("del", state="attached")
    second.click("[name=merge]")
    second.wait_for_selector("#caption-1")
    assert second.input_value("#caption-1") == "Brood en kaas"
    assert "Brood en wijn" in second.inner_text("#said-caption-1")
    second.fill("#caption-1", "Brood, wijn en kaas")
    second.click(".save")
    second.wait_for_selector("#did", state="attached")
    assert fields(desk.get("/posts/1"))["caption-1"] == "Brood, wijn en kaas"


def test_a_refresh_on_its_way_overtakes_no_typing(browser: Any, desk: DeskAt) -> None:
    """Who begins to type as a newer version arrives is told so; the form keeps its version, and saving shows both."""
    page = served_desk.page(browser, desk, "/posts/1")
    page.wait_for_timeout(800)
    before = fields(desk.get("/posts/1"))
    held: list[Any] = []
    page.route("**/posts/1", lambda route: route.continue_() if held else held.append(route))
    assert desk.post("/posts/1/save", **before | {"caption-1": "Brood van een ander"}).status == 303
    for _ in range(600):
        page.wait_for_timeout(100)
        if held:
            break
    page.focus("#caption-1")
    page.keyboard.press("Control+End")
    page.keyboard.type(" en kaas")
    held[0].continue_()
    until(page, "document.getElementById('announcement').textContent.startsWith('Iemand anders')")
    assert page.input_value("[name=version-1]") == before["version-1"]
    assert page.is_visible("#announcement")
    page.click(".save")
    page.wait_for_selector("ins", state="attached")
    assert "van een ander" in page.inner_text(".versions")
    assert "en kaas" in page.inner_text(".versions")
    assert fields(desk.get("/posts/1"))["caption-1"] == "Brood van een ander"


def test_who_types_elsewhere_is_told_too(browser: Any, desk: DeskAt) -> None:
    """On the page of a film and on that of the settings, too, one hears at once that somebody else saved."""
    page = served_desk.page(browser, desk, "/films/bakery")
    for path, field, changed in (
        ("/films/bakery", "#theme", {"theme": "Van een ander"}),
        ("/settings", "#setting-name", {"name": "Van een ander"}),
    ):
        page.goto(desk.origin + path)
        page.fill(field, "Van mij")
        version = str(page.input_value(f"form[action='{path}'] [name=version] >> nth=0"))
        assert desk.post(path, version=version, **changed).status == 303
        until(page, "document.getElementById('announcement').textContent.startsWith('Iemand anders')")
        assert page.input_value(field) == "Van mij"


def test_f8_walks_from_finding_to_finding(browser: Any, desk: DeskAt) -> None:
    """F8 leads to the next field that something is said of; a refused form begins at its summary."""
    page = served_desk.page(browser, desk, "/posts/3")
    page.keyboard.press("F8")
    assert page.evaluate("document.activeElement.id") == "caption-3"
    page.fill("#moment-3", "ooit")
    page.click(".save")
    until(page, "document.activeElement.id === 'summary'")
    page.keyboard.press("F8")
    assert page.evaluate("document.activeElement.id") == "moment-3"
    assert page.input_value("#moment-3") == "ooit"


def test_a_machine_sets_typography_right(browser: Any, desk: DeskAt) -> None:
    """The link beside the finding mends what is typed; it counts as unsaved until it is saved."""
    page = served_desk.page(browser, desk, "/posts/3")
    page.click("[value='caption:3']")
    page.wait_for_selector(".is-dirty")
    assert page.input_value("#caption-3") == "Zonder film…"
    page.click(".save")
    page.wait_for_selector("#did", state="attached")
    assert fields(desk.get("/posts/3"))["caption-3"] == "Zonder film…"


def test_the_film_plays(browser: Any, desk: DeskAt) -> None:
    """The film plays by the bar under it, by key too; the moment where it stands becomes its cover."""
    page = served_desk.page(browser, desk, "/posts/1")
    until(
        page, "!document.querySelector('[data-player]').hidden && !document.querySelector('video').controls"
    )
    page.evaluate("document.querySelector('[data-film=\"1\"]').muted = true")
    page.focus("[data-player] [data-play]")
    page.keyboard.press("Space")
    until(page, "document.querySelector('[data-film=\"1\"]').currentTime > 0.3")
    page.keyboard.press("Space")
    until(page, "document.querySelector('[data-film=\"1\"]').paused")
    page.click("[data-take='1']")
    assert page.input_value("#cover-1").startswith("0:0")
    assert page.noise == []


def test_another_change_shows_within_a_second(browser: Any, desk: DeskAt) -> None:
    """What somebody else does appears by itself; what one types meanwhile stays."""
    page = served_desk.page(browser, desk, "/posts/1")
    until(page, "document.querySelector('.is-dirty') === null")
    page.wait_for_timeout(800)
    form = fields(desk.get("/posts/1")) | {"caption-1": "Van een ander"}
    assert desk.post("/posts/1/save", **form).status == 303
    until(page, "document.getElementById('caption-1').value === 'Van een ander'")
    until(page, "!document.querySelector('[data-take=\"1\"]').hidden")


def test_a_phone_shows_one_language_at_a_time(browser: Any, desk: DeskAt) -> None:
    """At 360 px nothing scrolls sideways, and the two languages are two tabs by key."""
    page = served_desk.page(browser, desk, "/posts/1", width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.is_visible("#caption-1")
    assert not page.is_visible("#caption-2")
    page.focus("#pick-nl")
    page.keyboard.press("ArrowRight")
    assert page.is_visible("#caption-2")
