"""The contact sheet: what a brand kit makes of films, on one picture that can be printed and shown.

Each language has a sheet of A3 landscape proportions. Its left half shows every format in its own shape, all at one
height: a light, a dark and a busy picture, a film from a phone held upright, the cards. Its right half shows the same
as wide as a phone does, pixel for pixel, and what `brand check` says, numbered on the pictures. The films are drawn;
nothing is encoded.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from media import pictures
from media.brand.kit import Brand
from media.brandcheck.sheet_pictures import Pictures
from media.formats import FORMATS, Format
from media.lettering import fonts

FILMS, CARDS = ("light", "dark", "busy", "upright"), ("title", "end")
COVER = "cover"  # of kits that make covers with words
ROWS = (*FILMS, *CARDS, COVER)
_ON_PHONE = 5  # pictures beside each other
PHONE = 360  # pixels: as wide as a picture is on a phone that is held upright
WIDE, TALL = 4080, 2885  # a language's sheet: A3, 247 pixels an inch
_MARGIN, _GUTTER, _GAP, _LABEL = 100, 60, 22, 330
_HEAD = 344  # above the first row
_MARK = 130  # high
_NUMBER = 27  # half as high as a finding's number
_SHAPES_RIGHT = WIDE - _MARGIN - _ON_PHONE * PHONE - (_ON_PHONE - 1) * _GAP  # there the left half ends
_PLAIN, _BOLD = (
    fonts.FONTS / "SourceSans3-SemiBold.ttf",
    fonts.FONTS / "SourceSans3-Bold.ttf",
)  # ours, not the kit's
_GROUND, _INK, _PALE, _SIGN = "#eceae6", "#26292e", "#63676e", "#b3175c"
_TITLE, _HEADING, _LINE, _NOTE = 76, 40, 32, 26  # of letters, in pixels; 26 is 7.6 points on A3
_ELEMENTS = {  # where what a finding is about is shown: the row, the element's kind
    "subtitles": ("light", "caption"),
    "lower_third": ("light", "nameplate"),
    "logo": ("light", "logo"),
    "question": ("light", "question"),
    "title_card": ("title", "title"),
    "end_card": ("end", "end"),
}


@dataclass(frozen=True, kw_only=True)
class Note:
    """What the check says, as a sentence; in which element and format it shows, where that is known."""

    sentence: str
    element: str = ""
    format: str = ""


@dataclass(frozen=True, kw_only=True)
class _Pen:
    """A sheet and its words for the reader."""

    sheet: Image.Image
    words: Mapping[str, str]

    def write(
        self,
        at: tuple[int, int],
        said: str,
        size: int = _LINE,
        *,
        font: Path = _PLAIN,
        colour: str = _INK,
        anchor: str = "ls",
    ) -> None:
        """A line of letters; `at` is on its base unless the anchor says otherwise."""
        with fonts.blamed(font):
            face = fonts.face(font, size)
            ImageDraw.Draw(self.sheet).text(at, said, font=face, fill=colour, anchor=anchor)

    def put(self, picture: Image.Image, at: tuple[int, int], size: tuple[int, int]) -> None:
        """A picture, scaled."""
        self.sheet.paste(picture.resize(size, Image.Resampling.LANCZOS), at)

    def number(self, at: tuple[int, int], number: int) -> None:
        """A finding's number in a disc."""
        x, y = at
        pen = ImageDraw.Draw(self.sheet)
        disc = (x - _NUMBER, y - _NUMBER, x + _NUMBER, y + _NUMBER)
        pen.ellipse(disc, fill=_SIGN, outline="#ffffff", width=4)
        self.write(at, str(number), 32, font=_BOLD, colour="#ffffff", anchor="mm")


def drawn(
    brand: Brand, words: Mapping[str, str], languages: Sequence[str] = (), notes: Sequence[Note] = ()
) -> Image.Image:
    """The sheets of all languages, one under the other; `words` says in the reader's language what is shown.

    `words` has every row, its `-note`, every format, `in-LANGUAGE` for every language, and the headings `phone`,
    `check`, `sound` and `more`. BadInput for whatever would stop a film's text or pictures from being drawn.
    """
    languages = tuple(languages) or brand.languages
    whole = Image.new("RGB", (WIDE, TALL * len(languages)), _GROUND)
    for number, language in enumerate(languages):
        whole.paste(_sheet(brand, words, language, notes), (0, TALL * number))
    return whole


def rows(brand: Brand) -> tuple[str, ...]:
    """What is shown of a kit, from above."""
    return ROWS if brand.cover_words else ROWS[:-1]


def _sheet(brand: Brand, words: Mapping[str, str], language: str, notes: Sequence[Note]) -> Image.Image:
    pen = _Pen(sheet=Image.new("RGB", (WIDE, TALL), _GROUND), words=words)
    pen.write((_MARGIN, 150), brand.speak(brand.name, language), _TITLE, font=_BOLD)
    pen.write((_MARGIN, 206), words[f"in-{language}"], _HEADING, colour=_PALE)
    _mark(pen, brand)
    made = {format.name: Pictures(brand, language, format) for format in FORMATS.values()}
    _shapes(pen, made, notes, rows(brand))
    below = _phones(pen, made, rows(brand)[-_ON_PHONE:])
    _said(pen, notes, below)
    return pen.sheet


def _mark(pen: _Pen, brand: Brand) -> None:
    """The campaign's own mark, in the sheet's upper right corner."""
    mark = pictures.logo(brand.logo.on(_GROUND)).convert("RGBA")
    small = mark.resize((round(_MARK * mark.width / mark.height), _MARK), Image.Resampling.LANCZOS)
    pen.sheet.paste(small, (WIDE - _MARGIN - small.width, 88), small)


def _shapes(pen: _Pen, made: Mapping[str, Pictures], notes: Sequence[Note], rows: Sequence[str]) -> None:
    """Every row in every format, all at one height."""
    tall = _height(len(rows))
    left = _SHAPES_RIGHT - _GUTTER - _across(tall)
    for row, kind in enumerate(rows):
        top = _HEAD + row * (tall + _GAP)
        pen.write((_MARGIN, top + 34), pen.words[kind], _LINE + 4, font=_BOLD)
        _paragraph(pen, (_MARGIN, top + 76), pen.words[f"{kind}-note"], left - _MARGIN - 40, _NOTE, _PALE)
        for format, x in _columns(left, tall):
            if row == 0:
                _head(pen, (x, _HEAD - 24), format, tall)
            size = (round(tall * format.width / format.height), tall)
            pen.put(made[format.name].picture(kind), (x, top), size)
            _numbers(pen, notes, made[format.name], kind, format, (x, top, tall))


def _height(rows: int) -> int:
    """Of the pictures: as high as so many rows leave room for, and as four formats fit beside their labels."""
    room = (TALL - _HEAD - _MARGIN + _GAP) // rows - _GAP
    shapes = sum(format.width / format.height for format in FORMATS.values())
    wide = _SHAPES_RIGHT - _GUTTER - _MARGIN - _LABEL - 3 * _GAP
    return min(room, int(wide / shapes))


def _across(tall: int) -> int:
    wide = sum(round(tall * format.width / format.height) for format in FORMATS.values())
    return wide + _GAP * (len(FORMATS) - 1)


def _columns(left: int, tall: int) -> Iterator[tuple[Format, int]]:
    for format in FORMATS.values():
        yield format, left
        left += round(tall * format.width / format.height) + _GAP


def _head(pen: _Pen, at: tuple[int, int], format: Format, tall: int) -> None:
    """A format's name, and its pixels where there is room beside it."""
    pen.write(at, pen.words[format.name], _LINE, font=_BOLD)
    size = f"{format.width} × {format.height}"
    pen.write((at[0], at[1] - 40), size, _NOTE, colour=_PALE)


def _numbers(
    pen: _Pen, notes: Sequence[Note], made: Pictures, kind: str, format: Format, at: tuple[int, int, int]
) -> None:
    """The numbers of what the check says of a picture, at the element that it is about."""
    x, y, tall = at
    for number, note in enumerate(notes, 1):
        row, element = _ELEMENTS.get(note.element, ("", ""))
        box = made.place(element) if row == kind and note.format in ("", format.name) else None
        if box:
            scale = tall / format.height
            beside = (
                round(min(box.right, format.width) * scale) + _NUMBER
            )  # its middle, free of what is written
            right = min(beside, round(format.width * scale) - _NUMBER // 2)
            same = sum(one.element == note.element for one in notes[: number - 1])
            pen.number((x + right - same * 2 * _NUMBER, round(y + max(box.y, 0) * scale) + 12), number)


def _phones(pen: _Pen, made: Mapping[str, Pictures], kinds: Sequence[str]) -> int:
    """The pictures as wide as on a phone, a row for each format; returns where they end."""
    gap = (WIDE - _MARGIN - _SHAPES_RIGHT - PHONE) / (len(kinds) - 1)
    pen.write((_SHAPES_RIGHT, 150), pen.words["phone"], _TITLE - 24, font=_BOLD)
    _paragraph(
        pen, (_SHAPES_RIGHT, 200), pen.words["phone-note"], WIDE - 5 * _MARGIN - _SHAPES_RIGHT, _NOTE, _PALE
    )
    top = _HEAD
    for format in FORMATS.values():
        pen.write((_SHAPES_RIGHT, top - 12), pen.words[format.name], _NOTE, font=_BOLD)
        tall = round(PHONE * format.height / format.width)
        for number, kind in enumerate(kinds):
            x = round(_SHAPES_RIGHT + number * gap)
            pen.put(made[format.name].picture(kind), (x, top), (PHONE, tall))
        top += tall + 56
    return top


def _said(pen: _Pen, notes: Sequence[Note], top: int) -> None:
    """What the check says, as far as there is room."""
    pen.write((_SHAPES_RIGHT, top + 50), pen.words["check"], _TITLE - 24, font=_BOLD)
    y, room = top + 116, WIDE - _MARGIN - _SHAPES_RIGHT - 80
    if not notes:
        pen.write((_SHAPES_RIGHT, y), pen.words["sound"], _LINE)
    for number, note in enumerate(notes, 1):
        lines = _lines(note.sentence, room, _LINE)
        if y + len(lines) * 42 > TALL - _MARGIN - (0 if number == len(notes) else 42):
            pen.write((_SHAPES_RIGHT, y), pen.words["more"], _LINE)
            return
        pen.number((_SHAPES_RIGHT + _NUMBER, y - 11), number)
        y = _paragraph(pen, (_SHAPES_RIGHT + 80, y), note.sentence, room, _LINE, _INK) + 24


def _paragraph(pen: _Pen, at: tuple[int, int], said: str, room: int, size: int, colour: str) -> int:
    """Lines under each other; returns where the next one's base would be."""
    y = at[1]
    for line in _lines(said, room, size):
        pen.write((at[0], y), line, size, colour=colour)
        y += round(size * 1.3)
    return y


def _lines(said: str, room: int, size: int) -> list[str]:
    lines = [""]
    for word in said.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and fonts.width(longer, _PLAIN, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
