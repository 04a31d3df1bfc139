"""The manual in Dutch and French says what the English one says: same headings, commands, tables and pictures."""

import re
from pathlib import Path

import pytest

from tests.paths import REPOSITORY

DOCS = REPOSITORY / "docs"
LANGUAGES = ("nl", "fr")
PAGES = (
    "tour",
    "install",
    "page",
    "desk",
    "plan",
    "consent",
    "films",
    "backup",
    "copies",
    "states",
    "settings",
)
BOTH = pytest.mark.parametrize(("lang", "name"), [(lang, name) for lang in LANGUAGES for name in PAGES])


def pair(lang: str, name: str) -> tuple[str, str]:
    """Return the page in English, and in a language."""
    return tuple((DOCS / place / f"{name}.md").read_text(encoding="utf-8") for place in (".", lang))  # type: ignore[return-value]


def bare(text: str) -> str:
    """Return a page without its blocks of code."""
    return re.sub(r"(?ms)^```.*?^```\n", "", text)


def levels(text: str) -> list[str]:
    """Return the level of each heading, in order."""
    return re.findall(r"(?m)^(#+) ", bare(text))


def commands(text: str) -> list[str]:
    """Return the lines of all blocks of code as they are typed, without remarks.

    What is in quotation marks may be in the reader's language, and so may the language of an example.
    """
    found = [
        line.partition("  #")[0].rstrip()
        for block in re.findall(r"(?ms)^```\w*\n(.*?)^```", text)
        for line in block.splitlines()
    ]
    return [re.sub(r"\b(nl|fr)\b", "L", re.sub(r'"[^"]*"', '"…"', line)) for line in found]


def kinds(text: str) -> list[str]:
    """Return the kind of each block of code, in order."""
    return re.findall(r"(?m)^```(\w+)$", text)


def columns(text: str) -> list[list[str]]:
    """Return what each table's first column holds of code, and how many rows and columns the table has."""
    tables = re.findall(r"(?m)(?:^\|.*\n)+", bare(text))
    return [
        [str(table.count("\n")), str(table.partition("\n")[0].count("|"))]
        + [" ".join(re.findall(r"`[^`]+`", row.split("|")[1])) for row in table.splitlines()]
        for table in tables
    ]


def inline(text: str) -> set[str]:
    """Return the commands, settings and states that stand within sentences; of an example its command and options."""
    codes = [" ".join(code.split()) for code in re.findall(r"`([^`]+)`", bare(text))]
    named = [re.match(r"campaign( [a-z][a-z-]*)*", code) for code in codes]
    options = (word for code in codes for word in re.findall(r"(?<!\w)--[a-z-]+", code))
    return {found[0] for found in named if found} | set(options)


def written(lang: str, name: str) -> str:
    """Return what people wrote of a page: without code, and without the table that the catalogue brings."""
    text = bare(pair(lang, name)[1])
    return re.sub(r"(?m)^\| `[a-z].*$", "", text) if name == "settings" else text


def pictures(text: str) -> list[str]:
    """Return the names of the pictures, in order."""
    return [Path(place).name for place in re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", text)]


@BOTH
def test_headings_and_pictures(lang: str, name: str) -> None:
    """A page has as many headings as the English one, of the same levels in the same order, and its pictures."""
    english, own = pair(lang, name)
    assert levels(own) == levels(english)
    assert pictures(own) == pictures(english)


@BOTH
def test_commands_and_examples(lang: str, name: str) -> None:
    """A page shows the very same commands, in order; texts and languages of examples may be the reader's."""
    english, own = pair(lang, name)
    assert kinds(own) == kinds(english)
    assert commands(own) == commands(english)
    assert inline(own) == inline(english)


@BOTH
def test_tables_and_lists(lang: str, name: str) -> None:
    """Tables have the same rows; lists and paragraphs are as many."""
    english, own = pair(lang, name)
    assert columns(own) == columns(english)
    assert len(re.findall(r"(?m)^(-|\d\.) ", bare(own))) == len(re.findall(r"(?m)^(-|\d\.) ", bare(english)))
    assert bare(own).count("\n\n") == bare(english).count("\n\n")


@BOTH
def test_links_lead_to_the_reader_s_language(lang: str, name: str) -> None:
    """Links are as many as in English; one to a page that is translated leads to the translation."""
    english, own = pair(lang, name)
    links = re.findall(r"\]\(([^)\s]+)\)", own)
    assert len(links) == len(re.findall(r"\]\(([^)\s]+)\)", english))
    if name != "tour":  # which leads to the tours in other languages
        assert [link for link in links if re.match(rf"\.\./({'|'.join(PAGES)})\.md", link)] == []


@pytest.mark.parametrize("name", PAGES)
def test_french_spaces(name: str) -> None:
    """Before : ; ! ? and within « » French has a space that does not break, outside of code."""
    text = re.sub(r"`[^`]*`|\]\([^)]*\)|https?://\S+", "x", written("fr", name))
    text = re.sub(r"(?m)^\|[-| :]+\|$|In English:|In het Nederlands:", "", text)
    before = r".{0,20}(?:[^\u00a0\u202f\s]| )[:;!?»](?=\s|$|\*|\)).{0,10}"
    assert re.findall(before + r"|.{0,10}«(?!\u00a0).{0,10}", text) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_english_is_left(lang: str) -> None:
    """No page holds the small words that every English sentence has."""
    for name in PAGES:
        own = re.sub(
            r"Entrepreneurs of the Year|`[^`]*`|\]\([^)]*\)|\*[^*\n]+\*|“[^”]*”",
            "",
            written(lang, name),
        )
        assert re.findall(r"(?i).{0,30}\b(?:the|of the|and|that|with|this|which)\b.{0,20}", own) == [], name
