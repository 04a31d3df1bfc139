"""What the documents say is so."""

import re
from pathlib import Path

import click
import pytest

from campaign import __version__
from campaign.cli import docs_pages
from tests.paths import REPOSITORY

PAGES = sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")])


def read(name: str) -> str:
    """Return a page's text."""
    return (REPOSITORY / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link leads to a file that is there."""
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:|#", target):
            assert (page.parent / target.partition("#")[0]).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_files_of_ours_are_named_where_they_are(page: Path) -> None:
    """A file of the code that a page names, whole or by the end of its path, is there, and only one is meant."""
    rooms = ("benchmarks", "campaign", "media", "schedules", "tests")
    paths = [path.as_posix() for room in rooms for path in (REPOSITORY / room).rglob("*.py")]
    for named in re.findall(r"`([\w/]+\.py)`", page.read_text(encoding="utf-8")):
        meant = [path for path in paths if path.endswith(f"/{named}")]
        assert len(meant) == 1, f"{page.name} names {named}: {', '.join(meant)}"


@pytest.mark.parametrize(
    ("context", "command"), list(docs_pages.commands()), ids=lambda value: getattr(value, "command_path", "")
)
def test_reference_is_current(context: click.Context, command: click.Command) -> None:
    """docs/commands.md shows what `--help` says; `make docs` writes it anew."""
    assert docs_pages.section(context, command) in read("docs/commands.md")


def test_reference_shows_no_command_that_is_gone() -> None:
    """docs/commands.md shows no command that there is not."""
    there = {context.command_path for context, _ in docs_pages.commands()}
    assert set(re.findall(r"(?m)^## `(.+)`$", read("docs/commands.md"))) <= there


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
def test_table_of_states_is_current(lang: str) -> None:
    """states.md shows each state and step that the code obeys, in every language; `make docs` writes its tables."""
    page = read("docs/states.md" if lang == "en" else f"docs/{lang}/states.md")
    assert page == docs_pages.life(page, lang)


def test_what_is_on_the_page_is_current() -> None:
    """docs/on-the-page.md shows the steps of what the Page has; `make docs` writes it anew."""
    assert read("docs/on-the-page.md") == docs_pages.on_the_page()


def test_tour_is_that_of_the_readme() -> None:
    """docs/tour.md is the README, whose links lead on from docs/; `make docs` writes it anew."""
    assert read("docs/tour.md") == docs_pages.tour(read("README.md"))


def test_table_of_rules_is_current() -> None:
    """docs/rules.md shows the rules that `campaign check` asks; `make docs` writes it anew."""
    assert read("docs/rules.md") == docs_pages.rules()


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
def test_table_of_settings_is_current(lang: str) -> None:
    """settings.md shows every setting with default and sentence, in every language; `make docs` writes its table."""
    page = read("docs/settings.md" if lang == "en" else f"docs/{lang}/settings.md")
    assert page == docs_pages.settings(page, lang=lang)


def test_changelog_names_this_version() -> None:
    """The newest version in the changelog is the one that is installed, or it waits under Unreleased."""
    newest = re.findall(r"(?m)^## \[(.+?)\]", read("docs/changelog.md"))
    assert __version__ in newest[:2]
