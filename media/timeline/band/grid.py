"""Where things stand in the look "band" and how large its letters are: a format's figures, in pixels.

The sizes follow from a phone held upright, 66 mm wide and 32 cm away; docs/films.md says why.
"""

from dataclasses import dataclass, fields, replace
from math import log

from media.formats import FEED, LANDSCAPE, PORTRAIT, SQUARE, Format
from media.timeline.scene import Box

RADIUS = 0.011  # of the shorter side: of every rounded corner but the address's
PICTURE_LINE, NAME_LINE, ROLE_LINE, QUESTION_LINE, TITLE_LINE = 1.22, 1.14, 1.24, 1.12, 1.10  # in font sizes
FLAG_PADDING = 0.52  # of the name's size: what a flag is higher than its lines
RULE = 0.34  # of the first language's size: what the rule between two languages takes of the height
GAP = 0.022  # of the shorter side: between what stands side by side, or above one another


@dataclass(frozen=True, kw_only=True)
class Letters:
    """Sizes of letters in pixels: on the film, on the title card, on the end card; `least` is for anything."""

    subtitles: int
    first_of_two: int
    second_of_two: int
    question: int
    question_least: int
    name: int
    role: int
    title: int
    eyebrow: int
    who: int
    appeal: int
    address: int
    initiative: int
    least: int


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A format's figures.

    `safe` is where words and marks may stand. `picture` is where a film of another shape than the format is shown: a
    wide one above the band, in landscape a narrow one beside the panel. Words of band and panel begin at
    `words_left` and end before `words_right`; the first line of subtitles has its top at `first_line`, and there are
    `most_lines` at most, over a picture too. The question has `question_lines`, the first with its top at
    `question_top`. Beside a panel the name has its top at `name_top`, the mark at `mark_top`. `kind` is the name of the
    format whose figures they are.
    """

    format: Format
    letters: Letters
    safe: Box
    picture: Box
    words_left: int
    words_right: int
    first_line: int
    most_lines: int
    question_top: int
    question_lines: int
    name_top: int = 0
    mark_top: int = 0
    kind: str = ""

    @property
    def short(self) -> int:
        """The shorter side."""
        return self.format.short_side

    @property
    def radius(self) -> int:
        """Of rounded corners."""
        return round(self.short * RADIUS)

    @property
    def gap(self) -> int:
        """Between what stands side by side, or above one another."""
        return round(self.short * GAP)


_LANDSCAPE = Grid(
    format=LANDSCAPE,
    letters=Letters(
        subtitles=68, first_of_two=61, second_of_two=54, question=76, question_least=61, name=60, role=46,
        title=100, eyebrow=50, who=54, appeal=96, address=56, initiative=44, least=44,
    ),
    safe=Box(x=96, y=54, width=1728, height=972),
    picture=Box(x=0, y=0, width=800, height=1080),
    words_left=880, words_right=1824, first_line=752, most_lines=3, question_top=104, question_lines=3,
    name_top=572, mark_top=74,
)  # fmt: skip
_SQUARE = Grid(
    format=SQUARE,
    letters=Letters(
        subtitles=58, first_of_two=50, second_of_two=45, question=58, question_least=46, name=50, role=38,
        title=84, eyebrow=42, who=46, appeal=72, address=46, initiative=38, least=37,
    ),
    safe=Box(x=54, y=54, width=972, height=972),
    picture=Box(x=0, y=0, width=1080, height=780),
    words_left=54, words_right=1026, first_line=814, most_lines=2, question_top=0, question_lines=0,
)  # fmt: skip
_FEED = Grid(
    format=FEED,
    letters=Letters(
        subtitles=58, first_of_two=50, second_of_two=45, question=58, question_least=46, name=50, role=38,
        title=88, eyebrow=42, who=46, appeal=76, address=48, initiative=38, least=37,
    ),
    safe=Box(x=54, y=68, width=972, height=1214),
    picture=Box(x=0, y=236, width=1080, height=810),
    words_left=54, words_right=1026, first_line=1080, most_lines=3, question_top=90, question_lines=2,
)  # fmt: skip
_PORTRAIT = Grid(
    format=PORTRAIT,
    letters=Letters(
        subtitles=62, first_of_two=51, second_of_two=45, question=58, question_least=46, name=52, role=40,
        title=92, eyebrow=44, who=48, appeal=80, address=50, initiative=40, least=37,
    ),
    safe=Box(x=65, y=288, width=950, height=960),
    picture=Box(x=0, y=464, width=1080, height=608),
    words_left=65, words_right=1015, first_line=1098, most_lines=2, question_top=310, question_lines=2,
)  # fmt: skip
_ONE = {one.format.name: one for one in (_LANDSCAPE, _SQUARE, _FEED, _PORTRAIT)}
_TWO = {
    "landscape": replace(_LANDSCAPE, first_line=724, name_top=552),
    "square": replace(_SQUARE, picture=Box(x=0, y=0, width=1080, height=736), first_line=756),
    "feed": replace(
        _FEED,
        picture=Box(x=0, y=150, width=1080, height=810),
        first_line=980,
        question_top=73,
        question_lines=1,
    ),
    "portrait": replace(
        _PORTRAIT,
        letters=replace(_PORTRAIT.letters, question=41, question_least=37),
        picture=Box(x=0, y=378, width=1080, height=608),
        first_line=1006,
        question_lines=1,
    ),
}


def of(format: Format, *, two_languages: bool = False) -> Grid:
    """The figures of a format, with room for subtitles in one language or in two; of another size, to scale."""
    known = _TWO if two_languages else _ONE
    shape = format.width / format.height
    kind = min(known, key=lambda name: abs(log(known[name].format.width / known[name].format.height / shape)))
    found = known[format.name if format.name in known else kind]
    return replace(_scaled(found, format), format=format, kind=found.format.name)


def _scaled(grid: Grid, format: Format) -> Grid:
    """The figures at another size, boxes on even pixels."""
    by = format.width / grid.format.width
    if by == 1:
        return grid
    return replace(
        grid,
        letters=Letters(
            **{one.name: round(getattr(grid.letters, one.name) * by) for one in fields(grid.letters)}
        ),
        safe=_scaled_box(grid.safe, by),
        picture=_scaled_box(grid.picture, by),
        words_left=round(grid.words_left * by),
        words_right=round(grid.words_right * by),
        first_line=round(grid.first_line * by),
        question_top=round(grid.question_top * by),
        name_top=round(grid.name_top * by),
        mark_top=round(grid.mark_top * by),
    )


def _scaled_box(box: Box, by: float) -> Box:
    left, top, right, bottom = (round(one * by / 2) * 2 for one in (box.x, box.y, box.right, box.bottom))
    return Box(x=left, y=top, width=right - left, height=bottom - top)
