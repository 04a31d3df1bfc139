"""A day with subtitles: what was made, checked and mended outside counts for the campaign's copy; advice says so."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from media.subtitles.cues import transcript
from media.subtitles.model import Cue
from tests import office, small_films

Run = Callable[..., Result]
LINES = ("Ik ben Fatou en ik bak brood.", "Elke dag om vier uur op.", "Dat is goed zo.")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short film."""
    return small_films.film(tmp_path_factory.mktemp("film") / "film.mp4", seconds=8)


def estimated(path: Path) -> Path:
    """Subtitles whose times are estimated, with a space in the file's name."""
    cues = [Cue(start_ms=n * 2500, end_ms=n * 2500 + 2300, text=text) for n, text in enumerate(LINES)]
    path.write_text(transcript.as_vtt(cues, "nl"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run, film: Path) -> Path:
    """A campaign with one testimony, whose Dutch subtitles are estimated; made once and copied for each test."""
    room = tmp_path_factory.mktemp("founded")
    folder = room / "c"
    assert campaign("init", folder, "--language", "nl", "--language", "fr").exit_code == 0
    given = estimated(room / "de bakker.nl.vtt")
    done = campaign(
        "testimony", "add", film, "--slug", "bakker", "--speaker", "Fatou Voorbeeld", "--role", "entrepreneur",
        "--organisation", "microStart", "--language", "nl", "--subtitles", given, folder=folder,
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    assert "campaign subtitles checked bakker --by" in done.stderr
    return folder


@pytest.fixture
def made(founded: Path, tmp_path: Path) -> Path:
    """That campaign for a test alone, beside it the subtitles that it was given."""
    estimated(tmp_path / "de bakker.nl.vtt")
    return office.made_home(shutil.copytree(founded, tmp_path / "c"))


def test_the_chosen_part(made: Path, tmp_path: Path, campaign: Run, film: Path) -> None:
    """The part of a film that was chosen is said again when it is added and changed; a whole film has none."""
    words = (
        "--speaker",
        "An Voorbeeld",
        "--role",
        "coach",
        "--organisation",
        "microStart",
        "--language",
        "nl",
    )
    other = tmp_path / "andere.mp4"
    other.write_bytes(film.read_bytes())
    done = campaign(
        "testimony",
        "add",
        other,
        "--slug",
        "deel",
        *words,
        "--from",
        "0:01",
        "--to",
        "6",
        "--yes",
        folder=made,
    )
    assert done.exit_code == 0, done.stderr
    assert "Its part from 0:01 to 0:06 is used: 0:05." in done.stderr
    done = campaign("testimony", "edit", "deel", "--to", "5.5", folder=made)
    assert "Its part from 0:01 to 0:05.5 is used: 0:04.5." in done.stderr
    assert "is used" not in campaign("testimony", "edit", "deel", "--role", "jury", folder=made).stderr


def test_a_sound_testimony(made: Path, campaign: Run) -> None:
    """`testimony check` says so where nothing is found."""
    (made / "campaign.toml").write_text('name = "MEY"\nlanguages = ["nl"]\n', encoding="utf-8")
    kit = made / "brand" / "brand.toml"  # of a look that does not mind a film of so few pixels
    kit.write_text(
        kit.read_text(encoding="utf-8").replace('surround = "band"', 'surround = "blur"'), encoding="utf-8"
    )
    campaign("subtitles", "checked", "bakker", "--by", "An", folder=made)
    campaign("subtitles", "check", "bakker", "--fix", folder=made)
    done = campaign("testimony", "check", "bakker", folder=made)
    assert (done.exit_code, done.stdout) == (0, "No findings: bakker.\n")


def found(campaign: Run, folder: Path) -> set[str]:
    """The codes of what `testimony check` finds."""
    return {one["code"] for one in json.loads(campaign("testimony", "check", "--json", folder=folder).stdout)}


@pytest.mark.slow
@pytest.mark.parametrize("given", ["bakker", "file", "copy", "same"])
def test_checked_times_count_for_the_copy(made: Path, tmp_path: Path, campaign: Run, given: str) -> None:
    """`subtitles checked` of the slug, of the file that was given, or of the copy itself lets the copy be used."""
    outside = tmp_path / "de bakker.nl.vtt"
    if given == "same":
        assert (
            campaign("subtitles", "checked", outside, "--by", "An").exit_code == 0
        )  # outside of the campaign
    (copy,) = (made / "films").glob("*.vtt")
    named = {"bakker": "bakker", "copy": copy}.get(given, outside)
    assert "S24" in found(campaign, made)
    done = campaign("subtitles", "checked", named, "--by", "An Voorbeeld", folder=made)
    assert done.exit_code == 0, done.stderr
    assert "now say that An Voorbeeld checked" in done.stdout
    assert "S24" not in found(campaign, made)
    if given == "file":
        assert "; nagekeken door An Voorbeeld op" in outside.read_text(encoding="utf-8")
    again = campaign("subtitles", "checked", named, "--by", "An Voorbeeld", folder=made)
    assert (again.exit_code, again.stderr.count("\n")) == (2, 1)


def test_another_file_is_not_the_copy(made: Path, tmp_path: Path, campaign: Run) -> None:
    """A file that was corrected is marked alone, and it is said how to give it to a testimony."""
    outside = tmp_path / "de bakker.nl.vtt"
    outside.write_text(
        outside.read_text(encoding="utf-8").replace("00:00:02.300", "00:00:02.200"), encoding="utf-8"
    )
    done = campaign("subtitles", "checked", outside, "--by", "An", folder=made)
    assert done.exit_code == 0, done.stderr
    assert re.search(r"campaign testimony edit SLUG --subtitles '[^']*de bakker.nl.vtt'", done.stderr)
    assert "S24" in found(campaign, made)


@pytest.mark.parametrize("given", ["none", "de bakker", "bakker"])
def test_nothing_to_check(made: Path, campaign: Run, given: str) -> None:
    """A name that is no file and no testimony, or a language that it has no subtitles in, is refused in one line."""
    options = ("--language", "fr") if given == "bakker" else ()
    done = campaign("subtitles", "checked", given, "--by", "An", *options, folder=made)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)


def test_fix_by_slug(made: Path, tmp_path: Path, campaign: Run) -> None:
    """What is found when subtitles are taken in is corrected in the campaign's copy by the command that is advised."""
    given = tmp_path / "l'été.nl.srt"
    given.write_text(
        "1\n00:00:00,600 --> 00:00:02,600\n<i>Ik ben Fatou...\n\n2\n00:00:03,000 --> 00:00:05,000\nJa  dus.\n",
        encoding="utf-8",
    )
    done = campaign("testimony", "edit", "bakker", "--subtitles", given, folder=made)
    assert done.exit_code == 0, done.stderr
    assert "`campaign subtitles check bakker --fix`" in done.stderr
    before = given.read_bytes()
    fixed = campaign("subtitles", "check", "bakker", "--fix", folder=made)
    assert "in the campaign's copy" in fixed.stderr
    assert not {"S14", "S19"} & found(campaign, made)
    assert given.read_bytes() == before
    assert campaign("subtitles", "check", "bakker", "--fix", folder=made).stderr == ""


def test_refused_subtitles_name_the_file(made: Path, tmp_path: Path, campaign: Run) -> None:
    """Subtitles that are not taken in are corrected outside: the advice names that file, ready to be pasted."""
    given = tmp_path / "de bakker.nl.srt"
    given.write_text("1\n0:01 -> 0:03\nIk ben Fatou.\n\n2\n0:04 -> 0:06\nDat is goed zo.\n", encoding="utf-8")
    done = campaign("testimony", "edit", "bakker", "--subtitles", given, folder=made)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert f"`campaign subtitles check '{given}' --fix` corrects this." in done.stderr
    assert campaign("subtitles", "check", given, "--fix", folder=made).exit_code == 0
    assert campaign("testimony", "edit", "bakker", "--subtitles", given, folder=made).exit_code == 0


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_a_transcript_is_no_subtitles(made: Path, tmp_path: Path, campaign: Run, lang: str) -> None:
    """A transcript given as subtitles is refused in one line, with the command that makes subtitles of it."""
    for name in ("praat.srt", "praat.vtt", "praat.txt"):
        given = tmp_path / name
        given.write_text("[00:00:01] Fatou: Ik bak brood.\n[00:00:04] An: Goed zo.\n", encoding="utf-8")
        done = campaign(
            "--lang", lang, "testimony", "edit", "bakker", "--subtitles", f"nl:{given}", folder=made
        )
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
        assert f"campaign subtitles estimate {given} " in done.stderr


def test_the_head_says_the_language(made: Path, tmp_path: Path, campaign: Run) -> None:
    """The language that a file's head says is taken where its name says none."""
    given = tmp_path / "captions.vtt"
    given.write_text(
        "WEBVTT\nKind: captions\nLanguage: fr\n\n00:01.000 --> 00:03.000\nBonjour.\n", encoding="utf-8"
    )
    done = campaign("testimony", "edit", "bakker", "--subtitles", given, folder=made)
    assert "as the file itself says" in done.stderr
    shown = json.loads(campaign("testimony", "show", "bakker", "--json", folder=made).stdout)
    assert set(shown["subtitles"]) == {"nl", "fr"}
    assert not [
        one for one in json.loads(campaign("subtitles", "check", given, "--json", folder=made).stdout)
        if one["code"] == "S15"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        ("Une histoire de pain", "looks like French, but the film in Dutch shows it"),
        ("copping", "Did you mean coping? `campaign testimony edit bakker --theme coping` takes it."),
        ("coping", None),
        ("Een verhaal van brood", None),
    ],
)
def test_a_title_in_another_language(made: Path, campaign: Run, theme: str, said: str | None) -> None:
    """A title that is clearly not in the film's language is told at once, and by `testimony check`."""
    done = campaign("testimony", "edit", "bakker", "--theme", theme, folder=made)
    assert done.exit_code == 0, done.stderr
    checked = campaign("testimony", "check", folder=made).stdout
    for told in (done.stderr, checked):
        assert said in told if said else "F18" not in told


@pytest.mark.slow
def test_one_file_one_judgement(made: Path, tmp_path: Path, campaign: Run) -> None:
    """A file is judged alike as a testimony's copy, by slug and outside; errors stand first everywhere."""
    given = tmp_path / "film.nl.srt"
    fast = "Ik ben Fatou en ik bak elke dag brood."  # 38 signs in two seconds: 19 a second
    given.write_text(
        f"1\n00:00:00,600 --> 00:00:02,600\n{fast}\n\n2\n00:00:03,000 --> 00:00:03,500\nJa.  Dus!\n\n",
        encoding="utf-8",
    )
    added = campaign("testimony", "edit", "bakker", "--subtitles", given, folder=made)
    assert added.exit_code == 0, added.stderr
    said = [added.stderr]
    for words in (
        ("testimony", "check"),
        ("subtitles", "check", "bakker"),
        ("subtitles", "check", given),
    ):
        said.append(campaign(*words, folder=made).stdout)
    found = [re.findall(r"[:/ ](S\d\d) (error|warning|remark)", one) for one in said]
    assert ("S08", "warning") in found[0]
    for one in found:
        seen = [pair for pair in one if pair[0] not in ("S16", "S21")]
        assert sorted(seen) == sorted(pair for pair in found[1] if pair[0] not in ("S16", "S21"))
        assert [severity for _, severity in one] == sorted(
            (severity for _, severity in one), key="error warning remark".find
        )
