"""What a page offers, somebody's role may do: every button, form and link of every page, walked as each role."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from campaign.people import acts
from campaign.web.people import route_acts
from schedules.database import accounts
from schedules.model.colleagues import ROLES, Role
from tests import desk_pages
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.people import desk_of_people
from tests.desk_pages import Founded
from tests.served_desk import DeskAt

PARTS = ("/posts/1/film-errors", "/uploads", "/status/checks")  # pages of which another is a part
FETCHED = {"hx-get": "GET", "hx-post": "POST", "hx-put": "PUT", "hx-patch": "PATCH", "hx-delete": "DELETE"}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Founded:
    """A campaign with a post in each state, asked for by link, a task, and somebody in each role."""
    found = desk_pages.founded(tmp_path_factory.mktemp("offered"), campaign)
    with desk_of_people.books(found.folder) as opened, opened.write() as session:
        for role in ROLES:
            whose = "Brusoc" if role == "approver" else None
            name = desk_of_people.NAMES[role]
            accounts.add(session, name, role, organisation=whose, email=None, now=found.now)
    for number in (2, 3):
        campaign("post", "invite", number, "--for", "Brusoc", folder=found.folder)
    return found


@pytest.fixture(scope="module")
def desk(founded: Founded) -> Iterator[DeskAt]:
    """Its desk."""
    with founded.desk() as found:
        yield found


@dataclass
class Button:
    """A button of a form, or a form's first: where it sends to and how."""

    method: str
    action: str


class _Offers(HTMLParser):
    """Reads what a page offers: pressed buttons, links, and what a script fetches by itself or on a press."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at, self.found = at, set[tuple[str, str]]()
        self.forms: dict[str, Button] = {}
        self.named: list[tuple[str, Button]] = []
        self.within: Button | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        for name, how in FETCHED.items():
            if name in told:
                self.found.add((how, told[name]))
        if tag == "form":
            how = told.get("method", "get").upper()
            self.within = Button(how, told.get("action", "") or self.at) if how != "DIALOG" else None
            if "id" in told and self.within:
                self.forms[told["id"]] = self.within
        elif tag == "a" and told.get("href", "").startswith("/"):
            self.found.add(("GET", told["href"]))
        elif tag == "button" and told.get("type", "submit") == "submit" and "disabled" not in told:
            if "formaction" in told:
                self.found.add(("POST", told["formaction"]))
            elif "form" in told:
                self.named.append((told["form"], Button("", "")))
            elif self.within:
                self.found.add((self.within.method, self.within.action))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.within = None

    def close(self) -> None:
        super().close()
        for name, _ in self.named:
            if form := self.forms.get(name):
                self.found.add((form.method, form.action))


def offered(desk: DeskAt, at: str, cookie: str) -> set[tuple[str, str]]:
    """Return how and where a page leads somebody; nothing where they may not see it."""
    answer = desk.get(at, Cookie=cookie)
    if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
        return set()
    reader = _Offers(at)
    reader.feed(answer.text)
    reader.close()
    return {one for one in reader.found if not one[1].startswith(("/shipped/", "/log-in", "/leave"))}


def act_of(known: Map, how: str, address: str) -> str | None:
    """Return the act of an address, by the table that the door asks."""
    path = urlsplit(address).path
    try:
        rule, given = known.bind("localhost").match(path, method=how, return_rule=True)
    except HTTPException:
        return None
    return route_acts.named(how, rule.rule, given)


@pytest.mark.parametrize("role", ROLES)
def test_a_page_offers_what_a_role_may_do(desk: DeskAt, founded: Founded, role: Role) -> None:
    """No button, form or link of any page leads a role to what the table of acts and roles refuses it."""
    cookie = f"desk_{desk.port}={desk_of_people.token(founded.folder, role, now=founded.now)}"
    known = Map([Rule(rule, methods=[how]) for how, rule in desk.routes])
    pages = [founded.board, *desk_pages.pages(desk), *PARTS]
    pages += [f"/posts/{number}" for number in range(2, len(desk_pages.SHOWN) + 1)]
    wrong = {
        (at, how, address, act)
        for at in dict.fromkeys(pages)
        for how, address in offered(desk, at, cookie)
        if (act := act_of(known, how, address)) != route_acts.ANYBODY
        and (act is None or role not in acts.ACTS[act].roles)  # type: ignore[index]
    }
    assert wrong == set(), "\n".join(sorted(map(str, wrong)))


@pytest.mark.parametrize(
    ("role", "has", "lacks"),
    [
        ("editor", ("data-movable", "data-holdable"), ("Start de dienst", "Leg een formulier vast")),
        ("approver", (), ("Start de dienst", "data-movable", "data-holdable", 'id="film-files"')),
        ("publisher", ("Start de dienst", "data-movable", 'id="film-files"'), ()),
    ],
)
def test_what_a_script_does_is_offered_by_role(
    desk: DeskAt, founded: Founded, role: Role, has: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    """What is dragged, sent by a script or led to by the red bar is there for the roles that may do it alone."""
    cookie = f"desk_{desk.port}={desk_of_people.token(founded.folder, role, now=founded.now)}"
    seen = "".join(desk.get(at, Cookie=cookie).text for at in (founded.board, "/posts/2", "/films"))
    assert [one for one in has if one not in seen] == []
    assert [one for one in lacks if one in seen] == []
