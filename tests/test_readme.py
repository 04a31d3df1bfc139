"""The README's session works as it is printed, from an empty folder."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests import filmmaking

README = Path(__file__).parent.parent / "README.md"
SUBTITLES = "1\n00:00:00,100 --> 00:00:01,400\nWij houden vol.\n\n"


def session() -> list[list[str]]:
    """The words of every line that begins with a prompt, in order."""
    blocks = re.findall(r"```console\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [shlex.split(line[2:]) for block in blocks for line in block.splitlines() if line.startswith("$ ")]


@pytest.mark.slow
def test_session_of_the_readme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, campaign: Callable[..., Result]
) -> None:
    """Every command of the five minutes ends with 0, and in the end both posts are out."""
    filmmaking.film(tmp_path / "bakery.mp4", seconds=1.5)
    (tmp_path / "bakery.nl.srt").write_text(SUBTITLES, encoding="utf-8")
    (tmp_path / "form.pdf").write_text("signed", encoding="utf-8")
    (tmp_path / "caption.txt").write_text("Elke ochtend om vier uur gaat de oven aan.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for words in session():
        if words[0] == "cd":
            monkeypatch.chdir(tmp_path / words[1])
            continue
        assert words[0] == "campaign"
        done = campaign(*({"+3m": "+8s", "+2m": "+5s"}.get(word, word) for word in words[1:]))
        assert done.exit_code == 0, (words, done.stderr)
    assert '"published": 2' in campaign("status", "--json").stdout
    assert (tmp_path / "mey" / "report.html").is_file()
