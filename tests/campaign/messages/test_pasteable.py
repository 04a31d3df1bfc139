"""A command that a sentence shows can be pasted as it stands, whatever the names and folders in it are called."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.messages import pasteable, translate

NASTY = 'Deuxième campagne/l\'été de D’Hondt & "fils" $HOME.srt'
TEXTS = st.text(
    st.sampled_from(" '\"$`\\!~#&") | st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30
)


def commands(lang: str) -> Iterator[tuple[str, str]]:
    """Yield each command that a sentence of a language shows with a value in it, with its code."""
    for kind in ("SENTENCES", "REASONS", "EVENTS", "FINDINGS"):
        for code, said in translate.gather(kind).items():
            for sentence in (said,) if isinstance(said, str) else said:
                forms = (sentence,) if isinstance(sentence, str) else sentence
                shown = " ".join(translate.translate(form, lang) for form in forms)
                yield from ((code, one) for one in re.findall(r"`((?:campaign |cd |--)[^`]*\{[^`]*)`", shown))


@pytest.mark.parametrize("lang", translate.LANGUAGES)
def test_every_value_in_every_command_is_one_word(lang: str) -> None:
    """Of each command in each sentence a POSIX shell gets every value whole."""
    for code, command in commands(lang):
        values = re.findall(r"\{(\w+)", command)
        shown = translate.fill(f"`{command}`", dict.fromkeys(values, NASTY))
        words = shlex.split(shown.strip("`"))
        assert sum(word.count(NASTY) for word in words) == len(values), (code, shown)


def test_what_is_no_command_is_not_quoted() -> None:
    """A path in running text, a key in backquotes and a text that is shown stay as they are."""
    said = "{path} is not `{key}`; `campaign run --dir {path}`"
    shown = translate.fill(said, {"path": "mes films", "key": "a b"})
    assert shown == "mes films is not `a b`; `campaign run --dir 'mes films'`"


def test_command_built_already_is_not_quoted_again() -> None:
    """Several words that were put together as they are typed stay so."""
    words = pasteable.Typed("'mes films.csv' --with-hidden")
    assert translate.fill("`campaign plan import {path}`", {"path": words}) == (
        "`campaign plan import 'mes films.csv' --with-hidden`"
    )


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        ("Crédal", "Crédal"),
        ("mes films/été.srt", "'mes films/été.srt'"),
        ("Aïcha D'Hondt", '"Aïcha D\'Hondt"'),
        ("~an", "'~an'"),
        ("l'$été", "'l'\"'\"'$été'"),
        ("", "''"),
    ],
)
def test_elsewhere_quotes_are_as_people_would_type_them(value: str, typed: str) -> None:
    """Letters of any language need no quotes, and an apostrophe stands between double ones."""
    assert pasteable.quoted(value, windows=False) == typed


@given(TEXTS)
def test_posix_shell_reads_back_what_was_meant(text: str) -> None:
    """Whatever a name is, a POSIX shell takes it for that one word."""
    assert shlex.split(pasteable.quoted(text, windows=False)) == [text]


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        ("plan.csv", "plan.csv"),
        (r"C:\Users\An\plan.csv", r"C:\Users\An\plan.csv"),
        (r"C:\Mijn films\plan.csv", r'"C:\Mijn films\plan.csv"'),
        (r"D:\mes films" + "\\", r'"D:\mes films' + '\\\\"'),
        ("Crédal", "Crédal"),
        ("D'Hondt", '"D\'Hondt"'),
        ("D’Hondt", '"D’Hondt"'),
        ("de “kleine” zaak", '"de ““kleine”” zaak"'),
        ("$kas", "'$kas'"),
        ("l'$été", "'l''$été'"),
        ("a,b", '"a,b"'),
        ("@plan", '"@plan"'),
        ("50%", '"50%"'),
        ("a&b", '"a&b"'),
        ("", '""'),
    ],
)
def test_on_windows_both_shells_read_it(value: str, typed: str) -> None:
    """PowerShell and cmd get a value as one word: double quotes where they serve both, else PowerShell's."""
    assert pasteable.quoted(value, windows=True) == typed


def test_file_that_begins_with_a_dash_is_no_option() -> None:
    """A file called `-x.vtt` is named so that the command takes it for a file."""
    assert pasteable.quoted(Path("-x.vtt"), windows=False) == "./-x.vtt"


def test_placeholder_gives_way_to_what_is_known() -> None:
    """N, SLUG and L in a command are the post, the film and the language that the sentence is about; else they stay."""
    said = "`campaign post retry N`, `campaign testimony edit SLUG --subtitles L:FILE`; N is a letter"
    assert translate.fill(said, {"number": 3, "slug": "oven", "language": "nl"}) == (
        "`campaign post retry 3`, `campaign testimony edit oven --subtitles nl:FILE`; N is a letter"
    )
    assert translate.fill(said, {}) == said


def test_several_posts_are_several_words() -> None:
    """A list in a command is a word for each of its values."""
    assert (
        translate.fill("`campaign post approve {numbers}`", {"numbers": [3, 12]})
        == "`campaign post approve 3 12`"
    )
