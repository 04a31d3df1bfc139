"""Subtitles are brought to a film at the desk: as its person calls them, in the language that they are in, once."""

import re
from pathlib import Path

import pytest

from tests.campaign.web.films import desk_of_films
from tests.campaign.web.films.desk_of_films import version
from tests.served_desk import Answer, DeskAt

TAKEN = "/films/bakery?saved=yes&subtitles=nl"
DUTCH = """1
00:00:00,500 --> 00:00:03,500
Elke nacht om vier uur begin ik
met het brood van de hele straat.

"""
FRENCH = """1
00:00:00,500 --> 00:00:03,500
Chaque nuit, je commence le pain
de toute la rue à quatre heures.

"""
LONG_FRENCH = "".join(
    f"{number}\n00:00:0{number},000 --> 00:00:0{number},900\nChaque nuit, nous commençons avec le pain de la rue.\n\n"
    for number in range(1, 9)
)


def brought(desk: DeskAt, name: str, content: bytes, language: str = "nl", made_from: str = "") -> Answer:
    """Bring a file to the bakery's film, from the page as it is or from an older one."""
    told = {"version": made_from or version(desk.get("/films/bakery")), "language": language}
    body, head = desk_of_films.multipart(told.items(), (name, content) if name else None)
    return desk.ask("POST", "/films/bakery/subtitles", body.replace(b'name="evidence"', b'name="file"'), head)


def test_a_film_without_subtitles_gets_them(desk: DeskAt, folder: Path) -> None:
    """Each language is taken in, the next that lacks is offered first, and the posts of the film may be approved."""
    assert '<option value="nl" selected>' in desk.get("/films/bakery").text
    assert brought(desk, "bakery.nl.srt", DUTCH.encode()).headers["location"] == TAKEN
    assert '<option value="fr" selected>' in desk.get("/films/bakery").text
    assert brought(desk, "bakery.fr.srt", FRENCH.encode(), "fr").status == 303
    assert sorted(desk_of_films.film(folder, "bakery").subtitles) == ["fr", "nl"]


@pytest.mark.parametrize(
    ("name", "content", "language", "said"),
    [
        ("", b"", "nl", "Kies een ondertitelbestand"),
        ("film.mp4", b"\0\0\0\x20ftypisom", "nl", "film.mp4"),
        ("blad.srt", b"%PDF-1.7 signed", "nl", "pdf"),
        ("film.srt", b"\0\0\0\x20ftypisom" + bytes(range(256)) * 40, "nl", "film.srt is een film"),
        ("letters.srt", DUTCH.replace("vier", "v\xe9").encode("cp1252") + b"\x81\x8d", "nl", "letters.srt"),
        ("bakery.srt", LONG_FRENCH.encode(), "nl", "bakery.srt"),
        ("bakery.srt", DUTCH.encode(), "de", "een van de talen van de campagne"),
        ("leeg.srt", b"", "nl", "Kies een ondertitelbestand"),
        ("groot.srt", b"x" * (8 * 2**20 + 1), "nl", "8 MB"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    desk: DeskAt, folder: Path, name: str, content: bytes, language: str, said: str
) -> None:
    """A film that is called .srt, another language, nothing: a sentence by the person's own name, and no trace."""
    answer = brought(desk, name, content, language)
    assert answer.status == 422
    assert said in answer.text
    assert 'id="wrong-subtitles"' in answer.text
    assert ("opnieuw: een browser" in answer.text) is (
        language == "de"
    )  # only a file that fits is chosen again
    assert str(folder) not in answer.text
    assert desk_of_films.film(folder, "bakery").subtitles == {}
    assert [one.name for one in (folder / "films").iterdir() if one.suffix == ".srt"] == []


def test_subtitles_from_an_older_page(desk: DeskAt, folder: Path) -> None:
    """Where somebody changed the film meanwhile, nothing is taken in over it."""
    before = version(desk.get("/films/bakery"))
    brought(desk, "bakery.nl.srt", DUTCH.encode())
    answer = brought(desk, "ander.nl.srt", DUTCH.replace("vier", "vijf").encode(), made_from=before)
    assert answer.status == 409
    assert "intussen gewijzigd" in answer.text
    assert "Kies ander.nl.srt opnieuw" in answer.text
    kept = folder / desk_of_films.film(folder, "bakery").subtitles["nl"]
    assert "vier" in kept.read_text(encoding="utf-8")


def test_what_is_found_says_of_which_language_and_subtitle(desk: DeskAt) -> None:
    """What a check finds in both languages stands once for each, with the numbers of the subtitles that it is of."""
    quick = "".join(
        f"{number}\n00:00:0{number},000 --> 00:00:0{number},900\n{{words}}\n\n" for number in (0, 1, 2)
    )
    brought(desk, "a.srt", quick.format(words="Tien woorden gaan nooit zo snel voorbij").encode())
    brought(desk, "b.srt", quick.format(words="Dix mots ne passent jamais aussi vite").encode(), "fr")
    text = desk.get("/films/bakery/findings").text
    found = [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", one)).strip()
        for one in re.findall(r"<li.*?</li>", text, re.DOTALL)
    ]
    assert len(set(found)) == len(found)
    of_both = [one.removeprefix("NL ") for one in found if f"FR {one.removeprefix('NL ')}" in found]
    assert any(one.endswith("Ondertitels 1, 2 en 3.") for one in of_both), found
