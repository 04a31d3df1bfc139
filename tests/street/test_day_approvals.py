"""A day of staff's approvals: whose yes stands, what is shown of it, what keeps a post back, what the advice says."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlmodel import update

from campaign.messages import pasteable
from schedules.database import engine, transitions
from schedules.database.tables import Post
from tests import small_films

SRT = "1\n00:00:03,000 --> 00:00:05,000\nWij bakken {what}.\n"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
CREDAL = pasteable.quoted("Crédal")
FORM = ("--act", "film", "--act", "publish", "--channel", "facebook", "--language", "nl", "--language", "fr")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Path:
    """A campaign with a film in two languages, whose speaker consents, and a post of it for the next month."""
    here = tmp_path_factory.mktemp("approvals")
    film = small_films.film(here / "film.mp4", seconds=7)
    for language, what in (("nl", "brood"), ("fr", "le pain")):
        (here / f"a.{language}.srt").write_text(SRT.format(what=what), encoding="utf-8")
    (here / "form.pdf").write_bytes(b"%PDF-1.4 signed")
    made = here / "c"
    for words in (
        ("init", made, "--language", "nl", "--language", "fr"),
        ("--dir", made, "testimony", "add", film, "--slug", "diane", "--speaker", "Diane Voorbeeld", "--role",
         "entrepreneur", "--organisation", "Crédal", "--language", "nl", "--subtitles", here / "a.nl.srt",
         "--subtitles", here / "a.fr.srt"),
        ("--dir", made, "consent", "record", "diane", *FORM, "--signed", "2020-11-02", "--evidence", here / "form.pdf"),
        ("--dir", made, "post", "add", "--testimony", "diane", "--language", "nl", "--caption", "Dag", "--at", "+30d"),
    ):  # fmt: skip
        done = campaign(*words)
        assert done.exit_code == 0, done.output
    return made


class Desk:
    """Runs commands on a campaign of a test's own, and reads what they say."""

    def __init__(self, folder: Path, run: Callable[..., Result]) -> None:
        self.folder, self._run = folder, run

    def __call__(self, *words: object, code: int = 0) -> Result:
        """Run a command that ends with this exit code."""
        done = self._run(*words, folder=self.folder)
        assert done.exit_code == code, done.output
        return done

    def told(self, *words: object) -> Any:
        """What a reading command says as JSON, whatever its exit code."""
        return json.loads(self._run(*words, "--json", folder=self.folder).stdout)

    def post(self, number: int = 1) -> Any:
        """A post."""
        return self.told("post", "show", number)

    def set(self, **service: object) -> None:
        """Put settings of [service] into campaign.toml; `organisations` above it."""
        names = service.pop("organisations", None)
        text = (self.folder / "campaign.toml").read_text(encoding="utf-8").partition("\n[service]\n")[0]
        if names:
            listed = f"organisations = {json.dumps(names, ensure_ascii=False)}"
            text = listed + "\n" + re.sub(r"(?m)^organisations = .*\n", "", text)
        said = "\n".join(f"{name} = {json.dumps(value)}" for name, value in service.items())
        (self.folder / "campaign.toml").write_text(f"{text}\n[service]\n{said}\n", encoding="utf-8")


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Callable[..., Result]) -> Desk:
    """A campaign of a test's own."""
    return Desk(shutil.copytree(founded, tmp_path / "c"), campaign)


def states(desk: Desk) -> set[str]:
    """The state of post 1 on the screens that are looked at most."""
    (listed,) = desk.told("post", "list")
    counted = {state for state, count in desk.told("status")["counts"].items() if count}
    return {desk.post()["state"], listed["state"], *counted}


def rarer_states(desk: Desk) -> set[str]:
    """The state of post 1 on the other screens: the month, the sheet, the calendar, the report, a preview."""
    month = desk.told("plan", "show", desk.post()["due_at"][:7])
    planned = {one["state"] for day in month["days"] for one in day["posts"]}
    for words in (
        ("plan", "export", "p.csv"),
        ("plan", "export", "p.ics"),
        ("report", "p.html"),
        ("post", "preview", 1, "q.html"),
    ):
        desk(*words[:-1], desk.folder / str(words[-1]), "--yes")
    names = ("p.csv", "p.ics", "p.html", "q.html")
    texts = "".join((desk.folder / name).read_text(encoding="utf-8-sig") for name in names)
    shown = re.findall(r'(?:;|CATEGORIES:|class="post |Post 1, )(draft|approved)', texts)
    assert len(shown) == len(names)
    return planned | set(shown)


def is_said(desk: Desk) -> bool:
    """Whether `status` says that post 1 must be approved again."""
    return "to-approve-again" in [one["code"] for one in desk.told("status")["findings"]]


def edited_theme(desk: Desk) -> str:
    """A title for the film."""
    return desk("testimony", "edit", "diane", "--theme", "Couture").stderr


def edited_name(desk: Desk) -> str:
    """Another spelling of who speaks."""
    return desk("testimony", "edit", "diane", "--speaker", "Diane Voorbeeldt").stderr


def edited_subtitles(desk: Desk) -> str:
    """Other subtitles in the post's language."""
    (desk.folder / "b.srt").write_text(SRT.format(what="taart"), encoding="utf-8")
    return desk("testimony", "edit", "diane", "--subtitles", f"nl:{desk.folder / 'b.srt'}").stderr


def first_name_alone(desk: Desk) -> str:
    """A form by which the speaker is called by the first name."""
    form = desk.folder / "form2.pdf"
    form.write_bytes(b"%PDF-1.4 other")
    words = ("consent", "record", "diane", *FORM, "--signed", "2020-11-03", "--evidence", form)
    return desk(*words, "--name-display", "first-name").stderr


def renamed(desk: Desk) -> str:
    """Another name for the film's organisation, everywhere."""
    return desk("organisation", "rename", "Crédal", "Crédal coop").stderr


CHANGES = (edited_theme, edited_name, edited_subtitles, first_name_alone, renamed)


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
def test_what_changes_a_post_makes_it_a_draft_at_once(desk: Desk, change: Callable[[Desk], str]) -> None:
    """Row 1: after a change the post is a draft on every screen, the command names it, and `approve` works again."""
    desk("post", "approve", 1)
    assert states(desk) == {"approved"}
    assert "1" in change(desk)
    assert (states(desk), is_said(desk)) == ({"draft"}, True)
    assert [one["stands"] for one in desk.post()["approvals"]] == [False]
    assert "earlier version" in desk("post", "show", 1).stdout
    desk("post", "approve", 1)
    assert (states(desk), is_said(desk)) == ({"approved"}, False)
    assert [one["stands"] for one in desk.post()["approvals"]] == [False, True]


def other_kit(desk: Desk) -> None:
    """Another brand kit."""
    kit = desk.folder / "brand" / "brand.toml"
    kit.write_text(kit.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")


def two_people(desk: Desk) -> None:
    """Two people are asked for instead of one."""
    desk.set(approvals=2)


def partners(desk: Desk) -> None:
    """Each partner is asked for instead of anybody."""
    desk.set(approval_by="partners", organisations=["Crédal", "microStart"])


@pytest.mark.parametrize("change", [other_kit, two_people, partners], ids=lambda one: one.__name__)
def test_what_changes_outside_is_seen_by_every_screen(desk: Desk, change: Callable[[Desk], None]) -> None:
    """Files that staff edit themselves make drafts of what was approved, wherever it is shown, and back again."""
    desk("post", "approve", 1, "--by", "An")
    before = {
        path: path.read_bytes()
        for path in (desk.folder / "campaign.toml", desk.folder / "brand" / "brand.toml")
    }
    change(desk)
    assert (states(desk), is_said(desk)) == ({"draft"}, True)
    for path, raw in before.items():
        path.write_bytes(raw)
    assert (states(desk), is_said(desk)) == ({"approved"}, False)


def test_rarer_screens_ask_the_same(desk: Desk) -> None:
    """Month, sheet, calendar, report, preview and `check` know of another brand kit too; `approve` works at once."""
    desk("post", "approve", 1)
    assert rarer_states(desk) == {"approved"}
    other_kit(desk)
    assert rarer_states(desk) == {"draft"}
    assert "to-approve-again" in [one["code"] for one in desk.told("check")]
    desk("post", "approve", 1)
    assert states(desk) == {"approved"}


def test_two_people(desk: Desk) -> None:
    """With `approvals = 2` any two people must say yes; the same one, however spelt, counts once, and it is said."""
    desk.set(approvals=2)
    assert "--by NAME" in desk("post", "approve", 1, code=3).stderr
    assert "another person" in desk("post", "approve", 1, "--by", "Élodie D’Hondt").stderr
    again = desk("post", "approve", 1, "--by", "elodie d'hondt").stderr
    assert "Élodie D’Hondt has already approved post 1" in again
    assert (states(desk), len(desk.post()["approvals"])) == ({"draft"}, 1)
    desk("post", "approve", 1, "--by", "Bo")
    assert [(one["by"], one["stands"]) for one in desk.post()["approvals"]] == [
        ("Élodie D’Hondt", True),
        ("Bo", True),
    ]
    assert states(desk) == {"approved"}


def test_a_yes_under_other_rules_does_not_count(desk: Desk) -> None:
    """Neither one yes of a time when one was enough, nor two of a time when two were asked for."""
    desk("post", "approve", 1, "--by", "An")
    desk.set(approvals=2)
    desk("post", "approve", 1, "--by", "Bo")
    assert [one["stands"] for one in desk.post()["approvals"]] == [False, True]
    assert "other rules" in desk("post", "show", 1).stdout
    desk("post", "approve", 1, "--by", "An")
    assert states(desk) == {"approved"}
    desk("post", "edit", 1, "--caption", "Dag allemaal")
    for who in ("An", "Bo"):
        desk("post", "approve", 1, "--by", who)
    desk.set(approvals=1)
    assert states(desk) == {"draft"}
    desk("post", "approve", 1, "--by", "An")
    assert states(desk) == {"approved"}


def test_one_person_has_one_organisation(desk: Desk) -> None:
    """Two partners are two people; the same one is refused for the second, a second yes for one is said."""
    desk.set(approval_by="partners", organisations=["Crédal", "microStart"])
    desk("post", "edit", 1, "--caption", "Samen met Micro-Start.")
    assert f"approve 1 --for {CREDAL} --by NAME`" in desk("post", "approve", 1, code=3).stderr
    for words in ((), ("--by", "NAME")):
        assert "--by NAME" in desk("post", "approve", 1, "--for", "Credal", *words, code=3).stderr
    desk("post", "approve", 1, "--for", "Credal", "--by", "An")
    refused = desk("post", "approve", 1, "--for", "microstart", "--by", "AN", code=3).stderr
    assert ("An approved it for Crédal" in refused, states(desk)) == (True, {"draft"})
    assert "already approved" in desk("post", "approve", 1, "--for", "CREDAL", "--by", "Bo").stderr
    assert len(desk.post()["approvals"]) == 1
    desk("post", "approve", 1, "--for", "Micro Start", "--by", "Bo")
    assert states(desk) == {"approved"}
    assert [one["organisation"] for one in desk.post()["approvals"]] == ["Crédal", "microStart"]


@pytest.mark.parametrize(
    ("written", "asked"), [("Credal", "Crédal"), ("CRÉDAL", "Crédal"), ("Hefboom", None)]
)
def test_a_films_organisation_keeps_the_gate_closed(
    desk: Desk, founded: Path, written: str, asked: str | None
) -> None:
    """Row 2: other spellings are the partner's; what is no partner of the campaign's opens nothing."""
    desk.set(approval_by="partners", organisations=["Crédal", "microStart"])
    desk("--yes", "testimony", "edit", "diane", "--organisation", written)
    said = desk("post", "approve", 1, code=3).stderr
    assert (f"--for {pasteable.quoted(asked)}`" if asked else "campaign.toml") in said
    assert asked or "Hefboom" in said


@pytest.mark.parametrize("step", ["cancel", "hold"])
def test_the_state_is_asked_before_the_partners(desk: Desk, step: str) -> None:
    """Row 16: of a post that cannot be approved from where it stands that is said, not whom to name."""
    desk("post", "approve", 1)
    desk("post", step, 1)
    desk.set(approval_by="partners", organisations=["Crédal", "microStart"])
    said = desk("post", "approve", 1, code=2 if step == "cancel" else 3).stderr
    assert ("cancelled" in said) == (step == "cancel")


def test_advice_is_for_this_campaign(desk: Desk) -> None:
    """Row 16: where anybody may approve nobody is told to name an organisation; where one must, which one."""
    assert "--for" not in desk("plan", "show", desk.post()["due_at"][:7]).output
    desk.set(approval_by="partners", organisations=["Crédal", "microStart"])
    assert f"post approve 1 --for {CREDAL}`" in " ".join(
        desk("plan", "show", desk.post()["due_at"][:7]).output.split()
    )


def broken_film(desk: Desk) -> str:
    """The film is gone."""
    next((desk.folder / "films").glob("*.mp4")).unlink()
    return "F14"


def other_film(desk: Desk) -> str:
    """The film is another."""
    with next((desk.folder / "films").glob("*.mp4")).open("ab") as file:
        file.write(b"\0")
    return "F15"


def broken_subtitles(desk: Desk) -> str:
    """The subtitles are gone."""
    next((desk.folder / "films").glob("*nl*.srt")).unlink()
    return "F16"


def other_subtitles(desk: Desk) -> str:
    """The subtitles are others."""
    with next((desk.folder / "films").glob("*nl*.srt")).open("a", encoding="utf-8") as file:
        file.write("\n2\n00:00:05,500 --> 00:00:06,500\nEn taart.\n")
    return "F17"


def phone(desk: Desk) -> str:
    """A number of somebody in the caption."""
    desk("post", "edit", 1, "--caption", "Bel Diane: 0470 12 34 56")
    return "P28"


def mail(desk: Desk) -> str:
    """An address of somebody in the first comment."""
    desk("post", "edit", 1, "--first-comment", "Schrijf naar diane@voorbeeld.be")
    return "P28"


def no_kit(desk: Desk) -> str:
    """The brand kit cannot be read."""
    (desk.folder / "brand" / "brand.toml").write_text("kapot", encoding="utf-8")
    return "B01"


BROKEN = (broken_film, other_film, broken_subtitles, other_subtitles, phone, mail, no_kit)


@pytest.mark.parametrize("breaks", BROKEN, ids=lambda one: one.__name__)
def test_an_error_of_check_keeps_a_post_back(desk: Desk, breaks: Callable[[Desk], str]) -> None:
    """What `check` calls an error of a post is what `approve` refuses it for, and nothing changes."""
    code = breaks(desk)
    errors = [one["code"] for one in desk.told("check") if one["severity"] == "error"]
    refused = desk("post", "approve", 1, code=3).stderr
    assert (code in errors, f"{code}: " in refused or f" {code} " in refused, desk.post()["state"]) == (
        True,
        True,
        "draft",
    )


def test_missing_subtitles_keep_a_post_back(desk: Desk) -> None:
    """A film without the subtitles that the rules demand is not approved in that language; in another it is."""
    film = small_films.film(desk.folder / "zonder.mp4", seconds=7)
    subtitles, form = desk.folder.parent / "x.srt", desk.folder.parent / "form.pdf"
    subtitles.write_text(SRT.format(what="le pain"), encoding="utf-8")
    form.write_bytes(b"%PDF-1.4 hers")
    who = ("--speaker", "Nora Voorbeeld", "--role", "coach", "--organisation", "Crédal", "--language", "nl")
    desk("testimony", "add", film, "--slug", "zonder", *who, "--subtitles", f"fr:{subtitles}")
    desk("consent", "record", "zonder", *FORM, "--signed", "2020-11-02", "--evidence", form)
    for language in ("nl", "fr"):
        desk(
            "post",
            "add",
            "--testimony",
            "zonder",
            "--language",
            language,
            "--caption",
            language,
            "--at",
            "+40d",
        )
    assert " S16 " in desk("post", "approve", 2, code=3).stderr
    desk("post", "approve", 3)


def test_all_or_none_with_all_reasons(desk: Desk) -> None:
    """Of several posts none is approved where one cannot be; every reason is said, and that nothing was approved."""
    desk("post", "add", "--language", "nl", "--caption", "Mail an@voorbeeld.be of bel 0470 12 34 56")
    desk("post", "add", "--language", "nl", "--caption", "Goed", "--at", "+31d")
    said = desk("post", "approve", "1-3", code=3).stderr
    assert all(
        one in said for one in ("no date", "an e-mail address", "a telephone number", "none of these posts")
    )
    assert {desk.post(number)["state"] for number in (1, 2, 3)} == {"draft"}
    desk("post", "approve", "1,3")
    assert [desk.post(number)["state"] for number in (1, 2, 3)] == ["approved", "draft", "approved"]


def test_all_drafts_that_may_be(desk: Desk) -> None:
    """`--all` approves the drafts with a date that may go out, names the others with why, and says how many."""
    desk("post", "add", "--language", "nl", "--caption", "Mail an@voorbeeld.be", "--at", "+31d")
    desk("post", "add", "--language", "nl", "--caption", "Ooit")
    done = desk("post", "approve", "--all", code=1)
    assert ("Post 2" in done.stderr, "Approved: 1. Not approved: 1." in done.stderr) == (True, True)
    assert [desk.post(number)["state"] for number in (1, 2, 3)] == ["approved", "draft", "draft"]
    desk("post", "edit", 2, "--caption", "Mail ons")
    desk("post", "approve", "--all")
    assert "nothing to approve" in desk("post", "approve", "--all").stderr


def test_a_move_does_not_carry_a_stale_yes(desk: Desk) -> None:
    """A post that was approved with another kit is a draft once it is moved, however little."""
    desk("post", "approve", 1)
    other_kit(desk)
    assert "approved again" in desk("post", "move", 1, "--at", "+721h").stderr
    assert states(desk) == {"draft"}


def test_a_yes_that_a_move_ended_was_not_taken_back(desk: Desk) -> None:
    """Of a yes that no longer counts it is said why: nobody took it back where the post was moved too far."""
    desk("post", "approve", 1, "--by", "An")
    desk("post", "move", 1, "--at", "+60d")
    said = desk("post", "show", 1).stdout
    assert ("moved or made a draft again" in " ".join(said.split()), "taken back" in said) == (True, False), (
        said
    )
    desk("post", "approve", 1, "--by", "An")
    desk("post", "unapprove", 1)
    assert "taken back since" in desk("post", "show", 1).stdout


def test_partial_yes_is_taken_back(desk: Desk) -> None:
    """Of a draft with one of two approvals that one can be revoked; of one without there is nothing to revoke."""
    desk.set(approvals=2)
    desk("post", "approve", 1, "--by", "An")
    desk("post", "unapprove", 1)
    assert [one["stands"] for one in desk.post()["approvals"]] == [False]
    desk("post", "unapprove", 1, code=2)
    desk("post", "approve", 1, "--by", "Bo")
    assert states(desk) == {"draft"}


@pytest.mark.parametrize(
    ("code", "after"),
    [("changed-since-approval", "approved"), ("changed-subtitles", "approved"), ("by-staff", "held")],
)
def test_what_is_held_for_its_approval_is_approved_at_once(desk: Desk, code: str, after: str) -> None:
    """The advice in the reason of a held post works; what somebody holds is approved, and stays held."""
    desk("post", "approve", 1)
    books = engine.open_in(desk.folder)
    with books.write() as session:
        changes = {"reason": {"code": code, "params": {"reason": "-", "file": "films/1.srt"}}}
        transitions.move(session, 1, "held", now=LONG_AGO, by="service", changes=changes)
    books.close()
    other_kit(desk)
    desk("post", "approve", 1)
    assert desk.post()["state"] == after
    desk("post", "release", 1, code=0 if after == "held" else 2)
    assert states(desk) == {"approved"}


def test_a_new_caption_of_a_live_post_waits_for_the_partner(desk: Desk) -> None:
    """Row 16: who must approve a live post's new caption is said where it is proposed, and the advice works."""
    desk.set(approval_by="partners", organisations=["Crédal", "microStart"], consent="off")
    books = engine.open_in(desk.folder)
    page = {"page_id": "1", "page_graph_url": "https://graph.facebook.com", "page_rehearsal": False}
    with books.write() as session:
        live = {"state": "published", "published_at": LONG_AGO, "facebook_id": "1_2", **page}
        session.execute(update(Post).values(**live))
    books.close()
    said = desk("post", "edit", 1, "--caption", "Nieuw").stdout
    assert f"campaign post approve 1 --for {CREDAL}`" in said
    assert "--for" in desk("post", "approve", 1, code=3).stderr
    desk("post", "edit", 1, "--caption", "Mail an@voorbeeld.be")
    assert "an e-mail address" in desk("post", "approve", 1, "--for", "credal", code=3).stderr
    desk("post", "edit", 1, "--caption", "Nieuwer")
    assert "sends it to the Page" in desk("post", "approve", 1, "--for", "credal").stdout
