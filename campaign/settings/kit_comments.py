"""The comments of a new campaign's brand.toml in the reader's language; what they stand beside stays as it is."""

import re
from collections.abc import Iterator

from campaign.messages import translate
from campaign.messages.translate import N_
from campaign.settings import template
from media.languages import known

COMMENTS = (
    N_(
        "The brand kit: how films look and sound. This one is an EXAMPLE: put your own in its place. `campaign brand "
        "check` says what is wrong with it, `campaign brand preview brand.png` shows all of it on one picture. Files "
        'are named relative to this folder and must lie inside it; "package:..." names a font that comes with the '
        "program."
    ),
    N_('words stand beside the picture; "classic": over it, as in kits that do not say'),
    N_("every text below must exist in each of these"),
    N_("names for colours, to be used below"),
    N_("text on the cards, on the band and of names"),
    N_("ground of the cards, of the band and of names"),
    N_("discs on the cards and the band"),
    N_("small bars, the line above a title, the address"),
    N_("ground of the end card"),
    N_(
        "TrueType or OpenType files; every character used must be in both. A variable font may be both: it is drawn at "
        "400 (regular) and 700 (bold), or at `weight`, `bold_weight`"
    ),
    N_(
        "Each logo comes twice, as PNG with transparency: `light` is drawn on dark grounds, `dark` on light ones. "
        "EXAMPLES: the marks in logos/ were drawn for this example in Source Sans 3 and are nobody's real logo; put "
        "the organisations' own files in their place."
    ),
    N_("top-left, top-right; bottom-left, bottom-right: above the subtitles"),
    N_("without small letters, which nobody reads in a corner"),
    N_("its ground over the film: 1 lets nothing shine through"),
    N_("Every organisation that campaign.toml names is a partner here, in the order of the end card."),
    N_("0.60 is the least for these colours; `campaign brand check` says that of yours"),
    N_('"fr": films in another language have subtitles in French below their own'),
    N_('"word": the word spoken is marked, in subtitles with the times of the speech'),
    N_("who speaks"),
    N_('it grows out of the edge; "plate": it stands in the picture'),
    N_("of the picture's shorter side"),
    N_("0: no title card"),
    N_("cross-fade into the film"),
    N_('a picture of the film beside the title; "none": no picture'),
    N_("what a film is about (--theme KEY), as its title card says it"),
    N_("optional: for the band, where a long question does not fit"),
    N_("0: no end card"),
    N_('the appeal above, the partners below; "plain": one below the other'),
    N_("a film of another shape than the format (`testimony add --fill` may say otherwise)"),
    N_('"surround": shown with something around it; "crop": cut to fill the picture'),
    N_(
        'what stands around it: "band" (the ground and words), "brand" (the background colour) or "blur" (the film '
        "itself)"
    ),
    N_("upright, a wide film is shown so much closer if its face is known (`--centre`)"),
    N_("the theme is on the band; false: it is only on the title card"),
    N_("the picture that a film has on the Page before it plays"),
    N_("on it are the words of `--cover-words`, else the question; false: a picture alone"),
    N_("loudness of speech"),
)
_BESIDE = re.compile(r"(?P<line>\S.*?) {2,}# (?P<comment>.*)")
_MORE = re.compile(r"\s*# (?P<comment>.*)")
COLUMN = 38  # where a comment begins that stands beside a line


def told(kit: str, lang: str | None) -> str:
    """Return the text of a kit with its comments in a language; one that has no translation stays as it is."""
    if known.short(lang) in ("", known.FALLBACK):
        return kit
    return "".join(f"{line}\n" for code, comment in parts(kit) for line in _lines(code, comment, lang))


def parts(kit: str) -> list[tuple[str, str]]:
    """Return each line with the whole comment beside it; a comment of its own stands beside an empty line."""
    found: list[tuple[str, str]] = []
    for line in kit.splitlines():
        beside, more = _BESIDE.fullmatch(line), _MORE.fullmatch(line)
        if more and found and found[-1][1]:
            found[-1] = found[-1][0], f"{found[-1][1]} {more['comment']}"
        else:
            found.append(
                (beside["line"], beside["comment"])
                if beside
                else ("", more["comment"])
                if more
                else (line, "")
            )
    return found


def _lines(code: str, comment: str, lang: str | None) -> Iterator[str]:
    if not comment:
        yield code
        return
    said = translate.placeholders(translate.translate(comment, lang), lang)
    first, *more = template.wrapped(said, f"{'':{COLUMN if code else 0}}# ")
    yield f"{code:<{COLUMN - 2}}  {first.lstrip()}" if code else first
    yield from more
