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
    N_("every text below must exist in each of these"),
    N_("names for colours, to be used below"),
    N_("text on the title card and in the lower third"),
    N_("the title card, and the surround of a film with another shape"),
    N_("shapes on the cards"),
    N_("small bars and lines of text that must catch the eye"),
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
    N_("of the picture's shorter side; the file: 600 pixels wide or more"),
    N_("its ground over the film: 1 lets nothing shine through"),
    N_("Every organisation that campaign.toml names is a partner here, in the order of the end card."),
    N_("0.54 is the least that keeps white text readable over a white picture"),
    N_("who speaks"),
    N_("of the picture's shorter side"),
    N_("0: no title card"),
    N_("cross-fade into the film"),
    N_("what a film is about (--theme KEY), as its title card says it"),
    N_("0: no end card"),
    N_("a film of another shape than the format (`testimony add --fill` may say otherwise)"),
    N_('"surround": shown with something around it; "crop": cut to fill the picture'),
    N_('what stands around it: "blur" (the film itself) or "brand" (the background colour)'),
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
