"""Films reach a player in the pieces that it asks for, are kept nowhere, and stop where a consent does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.served_desk import DeskAt


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film and a post, made once."""
    folder = reported.founded(tmp_path_factory.mktemp("desk"), campaign)
    words = ("post", "add", "--testimony", "bakery", "--language", "nl", "--caption", "Brood en boter")
    assert campaign(*words, folder=folder).exit_code == 0
    assert (
        campaign("post", "add", "--language", "nl", "--caption", "Zonder film", folder=folder).exit_code == 0
    )
    return folder


@pytest.fixture(scope="module")
def desk(founded: Path) -> Iterator[DeskAt]:
    """Its desk."""
    with served_desk.at(founded) as found:
        yield found


def _bytes(folder: Path) -> bytes:
    return next((folder / "films").glob("*.mp4")).read_bytes()


@pytest.mark.parametrize("path", ["/posts/1/film", "/films/bakery/film"])
def test_a_film_is_sent_whole(desk: DeskAt, founded: Path, path: str) -> None:
    """Who asks for no piece gets all bytes, told what they are, and keeps none."""
    answer = desk.get(path)
    assert (answer.status, answer.content) == (200, _bytes(founded))
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("asked", "first", "behind"),
    [("0-0", 0, 1), ("10-19", 10, 20), ("100-", 100, None), ("-7", -7, None), ("0-999999999", 0, None)],
)
def test_a_piece_is_sent(desk: DeskAt, founded: Path, asked: str, first: int, behind: int | None) -> None:
    """A piece is what was asked for, from the front, from the back, or up to the end."""
    whole = _bytes(founded)
    answer = desk.get("/posts/1/film", Range=f"bytes={asked}")
    assert (answer.status, answer.content) == (206, whole[first:behind])
    at = first % len(whole)
    assert answer.headers["content-range"] == f"bytes {at}-{at + len(answer.content) - 1}/{len(whole)}"


def test_a_piece_behind_the_end_is_refused(desk: DeskAt, founded: Path) -> None:
    """A piece that lies behind the end is none; how long the film is, is said."""
    answer = desk.get("/posts/1/film", Range="bytes=999999999-")
    assert (answer.status, answer.content) == (416, b"")
    assert answer.headers["content-range"] == f"bytes */{len(_bytes(founded))}"


@pytest.mark.parametrize("asked", ["bytes=5-3", "bytes=x", "metres=0-1", "bytes=0-1,4-5", "bytes=-0"])
def test_what_is_no_piece_is_answered_whole(desk: DeskAt, founded: Path, asked: str) -> None:
    """A range that cannot be read, and several at once, are as if none was asked for."""
    assert desk.get("/posts/1/film", Range=asked).content == _bytes(founded)


def test_a_piece_of_other_bytes_is_not_mixed_in(desk: DeskAt, founded: Path) -> None:
    """`If-Range` with the tag of these bytes gets the piece; with another tag or a date the film, whole."""
    tag = desk.get("/posts/1/film").headers["etag"]
    assert desk.get("/posts/1/film", Range="bytes=0-9", **{"If-Range": tag}).status == 206
    for other in ('"another"', "Mon, 30 Nov 2026 09:00:00 GMT", f"W/{tag}"):
        assert desk.get("/posts/1/film", Range="bytes=0-9", **{"If-Range": other}).status == 200


def test_a_head_is_without_bytes(desk: DeskAt, founded: Path) -> None:
    """HEAD tells how long a film is, and sends nothing of it."""
    answer = desk.ask("HEAD", "/posts/1/film")
    assert (answer.status, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(_bytes(founded)))


@pytest.mark.parametrize(
    "path", ["/posts/2/film", "/posts/99/film", "/films/other/film", "/films/..%2F..%2Fx/film"]
)
def test_what_is_no_film_is_not_found(desk: DeskAt, path: str) -> None:
    """A post without a film, a number or a name that nobody has: nothing, and no trace."""
    answer = desk.get(path)
    assert answer.status == 404
    assert "Traceback" not in answer.text


def test_the_finished_film_takes_its_place(founded: Path, tmp_path: Path) -> None:
    """What would go out is what plays, once it is made; it has a tag of its own."""
    own = reported.copied(founded, tmp_path)
    with served_desk.at(own) as desk:
        before = desk.get("/posts/1/film")
        made = reported.render(own)
        after = desk.get("/posts/1/film")
        assert after.content == made.read_bytes()
        assert after.headers["etag"] != before.headers["etag"]
        made.unlink()
        assert desk.get("/posts/1/film").content == before.content


def test_nothing_of_a_withdrawn_film_is_sent(founded: Path, tmp_path: Path, campaign: Run) -> None:
    """Once a consent is taken back, neither the film nor what was made of it is sent, whoever knows the address."""
    own = reported.copied(founded, tmp_path)
    with served_desk.at(own) as desk:
        tag = desk.get("/posts/1/film").headers["etag"]
        done = campaign("consent", "withdraw", "bakery", "--yes", folder=own)
        assert done.exit_code == 0, done.output
        for path in ("/posts/1/film", "/films/bakery/film"):
            answer = desk.get(path, Range="bytes=0-9", **{"If-Range": tag})
            assert answer.status == 404
