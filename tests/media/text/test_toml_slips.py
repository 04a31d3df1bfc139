"""A TOML file as its writer meant it: what is readable is read, line for line, in little time whatever it holds."""

import time

import pytest

from media.text import toml_slips


def test_lines_stay() -> None:
    """What is mended keeps its line, so that other mistakes are found where they are."""
    text = "\ufeffa = « x »\r\n# note\r\nb = [\r\n  1\r\n  2\r\n]\r\n[c\r\nd = 1,5\r\n"
    found = toml_slips.read(text)
    assert found.values == {"a": "x", "b": [1, 2], "c": {"d": 1.5}}
    assert [slip.line for slip in found.slips] == [1, 4, 7, 8]
    assert found.text.split("\n")[6:8] == ["[c]", "d = 1.5"]


@pytest.mark.parametrize("key", ["", "[c]\n"])
def test_yes_and_no(key: str) -> None:
    """Words for yes and no are true and false where a switch is set, and texts elsewhere."""
    found = toml_slips.read(f"{key}on = ja\nname = ja\nd = [", is_switch=lambda name: name.endswith("on"))
    values = found.values["c"] if key else found.values
    assert (values["on"], values["name"]) == (True, "ja")


@pytest.mark.alone
@pytest.mark.parametrize(
    "text",
    [
        "a = " + "«" * 40_000,
        "a = " + " " * 40_000 + "«",
        "a." * 40_000,
        "[" * 40_000,
        "[" + " " * 40_000,
        "a = " + "[{" * 20_000,
        "x" * 40_000 + " y",
        '"' * 40_001,
        "a = \"" + "\\" * 40_001,
        "a = b\n" * 20_000,
        "a = " + "b, " * 20_000,
        "\n".join(f"k{n} = « {n} »" for n in range(5_000)),
        "a = {" + "b: c, " * 10_000,
    ],
    ids=range(13),
)  # fmt: skip
def test_in_little_time(text: str) -> None:
    """A file that is all slips is read in a moment, and at most so many are told."""
    begun = time.monotonic()
    found = toml_slips.read(text)
    assert 1 <= len(found.slips) <= toml_slips.MOST
    assert time.monotonic() - begun < 5
