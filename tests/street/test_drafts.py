"""A draft of subtitles in a campaign: refused wherever it would go out, edited by hand, with words, until checked."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from media.subtitles import draft, writer
from media.subtitles.cues import words
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from tests import office, small_films
from tests.running_service import wait_for
from tests.schedules.service.test_service import running

Run = Callable[..., Result]
SAID = ("Ik ben Fatou van Hefboom.", "Ik bak elke dag brood.", "En dat kost 5 euro.")
CUES = tuple(Cue(start_ms=n * 2500, end_ms=n * 2500 + 2300, text=text) for n, text in enumerate(SAID))
WORDS = tuple(
    Word(text=word, start_ms=n * 2500 + at * 400, end_ms=n * 2500 + at * 400 + 300, confidence=0.4 + at / 10)
    for n, text in enumerate(SAID)
    for at, word in enumerate(text.split())
)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short film."""
    return small_films.film(tmp_path_factory.mktemp("film") / "film.mp4", seconds=8)


def given(folder: Path, cues: tuple[Cue, ...] = CUES) -> Path:
    """A draft as a recogniser writes it, its words beside it."""
    path = folder / "bakker.nl.vtt"
    path.write_text(
        draft.as_vtt(cues, WORDS, language="nl", kind="recognised", model="base"), encoding="utf-8"
    )
    words.write(words.beside(path), WORDS)
    return path


def add(campaign: Run, folder: Path, film: Path, subtitles: Path) -> Result:
    """Add the testimony, as staff do."""
    return campaign(
        "testimony", "add", film, "--slug", "bakker", "--speaker", "Fatou Voorbeeld", "--role", "entrepreneur",
        "--organisation", "Hefboom", "--language", "nl", "--subtitles", subtitles, folder=folder,
    )  # fmt: skip


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run, film: Path) -> Path:
    """A campaign with one testimony, whose Dutch subtitles are a draft, and one post with it; copied for each test."""
    folder = tmp_path_factory.mktemp("founded") / "c"
    assert campaign("init", folder, "--language", "nl").exit_code == 0
    settings = 'name = "C"\nlanguages = ["nl"]\n[service]\nconsent = "off"\n'
    (folder / "campaign.toml").write_text(settings, encoding="utf-8")
    done = add(campaign, folder, film, given(folder.parent))
    assert done.exit_code == 0, done.stderr
    assert "this is a draft: a machine wrote it" in done.stderr
    post = ("post", "add", "--testimony", "bakker", "--caption", "Fatou bakt.", "--language", "nl")
    assert campaign(*post, "--at", "+2h", folder=folder).exit_code == 0
    return folder


@pytest.fixture
def made(founded: Path, tmp_path: Path) -> Path:
    """That campaign for a test alone, beside it the draft that it was given."""
    given(tmp_path)
    return office.made_home(shutil.copytree(founded, tmp_path / "c"))


def words_of(folder: Path) -> dict[str, list[dict[str, object]]]:
    """The files of words that the campaign has, by what their subtitles' names end with."""
    found = (folder / "films").glob("*.words.json")
    return {path.name.partition(".")[2]: json.loads(path.read_text(encoding="utf-8")) for path in found}


def copy_of(folder: Path) -> Path:
    """The campaign's copy of the subtitles."""
    (path,) = (path for path in (folder / "films").iterdir() if path.suffix in (".vtt", ".srt"))
    return path


def test_nothing_goes_out(made: Path, tmp_path: Path, campaign: Run) -> None:
    """A draft is not approved, rendered or exported; each says so on one line, with what to do; nothing is written."""
    (tmp_path / "out").mkdir()
    for words_, code in (
        (("post", "approve", 1), 3),
        (("render", "bakker"), 2),
        (("subtitles", "export", "bakker", tmp_path / "out"), 2),
    ):
        done = campaign(*words_, folder=made)
        assert (done.exit_code, done.stderr.count("\n")) == (code, 1), done.stderr
        assert "a draft: a machine wrote" in done.stderr
        assert "`campaign subtitles checked bakker --by" in done.stderr
    assert list((tmp_path / "out").iterdir()) == []
    assert not list(made.glob("renders/*.mp4"))
    done = campaign("subtitles", "checked", "bakker", "--by", "An Voorbeeld", folder=made)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "now say that An Voorbeeld checked them" in done.stdout
    assert campaign("subtitles", "export", "bakker", tmp_path / "out", folder=made).exit_code == 0
    assert (tmp_path / "out" / "bakker.nl_NL.srt").is_file()
    again = campaign("subtitles", "checked", "bakker", "--by", "An", folder=made)
    assert (again.exit_code, again.stderr.count("\n")) == (2, 1)
    assert "bakker was checked already, by An Voorbeeld on " in again.stderr
    last = [
        one for one in json.loads(campaign("log", "--json", folder=made).stdout) if "checked" in one["event"]
    ]
    assert [(one["event"], one["by"]) for one in last] == [("subtitles-checked", "An Voorbeeld")]
    assert last[0]["detail"].startswith("subtitles of testimony bakker in Dutch checked (words ")


def test_show_says_who_checked(made: Path, campaign: Run) -> None:
    """`testimony show` says that subtitles are a draft, then who checked them and when."""
    assert (
        "this is a draft: a machine wrote it" in campaign("testimony", "show", "bakker", folder=made).stdout
    )
    campaign("subtitles", "checked", "bakker", "--by", "An Voorbeeld", folder=made)
    shown = " ".join(campaign("testimony", "show", "bakker", folder=made).stdout.split())
    assert re.search(r"\.vtt \(checked by An Voorbeeld on .*20\d\d\)", shown)


def test_what_to_look_at_first(made: Path, campaign: Run) -> None:
    """`subtitles check` lists uncertain words, names and numbers, one remark a kind; no more once it is checked."""
    done = campaign("subtitles", "check", "bakker", "--json", folder=made)
    found = [one for one in json.loads(done.stdout) if one["code"] == "S25"]
    assert {tuple(one) for one in found} == {("code", "severity", "where", "message", "remedy")}
    told = " ".join(one["message"] for one in found)
    assert "0:00 “Ik”; 0:02 “Ik”; 0:05 “En”" in told
    assert "“Fatou”; 0:00 “Hefboom”" in told
    assert "compare this number with what is said: 0:05 “5”" in told
    campaign("subtitles", "checked", "bakker", "--by", "An", folder=made)
    codes = {
        one["code"]
        for one in json.loads(campaign("subtitles", "check", "bakker", "--json", folder=made).stdout)
    }
    assert codes.isdisjoint({"S24", "S25"})


def test_words_come_along_and_go(made: Path, tmp_path: Path, campaign: Run) -> None:
    """The file of words is the campaign's: in its backup, replaced with the subtitles, gone with the testimony."""
    (rows,) = words_of(made).values()
    assert [row["word"] for row in rows] == [one.text for one in WORDS]
    assert campaign("backup", tmp_path / "b.zip", folder=made).exit_code == 0
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert [name for name in archive.namelist() if name.endswith(".words.json")] == [
            "films/0001.nl.words.json"
        ]
    campaign("post", "cancel", 1, folder=made)
    assert campaign("testimony", "remove", "bakker", "--yes", folder=made).exit_code == 0
    assert list((made / "films").iterdir()) == []


def test_an_edit_keeps_the_times_of_words_that_stayed(made: Path, tmp_path: Path, campaign: Run) -> None:
    """One word is corrected by hand, outside: all others keep their times and confidence, in one file of words."""
    words.beside(tmp_path / "bakker.nl.vtt").unlink()
    path = tmp_path / "bakker.nl.vtt"
    path.write_text(copy_of(made).read_text(encoding="utf-8").replace("brood", "taart"), encoding="utf-8")
    done = campaign("testimony", "edit", "bakker", "--subtitles", path, folder=made)
    assert done.exit_code == 0, done.stderr
    ((name, rows),) = words_of(made).items()
    assert name == copy_of(made).with_suffix(".words.json").name.partition(".")[2]
    kept = json.loads(words.as_json(WORDS))
    at = next(n for n, row in enumerate(kept) if row["word"] == "brood.")
    kept[at] = {"word": "taart.", "start_ms": 4100, "end_ms": 4400, "confidence": None}
    assert rows == kept
    campaign("subtitles", "checked", "bakker", "--by", "An", folder=made)
    campaign("subtitles", "check", "bakker", "--fix", folder=made)
    assert list(words_of(made).values()) == [kept]


def test_words_that_are_damaged(tmp_path: Path, made: Path, campaign: Run) -> None:
    """A file of words beside the subtitles that is none is refused on one line; the campaign stays as it is."""
    words.beside(tmp_path / "bakker.nl.vtt").write_text('[{"word": 3}]', encoding="utf-8")
    before = sorted((path.name, path.read_bytes()) for path in (made / "films").iterdir())
    done = campaign("testimony", "edit", "bakker", "--subtitles", tmp_path / "bakker.nl.vtt", folder=made)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "bakker.nl.words.json" in done.stderr
    assert sorted((path.name, path.read_bytes()) for path in (made / "films").iterdir()) == before


def srt(folder: Path, *cues: Cue) -> Path:
    """A file such as a program for subtitles writes, which says nothing of a machine."""
    writer.write(folder / "van-programma.nl.srt", cues)
    return folder / "van-programma.nl.srt"


def moved(cue: Cue, by: int, text: str | None = None) -> Cue:
    """The cue elsewhere, with other words."""
    return Cue(start_ms=cue.start_ms + by, end_ms=cue.end_ms + by, text=text or cue.text)


@pytest.mark.parametrize(
    ("cues", "still"),
    [
        (CUES, True),
        ((moved(CUES[0], 0, "Mijn naam is Fatou."), CUES[1], moved(CUES[2], 0, "Kostprijs: vijf.")), True),
        (tuple(moved(cue, 130) for cue in CUES), True),
        (tuple(moved(cue, 130, f"{cue.text[:-1]}, zegt ze.") for cue in CUES), False),
    ],
    ids=["as-it-was", "other-words", "other-times", "written-anew"],
)
def test_a_file_made_from_a_draft_is_one(
    made: Path, tmp_path: Path, campaign: Run, cues: tuple[Cue, ...], still: bool
) -> None:
    """What a program made of the draft is a draft still, though SRT cannot say so; what was written anew is none."""
    done = campaign("testimony", "edit", "bakker", "--subtitles", srt(tmp_path, *cues), folder=made)
    assert done.exit_code == 0, done.stderr
    assert ("made from a draft that nobody has checked, and is one still" in done.stderr) == still
    assert ("S24" in campaign("testimony", "check", "bakker", folder=made).stdout) == still
    assert copy_of(made).suffix == (".vtt" if still else ".srt")
    if still:
        assert campaign("subtitles", "checked", "bakker", "--by", "An", folder=made).exit_code == 0
        assert "S24" not in campaign("testimony", "check", "bakker", folder=made).stdout


def test_other_words_after_the_check(made: Path, tmp_path: Path, campaign: Run) -> None:
    """Who changes words after the check makes a draft of it again, whatever the kind of file."""
    campaign("subtitles", "checked", "bakker", "--by", "An Voorbeeld", folder=made)
    same, other = srt(tmp_path, *CUES), moved(CUES[1], 0, "Ik bak elke dag taart.")
    campaign("testimony", "edit", "bakker", "--subtitles", same, folder=made)
    assert "S24" not in campaign("testimony", "check", "bakker", folder=made).stdout
    campaign(
        "testimony", "edit", "bakker", "--subtitles", srt(tmp_path, CUES[0], other, CUES[2]), folder=made
    )
    told = campaign("testimony", "check", "bakker", folder=made).stdout
    assert "its words are others than those that An Voorbeeld checked" in told


def test_the_file_outside(tmp_path: Path, campaign: Run) -> None:
    """Without a campaign too: `--fix` keeps the draft and its words, `checked` ends it."""
    path = given(tmp_path, (*CUES[:2], moved(CUES[2], 0, "En dat kost  5 euro...")))
    done = campaign("subtitles", "check", path, "--fix")
    assert (done.exit_code, "this is a draft" in done.stdout) == (1, True)
    assert [one.text for one in words.read(words.beside(path))][-1] == "euro…"
    done = campaign("subtitles", "checked", path, "--by", "An", "--json")
    assert json.loads(done.stdout) == {"path": str(path), "estimated": False, "unchecked": False}
    assert "Nakijken" not in path.read_text(encoding="utf-8")


def test_damaged_words_outside(tmp_path: Path, campaign: Run) -> None:
    """`--fix` of a file beside damaged words says so on one line, and mends nothing."""
    path = given(tmp_path, (*CUES[:2], moved(CUES[2], 0, "En dat kost  5 euro...")))
    words.beside(path).write_text("{}", encoding="utf-8")
    before = path.read_bytes()
    done = campaign("subtitles", "check", path, "--fix")
    assert (done.exit_code, done.stderr.count("\n"), path.read_bytes()) == (2, 1, before)
    assert not path.with_name("bakker.nl.vtt.bak").exists()


@pytest.mark.slow
def test_killed_while_it_renders(made: Path, tmp_path: Path, campaign: Run) -> None:
    """Killed while it renders checked subtitles that then become a draft, the next service shows nobody the film."""
    settings = made / "campaign.toml"
    settings.write_text(f'{settings.read_text(encoding="utf-8")}approval = "off"\n', encoding="utf-8")
    campaign("subtitles", "checked", "bakker", "--by", "An", folder=made)
    post = ("post", "add", "--testimony", "bakker", "--caption", "Fatou bakt.", "--language", "nl")
    assert campaign(*post, "--at", "+30s", folder=made).exit_code == 0
    with running(made) as service:
        wait_for(lambda: [path for path in (made / "renders").glob(".*") if path.is_dir()])
        service.kill()
        service.wait()
    done = campaign("testimony", "edit", "bakker", "--subtitles", tmp_path / "bakker.nl.vtt", folder=made)
    assert "this is a draft" in done.stderr
    with running(made):
        found = wait_for(lambda: in_state(campaign, made, "held"), every=0.5)
    assert "are a draft that nobody has checked" in found["reason"]
    assert "`campaign subtitles checked bakker --language nl --by" in found["reason"]
    assert not list((made / "renders").glob("*.mp4"))
    campaign("subtitles", "checked", "bakker", "--by", "An", folder=made)
    assert in_state(campaign, made, "approved")


def in_state(campaign: Run, folder: Path, state: str) -> Any:
    """Post 2, once it is in this state."""
    post = json.loads(campaign("post", "show", 2, "--json", folder=folder).stdout)
    return post if post["state"] == state else None


@pytest.mark.slow
def test_a_preview_says_that_it_is_a_draft(made: Path, campaign: Run) -> None:
    """`render --preview` shows a draft, with the word for it in the picture; once checked, without."""
    done = campaign("render", "bakker", "--preview", "--json", folder=made)
    assert done.exit_code == 0, done.stderr
    (film,) = json.loads(done.stdout)
    recipe = next((made / "renders" / "preview").glob("*.json")).read_text(encoding="utf-8")
    assert '"ONTWERP"' in recipe
    campaign("subtitles", "checked", "bakker", "--by", "An", folder=made)
    (again,) = json.loads(campaign("render", "bakker", "--preview", "--json", folder=made).stdout)
    assert again["path"] != film["path"]
    texts = [path.read_text(encoding="utf-8") for path in (made / "renders" / "preview").glob("*.json")]
    assert ["ONTWERP" in text for text in texts].count(False) == 1
