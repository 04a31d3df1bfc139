"""Subtitle files: what is read, and what is found wrong."""

from pathlib import Path

import pytest

from media.errors import BadInput
from media.findings import Detail
from media.subtitles import reader
from media.subtitles.model import Cue

GOOD = """1
00:00:01,000 --> 00:00:02,500
Crédal, <i>Ça va</i> ?
« œuvre »

2
00:00:03,000 --> 00:00:04,000
Şişli, €
"""


def read(
    folder: Path, text: str | bytes, name: str = "film.srt", film_ms: int | None = None
) -> reader.Subtitles:
    """Write a subtitle file and read it."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return reader.read(path, film_ms=film_ms)


def found(
    folder: Path, text: str | bytes, name: str = "film.srt", film_ms: int | None = None
) -> list[tuple[str, int]]:
    """The findings of a file, as code and line."""
    findings = read(folder, text, name, film_ms).findings
    return [(one.code, int(one.where.rpartition(":")[2])) for one in findings]


def test_reads_srt(tmp_path: Path) -> None:
    """Cues come with their times, their lines, and without markup."""
    assert read(tmp_path, GOOD, film_ms=4000).cues == (
        Cue(start_ms=1000, end_ms=2500, text="Crédal, Ça va ?\n« œuvre »"),
        Cue(start_ms=3000, end_ms=4000, text="Şişli, €"),
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_good_files_are_clean(tmp_path: Path, ending: str) -> None:
    """A good file has no findings, whatever system wrote it, with a byte order mark or without a last line end."""
    text = GOOD.rstrip("\n").replace("\n", ending)
    assert found(tmp_path, text) == []
    assert found(tmp_path, b"\xef\xbb\xbf" + text.encode()) == []
    assert len(read(tmp_path, text).cues) == 2


def test_reads_vtt(tmp_path: Path) -> None:
    """A VTT's comments, styles, cue names and settings are no subtitles."""
    text = (
        "WEBVTT\n\nSTYLE\n::cue{}\n\nintro\n00:01.000 --> 00:02.000 line:0\nUn &amp; deux\n\nNOTE no\n\nx\n"
    )
    text += "00:03.000 --> 00:04.000\n<v Bob>Trois\n"
    result = read(tmp_path, text, "film.vtt")
    assert [cue.text for cue in result.cues] == ["Un & deux", "Trois"]
    assert result.findings == ()


def cue(times: str, text: str = "A") -> str:
    """An SRT file with one cue."""
    return f"1\n{times}\n{text}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD.encode("cp1252", errors="ignore"), [("S01", 3)]),
        (cue("00:00:01,000 --> 00:00:02,000", "CrÃ©dal"), [("S01", 3)]),
        (cue("00:00:01,000 --> 00:00:02,000", "l\u200bà"), [("S01", 3)]),
        (cue("00:00:01,000 --> 00:00:61,000"), [("S02", 2), ("S13", 2)]),
        (cue("00:00:01.000 --> 00:00:02.000"), [("S02", 2)]),
        (cue("00:00:01,000 -> 00:00:02,000"), [("S02", 2)]),
        ("Just a text\nof two lines\n", [("S02", 1)]),
        (cue("00:00:02,000 --> 00:00:01,000"), [("S04", 2)]),
        (cue("00:00:02,000 --> 00:00:02,000"), [("S04", 2)]),
        (GOOD.replace("00:00:03,000", "00:00:02,000"), [("S05", 7)]),
        (cue("00:00:01,000 --> 00:00:02,000", "<i> </i>"), [("S12", 2)]),
        ("", [("S12", 1)]),
        (cue("00:00:04,000 --> 00:00:05,041"), [("S13", 2)]),
        (cue("00:00:04,000 --> 00:00:05,040"), []),
    ],
)
def test_what_is_found(tmp_path: Path, text: str | bytes, expected: list[tuple[str, int]]) -> None:
    """Each fault is found at the line of the file where it is mended; the film lasts five seconds."""
    assert found(tmp_path, text, film_ms=5000) == expected


def test_guesses_the_encoding(tmp_path: Path) -> None:
    """A file from an old Windows is named as such, and its text shown as it would be."""
    (finding,) = read(tmp_path, "1\n00:00:01,000 --> 00:00:02,000\nCrédal\n".encode("cp1252")).findings
    what = finding.params["what"]
    assert isinstance(what, Detail)
    assert (what.code, what.params["guess"], what.params["sample"]) == ("encoding-other", "cp1252", "Crédal")


def test_vtt_needs_its_first_word(tmp_path: Path) -> None:
    """A VTT file that does not say so is refused."""
    assert found(tmp_path, "00:01.000 --> 00:02.000\nA\n", "film.vtt") == [("S02", 1)]


def test_refusals(tmp_path: Path) -> None:
    """What cannot be timed refuses a testimony."""
    result = read(tmp_path, cue("00:00:02,000 --> 00:00:01,000"))
    assert [one.code for one in reader.refusals(result.findings)] == ["S04"]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file and an unknown kind are errors, not findings."""
    with pytest.raises(BadInput, match="subtitles-missing"):
        reader.read(tmp_path / "none.srt")
    with pytest.raises(BadInput, match="subtitles-unknown-kind"):
        read(tmp_path, GOOD, "film.sub")
