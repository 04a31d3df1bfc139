"""The parts of an XLSX, weighed before anything is made of them: a small file may promise gigabytes.

Each part is unpacked once, in pieces, and read by a parser that keeps nothing: it ends at a document type, at another
encoding than UTF-8, and beyond what a plan of 10,000 rows could have. What is read afterwards is those bytes and no
others. Rules: ECMA-376 part 2 (packages), part 1 (18.3, sheets).
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pyexpat import XMLParserType
from xml.parsers import expat

from campaign.spreadsheets.sheets.formula_guard import WIDEST
from campaign.spreadsheets.sheets.sheet_layout import Gathered, Layout
from schedules.errors import BadRequest

_MOST_PARTS = 2_000
_MOST_BYTES, _MOST_ELEMENTS = 32 * 1024**2, 800_000  # unpacked, of all parts together
# elements of a part, by how its name begins; what openpyxl makes of a text or a sheet's name costs ten times a cell
_MOST_OF = {"xl/worksheets/": _MOST_ELEMENTS, "xl/sharedstrings": 250_000, "xl/workbook": 5_000}
_MOST_OTHER_BYTES, _MOST_OTHER_ELEMENTS = 4 * 1024**2, 60_000
_MOST_ROWS, _MOST_IN_A_ROW = 1_048_576, 16_384  # as many as a sheet has; empty ones are cheap, and common
_DEEPEST, _MOST_ATTRIBUTES = 64, 64
_WINDOW = 300_000  # bytes in which a tag must begin: a cell has 32,767 signs, of at most ten bytes each
_PART = re.compile(r"(xl/.*|\[Content_Types\]|_rels/.*|docProps/.*)\.(xml|rels)", re.IGNORECASE)
_OTHERS = {  # a part's name, and what has such parts
    "content.xml": "OpenDocument", ".iwa": "Numbers", "xl/workbook.bin": "Excel binary (.xlsb)", "word/": "Word",
    "ppt/": "PowerPoint",
}  # fmt: skip
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_TAG = re.compile(rb"<[^<>]*http://purl\.oclc\.org/ooxml/[^<>]*>")
_STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")  # ECMA-376 part 4, annex A
_ENTRY = b"PK\x01\x02"


@dataclass(frozen=True, kw_only=True)
class Part:
    """What is known of a part before it is read: how many cells have values, its layout.

    And whether there are formulas, and words struck out within a text.
    """

    values: int
    formulas: bool
    strikes: bool
    layout: Layout


@dataclass(frozen=True, kw_only=True)
class Parts:
    """A workbook's checked parts by name, and a package that holds them and nothing else."""

    package: io.BytesIO
    parts: dict[str, Part]


def weighed(data: bytes) -> Parts:
    """Return the parts of a workbook; raises BadRequest where they cost too much or are not plain XML.

    What fails in zip or XML is raised as it is.
    """
    if data.count(_ENTRY) > _MOST_PARTS:  # before each becomes an object
        raise BadRequest("plan-workbook-huge")
    made, parts, scales = io.BytesIO(), dict[str, Part](), _Scales()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(made, "w") as kept:
        _require_workbook(packed.namelist())
        if min(one.header_offset for one in packed.infolist()) > 0:
            raise zipfile.BadZipFile("another file stands in front of it, of which nobody would see anything")
        for one in packed.infolist():
            name = one.filename.lstrip("/")
            if _PART.fullmatch(name):
                content = _transitional(_unpacked(packed, one, scales))
                parts[name] = scales.weigh(name, content)
                kept.writestr(name, content)
    return Parts(package=made, parts=parts)


def _require_workbook(names: list[str]) -> None:
    if not any(name.lower().startswith("xl/") and name.lower().endswith("workbook.xml") for name in names):
        kind = next((kind for sign, kind in _OTHERS.items() if any(sign in name for name in names)), "ZIP")
        raise BadRequest("plan-kind", kind=kind)


def _unpacked(packed: zipfile.ZipFile, one: zipfile.ZipInfo, scales: "_Scales") -> bytes:
    if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadRequest("plan-workbook-broken", why=f"compression {one.compress_type}")
    pieces = []
    with packed.open(one) as stream:
        while piece := stream.read(1 << 20):
            scales.add(len(piece))
            pieces.append(piece)
    return b"".join(pieces)


def _transitional(content: bytes) -> bytes:
    """Return a part of a Strict Open XML workbook with the names that openpyxl knows; any other as it is."""
    if _STRICT not in content:
        return content
    return _STRICT_TAG.sub(
        lambda tag: _STRICT_NAME.sub(rb"http://schemas.openxmlformats.org/\1/2006/", tag[0]), content
    )


class _Scales:
    """Adds up what all parts cost."""

    def __init__(self) -> None:
        self._bytes = self._elements = 0

    def add(self, count: int) -> None:
        """Count bytes; raises BadRequest where it becomes too many."""
        self._bytes += count
        if self._bytes > _MOST_BYTES:
            raise BadRequest("plan-workbook-huge")

    def weigh(self, name: str, content: bytes) -> Part:
        """Read through a part without keeping anything of it."""
        most = next((most for start, most in _MOST_OF.items() if name.lower().startswith(start)), None)
        if most is None and len(content) > _MOST_OTHER_BYTES:
            raise BadRequest("plan-workbook-huge")
        reader = _Reader(min(_MOST_ELEMENTS - self._elements, most or _MOST_OTHER_ELEMENTS))
        reader.read(content)
        self._elements += reader.elements
        return Part(
            values=reader.values,
            formulas=reader.formulas,
            strikes=reader.strikes,
            layout=reader.gathered.layout(),
        )


class _Reader:
    """Counts elements; ends at what a workbook has no use for."""

    def __init__(self, most: int) -> None:
        self._most, self._in_row, self._rows, self._depth = most, 0, 0, 0
        self._ref = ""
        self.elements, self.values, self.gathered = 0, 0, Gathered()
        self.formulas = self.strikes = False

    def read(self, content: bytes) -> None:
        """Go through a part; raises BadRequest, or expat's error where it is no XML."""
        if b"\0" in content[:4] or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise BadRequest("plan-workbook-broken", why="UTF-16")
        if any(b"<" not in content[at : at + _WINDOW] for at in range(0, len(content) - _WINDOW, _WINDOW)):
            raise BadRequest("plan-workbook-huge")
        parser: XMLParserType = expat.ParserCreate()
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._begun
        parser.EndElementHandler = self._ended
        parser.Parse(content, True)

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            raise BadRequest("plan-workbook-broken", why=encoding[:20])

    def _doctype(self, *_: object) -> None:
        raise BadRequest("plan-workbook-broken", why="DOCTYPE")

    def _begun(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        self._depth += 1
        if kind == "row":
            self._in_row = 0
            self._rows += 1
        else:
            self.elements += 1
        if kind == "c":
            self._in_row += 1
            self._ref = attributes.get("r", "")
        elif kind in ("v", "is"):
            self.values += 1
            if self._in_row > WIDEST or self._ref[1:2].isalpha():
                self.gathered.note_value(self._ref, self._in_row)
        elif kind in ("row", "col", "mergeCell"):
            self.gathered.begin(kind, attributes)
        elif kind == "f":
            self.formulas = True
        elif kind in ("strike", "dstrike"):
            self.strikes = True
        if self._is_beyond(len(attributes)):
            raise BadRequest("plan-workbook-huge")

    def _is_beyond(self, attributes: int) -> bool:
        return (
            self.elements > self._most
            or self._rows > _MOST_ROWS
            or self._in_row > _MOST_IN_A_ROW
            or self._depth > _DEEPEST
            or attributes > _MOST_ATTRIBUTES
        )

    def _ended(self, _: str) -> None:
        self._depth -= 1
