"""Makes the letters of the desk's headings and of films' subtitles: Source Sans 3 with the signs of Europe alone.

Run from the root of the project: `python .ci/desk_letters.py`. The whole font would be more than
a page may weigh. Its licence (OFL 1.1) keeps the name "Source" for the whole, so that what is left bears another.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS, ASSETS = Path("media/fonts"), Path("campaign/web/assets")
LETTERS = {  # the whole font -> what is made of it, and its name
    "SourceSans3-Bold.ttf": ("headings.ttf", "Testimony Headings"),
    "SourceSans3-SemiBold.ttf": ("film_letters.ttf", "Testimony Films"),
}
SIGNS = [*range(0x20, 0x17F), *range(0x2010, 0x2027), 0x202F, 0x20AC, 0x2122, 0x2190, 0x2192, 0x2212]


def main() -> None:
    """Write the files anew."""
    for whole, (made, name) in LETTERS.items():
        write(FONTS / whole, ASSETS / made, name)


def write(whole: Path, made: Path, name: str) -> None:
    """Write what is left of a font, under another name."""
    font = TTFont(whole, recalcTimestamp=False)
    options = Options()
    options.layout_features = ["kern", "tnum", "mark", "ccmp"]
    options.name_IDs, options.hinting = [1, 2, 4, 6, 13, 14], False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=SIGNS)
    subsetter.subset(font)
    for row in font["name"].names:
        if row.nameID in (1, 4, 6):
            row.string = name.replace(" ", "") if row.nameID == 6 else name
    font.save(made)


if __name__ == "__main__":
    main()
