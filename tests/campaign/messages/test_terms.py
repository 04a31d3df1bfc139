"""What an editor of Dutch and French finds by rule: one word for a thing, capitals as in English, no mix-ups."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pytest

from campaign.cli import catalogue
from campaign.messages import translate
from tests.paths import REPOSITORY

LANGUAGES = translate.LANGUAGES[1:]
# What is no word of ours, with the word that is. A sheet of a workbook is a `blad`, and a page of the desk a `page`.
NOT_OURS: dict[str, dict[str, str]] = {
    "nl": {
        r"\breservekopie": "back-up",
        r"\b[Gg]etekende? blad(?:en)?\b|\bblad is zoek\b": "formulier",
        r"\b(?:vrije?|het) slot\b": "tijdslot",
        r"\b(?:[Dd]e|elke) ja\b|\b(?:een|geen) ja\b(?! zeg)": "akkoord",
        r"\b(?:de|het) posts?\b": "bericht",
        r"\bexitcode\b": "afsluitcode",
        r"\bdichtste kleur": "dichtstbijzijnde",
        r"\bzonder ondertitel, voor\b": "slogan",
        r"\bpagina \*?Status\b": "bladzijde",
    },
    "fr": {
        r"\b[Pp]age d’essai": "Page de répétition",
        r"\be-mails?\b": "courriel",
        r"\bfilms? finis?\b": "film terminé",
        r"\brelus? par\b": "vérifié",
        r"\bqui vaille\b": "valable",
        r"\bsignes par (?:seconde|ligne)\b": "caractères",
        r"\b[Pp]lanche d’aperçu": "planche de contrôle",
        r"\bplanning\b": "plan",
        r"\b[Ll]’extension `\[": "complément",
        r"\brappelée?s?\b(?! à)": "repris",
    },
}
# Two English sentences that are one in a translation, for they say the same there.
ALIKE = {
    "Acts", "Caption", "Day and hour", "DIR", "FOLDER", "For what", "How it runs", "Lang.", "Late", "Next due",
    "no posts", "none", "none of them", "Person", "Signed", "State", "Status", "TEXT", "What can be done", "a person",
    "approval revoked", "caption", "removed", "revoked", "taken back", "the service ended: {why}", "withdrawn",
    "It is being sent to the Page, where nobody sees it yet.",
}  # fmt: skip
# Where one begins with a name or a sign that has its capital anywhere; and click's own, which stand behind "Error:".
NAMES = re.compile(
    "Facebook|Page\\b|UTF-8|Excel|TrueType|OpenType|HTML|HEIC|Word|Mon Tue|"
    "Missing|No such|Option|Invalid|Argument|Got "
)


def said(lang: str) -> Iterator[tuple[str, str]]:
    """Yield each English sentence beside its translation, both forms of a plural one."""
    for one in catalogue.read(lang):
        if one.id:
            yield from zip(forms(one.id), forms(one.string), strict=True)


def forms(text: str | Sequence[str]) -> Sequence[str]:
    """Return the one form of a sentence, or both."""
    return [text] if isinstance(text, str) else text


def plain(text: str) -> str:
    """Return a sentence without what makes a label or a button of it."""
    return text.casefold().rstrip(".…:")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_word_for_a_thing(lang: str) -> None:
    """Sentences and manual call a thing by one word: a form is no sheet, the rehearsal Page no trial page."""
    manual = {path.name: path.read_text("utf-8") for path in (REPOSITORY / "docs" / lang).glob("*.md")}
    texts = dict(said(lang)) | manual
    wrong = [
        f"{word}: {found[0]!r} in {where[:60]}"
        for look, word in NOT_OURS[lang].items()
        for where, text in texts.items()
        for found in [re.search(look, text)]
        if found
    ]
    assert wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_has_the_words_of_another(lang: str) -> None:
    """A translation is that of its own sentence: “do not print it again” once said “take it off the websites”."""
    of: dict[str, set[str]] = defaultdict(set)
    for one in catalogue.read(lang):
        for text in forms(one.string) if one.id else ():
            of[text].add(plain(forms(one.id)[0]))
    mixed = {
        text: ids
        for text, ids in of.items()
        if len(ids) > 1 and not ids & set(map(plain, ALIKE)) and len(text.split()) > 1
    }
    assert mixed == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_begins_as_in_english(lang: str) -> None:
    """What stands behind “Error:” begins with a small letter, what stands alone with a capital, in every language."""
    assert [
        (english, text)
        for english, text in said(lang)
        if not NAMES.match(english) and not NAMES.match(text)
        if english[:1].isalpha() and text[:1].isalpha() and english[:1].isupper() != text[:1].isupper()
    ] == []
