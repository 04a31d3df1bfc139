"""What the desk does for a person who mistypes, asks for an empty list, or names a file that is there already."""

import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests import queue_campaign
from tests.campaign.posts.test_drafts import live_settings

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new campaign, in which nothing happened."""
    from campaign import new_campaign

    folder = tmp_path_factory.mktemp("helping") / "c"
    new_campaign.create(folder, new_campaign.first_settings(name="Proef", languages=("nl", "fr")))
    return folder


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("post ad", "Did you mean 'add'?"),
        ("post delete 3", "Did you mean 'remove'?"),
        ("pst", "Did you mean 'post'?"),
        ("post add --text x", "Did you mean '--caption'?"),
        ("post add --tekst x", "Did you mean '--caption'?"),
        ("post add --when x", "Did you mean '--at'?"),
        ("post move 3 --date x", "Did you mean '--at'?"),
        ("post add --film x", "Did you mean '--testimony'?"),
        ("post add --foto x", "Did you mean '--photo'?"),
        ("post add --capton x", "Did you mean '--caption'?"),
        ("post add --thumbnail-a 3", "Did you mean '--thumbnail-at'?"),
        ("consent record bakery --date 2026-11-02", "Did you mean '--signed'?"),
        ("post add --zzzzz", ""),
        ("zzzzz", ""),
    ],
)
def test_what_was_meant(campaign: Run, line: str, meant: str) -> None:
    """An option or command that there is not is answered with the one that was meant, in clean sentences."""
    done = campaign(*line.split())
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert meant in done.stderr
    assert ("Did you mean" in done.stderr) == bool(meant)
    assert "?." not in done.stderr


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("name = Mey", ("line 1: a text needs a straight quote", 'name = "Mey"')),
        ('name = "Mey', ("line 1: a text needs a straight quote", 'name = "Mey"')),
        ("languages = [nl, fr]", ("line 1: a text needs a straight quote", 'languages = ["nl", "fr"]')),
        ("[service]\nlate_after = 15m", ("line 2: a text needs a straight quote", 'late_after = "15m"')),
        ("[notices]\nwebhook = https://chat.example.org/hooks/99", ("line 2: a text needs a", "hooks/1234")),
        ('[service]\nscheduler = "facebok"', ("line 2: `service.scheduler`", 'Did you mean `scheduler = "facebook"`?')),
        ('[notices]\nwebhook = "http://u:p@chat.example.org/hooks/99"', ('"http://chat.example.org/..."',)),
        ("name = [1", ("line 1: `name` cannot be [1].",)),
    ],
)  # fmt: skip
def test_slips_in_the_settings(campaign: Run, tmp_path: Path, written: str, said: tuple[str, ...]) -> None:
    """A missing quote and a misspelt word are told how to be mended; an address that may be secret is not repeated."""
    (tmp_path / "campaign.toml").write_text(written + "\n", encoding="utf-8")
    done = campaign("status", folder=tmp_path)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert all(words in done.stderr for words in said), done.stderr
    assert "hooks/99" not in done.stderr


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_all_slips_at_once(campaign: Run, tmp_path: Path, lang: str) -> None:
    """Each mistake of a settings file has its line on stderr, in the order of the file, in every language."""
    (tmp_path / "campaign.toml").write_text(
        "name = « Osez »\n[servise]\nlate_after = 15\n[planning]\n", encoding="utf-8"
    )
    done = campaign("--lang", lang, "status", folder=tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    said = done.stderr.splitlines()
    for number, (line, better) in enumerate(
        zip(said, ('name = "Osez"', "[service]", 'late_after = "15m"', "[plan]"), strict=True), 1
    ):
        assert f" {number}" in line
        assert better in line


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("post list", "campaign post add"),
        ("post list --state held", "campaign post list"),
        ("testimony list", "campaign testimony add"),
        ("consent list", "campaign consent record"),
        ("consent tasks", "no open tasks"),
        ("log", "campaign post add"),
    ],
)
def test_empty_lists(campaign: Run, founded: Path, line: str, command: str) -> None:
    """A list without anything says so, and which command makes the first; for programs it is an empty list."""
    done = campaign(*line.split(), folder=founded)
    assert (done.exit_code, done.stdout.count("\n"), command in done.stdout) == (0, 1, True), done.output
    assert campaign(*line.split(), "--json", folder=founded).stdout == "[]\n"


def test_a_page_of_somebody_else_stays(campaign: Run, founded: Path, tmp_path: Path) -> None:
    """A report replaces an earlier one, but no file of another kind or of somebody else, unless --yes is said."""
    page, note = tmp_path / "report.html", tmp_path / "note.html"
    note.write_text("<p>Mine</p>", encoding="utf-8")
    for _ in range(2):
        assert campaign("report", page, folder=founded).exit_code == 0
    done = campaign("report", note, folder=founded)
    assert (done.exit_code, "note.html already exists" in done.stderr) == (2, True)
    assert note.read_text(encoding="utf-8") == "<p>Mine</p>"
    assert campaign("report", tmp_path / "plan.xlsx", folder=founded).exit_code == 2
    assert not (tmp_path / "plan.xlsx").exists()
    assert campaign("report", note, "--yes", folder=founded).exit_code == 0
    assert "<p>Mine</p>" not in note.read_text(encoding="utf-8")


def test_a_release_at_once_warns_of_nothing(queue: queue_campaign.Campaign, campaign: Run) -> None:
    """A held post that is released at once is not called past its moment."""
    live_settings(queue)
    first = queue.queue(due=queue_campaign.NOON.replace(year=2090))
    assert campaign("post", "hold", first, folder=queue.folder).exit_code == 0
    done = campaign("post", "release", first, "--now", folder=queue.folder)
    assert (done.exit_code, "Warning" in done.stderr) == (0, False)


def test_photos_need_no_words(campaign: Run, founded: Path, tmp_path: Path) -> None:
    """A photo with its description is a post, words or none; a text without words is refused."""
    folder = shutil.copytree(founded, tmp_path / "c")
    (tmp_path / "one.png").write_bytes(queue_campaign.PIXEL)
    add = ("post", "add", "--language", "nl")
    done = campaign(*add, "--photo", tmp_path / "one.png", "--alt", "Een stip", folder=folder)
    assert (done.exit_code, done.stdout) == (0, "1\n"), done.output
    assert "--caption" in campaign(*add, folder=folder).stderr


ASK = """
from campaign.cli import errors
print(errors.agreed("Echt?", default={default}, lang="{lang}"))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a terminal of another kind on Windows")
@pytest.mark.parametrize(
    ("lang", "typed", "default", "answer"),
    [
        ("nl", "ja", False, True),
        ("nl", "j", False, True),
        ("nl", "Nee", True, False),
        ("fr", "oui", False, True),
        ("fr", "non", True, False),
        ("en", "y", False, True),
        ("en", "n", True, False),
        ("nl", "", False, False),
        ("fr", "", True, True),
        ("nl", "misschien\nj", False, True),
    ],
)
def test_yes_and_no(lang: str, typed: str, default: bool, answer: bool) -> None:
    """A question is answered in words or letters of the language, by Enter as it says, and asked again otherwise."""
    ours, theirs = pty.openpty()
    code = ASK.format(default=default, lang=lang)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        os.close(theirs)
        os.write(ours, f"{typed}\n".encode())
        told, asked = process.communicate(timeout=240)
    os.close(ours)
    assert told.split()[-1] == str(answer)
    assert {"nl": "[j/N]", "fr": "[o/N]", "en": "[y/N]"}[lang].casefold() in (told + asked).casefold()
