"""Films in a real browser: one is dropped, watched on its way, described, cut, its face pointed at."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import served_desk
from tests.campaign.web.films import desk_of_films
from tests.served_desk import DeskAt, until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    """A browser."""
    with served_desk.browser() as found:
        yield found


def test_a_film_is_dropped_watched_and_added(
    started: Any, desk: DeskAt, folder: Path, small_film: Path
) -> None:
    """Chosen, it is sent with its progress; whole, it leads to its form; described, to its page, where it plays."""
    view = served_desk.page(started, desk, "/films")
    view.set_input_files("#film-files", str(small_film))
    view.wait_for_url("**/uploads/*/film")
    assert view.input_value("#slug") == "mijn-winkel-2"
    view.fill("#speaker", "Mila Exempel")
    view.fill("#slug", "winkel")
    view.fill("#organisation", "Brusoc")
    view.click("button.primary")
    view.wait_for_url(lambda url: url.endswith("/films/winkel?added"))
    until(view, "document.getElementById('video').readyState >= 1")
    assert view.is_visible("#player")
    assert desk_of_films.film(folder, "winkel").speaker == "Mila Exempel"
    assert view.noise == []


def test_several_at_once_leave_a_list_of_what_became_of_each(
    started: Any, desk: DeskAt, small_film: Path
) -> None:
    """What is no film is refused beside its name, what is one waits to be described, and the page stays the library."""
    view = served_desk.page(started, desk, "/films")
    wrong = [
        {"name": "fout.mp4", "mimeType": "video/mp4", "buffer": b"geen film"},
        {"name": "notitie.txt", "mimeType": "text/plain", "buffer": b"geen film"},
    ]
    film = {"name": small_film.name, "mimeType": "video/mp4", "buffer": small_film.read_bytes()}
    view.set_input_files("#film-files", [film, *wrong])
    until(view, "document.querySelectorAll('#sending .refused').length === 2")
    until(view, "document.querySelectorAll('#arriving .whole').length === 1")
    told = view.locator("#sending").inner_text()
    for name in ("fout.mp4", "notitie.txt"):
        assert f"In {name} zit geen film. Geef een film als MP4, MOV, MKV, WebM of AVI." in told
    assert small_film.name in view.locator("#arriving").inner_text()
    view.wait_for_timeout(300)
    assert view.url.endswith("/films")
    view.locator("#sending button").first.click()
    until(view, "document.querySelectorAll('#sending li').length === 1")
    assert [line for line in view.noise if "status of 422" not in line] == []


def test_what_a_form_lacks_is_said_in_the_language_of_the_page(
    started: Any, desk: DeskAt, small_film: Path
) -> None:
    """Not in the browser's (here English): an empty field, a list, a radio button; and what is filled in is taken."""
    view = served_desk.page(started, desk, "/films", locale="en-GB")
    view.locator(".languages [value=nl]").click()
    until(view, "document.documentElement.lang === 'nl'")
    view.set_input_files("#film-files", [small_film])
    view.wait_for_url("**/uploads/**")
    view.locator("form.sheet button.primary").click()
    assert view.evaluate("document.activeElement.id") == "speaker"
    assert view.evaluate("document.activeElement.validationMessage") == "Vul dit eerst in."
    view.keyboard.type("Nora Exempel")
    view.locator("#organisation").fill("Brusoc")
    view.locator("#slug").fill("")
    view.locator("form.sheet button.primary").click()
    assert view.evaluate("document.activeElement.id") == "slug"
    view.keyboard.type("woorden")
    view.keyboard.press("Enter")
    view.wait_for_url("**/films/woorden*")
    view.goto(f"{desk.origin}/people")
    view.get_by_label("Naam").fill("Omar Exempel")
    view.locator("form button.primary").last.click()
    assert view.evaluate("document.activeElement.validationMessage") == "Kies hier eerst iets."


def test_a_lost_connection_is_told_and_goes_on(started: Any, desk: DeskAt, small_film: Path) -> None:
    """While pieces are lost, a sentence says that it goes on by itself; then it does."""
    view = served_desk.page(started, desk, "/films")
    lost = {"left": 2}

    def cut(route: Any) -> None:
        if route.request.method == "PATCH" and lost["left"]:
            lost["left"] -= 1
            route.abort()
        else:
            route.continue_()

    view.route("**/uploads/**", cut)
    view.set_input_files("#film-files", str(small_film))
    view.wait_for_selector("text=De verbinding is weg")
    view.wait_for_url("**/uploads/*/film")
    assert lost["left"] == 0


def test_a_film_that_is_too_large_is_refused_with_a_sentence(started: Any, desk: DeskAt) -> None:
    """What the desk answers as a film is announced stands beside its name; nothing is sent."""
    view = served_desk.page(started, desk, "/films")
    view.route(
        "**/uploads",
        lambda route: route.continue_(headers={**route.request.headers, "upload-length": str(2**40)}),
    )
    view.set_input_files("#film-files", {"name": "groot.mp4", "mimeType": "video/mp4", "buffer": b"x"})
    view.wait_for_selector(".refused")
    assert "hoogstens" in view.text_content(".refused")


def test_a_refused_form_keeps_the_file_that_was_chosen(started: Any, desk: DeskAt, folder: Path) -> None:
    """A date that does not exist is told at its field; the signed form need not be chosen again."""
    view = served_desk.page(started, desk, "/films/bakery/consent?person=-")
    blank = {"name": "Blad Mila.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 Mila"}
    view.set_input_files("#evidence", blank)
    view.fill("#other", "Mila Exempel")
    for one in (
        "act][value=film",
        "channel][value=facebook",
        "language][value=nl",
        "purpose][value=campaign",
    ):
        view.check(f"[name={one}]")
    view.select_option("#name-display", "first-name")
    view.fill("#signed", "31/02/2026")
    view.click("form.sheet .primary")
    view.wait_for_selector(".summary")
    assert "opnieuw" not in view.inner_text(".summary")
    assert view.evaluate("document.getElementById('evidence').files[0].name") == "Blad Mila.pdf"
    view.fill("#signed", "2/11/2026")
    view.click("form.sheet .primary")
    view.wait_for_url("**/films/bakery?consent=2#consents")
    assert (folder / "consent" / "0002.pdf").read_bytes() == b"%PDF-1.7 Mila"


def test_a_film_is_cut_by_watching_and_its_face_pointed_at(started: Any, desk: DeskAt, folder: Path) -> None:
    """Begin and end are taken at the playhead, the centre where one clicks into the picture; both are saved."""
    view = served_desk.page(started, desk, "/films/bakery")
    until(view, "document.getElementById('video').readyState >= 1")
    for place, button in ((1.0, "#begin-here"), (3.0, "#end-here")):
        view.evaluate(f"document.getElementById('video').currentTime = {place}")
        until(view, f"Math.abs(document.getElementById('video').currentTime - {place}) < 0.01")
        view.click(button)
    assert (view.input_value("#from"), view.input_value("#to")) == ("0:01", "0:03")
    view.click("#aim-now")
    box = view.locator("#video").bounding_box()
    view.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.5)
    assert abs(int(view.input_value("#across")) - 25) <= 1
    assert abs(int(view.input_value("#down")) - 50) <= 1
    assert view.locator(".unsaved:visible").count() == 2
    assert not view.is_visible("#centre-told")
    view.fill("#across", "140")
    view.click("#centre .unsaved button")
    assert (
        view.evaluate("document.activeElement.validationMessage") == "Schrijf een geheel getal van 0 tot 100."
    )
    view.fill("#across", "25")
    asked: list[str] = []
    view.once("dialog", lambda one: (asked.append(one.type), one.dismiss()))
    with contextlib.suppress(Exception):
        view.goto(f"{desk.origin}/", timeout=2000)
    assert asked == ["beforeunload"]
    view.click("#centre .unsaved button")
    view.wait_for_url(lambda url: url.endswith("/films/bakery?saved=yes"))
    film = desk_of_films.film(folder)
    assert (film.from_ms, film.to_ms, film.centre_by) == (1000, 3000, "given")
    assert view.noise == []


def test_the_film_is_watched_with_keys(started: Any, desk: DeskAt) -> None:
    """Arrows go a second on and back, I and O take begin and end, Escape leaves pointing with the focus kept."""
    view = served_desk.page(started, desk, "/films/bakery")
    until(view, "document.getElementById('video').readyState >= 1")
    view.keyboard.press("ArrowRight")
    until(view, "document.getElementById('video').currentTime >= 0.99")
    view.keyboard.press("i")
    assert view.input_value("#from") == "0:01"
    view.focus("#aim-now")
    view.keyboard.press("Enter")
    assert view.is_visible("#aim")
    view.keyboard.press("Escape")
    assert not view.is_visible("#aim")
    assert view.evaluate("document.activeElement.id") == "aim-now"
