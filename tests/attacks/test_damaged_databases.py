"""T14: a damaged database is found by doctor and at the start of the service, and told as one wherever it is read."""

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schedules.database import engine
from tests import attacked_campaign
from tests.attacked_campaign import Attacked

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

Run = Callable[..., Result]
READERS = (
    ("status",), ("post", "list"), ("post", "show", "1"), ("log",), ("check",), ("testimony", "list"),
    ("consent", "list"), ("overdue",), ("plan", "show"), ("doctor",),
)  # fmt: skip


@pytest.fixture
def own(tmp_path: Path, campaign: Run) -> Attacked:
    """A campaign that is no copy, so that its service may begin."""
    attacked_campaign.found(tmp_path)
    return Attacked(folder=tmp_path / "c", outside=tmp_path / "outside", run=campaign)


def page_of(folder: Path, table: str) -> tuple[int, int]:
    """Where a table's first page lies in the file, and how long a page is."""
    with closing(sqlite3.connect(folder / engine.FILE)) as books:
        size = books.execute("PRAGMA page_size").fetchone()[0]
        page = books.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    return (page - 1) * size, size


def overwrite(folder: Path, at: int, data: bytes) -> None:
    """Change bytes of the database's file."""
    with (folder / engine.FILE).open("r+b") as file:
        file.seek(at)
        file.write(data)


@pytest.mark.parametrize(
    "table", ["event", "post", "person", "consent", "ix_post_owed", "remote_object", "withdrawal"]
)
def test_zeroed_page_is_found(own: Attacked, table: str) -> None:
    """Whichever page of the file is zeroed, doctor says so, and the service does not begin; the true path is named."""
    at, size = page_of(own.folder, table)
    overwrite(own.folder, at, bytes(size))
    done = own.run("doctor", "--json", folder=own.folder)
    assert done.exit_code == 1
    bad = [one for one in json.loads(done.stdout) if not one["good"]]
    assert [str(own.folder / engine.FILE) in one["detail"] for one in bad] == [True]
    begun = own.run("run", "--until-idle", folder=own.folder)
    assert (begun.exit_code, str(own.folder / engine.FILE) in begun.stderr) == (2, True), begun.output
    assert "campaign restore" in begun.stderr
    own.refused("backup", own.outside / "b.zip", says=str(own.folder / engine.FILE))


ODD = {
    "no UTF-8": "UPDATE post SET caption = CAST(x'ff00fe' AS TEXT)",
    "no UTF-8 in a name": "UPDATE person SET name = CAST(x'c3' AS TEXT)",
    "no moment": "UPDATE post SET due_at = 'yesterday'",
    "a number for a moment": "UPDATE post SET added_at = 12",
    "bytes for a moment": "UPDATE post SET added_at = x'00'",
    "a moment beyond calendars": "UPDATE post SET due_at = '0001-01-01 00:00:00.000000'",
    "no JSON": "UPDATE post SET photos = '[{' WHERE number = 2",
    "other JSON": "UPDATE post SET photos = '{}' WHERE number = 2",
    "JSON of other things": "UPDATE testimony SET centre = '[]'",
    "no zone": "UPDATE post SET due_zone = 'Europe/Bruxelle'",
    "no format": "UPDATE post SET format = 'landscapf' WHERE number = 1",
    "no intent": "INSERT INTO remote_object VALUES (9, 1, 'video', 'intended', 'creatf', '2026-11-29 08:00:00.000000',"
    " NULL, NULL, 0, NULL, 'm', 0, 1, 'p', 'u', '[]', NULL, NULL)",
    "no film": "UPDATE post SET testimony_id = 77 WHERE number = 1",
    "a text for a number": "UPDATE testimony SET film_ms = 'long'",
    "no day": "UPDATE consent SET signed_on = '2026-13-77'",
    "a reason without words": "UPDATE post SET state = 'held', reason = '[]'",
    "other parameters": "INSERT INTO event VALUES (99, '2026-11-29 08:00:00.000000', 1, 'held', 'held', '[1]', 'x', NULL)",  # noqa: E501
}


@pytest.mark.parametrize("kind", ODD)
def test_impossible_value_is_told_as_damage(attacked: Attacked, kind: str) -> None:
    """A value that cannot be one ends no command in "something unforeseen"; doctor names its table."""
    attacked.sql("PRAGMA ignore_check_constraints=ON", ODD[kind])
    for words in READERS:
        done = attacked.run(*words, folder=attacked.folder)
        assert "unexpected error" not in done.output, (words, done.output)
        assert done.exit_code in (0, 1, 2, 3)
        assert "Traceback" not in done.output
        if done.exit_code == 2:
            assert len(done.stderr.strip().splitlines()) == 1
    assert attacked.run("doctor", folder=attacked.folder).exit_code in (1, 2)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty", b""),
        ("text", b"no database at all" * 500),
        ("header alone", b"SQLite format 3\x00"),
        ("cut", None),
    ],
)
def test_file_that_is_no_database(attacked: Attacked, name: str, data: bytes | None) -> None:
    """Emptied, overwritten or cut off, the database is named with its whole path, and what to do."""
    path = attacked.folder / engine.FILE
    path.write_bytes(path.read_bytes()[: 4096 * 3 + 100] if data is None else data)
    for words in (("status",), ("post", "list"), ("pause",)):
        said = attacked.refused(*words, says=str(path))
        assert "campaign restore" in said, name


def hurt(attacked: Attacked, whole: bytes, places: list[tuple[int, int]], page: int | None) -> None:
    """Write the database with some bits flipped, and perhaps a page zeroed."""
    data = bytearray(whole)
    for at, bit in places:
        data[at % len(data)] ^= 1 << bit
    if page is not None:
        start = 4096 * (page % (len(data) // 4096))
        data[start : start + 4096] = bytes(4096)
    (attacked.folder / engine.FILE).write_bytes(bytes(data))


PLACES = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 7)), min_size=1, max_size=12)


def in_rows(folder: Path, whole: bytes) -> list[int]:
    """The places of the file's bytes that belong to rows and indexes, zeros left out."""
    with closing(sqlite3.connect(folder / engine.FILE)) as books:
        size = books.execute("PRAGMA page_size").fetchone()[0]
        pages = {page for (page,) in books.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 1")}
    return [at for at, byte in enumerate(whole) if byte and at // size + 1 in pages]


def always_in_a_sentence(attacked: Attacked, whole: bytes, words: tuple[str, ...]) -> None:
    """Run a command on a hurt database: it ends in an answer or in one sentence."""
    done = attacked.run(*words, folder=attacked.folder)
    assert done.exit_code in (0, 1, 2, 3), (words, done.output)
    assert "unexpected error" not in done.output, (words, done.output)
    assert "Traceback" not in done.output, (words, done.output)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=PLACES, page=st.none() | st.integers(0, 400), words=st.sampled_from(READERS))
def test_any_flipped_bits_end_in_a_sentence(
    attacked: Attacked, founded: Path, places: list[tuple[int, int]], page: int | None, words: tuple[str, ...]
) -> None:
    """Whatever bits are flipped and whatever page is zeroed, a command ends in an answer or a sentence."""
    whole = (founded / "c" / engine.FILE).read_bytes()
    hurt(attacked, whole, places, page)
    always_in_a_sentence(attacked, whole, words)


@pytest.mark.parametrize("seed", range(1, 6))
def test_some_flipped_bits_end_in_a_sentence(attacked: Attacked, founded: Path, seed: int) -> None:
    """Bits flipped where rows are end every command in an answer or a sentence, and doctor in a finding or none."""
    whole, chance = (founded / "c" / engine.FILE).read_bytes(), random.Random(seed)
    places = in_rows(founded / "c", whole)
    for words in READERS[:-1]:
        flips = [(chance.choice(places), chance.randrange(8)) for _ in range(chance.choice((1, 2, 5)))]
        hurt(attacked, whole, flips, None)
        always_in_a_sentence(attacked, whole, words)
