"""Keys are written back into a sheet on request, and nothing else of the file changes."""

import csv
import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill

from campaign import workspace
from campaign.settings import settings as campaign_settings
from campaign.spreadsheets import importer, key_column
from schedules.errors import ScheduleError
from tests import plan_campaign
from tests.campaign.cli.test_bad_input import everything
from tests.corrected_sheet import BAKERY, GREETING, HEADER, SHEET, TAILOR, THANKS, sheet, shown
from tests.plan_campaign import Desk


def keys(path: Path) -> list[str]:
    """The keys of a CSV with semicolons, its header's first."""
    text = path.read_bytes().decode("utf-8-sig")
    return [row[-1] for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") if row]


def test_keys_are_written_on_request(desk: Desk) -> None:
    """Each row gets a key in a new column, named in the header's language; then it is known, whatever changes."""
    path = desk.write(sheet(*SHEET, "31/12/2031 18:00;tailor;nl;Nieuw"))
    done = desk.run("plan", "import", path, "--write-keys", folder=desk.folder)
    assert (done.exit_code, "in rows that had none: 5" in done.stderr) == (0, True), done.output
    title, *given = keys(path)
    assert title == "Sleutel"
    assert [one.partition("-")[0] for one in given] == ["p1", "p2", "p3", "p4", "p5"]
    changed = path.read_bytes().replace(b"24/12/2031", b"30/12/2031").replace(b"De bakker", b"Heel anders")
    assert shown(desk.bring(changed)) == [("changed", 1)] + [("unchanged", one) for one in (2, 3, 4, 5)]
    again = path.write_bytes(changed) and desk.run("plan", "import", path, "--write-keys", folder=desk.folder)
    assert "No row of plan.csv is without a key" in again.stderr
    assert path.read_bytes() == changed


def test_a_dry_run_writes_no_keys(desk: Desk) -> None:
    """On a dry run, and where a row is refused, the file stays as it was and no post gets a key."""
    path, before = desk.write(sheet(*SHEET)), everything(desk.folder)
    done = desk.run("plan", "import", path, "--write-keys", "--dry-run", folder=desk.folder)
    assert (done.exit_code, "would be written" in done.stderr) == (0, True)
    desk.bring(sheet(*SHEET, "1/1/32;;nl;x"), "--write-keys", code=2)
    desk.bring(sheet("31/12/2031 18:00;bakery;nl;De bakker"), "--write-keys", code=2)
    assert everything(desk.folder) == before
    assert path.read_bytes() == sheet("31/12/2031 18:00;bakery;nl;De bakker")


def test_only_empty_cells_get_keys(desk: Desk) -> None:
    """Where there is a key column its keys stay, and none of ours is one of them; a post keeps the key that it has."""
    header = f"Sleutel;{HEADER}"
    desk.bring(sheet(f"mijn;{BAKERY}", header=header))
    rows = (f";{BAKERY}", f"p2-0000;{TAILOR}", f"   ;{GREETING}", ";;;;", f'"";{THANKS}')
    path = desk.write(sheet(*rows, header=header))
    assert desk.run("plan", "import", path, "--write-keys", folder=desk.folder).exit_code == 0
    made = path.read_text(encoding="utf-8").splitlines()
    assert (made[0], made[1], made[2], made[4]) == (header, f"mijn;{BAKERY}", f"p2-0000;{TAILOR}", ";;;;")
    assert re.fullmatch(rf"p3-[0-9a-f]{{4}};{re.escape(GREETING)}", made[3])
    assert re.fullmatch(rf'"p4-[0-9a-f]{{4}}";{re.escape(THANKS)}', made[5])


FORMS = {
    "semicolons, CR LF, a mark": ("\ufeffDatum;Tekst;Taal\r\n28/12/2031 18:00;{};nl\r\n", ";", "utf-8"),
    "commas, LF, no end": ("Datum,Tekst,Taal\n28/12/2031 18:00,{},nl", ",", "utf-8"),
    "tabs, UTF-16": ("\ufeffDatum\tTekst\tTaal\r\n28/12/2031 18:00\t{}\tnl\r\n", "\t", "utf-16-le"),
    "Windows": ("Datum;Tekst;Taal\r\n28/12/2031 18:00;{};nl\r\n", ";", "cp1252"),
    "old Mac's lines": ("Datum;Tekst;Taal\r28/12/2031 18:00;{};nl\r", ";", "utf-8"),
    "all in quotes": ('"Datum","Tekst","Taal"\n"28/12/2031 18:00","{}","nl"\n', ",", "utf-8"),
    "sep=": ("sep=;\r\nDatum;Tekst;Taal\r\n28/12/2031 18:00;{};nl\r\n", ";", "utf-8"),
    "a title above": ("Plan;;\r\n\r\nDatum;Tekst;Taal\r\n\r\n28/12/2031 18:00;{};nl\r\n\r\n", ";", "utf-8"),
    "empty columns behind": ("Datum;Tekst;Taal;;\r\n28/12/2031 18:00;{};nl\r\n", ";", "utf-8"),
}  # fmt: skip


@pytest.mark.parametrize("words", ["Één café", '"Twee ""regels""\nen een; puntkomma, komma"'])
@pytest.mark.parametrize("form", FORMS)
def test_nothing_else_of_a_csv_changes(desk: Desk, form: str, words: str) -> None:
    """Encoding, separator, quotes and line ends of a CSV stay: without the new cells it is the same file."""
    text, separator, encoding = FORMS[form]
    words = words.strip('"').replace("\n", " ").replace('""', "") if form == "all in quotes" else words
    before = text.format(words).encode(encoding)
    path = desk.write(before)
    done = desk.run("plan", "import", path, "--write-keys", folder=desk.folder)
    assert done.exit_code == 0, done.output
    after = path.read_bytes().decode(encoding)
    quoted = '"' if form == "all in quotes" else ""
    behind = separator * (3 if form == "empty columns behind" else 1)
    (key,) = re.findall(r"p5-[0-9a-f]{4}", after)
    for cell in (f"{behind}{quoted}{key}{quoted}", f"{separator}{quoted}Sleutel{quoted}"):
        assert after.count(cell) == 1, after
        after = after.replace(cell, "")
    assert after.encode(encoding) == before
    assert shown(desk.bring(path)) == [("unchanged", 5)]


def test_nothing_else_of_a_workbook_changes(desk: Desk) -> None:
    """Of a workbook every other part stays byte for byte: formats, pictures, charts, macros; of the sheet all else."""
    path = desk.folder.parent / "plan.xlsx"
    book = Workbook()
    rows = [
        HEADER.split(";"),
        *(row.split(";") for row in SHEET),
        ["28/12/2031 18:00", None, "nl", "Hallo & <dag>"],
    ]
    for row in rows:
        book.active.append([cell or None for cell in row])
    for cell in book.active[1]:
        cell.font = Font(bold=True)
    book.active.conditional_formatting.add(
        "A2:A9", CellIsRule(operator="equal", formula=["1"], fill=PatternFill())
    )
    book.active.freeze_panes = "A2"
    book.create_sheet("Cijfers").append([1, 2, 3])
    chart = BarChart()
    chart.add_data(Reference(book["Cijfers"], min_col=1, max_col=3, min_row=1))
    book["Cijfers"].add_chart(chart, "A5")
    book.save(path)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"\0macro" * 99)
    before = parts(path)
    done = desk.run("plan", "import", path, "--write-keys", folder=desk.folder)
    assert done.exit_code == 0, done.output
    after = parts(path)
    assert {name for name in before if before[name] != after[name]} == {"xl/worksheets/sheet1.xml"}
    assert list(after) == list(before)
    made = load_workbook(path).active
    assert [made.cell(row, 5).value[:2] for row in range(1, 7)] == ["Sl", "p1", "p2", "p3", "p4", "p5"]
    assert (made["E1"].font.bold, made.freeze_panes, made.dimensions) == (True, "A2", "A1:E6")
    assert len(made.conditional_formatting) == 1
    assert [[made.cell(at, column).value for column in range(1, 5)] for at in range(1, 7)] == [
        [cell or None for cell in row] for row in rows
    ]
    assert shown(desk.bring(path, "--write-keys")) == [("unchanged", one) for one in range(1, 6)]
    assert parts(path) == after


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a workbook, in their order."""
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def raw(path: Path, rows: str, *, head: str = "") -> Path:
    """A workbook whose sheet is written by hand, as some program writes it."""
    path.write_bytes(plan_campaign.xlsx([["x"]]))
    old = parts(path)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    prefix = "x:" if "<x:row" in rows else ""
    name = f' xmlns{":x" if prefix else ""}="{space}"'
    body = f"<{prefix}worksheet{name}>{head}<{prefix}sheetData>{rows}</{prefix}sheetData></{prefix}worksheet>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, content in old.items():
            packed.writestr(part, body if part == "xl/worksheets/sheet1.xml" else content)
    return path


def cell(text: str, *, place: str = "", prefix: str = "") -> str:
    """A cell with a text in it."""
    ref = f' r="{place}"' if place else ""
    return f'<{prefix}c{ref} t="inlineStr"><{prefix}is><{prefix}t>{text}</{prefix}t></{prefix}is></{prefix}c>'


SHEETS = {  # the sheet's rows, and where the key comes
    "no places are said": (
        f"<row>{cell('Datum')}{cell('Tekst')}{cell('Taal')}</row>"
        f"<row>{cell('28/12/2031 18:00')}{cell('Hallo')}{cell('nl')}</row>",
        "D2",
    ),
    "another prefix, spans": (
        f"<x:row r='1' spans=\"1:3\">{''.join(cell(one, prefix='x:') for one in ('Datum', 'Tekst', 'Taal'))}"
        f"</x:row><x:row r='7' spans='1:3' ht='20'>{cell('28/12/2031 18:00', place='A7', prefix='x:')}"
        f"{cell('Hallo', place='B7', prefix='x:')}{cell('nl', place='C7', prefix='x:')}</x:row><x:row r='9'/>",
        "D7",
    ),
    "an empty key column with a look": (
        f"<row r='1'>{cell('Sleutel')}{cell('Datum')}{cell('Tekst')}{cell('Taal')}</row>"
        f"<row r='2'><c r='A2' s='0'/>{cell('28/12/2031 18:00', place='B2')}{cell('a &gt; b')}{cell('nl')}</row>",
        "A2",
    ),
    "a key column before the first cell": (
        f"<row r='1'>{cell('Sleutel')}{cell('Datum')}{cell('Tekst')}{cell('Taal')}</row>"
        f"<row r='2' >{cell('28/12/2031 18:00', place='B2')}{cell('Hallo')}{cell('nl')}</row>",
        "A2",
    ),
    "comments, and a cell that says >": (
        f"<!-- <row r='1'> --><row r='1'>{cell('Datum')}{cell('Tekst')}{cell('Taal')}</row>"
        f"<row r='2' customFormat='1'>{cell('28/12/2031 18:00')}<c t=\"str\" r='B2'><v>1 > 0</v></c>{cell('nl')}</row>",
        "D2",
    ),
}


@pytest.mark.parametrize("kind", SHEETS)
def test_sheets_of_other_programs(desk: Desk, kind: str) -> None:
    """However a program writes its sheets, the key comes into the right cell and the rest is as it was."""
    rows, place = SHEETS[kind]
    path = raw(
        desk.folder.parent / "plan.xlsx", rows, head="" if "x:" in rows else "<dimension ref='A1:C2'/>"
    )
    done = desk.run("plan", "import", path, "--write-keys", folder=desk.folder)
    assert done.exit_code == 0, done.output
    key = load_workbook(path).active[place].value
    assert key.startswith("p5-")
    assert shown(desk.bring(path)) == [("unchanged", 5)]


def test_files_that_take_no_keys(desk: Desk) -> None:
    """Where keys cannot be written, nothing is imported, and one line says why and what to do."""
    before = everything(desk.folder)
    read_only = desk.write(sheet("28/12/2031 18:00;;nl;Hallo"), "read-only.csv")
    read_only.chmod(0o444)
    wide = desk.write(sheet(f"28/12/2031 18:00;;nl;Hallo{';' * 60}", header=HEADER + ";" * 60), "wide.csv")
    hidden = desk.folder.parent / "hidden.xlsx"
    book = Workbook()
    for row in (["Sleutel", *HEADER.split(";")], [None, "28/12/2031 18:00", None, "nl", "Hallo"]):
        book.active.append(row)
    book.active.column_dimensions["A"].hidden = True
    book.save(hidden)
    opened = desk.write(sheet("28/12/2031 18:00;;nl;Hallo"), "opened.csv")
    desk.write(b"", "~$opened.csv")
    signed = desk.write(
        plan_campaign.xlsx([HEADER.split(";"), ["28/12/2031 18:00", None, "nl", "Hallo"]]), "signed.xlsx"
    )
    with zipfile.ZipFile(signed, "a") as packed:
        packed.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    for path, word in (
        (read_only, "read-only"),
        (wide, "no room"),
        (hidden, "is hidden"),
        (signed, "is signed"),
        (opened, "~$opened.csv"),
    ):
        content = path.read_bytes()
        done = desk.run("plan", "import", path, "--write-keys", folder=desk.folder)
        assert (done.exit_code, done.stderr.count("\n"), word in done.stderr) == (2, 1, True), done.output
        assert path.read_bytes() == content
    assert everything(desk.folder) == before


def test_a_sheet_without_header_takes_no_keys(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """A sheet whose columns have no names gets no column more."""
    assert campaign("init", tmp_path / "c", "--language", "nl").exit_code == 0
    desk = Desk(run=campaign, folder=tmp_path / "c")
    path = desk.write(b"24/12/2031 18:30,Hallo,https://example.org/a\n")
    done = desk.run("plan", "import", path, "--write-keys", folder=desk.folder)
    assert (done.exit_code, "without a header row" in done.stderr) == (2, True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither such links nor such modes")
def test_the_file_stays_where_and_whose_it_is(desk: Desk) -> None:
    """A link to the sheet stays a link, and who may read the sheet may still."""
    path = desk.write(sheet("28/12/2031 18:00;;nl;Hallo"), "mine.csv")
    path.chmod(0o664)
    link = desk.folder.parent / "link.csv"
    link.symlink_to(path)
    assert desk.run("plan", "import", link, "--write-keys", folder=desk.folder).exit_code == 0
    assert (link.is_symlink(), path.stat().st_mode & 0o777) == (True, 0o664)
    assert b"p5-" in path.read_bytes()


def test_a_file_that_changes_meanwhile(desk: Desk) -> None:
    """A file that somebody saved while it was imported is left alone, which is said; its posts are there."""
    path = desk.write(sheet(*SHEET, "28/12/2031 18:00;;nl;Hallo"))
    with workspace.opened(desk.folder, campaign_settings.load(desk.folder / "campaign.toml")) as office:
        brought = importer.bring(office, path, now=plan_campaign.LONG_BEFORE, keyed=True)
    path.write_bytes(sheet(*SHEET))
    assert brought.key_column
    with pytest.raises(ScheduleError) as refused:
        key_column.write(brought.key_column, brought.keys)
    assert (refused.value.code, path.read_bytes(), len(desk.posts())) == (
        "plan-keys-changed",
        sheet(*SHEET),
        5,
    )
