"""The linter: every rule sees what is wrong, at its line, and lets pass what is right."""

import string
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from campaign.messages import translate
from media.findings import Detail
from media.formats import FORMATS
from media.subtitles import reader
from media.subtitles.lint import linter
from media.subtitles.norms import Context, Norms
from media.text import language_detection

NL = Context(language="nl")
FR = Context(language="fr")
EN = Context(language="en")


def srt(*texts: str, begin: int = 1, stands: int = 4000, apart: int = 1000) -> str:
    """An SRT file of cues that stand `stands` ms, `apart` ms from each other."""
    blocks = []
    for number, text in enumerate(texts, 1):
        start = begin * 1000 + (number - 1) * (stands + apart)
        blocks.append(f"{number}\n{stamp(start)} --> {stamp(start + stands)}\n{text}\n\n")
    return "".join(blocks)


def stamp(ms: int) -> str:
    """A time as SRT has it."""
    return f"00:{ms // 60000:02}:{ms // 1000 % 60:02},{ms % 1000:03}"


def times(*pairs: tuple[str, str], text: str = "Dag allemaal") -> str:
    """An SRT file with these times (seconds, `1,000`) and always the same text."""
    return "".join(
        f"{number}\n00:00:{start} --> 00:00:{end}\n{text}\n\n" for number, (start, end) in enumerate(pairs, 1)
    )


def lint(
    folder: Path, text: str | bytes, context: Context = NL, name: str = "film.srt"
) -> list[tuple[str, int, str]]:
    """What the linter finds: code, line, severity."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = linter.lint(path, context)
    return [(one.code, int(one.where.rpartition(":")[2]), one.severity) for one in found]


GOOD = srt("Wij bakken elke dag.")
AN_HOUR = replace(NL, film_ms=3_600_000)

# code -> what is wrong: text, line, severity, and what it is judged with; then the same, set right
CASES: list[tuple[str, str | bytes, int, str, Context, str | bytes]] = [
    ("S01", "1\n00:00:01,000 --> 00:00:04,000\nCrédal\n\n".encode("cp1252"), 3, "error", NL, srt("Crédal")),
    ("S01", srt("CrÃ©dal"), 3, "error", NL, srt("Crédal")),
    ("S01", srt("l�"), 3, "error", NL, srt("là")),
    ("S01", srt("da\u200bg"), 3, "error", NL, srt("dag")),
    ("S01", b"\xef\xbb\xbf" + GOOD.encode(), 1, "info", NL, GOOD),
    ("S02", GOOD.replace("01,000", "01.000"), 2, "error", NL, GOOD),
    ("S02", GOOD.replace("01,000", "61,000"), 2, "error", NL, GOOD),
    ("S02", GOOD.replace("-->", "->"), 2, "error", NL, GOOD),
    ("S03", GOOD.removeprefix("1\n"), 1, "warning", NL, GOOD),
    ("S03", srt("Eén", "Twee").replace("2\n00", "1\n00"), 5, "warning", NL, srt("Eén", "Twee")),
    ("S03", srt("Eén", "Twee").replace("1\n00", "3\n00", 1), 5, "warning", NL, srt("Eén", "Twee")),
    ("S03", srt("Eén", "Twee").replace("\n\n2", "\n2"), 4, "warning", NL, srt("Eén", "Twee")),
    ("S03", srt("Eén", "Twee").replace("\n\n2", "\n\n\n2"), 5, "warning", NL, srt("Eén", "Twee")),
    ("S03", GOOD.rstrip("\n"), 3, "warning", NL, GOOD),
    ("S03", srt("Wij\n\nbakken."), 4, "warning", NL, srt("Wij\nbakken.")),
    ("S04", times(("03,000", "03,000")), 2, "error", NL, times(("03,000", "05,000"))),
    ("S05", times(("01,000", "04,000"), ("03,900", "06,000")), 6, "error", NL,
     times(("01,000", "04,000"), ("04,080", "06,000"))),
    ("S05", times(("05,000", "07,000"), ("01,000", "03,000")), 6, "error", NL,
     times(("01,000", "03,000"), ("05,000", "07,000"))),
    ("S06", times(("01,000", "03,000"), ("03,000", "05,000")), 6, "error", NL,
     times(("01,000", "03,000"), ("03,080", "05,000"))),
    ("S06", times(("01,000", "03,000"), ("03,120", "05,000")), 6, "warning", NL,
     times(("01,000", "03,000"), ("03,520", "05,000"))),
    ("S06", times(("01,000", "03,000"), ("03,080", "05,000")), 6, "warning", replace(NL, fps=Fraction(60)),
     times(("01,000", "03,000"), ("03,033", "05,000"))),
    ("S07", times(("01,000", "01,832"), text="Dag"), 2, "error", NL, times(("01,000", "02,000"), text="Dag")),
    ("S07", times(("01,000", "01,833"), text="Dag"), 2, "warning", NL, times(("01,000", "02,000"), text="Dag")),
    ("S07", times(("01,000", "02,400"), text="zo is het nu al"), 2, "warning", NL,
     times(("01,000", "02,500"), text="zo is het nu al")),
    ("S07", times(("01,000", "08,001")), 2, "error", NL, times(("01,000", "08,000"))),
    ("S08", srt("x" * 35, stands=2000), 2, "error", NL, srt("x" * 30, stands=2000)),
    ("S08", srt("x" * 34, stands=2000), 2, "warning", NL, srt("x" * 30, stands=2000)),
    ("S08", srt("x" * 41, stands=2000), 2, "error", replace(NL, verbatim=True), srt("x" * 30, stands=2000)),
    ("S08", srt("e\u0301" * 40, stands=2000), 2, "warning", EN, srt("e\u0301" * 34, stands=2000)),
    ("S09", srt("i" * 43), 3, "warning", NL, srt("i" * 42)),
    ("S09", srt("W" * 36), 3, "warning", NL, srt("W" * 20)),
    ("S09", srt("i" * 31), 3, "warning", replace(NL, formats=(FORMATS["portrait"],)), srt("i" * 30)),
    ("S09", srt(" ".join(["Wereldwijd"] * 20)), 3, "error", NL, srt("Wereldwijd")),
    ("S09", srt("W" * 120), 3, "error", NL, srt("Wereldwijd")),
    ("S10", srt("Eén\ntwee\ndrie"), 3, "error", NL, srt("Eén twee drie vier vijf zes zeven\nacht negen tien")),
    ("S10", srt("Eén\ntwee"), 3, "info", NL, srt("-Eén?\n-Twee!")),
    ("S10", srt("Ja,\n" + "dat is zo " * 4 + "nu"), 3, "warning", NL, srt("Ja, dat is zo dat is\n" + "dat is zo " * 3)),
    ("S11", srt("Wij gaan naar de\nmarkt en het is daar heel erg mooi"), 3, "info", NL, srt("Wij gaan\nnaar de markt")),
    ("S11", srt("Merci à Mme\nVoorbeeld"), 3, "info", FR, srt("Merci\nà Mme Voorbeeld")),
    ("S11", srt("That is the\nday"), 3, "info", EN, srt("That is that day")),
    ("S12", srt("<i> </i>"), 2, "error", NL, GOOD),
    ("S12", "", 1, "error", NL, GOOD),
    ("S13", times(("04,000", "05,041")), 2, "error", replace(NL, film_ms=5000), times(("04,000", "05,040"))),
    ("S13", GOOD.replace("00:00:01,000", "-00:00:01,000"), 2, "error", NL, GOOD),
    ("S13", times(("00,000", "00,500")), 2, "error", replace(NL, opening_ms=500), times(("00,000", "02,000"))),
    ("S14", srt("<i>dag"), 3, "error", NL, srt("<i>dag</i>")),
    ("S14", srt("<b><i>dag</b></i>"), 3, "error", NL, srt("<b><i>dag</i></b>")),
    ("S14", srt("dag\nen </font>"), 4, "error", NL, srt('<font color="#fff">dag</font>')),
    ("S14", srt("{\\an8}dag"), 3, "error", NL, srt("dag {stil}")),
    ("S14", GOOD.replace("05,000", "05,000 align:start"), 2, "error", NL, GOOD),
    ("S14", srt("Jan &amp; Piet"), 3, "error", NL, srt("Jan & Piet; AT&T")),
    ("S15", srt("Je ne suis pas venu pour vous,", "mais avec une amie qui est là."), 1, "warning", NL,
     srt("Ik ben niet voor jullie gekomen,", "maar met een vriendin.")),
    ("S18", srt("Dank je 漢"), 3, "error", NL, srt("Şişli, € œ …")),
    ("S19", srt("Ça va ?"), 3, "warning", FR, srt("Ça va\u202f?")),
    ("S19", srt("Ça va?"), 3, "warning", FR, srt("Ça va\u00a0?")),
    ("S19", srt("Voilà : rien"), 3, "warning", FR, srt("Voilà\u00a0: à 10:30, https://x.be/?a=1")),
    ("S19", srt("« Oui\u00a0»"), 3, "warning", FR, srt("«\u00a0Oui\u00a0»")),
    ("S19", srt("Mon coeur"), 3, "warning", FR, srt("Mon cœur, moelle")),
    ("S19", srt("Wacht..."), 3, "warning", NL, srt("Wacht…")),
    ("S19", srt("Twee  spaties"), 3, "warning", NL, srt("Twee spaties")),
    ("S19", srt("Achteraan "), 3, "warning", NL, srt("Achteraan")),
    ("S19", srt("Het is ‘s avonds"), 3, "warning", NL, srt("Het is ’s avonds")),
    ("S19", srt("'s morgens bakken wij."), 3, "warning", NL, srt("'s Morgens bakken wij.")),
    ("S19", srt("l'été", "l’hiver", "d’abord"), 3, "warning", FR, srt("l’été", "l’hiver")),
    ("S19", srt("- Wat?\n- Niets."), 3, "warning", NL, srt("Wat?\n-Niets.")),
    ("S19", srt("-Quoi\u202f?\n-Rien."), 3, "warning", FR, srt("- Quoi\u202f?\n- Rien.")),
    ("S19", srt("What?\n-Nothing."), 3, "warning", EN, srt("-What?\n-Nothing.")),
    ("S20", srt("Dank aan Credal"), 3, "warning", replace(NL, names=("Crédal",)), srt("Dank aan CRÉDAL, Crédal")),
    ("S20", srt("Met Micro Start"), 3, "warning", replace(NL, names=("microStart",)), srt("Met microStart")),
    ("S20", srt("Ik ben Ayse"), 3, "warning", replace(NL, names=("Ayşe Şimdilik-Voorbeeld",)), srt("Ik ben Ayşe")),
    ("S20", srt("HefBoom helpt"), 3, "warning", replace(NL, names=("Hefboom",)), srt("een hefboom voor Hefboom")),
    ("S20", srt("Dank Nzambɛ"), 3, "warning", replace(NL, names=("Nzámbɛ́",)), srt("Dank Nzámbɛ́ en Ɛlɔ́kɔ́")),
    ("S21", srt("Dag", begin=4), 2, "info", replace(NL, speech_ms=500), srt("Dag", begin=1)),
    ("S22", srt("Mail naar\nan@voorbeeld.be"), 3, "error", NL, srt("Ik heb 3000 brood @ 2 euro")),
    ("S22", srt("Bel 0470 12 34 56"), 3, "error", NL, srt("In 2019 en 2020, 10.000 keer")),
    ("S22", srt("Bel +32 2 555 12 12"), 3, "error", NL, srt("+32 is België")),
    ("S22", srt("BE68 5390 0754 7034"), 3, "error", NL, srt("BE68 5390 0754 7035")),
    ("S22", srt("MA64 0115 1900 0001 2050 0053 4921"), 3, "error", NL, srt("MA64 0115 1900 0001 2050 0053 4922")),
    ("S22", srt("Mijn nummer is 85.07.30-033.28"), 3, "error", NL, srt("Code 85.07.30-033.29")),
    ("S22", srt("Geboren: 00010100105"), 3, "error", NL, srt("Getal: 00010100106")),
    ("S22", srt("Een lening van € 5.000"), 3, "warning", NL, srt("Brood van 3 euro")),
    ("S23", srt("DIT IS GEROEPEN"), 3, "info", NL, srt("De VDAB en KBO BV")),
]  # fmt: skip


def name(case: tuple[Any, ...]) -> str:
    """A short name for a case."""
    return f"{case[0]}-{case[3]}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_each_rule(tmp_path: Path, case: tuple[str, str | bytes, int, str, Context, str | bytes]) -> None:
    """A rule finds what is wrong at its line, and nothing once it is right."""
    code, wrong, line, severity, context, right = case
    assert (code, line, severity) in lint(tmp_path, wrong, context)
    assert code not in [found for found, _, _ in lint(tmp_path, right, context)]


def test_every_code_has_a_case() -> None:
    """Every code of the table of rules is tried with a wrong and a right text."""
    tried = {case[0] for case in CASES} | {"S24", "S25"}
    assert tried == {code for codes, _ in linter.RULES for code in codes}


def test_everything_found_can_be_said(tmp_path: Path) -> None:
    """Every finding, with whatever detail, is said in whole sentences without anything left to fill in."""
    for code, wrong, _, _, context, _ in CASES:
        (tmp_path / "film.srt").write_bytes(wrong if isinstance(wrong, bytes) else wrong.encode())
        for one in linter.lint(tmp_path / "film.srt", context):
            assert all(translate.say_finding(one.code, one.params)), code
            for text in translate.gather("FINDINGS")[one.code]:
                assert placeholders(text) <= one.params.keys(), code
            for detail in (param for param in one.params.values() if isinstance(param, Detail)):
                sentence = translate.gather("SENTENCES")[detail.code]
                forms = (sentence,) if isinstance(sentence, str) else sentence
                assert all(placeholders(form) <= detail.params.keys() for form in forms), detail.code


def placeholders(text: str) -> set[str]:
    """What a sentence wants filled in."""
    return {name.partition(":")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def test_nobody_says_the_language(tmp_path: Path) -> None:
    """A file whose language nobody names is an error (S15)."""
    assert lint(tmp_path, GOOD, replace(NL, language=None)) == [("S15", 1, "error")]


def test_a_good_file_is_clean(tmp_path: Path) -> None:
    """A file that keeps all rules has no finding of any severity, whatever ends its lines."""
    text = srt("Wij bakken elke dag.", "Daarna brengen we brood rond", "in de hele wijk.")
    for ending in ("\n", "\r\n", "\r"):
        assert lint(tmp_path, text.replace("\n", ending), AN_HOUR) == []


def test_norms_are_settings(tmp_path: Path) -> None:
    """Other norms judge otherwise."""
    norms = Norms(cps={"nl": (5.0, 6.0)}, chars={"landscape": 10}, longest_ms=3000)
    found = lint(tmp_path, srt("Wij bakken elke dag veel brood."), replace(NL, norms=norms))
    assert [code for code, _, _ in found] == ["S07", "S08", "S09"]


@pytest.mark.parametrize(
    ("end", "severity"), [("", ["warning"]), ("\n", ["info"]), ("\n\n", []), ("\n\n\n", [])]
)
def test_end_of_an_ordinary_file(tmp_path: Path, end: str, severity: list[str]) -> None:
    """A file that ends with its last line, as many programs write it, is a remark; one that breaks off warns (S03)."""
    found = lint(tmp_path, GOOD.rstrip("\n") + end)
    assert [one[2] for one in found if one[0] == "S03"] == severity


def test_languages_beside_each_other(tmp_path: Path) -> None:
    """A language that is missing is an error (S16); one with many more cues warns (S17)."""
    files = {}
    for language, text in (
        ("nl", srt("Eén", "Twee", "Drie")),
        ("fr", srt("Un", "Deux", "Trois")),
        ("en", srt("One")),
    ):
        (tmp_path / f"{language}.srt").write_text(text, encoding="utf-8")
        files[language] = reader.opened(tmp_path / f"{language}.srt")
    found = linter.lint_languages(files, where="bakery", wanted=["nl", "fr", "de"])
    assert [(one.code, one.severity) for one in found] == [("S16", "error"), ("S17", "warning")]
    assert found[0].params == {"language": "de", "slug": "bakery"}
    assert found[1].where == f"{tmp_path / 'en.srt'}:1"
    del files["en"]
    assert linter.lint_languages(files, where="bakery", wanted=["nl", "fr"]) == ()


ASS = """\
[Script Info]
Title: film
[V4+ Styles]
Style: broken,line,that,means,nothing
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,Niet voor u
Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\\i1}Hallo,{\\i0} wij\\Nbakken 漢
Dialogue: 0,0:00:02.00,0:00:04.00,Default,,0,0,0,,Te vroeg
Dialogue: 0,0:00:99.00,0:00:04.00,Default,,0,0,0,,Geen tijd
"""
TTML = """\
<?xml version="1.0" encoding="ISO-8859-1"?>
<tt xmlns="http://www.w3.org/2006/10/ttaf1" xml:lang="nl">
<body begin="1s"><div>
<p begin="00:00:01.000"
   end="00:00:03.500">Hallo<br/>wij <span>zijn</span> hier &amp; é</p>
<div><p begin="00:00:03.000" dur="2s">Te vroeg</p></div>
<p begin="00:00:01:12" end="00:00:03.500">Beelden tellen niet</p>
</div></body></tt>
"""


def test_lines_of_ass(tmp_path: Path) -> None:
    """In ASS each finding has its line; comments are no cues, a broken style spoils nothing."""
    found = lint(tmp_path, ASS, name="film.ass")
    assert [one for one in found if one[2] == "error"] == [
        ("S18", 8, "error"),
        ("S05", 9, "error"),
        ("S02", 10, "error"),
    ]
    cues = reader.read(tmp_path / "film.ass").cues
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in cues] == [
        (1000, 3000, "Hallo, wij\nbakken 漢"), (2000, 4000, "Te vroeg"),
    ]  # fmt: skip


def test_lines_of_ttml(tmp_path: Path) -> None:
    """In TTML each finding has its line; older namespaces, nested parts and durations are read."""
    found = lint(tmp_path, TTML, name="film.ttml")
    assert [one for one in found if one[2] == "error"] == [("S05", 6, "error"), ("S02", 7, "error")]
    cues = reader.read(tmp_path / "film.ttml").cues
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in cues] == [
        (2000, 4500, "Hallo\nwij zijn hier & é"), (4000, 6000, "Te vroeg"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line"),
    [("<tt><p>", 1), ("<!DOCTYPE x [\n<!ENTITY a 'b'>\n]><tt>&a;</tt>", 2), ("<tt/>", 1), ("nonsense", 1),
     ("<tt>\n" + "<a>" * 100 + "</a>" * 100 + "</tt>", 2)],
)  # fmt: skip
def test_xml_that_is_refused(tmp_path: Path, text: str, line: int) -> None:
    """What is no XML, declares entities or is nested absurdly is an error at its line."""
    assert ("S02", line, "error") in lint(tmp_path, text, name="film.ttml")


def test_notes_and_names_of_vtt(tmp_path: Path) -> None:
    """Notes, styles and names in VTT are not shown; a blank line inside a cue is named and its text kept."""
    text = "WEBVTT\n\nNOTE x\n\nintro\n00:01.000 --> 00:03.000 line:0\n<v An>Hallo\n\nallemaal\n\nNOTE\nniets\n\n"
    text += "2\n00:04.000 --> 00:06.000\n<00:04.500>Tot &nbsp;zo\n"
    assert [(code, line) for code, line, _ in lint(tmp_path, text, name="film.vtt")] == [
        ("S10", 7),
        ("S03", 8),
    ]
    assert [cue.text for cue in reader.read(tmp_path / "film.vtt").cues] == [
        "Hallo\nallemaal",
        "Tot \u00a0zo",
    ]


def test_a_number_at_the_end_is_text(tmp_path: Path) -> None:
    """A year on the last line of the last cue is shown, though parsers take it for a cue's number."""
    (tmp_path / "film.srt").write_text(srt("Ik begon in\n2015"), encoding="utf-8")
    assert reader.read(tmp_path / "film.srt").cues[0].text == "Ik begon in\n2015"


@pytest.mark.parametrize(
    ("text", "label", "verdict"),
    [
        ("Bonjour", "nl", None),
        ("De de de de en en en", "fr", None),
        ("Ik ben hier, maar je bent niet voor het brood gekomen", "fr", "nl"),
        ("The bread is not for you and that is what they said", "nl", "en"),
        ("Ik ben hier, maar je bent niet voor het brood gekomen", "tr", None),
        ("Ik ben hier met een ami qui est mon frère et je suis là", "nl", None),
    ],
)
def test_which_language(text: str, label: str, verdict: str | None) -> None:
    """A text is called another language's only with enough evidence."""
    assert language_detection.other_language(text, label) == verdict
