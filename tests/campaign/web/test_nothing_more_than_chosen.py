"""What is done at the desk is what was chosen from what was shown: a field that lacks never makes an act larger."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from campaign.web.posts import acts
from schedules.database import engine, tasks
from tests import desk_forms, served_desk
from tests.campaign.web.films import desk_of_films
from tests.campaign.web.films.conftest import folder as folder
from tests.campaign.web.films.conftest import founded as founded
from tests.campaign.web.posts.filled_forms import version
from tests.served_desk import Answer, DeskAt

AT = "2026-12-04T18:00:00+01:00"
NOTED = ("post", "testimony", "approval", "task", "pause", "withdrawal", "event")
Sent = tuple[str, dict[str, str]]


@pytest.fixture
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk, with a moment for its post."""
    with served_desk.at(folder) as found:
        seen = moved_from(found)
        assert found.post("/posts/1/move", at="3/12/2026 18:00", version=seen).status == 303
        yield found


def kept(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what the database holds of all that somebody can do at the desk."""
    with closing(sqlite3.connect(f"file:{folder}/campaign.db?mode=ro", uri=True)) as books:
        return {name: books.execute(f"SELECT * FROM {name}").fetchall() for name in NOTED}


def moved_from(desk: DeskAt) -> str:
    """Return the version that the form for moving shows."""
    form = desk_forms.of(desk.get("/posts/1/move"), "/posts/1/move")[0]
    return dict(form.fields)["version"]


def nowhere(desk: DeskAt, _folder: Path) -> Sent:
    """Neither a moment typed nor one chosen."""
    return "/posts/1/move", {"version": moved_from(desk), "at": " "}


def twice(desk: DeskAt, _folder: Path) -> Sent:
    """A moment typed and another chosen."""
    return "/posts/1/move", {"version": moved_from(desk), "at": "5/12/2026 18:00", "choice": AT}


def unseen(_desk: DeskAt, _folder: Path) -> Sent:
    """A move from no version."""
    return "/posts/1/move", {"at": "5/12/2026 18:00"}


def also_unseen(desk: DeskAt, _folder: Path) -> Sent:
    """A yes to another post, too, that was not looked at."""
    assert desk.post("/posts/1/copy", language="fr").status == 303
    return "/posts/1/approve", {"by": "An", "also": "2", "version": version(desk, 1)}


def spoken(desk: DeskAt, _folder: Path) -> Sent:
    """A film's form with its speaker alone: nothing else of it was emptied."""
    page = desk.get("/films/bakery")
    words = {"speaker": desk_of_films.SPEAKER, "version": desk_of_films.version(page)}
    return "/films/bakery", words


def task(_desk: DeskAt, folder: Path) -> Sent:
    """Ticking off what is to be done without having seen what that is."""
    store = engine.open_in(folder)
    with store.write() as session:
        params: dict[str, object] = {"withdrawal": 1, "language": "nl"}
        tasks.open_task(
            session, "withdrawn-partners", now=served_desk.NOW, due_on=date(2026, 12, 1), params=params
        )
    store.close()
    return "/status/tasks/1/done", {}


def widened(desk: DeskAt, folder: Path) -> Sent:
    """Ticking off what asks for more than it did when it was seen."""
    address, _ = task(desk, folder)
    seen = dict(desk_forms.of(desk.get("/status"), address)[0].fields)
    store = engine.open_in(folder)
    with store.write() as session:
        assert tasks.widen(session, "withdrawn-partners", {1}, {"language": "all"})
    store.close()
    return address, seen


def resumed(desk: DeskAt, _folder: Path) -> Sent:
    """Going on from a page that showed another pause."""
    desk.post("/status/pause", reason="Even nalezen")
    seen = dict(desk_forms.of(desk.get("/status"), "/status/resume")[0].fields)
    desk.post("/status/pause", reason="Klacht")
    return "/status/resume", seen


CASES: dict[str, tuple[Callable[[DeskAt, Path], Sent], int, str]] = {
    "move nowhere": (nowhere, 422, "Typ een dag en een uur, of kies een van de momenten hieronder."),
    "move to two moments": (twice, 422, "5/12/2026 18:00"),
    "move unseen": (unseen, 409, "verplaatst"),
    "yes to another unseen": (also_unseen, 409, "gewijzigd"),
    "a film's form in part": (spoken, 303, ""),
    "a task unseen": (task, 409, "niet afgevinkt"),
    "a task that was widened": (widened, 409, "niet afgevinkt"),
    "another pause": (resumed, 409, "de pauze blijft"),
}


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_done_that_was_not_chosen_and_seen(desk: DeskAt, folder: Path, case: str) -> None:
    """What is not clear, or is another thing than was shown, is refused with a sentence, and changes nothing."""
    of, status, said = CASES[case]
    if case == "a film's form in part":
        page = desk.get("/films/bakery")
        cut = {
            "from": "0:01",
            "to": "0:03",
            "across": "40",
            "down": "60",
            "version": desk_of_films.version(page),
        }
        assert desk.post("/films/bakery", **cut).status == 303
    path, fields = of(desk, folder)
    before = kept(folder)
    answer = desk.post(path, **fields)
    assert answer.status == status, served_desk.told(answer)
    assert said in served_desk.told(answer)
    assert kept(folder) == before


@pytest.mark.parametrize("name", acts.SURE)
def test_what_nothing_takes_back_is_asked_after_its_consequences(
    desk: DeskAt, folder: Path, name: str
) -> None:
    """The page of a post leads to a question first; asking it, and answering without it, changes nothing."""
    address, before = f"/posts/1/{name}", kept(folder)
    shown = desk.get("/posts/1").text
    outside = "".join(part.partition("</dialog>")[2] for part in f"</dialog>{shown}".split("<dialog"))
    assert desk_forms.of(replace(desk.get("/posts/1"), content=outside.encode()), address) == []
    asked: Answer = desk.get(address)
    for form in desk_forms.of(asked, address):
        assert dict(form.fields)["version"] == version(desk, 1)
        assert '<ul class="follows">' in asked.text
    assert desk.post(address).status in (409, 422)
    assert kept(folder) == before
