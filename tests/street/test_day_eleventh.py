"""An eleventh day: faults that a line which is offered would keep, words for options that a command has not."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests import mistyped_lines, pinned_clock
from tests.mistyped_lines import FILM, offered
from tests.staff_desk import StaffDesk

Run = Callable[..., Result]
WHO = "--speaker 'Fatou Diallo' --organisation Hefboom --language fr"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with two testimonies and ten drafts, in a folder whose name has an accent."""
    made = tmp_path_factory.mktemp("eleventh") / "restaurée"
    return mistyped_lines.founded(made, films=("fatou", "koen"), posts=10, organisation="Hefboom")


@pytest.fixture
def there(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a film; the campaign is named by the environment."""
    shutil.copy(FILM, tmp_path / "0001.mp4")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAMPAIGN_DIR", str(folder))
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("testimony add film1.mp4 --slug boulangère", "the file film1.mp4 is not there"),
        (f"testimony add film1.mp4 --nom-court four --role coach {WHO}", "the file film1.mp4 is not there"),
        (f"testimony add 001.mp4 --nom-court four --role coach {WHO}", "did you mean 0001.mp4?"),
        ("plan importer plan.csv", "the file plan.csv is not there"),
        ("plan importeren plan.csv", "the file plan.csv is not there"),
        ("post add --language fr --texte Jour --photo jury.jpg", "the file jury.jpg is not there"),
        ("consent record fatou --preuve scan.pdf", "the file scan.pdf is not there"),
        ("restaurer sauvegarde.zip", "the file sauvegarde.zip is not there"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_there_is_told_beside_the_line(
    campaign: Run, there: Path, typed: str, said: str
) -> None:
    """Where a line that is offered names a file of the reader's that is not there, that is said at once."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, len(offered(done)) > 0, said in done.stderr) == (2, True, True), done.stderr


@pytest.mark.parametrize(
    "typed",
    [
        f"testimony add 0001.mp4 --nom-court four --role coach {WHO}",
        "consent formulaire --langue fr nieuw.html",
        "backup",
        "plan exporter plan.xlsx",
    ],
)
def test_no_file_is_missed_that_is_there_or_an_example(campaign: Run, there: Path, typed: str) -> None:
    """A file that is there, one that is to be made and one of an example are none that is missed."""
    assert "is not there" not in campaign(*shlex.split(typed)).stderr


@pytest.mark.parametrize(
    "typed",
    [
        "testimony edit fatou --from 0,5 --to 1 minute",
        "testimony edit fatou --from 0,5 --to 1 min",
        "testimony edit fatou --fin 90",
        f"testimony add 0001.mp4 --nom-court four --role coach {WHO} --to 90",
    ],
)
def test_no_line_is_offered_that_ends_behind_its_film(campaign: Run, there: Path, typed: str) -> None:
    """Where the part that is asked ends behind the film, its length is said, and no line offered with it."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)) == (2, []), done.stderr
    assert "is not within the film" in done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (
            "testimony add 0001.mp4 --nom-court four --intervenant 'Fatou Diallo' --role boulangère "
            "--organisation Hefboom --langue fr",
            "testimony add 0001.mp4 --slug four --speaker 'Fatou Diallo' --role entrepreneur "
            "--organisation Hefboom --language fr",
        ),
        (
            "testimony add 0001.mp4 --korte-naam four --role bakker --spreker An",
            "testimony add 0001.mp4 --slug four --role entrepreneur --speaker An --organisation microStart "
            "--language fr",
        ),
    ],
)  # fmt: skip
def test_a_word_that_does_not_fit_is_replaced_by_an_example(
    campaign: Run, there: Path, typed: str, meant: str
) -> None:
    """Beside options that are called otherwise, the words that fit are listed, and the whole line has one of them."""
    done = campaign(*shlex.split(typed))
    assert done.exit_code == 2
    assert "is not one of the words that fit here" in done.stderr
    assert [sorted(shlex.split(one)) for one in offered(done)] == [sorted(shlex.split(meant))], done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("post cancel 4 --raison doublon", "post cancel 4"),
        ("post cancel 4 --raison en double", "post cancel 4"),
        ("post cancel 4 --reden dubbel", "post cancel 4"),
        ("post cancel 4 --motif=doublon", "post cancel 4"),
        ("post cancel --raison doublon 4", "post cancel 4"),
        ("post remove 4 --raison doublon", "post remove 4"),
        ("post unapprove 2 --reden nalezen", "post unapprove 2"),
        ("testimony remove koen --waarom dubbel", "testimony remove koen"),
        ("consent withdraw fatou --reden gevraagd", "consent withdraw fatou"),
    ],
)
def test_a_reason_where_none_is_kept(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """Where a command keeps no reason, that is said, with its line without one and the command that keeps one."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)[:1]) == (2, [meant]), done.stderr
    assert "keeps no reason" in done.stderr


@pytest.mark.parametrize("typed", ["post hold 2 --raison 'A relire'", "post hold 2 --reden 'A relire'"])
def test_a_reason_where_one_is_kept(campaign: Run, there: Path, typed: str) -> None:
    """Where a command keeps a reason, it is offered without the name that it was given."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)) == (2, ["post hold 2 'A relire'"]), done.stderr


@pytest.mark.parametrize("word", ["--partout", "--overal", "--everywhere", "--alles", "--tout"])
def test_a_new_name_is_changed_everywhere_anyway(campaign: Run, there: Path, word: str) -> None:
    """A new name of an organisation is changed everywhere without an option for it."""
    done = campaign("organisation", "rename", "Hefboom", "Hefboom vzw", word)
    assert (done.exit_code, offered(done)) == (2, ["organisation rename Hefboom 'Hefboom vzw'"]), done.stderr


@pytest.mark.parametrize("verb", ["remove", "show"])
@pytest.mark.parametrize("names", ["four2 four3", "koen four3", "four2,four3"])
def test_several_names_of_which_some_are_none(campaign: Run, there: Path, verb: str, names: str) -> None:
    """Several names where one is taken are told so, also where no testimony is called so."""
    done = campaign("testimony", verb, *names.split())
    assert done.exit_code == 2
    assert re.search(r"one .*at a time", done.stderr), done.stderr
    assert "fatou" in done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("backup '../sauvegarde du 30/11.zip'", "backup '../sauvegarde du 30-11.zip'"),
        ("backup 'sauvegarde 30/11/2026.zip'", "backup 'sauvegarde 30-11-2026.zip'"),
        ("report 'rapport 30/11.html'", "report 'rapport 30-11.html'"),
        ("plan export 'plan 12/2026.xlsx'", "plan export 'plan 12-2026.xlsx'"),
        ("consent form --language fr 'formulaire 2/11.html'", "consent form --language fr 'formulaire 2-11.html'"),
    ],
)  # fmt: skip
def test_a_date_with_slashes_in_the_name_of_a_file(
    campaign: Run, there: Path, typed: str, meant: str
) -> None:
    """A date with slashes in a file's name is told to be folders, with the name as it can be."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)) == (2, [meant]), done.stderr
    assert "slash" in done.stderr


@pytest.mark.parametrize("typed", ["restauree", "restaure", "Restauree"])
def test_a_campaign_folder_that_is_nearly_called_so(campaign: Run, folder: Path, typed: str) -> None:
    """Of a folder without a campaign the one beside it is named that has one and is nearly called so."""
    done = campaign("--dir", folder.parent / typed, "status")
    assert done.exit_code == 2
    assert f"Did you mean {folder}" in done.stderr
    assert "init" not in done.stderr


@pytest.mark.parametrize(
    "typed",
    [
        "post send 1 --to instagram",
        "post publish 1 --on Instagram",
        "post add --language fr --caption Jour --channel instagram",
        "post add --language nl --caption Dag --kanaal linkedin",
        "post publier 1 instagram",
        "post plaats 1 op TikTok",
    ],
)
def test_posts_go_out_on_facebook_alone(campaign: Run, there: Path, typed: str) -> None:
    """Where a post is to go out elsewhere, it is said that the Facebook Page is the one place."""
    done = campaign(*shlex.split(typed))
    assert done.exit_code == 2
    assert "the Facebook Page alone" in done.stderr, done.stderr


@pytest.mark.parametrize(("word", "lang", "said"), [
    ("entrepreneuse", "fr", "micro-entrepreneur·e"),
    ("présentatrice", "fr", "présentation"),
    ("onderneemster", "nl", "micro-ondernemer"),
])  # fmt: skip
def test_a_role_in_another_word_is_told(campaign: Run, there: Path, word: str, lang: str, said: str) -> None:
    """Of a role in a word of its own it is told what the film will show; of the listed word nothing."""
    line = "testimony", "edit", "fatou", "--role"
    assert said in campaign("--lang", lang, *line, word).stderr
    assert "is taken as the role" not in campaign(*line, "host").stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rehearse --semaines 2", "rehearse --until +14d"),
        ("rehearse --weken=3", "rehearse --until +21d"),
        ("rehearse --weeks 1", "rehearse --until +7d"),
        ("run --semaine 1", "run --until +7d"),
    ],
)
def test_so_many_weeks_are_a_moment(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """A number of weeks is offered as the moment until which a rehearsal or a service lasts."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)) == (2, [meant]), done.stderr


def test_a_post_of_an_erased_film(campaign: Run, tmp_path: Path) -> None:
    """A post of a film whose consent was withdrawn is told so, once, and asked neither subtitles nor a film."""
    staff = StaffDesk(tmp_path / "c", campaign)
    assert campaign("init", staff.folder, "--language", "fr").exit_code == 0
    staff.film_with_form("kaas", "Jan Peeters", seconds=4)
    staff("consent withdraw kaas --yes")
    said = staff("post add --testimony kaas --language fr --caption Fromage")
    assert "the film of kaas was erased" in said
    assert "It still lacks" not in said


def test_an_example_of_a_day_is_of_this_year(campaign: Run, there: Path) -> None:
    """The day of signing that is offered as an example is one of today's year."""
    (line,) = offered(campaign("consent", "record", "fatou"))
    words = shlex.split(line)
    assert words[words.index("--signed") + 1].endswith(f"/{pinned_clock.now().year}")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("post add --next-slot --at 3/4/2030 --language fr --caption x", "--at and --next-slot exclude each other"),
        ("post approve toutes", "'toutes' is written as --all here: `campaign post approve --all`"),
        ("post approve alle", "'alle' is written as --all here: `campaign post approve --all`"),
    ],
)  # fmt: skip
def test_options_are_said_as_options(campaign: Run, there: Path, typed: str, said: str) -> None:
    """Options that exclude each other are joined with `and`; a word for all is told the option that it is."""
    assert said in campaign(*shlex.split(typed)).stderr


def test_a_second_campaign_in_a_folder(campaign: Run, folder: Path) -> None:
    """Where init finds a campaign, it says where the name and the languages of that are changed."""
    done = campaign("init", folder, "--language", "fr")
    assert done.exit_code == 2
    assert "Its name, time zone and languages are changed in that file" in done.stderr


@pytest.mark.parametrize(
    "below", ["", "# noms des partenaires, comme aux cartons ; l'ordre compte\ncontacts = []\n"]
)
def test_a_list_without_its_last_bracket(campaign: Run, tmp_path: Path, below: str) -> None:
    """A list that is not closed is told so, and offered with all that it has."""
    campaign("init", tmp_path / "c", "--language", "fr")
    path = tmp_path / "c/campaign.toml"
    names = 'organisations = ["Hefboom", "microStart", "Brusoc", "Crédal"'
    rest = (
        path.read_text().replace("organisations =", "# organisations =").replace("contacts =", "# contacts =")
    )
    path.write_text(f"{names}\n{below}{rest}")
    done = campaign("--dir", tmp_path / "c", "status")
    assert done.exit_code == 2
    assert f"{names}]" in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("--lang nl service start", "campaign --lang nl service install"),
        ("--lang nl service stop", "campaign --lang nl service uninstall"),
        ("--lang fr service démarrer", "campaign --lang fr service install"),
        ("--lang fr service arrêter", "campaign --lang fr service uninstall"),
        ("--lang nl start", "campaign --lang nl run"),
    ],
)
def test_starting_the_service_is_no_rehearsal(campaign: Run, there: Path, typed: str, line: str) -> None:
    """Who starts or stops the service is offered the command of the service, not the rehearsal Page's."""
    done = campaign(*shlex.split(typed))
    assert done.exit_code == 2
    assert f"`{line}`" in done.stderr
    assert "rehearsal" not in done.stderr
