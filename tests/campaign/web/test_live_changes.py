"""What happens while nobody listens is told as soon as somebody does."""

import html
import re
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import Result

from schedules.database import engine, events, subtitle_versions, testimonies
from schedules.model.edited_subtitles import EditedCue
from tests import served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.served_desk import NOW, DeskAt

Run = Callable[..., Result]


def known(desk: DeskAt) -> str:
    """What a page that is made now knows."""
    found = re.search(r'<body data-known="([^"]+)"', desk.get("/").text)
    assert found is not None
    return html.unescape(found[1])


def serve(folder: Path) -> None:
    """Let a service look once, at the desk's hour; no more is heard of it."""
    with closing(engine.open_in(folder)) as store, store.write() as session:
        events.beat(session, holder="pc", pid=1, started_at=NOW, now=NOW)


def first_told(
    desk: DeskAt, what: str, *, then: Callable[[], None] = lambda: None, seconds: float = 10
) -> str:
    """The first lines of the stream, up to an event or to its silence; `then` happens once it listens."""
    connection = HTTPConnection("127.0.0.1", desk.port, timeout=seconds)
    try:
        connection.request("GET", f"/changes?{what}", headers={"Cookie": desk.cookie})
        answer = connection.getresponse()
        first = "".join(answer.readline().decode() for _ in range(2))
        then()
        return first + "".join(answer.readline().decode() for _ in range(2))
    except TimeoutError:
        return "silence"
    finally:
        connection.close()


ADDED = ("post", "add", "--language", "nl", "--caption", "Brood")
ALL = "event: changed\ndata: all\n"


@pytest.mark.parametrize(
    ("happened", "told"),
    [(("pause", "De jury beraadt zich"), ALL), (ADDED, "event: changed\ndata: 1\n"), ((), "silence")],
)
def test_nothing_is_missed_between(
    tmp_path: Path, campaign: Run, happened: tuple[str, ...], told: str
) -> None:
    """A page hears at once of what happened after it was made and before it listened, and else of nothing."""
    folder = reported.founded(tmp_path, campaign)
    with served_desk.at(folder) as desk:
        before = known(desk)
        if happened:
            assert campaign(*happened, folder=folder).exit_code == 0
        assert first_told(desk, before, seconds=1.5).endswith(told)


def test_subtitles_that_are_typed(tmp_path: Path, campaign: Run) -> None:
    """Who listens hears that somebody saves subtitles as they type: no post changed, so no board is drawn anew."""
    folder = reported.founded(tmp_path, campaign)
    with served_desk.at(folder) as desk, closing(engine.open_in(folder)) as store:

        def typed() -> None:
            with store.write() as session:
                film = testimonies.testimony(session, "bakery")
                cues = (EditedCue(id=1, start_ms=0, end_ms=900, text="Brood"),)
                subtitle_versions.add(
                    session, film.id, "nl", "working", cues, base_sha256="", by_person_id=None, now=NOW
                )

        assert first_told(desk, known(desk), then=typed).endswith("event: changed\ndata: subtitles\n")


def test_a_service_that_fell_silent_between(tmp_path: Path, campaign: Run) -> None:
    """A page that shows a service at work hears at once that it fell silent before the page listened."""
    folder = reported.founded(tmp_path, campaign)
    serve(folder)
    with served_desk.at(folder) as desk:
        before = known(desk)
        desk.pass_by(minutes=5)
        assert first_told(desk, before).endswith(ALL)


def test_a_service_that_falls_silent_at_once(tmp_path: Path, campaign: Run) -> None:
    """A page that just began to listen hears that the service falls silent."""
    folder = reported.founded(tmp_path, campaign)
    serve(folder)
    with served_desk.at(folder) as desk:
        assert first_told(desk, known(desk), then=lambda: desk.pass_by(minutes=5)).endswith(ALL)


def test_a_service_that_came_and_went(tmp_path: Path, campaign: Run) -> None:
    """A page may show a service that was at work between two looks alone: it hears that it is gone."""
    folder = reported.founded(tmp_path, campaign)
    with served_desk.at(folder) as desk:

        def came_and_went() -> None:
            serve(folder)
            desk.pass_by(minutes=5)

        assert first_told(desk, known(desk), then=came_and_went).endswith(ALL)
