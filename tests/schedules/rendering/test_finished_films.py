"""A film that stands is found by what went into it, without laying it out; whatever changes, it is looked into."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from media import untouched
from media.render.finished.rendition import Rendition
from schedules.database import renditions, tables, testimonies
from schedules.rendering import film_notes, film_order, finished_films
from tests import film_bytes
from tests.paths import REPOSITORY
from tests.queue_campaign import FILM, RULES, Campaign

SRT = b"1\n00:00:00,100 --> 00:00:01,900\nZeven broden\n"
HEAVY = (
    "media.timeline.timeline",
    "media.subtitles.reader",
    "media.render.renderer",
    "media.text.toml_slips",
    "PIL",
    "pysubs2",
    "numpy",
)


@pytest.fixture
def standing(queue: Campaign) -> Campaign:
    """A campaign whose one film was rendered of a kit and subtitles, which is noted beside it."""
    shutil.copytree(REPOSITORY / "campaign/example/brand", queue.folder / "brand")
    queue.queue_film()
    (queue.folder / "films" / "0001.nl.srt").write_bytes(SRT)
    with queue.books.write() as session:
        bakery = testimonies.testimony(session, "bakery")
        files = {"nl": ("films/0001.nl.srt", sha256(SRT).hexdigest())}
        testimonies.change_testimony(session, bakery, now=queue.clock(), subtitles=files)
    noted(queue)
    return queue


def noted(queue: Campaign) -> None:
    """Note beside the film what it was laid out from, as after a render."""
    wanted, made = order_of(queue), queue.folder / "renders" / "abc.mp4"
    kept = (finished_films.shown(queue.folder, wanted), (made, sha256(FILM).hexdigest()))
    film_notes.note(made, finished_films.inputs(queue.folder, wanted, RULES), kept)


def order_of(queue: Campaign) -> film_order.Order:
    """The film of the testimony, as it stands now."""
    with queue.books.read() as session:
        return film_order.order(session, testimonies.testimony(session, "bakery"), "nl", "landscape")


def found(queue: Campaign) -> str | None:
    """The name of the film that is found for the order as it stands now."""
    with queue.books.read() as session:
        film = finished_films.found(session, queue.folder, order_of(queue), RULES)
    return film.path.name if film else None


def written(name: str, content: bytes) -> Callable[[Campaign], object]:
    """Write a file of the campaign."""
    return lambda queue: (queue.folder / name).write_bytes(content)


def recorded(**values: object) -> Callable[[Campaign], object]:
    """Change the testimony's record."""

    def change(queue: Campaign) -> None:
        with queue.books.write() as session:
            row = session.get_one(tables.Testimony, 1)
            for name, value in values.items():
                setattr(row, name, value)

    return change


def covered(at_ms: int, state: str = "approved") -> Callable[[Campaign], object]:
    """Choose the moment of the film that is its post's cover."""

    def change(queue: Campaign) -> None:
        with queue.books.write() as session:
            row = session.get_one(tables.Post, 1)
            row.cover_at_ms, row.state = at_ms, state

    return change


def altered(name: str) -> Callable[[Campaign], object]:
    """Turn one bit of a file, in its place, and put the times back that it had: the size is the same, too."""

    def change(queue: Campaign) -> None:
        film_bytes.alter(queue.folder / name)

    return change


def exchanged(name: str) -> Callable[[Campaign], object]:
    """Put another file of the same size and times in the place of one, as a program that copies does."""

    def change(queue: Campaign) -> None:
        path, other = queue.folder / name, queue.folder / "other"
        other.write_bytes(bytes(path.stat().st_size))
        shutil.copystat(path, other)
        other.replace(path)

    return change


# brand/... without an ending: the first file that is found there, whatever it is called
ALIKE = (
    "films/0001.mp4",
    "renders/abc.mp4",
    "films/0001.nl.srt",
    "brand/brand.toml",
    "brand/logos",
    "brand/fonts",
)
CHANGES = {
    "cover": covered(1200),
    "kit": written("brand/brand.toml", b"# another kit"),
    "logo": written("brand/logos/new.png", b"logo"),
    "subtitles": written("films/0001.nl.srt", SRT.replace(b"Zeven", b"Negen")),
    "beside": written("films/0001.nl.words.json", b"[]"),
    "film": written("films/0001.mp4", b"another film"),
    "rendition": written("renders/abc.mp4", FILM[:-1] + b"?"),
    "no rendition": lambda queue: (queue.folder / "renders" / "abc.mp4").unlink(),
    "no note": lambda queue: (queue.folder / "renders" / "abc.inputs").unlink(),
    "odd note": written("renders/abc.inputs", b"\xff" * 2000),
    "role": recorded(role="coach"),
    "part": recorded(from_ms=500),
    "centre": recorded(centre=[20, 30], centre_by="given"),
    "theme": recorded(theme="coping"),
}


def test_a_standing_film_is_found(standing: Campaign) -> None:
    """Nothing changed: the film on record is the one, with its hash and size."""
    with standing.books.read() as session:
        film = finished_films.found(session, standing.folder, order_of(standing), RULES)
    assert film is not None
    assert (film.path.name, film.sha256, film.width, film.height, film.reused) == (
        "abc.mp4", sha256(FILM).hexdigest(), 1920, 1080, True,
    )  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_changes_is_looked_into(standing: Campaign, change: Callable[[Campaign], object]) -> None:
    """No film is found after anything changed that it was made of, nor where it is no longer what was made."""
    assert found(standing) == "abc.mp4"
    change(standing)
    assert found(standing) is None


@pytest.mark.parametrize(
    ("state", "expected"), [("approved", 1200), ("published", 1200), ("cancelled", None)]
)
def test_the_moment_of_the_cover_goes_into_the_film(
    standing: Campaign, state: str, expected: int | None
) -> None:
    """What a post that is not cancelled has for a cover is what its film's title card shows."""
    covered(1200, state)(standing)
    assert order_of(standing).cover_ms == expected


@pytest.mark.parametrize("how", [altered, exchanged])
@pytest.mark.parametrize("name", ALIKE)
def test_other_bytes_of_the_same_size_and_times_are_looked_into(
    standing: Campaign, name: str, how: Callable[[str], Callable[[Campaign], object]]
) -> None:
    """A film, rendition, kit, logo, font or subtitles of the same size and times pass for unchanged nowhere."""
    place = standing.folder / name
    if not place.suffix:
        place.mkdir(exist_ok=True)
        (place / "own.bin").write_bytes(b"as it was")
        noted(standing)
        name = f"{name}/own.bin"
    assert found(standing) == "abc.mp4"
    how(name)(standing)
    assert found(standing) is None


@pytest.mark.parametrize("kind", ["heard-ab12", "peaks-ab12.bin", "shots-ab12.json"])
def test_who_looks_at_a_film_changes_nothing_of_it(standing: Campaign, kind: str) -> None:
    """What is found in a film for an editor of its subtitles lies beside it, and no finished film depends on it."""
    written(f"films/0001.{kind}", b"found")(standing)
    assert found(standing) == "abc.mp4"


@pytest.mark.skipif(not untouched.SEES_ALL, reason="this system keeps no time of change: all is read")
def test_what_nobody_touched_is_not_read_again(standing: Campaign) -> None:
    """The film and its rendition are read while their note is written, and from then on are known by their marks."""
    opened: list[str] = []
    sys.addaudithook(lambda event, told: opened.append(Path(str(told[0])).name) if event == "open" else None)
    assert found(standing) == "abc.mp4"
    seen = set(opened)
    assert ("abc.inputs" in seen, "0001.mp4" in seen, "abc.mp4" in seen) == (True, False, False)


def test_a_note_of_before_is_written_anew(standing: Campaign) -> None:
    """A note without marks, as version 0.1.0 wrote it, is believed as before; then it has them."""
    place = standing.folder / "renders" / "abc.inputs"
    used = place.read_text().split("\n")[0]
    place.write_text(used)
    assert found(standing) == "abc.mp4"
    assert len(place.read_text().split("\n")) == (3 if untouched.SEES_ALL else 1)
    assert found(standing) == "abc.mp4"


def test_a_name_that_may_not_be_shown_is_looked_into(standing: Campaign) -> None:
    """The name as consents let it be shown went into the film: another one makes another film."""
    wanted = order_of(standing)
    kept = finished_films.inputs(standing.folder, wanted, RULES)
    assert finished_films.inputs(standing.folder, replace(wanted, name=None), RULES) != kept
    assert finished_films.inputs(standing.folder, replace(wanted, language="fr"), RULES) != kept


def test_another_program_is_looked_into(standing: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    """A film made with another ffmpeg is not taken for the one that would be made now."""
    own = standing.folder / "ffmpeg"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o700)
    monkeypatch.setenv("CAMPAIGN_FFMPEG", str(own))
    assert found(standing) is None


def test_a_film_of_another_hash_on_record_is_looked_into(standing: Campaign) -> None:
    """Film and note exchanged together do not pass: the hash on record decides."""
    (standing.folder / "renders" / "abc.mp4").write_bytes(b"exchanged")
    with standing.books.read() as session:
        assert renditions.rendition(session, 1).sha256 == sha256(FILM).hexdigest()
    assert found(standing) is None


@pytest.mark.slow
def test_finding_loads_nothing_that_draws(standing: Campaign) -> None:
    """`campaign render` of a film that stands loads neither timelines, subtitles nor pictures."""
    code = (
        "import sys; import campaign.cli.commands.render, campaign.testimonies.rendering;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    assert done.stdout == "[]\n"


RECORDED = Rendition(
    path=Path("renders/abc.mp4"), sha256=sha256(FILM).hexdigest(), width=1920, height=1080, duration_ms=12_000,
    reused=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("made", "attached", "kept"),
    [
        ({}, 1, True),
        ({}, None, False),
        ({"path": Path("renders/abd.mp4")}, 1, False),
        ({"sha256": "0" * 64}, 1, False),
    ],
    ids=["as it is", "wanted by a post", "another file", "other bytes"],
)
def test_a_film_on_record_and_with_its_posts_is_kept(
    standing: Campaign, made: dict[str, Any], attached: int | None, kept: bool
) -> None:
    """Nothing is left to write of a film on record as it is, which every approved post for it carries already."""
    with standing.books.write() as session:
        renditions.attach_rendition(session, 1, attached)
    film = replace(RECORDED, **made)
    film = replace(film, path=standing.folder / film.path)
    with standing.books.read() as session:
        assert finished_films.is_kept(session, standing.folder, order_of(standing), film) is kept


def test_note_goes_with_its_film(tmp_path: Path) -> None:
    """What removes a film removes the note beside it."""
    from media.render import recipe

    film = tmp_path / "abc.mp4"
    film.write_bytes(FILM)
    film_notes.note(film, "0" * 64)
    recipe.remove(film)
    assert list(tmp_path.iterdir()) == []
