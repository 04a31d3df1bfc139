"""Our web pages: what fills their templates, and their mark."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path

from jinja2 import Environment, Template
from markupsafe import Markup, escape

from campaign.messages import doers, formatting
from campaign.messages import translate as message_translate
from media.languages import known
from schedules.withdrawal import written_files

POLICY = (
    "default-src 'none'", "img-src data:", "style-src 'unsafe-inline'", "base-uri 'none'", "form-action 'none'",
)  # fmt: skip
MARK = written_files.PAGE_MARK.decode()
_COMMAND = re.compile(r"`([^`]+)`")
OF, OF_END = b"\n<!-- of ", b" -->"
SEAL, SEAL_END = b"\n<!-- sha256 ", b" -->\n"
PRINT_SEAL = b"\n% sha256 "  # in a PDF, behind its end, what it is of and a digest: a comment, as its mark


def policy(script: str = "", *, plays: bool = False) -> str:
    """Return what a page of ours may do: show its own pictures and styles, run this one script; ask nobody anything.

    One that `plays` may also load films that lie on this computer.
    """
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    running = (f"script-src 'sha256-{digest}'",) if script else ()
    return "; ".join((*POLICY, *running, *(("media-src file: data:",) if plays else ())))


def marked(text: str) -> Markup:
    """Return a sentence of ours as HTML, the commands within it, which stand between backticks, as code."""
    return Markup(_COMMAND.sub(r"<code>\1</code>", str(escape(text))))


def discreetly(text: str, aliases: Mapping[str, str], lang: str | None) -> Markup:
    """Return a sentence of ours as HTML, with what `aliases` have instead of names of people; else `a person`."""
    for name, said in aliases.items():
        text = text.replace(name, said or message_translate.word("a person", lang))
    return marked(text)


def css_text(text: str) -> str:
    """Return a text as a style sheet takes it between quotes: nothing in it ends the quotes, or the style."""
    return "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in text)


def sealed(page: str, of: str) -> bytes:
    """Return a page as it is written: it ends with what it is `of`, and a digest by which a changed one is known."""
    body = page.encode() + OF + of.encode() + OF_END
    return body + SEAL + hashlib.sha256(body).hexdigest().encode() + SEAL_END


def sealed_print(printed: bytes, of: str) -> bytes:
    """Return a PDF as it is written: behind its end stand the same in comments, which readers do not show."""
    digest = hashlib.sha256(of.encode() + printed).hexdigest().encode()
    return printed + PRINT_SEAL + digest + written_files.PRINT_MARK


def _is_untouched_print(there: bytes, of: str) -> bool:
    printed, seal, _ = there.rpartition(PRINT_SEAL)
    return bool(seal) and there == sealed_print(printed, of)


def is_untouched(path: Path, of: str) -> bool:
    """Tell whether a file is the same page as this program wrote it, and nobody has changed it since.

    Pages of earlier versions do not say what they are of, and count as the same.
    """
    if path.suffix.lower() == ".pdf":
        return _is_untouched_print(path.read_bytes(), of)
    body, seal, digest = path.read_bytes().rpartition(SEAL)
    _, known, same = body.rpartition(OF)
    ours = MARK.encode() in body[:2000] and bool(seal) and (not known or same == of.encode() + OF_END)
    return ours and digest == hashlib.sha256(body).hexdigest().encode() + SEAL_END


@lru_cache(maxsize=16)  # to compile one takes longer than to fill it
def template(text: str, lang: str | None) -> Template:
    """Return a template's text, ready to be filled in a language: `_` translates and fills in, as does `NN_`.

    `say` says a code's sentence; the others say dates, states, languages.
    """
    return house(lang).from_string(text)


def house(lang: str | None) -> Environment:
    """Return what fills templates in a language, as `template` says."""

    def translate(sentence: str, **params: object) -> str:
        return message_translate.fill(sentence, params, lang)

    def counted(one: str, many: str, **params: object) -> str:
        return message_translate.fill((one, many), params, lang)

    def say(code: str, **params: object) -> str:
        return message_translate.say(code, params, lang)

    made = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.globals |= {
        "_": translate,
        "NN_": counted,
        "say": say,
        "marked": marked,
        "lang": lang or known.FALLBACK,
        "when": partial(formatting.moment, lang=lang),
        "short": partial(formatting.short, lang=lang),
        "day": partial(formatting.day, lang=lang),
        "weekday": partial(formatting.weekday, lang=lang),
        "tongue": partial(formatting.language, lang=lang),
        "word": partial(message_translate.word, lang=lang),
        "doer": partial(doers.said, lang=lang),
    }
    return made
