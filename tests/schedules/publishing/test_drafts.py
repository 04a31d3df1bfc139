"""A draft of subtitles never reaches the Page, burned in or beside a film, until somebody has checked it."""

import shutil
import time
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from campaign import workspace
from campaign.settings import settings
from campaign.testimonies.film_subtitles import subtitle_copies
from media.subtitles import draft
from media.subtitles.model import Cue
from schedules.consent import subtitle_files
from schedules.database import events, remote_objects, testimonies
from schedules.model.records import Post
from tests.page_view import visible_at
from tests.paths import EXAMPLE
from tests.queue_campaign import Campaign, Killed
from tests.running_service import serving

CUES = (Cue(start_ms=1000, end_ms=3000, text="Samen geven we kansen."),)
OFF = {"approval": "off"}


def give(queue: Campaign, language: str, kind: draft.Kind | None, name: str = "a") -> Path:
    """Give the film subtitles in a language that a machine made, or a person."""
    shutil.copytree(EXAMPLE / "brand", queue.folder / "brand", dirs_exist_ok=True)
    path = queue.folder / "films" / f"0001.{language}-{name}.vtt"
    path.write_text(draft.as_vtt(CUES, language=language, kind=kind, model="base"), encoding="utf-8")
    with queue.books.write() as session:
        film = testimonies.testimony(session, "bakery")
        files = {language: (f"films/{path.name}", sha256(path.read_bytes()).hexdigest())}
        testimonies.change_testimony(session, film, now=queue.clock(), subtitles=files)
    return path


def check_off(queue: Campaign, language: str) -> None:
    """Let An check the subtitles, where approvals are not asked for."""
    place, now = queue.folder / "campaign.toml", queue.clock()
    place.write_text('name = "C"\nlanguages = ["nl", "fr"]\n[service]\napproval = "off"\n', encoding="utf-8")
    with workspace.opened(queue.folder, settings.load(place)) as desk:
        copies = subtitle_copies.of_slug(desk, "bakery", language)
        done = subtitle_copies.check_off(
            desk, copies, who="An Voorbeeld", now=now, day=now.date(), tell=lambda _again: None
        )
    assert len(done) == 1


def finish(queue: Campaign, number: int) -> Post:
    """Work on a post as a service would, time passing."""
    for _ in range(6):
        post = queue.work(number, **OFF)
        queue.clock.on(seconds=20)
    return post


def rest(post: Post) -> tuple[str, str | None]:
    """How a post stands, and why."""
    return post.state, post.reason_code


@pytest.mark.parametrize("kind", draft.KINDS)
def test_a_draft_burned_in_is_held(queue: Campaign, kind: draft.Kind) -> None:
    """A post whose film would show a draft is held before anything of it is sent; once checked, it goes."""
    number = queue.queue_film()
    give(queue, "nl", kind)
    assert rest(queue.work(number, **OFF)) == ("held", "subtitles-draft")
    with queue.books.read() as session:
        assert remote_objects.current(session, number) is None
    check_off(queue, "nl")
    assert queue.post(number).state == "approved"
    assert finish(queue, number).state == "published"


def test_a_draft_in_the_second_language_is_held(queue: Campaign) -> None:
    """A draft below the film's own subtitles holds its post like a draft of these; once checked, it goes."""
    number = queue.queue_film()
    give(queue, "nl", None)
    give(queue, "fr", "recognised")
    kit = queue.folder / "brand" / "brand.toml"
    text = kit.read_text(encoding="utf-8")
    kit.write_text(text.replace('second_language = "off"', 'second_language = "fr"'), encoding="utf-8")
    assert rest(queue.work(number, **OFF)) == ("held", "subtitles-draft")
    check_off(queue, "fr")
    assert queue.post(number).state == "approved"


def test_what_stands_hidden_is_not_shown(queue: Campaign) -> None:
    """A film that stands hidden on the Page is not shown where its subtitles became a draft meanwhile."""
    number = queue.queue_film(due=queue.clock.moment + timedelta(minutes=5))
    give(queue, "nl", None)
    while queue.work(number, **OFF).state != "staged":
        queue.clock.on(seconds=20)
    give(queue, "nl", "recognised", "b")
    queue.clock.on(minutes=5)
    assert rest(queue.work(number, **OFF)) == ("held", "subtitles-draft")
    assert visible_at(queue.served) == []


@pytest.mark.parametrize("nth", range(1, 30, 7))
def test_killed_in_mid_work(queue: Campaign, nth: int) -> None:
    """Wherever the service dies while subtitles become a draft, the next one shows nothing of the film."""
    number = queue.queue_film(due=queue.clock.moment + timedelta(minutes=3))
    give(queue, "nl", None)
    passed: list[str] = []

    def boundary(name: str) -> None:
        passed.append(name)
        if len(passed) == nth:
            give(queue, "nl", "recognised", "b")
            raise Killed

    with suppress(Killed):
        for _ in range(20):
            queue.work(number, boundary, **OFF)
            queue.clock.on(seconds=20)
    assert len(passed) == nth
    out = visible_at(queue.served)
    for _ in range(20):
        post = queue.work(number, **OFF)
        queue.clock.on(seconds=20)
    assert visible_at(queue.served) == out
    assert rest(post) == (("published", None) if out else ("held", "subtitles-draft")), passed


def test_a_draft_beside_the_film_stays_behind(queue: Campaign) -> None:
    """The film goes out without the file that is a draft; once somebody has checked it, it is brought."""
    number = queue.queue_film()
    give(queue, "nl", None)
    give(queue, "fr", "recognised")
    assert finish(queue, number).state == "published"
    with queue.books.read() as session:
        carrier = remote_objects.current(session, number)
        given_up = [one for one in events.events(session, number=number) if one.event == "captions-given-up"]
    assert [one.params["why"] for one in given_up] == ["captions-draft"]
    page, film = queue.publisher().page, carrier and carrier.remote_id
    assert film
    assert page.captions(film) == []
    check_off(queue, "fr")
    finish(queue, number)
    assert page.captions(film) == ["fr_FR"]


def test_the_log_says_who_checked_which_words(queue: Campaign) -> None:
    """Who checked a draft, when, and which words stands in the log and in the file; nobody's name in the event."""
    queue.queue_film()
    give(queue, "nl", "recognised")
    check_off(queue, "nl")
    with queue.books.read() as session:
        (one,) = (one for one in events.events(session) if one.event == "subtitles-checked")
        film = testimonies.testimony(session, "bakery")
    words = draft.fingerprint([CUES[0].text])
    assert (one.by, one.at, one.params) == (
        "An Voorbeeld",
        queue.clock(),
        {"testimony_number": 1, "language": "nl", "kind": "recognised", "words": words},
    )
    text = (queue.folder / film.subtitles["nl"]).read_text(encoding="utf-8")
    assert f"; nagekeken door An Voorbeeld op 2026-11-24, woorden {words}." in text
    assert subtitle_files.source(queue.folder, film, "nl") == CUES


def test_the_service_holds_a_draft(queue: Campaign) -> None:
    """The running service holds a post whose subtitles are a draft, before it renders anything."""
    number = queue.queue_film(due=queue.clock.moment + timedelta(minutes=2))
    give(queue, "nl", "recognised")
    with serving(queue, **OFF):
        end = time.monotonic() + 150
        while queue.post(number).state != "held" and time.monotonic() < end:
            time.sleep(0.05)
    assert rest(queue.post(number)) == ("held", "subtitles-draft")
