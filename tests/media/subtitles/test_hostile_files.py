"""Spoilt and hostile subtitle files: always findings or a plain refusal, soon, and nothing left behind."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media.errors import BadInput
from media.formats import FORMATS
from media.subtitles import fixer, reader
from media.subtitles.lint import linter
from media.subtitles.norms import Context

pytestmark = pytest.mark.slow

CONTEXT = Context(
    language="fr",
    formats=tuple(FORMATS.values()),
    film_ms=60_000,
    names=("Crédal", "Ayşe Voorbeeld"),
    opening_ms=500,
)
SRT = """1
00:00:01,000 --> 00:00:03,000
<i>Bonjour</i> à tous&nbsp;!

2
00:00:03,200 --> 00:00:06,000
Mon « cœur » {\\an8}
bat, www.voorbeeld.be

"""
VTT = "WEBVTT\n\nNOTE x\n\n" + SRT.replace(",", ".")
ASS = "[Script Info]\n[V4+ Styles]\nStyle: Default,Arial,20,&H00FFFFFF\n"
ASS += "[Events]\nFormat: Layer, Start, End, Style, Text\n"
ASS += "Dialogue: 0,0:00:01.00,0:00:03.00,Default,{\\i1}Bonjour\\Nà tous\n"
ASS += "Dialogue: 0,0:00:03.20,0:00:06.00,Default,Été\n"
TTML = '<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml"><body><div>\n<p begin="1s" end="3s">Bonjour<br/>'
TTML += '<span>à</span> tous</p>\n<p begin="00:00:03.200" dur="2s">Été &amp; hiver</p></div></body></tt>\n'
FILES = {"film.srt": SRT, "film.vtt": VTT, "film.ass": ASS, "film.ttml": TTML}
BOUND = 10.0  # seconds of the processor for one file


def used(path: Path) -> None:
    """Read, judge and mend a file as commands do: findings or BadInput, whatever it holds."""
    try:
        reader.read(path, film_ms=60_000)
        linter.lint(path, CONTEXT)
        mended = fixer.fixed(path, CONTEXT)
        path.write_bytes(mended.content)
        assert fixer.fixed(path, CONTEXT).content == mended.content
    except BadInput:
        return


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """A file with something done to it."""
    raw = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at, upto = sorted((chance.randrange(len(raw) + 1), chance.randrange(len(raw) + 1)))
        piece = bytes(raw[at:upto])
        raw[at:upto] = chance.choice(
            [b"", piece[::-1], piece * 3, bytes(chance.randbytes(8)), b"9" * 400, b"-->", b"\n\n", b"\r", b"\0", b"<p>",
             b"\xff\xfe", b"{" * 50, b"<i><b>", b"&#x0;&#10;&#999999;", b"00:00:99,999 --> 99:99:99,999\n",
             b'begin="9e9s"']
        )  # fmt: skip
        raw = raw or bytearray(b"x")
    return bytes(raw)


@pytest.mark.parametrize("name", FILES)
def test_spoilt_files(tmp_path: Path, name: str) -> None:
    """Fifty files of each kind, spoilt in many ways: no other error than a refusal, no file left, soon done."""
    chance, path = random.Random(name), tmp_path / name
    for number in range(50):
        path.write_bytes(spoilt(FILES[name].encode(), chance))
        begun = time.process_time()
        used(path)
        assert time.process_time() - begun < BOUND, number
    assert [one.name for one in tmp_path.iterdir()] == [name]


HUGE = 300_000
HEAD = "1\n00:00:01,000 --> 00:00:03,000\n"
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(20)
) + ']><tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">&u;</p></div></body></tt>'  # fmt: skip
MONSTERS = {
    "line.srt": HEAD + "x" * HUGE,
    "spaces.srt": HEAD + "<" + " " * HUGE + "b",
    "braces.srt": HEAD + "{" * HUGE,
    "angles.srt": HEAD + "<a" * (HUGE // 2),
    "tags.srt": HEAD + "<i>" * (HUGE // 3),
    "crosswise.srt": HEAD + "<i>" * (HUGE // 6) + "</b>" * (HUGE // 6) + "<b>" * 999 + "</i>" * 999,
    "blanks.srt": HEAD + "a" + "\n" * HUGE + "b",
    "capitals.srt": HEAD + "BE68" * (HUGE // 4),
    "digits.srt": HEAD + "0470 12 34 56" * (HUGE // 13),
    "mails.srt": HEAD + "a@b." * (HUGE // 4),
    "arrows.srt": "-->\n" * (HUGE // 4),
    "cues.srt": "\n\n".join(f"{n}\n00:00:01,000 --> 00:00:03,000\nça va ?" for n in range(4_000)),
    "zeros.srt": "\0" * HUGE,
    "mojibake.srt": HEAD + "Ã©" * (HUGE // 4),
    "names.srt": HEAD + "credal " * (HUGE // 7),
    "times.vtt": "WEBVTT\n\n" + "9" * HUGE + ":00.000 --> 00:03.000\na",
    "notes.vtt": "WEBVTT\n\n" + "NOTE\n\n" * (HUGE // 6),
    "header.vtt": "WEBVTT" + "\nx" * (HUGE // 2),
    "fields.ass": "[Events]\nDialogue: " + "," * HUGE,
    "sections.ass": "[" + "a" * HUGE,
    "codes.ass": "[Events]\nDialogue: 0,0:00:01.00,0:00:03.00,D,,0,0,0,," + "{\\i1" * (HUGE // 4),
    "deep.ttml": "<p>" * (HUGE // 3),
    "spans.ttml": f"<tt><body><div><p begin='1s' end='2s'>{'<span>' * 50}a{'</span>' * 50}</p></div></body></tt>",
    "laughs.ttml": LAUGHS,
    "quadratic.ttml": f"<!DOCTYPE x [<!ENTITY a '{'a' * 1000}'>]><tt><p begin='1s' end='2s'>{'&a;' * 9000}</p></tt>",
    "attributes.ttml": "<tt " + " ".join(f"a{n}='1'" for n in range(30_000)) + "/>",
    "paragraphs.ttml": "<tt><body><div>" + "<p begin='1s' end='2s'>é</p>" * 4_000 + "</div></body></tt>",
}


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters(tmp_path: Path, name: str) -> None:
    """Endless lines, tags, braces, depths and entities take no longer than an ordinary long file."""
    path = tmp_path / name
    path.write_text(MONSTERS[name], encoding="utf-8")
    begun = time.process_time()
    used(path)
    assert time.process_time() - begun < BOUND


def test_a_file_too_large(tmp_path: Path) -> None:
    """A file of more megabytes than any film needs is refused unread."""
    (tmp_path / "film.srt").write_bytes(b"x" * (reader.LARGEST + 1))
    with pytest.raises(BadInput, match="subtitles-too-large"):
        reader.read(tmp_path / "film.srt")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(FILES)), content=st.binary(max_size=200))
def test_any_bytes(tmp_path: Path, name: str, content: bytes) -> None:
    """Any bytes are subtitles, findings or a refusal."""
    (tmp_path / name).write_bytes(content)
    used(tmp_path / name)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cues=st.lists(
        st.tuples(st.integers(-(10**6), 10**8), st.integers(-(10**6), 10**8), st.text(max_size=40)),
        max_size=6,
    )
)
def test_any_cues(tmp_path: Path, cues: list[tuple[int, int, str]]) -> None:
    """Any times and texts are judged: a cue that is no cue is a finding."""
    blocks = [f"{n}\n{_stamp(a)} --> {_stamp(b)}\n{text}\n\n" for n, (a, b, text) in enumerate(cues, 1)]
    (tmp_path / "film.srt").write_text("".join(blocks), encoding="utf-8", errors="replace")
    used(tmp_path / "film.srt")


def _stamp(ms: int) -> str:
    sign, ms = ("-", -ms) if ms < 0 else ("", ms)
    return f"{sign}{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"
