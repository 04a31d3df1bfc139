"""A file holds one recording, or says that it holds more: nothing behind the first is lost without a word."""

from pathlib import Path

import pytest

from media.errors import BadInput
from media.sources import probe, recordings
from tests import changing_films, small_films

BARE = ("-map", "0", "-c", "copy")
CONTAINERS: dict[str, tuple[object, ...]] = {
    "mp4": BARE,
    "front.mp4": (*BARE, "-movflags", "+faststart"),
    "fragments.mp4": (*BARE, "-movflags", "frag_keyframe+empty_moov"),
    "mov": BARE,
    "mkv": BARE,
    "webm": ("-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus"),
    "live.webm": ("-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus", "-live", "1"),
    "avi": ("-c:v", "mpeg4", "-c:a", "mp3"),
    "flv": BARE,
    "wmv": ("-c:v", "wmv2", "-c:a", "wmav2", "-f", "asf"),
    "ogv": ("-c:v", "libtheora", "-c:a", "libvorbis"),
}


TELLING = (".mp4", ".mov", ".mkv", ".avi")  # where they end
EVERYDAY = ("mp4", "live.webm")
EACH = [pytest.param(one, marks=() if one in EVERYDAY else pytest.mark.slow) for one in CONTAINERS]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One second of test picture and tone."""
    return small_films.film(tmp_path_factory.mktemp("films") / "film.mp4")


@pytest.mark.parametrize("container", EACH)
def test_two_recordings_in_one_file(film: Path, tmp_path: Path, container: str) -> None:
    """Two recordings joined byte by byte are refused, and the length of each is said."""
    part = tmp_path / f"part.{container}"
    small_films.ffmpeg("-i", film, *CONTAINERS[container], part)
    assert recordings.beginnings(part) == [0]
    whole = changing_films.chained(tmp_path / f"whole.{container}", part, part)
    assert recordings.beginnings(whole) == [0, part.stat().st_size]
    with pytest.raises(BadInput, match="film-joined") as refused:
        probe.probe(whole)
    first, second = str(refused.value.params["lengths"]).split(" + ")
    assert first == second
    assert first.startswith(("0:00:00.9", "0:00:01.0"))


@pytest.mark.timeout(20)
def test_a_thousand_beginnings(film: Path, tmp_path: Path) -> None:
    """A file that looks like a thousand recordings is refused in no time; of the first ones the length is told."""
    false = b"\x00\x00\x00\x18ftypisom" + bytes(12)
    whole = tmp_path / "whole.mp4"
    whole.write_bytes(film.read_bytes() + false * 2000)
    with pytest.raises(BadInput, match="film-joined") as refused:
        probe.probe(whole)
    assert refused.value.params["count"] == 2001
    assert str(refused.value.params["lengths"]).count(" + ") == 5


@pytest.mark.slow
@pytest.mark.timeout(60)
@pytest.mark.parametrize("part", [b"JUNK\0\0\0\0", b"OggS\0\2", b"\0\0\0\x08free", b"\xec\x80" * 4], ids=repr)
def test_parts_without_number(tmp_path: Path, part: bytes) -> None:
    """However many parts a file has, they are looked through in no time."""
    begin = {b"J": b"RIFF\0\0\0\0AVI ", b"O": b"", b"\0": b"", b"\xec": b"\x1aE\xdf\xa3\x80"}[part[:1]]
    film = tmp_path / "film"
    film.write_bytes(begin + part * ((150 << 20) // len(part)))
    assert recordings.beginnings(film)[0] == 0
    recordings.is_cut_off(film)


@pytest.mark.slow
def test_two_kinds_in_one_file(film: Path, tmp_path: Path) -> None:
    """Recordings of whatever kinds are found in one file, a stream behind another file too."""
    kinds = {**CONTAINERS, "ts": BARE, "mpg": ("-c:v", "mpeg2video", "-c:a", "mp2", "-f", "vob")}
    parts = [tmp_path / f"part.{kind}" for kind in kinds]
    for part, words in zip(parts, kinds.values(), strict=True):
        small_films.ffmpeg("-i", film, *words, part)
    for first in parts[:-2]:
        for second in parts:
            whole = changing_films.chained(tmp_path / "whole", first, second)
            if first.suffix != ".ogv" and (first.suffix in TELLING or second.suffix not in (".ts", ".mpg")):
                found = recordings.beginnings(whole)
                assert found == [0, first.stat().st_size], (first.name, second.name)


@pytest.mark.parametrize("suffix", [".ts", ".mpg"])
def test_streams_are_made_to_be_joined(tmp_path: Path, suffix: str) -> None:
    """Transport and programme streams that were joined are read to their end."""
    parts = [changing_films.stretch(tmp_path / f"{at}{suffix}", seconds=1 + at) for at in (0, 1)]
    film = probe.probe(changing_films.chained(tmp_path / f"film{suffix}", *parts))
    assert film.duration_ms == pytest.approx(3000, abs=60)


def test_clocks_that_jump(tmp_path: Path) -> None:
    """Clips from one recorder, an hour apart, last as long as both, whatever the clock makes of it."""
    first = changing_films.stretch(tmp_path / "a.ts", "-output_ts_offset", 100)
    second = changing_films.stretch(tmp_path / "b.ts", "-output_ts_offset", 5000)
    film = probe.probe(changing_films.chained(tmp_path / "film.ts", first, second))
    assert film.duration_ms == pytest.approx(2000, abs=60)
    assert film.promised_ms is None


def test_something_behind_a_film(film: Path, tmp_path: Path) -> None:
    """What a camera writes behind a film is no recording."""
    (tmp_path / "film.mp4").write_bytes(film.read_bytes() + b"\0\0\0\x10sefd" + b"\0" * 8)
    assert probe.probe(tmp_path / "film.mp4").duration_ms == 1000


@pytest.mark.parametrize("container", EACH)
def test_a_film_without_its_end(film: Path, tmp_path: Path, container: str) -> None:
    """A file that was cut is known to be, by its headers or by its packets; or it is as long as what is there."""
    part, cut = tmp_path / f"part.{container}", tmp_path / f"cut.{container}"
    small_films.ffmpeg("-stream_loop", 4, "-i", film, *CONTAINERS[container], part)
    cut.write_bytes(part.read_bytes()[: part.stat().st_size // 2])
    assert said(cut) in ("film-cut-off", "film-ends-early", "film-breaks-off", "up to its end")


def said(cut: Path) -> str:
    """With which code a film is refused; that it ends where its file does, where it is taken."""
    try:
        found = probe.probe(cut)
    except BadInput as refused:
        return refused.code
    return "up to its end" if found.duration_ms < 3500 and found.promised_ms is None else "something else"
