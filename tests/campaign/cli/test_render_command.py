"""`campaign render`: previews, reasons, several films at once, and what becomes of one that cannot be made."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from campaign.cli.app import Desk
from campaign.messages import translate
from schedules.rendering import standing_answers
from tests import small_films
from tests.paths import REPOSITORY

pytestmark = pytest.mark.slow
SUBTITLES = "1\n00:00:00,200 --> 00:00:01,800\nHallo, ik ben Ayşe.\n"
NOON = datetime(2030, 5, 6, 10, 0, tzinfo=UTC)  # 12:00 in Brussels


Say = Callable[..., Result]


def new_campaign(campaign: Say, room: Path) -> Say:
    """Make a campaign whose kit has no cards; what is returned runs a command in it."""
    assert campaign("init", room / "mey").exit_code == 0
    kit = room / "mey" / "brand" / "brand.toml"
    text = kit.read_text(encoding="utf-8")
    kit.write_text(
        text.replace("seconds = 2.5", "seconds = 0").replace("seconds = 3.5", "seconds = 0"), "utf-8"
    )
    (room / "form.pdf").write_text("signed", encoding="utf-8")
    return lambda *words: campaign(*words, folder=room / "mey")


def register(say: Say, room: Path, slug: str, seconds: float = 2) -> None:
    """Register a little film, of few and plain pictures, with Dutch subtitles and consent."""
    film = small_films.film(room / f"{slug}.mp4", seconds=seconds, rate="10", picture="color=c=teal")
    (room / f"{slug}.srt").write_text(SUBTITLES, encoding="utf-8")
    said = ("--slug", slug, "--speaker", "Ayşe Voorbeeld", "--role", "coach", "--organisation", "Crédal")
    added = say("testimony", "add", film, *said, "--language", "nl", "--subtitles", room / f"{slug}.srt")
    assert added.exit_code == 0, added.stderr
    acts = ("--act", "film", "--act", "publish", "--channel", "facebook", "--language", "nl")
    signed = ("--signed", "2020-11-01", "--evidence", room / "form.pdf")
    assert say("consent", "record", slug, *acts, *signed).exit_code == 0


@pytest.fixture
def say(campaign: Say, tmp_path: Path) -> Say:
    """A campaign without films; run a command in it."""
    return new_campaign(campaign, tmp_path)


@pytest.fixture
def add(say: Say, tmp_path: Path) -> Callable[..., None]:
    """Register a little film in it."""
    return lambda slug, seconds=2: register(say, tmp_path, slug, seconds)


@pytest.fixture(scope="module")
def rendered(campaign: Say, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder around a campaign with one film of two pieces, which is rendered."""
    room = tmp_path_factory.mktemp("rendered")
    say = new_campaign(campaign, room)
    register(say, room, "bakery", seconds=4)
    assert say("render", "bakery").exit_code == 0
    return room


@pytest.fixture
def say_again(campaign: Say, rendered: Path, tmp_path: Path) -> Say:
    """A copy of it; run a command in that."""
    shutil.copytree(rendered, tmp_path, dirs_exist_ok=True)
    return lambda *words, **more: campaign(*words, folder=tmp_path / "mey", **more)


def document(done: Result) -> Any:
    """What a command printed as JSON; it must have worked."""
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_preview_is_for_nobody(say: Say, add: Callable[..., None], tmp_path: Path) -> None:
    """A preview is small, lies in renders/preview, and counts as no rendition."""
    add("bakery")
    (shown,) = document(say("render", "bakery", "--preview", "--json"))
    assert Path(shown["path"]).parent == tmp_path / "mey" / "renders" / "preview"
    assert (shown["width"], shown["height"], shown["reused"]) == (640, 360, False)
    assert document(say("render", "bakery", "--preview", "--json"))[0]["reused"]
    (why,) = document(say("render", "bakery", "--explain", "--json"))
    assert (why["reused"], [one["code"] for one in why["why"]]) == (False, ["why-first"])


def test_explained(say_again: Say, tmp_path: Path) -> None:
    """--explain says what changed since a film was made and how much of it is new; it makes nothing."""
    (made,) = (tmp_path / "mey" / "renders").glob("*.mp4")
    assert say_again("render", "bakery", "--explain").stdout == "bakery, Dutch, landscape: up to date\n"
    (tmp_path / "bakery.srt").write_text(SUBTITLES.replace("Hallo", "Dag"), encoding="utf-8")
    edited = say_again("testimony", "edit", "bakery", "--subtitles", tmp_path / "bakery.srt")
    assert edited.exit_code == 0, edited.stderr
    assert say_again("render", "bakery", "--explain").stdout == (
        "bakery, Dutch, landscape: will be rendered (1 of 2 pieces is new): subtitles changed: 1, at 0:00:00.200\n"
    )
    assert list((tmp_path / "mey" / "renders").glob("*.mp4")) == [made]


def test_one_bad_film_spares_the_others(say: Say, add: Callable[..., None], tmp_path: Path) -> None:
    """Films are made at once; one that cannot be made is named, and the others are made all the same."""
    add("bakery")
    add("florist")
    add("garage")
    (tmp_path / "mey" / "films" / "0002.mp4").write_bytes(b"no film any more")
    failed = say("render", "bakery", "florist", "garage")
    assert failed.exit_code == 2
    assert "films/0002.mp4 is no longer the file that was taken in" in failed.stderr
    again = [document(say("render", slug, "--json"))[0]["reused"] for slug in ("bakery", "garage")]
    assert again == [True, True]


def test_what_stands_is_found_and_nothing_written(say_again: Say, tmp_path: Path) -> None:
    """A film that stands costs a look: the database is not written, and no catalogue but the reader's is read."""
    database = tmp_path / "mey" / "campaign.db"
    before = database.read_bytes()
    translate._catalogue.cache_clear()
    (again,) = document(say_again("render", "bakery", "--language", "nl", "--json"))
    assert again["reused"]
    assert database.read_bytes() == before
    assert translate._catalogue.cache_info().currsize <= 1


def test_reel_has_its_length(say: Say, add: Callable[..., None], tmp_path: Path) -> None:
    """An upright film shorter or longer than a Reel may be is refused, with its length; the limits are settings."""
    add("bakery")
    refused = say("render", "bakery", "--format", "portrait")
    assert refused.exit_code == 2
    assert "would last 2.0 s, but a Reel may last 3 to 90 s" in refused.stderr
    with (tmp_path / "mey" / "campaign.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[render]\nreel_shortest = "2s"\n')
    assert document(say("render", "bakery", "--format", "portrait", "--json"))[0]["height"] == 1920


@pytest.fixture
def answered(say_again: Say, tmp_path: Path) -> Path:
    """A copy of the campaign in which `campaign render bakery` has an answer that stands; its folder."""
    assert say_again("render", "bakery").exit_code == 0
    assert answer(tmp_path / "mey")
    return tmp_path / "mey"


def answer(folder: Path) -> tuple[int, int] | None:
    """What tells one standing answer from another, as each look writes it anew; None where there is none."""
    with suppress(FileNotFoundError):
        seen = (folder / "renders" / standing_answers.FILE).lstat()
        return seen.st_ino, seen.st_mtime_ns
    return None


def at(moment: datetime) -> Desk:
    """A desk whose clock stands still."""
    return Desk(now=lambda: moment)


def test_what_stands_is_told_without_the_database(say_again: Say, answered: Path, tmp_path: Path) -> None:
    """The next same command imports no database and no checker of settings, and says the same."""
    told = document(say_again("render", "bakery", "--format", "landscape", "--json", obj=at(NOON)))
    kept = answer(answered)
    script = (
        "import datetime, sys\nfrom campaign.cli.app import Desk, root\n"
        f"words = ['--dir', {str(answered)!r}, 'render', 'bakery', '--format', 'landscape', '--json']\n"
        f"desk = Desk(now=lambda: {NOON!r})\n"
        "code = root.main(words, standalone_mode=False, obj=desk)\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'rich', 'numpy', 'PIL', 'pysubs2'}\n"
        "sys.exit(f'{code} {sorted(heavy & set(sys.modules))}')"
    )
    env = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=False
    )
    assert (json.loads(done.stdout), done.stderr) == (told, "0 []\n")
    assert told[0]["reused"]
    assert answer(answered) == kept


def test_an_answer_stands_in_every_language(say_again: Say, answered: Path) -> None:
    """It is said in the reader's language, as a table or as JSON; asked for with options, it is looked into."""
    kept = answer(answered)
    assert "Nederlands" in say_again("render", "bakery", "--lang", "nl").stdout
    assert document(say_again("render", "bakery", "--json"))[0]["width"] == 1920
    assert say_again("render", "bakery", "--explain").stdout == "bakery, Dutch, landscape: up to date\n"
    assert answer(answered) == kept
    assert document(say_again("render", "bakery", "--language", "nl", "--json"))[0]["reused"]
    assert answer(answered) != kept


def kept_times(path: Path, old: bytes, new: bytes) -> None:
    """Change a file's bytes, of which there are as many as before, and put its times back."""
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, tuple[Callable[[Say, Path], object], int, str]] = {
    "another post": (
        lambda say, _: say("post", "add", "--caption", "Hallo", "--language", "nl"), 0, "",
    ),
    "kit": (
        lambda _, folder: kept_times(folder / "brand" / "brand.toml", b"# The", b"# An!"), 0, "",
    ),
    "film": (
        lambda _, folder: kept_times(folder / "films" / "0001.mp4", b"moov", b"m00v"), 2, "films/0001.mp4",
    ),
    "form": (
        lambda _, folder: kept_times(folder / "consent" / "0001.pdf", b"signed", b"SIGNED"), 3, "consent",
    ),
    "settings": (
        lambda _, folder: kept_times(folder / "campaign.toml", b"timezone", b"timez0ne"), 2, "timez0ne",
    ),
    "withdrawal": (lambda say, _: say("consent", "withdraw", "bakery"), 3, "withdrawn"),
    "removal": (lambda say, _: say("testimony", "remove", "bakery"), 2, "bakery"),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_an_answer_falls_with_what_changes(say_again: Say, answered: Path, what: str) -> None:
    """A film is found, made or refused as if there had been no answer; nobody's name stays in one that has fallen."""
    (change, code, told), kept = CHANGES[what], answer(answered)
    change(say_again, answered)
    gone = answer(answered) is None
    done = say_again("render", "bakery")
    assert done.exit_code == code, done.stderr
    assert told in done.stderr
    assert code or answer(answered) not in (None, kept)
    assert gone is (what in {"withdrawal", "removal"})


def test_an_answer_ends_with_the_day(say_again: Say, answered: Path) -> None:
    """Consents end by days, so from the next day on, and of a clock that was put back, all is looked into."""
    kept = answer(answered)
    for days, stands in ((0, False), (0, True), (1, False), (-1, False)):
        assert say_again("render", "bakery", obj=at(NOON + timedelta(days=days))).exit_code == 0
        assert (answer(answered) == kept) is stands
        kept = answer(answered)


def test_an_answer_ends_as_a_post_is_due(say_again: Say, answered: Path) -> None:
    """Every command tells of posts that fell due while no service ran: until then an answer stands, and none after."""
    due = ("--language", "nl", "--at", "2030-05-06 13:00")
    assert say_again("post", "add", "--caption", "Hallo", *due, obj=at(NOON)).exit_code == 0
    assert say_again("post", "approve", "1", obj=at(NOON)).exit_code == 0
    found = []
    for minutes in (0, 59, 61):
        assert say_again("render", "bakery", obj=at(NOON + timedelta(minutes=minutes))).exit_code == 0
        found.append(answer(answered))
    assert found == [found[0], found[0], None]
    assert found[0]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is a thing of POSIX")
def test_interrupted(say: Say, add: Callable[..., None], tmp_path: Path) -> None:
    """Ctrl-C ends several renders at once, quickly, and leaves no film behind."""
    add("bakery", seconds=12)
    add("florist", seconds=12)
    command = [sys.executable, "-m", "campaign", "--dir", tmp_path / "mey", "render", "bakery", "florist"]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        renders = tmp_path / "mey" / "renders"
        while not list(renders.glob(".*/run0-0.mp4")):
            time.sleep(0.05)
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=240) == 130
    assert sorted(path.name for path in renders.iterdir()) == ["0001.film.json", "0002.film.json"]
