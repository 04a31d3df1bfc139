"""The word over a preview that shows subtitles nobody has checked, for as long as the film is seen."""

from media.brand.kit import Brand
from media.formats import Format
from media.languages import known
from media.timeline import overlays
from media.timeline.scene import Box, Element, Panel

_SIZE = 0.075  # of the shorter side: nobody takes it for a part of the film
_ALPHA = 0.9


def over(picture: Box, format: Format, brand: Brand, language: str, times: tuple[int, int]) -> Element:
    """The word, in the film's language, at the top of the film's `picture` within the safe area, over all else."""
    word = known.find_or_fallback(language).draft
    room = (format.region.right - format.region.left) * format.width
    setting = overlays.one_line(word, brand.bold_font, format.short_side * _SIZE, room, format)
    text = overlays.text(setting, brand.bold_font, brand.colors.subtitle_box)
    pad = round(format.short_side * 0.02)
    wide, tall = text.box.width + 2 * pad, text.box.height + 2 * pad
    y = max(round(format.region.top * format.height), picture.y + pad)
    box = Box(x=(format.width - wide) // 2, y=y, width=wide, height=tall)
    ground = Panel(box=box, colour=brand.colors.accent, alpha=_ALPHA)
    shapes = (ground, overlays.moved_text(text, box.x + pad, box.y + pad))
    return Element(kind="draft", start_ms=times[0], end_ms=times[1], box=box, shapes=shapes)
