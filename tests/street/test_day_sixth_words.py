"""A sixth day: sentences begin with a capital behind others, lengths of time are said in large units."""

import re
import string
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result

from campaign.messages import formatting, translate
from campaign.settings import plan_parsing
from schedules.errors import BadRequest
from tests import small_films

Run = Callable[..., Result]
WHEN = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
SAMPLES: dict[str, object] = {
    "day": WHEN.date(), "moment": WHEN, "full": WHEN, "short": WHEN, "written": WHEN, "word": "draft",
    "place": "post 3",
    "language": "fr", "in": "fr", "column": "date",
}  # fmt: skip


def _sample(template: str) -> dict[str, object]:
    """Values for a sentence's parameters, as their formats want them."""
    found = {}
    for _, name, form, _ in string.Formatter().parse(template):
        if name:
            found[name.partition("[")[0]] = SAMPLES.get(str(form).rpartition(" ")[2], 3)
    return found


@pytest.mark.parametrize("lang", translate.LANGUAGES)
def test_capitals(lang: str) -> None:
    """Behind a sentence another one begins with a capital, in every language, where it begins with words of ours."""
    first = BadRequest("plan-time-alone")
    wrong = []
    for code, template in {**translate.gather("SENTENCES"), **translate.gather("REASONS")}.items():
        one = template if isinstance(template, str) else template[0]
        begun = next(iter(string.Formatter().parse(translate.translate(one, lang))), ("", None, "", None))
        if not begun[0] and begun[1] and str(begun[2]) not in SAMPLES:
            continue  # what somebody typed
        said = translate.say("reason-and", {"one": first, "other": BadRequest(code, **_sample(one))}, lang)
        behind = said.partition(translate.say("plan-time-alone", {}, lang))[2].strip()
        if behind[:1].islower() and "." not in behind.partition(" ")[0].strip("."):
            wrong.append((code, behind[:40]))
    assert wrong == []


@pytest.mark.parametrize(
    ("seconds", "english", "dutch", "french"),
    [
        (47, "47 seconds", "47 seconden", "47 secondes"),
        (60, "1 minute", "1 minuut", "1 minute"),
        (3300, "55 minutes", "55 minuten", "55 minutes"),
        (5400, "1 hour and 30 minutes", "1 uur en 30 minuten", "1 heure et 30 minutes"),
        (7200, "2 hours", "2 uur", "2 heures"),
        (86_400, "24 hours", "24 uur", "24 heures"),
        (180_000, "2 days and 2 hours", "2 dagen en 2 uur", "2 jours et 2 heures"),
    ],
)
def test_lengths(seconds: int, english: str, dutch: str, french: str) -> None:
    """A length of time is said in its two largest units, and never as more or less than it is."""
    assert [formatting.lasting(seconds, lang).replace("\u00a0", " ") for lang in ("en", "nl", "fr")] == [
        english, dutch, french,
    ]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign in French and Dutch, with two posts two hours apart."""
    folder = tmp_path_factory.mktemp("words") / "c"
    done = campaign(
        "--lang", "fr", "init", folder, "--name", "Ma campagne", "--language", "fr", "--language", "nl"
    )
    assert done.exit_code == 0, done.output
    for hour, text in ((18, "Bonjour à tous"), (20, "Bonsoir à vous")):
        at = f"2031-12-08 {hour}:00"
        done = campaign("post", "add", "--language", "fr", "--caption", text, "--at", at, folder=folder)
        assert done.exit_code == 0, done.output
    return folder


def test_how_far_posts_are_apart(made: Path, campaign: Run) -> None:
    """Posts that are near each other are told how near in hours, not in many minutes."""
    assert "post 1 and post 2 are 2 hours apart" in campaign("check", folder=made).stdout


def test_a_move_says_how_far(made: Path, campaign: Run) -> None:
    """A post that moved too far is told how far it might have moved, and no name of a setting."""
    assert campaign("post", "approve", "1", "--by", "An Exemple", "--yes", folder=made).exit_code == 0
    moved = campaign("post", "move", "1", "--at", "2031-12-20 18:00", folder=made)
    assert "post 1 moved more than 24 hours, so it must be approved again" in moved.stderr
    assert "move_tolerance" not in moved.stderr + campaign("log", "1", folder=made).stdout


@pytest.mark.parametrize(("lang", "day"), [("fr", "mardi"), ("nl", "di"), ("en", "tue")])
def test_a_slot_in_the_readers_language(tmp_path: Path, campaign: Run, lang: str, day: str) -> None:
    """The example of a slot in a new campaign.toml is in the reader's language, and holds when it is opened."""
    folder = tmp_path / "c"
    assert campaign("--lang", lang, "init", folder, "--language", "fr", "--language", "nl").exit_code == 0
    file = folder / "campaign.toml"
    line = next(one for one in file.read_text(encoding="utf-8").splitlines() if "slots = [{" in one)
    assert f'day = "{day}"' in line
    written = file.read_text(encoding="utf-8").replace("# [plan]", f"[plan]\n{line.lstrip('# ')}")
    file.write_text(written, encoding="utf-8")
    assert campaign("doctor", folder=folder).exit_code in (0, 3)
    assert campaign("plan", "show", folder=folder).exit_code == 0


def test_a_line_under_a_header_that_is_a_comment(made: Path, campaign: Run) -> None:
    """Of a line whose section is still a comment it is said which # to take away; then it holds."""
    file = made / "campaign.toml"
    was = file.read_text(encoding="utf-8")
    opened = [
        ("# slots = []", 'slots = [{ day = "mardi", at = "18:00" }]', "plan"),
        ("# per_day = 2", "per_day = 3", "plan"),
        ("# late_after", "late_after", "service"),
        ("# smtp_port", "smtp_port", "notices"),
    ]
    for line, better, section in opened:
        text = was.replace(line, better, 1)
        file.write_text(text, encoding="utf-8")
        header = next(n for n, one in enumerate(text.splitlines(), 1) if one == f"# [{section}]")
        said = campaign("status", folder=made)
        assert f"whose header in line {header} is still a comment" in said.stderr, said.stderr
        file.write_text(text.replace(f"# [{section}]", f"[{section}]"), encoding="utf-8")
        assert campaign("status", folder=made).exit_code == 0
    file.write_text(was, encoding="utf-8")


@pytest.mark.parametrize("colour", ["ink", "pine", "night"])
def test_one_value_for_a_line(made: Path, campaign: Run, colour: str) -> None:
    """Wherever a colour of the kit does not show, the same value is offered for its line; who follows it gets there."""
    file = made / "brand" / "brand.toml"
    was = file.read_text(encoding="utf-8")
    text = was.replace('foreground = "white"', f'foreground = "{colour}"')
    for _ in range(3):
        file.write_text(text, encoding="utf-8")
        offered = set(re.findall(r'foreground = "#\w+"', campaign("brand", "check", folder=made).stdout))
        assert len(offered) < 2
        text = re.sub(r'(?m)^foreground = "[^"]*"', "".join(offered) or 'foreground = "white"', text)
    assert offered == set()
    file.write_text(was, encoding="utf-8")


@pytest.mark.parametrize("written", ["du 24/12/2026 au 3/1/2027", "van 24/12/2026 tot 3/1/2027"])
def test_days_from_and_until(written: str) -> None:
    """Days on which nothing is planned may be written with a word before each end."""
    span = plan_parsing.blackout(written)
    assert span == plan_parsing.Blackout(first=date(2026, 12, 24), last=date(2027, 1, 3))


def test_an_organisation_like_a_partner_of_the_kit(tmp_path: Path, campaign: Run) -> None:
    """Where campaign.toml lists no organisation, a slip of one in the brand kit is asked about all the same."""
    folder = tmp_path / "c"
    assert campaign("init", folder, "--language", "fr").exit_code == 0
    film = small_films.film(tmp_path / "film.mp4", seconds=2)
    line = [
        "testimony",
        "add",
        film,
        "--slug",
        "fatou",
        "--speaker",
        "Fatou Exemple",
        "--role",
        "entrepreneur",
    ]
    add = partial(campaign, *line, "--language", "fr", folder=folder)
    assert "did you mean microStart?" in add("--organisation", "Microstrat").stderr
    assert add("--organisation", "microstart").exit_code == 0
