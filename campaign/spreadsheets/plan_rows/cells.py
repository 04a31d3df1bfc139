"""What a cell of a plan means, by its column: a film's slug, a format, a moment; or why it is refused."""

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypedDict

from campaign.settings.declarations import Settings
from campaign.spreadsheets.plan_rows import columns, dates
from campaign.spreadsheets.sheets.formula_guard import Formatted
from campaign.typed import film_places
from campaign.typed import moments as typed_moments
from campaign.typed import words as typed_words
from campaign.typed.days import Clock
from media import portable_names
from media.formats import FORMATS
from media.text import folding
from schedules.errors import BadRequest
from schedules.model import moments
from schedules.model.states import KINDS

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # no moment is refused here for being past: it may stand already
_FACEBOOK = {"facebook", "fb"}
_OF_FACEBOOK = {
    "page",
    "pagina",
    "paginas",
    "pages",
    "post",
    "feed",
    "com",
    "our",
    "onze",
    "notre",
    "de",
    "la",
    "van",
}
# What spreadsheet programs write into a cell that failed, in Dutch, French and English; then of a column too narrow.
_ERROR = re.compile(
    r"#(?:(?:REF|VERW|VALUE|WAARDE|VALEUR|DIV/0|DEEL/0|NUM|GETAL|NOMBRE|NULL|LEEG|NUL|CALC|BEREKENEN|CALCUL|SPILL"
    r"|OVERLOOP|PROPAGATION|FIELD|VELD|CHAMP)!|(?:NAME|NAAM|NOM)\?|N/[ABD])|Err:\d{3}"
)
_TOO_NARROW = re.compile("#{3,}")
_TRUTHS = ("TRUE", "FALSE", "WAAR", "ONWAAR", "VRAI", "FAUX")  # as spreadsheet programs write them into a CSV
_SCIENTIFIC = re.compile(r"-?\d+(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)
_LONGEST_YEAR, _LONGEST_NUMBER = 9_999, 10**11 - 1  # from 10**11 on a sheet shows 1,23E+11 (Excel's General)
_NUMBERED = re.compile(r"(?:n[°ºro]s?\.?)?\s*([0-9]{1,9})\.?", re.IGNORECASE)  # n° 4, nr. 4, 4.
_SEVERAL_FILES = re.compile(r"\s*[,;+&]\s*|\s+(?:et|en|and)\s+|(?<=\.\w{3})\s+|(?<=\.\w{4})\s+")
_ADDRESS = re.compile(r"https?:|www\.|ftp:", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class When:
    """A moment as it was written, in the form that `slots.parse_when` reads, and what it means."""

    text: str
    due: moments.Due


@dataclass(frozen=True, kw_only=True)
class Thumbnail:
    """A film's cover: a picture's file, or a moment of the finished film in milliseconds."""

    path: Path | None = None
    at_ms: int | None = None


class RowValues(TypedDict, total=False):
    """What a plan's row says: the columns that the file has, None where the cell is empty."""

    number: int | None
    key: str | None
    language: str | None
    kind: str | None
    testimony: str | None
    format: str | None
    caption: str | None
    link: str | None
    first_comment: str | None
    photos: tuple[Path, ...] | None
    alts: str | None
    thumbnail: Thumbnail | None
    embargo: datetime | None
    network: str | None
    when: When | None


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Reads cells for a campaign; files are sought from `folder`, days may be counted since 1904.

    `today` is where the campaign is, for the year of a day that is offered.
    """

    settings: Settings
    folder: Path
    since_1904: bool
    today: date | None = None

    def when(self, day: date, clock: Clock | None) -> When:
        """Return the moment that a day and a time mean; refuse a day alone, and what the clocks skip or repeat."""
        if clock is None:
            raise BadRequest("plan-date-without-time", day=day)
        text = f"{day} {clock.at.isoformat('seconds')}{clock.offset}"
        return When(text=text, due=typed_moments.parse_when(text, now=LONG_AGO, zone=self.settings.timezone))

    def number(self, cell: object) -> int:
        """Read a post's number."""
        text = words(cell.number if isinstance(cell, Formatted) else cell, most=_LONGEST_NUMBER).removeprefix(
            "#"
        )
        if numbered := _NUMBERED.fullmatch(text):
            text = numbered[1]
        if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) == 0:
            raise BadRequest("plan-number", text=text)
        return int(text)

    def language(self, cell: object) -> str:
        """Read a language by its code or name, as one of the campaign's."""
        return self.settings.language(words(cell))

    def kind(self, cell: object) -> str | None:
        """Read a kind of post; what other tools call a post or feed leaves it open."""
        said = words(cell)
        if columns.plain(said) in ("post", "feed", "publication", "bericht"):
            return None
        if kind := typed_words.find(said, KINDS):
            return kind
        raise BadRequest("plan-kind-unknown", text=said, known=", ".join(KINDS))

    def testimony(self, cell: object) -> str:
        """Read a film's slug; an address is none."""
        said = words(cell)
        if _ADDRESS.match(said):
            raise BadRequest("plan-film-address")
        return said.casefold() if said.isascii() and " " not in said else folding.slug(said) or said

    def format(self, cell: object) -> str:
        """Read a film's format."""
        said = words(cell)
        found = typed_words.find(said, FORMATS)
        if not found and typed_words.find(said, KINDS) == "reel":
            raise BadRequest("plan-format-reel")
        if not found:
            raise BadRequest("plan-format-unknown", text=said, known=", ".join(FORMATS))
        return found

    def photos(self, cell: object) -> tuple[Path, ...]:
        """Read the photos' files, one a line or with | between."""
        return tuple(self._photo(one.strip()) for one in re.split(r"[\n|]", words(cell)) if one.strip())

    def _photo(self, said: str) -> Path:
        """Return a photo's file; refuse several that a comma or a word parts."""
        path = self._file(said)
        parts = [part for part in _SEVERAL_FILES.split(said) if part]
        if len(parts) > 1 and not path.exists() and all(Path(part).suffix for part in parts):
            raise BadRequest("plan-pictures-joined", text=said, example=" | ".join(parts))
        return path

    def thumbnail(self, cell: object) -> Thumbnail:
        """Read a film's cover: a moment of it, or a file."""
        if isinstance(cell, time | datetime | date | timedelta):
            raise BadRequest("plan-thumbnail-time")
        said = words(cell)
        at_ms = None if film_places.is_bare(said) else film_places.milliseconds(said)
        if at_ms is not None:
            return Thumbnail(at_ms=at_ms)
        return Thumbnail(path=self._file(said))

    def embargo(self, cell: object) -> datetime:
        """Read a day and a time before which a post may not go out."""
        day = dates.day(as_shown(cell), since_1904=self.since_1904, today=self.today)
        if day.clock is None:
            raise BadRequest("plan-embargo-without-time", day=day.day)
        return self.when(day.day, day.clock).due.utc

    def network(self, cell: object) -> str:
        """Refuse a row that is meant for anything but Facebook alone."""
        said = words(cell)
        named = set(re.findall(r"[^\W_]+", folding.without_accents(said).casefold()))
        if named and not (named & _FACEBOOK and named <= _FACEBOOK | _OF_FACEBOOK):
            raise BadRequest("plan-network", text=said)
        return said

    def _file(self, said: str) -> Path:
        if _ADDRESS.match(said):
            raise BadRequest("plan-photo-address")
        path = self.folder / said
        turned = self.folder / said.replace("\\", "/") if "\\" in said and not path.exists() else path
        return portable_names.as_spelled(turned)


def as_shown(cell: object) -> object:
    """Return a cell; refuse a number that its format shows in another way, and one of which nothing could be seen."""
    if isinstance(cell, str) and _TOO_NARROW.fullmatch(cell):
        raise BadRequest("plan-cell-narrow", text=cell)
    if isinstance(cell, Formatted):
        raise BadRequest("plan-cell-formatted", number=f"{cell.number:.15g}", look=cell.look)
    return cell


def words(cell: object, *, most: int = _LONGEST_YEAR) -> str:
    """Return a cell as the words that people see in it; refuse one whose words depend on who looks.

    A number up to `most` is its digits; a longer one may have lost a nought, or be a day.
    """
    as_shown(cell)
    if isinstance(cell, bool) or cell in _TRUTHS:
        raise BadRequest("plan-cell-truth", text=str(cell).upper())
    if isinstance(cell, datetime | date | time | timedelta):
        raise BadRequest("plan-cell-dated", text=str(cell))
    if isinstance(cell, int | float):
        if not math.isfinite(cell) or cell != int(cell) or abs(cell) > most:
            raise BadRequest("plan-cell-number", text=f"{cell:.15g}")
        return str(int(cell))
    text = unicodedata.normalize("NFC", str(cell))  # else a text typed on macOS differs from itself
    if _ERROR.fullmatch(text):
        raise BadRequest("plan-cell-error", text=text)
    if _SCIENTIFIC.fullmatch(text):
        raise BadRequest("plan-cell-number", text=text)
    return text


def _said(_: Reader, cell: object) -> str:
    return words(cell)


def _name(_: Reader, cell: object) -> str:
    return words(cell, most=_LONGEST_NUMBER)


READERS: dict[str, Callable[[Reader, object], object]] = {
    "number": Reader.number,
    "key": _name,
    "language": Reader.language,
    "kind": Reader.kind,
    "testimony": Reader.testimony,
    "format": Reader.format,
    "caption": _said,
    "link": _said,
    "first_comment": _said,
    "photos": Reader.photos,
    "alts": _said,
    "thumbnail": Reader.thumbnail,
    "embargo": Reader.embargo,
    "network": Reader.network,
}
