"""`campaign docs`: the manual as pages in the reader's language, shipped with the program."""

import json
import re
import stat
import subprocess
import sys
import tomllib
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import Result

from campaign import manual
from media import child_programs
from tests.paths import REPOSITORY

LANGUAGES = ("nl", "fr", "en")


class Page(HTMLParser):
    """What a page links to, shows, and has places for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.shown: list[str] = []
        self.places: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect it."""
        told = dict(attrs)
        self.links += [told["href"] or ""] if tag == "a" and "href" in told else []
        self.shown += [told["src"] or ""] if "src" in told else []
        self.places += [told["id"] or ""] if "id" in told else []


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """Every page of the manual by its path in the folder, read."""
    folder = tmp_path_factory.mktemp("manual")
    manual.write(folder)
    return {
        path.relative_to(folder).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in folder.rglob("*.html")
    }


def test_every_language_has_every_page(pages: dict[str, Page]) -> None:
    """Each topic, and the page to start with, is there in each language; in English where it is not translated."""
    wanted = {f"{lang}/{name}.html" for lang in LANGUAGES for name in (manual.START, *manual.NAMES)}
    assert set(pages) == wanted


def test_links_of_the_pages_lead_somewhere(pages: dict[str, Page]) -> None:
    """A link to a page leads to one that is there, one within a page to a place in it, one to a file to a file."""
    for name, page in pages.items():
        for link in page.links:
            place, _, part = link.partition("#")
            if re.match(r"https?:", link):
                continue
            if place.startswith("file:"):
                assert place.endswith((".csv", ".png"))
                continue
            target = (
                pages[(Path(name).parent / place).as_posix().replace(f"{Path(name).parts[0]}/../", "")]
                if place
                else page
            )
            assert not part or unquote(part) in target.places, f"{name}: {link}"


def test_pages_load_nothing_from_elsewhere(pages: dict[str, Page]) -> None:
    """Pictures are in the page; nothing is fetched."""
    shown = [source for page in pages.values() for source in page.shown]
    assert shown
    assert all(source.startswith("data:image/png;base64,") for source in shown)


def test_pages_are_written_once(tmp_path: Path) -> None:
    """Pages that are there are left alone; of a manual that changed they are written anew."""
    manual.write(tmp_path)
    (tmp_path / "nl" / "plan.html").write_text("left alone")
    manual.write(tmp_path)
    assert (tmp_path / "nl" / "plan.html").read_text() == "left alone"
    (tmp_path / manual.STAMP).write_text("of another version")
    manual.write(tmp_path)
    assert (tmp_path / "nl" / "plan.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("written", "topic"),
    [
        ("plan", "plan"), ("PLAN.md", "plan"), ("rekenblad", "plan"), ("tableur", "plan"),
        ("consent", "consent"), ("toestemming", "consent"), ("Consentement", "consent"),
        ("sauvegarde", "backup"), ("back-up", "backup"), ("backup", "backup"), ("reservekopie", "backup"),
        ("pagina", "page"), ("Facebook", "page"), ("ondertitels", "films"), ("sous-titres", "films"),
        ("SOUS TITRES", "films"), ("etats", "states"), ("états", "states"), ("rondleiding", "tour"),
        ("visite", "tour"), ("README", "tour"), ("instellingen", "settings"), ("réglages", "settings"),
        ("règles", "rules"), ("regels", "rules"), ("terminal", "install"), ("kopieën", "copies"),
        ("herstellen", "backup"), ("vie d’une publication", "states"), ("commando's", "commands"),
    ],
)  # fmt: skip
def test_topics_in_every_language(written: str, topic: str) -> None:
    """A page is found by its name and by words for it in Dutch, French and English, however they are written."""
    assert manual.named(written) == topic


def test_no_word_means_two_topics() -> None:
    """Every topic has words in every language, and each of them means one page."""
    meant = {word: name for name in manual.NAMES for word in manual.words(name)}
    assert {word: manual.named(word) for word in meant} == meant
    for lang in LANGUAGES:
        texts = tomllib.loads(
            (REPOSITORY / f"campaign/messages/texts/{lang}.toml").read_text(encoding="utf-8")
        )
        assert set(texts["topic_words"]) == set(manual.NAMES)


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, without a desktop."""
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(manual, "home", lambda: tmp_path / "manual")
    return tmp_path / "manual"


def test_without_a_browser_the_path_is_printed(at_home: Path, campaign: Callable[..., Result]) -> None:
    """Where no browser can be opened, the page is written and its path said, in the language asked for."""
    done = campaign("docs", "toestemming", "--lang", "nl")
    assert done.exit_code == 0
    assert str(at_home / "nl" / "consent.html") in done.stdout
    assert 'lang="nl"' in (at_home / "nl" / "consent.html").read_text(encoding="utf-8")


def test_json_names_the_path(at_home: Path, campaign: Callable[..., Result]) -> None:
    """`--json` prints the path and opens nothing; without a topic it is the page to start with."""
    told = json.loads(campaign("docs", "--json", "--lang", "fr").stdout)
    assert told == {"path": str(at_home / "fr" / "index.html")}
    assert (at_home / "fr" / "index.html").is_file()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("toestemmming", "toestemming"),
        ("sauvgarde", "sauvegarde"),
        ("concent", "consent"),
        ("xyzzy", "changelog"),
    ],
)
def test_a_topic_that_is_not_there(
    at_home: Path, campaign: Callable[..., Result], written: str, said: str
) -> None:
    """A near miss is answered with the word that was meant, anything else with all there are: one line, exit code 2."""
    done = campaign("docs", written)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not at_home.exists()


@pytest.mark.parametrize(
    ("platform", "environment", "shown"),
    [
        ("win32", {}, True),
        ("darwin", {}, True),
        ("darwin", {"SSH_CONNECTION": "10.0.0.1 22"}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {}, False),
        ("linux", {"BROWSER": "my-browser"}, True),
        ("linux", {"SSH_CONNECTION": "10.0.0.1 22"}, False),
    ],
)
def test_where_a_browser_is_seen(platform: str, environment: dict[str, str], shown: bool) -> None:
    """A browser is opened where a person sees it: not over SSH or without a desktop, but where BROWSER says so."""
    assert child_programs.can_show(platform, environment) is shown


@pytest.mark.skipif(sys.platform == "win32", reason="a script as a browser")
def test_the_browser_gets_the_page_and_no_secret(tmp_path: Path) -> None:
    """The browser that BROWSER names is started with the page's address, and sees no secret of ours."""
    script = tmp_path / "my browser"
    script.write_text(f'#!/bin/sh\necho "$1 [$CAMPAIGN_PAGE_TOKEN]" > "{tmp_path}/seen"\n')
    script.chmod(stat.S_IRWXU)
    environment = {
        "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "PATH": "/usr/bin:/bin",
        "BROWSER": f"'{script}' %s", "CAMPAIGN_PAGE_TOKEN": "EAAsecretsecretsecret",
    }  # fmt: skip
    words = [sys.executable, "-m", "campaign", "docs", "plan", "--lang", "fr"]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, cwd=REPOSITORY, timeout=240)
    assert done.returncode == 0, done.stderr
    seen = (tmp_path / "seen").read_text()
    assert re.fullmatch(r"file:///\S+/fr/plan\.html \[\]\n", seen)


def test_the_manual_is_shipped() -> None:
    """What pyproject.toml packs holds every page and picture of the manual; `.ci/run` opens one of a wheel."""
    tools = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert (tools["package-dir"]["campaign.docs"], "campaign.docs" in tools["packages"]) == ("docs", True)
    docs = REPOSITORY / "docs"
    packed = {path for pattern in tools["package-data"]["campaign.docs"] for path in docs.glob(pattern)}
    assert {path for path in docs.rglob("*") if path.is_file()} == packed
    assert manual.TEMPLATE.name in tools["package-data"]["campaign"]
