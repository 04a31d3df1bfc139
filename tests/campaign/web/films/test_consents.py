"""A signed form is recorded, a consent withdrawn, the release printed: as the commands do it, and said before."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from tests import served_desk
from tests.campaign.web.films import desk_of_films
from tests.served_desk import Answer, DeskAt

FORM = [
    ("person", "-"), ("other", "Mila Exempel"), ("act", "film"), ("act", "publish"), ("channel", "facebook"),
    ("channel", "website"), ("language", "nl"), ("purpose", "campaign"), ("signed", "2/11/2026"),
    ("until", "31/12/2027"), ("name-display", "first-name"),
]  # fmt: skip
PDF = ("Blad Mila.pdf", b"%PDF-1.7 signed by Mila")


def record(desk: DeskAt, file: tuple[str, bytes] | None = PDF, *more: tuple[str, str]) -> Answer:
    """Send the form with a file; `more` fields stand in the place of those of their name."""
    names = {name for name, _ in more}
    body, head = desk_of_films.multipart([*(one for one in FORM if one[0] not in names), *more], file)
    return desk.ask("POST", "/films/bakery/consent", body, head)


def test_a_signed_form_is_recorded(desk: DeskAt, folder: Path) -> None:
    """With its file, its days and its boxes; the film's page then says what that person allows."""
    answer = record(desk)
    assert (answer.status, answer.headers.get("location")) == (303, "/films/bakery?consent=2#consents"), (
        answer.text
    )
    assert (folder / "consent" / "0002.pdf").read_bytes() == PDF[1]
    said = served_desk.told(desk.get("/films/bakery?consent=2"))
    assert "Het formulier is vastgelegd als toestemming 2." in said
    assert "tot 31 dec 2027 (niet in het Frans)" in said
    for number, name in ((1, "toestemming 1 bakery Bakster Nore.pdf"), (2, "toestemming 2 bakery Mila.pdf")):
        given = desk.get(f"/films/bakery/forms/{number}").headers["content-disposition"]
        assert given == f'attachment; filename="{name}"'
    assert [one.name for one in (folder / "consent").iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("file", "more", "field", "said"),
    [
        (None, (), "evidence", "Kies het bestand"),
        (("leeg.pdf", b""), (), "evidence", "Kies het bestand"),
        (("blad.pdf", b"<html><script>1</script>"), (), "evidence", "blad.pdf"),
        (PDF, (("signed", ""),), "signed", "2/11/2026"),
        (PDF, (("signed", "ooit"),), "signed", "ooit"),
        (PDF, (("signed", "2/11/2030"),), "signed", "2030"),
        (PDF, (("until", "1/1/2020"),), "until", "2020"),
        (PDF, (("act", "rijden"),), "act", "Vink er minstens één aan"),
        (PDF, (("other", ""),), "other", "Typ de naam"),
        (PDF, (("name-display", "pseudonym"),), "pseudonym", "schuilnaam"),
        (PDF, (("minor", "on"),), "guardian", "ouder of voogd"),
    ],
)
def test_a_form_that_says_too_little_is_refused(
    desk: DeskAt,
    folder: Path,
    file: tuple[str, bytes] | None,
    more: tuple[tuple[str, str], ...],
    field: str,
    said: str,
) -> None:
    """What lacks is said beside its field, in the order of the page, what was typed stays, and nothing is kept."""
    answer = record(desk, file, *more)
    assert answer.status == 422
    assert said.casefold() in served_desk.told(answer).casefold()
    assert f'aria-describedby="wrong-{field}"' in answer.text
    summary = re.findall(r'<li><a href="#wrong-([a-z-]+)"', answer.text)
    beside = re.findall(r'id="wrong-([a-z-]+)"', answer.text)
    assert field in summary
    assert summary == beside
    assert str(folder) not in answer.text
    assert sorted(one.name for one in (folder / "consent").iterdir()) == ["0001.pdf"]


def test_nothing_is_ticked_before_somebody_ticks_it(desk: DeskAt, folder: Path) -> None:
    """The form at the desk holds nothing that the paper may not say; what was not ticked is asked for."""
    page = desk.get("/films/bakery/consent").text
    assert " checked" not in page
    assert 'value="full" selected' not in page
    untouched = [one for one in FORM if one[0] in ("person", "other", "signed")]
    body, head = desk_of_films.multipart(untouched, PDF)
    answer = desk.ask("POST", "/films/bakery/consent", body, head)
    assert answer.status == 422
    assert [
        name for name in ("act", "channel", "language", "purpose") if f'id="wrong-{name}"' not in answer.text
    ] == []
    assert "Kies wat er op het formulier staat." in served_desk.told(answer)
    assert "Blad Mila.pdf" in served_desk.told(answer)
    assert sorted(one.name for one in (folder / "consent").iterdir()) == ["0001.pdf"]


def test_a_signed_form_can_be_opened(desk: DeskAt, folder: Path) -> None:
    """From the film's page, by who has the session: as it was recorded, kept by no browser, run by none."""
    record(desk)
    link = '<a href="/films/bakery/forms/2" download>'
    assert link in desk.get("/films/bakery").text
    answer = desk.get("/films/bakery/forms/2")
    assert (answer.status, answer.content) == (200, PDF[1])
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == 'attachment; filename="toestemming 2 bakery Mila.pdf"'
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert desk.get("/films/bakery/forms/2", Cookie=None).status == 401
    assert [desk.get(f"/films/{one}").status for one in ("bakery/forms/9", "shoes/forms/2")] == [404, 404]
    (folder / "consent" / "0002.pdf").unlink()
    assert link not in desk.get("/films/bakery").text
    assert desk.get("/films/bakery/forms/2").status == 404


def test_after_a_withdrawal_nobody_is_called_by_a_number(desk: DeskAt) -> None:
    """The forms on record say that the name was erased, in the reader's words."""
    desk_of_films.withdrawn(desk)
    said = served_desk.told(desk.get("/films/bakery"))
    assert "Toestemming 1 de naam is gewist" in said
    assert not re.search(r"person(e|ne|oon)? \d", said)


def test_the_release_has_a_button_and_what_is_known(desk: DeskAt, folder: Path) -> None:
    """Served at the desk it prints by a button, and says campaign, film and where a consent is withdrawn."""
    settings = folder / "campaign.toml"
    written = settings.read_text(encoding="utf-8")
    known = 'contacts = ["@mey.example", "privacy@mey.example"]'
    settings.write_text(re.sub(r"(?m)^contacts = .*$", known, written), encoding="utf-8")
    page = desk.get("/release-forms/nl?film=bakery").text
    assert '<button type="button" id="print" hidden>Druk dit formulier af</button>' in page
    assert '<span class="line">1, ' in page
    assert ">privacy@mey.example</span>" in page
    assert 'href="/release-forms/nl?film=bakery"' in desk.get("/films/bakery").text
    assert desk.get("/release-forms/nl?film=nobody").status == 404


def test_the_same_form_twice_is_one(desk: DeskAt, folder: Path) -> None:
    """A double click records nothing twice."""
    assert [record(desk).status for _ in range(2)] == [303, 422]
    assert len(list((folder / "consent").iterdir())) == 2


def test_a_consent_is_withdrawn(desk: DeskAt, folder: Path) -> None:
    """Posts are cancelled, the film is gone from the folder, and what people must do is listed with a letter."""
    said = served_desk.told(desk_of_films.withdrawn(desk))
    assert "De toestemming is ingetrokken" in said
    assert "Wat u zelf moet doen" in said
    assert "Wat u de persoon kunt schrijven" in said
    assert list((folder / "films").glob("*.mp4")) == []


def test_the_letter_is_found_again(desk: DeskAt) -> None:
    """What could be written to the person stands on the film's page, too, as it stood after the withdrawal."""
    assert 'class="letter"' not in desk.get("/films/bakery").text
    done = desk_of_films.withdrawn(desk).text
    letter = re.search(r'<blockquote class="letter"[^>]*>(.*?)</blockquote>', done, re.DOTALL)
    assert letter
    assert letter[1] in desk.get("/films/bakery").text


def test_a_withdrawal_sweeps_what_is_on_its_way_under_that_name(desk: DeskAt, folder: Path) -> None:
    """A file that is called like the withdrawn film and waits to be described is deleted too."""
    desk_of_films.announced(desk, "Bakery def.mp4", 10)
    kept = desk_of_films.announced(desk, "winkel.mp4", 10).headers["location"].rpartition("/")[2]
    desk_of_films.withdrawn(desk)
    assert {one.name[:32] for one in (folder / ".arriving").iterdir()} == {kept}


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_the_release_is_a_page_that_prints(desk: DeskAt, language: str) -> None:
    """It is the campaign's own form, in a style that the policy names by its hash, and nothing else may run."""
    page = desk.get(f"/release-forms/{language}")
    assert page.status == 200
    assert "MEY &lt;Awards&gt;" in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_there_is_no_release_in_a_language_that_has_none(desk: DeskAt) -> None:
    """A guessed language leads to a sentence."""
    assert desk.get("/release-forms/xx").status == 404


@pytest.mark.parametrize("page", ["consent", "withdraw", "withdraw?person=%s"])
def test_the_way_back_names_what_a_film_is_about(desk: DeskAt, folder: Path, page: str) -> None:
    """A page about a consent leads back to its film by the film's own words, in their language."""
    with closing(sqlite3.connect(folder / "campaign.db")) as database, database:
        database.execute("update testimony set theme = 'Hoe bak je brood?'")
        name = database.execute("select name from person").fetchone()[0]
    shown = desk.get(f"/films/bakery/{page}".replace("%s", quote(name))).text
    assert '<span lang="nl">Hoe bak je brood?</span></a></nav>' in shown
