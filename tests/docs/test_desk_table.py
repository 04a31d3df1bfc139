"""What docs/desk.md says to hold is tested by what it names, in every language."""

import ast
import re

import pytest

from tests.paths import REPOSITORY

ROW = re.compile(r"(?m)^\|[^|\n]+\|[^|\n]+\|([^|\n]*::[^|\n]*)\|$")


def named(lang: str) -> list[list[str]]:
    """Return the tests that each row of the page names."""
    text = (REPOSITORY / "docs" / lang / "desk.md").read_text(encoding="utf-8")
    return [re.findall(r"`([^`]+)`", row) for row in ROW.findall(text)]


@pytest.mark.parametrize("test", sorted({test for row in named(".") for test in row}))
def test_each_named_test_exists(test: str) -> None:
    """A file below tests/ has a function of that name."""
    file, _, name = test.partition("::")
    tree = ast.parse((REPOSITORY / "tests" / file).read_text(encoding="utf-8"))
    assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_every_row_names_its_tests_in_every_language() -> None:
    """No row is without a test, and the translations name the same."""
    assert len(named(".")) >= 20
    assert named("nl") == named("fr") == named(".")
    assert all(named("."))
