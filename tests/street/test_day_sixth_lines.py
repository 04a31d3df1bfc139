"""Words of a line that lack their quotes, that are too many, or that say at once: one line that works when pasted."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests import mistyped_lines
from tests.mistyped_lines import FILM, offered

Run = Callable[..., Result]
FILES = ("matériel/Fatou interview.mp4", "matériel/fatou (1).fr.srt", "ma photo.jpg", "sauvegarde du 30.zip",
         "mon plan de mai.csv", "plan.csv", "plan2.csv", "formulaire signé de Fatou.pdf", "Jan - interview.mp4",
         "sauvegarde du 30")  # fmt: skip
ADD = "--speaker An --role host --organisation X --language nl"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with two testimonies and two posts, in a folder with spaces in its name."""
    made = tmp_path_factory.mktemp("sixth") / "Ma campagne é"
    return mistyped_lines.founded(made, films=("fatou", "koen"), posts=2, organisation="X")


@pytest.fixture
def there(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with files whose names have spaces; the campaign is named by the environment."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAMPAIGN_DIR", str(folder))
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("testimony edit koen --subtitles matériel/fatou (1).fr.srt",
         "testimony edit koen --subtitles 'matériel/fatou (1).fr.srt'"),
        ("testimony edit koen --subtitles fr:matériel/fatou (1).fr.srt",
         "testimony edit koen --subtitles 'fr:matériel/fatou (1).fr.srt'"),
        ("subtitles check matériel/fatou (1).fr.srt", "subtitles check 'matériel/fatou (1).fr.srt'"),
        ("plan import mon plan de mai.csv --dry-run", "plan import 'mon plan de mai.csv' --dry-run"),
        ("post edit 1 --photo ma photo.jpg --alt x", "post edit 1 --photo 'ma photo.jpg' --alt x"),
        ("restore sauvegarde du 30.zip restaurée", "restore 'sauvegarde du 30.zip' restaurée"),
        ("restore sauvegarde du 30.zip ma campagne restaurée",
         "restore 'sauvegarde du 30.zip' 'ma campagne restaurée'"),
        ("restore sauvegarde du 30 restaurée", "restore 'sauvegarde du 30' restaurée"),
        ("restore ailleurs le 31.zip restaurée", "restore 'ailleurs le 31.zip' restaurée"),
        ("restore ailleurs le 31 restaurée", "restore 'ailleurs le 31' restaurée"),
        ("restore a.zip ma campagne", "restore a.zip 'ma campagne'"),
        (f"testimony add matériel/Fatou interview.mp4 --slug x {ADD}",
         f"testimony add 'matériel/Fatou interview.mp4' --slug x {ADD}"),
        (f"testimony add Jan - interview.mp4 --slug x {ADD}",
         f"testimony add 'Jan - interview.mp4' --slug x {ADD}"),
        ("consent record fatou --evidence formulaire signé de Fatou.pdf --act film --channel facebook --language fr "
         "--signed 2/11/2020",
         "consent record fatou --evidence 'formulaire signé de Fatou.pdf' --act film --channel facebook --language fr "
         "--signed 2/11/2020"),
    ],
)  # fmt: skip
def test_a_file_with_spaces(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """Words that together are a file get their quotes, wherever they stand; a new folder is the last of them."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)) == (2, [meant]), done.stderr


def test_a_new_post_with_spaces_that_lacks_its_language(campaign: Run, there: Path) -> None:
    """The language of a new post is asked for when the command has begun; a line that is offered has it already."""
    done = campaign("post", "add", "--caption", "Bonjour", "à", "tous")
    assert offered(done) == ["post add --caption 'Bonjour à tous' --language nl"], done.stderr


def test_a_film_with_spaces_that_lacks_the_rest(campaign: Run, there: Path) -> None:
    """A line with two faults is offered whole: the quotes, and an example of what must be given."""
    done = campaign("testimony", "add", "matériel/Fatou", "interview.mp4", "--slug", "x")
    line = shlex.split(offered(done)[0])
    assert (done.exit_code, line[2:5]) == (2, ["matériel/Fatou interview.mp4", "--slug", "x"]), done.stderr
    assert tuple(one for one in line if one in ("--speaker", "--role")) == ("--speaker", "--role")
    assert "quotes" in done.stderr
    assert "example" in done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("--dir {} status", "--dir '{}' status"), ("--dir {} post show 1", "--dir '{}' post show 1"),
     ("status --dir {}", "status --dir '{}'"), ("post show 1 --dir {}", "post show 1 --dir '{}'"),
     ("--dir {} --lang en post list", "--dir '{}' --lang en post list"),
     ("post cancel 1 2 --dir {}", "post cancel 1 2 --dir '{}'")],
)  # fmt: skip
def test_a_campaign_with_spaces(campaign: Run, folder: Path, typed: str, meant: str) -> None:
    """The folder behind --dir gets its quotes, before a command and behind one."""
    done = campaign(*typed.format(folder).split())
    assert (done.exit_code, offered(done)) == (2, [meant.format(folder)]), done.stderr


def test_a_campaign_with_spaces_that_there_is_not(campaign: Run, there: Path) -> None:
    """The folder behind --dir ends before the command."""
    done = campaign(*["--dir", "../Ma", "campagne", "à", "moi", "post", "list", "--state", "held"])
    assert offered(done) == ["--dir '../Ma campagne à moi' post list --state held"], done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("plan import plan.csv plan2.csv", "plan import plan.csv"),
        ("plan import nieuw.csv ander.csv --dry-run", "plan import nieuw.csv --dry-run"),
        ("report rapport.html rapport.pdf", "report rapport.html"),
        (f"testimony add a.mp4 b.mp4 --slug x {ADD}", f"testimony add a.mp4 --slug x {ADD}"),
        ("backup ../a.zip ../b.zip", "backup ../a.zip"),
        ("testimony show fatou koen", "testimony show fatou"),
        ("testimony show fatou,koen", "testimony show fatou"),
        ("testimony show 'fatou et koen'", "testimony show fatou"),
        ("post add --caption x --language fr --testimony koen,fatou",
         "post add --caption x --language fr --testimony koen"),
        ("consent withdraw fatou koen", "consent withdraw fatou"),
    ],
)  # fmt: skip
def test_one_at_a_time(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """Several files or testimonies where one is taken: one at a time, with the line for the first."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done), "one at a time" in done.stderr) == (2, [meant], True), done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("testimony check fatou,koen", "testimony check fatou koen"),
     ("render fatou,koen", "render fatou koen")],
)  # fmt: skip
def test_names_with_commas(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """Where several testimonies are taken, they stand apart."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)) == (2, [meant]), done.stderr


RECORD = "--signed 2/11/2020 --evidence plan.csv"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (f"consent record fatou --act les deux --channel facebook --language fr {RECORD}",
         f"consent record fatou --act film --act publish --channel facebook --language fr {RECORD}"),
        (f"consent record fatou --act beide --channel facebook --language allebei {RECORD}",
         f"consent record fatou --act film --act publish --channel facebook --language nl --language fr {RECORD}"),
        (f"consent record fatou --act 'tous les deux' --channel all --language fr {RECORD}",
         f"consent record fatou --act film --act publish --channel facebook --channel website --channel newsletter "
         f"--channel press --channel print --language fr {RECORD}"),
        ("post list --state toutes", "post list"),
        ("post list --language les deux", "post list"),
        ("render 1 --format alles", "render 1"),
        ("consent withdraw fatou --channel tous", "consent withdraw fatou"),
        ("post add --caption x --language les deux", "post add --caption x --language nl"),
    ],
)  # fmt: skip
def test_both_and_all(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """`les deux` and `alles` behind an option are offered as each of its values, or without it where all are meant."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)) == (2, [meant]), done.stderr


@pytest.mark.parametrize(
    ("typed", "told", "meant"),
    [
        (f"testimony add a.mp4 --slug x {ADD.replace('host', 'chef de projet')}", "entrepreneur", None),
        ("post move 1 --at demain soir", "no time of day", "post move 1 --at 'demain soir 19:00'"),
        ("post move 1 --at 31/11/2030", "does not exist", None),
        ("post move 1 --at hier 18h", "in the past", None),
        ("post move 1 --at 31/11/2030 18h", "does not exist", None),
        ("consent record fatou --act film --channel facebook --language fr --signed 2 novembre 2020 à Mons "
         "--evidence plan.csv", "is not a date", None),
        ("post list --state prête à partir", "approved", None),
        ("testimony edit koen --centre au milieu", "percentages", None),
        ("post edit 1 --at tantôt peut-être", "is not a date and time", None),
    ],
)  # fmt: skip
def test_what_is_offered_is_taken(
    campaign: Run, there: Path, typed: str, told: str, meant: str | None
) -> None:
    """No line is offered with a value that would be refused: that is said at once."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)[:1]) == (2, [meant] if meant else []), done.stderr
    assert told in done.stderr


@pytest.mark.parametrize(
    "typed",
    ["resume tout de suite", "resume maintenant", "resume nu", "resume meteen", "resume now", "resume dès maintenant",
     "status nu", "check maintenant", "testimony show koen tout de suite",
     "pause maintenant", "resume svp", "consent list tout de suite", "post list a.u.b."],
)  # fmt: skip
def test_words_for_at_once(campaign: Run, there: Path, typed: str) -> None:
    """Words that say at once behind a command are understood, and said to change nothing."""
    done = campaign(*typed.split(), "--yes")
    assert (done.exit_code in (0, 1), "changes nothing" in done.stderr) == (True, True), done.stderr
    assert campaign("resume").exit_code == 0


def test_words_for_at_once_behind_numbers(campaign: Run, there: Path) -> None:
    """Behind numbers, too, and before an option."""
    for typed in ("post approve 1 maintenant", "post approve 1 tout de suite --by An"):
        done = campaign(*typed.split())
        assert ("changes nothing" in done.stderr, "not the number" in done.stderr) == (True, False), (
            done.stderr
        )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("post release 1 maintenant", "post release 1 --now"),
        ("post release 1 tout de suite", "post release 1 --now"),
        ("doctor fix", "doctor --fix"),
        ("doctor corriger", "doctor --fix"),
        ("overdue spread", "overdue --spread"),
        ("overdue 1 annuler", "overdue 1 --cancel"),
        ("plan import plan.csv dry-run", "plan import plan.csv --dry-run"),
        ("plan import plan.csv essai", "plan import plan.csv --dry-run"),
        ("subtitles fix a.srt", "subtitles check a.srt --fix"),
        ("subtitles corriger a.srt", "subtitles check a.srt --fix"),
        ("subtitles verbeteren a.srt b.srt", "subtitles check a.srt b.srt --fix"),
    ],
)  # fmt: skip
def test_a_flag_without_its_dashes(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """A word that is an option, and is typed without dashes or as a command, is offered as the option."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)) == (2, [meant]), done.stderr


@pytest.mark.parametrize("typed", ["pause 2", "pause 1 2", "pause '1,2'", "pause n°2"])
def test_a_pause_of_one_post(campaign: Run, there: Path, typed: str) -> None:
    """`pause 2` does not stop the whole campaign: the post alone is held otherwise."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, "`campaign post hold " in done.stderr) == (2, True), done.stderr


def test_a_short_name_stays(campaign: Run, there: Path) -> None:
    """`testimony edit karim karim-2` and its brothers say that a short name stays, and offer nothing that fails."""
    for typed in ("edit koen koen-2", "edit koen --slug koen-2", "rename koen koen-2"):
        done = campaign("testimony", *typed.split())
        meant = ["testimony edit koen --speaker NAME", "testimony edit --help"]
        assert (done.exit_code, "stays" in done.stderr, offered(done)) == (2, True, meant), done.stderr


def test_times_that_do_not_fit_are_not_offered(campaign: Run, there: Path) -> None:
    """Of a testimony that is there, no edit is offered that would be refused: its --to is before the new --from."""
    line = ["testimony", "add", str(FILM), "--slug", "koen", *ADD.split(), "--from"]
    done = campaign(*line, "0:02")
    assert (done.exit_code, offered(done)) == (2, ["testimony edit koen --from 0:02 --to 0:03"]), done.stderr
    for times in (("4",), ("2", "--to", "1"), ("2", "--to", "0"), ("0:00", "--to", "9")):
        done = campaign(*line, *times)
        assert (done.exit_code, offered(done), "--to" in done.stderr) == (2, [], True), done.stderr


@pytest.mark.parametrize("typed", ["overdue 1-5", "overdue 3,4", "post cancel 2 3 4 --yes", "render 7 8"])
def test_all_that_do_not_exist(campaign: Run, there: Path, typed: str) -> None:
    """Several numbers of no post are named together."""
    done = campaign(*typed.split())
    assert (done.exit_code, "no posts" in done.stderr) == (2, True), done.stderr


def test_the_name_of_a_file_of_subtitles(campaign: Run, there: Path) -> None:
    """A file that is not there is answered with the one of nearly that name."""
    (there / "fatou.fr.srt").write_text("", "utf-8")
    done = campaign("subtitles", "check", "fatou.fr.str")
    assert (done.exit_code, "Did you mean fatou.fr.srt?" in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("word", ["aucun", "geen", "none", "-", ""])
def test_no_theme(campaign: Run, there: Path, word: str) -> None:
    """A word for none takes a theme and a link away; it is no theme."""
    assert campaign("testimony", "edit", "koen", "--theme", "Brood").exit_code == 0
    done = campaign("testimony", "edit", "koen", "--theme", word)
    shown = json.loads(campaign("testimony", "show", "koen", "--json").stdout)
    assert (done.exit_code, shown["theme"] or None) == (0, None)
    assert ("is taken as none" in done.stderr) == bool(word)


def test_advice_on_the_language_of_subtitles(campaign: Run, there: Path) -> None:
    """Subtitles in another language than was said: what to give names the file, and the testimony that has it."""
    (there / "les miens.fr.srt").write_text(
        "1\n00:00:00,200 --> 00:00:01,900\nIk verkoop het brood\n", "utf-8"
    )
    done = campaign("subtitles", "check", "les miens.fr.srt")
    assert "(`--subtitles nl:'les miens.fr.srt'`)" in done.stdout, done.stdout
    given = campaign("testimony", "edit", "koen", "--subtitles", "les miens.fr.srt", "--yes")
    assert "`campaign testimony edit koen --subtitles nl:'les miens.fr.srt'`" in given.stderr, given.stderr
    line = re.findall(
        r"`campaign (testimony edit koen [^`]*/films/[^`]*)`", campaign("testimony", "check", "koen").stdout
    )
    assert campaign(*shlex.split(line[0]), "--yes").exit_code == 0, line


@pytest.mark.parametrize(
    ("lang", "days"),
    [("fr", ["sam 4", "sam 25  Noël"]), ("nl", ["za 4", "za 25  Kerstmis"]), ("en", ["Sat 4", "Sat 25  Christmas"])],
)  # fmt: skip
def test_a_month_on_a_narrow_terminal(
    campaign: Run, there: Path, monkeypatch: pytest.MonkeyPatch, lang: str, days: list[str]
) -> None:
    """Where a week does not fit on a line, each day is called by its weekday and its number."""
    monkeypatch.setenv("COLUMNS", "60")
    at = ("--at", "4/12/2032 18:00")
    assert campaign("post", "add", "--language", "nl", "--caption", f"Zaterdag {lang}", *at).exit_code == 0
    shown = [one.strip() for one in campaign("--lang", lang, "plan", "show", "12/2032").stdout.splitlines()]
    assert [any(one.startswith(day) for one in shown) for day in days] == [True, True], shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (f"consent record fatou --act film --channel facebook site web presse --language fr {RECORD}",
         f"consent record fatou --act film --channel facebook --channel 'site web' --channel presse --language fr "
         f"{RECORD}"),
        ("subtitles export fatou koen ../mes", "subtitles export fatou ../mes"),
        ("testimony show An Exemple", "testimony show an"),
        ("consent withdraw AN exemple", "consent withdraw an"),
        ("testimony edit An Exemple --role coach", "testimony edit an --role coach"),
        ("check fatou", "testimony check fatou"),
        ("status fatou", "testimony show fatou"),
        ("consent list fatou", "testimony show fatou"),
        ("post list fatou", "testimony show fatou"),
        ("status 1", "post show 1"),
        ("check 2", "post show 2"),
        ("post show 1 et 2", "post show 1"),
        ("post show 1 à 2", "post show 1"),
        ("post move 1 au 2/12/2030 18h", "post move 1 --at '2/12/2030 18h'"),
        ("post move 1 vers 2/12/2030 18h", "post move 1 --at '2/12/2030 18h'"),
        ("post move 1 naar 2/12/2030 18u", "post move 1 --at '2/12/2030 18u'"),
        ("post move 1 vers la Noël", "post move 1 --at '2/12/2026 18:00'"),
        ("post list brouillons français", "post list --state brouillons --language français"),
        ("render fatou --language les deux", "render fatou"),
        ("rehearse --until fin du mois", None),
        ("rehearse --until 31 décembre 2030 18h", "rehearse --until '31 décembre 2030 18h'"),
        ("organisation rename mon X X", "organisation rename 'mon X' X"),
        ("organisation rename X mon X ASBL", "organisation rename X 'mon X ASBL'"),
    ],
)  # fmt: skip
def test_other_words(campaign: Run, there: Path, typed: str, meant: str | None) -> None:
    """Words that stand together, or mean another command or option, are offered as that."""
    named = (
        "testimony",
        "add",
        FILM,
        "--slug",
        "an",
        "--to",
        "2",
        "--speaker",
        "An Exemple",
        *ADD.split()[2:],
    )
    campaign(*named, "--yes")
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)[:1]) == (2, [meant] if meant else []), done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("post add Goedemorgen allemaal", "post add --caption 'Goedemorgen allemaal' --language nl"),
        ("post add Bonjour à tous --language fr", "post add --caption 'Bonjour à tous' --language fr"),
        ("post edit 1 nieuwe tekst", "post edit 1 --caption 'nieuwe tekst'"),
        ("post add 'Dag allemaal' nl", "post add --caption 'Dag allemaal' --language nl"),
        ("testimony check koen en fatou", "testimony check koen fatou"),
        ("render koen et fatou", "render koen fatou"),
        ("render 1 tot 2", "render '1 tot 2'"),
        ("plan import plan mei.xlsx plan juni.xlsx", "plan import 'plan mei.xlsx'"),
        ("rehearse tot 31/12/2030", "rehearse --until 31/12/2030"),
        ("subtitles check matériel/fatou (1).fr.srt verbeteren", "subtitles check 'matériel/fatou (1).fr.srt' --fix"),
        ("subtitles check plan.srt corriger", "subtitles check plan.srt --fix"),
        ("testimony edit koen Koen Janssens", "testimony edit koen --speaker 'Koen Janssens'"),
        ("testimony edit koen coach", "testimony edit koen --role coach"),
        ("organisation rename X naar Crédal", "organisation rename X Crédal"),
        ("organisation rename X en Micro Start", "organisation rename X 'Micro Start'"),
        ("consent tasks 1", "consent tasks --done 1"),
        ("post list toutes", "post list"),
        ("post edit 1 2/12/2030 18h", "post edit 1 --at '2/12/2030 18h'"),
        ("init Ma campagne --language français et néerlandais",
         "init 'Ma campagne' --language français --language néerlandais"),
        ("init Mijn campagne --language nl en fr", "init 'Mijn campagne' --language nl --language fr"),
        (f"consent record Koen --act film, publish --channel facebook --language fr {RECORD}",
         f"consent record Koen --act film --act publish --channel facebook --language fr {RECORD}"),
    ],
)  # fmt: skip
def test_texts_and_joining_words(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """No word of a text is dropped, and words between names or numbers are none of them."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)[:1]) == (2, [meant]), done.stderr
