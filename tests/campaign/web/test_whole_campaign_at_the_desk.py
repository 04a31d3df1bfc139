"""A whole campaign, played at the desk alone by somebody who sees its buttons and fields: in Dutch, and in French."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import served_desk, small_films
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web import person_at_the_desk as at
from tests.campaign.web.person_at_the_desk import CAPTIONS, LIVE_S, OTHER, SPOKEN, TEXTS, Person

pytestmark = [
    pytest.mark.slow,
    pytest.mark.alone,
]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a person has on their computer: a film, the form that was signed, and subtitles in two languages."""
    room = tmp_path_factory.mktemp("papers")
    small_films.film(room / "Brood en boter.mp4", seconds=2)
    (room / "blad.pdf").write_bytes(b"%PDF-1.7 signed")
    for language, spoken in SPOKEN.items():
        (room / f"{language}.srt").write_text(
            f"1\n00:00:00,200 --> 00:00:01,900\n{spoken}\n\n", encoding="utf-8"
        )
    return room


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_whole_campaign(browser: Any, papers: Path, campaign: Run, tmp_path: Path, language: str) -> None:
    """From an empty board to posts published, held, decided late, removed; the board shows each within a second."""
    folder = tmp_path / "c"
    assert campaign("init", folder, "--language", language, "--language", OTHER[language]).exit_code == 0
    with at.at_the_desk(browser, folder, language) as person:
        _film_with_papers(person, papers)
        _two_posts(person)
        _moved(person)
        _held(person)
        _brought_forward(person)
        _late_and_decided(person)
        with _served(person):
            assert person.sees_live(3, "published") <= LIVE_S
            assert person.sees_live(2, "published") <= LIVE_S
            _removed(person)
        states = [person.state(number) for number in (1, 2, 3)]
        assert (states, person.view.noise) == (["held", "published", "removed"], [])


@contextmanager
def _served(person: Person) -> Iterator[None]:
    """Let a service run: in Dutch begun by the button, in the desk's own command; in French beside it."""
    if person.language == "nl":
        person.view.get_by_role("status").get_by_role("link", name=person.words.start).click()
        person.press(person.words.start)
        person.arrives("**/status?done=started")
        person.to_board()
        yield
    else:
        with at.running(person.folder, "run"):
            yield


def _film_with_papers(person: Person, papers: Path) -> None:
    """The first day leads to the films: one is dropped, described, its form recorded, its subtitles brought."""
    words = person.words
    slug = person.add_film(papers / "Brood en boter.mp4", papers / "blad.pdf", "Mila Exempel")
    assert slug == "brood-en-boter"
    for language in (person.language, OTHER[person.language]):
        person.main.get_by_text(words.bring).click()
        assert person.main.get_by_label(words.language_of).input_value() == language
        person.main.get_by_label(words.file, exact=True).set_input_files(str(papers / f"{language}.srt"))
        person.press(words.take)
        person.arrives(f"**/films/brood-en-boter?saved=yes&subtitles={language}")
        person.view.goto(f"{person.origin}/films/brood-en-boter")


def _month() -> date:
    """A month that has no past day."""
    return (datetime.now(at.BRUSSELS).date().replace(day=1) + timedelta(days=32)).replace(day=1)


def _two_posts(person: Person) -> None:
    """One post in each language of the film, and one yes to both."""
    words, month = person.words, _month()
    person.follow(words.post_of_film)
    person.fill(words.moment, f"{month:10/%m/%Y} 18:30")
    person.fill(words.text, CAPTIONS[person.language])
    person.press(words.add_draft)
    person.arrives("**/posts/1?did=add")
    person.press(words.copy)
    person.arrives("**/posts/2**")
    other = person.view.locator('.tab:has([name="caption-2"])')
    other.get_by_label(words.moment).fill(f"{month:12/%m/%Y} 18:30")
    other.get_by_label(words.text, exact=True).fill(CAPTIONS[OTHER[person.language]])
    person.press(words.save)
    person.view.wait_for_selector("#read-2 .glyph")
    person.yes_to(2, also=True)
    assert [person.state(number) for number in (1, 2)] == ["approved", "approved"]


def _moved(person: Person) -> None:
    """One is dragged to the day after, the other goes there by keys; both keep their hour and their yes."""
    month = _month()
    person.to_board()
    person.follow(person.words.later)
    until_board(person, month)
    person.drag(1, f"{month:%Y-%m}-11")
    person.move_by_keys(2, "ArrowRight")
    assert [person.day(number)[-2:] for number in (1, 2)] == ["11", "13"]
    assert [person.state(number) for number in (1, 2)] == ["approved", "approved"]


def until_board(person: Person, month: date) -> None:
    """Wait for the board of a month; that of the month before may go on into it."""
    there = f"document.querySelector('[data-day=\"{month:%Y-%m}-12\"]') !== null"
    served_desk.until(person.view, f"location.search.includes('day={month:%Y-%m}') && {there}")


def _brought_forward(person: Person) -> None:
    """The film's second post is moved by its card's menu to a moment that is typed, so far that it wants a new yes."""
    person.to_board()
    person.follow(person.words.later)
    until_board(person, _month())
    person.move_by_menu(2, person.words.now)
    person.view.goto(f"{person.origin}/posts/2")
    person.yes_to(2)


def _late_and_decided(person: Person) -> None:
    """A post whose moment passes while no service runs waits for a decision, which is made on its page."""
    words = person.words
    person.to_board()
    person.follow(words.new_post)
    person.fill(words.moment, words.now)
    person.fill(words.text, TEXTS[person.language])
    person.press(words.add_draft)
    person.arrives("**/posts/3?did=add")
    person.yes_to(3)
    person.to_board()
    person.view.get_by_role("status").get_by_role("link", name=words.decide).click()
    person.main.locator("#post-3 .whole").click()
    person.arrives("**/posts/3")
    person.surely(3, words.send_now)
    person.to_board()


def _held(person: Person) -> None:
    """The first waits, with a reason that everybody reads."""
    words = person.words
    person.view.goto(f"{person.origin}/posts/1")
    panel = person.view.locator("[aria-labelledby=acts-1]")
    panel.get_by_text(f"{words.hold}…", exact=True).click()
    panel.get_by_label(words.why).fill("Mila")
    panel.get_by_role("button", name=words.hold, exact=True).click()
    person.view.wait_for_selector(".state-held")
    assert "Mila" in person.main.inner_text()


def _removed(person: Person) -> None:
    """What is published is taken off the Page again, after a question."""
    person.view.goto(f"{person.origin}/posts/3")
    person.surely(3, person.words.remove)
    assert person.view.locator(".tab .state-removed").is_visible()
    person.to_board()
    assert person.view.locator("#post-3").count() == 0
