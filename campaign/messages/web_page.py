"""Our web pages: what fills their templates, and their mark."""

from functools import partial
from pathlib import Path

from jinja2 import Environment

from campaign.messages import formatting
from campaign.messages import translate as message_translate
from media.languages import known

MARK = '<meta name="generator" content="testimony-campaign">'  # in each of our pages


def is_ours(path: Path) -> bool:
    """Tell whether a file is a page that this program wrote."""
    with path.open("rb") as file:
        return MARK.encode() in file.read(2000)


def house(lang: str | None) -> Environment:
    """Return what fills pages in a language: `_` translates and fills in, the others say dates, states, languages."""

    def translate(sentence: str, **params: object) -> str:
        return message_translate.fill(sentence, params, lang)

    made = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.globals |= {
        "_": translate,
        "lang": lang or known.FALLBACK,
        "when": partial(formatting.moment, lang=lang),
        "short": partial(formatting.short, lang=lang),
        "tongue": partial(formatting.language, lang=lang),
        "word": partial(message_translate.word, lang=lang),
    }
    return made
