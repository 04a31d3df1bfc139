"""A second language below the one that is spoken: smaller, in another colour, after a short rule; never in italics.

The figures are those of docs/films.md: the first language is set somewhat smaller than where it stands alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from media.brand.kit import Brand
from media.errors import BadInput
from media.lettering import drawing_faults, line_breaks
from media.lettering.line_breaks import Setting
from media.subtitles.cues.words import Word
from media.timeline import overlays, spoken_words
from media.timeline.scene import Box, Element, Mark, Panel, Shape, Text
from media.timeline.two_languages import Both

SMALLEST = 0.83  # of its usual size: nothing smaller can be read on a phone
ONE_LINE = 0.80  # of the width, in landscape: what each language has for its one line
_RULE = (1.2, 3)  # the rule's width in font sizes of the first language, its thickness in pixels


@dataclass(frozen=True, kw_only=True)
class Second:
    """How a second language stands below the first: its letters, and the rule between them.

    The rule is as wide and thick as told and takes `rule_height` pixels; each language has `lines` at most, and
    `usual_lines` where they hold it: one in landscape over the picture.
    """

    size: int
    colour: str
    lines: int
    usual_lines: int
    rule_width: int
    rule_thickness: int
    rule_height: int


@dataclass(frozen=True, kw_only=True)
class PanelPlace:
    """Where a panel with both stands: `middle` is its column, `bottom` its lower edge; its padding and its corners."""

    middle: int
    bottom: int
    side: int
    above: int
    radius: int


def second(size: int, first: int, brand: Brand, *, rule: float, one_line: bool) -> Second:
    """A second language of a size below letters of the first's; `rule` is what the rule takes, in their sizes."""
    return Second(
        size=size,
        colour=brand.colors.second_language,
        lines=2,
        usual_lines=1 if one_line else 2,
        rule_width=round(_RULE[0] * first),
        rule_thickness=_RULE[1],
        rule_height=round(rule * first),
    )


def text(
    words: str, look: Second, room: float, brand: Brand, *, language: str, line: float, format: str
) -> Text:
    """The words in the second language's letters, at 0, 0; BadInput where two small lines do not hold them."""
    drawing_faults.require_drawable(brand.font, words)
    setting = setting_of(words, look, room, brand, language)
    if setting is None:
        raise BadInput(
            "second-too-long", text=words.replace("\n", " ")[:80], language=language, format=format
        )
    return overlays.text(setting, brand.font, look.colour, line=line)


def setting_of(words: str, look: Second, room: float, brand: Brand, language: str) -> Setting | None:
    """One line or two, somewhat smaller if need be; None: too long."""
    sizes = line_breaks.shrinking_sizes(look.lines, look.size, look.size * SMALLEST)
    alone = ((1, look.size),) if look.usual_lines == 1 else ()
    return line_breaks.fitted(words, brand.font, room=room, attempts=(*alone, *sizes), language=language)


def rule(look: Second, x: int, top: int) -> Panel:
    """The rule, in the height that it takes from a row on."""
    y = (
        top + round(0.7 * look.rule_height) - look.rule_thickness // 2
    )  # in the middle of what is seen between letters
    return Panel(box=Box(x=x, y=y, width=look.rule_width, height=look.rule_thickness), colour=look.colour)


def element(
    both: Both,
    first: Text | None,
    second: Text | None,
    look: Second,
    place: PanelPlace,
    brand: Brand,
    *,
    words: Sequence[Word],
) -> Element:
    """One panel for both over the picture, or for the one that is there; `words` are those that were heard."""
    rows = [one for one in (first, second) if one]
    between = look.rule_height if len(rows) == 2 else 0
    tall = sum(one.box.height for one in rows) + between + 2 * place.above
    wide = max(one.box.width for one in rows) + 2 * place.side
    box = Box(x=place.middle - wide // 2, y=place.bottom - tall, width=wide, height=tall)
    shapes: list[Shape] = [
        Panel(box=box, colour=brand.colors.subtitle_box, alpha=brand.subtitle_alpha, radius=place.radius)
    ]
    y, marks = box.y + place.above, tuple[Mark, ...]()
    if first:
        said = overlays.moved_text(first, box.x + (wide - first.box.width) // 2, y)
        shapes, y = [*shapes, said], said.box.bottom
        marks = spoken_words.marks(said, both.first, words, brand) if both.first else ()
    if second:
        if between and not words:  # below a marked word it would look like a second line under it
            shapes.append(rule(look, place.middle - look.rule_width // 2, y))
        below = overlays.moved_text(second, box.x + (wide - second.box.width) // 2, y + between)
        shapes.append(below)
    marks = spoken_words.between(marks, both.start_ms, both.end_ms)
    return Element(
        kind="caption", start_ms=both.start_ms, end_ms=both.end_ms, box=box, shapes=tuple(shapes), marks=marks
    )


def aligned(setting: Setting) -> Literal["left", "center"]:
    """How lines over the picture stand: a second speaker's dash begins at the left."""
    return "left" if line_breaks.is_dialogue(setting.lines) else "center"
