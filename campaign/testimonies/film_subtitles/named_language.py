"""Which language the name of a subtitle file says: ISO 639 in any spelling, or its name, behind the film's name.

`bakery.nl.srt`, `bakery_NL.srt`, `bakery.dut.srt`, `bakery.nl-BE.srt`, `bakery (Nederlands).srt`.
"""

import re
from pathlib import Path

from campaign.messages import formatting
from campaign.typed import languages
from media.errors import BadInput
from media.languages import known
from media.subtitles import reader
from media.text.folding import folded

_PARTS = re.compile(r"[^\W_]+")
_BESIDE = re.compile(  # what stands behind a language, and is read over
    r"forced|sdh|cc|hi|default|full|subs?|subtitles?|captions?|ondertit\w*|sous|titres|soustitres|vost(?:fr)?|fina+l|fin"
    r"|def(?:initie[fv]e?)?|utf\w*|new|old|nieuw|oud|cop(?:y|ie)|kopie|corr\w*|srt|vtt|v?\d+"
)
_REGION = re.compile(r"[A-Z]{2}|be")
_BELGIUM = "be"  # and Belarusian


def named_language(path: Path, spoken: tuple[str, ...] = ()) -> str | None:
    """Return the language that a file's name says, with its region if there is one; None where it says none.

    `spoken` are the campaign's: their codes are known wherever they stand; of other languages a code of two letters
    counts behind a full stop, an underscore or a bracket, or in capitals, as many are words.
    """
    home = frozenset(map(known.short, (*known.languages(), *spoken)))
    parts = [(found[0], path.stem[: found.start()][-1:]) for found in _PARTS.finditer(path.stem)]
    while parts:
        word, before = parts.pop()
        if _is_region(word, before) and parts and (language := _meant(*parts[-1], home)):
            return f"{language}-{word.upper()}"
        if language := _meant(word, before, home):
            return language
        if not _BESIDE.fullmatch(folded(word)):
            return None
    return None


def _is_region(word: str, before: str) -> bool:
    return bool(_REGION.fullmatch(word)) and before in ("-", "_")


def _meant(word: str, before: str, home: frozenset[str]) -> str | None:
    """Return which language a word of a name means, and None for a word that is none there."""
    small = word.lower()
    if _BESIDE.fullmatch(folded(word)) and small not in home:
        return None
    code = small if small in home else formatting.language_code(small)
    code = None if code == _BELGIUM and code not in home else code
    if code and (code in home or before in (".", "(", "[", "_", "{") or (len(word) == 2 and word.isupper())):
        return code
    return languages.names(home).get(folded(word))


def said_inside(path: Path, languages: tuple[str, ...] = ()) -> str | None:
    """Return the language that a subtitle file itself says it is in, of these if they are given; None for none."""
    try:
        said = reader.opened(path).language
    except BadInput:
        return None
    return said if said and (not languages or known.short(said) in map(known.short, languages)) else None
