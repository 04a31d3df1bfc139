"""Rows 7 to 9 and 22 of a day in Dutch and French: the words that the program prints are words that it takes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new campaign in Dutch and French, in which nothing happened."""
    from campaign import new_campaign

    made = tmp_path_factory.mktemp("words") / "c"
    new_campaign.create(made, new_campaign.first_settings(name="Osez", languages=("nl", "fr")))
    return made


ACCEPTED = [  # what came back before: Invalid value, and a list in English
    "post list --state brouillon", "post list --state Concepten", "post list --state publiées,retenues",
    "post list --state goedgekeurd --state draft", "render --format paysage --all", "render --format LIGGEND --all",
    "render --language français --all", "render --language nl,fr --all", "render --language Frans --all",
    "post list --lang Nederlands", "post list --lang français",
]  # fmt: skip


@pytest.mark.parametrize("line", ACCEPTED)
def test_words_are_taken(campaign: Run, folder: Path, line: str) -> None:
    """A state, a format or a language is taken in Dutch and French, in the plural, and with commas between."""
    done = campaign(*line.split(), folder=folder)
    told = "No post that is still to go out needs a film in what you asked for" if "render" in line else ""
    assert (done.exit_code, done.stderr.partition(",")[0]) == (0, told)


@pytest.mark.parametrize(
    ("language", "line", "said"),
    [
        ("nl", "post list --state konsept", "concept"),
        ("fr", "post list --state brouilon", "brouillon"),
        ("fr", "consent record coupe --act filmer --channel facebok --language fr --signed 2026-11-02 --evidence f.pdf",
         "Facebook"),
        ("en", "post list --state daft", "draft"),
    ],
)  # fmt: skip
def test_what_was_meant_in_words(campaign: Run, folder: Path, language: str, line: str, said: str) -> None:
    """A word that fits nothing is refused with the nearest and all others, in the reader's language."""
    done = campaign(*line.split(), "--lang", language, folder=folder)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert f"'{said}'" in done.stderr
    assert ("approved" in done.stderr) == (language == "en" and "--state" in line)


@pytest.mark.parametrize(("language", "word"), [("nl", "ondernemer"), ("fr", "responsable-politique")])
def test_a_missing_word_is_asked_in_words(campaign: Run, folder: Path, language: str, word: str) -> None:
    """An option that is missing is asked for with the reader's words, too."""
    add = (
        "testimony",
        "add",
        "x.mp4",
        "--slug",
        "x",
        "--speaker",
        "An",
        "--organisation",
        "X",
        "--language",
        "nl",
    )
    done = campaign(*add, "--lang", language, folder=folder)
    assert (done.exit_code, word in done.stderr, "policy-maker" in done.stderr) == (2, True, False)


def test_help_lists_words(campaign: Run) -> None:
    """Help lists what may be chosen in the reader's words, each as it can be typed."""
    said = campaign("post", "list", "--help", "--lang", "fr").stdout
    assert "brouillon" in said
    assert "published" not in said
    assert "published" in campaign("post", "list", "--help", "--lang", "en").stdout


@pytest.mark.parametrize("written", ["1-3", "1,2,3", "1–3", "1 tot 3", "1, 2 et 3", "#1-#3"])
def test_several_posts(campaign: Run, folder: Path, written: str) -> None:
    """Posts may be named as a span or with commas, where several are taken."""
    done = campaign("post", "approve", written, folder=folder)
    assert done.exit_code == 2
    assert "there are no posts 1-3." in done.stderr


@pytest.mark.parametrize("written", ["1-3", "1,2", "4-1"])
def test_one_post(campaign: Run, folder: Path, written: str) -> None:
    """Where one post is taken, several are told to come one by one."""
    done = campaign("post", "hold", written, folder=folder)
    assert (done.exit_code, "more than one number" in done.stderr) == (2, True)


def test_a_new_campaign_in_named_languages(campaign: Run, tmp_path: Path) -> None:
    """`init` takes languages by name and in capitals."""
    done = campaign("init", tmp_path / "c", "--language", "FR,Nederlands", "--json")
    assert (done.exit_code, '"fr",' in done.stdout, '"nl"' in done.stdout) == (0, True, True)


def test_a_form_in_a_named_language(campaign: Run, folder: Path, tmp_path: Path) -> None:
    """The form to sign is found by the name of its language."""
    done = campaign("consent", "form", "--language", "français", tmp_path / "f.html", folder=folder)
    assert (done.exit_code, done.stderr) == (0, "")
