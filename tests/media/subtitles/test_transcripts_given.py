"""What people give for subtitles and is none: it is named, with what to do, whatever its name ends in."""

from pathlib import Path

import pytest

from campaign.messages import translate
from media.errors import BadInput
from media.findings import Detail
from media.subtitles import fixer, reader, transcripts
from media.subtitles.lint import linter
from media.subtitles.norms import Context

NL = Context(language="nl")
PLAIN = "Ik ben Fatou. Ik bak brood in Molenbeek.\nEn wat was het moeilijkste?\nDe eerste winter.\n"
MARKED = {
    "word": "[00:00:15] Fatou: Ik bak brood.\n[00:01:15] An: En wat was het moeilijkste?\n",
    "round": "(0:15) Ik bak brood.\n(1:15) De eerste winter.\n",
    "bare": "00:00:15 Fatou\nIk bak brood.\n\n00:01:15 An\nEn wat was het moeilijkste?\n",
    "dash": "0:15 - Ik bak brood.\n1:15 - De eerste winter.\n",
    "whatsapp": "[15/11/2026, 14:03:22] Fatou: Ik bak brood.\n[15/11/2026, 14:04:10] An: En toen?\n",
    "whatsapp-android": "15/11/26, 14:03 - Fatou: Ik bak brood.\n15/11/26, 14:04 - An: En toen?\n",
}


def seen(path: Path) -> list[tuple[str, str, str]]:
    """The findings of a file: code, what was seen, what to do."""
    found = linter.lint(path, NL)
    details = [(one.params.get("what"), one.params.get("advice")) for one in found]
    return [
        (one.code, getattr(what, "code", ""), getattr(advice, "code", ""))
        for one, (what, advice) in zip(found, details, strict=True)
    ]


@pytest.mark.parametrize("name", ["film.srt", "film.vtt"])
@pytest.mark.parametrize("head", ["", "WEBVTT\n\n"])
def test_text_without_times(tmp_path: Path, name: str, head: str) -> None:
    """A text without times is one finding that says so and which command makes subtitles of it."""
    (tmp_path / name).write_text(head + PLAIN, encoding="utf-8")
    assert seen(tmp_path / name) == [("S02", "transcript-plain", "advice-estimate")]
    assert fixer.fixed(tmp_path / name, NL).done in ((), (Detail("mended-writing"),))
    (one,) = linter.lint(tmp_path / name, NL)
    said = " ".join(translate.say_finding(one.code, one.params))
    assert "text without times, not subtitles" in said
    assert (
        f"`campaign subtitles estimate {tmp_path / name} {transcripts.out_of(tmp_path / name)} --film" in said
    )


@pytest.mark.parametrize("marked", MARKED.values(), ids=MARKED)
def test_text_with_marks(tmp_path: Path, marked: str) -> None:
    """A transcript with marks of time is told from one without; an estimate leaves the marks out."""
    (tmp_path / "film.srt").write_text(marked, encoding="utf-8")
    assert seen(tmp_path / "film.srt") == [("S02", "transcript-marks", "advice-estimate")]
    text, count = transcripts.without_marks(marked)
    assert (count, any(sign.isdigit() for sign in text)) == (2, False)


@pytest.mark.parametrize(
    "text", [PLAIN, "De winkel is open van 9:30\ntot 12:00.\n", "10:15 was het toen.\nNee.\n"]
)
def test_words_are_no_marks(text: str) -> None:
    """Times among the words of a transcript are words."""
    assert transcripts.without_marks(text) == (text, 0)


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("film.srt", b"PK\x03\x04rest", "document-word"),
        ("film.vtt", b"%PDF-1.7", "document-pdf"),
        ("film.srt", b"\xd0\xcf\x11\xe0rest", "document-word"),
        ("film.srt", rb"{\rtf1 x}", "document-word"),
        ("film.docx", b"PK\x03\x04rest", "document-word"),
        ("film.docx", b"1\n", "document-word"),
    ],
)
def test_documents(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    """A document is named as what it is, by its bytes or by its name."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match="subtitles-document") as caught:
        reader.opened(tmp_path / name)
    assert caught.value.params["what"] == Detail(what)


@pytest.mark.parametrize(
    "content",
    [
        b"\0\0\0\x20ftypisom",
        b"\x1a\x45\xdf\xa3\x01",
        b"RIFF\1\2\3\4AVI LIST",
        b"RIFF\1\2\3\4WAVEfmt ",
        b"OggS\0\2",
    ],
)
def test_a_film_that_is_called_subtitles(tmp_path: Path, content: bytes) -> None:
    """A film or a sound whose name ends as subtitles' do is named as what it is, and none of its bytes are shown."""
    (tmp_path / "film.srt").write_bytes(content + bytes(range(256)))
    with pytest.raises(BadInput, match="subtitles-film"):
        reader.opened(tmp_path / "film.srt")


def test_a_text_file(tmp_path: Path) -> None:
    """A text file may be subtitles with another ending, or words: both ways are said."""
    (tmp_path / "film.txt").write_text(PLAIN, encoding="utf-8")
    with pytest.raises(BadInput, match="subtitles-text-file"):
        reader.opened(tmp_path / "film.txt")


def test_names_of_speakers(tmp_path: Path) -> None:
    """Names before what people say, as meeting programs write them, are one finding; a colon in the words is none."""
    names = ("Fatou Voorbeeld: Ja.", "An: Nee.", "An: Toch?", "Fatou Voorbeeld: Ja.", "Toen zei ze: goed.")
    for texts, count in ((names, 4), (names[4:] * 5, 0)):
        cues = (
            f"{n}\n00:00:{n * 3:02},000 --> 00:00:{n * 3 + 2:02},000\n{text}\n"
            for n, text in enumerate(texts, 1)
        )
        (tmp_path / "film.srt").write_text("\n".join(cues) + "\n", encoding="utf-8")
        found = [one for one in linter.lint(tmp_path / "film.srt", NL) if one.code == "S14"]
        assert [getattr(one.params["what"], "params", {}).get("count") for one in found] == [count] * bool(
            count
        )
