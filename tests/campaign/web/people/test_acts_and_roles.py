"""The table of acts and roles, asked over HTTP: each cell is allowed, or refused with a sentence."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.messages import translate
from campaign.people import acts
from campaign.web.people import route_acts
from campaign.web.posts import acts as post_acts
from schedules.model.colleagues import ROLES, Role
from tests import served_desk
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.people import desk_of_people
from tests.served_desk import DeskAt

SLOW = (
    "/changes",
    "/brand/sheet.png",
    "/brand/findings",
    "/status/checks",
    "/leave",
)  # of one act with quick ones
VALUES = {"slug": "bakery", "language": "nl", "act": "hold"}  # others are 1
GIVEN = re.compile(r"<(?:\w+:)?(\w+)>")
GONE = "/people/"  # where 1 is somebody: nobody is to be removed here
METHODS = ("GET", "POST", "PATCH", "DELETE")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with somebody in each role."""
    return desk_of_people.founded(tmp_path_factory.mktemp("acts"), campaign)


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk."""
    with desk_of_people.at(folder) as found:
        yield found


def asked(desk: DeskAt) -> list[tuple[str, str, route_acts.Named]]:
    """Return the method, an address and the act of everything that the desk answers to, but what is for anybody."""
    found = []
    for how, rule in desk.routes:
        posts = tuple(route_acts.POST_ACTS) if (how, rule) == ("POST", route_acts.POST_ACT) else ("hold",)
        for one in posts:
            given = {**VALUES, "act": one} | ({"number": "999"} if rule.startswith(GONE) else {})
            address = GIVEN.sub(lambda name: given.get(name[1], "1"), rule)  # noqa: B023
            act = route_acts.named(how, rule, given)
            if how in METHODS and act not in (None, route_acts.ANYBODY) and address not in SLOW:
                found.append((how, address, act))
    return found


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_its_acts_and_no_other(desk: DeskAt, folder: Path, role: Role) -> None:
    """Every address does what its act is for the roles that have it, and says to all others who may."""
    cookie = f"desk_{desk.port}={desk_of_people.token(folder, role)}"
    wrong = []
    for how, address, act in asked(desk):
        body = b"" if how != "GET" else None
        answer = desk.ask(how, address, body, {"Cookie": cookie})
        params = {"role": role, "known": acts.ACTS[act].roles}  # type: ignore[index]
        told = translate.say("desk-role", params, "nl")
        has = role in acts.ACTS[act].roles  # type: ignore[index]
        if (answer.status == 403) is has or (told in served_desk.told(answer)) is has:
            wrong.append((how, address, act, answer.status))
    assert wrong == []


def test_each_address_has_its_act(desk: DeskAt) -> None:
    """An address without an act is refused to everybody: there is none, so a new one joins the table of acts."""
    assert [(how, rule) for how, rule in desk.routes if route_acts.named(how, rule, VALUES) is None] == []
    assert set(route_acts.POST_ACTS) == set(post_acts.ACTS)


def test_what_is_not_declared_is_nobodys() -> None:
    """An act that stands in no row has no role, not even that of whoever has the computer."""
    assert not acts.may(acts.OWNER, "hack")
    assert not acts.may(acts.OWNER, "")
    assert all(acts.may(acts.OWNER, act) for act in acts.ACTS)


def test_a_refusal_by_role_is_written_down(desk: DeskAt, folder: Path) -> None:
    """What an editor tried that only a publisher may changes nothing, and stands among the notes of the door."""
    cookie = f"desk_{desk.port}={desk_of_people.token(folder, 'editor')}"
    for act in ("release-now", "send-now", "remove", "cancel", "approve", "settle-published"):
        form = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        assert desk.ask("POST", f"/posts/1/{act}", b"version=1&by=Iemand+Anders&id=1_2", form).status == 403
    found = desk_of_people.notes(folder)
    assert {act for what, act, _ in found if what == "role-refused"} >= {"publish", "approve"}


@pytest.mark.parametrize(
    ("organisation", "by", "status", "said"),
    [
        ("Brusoc", "Approver Voorbeeld", 409, "Hefboom"),
        ("", "Iemand Anders", 200, ""),
    ],
)
def test_an_approver_speaks_for_one_organisation(
    desk: DeskAt, folder: Path, organisation: str, by: str, status: int, said: str
) -> None:
    """Whoever may say yes for one organisation says it for no other, and under no other name than the one logged in."""
    cookie = f"desk_{desk.port}={desk_of_people.token(folder, 'approver')}"
    page = desk.get("/posts/1", Cookie=cookie).text
    version = re.search(r'name="version" value="(\w+)"', page)
    assert version
    form = f"version={version[1]}&by={by.replace(' ', '+')}&for={organisation}".encode()
    told = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    answer = desk.ask("POST", "/posts/1/approve", form, told)
    assert (answer.status, said in answer.text) == (status, True), served_desk.told(answer)
    with desk_of_people.books(folder) as opened, opened.engine.connect() as books:
        query = "SELECT person.name, organisation FROM approval JOIN person ON person.id = by_person_id"
        yeses = books.exec_driver_sql(query).fetchall()
    assert yeses == ([] if said else [("Approver Voorbeeld", "Hefboom")])
