"""A third day: what a newcomer meets as posts are approved, changed, cancelled and late; each answer helps on."""

import json
import re
import shlex
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from PIL import Image
from sqlmodel import select, update

from schedules.database import engine, tables
from schedules.database.tables import Post
from tests import pinned_clock, small_films
from tests.plan_campaign import CONSENT

Run = Callable[..., Result]
TWO = "[service]\napprovals = 2\n"
PARTNERS = '[service]\napproval_by = "partners"\n'


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film of microStart's that may be shown, a post of it, and a text post."""
    here = tmp_path_factory.mktemp("third")
    (here / "a.nl.srt").write_text("1\n00:00:03,000 --> 00:00:05,000\nWij bakken brood.\n", encoding="utf-8")
    (here / "form.pdf").write_bytes(b"%PDF-1.4 signed")
    for name, colour in (("a", "red"), ("b", "blue")):
        Image.new("RGB", (1200, 800), colour).save(here / f"{name}.jpg")
    made = here / "c"
    for words in (
        ("init", made, "--language", "nl", "--language", "fr"),
        ("--dir", made, "testimony", "add", small_films.film(here / "film.mp4", seconds=7), "--slug", "diane",
         "--speaker", "Diane Voorbeeld", "--role", "entrepreneur", "--organisation", "microStart", "--language", "nl",
         "--subtitles", here / "a.nl.srt"),
        ("--dir", made, "consent", "record", "diane", *CONSENT, "--evidence", here / "form.pdf"),
        ("--dir", made, "post", "add", "--testimony", "diane", "--language", "nl", "--caption", "Dag", "--at", "+30d"),
        ("--dir", made, "post", "add", "--language", "nl", "--caption", "Kom langs", "--at", "+31d"),
    ):  # fmt: skip
        done = campaign(*words)
        assert done.exit_code == 0, done.output
    settings = made / "campaign.toml"
    text = settings.read_text("utf-8").replace(
        "organisations = []", 'organisations = ["microStart", "Crédal"]'
    )
    settings.write_text(text, encoding="utf-8")
    return made


class Desk:
    """Runs commands on a campaign of a test's own."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder, self.pictures, self._run = folder, folder.parent, run

    def __call__(self, *words: object, code: int = 0, **kwargs: object) -> str:
        """Run a command that ends with this exit code; return all that it says."""
        line = shlex.split(words[0]) if len(words) == 1 and isinstance(words[0], str) else words
        done = self._run(*line, folder=self.folder, **kwargs)
        assert done.exit_code == code, done.output
        return done.output

    def settings(self, more: str) -> None:
        """Add lines to the settings."""
        settings = self.folder / "campaign.toml"
        settings.write_text(settings.read_text("utf-8") + f"\n{more}", encoding="utf-8")

    def late(self, number: int, **by: float) -> None:
        """Let a post be late."""
        with engine.open_in(self.folder).write() as session:
            session.execute(
                update(Post).where(Post.number == number).values(due_at=pinned_clock.now() - timedelta(**by))
            )

    def state(self, number: int) -> str:
        """The state of a post."""
        return str(json.loads(self("post", "show", number, "--json"))["state"])


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Run) -> Desk:
    """A campaign of a test's own, at which nobody sits."""
    for name in ("a.jpg", "b.jpg"):
        shutil.copy(founded.parent / name, tmp_path / name)
    return Desk(Path(shutil.copytree(founded, tmp_path / "c")), campaign)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a person sit at the terminal."""
    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)


def commands(said: str) -> list[str]:
    """The commands between backticks."""
    return re.findall(r"`campaign ([^`]+)`", said)


def test_a_yes_without_a_name_is_told_the_command(desk: Desk) -> None:
    """Where two people approve, the refusal of a yes without a name has the command with one."""
    desk.settings(TWO)
    assert "`campaign post approve 2 --by NAME`" in desk("post", "approve", 2, code=3)


def test_two_are_missing_where_two_are(desk: Desk) -> None:
    """What a post lacks is counted: two approvals, then one."""
    desk.settings(TWO)
    assert "It still lacks: 2 approvals." in desk("post edit 2 --caption Welkom")
    assert "It still lacks: an approval." in desk("post approve 2 --by An")


@pytest.mark.parametrize("name", ["A", "A.", " b "])
def test_a_letter_is_no_name(desk: Desk, name: str) -> None:
    """One letter does not say who approves."""
    desk.settings(TWO)
    assert "one letter" in desk("post", "approve", 2, "--by", name, code=2)


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(("answer", "state"), [("\n", "draft"), ("n\n", "draft"), ("y\n", "approved")])
def test_a_near_name_is_asked_about(desk: Desk, answer: str, state: str) -> None:
    """On a terminal a name that is nearly that of who approved before is no second yes until somebody says so."""
    desk.settings(TWO)
    desk("post approve 2 --by Anne")
    said = desk("post", "approve", 2, "--by", "Anne Peeters", input=answer)
    assert "Anne has approved post 2 already. Is Anne Peeters somebody else?" in said
    assert desk.state(2) == state


@pytest.mark.parametrize(
    ("number", "organisation", "is_said"),
    [(1, "microStart", False), (1, "Crédal", True), (2, "Crédal", True)],
)
@pytest.mark.parametrize("settings", [TWO, TWO + 'approval_by = "partners"\n', ""])
def test_a_partner_that_is_not_shown(
    desk: Desk, number: int, organisation: str, is_said: bool, settings: str
) -> None:
    """A yes for an organisation that the post does not show is told, with what takes it back."""
    desk.settings(settings)
    said = desk("post", "approve", number, "--by", "Anne", "--for", organisation)
    assert (f"does not show {organisation}" in said) is is_said
    if is_said:
        [back] = [one for one in commands(said) if "unapprove" in one]
        assert "approvals" in desk(*shlex.split(back), "--json")


@pytest.mark.parametrize("step", ["approve", "unapprove"])
def test_an_empty_partner(desk: Desk, step: str) -> None:
    """A partner without a name is refused."""
    assert "--for is empty" in desk("post", step, 2, "--for", " ", code=2)


def test_the_yes_that_fell_is_said(desk: Desk) -> None:
    """A changed post tells how many approvals no longer count, and what it is now."""
    desk.settings(TWO)
    desk("post approve 1 --by An")
    assert "The approval of post 1 no longer counts" in desk("post edit 1 --caption Hallo")
    desk("post approve 1 --by An")
    desk("post approve 1 --by Bert")
    said = desk("post edit 1 --format vierkant --first-comment 'Tot dan'")
    assert "2 approvals of post 1 no longer count" in said
    assert "  format: square\n" in said
    assert "  first comment: Tot dan\n" in said
    assert "no longer" not in desk("post edit 1 --caption Hallo")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("post edit 1 --language frans", "  language: French"),
        ("post edit 1 --caption ' Dag  allemaal '", "  caption: Dag  allemaal"),
        ("post edit 2 --link https://example.org", "  link: https://example.org"),
        ("post edit 1 --thumbnail-at 0:04", "  cover: 0:04"),
        ("post edit 1 --kind reel", "  kind: reel"),
        ("testimony edit diane --fill floue", "  fill: blur"),
        ("testimony edit diane --role jurylid", "  role: jury"),
        ("testimony edit diane --language Frans", "  language: French"),
        ("testimony edit diane --theme 'Het brood'", "  theme: Het brood"),
    ],
)
def test_what_is_another_now_is_said(desk: Desk, words: str, said: str) -> None:
    """What was changed is said back as it was understood."""
    assert said in desk(words)


def test_a_photo_again_with_its_description(desk: Desk) -> None:
    """A photo given again with its description, or another photo: the advice makes the first post so."""
    picture, other = desk.pictures / "a.jpg", desk.pictures / "b.jpg"
    words = ("post", "add", "--language", "nl", "--caption", "Foto", "--at", "+9d", "--photo")
    assert "`campaign post edit 3 --alt TEXT`" in desk(*words, picture)
    said = desk(*words, picture, "--alt", "Drie vrouwen", code=2)

    assert "Drie vrouwen" in desk(commands(said)[0])
    said = desk(*words, other, "--alt", "De winkel", code=2)
    assert "only the text tells two posts without a film apart" in said
    assert "De winkel" in desk(commands(said)[0])
    assert "identical" in desk(*words, other, "--alt", "De winkel", code=2)


def test_the_same_film_twice(desk: Desk) -> None:
    """Two posts of a film with one text may go out both: it is said, with what cancels the second."""
    said = desk("post add --testimony diane --language nl --caption Dag --at +30d")
    assert "both would go out" in said
    desk(next(one for one in commands(said) if "cancel" in one))
    assert desk.state(3) == "cancelled"


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("--caption 'Bel 0470 12 34 56'", "a telephone number"),
        ("--caption Dag --first-comment jan@gmail.com", "an e-mail address"),
        ("--caption 'Zie https://example.org?e=jan@gmail.com'", "gives the site"),
    ],
)
def test_what_keeps_a_post_back_is_said_as_it_is_added(desk: Desk, words: str, what: str) -> None:
    """What approval will refuse is said at once, and the next step is to correct it."""
    said = desk(f"post add --language nl --at +9d {words}")
    assert what in said
    assert "Next: correct post 3" in said
    desk("post approve 3", code=3)


def test_a_post_for_now(desk: Desk) -> None:
    """A post for now can be approved until it is late; then the next step gives it another moment."""
    said = desk("post add --language nl --caption Nu --at now")
    assert "approve it within 15 minutes" in said
    assert "then `campaign post approve 3`" in said
    desk.late(3, minutes=20)
    said = desk("post edit 3 --caption Straks")
    assert "Next: `campaign post move 3 --at WHEN`, then `campaign post approve 3`." in said


def test_status_agrees_on_a_post_for_now(desk: Desk) -> None:
    """`status` says of a draft that is due what its own command says: to approve it, until it is late."""
    desk.late(2, minutes=5)
    assert "approve it within" in desk("status")
    desk.late(2, minutes=16)
    assert "Run `campaign post move 2 --at WHEN`" in desk("status --json")
    desk.settings('[service]\nlate = "send"\n')
    assert "as soon as it is approved" in desk("status --json")
    desk("post approve 2")


def test_a_partner_and_another(desk: Desk) -> None:
    """What is missing besides a partner's approval is another one."""
    desk.settings(TWO + 'approval_by = "partners"\n')
    assert "the approval of microStart; another approval." in desk("post edit 1 --caption Hallo")


def test_no_circle_round_a_late_draft(desk: Desk) -> None:
    """From a late draft the advice leads on: each refusal names what works next."""
    desk.late(2, hours=5)
    assert "post approve 2" in desk("post release 2 --now", code=2)
    said = desk("post approve 2", code=3)
    assert commands(said) == ["post move 2 --at WHEN"]
    assert "`campaign post move 2 --at WHEN`" in desk("overdue 2 --send-now", code=3)
    desk("post move 2 --at +1d")
    desk("post approve 2")


@pytest.mark.parametrize("numbers", ["", " 2"])
def test_overdue_says_how_it_is_decided(desk: Desk, numbers: str) -> None:
    """Where nobody can be asked, the list of late posts ends with the commands that decide."""
    desk.late(2, hours=5)
    said = desk(f"overdue{numbers}")
    assert commands(said) == ["post move 2 --at WHEN", f"overdue{numbers} --cancel"]
    desk.settings('[plan]\nslots = [{ day = "tue", at = "18:00" }]\n')
    said = desk(f"overdue{numbers}")
    assert commands(said) == [f"overdue{numbers} --spread", f"overdue{numbers} --cancel"]
    desk.late(2, hours=-5)
    desk("post approve 2")
    desk.late(2, hours=5)
    assert f"overdue{numbers} --send-now" in commands(desk(f"overdue{numbers}"))
    assert commands(desk("overdue --json")) == []


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("answer", "state"), [("\n", "draft"), ("nee\n", "draft"), ("non\n", "draft"), ("oui\n", "cancelled")]
)
def test_cancel_asks(desk: Desk, answer: str, state: str) -> None:
    """What is cancelled for ever is asked about on a terminal, and the answer is no unless it is yes."""
    assert "Cancel post 2 for good?" in desk("post", "cancel", 2, input=answer)
    assert desk.state(2) == state


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(("answer", "state"), [("\n", "draft"), ("y\n", "cancelled")])
def test_overdue_cancel_asks(desk: Desk, answer: str, state: str) -> None:
    """So is what `overdue` cancels."""
    desk.late(2, hours=5)
    assert "Cancel 1 post for good (2)?" in desk("overdue", "--cancel", input=answer)
    assert desk.state(2) == state


def test_what_is_on_the_page_keeps_its_film(desk: Desk) -> None:
    """A film whose facts change names the posts on the Page that still show it as it was."""
    with engine.open_in(desk.folder).write() as session:
        number, slug = session.exec(
            select(Post.number, tables.Testimony.slug).join(tables.Testimony)  # type: ignore[arg-type]
        ).first() or (0, "")
        session.execute(
            update(Post).where(Post.number == number).values(state="published", facebook_id="1_2")
        )
    assert f"keep the film as it was: no. {number}." in desk("testimony", "edit", slug, "--role", "jury")
    assert "keep the film as it was" not in desk("testimony", "edit", slug, "--role", "jury")


@pytest.mark.usefixtures("terminal")
def test_overdue_that_is_passed_over(desk: Desk) -> None:
    """Enter leaves what is overdue as it is, and that is said."""
    desk.late(2, hours=5)
    assert "Nothing was changed. The posts wait for a decision." in desk("overdue", input="\n")


@pytest.mark.usefixtures("terminal")
def test_cancel_asks_nothing_where_nothing_can_be_cancelled(desk: Desk) -> None:
    """A post that is cancelled already is no question."""
    desk("post", "cancel", 2, "--yes")
    assert "?" not in desk("post", "cancel", 2, code=2)


def test_settle_a_post_without_a_doubt(desk: Desk) -> None:
    """Of a post that is not doubtful it is said that there is nothing to settle, whatever is missing besides."""
    assert "there is no doubt about post 2" in desk("post settle 2", code=2)


def test_resume_without_a_pause(desk: Desk) -> None:
    """A campaign that was not paused does not resume."""
    desk("adopt", "--yes")
    desk("pause")
    assert "Resumed" in desk("resume")
    assert "was not paused" in desk("resume")
    assert json.loads(desk("resume --json")) == {"paused": False}


def test_a_name_there_and_back(desk: Desk) -> None:
    """A draft that has every approval, as its film's organisation is again what it was, says what lets it go."""
    desk.settings(PARTNERS)
    desk("post approve 1 --for microStart")
    desk("organisation", "rename", "microStart", "Micro Start vzw")
    desk("organisation", "rename", "Micro Start vzw", "microStart")
    assert desk.state(1) == "draft"
    [found] = [one for one in json.loads(desk("status --json"))["findings"] if one["where"] == "post 1"]
    assert "`campaign post approve 1`" in found["remedy"]
    assert "no approval of post 1 is missing" in desk("post show 1")
    desk("post approve 1")
    assert desk.state(1) == "approved"


def test_a_rehearsal_says_why(desk: Desk) -> None:
    """A post that nobody may approve as it is did not go out for that, and a late one for its moment."""
    desk("post edit 1 --caption 'Bel 0470 12 34 56'")
    desk.late(2, hours=5)
    said = desk("rehearse", code=1)
    assert "`campaign post approve" not in said
    assert "a telephone number" in said
    assert "`campaign post move 2 --at WHEN`" in said


def test_a_page_in_the_place_of_another(desk: Desk) -> None:
    """A page is made anew where it is; in the place of another post's, of a report or a form it needs a yes."""
    page, form = desk.pictures / "p.html", desk.pictures / "f.html"
    for _ in range(2):
        desk("post", "preview", 1, page)
        desk("consent", "form", "--language", "nl", form)
    for words in (("post", "preview", 2, page), ("report", page), ("post", "preview", 1, form)):
        assert "--yes" in desk(*words, code=2)
    desk("post", "preview", 2, page, "--yes")


MEANT = [
    ("overdue --publier", "--send-now"),
    ("overdue --publiceren", "--send-now"),
    ("overdue --verstuur", "--send-now"),
    ("run --tot-klaar", "--until-idle"),
    ("run --jusqu-au-bout", "--until-idle"),
    ("organisation hernoem a b", "'rename'"),
    ("post annuleer 2", "'cancel'"),
    ("post list --getuigenis diane", "--language (only posts in this language)"),
    ("post release 2 --at 'demain 18h'", "`campaign post move 2 --at 'demain 18h'`"),
    ("post release 2 --op 'morgen 18u'", "`campaign post move 2 --at 'morgen 18u'`"),
    ("overdue --all", "`campaign overdue`"),
    ("overdue alles --spread", "`campaign overdue --spread`"),
    ("overdue tous --spread", "`campaign overdue --spread`"),
    ("post approve 2 --namens microStart", "'--for'"),
    ("log -n 2", "`campaign log 2`"),
    ("post show --numéro 2", "`campaign post show 2`"),
    ("post hold 2 --reden", "`campaign post hold 2`"),
    ("post hold 2 --raison 'Relire ceci'", "`campaign post hold 2 'Relire ceci'`"),
    ("plan show --maand 2026-12", "`campaign plan show 2026-12`"),
    ("plan export --fichier plan.xlsx", "`campaign plan export plan.xlsx`"),
    ("testimony show --film diane", "`campaign testimony show diane`"),
]


@pytest.mark.parametrize(("typed", "said"), MEANT)
def test_an_option_that_is_not_there(campaign: Run, typed: str, said: str) -> None:
    """What a command does not have is told where it belongs, as a line that can be run where one is meant."""
    done = campaign(*shlex.split(typed))
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr


@pytest.mark.parametrize("typed", ["log -n", "consent record --film diane --foo film"])
def test_no_line_that_is_refused_again(campaign: Run, typed: str) -> None:
    """Where the rest of the line is wrong too, no line is proposed."""
    assert "`campaign log`" not in (said := campaign(*shlex.split(typed)).stderr)
    assert "without" not in said


@pytest.mark.parametrize(("lang", "word"), [("nl", "staand"), ("fr", "portrait"), ("en", "portrait")])
def test_a_reel_is_upright(desk: Desk, lang: str, word: str) -> None:
    """The format that a reel needs is said as the reader types it."""
    said = desk(
        f"post add --testimony diane --kind reel --format square --language nl --caption x --lang {lang}",
        code=2,
    )
    assert f"--format {word}" in said


def test_an_edit_that_changes_nothing(desk: Desk) -> None:
    """An edit to what a post has already says so."""
    assert "Nothing was changed" in desk("post edit 2 --caption 'Kom langs'")
    assert "Nothing was changed" in desk("post edit 2 --first-comment ''")
    assert "Nothing was changed" not in desk("post edit 2 --at +5d")


@pytest.mark.parametrize("step", ["hold 1", "release 1", "retry 1", "unapprove 1"])
def test_a_draft_is_told_the_yes_that_it_needs(desk: Desk, step: str) -> None:
    """The command that approves a draft is the whole one, with the partner and the name that it needs."""
    assert commands(desk(f"post {step}", code=2)) == ["post approve 1"]
    desk.settings(TWO + 'approval_by = "partners"\n')
    assert commands(desk(f"post {step}", code=2)) == ["post approve 1 --for microStart --by NAME"]


def test_pause_twice(desk: Desk) -> None:
    """A campaign that was paused already says so; without a reason that is nothing new, and the reason stays."""
    desk("adopt", "--yes")
    desk("pause")
    assert "paused already" in desk("pause", "verkiezingen")
    told = desk("log")
    assert "paused already" in desk("pause")
    assert ("verkiezingen" in desk("status"), desk("log")) == (True, told)
