"""The README's tour works as it is printed, from an empty folder."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from campaign import demo, workspace
from campaign.cli.app import utc_now
from campaign.posts import editing
from campaign.settings import settings
from tests.paths import REPOSITORY

SOONER = {"+30s": "+8s", "+20s": "+5s"}


def session() -> list[list[str]]:
    """The words of every line that begins with a prompt, in order."""
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, flags=re.DOTALL)
    return [shlex.split(line[2:]) for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def leave_behind(folder: Path) -> None:
    """What `campaign demo` leaves: films, forms and eight posts at rest; here none was published."""
    demo.found(folder)
    with workspace.opened(folder, settings.load(folder / settings.FILE)) as opened:
        for number in demo.fill(opened, now=utc_now, on_progress=lambda *_: None):
            editing.step(opened, number, "cancelled", now=utc_now())


@pytest.mark.slow
@pytest.mark.timeout(900)  # all films of the demo on a computer that is busy
def test_session_of_the_readme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, campaign: Callable[..., Result]
) -> None:
    """Every command of the tour ends with 0; in the end one post is out and one taken off, and the plan stands."""
    monkeypatch.chdir(tmp_path)
    for words in session():
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
            continue
        assert words[0] == "campaign"
        if words[1] == "demo":
            leave_behind(tmp_path / words[2])
            continue
        done = campaign(*(SOONER.get(word, word) for word in words[1:]))
        assert done.exit_code == 0, (words, done.stdout, done.stderr)
    told = campaign("status", "--json").stdout
    assert '"published": 1' in told
    assert '"removed": 1' in told
    assert '"approved": 3' in told
    assert "Elke nacht" in (tmp_path / "tour" / "report.html").read_text(encoding="utf-8")
    assert "Alle getuigenissen" in (tmp_path / "tour" / "rehearsed" / "report.html").read_text(
        encoding="utf-8"
    )
