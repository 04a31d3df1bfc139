"""A hundred files made by spoiling what people bring: each is taken right or refused with a sentence, none hangs.

They are cut, joined, renamed, encoded anew, or lie in their headers; the same for the same seed.
"""

import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests import plan_campaign, small_films
from tests.paths import STREET

SEED = 14
FILMS, SUBTITLES, PLANS = 36, 36, 36
SECONDS = 60  # at most for a file, on a busy machine
SAID = ["--speaker", "Fatou", "--role", "entrepreneur", "--organisation", "microStart", "--language", "nl"]
SRT = "1\n00:00:00,600 --> 00:00:02,600\nEén café, graag.\n\n2\n00:00:03,000 --> 00:00:05,000\nDat is mijn bakkerij.\n"
VTT = "WEBVTT\n\n00:00.600 --> 00:02.600\nEén café\n\n00:03.000 --> 00:05.000\nDat is mijn bakkerij.\n"
TTML = (
    '<?xml version="1.0" encoding="UTF-8"?><tt xmlns="http://www.w3.org/ns/ttml" xml:lang="nl"><body><div>'
    '<p begin="0.6s" end="2.6s">Eén café</p><p begin="3s" end="5s">Dat is mijn bakkerij.</p></div></body></tt>'
)
PLAN = plan_campaign.csv(
    "2031-02-03;18:00;nl;Eén café;a",
    '2031-02-04;18:00;fr;"Ça va; merci";b',
    "2031-02-05;18:30;nl;Dag allemaal;c",
)
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-be", "cp1252", "cp1254", "cp1250", "cp850", "mac_roman", "utf-32")
Brought = dict[str, bytes]
Spoil = Callable[[random.Random, bytes, bytes], bytes]


def cut(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """The beginning of a file."""
    return content[: chance.randrange(len(content) // 4, max(2, len(content)))]


def begun_late(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """The end of a file."""
    return content[chance.randrange(1, max(2, len(content) // 2)) :]


def joined(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """Two files in one."""
    return content + other


def holed(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """A file of which a part is missing."""
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randrange(1, max(2, len(content) // 8)) :]


def flipped(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """A file in which some bytes are others."""
    raw = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def lying(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """A file with something else where its header stands."""
    raw = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        raw[chance.randrange(min(200, len(raw)))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF))
    return bytes(raw)


def coded(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """A text in another encoding; what is no text stays."""
    try:
        return content.decode().encode(chance.choice(ENCODINGS), errors="replace")
    except UnicodeDecodeError:
        return holed(chance, content, other)


def untouched(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """A file as it was, which will bear another's name."""
    return content


SPOILT: tuple[Spoil, ...] = (cut, begun_late, joined, holed, flipped, lying, coded, untouched)


def mutants(brought: Brought, count: int, endings: tuple[str, ...]) -> Iterator[tuple[str, str, bytes]]:
    """So many spoilt files: what was done to which, the ending of the new name, the content."""
    chance = random.Random(SEED)
    names = sorted(brought)
    for number in range(count):
        name, spoil = names[number % len(names)], SPOILT[number % len(SPOILT)]
        ending = chance.choice(endings) if spoil is untouched else name[name.index(".") :]
        content = spoil(chance, brought[name], brought[chance.choice(names)])
        yield f"{number} {spoil.__name__} {name}", ending, content


def given(folder: str, *endings: str) -> Brought:
    """The given files of a folder of the street, where they are."""
    found = (STREET / folder).glob("*") if (STREET / folder).is_dir() else ()
    return {path.name: path.read_bytes() for path in found if path.name.endswith(endings)}


def answered(done: Result, begun: float) -> str:
    """What was said; a traceback, an answer that never came and a refusal without a next step fail the test."""
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    assert time.monotonic() - begun < SECONDS
    assert done.exit_code in (0, 1, 2, 3), done.output
    assert "Traceback" not in done.output
    said = done.output.strip()
    if done.exit_code in (2, 3):
        assert said.splitlines()[-1].rstrip().endswith((".", "?", "`", ")")), said
    return said


@pytest.fixture
def home(campaign: Callable[..., Result], tmp_path: Path) -> Path:
    """A campaign in two languages."""
    campaign("init", tmp_path / "mey", "--language", "nl", "--language", "fr")
    return tmp_path / "mey"


@pytest.mark.slow
def test_films(campaign: Callable[..., Any], home: Path, tmp_path: Path) -> None:
    """Each spoilt film is added or refused in a sentence; one that is taken has a length, and nothing lies about."""
    sound = ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus")
    for name, words in (("a.mp4", ()), ("b.mkv", ()), ("c.webm", sound), ("d.ts", ()), ("e.mov", ())):
        small_films.film(tmp_path / name, *words, seconds=1)
    brought = {path.name: path.read_bytes() for path in tmp_path.glob("?.*")}
    brought |= given("films", ".mp4", ".webm", ".ts", ".avif")
    taken = 0
    for number, (done, ending, content) in enumerate(
        mutants(brought, FILMS, (".mp4", ".mov", ".avi", ".txt", ".jpg"))
    ):
        film = tmp_path / f"film{number}{ending}"
        film.write_bytes(content)
        begun = time.monotonic()
        added = campaign("testimony", "add", film, "--slug", f"film-{number}", *SAID, folder=home)
        said = answered(added, begun)
        assert added.exit_code in (0, 2), f"{done}: {said}"
        assert said, done
        taken += added.exit_code == 0
        assert film.read_bytes() == content, done
    listed = json.loads(campaign("testimony", "list", "--json", folder=home).stdout)
    assert len(listed) == taken
    assert len([path for path in (home / "films").iterdir() if path.is_file()]) == taken
    assert 0 < taken < FILMS


@pytest.mark.slow
def test_subtitles(campaign: Callable[..., Any], tmp_path: Path) -> None:
    """Each spoilt subtitle file is corrected, reported or refused; the original is kept beside what was corrected."""
    brought = {"a.nl.srt": SRT.encode(), "b.nl.vtt": VTT.encode(), "c.nl.ttml": TTML.encode()}
    brought |= given("films", ".srt", ".ttml")
    for number, (done, ending, content) in enumerate(
        mutants(brought, SUBTITLES, (".srt", ".nl.vtt", ".fr.ttml", ".ass"))
    ):
        file = tmp_path / f"sub{number}{ending}"
        file.write_bytes(content)
        begun = time.monotonic()
        checked = campaign("subtitles", "check", file, "--language", "nl", "--fix")
        said = answered(checked, begun)
        assert said or checked.exit_code == 0, done
        if file.read_bytes() != content:
            assert file.with_name(f"{file.name}.bak").read_bytes() == content, done
        else:
            assert not file.with_name(f"{file.name}.bak").exists(), done


@pytest.mark.slow
def test_plans(campaign: Callable[..., Any], home: Path, tmp_path: Path) -> None:
    """Each spoilt plan is shown as it would be imported, or refused; a dry run changes nothing."""
    rows = [
        ["Datum", "Uur", "Taal", "Tekst"],
        ["2031-02-03", "18:00", "nl", "Dag"],
        ["2031-02-04", "18:00", "fr", "Ça va"],
    ]
    brought = {"a.csv": PLAN, "b.xlsx": plan_campaign.xlsx(rows)} | given("plans", ".csv", ".xlsx")
    before = json.loads(campaign("post", "list", "--json", folder=home).stdout)
    for number, (done, ending, content) in enumerate(
        mutants(brought, PLANS, (".csv", ".xlsx", ".tsv", ".ods"))
    ):
        plan = tmp_path / f"plan{number}{ending}"
        plan.write_bytes(content)
        begun = time.monotonic()
        said = answered(campaign("plan", "import", plan, "--dry-run", folder=home), begun)
        assert said, done
    assert json.loads(campaign("post", "list", "--json", folder=home).stdout) == before


def test_two_workbooks_in_one_file(campaign: Callable[..., Any], home: Path, tmp_path: Path) -> None:
    """A workbook behind another is refused, for only the last of them would be read."""
    rows = [["Datum", "Uur", "Taal", "Tekst"], ["2031-02-03", "18:00", "nl", "Dag"]]
    book = plan_campaign.xlsx(rows)
    (tmp_path / "plan.xlsx").write_bytes(book + book)
    done = campaign("plan", "import", tmp_path / "plan.xlsx", "--dry-run", folder=home)
    assert done.exit_code == 2
    assert "plan.xlsx: it is damaged" in done.output


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.nl.srt", " bij de bank hier.\n\n2\n00:00:03,200 --> 00:00:05,000\nDat is goed zo.\n\n", 1),
        ("b.nl.vtt", "WEBVTT\n\nWe zien haar niet.\n\n00:03.000 --> 00:05.000\nDat is mijn bakkerij.\n", 3),
        ("c.nl.srt", "1\n\n2\n00:00:03,200 --> 00:00:05,000\nDat is goed zo.\n\n", None),
        (
            "d.nl.vtt",
            "WEBVTT\nKind: captions\n\nNOTE\nvan ons\n\nintro\n00:03.000 --> 00:05.000\nDat is mijn bakkerij.\n",
            None,
        ),
    ],
)
def test_words_before_all_times(
    campaign: Callable[..., Any], tmp_path: Path, name: str, text: str, line: int | None
) -> None:
    """Words in front of the first time, which nobody would see, are reported; numbers, notes and names are none."""
    (tmp_path / name).write_text(text)
    told = campaign("subtitles", "check", tmp_path / name).stdout
    assert (f"{name}:{line}: S02 error" in told) == (line is not None)
