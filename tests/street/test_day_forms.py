"""A day's slips with signed forms: a misspelt person, a consent that ends, backups and copies that a task names."""

import json
import re
import shlex
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from PIL import Image

from schedules.database import testimonies
from schedules.withdrawal import written_files
from tests import office
from tests.campaign.posts import test_drafts
from tests.plan_campaign import CONSENT
from tests.queue_campaign import Campaign

Run = Callable[..., Result]
GUEST = "Fatima El Amrani"


@pytest.fixture
def folder(queue: Campaign) -> Path:
    """A campaign with a film of its speaker and a guest, with a form of each, and a scan of another form beside it."""
    test_drafts.live_settings(queue)
    queue.testimony()
    queue.consent(GUEST)
    (queue.folder / "other.pdf").write_bytes(b"%PDF-1.7 other")
    return queue.folder


@pytest.fixture
def apart(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The campaign itself in a folder beside which nothing else stands."""
    return office.made_home(shutil.copytree(folder, tmp_path_factory.mktemp("apart") / "c"))


def add(campaign: Run, folder: Path, caption: str = "Brood") -> Result:
    """Add a post of the film on a day to come."""
    words = ("--testimony", "bakery", "--language", "nl", "--caption", caption, "--at", "2031-12-02 18:00")
    done = campaign("post", "add", *words, folder=folder)
    assert done.exit_code == 0, done.stderr
    return done


def pasted(campaign: Run, folder: Path, said: str, start: str) -> Result:
    """Run the command of a sentence that starts so, as it stands."""
    (command,) = [one for one in said.split("`")[1::2] if one.startswith(start)]
    return campaign(*shlex.split(command)[1:], folder=folder)


def misspelt(campaign: Run, folder: Path) -> Result:
    """Record a form for the guest under a name that is slightly another."""
    words = ("--person", "Fatima Al Amrani", "--evidence", folder / "other.pdf")
    done = campaign("consent", "record", "bakery", *words, *CONSENT, folder=folder)
    assert done.exit_code == 0, done.stderr
    return done


def people(queue: Campaign) -> int:
    """Count who is in the film."""
    with queue.books.read() as session:
        return len(testimonies.appearing(session, 1))


def test_a_misspelt_person_is_taken_out_by_the_command_that_is_offered(
    queue: Campaign, campaign: Run, folder: Path
) -> None:
    """The warning names the form by its number, and what it offers leaves the film waiting for nobody."""
    said = misspelt(campaign, folder).stderr
    assert f"--person '{GUEST}'" in said
    assert people(queue) == 3
    done = pasted(campaign, folder, said, "campaign consent void 3")
    assert done.exit_code == 0, done.stderr
    assert people(queue) == 2
    assert "consent" not in add(campaign, folder).stderr


def test_a_void_form_can_still_be_said_to_be_of_nobody_in_the_film(
    queue: Campaign, campaign: Run, folder: Path
) -> None:
    """After a plain `void` the film waits for the person: each answer offers the way out, and it works, once."""
    misspelt(campaign, folder)
    first = campaign("consent", "void", 3, folder=folder)
    assert "campaign consent void 3 --not-in-film" in first.stdout
    again = campaign("consent", "void", 3, folder=folder)
    assert (again.exit_code, people(queue)) == (2, 3)
    assert pasted(campaign, folder, again.stderr, "campaign consent void").exit_code == 0
    assert people(queue) == 2
    over = campaign("consent", "void", 3, "--not-in-film", folder=folder)
    assert (over.exit_code, "already void; nothing" in over.stderr) == (2, True)


@pytest.mark.parametrize("words", [(1,), (1, "--not-in-film")])
def test_a_void_form_of_the_speaker_stays_so(campaign: Run, folder: Path, words: tuple[object, ...]) -> None:
    """Who speaks is in the film, whatever is said of a void form."""
    assert campaign("consent", "void", 1, folder=folder).exit_code == 0
    done = campaign("consent", "void", *words, folder=folder)
    assert (done.exit_code, "already void; nothing" in done.stderr) == (2, True)


def test_a_form_that_was_withdrawn_is_not_taken_for_a_mistake(
    queue: Campaign, campaign: Run, folder: Path
) -> None:
    """Somebody who took the consent back was in the film: `--not-in-film` changes nothing then."""
    assert campaign("consent", "withdraw", "bakery", "--person", GUEST, folder=folder).exit_code == 0
    done = campaign("consent", "void", 2, "--not-in-film", folder=folder)
    assert (done.exit_code, people(queue)) == (2, 2)


def test_the_form_that_lacks_is_the_right_persons(campaign: Run, folder: Path) -> None:
    """What lacks is the guest's form: the command that records it names the guest; of the speaker it names nobody."""
    campaign("consent", "void", 2, folder=folder)
    said = add(campaign, folder).stderr
    assert f"campaign consent record bakery --person '{GUEST}' --act film" in said
    campaign("consent", "void", 1, folder=folder)
    assert "campaign consent record bakery --act film" in add(campaign, folder).stderr


def test_a_consent_that_ends_before_the_day_is_not_said_to_lack(queue: Campaign, campaign: Run) -> None:
    """The consent is there and ends too early: that is said alone, and not in the past tense; nothing to approve."""
    test_drafts.live_settings(queue)
    queue.testimony(until=date(2031, 11, 30))
    said = add(campaign, queue.folder).stderr
    assert "It still lacks: subtitles in Dutch; an approval." in said
    assert "is valid until 30 November 2031, which is before 2 December 2031." in said
    assert "consent record" not in said


def test_a_name_in_the_text_is_not_said_to_be_a_lack_of_consent(queue: Campaign, campaign: Run) -> None:
    """The consent is there and the text names its person otherwise than wished: that is said alone."""
    test_drafts.live_settings(queue)
    queue.testimony(name_display="first-name")
    said = add(campaign, queue.folder, "Nora Voorbeeld bakt").stderr
    assert "in a way that the consent does not allow" in said
    assert "the consent of" not in said.splitlines()[1]
    assert "consent record" not in said


@pytest.mark.parametrize(
    ("name", "warned"), [("b.rar", "ZIP"), ("b", "ZIP"), ("b.age", "ZIP"), ("b.pdf", "ZIP"), ("b.ZIP", "")]
)
def test_a_backup_is_known_whatever_its_name(campaign: Run, apart: Path, name: str, warned: str) -> None:
    """An ending that misleads is told; a withdrawal names our backup by what is in it, beside the folder or in it."""
    folder, beside = apart, apart.parent / name
    done = campaign("backup", beside, folder=folder)
    assert done.exit_code == 0, done.stderr
    assert ("does not end in .zip" in done.stderr) is bool(warned)
    shutil.copy(beside, folder / name)
    (folder.parent / "other.rar").write_bytes(b"PK\x05\x06" + bytes(18))
    assert {name, f"../{name}"} <= set(written_files.left(folder, GUEST))
    assert "../other.rar" not in written_files.left(folder, GUEST)
    assert [path.name for path in written_files.backups(folder)] == [name]


@pytest.mark.parametrize("words", [("consent", "withdraw"), ("testimony", "remove")])
def test_pages_that_are_deleted_are_named(campaign: Run, folder: Path, words: tuple[str, str]) -> None:
    """Reports and previews go with the person: the command says which."""
    assert campaign("report", folder / "verslag.html", folder=folder).exit_code == 0
    done = campaign(*words, "bakery", folder=folder)
    assert done.exit_code == 0, done.stderr
    assert "Reports and previews were deleted, as they may name the person: verslag.html." in done.stderr
    assert not (folder / "verslag.html").exists()


def test_a_form_to_sign_follows_the_rule_of_pages(campaign: Run, folder: Path) -> None:
    """A form that nobody changed is made anew without a question; one that somebody changed is kept."""
    page = folder / "form.html"
    words = ("consent", "form", "--language", "nl", page)
    assert [campaign(*words, folder=folder).exit_code for _ in range(2)] == [0, 0]
    ours = page.read_bytes().replace(b"</body>", b"<p>ours</p></body>")
    page.write_bytes(ours)
    assert (campaign(*words, folder=folder).exit_code, page.read_bytes()) == (2, ours)


def test_copies_that_a_restored_campaign_names_are_there(campaign: Run, apart: Path) -> None:
    """After a restore a withdrawal's task names no folder that the restore worked in, nor one where it is done."""
    folder, backup = apart, apart.parent / "b.zip"
    assert campaign("backup", backup, folder=folder).exit_code == 0
    assert campaign("consent", "withdraw", "bakery", folder=folder).exit_code == 0
    back = folder.parent / "back"
    done = campaign("restore", backup, back, folder=folder)
    assert done.exit_code == 0, done.stderr
    tasks = json.loads(campaign("consent", "tasks", "--json", folder=back).stdout)
    told = {one["code"]: one["message"] for one in tasks}
    assert "standing" not in str(told)
    assert "withdrawn-copies" not in told
    assert "../b.zip" in told["withdrawn-files"]


def test_an_erased_film_is_not_asked_back(campaign: Run, folder: Path) -> None:
    """A film that was erased with its consent is said to be so, wherever a missing one would be asked back."""
    assert campaign("consent", "withdraw", "bakery", folder=folder).exit_code == 0
    added = add(campaign, folder, "Nog eens")
    number = re.search(r"[0-9]+", added.stdout)[0]  # type: ignore[index]
    refused = campaign("post", "approve", number, "--by", "An", folder=folder)
    assert refused.exit_code == 3
    checked = [campaign(noun, "check", "bakery", folder=folder).stderr for noun in ("testimony", "subtitles")]
    for said in (added.stderr, refused.stderr, *checked):
        assert "was erased, as a consent for it was withdrawn" in said
        assert "o not put it back" in said
        assert "restore a backup" not in said
        assert "--subtitles" not in said


def test_tasks_are_done_together(campaign: Run, folder: Path) -> None:
    """`--done 1,2` marks both; with one that there is not, none is marked."""

    def open_tasks() -> list[int]:
        return [
            one["number"] for one in json.loads(campaign("--json", "consent", "tasks", folder=folder).stdout)
        ]

    assert campaign("consent", "withdraw", "bakery", folder=folder).exit_code == 0
    first, second, *rest = open_tasks()
    assert campaign("consent", "tasks", "--done", f"{first},999", folder=folder).exit_code == 2
    assert open_tasks() == [first, second, *rest]
    done = campaign("consent", "tasks", "--done", f"{first},{second}", folder=folder)
    assert done.exit_code == 0, done.stderr
    assert open_tasks() == rest


def test_a_photo_without_words_is_shown_as_one(campaign: Run, folder: Path) -> None:
    """A photo that nobody described is no dash, which looks as if there were none."""
    Image.new("RGB", (600, 600)).save(folder.parent / "jury.jpg")
    words = ("--photo", folder.parent / "jury.jpg", "--language", "nl", "--caption", "De jury")
    added = campaign("--json", "post", "add", *words, folder=folder)
    number = json.loads(added.stdout)["number"]
    shown = campaign("post", "show", number, folder=folder).stdout
    assert "a photo without a description" in shown, shown
