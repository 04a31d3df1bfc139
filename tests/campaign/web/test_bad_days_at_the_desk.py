"""What goes wrong on a day at the desk, in a real browser: a sentence says so, and nothing that was typed is lost."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests import office, served_desk
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web import person_at_the_desk
from tests.campaign.web.posts.filled_forms import fields
from tests.served_desk import DeskAt, until

pytestmark = pytest.mark.slow
TYPED = "Brood, boter\nen “kaas” & <b>vis</b>"
PASTED = """
async () => {
  const rich = new Blob(["<h1>Brood</h1><p><b>en</b> boter<script>alert(1)</script></p>"], { type: "text/html" });
  const plain = new Blob(["Brood\\n\\nen boter"], { type: "text/plain" });
  await navigator.clipboard.write([new ClipboardItem({ "text/html": rich, "text/plain": plain })]);
}
"""


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a post in years to come."""
    folder = tmp_path_factory.mktemp("bad") / "c"
    post = ("post", "add", "--language", "nl", "--caption", "Brood en boter", "--at", "5/12/2036 18:30")
    assert campaign("init", folder, "--language", "nl", "--language", "fr").exit_code == 0
    assert campaign(*post, folder=folder).exit_code == 0
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A copy of a test's own."""
    return office.made_home(shutil.copytree(founded, tmp_path / "c"))


@pytest.fixture
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk."""
    with served_desk.at(folder) as found:
        yield found


@pytest.fixture
def view(browser: Any, desk: DeskAt) -> Iterator[Any]:
    """The post's page."""
    page = served_desk.page(browser, desk, "/posts/1")
    yield page
    page.context.close()


def caption(desk: DeskAt) -> str:
    """The text of the post as it is kept."""
    return fields(desk.get("/posts/1"))["caption-1"]


def events(folder: Path, event: str) -> int:
    """How often something happened to the post."""
    with closing(sqlite3.connect(folder / "campaign.db")) as books:
        found: int = books.execute("SELECT count(*) FROM event WHERE event = ?", (event,)).fetchone()[0]
        return found


def test_back_after_a_change_shows_what_is_kept(view: Any, desk: DeskAt) -> None:
    """The page that one goes back to has the new text and the new version: saving there is no second version."""
    view.fill("#caption-1", TYPED)
    view.click(".save")
    view.wait_for_selector("#did", state="attached")
    view.go_back()
    until(view, "document.getElementById('caption-1') !== null")
    assert view.input_value("#caption-1") == TYPED
    view.fill("#caption-1", "Kaas")
    view.click(".save")
    view.wait_for_selector("#did", state="attached")
    assert caption(desk) == "Kaas"


def test_a_double_click_is_one_yes(view: Any, folder: Path) -> None:
    """Two presses on the button that approves are one approval."""
    view.get_by_text("Keur goed…").click()
    view.fill("#by-1", "An Voorbeeld")
    view.dblclick(".asks[open] form button")
    view.wait_for_selector(".state-approved")
    assert events(folder, "approved") == 1


def test_a_session_that_ends_in_mid_edit(view: Any, desk: DeskAt) -> None:
    """The page says so and keeps what was typed; once the desk is open again in another tab it is sent as it was."""
    view.fill("#caption-1", TYPED)
    desk.pass_by(hours=13)
    view.click(".save")
    until(view, "document.body.innerText.includes('was te lang weg')")
    assert "`" not in view.inner_text("body")
    again = view.context.new_page()
    again.goto(desk.address)
    again.wait_for_url(f"{desk.origin}/")
    view.get_by_role("button", name="Verstuur het opnieuw").click()
    view.wait_for_selector("#did", state="attached")
    desk.cookie = desk.get(f"/open?key={desk.sessions.key}").cookie
    assert caption(desk) == TYPED


def test_a_locked_database(view: Any, desk: DeskAt, folder: Path) -> None:
    """While another program writes, a sentence says so and keeps what was typed, to be sent again."""
    view.fill("#caption-1", TYPED)
    with closing(sqlite3.connect(folder / "campaign.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        view.click(".save")
        until(view, "document.body.innerText.includes('vergrendeld')")
        other.rollback()
    view.get_by_role("button", name="Verstuur het opnieuw").click()
    view.wait_for_selector("#did", state="attached")
    assert caption(desk) == TYPED


def test_rich_text_is_pasted_as_its_words(view: Any, desk: DeskAt) -> None:
    """What is copied from a text with headings arrives as plain words, with its lines."""
    view.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=desk.origin)
    view.evaluate(PASTED)
    view.fill("#caption-1", "")
    view.focus("#caption-1")
    view.keyboard.press("Control+v")
    view.click(".save")
    view.wait_for_selector("#did", state="attached")
    assert caption(desk) == "Brood\n\nen boter"


def test_a_caption_of_seventy_thousand_characters(view: Any, desk: DeskAt) -> None:
    """It is counted, refused beside its field with how much is allowed, and none of it is cut off."""
    view.fill("#caption-1", "x" * 70_000)
    assert view.inner_text('[data-count="caption-1"]') == "70.000"
    view.click(".save")
    until(view, "document.activeElement.id === 'summary'")
    assert "63.206" in view.inner_text("#said-caption-1")
    assert len(view.input_value("#caption-1")) == 70_000
    assert caption(desk) == "Brood en boter"


def test_seven_tabs_are_all_alive(view: Any, desk: DeskAt) -> None:
    """A browser keeps six connections to a host: the seventh tab opens all the same, and all seven hear of a change."""
    tabs = [view, *(view.context.new_page() for _ in range(6))]
    for tab in tabs:
        tab.goto(f"{desk.origin}/?day=2036-12-01")
    desk.post("/posts/1/save", **(fields(desk.get("/posts/1")) | {"caption-1": "Zeven tabbladen"}))
    for tab in tabs:
        until(tab, "document.getElementById('post-1').innerText.includes('Zeven tabbladen')")


def test_a_service_that_is_killed(browser: Any, folder: Path) -> None:
    """An open board says by itself that the service runs, and that it does no longer when it is gone without a word."""
    with served_desk.at(folder, now=datetime.now(UTC)) as desk:
        view = served_desk.page(browser, desk)
        with person_at_the_desk.command(folder, "run") as process:
            view.wait_for_selector("#heartbeat.on:has-text('Dienst draait')", timeout=120_000)
            process.kill()
        desk.pass_by(minutes=5)
        view.wait_for_selector("#heartbeat.off:has-text('Dienst staat uit')", timeout=120_000)
        view.context.close()
