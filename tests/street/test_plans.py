"""Sheets as people bring them: each is taken right, or refused with its row, its cell and what to do."""

import codecs
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font

from campaign.cli.app import root
from campaign.spreadsheets.plan_rows import columns
from campaign.spreadsheets.sheets import reader
from schedules.errors import BadRequest
from tests import plan_campaign
from tests.paths import STREET
from tests.plan_campaign import Desk, whats

DAY = datetime(2031, 12, 1)  # noqa: DTZ001  # a wall's, as sheets hold them
HEAD = ["Date", "Time", "Language", "Text", "Link"]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign in two languages."""
    return plan_campaign.found(tmp_path_factory.mktemp("founded") / "c")


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Callable[..., Result]) -> Desk:
    """A campaign of a test's own."""
    return plan_campaign.copied(founded, tmp_path, campaign)


def given(name: str) -> Path:
    """One of the given plans."""
    if not (STREET / "plans" / name).is_file():
        pytest.skip(f"no {name} in {STREET}: name the folder of given inputs in CAMPAIGN_TEST_STREET")
    return STREET / "plans" / name


def book(rows: Iterable[Sequence[object]], arrange: Callable[[Any], object] = lambda sheet: None) -> bytes:
    """A workbook of these rows, arranged by hand."""
    made, packed = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(list(row))
    arrange(made.active)
    made.save(packed)
    return packed.getvalue()


def plan(*texts: object, when: object = time(18)) -> list[list[object]]:
    """A plan's rows: a text each, the same moment."""
    return [HEAD, *([DAY, when, "nl", text] for text in texts)]


def mistakes(
    desk: Desk, data: bytes | Path, *options: str, name: str = "plan.xlsx"
) -> list[tuple[int, str | None]]:
    """What a dry run refuses: row and column of each mistake; an import refuses the file and changes nothing."""
    path = data if isinstance(data, Path) else desk.write(data, name)
    done = desk.run("plan", "import", path, *options, folder=desk.folder)
    assert done.exit_code == 2, done.output
    assert "Traceback" not in done.output
    assert done.stderr.count("\n") == 1
    assert desk.posts() == []
    lines = desk.bring(path, "--dry-run", *options, name=name, code=1)
    return [(line["row"], one["column"]) for line in lines for one in line["refused"]]


def error(desk: Desk, data: bytes | Path, *options: str, name: str = "plan.xlsx", code: int = 2) -> str:
    """What an import that is refused says."""
    path = data if isinstance(data, Path) else desk.write(data, name)
    done = desk.run("plan", "import", path, *options, folder=desk.folder)
    assert done.exit_code == code, done.output
    assert desk.posts() == []
    return str(done.stderr)


def captions(desk: Desk) -> list[str]:
    """The words of every post."""
    return [one["caption"] for one in desk.posts()]


def test_given_ranges(desk: Desk) -> None:
    """Each row with a span in place of a time is refused, in the column where it stands."""
    columns = ["B (Uur)"] * 5 + ["A (Datum)"]
    found = mistakes(desk, given("ranges.xlsx"))
    assert [row for row, _ in found] == [2, 3, 4, 5, 6, 7]
    assert [column for _, column in found] in (columns, [*columns[:5], "A (Datum)"])


SPANS = (
    "12:00-14:00", "18:00-19:00", "17:00-1830", "10h-12h", "18.00 – 19.00", "tussen 12 en 14 uur", "04:00-05:00",
    "entre 12h et 14h", "23:00-00:00", "18:00+05:00", "18:00+14:30", "18:00 -05:00", "18:00+15:00", "18:00+02:00",
)  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_span_is_no_time(desk: Desk, ending: str) -> None:
    """A span, or an offset that Brussels has not on that day, is refused in the column of the time."""
    rows = [["Datum", "Uur", "Taal", "Tekst"], *(["24/12/2031", span, "nl", "Hallo"] for span in SPANS)]
    data = book(rows) if ending == "xlsx" else "\n".join(";".join(row) for row in rows).encode()
    assert mistakes(desk, data, name=f"plan.{ending}") == [
        (row, "B (Uur)") for row in range(2, len(SPANS) + 2)
    ]


def test_a_span_is_no_when(desk: Desk) -> None:
    """Wherever a WHEN is typed, a span is refused as one, and another offset with that of the campaign's zone."""
    add = ("post", "add", "--caption", "Hallo", "--language", "nl")
    for moment in ("12:00-14:00", "18:00-19:00", "17:00-1830", "18:00 – 19:00"):
        done = desk.run(*add, "--at", f"2031-12-01 {moment}", folder=desk.folder)
        assert (done.exit_code, "span" in done.stderr) == (2, True)
    for command in ((*add, "--embargo"), ("run", "--until"), ("rehearse", "--until")):
        done = desk.run(*command, "2031-12-01 18:00+05:00", folder=desk.folder)
        assert (done.exit_code, "+01:00" in done.stderr) == (2, True)
    assert desk.posts() == []


@pytest.mark.parametrize(("name", "column"), [("extra_cells.csv", "E"), ("unquoted_semicolon.csv", "E")])
def test_given_extra_cells(desk: Desk, name: str, column: str) -> None:
    """A row with more cells than the header is refused, and the first that is too many is named."""
    assert mistakes(desk, given(name))[0] == (2, column)


def test_cells_without_a_header(desk: Desk) -> None:
    """Text beside the columns that have a header is named with its cell, below, beside and between them."""
    rows = [["Datum", "Uur", None, "Taal", "Tekst"], ["1/12/2031", "18:00", "?", "nl", "Hallo", None, "weg"]]
    rows += [["2/12/2031", "18:00", None, "nl", "Dag"], [None] * 6 + ["onderaan"]]
    assert mistakes(desk, book(rows)) == [(2, "C"), (2, "G"), (4, "G")]
    assert "'?'" in error(desk, book(rows))
    assert mistakes(desk, b"Datum;Uur;Taal;Tekst\n1/12/2031;18:00;nl;Een;;twee\n", name="a.csv") == [(2, "F")]


def test_cells_far_to_the_right(desk: Desk) -> None:
    """What stands beyond all columns that are read is not passed over."""
    assert "BZ2" in error(desk, book(plan("Hallo"), lambda sheet: sheet.cell(2, 78, "ver weg")))
    row = b"1/12/2031;18:00;nl;Hallo" + b";" * 74 + b"ver weg\n"
    assert "BM2" in error(desk, b"Datum;Uur;Taal;Tekst\n" + row, name="a.csv")


def test_posts_above_the_header(desk: Desk) -> None:
    """A sheet that was sorted with its header loses no post: each row above it is refused; a title is none."""
    rows = plan("a", "b")
    assert mistakes(desk, book([["Plan", None, "versie 1/12/2031"], rows[1], rows[0], rows[2]])) == [
        (2, None)
    ]


def test_empty_cells_behind_are_none(desk: Desk) -> None:
    """Separators with nothing between them, as spreadsheets write them, are no more cells than the header has."""
    desk.bring(b"Datum;Uur;Taal;Tekst\n1/12/2031;18:00;nl;Hallo;;;;\n;;;;;;;;\n")
    assert captions(desk) == ["Hallo"]


def test_given_hidden_row(desk: Desk) -> None:
    """A hidden row is said with its number; what becomes of it is asked, or told by an option."""
    assert mistakes(desk, given("hidden_row.xlsx")) == [(3, None)]
    assert "row 3" in error(desk, given("hidden_row.xlsx"))
    desk.bring(given("hidden_row.xlsx"), "--without-hidden")
    assert captions(desk) == ["Zichtbaar een", "Zichtbaar twee"]
    desk.bring(given("hidden_row.xlsx"), "--with-hidden")
    assert captions(desk) == ["Zichtbaar een", "Zichtbaar twee", "VERBORGEN: niet plaatsen"]


def hide(*rows: int, **said: Any) -> Callable[[Any], None]:
    """What hides rows of a sheet."""

    def arrange(sheet: Any) -> None:
        for row in rows:
            for name, value in ({"hidden": True} | said).items():
                setattr(sheet.row_dimensions[row], name, value)

    return arrange


def filtered(sheet: Any) -> None:
    """Filter a sheet's rows as Excel does."""
    sheet.auto_filter.ref = "A1:E5"
    sheet.auto_filter.add_filter_column(3, ["a"])
    hide(3, 4)(sheet)


def collapsed(sheet: Any) -> None:
    """Group rows and fold them."""
    sheet.row_dimensions.group(3, 4, hidden=True)


@pytest.mark.parametrize(
    "arrange",
    [hide(3, 4), filtered, collapsed, hide(3, 4, hidden=False, height=0.5)],
    ids=["hidden", "filtered", "collapsed", "flat"],
)
def test_rows_that_nobody_sees(desk: Desk, arrange: Callable[[Any], None]) -> None:
    """Rows that are hidden, filtered out, folded or without height are no rows like others."""
    data = book(plan("a", "b", "c", "d"), arrange)
    assert mistakes(desk, data) == [(3, None), (4, None)]
    assert "row 3-4" in error(desk, data)
    done = desk.run("plan", "import", desk.write(data, "plan.xlsx"), "--yes", folder=desk.folder)
    assert done.exit_code == 0
    assert "row 3-4" in done.stderr
    assert captions(desk) == ["a", "d"]


@pytest.mark.parametrize(("answer", "code", "kept"), [("y", 0, ["a", "c"]), ("n", 2, []), ("", 2, [])])
def test_hidden_rows_are_asked_about(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, kept: list[str]
) -> None:
    """At a terminal one question names the rows; yes imports the others, anything else imports nothing."""
    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)
    path = desk.write(book(plan("a", "b", "c"), hide(3)), "plan.xlsx")
    words = ["--dir", str(desk.folder), "plan", "import", str(path)]
    done = CliRunner().invoke(root, words, input=f"{answer}\n")
    assert (done.exit_code, "row 3" in done.stderr) == (code, True)
    assert captions(desk) == kept


def test_hidden_rows_without_anything(desk: Desk) -> None:
    """Empty hidden rows, a hidden header and hidden rows above it are not asked about."""
    data = book([["Plan"], *plan("a")], hide(1, 2, 4, 5, 6))
    desk.bring(data, name="plan.xlsx")
    assert captions(desk) == ["a"]
    desk.bring(book(plan("b", "c", when=time(20)), hide(2)), "--without-hidden", name="plan.xlsx")
    assert captions(desk) == ["a", "c"]


def test_a_hidden_column(desk: Desk) -> None:
    """A hidden column with something in it is said and asked about; an empty one, or one that is not read, is not."""

    def arrange(sheet: Any) -> None:
        for letter in "EFG":
            sheet.column_dimensions[letter].hidden = True

    rows = [
        [*HEAD, "Status", "Notities"],
        [DAY, time(18), "nl", "Hallo", "https://example.org/", "draft", "x"],
    ]
    data = book(rows, arrange)
    assert mistakes(desk, data) == [(2, "E (Link)")]
    desk.bring(data, "--without-hidden", name="plan.xlsx")
    assert [one["kind"] for one in desk.posts()] == ["text"]


def test_a_hidden_sheet(desk: Desk) -> None:
    """A plan on a hidden sheet beside empty ones is not read, and its sheet is named; beside a plan it is named too."""
    made, packed = Workbook(), io.BytesIO()
    hidden = made.create_sheet("Oud plan")
    for row in plan("oud"):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    made.save(packed)
    assert "Oud plan" in error(desk, packed.getvalue())
    for row in plan("nieuw"):
        made.worksheets[0].append(row)
    packed = io.BytesIO()
    made.save(packed)
    done = desk.run("plan", "import", desk.write(packed.getvalue(), "p.xlsx"), folder=desk.folder)
    assert "Oud plan" in done.stderr
    assert captions(desk) == ["nieuw"]


def test_given_merged_date(desk: Desk) -> None:
    """A merged day and time hold for all their rows."""
    desk.bring(given("merged_date.xlsx"))
    assert [(one["language"], one["due_at"]) for one in desk.posts()] == [
        ("nl", "2027-12-01T18:00:00+01:00"),
        ("fr", "2027-12-01T18:00:00+01:00"),
    ]


def test_merged_cells(desk: Desk) -> None:
    """A merged value holds for each row that says something; a row of nothing else is none; a key is not shared."""
    rows = [
        [*HEAD, "Key"],
        [DAY, time(18), "nl", "Een"],
        [None, None, "fr", "Deux"],
        [],
        [DAY, time(19), "nl", "Drie"],
    ]

    def arrange(sheet: Any) -> None:
        for ref in ("A2:A4", "B2:B4"):
            sheet.merge_cells(ref)

    desk.bring(book(rows, arrange), name="plan.xlsx")
    assert [(one["caption"], one["due_at"][11:16]) for one in desk.posts()] == [
        ("Een", "18:00"), ("Deux", "18:00"), ("Drie", "19:00"),
    ]  # fmt: skip


def test_cells_merged_over_columns(desk: Desk) -> None:
    """A value over two columns of a plan is refused with its range; a title over the header is none of it."""
    rows = [["Plan van de campagne"], *plan("Hallo")]

    def arrange(sheet: Any) -> None:
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("D3:E3")

    assert mistakes(desk, book(rows, arrange)) == [(3, "D (Text)")]
    assert "D3:E3" in error(desk, book(rows, arrange))


def strict(data: bytes) -> bytes:
    """A workbook as Excel saves it as Strict Open XML."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as usual, zipfile.ZipFile(made, "w") as packed:
        for name in usual.namelist():
            content = usual.read(name)
            if not name.startswith("_rels"):
                for kind, path in (
                    ("spreadsheetml/2006", "spreadsheetml"),
                    ("officeDocument/2006", "officeDocument"),
                ):
                    content = content.replace(
                        f"http://schemas.openxmlformats.org/{kind}/".encode(),
                        f"http://purl.oclc.org/ooxml/{path}/".encode(),
                    )
            packed.writestr(name, content)
    return made.getvalue()


def test_given_strict(desk: Desk) -> None:
    """A workbook of Strict Open XML is read as any other, its hidden row too."""
    assert mistakes(desk, given("strict.xlsx")) == [(3, None)]
    desk.bring(given("strict.xlsx"), "--without-hidden")
    assert captions(desk) == ["Zichtbaar een", "Zichtbaar twee"]


def test_strict_open_xml(desk: Desk) -> None:
    """A strict workbook's days, times and words come in, and a text about its namespace stays as it is."""
    text = "zie http://purl.oclc.org/ooxml/spreadsheetml/main"
    desk.bring(strict(book(plan(text))), name="plan.xlsx")
    assert [(one["caption"], one["due_at"]) for one in desk.posts()] == [(text, "2031-12-01T18:00:00+01:00")]


def test_given_caption_types(desk: Desk) -> None:
    """A caption that is a truth value, a fraction, a day or a time is refused with its cell; a whole number is text."""
    assert mistakes(desk, given("caption_types.xlsx")) == [(row, "D (Text)") for row in (2, 4, 5, 6, 7)]


Look = tuple[object, dict[str, Any]]  # a caption's value, and how its cell is set


STRUCK = CellRichText(TextBlock(InlineFont(strike=True), "weg "), "blijft")


def captioned(looks: Sequence[Look]) -> bytes:
    """A plan with a row for each caption."""

    def arrange(sheet: Any) -> None:
        for row, (value, style) in enumerate(looks, 2):
            sheet.cell(row, 4).value = value
            for name, one in style.items():
                setattr(sheet.cell(row, 4), name, one)

    return book(plan(*(str(row) for row in range(len(looks)))), arrange)


def test_captions_that_are_not_what_is_shown(desk: Desk) -> None:
    """What a sheet shows otherwise than it is stored, an error, or what is struck out is refused with its cell."""
    looks = [
        (True, {}), (0.5, {"number_format": "0%"}), (DAY, {"number_format": "dd/mm/yyyy"}), (1.5, {}),
        (123456789012, {}),
        (475123456, {"number_format": "0000 00 00 00"}), (475123456, {"number_format": '"+32 "0'}),
        (5, {"number_format": "0.00"}), (time(17, 30), {}), ("#NAAM?", {}), ("#REF!", {}), ("#N/B", {}),
        ("########", {}),
        ("weg", {"number_format": ";;;"}), ("1,23457E+11", {}), ("weg", {"font": Font(strike=True)}), ("=CHAR(72)", {}),
        ("WAAR", {}), (475123456, {}), (46722, {}),
        ("tel", {"number_format": '"Tel: "@'}), ("weg", {"number_format": "0;0;0;"}), (STRUCK, {}),
        (0.1, {"number_format": "h:mm"}), (1e30, {}),
    ]  # fmt: skip
    assert mistakes(desk, captioned(looks)) == [(row, "D (Text)") for row in range(2, len(looks) + 2)]


def test_captions_that_are_what_is_shown(desk: Desk) -> None:
    """Words come in as they are seen, whole numbers too."""
    texts = [
        "50%",
        "0475 12 34 56",
        "een\ntwee",
        "Waar is het?",
        "#MEYAwards",
        "1,5",
        "24/12/2031",
        "#NUM",
        "#Nom",
    ]
    looks = [(2027, {}), (2028, {"number_format": "0"}), *((text, {"number_format": "@"}) for text in texts)]
    desk.bring(captioned(looks), name="plan.xlsx")
    assert captions(desk) == ["2027", "2028", *texts]


def test_a_day_that_hides_a_time(desk: Desk) -> None:
    """A cell that shows a day alone but holds a time is refused; shown, the time counts."""

    def arrange(look: str) -> Callable[[Any], None]:
        return lambda sheet: setattr(sheet["A2"], "number_format", look)

    rows = [["Date", "Language", "Text"], [datetime(2031, 12, 1, 18), "nl", "Hallo"]]  # noqa: DTZ001
    for look in ("dd/mm/yyyy", "mmm-yy", "dddd d mmmm"):
        assert mistakes(desk, book(rows, arrange(look))) == [(2, "A (Date)")]
    desk.bring(book(rows, arrange("dd/mm/yyyy hh:mm")), name="plan.xlsx")
    assert desk.posts()[0]["due_at"] == "2031-12-01T18:00:00+01:00"


@pytest.mark.parametrize("look", ["dddd", "mmmm", "ddd", "mmm yyyy", "[$-813]dddd", "yyyy"])
def test_a_day_that_nobody_sees(desk: Desk, look: str) -> None:
    """A cell that shows a weekday, a month or a year alone is refused with the day that it holds."""
    rows = [["Date", "Time", "Language", "Text"], [DAY, time(18), "nl", "Hallo"]]
    hidden = book(rows, lambda sheet: setattr(sheet["A2"], "number_format", look))
    assert "the cell shows no day but holds 2031-12-01" in desk.bring(hidden, name="plan.xlsx", code=2)
    for shown in ("dddd d mmmm", "d/m", "dd-mmm-yy"):
        seen = book(rows, lambda sheet, shown=shown: setattr(sheet["A2"], "number_format", shown))  # type: ignore[misc]
        assert whats(desk.bring(seen, "--dry-run", name="plan.xlsx")) == ["new"]


def test_a_time_with_a_day_of_its_own(desk: Desk) -> None:
    """A time's cell that holds another day than the date's is refused; one with the same day, or with none, is not."""

    def plan_at(moment: object) -> bytes:
        return book([["Date", "Time", "Language", "Text"], [DAY, moment, "nl", "Hallo"]])

    said = desk.bring(plan_at(datetime(2031, 12, 5, 18)), name="plan.xlsx", code=2)  # noqa: DTZ001
    assert "row 2, column B (Time): the time's cell holds a day of its own, 5 December 2031" in said
    for same in (datetime(2031, 12, 1, 18), time(18), datetime(1899, 12, 30, 18)):  # noqa: DTZ001
        assert whats(desk.bring(plan_at(same), "--dry-run", name="plan.xlsx")) == ["new"]


def shared(data: bytes) -> bytes:
    """A workbook whose cells share their texts, as Excel writes them."""
    with zipfile.ZipFile(io.BytesIO(data)) as usual:
        parts = {name: usual.read(name) for name in usual.namelist()}
    texts: list[bytes] = []

    def moved(found: re.Match[bytes]) -> bytes:
        texts.append(b"<si>" + found[2] + b"</si>")
        return found[1].replace(b"inlineStr", b"s") + b"<v>%d</v></c>" % (len(texts) - 1)

    sheet, rels, types = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    parts[sheet] = re.sub(rb'(<c [^>]*t="inlineStr"[^>]*>)<is>(.*?)</is></c>', moved, parts[sheet])
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">'.encode() + b"".join(texts) + b"</sst>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    related = f'<Relationship Type="{kind}" Target="sharedStrings.xml" Id="rId99"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", related.encode())
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{content}"/></Types>'
    parts[types] = parts[types].replace(b"</Types>", override.encode())
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return made.getvalue()


def test_words_struck_out_among_shared_texts(desk: Desk) -> None:
    """Where cells share their texts, one with words struck out is refused; bold words come in."""
    bold = CellRichText(TextBlock(InlineFont(b=True), "vet "), "gewoon")
    assert mistakes(desk, shared(captioned([(STRUCK, {}), (bold, {})]))) == [(2, "D (Text)")]
    desk.bring(shared(captioned([(bold, {}), ("dun", {})])), name="plan.xlsx")
    assert captions(desk) == ["vet gewoon", "dun"]


def test_a_plan_of_ours_hides_nothing(desk: Desk) -> None:
    """What an export writes is shown as it is, and comes in again without a question."""
    desk.bring(book(plan("Hallo", "2027", "'=1+1", "- x")), name="plan.xlsx")
    target = desk.folder.parent / "again.xlsx"
    assert desk.run("plan", "export", target, folder=desk.folder).exit_code == 0
    assert plan_campaign.whats(desk.bring(target)) == ["unchanged"] * 4
    assert load_workbook(target).active.max_row == 5


def test_given_emoji_cut(desk: Desk) -> None:
    """A file that is UTF-8 but for a byte is refused with its row."""
    assert "row 2" in error(desk, given("emoji_cut.csv"))


def test_given_dos850(desk: Desk) -> None:
    """Accents of DOS come in as they were written, and what they are read as is said; or it is asked."""
    done = desk.run("plan", "import", given("dos850.csv"), folder=desk.folder)
    if done.exit_code:
        assert "--encoding" in done.stderr
        done = desk.run("plan", "import", given("dos850.csv"), "--encoding", "cp850", folder=desk.folder)
    assert done.exit_code == 0
    assert captions(desk) == ["Une créatrice d'idées à Liège, près de chez vous"]


FRENCH = "Une créatrice d’idées à Liège : ça a du goût, là où naît l’œuvre de Zoë"
DUTCH = "Zoë en André vieren één financiële privé-crèche in België"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp850", DUTCH),
        ("cp437", DUTCH),
        ("mac_roman", FRENCH),
        ("mac_roman", DUTCH),
        ("cp1252", FRENCH),
        ("utf-8", FRENCH),
    ],
)
def test_code_pages_of_other_computers(desk: Desk, encoding: str, text: str) -> None:
    """Accents of Windows, DOS and old Macs come in right or are asked about with what they would be; said is right."""
    data = f"Datum;Uur;Taal;Tekst\r\n24/12/2031;18:00;fr;{text}\r\n".encode(encoding)
    done = desk.run("plan", "import", desk.write(data), folder=desk.folder)
    if done.exit_code:
        assert (done.exit_code, "--encoding" in done.stderr, text[:30] in done.stderr) == (2, True, True)
        assert (
            desk.run("plan", "import", desk.write(data), "--encoding", encoding, folder=desk.folder).exit_code
            == 0
        )
    assert captions(desk) == [text.replace(" :", "\u00a0:")]


@pytest.mark.parametrize(
    "cut", [b"caf\xc3 open", b"\xf0\x9f\x8e", b"caf\xe9 en cr\xc3\xa8me", b"\xc3\xa9\xc3\xa8 \xe2\x82"]
)
def test_a_byte_that_is_no_letter(desk: Desk, cut: bytes) -> None:
    """UTF-8 with a byte too few, or one of another encoding, is refused with its row."""
    rows = 'Datum;Uur;Taal;Tekst\n23/12/2031;18:00;nl;"één\ntwee, café"\n'.encode()
    assert "row 3" in error(desk, rows + b"24/12/2031;18:00;nl;" + cut + b"\n", name="a.csv")


def test_an_encoding_that_does_not_fit(desk: Desk) -> None:
    """An encoding that nobody knows, or in which the bytes are no text, is refused."""
    data = "Datum;Uur;Taal;Tekst\n24/12/2031;18:00;nl;één\n".encode("cp1252")
    for encoding in ("utf-8", "nonsense"):
        assert encoding in error(desk, data, "--encoding", encoding, name="a.csv")


def test_given_mojibake(desk: Desk) -> None:
    """Words that were decoded wrongly once come in as they are, with a warning there, and again from `check`."""
    done = desk.run("plan", "import", given("mojibake.csv"), folder=desk.folder)
    assert done.exit_code == 0
    assert "crÃ©atrice" in done.stderr
    assert "P27" in [one["code"] for one in desk.told("check")]


def test_spoilt_words(desk: Desk) -> None:
    """Spoilt letters are warned of at an import, its dry run, at `post add` and by `check`; the words stay."""
    data = "Datum;Uur;Taal;Tekst\n24/12/2031;18:00;fr;L\ufffdgende\n24/12/2031;20:00;nl;5 â‚¬\n".encode()
    for options in (["--dry-run"], []):
        done = desk.run("plan", "import", desk.write(data), *options, folder=desk.folder)
        assert (done.exit_code, done.stderr.count("L\ufffdgende"), done.stderr.count("5 â‚¬")) == (0, 1, 1)
    done = desk.run("post", "add", "--caption", "LiÃ¨ge", "--language", "fr", folder=desk.folder)
    assert (done.exit_code, "LiÃ¨ge" in done.stderr) == (0, True)
    assert [one["where"] for one in desk.told("check") if one["code"] == "P27"] == [
        "post 1",
        "post 2",
        "post 3",
    ]


def test_what_lies_over_a_sheet(desk: Desk) -> None:
    """Comments and pictures come in nowhere, and that is said."""

    def arrange(sheet: Any) -> None:
        sheet["D2"].comment = Comment("niet plaatsen!", "Ann")
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=2))
        sheet.add_chart(chart, "G2")

    done = desk.run("plan", "import", desk.write(book(plan("Hallo"), arrange), "p.xlsx"), folder=desk.folder)
    assert (done.exit_code, "comments" in done.stderr, "pictures" in done.stderr) == (0, True, True)


OTHER_KINDS = {
    "OpenDocument": ["mimetype", "content.xml"], "Numbers": ["Index/Document.iwa"], "xlsb": ["xl/workbook.bin"],
    "Word": ["word/document.xml"], "ZIP": ["a.txt"],
}  # fmt: skip


def test_files_of_other_programs(desk: Desk) -> None:
    """What is no workbook and no text is refused as what it is, with what to save it as."""
    for kind, names in OTHER_KINDS.items():
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name in names:
                archive.writestr(name, b"x")
        said = error(desk, packed.getvalue(), name="plan.xlsx")
        assert (kind in said, ".xlsx" in said) == (True, True)
    for data in (
        b"\xd0\xcf\x11\xe0" + b"x" * 600,
        b"<html><table>",
        b"\xef\xbb\xbf <table>",
        b"<?xml version='1.0'?>",
    ):
        assert "Save the plan as" in error(desk, data, name="plan.xls")


def test_a_quotation_mark_that_swallows_rows(desk: Desk) -> None:
    """Two stray quotation marks do not make one post of several rows; a text of several lines stays one."""
    rows = ['1/12/2031;18:00;nl;"Hallo', "2/12/2031;18:00;nl;Dag", '3/12/2031;18:00;nl;tot dan"']
    assert "row 2" in error(desk, "\n".join(["Datum;Uur;Taal;Tekst", *rows]).encode(), name="a.csv")
    desk.bring(b'Datum;Uur;Taal;Tekst\n1/12/2031;18:00;nl;"een;\n""twee"";\ndrie"\n')
    assert captions(desk) == ['een;\n"twee";\ndrie']


def spoilt(data: bytes, dice: random.Random) -> Iterator[bytes]:
    """A file cut, whole, joined, and with parts of it damaged."""
    yield from (data[: len(data) * part // 10] for part in range(10))
    yield from (data, data + data, data[::-1], b"\0" + data, codecs.BOM_UTF8 + data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(30):
        name = dice.choice(["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"])
        at, packed = dice.randrange(len(parts[name])), io.BytesIO()
        change = dice.choice([b"", b"9", b'hidden="1" ', b"<x>", parts[name][at // 2 : at]])
        with zipfile.ZipFile(packed, "w") as made:
            for other, part in parts.items():
                made.writestr(other, part[:at] + change + part[at + 5 :] if other == name else part)
        yield packed.getvalue()


def test_spoilt_workbooks(tmp_path: Path) -> None:
    """Whatever was done to a workbook, it is read or refused as a plan."""
    path, dice, codes = tmp_path / "plan.xlsx", random.Random(14), set()  # a seed that can be told
    sheet = book(plan("a", "b", "c"), filtered)
    for data in spoilt(sheet, dice):
        path.write_bytes(data)
        try:
            codes.add(len(reader.read(path, columns.score).rows))
        except BadRequest as refused:
            codes.add(refused.code)
    assert {"plan-workbook-broken", 4} <= codes
    assert all(str(code).startswith("plan-") for code in codes if not isinstance(code, int))
