"""Staff ask a partner by link from a post's page, see what was answered, and take a link back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import desk_forms, served_desk
from tests.campaign.reports.reported_campaign import Run, copied
from tests.campaign.web.posts.filled_forms import version
from tests.campaign.web.yes import asked_campaign as asked
from tests.campaign.web.yes.asked_campaign import Partner
from tests.served_desk import Answer, DeskAt, told


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign, made once."""
    return asked.founded(tmp_path_factory.mktemp("asked"), campaign)


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk."""
    with served_desk.at(folder) as found:
        yield found


def invited(desk: DeskAt, number: int, **fields: object) -> Answer:
    """Press "Make the link" on the post's page."""
    page = desk.get(f"/posts/{number}").text
    seen = re.search(
        rf'action="/posts/{number}/invite"><input type="hidden" name="version" value="(\w+)"', page
    )
    assert seen
    return desk.post(f"/posts/{number}/invite", version=seen[1], **fields)


def address(answer: Answer) -> str:
    """Return the path of the address that a page shows."""
    found = re.search(r"readonly[^>]*>http://127\.0\.0\.1:\d+(/yes/[^<]+)</textarea>", answer.text)
    assert found, told(answer)
    return found[1]


def test_a_link_from_the_page_of_a_post(desk: DeskAt) -> None:
    """The button makes a link and shows its address, the same for the same wish; page, board and log tell the no."""
    made = invited(desk, 1, other="Brusoc", days=7)
    assert made.status == 200
    assert address(invited(desk, 1, other="brusoc ", days=7)) == address(made)
    page = desk.get("/posts/1")
    assert "Brusoc antwoordde nog niet" in told(page)
    assert address(made) not in page.text
    partner = Partner(desk=desk, path=address(made))
    assert partner.no(1, "Le montant n’est pas juste.", "text", "date").status == 303
    page = told(desk.get("/posts/1"))
    assert "zei nee : de tekst, de datum" in page.replace("nee:", "nee :")
    assert "Le montant n’est pas juste." in page
    assert "Brusoc zei nee" in told(desk.get("/?view=list"))
    assert "1 kreeg een nee" in told(desk.get("/"))
    assert "/posts/1" in desk.get("/?view=list&waits=no").text
    assert "Brusoc zei nee: de tekst en de datum" in told(desk.get("/status"))


def test_a_link_is_revoked_from_the_page(desk: DeskAt) -> None:
    """The page takes a link back once it has asked, with every post of the link; the partner's page then says so."""
    also = {"also": 1, "also-version": version(desk, 1)}  # as a post is asked for with its twin
    partner = Partner(desk=desk, path=address(invited(desk, 2, other="Crédal", days=2, **also)))
    page = desk.get("/posts/2")
    assert 'action="/posts/2/invite/revoke"' not in page.text
    asks = re.findall(r'href="(/posts/2/invite/revoke\?link=\d+)"', page.text)[0]
    asked = desk.get(asks)
    assert "De link voor Crédal intrekken?" in told(asked)
    assert "voor 2 berichten" in told(asked)
    assert all(words in told(asked) for words in ("On écoute d’abord", "Eerst luisteren", "1 december 2026"))
    assert partner.get().status == 200
    form = desk_forms.of(asked, "/posts/2/invite/revoke")[0]
    for _ in range(2):
        assert form.sent(desk).status == 303
    assert "Crédal" in told(desk.get("/posts/2"))
    assert "link ingetrokken" in told(desk.get("/posts/2"))
    assert partner.get().status == 410
    for wrong in (asks, "/posts/2/invite/revoke", "/posts/1/invite/revoke?link=99"):
        assert desk.get(wrong).status == 303


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"other": ""}, "Zeg welke organisatie"),
        ({"other": "Brusoc", "days": 0}, "1 tot 90 dagen"),
        ({"other": "Brusoc", "days": "veel"}, "1 tot 90 dagen"),
        ({"other": "Brusoc", "also": "99"}, "99"),
    ],
)
def test_a_wish_that_cannot_be(desk: DeskAt, fields: dict[str, object], said: str) -> None:
    """No organisation, days that are none, or a post that is not there: the page says which."""
    answer = invited(desk, 2, **fields)
    assert answer.status in (409, 422, 404)
    assert said in told(answer)


def test_an_old_page_asks_for_nothing(desk: DeskAt, folder: Path) -> None:
    """A form of an older version of the post makes no link."""
    answer = desk.post("/posts/2/invite", version="x", other="Microstart")
    assert answer.status == 409
    assert "Microstart antwoordde" not in told(desk.get("/posts/2"))


def links_of(desk: DeskAt, number: int) -> list[str]:
    """Return what the post's page says of each link, the newest first."""
    page = desk.get(f"/posts/{number}").text
    section = page.partition('id="by-link"')[2].partition("</section>")[0]
    items: list[str] = re.findall(r"<li.*?</li>", section, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in items]


def test_each_link_shows_its_own_answer(folder: Path, tmp_path: Path, campaign: Run) -> None:
    """Of three links of one organisation each shows what was answered by it, and what became of that; the board too."""
    here = copied(folder, tmp_path)
    with served_desk.at(here) as desk:
        one = Partner(desk=desk, path=address(invited(desk, 2, other="Brusoc", days=3)))
        two = Partner(desk=desk, path=address(invited(desk, 2, other="Brusoc", days=4)))
        one.no(2, "Dit getal klopt niet.")
        newer, older = links_of(desk, 2)[:2]
        assert "antwoordde nog niet" in newer
        assert "zei nee: de tekst “Dit getal klopt niet.”" in older
        assert "Brusoc zei nee: “Dit getal klopt niet.”" in told(desk.get("/?view=list"))
        two.yes(2)
        newer, older = links_of(desk, 2)[:2]
        assert "zei ja" in newer
        assert "zei nee, en antwoordde daarna opnieuw via een andere link" in older
        two.no(2, "Toch niet.")
        assert campaign("post", "edit", 2, "--caption", "Eerst luisteren.", folder=here).exit_code == 0
        assert "zei nee vóór de laatste wijziging: de tekst “Toch niet.”" in links_of(desk, 2)[0]
        board = told(desk.get("/?view=list"))
        assert "Brusoc zei nee vóór de laatste wijziging: “Toch niet.”" in board
        three = invited(desk, 2, other="Brusoc", days=5)
        assert "antwoordde nog niet" in links_of(desk, 2)[0]
        assert "2: nog geen antwoord" in campaign("post", "invites", "--lang", "nl", folder=here).stdout
        assert three.status == 200


def test_a_yes_that_staff_took_back_was_not_changed_since(
    folder: Path, tmp_path: Path, campaign: Run
) -> None:
    """Where staff take a yes back, neither their page nor the partner's says that the post was changed."""
    here = copied(folder, tmp_path)
    with served_desk.at(here) as desk:
        partner = Partner(desk=desk, path=address(invited(desk, 2, other="Brusoc", days=3)))
        partner.yes(2)
        assert campaign("post", "unapprove", 2, folder=here).exit_code == 0
        assert "zei ja, maar dat ja geldt niet meer" in links_of(desk, 2)[0]
        seen = told(partner.get("?lang=nl"))
        assert "gewijzigd" not in seen
        assert "Uw ja geldt niet meer" in seen


def test_whom_to_ask_is_chosen_from_those_that_are_known(folder: Path, tmp_path: Path, campaign: Run) -> None:
    """A film's own organisation stands chosen, others that the campaign knows below it; what is typed goes before."""
    here = copied(folder, tmp_path)
    assert campaign(*asked.FILM, "--at", "2026-12-03 18:30", folder=here).exit_code == 0
    with served_desk.at(here) as desk:
        page = desk.get("/posts/3").text
        chosen = page.partition('id="link-for-3"')[2].partition("</select>")[0]
        assert re.findall(r"<option selected>([^<]+)", chosen) == ["Brusoc"]
        made = invited(desk, 3, **{"for": "Brusoc", "other": "Crédal"})
        assert "Link voor Crédal" in told(made)
        assert "Kopieer het adres" in told(made)
        again = desk.get("/posts/1").text.partition('id="link-for-1"')[2].partition("</select>")[0]
        assert "Crédal" in again


def test_a_post_and_its_twin_are_asked_for_by_one_link(folder: Path, tmp_path: Path, campaign: Run) -> None:
    """Ticked for the other language too, the form of the page makes one link for both posts of a film."""
    here = copied(folder, tmp_path)
    for place, language in enumerate(("nl", "fr")):
        words = ("--testimony", "bakery", "--language", language, "--caption", f"De bakker {language}")
        assert (
            campaign("post", "add", *words, "--at", f"2026-12-0{3 + place} 18:30", folder=here).exit_code == 0
        )
    with served_desk.at(here) as desk:
        form = desk_forms.of(desk.get("/posts/3"), "/posts/3/invite")[0]
        made = form.sent(desk, also="4")
        assert made.status == 200, told(made)
        asks = re.findall(r'href="(/posts/4/invite/revoke\?link=\d+)"', desk.get("/posts/4").text)[0]
        assert "voor 2 berichten" in told(desk.get(asks))
