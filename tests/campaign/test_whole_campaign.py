"""The shipped example, whole: from a spreadsheet of 24 posts on 12 films to a rehearsal that tells everything."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from campaign.cli.app import Desk
from tests import small_films

PLAN = Path(str(files("campaign") / "example" / "plan.csv"))
CAST = {
    "bakery": ("Fatou Voorbeeld", "entrepreneur"),
    "bike-repair": ("Karim Fictief", "entrepreneur"),
    "tailor": ("Rosa Voorbeeld", "entrepreneur"),
    "coach": ("Jan Fictief", "coach"),
    "food-truck": ("Mina Voorbeeld", "entrepreneur"),
    "hairdresser": ("Lea Fictief", "entrepreneur"),
    "market-garden": ("Tom Voorbeeld", "entrepreneur"),
    "microfinancier": ("An Verzonnen", "microfinancier"),
    "carpenter": ("Piet Fictief", "entrepreneur"),
    "jury": ("Els Voorbeeld", "jury"),
    "policy-maker": ("Leen Fictief", "policy-maker"),
    "host": ("Zoë Verzonnen", "host"),
}
WORDS = {"nl": "Wij gaan door.", "fr": "Nous continuons."}
PLANNED = datetime(2027, 2, 8, 9, 0, tzinfo=UTC)
WITHDRAWN = datetime(2027, 2, 20, 9, 0, tzinfo=UTC)
PLAYED = datetime(2027, 3, 1, 18, 0, tzinfo=UTC)  # half an hour past the first post's moment
LATE, ON_A_HOLIDAY, OUT_WHEN_IT_ENDED, AFTER_IT_ENDED, TAKEN_BACK = 1, 5, 13, 14, (9, 10)


@dataclass(kw_only=True)
class Staff:
    """People at work on a campaign, at their own time."""

    run: Callable[..., Result]
    folder: Path
    now: datetime = PLANNED

    def does(self, *words: object, code: int = 0) -> Result:
        """Run a command in Dutch at the moment that it is for them."""
        moment = self.now
        where = None if words[0] == "init" else self.folder
        done = self.run(*words, folder=where, obj=Desk(now=lambda: moment, lang="nl"))
        assert done.exit_code == code, (words, done.output)
        return done

    def reads(self, *words: object, code: int = 0) -> Any:
        """Return what a command says as JSON."""
        return json.loads(self.does(*words, "--json", code=code).stdout)


@pytest.fixture
def staff(campaign: Callable[..., Result], tmp_path: Path) -> Staff:
    """A campaign in two languages with twelve short films, their subtitles and their consents; one ends in summer."""
    staff = Staff(run=campaign, folder=tmp_path / "mey")
    staff.does("init", staff.folder, "--name", "MEY Awards 2027", "--language", "nl", "--language", "fr")
    kit = staff.folder / "brand" / "brand.toml"
    kit.write_text(
        re.sub(r"(?m)^seconds = [23]\.5", "seconds = 0", kit.read_text(encoding="utf-8")), encoding="utf-8"
    )
    with (staff.folder / "campaign.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[render]\nreel_shortest = "1s"\n')
    film = small_films.film(tmp_path / "film.mp4", size="320x180", seconds=1.2, rate="12")
    for language, words in WORDS.items():
        cue = f"1\n00:00:00,100 --> 00:00:01,150\n{words}\n\n"
        (tmp_path / f"{language}.srt").write_text(cue, encoding="utf-8")
    (tmp_path / "form.pdf").write_bytes(b"signed")
    for slug, (name, role) in CAST.items():
        staff.does(
            "testimony", "add", film, "--slug", slug, "--speaker", name, "--role", role, "--organisation", "Hefboom",
            "--language", "nl", *(word for one in WORDS for word in ("--subtitles", f"{one}:{tmp_path / one}.srt")),
        )  # fmt: skip
        until = ("--until", "2027-07-21") if slug == "market-garden" else ()
        staff.does(
            "consent", "record", slug, "--act", "film", "--act", "publish", "--channel", "facebook", "--language", "nl",
            "--language", "fr", "--signed", "2027-01-15", "--evidence", tmp_path / "form.pdf", *until,
        )  # fmt: skip
    return staff


def shown_at(folder: Path) -> dict[int, str]:
    """When each post was shown in the play, on the wall."""
    log = (folder / "rehearsed" / "log.txt").read_text(encoding="utf-8")
    found = re.findall(r"(?m)^(\S+ \S+ \S+ \d\d:\d\d)(?::\d\d)? (\d+) de pagina toont het", log)
    return {int(number): moment for moment, number in found}


@pytest.mark.slow
@pytest.mark.timeout(900)  # dozens of films on a computer that is busy
def test_from_the_spreadsheet_to_the_rehearsal(staff: Staff) -> None:
    """20 posts go out at 18:30 on the wall; the report tells of clocks, a holiday, a late post, and consents."""
    assert {line["what"] for line in staff.reads("plan", "import", PLAN, "--dry-run")} == {"new"}
    staff.does("plan", "import", PLAN)
    assert {line["what"] for line in staff.reads("plan", "import", PLAN)} == {"unchanged"}
    staff.does("post", "approve", AFTER_IT_ENDED, code=3)
    staff.does("post", "approve", *(set(range(1, 25)) - {AFTER_IT_ENDED}))
    staff.now = WITHDRAWN
    staff.does("consent", "withdraw", "food-truck")
    staff.now = PLAYED
    before = staff.reads("post", "list")
    told = staff.reads("rehearse", code=1)

    shown = shown_at(staff.folder)
    assert set(shown) == set(range(1, 25)) - {LATE, AFTER_IT_ENDED, *TAKEN_BACK}
    assert {moment[-5:] for moment in shown.values()} == {"18:30"}
    counts = {state: count for state, count in told["counts"].items() if count}
    assert counts == {"draft": 1, "published": 20, "held": 1, "cancelled": 2}
    assert {one["number"]: one["state"] for one in told["left"]} == {LATE: "held", AFTER_IT_ENDED: "draft"}
    usual = "elk op zijn gewone plaatselijke uur."
    assert told["calendar"] == [
        f"28 maart 2027: de klok gaat een uur vooruit. Berichten ervoor: 4; erna: 18; {usual}",
        f"29 maart 2027: bericht {ON_A_HOLIDAY} staat gepland op een feestdag (Paasmaandag).",
        f"31 oktober 2027: de klok gaat een uur terug. Berichten ervoor: 19; erna: 3; {usual}",
    ]
    assert [one.partition(":")[0] for one in told["consents"]] == ["20 februari 2027", "22 juli 2027"]
    assert f"bericht {OUT_WHEN_IT_ENDED}:" in told["consents"][1]
    assert staff.reads("post", "list") == before
    page = (staff.folder / "rehearsed" / "report.html").read_text(encoding="utf-8")
    page = page.replace("<code>", "`").replace("</code>", "`")
    for said in (*told["calendar"], *told["consents"], *(one["why"] for one in told["left"])):
        assert said.replace("'", "&#39;") in page
    assert "Mina Voorbeeld" not in page

    staff.does("consent", "withdraw", "bakery")  # the play told of her, too
    assert [
        path for path in staff.folder.rglob("*") if path.is_file() and b"Fatou" in path.read_bytes()
    ] == []
