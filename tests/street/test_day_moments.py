"""Rows 7 and 8 of a day in Dutch and French: moments, days and purposes as they were typed, at the command line."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from campaign.messages import formatting
from tests import pinned_clock, small_films

Run = Callable[..., Result]
YEAR = pinned_clock.now().year + 1


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film, whose words are French, and one post."""
    here = tmp_path_factory.mktemp("moments")
    made, film = here / "c", small_films.film(here / "coupe.mp4", seconds=3)
    (here / "form.pdf").write_text("signed", encoding="utf-8")
    for words in (
        ("init", made, "--language", "français", "--language", "NL"),
        ("testimony", "add", film, "--slug", "coupe", "--speaker", "Diane Exemple", "--role", "entrepreneuse",
         "--organisation", "Crédal", "--language", "Français", "--fill", "flou", "--dir", made),
        ("post", "add", "--caption", "Bonjour", "--language", "Frans", "--testimony", "coupe", "--format", "paysage",
         "--kind", "vidéo", "--dir", made),
    ):  # fmt: skip
        done = campaign(*words)
        assert done.exit_code == 0, done.stderr
    return made


@pytest.mark.parametrize(
    "written",
    [f"5/1/{YEAR} 18:30", f"{YEAR}-01-05 18h30", f"5 janvier {YEAR} à 18h30", f"5 januari {YEAR} om 18u30",
     f"05-01-{YEAR} 18u30", f"{YEAR}-01-05 18:30"],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["nl", "fr"])
def test_at_takes_what_a_sheet_takes(campaign: Run, folder: Path, written: str, lang: str) -> None:
    """`--at` is read as people write it, and said back with its weekday, unless it was ISO 8601."""
    done = campaign("post", "move", 1, "--at", written, "--lang", lang, "--json", folder=folder)
    assert (done.exit_code, json.loads(done.stdout)["due_at"][:16]) == (0, f"{YEAR}-01-05T18:30")
    said = formatting.full(datetime.fromisoformat(json.loads(done.stdout)["due_at"]), lang)
    assert (said in done.stderr) == (written != f"{YEAR}-01-05 18:30")


@pytest.mark.parametrize(
    ("written", "later"),
    [("+2 h", timedelta(hours=2)), ("+2 u", timedelta(hours=2)), ("+ 30 min", timedelta(minutes=30)),
     ("maintenant", timedelta()), ("nu", timedelta())],
)  # fmt: skip
def test_at_counts_from_now(campaign: Run, folder: Path, written: str, later: timedelta) -> None:
    """Now, and lengths of time, are taken in Dutch and French."""
    before = pinned_clock.now()
    done = campaign("post", "move", 1, "--at", written, "--json", folder=folder)
    assert done.exit_code == 0, done.stderr
    assert (
        timedelta()
        <= datetime.fromisoformat(json.loads(done.stdout)["due_at"]) - before - later
        < timedelta(minutes=1)
    )


@pytest.mark.parametrize("written", ["demain 18h", "morgen 18u", "tomorrow 18:00", "Demain à 18 h"])
def test_tomorrow(campaign: Run, folder: Path, written: str) -> None:
    """Tomorrow is the next day on the campaign's clock."""
    done = campaign("post", "move", 1, "--at", written, "--json", folder=folder)
    due = datetime.fromisoformat(json.loads(done.stdout)["due_at"])
    assert (due.hour, due.date() - pinned_clock.now().astimezone(due.tzinfo).date()) == (
        18,
        timedelta(days=1),
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [("mardi", "has no time of day"), ("dinsdag", "has no time of day"), ("morgen", "has no time of day"),
     ("18:30", "has no day"), (f"5/1/{YEAR}", "has no time of day"), ("1/13/2031 18:00", "has the month first"),
     ("5/1/31 18h", "05/01/2031 18:00"), ("bientôt", "tomorrow 18:30")],
)  # fmt: skip
def test_at_refuses_doubts(campaign: Run, folder: Path, written: str, said: str) -> None:
    """What may be two moments is refused in one line with what to write, and the post stays where it was."""
    before = campaign("post", "show", 1, "--json", folder=folder).stdout
    done = campaign("post", "move", 1, "--at", written, "--lang", "en", folder=folder)
    assert (done.exit_code, done.stderr.count("\n"), written in done.stderr, said in done.stderr) == (
        2,
        1,
        True,
        True,
    )
    assert campaign("post", "show", 1, "--json", folder=folder).stdout == before


def record(campaign: Run, folder: Path, *words: object) -> Result:
    """Record a signed form in French words."""
    form = folder.parent / "form.pdf"
    return campaign(
        "consent", "record", "coupe", "--act", "filmer, publier", "--channel", "Facebook", "--language", "fr,nl",
        "--evidence", form, "--yes", *words, folder=folder,
    )  # fmt: skip


def test_a_campaign_is_the_campaign(campaign: Run, folder: Path) -> None:
    """A purpose is a fixed word in every language, the day of a form is day first, and both are in the list."""
    for purpose in ("campagne", "Campaign", "deze campagne"):
        done = record(
            campaign, folder, "--signed", "02/11/2020", "--purpose", purpose, "--name-display", "prénom"
        )
        assert (done.exit_code, "2 novem" in done.stderr or "2 Novem" in done.stderr) == (0, True), (
            done.stderr
        )
    listed = json.loads(campaign("consent", "list", "--json", folder=folder).stdout)
    assert {(*one["purposes"], one["signed"], one["name_display"]) for one in listed} == {
        ("campaign", "2020-11-02", "first-name")
    }
    assert "campaign" in campaign("consent", "list", "--lang", "en", folder=folder).stdout


def test_a_purpose_that_is_none(campaign: Run, folder: Path) -> None:
    """A word that is no purpose is refused with those there are."""
    done = record(campaign, folder, "--signed", "2020-11-02", "--purpose", "vacances")
    assert (done.exit_code, "archive" in done.stderr) == (2, True)


def test_a_refusal_names_the_purpose(campaign: Run, folder: Path, tmp_path: Path) -> None:
    """A form for another purpose is told by that purpose, not as if there were none."""
    other = shutil.copytree(folder, tmp_path / "c" / "c")
    (tmp_path / "c" / "form.pdf").write_text("signed anew", encoding="utf-8")
    for one in json.loads(campaign("consent", "list", "--json", folder=other).stdout):
        assert campaign("consent", "void", one["number"], folder=other).exit_code == 0
    assert record(campaign, other, "--signed", "2020-11-02", "--purpose", "archief").exit_code == 0
    told = campaign("post", "move", 1, "--at", "+2h", "--lang", "en", folder=other).stderr
    assert "signed for another purpose (archive), not for this one: campaign" in told, told
