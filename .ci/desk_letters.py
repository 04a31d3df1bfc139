"""Makes the letters of the desk's headings: Source Sans 3 Bold with the signs of European languages alone.

Run from the root of the project: `python .ci/desk_letters.py`. The whole font would be more than
a page may weigh. Its licence (OFL 1.1) keeps the name "Source" for the whole, so that what is left bears another.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

WHOLE = Path("media/fonts/SourceSans3-Bold.ttf")
MADE = Path("campaign/web/assets/headings.ttf")
NAME = "Testimony Headings"
SIGNS = [*range(0x20, 0x17F), *range(0x2010, 0x2027), 0x202F, 0x20AC, 0x2122, 0x2190, 0x2192, 0x2212]


def main() -> None:
    """Write the file anew."""
    font = TTFont(WHOLE, recalcTimestamp=False)
    options = Options()
    options.layout_features = ["kern", "tnum", "mark", "ccmp"]
    options.name_IDs, options.hinting = [1, 2, 4, 6, 13, 14], False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=SIGNS)
    subsetter.subset(font)
    for row in font["name"].names:
        if row.nameID in (1, 4, 6):
            row.string = NAME.replace(" ", "") if row.nameID == 6 else NAME
    font.save(MADE)


if __name__ == "__main__":
    main()
