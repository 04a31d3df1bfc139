"""The same subtitles are judged the same in every kind of file, and `--fix` claims nothing that is not so."""

import re
from pathlib import Path
from xml.sax.saxutils import escape

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from media.findings import Finding
from media.subtitles import fixer, reader, writer
from media.subtitles.lint import linter
from media.subtitles.norms import Context

NL = Context(language="nl", film_ms=60_000)
OF_WRITING = {"S02", "S03"}  # which each kind of file has its own of
WORDS = st.sampled_from(
    ["Ja", "Goed zo.", "Ik ben Fatou en ik bak elke dag brood in Molenbeek", "WIJ ZIJN OPEN", "an@example.org", "漢",
     "", "Wacht... ‘s avonds", "Ja\nnee", "a\nb\nc", "0470 12 34 56"]
)  # fmt: skip
CUES = st.lists(
    st.tuples(st.integers(-200, 6000), st.integers(-300, 8000), WORDS), min_size=1, max_size=6
).map(
    lambda drawn: [
        (n * 3000 + gap, n * 3000 + gap + lasts, text) for n, (gap, lasts, text) in enumerate(drawn)
    ]
)


def written(path: Path, cues: list[tuple[int, int, str]]) -> Path:
    """A file with these cues, of the kind that its name says."""
    cues = [(max(0, start), max(0, end), text) for start, end, text in cues]
    if path.suffix == ".ttml":
        lines = "\n".join(
            f'<p begin="{writer.stamp(start)}" end="{writer.stamp(end)}">{escape(text).replace(chr(10), "<br/>")}</p>'
            for start, end, text in cues
        )
        text = (
            f'<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="nl"><body><div>\n{lines}\n</div></body></tt>\n'
        )
    elif path.suffix == ".vtt":
        blocks = (f"{writer.stamp(start)} --> {writer.stamp(end)}\n{text}\n\n" for start, end, text in cues)
        text = "WEBVTT\n\n" + "".join(blocks)
    else:
        text = writer.srt(cues)
    path.write_text(text, encoding="utf-8")
    return path


def judged(found: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    """What is found, where that does not depend on the kind of file."""
    what = [getattr(one.params.get("what"), "code", "") for one in found]
    return sorted(
        (one.code, one.severity, detail)
        for one, detail in zip(found, what, strict=True)
        if one.code not in OF_WRITING and detail != "space-at-edge"
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cues=CUES)
def test_kinds_are_equal(tmp_path: Path, cues: list[tuple[int, int, str]]) -> None:
    """The same subtitles as SRT, VTT and TTML: the same findings, the same refusals."""
    starts = [start for start, *_ in cues]
    cues = [
        one for n, one in enumerate(cues) if one[0] not in starts[:n]
    ]  # TTML shows those of one moment as one
    files = [written(tmp_path / f"film.{kind}", cues) for kind in ("srt", "vtt", "ttml")]
    srt, vtt, ttml = (judged(linter.lint(path, NL)) for path in files)
    assert srt == vtt == ttml
    refused = [
        [one.code for one in reader.refusals(reader.read(path, film_ms=60_000).findings)] for path in files
    ]
    assert refused[0] == refused[1] == refused[2]


CLAIMED = {  # what is claimed to be mended, and what is then no longer found
    "mended-encoding": {"encoding-other", "encoding-mark", "encoding-twice"},
    "mended-times": {"advice-fix-times"},
    "mended-rolling": {"captions-rolling"},
    "mended-order": {"number-falls"},
    "mended-markup": {"tag-alone", "code-of-ass", "speaker-mark"},
    "mended-typography": {"ellipsis-dots", "space-double", "apostrophe-opens"},
    "mended-writing": {
        "number-missing",
        "number-double",
        "no-blank-between",
        "no-blank-at-end",
        "blank-doubled",
    },
}
PIECES = st.lists(
    st.sampled_from(
        ["1\n", "2\n", "0:01 -> 0:03\n", "00:00:04.000 --> 00:00:06.000\n", "00:00:07,000 —> 00:00:09,500\n",
         "00:00:10,000 --> 00:00:99,000\n", "00:00:01,000 --> 00:00:03,000\n", "Ja, dat is goed.\n", ">> Nee...\n",
         "&gt;&gt; Wat &amp; hoe\n", "<i>Zo\n", "&lt;i&gt;\n", "{\\an8}Daar\n", "‘s avonds  laat\n", "\n", "\n\n",
         "&#8203;\n", "[00:01:15] Fatou: ja\n", "WEBVTT\n\n", "\ufeff"]
    ),
    max_size=14,
)  # fmt: skip


@settings(
    max_examples=300,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(pieces=PIECES, kind=st.sampled_from(["srt", "vtt"]))
def test_fix_claims_no_more_than_it_did(tmp_path: Path, pieces: list[str], kind: str) -> None:
    """After `--fix` nothing is found any more of what it says that it corrected."""
    path = tmp_path / f"film.{kind}"
    text = "".join(pieces)
    assume(
        not re.search(r"[^\d\n]\n(?:\d+\n)*.*[->—]> ?\d", text)
    )  # words before a time are nobody's, until others are corrected
    path.write_text(text, encoding="utf-8")
    mended = fixer.fixed(path, NL)
    path.write_bytes(mended.content)
    left = {
        getattr(param, "code", "") for one in linter.lint(path, NL) for param in one.params.values()
    }  # fmt: skip
    for done in mended.done:
        assert not CLAIMED.get(done.code, set()) & left, (done.code, path.read_text(encoding="utf-8"))
