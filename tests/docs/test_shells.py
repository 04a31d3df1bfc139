"""What the manual says to type works in every system's terminal, or stands there in PowerShell's way too."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.paths import REPOSITORY

STAFF = ("tour", "install", "page", "plan", "consent", "films", "backup", "copies", "settings")
PAGES = [
    REPOSITORY / "README.md",
    *(
        path
        for folder in ("docs", "docs/nl", "docs/fr")
        for name in STAFF
        if (path := REPOSITORY / folder / f"{name}.md").exists()
    ),
]
POSIX = re.compile(  # what PowerShell does not know, or reads otherwise
    r"^(export|unset|source|\.|read|make|python3|rm|cp|mv|ln|chmod|chown|history|touch|grep|which|sudo) "
    r"|^\.?/|\.venv/bin|\$HOME/|\$\(|<<|< \w|&&|\|\||\\$|(?<!cd )~/"
)
OF_ONE_SYSTEM = re.compile(r"^(sudo apt|loginctl|systemctl|age|ln)\b|Library/LaunchAgents")
CHANGED = re.compile(r"[$`;&|<>@(){}#']")  # signs that PowerShell does not pass on as they are


def blocks(text: str) -> list[tuple[str, str]]:
    """Return (kind, lines) of each block of code, in order."""
    return re.findall(r"(?ms)^```(\w*)\n(.*?)^```", text)


def paragraphs(text: str) -> Iterator[str]:
    """Yield what stands together outside blocks: a paragraph, a row of a table, an item of a list."""
    bare = re.sub(r"(?ms)^```.*?^```", "", text)
    yield from re.split(r"\n\s*\n|\n(?=[|-] ?)", bare)


def lines(block: str) -> list[str]:
    """Return the lines of a block as they are typed, without prompt and remark."""
    return [line.removeprefix("$ ").partition("  #")[0].strip() for line in block.splitlines()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_blocks_have_their_powershell(page: Path) -> None:
    """A block that PowerShell reads otherwise is followed by its own form."""
    found = [*blocks(page.read_text(encoding="utf-8")), ("", "")]
    lacking = [
        line
        for (kind, block), (after, _) in pairwise(found)
        if kind == "console" and after != "powershell"
        for line in lines(block)
        if POSIX.search(line)
    ]
    assert lacking == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_words_between_have_their_powershell(page: Path) -> None:
    """A shell line within a sentence has PowerShell's in the same sentence, row or item."""
    lacking = [
        code
        for paragraph in paragraphs(page.read_text(encoding="utf-8"))
        for code in re.findall(r"`([^`]+)`", paragraph)
        if POSIX.search(code) and not OF_ONE_SYSTEM.search(code) and "PowerShell" not in paragraph
    ]
    assert lacking == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_commands_are_the_same_in_every_shell(page: Path) -> None:
    """A line behind a prompt reads alike in sh, PowerShell and cmd: no sign that one of them takes for itself."""
    odd = [
        line
        for kind, block in blocks(page.read_text(encoding="utf-8"))
        for line in block.splitlines()
        if line.startswith("$ ")
        and (CHANGED.search(re.sub(r'"[^"]*"', "", line[2:])) or re.search(r'"[^"]*[$`!%][^"]*"', line))
    ]
    assert odd == []


def test_what_the_tests_above_look_for() -> None:
    """A line of sh is known as one, a line for both is not."""
    posix = (
        "export A=1",
        "source .venv/bin/activate",
        "read -rs A",
        "make demo",
        "a && b",
        "cat <<EOF",
        "./run",
        "a ~/b",
    )
    both = ("campaign status", "cd my-campaign", "cd ~", "campaign post add --at +2h", "py -m pipx install .")
    assert [line for line in posix if not POSIX.search(line)] == []
    assert [line for line in both if POSIX.search(line)] == []
