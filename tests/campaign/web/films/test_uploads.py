"""A film reaches the campaign piece by piece (tus 1.0), whatever breaks off on the way, once and judged."""

import base64
import hashlib
import socket
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from campaign.testimonies import arriving_films
from schedules.errors import BadRequest
from tests import served_desk
from tests.campaign.web.films import desk_of_films
from tests.campaign.web.films.desk_of_films import PIECE, TUS, announced, sent
from tests.served_desk import NOW, DeskAt

FIELDS = {
    "slug": "winkel", "speaker": "Mila Exempel", "role": "entrepreneur", "organisation": "Brusoc", "language": "nl",
    "theme": "",
}  # fmt: skip
SRT = b"1\n00:00:01,000 --> 00:00:02,000\nDag.\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(200)


def test_what_is_spoken_is_said(desk: DeskAt) -> None:
    """A client hears version, extensions and the largest film."""
    answer = desk.ask("OPTIONS", "/uploads")
    assert answer.headers["tus-version"] == "1.0.0"
    assert answer.headers["tus-extension"] == "creation,termination,checksum,expiration"
    assert answer.headers["tus-max-size"] == str(4 * 2**30)


def test_a_film_becomes_one_of_the_campaign(desk: DeskAt, folder: Path, small_film: Path) -> None:
    """Sent in pieces and described, it is a film like every other, byte for byte, and nothing is left behind."""
    place = sent(desk, small_film.name, small_film.read_bytes(), 3)
    form = desk.get(f"{place}/film")
    assert 'value="mijn-winkel-2"' in form.text
    answer = desk.post(f"{place}/film", **FIELDS)
    assert (answer.status, answer.headers["location"]) == (303, "/films/winkel?added")
    film = desk_of_films.film(folder, "winkel")
    assert (film.speaker, film.organisation, film.language, film.film_ms) == (
        "Mila Exempel",
        "Brusoc",
        "nl",
        2000,
    )
    assert film.film_sha256 == hashlib.sha256(small_film.read_bytes()).hexdigest()
    assert list((folder / ".arriving").iterdir()) == []
    assert "Mila Exempel" in served_desk.told(desk.get("/films/winkel?added"))


def test_what_is_on_its_way_is_its_owners_alone(desk: DeskAt, folder: Path) -> None:
    """The folder and each piece are this user's, under names that nobody can guess."""
    places = {announced(desk, "film.mp4", 100).headers["location"] for _ in range(2)}
    assert len(places) == 2
    assert all(len(one.removeprefix("/uploads/")) == 32 for one in places)
    kept = [folder / ".arriving", *(folder / ".arriving").iterdir()]
    assert {stat.S_IMODE(one.stat().st_mode) & 0o077 for one in kept} == {0}


def test_a_lost_answer_is_found_again(desk: DeskAt) -> None:
    """HEAD tells how much is here; the same piece once more is refused with that, and the rest goes on behind it."""
    place = announced(desk, "film.mp4", 11).headers["location"]
    assert desk.ask("PATCH", place, b"12345", {**PIECE, "Upload-Offset": "0"}).headers["upload-offset"] == "5"
    assert desk.ask("PATCH", place, b"12345", {**PIECE, "Upload-Offset": "0"}).status == 409
    head = desk.ask("HEAD", place, headers=TUS)
    assert (head.status, head.headers["upload-offset"], head.headers["upload-length"]) == (200, "5", "11")
    assert head.headers["cache-control"] == "no-store"
    assert (
        desk.ask("PATCH", place, b"67890", {**PIECE, "Upload-Offset": "5"}).headers["upload-offset"] == "10"
    )
    assert desk.ask("HEAD", place, headers=TUS).headers["upload-offset"] == "10"


def test_a_connection_that_is_cut_leaves_what_was_whole(desk: DeskAt) -> None:
    """A piece that breaks off in the middle counts for nothing, and the film goes on where it was."""
    place = announced(desk, "film.mp4", 11).headers["location"]
    head = f"PATCH {place} HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\n"
    head += f"Cookie: {desk.cookie}\r\nOrigin: {desk.origin}\r\n"
    head += "Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", desk.port)) as cut:
            cut.sendall(f"{head}Content-Length: 10\r\n\r\n12345".encode())
    assert desk.ask("HEAD", place, headers=TUS).headers["upload-offset"] == "0"
    assert desk.ask("PATCH", place, b"1234567890", {**PIECE, "Upload-Offset": "0"}).status == 204


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({**PIECE, "Tus-Resumable": None, "Upload-Offset": "0"}, b"1", 412),
        ({**PIECE, "Tus-Resumable": "0.2.2", "Upload-Offset": "0"}, b"1", 412),
        ({**TUS, "Content-Type": "text/plain", "Upload-Offset": "0"}, b"1", 415),
        (PIECE, b"1", 400),
        ({**PIECE, "Upload-Offset": "x"}, b"1", 400),
        ({**PIECE, "Upload-Offset": "7"}, b"1", 409),
        ({**PIECE, "Upload-Offset": "0"}, b"12345678901", 422),
        ({**PIECE, "Upload-Offset": "0", "Upload-Checksum": "sha1 AAAA"}, b"1", 460),
        ({**PIECE, "Upload-Offset": "0", "Upload-Checksum": "crc32 AAAA"}, b"1", 460),
        ({**PIECE, "Upload-Offset": "0", "Origin": None}, b"1", 403),
        ({**PIECE, "Upload-Offset": "0", "Cookie": None}, b"1", 401),
    ],
)
def test_a_piece_that_does_not_belong_is_refused(
    desk: DeskAt, headers: dict[str, str | None], body: bytes, status: int
) -> None:
    """Another version, kind, place, checksum, origin or session: nothing is taken in."""
    place = announced(desk, "film.mp4", 10).headers["location"]
    assert desk.ask("PATCH", place, body, headers).status == status
    assert desk.ask("HEAD", place, headers=TUS).headers["upload-offset"] == "0"


def test_a_checksum_that_is_right_is_taken(desk: DeskAt) -> None:
    """A piece with its true SHA-1 is taken in."""
    place = announced(desk, "film.mp4", 4).headers["location"]
    told = f"sha1 {base64.b64encode(hashlib.sha1(b'abc').digest()).decode()}"
    assert (
        desk.ask("PATCH", place, b"abc", {**PIECE, "Upload-Offset": "0", "Upload-Checksum": told}).status
        == 204
    )


@pytest.mark.parametrize(
    ("length", "said"), [(4 * 2**30 + 1, "hoogstens"), (0, "leeg"), (-5, "leeg"), (10**30, "hoogstens")]
)
def test_a_film_that_cannot_fit_is_refused_before_its_bytes(
    desk: DeskAt, folder: Path, length: int, said: str
) -> None:
    """Too large or empty: refused as it is announced, with a sentence, and nothing is written."""
    answer = announced(desk, "film.mp4", length)
    assert answer.status in (413, 422)
    assert said in answer.text
    assert list((folder / ".arriving").iterdir()) == []


def test_a_film_beyond_the_disk_is_refused(folder: Path) -> None:
    """Room is asked for the film and its copy, and what others on their way were promised is not given twice."""
    free = arriving_films.SPARE + 2 * 1000
    arriving_films.begin(folder, "a.mp4", 400, now=NOW, free=lambda _folder: free)
    with pytest.raises(BadRequest) as refused:
        arriving_films.begin(folder, "b.mp4", 700, now=NOW, free=lambda _folder: free)
    assert (refused.value.code, refused.value.params["left"]) == ("arriving-no-room", 1200)
    arriving_films.begin(folder, "b.mp4", 600, now=NOW, free=lambda _folder: free)


def test_two_films_come_at_once(desk: DeskAt) -> None:
    """Pieces of two films do not mix."""
    one, two = (announced(desk, name, 5).headers["location"] for name in ("a.mp4", "b.mp4"))
    for at, (first, second) in enumerate([(b"AA", b"BB"), (b"aa", b"bb")]):
        for place, piece in ((one, first), (two, second)):
            assert desk.ask("PATCH", place, piece, {**PIECE, "Upload-Offset": str(2 * at)}).status == 204
    assert [desk.ask("HEAD", place, headers=TUS).headers["upload-offset"] for place in (one, two)] == [
        "4",
        "4",
    ]


def test_what_is_given_up_is_gone(desk: DeskAt, folder: Path) -> None:
    """DELETE takes it away; then nothing is found there, and a second time harms nothing."""
    place = announced(desk, "film.mp4", 10).headers["location"]
    assert [desk.ask("DELETE", place, headers=TUS).status for _ in range(2)] == [204, 204]
    assert desk.ask("HEAD", place, headers=TUS).status == 404
    assert list((folder / ".arriving").iterdir()) == []


@pytest.mark.parametrize("number", ["0" * 32, "..", "%2e%2e%2fcampaign", "a" * 33, "x" * 32])
def test_a_guessed_place_holds_nothing(desk: DeskAt, number: str) -> None:
    """Who guesses gets nothing, and nothing outside of the folder is touched."""
    assert desk.ask("HEAD", f"/uploads/{number}", headers=TUS).status == 404
    assert desk.ask("PATCH", f"/uploads/{number}", b"1", {**PIECE, "Upload-Offset": "0"}).status == 404


def test_after_a_day_it_is_swept(desk: DeskAt, folder: Path) -> None:
    """A film that nobody went on with waits for a day, and says until when."""
    place = announced(desk, "film.mp4", 10).headers["location"]
    assert desk.ask("HEAD", place, headers=TUS).headers["upload-expires"] == "Tue, 01 Dec 2026 09:00:00 GMT"
    arriving_films.sweep(folder, now=NOW + timedelta(hours=23))
    assert desk.ask("HEAD", place, headers=TUS).status == 200
    arriving_films.sweep(folder, now=NOW + timedelta(hours=24))
    assert desk.ask("HEAD", place, headers=TUS).status == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("winkel.mp4", SRT, "In winkel.mp4 zit geen film. Geef een film als MP4, MOV, MKV, WebM of AVI."),
        ("notitie.txt", SRT, "In notitie.txt zit geen film. Geef een film als MP4, MOV, MKV, WebM of AVI."),
        (
            "foto.jpg",
            JPEG,
            "foto.jpg is een beeld (JPEG), geen film. Plaats het als foto, onder Nieuw bericht.",
        ),
    ],
)
def test_what_is_no_film_is_refused_as_soon_as_it_is_in(
    desk: DeskAt, folder: Path, name: str, content: bytes, said: str
) -> None:
    """The answer to its last piece says so, by the name that its person gave it and what to give; nothing is kept."""
    place = announced(desk, name, len(content)).headers["location"]
    answer = desk.ask("PATCH", place, content, {**PIECE, "Upload-Offset": "0"})
    assert (answer.status, answer.text) == (422, said)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert list((folder / ".arriving").iterdir()) == []
    assert name not in desk.get("/uploads").text


def test_what_is_asked_for_names_the_same_kinds(desk: DeskAt) -> None:
    """The library asks for the kinds that a refusal names."""
    assert "MP4, MOV, MKV, WebM of AVI, tot 4 GB" in served_desk.told(desk.get("/films"))


@pytest.mark.parametrize(
    ("typed", "slug"),
    [("Fiets Winkel!", "fiets-winkel"), ("Café Nadège", "cafe-nadege"), ("winkel_2", "winkel-2")],
)
def test_a_short_name_is_made_of_what_is_typed(desk: DeskAt, small_film: Path, typed: str, slug: str) -> None:
    """Capitals, spaces, accents and marks are no mistake: the page says under which short name the film is kept."""
    place = sent(desk, small_film.name, small_film.read_bytes())
    answer = desk.post(f"{place}/film", **{**FIELDS, "slug": typed})
    assert answer.headers["location"] == f"/films/{slug}?added"
    assert f"onder de korte naam {slug}." in served_desk.told(desk.get(f"/films/{slug}?added"))


def test_a_short_name_that_cannot_be_one_is_said_in_our_words(desk: DeskAt, small_film: Path) -> None:
    """Signs alone make no name: the page's own sentence says so, and keeps what was typed."""
    place = sent(desk, small_film.name, small_film.read_bytes())
    assert "pattern=" not in desk.get(f"{place}/film").text
    answer = desk.post(f"{place}/film", **{**FIELDS, "slug": "123!"})
    assert answer.status == 422
    assert 'value="123!"' in answer.text
    assert "--slug" not in served_desk.told(answer)


def test_a_deleted_file_is_said_to_be(desk: DeskAt, folder: Path) -> None:
    """Its button says what it does; afterwards the library says what became of the file."""
    place = announced(desk, "a.mp4", 10).headers["location"]
    assert "Verwijder dit bestand a.mp4" in served_desk.told(desk.get("/uploads"))
    answer = desk.post(f"{place}/leave")
    assert "verwijderd uit de campagne" in served_desk.told(desk.get(answer.headers["location"]))
    assert list((folder / ".arriving").iterdir()) == []


def test_a_film_that_is_not_whole_is_not_taken_in(desk: DeskAt) -> None:
    """Half a film is no film; it says that the same file may be chosen again."""
    place = announced(desk, "winkel.mp4", 10).headers["location"]
    assert "nog niet volledig" in desk.get(f"{place}/film").text
    assert desk.post(f"{place}/film", **FIELDS).status == 422


def test_a_form_that_is_sent_twice_adds_one_film(desk: DeskAt, small_film: Path) -> None:
    """The second time leads to the same film."""
    place = sent(desk, small_film.name, small_film.read_bytes())
    assert desk.post(f"{place}/film", **FIELDS).headers["location"] == "/films/winkel?added"
    assert desk.post(f"{place}/film", **FIELDS).headers["location"] == "/films/winkel?added"


def test_what_was_typed_stays_where_it_is_refused(desk: DeskAt, small_film: Path) -> None:
    """A short name that is taken is refused with the command's own sentence, and the other fields keep their words."""
    place = sent(desk, small_film.name, small_film.read_bytes())
    answer = desk.post(f"{place}/film", **{**FIELDS, "slug": "bakery"})
    assert answer.status == 422
    assert 'value="Mila Exempel"' in answer.text
    assert desk.post(f"{place}/film", **FIELDS).status == 303


def test_a_name_that_is_nearly_another_is_asked_about(desk: DeskAt, folder: Path, small_film: Path) -> None:
    """Somebody of another film under another spelling: the question stands in the form, and its answer counts."""
    place = sent(desk, small_film.name, small_film.read_bytes())
    typed = {**FIELDS, "speaker": "zenobie quaghebeur"}
    asked = desk.post(f"{place}/film", **typed)
    assert asked.status == 422
    assert 'name="meant-speaker"' in asked.text
    assert desk.post(f"{place}/film", **typed, **{"meant-speaker": "near"}).status == 303
    assert desk_of_films.film(folder, "winkel").speaker == "Zénobie Quaghebeur"


def test_the_same_film_again_is_asked_about(desk: DeskAt, folder: Path, small_film: Path) -> None:
    """A film that is on record is registered once more only where a person says so."""
    own = next((folder / "films").glob("0001.mp4")).read_bytes()
    place = sent(desk, "bakkerij.mp4", own)
    assert 'name="meant-again"' in desk.post(f"{place}/film", **FIELDS).text
    assert desk.post(f"{place}/film", **FIELDS, **{"meant-again": "typed"}).status == 422
    assert desk.post(f"{place}/film", **FIELDS, **{"meant-again": "near"}).status == 303
