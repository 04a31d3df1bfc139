"""A thirteenth day: values that settings cannot have, several bad files, folders and addresses given for films."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from media.brand import brand_toml, colour
from media.subtitles import fixer
from media.subtitles.norms import Context
from tests import mistyped_lines
from tests.mistyped_lines import FILM, offered

Run = Callable[..., Result]
NL = Context(language="nl")
WHO = "--speaker An --role coach --organisation Hefboom --language nl"
BACKWARDS = "1\n00:00:03,000 --> 00:00:02,000\nDag\n\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with two testimonies and four drafts, of which the fourth is cancelled."""
    made = tmp_path_factory.mktemp("thirteenth") / "c"
    return mistyped_lines.founded(made, films=("fatou", "koen"), posts=4, organisation="Hefboom")


@pytest.fixture
def there(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder; the campaign is named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAMPAIGN_DIR", str(folder))
    return tmp_path


@pytest.mark.parametrize(
    ("section", "line", "meant"),
    [
        ("service", "approvals = 2 personnes", "approvals = 2"),
        ("service", 'approvals = "2 personen"', "approvals = 2"),
        ("service", "approvals = deux personnes", "approvals = 2"),
        ("service", "approval = 2", "approvals = 2"),
        ("service", 'approval = "partners"', 'approval_by = "partners"'),
        ("service", 'late = "20m"', 'late_after = "20m"'),
        ("service", "late_after = 20", 'late_after = "20m"'),
        ("service", 'late_after = "20"', 'late_after = "20m"'),
        ("service", "late_after = 1,5 uur", 'late_after = "1,5 uur"'),
        ("service", 'late_after = "een uur"', 'late_after = "1 uur"'),
        ("service", 'late_after = "20 minuts"', 'late_after = "20m"'),
        ("plan", "distance = 3", 'distance = "3h"'),
        ("plan", "pair_within = 24", 'pair_within = "24h"'),
        ("plan", "per_day = 3 berichten per dag", "per_day = 3"),
        ("plan", "blackouts = 24/12/2030", 'blackouts = ["24/12/2030"]'),
        ("consent", 'keep_forms_years = "10 ans"', "keep_forms_years = 10"),
        ("render", 'memory_mb = "2 Go"', "memory_mb = 2000"),
        ("render", "reel_longest = 60", 'reel_longest = "60s"'),
        ("notices", 'smtp_port = "poort 587"', "smtp_port = 587"),
        ("subtitles", 'short = "1,5 s"', "short = 1.5"),
        ("page", "id = 123456", 'id = "123456"'),
    ],
)
def test_the_value_that_was_typed_is_offered(
    campaign: Run, tmp_path: Path, section: str, line: str, meant: str
) -> None:
    """A value of the wrong form is offered in the right one, never the one that the program comes with."""
    (tmp_path / "campaign.toml").write_text(f"[{section}]\n{line}\n", "utf-8")
    said = campaign("status", folder=tmp_path).stderr
    assert f"Did you mean `{meant}`?" in said


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("consent", "keep_forms_years = 60 maanden"),
        ("service", "approvals = 2 of 3"),
        ("service", "approvals = true"),
        ("plan", "per_day = 0"),
    ],
)
def test_no_value_is_guessed(campaign: Run, tmp_path: Path, section: str, line: str) -> None:
    """Where nobody can tell which value was meant, or it cannot be one, none is offered as meant."""
    (tmp_path / "campaign.toml").write_text(f"[{section}]\n{line}\n", "utf-8")
    said = campaign("status", folder=tmp_path).stderr
    assert ("Did you mean" in said, "Write it like this" in said) == (False, True)


@pytest.mark.parametrize(("lang", "told"), [("nl", "eenheid"), ("fr", "unité"), ("en", "unit")])
def test_a_length_without_its_unit(campaign: Run, tmp_path: Path, lang: str, told: str) -> None:
    """Of a number where a length of time belongs it is said that its unit is missing, not only how it is written."""
    (tmp_path / "campaign.toml").write_text("[service]\nlate_after = 20\n", "utf-8")
    assert told in campaign("--lang", lang, "status", folder=tmp_path).stderr


@pytest.mark.parametrize("name", ["fériés", "jours fériés"])
def test_a_name_that_there_is_not_is_told_once(campaign: Run, tmp_path: Path, name: str) -> None:
    """Of a setting that there is not it is not told, too, how its name would be written."""
    (tmp_path / "campaign.toml").write_text(f'[plan]\n{name} = "BE"\n', "utf-8")
    said = campaign("status", folder=tmp_path).stderr.splitlines()
    assert [("line 2" in one, "`holidays`" in one) for one in said] == [(True, True)]


def test_organisations_that_are_not_listed_yet(campaign: Run, tmp_path: Path) -> None:
    """Where campaign.toml lists no organisation, a new film says which line lists those of all films."""
    made = mistyped_lines.founded(tmp_path / "c", films=("fatou",), posts=0, organisation="Hefboom")
    said = campaign(
        *shlex.split(f"testimony add {FILM} --slug koen --speaker Koen --role coach --language nl"),
        *("--organisation", "microStart", "--to", "2"),
        folder=made,
    )
    assert 'organisations = ["Hefboom", "microStart"]' in said.stderr
    toml = made / "campaign.toml"
    toml.write_text(
        toml.read_text("utf-8").replace("organisations = []", 'organisations = ["Hefboom", "microStart"]'),
        "utf-8",
    )
    said = campaign("testimony", "edit", "koen", "--organisation", "microStart", folder=made)
    assert "organisations =" not in said.stderr


def test_every_bad_file_is_named(campaign: Run, there: Path) -> None:
    """Of several files of subtitles that cannot be taken, each is named at once."""
    for name in ("a.nl.srt", "b.fr.srt"):
        (there / name).write_text(BACKWARDS, "utf-8")
    subtitles = "--subtitles nl:a.nl.srt --subtitles fr:b.fr.srt"
    for line in (
        f"testimony add {FILM} --slug nieuw {WHO} {subtitles}",
        f"testimony edit koen {subtitles}",
        "testimony edit koen --subtitles nl:x.nl.srt --subtitles fr:b.fr.srt",
        "subtitles check x.nl.srt y.fr.srt",
    ):
        said = campaign(*shlex.split(line))
        named = re.findall(r"\b([abxy])\.(?:nl|fr)\.srt", said.stderr)
        assert (said.exit_code, len(set(named))) == (2, 2), said.stderr


UNTIMED = "1\n0:00:01 --> 0:00:03\nDag\n\n2\nzonder tijden\n\n3\n00:00:05,000 --> 00:00:07,000\nTot ziens\n\n"


@pytest.mark.parametrize(
    "text", [UNTIMED, UNTIMED.replace("0:00:01 --> 0:00:03", "00:00:01,000 --> 00:00:03,000")]
)
def test_no_subtitle_is_joined_to_another(campaign: Run, there: Path, text: str) -> None:
    """A subtitle without times is told at its number, and stays apart from the one before it."""
    path = there / "film.nl.srt"
    path.write_text(text, "utf-8")
    said = campaign("subtitles", "check", "film.nl.srt", "--fix")
    assert path.read_text("utf-8").count("\n\n") == 3
    assert "\n\n2\nzonder tijden\n\n3\n" in path.read_text("utf-8")
    told = [line for line in said.stdout.splitlines() if "film.nl.srt:5: S03 error" in line]
    assert ["number 2 has no line of times" in line for line in told] == [True]


def test_a_blank_line_that_goes_is_told(tmp_path: Path) -> None:
    """A blank line within a subtitle that --fix takes away beside other things is told, too."""
    path = tmp_path / "film.nl.srt"
    path.write_text(
        "1\n0:00:01 --> 0:00:03\nDag\n\nallemaal\n\n2\n00:00:99,000 --> 00:00:07,000\nTot\n\n", "utf-8"
    )
    done = {one.code: one.params.get("count") for one in fixer.fixed(path, NL).done}
    assert done == {"mended-times": 1, "mended-blank": 1}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rehearse --maanden 2", "rehearse --until +60d"),
        ("rehearse --mois=2", "rehearse --until +60d"),
        ("run --months 1", "run --until +30d"),
        ("plan show --maanden 12", "plan show 12"),
        ("plan export plan.ics --mois décembre", "plan show décembre"),
        ("post list --maand 12/2030", "plan show 12/2030"),
        ("--lang nl report r.html --maand december", "plan show december"),
        ("check --mois", "plan show"),
        ("brand voir", "brand preview brand.png"),
        ("brand toon", "brand preview brand.png"),
        ("brand bekijk x.png", "brand preview x.png"),
        ("huisstijl tonen x.png", "brand preview x.png"),
        ("huisstijl", "brand --help"),
        ("sous-titres", "subtitles --help"),
        ("post cancel 2 'film niet goed'", "post cancel 2"),
        ("post cancel 2 3 parce que 2 fois", "post cancel 2 3"),
        ("testimony edit koen organisation=Brusoc", "testimony edit koen --organisation Brusoc"),
        ("post edit 2 texte=Salut langue=fr", "post edit 2 --caption Salut --language fr"),
        ("post delete 2", "post cancel 2"),
        (
            "post add koen fr 'Un film de Koen.' demain 18h30",
            "post add --testimony koen --language fr --caption 'Un film de Koen.' --at 'demain 18h30'",
        ),
        (
            "post add koen 'Een film' --language nl",
            "post add --language nl --testimony koen --caption 'Een film'",
        ),
        ("post undo 2", "log 2"),
        ("post copier 2", "post show 2"),
        ("plan annuler", "log"),
    ],
)
def test_lines_that_are_meant(campaign: Run, there: Path, typed: str, meant: str) -> None:
    """What was meant is offered as a line of its own."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, meant in offered(done)) == (2, True), done.stderr


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("testimony add https://youtu.be/abc", "https://youtu.be/abc"),
        (f"testimony add youtu.be/abc --slug x {WHO}", "youtu.be/abc"),
        ("testimony edit koen --subtitles https://x.be/a.srt", "https://x.be/a.srt"),
        ("testimony edit koen --subtitles nl:https://x.be/a.srt", "https://x.be/a.srt"),
        ("post add --language nl --caption x --photo https://x.be/a.jpg", "https://x.be/a.jpg"),
        ("plan import https://docs.google.com/spreadsheets/x", "https://docs.google.com/spreadsheets/x"),
        ("restore https://x.be/a.zip d", "https://x.be/a.zip"),
        ("subtitles check www.x.be/a.srt", "www.x.be/a.srt"),
    ],
)
def test_an_address_is_no_file(campaign: Run, there: Path, typed: str, address: str) -> None:
    """An address of the internet where a file is read is said to be downloaded first, as it was typed."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, f"{address} is an address on the internet" in done.stderr) == (2, True), (
        done.stderr
    )


@pytest.mark.parametrize("rest", ["", f"--slug x {WHO}"])
@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_a_folder_of_films(campaign: Run, there: Path, rest: str, count: int) -> None:
    """A folder in place of a film names its films, a few of many, each with the line that goes on with it."""
    films = there / "mijn films"
    films.mkdir()
    for number in range(count):
        shutil.copy(FILM, films / f"Film {number}.MP4")
    (films / "brief.docx").touch()
    done = campaign("testimony", "add", "mijn films", *shlex.split(rest))
    lines = [shlex.split(one) for one in offered(done)]
    assert (done.exit_code, "is a folder" in done.stderr, len(lines)) == (2, True, min(count, 5)), done.stderr
    for number, line in enumerate(lines):
        assert line[:3] == ["testimony", "add", f"mijn films/Film {number}.MP4"]
        assert line[line.index("--slug") + 1] == f"film-{number}"
        assert ("--speaker" in line) == (count == 1 and bool(rest))
    assert (f"other films: {count - 5}" in done.stderr) == (count > 5)


def test_a_cancelled_post_is_not_rendered(campaign: Run, tmp_path: Path) -> None:
    """Of a post that was cancelled that is said first, in place of what its film would need."""
    made = mistyped_lines.founded(tmp_path / "c", films=("fatou",), posts=0, organisation="Hefboom")
    line = "post add --testimony fatou --language nl --caption Film --at '5/1/2030 18:00'"
    campaign(*shlex.split(line), folder=made)
    campaign("post", "cancel", "1", "--yes", folder=made)
    done = campaign("render", "1", "--format", "portrait", folder=made)
    told = "Post 1 is cancelled for good, so nothing is rendered for it.\n"
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", told)


def test_a_move_to_where_a_post_is(campaign: Run, there: Path) -> None:
    """A post that is moved to the moment at which it is due already has no second move in its log."""
    for _ in range(2):
        said = campaign("post", "move", "3", "--at", "5/1/2030 18:00").stderr
    assert "Nothing was changed" in said
    assert campaign("log", "3").stdout.count("moved") == 1


def test_rows_of_a_plan_add_up(campaign: Run, tmp_path: Path) -> None:
    """A row that is moved and reworded counts once, so that all counts together are the rows of the file."""
    made = mistyped_lines.founded(tmp_path / "c", films=("fatou",), posts=0, organisation="Hefboom")
    line = "post add --testimony fatou --language nl --caption Film --at '5/1/2030 18:00'"
    campaign(*shlex.split(line), folder=made)
    sheet = tmp_path / "plan.csv"
    sheet.write_text(
        "date,time,language,testimony,caption\n6/2/2030,18:00,nl,fatou,Een andere tekst\n"
        "8/2/2030,18:00,nl,,Los\n9/2/2030,25u,nl,,Fout\n",
        "utf-8",
    )
    said = campaign("plan", "import", sheet, "--dry-run", folder=made).stdout
    (counted,) = [one for one in said.splitlines() if one.startswith("plan.csv:")]
    assert "1 new, 1 changed, 0 unchanged and 1 row refused" in counted


@pytest.mark.parametrize(
    ("written", "names", "meant"),
    [
        ("hefboom-light.png", ["brusoc-light.png", "credal-light.png"], None),
        ("hefbom-light.png", ["brusoc-light.png", "hefboom-light.png"], "hefboom-light.png"),
    ],
)
def test_no_logo_of_another(written: str, names: list[str], meant: str | None) -> None:
    """For a logo that is not there, one of another organisation is never offered."""
    assert brand_toml._named_alike("partner[1].logo_light", written, names) == meant


@pytest.mark.parametrize(("written", "meant"), [("#0f76", None), ("0f76", None), ("#123", "#112233")])
def test_no_colour_is_made_up(written: str, meant: str | None) -> None:
    """Of a colour that lacks two digits nobody can tell which it was."""
    assert colour.said(written) == meant


def test_an_empty_text_is_told(campaign: Run, there: Path) -> None:
    """A film that is planned with an empty text is told to have none, with the command that gives one."""
    done = campaign("post", "add", "--testimony", "koen", "--language", "nl", "--caption", "")
    assert (done.exit_code, "has no text" in done.stderr) == (0, True), done.stderr


def test_a_plan_of_another_kind_of_file(campaign: Run, there: Path) -> None:
    """A plan that is not there is told to be there as another kind of file."""
    (there / "plan.csv").write_text("date,time\n", "utf-8")
    assert "did you mean plan.csv?" in campaign("plan", "import", "plan.xls").stderr


def test_another_month_is_another(campaign: Run, tmp_path: Path) -> None:
    """The month that is named as an example is not the one that is shown."""
    made = mistyped_lines.founded(tmp_path / "c", films=(), posts=0, organisation="Hefboom")
    campaign(*shlex.split("post add --language nl --caption Dag --at '5/12/2030 18:00'"), folder=made)
    assert "`campaign plan show 1/2031`" in campaign("plan", "show", folder=made).stderr


def test_a_finding_of_a_film_has_french_spaces(campaign: Run, tmp_path: Path) -> None:
    """A short name before a finding has the space that French has before a colon; a file has none."""
    made = mistyped_lines.founded(tmp_path / "c", films=("fatou",), posts=0, organisation="Hefboom")
    campaign(*shlex.split("post add --testimony fatou --language nl --caption Film"), folder=made)
    said = campaign("--lang", "fr", "check", folder=made).stdout
    assert ("fatou\u00a0: S16" in said, "brand.toml: B13" in said) == (True, True), said


def test_all_posts_are_counted(campaign: Run, tmp_path: Path) -> None:
    """Posts to which the same person said yes before are counted with those that still lack another's."""
    made = mistyped_lines.founded(tmp_path / "c", films=(), posts=3, organisation="Hefboom")
    toml = made / "campaign.toml"
    toml.write_text(f"{toml.read_text('utf-8')}\n[service]\napprovals = 2\n", "utf-8")
    for number in (1, 2, 3):
        campaign("post", "move", str(number), "--at", f"{number}/12/2030 18:00", folder=made)
    campaign("post", "approve", "1", "--by", "An", "--yes", folder=made)
    said = campaign("post", "approve", "--all", "--by", "An", "--yes", folder=made).stderr
    assert "Approved: 0. Waiting for a second person: 3. Not approved: 0." in said


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("poste liste", "post list"),
        ("poste voir 1", "post show 1"),
        ("page check", "page show"),
        ("page contrôler", "page show"),
        ("page controleren", "page show"),
    ],
)
def test_a_noun_is_no_verb_that_publishes(campaign: Run, there: Path, typed: str, line: str) -> None:
    """A word for a post is never taken for publishing, nor looking at the Page for looking at films."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, offered(done)) == (2, [line]), done.stderr


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("consent record --evidence form.pdf", ["SLUG"]),
        ("--lang fr consent record --act filmer --language fr", ["NOM-COURT"]),
        ("--lang nl testimony edit --theme coping", ["KORTE-NAAM"]),
        ("testimony edit --langue fr", ["SLUG"]),
        ("testimony show", ["fatou"]),
        ("subtitles traduire", ["SLUG", "SLUG"]),
        ("subtitles traduire koen", ["koen", "koen"]),
    ],
)
def test_nobodys_film_is_guessed(campaign: Run, there: Path, typed: str, lines: list[str]) -> None:
    """Of several films none is named in a line that acts, which pasted would act on somebody's; to look at, one is."""
    (there / "form.pdf").write_bytes(b"%PDF-1.4")
    said = campaign(*shlex.split(typed)).stderr
    named = re.findall(
        r"\b(?:SLUG|NOM-COURT|KORTE-NAAM|fatou|koen)\b", " ".join(re.findall(r"`([^`]*)`", said))
    )
    assert named == lines, said
