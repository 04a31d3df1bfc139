"""What a newcomer's day found besides: whose name counts as a person, words of two meanings, what advice lacks."""

import json
import shlex
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result
from sqlmodel import update

from campaign.typed import moments
from schedules.database import engine
from schedules.database.tables import Post
from schedules.errors import BadRequest

Run = Callable[..., Result]
NOW, ZONE = datetime(2026, 11, 29, 12, tzinfo=UTC), ZoneInfo("Europe/Brussels")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a post in Dutch and one in French."""
    made = tmp_path_factory.mktemp("second") / "c"
    assert campaign("init", made, "--language", "nl", "--language", "fr").exit_code == 0
    for language, caption in (("nl", "Goede dag"), ("fr", "Bonjour")):
        words = ("post", "add", "--language", language, "--caption", caption, "--at", "+30d")
        assert campaign(*words, folder=made).exit_code == 0
    return made


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A campaign of a test's own, where two people approve a post."""
    made = Path(shutil.copytree(founded, tmp_path / "c"))
    settings = made / "campaign.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[service]\napprovals = 2\n", encoding="utf-8")
    return made


@pytest.mark.parametrize(
    "names",
    ["An en Bart", "An, Bart", "An et Bart", "An & Bart", "An and Bart", "An / Bart", "An + Bart", "An; Bart",
     "An met Bart", "An,Bart", "An Maes en Bart Peeters"],
)  # fmt: skip
def test_two_names_are_no_person(campaign: Run, folder: Path, names: str) -> None:
    """`--by` takes the name of one person: of two it says how each approves, and no yes is kept."""
    done = campaign("post", "approve", 1, "--by", names, folder=folder)
    assert (done.exit_code, done.stderr.count("\n"), "for each" in done.stderr) == (2, 1, True)
    assert json.loads(campaign("post", "show", 1, "--json", folder=folder).stdout)["approvals"] == []


@pytest.mark.parametrize("name", ["An-Sofie Van den Berg", "Eten Bart", "Jean-Étienne D'Haene", "Bert Ent"])
def test_one_name_is_a_person(campaign: Run, folder: Path, name: str) -> None:
    """A name of several words is one person."""
    assert campaign("post", "approve", 1, "--by", name, folder=folder).exit_code == 0


@pytest.mark.parametrize(("second", "is_said"), [("Ann", True), ("Bart", False)])
def test_a_near_name_is_said(campaign: Run, folder: Path, second: str, is_said: bool) -> None:
    """Where two names are nearly the same, it is said that they count as two people, and how to take them back."""
    assert campaign("post", "approve", 1, "--by", "An", folder=folder).exit_code == 0
    done = campaign("post", "approve", 1, "--by", second, folder=folder)
    assert (done.exit_code, "campaign post unapprove 1" in done.stderr) == (0, is_said)


@pytest.mark.parametrize("word", ["iedereen", "tout le monde", "everyone", "chacun", "alle", "tous"])
def test_a_word_of_two_meanings(campaign: Run, folder: Path, word: str) -> None:
    """`approval_by = "iedereen"` may be anyone or each: refused with both words that there are."""
    settings = folder / "campaign.toml"
    text = settings.read_text("utf-8").replace("approvals = 2", f'approval_by = "{word}"')
    settings.write_text(text, encoding="utf-8")
    done = campaign("post", "list", folder=folder)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert '"anyone", "partners"' in done.stderr


def test_advice_has_the_name_that_it_needs(campaign: Run, folder: Path) -> None:
    """The command that comes next is one that does not fail for want of `--by`."""
    done = campaign("post", "edit", 1, "--caption", "Dag", folder=folder)
    assert "`campaign post approve 1 --by NAME`" in done.stderr
    done = campaign("post", "approve", 1, "--by", "An", folder=folder)
    assert "`campaign post approve 1`" not in done.stderr


def test_advice_of_a_sheet_has_the_name_that_it_needs(campaign: Run, folder: Path) -> None:
    """So has the advice after an import."""
    sheet = folder / "plan.csv"
    sheet.write_text("date;language;caption\n2031-01-07 18:00;nl;Tot dan\n", encoding="utf-8")
    done = campaign("plan", "import", sheet, folder=folder)
    assert "`campaign post approve --all --by NAME`" in done.stderr, done.output


SLIPS = [
    ("post show 2 3", ["campaign post show 2", "campaign post show 3"]),
    ("post edit 2 3 --caption Dag", ["campaign post edit 2 --caption Dag", "campaign post edit 3 --caption Dag"]),
    ("post hold 1 2", ["campaign post hold 1", "campaign post hold 2"]),
    ("post move 12 '16/12/2031 18u'", ["campaign post move 12 --at '16/12/2031 18u'"]),
    ("post move 12 16/12/2031 18u", ["campaign post move 12 --at '16/12/2031 18u'"]),
    ("post move 12 morgen 18u", ["campaign post move 12 --at 'morgen 18u'"]),
    ("post move 12 '10 dec. 2031, 18.30 u.'", ["campaign post move 12 --at '10 dec. 2031, 18.30 u.'"]),
    ("post approve alles", ["campaign post approve --all"]),
    ("post approve tous", ["campaign post approve --all"]),
    ("post approve alles --by An", ["campaign post approve --all --by An"]),
    ("post list --taal fr", ["--language"]),
    ("plan list", ["show"]),
    ("plan lijst", ["show"]),
    ("consent show", ["list"]),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "said"), SLIPS)
def test_what_was_meant(campaign: Run, folder: Path, typed: str, said: list[str]) -> None:
    """What is proposed in the place of a slip is what was meant, and can be run."""
    done = campaign(*shlex.split(typed), "--lang", "en", folder=folder)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    for line in said:
        pasted = line.replace("campaign ", f"campaign --dir {shlex.quote(str(folder))} ")
        assert line in done.stderr or pasted in done.stderr, done.stderr


def test_two_decisions_are_one_too_many(campaign: Run, folder: Path) -> None:
    """`overdue 1 2 --send-now --cancel` is refused for its two decisions, not for its numbers."""
    done = campaign("overdue", 1, 2, "--send-now", "--cancel", "--lang", "en", folder=folder)
    assert done.exit_code == 2
    assert "'1 2'" not in done.stderr
    assert "--send-now" in done.stderr
    assert "--cancel" in done.stderr


@pytest.mark.parametrize("language", ["fr", "Frans", "français"])
def test_list_of_one_language(campaign: Run, founded: Path, language: str) -> None:
    """`post list --language` shows the posts in a language, by any name of it; where there is none, it says so."""
    done = campaign("post", "list", "--language", language, "--json", folder=founded)
    assert [one["language"] for one in json.loads(done.stdout)] == ["fr"]
    done = campaign("post", "list", "--language", "de", "--lang", "en", folder=founded)
    assert "no such posts in German" in done.stdout


def test_hold_takes_another_reason(campaign: Run, folder: Path) -> None:
    """A post that staff holds takes a reason, or another one."""
    for name in ("An", "Bart"):
        assert campaign("post", "approve", 1, "--by", name, folder=folder).exit_code == 0
    assert campaign("post", "hold", 1, folder=folder).exit_code == 0
    for words in ("wacht op de foto", "de burgemeester spreekt"):
        done = campaign("post", "hold", 1, words, "--json", folder=folder)
        shown = json.loads(done.stdout)
        assert (shown["state"], words in shown["reason"]) == ("held", True)
    assert campaign("post", "hold", 1, folder=folder).exit_code == 2


FORMS = ["10 dec. 2026, 18.30 u.", "10 dec. 2026 om 18.30 u.", "10/12/2026, 18.30 u.", "10.12.2026 18.30 u.",
         "do. 10 dec. 2026, om 18.30 u.", "donderdag 10 december 2026, 18 u. 30", "10 déc. 2026, à 18 h. 30",
         "10 déc. 2026 à 18h30.", "jeudi 10 décembre 2026, à 18 h 30.", "jeu. 10 déc. 2026, 18.30 h.",
         "10 dec., 18.30 u.", "10/12 om 18.30 u.", "10 décembre 2026 18 heures 30.", "2026-12-10, 18.30 u.",
         "10-12-2026, 18.30u."]  # fmt: skip


@pytest.mark.parametrize("written", FORMS)
def test_a_moment_with_dots(written: str) -> None:
    """Dots behind abbreviated months, days and hours, and commas, leave one moment one moment."""
    assert moments.read_when(written, now=NOW, zone=ZONE).due.wall == "2026-12-10T18:30:00"


@pytest.mark.parametrize(
    ("written", "code"),
    [("10 dec. 2026, 18.30 u. - 19.30 u.", "when-span"), ("10 dec. 2026, 18.30 à 19.30 u.", "when-span"),
     ("10 dec. 2026, 18-20 u.", "when-span"), ("10 dec. 2026 18.", "when-meant"),
     ("18.30 u.", "when-time-today")],
)  # fmt: skip
def test_spans_with_dots(written: str, code: str) -> None:
    """Two moments stay two, and a number with a dot is no hour."""
    with pytest.raises(BadRequest) as refused:
        moments.read_when(written, now=NOW, zone=ZONE)
    assert refused.value.code == code


def written_in(folder: Path, number: int, **columns: object) -> None:
    """A post as it stands after days that no test waits for."""
    with engine.open_in(folder).write() as session:
        session.exec(update(Post).where(Post.number == number).values(**columns))


def rows_of(campaign: Run, folder: Path, number: int) -> list[str]:
    """What `status` says of a post."""
    shown = json.loads(campaign("status", "--lang", "en", "--json", folder=folder).stdout)
    return [
        f"{one['message']} {one['remedy']}" for one in shown["findings"] if one["where"] == f"post {number}"
    ]


def test_after_a_pause_nobody_is_told_to_resume(campaign: Run, folder: Path) -> None:
    """A post that fell due in a pause says `campaign resume` while the pause lasts, and not any more after it."""
    written_in(folder, 1, state="held", due_at=NOW, reason={"code": "paused", "params": {}})
    for words in (("adopt", "--yes"), ("pause",)):
        assert campaign(*words, folder=folder).exit_code == 0
    (during,) = rows_of(campaign, folder, 1)
    assert campaign("resume", folder=folder).exit_code == 0
    (after,) = rows_of(campaign, folder, 1)
    assert ("campaign resume" in during, "campaign resume" in after) == (True, False)
    assert "campaign overdue" in after


def test_status_says_of_a_post_what_comes_first(campaign: Run, folder: Path) -> None:
    """A post that needs another date and another approval has one row: the date comes first."""
    for name in ("An", "Bart"):
        assert campaign("post", "approve", 1, "--by", name, folder=folder).exit_code == 0
    written_in(folder, 1, due_at=NOW - timedelta(days=300), caption="Anders")
    (said,) = rows_of(campaign, folder, 1)
    assert "campaign post move 1 --at" in said
