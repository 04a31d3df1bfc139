"""A real campaign by hand: the contract's commands from an empty folder to films on the Page, and what scripts read."""

import hashlib
import json
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from campaign.cli.app import utc_now
from schedules.model.states import State
from schedules.rehearsal import server
from tests.page_view import page_says, visible_at

SUBTITLES = """\
1
00:00:00,600 --> 00:00:03,400
Crédal, Ça va ? « œuvre » Şişli, €

2
00:00:03,600 --> 00:00:07,200
Hoe houden wij het vol? Dag per dag,
samen met onze klanten.

3
00:00:07,500 --> 00:00:11,800
En daarom vragen wij: blijf ons steunen.

"""
POST = {
    "number", "kind", "state", "language", "caption", "testimony", "format", "due_at", "published_at",
    "facebook_id", "permalink", "attempts", "reason", "page",
}  # fmt: skip


@pytest.fixture
def read(campaign: Callable[..., Result], tmp_path: Path) -> Callable[..., Any]:
    """Run a command with --json in the folder `mey` and return the document; it must have worked."""

    def run(*words: object) -> Any:
        done = campaign(*words, "--json", folder=tmp_path / "mey")
        assert done.exit_code == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.mark.slow
def test_campaign_by_hand(
    films: Path, tmp_path: Path, campaign: Callable[..., Result], read: Callable[..., Any]
) -> None:
    """A film goes from disk to the Page in landscape and portrait, on its second, byte for byte as it was rendered."""
    (tmp_path / "speech.srt").write_text(SUBTITLES, encoding="utf-8")
    (tmp_path / "form.pdf").write_text("signed", encoding="utf-8")
    assert campaign("init", tmp_path / "mey", "--language", "nl", "--language", "fr").exit_code == 0
    film = read(
        "testimony", "add", films / "timecode-speech.mp4", "--slug", "speech", "--speaker", "Nora Voorbeeld",
        "--role", "entrepreneur", "--organisation", "Crédal", "--language", "nl", "--theme", "coping",
        "--subtitles", tmp_path / "speech.srt", "--to", "12",
    )  # fmt: skip
    assert film["subtitles"] == {"nl": "films/0001.nl.srt"}
    read(
        "consent", "record", "speech", "--act", "film", "--act", "publish", "--channel", "facebook",
        "--language", "nl", "--signed", "2020-11-01", "--evidence", tmp_path / "form.pdf",
    )  # fmt: skip
    said = ("post", "add", "--language", "nl", "--testimony", "speech", "--caption")
    assert campaign(*said, "Breed", "--at", "+1s", folder=tmp_path / "mey").stdout == "1\n"
    assert read(*said, "Hoog", "--format", "portrait", "--at", "+2s")["format"] == "portrait"
    made = read("render")
    assert [(one["format"], one["width"], one["height"], one["reused"]) for one in made] == [
        ("landscape", 1920, 1080, False),
        ("portrait", 1080, 1920, False),
    ]
    assert [one["reused"] for one in read("render", "--all")] == [True, True]
    for number in (1, 2):
        read("post", "move", number, "--at", "+3s")
        read("post", "approve", number)
    ended = campaign("run", "--until-idle", folder=tmp_path / "mey")
    assert (ended.exit_code, ended.stdout) == (0, "")
    with server.start(tmp_path / "mey" / "rehearsal", port=0, clock=utc_now) as page:
        assert sorted(visible_at(page)) == ["Breed", "Hoog"]
        for post, rendition in zip(read("post", "list"), made, strict=True):
            _check_on_page(page, post, rendition)
    _check_what_scripts_read(read, tmp_path)


def _check_on_page(page: server.Served, post: dict[str, Any], rendition: dict[str, Any]) -> None:
    film = page_says(page, f"{post['facebook_id']}?fields=source,published")
    source = film["source"]
    with urllib.request.urlopen(source, timeout=60) as answer:
        assert hashlib.sha256(answer.read()).hexdigest() == rendition["sha256"]
    assert hashlib.sha256(Path(rendition["path"]).read_bytes()).hexdigest() == rendition["sha256"]
    assert (post["state"], post["page"]["rehearsal"], film["published"]) == ("published", True, True)


def _check_what_scripts_read(read: Callable[..., Any], tmp_path: Path) -> None:
    """Every reading command's JSON has the contract's keys."""
    assert set(read("post", "show", 1)) >= POST
    log = read("log")
    assert {frozenset(event) for event in log} == {
        frozenset({"at", "post", "event", "state", "detail", "by"})
    }
    status = read("status")
    assert set(status) == {"paused", "page", "service", "counts", "next_due_at", "overdue", "findings"}
    assert set(status["counts"]) == {str(state) for state in State}
    assert (status["paused"], status["counts"]["published"], status["service"]["running"]) == (
        False,
        2,
        False,
    )
    assert [one["slug"] for one in read("testimony", "list")] == ["speech"]
    assert [one["person"] for one in read("consent", "list")] == ["Nora Voorbeeld"]
    read("report", tmp_path / "report.html")
    assert "Hoog" in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_names_stay_in_one_table(
    read: Callable[..., Any], tmp_path: Path, campaign: Callable[..., Result]
) -> None:
    """No event, post or file name holds a person's name: only the table of people does."""
    import sqlite3

    from tests import small_films

    film = small_films.film(tmp_path / "Zofia Unieke.mp4")
    (tmp_path / "Zofia Unieke form.pdf").write_text("signed", encoding="utf-8")
    campaign("init", tmp_path / "mey", "--language", "nl")
    (tmp_path / "one.nl.srt").write_text("1\n00:00:00,100 --> 00:00:00,950\nDag.\n", encoding="utf-8")
    read(
        "testimony", "add", film, "--slug", "one", "--speaker", "Zofia Unieke", "--role", "coach",
        "--organisation", "Brusoc", "--language", "nl", "--subtitles", tmp_path / "one.nl.srt",
    )  # fmt: skip
    read(
        "consent", "record", "one", "--person", "Zofia Unieke", "--act", "film", "--act", "publish", "--channel",
        "facebook", "--language", "nl", "--signed", "2020-11-01", "--evidence", tmp_path / "Zofia Unieke form.pdf",
    )  # fmt: skip
    number = read(
        "post", "add", "--caption", "Hallo", "--language", "nl", "--testimony", "one", "--at", "+2s"
    )
    read("post", "approve", number["number"], "--by", "Zofia Unieke")
    campaign("run", "--until-idle", folder=tmp_path / "mey")
    assert read("post", "show", 1)["state"] == "published"
    with sqlite3.connect(tmp_path / "mey" / "campaign.db") as books:
        dumped = [line for line in books.iterdump() if "Zofia" in line]
    books.close()
    assert len(dumped) == 2  # the speaker, and the colleague of the same name who approved
    assert all(line.startswith('INSERT INTO "person"') for line in dumped)
    assert [path for path in (tmp_path / "mey").rglob("*") if "Zofia" in path.name] == []


@pytest.mark.slow
def test_subtitles_can_come_later(
    campaign: Callable[..., Result], read: Callable[..., Any], tmp_path: Path
) -> None:
    """A post without subtitles in its language waits for them; they can be added; a changed film is approved anew."""
    from tests import small_films

    film = small_films.film(tmp_path / "film.mp4")
    (tmp_path / "fr.srt").write_text("1\n00:00:00,100 --> 00:00:00,950\nÇa va\u202f?\n\n", encoding="utf-8")
    (tmp_path / "form.pdf").write_text("signed", encoding="utf-8")
    campaign("init", tmp_path / "mey", "--language", "nl", "--language", "fr")
    read(
        "testimony", "add", film, "--slug", "one", "--speaker", "Nora Vorbeeld", "--role", "coach",
        "--organisation", "Brusoc", "--language", "nl",
    )  # fmt: skip
    read(
        "consent", "record", "one", "--act", "film", "--act", "publish", "--channel", "facebook",
        "--language", "fr", "--signed", "2020-11-01", "--evidence", tmp_path / "form.pdf",
    )  # fmt: skip
    said = ("post", "add", "--caption", "Salut", "--language", "fr", "--testimony", "one", "--at", "+1h")
    assert "no subtitles in French" in campaign(*said, folder=tmp_path / "mey").stderr
    done = campaign("post", "approve", 1, folder=tmp_path / "mey")
    assert (done.exit_code, "no subtitles in French" in done.stderr) == (3, True)
    read("testimony", "edit", "one", "--subtitles", f"fr:{tmp_path / 'fr.srt'}")
    assert read("post", "approve", 1)["state"] == "approved"
    changed = read("testimony", "edit", "one", "--speaker", "Nora Voorbeeld")
    assert (changed["speaker"], list(changed["subtitles"])) == ("Nora Voorbeeld", ["fr"])
    campaign("run", "--until-idle", folder=tmp_path / "mey")
    assert read("post", "show", 1)["state"] == "draft"
    refused = campaign("testimony", "edit", "one", "--to", "9", folder=tmp_path / "mey")
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)


def test_language_in_the_name_of_a_subtitle_file(
    campaign: Callable[..., Result], tmp_path: Path, films: Path
) -> None:
    """A subtitle file's name says its language, where that is one of the campaign's; `L:` before it counts more."""
    folder = tmp_path / "mey"
    campaign("init", folder, "--language", "nl", "--language", "fr")
    text = "1\n00:00:01,000 --> 00:00:03,000\nBonjour, nous sommes là.\n\n"
    for name in ("x.fr.srt", "x_fr.srt", "x.fr-BE.srt", "x.fr_FR.srt", "x.de.srt", "x.srt", "xfr.srt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    campaign(
        "testimony", "add", films / "timecode-speech.mp4", "--slug", "one", "--speaker", "Sami Exemple", "--role",
        "coach", "--organisation", "Brusoc", "--language", "nl", folder=folder,
    )  # fmt: skip

    def languages(written: str) -> tuple[list[str], bool]:
        done = campaign("testimony", "edit", "one", "--subtitles", written, "--json", folder=folder)
        assert done.exit_code == 0, done.stderr
        told = f"{Path(written).name}: subtitles in French, as in the file's name" in done.stderr
        return list(json.loads(done.stdout)["subtitles"]), told

    assert languages(f"{tmp_path / 'x_fr.srt'}") == (["fr"], True)
    for name in ("x.fr.srt", "x.fr-BE.srt", "x.fr_FR.srt"):
        assert languages(f"{tmp_path / name}") == (["fr"], True)
    assert languages(f"nl:{tmp_path / 'x.fr.srt'}") == (["fr", "nl"], False)
    for name in ("x.de.srt", "x.srt", "xfr.srt"):
        assert languages(f"{tmp_path / name}") == (["fr", "nl"], False)


def test_forgotten_draft_is_told(
    campaign: Callable[..., Result], read: Callable[..., Any], tmp_path: Path
) -> None:
    """A draft whose moment passed is named by status, and approving it says that the moment is past."""
    campaign("init", tmp_path / "mey", "--language", "nl")
    read("post", "add", "--caption", "A", "--language", "nl", "--at", "now")
    assert [found["code"] for found in read("status")["findings"]] == ["moment-past-draft"]
    assert "is past" in campaign("post", "approve", 1, folder=tmp_path / "mey").stderr


def test_options_work_on_either_side(campaign: Callable[..., Result], tmp_path: Path) -> None:
    """--dir and --json mean the same before and after the subcommand."""
    campaign("init", tmp_path / "c", "--language", "nl")
    before = campaign("--dir", tmp_path / "c", "--json", "status")
    after = campaign("status", "--json", "--dir", tmp_path / "c")
    assert before.stdout == after.stdout
    assert json.loads(after.stdout)["counts"]["draft"] == 0


def test_edit_takes_the_approval_back(
    campaign: Callable[..., Result], read: Callable[..., Any], tmp_path: Path
) -> None:
    """An edit after approval makes a post a draft again; its number, date and new words stay."""
    campaign("init", tmp_path / "mey", "--language", "nl")
    read("post", "add", "--caption", "Eerst", "--language", "nl", "--at", "2030-05-01 18:00")
    assert read("post", "approve", 1)["state"] == "approved"
    edited = read("post", "edit", 1, "--caption", "Beter")
    assert (edited["state"], edited["caption"], edited["due_at"]) == (
        "draft",
        "Beter",
        "2030-05-01T18:00:00+02:00",
    )


def test_approval_off_counts_dated_posts_as_approved(
    campaign: Callable[..., Result], read: Callable[..., Any], tmp_path: Path
) -> None:
    """With approval = "off" a post with a date is approved as it is added; one without stays a draft."""
    campaign("init", tmp_path / "mey", "--language", "nl")
    with (tmp_path / "mey" / "campaign.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[service]\napproval = "off"\n')
    assert read("post", "add", "--caption", "A", "--language", "nl", "--at", "now")["state"] == "approved"
    assert read("post", "add", "--caption", "B", "--language", "nl")["state"] == "draft"
    assert campaign("run", "--until-idle", folder=tmp_path / "mey").exit_code == 0
    assert read("post", "show", 1)["state"] == "published"
