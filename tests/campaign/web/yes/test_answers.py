"""A partner answers by link: what a yes and a no do, and what every bad day of a link leads to."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from campaign import workspace
from campaign.own_name import OwnName
from campaign.settings import settings
from schedules.database import invitations
from tests import served_desk
from tests.campaign.reports.reported_campaign import Run, copied
from tests.campaign.web.yes import asked_campaign as asked
from tests.campaign.web.yes.asked_campaign import ORGANISATION, Partner
from tests.served_desk import DeskAt, told


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign, made once."""
    return asked.founded(tmp_path_factory.mktemp("asked"), campaign)


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """One of a test's own."""
    return copied(founded, tmp_path)


@pytest.fixture
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk, at which nobody is."""
    own = OwnName(
        folder=folder / "own", given="An Peeters"
    )  # who sits there has nothing to do with answers by link
    with served_desk.at(folder, admitted=False, own=own) as found:
        yield found


@pytest.fixture
def partner(desk: DeskAt, folder: Path, campaign: Run) -> Partner:
    """Somebody of an organisation that is asked for both posts."""
    return Partner(desk=desk, path=asked.invited(folder, campaign, 1, 2, "--for", ORGANISATION))


def state(folder: Path, run: Run, number: int) -> str:
    """Return where a post stands."""
    found: str = json.loads(run("post", "show", number, "--json", folder=folder).stdout)["state"]
    return found


def log(folder: Path, run: Run) -> list[tuple[str, str]]:
    """Return what happened, and by whom."""
    return [(one["event"], one["by"]) for one in json.loads(run("log", "--json", folder=folder).stdout)]


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    """Ask the database."""
    with closing(sqlite3.connect(folder / "campaign.db")) as books:
        return books.execute(query).fetchall()


def test_a_yes_by_link_approves_for_the_organisation(partner: Partner, folder: Path, campaign: Run) -> None:
    """A pressed yes approves the post as it was seen; the log names the organisation, and the page says when."""
    page = partner.get("?lang=nl")
    assert "Mogen we dit publiceren?" in told(page)
    assert "On écoute d’abord" in told(page)
    answer = partner.yes(1)
    assert (answer.status, answer.headers["location"]) == (303, f"{partner.path}?post=1&did=yes")
    assert state(folder, campaign, 1) == "approved"
    assert state(folder, campaign, 2) == "draft"
    assert "Vous avez dit oui" in told(partner.get("?post=1"))
    assert ("approved", f"{ORGANISATION}, by link") in log(folder, campaign)


def test_a_no_keeps_the_post_back(partner: Partner, folder: Path, campaign: Run) -> None:
    """A no with its reason takes an approved post back to draft; a later yes approves it again."""
    partner.yes(1)
    assert partner.no(1).status == 303
    assert state(folder, campaign, 1) == "draft"
    assert "Het bedrag mag er niet in." in told(partner.get("?post=1"))
    assert ("approval-refused", f"{ORGANISATION}, by link") in log(folder, campaign)
    partner.yes(1)
    assert state(folder, campaign, 1) == "approved"


def test_looking_answers_nothing(partner: Partner, folder: Path) -> None:
    """A mail scanner that opens the link and all that it leads to, with GET and HEAD, changes nothing."""
    before = rows(folder, "SELECT * FROM post"), rows(folder, "SELECT count(*) FROM event")
    for how in ("GET", "HEAD"):
        for more in ("", "?post=2", "/no/1", "/yes/1", "/yes/2", "/film/1", "/still/1", "/nowhere"):
            answer = partner.desk.ask(how, partner.path + more, headers={"Cookie": None})
            assert answer.status in (200, 404), more
    after = (
        rows(folder, "SELECT * FROM post"),
        rows(folder, "SELECT count(*) FROM event WHERE event <> 'link-refused'"),
    )
    assert (after, rows(folder, "SELECT * FROM link_answer")) == (before, [])


def test_a_page_of_a_link_holds_nothing_else(partner: Partner) -> None:
    """No cookie, no script of its own, no menu; it tells nobody its address, and nothing but its posts is reached."""
    page = partner.get()
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert "set-cookie" not in page.headers
    assert not any(f'href="{one}"' in page.text for one in ("/", "/films", "/status", "/settings"))
    for path in ("/", "/posts/1", "/posts/1/film", "/films", "/changes", "/status"):
        assert partner.desk.ask("GET", path, headers={"Cookie": None}).status == 401


@pytest.mark.parametrize("twice", ["yes", "no"])
def test_the_same_answer_twice_is_one(partner: Partner, folder: Path, twice: str) -> None:
    """Pressed twice, or from two phones, an answer is kept once."""
    seen = partner.seen(1)
    for _ in range(2):
        if twice == "yes":
            assert partner.yes(1, seen).status == 303
        else:
            assert partner.no(1).status == 303
    assert rows(folder, "SELECT yes FROM link_answer") == [(int(twice == "yes"),)]
    assert len(rows(folder, "SELECT 1 FROM approval")) == int(twice == "yes")


def test_two_phones_answer_otherwise(partner: Partner, folder: Path, campaign: Run) -> None:
    """From two phones the later answer counts: a no after a yes takes it back."""
    partner.yes(1)
    partner.no(1)
    assert state(folder, campaign, 1) == "draft"
    assert [one for (one,) in rows(folder, "SELECT yes FROM link_answer ORDER BY id")] == [1, 0]


def test_a_text_that_changed_while_it_was_read(partner: Partner, folder: Path, campaign: Run) -> None:
    """A yes to a text that is no longer the one seen keeps nothing, and shows the new one."""
    seen = partner.seen(1)
    campaign("post", "edit", 1, "--caption", "On écoute, puis on calcule.", folder=folder)
    answer = partner.yes(1, seen)
    assert answer.status == 409
    assert "rien n’a été enregistré" in told(answer)
    assert "On écoute, puis on calcule." in told(answer)
    assert (state(folder, campaign, 1), rows(folder, "SELECT * FROM link_answer")) == ("draft", [])


@pytest.mark.parametrize("said", ["yes", "no"])
def test_an_edit_voids_an_answer(partner: Partner, folder: Path, campaign: Run, said: str) -> None:
    """A post that was changed after the answer waits for a new one, and the page says so."""
    if said == "yes":
        partner.yes(1)
    else:
        partner.no(1)
    campaign("post", "edit", 1, "--caption", "On écoute, puis on calcule.", folder=folder)
    assert state(folder, campaign, 1) == "draft"
    assert "votre réponse, qui ne compte donc plus" in told(partner.get("?post=1"))
    assert partner.yes(1).status == 303
    assert state(folder, campaign, 1) == "approved"


ALTERED = {
    "nothing": lambda path: "/yes/",
    "a letter less": lambda path: path[:-1],
    "another end": lambda path: f"{path[:-4]}AAAA",
    "another serial": lambda path: f"/yes/AAAA{path[9:]}",
    "another's signature": lambda path: f"{path.partition('.')[0]}.{'A' * 43}",
    "much too long": lambda path: path + "A" * 5000,
    "no letters": lambda path: "/yes/%00%ff%2e%2e",
}


@pytest.mark.parametrize("alter", ALTERED.values(), ids=ALTERED)
def test_an_altered_link_gets_nothing(partner: Partner, alter: object) -> None:
    """A link that is not as it was signed leads to a sentence, and to nothing of the campaign."""
    path = alter(partner.path)  # type: ignore[operator]
    for answer in (
        partner.desk.ask("GET", path, headers={"Cookie": None}),
        Partner(desk=partner.desk, path=path).yes(1),
    ):
        assert answer.status in (401, 404, 308)  # 308: two slashes become one
        assert "écoute" not in answer.text
        assert "MEY" not in answer.text


@pytest.mark.parametrize(
    "change", ["asked_as = 'Crédal'", "expires_at = '2030-01-01 00:00:00'", "posts = '[]'"]
)
def test_what_was_signed_cannot_be_stretched(partner: Partner, folder: Path, change: str) -> None:
    """Whom, until when and for which posts it asks is signed: a row that says otherwise opens nothing."""
    with closing(sqlite3.connect(folder / "campaign.db")) as books, books:
        books.execute(f"UPDATE invitation SET {change}")
    assert partner.get().status == 404


def test_a_revoked_link_gets_nothing(partner: Partner, folder: Path, campaign: Run) -> None:
    """A link that was taken back says so, whatever is asked of it; its answers stay."""
    partner.yes(1)
    assert campaign("post", "invite", "--revoke", 1, folder=folder).exit_code == 0
    for answer in (partner.get(), partner.yes(2, "x"), partner.no(2), partner.get("/film/1")):
        assert answer.status == 410
        assert "écoute" not in answer.text
    assert state(folder, campaign, 1) == "approved"
    assert ("link-refused", f"{ORGANISATION}, by link") in log(folder, campaign)


def test_an_old_link_gets_nothing(partner: Partner, folder: Path, campaign: Run) -> None:
    """After its last day a link leads nowhere."""
    partner.desk.pass_by(days=400)
    assert [one.status for one in (partner.get(), partner.yes(1, "x"))] == [410, 410]
    assert state(folder, campaign, 1) == "draft"


def test_a_post_of_another_link_is_not_reached(partner: Partner, folder: Path, campaign: Run) -> None:
    """A link answers for its own posts alone, whatever number is put into the address."""
    other = Partner(desk=partner.desk, path=asked.invited(folder, campaign, 2, "--for", "Crédal"))
    for answer in (other.get("/no/1"), other.yes(1, "x"), other.get("/film/1"), other.get("/still/1")):
        assert answer.status == 404
    assert "On écoute" not in told(other.get("?post=1"))
    assert state(folder, campaign, 1) == "draft"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ("UPDATE post SET state = 'cancelled' WHERE number = 1", 409),
        ("UPDATE post SET state = 'removed' WHERE number = 1", 409),
        ("UPDATE post SET state = 'published' WHERE number = 1", 409),
        ("UPDATE post SET state = 'publishing' WHERE number = 1", 409),
    ],
)
def test_a_post_that_is_over(partner: Partner, folder: Path, change: str, status: int) -> None:
    """What was cancelled, removed or has appeared meanwhile takes no answer, and the page says which."""
    seen = partner.seen(1)
    with closing(sqlite3.connect(folder / "campaign.db")) as books, books:
        books.execute(change)
    assert partner.yes(1, seen).status == status
    page = partner.get("?post=1")
    assert "On ne vous demande plus rien." in told(page)
    assert "<form" not in page.text
    assert rows(folder, "SELECT * FROM link_answer") == []


@pytest.mark.parametrize(
    ("words", "about", "said"),
    [
        ("x" * 301, ("text",), "301 caractères"),
        ("   \n ", ("text",), "Écrivez en une phrase"),
        ("Le montant.", (), "Choisissez ce que cela concerne"),
        ("Le montant.", ("everything",), "Choisissez ce que cela concerne"),
    ],
)
def test_a_reason_that_cannot_be_kept(
    partner: Partner, folder: Path, words: str, about: tuple[str, ...], said: str
) -> None:
    """A sentence that is too long or empty, or about nothing, is asked for again with what was typed."""
    answer = partner.post("/no/1", seen=partner.seen(1), words=words, about=about)
    assert answer.status == 422
    assert said in told(answer)
    assert words.strip() in answer.text
    assert rows(folder, "SELECT * FROM link_answer") == []


def test_a_script_in_the_sentence_is_text(partner: Partner, folder: Path) -> None:
    """What a partner writes is shown as text, on their page and at the desk."""
    partner.no(1, "<script>alert(1)</script> \"' & <b>gras</b>")
    desk = partner.desk
    desk.cookie = desk.get(f"/open?key={desk.sessions.key}").cookie
    for page in (partner.get("?post=1"), partner.get("/no/1"), desk.get("/posts/1")):
        assert "&lt;script&gt;alert(1)" in page.text
        assert "<script>alert" not in page.text


def test_guesses_get_nothing_and_are_one_line(partner: Partner, folder: Path, campaign: Run) -> None:
    """A thousand guessed links a minute get nothing and are logged once each way; then a good one opens again."""
    answers = [
        partner.desk.ask("GET", f"/yes/{n:022d}.{'A' * 43}", headers={"Cookie": None}) for n in range(200)
    ]
    assert {one.status for one in answers} == {404, 429}
    assert [one.status for one in answers].count(404) == 20
    assert not any("MEY" in one.text for one in answers)
    assert [one for one, _ in log(folder, campaign)].count("link-refused") == 2
    assert partner.get().status == 429
    partner.desk.pass_by(seconds=61)
    assert partner.get().status == 200


def test_answers_of_a_link_are_bounded(partner: Partner) -> None:
    """A link answers so often a minute, and no more."""
    assert {partner.yes(1, "x").status for _ in range(40)} == {409, 429}


def test_a_link_from_another_site_is_followed_and_answers_come_from_its_page(partner: Partner) -> None:
    """A letter leads to the page; another site can neither press its buttons nor show it within a page of its own."""
    led = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert partner.get(**led).status == 200
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for more in (
        {"Origin": "http://mey.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": None},
    ):
        told = {"Cookie": None, **form, **more}
        assert partner.desk.ask("POST", f"{partner.path}/yes/1", b"seen=x", told).status == 403
    assert partner.get(**{**led, "Sec-Fetch-Dest": "iframe"}).status == 403


def test_a_film_plays_until_a_consent_ends(folder: Path, desk: DeskAt, campaign: Run) -> None:
    """A film plays by the link in pieces; once a consent is taken back nothing of it is shown, and nothing is asked."""
    assert campaign(*asked.FILM, "--at", "2026-12-09 18:30", folder=folder).exit_code == 0
    partner = Partner(desk=desk, path=asked.invited(folder, campaign, 3, "--for", ORGANISATION))
    seen = partner.seen(3)
    assert 'src="' + f"{partner.path}/film/3" in partner.get().text
    piece = partner.get("/film/3", Range="bytes=0-99")
    assert (piece.status, len(piece.content), piece.headers["cache-control"]) == (206, 100, "no-store")
    with closing(sqlite3.connect(folder / "campaign.db")) as books, books:
        books.execute("UPDATE consent SET until = '2026-11-01'")
    assert [partner.get(one).status for one in ("/film/3", "/poster/3", "/still/3")] == [404, 404, 404]
    page = partner.get()
    assert "Dit kan niet meer getoond worden" in told(page)
    assert "Elke nacht" not in page.text
    assert partner.yes(3, seen).status == 409


def test_two_organisations_each_by_link(folder: Path, desk: DeskAt, campaign: Run) -> None:
    """Where two voices are needed, each organisation's link is one; the same organisation's second is none more."""
    with (folder / "campaign.toml").open("a", encoding="utf-8") as written:
        written.write("\n[service]\napprovals = 2\n")
    one, other = (
        Partner(desk=desk, path=asked.invited(folder, campaign, 1, "--for", name))
        for name in (ORGANISATION, "Crédal")
    )
    again = Partner(desk=desk, path=asked.invited(folder, campaign, 1, "--for", ORGANISATION, "--days", 3))
    assert [each.yes(1).status for each in (one, again)] == [303, 303]
    assert state(folder, campaign, 1) == "draft"
    assert other.yes(1).status == 303
    assert state(folder, campaign, 1) == "approved"


def test_a_withdrawal_erases_what_partners_wrote(partner: Partner, folder: Path) -> None:
    """The sentence of a no goes with the words of the posts of whoever withdraws; that it was a no stays."""
    partner.no(1, "Zénobie wil dit niet.")
    with (
        workspace.opened(folder, settings.load(folder / settings.FILE)) as opened,
        opened.store.write() as session,
    ):
        invitations.forget_words(session, (), "Zénobie Quaghebeur")
    assert rows(folder, "SELECT yes, words FROM link_answer") == [(0, "")]


def test_a_yes_to_what_is_not_ready(partner: Partner, folder: Path) -> None:
    """A post that has to be put right first takes no yes: the partner reads that, and no command of ours."""
    with closing(sqlite3.connect(folder / "campaign.db")) as books, books:
        books.execute(
            "UPDATE post SET due_at = '2026-11-01 18:30:00', due_wall = '2026-11-01T18:30:00' WHERE number = 1"
        )
    answer = partner.yes(1)
    assert answer.status == 409
    assert "Votre oui n’a pas encore pu être enregistré" in told(answer)
    assert "campaign " not in told(answer)
    assert rows(folder, "SELECT * FROM link_answer") == []


def test_a_no_to_what_was_seen_before_it_changed(partner: Partner, folder: Path, campaign: Run) -> None:
    """A no is to what the page before the reason showed: changed between them, it keeps nothing."""
    seen = partner.seen(1)
    campaign("post", "edit", 1, "--caption", "On écoute, puis on calcule.", folder=folder)
    assert f'name="seen" value="{seen}"' in partner.get(f"/no/1?seen={seen}").text
    assert partner.post("/no/1", seen=seen, words="Le montant.", about="text").status == 409
    assert rows(folder, "SELECT * FROM link_answer") == []


def test_a_film_is_seen_before_it_plays(desk: DeskAt, folder: Path, campaign: Run) -> None:
    """A still stands where the film plays until its cover is there; one that cannot be read leaves the film's own."""
    cover = folder / "cover.png"
    Image.new("RGB", (1280, 720), (40, 90, 90)).save(cover)
    line = (*asked.FILM, "--at", "2036-12-03 18:30", "--thumbnail", cover)
    assert campaign(*line, folder=folder).exit_code == 0
    partner = Partner(desk=desk, path=asked.invited(folder, campaign, 3, "--for", ORGANISATION))
    assert f'<img class="under" src="{partner.path}/still/3"' in partner.get().text
    assert [partner.get(one).status for one in ("/still/3", "/poster/3")] == [200, 200]
    kept = next((folder / "pictures").rglob("*.png"))
    kept.write_bytes(b"no picture")
    assert partner.get("/poster/3").status == 200
