"""A seventh day: days, columns, photos and lines are answered with what works as it stands when pasted."""

import json
import re
import shlex
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result
from openpyxl import Workbook
from PIL import Image

from campaign.spreadsheets.plan_rows import dates
from campaign.typed import moments
from schedules.errors import BadRequest
from tests import plan_campaign
from tests.plan_campaign import Desk

NOW, BRUSSELS = datetime(2026, 11, 30, 2, 50, tzinfo=UTC), ZoneInfo("Europe/Brussels")  # a Monday
PHOTOS = ("--photo", "0.jpg", "--photo", "1.jpg", "--photo", "2.jpg")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign in two languages with two films."""
    return plan_campaign.found(tmp_path_factory.mktemp("seventh") / "c")


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Callable[..., Result]) -> Desk:
    """A campaign of a test's own."""
    return plan_campaign.copied(founded, tmp_path, campaign)


@pytest.fixture
def beside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The same, with three photos, and its folder the current one."""
    monkeypatch.chdir(desk.folder)
    for number in range(3):
        Image.new("RGB", (600, 400), (number * 90, 50, 50)).save(f"{number}.jpg")
    return desk


def _why(desk: Desk, text: str) -> list[str]:
    """What is said of the refused cells of a plan."""
    done = desk.run("plan", "import", desk.write(text.encode()), "--json", "--dry-run", folder=desk.folder)
    return [one["message"] for line in json.loads(done.stdout) for one in line["refused"]]


@pytest.mark.parametrize(
    ("cell", "first"),
    [
        ("5-6 december 2026", date(2026, 12, 5)),
        ("6-8 jan 2027", date(2027, 1, 6)),
        ("5/6 december 2026", date(2026, 12, 5)),
        ("5 & 6 décembre 2026", date(2026, 12, 5)),
        ("5-6-7 december 2026", date(2026, 12, 5)),
        ("5–6 déc.", date(2026, 12, 5)),
    ],
)
def test_of_several_days_before_a_month_the_first_is_offered(cell: str, first: date) -> None:
    """`5-6 december 2026` offers 5 December, in a sheet and at a command, and never 5 June."""
    with pytest.raises(BadRequest) as refused:
        dates.day(cell, today=NOW.date())
    assert refused.value.params["example"] == first
    with pytest.raises(BadRequest) as refused:
        moments.read_when(f"{cell} 18:00", now=NOW, zone=BRUSSELS)
    assert refused.value.params["example"] == datetime(first.year, first.month, first.day, 18)  # noqa: DTZ001


@pytest.mark.parametrize(
    "part",
    ["dinsdagochtend", "morgenmiddag", "demain soir", "zaterdagavond", "donderdag voormiddag", "mardi matin",
     "cet après-midi", "vanavond", "tomorrow morning"],
)  # fmt: skip
def test_the_hour_offered_for_a_part_of_a_day_lies_in_it(part: str) -> None:
    """`dinsdagochtend` offers an hour of the morning, which is taken when it is typed."""
    with pytest.raises(BadRequest) as refused:
        moments.read_when(part, now=NOW, zone=BRUSSELS)
    offered = f"{part} {refused.value.params['clock']}"
    assert moments.read_when(offered, now=NOW, zone=BRUSSELS).due.utc > NOW


def test_an_embargo_without_a_time_is_not_sent_to_the_column_of_the_post_s_time(desk: Desk) -> None:
    """The time of an embargo stands in its own cell."""
    said = _why(desk, "Date;Heure;Langue;Texte;Embargo\n5/12/2031;18:00;fr;Bonjour;3/12/2031\n")
    assert said == [
        "3 December 2031 has no time of day. Write one after it, in this cell: 3 December 2031 18:00."
    ]


@pytest.mark.parametrize("heads", ["Jour;Moment", "Dag;Moment", "Moment;Jour"])
def test_a_column_of_days_beside_one_of_times_holds_the_dates(desk: Desk, heads: str) -> None:
    """`Jour` and `Moment` are the date and the time, by what stands in them."""
    cells = "18:30;5/12/2031" if heads.startswith("Moment") else "5/12/2031;18:30"
    lines = desk.bring(f"{heads};Langue;Texte\n{cells};fr;Bonjour\n".encode())
    assert plan_campaign.whats(lines) == ["new"]
    assert "2031-12-05 18:30" in str(desk.posts()[0]).replace("T", " ")


@pytest.mark.parametrize("text", ["***", "---", " * * * ", "—\u2014\u2014\n***"])
def test_a_line_between_languages_is_no_text(desk: Desk, text: str) -> None:
    """A post whose whole text is the line that parts two languages is refused, typed or in a sheet."""
    done = desk.run("post", "add", "--language", "fr", f"--caption={text}", folder=desk.folder)
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: the text is only a line between two languages. Write the text itself, before and behind it.\n",
    )
    if "\n" not in text:
        assert _why(desk, f"Date;Langue;Texte\n5/12/2031 18:00;fr;{text}\n")


@pytest.mark.parametrize(
    ("alts", "which"),
    [(("De winkel", "", "De jury's tafel"), "2"), (("", "Twee", "Drie"), "1"), (("Een",), "2, 3")],
)
def test_the_offered_description_keeps_those_of_the_other_photos(
    beside: Desk, alts: Sequence[str], which: str
) -> None:
    """A photo without a description is named by its place, and the offered line changes no other's."""
    given = [word for one in alts for word in ("--alt", one)]
    line = ("post", "add", "--language", "nl", "--caption", "Kijk", *PHOTOS, *given)
    done = beside.run(*line, folder=beside.folder)
    assert f"for people who cannot see them: {which}." in done.stderr
    for said in (done.stderr, beside.run("check", folder=beside.folder).stdout):
        offered = re.search(r"`campaign (post edit [^`]* --alt TEXT[^`]*)`", said)
        assert offered
    words = ["Nieuw" if one == "TEXT" else one for one in shlex.split(offered[1])]
    assert beside.run(*words, folder=beside.folder).exit_code == 0
    kept = [photo["alt"] for photo in beside.posts()[0]["photos"]]
    assert kept == ["Nieuw" if at == int(which[0]) - 1 else ((*alts, "", "")[at] or None) for at in range(3)]


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("--first-comment", "Soutenez-les: merci"),
        ("--first-comment", "Soutenez-les déjÃ\xa0 ici"),
        ("--caption", "Soutenez-les: merci"),
    ],
)
def test_a_finding_on_a_text_names_the_option_of_that_text(desk: Desk, option: str, text: str) -> None:
    """What is wrong with a first comment is corrected with `--first-comment`, which leaves the text as it is."""
    texts = {"--caption": "Bonjour", option: text}
    given = [word for pair in texts.items() for word in pair]
    assert desk.run("post", "add", "--language", "fr", *given, folder=desk.folder).exit_code == 0
    said = desk.run("check", folder=desk.folder).stdout
    found = re.findall(r"post 1: P(?:16|27) .*`campaign post edit 1 (--\S+) TEXT`", said)
    assert set(found) == {option}


def test_a_new_file_with_a_space_gets_its_quotes_beside_a_file_named_like_its_beginning(beside: Desk) -> None:
    """`backup ../sauvegarde 1.zip` is one file, though there is one called sauvegarde."""
    (beside.folder.parent / "sauvegarde").touch()
    done = beside.run("backup", "../sauvegarde", "1.zip", folder=beside.folder)
    assert "has spaces, so it needs quotes" in done.stderr
    assert "backup '../sauvegarde 1.zip'`" in done.stderr


def test_a_post_in_a_hidden_row_is_not_called_absent(desk: Desk) -> None:
    """A post whose row is hidden and left out is in the file all the same."""
    desk.bring(b"Date;Langue;Texte\n5/12/2031 18:00;fr;Bonjour\n6/12/2031 18:00;fr;Bonsoir\n")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("No", "Date", "Langue", "Texte"),
        (1, "5/12/2031 18:00", "fr", "Salut"),
        (7, "x", "fr", "y"),
    ):
        sheet.append(row)
    sheet.cell(3, 1).value, sheet.cell(3, 2).value = 2, "6/12/2031 18:00"
    sheet.row_dimensions[2].hidden = True
    path = desk.folder / "h.xlsx"
    book.save(path)
    done = desk.run("plan", "import", path, "--dry-run", "--without-hidden", folder=desk.folder)
    assert done.exit_code == 0, done.stderr
    assert "not in the file" not in done.stderr


def test_what_was_refused_is_not_repeated_for_the_cell_below(desk: Desk) -> None:
    """`idem` below a time that was refused is not answered with that time."""
    said = _why(desk, "Date;Heure;Langue;Texte\n5/12/2031;25h;fr;Bonjour\n6/12/2031;idem;fr;Bonsoir\n")
    assert (
        said[1] == "'idem' means the cell above, but each row is read by itself. Write here what it shall be."
    )


def test_restoring_a_post_offers_no_restored_backup(desk: Desk) -> None:
    """`post restore 2` is told to plan it again, and not to restore the campaign."""
    said = desk.run("post", "restore", "2", folder=desk.folder).stderr
    assert said.startswith(
        "Error: a post that was cancelled or removed does not come back: plan it again with "
    )


def test_a_word_for_none_says_that_what_stood_there_is_gone(desk: Desk) -> None:
    """`--first-comment nee` empties the comment, and says so."""
    desk.run(
        "post",
        "add",
        "--language",
        "fr",
        "--caption",
        "Bonjour",
        "--first-comment",
        "Merci",
        folder=desk.folder,
    )
    said = desk.run("post", "edit", "1", "--first-comment", "nee", folder=desk.folder).stderr
    assert "'nee' is taken as none: --first-comment is empty now, whatever it was before." in said


def test_times_in_a_file_of_unsure_letters_are_corrected_with_its_encoding(desk: Desk) -> None:
    """Where the encoding is a guess, the line that names it is offered for broken times too, and it corrects them."""
    path = desk.folder / "x.srt"
    path.write_bytes("1\n0:01 -> 0:04,5\nFatou à dit\n\n2\n0:05 -> 0:08\nOui.\n".encode("cp1252"))
    said = desk.run("subtitles", "check", path, "--language", "fr", folder=desk.folder).stdout
    assert "leaves this" not in said
    lines = re.findall(r"`campaign (subtitles check [^`]* --encoding cp1252 --fix)`", said)
    assert len(lines) == 3
    film = Path("tests/data/reel.mp4").absolute()
    add = ("testimony", "add", film, "--slug", "lea", "--speaker", "Léa", "--role", "host", "--organisation", "X",
           "--language", "fr", "--subtitles", f"fr:{path}")  # fmt: skip
    assert "which letters these are is a guess" in desk.run(*add, folder=desk.folder).stderr
    desk.run(*shlex.split(lines[0]), folder=desk.folder)
    assert desk.run("subtitles", "check", path, "--language", "fr", folder=desk.folder).stdout.startswith(
        "No findings"
    )


def test_an_empty_file_is_called_so_and_the_last_word_clings_to_nothing(desk: Desk) -> None:
    """A file of subtitles without anything is empty; behind the last word nothing follows that it belongs to."""
    path = desk.folder / "x.srt"
    path.write_text("\n")
    assert "S12 error: the file is empty." in desk.run("subtitles", "check", path, folder=desk.folder).stdout
    path.write_text("1\n00:00:01,000 --> 00:00:04,000\nIl va tout à l’envers de\n")
    assert "S11" not in desk.run("subtitles", "check", path, "--language", "fr", folder=desk.folder).stdout
