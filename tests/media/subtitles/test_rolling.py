"""Captions that roll, as YouTube makes them: known as a kind, with one finding, and unrolled by `--fix`."""

from pathlib import Path

import pytest

from media.subtitles import fixer, reader
from media.subtitles.lint import linter
from media.subtitles.norms import Context

NL = Context(language="nl")
LINES = [
    ("goeiedag ik ben", 0.160, 2.150),
    ("fatou en ik bak brood in", 2.160, 4.310),
    ("molenbeek &gt;&gt; en hoe gaat dat", 4.320, 7.030),
    ("goed &amp; elke dag beter", 7.040, 9.900),
]
SAID = ["goeiedag ik ben", "fatou en ik bak brood in", "molenbeek en hoe gaat dat", "goed & elke dag beter"]


def stamp(seconds: float, point: str = ".") -> str:
    """A time of a cue."""
    return f"00:00:{seconds:06.3f}".replace(".", point)


def words(line: str, start: float) -> str:
    """A line with the times of its words, as YouTube writes it."""
    first, *rest = line.split()
    return first + "".join(f"<{stamp(start + 0.2 * n)}><c> {word}</c>" for n, word in enumerate(rest, 1))


def as_downloaded(
    head: str = "WEBVTT\nKind: captions\nLanguage: nl\n\n", behind: str = " align:start position:0%"
) -> str:
    """The file that YouTube gives: each line comes word by word, then alone for 10 ms, then above the next."""
    text, above = head, " "
    for line, start, end in LINES:
        text += f"{stamp(start)} --> {stamp(end)}{behind}\n{above}\n{words(line, start)}\n\n"
        text += f"{stamp(end)} --> {stamp(end + 0.01)}{behind}\n{line}\n \n\n"
        above = line
    return text


def as_srt(*, blank: bool = True) -> str:
    """The same made into SRT by ffmpeg or a web site: the same doubles without the times of words."""
    text, above, number = "", "", 0
    for line, start, end in LINES:
        for first, last, shown in ((start, end, [above, line]), (end, end + 0.01, [line])):
            number += 1
            said = "\n".join(one for one in shown if one or blank)
            text += f"{number}\n{stamp(first, ',')} --> {stamp(last, ',')}\n{said}\n\n"
        above = line
    return text


def as_overlaps() -> str:
    """The same from the studio: each line once, standing until the next but one begins."""
    ends = [*(start for _, start, _ in LINES[2:]), 9.9, 9.9]
    return "".join(
        f"{number}\n{stamp(start, ',')} --> {stamp(end, ',')}\n{line}\n\n"
        for number, ((line, start, _), end) in enumerate(zip(LINES, ends, strict=True), 1)
    )


FORMS = {
    "as-downloaded.vtt": as_downloaded(),
    "without-head.vtt": as_downloaded("WEBVTT\n\n", ""),
    "ffmpeg.srt": as_srt(),
    "web-site.srt": as_srt(blank=False),
    "no-moments.vtt": "WEBVTT\n\n" + as_srt().replace(",", "."),
    "studio.srt": as_overlaps(),
    "studio.vtt": "WEBVTT\n\n" + as_overlaps().replace(",", "."),
}


@pytest.fixture(params=FORMS)
def rolling(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file of rolling captions, in each form that people download."""
    path = tmp_path / str(request.param)
    path.write_text(FORMS[request.param], encoding="utf-8")
    return path


def test_one_finding(rolling: Path) -> None:
    """Rolling captions are one finding, an error for which a testimony is refused in every kind of file."""
    found = linter.lint(rolling, NL)
    (one,) = [one for one in found if one.code in ("S05", "S06", "S07", "S08", "S10", "S12", "S14")]
    assert (one.code, one.severity, one.params["what"].code) == ("S05", "error", "captions-rolling")  # type: ignore[attr-defined]
    assert reader.refusals(reader.read(rolling).findings) == (reader.read(rolling).findings[0],)


def test_unrolled(rolling: Path) -> None:
    """`--fix` leaves each line once, for as long as it was new, and no more of the kind is found."""
    mended = fixer.fixed(rolling, NL)
    rolling.write_bytes(mended.content)
    read = reader.read(rolling)
    assert [cue.text for cue in read.cues] == SAID
    assert [round(cue.start_ms / 1000, 2) for cue in read.cues] == [start for _, start, _ in LINES]
    assert read.findings == ()
    assert "mended-rolling" in [one.code for one in mended.done]
    assert not fixer.fixed(rolling, NL).done
    left = {one.code for one in linter.lint(rolling, NL)}
    assert left <= {"S06", "S07", "S08", "S11", "S15", "S21"}


@pytest.mark.parametrize(
    "text",
    [
        "1\n00:00:01,000 --> 00:00:02,000\nJa.\n\n2\n00:00:02,100 --> 00:00:04,000\nJa.\n\n"
        "3\n00:00:04,100 --> 00:00:06,000\nNee, dat is niet zo.\n\n",
        "1\n00:00:01,000 --> 00:00:03,000\nEen\n\n2\n00:00:02,500 --> 00:00:05,000\nTwee\n\n"
        "3\n00:00:06,000 --> 00:00:07,500\nDrie\n\n4\n00:00:08,000 --> 00:00:09,500\nVier\n\n",
        "1\n00:00:01,000 --> 00:00:02,000\nJa!\n\n2\n00:00:02,000 --> 00:00:02,040\nJa!\n\n"
        "3\n00:00:02,080 --> 00:00:03,000\nJa!\n\n",
        "1\n00:00:01,000 --> 00:00:01,001\nJa!\n\n2\n00:00:01,000 --> 00:00:01,001\nJa!\n\n"
        "3\n00:00:01,000 --> 00:00:01,001\nJa!\n\n",
    ],
)
def test_others_do_not_roll(tmp_path: Path, text: str) -> None:
    """A word said twice or three times, however short, or one overlap, makes no rolling captions."""
    path = tmp_path / "film.srt"
    path.write_text(text, encoding="utf-8")
    assert not any(
        one.code == "S05" and getattr(one.params.get("what"), "code", "") == "captions-rolling"
        for one in linter.lint(path, NL)
    )
    assert "mended-rolling" not in [one.code for one in fixer.fixed(path, NL).done]


def test_language_of_the_head(tmp_path: Path) -> None:
    """The language that a VTT file's head or a TTML file's root says is known."""
    heads = {
        "a.vtt": "WEBVTT\nKind: captions\nLanguage: nl-BE\n\n00:01.000 --> 00:03.000\nJa\n",
        "b.vtt": "WEBVTT - fr\n\n00:01.000 --> 00:03.000\nOui\n",
        "c.vtt": "WEBVTT\n\n00:01.000 --> 00:03.000\nLanguage: nl\n",
        "d.ttml": '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="fr"><body><div><p begin="1s" end="3s">Oui</p>'
        "</div></body></tt>",
    }
    said = []
    for name, text in heads.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        said.append(reader.opened(tmp_path / name).language)
    assert said == ["nl-BE", "fr", "", "fr"]


def test_rolling_ttml(tmp_path: Path) -> None:
    """TTML that rolls is the same finding; its advice asks for a kind of file that can be unrolled."""
    cues = "".join(f'<p begin="{start}s" end="{end + 2:.2f}s">{line}</p>\n' for line, start, end in LINES)
    path = tmp_path / "film.ttml"
    path.write_text(
        f'<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="nl"><body><div>{cues}</div></body></tt>',
        encoding="utf-8",
    )
    (one,) = [one for one in linter.lint(path, NL) if one.code == "S05"]
    assert [getattr(one.params[name], "code", "") for name in ("what", "advice")] == [
        "captions-rolling",
        "advice-rolling-anew",
    ]
    assert "mended-rolling" not in [done.code for done in fixer.fixed(path, NL).done]
