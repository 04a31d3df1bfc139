"""How subtitles are set: their size, their lines, their panel and where they stand."""

from dataclasses import dataclass, replace

from media import formats
from media.brand.kit import Brand
from media.errors import BadInput
from media.formats import Format
from media.lettering import drawing_faults, line_breaks
from media.lettering.line_breaks import Setting
from media.lettering.typefaces import Font
from media.subtitles.model import Cue
from media.timeline import overlays, second_language, spoken_words, two_languages
from media.timeline.scene import Box, Element, Panel, Text
from media.timeline.second_language import PanelPlace, Second
from media.timeline.two_languages import Both, Speech

_SIDE, _ABOVE, _ROUND = 0.5, 0.2, 0.32  # of the letters' size: a panel's padding, and its corners
_FIRST, _SECOND, _RULE = (
    0.9,
    0.885,
    0.34,
)  # with two languages: the first's size, the second's of that, the rule's room
_CAPTION_FLOOR = 0.72  # of its usual size: where a third line is not enough


def captions(speech: Speech, format: Format, brand: Brand, *, language: str) -> tuple[Element, ...]:
    """Subtitles in translucent rounded boxes at the bottom of the safe area; BadInput for text too long."""
    if not speech.second:
        return tuple(_caption(cue, speech, format, brand, language) for cue in speech.cues)
    both = two_languages.together(speech.cues, speech.second)
    return tuple(_both(one, speech, format, brand, language) for one in both)


def _caption(cue: Cue, speech: Speech, format: Format, brand: Brand, language: str) -> Element:
    drawing_faults.require_drawable(brand.font, cue.text)
    setting = _fitting(cue.text, caption_setting(cue.text, format, brand.font, language), format)
    align = second_language.aligned(setting)
    words = overlays.text(setting, brand.font, brand.colors.subtitle_text, align=align)
    side, above = round(setting.size * _SIDE), round(setting.size * _ABOVE)
    box = Box(x=0, y=0, width=words.box.width + 2 * side, height=words.box.height + 2 * above)
    x = round((format.width - box.width) / 2)
    box = Box(
        x=x, y=round(format.region.bottom * format.height) - box.height, width=box.width, height=box.height
    )
    panel = Panel(
        box=box,
        colour=brand.colors.subtitle_box,
        alpha=brand.subtitle_alpha,
        radius=round(setting.size * _ROUND),
    )
    words = overlays.moved_text(words, box.x + side, box.y + above)
    made = Element(kind="caption", start_ms=cue.start_ms, end_ms=cue.end_ms, box=box, shapes=(panel, words))
    return replace(made, marks=spoken_words.marks(words, cue, speech.words, brand))


def _fitting(words: str, setting: Setting | None, format: Format) -> Setting:
    if setting is None:
        raise BadInput("caption-too-long", text=words.replace("\n", " ")[:80], format=format.name)
    return setting


@dataclass(frozen=True, kw_only=True)
class TwoRooms:
    """How two languages share a format's subtitles: the size of the first, the width of both, how the second stands."""

    size: int
    room: float
    usual_lines: int
    second: Second


def two_rooms(format: Format, brand: Brand) -> TwoRooms:
    """The room of two languages in a format."""
    usual = format.height * format.line_height_pct / 100 / formats.LINE
    one_line = format.width > format.height
    share = second_language.ONE_LINE if one_line else format.subtitle_width_pct / 100
    size = round(usual * _FIRST)
    below = second_language.second(round(size * _SECOND), size, brand, rule=_RULE, one_line=one_line)
    room = format.width * share - 2 * _SIDE * size
    return TwoRooms(size=size, room=room, usual_lines=below.usual_lines, second=below)


def first_setting(words: str, rooms: TwoRooms, font: Font, language: str) -> Setting | None:
    """The language spoken above a second one: on one line where it holds it, else on two."""
    alone = ((1, rooms.size),) if rooms.usual_lines == 1 else ()
    sizes = line_breaks.shrinking_sizes(2, rooms.size, rooms.size * _CAPTION_FLOOR)
    return line_breaks.fitted(words, font, room=rooms.room, attempts=(*alone, *sizes), language=language)


def _both(one: Both, speech: Speech, format: Format, brand: Brand, language: str) -> Element:
    rooms = two_rooms(format, brand)
    first = _first(one.first, rooms, format, brand, language) if one.first else None
    second = None
    if one.second:
        second = second_language.text(
            one.second.text, rooms.second, rooms.room, brand,
            language=speech.second_language, line=formats.LINE, format=format.name,
        )  # fmt: skip
        second = replace(second, align="center")
    place = PanelPlace(
        middle=format.width // 2,
        bottom=round(format.region.bottom * format.height),
        side=round(rooms.size * _SIDE),
        above=round(rooms.size * _ABOVE),
        radius=round(rooms.size * _ROUND),
    )
    return second_language.element(one, first, second, rooms.second, place, brand, words=speech.words)


def _first(cue: Cue, rooms: TwoRooms, format: Format, brand: Brand, language: str) -> Text:
    drawing_faults.require_drawable(brand.font, cue.text)
    setting = _fitting(cue.text, first_setting(cue.text, rooms, brand.font, language), format)
    align = second_language.aligned(setting)
    return overlays.text(setting, brand.font, brand.colors.subtitle_text, align=align)


def caption_setting(words: str, format: Format, font: Font, language: str) -> Setting | None:
    """The format's lines, somewhat smaller if need be; then one line more; what is still too long, smaller yet."""
    line = format.height * format.line_height_pct / 100
    room = room_of(format)
    usual, most = line / formats.LINE, format.max_lines
    small, floor = usual * format.small_line_pct / format.line_height_pct, usual * _CAPTION_FLOOR
    readable = (*line_breaks.shrinking_sizes(most, usual, small), (most + 1, round(small)))
    for attempts in (readable, line_breaks.shrinking_sizes(most + 1, small, floor)):
        if found := line_breaks.fitted(words, font, room=room, attempts=attempts, language=language):
            return found
    return None


def room_of(format: Format) -> float:
    """How wide a line may be over the picture, in pixels."""
    return format.width * format.subtitle_width_pct / 100 - format.height * format.line_height_pct / 100 * 0.8
