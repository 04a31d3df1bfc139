"""Nothing is lost by Enter, by a no or by a name that is taken: it is asked about, and a no is answered."""

import ast
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from campaign import new_campaign
from campaign.cli import app
from campaign.messages import translate
from schedules.database import testimonies
from schedules.model.states import State
from tests import office, page_view
from tests.campaign.posts import test_drafts
from tests.paths import REPOSITORY
from tests.queue_campaign import Campaign

Run = Callable[..., Result]
# where a yes takes a subtitle file as what it is, and a name as the one on record
HARMLESS = {"campaign/cli/options.py", "campaign/cli/answers/typed_names.py"}


class Terminal(io.BytesIO):
    """A keyboard at which somebody has typed an answer, or has closed the window."""

    def isatty(self) -> bool:
        """Tell that somebody sits there."""
        return True


def at_terminal(folder: Path, *words: object, typed: str, lang: str = "en") -> Result:
    """Run a command at a terminal where this is typed."""
    line = ["--dir", str(folder), "--lang", lang, *map(str, words)]
    return CliRunner().invoke(app.root, line, input=Terminal(typed.encode()))


NOES = [("", "en"), ("\n", "en"), ("n\n", "en"), ("non\n", "fr"), ("nee\n", "nl"), ("misschien\nnee\n", "nl")]


@pytest.mark.parametrize(("typed", "lang"), NOES)
def test_a_post_stays(queue: Campaign, typed: str, lang: str) -> None:
    """Enter, a no, and no answer at all keep a post on the Page, and say that nothing was done."""
    number = test_drafts.live(queue)
    done = at_terminal(queue.folder, "post", "remove", number, typed=typed, lang=lang)
    assert done.exit_code == 0, done.output
    assert queue.post(number).state is State.PUBLISHED
    assert page_view.visible_at(queue.served)
    assert translate.say("remove-not", {"number": number}, lang) in done.stderr


def test_a_post_goes_by_a_yes(queue: Campaign) -> None:
    """A yes in the reader's language removes it."""
    number = test_drafts.live(queue)
    assert at_terminal(queue.folder, "post", "remove", number, typed="oui\n", lang="fr").exit_code == 0
    assert (queue.post(number).state, page_view.visible_at(queue.served)) == (State.REMOVED, [])


@pytest.mark.parametrize(("typed", "lang"), NOES)
def test_a_testimony_stays(queue: Campaign, typed: str, lang: str) -> None:
    """Enter, a no, and no answer at all keep a film, and say so."""
    test_drafts.live_settings(queue)
    queue.testimony()
    done = at_terminal(queue.folder, "testimony", "remove", "bakery", typed=typed, lang=lang)
    assert done.exit_code == 0, done.output
    assert translate.say("drop-not", {"slug": "bakery"}, lang) in done.stderr
    with queue.books.read() as session:
        assert [one.slug for one in testimonies.testimonies(session)] == ["bakery"]
    assert (queue.folder / "films" / "0001.mp4").is_file()


def test_every_question_defaults_to_no() -> None:
    """No question anywhere is answered yes by Enter, but where a yes destroys nothing."""
    for path in sorted((REPOSITORY / "campaign").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "attr", "")
            if isinstance(node, ast.Call) and name in ("confirm", "agreed"):
                default = [one.value for one in node.keywords if one.arg == "default"]
                is_yes = any(isinstance(one, ast.Constant) and one.value for one in default)
                place = path.relative_to(REPOSITORY).as_posix()
                assert not is_yes or place in HARMLESS, f"{place}:{node.lineno}"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with a post and a film that is spoken in two languages."""
    folder = tmp_path_factory.mktemp("day") / "c"
    new_campaign.create(folder, new_campaign.first_settings(name="MEY", languages=("nl", "fr")))
    words = ("post", "add", "--language", "nl", "--caption", "Eerst", "--at", "2090-01-02 18:00")
    assert CliRunner().invoke(app.root, ["--dir", str(folder), *words]).exit_code == 0
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """The same, for one test."""
    return office.made_home(shutil.copytree(founded, tmp_path / "c"))


WRITERS = {
    "plan.xlsx": ("plan", "export"),
    "plan.csv": ("plan", "export"),
    "plan.ics": ("plan", "export"),
    "report.html": ("report",),
    "post.html": ("post", "preview", 1),
    "form.html": ("consent", "form", "--language", "nl"),
    "kit.png": ("brand", "preview"),
    "all.zip": ("backup",),
}
PAGES = [name for name in WRITERS if name.endswith(".html")]


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_that_exists(folder: Path, tmp_path: Path, campaign: Run, name: str) -> None:
    """It is never overwritten unasked: refused where nobody can be asked, kept by Enter, replaced by a yes or --yes."""
    path = tmp_path / name
    path.write_bytes(b"what staff wrote")
    words = (*WRITERS[name], path)
    refused = campaign(*words, folder=folder)
    assert (refused.exit_code, "add --yes to replace this one" in refused.stderr) == (2, True), refused.output
    assert at_terminal(folder, *words, typed="\n").exit_code == 2
    assert at_terminal(folder, *words, typed="").exit_code == 2
    assert path.read_bytes() == b"what staff wrote"
    if name == "kit.png":  # is long in drawing
        return
    assert at_terminal(folder, *words, typed="j\n", lang="nl").exit_code == 0
    assert path.read_bytes() != b"what staff wrote"
    path.write_bytes(b"what staff wrote")
    assert campaign(*words, "--yes", folder=folder).exit_code == 0
    assert path.read_bytes() != b"what staff wrote"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_ours(folder: Path, tmp_path: Path, campaign: Run, name: str) -> None:
    """A page that this program wrote is made anew without a question, unless somebody changed a letter of it."""
    path = tmp_path / name
    words = (*WRITERS[name], path)
    for _ in range(2):
        assert campaign(*words, folder=folder).exit_code == 0
    path.write_bytes(path.read_bytes().replace(b"<body", b"<body class='ours'", 1))
    changed = path.read_bytes()
    assert campaign(*words, folder=folder).exit_code == 2
    assert path.read_bytes() == changed


@pytest.mark.parametrize("place", ["sauvegarde.zip", "own/b.zip", "mes fichiers/b.age.zip"])
def test_a_backup_lies_beside_the_campaign(folder: Path, campaign: Run, place: str) -> None:
    """A backup that was to lie in its campaign's folder is put beside it, which is said with its path."""
    (folder / place).parent.mkdir(exist_ok=True)
    done = campaign("backup", folder / place, folder=folder)
    made = folder.parent / Path(place).name
    assert done.exit_code == 0, done.stderr
    assert (made.is_file(), (folder / place).exists()) == (True, False)
    assert f"is written to {made} instead" in done.stderr
    assert str(made) in done.stdout


def test_old_backups_are_found(folder: Path, campaign: Run) -> None:
    """`doctor` names the backups that lie in the campaign's folder, sealed or not, and no other archive."""
    assert "backups-within" not in campaign("doctor", "--json", folder=folder).stdout
    campaign("backup", folder.parent / "b.zip", folder=folder)
    shutil.move(folder.parent / "b.zip", folder / "oud.zip")
    (folder / "own").mkdir()
    (folder / "own" / "b.age").write_bytes(b"age-encryption.org/v1\n")
    (folder / "own" / "fotos.zip").write_bytes(b"PK")
    found = json.loads(campaign("doctor", "--json", folder=folder).stdout)
    told = next(one["detail"] for one in found if one["check"] == "backups-within")
    assert "2 backups lie in the campaign folder (oud.zip, own/b.age)" in told
