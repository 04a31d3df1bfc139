"""A sixth day: cells of a plan as staff write them are answered with what to write there, and never taken amiss."""

import io
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from tests import plan_campaign
from tests.plan_campaign import Desk

HEAD = ("Date", "Heure", "Langue", "Film", "Texte")
ROW = (datetime(2031, 12, 8), "18:00", "fr", "bakery", "Bonjour à tous")  # noqa: DTZ001  # a wall's


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign in two languages with two films."""
    return plan_campaign.found(tmp_path_factory.mktemp("sheets") / "c")


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Callable[..., Result]) -> Desk:
    """A campaign of a test's own."""
    return plan_campaign.copied(founded, tmp_path, campaign)


def _row(column: str, cell: object) -> list[Sequence[object]]:
    """A plan with one sound row, in which one cell is something else."""
    names = HEAD if column in HEAD else (*HEAD, column)
    return [names, [cell if name == column else dict(zip(HEAD, ROW, strict=True))[name] for name in names]]


def _why(desk: Desk, rows: Sequence[Sequence[object]], name: str = "p.xlsx") -> list[str]:
    """What is said of the refused cells of a plan."""
    text = "\n".join(";".join(map(str, row)) for row in rows) + "\n"
    data = plan_campaign.xlsx(rows) if name.endswith(".xlsx") else text.encode()
    done = desk.run("plan", "import", desk.write(data, name), "--json", "--dry-run", folder=desk.folder)
    lines = json.loads(done.stdout)
    return [one["message"] for line in lines for one in line["refused"]]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("20h-21h", "Write one time: 20:00."),
        ("20u tot 21u", "Write one time: 20:00."),
        ("20h ou 21h", "Write one time: 20:00."),
        ("±20u", "Write hours and minutes: 20:00."),
        ("20h (à confirmer)", "Write hours and minutes: 20:00."),
        ("vers 20h", "Write hours and minutes: 20:00."),
        ("ca. 20u", "Write hours and minutes: 20:00."),
        ("20h ?", "Write hours and minutes: 20:00."),
        ("8h du soir", "Write hours and minutes: 20:00."),
        ("2030", "Write hours and minutes: 20:30."),
        (20, "Write hours and minutes: 20:00."),
        ("minuit", "may be the beginning of the day or its end. Write 00:00 or 23:59."),
        ("middernacht", "may be the beginning of the day or its end. Write 00:00 or 23:59."),
        ("24u", "may be the beginning of the day or its end. Write 00:00 or 23:59."),
        ("24:00", "may be the beginning of the day or its end. Write 00:00 or 23:59."),
    ],
)  # fmt: skip
def test_times(desk: Desk, cell: object, said: str) -> None:
    """A time that is not one is answered with the time that is meant."""
    (why,) = _why(desk, _row("Heure", cell))
    assert why.endswith(said)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("26/12/2031 (à confirmer)", "Write the day alone: 26/12/2031."),
        ("26/12/2031 ?", "Write the day alone: 26/12/2031."),
        ("15/12/31", "Write the year with four digits: 15/12/2031."),
        ("8-9/12/2031", "Write one day: 08/12/2031."),
        ("du 8 au 10/12/2031", "Write one day: 08/12/2031."),
        ("8/12/2031 of 9/12/2031", "Write one day: 08/12/2031."),
        ("12/24/2031", "Write the day first: 24/12/2031."),
        ("08122031", "Write it in full: 08/12/2031."),
        ("8/12/2031 minuit", "Write 00:00 or 23:59."),
    ],
)
def test_days(desk: Desk, cell: object, said: str) -> None:
    """A day that is not one is answered with the day that is meant."""
    (why,) = _why(desk, _row("Date", cell))
    assert said in why


def test_advice_fits_the_file(desk: Desk) -> None:
    """Nobody is told to save a workbook as a workbook; of a CSV, the column's format is mentioned."""
    assert "xlsx" not in _why(desk, _row("Date", "15/12/31"))[0]
    assert "format" not in _why(desk, _row("Date", "15/12/31"))[0]
    assert "set its format to dd/mm/yyyy" in _why(desk, _row("Date", "15/12/31"), "p.csv")[0]


@pytest.mark.parametrize(
    "column", ["Date", "Heure", "Langue", "Film", "Texte", "Lien", "Format", "Photos", "Type"]
)
def test_no_value(desk: Desk, column: str) -> None:
    """What says that there is no value yet is never taken for one, in no column, and the answer says what to do."""
    cells = ("?", "à confirmer", "te bepalen", "n/a", "TBC", "…", "/")
    whys = _why(desk, [_row(column, "x")[0], *(_row(column, cell)[1] for cell in cells)])
    assert [why.partition(" ")[0] for why in whys] == [f"{cell!r}".partition(" ")[0] for cell in cells]
    assert all("mpty the" in why or "leave the row out" in why for why in whys)


@pytest.mark.parametrize("cell", ["idem", "id.", "''", '"', "〃", "zelfde"])
def test_the_cell_above(desk: Desk, cell: str) -> None:
    """What means the cell above is refused with what stands there."""
    head, row = _row("Heure", "19:15")
    same: list[object] = [
        cell if name in ("Date", "Heure", "Texte") else it for name, it in zip(head, row, strict=True)
    ]
    assert [why.rpartition("be: ")[2] for why in _why(desk, [head, row, same])] == [
        "08/12/2031", "19:15", "Bonjour à tous",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("Langue", "fr/nl", "Make a post for each"),
        ("Langue", "nl-fr", "Make a post for each"),
        ("Langue", "les deux", "Make a post for each"),
        ("Langue", "tweetalig", "Make a post for each"),
        ("Film", "bakery, tailor", "Give each film a row of its own."),
        ("Format", "reel", "Write it in the column Kind"),
        ("Photos", "a.jpg,b.png", "Put a vertical bar between them: a.jpg | b.png"),
        ("Photos", "foto 1.jpg; foto 2.jpg", "Put a vertical bar between them: foto 1.jpg | foto 2.jpg"),
        ("Numéro", "n° 7", "there is no post 7."),
        ("Numéro", "7.", "there is no post 7."),
    ],
)
def test_other_cells(desk: Desk, column: str, cell: str, said: str) -> None:
    """Several things in one cell are answered with how they are written."""
    assert said in " ".join(_why(desk, _row(column, cell)))


def test_a_time_in_an_unknown_column(desk: Desk) -> None:
    """Where a time is missing, the columns that were not understood are named; usual headers are understood."""
    (why,) = _why(desk, [("Date", "Quand ça sort", "Langue", "Texte"), (ROW[0], "18:00", "fr", "Bonjour")])
    assert "not understood: 'Quand ça sort'" in why or "not understood: Quand ça sort" in why
    assert _why(desk, [("Date", "Horaire", "Langue", "Texte"), (ROW[0], "18:00", "fr", "Bonjour")]) == []


def test_like_a_cancelled_post(desk: Desk) -> None:
    """A row that is like a cancelled post is not told to become that post, which no plan can change."""
    rows = _row("Texte", "Bonjour à tous")
    desk.bring(plan_campaign.xlsx(rows), name="p.xlsx")
    assert desk.run("post", "cancel", "1", folder=desk.folder).exit_code == 0
    rows[1] = [datetime(2031, 12, 9), *rows[1][1:]]  # noqa: DTZ001
    path = desk.write(plan_campaign.xlsx(rows), "p.xlsx")
    tried = desk.run("plan", "import", path, "--dry-run", folder=desk.folder)
    assert (
        "post 1 (cancelled) is like it and stays as it is. If nothing shall go out any more, delete the row."
        in (tried.stdout + tried.stderr)
    )
    done = desk.run("plan", "import", path, folder=desk.folder)
    assert "`campaign post cancel 2`" in done.stderr
    assert "write 1 in" not in done.stderr


def test_texts_of_posts_that_are_there(desk: Desk) -> None:
    """A post whose text is a sign comes back from its own export."""
    desk.run(
        "post", "add", "--language", "fr", "--caption", "?", "--at", "2031-12-08 18:00", folder=desk.folder
    )
    path = desk.folder.parent / "out.xlsx"
    assert desk.run("plan", "export", path, folder=desk.folder).exit_code == 0
    assert plan_campaign.whats(desk.bring(path)) == ["unchanged"]


def _book(rows: Sequence[Sequence[object]], coloured: int | None = None) -> bytes:
    """A workbook, of which a row may be red."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for cell in book.active[coloured] if coloured else ():
        cell.fill = PatternFill("solid", fgColor="FFFF0000")
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (["Total", None, None, None, "4 publications"], "the row says 'Total' and makes no post."),
        (["Totaal: 4"], "the row says 'Totaal: 4' and makes no post."),
        (["JANVIER"], "the row says 'JANVIER' and makes no post."),
        (["Fait par Anne le 30/11"], "the row says 'Fait par Anne le 30/11' and makes no post."),
        (HEAD, "the row repeats the header. Delete it."),
    ],
)
def test_rows_that_are_no_posts(desk: Desk, last: Sequence[object], said: str) -> None:
    """A total, a heading, a note or the header again is told once, as what it is."""
    (why,) = _why(desk, [HEAD, ROW, last])
    assert why.startswith(said)


def test_a_row_with_a_day_alone(desk: Desk) -> None:
    """A row that has a day and nothing else is told what it lacks: it may become a post."""
    assert not any("makes no post" in why for why in _why(desk, [HEAD, ROW, ["9/12/2031"]]))


def test_colours(desk: Desk) -> None:
    """Where colours set a few rows apart it is said that they are not read; of a header's or of all rows' not."""
    second, third = ([datetime(2031, 12, day), *ROW[1:4], f"Jour {day}"] for day in (10, 12))  # noqa: DTZ001
    said = {}
    for coloured in (None, 1, 3):
        path = desk.write(_book([HEAD, ROW, second, third], coloured), "p.xlsx")
        said[coloured] = desk.run("plan", "import", path, "--dry-run", folder=desk.folder).stderr
    assert ["Colours are not read" in one for one in said.values()] == [False, False, True]


def test_a_state_in_a_row(desk: Desk) -> None:
    """Who marks a row as cancelled is told that a plan does not cancel, and what does."""
    path = desk.write(plan_campaign.xlsx([(*HEAD, "État"), (*ROW, "annulée")]), "p.xlsx")
    said = desk.run("plan", "import", path, "--dry-run", folder=desk.folder).stderr
    assert "never imported: État. `campaign post approve N` approves a post" in said


def test_a_nameless_cell(desk: Desk) -> None:
    """Quotation marks of a CSV are spoken of in a CSV alone."""
    rows = [HEAD, (*ROW, "note")]
    assert "quot" not in " ".join(_why(desk, rows))
    text = "Date;Heure;Langue;Texte\n9/12/2031;18:00;fr;Bonjour;note\n"
    done = desk.run("plan", "import", desk.write(text.encode(), "p.csv"), folder=desk.folder)
    assert "quot" in done.stderr
