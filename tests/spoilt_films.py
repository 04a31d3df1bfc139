"""Films spoilt on purpose: their boxes found, their claims changed, their bytes flipped, always alike for a seed."""

import random
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import small_films

H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "5", "-c:a", "aac")
CONTAINERS: dict[str, tuple[str, ...]] = {
    "behind.mp4": H264,
    "front.mp4": (*H264, "-movflags", "+faststart"),
    "fragments.mp4": (*H264, "-movflags", "frag_keyframe+empty_moov"),
    "phone.mov": ("-c:v", "mpeg4", "-c:a", "pcm_s16le"),
    "film.mkv": H264,
    "film.webm": ("-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus"),
    "film.avi": ("-c:v", "mpeg4", "-c:a", "mp3"),
    "film.ts": H264,
}
HOURS_8 = 8 * 3600
_PARENTS = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"moof", b"traf", b"mvex")
_ABSURD = (0, 1, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 10**9, 3)


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box of an MP4 file: its kind, and where its size field stands."""

    kind: bytes
    at: int
    size: int


def bases(folder: Path) -> dict[str, bytes]:
    """The content of a film of 0.6 s in each container."""
    made = {}
    for name, words in CONTAINERS.items():
        tone = ("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=0.6")
        picture = ("-f", "lavfi", "-i", "testsrc2=size=128x72:rate=25:duration=0.6")
        small_films.ffmpeg(*picture, *tone, *words, folder / name)
        made[name] = (folder / name).read_bytes()
    return made


def boxes(raw: bytes | bytearray, begin: int = 0, end: int | None = None) -> Iterator[Box]:
    """All boxes of an MP4 file, those inside others too."""
    end = len(raw) if end is None else end
    while begin + 8 <= end:
        size, kind = struct.unpack_from(">I4s", raw, begin)
        if size < 8 or begin + size > end:
            return
        yield Box(kind=kind, at=begin, size=size)
        if kind in _PARENTS:
            yield from boxes(raw, begin + 8, begin + size)
        begin += size


def put(raw: bytearray, kind: bytes, offset: int, value: int, form: str = ">I") -> None:
    """Write a number into every box of a kind, so many bytes after its beginning."""
    for box in list(boxes(raw)):
        if box.kind == kind and offset + struct.calcsize(form) <= box.size:
            struct.pack_into(form, raw, box.at + offset, value)


def lasting(content: bytes, seconds: int) -> bytes:
    """An MP4 film whose headers claim another length: those of film, tracks and media, the edit lists left out."""
    raw = bytearray(content)
    for track in [box for box in boxes(raw) if box.kind == b"mdia"]:
        (scale,) = struct.unpack_from(">I", raw, raw.index(b"mdhd", track.at) + 16)
        struct.pack_into(">I", raw, raw.index(b"mdhd", track.at) + 20, min(seconds * scale, 2**32 - 1))
    put(raw, b"mvhd", 24, seconds * 1000)
    put(raw, b"tkhd", 28, seconds * 1000)
    for box in [box for box in boxes(raw) if box.kind == b"edts"]:
        raw[box.at + 4 : box.at + 8] = b"free"
    return bytes(raw)


def matroska(content: bytes, element: bytes, value: bytes) -> bytes:
    """A Matroska film with another value, just as long, where an element (ID and size byte) first stands."""
    at = content.index(element) + len(element)
    return content[:at] + value + content[at + len(value) :]


def _flipped(raw: bytearray, chance: random.Random, begin: int, end: int) -> None:
    for _ in range(chance.randint(1, 12)):
        if begin < end:
            raw[chance.randrange(begin, end)] ^= 1 << chance.randrange(8)


def _header(raw: bytearray, chance: random.Random) -> None:
    _flipped(raw, chance, 0, min(len(raw), 1024))


def _index(raw: bytearray, chance: random.Random) -> None:
    """Flip bytes of the index where there is one, else anywhere."""
    found = [box for box in boxes(raw) if box.kind in (b"moov", b"moof")]
    box = chance.choice(found) if found else Box(kind=b"", at=0, size=len(raw))
    _flipped(raw, chance, box.at, box.at + box.size)


def _anywhere(raw: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 5)):
        _flipped(raw, chance, 0, len(raw))


def _truncated(raw: bytearray, chance: random.Random) -> None:
    del raw[chance.randrange(len(raw)) :]


def _inserted(raw: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(raw))
    raw[at:at] = chance.choice([b"\0" * 5000, chance.randbytes(3000), b"\xff" * 300, bytes(raw[:2000])])


def _swapped(raw: bytearray, chance: random.Random) -> None:
    one, other = (chance.randrange(max(1, len(raw) - 2000)) for _ in range(2))
    first, second = raw[one : one + 2000], raw[other : other + 2000]
    raw[one : one + 2000], raw[other : other + 2000] = second, first


def _sizes(raw: bytearray, chance: random.Random) -> None:
    """Boxes of absurd sizes; in other containers, absurd numbers near the beginning."""
    places = [box.at for box in boxes(raw)] or list(range(0, min(len(raw), 600) - 4, 2))
    for at in chance.sample(places, min(len(places), 2)):
        struct.pack_into(">I", raw, at, chance.choice(_ABSURD))


def _claims(raw: bytearray, chance: random.Random) -> None:
    """Absurd times, counts and measures in the fields that carry them."""
    if raw[4:8] == b"ftyp":
        _claims_of_boxes(raw, chance)
    elif raw[:4] == b"RIFF":
        at = raw.find(chance.choice([b"avih", b"strh", b"strf"])) + 8
        struct.pack_into("<I", raw, at + 4 * chance.randrange(10), chance.choice(_ABSURD))
    elif raw[:4] == b"\x1aE\xdf\xa3":
        _claims_of_matroska(raw, chance)
    else:
        _sizes(raw, chance)


_FIELDS = [  # kind of box, offset, form
    (b"mvhd", 20, ">I"), (b"mvhd", 24, ">I"), (b"tkhd", 28, ">I"), (b"tkhd", 84, ">I"), (b"tkhd", 88, ">I"),
    (b"mdhd", 20, ">I"), (b"mdhd", 24, ">I"), (b"stts", 12, ">I"), (b"stts", 16, ">I"), (b"stts", 20, ">I"),
    (b"stsz", 12, ">I"), (b"stsz", 16, ">I"), (b"stsz", 20, ">I"), (b"elst", 12, ">I"), (b"elst", 16, ">I"),
    (b"elst", 20, ">I"), (b"elst", 24, ">I"), (b"stsc", 12, ">I"), (b"stsc", 20, ">I"), (b"stco", 12, ">I"),
    (b"stco", 16, ">I"), (b"ctts", 12, ">I"), (b"ctts", 20, ">I"), (b"stsd", 12, ">I"), (b"stsd", 48, ">H"),
    (b"stsd", 50, ">H"), (b"trun", 12, ">I"), (b"trun", 20, ">I"), (b"tfhd", 16, ">I"), (b"tfdt", 12, ">Q"),
    (b"trex", 16, ">I"), (b"trex", 20, ">I"),
]  # fmt: skip


def _claims_of_boxes(raw: bytearray, chance: random.Random) -> None:
    if chance.random() < 0.2:
        raw[:] = lasting(bytes(raw), HOURS_8)
    there = {box.kind for box in boxes(raw)}
    fields = [one for one in _FIELDS if one[0] in there]
    for kind, offset, form in chance.sample(fields, min(len(fields), 2)):
        value = chance.choice(_ABSURD) & (256 ** struct.calcsize(form) - 1)
        put(raw, kind, offset, value, form)
    if chance.random() < 0.3 and (at := raw.find(b"avcC")) > 0:
        _flipped(raw, chance, at + 12, at + 30)  # the measures of the picture


_ELEMENTS = (b"\x44\x89\x88", b"\xb0\x81", b"\xb0\x82", b"\xba\x81", b"\x2a\xd7\xb1\x83", b"\x23\xe3\x83\x84")


def _claims_of_matroska(raw: bytearray, chance: random.Random) -> None:
    for element in chance.sample(_ELEMENTS, 3):
        if element in raw:
            length = element[-1] & 0x0F
            value = struct.pack(">d", 8 * 3.6e6) if length == 8 else chance.randbytes(length)
            raw[:] = matroska(bytes(raw), element, value)


SPOILERS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _header, _index, _anywhere, _truncated, _inserted, _swapped, _sizes, _claims, _claims
)  # fmt: skip


def spoilt(content: bytes, number: int, chance: random.Random) -> bytes:
    """A film with something done to it: by its number each way in turn, some also in a second way."""
    raw = bytearray(content)
    SPOILERS[number % len(SPOILERS)](raw, chance)
    if raw and chance.random() < 0.25:
        chance.choice(SPOILERS)(raw, chance)
    return bytes(raw)


def edited(content: bytes, times: int) -> bytes:
    """An MP4 film whose first edit list shows it so many times, one after the other."""
    raw = bytearray(content)
    old = next(box for box in boxes(raw) if box.kind == b"elst")
    entries = struct.pack(">IiI", 600, 1024, 1 << 16) * times
    new = struct.pack(">I4sII", 16 + len(entries), b"elst", 0, times) + entries
    for box in list(boxes(raw)):
        if box.at < old.at < box.at + box.size:
            struct.pack_into(">I", raw, box.at, box.size + len(new) - old.size)
    raw[old.at : old.at + old.size] = new
    return bytes(raw)


def counting(content: bytes, count: int, size: int) -> bytes:
    """An MP4 film that claims so many samples of so many bytes, each lasting a tick."""
    raw = bytearray(content)
    for kind, offset, value in (
        (b"stsz", 12, size), (b"stsz", 16, count), (b"stts", 12, 1), (b"stts", 16, count), (b"stts", 20, 1),
        (b"stsc", 20, count),
    ):  # fmt: skip
        put(raw, kind, offset, value)
    return bytes(raw)
