"""What letters are drawn with: a font's file, or one weight of a variable font; its characters, how heavy it is.

Rules: OpenType 1.9, "fvar" (axes, named instances) and "OS/2" (usWeightClass).
"""

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from media.errors import BadInput
from media.lettering import font_files

if TYPE_CHECKING:  # a command that measures no text does not load the library
    from fontTools.ttLib import TTFont

REGULAR, BOLD = 400, 700
_NAMED = {REGULAR: ("Regular", "Normal", "Roman", "Book"), BOLD: ("Bold",)}
_WEIGHT = "wght"


@dataclass(frozen=True, kw_only=True)
class VariableFont:
    """A variable font's file and the value of its axis of weight at which it is drawn."""

    path: Path
    weight: float

    @property
    def name(self) -> str:
        """What its file is called."""
        return self.path.name


Font = Path | VariableFont


@dataclass(frozen=True, kw_only=True)
class Axis:
    """Something that a variable font varies in: its tag, its bounds, and where it stands unless asked."""

    tag: str
    least: float
    default: float
    most: float


@dataclass(frozen=True, kw_only=True)
class _Facts:
    characters: frozenset[int]
    axes: tuple[Axis, ...]
    named: dict[str, dict[str, float]]  # what named instances are called -> where they stand
    weight: float


def file_of(font: Font) -> Path:
    """The file that a font is in."""
    return font if isinstance(font, Path) else font.path


def characters(font: Font) -> frozenset[int]:
    """The characters that a font maps to a glyph; BadInput when the file is no font."""
    return _facts(file_of(font)).characters


def at_weight(path: Path, weight: float) -> Font:
    """A file's letters at a weight (400 is regular, 700 bold), or the nearest that a variable font has.

    A font that does not vary in weight is its file. A font whose axis counts otherwise than OpenType does is
    asked for what it calls Regular or Bold.
    """
    axis = _axis(path)
    if axis is None:
        return path
    if not axis.least <= weight <= axis.most and (named := _named_weight(path, weight)) is not None:
        return VariableFont(path=path, weight=named)
    return VariableFont(path=path, weight=min(max(weight, axis.least), axis.most))


def weight_of(font: Font, wanted: float) -> float:
    """How heavy a font's letters are that were asked for at a weight: 400 is regular, 700 bold."""
    if isinstance(font, Path):
        return _facts(font).weight
    return wanted if font.weight == _named_weight(font.path, wanted) else font.weight


def coordinates(font: Font) -> dict[str, float]:
    """Where a font stands on each of its axes, in the file's order: at its weight, else where its maker put it.

    That holds for its optical size too: what has many pixels in a film is small on a telephone.
    """
    asked = {} if isinstance(font, Path) else {_WEIGHT: font.weight}
    return {axis.tag: asked.get(axis.tag, axis.default) for axis in _facts(file_of(font)).axes}


def _axis(path: Path) -> Axis | None:
    return next((axis for axis in _facts(path).axes if axis.tag == _WEIGHT), None)


def _named_weight(path: Path, wanted: float) -> float | None:
    named = _facts(path).named
    found = (named[name].get(_WEIGHT) for name in _NAMED.get(round(wanted), ()) if name in named)
    return next((weight for weight in found if weight is not None), None)


@lru_cache(maxsize=32)
def _facts(path: Path) -> _Facts:
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").addHandler(
        logging.NullHandler()
    )  # what it thinks of a name is nobody's line
    font_files.require(path)
    try:
        with TTFont(str(path), lazy=True) as opened:
            axes = _axes(opened)
            return _Facts(
                characters=frozenset(opened.getBestCmap() or {}),
                axes=axes,
                named=_instances(opened) if axes else {},
                weight=_class(opened),
            )
    except Exception as broken:  # the bytes are a stranger's: whatever it trips over, the file is at fault
        raise BadInput("font-unreadable", path=str(path)) from broken


def _axes(opened: "TTFont") -> tuple[Axis, ...]:
    found = opened["fvar"].axes if "fvar" in opened else ()
    return tuple(
        Axis(tag=one.axisTag, least=one.minValue, default=one.defaultValue, most=one.maxValue)
        for one in found
    )


def _instances(opened: "TTFont") -> dict[str, dict[str, float]]:
    names = opened["name"]
    found = ((names.getDebugName(one.subfamilyNameID), one.coordinates) for one in opened["fvar"].instances)
    return {name: dict(at) for name, at in found if name}


def _class(opened: "TTFont") -> float:
    """What the file says of its weight; old ones count from 1 to 9, and one that says nothing is regular."""
    told = float(opened["OS/2"].usWeightClass) if "OS/2" in opened else 0.0
    return told * 100 if 0 < told < 10 else told or float(REGULAR)
