"""A copy of a campaign says that it is one: what is changed there, paused there or taken off a Page there."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from campaign import new_campaign
from campaign.cli.app import utc_now
from schedules.home import standing
from schedules.rehearsal import server
from tests import office as campaign_office
from tests.office import Office
from tests.queue_campaign import Campaign

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

WARNING = "Warning: this folder is a copy"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Served]:
    """A Page for all tests here: each publishes captions of its own."""
    with server.start(tmp_path_factory.mktemp("page"), port=0, name="MEY", clock=utc_now) as served:
        yield served


@pytest.fixture
def office(tmp_path: Path, page: server.Served) -> Office:
    """A new campaign on that Page, with a post of the far future."""
    made = campaign_office.opened(tmp_path, page)
    made.say(made.a, "waits", at="2030-03-04 10:00")
    return made


ADDED = ("post", "add", "--caption", "new", "--language", "nl", "--at", "2030-03-05 10:00")
CHANGING = (
    ADDED,
    ("post", "hold", 1),
    ("post", "move", 1, "--at", "2030-03-06 10:00"),
    ("post", "cancel", 1),
)


def test_what_is_changed_in_a_copy_is_said_to_stay_there(office: Office) -> None:
    """Each command that changes a copy says in one line on stderr where the campaign is, and answers as ever."""
    b = office.copy()
    for words in CHANGING:
        done = office.run(b, *words, "--json")
        json.loads(done.stdout)
        assert (done.exit_code, done.stderr.count(WARNING)) == (0, 1), (words, done.stderr)
        assert f"{office.a} " in next(line for line in done.stderr.splitlines() if WARNING in line)


def test_the_campaign_itself_says_nothing_of_copies(office: Office) -> None:
    """In the campaign nothing is said, whatever is changed; in a copy nothing where nothing is changed."""
    b = office.copy()
    for folder, words in [(office.a, ADDED), (b, ("log",)), (b, ("post", "list")), (b, ("consent", "tasks"))]:
        done = office.run(folder, *words)
        assert (done.exit_code, WARNING in done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize("act", ["pause", "resume"])
def test_a_copy_cannot_pause_the_campaign(office: Office, act: str) -> None:
    """`pause` and `resume` refuse in a copy and name the command that does it, for nobody may rely on a pause there."""
    b = office.copy()
    refused = office.run(b, act)
    assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (3, "", 1)
    assert f"campaign {act} --dir {office.a}" in refused.stderr
    assert office.run(office.a, act).exit_code == 0


def test_a_pause_survives_that_the_campaign_is_taken_over(office: Office) -> None:
    """Whoever adopts a campaign that is paused has it paused, for the same reason."""
    b = office.copy()
    assert office.run(office.a, "pause", "Election silence").exit_code == 0
    adopted = office.run(b, "adopt", "--yes", "--json")
    assert (adopted.exit_code, json.loads(adopted.stdout)["paused"]) == (0, True)
    assert "Election silence" in adopted.stderr
    assert "Election silence" in office.run(b, "status").stdout.replace("\n", " ")


@pytest.mark.slow
def test_a_restored_copy_takes_over_the_pause_of_the_campaign(office: Office) -> None:
    """What was restored is paused for a reason of its own; adopted, it names the campaign's reason too."""
    assert office.run(office.a, "backup", office.room / "b.zip").exit_code == 0
    assert (
        office.run(office.room, "restore", office.room / "b.zip", office.room / "c", "--yes").exit_code == 0
    )
    assert office.run(office.a, "pause", "Election silence").exit_code == 0
    said = office.run(office.room / "c", "adopt", "--yes").stderr
    assert "is paused (Election silence; restored from a backup)" in said


def test_a_campaign_that_goes_on_unpaused_is_not_paused(office: Office) -> None:
    """Without a pause there, there is none here."""
    b = office.copy()
    assert office.run(office.a, "post", "hold", 1).exit_code == 0
    assert json.loads(office.run(b, "adopt", "--yes", "--json").stdout)["paused"] is False


def test_what_stays_behind_is_named(office: Office) -> None:
    """Posts that were held, cancelled, added or changed in the former folder since are named by their numbers."""
    for hour in range(3):
        office.say(office.a, f"post {hour}", at=f"2030-03-05 1{hour}:00")
    b = office.copy()
    for words in (
        ("post", "hold", 1),
        ("post", "cancel", 2),
        ("post", "move", 3, "--at", "2030-04-01 10:00"),
        ADDED,
    ):
        assert office.run(office.a, *words).exit_code == 0
    said = office.run(b, "adopt", "--yes").stderr
    line = next(line for line in said.splitlines() if "since this copy was made" in line)
    for told in ("held: 1", "cancelled: 2", "changed: 3", "added: 5", str(office.a)):
        assert told in line


def test_nothing_stays_behind_where_nothing_went_on(office: Office) -> None:
    """Where nothing happened since the copy was made, nothing is said of it."""
    b = office.copy()
    assert "stays behind" not in office.run(b, "adopt", "--yes").stderr


def test_a_restored_copy_is_adopted_next(office: Office) -> None:
    """A backup restored beside its campaign ends with the command that is next there, not with `campaign resume`."""
    assert office.run(office.a, "backup", office.room / "b.zip").exit_code == 0
    copy = office.room / "copy"
    done = office.run(office.room, "restore", office.room / "b.zip", copy, "--yes")
    assert done.exit_code == 0
    assert f"campaign adopt --dir {copy}" in done.stdout
    assert "until `campaign resume`" not in done.stdout


def test_nobody_is_told_to_run_a_copy(office: Office) -> None:
    """`doctor` says in a copy where the campaign is, and never to start a service there."""
    with closing(sqlite3.connect(office.a / "campaign.db")) as books, books:
        books.execute(
            "INSERT OR REPLACE INTO heartbeat (id, holder, pid, started_at, last_tick, stopped_at)"
            " VALUES (1, 'x', 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
        )
    b = office.copy()
    assert [office.run(one, "doctor").stdout.count("`campaign run`") for one in (office.a, b)] == [1, 0]


def test_status_names_where_the_campaign_is_once(office: Office) -> None:
    """In a copy the row of the campaign's place has a name of its own, beside that of the service."""
    b = office.copy()
    rows = [line.split("│")[1].strip() for line in office.run(b, "status").stdout.splitlines() if "│" in line]
    assert (rows.count("Campaign is at"), [row.lower() for row in rows].count("service")) == (1, 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("configured", "said"),
    [("", "a rehearsal Page of its own, and only that one was cleaned"), ("real", "nothing here goes on")],
    ids=["rehearsal", "no token"],
)
def test_a_withdrawal_in_a_copy_says_what_it_reached(
    queue: Campaign,
    tmp_path_factory: pytest.TempPathFactory,
    campaign: Callable[..., Result],
    configured: str,
    said: str,
) -> None:
    """In a copy a withdrawal claims nothing of the campaign's Page that it did not do, and names what is to be run."""
    number = queue.queue_film(caption="Weg ermee")
    if configured:
        for _ in range(6):
            queue.work(number)
            queue.clock.on(seconds=5)
    new_campaign.create(queue.folder / "new", new_campaign.first_settings(name="C"))
    told = (
        f'\n[page]\nid = "{queue.served.page_id}"\ngraph_url = "{queue.served.graph_url}"\n'
        if configured
        else ""
    )
    text = (queue.folder / "new" / "campaign.toml").read_text(encoding="utf-8")
    (queue.folder / "campaign.toml").write_text(text + told, encoding="utf-8")
    standing.settle(queue.folder, queue.books)
    copy = shutil.copytree(queue.folder, tmp_path_factory.mktemp("copy") / "c")
    done = campaign("consent", "withdraw", "bakery", folder=copy)
    assert said in done.stderr
    assert "taken off the Page" not in done.stderr
    assert f"campaign consent withdraw bakery --dir {queue.folder}" in done.stderr


@pytest.mark.slow
def test_forms_that_stay_behind_are_counted(
    queue: Campaign, tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]
) -> None:
    """A consent that was voided in the former folder since still stands in the copy: `adopt` says so."""
    queue.queue_film(caption="Nog niet")
    new_campaign.create(queue.folder / "new", new_campaign.first_settings(name="C"))
    (queue.folder / "new" / "campaign.toml").rename(queue.folder / "campaign.toml")
    standing.settle(queue.folder, queue.books)
    copy = shutil.copytree(queue.folder, tmp_path_factory.mktemp("copy") / "c")
    assert campaign("consent", "void", 1, folder=queue.folder).exit_code == 0
    done = campaign("adopt", "--yes", folder=copy)
    assert "(consents recorded or voided: 1)" in done.stderr
