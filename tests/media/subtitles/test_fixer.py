"""`--fix`: what is mechanical is mended, words stay, and mending twice changes nothing."""

import re
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from media.subtitles import fixer, reader
from media.subtitles.lint import linter
from media.subtitles.norms import Context

FR = Context(language="fr")
NL = Context(language="nl")


def mend(
    folder: Path, text: str | bytes, context: Context = NL, name: str = "film.srt"
) -> tuple[str, list[str]]:
    """A file's text after mending, and the codes of what was mended."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    mended = fixer.fixed(path, context)
    return mended.content.decode(), [one.code.removeprefix("mended-") for one in mended.done]


def cue(text: str, number: int = 1, times: str = "00:00:01,000 --> 00:00:03,000") -> str:
    """One cue of an SRT file."""
    return f"{number}\n{times}\n{text}\n\n"


@pytest.mark.parametrize(
    ("old", "new", "done"),
    [
        (cue("Crédal").encode("cp1252"), cue("Crédal"), ["encoding"]),
        (b"\xef\xbb\xbf" + cue("Crédal").encode(), cue("Crédal"), ["encoding"]),
        (cue("CrÃ©dal, câ€™est"), cue("Crédal, c’est"), ["encoding"]),
        (cue("c\x92est l\u200bà"), cue("c’est là"), ["encoding"]),
        (cue("Ja"), cue("Ja"), []),
        (cue("Ja").strip(), cue("Ja"), ["writing"]),
        (cue("Ja").replace("1\n", "7\n", 1), cue("Ja"), ["writing"]),
        (cue("Ja").replace(",", "."), cue("Ja"), ["times"]),
        (cue("Ja\n\nen nee") + "\n", cue("Ja\nen nee"), ["writing"]),
        (cue(" Ja "), cue("Ja"), ["writing"]),
        (cue("<b><i>Ja</b></i>{\\an8}"), cue("<b>Ja</b>"), ["markup"]),
        (cue("AT&amp;T &eacute;&nbsp;"), cue("AT&T é\u00a0"), ["markup"]),
        (cue("1 &lt; 2 &amp;amp; 3&gt;1"), cue("1 < 2 & 3>1"), ["markup"]),
        (cue("&lt;b&gt; &lt;naam&gt; &#8203;"), cue("&lt;b&gt; &lt;naam&gt; &#8203;"), []),
        (cue(">> Ja &gt;&gt; nee"), cue("Ja nee"), ["markup"]),
        (cue("Ja", times="00:00:01,000 --> 00:00:03,000 X1:9"), cue("Ja"), ["writing"]),
        (cue("Wacht...  ‘s avonds"), cue("Wacht… ’s avonds"), ["typography"]),
    ],
)
def test_what_is_mended(tmp_path: Path, old: str | bytes, new: str, done: list[str]) -> None:
    """Each mechanical fault is mended and named; what is right is left alone."""
    assert mend(tmp_path, old) == (new, done)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ça va?", "Ça va\u202f?"),
        ("Ça va ?!", "Ça va\u202f?!"),
        ("Voilà : « oui »!", "Voilà\u00a0: «\u00a0oui\u00a0»\u202f!"),
        ("«Oui»", "«\u00a0Oui\u00a0»"),
        ("à 10:30 sur https://x.be/?a=1", "à 10:30 sur https://x.be/?a=1"),
        ("<i>Quoi ?</i>", "<i>Quoi\u202f?</i>"),
        ("(Non !)", "(Non\u202f!)"),
        ("Déjà\u00a0!", "Déjà\u00a0!"),
        ("Mon coeur", "Mon coeur"),
    ],
)
def test_french(tmp_path: Path, old: str, new: str) -> None:
    """French gets its spaces that do not break; letters stay, even where œ would be right."""
    assert mend(tmp_path, cue(old), FR)[0] == cue(new)


def two(first: str, second: str) -> str:
    """Two cues with these times."""
    return cue("Eén", 1, first) + cue("Twee", 2, second)


@pytest.mark.parametrize(
    ("first", "second", "ends"),
    [
        ("00:00:01,000 --> 00:00:03,000", "00:00:03,000 --> 00:00:05,000", "00:00:02,920"),
        ("00:00:01,000 --> 00:00:03,000", "00:00:03,200 --> 00:00:05,000", "00:00:03,120"),
        ("00:00:01,000 --> 00:00:03,300", "00:00:03,000 --> 00:00:05,000", "00:00:02,920"),
        ("00:00:01,000 --> 00:00:03,000", "00:00:03,520 --> 00:00:05,000", "00:00:03,000"),
        ("00:00:01,000 --> 00:00:03,501", "00:00:03,000 --> 00:00:05,000", "00:00:03,501"),
        ("00:00:01,000 --> 00:00:01,900", "00:00:01,900 --> 00:00:05,000", "00:00:01,900"),
        ("00:00:01,000 --> 00:00:07,900", "00:00:08,100 --> 00:00:10,000", "00:00:07,900"),
    ],
)
def test_gaps(tmp_path: Path, first: str, second: str, ends: str) -> None:
    """Small gaps and overlaps become two frames, unless a cue would stand too short or too long."""
    assert mend(tmp_path, two(first, second))[0].split("\n")[1] == f"00:00:01,000 --> {ends}"


def test_too_fast_is_not_safe(tmp_path: Path) -> None:
    """A cue is not made shorter where it would then be too fast to read."""
    text = cue("x" * 33, 1) + cue("y", 2, "00:00:03,000 --> 00:00:05,000")
    assert mend(tmp_path, text) == (text, [])


def test_order(tmp_path: Path) -> None:
    """Cues are put in order of time and numbered anew."""
    text = cue("Twee", 1, "00:00:05,000 --> 00:00:07,000") + cue("Eén", 2)
    new, done = mend(tmp_path, text)
    assert new == cue("Eén", 1) + cue("Twee", 2, "00:00:05,000 --> 00:00:07,000")
    assert done == ["order"]


@pytest.mark.parametrize(
    "text",
    [
        cue("Ja", times="00:00:01,000 --> 00:00:61,000") + cue("Nee... "),
        "Een titel\n" + cue("Ja"),
        cue("Ja", times="00:00:05,000 --> 00:00:03,000"),
        "Alleen maar woorden",
        "",
        cue("l\ufffd"),
        cue("Elle a dit â€œouiâ€"),
        cue("Et puis nonâ€ ."),
        cue("Il a ditâ€."),
    ],
)
def test_what_is_unclear_stays(tmp_path: Path, text: str) -> None:
    """Where a time or a letter is unclear, nothing is moved or written anew: only texts are mended."""
    new, _ = mend(tmp_path, text)
    assert new.replace("…", "...").rstrip() == text.rstrip()


def test_broken_arrow_keeps_its_place(tmp_path: Path) -> None:
    """A subtitle whose times are broken is not glued to the one before: its blank line and its number stay."""
    broken = "5\n00:00:17,000 -> 00:00:98,000\nHier ontbreekt een streepje.\n\n"
    text, _ = mend(tmp_path, cue("Ja") + broken)
    assert text.rstrip("\n") == (cue("Ja") + broken).rstrip("\n")
    assert "S02" in [one.code for one in linter.lint(tmp_path / "film.srt", NL)]


@pytest.mark.parametrize(
    "times",
    [
        "0:01 --> 0:03", "00:01,0 --> 00:03,0", "0:00:01 --> 0:00:03", "00:00:01.000 --> 00:00:03.000",
        "00:00:01;000 --> 00:00:03;000", "00:00:01,000 -> 00:00:03,000", "00:00:01,000 ---> 00:00:03,000",
        "00:00:01,000 —> 00:00:03,000", "00:00:01,000 –> 00:00:03,000", "00:00:01,000 → 00:00:03,000",
        "00:00:01,000 => 00:00:03,000", "00:00:01,000 - 00:00:03,000",
        "00:00:01,000 --&gt; 00:00:03,000", "00:00:01,000 -- > 00:00:03,000", "00 : 00 : 01 , 000 --> 00:00: 03,000",
        "1. 00:00:01,000 --> 00:00:03,000", "0:1 -> 0:3",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["srt", "vtt"])
def test_times_as_people_type_them(tmp_path: Path, times: str, kind: str) -> None:
    """Times whose meaning is clear are written as the file's kind wants them, and that is said."""
    head, first = ("", "1\n") if kind == "srt" else ("WEBVTT\n\n", "")
    right = "00:00:01,000 --> 00:00:03,000" if kind == "srt" else "00:00:01.000 --> 00:00:03.000"
    first = "" if times.startswith("1.") else first
    name = f"film.{kind}"
    text, done = mend(tmp_path, f"{head}{first}{times}\nJa, dat is goed.\n\n", name=name)
    assert f"{right}\nJa, dat is goed.\n" in text
    assert times == right or done == ["times"]
    found = linter.lint(tmp_path / name, NL)
    assert times == right or ("S02", "advice-fix-times") in [
        (one.code, getattr(one.params["advice"], "code", "")) for one in found if "advice" in one.params
    ]
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert linter.lint(tmp_path / name, NL) == ()


@pytest.mark.parametrize(
    "times",
    [
        "00:00:01,000 --> 00:00:61,000", "00:00:01:12 --> 00:00:03:00", "00:99:01,000 -> 00:99:03,000",
        "1.5 --> 3.0", "9:30 - 12:00", "00:00:01,0000 --> 00:00:03,0000", "00:00:01,000 -->",
    ],
)  # fmt: skip
def test_doubtful_times_stay(tmp_path: Path, times: str) -> None:
    """Times that could mean two things are left as they are; no claim is made of them, and their line is named."""
    text, done = mend(tmp_path, cue("Ja") + cue("Nee, dat niet.", 2, times))
    assert times in text
    assert done == []
    lines = [one.where.rpartition(":")[2] for one in linter.lint(tmp_path / "film.srt", NL)]
    assert times == "9:30 - 12:00" or "6" in lines


def test_words_behind_the_times(tmp_path: Path) -> None:
    """Words behind the times are the subtitle's own, and stay."""
    assert mend(tmp_path, "1\n00:00:01,000 --> 00:00:03,000 Ja, dat is goed.\n\n") == (
        cue("Ja, dat is goed."),
        ["times"],
    )


def test_kinds_stay(tmp_path: Path) -> None:
    """VTT keeps names, notes, styles and places; ASS its other lines and codes; TTML everything but what is mended."""
    vtt = "WEBVTT - x\n\nSTYLE\n::cue{}\n\nNOTE a\n\nb\n00:05.000 --> 00:07.000 line:0\nTwee...\n\n"
    vtt += "NOTE c\n\n00:01.000 --> 00:03.000\nEén\n"
    new, done = mend(tmp_path, vtt, name="film.vtt")
    assert new == (
        "WEBVTT - x\n\nSTYLE\n::cue{}\n\nNOTE a\n\n"
        "NOTE c\n\n00:00:01.000 --> 00:00:03.000\nEén\n\nb\n00:00:05.000 --> 00:00:07.000 line:0\nTwee…\n"
    )
    assert done == ["typography", "order"]
    ass = "[Script Info]\nTitle: x...\n[Events]\n"
    ass += "Dialogue: 0,0:00:05.00,0:00:07.00,D,An...,0,0,0,,{\\i1}Twee...\nComment: x\n"
    ass += "Dialogue: 0,0:00:04.00,0:00:05.00,D,,0,0,0,,Eén, of nul\n"
    assert mend(tmp_path, ass, name="film.ass")[0] == (
        "[Script Info]\nTitle: x...\n[Events]\nDialogue: 0,0:00:04.00,0:00:04.92,D,,0,0,0,,Eén, of nul\nComment: x\n"
        "Dialogue: 0,0:00:05.00,0:00:07.00,D,An...,0,0,0,,{\\i1}Twee…\n"
    )
    ttml = '<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml"><body begin="1s"><div>\n'
    ttml += '<p begin="1s" end="3s" x="...">A  B &amp; <span>b...</span></p>'
    ttml += '<p xml:id="c" begin="3.0s" end="5s">C</p></div></body></tt>'
    expected = ttml.replace("A  B", "A B").replace("b...", "b…").replace('end="3s"', 'end="00:00:02.920"')
    assert mend(tmp_path, ttml, name="film.ttml")[0] == expected


def test_the_old_file_stays_beside(tmp_path: Path) -> None:
    """The file as it first was is kept and never overwritten; Windows line ends stay; nothing else is left."""
    path = tmp_path / "film.srt"
    path.write_bytes(b"first\r\n")
    assert fixer.write_with_backup(path, b"second\r\n").name == "film.srt.bak"
    fixer.write_with_backup(path, b"third\r\n")
    assert path.read_bytes() == b"third\r\n"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["film.srt", "film.srt.bak"]
    assert (tmp_path / "film.srt.bak").read_bytes() == b"first\r\n"
    assert mend(tmp_path, cue("Wacht...").replace("\n", "\r\n"))[0] == cue("Wacht…").replace("\n", "\r\n")


WORDS = st.sampled_from([
    "oui", "non", "été", "'s", "’s", "‘t", "l'", "Crédal", "12", "<i>", "</i>", "<b>", "</font>", "{\\an8}", "{",
    "&amp;", "&eacute;", "&lt;", "&", "...", "…", "!", " ?", ":", "«", "»", "-", "\u00a0", "\u202f", "  ", "\n", "\n\n",
    ".", "@", "<",
])  # fmt: skip
TEXT = st.lists(WORDS, max_size=12).map("".join)
TIMES = st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 4_000)), max_size=5)


def stamp(ms: int, point: str) -> str:
    """A time of a file."""
    return f"00:00:{ms // 1000:02}{point}{ms % 1000:03}"


def written(kind: str, cues: list[tuple[int, int, str]]) -> str:
    """A file of a kind with these cues: start, end, text."""
    if kind == "ass":
        lines = [
            f"Dialogue: 0,0:00:{a // 1000:02}.{a % 1000 // 10:02},0:00:{b // 1000:02}.{b % 1000 // 10:02},D,,0,0,0,,"
            + text.replace("\n", "\\N")
            for a, b, text in cues
        ]
        return "\n".join(["[Events]", *lines])
    if kind == "ttml":
        paragraphs = (f'<p begin="{a}ms" end="{b}ms">{escape(text)}</p>' for a, b, text in cues)
        return f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div>{"".join(paragraphs)}</div></body></tt>'
    point = "," if kind == "srt" else "."
    head = "" if kind == "srt" else "WEBVTT\n\n"
    return head + "\n".join(
        f"{n}\n{stamp(a, point)} --> {stamp(b, point)}\n{text}\n" for n, (a, b, text) in enumerate(cues, 1)
    )


def letters(path: Path) -> list[tuple[int, str]]:
    """What a file shows, as the start and the letters of its cues."""
    shown = reader.read(path).cues
    return sorted(
        (cue.start_ms, "".join(re.findall(r"\w", cue.text))) for cue in shown if re.search(r"\w", cue.text)
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(["srt", "vtt", "ass", "ttml"]), times=TIMES, texts=st.lists(TEXT, min_size=5, max_size=5),
       language=st.sampled_from(["fr", "nl", None]))  # fmt: skip
def test_words_stay(
    tmp_path: Path, kind: str, times: list[tuple[int, int]], texts: list[str], language: str | None
) -> None:
    """Whatever is mended, the letters of every cue stay as they were; mending again changes nothing."""
    cues = [(start, start + stands, text) for (start, stands), text in zip(times, texts, strict=False)]
    path, context = tmp_path / f"film.{kind}", Context(language=language)
    path.write_text(written(kind, cues), encoding="utf-8")
    before = letters(path)
    path.write_bytes(fixer.fixed(path, context).content)
    assert letters(path) == before
    again = fixer.fixed(path, context)
    assert (again.content, again.done) == (path.read_bytes(), ())


LINES = [
    "", "", "woorden", "nog woorden", "1", "7", "NOTE let op", "STYLE", "WEBVTT", "Kind: captions",
    "00:00:05.000 --> 00:00:08.000", "00:00:01,000 --> 00:00:04,000", "0:09 -> 0:12", "00:00:04,500 --> 00:00:04,800",
]  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(["srt", "vtt"]),
    head=st.booleans(),
    lines=st.lists(st.sampled_from(LINES), max_size=12),
)
def test_words_anywhere(tmp_path: Path, kind: str, head: bool, lines: list[str]) -> None:
    """Words before the times, between cues and behind them stay, and mending again changes nothing."""
    path = tmp_path / f"film.{kind}"
    old = "\n".join([*(["WEBVTT", ""] if head else []), *lines]) + "\n"
    path.write_text(old, encoding="utf-8")
    path.write_bytes(fixer.fixed(path, NL).content)
    new = path.read_text(encoding="utf-8")
    again = fixer.fixed(path, NL)
    assert (again.content.decode(), again.done) == (new, ())
    assert sorted(re.findall(r"[a-zà-ÿ]+", old)) == sorted(re.findall(r"[a-zà-ÿ]+", new))


@pytest.mark.parametrize(
    "before", ["woorden\nnog woorden\n", "1\nwoorden\n", "WEBVTT\n\nNOTE let op\nwoorden\n"]
)
def test_words_before_the_first_time(tmp_path: Path, before: str) -> None:
    """Words above the first cue of a VTT file never become words of another one, however often it is mended."""
    text = f"{before}0:09 -> 0:12\nLater.\n\n00:00:05.000 --> 00:00:08.000\nEerst.\n"
    first, _ = mend(tmp_path, text, name="film.vtt")
    assert mend(tmp_path, first, name="film.vtt") == (first, [])
    (tmp_path / "film.vtt").write_text(first, encoding="utf-8")
    assert "woorden" not in "".join(one.text for one in reader.opened(tmp_path / "film.vtt").shown)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(times=TIMES, texts=st.lists(TEXT, min_size=5, max_size=5))
def test_no_new_errors(tmp_path: Path, times: list[tuple[int, int]], texts: list[str]) -> None:
    """Mending brings no kind of error that was not there, but that a gap was closed as far as it could be."""
    cues = [(start, start + stands, text) for (start, stands), text in zip(times, texts, strict=False)]
    path = tmp_path / "film.srt"
    path.write_text(written("srt", cues), encoding="utf-8")
    assume(
        not reader.opened(path).rolls
    )  # captions that roll are one finding, and cues of their own once unrolled
    before = {one.code for one in linter.lint(path, NL) if one.severity == "error"}
    path.write_bytes(fixer.fixed(path, NL).content)
    after = {one.code for one in linter.lint(path, NL) if one.severity == "error"}
    assert after - before <= {"S06"}
