"""How a film looks in a format, for an editor's picture of it: where it is seen, and what is burned in, in pixels."""

from campaign.testimonies.cue_editing.judging import Judge
from media.formats import Region
from media.lettering import typefaces
from media.subtitles.norms import SHIPPED_FONT
from media.timeline.scene import Box, Panel, Text

Plain = dict[str, object]


def of(judge: Judge, slug: str) -> Plain:
    """Return where the film stands in its format; `font` is the address of the kit's letter, where it is its own."""
    format = judge.room.format
    place, surround = judge.burnt.picture()
    own = typefaces.file_of(judge.room.kit.font) != SHIPPED_FONT
    return {
        "width": format.width,
        "height": format.height,
        "region": _region(format.region),
        "picture": _box(place.box),
        "crop": _region(place.crop),
        "surround": surround,
        "font": f"/films/{slug}/letter" if own else None,
    }


def shape(one: Panel | Text) -> Plain:
    """Return a shape as it is drawn: a panel, or a text by its `lines`."""
    if isinstance(one, Panel):
        return {**_box(one.box), "colour": one.colour, "alpha": one.alpha, "radius": one.radius}
    return {
        **_box(one.box),
        "lines": list(one.lines),
        "size": one.size,
        "line_height": one.line_height,
        "colour": one.colour,
        "align": one.align,
    }


def _box(box: Box) -> Plain:
    return {"x": box.x, "y": box.y, "width": box.width, "height": box.height}


def _region(one: Region) -> Plain:
    return {"left": one.left, "top": one.top, "right": one.right, "bottom": one.bottom}
