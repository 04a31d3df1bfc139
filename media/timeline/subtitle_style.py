"""How subtitles are set: their size, their lines, their panel and where they stand."""

from collections.abc import Iterable
from typing import Literal

from media import formats
from media.brand.kit import Brand
from media.errors import BadInput
from media.formats import Format
from media.lettering import drawing_faults, line_breaks
from media.lettering.line_breaks import Setting
from media.lettering.typefaces import Font
from media.subtitles.model import Cue
from media.timeline import overlays
from media.timeline.scene import Box, Element, Panel

_CAPTION_FLOOR = 0.72  # of its usual size: where a third line is not enough


def captions(cues: Iterable[Cue], format: Format, brand: Brand, *, language: str) -> tuple[Element, ...]:
    """Subtitles in translucent rounded boxes at the bottom of the safe area; BadInput for text too long."""
    return tuple(_caption(cue, format, brand, language) for cue in cues)


def _caption(cue: Cue, format: Format, brand: Brand, language: str) -> Element:
    drawing_faults.require_drawable(brand.font, cue.text)
    setting = caption_setting(cue.text, format, brand.font, language)
    if setting is None:
        raise BadInput("caption-too-long", text=cue.text.replace("\n", " ")[:80], format=format.name)
    align: Literal["left", "center"] = "left" if line_breaks.is_dialogue(setting.lines) else "center"
    words = overlays.text(setting, brand.font, brand.colors.subtitle_text, align=align)
    side, above = round(setting.size * 0.5), round(setting.size * 0.2)
    box = Box(x=0, y=0, width=words.box.width + 2 * side, height=words.box.height + 2 * above)
    x = round((format.width - box.width) / 2)
    box = Box(
        x=x, y=round(format.region.bottom * format.height) - box.height, width=box.width, height=box.height
    )
    panel = Panel(
        box=box,
        colour=brand.colors.subtitle_box,
        alpha=brand.subtitle_alpha,
        radius=round(setting.size * 0.32),
    )
    shapes = (panel, overlays.moved_text(words, box.x + side, box.y + above))
    return Element(kind="caption", start_ms=cue.start_ms, end_ms=cue.end_ms, box=box, shapes=shapes)


def caption_setting(words: str, format: Format, font: Font, language: str) -> Setting | None:
    """The format's lines, somewhat smaller if need be; then one line more; what is still too long, smaller yet."""
    line = format.height * format.line_height_pct / 100
    room = format.width * format.subtitle_width_pct / 100 - line * 0.8
    usual, most = line / formats.LINE, format.max_lines
    small, floor = usual * format.small_line_pct / format.line_height_pct, usual * _CAPTION_FLOOR
    readable = (*line_breaks.shrinking_sizes(most, usual, small), (most + 1, round(small)))
    for attempts in (readable, line_breaks.shrinking_sizes(most + 1, small, floor)):
        if found := line_breaks.fitted(words, font, room=room, attempts=attempts, language=language):
            return found
    return None
