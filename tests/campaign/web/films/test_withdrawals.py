"""A consent is withdrawn at the desk for exactly what was chosen, and after its consequences were shown."""

import re
from pathlib import Path

import pytest

from tests import desk_forms, served_desk
from tests.campaign.web.films import desk_of_films
from tests.served_desk import DeskAt

ADDRESS = "/films/bakery/withdraw"
FIRST = f"{ADDRESS}?person=Z%C3%A9nobie%20Quaghebeur"
SHOW, DO, PERSON = "Toon wat volgt", desk_of_films.WITHDRAW, desk_of_films.SPEAKER


def untouched(desk: DeskAt, folder: Path) -> bool:
    """Tell whether nothing was withdrawn: the film is here, its post waits, nobody's consent ended."""
    films = list((folder / "films").glob("*.mp4"))
    page = served_desk.told(desk.get("/films/bakery"))
    return (
        bool(films)
        and "ingetrokken" not in page
        and "Geannuleerd" not in served_desk.told(desk.get("/posts/1"))
    )


@pytest.mark.parametrize(
    "choice",
    [
        {"channel": "press"}, {"language": "fr"}, {"channel": "press", "language": "fr"},
        {"channel": "website", "language": "nl"}, {"language": "all"}, {"channel": "all"}, {},
    ],
)  # fmt: skip
def test_what_was_chosen_but_not_shown_is_not_withdrawn(
    desk: DeskAt, folder: Path, choice: dict[str, str]
) -> None:
    """Whoever chooses and presses the button that withdraws, without looking first, withdraws nothing more."""
    form = desk_forms.with_button(desk_forms.of(desk.get(FIRST), ADDRESS), DO)
    if form:  # the choice stands in another form: a browser sends this one as it is
        form.sent(desk, DO)
    assert untouched(desk, folder)


@pytest.mark.parametrize(
    ("choice", "takes", "erased"),
    [
        ({"channel": "press", "language": "all"}, False, False),
        ({"channel": "facebook", "language": "all"}, True, False),
        ({"channel": "facebook", "language": "fr"}, False, False),
        ({"channel": "all", "language": "fr"}, False, False),
        ({"channel": "all", "language": "nl"}, True, False),
        ({"channel": "all", "language": "all"}, True, True),
    ],
)
def test_exactly_what_was_shown_is_withdrawn(
    desk: DeskAt, folder: Path, choice: dict[str, str], *, takes: bool, erased: bool
) -> None:
    """Chosen, shown, done, by the buttons of the pages, as a browser sends them with and without a script."""
    asked = desk_forms.with_button(desk_forms.of(desk.get(FIRST), ADDRESS), SHOW)
    assert asked
    shown = asked.sent(desk, SHOW, **choice)
    said = served_desk.told(shown)
    assert ("Deze berichten verschijnen nooit: nr. 1." in said) is takes
    assert ("worden op deze computer gewist" in said) is (choice["channel"] == "all")
    assert untouched(desk, folder)
    sure = desk_forms.with_button(desk_forms.of(shown, ADDRESS), DO)
    assert sure
    assert sure.sent(desk, DO).status == 200
    assert (list((folder / "films").glob("*.mp4")) == []) is erased
    assert ("Geannuleerd" in served_desk.told(desk.get("/posts/1"))) is takes
    assert_tasks_are_counted_once(desk)


def assert_tasks_are_counted_once(desk: DeskAt) -> None:
    """What is left to people stands on the board, leads to where it is ticked off, and is counted once."""
    board, status = desk.get("/"), desk.get("/status")
    tasks = len(re.findall(r'action="/status/tasks/\d+/done"', status.text))
    strip = board.text.partition('<section class="strip"')[2].partition("</section>")[0]
    assert (f"{tasks} met de hand te doen" in strip) is bool(tasks)
    assert ('href="/status#findings"' in strip) is bool(tasks)
    counts = {re.findall(r'<span class="count"[^>]*>(\d+)<', page.text)[-1] for page in (board, status)}
    assert len(counts) == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Kies"),
        ({"sure": "yes"}, "Kies"),
        ({"channel": "", "language": ""}, "Kies"),
        ({"channel": "all"}, "Kies"),
        ({"language": "all"}, "Kies"),
        ({"channel": "all", "language": ""}, "Kies"),
        ({"channel": "all", "language": "xx"}, "Kies"),
        ({"channel": "faceboek", "language": "all"}, "Kies"),
        ({"channel": ["all", "press"], "language": "all"}, "Kies"),
        ({"channel": "press", "language": ["fr", "nl"]}, "Kies"),
        ({"person": "", "channel": "all", "language": "all"}, "Kies"),
        ({"channel": "all", "language": "all"}, "Er is nog niets ingetrokken"),
        ({"channel": "all", "language": "all", "shown": "0123456789abcdef"}, "Er is nog niets ingetrokken"),
    ],
)
def test_a_withdrawal_that_is_not_clear_is_refused(
    desk: DeskAt, folder: Path, sent: dict[str, object], said: str
) -> None:
    """A choice that lacks, that is none, or that is two, and what was not shown before, is asked for again."""
    answer = desk.post(ADDRESS, **{"person": PERSON, **sent})
    assert answer.status in (409, 422)
    assert said in served_desk.told(answer)
    assert untouched(desk, folder)


def test_what_would_follow_has_changed_since_it_was_shown(desk: DeskAt, folder: Path) -> None:
    """A post that came after the consequences were shown is shown before it is taken."""
    choice = {"person": PERSON, "channel": "all", "language": "nl"}
    shown = desk_of_films.consequences(desk, **choice)
    added = desk.post("/posts/new", language="nl", caption="Nog een", testimony="bakery")
    assert added.status == 303, served_desk.told(added)
    answer = shown.sent(desk, DO)
    assert answer.status == 409
    assert "verschijnen nooit: nr. 1, 2" in served_desk.told(answer)
    assert "Bericht 2 : Nog een" in served_desk.told(answer)
    assert untouched(desk, folder)
