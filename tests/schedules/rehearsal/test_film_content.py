"""The rehearsal Page judges films and photos by what they hold, as Facebook does, and shows none that is spoilt."""

import json
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from schedules.rehearsal import server
from tests import film_bytes, small_films
from tests.page_view import set_at
from tests.queue_campaign import Clock
from tests.raw_graph import Wire
from tests.schedules.facebook.test_page_calls import png

UPRIGHT = "540x960"


@pytest.fixture
def served(tmp_path: Path, clock: Clock) -> Iterator[server.Served]:
    """Serve a new Page that needs no time to process."""
    with server.start(tmp_path / "rehearsal", port=0, clock=clock) as one:
        set_at(one, processing_s=0)
        yield one


def form(fields: dict[str, Any], name: str, data: bytes) -> tuple[bytes, str]:
    """Write a multipart body with one file."""
    head = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields.items()
    )
    file = f'--b\r\nContent-Disposition: form-data; name="{name}"; filename="film.mp4"\r\n\r\n'.encode()
    return head.encode() + file + data + b"\r\n--b--\r\n", "multipart/form-data; boundary=b"


def sent(wire: Wire, data: bytes, **words: Any) -> str:
    """Upload a film in one chunk and finish it; return its id."""
    opened = wire("POST", "/me/videos", {"upload_phase": "start", "file_size": len(data)})
    fields = {"upload_phase": "transfer", "upload_session_id": opened["upload_session_id"], "start_offset": 0}
    body, kind = form(fields, "video_file_chunk", data)
    assert wire("POST", "/me/videos", body, Content_Type=kind)["start_offset"] == str(len(data))
    finish = {"upload_phase": "finish", "upload_session_id": opened["upload_session_id"]}
    assert wire("POST", "/me/videos", finish | words) == {"success": True}
    return str(opened["video_id"])


def raw(wire: Wire, url: str, data: bytes) -> Any:
    """Send a reel's bytes to the address that Graph gave for them."""
    headers = {
        "Authorization": f"OAuth {wire.served.access_token}",
        "offset": "0",
        "file_size": str(len(data)),
    }
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=data, headers=headers)) as answer:
            return json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return json.loads(refused.read())


def sent_reel(wire: Wire, data: bytes, **words: Any) -> str:
    """Upload a reel and finish it; return its id."""
    opened = wire("POST", "/me/video_reels", {"upload_phase": "start"})
    assert raw(wire, opened["upload_url"], data) == {"success": True}
    said = {"upload_phase": "finish", "video_id": opened["video_id"], "video_state": "PUBLISHED"}
    assert wire("POST", "/me/video_reels", said | words)["success"]
    return str(opened["video_id"])


def state(wire: Wire, key: str) -> tuple[str, bool, list[int]]:
    """Return a film's status, whether people see it, and what Facebook says is wrong."""
    told = wire("GET", f"/{key}?fields=status,published")
    wrong = told["status"]["processing_phase"].get("errors", [])
    return told["status"]["video_status"], told["published"], [one["code"] for one in wrong]


FILM = film_bytes.REEL
SPOILT = {
    "text": b"Once upon a time. " * 200,
    "page": b"<!doctype html><video src=x>" * 100,
    "zeros": bytes(5000),
    "noise": bytes((n * 7919 + n // 256) % 256 for n in range(5000)),
    "picture": png(300, 300) + bytes(2000),
    "jpeg": b"\xff\xd8\xff\xe0" + bytes(3000),
    "playlist": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n" + b"#\n" * 900,
    "concat": b"ffconcat version 1.0\nfile /etc/passwd\n" + b"# \n" * 900,
    "head": FILM[:40] + bytes(3000),
    "zip": b"PK\x03\x04" + bytes(3000),
    "half": FILM[: len(FILM) // 2],
    "end": FILM[:-700],
    "index": FILM[:1200] + b"x" * 1500,
    "riff": b"RIFF\x00\x10\x00\x00AVI LIST" + bytes(3000),
    "matroska": b"\x1aE\xdf\xa3\x9fB\x86\x81\x01" + bytes(3000),
}


@pytest.mark.parametrize("name", sorted(SPOILT))
def test_what_is_no_film_ends_in_an_error_and_is_never_shown(
    wire: Wire, served: server.Served, clock: Clock, name: str
) -> None:
    """Whatever it is called: taken, then `error`, hidden; revealing it is refused, and its day changes nothing."""
    key = sent(wire, SPOILT[name], description="Kijk")
    assert state(wire, key)[:2] == ("error", False)
    assert wire.number("POST", f"/{key}", {"published": True}) == (100, None)
    soon = int((clock() + timedelta(hours=1)).timestamp())
    wire("POST", f"/{key}", {"published": False, "scheduled_publish_time": soon})
    planned = sent(wire, SPOILT[name], published=False, scheduled_publish_time=soon)
    clock.on(seconds=7200)
    assert [state(wire, one)[1] for one in (key, planned)] == [False, False]
    assert wire("GET", "/me/published_posts") == {"data": []}


@pytest.mark.parametrize("name", ["text", "half", "picture"])
def test_a_film_in_one_call_and_a_reel_are_judged_too(wire: Wire, name: str) -> None:
    """The other doors for films."""
    body, kind = form({"description": "Kijk"}, "source", SPOILT[name])
    assert state(wire, wire("POST", "/me/videos", body, Content_Type=kind)["id"])[:2] == ("error", False)
    reel = sent_reel(wire, SPOILT[name])
    assert state(wire, reel)[:2] == ("error", False)
    again = {"upload_phase": "finish", "video_id": reel, "video_state": "PUBLISHED"}
    wire("POST", "/me/video_reels", again)
    assert state(wire, reel)[:2] == ("error", False)


def test_sound_alone_is_no_film(wire: Wire, tmp_path: Path) -> None:
    """An mp4 that holds no picture."""
    path = tmp_path / "x.mp4"
    small_films.ffmpeg("-f", "lavfi", "-i", "sine=duration=3", "-c:a", "aac", f"file:{path}")
    assert state(wire, sent(wire, path.read_bytes())) == ("error", False, [1363031])


@pytest.mark.parametrize("size", [0, 1, 1023])
def test_a_film_of_nearly_no_bytes_is_refused_at_once(wire: Wire, size: int) -> None:
    """382/1363022, before anything is sent; as a reel when its bytes come."""
    assert wire.number("POST", "/me/videos", {"upload_phase": "start", "file_size": size}) == (382, 1363022)
    opened = wire("POST", "/me/video_reels", {"upload_phase": "start"})
    assert raw(wire, opened["upload_url"], b"x" * size)["error"]["error_subcode"] == 1363022


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mp4", "mov", "mkv", "webm", "avi", "ts"])
def test_a_film_is_one_in_whatever_container(wire: Wire, tmp_path: Path, name: str) -> None:
    """Facebook takes them by what they hold."""
    path = tmp_path / f"x.{name}"
    codec = ("-c:v", "libvpx", "-deadline", "realtime") if name == "webm" else ()
    small_films.film(path, *codec, sound=None)
    assert state(wire, sent(wire, path.read_bytes())) == ("ready", True, [])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "seconds", "rate", "wrong"),
    [
        (UPRIGHT, 3, "24", []),
        (UPRIGHT, 3.2, "60", []),
        (UPRIGHT, 3, "24000/1001", []),
        ("1080x1920", 3, "25", []),
        ("960x540", 3, "25", [1363040]),
        ("540x540", 3, "25", [1363040]),
        ("540x900", 3, "25", [1363040]),
        ("360x640", 3, "25", [1363127]),
        (UPRIGHT, 2, "25", [1363128]),
        (UPRIGHT, 91, "24", [1363128]),
        (UPRIGHT, 4, "15", [1363129]),
        (UPRIGHT, 3, "120", [1363129]),
    ],
)
def test_a_reel_has_its_shape_length_and_rate(
    wire: Wire, served: server.Served, tmp_path: Path, size: str, seconds: float, rate: str, wrong: list[int]
) -> None:
    """9:16, 540 by 960 or more, 3 to 90 seconds, 24 to 60 pictures a second; as a video each is fine."""
    set_at(served, reel_shortest_s=3)
    path = small_films.film(
        tmp_path / "x.mp4",
        "-crf",
        "51",
        size=size,
        seconds=seconds,
        rate=rate,
        sound=None,
        picture="color=c=black",
    )
    data = path.read_bytes()
    assert state(wire, sent_reel(wire, data)) == ("error" if wrong else "ready", not wrong, wrong)
    assert state(wire, sent(wire, data)) == ("ready", True, [])


def test_judging_can_be_left_out_for_mere_bytes(wire: Wire, served: server.Served) -> None:
    """For measurements of gigabytes that are no film: `judges_films` 0."""
    set_at(served, judges_films=0)
    assert state(wire, sent(wire, SPOILT["noise"])) == ("ready", True, [])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Once upon a time. " * 200,
        png()[:60],
        png() + b"",
        png()[:-30],
        b"GIF89a" + bytes(9),
        b"%!PS-Adobe-3.0 EPSF",
    ],
)
def test_a_photo_is_judged_by_its_bytes(wire: Wire, data: bytes) -> None:
    """No text, no half picture, no PostScript; whatever it is called."""
    body, kind = form({"caption": "Kijk"}, "source", data)
    answer = wire("POST", "/me/photos", body, Content_Type=kind)
    if data == png():
        assert answer["post_id"]
    else:
        assert (answer["error"]["code"], answer["error"]["error_subcode"]) == (100, 1366046)
