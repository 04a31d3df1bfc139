"""A second language burnt into a film is part of what is approved, and asks for a consent, as the first does."""

import re
import shutil
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from media.render import recipe
from media.render.encoding import PREVIEW
from media.render.finished.rendition import Rendition
from schedules.consent import changed_files, gates, required_approvals, subtitle_languages
from schedules.database import testimonies, withdrawals
from schedules.errors import NotReady
from schedules.model import records
from schedules.rendering import film_order, finished_films, orders
from schedules.withdrawal import erase, steps
from tests import small_films
from tests.paths import EXAMPLE
from tests.queue_campaign import Campaign

TEXT = {"nl": "Ik bak brood.", "fr": "Je fais du pain."}


def kit(folder: Path, wanted: str) -> None:
    """The example kit with a second language."""
    shutil.copytree(EXAMPLE / "brand", folder / "brand", dirs_exist_ok=True)
    path = folder / "brand" / "brand.toml"
    said = re.sub(
        r'(?m)^second_language = "[a-z]+"', f'second_language = "{wanted}"', path.read_text("utf-8")
    )
    path.write_text(said, encoding="utf-8")


def subtitled(queue: Campaign, **texts: str) -> records.Testimony:
    """Give the film these subtitles."""
    files = {}
    for language, text in texts.items():
        path = queue.folder / "films" / f"0001.{language}.srt"
        path.write_text(f"1\n00:00:01,000 --> 00:00:04,000\n{text}\n", encoding="utf-8")
        files[language] = (path.relative_to(queue.folder).as_posix(), sha256(path.read_bytes()).hexdigest())
    with queue.books.write() as session:
        film = testimonies.testimony(session, "bakery")
        testimonies.change_testimony(session, film, now=queue.clock(), subtitles=files)
        return testimonies.testimony(session, "bakery")


@pytest.mark.parametrize(
    ("wanted", "texts", "language", "shown"),
    [
        ("fr", TEXT, "nl", ("nl", "fr")),
        ("fr", TEXT, "fr", ("fr",)),
        ("off", TEXT, "nl", ("nl",)),
        ("geen", TEXT, "nl", ("nl",)),
        ("fr", {"nl": TEXT["nl"]}, "nl", ("nl",)),
        ("fr", {"fr": TEXT["fr"]}, "nl", ("nl",)),
        ("xx", TEXT, "nl", ("nl",)),
    ],
    ids=["both", "its own", "off", "off in words", "no French", "no Dutch", "a kit that is wrong"],
)
def test_which_languages(
    queue: Campaign, wanted: str, texts: dict[str, str], language: str, shown: tuple[str, ...]
) -> None:
    """A film shows the kit's second language where it has subtitles in both; otherwise its own alone."""
    queue.testimony()
    kit(queue.folder, wanted)
    assert subtitle_languages.shown(queue.folder, subtitled(queue, **texts), language) == shown


def test_no_kit(queue: Campaign) -> None:
    """Without a kit there is no second language; the gates do not ask for one."""
    queue.testimony()
    assert subtitle_languages.shown(queue.folder, subtitled(queue, **TEXT), "nl") == ("nl",)


def code_of(queue: Campaign, number: int, **rules: Any) -> str | None:
    """The gate of consent that is closed for a post."""
    with queue.books.read() as session:
        shut = gates.consent(
            session, queue.post(number), instant=queue.clock(), campaign=queue.campaign(**rules)
        )
    return shut.code if shut else None


@pytest.mark.parametrize(("wanted", "code"), [("off", None), ("fr", "consent-language")])
def test_consent_for_the_second_language(queue: Campaign, wanted: str, code: str | None) -> None:
    """Who allowed Dutch alone is not shown with French words below."""
    queue.testimony(languages=["nl"])
    subtitled(queue, **TEXT)
    kit(queue.folder, wanted)
    number = queue.queue(kind="video", testimony_id=1, format="landscape")
    assert code_of(queue, number) == code


def test_an_approval_covers_the_second_language(queue: Campaign) -> None:
    """Another translation is another content where the film shows it, and none where it does not."""
    number = queue.queue_film()
    seen = {}
    for wanted in ("fr", "off"):
        kit(queue.folder, wanted)
        for text in ("Je fais du pain.", "Je cuis du pain."):
            subtitled(queue, nl=TEXT["nl"], fr=text)
            with queue.books.read() as session:
                reader = required_approvals.ApprovalReader(session=session, campaign=queue.campaign())
                seen[wanted, text[3:7]] = reader.content(queue.post(number))
    assert seen["fr", "fais"] != seen["fr", "cuis"]
    assert seen["off", "fais"] == seen["off", "cuis"]
    assert len(set(seen.values())) == 3


def test_a_changed_translation_is_noticed(queue: Campaign) -> None:
    """A subtitle file that is no longer what was taken in closes the gate of the film that shows it below its own."""
    queue.testimony()
    subtitled(queue, **TEXT)
    number = queue.queue(kind="video", testimony_id=1, format="landscape")
    (queue.folder / "films" / "0001.fr.srt").write_text("changed", encoding="utf-8")
    found = []
    for wanted in ("off", "fr"):
        kit(queue.folder, wanted)
        with queue.books.read() as session:
            shut = changed_files.shut(session, queue.post(number), queue.campaign(sidecars="off"))
        found.append(shut.code if shut else None)
    assert found == [None, "changed-subtitles"]


def test_an_order_reads_both(queue: Campaign, tmp_path: Path) -> None:
    """What is rendered has the translation below, and the words of its own language where they were timed."""
    made_of = small_films.film(tmp_path / "film.mp4", size="320x180", seconds=5)
    queue.testimony(film=made_of.read_bytes())
    film = subtitled(queue, **TEXT)
    kit(queue.folder, "fr")
    path = queue.folder / "brand" / "brand.toml"
    path.write_text(path.read_text("utf-8").replace('highlight = "off"', 'highlight = "word"'), "utf-8")
    words = '[{"word": "brood.", "start_ms": 2000, "end_ms": 2600, "confidence": 0.9}]'
    (queue.folder / "films" / "0001.nl.words.json").write_text(words, encoding="utf-8")
    wanted = orders.Order(film=film, language="nl", format="feed", name="Nora")
    made = orders.timeline_of(queue.folder, wanted, queue.campaign().rules)
    (caption,), (below,) = made.of("caption"), made.of("second")
    assert [round(mark.end_ms - mark.start_ms) for mark in caption.marks] == [600]
    assert "Je fais du pain." in str(below.shapes)


@pytest.mark.parametrize(("wanted", "concerned"), [("fr", True), ("off", False)])
def test_a_consent_that_is_taken_back(queue: Campaign, wanted: str, concerned: bool) -> None:
    """Who takes French back ends the Dutch posts whose film has French words below, and no others."""
    queue.testimony()
    subtitled(queue, **TEXT)
    kit(queue.folder, wanted)
    film = queue.queue(kind="video", testimony_id=1, format="landscape", approved=False)
    scope: dict[str, Any] = {"channel": None, "language": "fr"}
    number = steps.begin(queue.books, "bakery", None, now=queue.clock(), folder=queue.folder, **scope)
    with queue.books.read() as session:
        (begun,) = (one for one in withdrawals.everything(session) if one.id == number)
        assert withdrawals.posts(session, begun) == ([film] if concerned else [])
        made = Rendition(
            path=queue.folder / "renders" / "a.mp4",
            sha256="x",
            width=8,
            height=8,
            duration_ms=1,
            reused=False,
        )
        order = film_order.order(session, testimonies.testimony(session, "bakery"), "nl", "landscape")
        with pytest.raises(NotReady) if concerned else nullcontext():
            finished_films.keep(session, queue.folder, order, made, now=queue.clock())


def test_what_was_made_with_it_goes(queue: Campaign, tmp_path: Path) -> None:
    """Films that show a language below their own are deleted with it, previews too, whatever the kit says now."""
    made_of = small_films.film(tmp_path / "film.mp4", size="320x180", seconds=5)
    queue.testimony(film=made_of.read_bytes())
    film = subtitled(queue, **TEXT)
    place = queue.folder / "renders" / "preview"
    place.mkdir(parents=True)
    for wanted in ("fr", "off"):
        kit(queue.folder, wanted)
        order = orders.Order(film=film, language="nl", format="feed", name="Nora")
        laid_out = recipe.of(orders.timeline_of(queue.folder, order, queue.campaign().rules), PREVIEW)
        (place / f"{wanted}.mp4").write_bytes(b"film")
        recipe.write(laid_out, place / f"{wanted}.mp4", "x")
    erase.films(queue.folder, film, "fr")
    assert [one.name for one in place.glob("*.mp4")] == ["off.mp4"]
