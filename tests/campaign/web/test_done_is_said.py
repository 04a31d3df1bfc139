"""Whatever somebody changes at the desk, the page that follows says what was done."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlmodel import col, select

from campaign.own_name import OwnName
from schedules.database import engine
from schedules.database.tables import Event
from tests import desk_forms, office, served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.films import desk_of_films, test_consents
from tests.campaign.web.posts.filled_forms import act, fields, version
from tests.campaign.web.posts.test_acts_on_the_page import led
from tests.served_desk import Answer, DeskAt

PERSON = "Zénobie Quaghebeur"
SITS = "Mila Exempel-Aan-De-Balie"
SRT = b"1\n00:00:00,500 --> 00:00:02,500\nIk bak elke nacht brood.\n\n"
DESCRIBED = {"speaker": "Mila Exempel", "role": "entrepreneur", "organisation": "Brusoc", "language": "nl"}
Change = Callable[[DeskAt, Path], Answer]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film, a post of it and two without, made once."""
    folder = reported.founded(tmp_path_factory.mktemp("desk"), campaign)
    for words in (
        ("--testimony", "bakery", "--caption", "Brood en boter"),
        ("--caption", "Bericht twee", "--at", "5/12/2036 18:30"),
        ("--caption", "Bericht drie", "--at", "9/12/2036 18:30"),
    ):
        done = campaign("post", "add", "--language", "nl", *words, folder=folder)
        assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A copy of a test's own."""
    return office.made_home(shutil.copytree(founded, tmp_path / "c"))


@pytest.fixture
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk."""
    own = OwnName(folder=folder.parent / "own", given=SITS)
    with served_desk.at(folder, own=own) as found:
        yield found


def nameless(folder: Path) -> list[str]:
    """Return what staff did and nobody is known to have done."""
    store = engine.open_in(folder)
    try:
        with store.read() as session:
            whose = (col(Event.by) == "staff", col(Event.by_person_id).is_(None))
            return list(session.exec(select(Event.event).where(*whose)).all())
    finally:
        store.close()


def saved(desk: DeskAt, _folder: Path) -> Answer:
    """Type another text."""
    return desk.post("/posts/2/save", **(fields(desk.get("/posts/2")) | {"caption-2": "Anders"}))


def mended(desk: DeskAt, _folder: Path) -> Answer:
    """Have a text set right, which is not kept yet."""
    form = fields(desk.get("/posts/2")) | {"caption-2": "Twee..."}
    return desk.post("/posts/2/mend", **form, mend="caption:2")


def copied(desk: DeskAt, _folder: Path) -> Answer:
    """Copy a post to the other language."""
    return desk.post("/posts/1/copy", language="fr")


def copied_again(desk: DeskAt, folder: Path) -> Answer:
    """Copy it once more."""
    copied(desk, folder)
    return copied(desk, folder)


def pictured(desk: DeskAt, folder: Path) -> Answer:
    """Give a film's post a picture as its cover."""
    picture = desk.get("/posts/1/still").content
    body, head = desk_of_films.multipart([("version", version(desk, 1))], ("omslag.jpg", picture))
    return desk.ask("POST", "/posts/1/pictures", body.replace(b'name="evidence"', b'name="cover"'), head)


def added(desk: DeskAt, _folder: Path) -> Answer:
    """Add a post."""
    return desk.post("/posts/new", language="nl", caption="Nieuw")


def moved(desk: DeskAt, _folder: Path) -> Answer:
    """Move a post."""
    shown = desk.get("/posts/2/move").text
    found = re.search(r'name="version" value="(\d+)"', shown)
    assert found
    return desk.post("/posts/2/move", at="7/12/2036 19:00", version=found[1], back="/")


def film_saved(desk: DeskAt, _folder: Path) -> Answer:
    """Give a film a title."""
    page = desk.get("/films/bakery")
    form = {"theme": "Om vier uur", "speaker": PERSON, "role": "entrepreneur", "from": "0:00", "to": ""}
    organisation = re.search(r'name="organisation"[^>]*value="([^"]*)"', page.text)
    assert organisation
    return desk.post(
        "/films/bakery",
        **form,
        across="",
        down="",
        organisation=organisation[1],
        version=desk_of_films.version(page),
    )


def subtitled(desk: DeskAt, _folder: Path) -> Answer:
    """Bring subtitles."""
    told = [("version", desk_of_films.version(desk.get("/films/bakery"))), ("language", "nl")]
    body, head = desk_of_films.multipart(told, ("nl.srt", SRT))
    return desk.ask("POST", "/films/bakery/subtitles", body.replace(b'name="evidence"', b'name="file"'), head)


def covered(desk: DeskAt, _folder: Path) -> Answer:
    """Choose a moment of the film as a post's cover."""
    seen = desk_of_films.version(desk.get("/films/bakery"), "version-1")
    return desk.post("/films/bakery/cover", post="1", at="0:01", **{"version-1": seen})


def recorded(desk: DeskAt, _folder: Path) -> Answer:
    """Record a form."""
    return test_consents.record(desk)


def withdrawn(desk: DeskAt, _folder: Path) -> Answer:
    """Withdraw a consent."""
    return desk_of_films.withdrawn(desk)


def left(desk: DeskAt, _folder: Path) -> Answer:
    """Delete a file on its way."""
    place = desk_of_films.announced(desk, "a.mp4", 10).headers["location"]
    return desk.post(f"{place}/leave")


def described(desk: DeskAt, folder: Path) -> Answer:
    """Describe a film that has arrived."""
    film = next((folder / "films").glob("*.mp4")).read_bytes()
    place = desk_of_films.sent(desk, "bakkerij.mp4", film)
    told = {**DESCRIBED, "slug": "Fiets Winkel!", "theme": "", "meant-again": "near"}
    return desk.post(f"{place}/film", **told)


def paused(desk: DeskAt, _folder: Path) -> Answer:
    """Pause the campaign."""
    return desk.post("/status/pause", reason="Even nalezen")


def resumed(desk: DeskAt, folder: Path) -> Answer:
    """Let it go on."""
    paused(desk, folder)
    return desk_forms.of(desk.get("/status"), "/status/resume")[0].sent(desk)


def task_ended(desk: DeskAt, folder: Path) -> Answer:
    """Mark a task of a withdrawal as done, by the button that the page shows."""
    withdrawn(desk, folder)
    shown = desk.get("/status")
    button = re.search(r'action="(/status/tasks/\d+/done)"', shown.text)
    assert button
    return desk_forms.of(shown, button[1])[0].sent(desk)


def set_(desk: DeskAt, _folder: Path) -> Answer:
    """Give the campaign another name."""
    page = desk.get("/settings").text
    found = re.search(r'name="version" value="([^"]*)"', page)
    name = re.search(r'name="(name|[^"]*\bname)" value="MEY', page)
    assert found
    assert name, re.findall(r'name="[^"]*"', page)[:10]
    return desk.post("/settings", version=found[1], **{name[1]: "MEY 2027"})


def done(
    name: str, before: str = "", *, typed: dict[str, str] | None = None, steps: tuple[str, ...] = ()
) -> Change:
    """Return what does an act on the second post, after another act, or steps of the service."""

    def change(desk: DeskAt, folder: Path) -> Answer:
        for one in filter(None, before.split()):
            act(desk, 2, one, by="An Voorbeeld")
        led(folder, *steps, number=2)
        if name == "spread":
            desk.clock[0] = datetime(2036, 12, 6, 9, 0, tzinfo=UTC)
            desk.cookie = desk.get(f"/open?key={desk.sessions.key}").cookie
        return act(desk, 2, name, **(typed or {}))

    return change


def named(desk: DeskAt, _folder: Path) -> Answer:
    """Say who sits here."""
    return desk.post("/name", name="Mila Exempel", back="/films")


CHANGES: dict[str, tuple[str, Change, str]] = {
    "save": ("/posts/<int:number>/save", saved, "Bewaard."),
    "mend": ("/posts/<int:number>/mend", mended, "Twee…"),
    "copy": ("/posts/<int:number>/copy", copied, "is een concept in het Frans"),
    "copy again": ("/posts/<int:number>/copy", copied_again, "Er is al een bericht in het Frans"),
    "pictures": ("/posts/<int:number>/pictures", pictured, "Bewaard."),
    "add": ("/posts/new", added, "Bericht 4 is een concept."),
    "move": ("/posts/<int:number>/move", moved, "7 december 2036"),
    "film": ("/films/<slug>", film_saved, "Wat u aan de film wijzigde, is bewaard."),
    "subtitles": ("/films/<slug>/subtitles", subtitled, "De ondertitels in het Nederlands zitten in de campagne."),
    "cover": ("/films/<slug>/cover", covered, "Bericht 1 heeft die omslag"),
    "consent": ("/films/<slug>/consent", recorded, "vastgelegd als toestemming 2"),
    "withdraw": ("/films/<slug>/withdraw", withdrawn, "De toestemming is ingetrokken"),
    "leave": ("/uploads/<number>/leave", left, "Het bestand is verwijderd uit de campagne."),
    "describe": ("/uploads/<number>/film", described, "onder de korte naam fiets-winkel"),
    "pause": ("/status/pause", paused, "De campagne is gepauzeerd"),
    "resume": ("/status/resume", resumed, "Er wordt weer gepubliceerd."),
    "task": ("/status/tasks/<int:number>/done", task_ended, "is gedaan"),
    "settings": ("/settings", set_, "bewaard"),
    "name": ("/name", named, "Voortaan"),
    "approve": ("/posts/<int:number>/<act>", done("approve", typed={"by": "An"}), "akkoord voor bericht 2 is gegeven"),
    "unapprove": ("/posts/<int:number>/<act>", done("unapprove", "approve"), "akkoord voor bericht 2 is ingetrokken"),
    "hold": ("/posts/<int:number>/<act>", done("hold", "approve"), "Bericht 2 wordt aangehouden."),
    "release": ("/posts/<int:number>/<act>", done("release", "approve hold"), "Bericht 2 is vrijgegeven."),
    "release-now": ("/posts/<int:number>/<act>", done("release-now", "approve hold"), "Bericht 2 vertrekt nu."),
    "cancel": ("/posts/<int:number>/<act>", done("cancel"), "Bericht 2 is geannuleerd."),
    "retry": ("/posts/<int:number>/<act>", done("retry", "approve", steps=("failed",)), "opnieuw geprobeerd"),
}  # fmt: skip
OTHERWISE = {
    "/leave": "the page says that the desk is closed",
    "/reader": "the page itself is in the language or the colours that were chosen",
    "/uploads": "a script announces a film, and shows it in its list",
    "/posts/<int:number>/typed": "nothing is kept: the page shows what is being typed",
    **dict.fromkeys(
        ("/log-in", "/log-in/again", "/log-in/first", "/log-in/first/chosen"),
        "who comes in is told by tests of people, who must be there first",
    ),
    **dict.fromkeys(
        (
            "/people",
            "/people/<int:number>/code",
            "/people/<int:number>/remove",
            "/people/sessions/<int:number>/end",
        ),
        "told by the tests of the page of people",
    ),
    **dict.fromkeys(
        ("/yes/<token>/yes/<int:number>", "/yes/<token>/no/<int:number>", "/yes/<path:_rest>"),
        "told by the tests of a partner's link",
    ),
    **dict.fromkeys(
        ("/posts/<int:number>/invite", "/posts/<int:number>/invite/revoke"), "the same, of who asks"
    ),
    **{
        f"/films/<slug>/subtitles/<language>/{act}": "the editor's script says so; told by its tests"
        for act in ["align", "checked", "discard", "judged", "keep", "pasted", "transcribe", "working"]
    },
    "/status/start": "told by the tests of the service, which it needs",
}


def test_no_change_is_forgotten(desk: DeskAt) -> None:
    """Each address that changes something has a row here, or says why not."""
    posts = {rule for how, rule in desk.routes if how == "POST"}
    assert posts == {rule for rule, _, _ in CHANGES.values()} | set(OTHERWISE)


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_done_is_said(desk: DeskAt, folder: Path, name: str) -> None:
    """The answer to a change, or the page to which it leads, says what was done; the log says who did it."""
    _, change, said = CHANGES[name]
    before = nameless(folder)
    answer = change(desk, folder)
    assert answer.status in (200, 303), served_desk.told(answer)[:600]
    if answer.status == 303:
        answer = desk.get(quote(answer.headers["location"].partition("#")[0], safe="/?=&-%"))
    assert answer.status == 200
    shown = served_desk.told(answer) if name != "mend" else answer.text
    assert said in shown, shown[:1500]
    assert nameless(folder) == before
