"""The library and a film's page: what stands there, what is saved, what is refused, and nothing of a withdrawn film."""

import re
from pathlib import Path

import pytest

from tests import served_desk
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.films import desk_of_films
from tests.campaign.web.films.desk_of_films import version
from tests.served_desk import DeskAt

FIELDS = {
    "theme": "", "speaker": "Zénobie Quaghebeur", "role": "entrepreneur", "organisation": "Brusoc", "from": "0:00",
    "to": "", "across": "", "down": "",
}  # fmt: skip


def save(desk: DeskAt, made_from: str, **typed: str) -> served_desk.Answer:
    """Send the form of the film, changed so."""
    return desk.post("/films/bakery", **{**FIELDS, **typed, "version": made_from})


def test_the_library_tells_of_each_film(desk: DeskAt) -> None:
    """Its speaker as allowed, who allows what in words, its subtitles, and what lacks with its remedy."""
    page = desk.get("/films")
    said = served_desk.told(page)
    assert "1 film, bij 1 ontbreekt iets" in said
    assert "Bakster Nore" in said
    assert "Quaghebeur" not in said
    assert "Ondertitels in het Nederlands en Frans ontbreken." in said
    assert '<img src="/films/bakery/still"' in page.text


def test_an_empty_library_says_how_it_begins(tmp_path: Path, campaign: Run) -> None:
    """A campaign without films shows where to drop the first one."""
    assert campaign("init", tmp_path / "c", "--name", "MEY", "--language", "nl").exit_code == 0
    with served_desk.at(tmp_path / "c") as desk:
        said = served_desk.told(desk.get("/films"))
    assert "Nog geen films" in said
    assert "Sleep films hierheen" in said


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/films?words=bakery", True),
        ("/films?words=iets+anders", False),
        ("/films?organisation=Brusoc&language=nl&order=title", True),
        ("/films?organisation=Hefboom", False),
        ("/films?order=%00&language=%ff&organisation=", False),
    ],
)
def test_filters_live_in_the_address(desk: DeskAt, address: str, shown: bool) -> None:
    """What is asked for is shown; where filters hide all, the page says so."""
    page = desk.get(address)
    assert page.status == 200
    assert ('href="/films/bakery"' in page.text) == shown
    assert ("Zo is er geen film" in page.text) != shown


def test_a_form_that_is_lost_makes_the_film_red(desk: DeskAt, folder: Path) -> None:
    """A signed form that is not there any more is told in words, first, and with what mends it."""
    (folder / "consent" / "0001.pdf").unlink()
    page = desk.get("/films")
    assert "formulier is zoek" in page.text
    assert '<tbody class="bad">' in page.text
    assert 'href="/films/bakery/consent?person=' in page.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"from": "0:01", "to": "3,5"}, {"from_ms": 1000, "to_ms": 3500}),
        ({"across": "40", "down": "35"}, {"centre": [40, 35], "centre_by": "given"}),
        ({"theme": "Brood"}, {"theme": "Brood"}),
        (
            {"speaker": " Zenobie   Quaghebeur ", "role": "coach"},
            {"speaker": "Zenobie Quaghebeur", "role": "coach"},
        ),
        ({"organisation": "Crédal"}, {"organisation": "Crédal"}),
    ],
)
def test_a_form_is_saved(desk: DeskAt, folder: Path, typed: dict[str, str], kept: dict[str, object]) -> None:
    """What was changed is kept as `testimony edit` keeps it, and no more than that."""
    before = desk_of_films.film(folder)
    answer = save(desk, version(desk.get("/films/bakery")), **typed)
    assert (answer.status, answer.headers["location"]) == (303, "/films/bakery?saved=yes"), served_desk.told(
        answer
    )
    after = desk_of_films.film(folder)
    assert {name: getattr(after, name) for name in kept} == kept
    same = {"slug", "film_sha256", "language", "fill", "special"}
    assert all(getattr(after, name) == getattr(before, name) for name in same)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"from": "gisteren"}, "is geen tijd"),
        ({"from": "0:03", "to": "0:01"}, "0:0"),
        ({"to": "9:00"}, "4"),
        ({"across": "140", "down": "3"}, "40,35"),
        ({"across": "", "down": "3"}, "40,35"),
        ({"speaker": ""}, "spreker"),
    ],
)
def test_what_cannot_be_is_refused_beside_what_was_typed(
    desk: DeskAt, folder: Path, typed: dict[str, str], said: str
) -> None:
    """A refusal keeps every typed word on the page and changes nothing."""
    before = desk_of_films.film(folder)
    answer = save(desk, version(desk.get("/films/bakery")), theme="Brood & boter", **typed)
    assert answer.status == 422
    assert 'value="Brood &amp; boter"' in answer.text
    assert desk_of_films.film(folder) == before
    assert said.casefold() in served_desk.told(answer).casefold()


def test_two_people_save_at_once(desk: DeskAt, folder: Path) -> None:
    """The second sees what was saved beside what was typed, and saves it only by choosing so."""
    made_from = version(desk.get("/films/bakery"))
    assert save(desk, made_from, theme="Van de een").status == 303
    answer = save(desk, made_from, theme="Van de ander")
    assert answer.status == 409
    assert "Van de een" in answer.text
    assert 'value="Van de ander"' in answer.text
    assert desk_of_films.film(folder).theme == "Van de een"
    assert save(desk, version(answer), theme="Van de ander").status == 303
    assert desk_of_films.film(folder).theme == "Van de ander"


def test_a_form_that_is_sent_twice_is_saved_once(desk: DeskAt, folder: Path) -> None:
    """A double click leads to the two versions, which are the same, and to no second change."""
    made_from = version(desk.get("/films/bakery"))
    answers = [save(desk, made_from, theme="Brood") for _ in range(2)]
    assert [one.status for one in answers] == [303, 409]
    assert desk_of_films.film(folder).theme == "Brood"


def test_a_name_that_may_be_another_persons_is_asked_about(desk: DeskAt, folder: Path) -> None:
    """Signed forms go with a new name only where somebody says that it is the same person's."""
    typed = {"speaker": "Bram Proefman"}
    asked = save(desk, version(desk.get("/films/bakery")), **typed)
    assert (asked.status, 'name="meant-same"' in asked.text) == (422, True)
    assert save(desk, version(asked), **typed, **{"meant-same": "typed"}).status == 422
    assert desk_of_films.film(folder).speaker == "Zénobie Quaghebeur"
    assert save(desk, version(asked), **typed, **{"meant-same": "near"}).status == 303
    assert desk_of_films.film(folder).speaker == "Bram Proefman"


def test_a_moment_becomes_the_cover_of_a_post(desk: DeskAt, campaign: Run, folder: Path) -> None:
    """The picture at which the film stops is the post's cover, in the time of the finished film."""
    page = desk.get("/films/bakery")
    made_from = version(page, "version-1")
    answer = desk.post("/films/bakery/cover", post=1, at="0:02", **{"version-1": made_from})
    assert answer.headers["location"] == "/films/bakery?cover=1#cover"
    assert "nu op 0:02" in served_desk.told(desk.get("/films/bakery"))
    assert campaign("post", "show", "1", "--json", folder=folder).stdout.count('"at_ms"') == 1
    stale = desk.post("/films/bakery/cover", post=1, at="0:03", **{"version-1": made_from})
    assert stale.status == 409
    wrong = desk.post("/films/bakery/cover", post=1, at="morgen", **{"version-1": made_from})
    assert (wrong.status, "is geen tijd" in wrong.text) == (422, True)


def test_what_a_check_finds_stands_on_the_page(desk: DeskAt) -> None:
    """All findings of the film and its subtitles, in sentences."""
    assert "Nederlands" in served_desk.told(desk.get("/films/bakery/findings"))


@pytest.mark.parametrize("path", ["", "/still", "/film", "/track/nl", "/findings", "/consent", "/withdraw"])
def test_a_film_that_is_not_there_is_not_found(desk: DeskAt, path: str) -> None:
    """A guessed name leads to a sentence."""
    answer = desk.get(f"/films/winkel{path}")
    assert answer.status == 404
    assert "pagina is er niet" in answer.text


def test_nothing_is_shown_of_a_film_whose_consent_was_withdrawn(desk: DeskAt) -> None:
    """No picture, no film, no name; the library says why."""
    answer = desk_of_films.withdrawn(desk)
    assert answer.status == 200
    page = desk.get("/films")
    (slug,) = re.findall(r'class="title" href="/films/([a-z0-9-]+)"', page.text)
    assert "Bakster" not in page.text
    assert "gewist" in served_desk.told(page)
    assert "ontbreekt iets" not in served_desk.told(page)  # nothing of it is left to do
    for part in ("still", "film", "track/nl"):
        assert desk.get(f"/films/{slug}/{part}").status == 404
    assert desk.get(f"/films/{slug}").status == 200


@pytest.mark.parametrize(
    "typed",
    [
        "Hoe houd je het vol in deze crisis?",
        "comment tenez-vous le coup pendant la crise",
        "COPING",
        "coping ",
    ],
)
def test_a_question_typed_in_its_own_words_is_that_question(desk: DeskAt, typed: str) -> None:
    """A theme is shown as its card says it, and kept where its words, in any language, or its key are typed."""
    page = desk.get("/films/bakery")
    assert save(desk, version(page), theme=typed).status == 303
    page = desk.get("/films/bakery")
    field = re.search(r'<input id="theme"[^>]*value="([^"]*)"', page.text)
    assert field is not None
    assert field[1] == "Hoe houd je het vol in deze crisis?"
    assert save(desk, version(page), theme="").status == 303


def test_words_of_ones_own_stay(desk: DeskAt) -> None:
    """What no theme says is kept as it was typed."""
    assert save(desk, version(desk.get("/films/bakery")), theme="Brood op krediet").status == 303
    page = desk.get("/films/bakery")
    assert 'value="Brood op krediet"' in page.text
    assert save(desk, version(page), theme="").status == 303
