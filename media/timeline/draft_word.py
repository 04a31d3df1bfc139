"""The word over a preview that shows subtitles nobody has checked, for as long as the film is seen."""

from dataclasses import replace

from media.brand.kit import Brand
from media.formats import FORMATS
from media.languages import known
from media.timeline import overlays
from media.timeline.scene import Box, Element, Panel
from media.timeline.timeline import Timeline

_SIZE = 0.075  # of the shorter side: nobody takes it for a part of the film
_ALPHA = 0.9


def marked(made: Timeline, brand: Brand) -> Timeline:
    """The timeline with the word, in the film's language, over all else in the film's picture."""
    return replace(made, elements=(*made.elements, _word(made, brand)))


def _word(made: Timeline, brand: Brand) -> Element:
    """The word at the top of the film's picture, within the safe area."""
    format, short = FORMATS[made.format], FORMATS[made.format].short_side
    word = known.find_or_fallback(made.language).draft
    room = (format.region.right - format.region.left) * format.width
    setting = overlays.one_line(word, brand.bold_font, short * _SIZE, room, format)
    text = overlays.text(setting, brand.bold_font, brand.colors.subtitle_box)
    pad = round(short * 0.02)
    wide, tall = text.box.width + 2 * pad, text.box.height + 2 * pad
    y = max(round(format.region.top * format.height), made.shot.place.box.y + pad)
    box = Box(x=(format.width - wide) // 2, y=y, width=wide, height=tall)
    ground = Panel(box=box, colour=brand.colors.accent, alpha=_ALPHA)
    shapes = (ground, overlays.moved_text(text, box.x + pad, box.y + pad))
    return Element(kind="draft", start_ms=made.shot.start_ms, end_ms=made.shot.end_ms, box=box, shapes=shapes)
