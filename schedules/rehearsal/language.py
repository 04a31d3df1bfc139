"""In which language somebody reads the Page (asked for with `?lang=`, else what the browser prefers), and its face.

The house below knows no translations and no kits: `Tongues` and `PageFace` bring them from upstairs, and without them
the Page is English, in colours of our own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from flask import Request


def _plain(sentence: str, params: Mapping[str, object], _lang: str) -> str:
    return sentence.format(**params)


def _iso(moment: datetime, _lang: str) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _as_it_is(locale: str, _lang: str) -> str:
    return locale


@dataclass(frozen=True, kw_only=True)
class Tongues:
    """The languages of the Page's own words, what says a sentence, a moment or a language; the Page's clock."""

    languages: tuple[str, ...] = ("en",)
    say: Callable[[str, Mapping[str, object], str], str] = _plain
    when: Callable[[datetime, str], str] = _iso
    language: Callable[[str, str], str] = _as_it_is
    zone: tzinfo = UTC


@dataclass(frozen=True, kw_only=True)
class PageFace:
    """What a brand kit makes of the Page: a style sheet that stands behind its own, a profile picture (PNG)."""

    style: str = ""
    badge: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who reads: the language, and whether the address asked for it, so that links go on asking."""

    tongues: Tongues
    lang: str
    asked: bool

    def say(self, sentence: str, **params: object) -> str:
        """Say a sentence in the reader's language."""
        return self.tongues.say(sentence, params, self.lang)

    def when(self, moment: datetime) -> str:
        """Say a moment on the Page's clock, in the reader's language."""
        seen = moment.astimezone(self.tongues.zone).replace(second=0, microsecond=0)
        return self.tongues.when(seen, self.lang) + (" UTC" if self.tongues.zone is UTC else "")

    def language(self, locale: str) -> str:
        """Say which language a locale such as `nl_NL` is, in the reader's language."""
        return self.tongues.language(locale, self.lang)

    @property
    def query(self) -> str:
        """Return what links end in."""
        return f"?lang={self.lang}" if self.asked else ""


def reader(tongues: Tongues, request: Request) -> Reader:
    """Return who asks for a page."""
    asked = request.args.get("lang", "").lower().replace("_", "-").partition("-")[0]
    if asked in tongues.languages:
        return Reader(tongues=tongues, lang=asked, asked=True)
    preferred = (tag.lower().replace("_", "-").partition("-")[0] for tag in request.accept_languages.values())
    lang = next((tag for tag in preferred if tag in tongues.languages), tongues.languages[0])
    return Reader(tongues=tongues, lang=lang, asked=False)
