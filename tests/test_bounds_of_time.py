"""Tests that promise a moment run by themselves: beside four others, on two cores, no moment can be promised."""

import ast
from collections.abc import Iterator

from tests.paths import REPOSITORY

PATIENCE_S = 60  # what a busy machine may take for anything


def bounds(function: ast.FunctionDef) -> Iterator[float]:
    """Yield the seconds that a test gives: `time.monotonic() - begun < 5`."""
    for node in ast.walk(function):
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.BinOp):
            measured = "monotonic()" in ast.unparse(node.left) and isinstance(node.left.op, ast.Sub)
            if measured and isinstance(node.comparators[0], ast.Constant):
                yield float(node.comparators[0].value)  # type: ignore[arg-type]


def hurried(source: str) -> list[str]:
    """Name the tests of a file that promise a moment and yet run beside others."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and min(bounds(node), default=PATIENCE_S) < PATIENCE_S
        if not any("alone" in ast.unparse(one) for one in node.decorator_list)
    ]


def test_who_promises_a_moment_runs_alone() -> None:
    """A test that fails when something takes seconds longer is marked `alone`."""
    sources = {path.name: path.read_text(encoding="utf-8") for path in (REPOSITORY / "tests").rglob("*.py")}
    assert {
        name: found for name, text in sources.items() if "monotonic" in text if (found := hurried(text))
    } == {}


def test_a_hurried_test_is_found() -> None:
    """The rule finds one that is not marked, and leaves a patient and a marked one."""
    line = "    assert time.monotonic() - begun < {}\n"
    source = (
        f"def test_a():\n{line.format(5)}\n"
        f"def test_b():\n{line.format(60)}\n"
        f"@mark.alone\ndef test_c():\n{line.format(2)}"
    )
    assert hurried(source) == ["test_a"]
