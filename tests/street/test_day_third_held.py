"""A third day: posts that are held or late; whatever they are told works when it is pasted, and nothing goes round."""

import json
import re
import shlex
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from tests import pinned_clock, small_films
from tests.staff_desk import Run, StaffDesk

TWO = "\n[service]\napprovals = 2\n"
ONE = "\n[service]\napprovals = 1\n"
PEOPLE = ("An Eerste", "Bo Tweede", "Cy Derde")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with three text posts."""
    made = tmp_path_factory.mktemp("held") / "c"
    assert campaign("init", made, "--language", "nl").exit_code == 0
    for words in ("Dag", "Kom langs", "Tot dan"):
        assert (
            campaign(
                "post", "add", "--language", "nl", "--caption", words, "--at", "+30d", folder=made
            ).exit_code
            == 0
        )
    return made


class Desk(StaffDesk):
    """Runs commands on a campaign of a test's own; nobody sits at it."""

    def __init__(self, folder: Path, run: Run) -> None:
        super().__init__(folder, run)
        self._asked = 0

    def __call__(self, line: str, code: int | None = 0) -> str:
        """Run a command that ends with this exit code (None: any); return all that it says, line by line."""
        return self.said(line, code)

    def paste(self, command: str) -> str:
        """Run what was advised, with something for what stands in capitals."""
        line = command.replace("WHEN", "+2d").replace("NAME", shlex.quote(PEOPLE[self._asked % 3]))
        self._asked += "NAME" in command
        return self(line, code=None)

    def late(self, number: int) -> None:
        """Let a post be hours late."""
        self.put(number, due_at=pinned_clock.now() - timedelta(hours=5))

    def state(self, number: int) -> str:
        """The state of a post."""
        return str(json.loads(self(f"post show {number} --json"))["state"])


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Run) -> Desk:
    """A campaign of a test's own."""
    return Desk(Path(shutil.copytree(founded, tmp_path / "c")), campaign)


def commands(said: str) -> list[str]:
    """The commands between backticks that do something."""
    found = re.findall(r"`campaign ([^`]+)`", " ".join(said.split()))
    return [one for one in found if not re.fullmatch(r"overdue[ \d]*|post show \d+|run", one)]


REASONS = ("changed-since-approval", "approved-under-other-rules", "unapproved-people", "late")
ASKED = ("post show 1", "post release 1", "post approve 1 --by Dee", "overdue 1 --send-now --yes")


HELD = [  # any three of the four things in all their values together: half of all cases
    (reason, bool(both & 1), bool(both & 2), asked)
    for number, reason in enumerate(REASONS)
    for other, asked in enumerate(ASKED)
    for both in (number ^ other, number ^ other ^ 3)
]


@pytest.mark.parametrize(("reason", "approved", "late", "asked"), HELD)
def test_advice_on_a_held_post_leads_out(
    desk: Desk, reason: str, approved: bool, late: bool, asked: str
) -> None:
    """From a held post, whatever it is held for and whatever is asked, each advice pasted leads to its going out."""
    desk.settings(TWO)
    for who in PEOPLE[:2] if approved else PEOPLE[:1]:
        desk(f'post approve 1 --by "{who}"')
    desk._asked = 2 if not approved else 0
    params = (
        {"people": 1} if reason == "unapproved-people" else {"seconds": 18000} if reason == "late" else {}
    )
    desk.put(1, state="held", reason={"code": reason, "params": params})
    if late:
        desk.late(1)
    said, trail = desk(asked, code=None), [asked]
    for _ in range(5):
        if desk.state(1) == "approved":
            return
        found = commands(said)
        if not found:
            said = desk("post show 1")
            found = commands(said)
        trail.append(found[0])
        said = desk.paste(found[0])
    assert desk.state(1) == "approved", (trail, said)


def test_post_held_under_the_rules_of_before_is_told_what_it_lacks_now(desk: Desk) -> None:
    """A post that two approved while a service of before held it may be released, and show says so."""
    desk.settings(TWO)
    for who in PEOPLE[:2]:
        desk(f'post approve 1 --by "{who}"')
    desk.put(1, state="held", reason={"code": "changed-since-approval", "params": {}})
    assert set(commands(desk("post show 1"))) == {"post release 1"}
    assert "post release 1" in desk("status")
    desk("post release 1")
    assert desk.state(1) == "approved"


def test_what_is_not_sent_is_said_so(desk: Desk) -> None:
    """`overdue --send-now` of a post whose approval does not count: not sent, why, and what leads on; code 3."""
    desk("post approve 1")
    desk.settings(TWO)
    desk.put(1, state="held", reason={"code": "late", "params": {"seconds": 18000}})
    desk.late(1)
    said = desk("overdue 1 --send-now --yes", code=3)
    assert "Post 1 was not sent: an approval was given under other rules" in said
    assert commands(said) == ["post move 1 --at WHEN", "post approve 1 --by NAME"]
    assert "Post 1: held" not in said
    desk("post move 1 --at +2d")
    desk("post approve 1 --by An")


def test_another_post_is_late(desk: Desk) -> None:
    """Asked for a post that is not late, `overdue` does not say that none is, and names those that are."""
    desk.late(2)
    for line in ("overdue 1", "overdue 1 --send-now --yes", "overdue 1 --cancel --yes"):
        said = desk(line)
        assert "No post is past its due time" not in said
        assert "Past their due time: no. 2." in said
    assert desk.state(2) == "draft"


def test_nothing_is_spread_where_there_are_no_slots(desk: Desk) -> None:
    """Without slots `--spread` is not offered; typed, it names what moves the post."""
    desk.late(2)
    assert commands(desk("overdue")) == ["post move 2 --at WHEN", "overdue --cancel"]
    said = desk("overdue --spread", code=3)
    assert "--at WHEN`; or add slots" in said
    assert commands(said) == ["post move 2 --at WHEN"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Sophie", "Sofie"),
        ("Eric", "Erik"),
        ("Anne", "An"),
        ("Sofie", "Sophie Lambert"),
        ("Bert Maes", "Maes Bert"),
        ("Bert Maes", "B. Maes"),
        ("Maes B.", "Bert Maes"),
        ("Jan De Smet", "Jan Smet"),
    ],
)
def test_names_that_sound_alike(desk: Desk, monkeypatch: pytest.MonkeyPatch, first: str, second: str) -> None:
    """Names that sound alike are warned of, and asked about on a terminal; there Enter changes nothing."""
    desk.settings(TWO)
    desk(f'post approve 1 --by "{first}"')
    assert "count as two people" in desk(f'post approve 1 --by "{second}"')
    desk(f'post approve 2 --by "{first}"')
    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)
    assert "somebody else?" in desk(f'post approve 2 --by "{second}"')
    assert desk.state(2) == "draft"


@pytest.mark.parametrize("second", ["Luc", "Bo", "Sofie Peeters", "Bo Lambert", "B. Lambert"])
def test_other_names_are_let_be(desk: Desk, second: str) -> None:
    """Names of different people are no warning."""
    desk.settings(TWO)
    desk("post approve 1 --by 'Lut Lambert'")
    assert "count as two people" not in desk(f'post approve 1 --by "{second}"')


def test_moved_and_still_held(desk: Desk) -> None:
    """A held post that is moved stays held, which is said with what releases it."""
    desk("post approve 1")
    desk('post hold 1 "Wacht"')
    said = desk("post move 1 --at +30d")
    assert "It is still held: `campaign post release 1`" in said
    desk("post release 1")
    assert desk.state(1) == "approved"


def test_the_rest_can_be_approved(desk: Desk) -> None:
    """Where some of several cannot be approved, the command for the others is given, with the same name."""
    desk("post cancel 2")
    said = desk("post approve 1-3 --by 'An Eerste'", code=None)
    assert commands(said)[-1] == "post approve 1,3 --by 'An Eerste'"
    desk(commands(said)[-1])
    assert [desk.state(number) for number in (1, 2, 3)] == ["approved", "cancelled", "approved"]


def test_rehearse_says_what_status_says(desk: Desk) -> None:
    """A post approved under other rules is told as that by the rehearsal too."""
    desk.settings(TWO)
    for who in PEOPLE[:2]:
        desk(f'post approve 1 --by "{who}"')
    desk.settings(ONE)
    assert "given under other rules" in desk("status")
    assert "approved under other rules" in desk("rehearse", code=1)


def test_what_may_be_written_of_a_name(tmp_path: Path, campaign: Run) -> None:
    """Of a name that the consent does not allow: what may be written, and the command; at add and at approve."""
    desk = Desk(tmp_path / "c", campaign)
    (tmp_path / "form.pdf").write_bytes(b"%PDF-1.4 signed")
    campaign("init", desk.folder, "--language", "nl")
    film = small_films.film(tmp_path / "film.mp4", seconds=7)
    desk(
        f'testimony add "{film}" --slug samira --speaker "Samira El Idrissi" --role entrepreneur --organisation Mey'
        " --language nl --yes"
    )
    desk(
        "consent record samira --act film --act publish --channel facebook --language nl --signed 2/11/2020"
        f' --name-display first-name --evidence "{tmp_path / "form.pdf"}"'
    )
    said = desk('post add --testimony samira --language nl --caption "Samira El Idrissi bakt" --at +9d')
    for told in (said, desk("post approve 1", code=3)):
        assert "only the first name may be written, Samira. Change it:" in " ".join(told.split())
        assert "post edit 1 --caption TEXT" in commands(told)
