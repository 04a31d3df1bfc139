"""A subtitle file's letters: what is sure is read, a guess is shown and asked, and nothing is corrected by guessing."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media.errors import BadInput
from media.subtitles import fixer, reader
from media.subtitles.lint import linter
from media.subtitles.norms import Context

NL = Context(language="nl")


def write(folder: Path, text: str, encoding: str, name: str = "film.srt") -> Path:
    """A file with one cue, in an encoding; TTML says one, too."""
    path = folder / name
    cue = f"1\n00:00:01,000 --> 00:00:04,000\n{text}\n\n"
    path.write_bytes((text if name.endswith("ttml") else cue).encode(encoding))
    return path


def told(path: Path, context: Context = NL) -> list[tuple[str, str]]:
    """What is told of the letters: severity, which of the things that it looks for."""
    return [
        (one.severity, getattr(one.params["what"], "code", ""))
        for one in linter.lint(path, context)
        if one.code == "S01"
    ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Şükrü İnce", "cp1254"), ("Şükrü İnce", "iso8859-9"), ("Łukasz", "cp1250"), ("Łukasz", "iso8859-2"),
        ("Łukasz", "cp852"), ("Ştefan", "cp1250"), ("Ștefan", "iso8859-16"), ("Gergő", "cp1250"), 
        ("Jānis Bērziņš", "cp1257"),
        ("Иван", "cp1251"), ("Иван", "koi8-r"), ("Γιώργος", "cp1253"), ("محمد", "cp1256"), ("Þór", "cp1252"),
        ("Şükrü", "cp857"), ("Čapek", "cp1250"),
    ],
)  # fmt: skip
def test_a_guess_is_never_written(tmp_path: Path, text: str, encoding: str) -> None:
    """Whatever page a name stands in: the finding stays until somebody says which, and then the letters are right."""
    path = write(tmp_path, f"Dit is {text}.", encoding)
    before = path.read_bytes()
    mended = fixer.fixed(path, NL)
    assert (mended.content, mended.unsure, told(path)) == (before, True, [("error", "encoding-guess")])
    said = Context(language="nl", encoding=encoding)
    assert told(path, said) == [("error", "encoding-told")]
    path.write_bytes(fixer.fixed(path, said).content)
    assert f"Dit is {text}." in path.read_text(encoding="utf-8")
    assert told(path) == []


@pytest.mark.parametrize(
    ("text", "encoding", "detail"),
    [
        ("één café à Liège", "cp1252", "encoding-other"), ("één café à Liège", "cp850", "encoding-other"),
        ("un café à Liège", "mac-roman", "encoding-other"), ("Şükrü", "utf-16", "encoding-other"),
        ("Şükrü", "utf-16-le", "encoding-other"), ("Şükrü", "utf-16-be", "encoding-other"),
    ],
)  # fmt: skip
def test_what_is_sure_is_corrected(tmp_path: Path, text: str, encoding: str, detail: str) -> None:
    """Letters of every day and encodings that show by themselves become UTF-8 when they are corrected."""
    path = write(tmp_path, text, encoding)
    assert told(path) == [("error", detail)]
    path.write_bytes(fixer.fixed(path, NL).content)
    assert text in path.read_text(encoding="utf-8")
    assert told(path) == []


@pytest.mark.parametrize("broken", [b"\xe9", b"\xff", b"\xf0\x9f\x8e", b"\xc3"])
def test_utf8_but_for_a_byte_is_refused(tmp_path: Path, broken: bytes) -> None:
    """A file that is UTF-8 but for a byte is refused at its line, and --fix leaves every byte of it."""
    path = write(tmp_path, "één café", "utf-8")
    path.write_bytes(
        path.read_bytes() + "2\n00:00:05,000 --> 00:00:08,000\ncrème, caf".encode() + broken + b" zo\n\n"
    )
    (finding,) = reader.refusals(reader.read(path).findings)
    assert (finding.code, finding.where, getattr(finding.params["what"], "code", "")) == (
        "S01", f"{path}:7", "encoding-broken"
    )  # fmt: skip
    assert fixer.fixed(path, NL).content == path.read_bytes()


@pytest.mark.parametrize("page", ["cp1252", "latin-1", "cp1250", "cp850", "mac-roman"])
def test_decoded_twice_is_corrected(tmp_path: Path, page: str) -> None:
    """UTF-8 that was read as an older page once is found and read again, whichever page it was."""
    path = write(tmp_path, "une créatrice à Liège".encode().decode(page), "utf-8")
    assert told(path)[0] == ("error", "encoding-twice")
    path.write_bytes(fixer.fixed(path, NL).content)
    assert "une créatrice à Liège" in path.read_text(encoding="utf-8")


TT = '<?xml version="1.0" encoding="{}"?>\n<tt><body><div><p begin="1s" end="4s">{}</p></div></body></tt>\n'


@pytest.mark.parametrize(
    ("says", "encoding", "text", "finding"),
    [
        ("ISO-8859-1", "latin-1", "Één café", ("info", "encoding-declared")),
        ("windows-1254", "cp1254", "Şükrü İnce", ("info", "encoding-declared")),
        ("iso-8859-2", "iso8859-2", "Łukasz", ("info", "encoding-declared")),
        ("UTF-16", "utf-16", "Şükrü", ("info", "encoding-declared")),
        ("UTF-16", "utf-16-le", "Şükrü", ("info", "encoding-declared")),
        ("ISO-8859-1", "utf-8", "Één café", ("warning", "encoding-declared-wrongly")),
        ("UTF-16", "utf-8", "Één café", ("warning", "encoding-declared-wrongly")),
        ("ISO-8859-1", "cp1252", "c’est cœur", ("warning", "encoding-declared-wrongly")),
        ("UTF-8", "cp1252", "c’est cœur", ("error", "encoding-other")),
    ],
)
def test_xml_says_its_encoding(
    tmp_path: Path, says: str, encoding: str, text: str, finding: tuple[str, str]
) -> None:
    """What XML declares holds where it can; after --fix declaration and bytes agree."""
    path = write(tmp_path, TT.format(says, text), encoding, "film.ttml")
    assert told(path) == [finding]
    assert [cue.text for cue in reader.read(path).cues] == [text]
    path.write_bytes(fixer.fixed(path, NL).content)
    assert path.read_text(encoding="utf-8") == TT.format("UTF-8", text)
    assert (told(path), fixer.fixed(path, NL).done) == ([], ())


def test_a_declared_encoding_that_is_none(tmp_path: Path) -> None:
    """A page that XML declares and nobody knows, or that its bytes are not in, is judged by its letters."""
    for says in ("nonsense", "rot13", "UTF-8"):
        path = write(tmp_path, TT.format(says, "Şükrü İnce"), "cp1254", "film.ttml")
        assert ("error", "encoding-guess") in told(path)
        assert fixer.fixed(path, NL).unsure


def test_an_encoding_that_nobody_knows(tmp_path: Path) -> None:
    """An answer that is no encoding, or not that of this file, is refused with the file's name."""
    path = write(tmp_path, "Şükrü", "cp1254")
    for encoding, code in (("klingon", "encoding-unknown"), ("ascii", "encoding-does-not-fit")):
        with pytest.raises(BadInput, match=code) as refused:
            reader.opened(path, encoding=encoding)
        assert refused.value.params["path"] == str(path)


def test_utf8_stays_whatever_is_said(tmp_path: Path) -> None:
    """A file that is UTF-8 is not read as another page, even if somebody gives the same answer twice."""
    path = write(tmp_path, "Şükrü", "utf-8")
    said = Context(language="nl", encoding="cp1254")
    assert told(path, said) == [("info", "encoding-already")]
    assert fixer.fixed(path, said).done == ()


NAMES = [
    "Şükrü",
    "Łukasz",
    "Čapek",
    "één",
    "crème",
    "Ağrı",
    "Gergő",
    "Jørgen",
    "Иван",
    "naïef",
    "Zięba",
    "Þór",
    "Muñoz",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from(NAMES), min_size=1, max_size=5),
    page=st.sampled_from(
        ["cp1252", "cp1250", "cp1254", "cp1257", "cp850", "cp852", "mac-roman", "cp1251", "utf-8"]
    ),
)
def test_whatever_is_written_is_right(tmp_path: Path, words: list[str], page: str) -> None:
    """Whatever names stand in whatever page: --fix writes them as they were meant, or nothing at all."""
    path = tmp_path / "film.srt"
    path.write_bytes(f"1\n00:00:01,000 --> 00:00:04,000\n{' '.join(words)}\n\n".encode(page, errors="ignore"))
    before = path.read_bytes()
    written = fixer.fixed(path, NL).content
    assert written == before or written.split() == before.decode(page).encode().split()
