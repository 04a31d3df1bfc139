"""What a file says: CSV in every form that spreadsheets save, workbooks, days and times; and files that are none."""

import io
import time as clocks
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from campaign.spreadsheets.plan_rows import columns, dates
from campaign.spreadsheets.sheets import formula_guard, reader, xlsx
from campaign.typed.days import Clock, Day
from media.languages import known
from schedules.errors import BadRequest
from tests import plan_campaign

ROWS = [["Datum", "Tekst"], ["24/12/2031", "Hé, “ça va”; œuf à 5 €?"]]


def read(data: bytes, tmp_path: Path) -> list[list[object]]:
    """Read a file's bytes as rows of cells."""
    path = tmp_path / "plan"
    path.write_bytes(data)
    return [list(cells) for _, cells in reader.read(path, columns.score).rows]


def refusal(data: bytes, tmp_path: Path) -> str:
    """Return the code that a file is refused with."""
    with pytest.raises(BadRequest) as caught:
        read(data, tmp_path)
    return caught.value.code


def said(do: Callable[[], object]) -> str:
    """Return the code of a refusal, or that there was none."""
    try:
        do()
    except BadRequest as refused:
        return refused.code
    return "plan-sound"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_in_every_form(tmp_path: Path, encoding: str, separator: str, end: str) -> None:
    """Encoding and separator are found out; accents, quotation marks and the euro come in as they were."""
    text = end.join(separator.join(f'"{cell}"' for cell in row) for row in ROWS)
    assert read(text.encode(encoding), tmp_path) == ROWS


@pytest.mark.parametrize("first", ["sep=;", "sep=,", "sep=\t"])
def test_a_line_that_names_the_separator(tmp_path: Path, first: str) -> None:
    """Excel's own line `sep=;` is obeyed and is no row."""
    text = f"{first}\r\nDatum{first[-1]}Tekst\r\n24/12/2031{first[-1]}x|y\r\n"
    assert read(text.encode(), tmp_path) == [["Datum", "Tekst"], ["24/12/2031", "x|y"]]


def test_a_separator_in_the_text(tmp_path: Path) -> None:
    """Commas in texts do not win over the semicolons between columns."""
    text = "Datum;Tekst\n24/12/2031;een, twee, drie, vier\n25/12/2031;vijf, zes, zeven, acht\n"
    assert read(text.encode(), tmp_path)[1] == ["24/12/2031", "een, twee, drie, vier"]


def test_lines_within_a_cell(tmp_path: Path) -> None:
    """A cell keeps its lines, all ended alike; rows are numbered as a spreadsheet shows them, empty ones counted."""
    path = tmp_path / "plan.csv"
    path.write_bytes(b'Datum;Tekst\r\n\r\n24/12/2031;"een\r\ntwee"\r\n;;\r\n25/12/2031;drie\r\n')
    rows = reader.read(path, columns.score).rows
    assert rows[1:] == ((3, ("24/12/2031", "een\ntwee")), (5, ("25/12/2031", "drie")))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "plan-empty"),
        (b"\n\n \r\n", "plan-empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "plan-kind"),
        (b"%PDF-1.7 whatever", "plan-kind"),
        (bytes(range(256)) * 9, "plan-no-table"),
        (b"Datum;Tekst\n24/12/2031;\x81\x8d\n", "plan-encoding-unsure"),
        (b'Datum;Tekst\n24/12/2031;"open\n', "plan-quotes"),
        (b'Datum;Tekst\n24/12/2031;"a"b;c\n', "plan-quotes"),
        (b"Datum;Tekst\n" + b"x;" * 70_000 + b"x" * 140_000, "plan-quotes"),
        (b"PK\x03\x04 no archive", "plan-workbook-broken"),
        (b"x" * (20 * 1024**2 + 1), "plan-heavy"),
        (b"x\n" * 100_001, "plan-long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table(tmp_path: Path, data: bytes, code: str) -> None:
    """A file that is empty, of another kind, cut off or larger than any plan is refused, and says why."""
    assert refusal(data, tmp_path) == code


def packed(**parts: bytes) -> bytes:
    """An archive of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def respun(data: bytes, part: str, change: dict[bytes, bytes]) -> bytes:
    """A workbook with something in one of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for old, new in change.items():
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)
    return packed(**parts)


SHEET = "xl/worksheets/sheet1.xml"


def test_workbook(tmp_path: Path) -> None:
    """Days, times, numbers and texts come in as what they are; signs that XML cannot hold come back."""
    rows = [
        ["Datum", "Uur", "Tekst", "Getal"],
        [plan_campaign.wall("2031-12-24"), time(18, 30), "a_x000D_\nb", 5],
        [None, None, "x"],
    ]
    assert read(plan_campaign.xlsx(rows), tmp_path)[1:] == [
        [plan_campaign.wall("2031-12-24"), time(18, 30), "a\nb", 5],
        [None, None, "x"],
    ]


def test_a_workbook_that_counts_since_1904(tmp_path: Path) -> None:
    """A workbook of the other date system says the same days, as dates and as bare numbers."""
    made = plan_campaign.xlsx(
        [["Datum", "Tekst"], [plan_campaign.wall("2031-12-24"), 1], [46744, 2]], epoch=CALENDAR_MAC_1904
    )
    path = tmp_path / "plan.xlsx"
    path.write_bytes(made)
    table = reader.read(path, columns.score)
    days = [dates.day(cells[0], since_1904=table.since_1904).day for _, cells in table.rows[1:]]
    assert days == [date(2031, 12, 24), date(2031, 12, 24)]


def test_the_first_sheet_with_content(tmp_path: Path) -> None:
    """Empty and hidden sheets are passed over; that there are others is told."""
    path = tmp_path / "plan.xlsx"
    book = xlsx.Workbook()
    hidden, second = book.create_sheet("oud"), book.create_sheet("Plan 2031")
    hidden.append(["Datum", "Tekst"])
    hidden.sheet_state = "hidden"
    second.append(["Datum", "Tekst"])
    book.save(path)
    assert reader.read(path, columns.score).sheet == "Plan 2031"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (b'<c r="B2"><f>CHAR(72)</f></c>', "plan-formula"),
        (b'<c r="B2"><f>CHAR(72)</f><v></v></c>', "plan-formula"),
        (b'<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "plan-cell-error"),
        (b'<c r="B2" t="str"><f>CHAR(72)</f><v>H</v></c>', None),
    ],
)
def test_formulas(tmp_path: Path, cell: bytes, code: str | None) -> None:
    """A formula counts with its saved result and is never worked out; without one, or with an error, it is marked."""
    made = plan_campaign.xlsx([["Datum", "Tekst"], ["24/12/2031", 7], ["25/12/2031", 8]])
    found = read(respun(made, SHEET, {b'<c r="B2" t="n"><v>7</v></c>': cell}), tmp_path)
    assert found[1] == ["24/12/2031", "H"] if code is None else found[1][1].code == code  # type: ignore[union-attr]
    assert found[2] == ["25/12/2031", 8]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (b'<row r="1048576"><c r="XFD1048576" t="n"><v>7</v></c></row>', "plan-long"),
        (b'<row r="99999999999"><c t="n"><v>7</v></c></row>', "plan-long"),
        (b"<x/>" * 6_000_001, "plan-workbook-huge"),
        (b" " * (201 * 1024**2), "plan-workbook-huge"),
        (b"<row><c", "plan-workbook-broken"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>', "plan-workbook-broken"),
        (b'<row r="x"><c r="?"><v>1</v></c></row>', "plan-workbook-broken"),
    ],
    ids=["last row", "no such row", "tags", "bytes", "cut off", "entities", "nonsense"],
)
def test_hostile_workbooks(tmp_path: Path, rows: bytes, code: str) -> None:
    """A small workbook that would cost hours or gigabytes, or is broken, is refused in seconds and little memory."""
    made = respun(plan_campaign.xlsx([["Datum", "Tekst"]]), SHEET, {b"</sheetData>": rows + b"</sheetData>"})
    del rows
    begun = clocks.process_time()
    tracemalloc.start()
    assert refusal(made, tmp_path) == code
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200e6
    assert clocks.process_time() - begun < 20


@pytest.mark.slow
def test_many_empty_rows(tmp_path: Path) -> None:
    """A plan above 300,000 formatted empty rows is read in seconds, without going through them."""
    empty = b"".join(b'<row r="%d" s="1" ht="15"/>' % number for number in range(3, 300_000))
    made = respun(plan_campaign.xlsx(ROWS), SHEET, {b"</sheetData>": empty + b"</sheetData>"})
    begun = clocks.process_time()
    assert read(made, tmp_path) == ROWS
    assert clocks.process_time() - begun < 5


@pytest.mark.parametrize("name", ["content.xml", "word/document.xml"])
def test_other_archives(tmp_path: Path, name: str) -> None:
    """An OpenDocument file or another archive is refused as what it is."""
    assert refusal(packed(mimetype=b"application/x", **{name: b"<x/>"}), tmp_path) == "plan-kind"


@settings(deadline=None)  # every code page is tried on bytes that are none of UTF-8
@given(st.binary(max_size=400))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever bytes a file holds, it is read or refused."""
    path = tmp_path_factory.getbasetemp() / "any"
    for start in (b"", b"PK\x03\x04", b"Datum;Tekst\n"):
        path.write_bytes(start + data)
        assert said(lambda: reader.read(path, columns.score)).startswith("plan-")


@given(st.text())
def test_the_guard(text: str) -> None:
    """A guarded text never looks like a formula, and comes back as it was."""
    guarded = formula_guard.guarded(text)
    assert guarded[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert formula_guard.unguarded(guarded) == text


@pytest.mark.parametrize(
    "written",
    ["24/12/2031", "24-12-2031", "24.12.2031", "24 december 2031", "24 décembre 2031", "24 DEC. 2031", "2031-12-24",
     "2031/12/24", "woensdag 24 december 2031", "mercredi 24 décembre 2031", "Wed, 24 Dec 2031", "December 24, 2031",
     "24-dec-2031", "48206", 48206, 48206.0, date(2031, 12, 24), plan_campaign.wall("2031-12-24")],
)  # fmt: skip
def test_days(written: object) -> None:
    """A day is understood as people of three languages and spreadsheets write it."""
    assert dates.day(written) == Day(day=date(2031, 12, 24))


@pytest.mark.parametrize(
    "written",
    ["24/12/2031 18:30", "24/12/2031, 18h30", "24 december 2031 om 18u30", "24 décembre 2031 à 18 h 30",
     "2031-12-24T18:30:00", "2031-12-24 6:30 pm", "48206.770833333336", 48206.770833333336,
     plan_campaign.wall("2031-12-24T18:29:59.999999")],
)  # fmt: skip
def test_days_with_a_time(written: object) -> None:
    """A time may stand behind the day; a spreadsheet's fraction is rounded to the second."""
    assert dates.day(written) == Day(day=date(2031, 12, 24), clock=Clock(at=time(18, 30)))


@pytest.mark.parametrize(
    ("written", "at"),
    [("18:00", time(18)), ("18.05", time(18, 5)), ("18h", time(18)), ("18h05", time(18, 5)), ("18u5", None),
     ("18u05", time(18, 5)), ("18 uur", time(18)), ("18 heures", time(18)), ("6 pm", time(18)), ("12 am", time(0)),
     ("12:30 p.m.", time(12, 30)), ("18:00:30", time(18, 0, 30)), (0.75, time(18)), (timedelta(hours=18), time(18)),
     (time(18, 5), time(18, 5)), (plan_campaign.wall("1899-12-31T18:05"), time(18, 5)), ("18", None), (18, None),
     ("25:00", None), ("13 pm", None), ("18:60", None), ("soir", None), (1.5, None)],
)  # fmt: skip
def test_times(written: object, at: time | None) -> None:
    """A time of day is understood as people and spreadsheets write it; a bare number or nonsense is refused."""
    if at is None:
        with pytest.raises(BadRequest, match="plan-time-unreadable"):
            dates.clock(written)
    else:
        assert dates.clock(written).at == at


@pytest.mark.parametrize(
    ("written", "code"),
    [("12/24/2031", "plan-date-month-first"), ("24/12/31", "plan-date-short-year"),
     ("24.12.31", "plan-date-short-year"),
     ("24/12/31 18u30", "plan-date-short-year"), ("31/02/2031", "plan-date-impossible"),
     ("maandag 24/12/2031", "plan-date-weekday"),
     ("24/12", "plan-date-without-year"),
     ("soon", "plan-date-unreadable"), (7, "plan-date-unreadable"), (1e300, "plan-date-unreadable"),
     (float("nan"), "plan-date-unreadable"), ("13/13/2031", "plan-date-impossible"),
     ("24/12/2031 18", "plan-date-behind")],
)  # fmt: skip
def test_days_that_cannot_be_meant(written: object, code: str) -> None:
    """A month in front, a year of two digits, a wrong weekday, a day that does not exist is refused as such."""
    with pytest.raises(BadRequest) as caught:
        dates.day(written)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "written",
    ["18:00 - 19:00", "18:00–19:00", "18u-19u", "18.00-19.00", "10h-12h", "18.00 – 19.00", "tussen 12 en 14 uur",
     "entre 12h et 14h", "12-14", "12 à 14 h", "18h ou 19h", "6 pm - 7 pm", "18:00/19:00", "van 18 u tot 19 u",
     "1800-1900", "18:00 → 19:00", "12~14u"],
)  # fmt: skip
def test_spans_of_time(written: str) -> None:
    """Two times of day, however they are joined, are refused as a span."""
    with pytest.raises(BadRequest, match="plan-time-span"):
        dates.clock(written)


@pytest.mark.parametrize(
    "written",
    ["2027-03-01/2027-03-03", "1-3/12/2027", "1 tot 3 december 2027", "24/12/2027 - 26/12/2027", "2027-03-01/03",
     "van 1/12/2027 tot 3/12/2027", "6–8 december 2027", "06/12/2027 18:00 - 20:00", "06/12/2027 18u-20u",
     "December 6-8, 2027", "30 november - 2 december 2027", "6 en 8 december 2027", "du 6 au 8 décembre 2027",
     "1/12 - 3/12/2027", "24/12/2027 tot 26/12"],
)  # fmt: skip
def test_spans_of_days(written: str) -> None:
    """Two days, or a day with two times, are refused as a span."""
    with pytest.raises(BadRequest, match="plan-date-span"):
        dates.day(written)


@pytest.mark.parametrize(
    "written",
    ["now", "+3d", "+10m", "nu", "maintenant", "morgen", "demain 18h", "après-demain", "dinsdag", "mardi prochain 18h",
     "volgende dinsdag 18:30", "+2 u", "aujourd’hui 18:00"],
)  # fmt: skip
def test_moments_that_move(written: str) -> None:
    """What means another moment at each import is no date of a plan."""
    with pytest.raises(BadRequest, match="plan-date-relative"):
        dates.day(written)


@given(st.times(), st.times(), st.sampled_from(["-", "–", " - ", " tot ", " à ", " / ", "~", " en "]))
def test_any_span_of_time(one: time, other: time, between: str) -> None:
    """Of two times joined in any way none is taken: the second is at most an offset, which the zone judges."""
    written = f"{one:%H:%M}{between}{other:%H:%M}"
    assert said(lambda: dates.clock(written)) == ("plan-sound" if between == "-" else "plan-time-span")


@given(st.one_of(st.text(), st.floats(), st.integers(), st.datetimes(), st.times(), st.timedeltas()))
def test_any_cell_as_a_day(cell: object) -> None:
    """Any cell is a day or a time, or refused; nothing else happens."""
    for read in (dates.day, dates.clock):
        assert said(partial(read, cell)).startswith("plan-")


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("Datum;Uur;Taal;Film;Tekst;Koppeling", ["date", "time", "language", "testimony", "caption", None]),
        ("DATE;Heure;Langue;Vidéo;Texte;Lien", ["date", "time", "language", "testimony", "caption", "link"]),
        ("Date;Time;Language;Video;Text;Link", ["date", "time", "language", "testimony", "caption", "link"]),
        (
            "postAtSpecificTime (YYYY-MM-DD HH:mm:ss);content;link (OGmetaUrl);imageUrls;gifUrl;videoUrls",
            ["date", "caption", "link", "photos", "photos", "testimony"],
        ),
        (
            "scheduled_at;account_id;content;media_urls;first_comment;fb_content_type",
            ["date", None, "caption", "testimony", "first_comment", "kind"],
        ),
        (
            "channel;caption;media_url;scheduled_at;placement",
            ["network", "caption", "testimony", "date", "kind"],
        ),
        ("Text;Image URL;Tags;Posting Time", ["caption", "photos", None, "date"]),
        ("post;platforms;mediaUrls;scheduleDate", ["caption", "network", "testimony", "date"]),
        (
            "  N° ;Foto's;E E R S T E reactie;embargo jusqu’au",
            ["number", "photos", "first_comment", "embargo"],
        ),
    ],
)
def test_headers(header: str, names: list[str | None]) -> None:
    """Headers of staff and of other tools are known, whatever their case, accents, spaces and brackets."""
    assert list(columns.head(header.split(";")).names) == names


def test_the_headers_of_exports_are_known() -> None:
    """Every header that an export writes, in each language, means its own column."""
    for lang in known.languages():
        for name, title in columns.titles(lang).items():
            assert columns.named(title) == name
