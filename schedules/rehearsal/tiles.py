"""How a post's photos lie beside each other, about as Facebook lays them: by their number and their shapes."""

from collections.abc import Sequence

WIDE = 1.2  # wider than high by this much
SHOWN = 5  # photos that Facebook shows before "+N"


def laid(sizes: Sequence[tuple[int, int]]) -> str:
    """Return the style classes of photos of these widths and heights (pixels)."""
    shapes = [_shape(*size) for size in sizes[:SHOWN]]
    first = shapes[0] if shapes else "even"
    if len(shapes) == 2:
        return "n2 stacked" if shapes == ["wide", "wide"] else "n2 abreast"
    same = first if len(set(shapes)) == 1 else "even"
    return f"n{len(shapes)} {same if len(shapes) == 4 else first}"


def breadth(width: int, height: int) -> str:
    """Return the style class of one photo in a row: its width to its height in tenths, from `r5` to `r25`."""
    return f"r{min(25, max(5, round(10 * width / height)))}"


def _shape(width: int, height: int) -> str:
    return "wide" if width >= WIDE * height else "tall" if height >= WIDE * width else "even"
