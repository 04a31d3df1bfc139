"""Names that every computer can store, and files whose accents the disk writes otherwise."""

import unicodedata
from pathlib import Path, PureWindowsPath

import pytest

from media import portable_names
from media.errors import BadInput

APART = unicodedata.normalize("NFD", "été")
TOGETHER = unicodedata.normalize("NFC", "été")


@pytest.mark.parametrize(
    "path",
    [
        "C:/mey/CON", "C:/mey/con.html", "C:/mey/Nul.xlsx", "C:/mey/aux", "C:/mey/COM1.csv", "C:/mey/lpt9", "CONOUT$",
        "C:/mey/rapport 18:30.html", "C:/mey/waarom?.html", "C:/mey/a*b.csv", "C:/mey/\"citaat\".html",
        "C:/mey/rapport.", "C:/mey/rapport ", "C:/mey/a|b.html", "C:/mey/<a>.html", "C:/mey/tab\there.html",
    ],
)  # fmt: skip
def test_names_that_windows_takes_otherwise(path: str) -> None:
    """A device, a stream of another file, a dot or space that vanishes: refused on Windows, taken elsewhere."""
    with pytest.raises(BadInput, match="name-unfit-here"):
        portable_names.require_fit(PureWindowsPath(path), "win32")
    for platform in ("linux", "darwin"):
        portable_names.require_fit(PureWindowsPath(path), platform)


@pytest.mark.parametrize(
    "path",
    [
        "C:/mey/rapport.html", "C:/mey/été à Liège.xlsx", "//server/share/mey/plan.csv", "D:/", "C:/mey/console.html",
        "//?/C:/mey/plan.csv", "C:/mey/nulmeting.csv", "C:/con/rapport.html", "rapport", "../mey.zip",
    ],
)  # fmt: skip
def test_names_that_windows_takes(path: str) -> None:
    """Drives, shares of a server, long paths, accents, and names that only begin like a device are names."""
    portable_names.require_fit(PureWindowsPath(path), "win32")


def test_a_file_whose_accents_are_written_otherwise(tmp_path: Path) -> None:
    """A file that macOS named is found by the name as people type it, and the other way round, in folders too."""
    there = tmp_path / APART / f"{TOGETHER}.jpg"
    there.parent.mkdir()
    there.write_bytes(b"x")
    for folder in (APART, TOGETHER):
        for name in (APART, TOGETHER):
            assert portable_names.as_spelled(tmp_path / folder / f"{name}.jpg") == there


def test_a_file_that_is_nowhere(tmp_path: Path) -> None:
    """A path to nothing stays as it is, and of two files that differ by accents alone each is itself."""
    for name in (APART, TOGETHER):
        (tmp_path / name).write_bytes(name.encode())
        assert portable_names.as_spelled(tmp_path / name).read_bytes() == name.encode()
    assert portable_names.as_spelled(tmp_path / "Émile") == tmp_path / "Émile"
    assert portable_names.as_spelled(tmp_path / "niets" / "é") == tmp_path / "niets" / "é"


@pytest.mark.parametrize(
    ("text", "platform", "path"),
    [
        ("~/mey/plan.csv", "linux", "{home}/mey/plan.csv"),
        ("~\\mey", "win32", "{home}/mey"),
        ("~", "darwin", "{home}"),
        ("~an/mey", "linux", "~an/mey"),
        ("a~b", "win32", "a~b"),
        ('C:/mey"', "win32", "C:/mey"),
        ('"C:/mey"', "win32", "C:/mey"),
        ('een "map"', "linux", 'een "map"'),
    ],
)
def test_paths_as_they_are_typed(
    text: str, platform: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`~` is one's own folder wherever the shell leaves it; a quotation mark that a backslash let in is taken off."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert portable_names.typed(text, platform) == Path(path.format(home=tmp_path))


def test_a_path_that_took_in_the_rest_of_the_line() -> None:
    """`--dir "C:\\mijn map\\" status` of Windows is one word: refused with what to leave out, and not guessed."""
    with pytest.raises(BadInput, match="path-took-more") as refused:
        portable_names.typed('C:/mijn map" status', "win32")
    assert refused.value.params == {"path": "C:/mijn map", "rest": "status"}
