"""What was found finished is told again while nothing has changed; whatever changes, it is looked into."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from media import rights
from schedules.errors import DatabaseBusy
from schedules.rendering import film_notes, standing_answers
from schedules.rendering.standing_answers import Answer, Asked, Film
from tests import film_bytes

NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=12)
ASKED = Asked(wanted=("bakery",), languages=(), formats=("landscape",), world=("0.2.0", "CAMPAIGN_FFMPEG=x"))
FILE = Path("renders/.standing")
FILES = {
    "campaign.toml": b'name = "Campaign"\n',
    "campaign.home": b"{}",
    "campaign.db": b"SQLite format 3\0 and pages",
    "brand/brand.toml": b"schema = 1\n",
    "brand/logos/one.png": b"logo",
    "consent/0001.pdf": b"signed",
    "films/0001.mp4": b"a film that was given",
    "films/0001.nl.srt": b"1\n00:00:00,100 --> 00:00:01,900\nZeven broden\n",
    "renders/abc.mp4": b"a film that was finished",
}
FILM = Film(
    testimony="bakery",
    language="nl",
    format="landscape",
    source="films/0001.mp4",
    source_sha256=sha256(FILES["films/0001.mp4"]).hexdigest(),
    path="renders/abc.mp4",
    sha256=sha256(FILES["renders/abc.mp4"]).hexdigest(),
    width=1920,
    height=1080,
    duration_ms=2000,
)


def looked() -> Answer:
    """What a look finds."""
    return Answer(films=(FILM,), since=NOON, until=LATER)


def found(folder: Path, asked: Asked = ASKED, now: datetime = NOON) -> tuple[Film, ...] | None:
    """The films of the answer that stands."""
    return standing_answers.find(folder, asked, now=now)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A campaign's folder, as far as an answer hangs on it, with a note of the marks of both films."""
    home = tmp_path / "campaign"
    for name, content in FILES.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(content)
    kept = ((home / FILM.source, FILM.source_sha256), (home / FILM.path, FILM.sha256))
    film_notes.note(home / FILM.path, "0" * 64, kept)
    return home


@pytest.fixture
def answered(folder: Path) -> Path:
    """A campaign's folder in which an answer stands."""
    standing_answers.keep(folder, ASKED, (FILM,), looked)
    assert (folder / FILE).exists()
    return folder


Change = Callable[[Path], object]


def written(name: str, content: bytes = b"another") -> Change:
    """Write a file of the campaign."""

    def change(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)

    return change


def gone(name: str) -> Change:
    """Remove a file of the campaign."""
    return lambda folder: (folder / name).unlink()


def altered(name: str) -> Change:
    """Turn one bit of a file, in its place, and put its times back: the size is the same, too."""

    def change(folder: Path) -> None:
        film_bytes.alter(folder / name)

    return change


def linked(name: str) -> Change:
    """Move a file or a folder out of the campaign, and put a link in its place."""

    def change(folder: Path) -> None:
        elsewhere = folder.parent / "elsewhere"
        (folder / name).replace(elsewhere)
        (folder / name).symlink_to(elsewhere, target_is_directory=elsewhere.is_dir())

    return change


def said(old: bytes, new: bytes) -> Change:
    """Have the answer itself say something else."""
    return lambda folder: (folder / FILE).write_bytes((folder / FILE).read_bytes().replace(old, new))


def grown(folder: Path) -> None:
    """Let the database grow beyond what is read each time."""
    with (folder / "campaign.db").open("r+b") as file:
        file.truncate(65 * 1024**2)


CHANGES: dict[str, Change] = {
    **{f"{name} altered": altered(name) for name in FILES if name != "campaign.home"},
    **{f"{name} gone": gone(name) for name in FILES},
    "log of the database": written("campaign.db-wal"),
    "journal of the database": written("campaign.db-journal"),
    "large database": grown,
    "logo added": written("brand/logos/two.png"),
    "form added": written("consent/0002.pdf"),
    "words beside": written("films/0001.nl.words.json", b"[]"),
    "no note": gone("renders/abc.inputs"),
    "odd note": written("renders/abc.inputs", b"\xff" * 2000),
    "another note": written("renders/abc.inputs", b"1" * 64),
    "a killed render": written("renders/.abc.part"),
    "a killed preview": written("renders/preview/.abc.part"),
    "copies that are left": lambda folder: (folder / ".copies").mkdir(),
    "form a link": linked("consent/0001.pdf"),
    "film a link": linked("films/0001.mp4"),
    "finished film a link": linked("renders/abc.mp4"),
    "folder a link": linked("films"),
    "renders a link": linked("renders"),
    "another folder a link": lambda folder: (folder / "pictures").symlink_to(folder.parent),
    "no answer": gone("renders/.standing"),
    "empty answer": written("renders/.standing", b""),
    "another text": written("renders/.standing", b"[1, 2"),
    "another document": written("renders/.standing", b"[]"),
    "brackets": written("renders/.standing", b"[" * 100_000),
    "a shorter film": said(b"2000", b"1000"),
    "another film": said(b"renders/abc.mp4", b"../../abc.mp4"),
    "another kind": said(b"2000", b'"long"'),
    "a day of no zone": said(b"+00:00", b""),
    "a later end": said(b'"until": "2026', b'"until": "20x6'),
    "answer a link": linked("renders/.standing"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_is_looked_into(answered: Path, what: str) -> None:
    """Nothing is told where anything changed that an answer hangs on, or of an answer that is damaged."""
    CHANGES[what](answered)
    assert found(answered) is None


def test_only_the_same_question_is_answered(answered: Path) -> None:
    """Other films, languages or formats, another version or variable: each is another question."""
    for other in (
        replace(ASKED, wanted=()),
        replace(ASKED, languages=("nl",)),
        replace(ASKED, formats=()),
        replace(ASKED, world=("0.2.1", "CAMPAIGN_FFMPEG=x")),
        replace(ASKED, world=("0.2.0", "CAMPAIGN_FFMPEG=y")),
    ):
        assert found(answered, other) is None


def test_an_answer_has_its_time(answered: Path) -> None:
    """It is told from its look until the moment given with it: no later day, and no clock that was put back."""
    second = timedelta(seconds=1)
    assert found(answered, now=LATER - second) == (FILM,)
    assert found(answered, now=LATER) is None
    assert found(answered, now=NOON - second) is None


def test_a_copy_has_no_answer(answered: Path) -> None:
    """A copied folder is another campaign's, or none; one that was moved is looked into as well."""
    shutil.copytree(answered, answered.with_name("copy"))
    assert found(answered.with_name("copy")) is None
    answered.rename(answered.with_name("moved"))
    assert found(answered.with_name("moved")) is None


def test_what_changes_meanwhile_is_not_kept(answered: Path) -> None:
    """An answer that something changed under while it was found is none, and the one of before goes."""

    def changing() -> Answer:
        (answered / "campaign.db").write_bytes(b"another process wrote")
        return looked()

    standing_answers.keep(answered, ASKED, (FILM,), changing)
    assert not (answered / FILE).exists()


def busy() -> Answer:
    """A look that cannot be had."""
    raise DatabaseBusy("database-busy", path="campaign.db", why="locked")


@pytest.mark.parametrize(
    "look",
    [lambda: None, busy, lambda: replace(looked(), films=()), lambda: replace(looked(), films=(FILM, FILM))],
)
def test_what_may_not_be_told_again_is_not_kept(answered: Path, look: Callable[[], Answer | None]) -> None:
    """A look that finds more to say, other films, or nothing leaves no answer, and is no error."""
    standing_answers.keep(answered, ASKED, (FILM,), look)
    assert not (answered / FILE).exists()


@pytest.mark.skipif(not rights.HAS_MODES, reason="this system has no such rights")
def test_an_answer_is_its_owners_alone(answered: Path) -> None:
    """Nobody else may read it; a campaign that a group shares has none."""
    assert (answered / FILE).stat().st_mode & 0o777 == 0o600
    answered.chmod(0o2770)
    standing_answers.keep(answered, ASKED, (FILM,), looked)
    assert not (answered / FILE).exists()


@pytest.mark.skipif(not rights.HAS_MODES, reason="links are for administrators there")
def test_a_link_is_replaced_and_not_followed(folder: Path) -> None:
    """A link that somebody put in the answer's place goes; what it names stays as it is."""
    other = folder.parent / "precious"
    other.write_bytes(b"precious")
    (folder / FILE).symlink_to(other)
    standing_answers.keep(folder, ASKED, (FILM,), looked)
    assert found(folder) == (FILM,)
    assert not (folder / FILE).is_symlink()
    assert other.read_bytes() == b"precious"


def test_an_answer_is_forgotten(answered: Path) -> None:
    """Forgotten, it is gone; twice is no error, and in a folder behind a link nothing is removed."""
    standing_answers.forget(answered)
    assert not (answered / FILE).exists()
    standing_answers.forget(answered)
    linked("renders")(answered)
    (answered / FILE).write_bytes(b"somebody's own")
    standing_answers.forget(answered)
    assert (answered / FILE).exists()
