"""TTML by its own rules: what is shown, when, and in which language."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media.subtitles import fixer, reader
from media.subtitles.formats import ttml_times
from media.subtitles.lint import linter
from media.subtitles.norms import Context

SPACES = (
    'xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"'
    ' xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:tts="http://www.w3.org/ns/ttml#styling"'
)
NTSC = 'ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"'
DROP = f'ttp:timeBase="smpte" ttp:dropMode="dropNTSC" {NTSC}'

Shown = list[tuple[int, int, str]]


def tt(body: str, rates: str = "", head: str = "", language: str = "nl") -> str:
    """A file with this body."""
    lang = f'xml:lang="{language}"' if language else ""
    return f"<tt {SPACES} {rates} {lang}>{head}{body}</tt>"


def body(cues: str) -> str:
    """A body with these paragraphs."""
    return f"<body><div>\n{cues}\n</div></body>"


def shown(folder: Path, text: str, language: str | None = "nl") -> Shown:
    """What a file shows: start, end, text."""
    path = folder / "film.ttml"
    path.write_text(text, encoding="utf-8")
    cues = reader.read(path, language=language).cues
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in cues]


def found(folder: Path, text: str, language: str | None = "nl") -> list[tuple[str, str, str]]:
    """What the linter finds: code, severity, which of the things that it looks for."""
    path = folder / "film.ttml"
    path.write_text(text, encoding="utf-8")
    findings = linter.lint(path, Context(language=language))
    return [(one.code, one.severity, getattr(one.params.get("what"), "code", "")) for one in findings]


@pytest.mark.parametrize(
    ("times", "rates", "expected"),
    [
        ('begin="00:00:00:15" end="00:00:03:00"', 'ttp:frameRate="25"', (600, 3000)),
        ('begin="15f" end="75f"', 'ttp:frameRate="25"', (600, 3000)),
        ('begin="15f" dur="60f"', 'ttp:frameRate="25"', (600, 3000)),
        ('begin="00:00:00:12.1" end="3s"', 'ttp:frameRate="25" ttp:subFrameRate="2"', (500, 3000)),
        ('begin="00:00:01:15" end="30f"', NTSC, (1501, 1001)),
        ('begin="00:01:00:02" end="00:01:03:15"', DROP, (60060, 63497)),
        ('begin="00:00:10:00" end="00:00:12:12"', 'ttp:timeBase="smpte" ttp:frameRate="25"', (10000, 12480)),
        ('begin="6000000t" end="30000000t"', 'ttp:tickRate="10000000"', (600, 3000)),
        ('begin="15t" end="75t"', 'ttp:frameRate="25"', (600, 3000)),
        ('begin="500ms" end="1.5s"', "", (500, 1500)),
        ('begin="0.05m" end="0.001h"', "", (3000, 3600)),
        ('begin="00:00:01.5" end="00:00:02.0625"', "", (1500, 2063)),
        ('begin="1s" dur="9s" end="3s"', "", (1000, 3000)),
    ],
)
def test_times(tmp_path: Path, times: str, rates: str, expected: tuple[int, int]) -> None:
    """Clock times, frames and ticks at the file's own rate, offsets of every unit, ends and durations."""
    assert shown(tmp_path, tt(body(f"<p {times}>Dag</p>"), rates)) == [(*expected, "Dag")]


@pytest.mark.parametrize(
    ("times", "rates", "detail"),
    [
        ('begin="75f" end="3s"', "", "frames-without-rate"),
        ('begin="00:00:01:05" end="3s"', "", "frames-without-rate"),
        ('begin="75f" end="3s"', 'ttp:frameRate="0"', "frames-without-rate"),
        ('begin="75f" end="3s"', 'ttp:frameRate="25" ttp:frameRateMultiplier="1"', "frames-without-rate"),
        ('begin="90000t" end="180000t"', "", "ticks-without-rate"),
        ('begin="00:00:01:25" end="3s"', 'ttp:frameRate="25"', "frames-too-many"),
        ('begin="10:00:00" end="10:00:02"', 'ttp:timeBase="clock"', "time-of-day"),
        ('begin="1,5" end="3s"', "", "time-unread"),
        ('begin="00:61:00" end="3s"', "", "time-unread"),
        ('begin="1s"', "", "end-missing"),
    ],
)
def test_times_that_are_asked_for(tmp_path: Path, times: str, rates: str, detail: str) -> None:
    """A rate that the file does not name, or a time that is none, is a fault with its own sentence and line."""
    text = tt(body(f"<p {times}>Dag</p>"), rates)
    assert ("S02", "error", detail) in found(tmp_path, text)
    assert linter.lint(tmp_path / "film.ttml", Context(language="nl"))[0].where.endswith(":2")


TWO = (
    '<body><div xml:lang="nl"><p begin="1s" end="3s">Dag</p></div>'
    '<div xml:lang="fr-BE"><p begin="1s" end="3s">Salut</p></div></body>'
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            '<body begin="10s"><div begin="1s" end="5s"><p begin="1s" end="9s">A</p></div></body>',
            [(12000, 15000, "A")],
        ),
        ('<body><div begin="1s" end="3s"><p>A</p></div></body>', [(1000, 3000, "A")]),
        (
            '<body timeContainer="seq"><div timeContainer="seq"><p dur="2s">A</p><p begin="1s" dur="2s">B</p></div>'
            '<div><p begin="1s" end="3s">C</p></div></body>',
            [(0, 2000, "A"), (3000, 5000, "B"), (6000, 8000, "C")],
        ),
        (
            body('<p><span begin="1s" end="2s">Eén</span><br/>\n<span begin="2s" end="4s">Twee</span></p>'),
            [(1000, 2000, "Eén"), (2000, 4000, "Twee")],
        ),
        (
            body('<p begin="1s" end="6s"><span>Eén </span><span begin="2s">twee</span></p>'),
            [(1000, 3000, "Eén"), (3000, 6000, "Eén twee")],
        ),
        (
            body(
                '<p begin="1s" end="5s" timeContainer="seq"><span dur="1s">Eén</span><span dur="2s">Twee</span></p>'
            ),
            [(1000, 2000, "Eén"), (2000, 4000, "Twee")],
        ),
        (
            body('<p begin="1s" end="3s" region="a">-Eén</p><p begin="1s" end="3s" region="b">-Twee</p>'),
            [(1000, 3000, "-Eén\n-Twee")],
        ),
    ],
)
def test_times_of_what_is_around(tmp_path: Path, written: str, expected: Shown) -> None:
    """Times count from what an element stands in, end with it, follow each other in a sequence; twins are one cue."""
    assert shown(tmp_path, tt(written)) == expected


RUBY = (
    '<span {0}="{1}container"><span {0}="{1}base">漢字</span><span {0}="{1}delimiter">(</span>'
    '<span {0}="{1}text">kanji</span></span>.'
)
STYLES = "".join(
    f'<style xml:id="s{one}" tts:ruby="{one}"/>' for one in ("container", "base", "text", "delimiter")
)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<metadata><ttm:desc>noot</ttm:desc></metadata>Dag", "Dag"),
        ("<ttm:title>noot</ttm:title>Dag<!-- a > b -->", "Dag"),
        ("Dag <ttm:agent>noot</ttm:agent><span><ttm:desc>x</ttm:desc>jij</span>", "Dag jij"),
        (RUBY.format("tts:ruby", ""), "漢字 (kanji)."),
        (RUBY.format("style", "s"), "漢字 (kanji)."),
        ("een\n   twee\u00a0! <br/>\n drie", "een twee\u00a0!\ndrie"),
        ("&lt;naam&gt; &amp; {stil} <![CDATA[<3]]>", "<naam> & {stil} <3"),
        ("Dag <lacht/> en <naam>An</naam>", "Dag en An"),
        ('Dag <span tts:display="none">weg</span>', "Dag"),
        ('Dag <x:noot xmlns:x="http://voorbeeld.be/x">weg</x:noot>', "Dag"),
    ],
)
def test_what_a_paragraph_shows(tmp_path: Path, inside: str, expected: str) -> None:
    """Notes and hidden text are not shown; how a word is read stands in brackets; unknown elements are text."""
    text = tt(body(f'<p begin="1s" end="3s">{inside}</p>'), head=f"<head><styling>{STYLES}</styling></head>")
    assert shown(tmp_path, text) == [(1000, 3000, expected)]


def test_lines_that_are_kept(tmp_path: Path) -> None:
    """Where the file says so, its own line ends are those of the subtitle."""
    text = tt(body('<p begin="1s" end="3s" xml:space="preserve">een\n   twee</p>'))
    assert shown(tmp_path, text) == [(1000, 3000, "een\ntwee")]


@pytest.mark.parametrize(
    ("inside", "detail"),
    [
        ("Dag <lacht/>", "element-unknown"),
        ('Dag <span tts:visibility="hidden">weg</span>', "text-hidden-by-file"),
        ('Dag <x:noot xmlns:x="http://voorbeeld.be/x">weg</x:noot>', "text-of-other-kind"),
    ],
)
def test_what_is_not_shown_is_told(tmp_path: Path, inside: str, detail: str) -> None:
    """Nothing but notes stays unseen without a word."""
    assert ("S14", "warning", detail) in found(tmp_path, tt(body(f'<p begin="1s" end="3s">{inside}</p>')))


@pytest.mark.parametrize(
    "text",
    [
        f'<t:tt {SPACES.replace("xmlns=", "xmlns:t=")}><t:body><t:div><t:p begin="1s" end="3s"><t:span>Dag</t:span>'
        "<t:metadata><ttm:desc>n</ttm:desc></t:metadata></t:p></t:div></t:body></t:tt>",
        '<tt><body><div><p begin="1s" end="3s"><ttm:desc>n</ttm:desc>Dag</p></div></body></tt>',
        '<tt xmlns="http://www.w3.org/2006/10/ttaf1"><body><div><p begin="1s" dur="2s">Dag</p></div></body></tt>',
        tt(
            body(
                '<p begin="0s" end="1s"><metadata><ttm:desc>n</ttm:desc></metadata></p><p begin="1s" end="3s">Dag</p>'
            )
        ),
    ],
)
def test_other_ways_to_write_it(tmp_path: Path, text: str) -> None:
    """Prefixes as EBU-TT-D has them, older namespaces or none; a paragraph of notes alone is no cue."""
    assert shown(tmp_path, text) == [(1000, 3000, "Dag")]


@pytest.mark.parametrize(
    ("asked", "expected", "finding"),
    [
        ("nl", [(1000, 3000, "Dag")], ("S15", "info", "language-taken")),
        ("fr", [(1000, 3000, "Salut")], ("S15", "info", "language-taken")),
        ("nl-BE", [(1000, 3000, "Dag")], ("S15", "info", "language-taken")),
        ("tr", [], ("S12", "error", "language-absent")),
        (None, [(1000, 3000, "Dag")], ("S15", "error", "languages-several")),
    ],
)
def test_two_languages_in_a_file(
    tmp_path: Path, asked: str | None, expected: Shown, finding: tuple[str, str, str]
) -> None:
    """The asked language is taken, and both are named; they never overlap."""
    assert shown(tmp_path, tt(TWO, language=""), asked) == expected
    codes = found(tmp_path, tt(TWO, language=""), asked)
    assert finding in codes
    assert "S05" not in [code for code, *_ in codes]


def test_a_quotation_is_no_second_track(tmp_path: Path) -> None:
    """A cue in another language at a time of its own stays: somebody is quoted."""
    text = tt(body('<p begin="1s" end="3s">Hij zei:</p><p begin="4s" end="6s" xml:lang="fr">Bonjour</p>'))
    assert [words for *_, words in shown(tmp_path, text)] == ["Hij zei:", "Bonjour"]


def test_times_stay_as_they_are_written(tmp_path: Path) -> None:
    """`--fix` writes no other times than those that it moves, and none in a sequence."""
    cue = '<p begin="1s" end="75f">Dag...</p><p begin="4s" end="00:00:06:00">Jij</p>'
    path = tmp_path / "film.ttml"
    path.write_text(tt(body(cue), 'ttp:frameRate="25"'), encoding="utf-8")
    new = fixer.fixed(path, Context(language="nl")).content.decode()
    assert new == tt(body(cue.replace("...", "…")), 'ttp:frameRate="25"')


def test_each_language_keeps_its_own_typography(tmp_path: Path) -> None:
    """Of a file in two languages each cue is corrected as its own language writes, whichever is asked for."""
    cues = '<p begin="1s" end="3s" xml:lang="nl">Ja!</p><p begin="1s" end="3s" xml:lang="fr">Oui !</p>'
    for asked, name in (("nl", "film.ttml"), ("fr", "film.itt"), ("fr", "film.xml"), ("nl", "film.dfxp")):
        path = tmp_path / name
        path.write_text(tt(body(cues)), encoding="utf-8")
        new = fixer.fixed(path, Context(language=asked)).content.decode()
        assert new == tt(body(cues.replace("Oui !", "Oui\u202f!")))


@given(
    st.integers(1, 120),
    st.sampled_from([(1, 1), (1000, 1001)]),
    st.integers(0, 3599),
    st.integers(0, 119),
)
def test_frames_and_offsets_agree(rate: int, by: tuple[int, int], seconds: int, frame: int) -> None:
    """A clock time in frames and the same moment in seconds are as far as a millisecond apart."""
    rates = ttml_times.rates({"frameRate": str(rate), "frameRateMultiplier": f"{by[0]} {by[1]}"})
    frame %= rate
    label = f"00:{seconds // 60:02}:{seconds % 60:02}:{frame:02}"
    exact = seconds * 1000 + frame * 1000 * by[1] / (rate * by[0])
    assert abs(ttml_times.milliseconds(label, rates) - exact) <= 0.51
    assert abs(ttml_times.milliseconds(f"{frame}f", rates) - (exact - seconds * 1000)) <= 0.51


TAGS = st.sampled_from([
    "span", "div", "metadata", 'p begin="1s" end="2s"', 'p dur="1s" timeContainer="seq"', 'span begin="1s" dur="5f"',
    'div begin="2s" end="1s"', 'div timeContainer="seq"', 'p begin="x"', 'span tts:ruby="text"', 'div xml:lang="fr"',
    "x:y", 'p end="3s" xml:space="preserve"', 'span tts:display="none"',
])  # fmt: skip
PIECES = st.recursive(
    st.sampled_from(["Dag...", " ", "&lt;", "\n", "<br/>"]),
    lambda inside: st.tuples(TAGS, st.lists(inside, max_size=4)).map(
        lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0].split()[0]}>"
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PIECES)
def test_whatever_is_written(tmp_path: Path, pieces: str) -> None:
    """Elements inside each other in any way are read, judged and corrected, and correcting twice changes nothing."""
    path = tmp_path / "film.ttml"
    path.write_text(tt(f"<body><div>{pieces}</div></body>", 'ttp:frameRate="25"'), encoding="utf-8")
    linter.lint(path, Context(language="nl"))
    path.write_bytes(fixer.fixed(path, Context(language="nl")).content)
    assert fixer.fixed(path, Context(language="nl")).done == ()
