"""The desk asks once who works at this computer, and names that person beside what is done here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from campaign.own_name import OwnName
from campaign.web.application import Application
from schedules.database.colleagues import Acting
from tests import served_desk
from tests.served_desk import DeskAt, told

ASKED = "Wie bent u?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Path:
    """A campaign."""
    made = tmp_path_factory.mktemp("named") / "c"
    assert campaign("init", made, "--name", "MEY", "--language", "nl").exit_code == 0
    return made


@contextmanager
def at(folder: Path, own: OwnName | None) -> Iterator[DeskAt]:
    """Its desk, at a computer."""
    with served_desk.at(folder, own=own) as desk:
        yield desk


def test_it_is_asked_once(folder: Path, tmp_path: Path) -> None:
    """Every page asks until somebody says who they are; the page that they were on says so, and asks no more."""
    own = OwnName(folder=tmp_path / "own", system="Noor Elders")
    with at(folder, own) as desk:
        for path in ("/", "/films", "/status"):
            assert ASKED in told(desk.get(path))
            assert 'value="Noor Elders"' in desk.get(path).text
        answer = desk.post("/name", name=" Mila   Exempel ", back="/status?who=people")
        assert (answer.status, answer.headers["location"]) == (303, "/status?who=people&named=1")
        assert "Voortaan staat u in de geschiedenis als Mila Exempel." in told(desk.get("/status?named=1"))
        assert desk.post("/status/pause", reason="").status == 303
        shown = told(desk.get("/status"))
        assert ASKED not in shown
        assert "De campagne is gepauzeerd" in shown or "gepauzeerd" in shown
        assert '<span class="by">Mila Exempel</span>' in desk.get("/status").text
        assert "onder de naam Mila Exempel" in told(desk.get("/settings"))
    assert own.kept == "Mila Exempel"


def test_whoever_wants_none_has_none(folder: Path, tmp_path: Path) -> None:
    """Without a name is an answer, too, and can be changed in the settings."""
    own = OwnName(folder=tmp_path / "own", system="Noor Elders")
    with at(folder, own) as desk:
        assert desk.post("/name", none="1", name="", back="/").status == 303
        assert ASKED not in told(desk.get("/films"))
        assert own.acting == Acting()
        assert 'href="/name"' in desk.get("/settings").text
        assert ASKED in told(desk.get("/name"))


@pytest.mark.parametrize("typed", ["", "ik", "An en Jo", "<b>", "medewerkers", "x" * 200])
def test_what_names_nobody_is_refused(folder: Path, tmp_path: Path, typed: str) -> None:
    """What is no name of one person is told beside the field, with what was typed; nothing is kept."""
    own = OwnName(folder=tmp_path / "own")
    with at(folder, own) as desk:
        answer = desk.post("/name", name=typed, back="/films")
        assert answer.status == 422
        assert 'aria-invalid="true"' in answer.text
        assert "<b>" not in answer.text.partition("<form")[2]
        assert own.is_to_ask


def test_a_link_elsewhere_leads_nowhere_else(folder: Path, tmp_path: Path) -> None:
    """Where to go on is an address of the desk's own."""
    with at(folder, OwnName(folder=tmp_path / "own")) as desk:
        answer = desk.post("/name", name="Mila Exempel", back="//elsewhere.example")
        assert answer.headers["location"] == "/?named=1"


def test_nobody_is_asked_who_is_known(folder: Path, tmp_path: Path) -> None:
    """A desk that knows its people, or nobody's name, asks nothing, and nobody changes the computer's name there."""
    own = OwnName(folder=tmp_path / "own")
    with at(folder, None) as desk:
        assert ASKED not in told(desk.get("/films"))
        assert (desk.get("/name").status, desk.post("/name", name="Mila Exempel").status) == (404, 404)
    with at(folder, own) as desk:
        assert isinstance(desk.application, Application)
        seated = replace(desk.application._desk, acting=Acting(person=7))
        assert (seated.asked_for_name, seated.who()) == (None, Acting(person=7))
