"""Subtitles as people bring them: each given file, and a small one of its kind, gives the right value."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from media.subtitles import reader
from tests import office, small_films
from tests.paths import STREET

TT = (
    '<?xml version="1.0" encoding="{encoding}"?>\n<tt xmlns="http://www.w3.org/ns/ttml"'
    ' xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" {rates}'
    ' xml:lang="nl"><body><div>\n{cues}\n</div></body></tt>\n'
)


def srt(text: str) -> str:
    """One cue."""
    return f"1\n00:00:00,600 --> 00:00:03,000\n{text}\n\n"


def ttml(cues: str, encoding: str = "UTF-8", rates: str = "") -> str:
    """A TTML file that says its encoding."""
    return TT.format(cues=cues, encoding=encoding, rates=rates)


NOTE = "<metadata><ttm:desc>opmerking van de vertaler</ttm:desc></metadata>"
OURS: dict[str, bytes] = {
    "cp1254.nl.srt": srt("Şükrü İnce bakt brood.").encode("cp1254"),
    "cp1250.nl.srt": srt("Łukasz uit Łódź, Şükrü, g").encode("cp1250"),
    "hooks.nl.srt": (
        srt("Ik werk bij <naam van de bank> hier.")
        + "2\n00:00:03,200 --> 00:00:05,000\nDat is goed <lacht> zo.\n\n"
    ).encode(),
    "note-inside-cue.nl.ttml": ttml(f'<p begin="0.6s" end="3s">{NOTE}Zo houden we het vol.</p>').encode(),
    "declared-latin1.nl.ttml": ttml(
        '<p begin="0.6s" end="3s">Één café, twee cafés.</p>', "ISO-8859-1"
    ).encode("latin-1"),
    "frames.nl.ttml": ttml(
        '<p begin="00:00:00:15" end="00:00:03:00">Zo houden we het vol.</p>', rates='ttp:frameRate="25"'
    ).encode(),
}


@pytest.fixture(params=["given", "ours"])
def brought(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Path]:
    """Put a file where a command may change it: the given one where it is here, or ours of the same kind."""

    def place(name: str) -> Path:
        given = STREET / "films" / name
        if request.param == "given" and not given.is_file():
            pytest.skip("the given inputs (CAMPAIGN_TEST_STREET) are not on this computer")
        (tmp_path / name).write_bytes(given.read_bytes() if request.param == "given" else OURS[name])
        return tmp_path / name

    return place


def check(campaign: Callable[..., Result], path: Path, *options: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit code and the findings of `subtitles check`."""
    done = campaign("subtitles", "check", path, *options, "--json")
    return done.exit_code, json.loads(done.stdout)


def shown(path: Path) -> list[tuple[int, int, str]]:
    """What a file shows: start, end, text."""
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in reader.read(path).cues]


@pytest.mark.parametrize(
    ("name", "encoding", "meant", "other"),
    [
        ("cp1254.nl.srt", "cp1254", "Şükrü İnce bakt brood.", "“Þükrü Ýnce bakt brood.” (cp1252)"),
        ("cp1250.nl.srt", "cp1250", "Łukasz uit Łódź, Şükrü, g", "“£ukasz uit £ódŸ, ªükrü, g” (cp1252)"),
    ],
)
def test_names_are_never_declared_corrected(
    brought: Callable[[str], Path],
    campaign: Callable[..., Result],
    name: str,
    encoding: str,
    meant: str,
    other: str,
) -> None:
    """Letters of names are guessed and shown with a rival; `--fix` writes none until a person says the encoding."""
    path = brought(name)
    before = path.read_bytes()
    for options in ((), ("--fix",)):
        code, (found,) = check(campaign, path, *options)
        assert (code, found["code"], found["severity"]) == (1, "S01", "error")
        assert f"“{meant}” ({encoding})" in found["message"]
        assert other in found["message"]
        assert f"campaign subtitles check {path} --encoding {encoding} --fix" in found["remedy"]
        assert path.read_bytes() == before
    assert "nothing was corrected" in campaign("subtitles", "check", path, "--fix").stderr
    assert check(campaign, path, "--encoding", encoding, "--fix") == (0, [])
    assert meant in path.read_text(encoding="utf-8")
    assert campaign("subtitles", "check", path, "--encoding", encoding, "--fix").exit_code == 0
    assert meant in path.read_text(encoding="utf-8")


def test_text_in_angle_brackets_stays(
    brought: Callable[[str], Path], campaign: Callable[..., Result]
) -> None:
    """What stands in angle brackets and is no tag is shown, reported by its words, and left there by `--fix`."""
    path = brought("hooks.nl.srt")
    for options in ((), ("--fix",)):
        _, every = check(campaign, path, *options)
        found = [one for one in every if one["code"] != "S06"]
        assert [(one["code"], one["message"]) for one in found] == [
            ("S14", "<naam van de bank> is no tag that anybody knows, so it is shown as it stands"),
            ("S14", "<lacht> is no tag that anybody knows, so it is shown as it stands"),
        ]
        assert [text for *_, text in shown(path)] == [
            "Ik werk bij <naam van de bank> hier.",
            "Dat is goed <lacht> zo.",
        ]


def test_a_note_is_not_shown(brought: Callable[[str], Path], campaign: Callable[..., Result]) -> None:
    """A translator's note inside a paragraph of TTML is no subtitle."""
    path = brought("note-inside-cue.nl.ttml")
    assert check(campaign, path) == (0, [])
    assert shown(path) == [(600, 3000, "Zo houden we het vol.")]


def test_declaration_and_bytes_agree(brought: Callable[[str], Path], campaign: Callable[..., Result]) -> None:
    """A file in the encoding that it declares is right as it is, and says UTF-8 once it is written as UTF-8."""
    path = brought("declared-latin1.nl.ttml")
    code, (found,) = check(campaign, path)
    assert (code, found["code"], found["severity"]) == (0, "S01", "info")
    assert shown(path) == [(600, 3000, "Één café, twee cafés.")]
    assert check(campaign, path, "--fix") == (0, [])
    assert path.read_text(encoding="utf-8").startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert shown(path) == [(600, 3000, "Één café, twee cafés.")]


def test_frames_are_times(brought: Callable[[str], Path], campaign: Callable[..., Result]) -> None:
    """Times in frames are read at the rate that stands in the file."""
    path = brought("frames.nl.ttml")
    assert check(campaign, path) == (0, [])
    assert shown(path) == [(600, 3000, "Zo houden we het vol.")]


def test_advice_fits_the_kind_of_file(campaign: Callable[..., Result], tmp_path: Path) -> None:
    """A time that cannot be read in TTML is answered with times as TTML has them, not with those of SRT."""
    path = tmp_path / "film.nl.ttml"
    path.write_text(ttml('<p begin="1,5" end="3s">Dag</p>'), encoding="utf-8")
    code, (found,) = check(campaign, path)
    assert (code, found["code"]) == (1, "S02")
    assert 'begin="00:01:02.345"' in found["remedy"]
    assert "-->" not in found["remedy"]


DUTCH = srt("Ik ben niet voor jullie gekomen, maar wel met een vriendin die het goed heeft gezien.")
FRENCH = srt("Je ne suis pas venue pour vous, mais avec une amie qui est là.")


def _spoken(folder: Path) -> Path:
    path = folder / "subtitled-film.mp4"
    return path if path.is_file() else small_films.film(path, seconds=4, rate="5")


@pytest.fixture(scope="module")
def founded(campaign: Callable[..., Result], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign in Dutch and French with a testimony whose film speaks French; made once, copied for each test."""
    folder = tmp_path_factory.mktemp("founded") / "mey"
    campaign("init", folder, "--language", "nl", "--language", "fr")
    film = _spoken(tmp_path_factory.getbasetemp())
    campaign(
        "testimony", "add", film, "--slug", "one", "--speaker", "Sami Exemple", "--role", "coach",
        "--organisation", "Brusoc", "--language", "fr", folder=folder,
    )  # fmt: skip
    return folder


@pytest.fixture
def film(campaign: Callable[..., Result], tmp_path: Path, founded: Path) -> Callable[..., Result]:
    """Give a subtitle file to that testimony."""
    folder = office.made_home(shutil.copytree(founded, tmp_path / "mey"))

    def given(name: str, text: str, before: str = "") -> Result:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return campaign(
            "testimony", "edit", "one", "--subtitles", f"{before}{tmp_path / name}", "--json", folder=folder
        )

    return given


@pytest.mark.parametrize(
    "name",
    ["bakery.dut.srt", "bakery_NL.srt", "bakery.nld.srt", "bakery-nl.srt", "bakery.forced.nl.srt", "bakery.nl-BE.srt",
     "bakery (Nederlands).srt"],
)  # fmt: skip
def test_the_name_says_the_language(film: Callable[..., Result], name: str) -> None:
    """A file's name says its language in any spelling, and it is not taken for the spoken one."""
    done = film(name, DUTCH)
    assert done.exit_code == 0, done.stderr
    assert list(json.loads(done.stdout)["subtitles"]) == ["nl"]
    assert "subtitles in Dutch, as in the file's name" in done.stderr


def test_what_contradicts_is_asked(film: Callable[..., Result]) -> None:
    """A name, or its silence, that the text contradicts is refused with both answers; a person's word holds."""
    for name in ("bakery_NL.srt", "bakery.nl.srt"):
        refused = film(name, FRENCH)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "would be taken for Dutch, but its text looks like French" in refused.stderr
    refused = film("bakery.srt", DUTCH)
    assert refused.exit_code == 2
    assert "--subtitles nl:" in refused.stderr
    assert list(json.loads(film("bakery_NL.srt", FRENCH, "fr:").stdout)["subtitles"]) == ["fr"]
    other = film("bakery.de.srt", srt("Ja"))
    assert "its name says German, which this campaign does not have" in other.stderr
    silent = film("bakery.srt", srt("Oui"))
    assert "taken for French, which is spoken" in silent.stderr


def test_one_file_in_two_languages(
    film: Callable[..., Result], campaign: Callable[..., Result], tmp_path: Path
) -> None:
    """Of a TTML file in two languages the asked one is taken, and said; without one it is asked; none overlaps."""
    path = tmp_path / "film.ttml"
    cues = '<p begin="1s" end="3s" xml:lang="{}">{}</p>'
    text = ttml(cues.format("nl", "Dag allemaal") + cues.format("fr", "Bonjour"))
    assert film("film.ttml", text, "nl:").exit_code == 0
    assert (
        "of the languages Dutch and French in this file, Dutch is read"
        in campaign("subtitles", "check", path, "--language", "nl").stdout
    )
    code, found = check(campaign, path)
    assert (code, {one["code"] for one in found}) == (1, {"S15"})
    refused = film("film.ttml", text.replace('"fr"', '"tr"'), "fr:")
    assert refused.exit_code == 2
    assert "no subtitles in French, only in Dutch and Turkish" in refused.stderr
