"""What checked subtitles say leaves the campaign as text, as chapters and as a file for a translator; no draft does."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from media.subtitles import reader
from tests import small_films

Run = Callable[..., Result]
DUTCH = """1
00:00:00,500 --> 00:00:03,000
Hoe houd je het vol
in deze crisis?

2
00:00:03,080 --> 00:00:05,500
Ik bak <brood> & taart.

3
00:00:07,000 --> 00:00:09,500
Elke dag.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with one testimony in Dutch, with Dutch subtitles."""
    beside = tmp_path_factory.mktemp("texts")
    film = small_films.film(beside / "film.mp4", seconds=10)
    (beside / "tuin.nl.srt").write_text(DUTCH, encoding="utf-8")
    folder = beside / "c"
    languages = [word for one in ("nl", "fr", "en") for word in ("--language", one)]
    assert campaign("init", folder, *languages).exit_code == 0
    done = campaign(
        "testimony", "add", film, "--slug", "tuin", "--speaker", "Fatou Voorbeeld", "--role", "entrepreneur",
        "--organisation", "microStart", "--language", "nl", "--theme", "coping",
        "--subtitles", beside / "tuin.nl.srt", folder=folder,
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    return folder


def test_a_transcript_as_text(made: Path, tmp_path: Path, campaign: Run) -> None:
    """A .txt has the paragraphs, and the question above its answer, with its time in the finished film."""
    path = tmp_path / "tuin.txt"
    done = campaign("subtitles", "export", "tuin", path, folder=made)
    assert (done.exit_code, done.stdout.strip()) == (0, str(path)), done.stderr
    assert path.read_text(encoding="utf-8") == (
        "[0:02] Hoe houd je het vol in deze crisis?\n\n"
        "Hoe houd je het vol in deze crisis? Ik bak <brood> & taart.\n\nElke dag.\n"
    )


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("tuin.srt", "1\n00:00:02,500 --> 00:00:05,000\nHoe houd je het vol\nin deze crisis?\n\n2\n"),
        ("tuin.VTT", "WEBVTT\n\n00:00:02.500 --> 00:00:05.000\nHoe houd je het vol\nin deze crisis?\n"),
    ],
)
def test_subtitles_in_a_file_of_a_name(
    name: str, begins: str, made: Path, tmp_path: Path, campaign: Run
) -> None:
    """A .srt or .vtt has the subtitles of the language that is spoken, in the finished film's time."""
    assert campaign("subtitles", "export", "tuin", tmp_path / name, folder=made).exit_code == 0
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith(begins)
    assert ("Ik bak &lt;brood&gt;" in text, "Ik bak <brood>" in text) == (
        name.endswith("VTT"),
        name.endswith("srt"),
    )


def test_a_transcript_as_a_page(made: Path, tmp_path: Path, campaign: Run) -> None:
    """A page says its language and question, and what is said without any markup of it."""
    path = tmp_path / "tuin.html"
    assert campaign("subtitles", "export", "tuin", path, folder=made).exit_code == 0
    page = path.read_text(encoding="utf-8")
    assert '<html lang="nl">' in page
    assert "<h1>Hoe houd je het vol in deze crisis?</h1>" in page
    assert '<h2 id="t2"><time datetime="PT2S">0:02</time> Hoe houd je het vol in deze crisis?</h2>' in page
    assert (
        "<p>Hoe houd je het vol in deze crisis? Ik bak &lt;brood&gt; &amp; taart.</p>\n<p>Elke dag.</p>"
        in page
    )
    assert "Fatou" not in page


def test_a_page_without_a_question(made: Path, tmp_path: Path, campaign: Run) -> None:
    """A page of a film without a question is called by who speaks, never by the code of a language."""
    path = tmp_path / "tuin.html"
    copied = Path(shutil.copytree(made, tmp_path / "c"))
    assert campaign("testimony", "edit", "tuin", "--theme", "", folder=copied).exit_code == 0
    assert campaign("subtitles", "export", "tuin", path, folder=copied).exit_code == 0
    assert "<title>Fatou Voorbeeld</title>" in path.read_text(encoding="utf-8")


def test_chapters(made: Path, tmp_path: Path, campaign: Run) -> None:
    """Chapters go into a WebVTT file of their own."""
    path = tmp_path / "tuin.chapters.vtt"
    assert campaign("subtitles", "export", "tuin", path, folder=made).exit_code == 0
    assert path.read_text(encoding="utf-8").count("-->") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "tuin", "uit.docx"), "neither a folder, for subtitle files, nor a file ending in .srt"),
        (("export", "tuin", "uit.txt", "--language", "en"), "tuin has no subtitles in English"),
        (("export", "tuin", "uit.txt", "--language", "fr", "--language", "nl"), "Give --language once"),
        (("export", "tiun", "uit.txt"), "tiun"),
        (("template", "tuin", "--language", "nl"), "in Dutch already"),
        (("template", "tuin", "uit.srt", "--language", "fr"), "must end in .vtt"),
        (("template", "tuin", "--language", "fr", "--from", "en"), "tuin has no subtitles in English"),
        (("template", "tuin", "--language", "xx"), "xx"),
    ],
)
def test_what_cannot_be_written(
    made: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    campaign: Run,
    words: tuple[str, ...],
    said: str,
) -> None:
    """A file of another kind, a language that is not there, a slip: one line on what to do, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    done = campaign("subtitles", *words, folder=made)
    assert (done.exit_code, done.stderr.count("\n"), done.stdout) == (2, 1, ""), done.stderr
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_draft_stays_in(made: Path, tmp_path: Path, campaign: Run) -> None:
    """Of subtitles that nobody has checked there is no transcript, and no file for a translator."""
    draft = tmp_path / "tuin.fr.vtt"
    draft.write_text(
        "WEBVTT - fr\n\nNOTE Times estimated by Testimony Campaign; nobody has checked them.\n\n"
        "00:00:00.500 --> 00:00:03.000\nJe fais du pain.\n", encoding="utf-8",
    )  # fmt: skip
    assert campaign("testimony", "edit", "tuin", "--subtitles", f"fr:{draft}", folder=made).exit_code == 0
    for words in (("export", "tuin", tmp_path / "uit.html", "--language", "fr"),
                  ("template", "tuin", tmp_path / "uit.vtt", "--language", "nl", "--from", "fr")):  # fmt: skip
        done = campaign("subtitles", *words, folder=made)
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
        assert "campaign subtitles checked tuin --by NAME" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["tuin.fr.vtt"]


@pytest.mark.parametrize(
    ("reader", "says"),
    [
        ("nl", "NOTE Testimony Campaign: te vertalen ondertitels."),
        ("fr", "NOTE Testimony Campaign\u00a0: sous-titres à traduire."),
    ],
)
def test_a_translator_s_file_in_the_reader_s_language(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, campaign: Run, reader: str, says: str
) -> None:
    """What a template says of itself is in the reader's language, and known again: texts are still missing."""
    monkeypatch.chdir(tmp_path)
    done = campaign("--lang", reader, "subtitles", "template", "tuin", "--language", "en", folder=made)
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "tuin.en.vtt").read_text(encoding="utf-8").startswith(f"WEBVTT - en\n\n{says}")
    done = campaign("--json", "subtitles", "check", "tuin.en.vtt", folder=made)
    assert [one["code"] for one in json.loads(done.stdout)] == ["S12"]


def test_a_translator_s_file(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, campaign: Run
) -> None:
    """A template has the times and the text of the first language; once filled in it is taken with these times."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "tuin.en.vtt"
    done = campaign("subtitles", "template", "tuin", "--language", "en", folder=made)
    assert done.exit_code == 0, done.stderr
    assert "Wrote tuin.en.vtt with 3 subtitles to translate from Dutch." in done.stdout
    text = path.read_text(encoding="utf-8")
    assert text.startswith("WEBVTT - en\n\nNOTE Testimony Campaign: ")
    assert "NOTE 2 (23 → 41)\nIk bak <brood> & taart.\n\n00:00:03.080 --> 00:00:05.500\n" in text
    assert "`campaign testimony edit tuin --subtitles en:tuin.en.vtt`" in text
    give = ("testimony", "edit", "tuin", "--subtitles", f"en:{path}")
    path.write_text(text.replace("05.500\n", "05.500\nI bake bread."), encoding="utf-8")
    done = campaign(*give, folder=made)
    assert done.exit_code == 2
    assert f"{path}:" in done.stderr
    assert "2 of 3 subtitles are still to be translated" in done.stderr
    assert done.stderr.count("S12") == 1
    filled = text.replace("03.000\n", "03.000\nHow do you cope?").replace("05.500\n", "05.500\nI bake bread.")
    path.write_text(filled.replace("09.500\n", "09.500\nEvery day."), encoding="utf-8")
    done = campaign(*give, folder=made)
    assert done.exit_code == 0, done.stderr
    taken = [(one.start_ms, one.end_ms) for one in reader.read(path).cues]
    assert taken == [(500, 3000), (3080, 5500), (7000, 9500)]


def test_times_that_moved(made: Path, tmp_path: Path, campaign: Run) -> None:
    """Where the first language has other times since, a template has the translation at these times, to be compared."""
    french = tmp_path / "oud.fr.srt"
    french.write_text(
        "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\nTexte {n} <3\n\n" for n in (1, 2, 3)),
        encoding="utf-8",
    )
    assert campaign("testimony", "edit", "tuin", "--subtitles", f"fr:{french}", folder=made).exit_code == 0
    path = tmp_path / "nieuw.fr.vtt"
    done = campaign("subtitles", "template", "tuin", path, "--language", "fr", folder=made)
    assert "with the French subtitles of tuin, at the times of those in Dutch" in done.stdout
    taken = [(one.start_ms, one.end_ms, one.text) for one in reader.read(path).cues]
    assert taken == [(500, 3000, "Texte 1 <3"), (3080, 5500, "Texte 2 <3"), (7000, 9500, "Texte 3 <3")]


def test_nothing_is_overwritten(made: Path, tmp_path: Path, campaign: Run) -> None:
    """A file that is there stays, where nobody says that it may go."""
    path = tmp_path / "tuin.vtt"
    path.write_text("mine", encoding="utf-8")
    done = campaign("subtitles", "template", "tuin", path, "--language", "fr", folder=made)
    assert (done.exit_code, path.read_text(encoding="utf-8")) == (2, "mine")
