"""Who reads a page: in which of our languages, in which colours; as they chose, else as their browser says."""

from dataclasses import dataclass
from typing import Literal, get_args

from flask import Request

from campaign.messages import translate

Scheme = Literal["light", "dark", "auto"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
LANGUAGE, SCHEME = "desk_language", "desk_scheme"  # cookies; they hold no secret
YEAR_S = 365 * 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How a page is written for whoever asks."""

    lang: str
    scheme: Scheme = "auto"


def of(asked: Request, usual: str | None) -> Reader:
    """Return who asks; `usual` is the language of the desk, for a browser that names none of ours."""
    chosen = asked.cookies.get(LANGUAGE)
    named = asked.accept_languages.best_match([usual or translate.LANGUAGES[0], *translate.LANGUAGES])
    lang = chosen if chosen in translate.LANGUAGES else named or usual or translate.LANGUAGES[0]
    scheme: Scheme = next((one for one in SCHEMES if one == asked.cookies.get(SCHEME)), "auto")
    return Reader(lang=lang, scheme=scheme)
