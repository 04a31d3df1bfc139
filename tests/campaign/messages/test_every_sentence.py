"""Every sentence with plausible values, in every language: spaces, plurals, elisions, units, dates, no code."""

import re
import string
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from campaign.cli import catalogue
from campaign.messages import translate
from campaign.messages.translate import Sentence
from media.languages import known

LANGUAGES = translate.LANGUAGES
KINDS = ("SENTENCES", "REASONS", "EVENTS", "FINDINGS")
WHEN = datetime(2026, 11, 30, 18, 30, tzinfo=UTC)
NAME, SLUG, PATH = "Hélène D'Hondt", "aicha", Path("/home/an/Mes films/oven.mp4")
# What a value is by its format, and where it has none by its name; all else is a name that begins with a vowel.
BY_FORMAT: dict[str, object] = {
    "word": "draft", "place": "Aïcha", "said": "Write the name on one line.", "day": WHEN.date(), "short": WHEN,
    "written": WHEN, "moment": WHEN,
    "span": 12_340, "delay": 17_340, "lasting": 7_200, "size": 1_234_000, "percent": 50, "length": 12_133,
    "clock": "0:01:02.345", "language": "fr", "in": "fr", "no": [3, 4], "typed": PATH, "g": 12.5,
}  # fmt: skip
BY_NAME: dict[str, object] = {
    "path": PATH, "file": PATH, "folder": PATH.parent, "slug": SLUG, "testimony": SLUG, "film": SLUG, "person": "Aïcha",
    "known": ["aicha", "benoit"], "why": "(…)", "detail": "(…)", "what": "(…)", "sentence": "(…)", "reason": "(…)",
    "finding": "(…)", "said": "(…)", "message": "(…)", "problem": "(…)", "advice": "(…)", "counts": ["(…)", "(…)"],
    "since": "30 nov. 2026, 18:30", "due": "30 nov. 2026, 18:30", "last_tick": "30 nov. 2026, 18:30",
}  # fmt: skip
COUNTS = (0, 1, 2, 7)
IDENTIFIERS = {
    "number",
    "line",
    "row",
    "first",
    "other",
    "twin",
    "beside",
    "heard",
    "shown",
    "port",
    "pid",
    "consent",
}
BOUNDS = {  # and measures: never as small as one
    "most", "least", "limit", "length", "wanted", "there", "shortest", "longest", "off", "seconds", "signs", "cps",
    "start", "fold", "ratio", "size", "free", "need", "needed", "whole", "drawn", "pixels", "width", "height", "times",
    "graph_code", "subcode", "other_seconds", "half", "frames",
}  # fmt: skip
COUNTED = {"count", "more", "days", "hours", "minutes", "files", "errors", "tries", "starts", "lines", "cues"}
MANY = {  # said of two and more alone
    "F01", "F05", "S17", "backup-links-out", "backup-made", "backup-made-sealed", "film-joined", "hashtags-many",
    "no-free-slot", "notice-subject-posts", "notice-subject-several", "photo-several", "photos-undescribed",
    "approved-none", "captions-rolling", "brand-several", "settings-several", "lines-many",
    "upload-again-and-again", "upload-never-ends",
    "service-rests", "service-rests-until",
}  # fmt: skip


def value(name: str, form: str, count: int) -> object:
    """Return a value as the code may give it; where it is a number of things, `count`."""
    kind = form.rpartition(" ")[2]
    if name in IDENTIFIERS:
        return 41
    if name in BOUNDS and kind in ("", "number", "g"):
        return 12.5 if kind == "g" else 12
    if name in COUNTED or kind == "number":
        return count
    return BY_FORMAT.get(kind, BY_NAME.get(name, "Aïcha"))


def all_sentences() -> Iterator[tuple[str, Sentence]]:
    """Yield every sentence with its code; the halves of a finding one by one."""
    for kind in KINDS:
        for code, said in translate.gather(kind).items():
            for part in said if kind == "FINDINGS" else (said,):
                yield code, part


def rendered(lang: str) -> Iterator[tuple[str, str]]:
    """Yield each sentence as it is said in a language, filled with each count."""
    for code, sentence in all_sentences():
        if lang != known.FALLBACK and not is_translated(sentence, lang):
            continue  # test_catalogue names it
        for count in COUNTS:
            if code in MANY and count < 2:
                continue
            yield code, translate.fill(sentence, values(sentence, lang, count), lang)


def is_translated(sentence: Sentence, lang: str) -> bool:
    """Tell whether the catalogue has a sentence, which may say it as English does."""
    ids = catalogued(lang)
    return (sentence if isinstance(sentence, str) else sentence[0]) in ids


@cache
def catalogued(lang: str) -> frozenset[str]:
    """Return what a catalogue translates, each by its English form for one."""
    said = (one for one in catalogue.read(lang) if one.id and not one.fuzzy and all(one.string or ("",)))
    return frozenset(one.id if isinstance(one.id, str) else one.id[0] for one in said)


def values(sentence: Sentence, lang: str, count: int) -> dict[str, object]:
    """Return plausible values for a sentence and its translation."""
    forms = (sentence,) if isinstance(sentence, str) else sentence
    told = (*forms, *(translate.translate(form, lang) for form in forms))
    holes = [hole for text in told for hole in string.Formatter().parse(text) if hole[1]]
    return {str(name): value(str(name), form or "", count) for _, name, form, _ in holes}


def outside_commands(text: str) -> str:
    """Return a text without what is typed: commands, options, names of files and of settings, addresses."""
    text = re.sub(r"`[^`]*`", "`…`", text)
    return re.sub(r"\S*(?:--|/|\.\w{2,4}\b|[A-Z]+_[A-Z]|\[\w+\]|\w+ = )\S*", "…", text)


FAULTS: dict[str, dict[str, str]] = {
    "fr": {
        "a space that may break before a sign": r"(?<=\S) [;!?»:](?:\s|$)|« ",
        "no space before a sign": r"[\w)…][;!?»](?:\s|$)|[\w)…]:\s|«\S",
        "a number and its unit come apart": r"\d (?:s|ms|Mo|Go|%|kbit)\b|\d%",
        "an English unit": r"\bMB\b|\bGB\b",
        "a small word before a vowel": r"(?i)\b(?:de|que|la|ne|se|jusque|lorsque) (?:aïcha|aicha|hélène)\b",
        "a plural after nought or one": r"(?<![\d.,:/-])[01] (?!fois\b|sous-titres?\b|s\b)\w+(?:s|x)\b",
        "a singular after two or more": r"(?<![\d.,:/-])[27] (?:publication|ligne|film|jour|heure|minute|fichier)\b",
    },
    "nl": {
        "a plural after one": r"(?<![\d.,:/-])1 (?:berichten|films|dagen|minuten|rijen|regels|bestanden)\b",
        "a singular after two or more": r"(?<![\d.,:/-])[027] (?:bericht|film|dag|minuut|rij|regel|bestand|woord)\b",
        "a space before a sign": r"[ \u00a0\u202f][;!?](?:\s|$)",
    },
    "en": {
        "a plural after one": r"(?<![\d.,:/-])\b1 (?!s\b|is\b|was\b|has\b|this\b)\w+s\b",
        "a singular after two or more": r"(?<![\d.,:/-])\b[027] (?:post|film|day|hour|minute|row|line|file|word)\b",
    },
}
EVERYWHERE = {
    "a date as programs write it": r"\d{4}-\d\d-\d\d",
    "a value as Python writes it": r"\[['\"]|\bNone\b|\bTrue\b|\bFalse\b|PosixPath|datetime",
    "a stop after a stop": r"[.:;,]\.(?!\.)",
    "nothing where a value belongs": r": -\.|\(\)",
    "a value that is missing": r"(?<!\?)\?(?= [a-z])|\{",
}
SHOWS_SIGNS = {
    "name-unfit-here",
    "speaker-names",
    "space-before-sign",
    "space-none-before-sign",
    "space-after-quote",
    "utm-names-somebody",
}
SHOWS_WHAT_TO_TYPE = re.compile(r"when-")
DECIMAL_POINT = {"a decimal point": r"(?<![\d.:v-])\d+\.\d+(?![\d.]*\d*\.\w)(?!\s*(?:\)|$)*-)"}


def faults(lang: str) -> list[str]:
    """Return what is wrong with sentences of a language, each with its code and why."""
    looks = EVERYWHERE | FAULTS[lang] | ({} if lang == "en" else DECIMAL_POINT)
    return sorted(
        {
            f"{code}: {why}: {said}"
            for code, text in rendered(lang)
            if code not in SHOWS_SIGNS and not SHOWS_WHAT_TO_TYPE.match(code)
            for said in [outside_commands(text)]
            for why, look in looks.items()
            if re.search(look, said)
        }
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_written_as_its_language_is(lang: str) -> None:
    """Whatever its values, a sentence has its language's spaces, plurals, elisions, units, dates and decimals."""
    assert faults(lang) == []
