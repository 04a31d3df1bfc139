"""Every call of the Page client, against the rehearsal Page over real HTTP."""

import hashlib
import json
import socket
import struct
import subprocess
import sys
import textwrap
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image

from schedules.facebook import answers, client, errors
from schedules.facebook.answers import read_usage
from schedules.rehearsal import server
from schedules.rehearsal.edges import photos
from tests import film_bytes
from tests.queue_campaign import Clock
from tests.raw_graph import Wire
from tests.schedules.facebook.test_client import TOKEN, Stub
from tests.schedules.facebook.test_client import client as stubbed

SIZE = 1_500_000
SRT = "1\n00:00:00,000 --> 00:00:01,000\nHallo\n"


@pytest.fixture
def page(served: server.Served) -> Iterator[client.PageClient]:
    """Speak to the Page as the product does."""
    address = answers.PageAddress(page_id=served.page_id, graph_url=served.graph_url, graph_version="v26.0")
    one = client.PageClient(address, served.access_token)
    yield one
    one.close()


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Return a film that is a reel too."""
    path = tmp_path / "film.mp4"
    path.write_bytes(film_bytes.padded(SIZE))
    return path


def png(width: int = 40, height: int = 30) -> bytes:
    """Draw a picture of one colour."""
    rows = (b"\0" + b"\x12\x35\x5b" * width) * height
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
    )
    body = b""
    for name, data in (*chunks, (b"IEND", b"")):
        body += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Return a picture."""
    path = tmp_path / "bakery.png"
    path.write_bytes(png())
    return path


@pytest.fixture
def subtitles(tmp_path: Path) -> Path:
    """Return subtitles of one line."""
    path = tmp_path / "bakery.nl.srt"
    path.write_text(SRT, encoding="utf-8")
    return path


def reel(page: client.PageClient, film: Path, **finish: Any) -> str:
    """Send a reel and finish it."""
    opened = page.start_reel()
    page.send_reel(opened.upload_url, film, 0)
    page.finish_reel(opened.video_id, description="Hé", **finish)
    return opened.video_id


def video(page: client.PageClient, film: Path, mark: str = "m", **finish: Any) -> str:
    """Send a film and finish it hidden."""
    opened = page.start_video(size=film.stat().st_size)
    start, end = opened.start_offset, opened.end_offset
    while start < end:
        start, end = page.transfer(opened.session_id, film, start=start, end=end)
    page.finish_video(opened.session_id, description="Film", title=None, mark=mark)
    return opened.video_id


def shown(page: client.PageClient, message: str = "x") -> str:
    """Make a public post."""
    made = page.create_post(message=message, link=None)
    page.reveal_post(made)
    return made


# reels


def test_a_reel_goes_up_in_one_request_and_is_published(
    served: server.Served, page: client.PageClient, clock: Clock, film: Path
) -> None:
    """Id first, then raw bytes, then public: with the very same bytes, outside the posts."""
    made = reel(page, film, published=True)
    clock.on(seconds=1)
    state = page.read_video(made)
    assert (state.phase, state.published, state.publishing, state.bytes_received) == (
        "ready",
        True,
        "published",
        SIZE,
    )
    assert state.permalink == f"{served.page_url}reel/{made}/"
    assert page.posts(limit=9) == []
    assert page.videos(limit=9) == []
    assert [(one.id, one.description) for one in page.reels(limit=9)] == [(made, "Hé")]
    with urllib.request.urlopen(f"{served.page_url}films/{made}.mp4") as answer:
        assert hashlib.sha256(answer.read()).digest() == hashlib.sha256(film.read_bytes()).digest()


def test_a_broken_upload_goes_on_where_it_stopped(wire: Wire, page: client.PageClient, film: Path) -> None:
    """What arrived stays; `bytes_received` says where to go on."""
    opened = page.start_reel()
    wire("POST", "/_rehearsal/faults", {"edge": "reel-bytes", "effect": "cut", "bytes": 700_000})
    with pytest.raises(errors.Unknown):
        page.send_reel(opened.upload_url, film, 0)
    assert page.read_video(opened.video_id).bytes_received == 700_000
    page.send_reel(opened.upload_url, film, 700_000)
    page.finish_reel(opened.video_id, description="")
    assert page.read_video(opened.video_id).bytes_received == SIZE


def test_a_client_that_dies_leaves_what_it_sent(
    page: client.PageClient, served: server.Served, film: Path
) -> None:
    """Half a body and a closed connection: those bytes are there, to the last one."""
    opened, sent = page.start_reel(), film.read_bytes()[:600_001]
    parts = urlsplit(opened.upload_url)
    head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: OAuth {served.access_token}\r\n"
    head += f"offset: 0\r\nfile_size: {SIZE}\r\nContent-Length: {SIZE}\r\n\r\n"
    with socket.create_connection((parts.hostname, parts.port)) as link:
        link.sendall(head.encode() + sent)
    for _ in range(200):
        if page.read_video(opened.video_id).bytes_received == len(sent):
            break
        time.sleep(0.02)
    page.send_reel(opened.upload_url, film, len(sent))
    page.finish_reel(opened.video_id, description="")
    with urllib.request.urlopen(f"{served.page_url}films/{opened.video_id}.mp4") as answer:
        assert answer.read() == film.read_bytes()


def test_a_wrong_offset_is_told_by_its_name(page: client.PageClient, film: Path) -> None:
    """OffsetInvalidError means: look how much is there."""
    opened = page.start_reel()
    with pytest.raises(errors.Unknown) as caught:
        page.send_reel(opened.upload_url, film, 5)
    assert caught.value.params["graph_code"] == "OffsetInvalidError"
    assert page.read_video(opened.video_id).bytes_received == 0


def test_a_reel_without_its_bytes_cannot_be_finished(page: client.PageClient) -> None:
    """6000, as live clients saw."""
    with pytest.raises(errors.BadContent) as caught:
        page.finish_reel(page.start_reel().video_id, description="")
    assert caught.value.params["graph_code"] == 6000


def test_a_draft_becomes_public_by_a_second_finish(page: client.PageClient, clock: Clock, film: Path) -> None:
    """Finishing again as PUBLISHED shows it, and a third time changes nothing."""
    made = reel(page, film)
    clock.on(seconds=1)
    assert page.read_video(made).publishing == "draft"
    page.finish_reel(made, description="Nieuw", published=True)
    page.finish_reel(made, description="Nieuw", published=True)
    assert page.read_video(made).published
    assert page.reels(limit=1)[0].description == "Nieuw"


def test_a_draft_becomes_public_by_setting_published(
    page: client.PageClient, clock: Clock, film: Path
) -> None:
    """The way of films works for reels, too."""
    made = reel(page, film)
    clock.on(seconds=1)
    page.reveal_video(made)
    assert page.read_video(made).published


def test_the_thirty_first_reel_of_a_day_is_a_rate_limit(
    wire: Wire, page: client.PageClient, clock: Clock, film: Path
) -> None:
    """Counted over any 24 hours; the number is a setting."""
    assert wire("GET", "/_rehearsal/settings")["reels_a_day"] == 30
    wire("POST", "/_rehearsal/settings", {"reels_a_day": 2})
    reel(page, film, published=True)
    reel(page, film, published=True)
    draft = reel(page, film)
    for publish in (
        lambda: page.finish_reel(draft, description="", published=True),
        lambda: page.reveal_video(draft),
    ):
        with pytest.raises(errors.TryLater):
            publish()
    clock.on(hours=24)
    page.reveal_video(draft)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({}, 100),
        ({"video_state": "LIVE"}, 100),
        ({"video_state": "SCHEDULED"}, 100),
        ({"video_state": "PUBLISHED", "scheduled_publish_time": 1795600000}, 100),
    ],
)
def test_a_reel_is_finished_as_the_guide_says(
    wire: Wire, page: client.PageClient, film: Path, told: dict[str, Any], code: int
) -> None:
    """State and moment must fit."""
    opened = page.start_reel()
    page.send_reel(opened.upload_url, film, 0)
    body = {"upload_phase": "finish", "video_id": opened.video_id, **told}
    assert wire.number("POST", f"/{wire.id}/video_reels", body)[0] == code


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/video-upload/v26.0/1",
        "https://rupload.facebook.com/video-upload/v26.0/1",
        "https://rupload.facebook.com.example.org/1",
        "ftp://127.0.0.1/1",
        "nonsense",
    ],
)
def test_a_rehearsal_sends_bytes_to_its_own_server_alone(
    page: client.PageClient, film: Path, url: str
) -> None:
    """Any other address is refused before anything is sent."""
    with pytest.raises(errors.Refused, match="graph-upload-url"):
        page.send_reel(url, film, 0)


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://rupload.facebook.com/video-upload/v26.0/1", True),
        ("https://rupload.facebook.com:443/1", True),
        ("https://upload.xx.fbcdn.net/1", True),
        ("http://rupload.facebook.com/1", False),
        ("https://rupload.facebook.com:8443/1", False),
        ("https://rupload.facebook.com@example.org/1", False),
        ("https://x@rupload.facebook.com/1", False),
        ("https://notfacebook.com/1", False),
        ("https://facebook.com.example.org/1", False),
    ],
)
def test_a_real_page_sends_bytes_to_facebook_alone(url: str, good: bool) -> None:
    """Https on facebook.com or fbcdn.net, on its own port, with no other name before it."""
    door = stubbed("https://graph.facebook.com")._door
    if good:
        assert door._trusted(url).startswith("https://")
    else:
        with pytest.raises(errors.Refused):
            door._trusted(url)


def test_a_reel_is_sent_raw_with_its_headers(tmp_path: Path) -> None:
    """`Authorization: OAuth`, `offset`, `file_size`, and exactly the rest of the file."""
    stub, path = Stub(), tmp_path / "film.mp4"
    path.write_bytes(b"0123456789")
    stub.answers({"success": True})
    one = stubbed(stub.url)
    one.send_reel(f"{stub.url}/video-upload/v26.0/9", path, 4)
    one.send_reel(f"{stub.url}/video-upload/v26.0/9", path, 10)
    ((method, where, headers, body),) = stub.seen
    assert (method, where, body) == ("POST", "/video-upload/v26.0/9", b"456789")
    assert (headers["Authorization"], headers["offset"], headers["file_size"]) == (
        f"OAuth {TOKEN}",
        "4",
        "10",
    )
    one.close()
    stub.server.shutdown()
    stub.server.server_close()


# photos


def test_a_photo_keeps_its_alternative_text(page: client.PageClient, photo: Path) -> None:
    """Read back with its size and a served source."""
    state = page.read_photo(page.create_photo(photo, alt="Een bakker — é"))
    assert (state.alt, state.width, state.height) == ("Een bakker — é", 40, 30)
    with urllib.request.urlopen(str(state.source)) as answer:
        assert (answer.headers["Content-Type"], answer.read()) == ("image/png", photo.read_bytes())


def test_a_post_shows_one_or_several_photos(page: client.PageClient, photo: Path) -> None:
    """Hidden photos become part of a post, in their order."""
    for number in (1, 3):
        photos = tuple(page.create_photo(photo, alt=f"{n}") for n in range(number))
        made = page.create_post(message="", link=None, photos=photos)
        page.reveal_post(made)
        assert page.read_post(made).photos == photos


def test_photos_may_be_named_as_a_list(wire: Wire, page: client.PageClient, photo: Path) -> None:
    """`attached_media` as JSON, as other libraries send it."""
    media = [{"media_fbid": page.create_photo(photo, alt=None)}]
    made = wire("POST", f"/{wire.id}/feed", {"attached_media": media, "fields": "id,permalink_url"})
    assert page.read_post(made["id"]).photos == (media[0]["media_fbid"],)
    assert "/posts/" in made["permalink_url"]


def test_a_published_photo_is_a_post(wire: Wire, page: client.PageClient, photo: Path) -> None:
    """The feed has it with its caption."""
    made = page.create_photo(photo, alt="a", published=True)
    (post,) = page.posts(limit=9)
    assert (post.published, post.photos) == (True, (made,))


def test_an_unused_photo_goes_after_a_day(page: client.PageClient, photo: Path, clock: Clock) -> None:
    """By the Page's clock; one that a post uses stays."""
    unused, used = page.create_photo(photo, alt=None), page.create_photo(photo, alt=None)
    page.create_post(message="x", link=None, photos=(used,))
    clock.on(hours=24, seconds=1)
    page.read_photo(used)
    with pytest.raises(errors.Absent):
        page.read_photo(unused)


def test_a_post_takes_its_photos_along(page: client.PageClient, photo: Path, tmp_path: Path) -> None:
    """Nothing is left on disk."""
    page.delete(page.create_post(message="x", link=None, photos=(page.create_photo(photo, alt=None),)))
    assert list((tmp_path / "rehearsal/pictures").iterdir()) == []


@pytest.mark.parametrize(
    "data", [b"no picture at all", b"\x89PNG\r\n\x1a\n", b"GIF89a", png() + b"\0" * 10 * 1024**2]
)
def test_only_real_pictures_up_to_10_mb_are_photos(
    page: client.PageClient, tmp_path: Path, data: bytes
) -> None:
    """The rest is refused as bad content."""
    (tmp_path / "x.png").write_bytes(data)
    with pytest.raises(errors.BadContent, match="graph-photo"):
        page.create_photo(tmp_path / "x.png", alt=None)


def test_a_missing_or_empty_file_is_told_before_anything_is_sent(
    page: client.PageClient, tmp_path: Path
) -> None:
    """Bad content, with the reason."""
    (tmp_path / "empty.png").touch()
    for name in ("none.png", "empty.png"):
        with pytest.raises(errors.BadContent, match="graph-file-unreadable"):
            page.create_photo(tmp_path / name, alt=None)


def test_a_photo_in_a_scheduled_post_must_be_temporary(
    page: client.PageClient, photo: Path, clock: Clock
) -> None:
    """As the Page Photos reference says; then the post becomes public by itself."""
    soon = clock() + timedelta(hours=1)
    with pytest.raises(errors.Refused):
        page.create_post(
            message="x", link=None, photos=(page.create_photo(photo, alt=None),), scheduled_at=soon
        )
    lasting = page.create_photo(photo, alt=None, temporary=True)
    made = page.create_post(message="x", link=None, photos=(lasting,), scheduled_at=soon)
    assert page.read_post(made).scheduled_at == soon
    clock.on(hours=1)
    assert page.read_post(made).published


def test_a_scheduled_post_with_photos_needs_its_content_type(
    wire: Wire, page: client.PageClient, photo: Path, clock: Clock
) -> None:
    """Without `unpublished_content_type` it stays a draft."""
    media = [{"media_fbid": page.create_photo(photo, alt=None, temporary=True)}]
    due = int(clock().timestamp()) + 3600
    body = {"attached_media": media, "published": False, "scheduled_publish_time": due}
    made = wire("POST", f"/{wire.id}/feed", body)["id"]
    clock.on(hours=2)
    assert not page.read_post(made).published


def drawn(kind: str, width: int, height: int) -> bytes:
    """Draw a black picture of this kind."""
    made = BytesIO()
    Image.new("1" if kind == "PNG" else "RGB", (width, height)).save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (png(7, 9), ("png", 7, 9)),
        (drawn("GIF", 5, 6), ("gif", 5, 6)),
        (drawn("JPEG", 32, 16), ("jpeg", 32, 16)),
        (drawn("WEBP", 16, 32), ("webp", 16, 32)),
        (drawn("MPO", 16, 32), ("jpeg", 16, 32)),
        (drawn("BMP", 16, 32), None),
        (lambda: drawn("PNG", 10_000, 9_500), ("png", 10_000, 9_500)),
        (b"\xff\xd8\xff\xe0\x00\x04", None),
        (b"\xff\xd8\xff\xe0\x00\x00" * 9, None),
        (b"", None),
    ],
)
def test_pictures_are_known_by_their_bytes(data: bytes | Callable[[], bytes], seen: object) -> None:
    """Kind and size as people see them, of a phone's pair of pictures and of very many pixels too; the rest is none."""
    assert photos.kind_and_size(data if isinstance(data, bytes) else data()) == seen


# comments


def test_a_comment_is_made_listed_and_removed(page: client.PageClient) -> None:
    """On a public post, newest first."""
    post = shown(page)
    made = [page.comment(post, message=text) for text in ("één", "twee")]
    assert [(one.id, one.message) for one in page.comments(post)] == [(made[1], "twee"), (made[0], "één")]
    page.delete(made[0])
    assert [one.id for one in page.comments(post)] == [made[1]]


def test_a_comment_on_a_film_is_one_on_its_post(page: client.PageClient, film: Path, clock: Clock) -> None:
    """Both ids lead to it."""
    made = video(page, film)
    clock.on(seconds=1)
    page.reveal_video(made)
    written = page.comment(made, message="x")
    assert [one.id for one in page.comments(str(page.read_video(made).post_id))] == [written]


def test_nobody_comments_on_what_nobody_sees(page: client.PageClient) -> None:
    """Refused for certain, and the post is unharmed."""
    with pytest.raises(errors.Refused, match="graph-comment"):
        page.comment(page.create_post(message="x", link=None), message="y")


@pytest.mark.parametrize(("text", "good"), [("x" * 8000, True), ("x" * 8001, False), (" ", False)])
def test_a_comment_has_1_to_8000_characters(page: client.PageClient, text: str, good: bool) -> None:
    """More, or nothing, is refused."""
    post = shown(page)
    if good:
        assert page.comment(post, message=text)
    else:
        with pytest.raises(errors.Refused):
            page.comment(post, message=text)


def test_comments_are_counted_and_ordered_on_request(wire: Wire, page: client.PageClient) -> None:
    """`summary` and `order`, as the reference has them."""
    post = shown(page)
    for text in "abc":
        page.comment(post, message=text)
    found = wire("GET", f"/{post}/comments?summary=true&limit=2&fields=message")
    assert [one["message"] for one in found["data"]] == ["a", "b"]
    assert found["summary"]["total_count"] == 3
    assert wire.number("GET", f"/{post}/comments?order=best") == (100, None)
    assert wire.number("GET", f"/{post}/comments?filter=best") == (100, None)


# captions and covers


def test_subtitles_are_added_listed_and_replaced(
    page: client.PageClient, film: Path, subtitles: Path
) -> None:
    """A second file for a locale is 482 until the first is dropped."""
    made = video(page, film)
    page.upload_captions(made, subtitles, locale="nl_NL", default=True)
    page.upload_captions(made, subtitles, locale="fr_FR")
    assert page.captions(made) == ["nl_NL", "fr_FR"]
    with pytest.raises(errors.Refused, match="graph-captions-there"):
        page.upload_captions(made, subtitles, locale="nl_NL")
    page.delete_captions(made, locales=("nl_NL",))
    page.upload_captions(made, subtitles, locale="nl_NL")
    assert page.captions(made) == ["fr_FR", "nl_NL"]


def test_a_locale_must_be_one(page: client.PageClient, subtitles: Path) -> None:
    """Told before anything is sent."""
    with pytest.raises(errors.BadContent, match="graph-captions-name"):
        page.upload_captions("1", subtitles, locale="nl")


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("x.srt", SRT, 386),
        ("x.nl.srt", SRT, 386),
        ("x.nl_nl.srt", SRT, 386),
        ("x.nl_NL.vtt", SRT, 385),
        ("x.nl_NL.srt", "no subtitles", 385),
        ("x.nl_NL.srt", "", 387),
        ("x.nl_NL.srt", SRT * 9000, 387),
    ],
)
def test_captions_that_facebook_would_refuse_are_refused(
    wire: Wire, page: client.PageClient, film: Path, name: str, text: str, code: int
) -> None:
    """By name, by format, by size."""
    body = f'--b\r\nContent-Disposition: form-data; name="captions_file"; filename="{name}"\r\n\r\n{text}\r\n--b--\r\n'
    kind = "multipart/form-data; boundary=b"
    assert wire.number("POST", f"/{video(page, film)}/captions", body.encode(), Content_Type=kind)[0] == code


def test_a_cover_is_preferred_and_listed(
    wire: Wire, page: client.PageClient, film: Path, photo: Path
) -> None:
    """The newest preferred one is the film's picture."""
    made = video(page, film)
    page.set_thumbnail(made, photo)
    page.set_thumbnail(made, photo)
    found = wire("GET", f"/{made}/thumbnails")["data"]
    assert [one["is_preferred"] for one in found] == [False, True]
    assert wire("GET", f"/{made}?fields=picture")["picture"] == found[1]["uri"]
    wire("POST", f"/{made}", {"preferred_thumbnail_id": found[0]["id"]})
    assert wire("GET", f"/{made}?fields=picture")["picture"] == found[0]["uri"]


def form(fields: dict[str, str], name: str, data: bytes) -> bytes:
    """Write a multipart body with the boundary `b`."""
    head = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in fields.items()
    )
    part = f'--b\r\nContent-Disposition: form-data; name="{name}"; filename="x"\r\n\r\n'
    return (head + part).encode() + data + b"\r\n--b--\r\n"


def test_a_cover_may_come_with_the_finish(wire: Wire, page: client.PageClient, film: Path) -> None:
    """`thumb` is the film's and the reel's preferred cover at once."""
    opened, short = page.start_video(size=SIZE), page.start_reel()
    page.transfer(opened.session_id, film, start=0, end=SIZE)
    page.send_reel(short.upload_url, film, 0)
    fields = {"upload_phase": "finish", "upload_session_id": opened.session_id, "published": "false"}
    reel_fields = {"upload_phase": "finish", "video_id": short.video_id, "video_state": "DRAFT"}
    for edge, told in (("videos", fields), ("video_reels", reel_fields)):
        body, kind = form(told, "thumb", png()), "multipart/form-data; boundary=b"
        assert wire("POST", f"/{wire.id}/{edge}", body, Content_Type=kind) == {"success": True}
    for each in (opened.video_id, short.video_id):
        assert [one["is_preferred"] for one in wire("GET", f"/{each}/thumbnails")["data"]] == [True]


def test_a_photo_without_a_story_is_no_post(wire: Wire, page: client.PageClient) -> None:
    """`no_story`: public, and not in the feed."""
    body = form({"published": "true", "no_story": "true"}, "source", png())
    made = wire("POST", f"/{wire.id}/photos", body, Content_Type="multipart/form-data; boundary=b")
    assert set(made) == {"id"}
    assert page.posts(limit=5) == []


# edits, schedules, lists


def test_live_things_can_be_reworded(page: client.PageClient, film: Path, clock: Clock) -> None:
    """Posts, films and reels keep their id and stay public."""
    post, made, short = shown(page), video(page, film), reel(page, film, published=True)
    clock.on(seconds=1)
    page.reveal_video(made)
    page.edit_post(post, message="Beter")
    page.edit_video(made, description="Ook beter", title="Titel")
    page.edit_video(short, description="Kort")
    assert (page.read_post(post).message, page.read_post(post).published) == ("Beter", True)
    assert page.videos(limit=1)[0].description == "Ook beter"
    assert page.reels(limit=1)[0].description == "Kort"


def test_schedules_are_set_moved_and_met(page: client.PageClient, film: Path, clock: Clock) -> None:
    """Hidden until the Page's clock says so; moving is repeatable."""
    first, later = clock() + timedelta(hours=1), clock() + timedelta(hours=2)
    post = page.create_post(message="x", link=None, scheduled_at=first)
    made, short = video(page, film), reel(page, film, scheduled_at=first)
    page.schedule(made, at=first)
    for each in (post, made, short):
        page.schedule(each, at=later)
    assert page.read_video(short).publishing == "scheduled"
    assert page.read_video(made).scheduled_at == later
    clock.on(hours=1)
    assert not any(
        (page.read_post(post).published, page.read_video(made).published, page.read_video(short).published)
    )
    clock.on(hours=1)
    assert all(
        (page.read_post(post).published, page.read_video(made).published, page.read_video(short).published)
    )
    with pytest.raises(errors.Refused):
        page.schedule(post, at=clock() + timedelta(hours=1))


def test_unscheduling_deletes(page: client.PageClient, clock: Clock) -> None:
    """Graph knows no way back to a draft."""
    post = page.create_post(message="x", link=None, scheduled_at=clock() + timedelta(hours=1))
    page.delete(post)
    with pytest.raises(errors.Absent):
        page.read_post(post)


@pytest.mark.parametrize(("kind", "days"), [("post", 75), ("video", 183), ("reel", 29)])
def test_each_surface_has_its_window(
    page: client.PageClient, film: Path, clock: Clock, kind: str, days: int
) -> None:
    """Ten minutes to 75 days, six months or 29 days; one second more is refused."""
    make = {
        "post": lambda: page.create_post(message="x", link=None),
        "video": lambda: video(page, film),
        "reel": lambda: reel(page, film),
    }
    made = make[kind]()
    for ahead in (timedelta(seconds=599), timedelta(days=days, seconds=1)):
        with pytest.raises(errors.Refused):
            page.schedule(made, at=clock() + ahead)
    for ahead in (timedelta(seconds=600), timedelta(days=days)):
        page.schedule(made, at=clock() + ahead)


def test_a_film_is_found_by_its_mark(page: client.PageClient, film: Path) -> None:
    """The list of films tells our own sign, for hidden ones too."""
    first, second = video(page, film, mark="p7"), video(page, film, mark="p8")
    assert [(one.id, one.mark) for one in page.videos(limit=9)] == [(second, "p8"), (first, "p7")]


# memory and faults


@pytest.mark.slow
def test_a_reel_keeps_memory_flat_on_both_sides(tmp_path: Path) -> None:
    """150 MB go up in one request, and neither client nor Page holds them."""
    with (tmp_path / "film.mp4").open("wb") as file:
        file.truncate(150 * 1024 * 1024)
    code = f"""
        import resource
        from pathlib import Path
        from campaign.cli.app import utc_now
        from schedules.facebook import client as graph
        from schedules.rehearsal import server
        with server.start(Path({str(tmp_path / "r")!r}), port=0, clock=utc_now) as served:
            address = graph.PageAddress(page_id=served.page_id, graph_url=served.graph_url, graph_version="v26.0")
            page = graph.PageClient(address, served.access_token)
            opened = page.start_reel()
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            page.send_reel(opened.upload_url, Path({str(tmp_path / "film.mp4")!r}), 0)
            print(page.read_video(opened.video_id).bytes_received)
            print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024 < 24)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == (f"{150 * 1024 * 1024}\nTrue\n", "")


def test_a_lost_answer_leaves_the_reel_public(
    wire: Wire, page: client.PageClient, clock: Clock, film: Path
) -> None:
    """Unknown to the caller, and the state tells."""
    opened = page.start_reel()
    page.send_reel(opened.upload_url, film, 0)
    wire("POST", "/_rehearsal/faults", {"edge": "reel-finish", "effect": "lost"})
    with pytest.raises(errors.Unknown):
        page.finish_reel(opened.video_id, description="", published=True)
    clock.on(seconds=1)
    assert page.read_video(opened.video_id).publishing == "published"


def test_an_upload_goes_on_after_a_restart_of_the_page(tmp_path: Path, clock: Clock, film: Path) -> None:
    """What arrived is on disk, and counted there."""
    folder = tmp_path / "again"
    with server.start(folder, clock=clock) as served:
        address = answers.PageAddress(
            page_id=served.page_id, graph_url=served.graph_url, graph_version="v26.0"
        )
        page = client.PageClient(address, served.access_token)
        opened = page.start_reel()
        Wire(served)("POST", "/_rehearsal/faults", {"edge": "reel-bytes", "effect": "cut", "bytes": 9000})
        with pytest.raises(errors.Unknown):
            page.send_reel(opened.upload_url, film, 0)
        page.close()
    with server.start(folder, clock=clock):
        assert page.read_video(opened.video_id).bytes_received == 9000
        page.send_reel(opened.upload_url, film, 9000)
        page.finish_reel(opened.video_id, description="")
        page.close()


# usage


def test_usage_is_read_from_each_answer(wire: Wire, page: client.PageClient) -> None:
    """The Page sends what it is told to; before any answer nothing is known."""
    assert page.usage is None
    page.page()
    assert page.usage == answers.Usage(percent=0, regain_s=0)
    wire("POST", "/_rehearsal/settings", {"usage_percent": 83, "regain_min": 4})
    page.page()
    assert page.usage == answers.Usage(percent=83, regain_s=240)


@pytest.mark.parametrize(
    ("headers", "usage"),
    [
        ({}, None),
        ({"X-App-Usage": "broken"}, None),
        ({"X-App-Usage": "[1]"}, None),
        ({"X-App-Usage": '{"call_count": "x", "new_key": 99}'}, None),
        ({"X-App-Usage": '{"call_count": 28, "total_time": 25.5, "total_cputime": 3}'}, (28, 0)),
        ({"X-Page-Usage": '{"call_count": 1}', "X-App-Usage": '{"total_time": 60.2}'}, (61, 0)),
        (
            {"X-Business-Use-Case-Usage": '{"1": [{"call_count": 7}, 3], "2": {}, "3": [{"total_time": 9}]}'},
            (9, 0),
        ),
        (
            {
                "X-Business-Use-Case-Usage": json.dumps(
                    {"1": [{"call_count": 100, "estimated_time_to_regain_access": 7}, {"total_time": 1}]}
                )
            },
            (100, 420),
        ),
    ],
)
def test_usage_headers_are_read_defensively(headers: dict[str, str], usage: tuple[int, int] | None) -> None:
    """Absent, malformed and new parts are passed over."""
    found = read_usage(headers)
    assert (found and (found.percent, found.regain_s)) == usage
