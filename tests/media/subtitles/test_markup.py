"""What is markup in a subtitle and what is text: tags that anybody knows go, everything else stays and is told."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media.subtitles import fixer, reader
from media.subtitles.lint import linter
from media.subtitles.norms import Context

NL = Context(language="nl")


def write(folder: Path, text: str, kind: str = "srt") -> Path:
    """A file of a kind with one cue."""
    path = folder / f"film.{kind}"
    heads = {"srt": "1\n00:00:01,000 --> 00:00:04,000\n", "vtt": "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n"}
    heads["ass"] = "[Events]\nDialogue: 0,0:00:01.00,0:00:04.00,D,,0,0,0,,"
    path.write_text(f"{heads[kind]}{text}\n\n", encoding="utf-8")
    return path


def told(path: Path) -> list[tuple[str, str]]:
    """What is told of markup: which thing, and the sample."""
    details = [one.params["what"] for one in linter.lint(path, NL) if one.code == "S14"]
    return [(detail.code, str(detail.params["sample"])) for detail in details]


TEXTS = [
    "Ik werk bij <naam van de bank> hier.", "Dat is <lacht> zo.", "</lacht>", "<bank>geld</bank>", "<i van de bank>",
    "<naïef>", "< b en c >", "<bedrag: 5 euro>", "<Banque & fils>",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["srt", "vtt"])
@pytest.mark.parametrize("text", TEXTS)
def test_unknown_tags_are_text(tmp_path: Path, text: str, kind: str) -> None:
    """What looks like a tag and is none that anybody knows is shown, told by its words, and stays after `--fix`."""
    path = write(tmp_path, text, kind)
    for _ in range(2):
        assert reader.read(path).cues[0].text == text
        assert {code for code, _ in told(path)} == {"tag-unknown"}
        assert told(path)[0][1] in text
        path.write_bytes(fixer.fixed(path, NL).content)


@pytest.mark.parametrize("kind", ["srt", "vtt"])
@pytest.mark.parametrize(
    "text",
    [
        "Ik <3 jou",
        "a < b",
        "5 > 3",
        "<2015>",
        "<<oui>>",
        "[lacht] (stil) {stil}",
        "->",
        "a <b",
        "Q&notes",
        "R&D",
    ],
)
def test_signs_are_text(tmp_path: Path, text: str, kind: str) -> None:
    """Hearts, comparisons, quotes, brackets and braces are text, of which nothing is to be told."""
    path = write(tmp_path, text, kind)
    assert reader.read(path).cues[0].text == text
    assert told(path) == []


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("<i>Dag</i> <B>jij</B> < u >x</ u >", "srt", "Dag jij x"), ('<font color="#fff">Dag</font>', "srt", "Dag"),
        ("<font color=red size='3'>Dag</font>", "vtt", "Dag"), ('<span class="x">Dag</span>', "srt", "Dag"),
        ("{\\an8}Dag", "srt", "Dag"), ("{y:i}Dag", "srt", "Dag"), ("een<br>twee<br />drie", "srt", "een\ntwee\ndrie"),
        ("<c.yellow.bg>Dag</c>", "vtt", "Dag"), ("<v An Peeters>Dag</v>", "vtt", "Dag"),
        ("<v.luid An>Dag", "vtt", "Dag"),
        ("<lang en>Hi</lang>", "vtt", "Hi"), ("<00:00:01.500>Dag", "vtt", "Dag"), ("<i.x>Dag</i>", "vtt", "Dag"),
        ("<ruby>漢字<rt>kanji</rt></ruby>!", "vtt", "漢字 (kanji)!"),
        ("<ruby>漢<rp>(</rp><rt>kan<rp>)</rp></ruby>", "vtt", "漢 (kan)"),
        ("AT&amp;T &lt;3 &eacute;", "srt", "AT&T <3 é"), ("{\\i1}Dag{\\i0}\\Njij", "ass", "Dag\njij"),
        ("<naam> <3", "ass", "<naam> <3"),
    ],
)  # fmt: skip
def test_known_markup_goes(tmp_path: Path, text: str, kind: str, shown: str) -> None:
    """Tags of SRT and VTT, codes and entities are not shown; a break is one, how a word is read stands in brackets."""
    assert reader.read(write(tmp_path, text, kind)).cues[0].text == shown


@pytest.mark.parametrize(
    ("text", "kind", "told_of"),
    [
        ("<v An>Dag", "srt", ("code-of-vtt", "<v An>")), ("<c.geel>Dag</c>", "srt", ("code-of-vtt", "<c.geel>")),
        ("{noot voor ons}Dag", "ass", ("note-in-braces", "{noot voor ons}")), ("<i>Dag", "ass", ("code-shown", "<i>")),
        ("<s>Dag", "srt", ("tag-alone", "<s>")),
    ],
)  # fmt: skip
def test_codes_of_other_kinds_are_told(
    tmp_path: Path, text: str, kind: str, told_of: tuple[str, str]
) -> None:
    """A code of another kind of file, and a note that this kind does not show, is told by its words."""
    assert told(write(tmp_path, text, kind)) == [told_of]


def test_an_address_is_not_repeated(tmp_path: Path) -> None:
    """An address in angle brackets is shown, and found as personal data without being repeated."""
    path = write(tmp_path, "Mail <an@voorbeeld.be>")
    assert reader.read(path).cues[0].text == "Mail <an@voorbeeld.be>"
    assert told(path) == []
    assert "S22" in [one.code for one in linter.lint(path, NL)]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    word=st.text("abcdefghijklmnopqrstuvwxyzéï", min_size=2, max_size=12),
    more=st.text("abc éè.,'=1/\"", max_size=20),
    kind=st.sampled_from(["srt", "vtt"]),
)
def test_words_in_brackets_are_shown(tmp_path: Path, word: str, more: str, kind: str) -> None:
    """Words in angle brackets are either shown with all their letters, or a tag of those few that there are."""
    text = f"Dag <{word}{more}> zo"
    cue = reader.read(write(tmp_path, text, kind)).cues[0].text
    tags = ("br", "em", "rt", "rp", "div", "font", "lang", "nobr", "ruby", "span", "strong", "center")
    assert "".join(cue.split()) == "".join(text.split()) or word.startswith(tags)
