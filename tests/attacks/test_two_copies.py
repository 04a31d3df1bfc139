"""The campaign exists once: a copy reads everything and publishes nothing, until somebody adopts it."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from filelock import FileLock

from campaign import new_campaign
from campaign.cli.app import utc_now
from schedules.home import standing
from schedules.rehearsal import server
from tests import office as campaign_office
from tests import page_view
from tests.office import Office
from tests.queue_campaign import Campaign

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Served]:
    """A Page for all tests here: each publishes captions of its own."""
    with server.start(tmp_path_factory.mktemp("page"), port=0, name="MEY", clock=utc_now) as served:
        yield served


@pytest.fixture
def office(tmp_path: Path, page: server.Served) -> Office:
    """A new campaign on that Page."""
    return campaign_office.opened(tmp_path, page)


def test_a_post_goes_out_from_one_of_two_copies(office: Office) -> None:
    """Of two copies, both run against one Page, the original publishes and the other says where the campaign is."""
    words = [f"once {number}" for number in range(3)]
    for one in words:
        office.say(office.a, one)
    b = office.copy()
    refused, done = office.run(b, "run", "--until-idle"), office.run(office.a, "run", "--until-idle")
    assert office.times(*words) == [1, 1, 1]
    assert (refused.exit_code, done.exit_code) == (3, 0)
    assert str(office.a) in refused.stderr
    assert "campaign adopt" in refused.stderr


def test_adopting_a_copy_moves_the_campaign_there(office: Office) -> None:
    """After `campaign adopt` the copy publishes, and the original refuses in turn and says where the campaign went."""
    office.say(office.a, "adopted")
    b = office.copy()
    adopted = office.run(b, "adopt", "--yes")
    refused, done = office.run(office.a, "run", "--until-idle"), office.run(b, "run", "--until-idle")
    assert (adopted.exit_code, refused.exit_code, done.exit_code) == (0, 3, 0), adopted.stderr + done.stderr
    assert str(b) in refused.stderr
    assert office.times("adopted") == [1]


def edited(folder: Path, **changes: object) -> None:
    """Let a folder's file of its home say something else."""
    path = folder / "campaign.home"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")


def is_home(office: Office, folder: Path) -> bool:
    """Tell whether there is nothing to adopt in a folder."""
    code = office.run(folder, "adopt").exit_code
    assert code in (0, 2)
    return code == 0


READING = (
    ("status",), ("log",), ("post", "list"), ("post", "show", 1), ("testimony", "list"), ("consent", "list"),
    ("check",), ("plan", "show"), ("plan", "export", "plan.csv"), ("report", "report.html"),
    ("post", "preview", 1, "post.html"), ("backup", "backup.zip"), ("page", "show"),
)  # fmt: skip


@pytest.mark.slow
def test_a_copy_reads_everything(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that only reads works in a copy as in the campaign itself."""
    monkeypatch.chdir(tmp_path)
    office.say(office.a, "to be read")
    b = office.copy()
    done = {words: office.run(b, *words) for words in READING}
    told = {words: (one.exit_code, "is a copy. The campaign" in one.stderr) for words, one in done.items()}
    assert told == dict.fromkeys(READING, (0, False))


def test_a_copy_says_what_it_is(office: Office) -> None:
    """`status` and `doctor` read in a copy, and say where the campaign is."""
    office.say(office.a, "to be read")
    b = office.copy()
    assert f"posts go out from {office.a}" in office.run(b, "status").stdout.replace("\n", " ")
    checks = json.loads(office.run(b, "doctor", "--json").stdout)
    assert [one["good"] for one in checks if one["check"] == "home-copy"] == [False]


def test_a_live_post_is_not_removed_from_a_copy(office: Office) -> None:
    """`post remove` in a copy leaves the Page as it is, and removes the post where the campaign is."""
    office.say(office.a, "live")
    assert office.run(office.a, "run", "--until-idle").exit_code == 0
    refused = office.run(office.copy(), "post", "remove", 1)
    assert (refused.exit_code, refused.stderr.count("\n"), office.times("live")) == (3, 1, [1])
    assert office.run(office.a, "post", "remove", 1).exit_code == 0


@pytest.mark.parametrize(
    "way",
    ["renamed", *(pytest.param(way, marks=pytest.mark.slow) for way in ("a folder", "a link", "and back"))],
)
def test_a_folder_that_was_renamed_just_works(office: Office, way: str) -> None:
    """A rename costs nothing: nothing is asked, nothing is said, posts go out."""
    office.say(office.a, way)
    new = office.room / "deep" / "nieuwe naam – été"
    new.parent.mkdir()
    if way == "a folder":
        new = new / "campaign"
        new.parent.mkdir()
    office.a.rename(new)
    if way == "a link":
        office.a.symlink_to(new, target_is_directory=True)
        new = office.a
    if way == "and back":
        assert office.run(new, "status").exit_code == 0
        new = new.rename(office.a)
    done = office.run(new, "run", "--until-idle")
    assert (done.exit_code, office.times(way)) == (0, [1]), done.stderr
    assert "campaign was" not in done.stderr


def test_a_folder_that_went_to_another_disk_just_works(office: Office) -> None:
    """What was copied and deleted, as `mv` does between disks, is the campaign; the service says where it was."""
    office.say(office.a, "another disk")
    b = office.copy()
    shutil.rmtree(office.a)
    done = office.run(b, "run", "--until-idle")
    assert (done.exit_code, office.times("another disk")) == (0, [1]), done.stderr
    assert f"The campaign was moved here from {office.a}" in done.stderr


def test_what_another_computer_has_is_a_copy(office: Office) -> None:
    """On another computer nothing goes out until somebody adopts it, and then it is paused, as nobody knows more."""
    office.say(office.a, "elsewhere")
    b = office.copy()
    shutil.rmtree(office.a)
    edited(b, machine="0" * 32, host="laptop-nora")
    refused = office.run(b, "run", "--until-idle")
    assert (refused.exit_code, refused.stderr.count("laptop-nora")) == (3, 2)
    adopted = office.run(b, "adopt", "--yes", "--json")
    said = json.loads(adopted.stdout)
    assert (said["adopted"], said["told"], said["paused"], said["held"]) == (True, False, True, [1])
    assert "campaign service uninstall" in adopted.stderr
    assert office.run(b, "run", "--until-idle").exit_code == 3
    assert office.run(b, "resume").exit_code == 0
    assert office.run(b, "run", "--until-idle").exit_code == 0
    assert office.times("elsewhere") == [0]


@pytest.mark.parametrize("left", ["file", "file and list"])
def test_the_file_of_the_home_removed_by_hand(office: Office, left: str, tmp_path: Path) -> None:
    """Without its file a copy is known by this computer's list; without that too, nothing is guessed."""
    office.say(office.a, left)
    b = office.copy()
    (b / "campaign.home").unlink()
    env = {"XDG_STATE_HOME": str(tmp_path / "nowhere")} if "list" in left else {}
    refused, done = office.run(b, "run", "--until-idle", **env), office.run(office.a, "run", "--until-idle")
    assert (refused.exit_code, done.exit_code, office.times(left)) == (3, 0, [1])
    assert ("campaign.home is missing" if "list" in left else str(office.a)) in refused.stderr


def test_a_copy_of_a_renamed_campaign(office: Office) -> None:
    """A copy that takes the old name and place of a campaign that was renamed does not become the campaign."""
    office.say(office.a, "renamed, then copied")
    new = office.a.rename(office.room / "new")
    shutil.copytree(new, office.a)
    refused, done = office.run(office.a, "run", "--until-idle"), office.run(new, "run", "--until-idle")
    assert (refused.exit_code, done.exit_code, office.times("renamed, then copied")) == (3, 0, [1])
    assert str(new) in refused.stderr


def test_an_old_copy_does_not_follow_a_campaign_that_was_deleted(office: Office) -> None:
    """A copy that is older than what the campaign published is no campaign that was moved: it asks to be adopted."""
    office.say(office.a, "then deleted")
    b = office.copy()
    assert office.run(office.a, "run", "--until-idle").exit_code == 0
    shutil.rmtree(office.a)
    refused = office.run(b, "run", "--until-idle")
    assert (refused.exit_code, "older" in refused.stderr) == (3, True)
    assert office.run(b, "adopt", "--yes").exit_code == 0
    office.run(b, "resume")
    office.run(b, "run", "--until-idle")
    assert office.times("then deleted") == [1]


def test_a_database_put_back_by_hand(office: Office) -> None:
    """A database that fell back to what it was, as from a synchronised folder, publishes nothing by itself."""
    office.say(office.a, "fell back")
    kept = (office.a / "campaign.db").read_bytes()
    assert office.run(office.a, "run", "--until-idle").exit_code == 0
    (office.a / "campaign.db").write_bytes(kept)
    refused = office.run(office.a, "run", "--until-idle")
    assert (refused.exit_code, office.times("fell back")) == (3, [1])
    assert "campaign adopt" in refused.stderr


def test_adopting_after_the_original_went_on(office: Office) -> None:
    """What the original published since the copy was made is known from its database, and does not go out again."""
    for caption in ("seen", "not seen"):
        office.say(office.a, caption)
    b = office.copy()
    assert office.run(office.a, "post", "hold", 2).exit_code == 0
    assert office.run(office.a, "run", "--until-idle").exit_code == 0
    said = json.loads(office.run(b, "adopt", "--yes", "--json").stdout)
    assert (said["told"], said["paused"], said["held"]) == (True, False, [1, 2])
    assert office.run(b, "run", "--until-idle").exit_code == 0
    assert office.run(b, "post", "release", 2, "--now").exit_code == 0
    assert office.run(b, "run", "--until-idle").exit_code == 0
    assert office.times("seen", "not seen") == [1, 1]


def test_the_campaign_can_come_back(office: Office) -> None:
    """Adopted there and adopted here again, the campaign is in one of the two folders at any time."""
    office.say(office.a, "to and fro")
    b = office.copy()
    homes = []
    for folder in (b, office.a, b):
        assert office.run(folder, "adopt", "--yes").exit_code == 0
        homes.append([is_home(office, one) for one in (office.a, b)])
    assert homes == [[False, True], [True, False], [False, True]]


def test_adopt_asks_and_needs_nothing_where_it_is_home(office: Office) -> None:
    """Without a terminal and --yes nothing is changed; in the campaign itself there is nothing to do."""
    office.say(office.a, "asked")
    b = office.copy()
    before = sorted((path, path.stat().st_mtime_ns) for path in b.iterdir() if path.suffix != ".lock")
    refused = office.run(b, "adopt")
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert "campaign adopt --yes" in refused.stderr
    assert sorted((path, path.stat().st_mtime_ns) for path in b.iterdir() if path.suffix != ".lock") == before
    stays = office.run(office.a, "adopt", "--json")
    assert (stays.exit_code, json.loads(stays.stdout)["adopted"]) == (0, False)


@pytest.mark.slow
def test_adopt_waits_for_the_service_of_the_original(office: Office) -> None:
    """While a service runs in the original, a copy is not adopted, and the original stays the campaign."""
    office.say(office.a, "serving")
    b = office.copy()
    with FileLock(office.a / ".service.lock"):
        refused = office.run(b, "adopt", "--yes")
    assert (refused.exit_code, str(office.a) in refused.stderr) == (3, True)
    assert office.run(office.a, "run", "--until-idle").exit_code == 0
    assert office.times("serving") == [1]


@pytest.mark.slow
def test_a_copy_can_be_rehearsed(office: Office) -> None:
    """`rehearse` plays on a Page of its own, and so it does in a copy: nothing reaches the campaign's Page."""
    office.say(office.a, "played")
    done = office.run(office.copy(), "rehearse")
    assert (done.exit_code, office.times("played")) == (0, [0]), done.stderr


def test_a_restored_backup_beside_the_original(office: Office) -> None:
    """Trying out a backup changes nothing in the campaign; what was restored is a copy, until it is adopted."""
    office.say(office.a, "restored")
    assert office.run(office.a, "backup", office.room / "b.zip").exit_code == 0
    before = {path: path.stat().st_mtime_ns for path in office.a.rglob("*")}
    copy = office.room / "copy"
    done = office.run(office.room, "restore", office.room / "b.zip", copy, "--yes")
    assert (done.exit_code, f"campaign adopt --dir {copy}" in done.stderr) == (0, True), done.stderr
    assert {path: path.stat().st_mtime_ns for path in office.a.rglob("*")} == before
    assert [is_home(office, one) for one in (office.a, copy)] == [True, False]
    assert office.run(copy, "adopt", "--yes").exit_code == 0
    assert [is_home(office, one) for one in (office.a, copy)] == [False, True]


@pytest.mark.slow
def test_a_restored_backup_of_a_campaign_that_was_lost(office: Office) -> None:
    """Where the old folder is gone, what was restored is the campaign at once."""
    office.say(office.a, "restored after a loss")
    assert office.run(office.a, "backup", office.room / "b.zip").exit_code == 0
    shutil.rmtree(office.a)
    new = office.room / "new"
    done = office.run(office.room, "restore", office.room / "b.zip", new, "--yes")
    assert (done.exit_code, "adopt" in done.stderr, is_home(office, new)) == (0, False, True), done.stderr


@pytest.mark.parametrize(
    "told",
    [b"", b"{}", b"[" * 100_000, b'{"number": "x"}', b"\xff\xfe", b"\x00" * 70_000],
    ids=["empty", "nothing", "deep", "kinds", "bytes", "zeros"],
)
def test_a_file_of_the_home_that_says_nothing(office: Office, told: bytes) -> None:
    """A file that was damaged costs the campaign itself nothing, and makes no campaign of a copy."""
    office.say(office.a, "damaged")
    b = office.copy()
    for folder in (office.a, b):
        (folder / "campaign.home").write_bytes(told)
    assert [is_home(office, folder) for folder in (b, office.a)] == [False, True]


def test_a_copy_sends_no_notices(office: Office) -> None:
    """Nobody is told again by a copy what the campaign told already, for the service of a copy does not begin."""
    office.say(office.a, "told once")
    b = office.copy()
    before = office.run(b, "log", "--json").stdout
    assert office.run(b, "run").exit_code == 3
    assert office.run(b, "log", "--json").stdout == before


@pytest.mark.slow
def test_an_original_that_is_damaged(office: Office) -> None:
    """A copy can be adopted when the original's database is damaged: it is paused, for nobody knows what went out."""
    office.say(office.a, "damaged original")
    b = office.copy()
    books = office.a / "campaign.db"
    books.write_bytes(books.read_bytes()[:4096] + bytes(4096) * 9)
    said = json.loads(office.run(b, "adopt", "--yes", "--json").stdout)
    assert (said["paused"], said["told"]) == (True, True)
    assert is_home(office, b)


@pytest.mark.slow
def test_a_consent_outranks_the_home(
    queue: Campaign, tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]
) -> None:
    """A person who withdraws is not sent elsewhere: from a copy too the film leaves the Page."""
    number = queue.queue_film(caption="Weg ermee")
    for _ in range(6):
        queue.work(number)
        queue.clock.on(seconds=5)
    assert page_view.visible_at(queue.served) == ["Weg ermee"]
    new_campaign.create(queue.folder / "new", new_campaign.first_settings(name="C"))
    told = f'\n[page]\nid = "{queue.served.page_id}"\ngraph_url = "{queue.served.graph_url}"\n'
    text = (queue.folder / "new" / "campaign.toml").read_text(encoding="utf-8")
    (queue.folder / "campaign.toml").write_text(text + told, encoding="utf-8")
    standing.settle(queue.folder, queue.books)
    copy = shutil.copytree(queue.folder, tmp_path_factory.mktemp("copy") / "c")
    env = {"CAMPAIGN_PAGE_TOKEN": queue.served.access_token}
    assert campaign("post", "remove", number, folder=copy, env=env).exit_code == 3
    done = campaign("consent", "withdraw", "bakery", folder=copy, env=env)
    assert (done.exit_code, page_view.visible_at(queue.served)) == (0, []), done.stderr
    assert f"run there: `campaign consent withdraw bakery --dir {queue.folder}`" in done.stderr
    assert "nothing of this happens there" not in done.stderr
