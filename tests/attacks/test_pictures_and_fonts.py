"""T7: every picture and font goes through a guarded door; nothing else reaches a decoder, however it is called."""

import io
import os
import shutil
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import Result
from PIL import Image, features

from media import pictures
from media.brand import kit
from media.errors import BadInput
from media.lettering import drawing_faults, fonts
from media.pictures import NotAPicture
from media.render import drawing
from media.sources import photos
from media.timeline.scene import Box, Element, Text
from schedules.rehearsal.edges.photos import kind_and_size
from tests.paths import EXAMPLE, REPOSITORY

pytestmark = pytest.mark.slow

FONT = fonts.FONTS / "SourceSans3-SemiBold.ttf"
LOGO = "logos/mey-awards-light.png"
EPS = b"""%!PS-Adobe-3.0 EPSF-3.0
%%BoundingBox: 0 0 10 10
%%EndComments
showpage
"""
MEMORY_MB, SECONDS = 300, 4
COST = """
import re, sys, time
from pathlib import Path
from media.brand import kit
from media.errors import BadInput
began = time.process_time()
try:
    kit.load(Path(sys.argv[1]))
except BadInput as refused:
    highest = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]
    print(refused.code, int(highest) // 1024, time.process_time() - began)
"""


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, rows: bytes = b"", *more: bytes) -> bytes:
    """A PNG that promises a size, one bit a pixel, with as many rows as are given, and clear where it is black."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head), chunk(b"tRNS", b"\0\0"), *more, chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + chunk(b"IEND", b"")


def zeros(many: int) -> bytes:
    """As many zeros, compressed."""
    return zlib.compress(b"\0" * many, 9)


def webp(width: int, height: int) -> bytes:
    """A WebP whose canvas is as large as it says, around a picture of one pixel."""
    made = io.BytesIO()
    Image.new("RGBA", (1, 1)).save(made, "WEBP", lossless=True)
    inner = made.getvalue()[12:]
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + b"\x10\0\0\0" + sides + inner
    return b"RIFF" + struct.pack("<I", len(body)) + body


def saved(kind: str) -> bytes:
    """A picture of a kind that Pillow reads and writes."""
    made = io.BytesIO()
    Image.new("RGB", (16, 16)).convert({"MSP": "1", "XBM": "1", "BLP": "P"}.get(kind, "RGB")).save(made, kind)
    return made.getvalue()


WHOLE = (EXAMPLE / "brand" / LOGO).read_bytes()
BOMBS: dict[str, Callable[[], bytes]] = {
    "pixels of a whole PNG": lambda: png(13_000, 13_000, b"\0" * (13_000 // 8 + 2) * 13_000),
    "pixels that only the head has": lambda: png(60_000, 60_000),
    "the most that 31 bits hold": lambda: png(2**31 - 1, 2**31 - 1),
    "a strip": lambda: png(2**30, 1),
    "canvas of a WebP": lambda: webp(16_383, 16_383),
    "text of 100 MB": lambda: png(8, 8, b"\0\xff" * 8, chunk(b"zTXt", b"a\0\0" + zeros(100_000_000))),
    "profile of 100 MB": lambda: png(8, 8, b"\0\xff" * 8, chunk(b"iCCP", b"a\0\0" + zeros(100_000_000))),
}
OTHERS = [
    "BMP",
    "GIF",
    "TIFF",
    "PPM",
    "TGA",
    "ICO",
    "ICNS",
    "DDS",
    "SGI",
    "PCX",
    "MSP",
    "XBM",
    "SPIDER",
    "BLP",
    "DIB",
]
OTHERS += ["JPEG2000"] * bool(features.check("jpg_2000")) + ["AVIF"] * bool(features.check("avif"))
FOREIGN = {
    "PSD": b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, 16, 16, 8, 3) + bytes(14),
    "FITS": b"SIMPLE  =                    T".ljust(80) + b"BITPIX  =                    8".ljust(80) + b"END",
    "EPS": EPS,
    "EPS behind a DOS head": struct.pack("<IIIIIIIH", 0xC6D3D0C5, 30, len(EPS), 0, 0, 0, 0, 0xFFFF) + EPS,
    "a page of HTML": b"<html><svg onload=alert(1)>",
    "nothing": b"",
    "half a PNG": png(8, 8, b"\0\xff" * 8)[:40],
    "the first bytes of a WebP": b"RIFF\x10\0\0\0WEBPVP8X",
    "a PNG cut off": WHOLE[:600],
    "a PNG with other bytes": bytes(one ^ (n % 97 == 50) for n, one in enumerate(WHOLE)),
}  # fmt: skip


@pytest.fixture
def brand(tmp_path: Path) -> Path:
    """A copy of the example's brand folder."""
    return Path(shutil.copytree(EXAMPLE / "brand", tmp_path / "brand"))


@pytest.mark.parametrize("kind", [*OTHERS, *FOREIGN])
def test_no_other_format_is_decoded_as_a_logo(
    kind: str, brand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture of another format, or none, is refused by its bytes, whatever it is called; no decoder is tried."""
    Image.init()
    tried: list[str] = []
    for name, (factory, accept) in list(Image.OPEN.items()):
        if name not in ("PNG", "JPEG", "MPO", "WEBP"):
            told = lambda *words, name=name, factory=factory: tried.append(name) or factory(*words)  # noqa: E731
            monkeypatch.setitem(Image.OPEN, name, (told, accept))
    (brand / LOGO).write_bytes(FOREIGN[kind] if kind in FOREIGN else saved(kind))
    with pytest.raises(BadInput, match="brand-not-a-picture"):
        kit.load(brand)
    assert tried == []


@pytest.mark.skipif(os.name == "nt", reason="the stranger's program is a shell script")
def test_no_postscript_is_run(brand: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An EPS that is called .png starts no Ghostscript."""
    for name in ("gs", "gsc"):
        (tmp_path / name).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
        (tmp_path / name).chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    (brand / LOGO).write_bytes(EPS)
    with pytest.raises(BadInput):
        kit.load(brand)
    assert not (tmp_path / "ran").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by /proc")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_costs_nothing(bomb: str, brand: Path) -> None:
    """A small file that promises gigabytes is refused before anything of the sort is asked for."""
    assert (brand / LOGO).write_bytes(BOMBS[bomb]()) < 700_000
    done = subprocess.run(
        [sys.executable, "-c", COST, brand], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    code, memory, seconds = done.stdout.split()
    assert (code, int(memory) < MEMORY_MB, float(seconds) < SECONDS) == ("brand-not-a-picture", True, True)


@pytest.mark.parametrize("bomb", [one for one in BOMBS if "100 MB" not in one])
def test_a_bomb_is_no_photo(bomb: str, tmp_path: Path) -> None:
    """The same bombs are refused as photos, as a photo's small copy, and where only their size is asked."""
    path = tmp_path / "photo.png"
    path.write_bytes(BOMBS[bomb]())
    with pytest.raises(BadInput, match=r"photo-(large|broken)"):
        photos.read(path, most_bytes=10_000_000)
    with pytest.raises(BadInput, match=r"photo-(large|broken)"):
        photos.shrunk(path, 400)
    with pytest.raises(NotAPicture):
        photos.size(path)


@pytest.mark.alone
def test_scans_without_end_are_refused(tmp_path: Path) -> None:
    """A JPEG of thousands of tiny scans, each of which would go over all its pixels again, is not decoded."""
    made = io.BytesIO()
    Image.new("RGB", (64, 64)).save(made, "JPEG", progressive=True)
    data = made.getvalue()
    last = data.rindex(b"\xff\xda")
    began = time.monotonic()
    with pytest.raises(NotAPicture, match="more than 100 scans"):
        pictures.opened(data[:-2] + data[last:-2] * 2000 + data[-2:])
    assert time.monotonic() - began < 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders")
def exif(tag: int, kind: int, count: int, value: bytes) -> bytes:
    """A picture's notes with one entry, which may be anything; behind it, that the picture lies on its side."""
    rows = struct.pack(">HHL4s", tag, kind, count, value), struct.pack(">HHLHH", 0x0112, 3, 1, 6, 0)
    return b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">H", 2) + b"".join(rows) + bytes(4)


NOTES = {
    "a text beyond the end": exif(0x010E, 2, 65_280, b"\0\0\1\0"),
    "numbers where a text belongs": exif(0x010E, 1, 4, b"abcd"),
    "a text where a fraction belongs": exif(0x011A, 2, 4, b"abc\0"),
    "a text where a number belongs": exif(0x0100, 2, 4, b"abc\0"),
    "a part that begins nowhere": exif(0x8769, 4, 1, b"\xff\0\0\0"),
    "a part that begins where it is told of": exif(0x8769, 4, 1, b"\0\0\0\x08"),
    "three values where one belongs": exif(0x0112, 1, 3, b"\3\2\1\0"),
    "an unknown kind of value": exif(0x0112, 127, 1, b"\0\6\0\0"),
    "half a table": exif(0x010E, 2, 4, b"abc\0")[:20],
}


@pytest.mark.parametrize("notes", NOTES)
@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_odd_notes_in_a_picture_disturb_nobody(notes: str, suffix: str, tmp_path: Path) -> None:
    """What a camera or a stranger noted wrongly in a picture is passed over: no warning, no accident, at any door."""
    path = tmp_path / f"photo.{suffix}"
    Image.new("RGB", (32, 24), "teal").save(path, exif=NOTES[notes])
    known = photos.size(path)
    taken = photos.read(path, most_bytes=10**6)
    small = pictures.opened(photos.shrunk(path, 16))
    assert known in ((32, 24), (24, 32))
    assert known == (taken.width, taken.height)
    assert small.size == ((16, 12) if known == (32, 24) else (12, 16))
    kind_and_size(path.read_bytes())


def test_no_pipe_is_waited_for(brand: Path) -> None:
    """A pipe or device in the place of a picture or font is refused at once."""
    for name, refused in ((LOGO, pictures.opened), ("font.ttf", drawing_faults.missing)):
        (brand / name).unlink(missing_ok=True)
        os.mkfifo(brand / name)
        words = (brand / name,) if refused is pictures.opened else (brand / name, "a")
        with pytest.raises((OSError, BadInput)):
            refused(*words)
    with pytest.raises(NotAPicture):
        pictures.opened(Path("/dev/zero"))


def test_a_refused_logo_is_said_in_one_line(campaign: Callable[..., Result], tmp_path: Path) -> None:
    """The command ends with 2 and names file, key and what to give instead."""
    assert campaign("init", tmp_path / "here").exit_code == 0
    (tmp_path / "here/brand" / LOGO).write_bytes(EPS)
    done = campaign("brand", "preview", tmp_path / "sheet.png", folder=tmp_path / "here")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "logo.campaign.light names" in done.stderr
    assert "Give a PNG or WebP file of at most 16 million pixels." in done.stderr


def table_of(data: bytes, tag: bytes) -> int:
    """Where the row of a table stands in a font's directory."""
    return next(at for at in range(12, 12 + 16 * data[5], 16) if data[at : at + 4] == tag)


def with_cmap(cmap: bytes) -> bytes:
    """The shipped font with another table of characters, appended."""
    data = bytearray(FONT.read_bytes())
    struct.pack_into(">LL", data, table_of(data, b"cmap") + 8, len(data), len(cmap))
    return bytes(data) + cmap


def cmap(form: bytes, platform: int = 3, encoding: int = 10) -> bytes:
    """A table of characters with one part."""
    return struct.pack(">HHHHL", 0, 1, platform, encoding, 12) + form


def ranges(count: int, form: int = 12) -> bytes:
    """A part that maps all of Unicode, as often as is said."""
    groups = struct.pack(">LLL", 0, 0x10FFFF, 0) * count
    return struct.pack(">HHLLL", form, 0, 16 + len(groups), 0, count) + groups


def segments(count: int) -> bytes:
    """A part of format 4 that maps all of its characters, as often as is said."""
    many = struct.pack(">H", 0xFFFF) * count
    none = bytes(2 * count)
    return struct.pack(">HHHHHHH", 4, 65535, 0, 2 * count, 0, 0, 0) + many + bytes(2) + none + none + none


def changed(at: int, form: str, *values: int) -> bytes:
    """The shipped font with some numbers changed."""
    data = bytearray(FONT.read_bytes())
    struct.pack_into(form, data, at, *values)
    return bytes(data)


DATA = FONT.read_bytes()
FONTS = {
    "a bitmap font (PCF)": b"\1fcp\1\0\0\0" + bytes(200),
    "a bitmap font (BDF)": b"STARTFONT 2.1\nFONT a\nSIZE 16 75 75\nFONTBOUNDINGBOX 16 16 0 0\n" + b"CHARS 1\n",
    "Type 1": b"%!PS-AdobeFont-1.0: A 1.0\n",
    "Type 1, packed": b"\x80\1\x20\0\0\0%!PS-AdobeFont-1.0: A",
    "Windows FNT": b"MZ" + bytes(200),
    "WOFF": b"wOFF\0\1\0\0" + bytes(200),
    "WOFF2": b"wOF2\0\1\0\0" + bytes(200),
    "a collection": b"ttcf\0\1\0\0\0\0\0\1" + bytes(200),
    "nothing": b"",
    "a picture": b"\x89PNG\r\n\x1a\n",
    "cut off": DATA[:20_000],
    "its head alone": DATA[:12],
    "tables without end": changed(4, ">H", 65_535),
    "a table beyond the end": changed(table_of(DATA, b"glyf") + 12, ">L", 2**31),
    "a table that begins beyond the end": changed(table_of(DATA, b"cmap") + 8, ">L", 2**32 - 1),
    "every table the whole file": bytes(DATA[:12]) + b"".join(
        DATA[at : at + 8] + struct.pack(">LL", 0, len(DATA)) for at in range(12, 12 + 16 * DATA[5], 16)
    ) + DATA[12 + 16 * DATA[5] :],
    "units of nothing": changed(struct.unpack_from(">L", DATA, table_of(DATA, b"head") + 8)[0] + 18, ">H", 0),
    "units of one": changed(struct.unpack_from(">L", DATA, table_of(DATA, b"head") + 8)[0] + 18, ">H", 1),
    "Unicode a thousand times": with_cmap(cmap(ranges(1000))),
    "Unicode a thousand times, one glyph": with_cmap(cmap(ranges(1000, form=13))),
    "more groups than bytes": with_cmap(cmap(struct.pack(">HHLLL", 12, 0, 16, 0, 2**32 - 1))),
    "65,536 characters 8,000 times": with_cmap(cmap(segments(8000), 3, 1)),
    "parts without end": with_cmap(struct.pack(">HH", 0, 65_535)),
    "no table of characters": changed(table_of(DATA, b"cmap"), ">4s", b"gone"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FONTS)
def test_a_font_that_is_none_is_refused(kind: str, tmp_path: Path) -> None:
    """What is no TrueType or OpenType font, damaged, or promises too much, is refused by each use, and fast."""
    path = tmp_path / "font.ttf"
    path.write_bytes(FONTS[kind])
    began = time.process_time()
    for use in (
        lambda: fonts.face(path, 40), lambda: drawing_faults.missing(path, "a"), lambda: fonts.width("a", path, 40),
    ):  # fmt: skip
        with pytest.raises(BadInput, match="font-unreadable"):
            use()
    assert time.process_time() - began < 1


def test_a_heavy_font_is_not_read(tmp_path: Path) -> None:
    """A file of many gigabytes is refused by its size."""
    path = tmp_path / "font.ttf"
    path.write_bytes(DATA)
    os.truncate(path, 20_000_000_000)
    with pytest.raises(BadInput, match="font-unreadable"):
        fonts.face(path, 40)


@pytest.mark.parametrize("line", ["Wij", "Ɛlɔ́kɔ́"])
def test_letters_as_large_as_a_house_are_not_drawn(line: str, tmp_path: Path) -> None:
    """A font whose letters reach far beyond their line is refused before a picture of that size is asked for."""
    path = tmp_path / "font.ttf"
    units = struct.unpack_from(">L", DATA, table_of(DATA, b"head") + 8)[0] + 18
    path.write_bytes(changed(units, ">H", 16))
    data = bytearray(path.read_bytes())
    place, length = struct.unpack_from(">LL", data, table_of(data, b"hmtx") + 8)
    data[place : place + length] = bytes(length)  # and yet none takes any room
    path.write_bytes(data)
    box = Box(x=0, y=0, width=200, height=60)
    text = Text(box=box, lines=(line,), font=path, size=60, line_height=60, colour="#ffffff", align="left")
    began = time.process_time()
    with pytest.raises(BadInput, match="font-unreadable"):
        drawing.drawn(Element(kind="title", box=box, shapes=(text,), start_ms=0, end_ms=1))
    assert time.process_time() - began < 1


def with_letters(outlines: bytes, only: int | None = None) -> bytes:
    """The shipped font with the bytes of every letter, or of where one begins, written over."""
    data = bytearray(DATA)
    place, length = struct.unpack_from(">LL", data, table_of(data, b"glyf" if only is None else b"loca") + 8)
    many = outlines * (length // len(outlines) + 1)
    data[place : place + length] = many[:length]
    return bytes(data)


LETTERS = {
    "outlines of nothing": with_letters(b"\xff"),
    "outlines without end": with_letters(struct.pack(">hhhhhHH", 1, 0, 0, 100, 100, 65_535, 0)),
    "letters made of letters": with_letters(
        struct.pack(">hhhhhHHH", -1, 0, 0, 100, 100, 0x20, 41, 0) + bytes(8)
    ),
    "letters of few points, far apart": with_letters(
        struct.pack(">hhhhhHHBBhh", 1, 0, 0, 9, 9, 1, 0, 1, 1, 32767, 1)
    ),
    "letters that begin anywhere": with_letters(b"\x80\xff\x01", only=0),
    "letters that begin nowhere": with_letters(b"\xff", only=0),
}


@pytest.mark.parametrize("kind", LETTERS)
def test_a_font_whose_letters_are_damaged_is_refused(kind: str, tmp_path: Path) -> None:
    """A font may be whole and its letters not, which shows as they are drawn: it is refused then, or draws little."""
    path = tmp_path / "font.ttf"
    path.write_bytes(LETTERS[kind])
    box = Box(x=0, y=0, width=200, height=60)
    text = Text(
        box=box, lines=("Wij H", "Ɛlɔ́kɔ́"), font=path, size=60, line_height=60, colour="#ffffff", align="left"
    )
    began = time.process_time()
    for use in (
        lambda: fonts.cap_height(path, 40),
        lambda: drawing_faults.faults(path, "Wij H Ɛlɔ́kɔ́"),
        lambda: drawing.drawn(Element(kind="title", box=box, shapes=(text,), start_ms=0, end_ms=1)),
    ):
        with suppress(BadInput):
            use()
    assert time.process_time() - began < 1


def test_every_shipped_font_and_logo_is_fine() -> None:
    """What comes with the program passes its own doors."""
    assert kit.load(EXAMPLE / "brand").font.is_file()
    assert [drawing_faults.missing(path, "Ça va ?") for path in sorted(fonts.FONTS.glob("*.ttf"))] == ["", ""]
