"""Fonts that tests write with: one that varies and has three scripts, one in Devanagari, and spoilt ones."""

import struct
from collections.abc import Iterable
from pathlib import Path

from fontTools.ttLib import TTFont

from media.lettering import fonts, typefaces
from tests.paths import DATA

LATIN = fonts.FONTS / "SourceSans3-SemiBold.ttf"
VARIABLE = DATA / "fonts" / "Rubik-variable.ttf"  # Latin, Hebrew, Arabic; light unless asked
DEVANAGARI = DATA / "fonts" / "NotoSansDevanagari-part.ttf"
THREE_SCRIPTS = typefaces.at_weight(VARIABLE, 400)


def without(font: Path, tables: Iterable[str], folder: Path) -> Path:
    """A font without some of its tables: GSUB joins letters, GPOS puts marks on them."""
    made = folder / f"no-{'-'.join(tables)}-{font.name}"
    with TTFont(font, lazy=True) as opened:
        for table in tables:
            del opened[table]
        opened.save(made)
    return made


def without_features(font: Path, table: str, tags: Iterable[str], folder: Path) -> Path:
    """A font some features of which (of GSUB or GPOS) have another name, so that nothing asks for them."""
    made = folder / f"no-{'-'.join(tags)}-{font.name}"
    with TTFont(font, lazy=True) as opened:
        start = opened.reader.tables[table].offset
    data = bytearray(font.read_bytes())
    features = start + struct.unpack_from(">H", data, start + 6)[0]
    for at in range(features + 2, features + 2 + 6 * struct.unpack_from(">H", data, features)[0], 6):
        if data[at : at + 4].decode() in tags:
            data[at : at + 4] = b"none"
    made.write_bytes(data)
    return made


def with_mapping(font: Path, mapping: dict[str, str], folder: Path) -> Path:
    """A font in which letters are drawn with the glyphs of others; those that get an empty text have none."""
    made = folder / f"mapped-{len(mapping)}-{font.name}"
    with TTFont(font, lazy=True) as opened:
        for part in opened["cmap"].tables:
            known = dict(part.cmap)
            for letter, other in mapping.items():
                part.cmap.pop(ord(letter), None)
                if other and ord(other) in known:
                    part.cmap[ord(letter)] = known[ord(other)]
        opened.save(made)
    return made
