"""T15: a plan, a subtitle file, a kit that costs far more than it weighs ends in one line, fast and small."""

import io
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import Result

from campaign.spreadsheets.sheets import reader
from media.subtitles import reader as subtitles
from schedules.errors import BadRequest
from tests.paths import REPOSITORY

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

MEMORY_MB, SECONDS = 300, 2.0
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEADERS = ("Datum", "Uur", "Taal", "Tekst")
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.sharedStrings+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{TYPES}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Plan" sheetId="1" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="b" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="c" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>Datum</t></si></sst>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"/>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    "</sheetData></worksheet>",
}


def packed(changed: Mapping[str, str | bytes] = {}, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A workbook of one cell, with some parts instead of its own, or further ones."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method, compresslevel=1) as package:
        for name, content in (PARTS | dict(changed)).items():
            package.writestr(name, content)
    return made.getvalue()


def sheet(rows: str) -> dict[str, str]:
    """The sheet with these rows."""
    return {
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    }


def texts(items: str) -> dict[str, str]:
    """The shared texts."""
    return {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>'}


def typed(name: str, doctype: str, encoding: str) -> dict[str, bytes]:
    """A part of the workbook with a document type, in an encoding."""
    mark = "" if encoding == "utf-8-sig" else f'<?xml version="1.0" encoding="{encoding}"?>'
    return {name: (mark + doctype + PARTS[name]).encode(encoding)}


def lying(data: bytes, size: int) -> bytes:
    """The package, each part of which says that it is so large when unpacked."""
    found = bytearray(data)
    at = -1
    while (at := found.find(b"PK\x01\x02", at + 1)) >= 0:
        struct.pack_into("<L", found, at + 24, size)
    return bytes(found)


def within(inner: bytes, times: int) -> bytes:
    """A package in a package in a package."""
    for _ in range(times):
        inner = packed({"xl/embeddings/inner.xlsx": inner})
    return inner


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {one} "{f"&{former};" * 10}">' for former, one in zip("abcdefghi", "bcdefghij", strict=True)
) + "]>"  # fmt: skip
FETCHES = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LONG = "x" * 32_000
BOMBS: dict[str, Callable[[], bytes]] = {
    "one text of 60 MB": lambda: packed(texts(f"<si><t>{'x' * 60_000_000}</t></si>")),
    "ten parts below every bound": lambda: packed(
        {f"xl/worksheets/sheet{n}.xml": f'<a b="{"x" * 3_900_000}"/>' for n in range(2, 12)}
    ),
    "millions of texts": lambda: packed(texts("<si><t>a</t></si>" * 1_500_000)),
    "millions of empty texts": lambda: packed(texts("<si/>" * 2_000_000)),
    "a text of a million runs": lambda: packed(texts(f"<si>{'<r><t>a</t></r>' * 600_000}</si>")),
    "one text in 95,000 cells: a million times itself": lambda: packed(
        texts(f"<si><t> {LONG}</t></si>")
        | sheet("".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 95_000)))
    ),
    "a row of 600,000 cells": lambda: packed(sheet(f'<row r="1">{"<c><v>1</v></c>" * 600_000}</row>')),
    "a row of one cell, again and again": lambda: packed(sheet('<row r="1">' + '<c r="A1"/>' * 400_000 + "</row>")),
    "millions of rows": lambda: packed(sheet("<row/>" * 2_000_000)),
    "an element within an element": lambda: packed(sheet("<row>" * 400_000 + "</row>" * 400_000)),
    "styles without end": lambda: packed(
        {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 900_000}</cellXfs></styleSheet>'}
    ),
    "formats of numbers without end": lambda: packed(
        {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>'
         + '<numFmt numFmtId="200" formatCode="0"/>' * 200_000 + "</numFmts></styleSheet>"}
    ),
    "names without end": lambda: packed(
        {"xl/workbook.xml": PARTS["xl/workbook.xml"].replace("</workbook>", "<definedNames>"
         + '<definedName name="a">A1</definedName>' * 300_000 + "</definedNames></workbook>")}
    ),
    "sheets without end": lambda: packed(
        {"xl/workbook.xml": PARTS["xl/workbook.xml"].replace(
            "</sheets>", '<sheet name="b" sheetId="2" r:id="a"/>' * 300_000 + "</sheets>")}
    ),
    "half a million parts": lambda: packed() + b"PK\x01\x02" * 400_000,
    "attributes without end": lambda: packed(
        sheet("<row " + " ".join(f'a{n}="1"' for n in range(300_000)) + "/>")
    ),
    "tags of 30,000 attributes": lambda: packed(
        sheet(("<row " + " ".join(f'a{n}="1"' for n in range(30_000)) + "/>") * 20)
    ),
    "laughs": lambda: packed(typed("xl/sharedStrings.xml", LAUGHS, "utf-8")),
    "laughs in UTF-16": lambda: packed(typed("xl/sharedStrings.xml", LAUGHS, "utf-16")),
    "laughs in UTF-16 without a mark": lambda: packed(typed("xl/sharedStrings.xml", LAUGHS, "utf-16-le")),
    "laughs in another order": lambda: packed(typed("xl/worksheets/sheet1.xml", LAUGHS, "utf-16-be")),
    "laughs in the sheet": lambda: packed(typed("xl/worksheets/sheet1.xml", LAUGHS, "utf-8-sig")),
    "laughs in the styles": lambda: packed(typed("xl/styles.xml", LAUGHS, "utf-16")),
    "laughs in EBCDIC": lambda: packed(typed("xl/workbook.xml", LAUGHS, "cp037")),
    "laughs in a part of another name": lambda: packed(
        {"[Content_Types].xml": PARTS["[Content_Types].xml"].replace("xl/sharedStrings.xml", "other/a.dat"),
         "xl/_rels/workbook.xml.rels": PARTS["xl/_rels/workbook.xml.rels"].replace("sharedStrings.xml", "/other/a.dat"),
         "other/a.dat": LAUGHS + texts("<si><t>&j;</t></si>")["xl/sharedStrings.xml"]}
    ),
    "a file of this computer": lambda: packed(typed("xl/sharedStrings.xml", FETCHES, "utf-8")),
    "sizes that lie": lambda: lying(packed(texts(f"<si><t>{'x' * 40_000_000}</t></si>")), 10),
    "another way to squeeze": lambda: packed(texts(f"<si><t>{'x' * 1_000_000}</t></si>"), zipfile.ZIP_LZMA),
    "a part that appears twice": lambda: packed() [:0] + twice("xl/sharedStrings.xml"),
}  # fmt: skip
FINE = {
    "sizes that lie the other way": lambda: lying(packed(), 2**32 - 2),
    "the last cell of all": lambda: packed(sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "packages in packages": lambda: within(packed(), 8),
    "a dimension as large as a sheet": lambda: packed(
        {"xl/worksheets/sheet1.xml": PARTS["xl/worksheets/sheet1.xml"].replace(
            "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')}
    ),
}  # fmt: skip


def twice(name: str) -> bytes:
    """A package with two parts of one name, the second of which laughs."""
    made = io.BytesIO(packed())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(made, "a") as package:
        package.writestr(name, LAUGHS + PARTS[name])
    return made.getvalue()


READS = """
import re, sys, time
from pathlib import Path
from campaign.spreadsheets.sheets import reader
from media.subtitles import reader as subtitles
from schedules.errors import BadRequest
for path in sys.argv[1:]:
    Path("/proc/self/clear_refs").write_text("5")  # the highest memory is counted anew
    began = time.process_time()
    try:
        said = f"{len(reader.read(Path(path), lambda row: 0).rows)} rows"
    except BadRequest as refused:
        said = refused.code
    highest = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]
    print(said, int(highest) // 1024, time.process_time() - began, sep=";")
"""


Cost = tuple[str, int, float]


def cost(files: Sequence[Path]) -> Iterator[Cost]:
    """What another process says of each file: its code, its highest memory in MB, the processor's seconds."""
    done = subprocess.run(
        [sys.executable, "-c", READS, *files], cwd=REPOSITORY, capture_output=True, check=True
    )
    for line in done.stdout.decode().splitlines():
        code, memory, seconds = line.split(";")
        yield code, int(memory), float(seconds)


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cost]:
    """What each file costs."""
    folder, names = tmp_path_factory.mktemp("bombs"), [name for name in BOMBS | FINE if "million" not in name]
    for at, name in enumerate(names):
        (folder / f"{at}").write_bytes((BOMBS | FINE)[name]())
    return dict(zip(names, cost([folder / f"{at}" for at in range(len(names))]), strict=True))


linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by /proc")


@linux
@pytest.mark.parametrize("bomb", [name for name in BOMBS if "million" not in name])
def test_a_workbook_that_is_a_bomb(bomb: str, costs: dict[str, Cost]) -> None:
    """A workbook that costs far more than it weighs is refused within two seconds and 300 MB."""
    said, memory, seconds = costs[bomb]
    assert said in ("plan-workbook-huge", "plan-workbook-broken"), said
    assert (memory < MEMORY_MB, seconds < SECONDS) == (True, True), (memory, seconds)


@linux
@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("bomb", [name for name in BOMBS if "million" in name])
def test_a_workbook_of_millions(bomb: str, tmp_path: Path) -> None:
    """The same of workbooks with millions of small things."""
    (tmp_path / "plan").write_bytes(BOMBS[bomb]())
    ((said, memory, seconds),) = cost([tmp_path / "plan"])
    assert said == "plan-workbook-huge"
    assert (memory < MEMORY_MB, seconds < SECONDS) == (True, True), (memory, seconds)


@linux
@pytest.mark.parametrize("name", FINE)
def test_a_workbook_that_looks_like_a_bomb(name: str, costs: dict[str, Cost]) -> None:
    """What only looks as if it were large is read, or refused, for as little."""
    said, memory, seconds = costs[name]
    assert said in ("1 rows", "plan-long")
    assert (memory < MEMORY_MB, seconds < SECONDS) == (True, True), (memory, seconds)


TOML: dict[str, Callable[[], str]] = {
    "brackets without end": lambda: "x = " + "[" * 90_000,
    "tables without end": lambda: "x = " + "{a=" * 50_000,
    "a name of many parts": lambda: "[" + ".".join(["a"] * 90_000) + "]",
    "a key of many parts": lambda: ".".join(["a"] * 90_000) + " = 1",
    "a quoted key of many parts": lambda: "x = {" + ".".join(['"a b"'] * 30_000) + " = 1}",
    "many keys of some parts": lambda: "\n".join("a." * 100 + f"a{number} = 1" for number in range(900)),
    "a number of many digits": lambda: "x = " + "9" * 90_000,
    "a day that there is not": lambda: "x = 2026-13-45",
    "a text of 50 MB": lambda: 'x = "' + "y" * 50_000_000 + '"',
    "keys without end": lambda: "\n".join(f"key{number} = 1" for number in range(20_000)),
}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Path:
    """A new campaign, whose files each test makes otherwise."""
    folder = tmp_path_factory.mktemp("campaign") / "here"
    assert campaign("init", folder).exit_code == 0
    return folder


@pytest.mark.parametrize("bomb", TOML)
@pytest.mark.parametrize("name", ["campaign.toml", "brand/brand.toml"])
def test_a_settings_file_that_is_a_bomb(
    name: str, bomb: str, campaign: Callable[..., Result], here: Path
) -> None:
    """Settings or a kit that no reader can follow end in a line for each mistake, with 2, within a second."""
    fine = (here / name).read_text(encoding="utf-8")
    (here / name).write_text(TOML[bomb](), encoding="utf-8")
    began = time.process_time()
    done = campaign(
        *(["status"] if name == "campaign.toml" else ["brand", "preview", here / "a.png"]), folder=here
    )
    (here / name).write_text(fine, encoding="utf-8")
    assert (done.exit_code, 1 <= done.stderr.count("\n") <= 40) == (2, True), done.stderr
    assert name in done.stderr
    assert time.process_time() - began < 1


TABLES: dict[str, Callable[[], bytes]] = {
    "separators without end": lambda: b";" * 20_000_000,
    "separators of two bytes": lambda: b"\xff\xfe" + (";" * 10_000_000).encode("utf-16-le"),
    "one cell": lambda: b'"' + b"x" * 20_000_000,
    "lines without end": lambda: b"\n" * 20_000_000,
    "quotation marks without end": lambda: b'""' * 10_000_000,
    "what is no text": lambda: b"a;b\n\0",
}


@pytest.mark.parametrize("bomb", TABLES)
def test_a_table_that_is_a_bomb(bomb: str, tmp_path: Path) -> None:
    """A CSV of one endless line, cell or column is refused within a second."""
    (tmp_path / "plan.csv").write_bytes(TABLES[bomb]())
    began = time.process_time()
    with pytest.raises(BadRequest, match=r"plan-(quotes|long|no-table|wide)"):
        reader.read(tmp_path / "plan.csv", lambda row: 0)
    assert time.process_time() - began < 1


TTML = '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">&j;</p></div></body></tt>'


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp037"]
)
@pytest.mark.parametrize("suffix", ["ttml", "dfxp", "srt"])
def test_subtitles_that_laugh(encoding: str, suffix: str, tmp_path: Path) -> None:
    """A document type in subtitles is not followed, whatever the encoding, with and without its being named."""
    for declared in ("", f'<?xml version="1.0" encoding="{encoding}"?>'):
        path = tmp_path / f"film.{suffix}"
        path.write_bytes((declared + LAUGHS + TTML).encode(encoding))
        began = time.process_time()
        assert not any("hahaha" in cue.text for cue in subtitles.read(path).cues)
        assert time.process_time() - began < 1
