"""What went in without a word on a day is said: another language, private numbers, links and contacts that are none."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result

from campaign import new_campaign
from tests import office, plan_campaign
from tests.plan_campaign import Desk
from tests.queue_campaign import NOON
from tests.street.test_day_overdue import TOML, run

Run = Callable[..., Result]
FRENCH = (
    "Elle a ouvert sa boulangerie dans le quartier avec un petit crédit, et les clients sont là pour elle."
)


def added(desk: Desk, *words: str) -> Result:
    """Add a post in Dutch."""
    return desk.run("post", "add", "--language", "nl", "--at", "2032-11-23 18:00", *words, folder=desk.folder)


def test_a_french_text_in_dutch(desk: Desk) -> None:
    """A text that is clearly in another language is told when it comes in, when it is changed, and by `check`."""
    done = added(desk, "--caption", FRENCH)
    assert done.exit_code == 0
    number = re.findall(r"Post (\d+)", done.output)[0]
    assert "--language fr`" in done.stderr
    assert "looks like French, but the post is in Dutch" in done.stderr
    found = json.loads(desk.run("check", "--json", folder=desk.folder).stdout)
    assert [
        one["severity"] for one in found if one["code"] == "P33" and one["where"] == f"post {number}"
    ] == ["warning"]
    done = desk.run("post", "edit", number, "--language", "fr", folder=desk.folder)
    assert (done.exit_code, "looks like" in done.stderr) == (0, False)
    done = desk.run("post", "edit", number, "--language", "nl", folder=desk.folder)
    assert (done.exit_code, "looks like French" in done.stderr) == (0, True)


def test_a_french_text_in_a_plan(desk: Desk) -> None:
    """A plan that brings such a text says so once."""
    sheet = desk.folder.parent / "talen.csv"
    sheet.write_bytes(plan_campaign.csv(f'24/12/2032;18:00;nl;"{FRENCH}";zz1'))
    done = desk.run("plan", "import", sheet, "--dry-run", folder=desk.folder)
    assert done.output.count("looks like French") == 1


@pytest.mark.parametrize("said", ["Bel An: 0470 12 34 56", "Schrijf naar an@voorbeeld.be"])
def test_a_number_in_a_text(desk: Desk, said: str) -> None:
    """What keeps a post from being approved is said when it is added, with how to mend it."""
    done = added(desk, "--caption", said)
    assert done.exit_code == 0
    assert re.search(
        r"leads to a person, so it cannot be approved.*post edit \d+ --caption TEXT", done.stderr
    )


@pytest.mark.parametrize(
    ("written", "sound"),
    [
        ("info@onskrediet,be", False), ("info@onskrediet", False), ("info onskrediet.be", False), ("@huis", False),
        ("An <an@huis.be>", False), ("a@b.be;c@d.be", False), ("", False),
        ("info@onskrediet.be", True), ("@onskrediet.be", True), ("02 555 12 12", True), ("+32 (0)2/555.12.12", True),
        ("1717", True), ("BE68 5390 0754 7034", True),
    ],
)  # fmt: skip
def test_contacts(desk: Desk, written: str, sound: bool) -> None:
    """What is neither an address nor a number is no contact, and is refused as any other setting."""
    toml = desk.folder / "campaign.toml"
    kept = [line for line in toml.read_text(encoding="utf-8").splitlines() if not line.startswith("contacts")]
    toml.write_text("\n".join([f'contacts = ["{written}"]', *kept]), encoding="utf-8")
    done = desk.run("status", folder=desk.folder)
    assert (done.exit_code != 2) == sound, done.output
    if not sound:
        assert f'number 1 of `contacts` cannot be "{written}"' in done.stderr


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("www.onskrediet.be", "If https://www.onskrediet.be is meant, write that"),
        ("https://ons krediet.be", "names no site|spaces or signs"),
        ("onskrediet", "is not a link"),
    ],
)
def test_the_link_of_the_kit(desk: Desk, written: str, said: str) -> None:
    """A link of the brand kit is told as it would be refused for a post, with its line."""
    kit = desk.folder / "brand" / "brand.toml"
    kit.write_text(
        re.sub(r"(?m)^link = .*$", f'link = "{written}"', kit.read_text(encoding="utf-8")), encoding="utf-8"
    )
    found = [
        one
        for one in json.loads(desk.run("brand", "check", "--json", folder=desk.folder).stdout)
        if one["code"] == "B16"
    ]
    ((where, message),) = [(one["where"], one["message"]) for one in found]
    assert re.search(r"brand\.toml:\d+$", where)
    assert re.search(said, message)


HEADER = "Datum;Uur;Taal;Tekst;Link;Film;Sleutel"
CUT = "24/12/2032;18:00;nl;Kom maar; tot volgend jaar"


@pytest.mark.parametrize(
    ("row", "cut"),
    [
        (f"{CUT};;", "tot volgend jaar"),
        (f"{CUT};;;", "tot volgend jaar"),
        ("24/12/2032;18:00;nl;Kom; graag;;zz", "graag"),
        ("24/12/2032;18:00;nl;Kom; Tot ziens allemaal;;;zz", "Tot ziens allemaal"),
        ('24/12/2032;18:00;nl;"Kom; tot volgend jaar";;;zz', None),
        ("24/12/2032; 18:00; nl; Kom maar eens langs; https://example.org/a; ; zz", None),
        ("24/12/2032;18:00;nl;Kom;https://example.org/a;;zz;", None),
    ],
)
def test_a_text_that_was_cut(desk: Desk, row: str, cut: str | None) -> None:
    """A text that a CSV cut at its separator is said to be so, and nothing else is said of that row."""
    other = "25/12/2032;18:00;nl;Kom allen;;;zz2"
    done = desk.tried(plan_campaign.csv(row, other, header=HEADER), code=1 if cut else 0)
    refused = [why["message"] for line in done if line["row"] == 2 for why in line.get("refused") or ()]
    if cut is None:
        assert refused == []
    else:
        (message,) = refused
        assert "contains the sign “;”" in message
        assert f"cut before “{cut}”" in message


@pytest.mark.parametrize(
    ("row", "cut"),
    [
        ("8/12/2032;18h30;nl;Trouver un crédit ; pas si simple", "pas si simple"),
        ("8/12/2032;18h30;nl;Kom; en breng iemand mee. Tot dan!", "en breng iemand mee. Tot dan!"),
        ('8/12/2032;18h30;nl;"Kom; en breng iemand mee";eerste reactie', None),
        ("8/12/2032;18h30;nl;Kom allen!; meer weet u hier", None),
        ("8/12/2032;18h30;nl;Kom allen; https://example.org/a", None),
    ],
)
def test_a_text_that_runs_on_into_the_comment(desk: Desk, row: str, cut: str | None) -> None:
    """The rest of a text is no first comment, where the text before it ends with no sign of its own."""
    done = desk.tried(
        plan_campaign.csv(row, header="Datum;Uur;Taal;Tekst;Eerste reactie"), code=1 if cut else 0
    )
    refused = [why["message"] for line in done for why in line.get("refused") or ()]
    assert [f"cut before “{cut}”" in one for one in refused] == ([True] if cut else [])


@pytest.mark.parametrize("given", ["nergens", "nergens.txt", "baker"])
@pytest.mark.parametrize("words", [("check",), ("checked", "--by", "An")])
def test_subtitles_of_nothing(desk: Desk, given: str, words: tuple[str, ...]) -> None:
    """What is neither a file nor a testimony is no text file: the testimonies are named."""
    done = desk.run("subtitles", *words, given, folder=desk.folder)
    assert (done.exit_code, done.stderr) == (
        2,
        f"Error: {given} is neither a file nor a testimony; the testimonies are: bakery, tailor. Check the name.\n",
    )


def test_subtitles_of_nothing_without_a_campaign(campaign: Run) -> None:
    """Outside of a campaign there are no testimonies to name."""
    done = campaign("subtitles", "check", "nergens")
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: nergens is neither a file nor a testimony. Check the name.\n",
    )


def test_all_is_well(tmp_path: Path, campaign: Run) -> None:
    """Subtitles without any finding are said to be so; for programs the answer is an empty list."""
    file = tmp_path / "goed.nl.srt"
    file.write_text("1\n00:00:00,600 --> 00:00:02,600\nIk ben Fatou.\n\n", encoding="utf-8")
    done = campaign("subtitles", "check", file)
    assert (done.exit_code, done.stdout) == (0, f"No findings: {file}.\n")
    assert campaign("subtitles", "check", file, "--json").stdout == "[]\n"


@pytest.mark.parametrize(("day", "far"), [("2026-11-25 18:00", True), ("2026-11-27 12:00", False)])
def test_far_and_still_approved(tmp_path: Path, day: str, far: bool) -> None:
    """A late post that is spread further than a move may go keeps its approval, and that is said; a near one is not."""
    folder = tmp_path / "c"
    new_campaign.create(folder, new_campaign.first_settings(name="MEY"))
    (folder / "campaign.toml").write_text(TOML.replace('approval = "off"', "approvals = 1"), encoding="utf-8")
    office.made_home(folder)
    run(folder, "post", "add", "--language", "nl", "--caption", "Hallo", "--at", day)
    assert run(folder, "post", "approve", 1).exit_code == 0
    late = NOON + timedelta(days=3, hours=2)
    done = run(folder, "overdue", "--spread", at=late)
    assert done.exit_code == 0, done.output
    assert ("Still approved, though moved more than 24 hours: no. 1." in done.stderr) == far
    (shown,) = json.loads(run(folder, "post", "list", "--json", at=late).stdout)
    assert (shown["state"], shown["due_at"][:10]) == ("approved", "2026-11-27")
