"""A ninth day: a word for the opposite, a moment as a reason, a second slip in a line that is offered."""

import re
import shlex
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click import Context
from click.testing import Result

from campaign.cli.app import root
from campaign.cli.typed_lines import for_good, tried_words
from tests.paths import REPOSITORY
from tests.staff_desk import StaffDesk

FILM = REPOSITORY / "tests/data/reel.mp4"
Run = Callable[..., Result]
SENT = ("publish", "publier", "publie", "publiez", "publiceer", "publiceren", "send", "envoyer", "verzenden",
        "versturen", "verstuur", "run")  # fmt: skip
AGAINST = (  # words for the contrary of a harmful command, or for none of it
    "publish", "publier", "published", "publié", "retenir", "retire", "restore", "restaurer", "rétablir", "resume",
    "reprendre", "remettre", "renew", "record", "recall", "aanhouden", "terugzetten", "trek", "uncancel", "retry",
    "desannuler", "unremove", "valider", "approve", "connect", "remind", "re",
)  # fmt: skip


def found(folder: Path, run: Run) -> StaffDesk:
    """A campaign with three drafts, a held post and a failed one."""
    desk = StaffDesk(folder, run)
    assert run("init", str(folder), "--language", "nl", "--language", "fr").exit_code == 0
    for number in range(1, 6):
        desk(f"post add --language fr --caption 'Jour {number}' --at '5/12/2030 18:0{number}'")
    desk.put(4, state="held")
    desk.put(5, state="failed")
    return desk


@pytest.fixture(scope="module")
def staff(campaign: Run, tmp_path_factory: pytest.TempPathFactory) -> StaffDesk:
    """Such a campaign on which nothing is carried out."""
    return found(tmp_path_factory.mktemp("ninth") / "c", campaign)


@pytest.fixture
def own(campaign: Run, tmp_path: Path) -> StaffDesk:
    """Such a campaign for one test."""
    return found(tmp_path / "c", campaign)


def offered(said: str) -> list[str]:
    """The lines that an answer offers."""
    return re.findall(r"`campaign (?:--dir \S+ )?([^`]*)`", said)


@pytest.mark.parametrize("word", SENT)
@pytest.mark.parametrize("group", ["post ", ""])
def test_a_post_that_is_to_go_out_now(staff: StaffDesk, group: str, word: str) -> None:
    """To publish one post is to move it to now; a held one is released, a failed one tried again; none is removed."""
    if not group and word == "run":
        pytest.skip("`run 4` is a command of its own")
    said = [offered(staff(f"{group}{word} {number}", 2)) for number in (2, 4, 5)]
    assert said == [["post move 2 --at now"], ["post release 4 --now"], ["post retry 5"]]
    assert "'remove'" not in staff(f"post {word}", 2)


@pytest.mark.parametrize("word", AGAINST)
def test_no_likeness_to_harm(word: str) -> None:
    """No word is sent to a command that cannot be undone by its likeness, where it is no slip of its name."""
    tried = tried_words.tried("command_words")
    groups = {path.split()[0] for path in tried_words.paths(Context(root)) if " " in path}
    for group in groups:
        command = root.get_command(Context(root), group)
        names = command.list_commands(Context(command))  # type: ignore[union-attr, arg-type]
        if tried_words.called(word, names, tried) is None:
            assert tried_words.meant(word, names, tried) not in for_good.COMMANDS, group


@pytest.mark.parametrize(
    ("word", "meant"),
    [("remov", "remove"), ("removee", "remove"), ("suprimer", "remove"), ("cancle", "cancel"), ("anuler", "cancel"),
     ("verwijdren", "remove"), ("unpublsh", "remove"), ("canc", "cancel")],
)  # fmt: skip
def test_a_slip_of_a_harmful_name(word: str, meant: str) -> None:
    """A slip of a letter in the name of such a command is still told what it means."""
    post = root.get_command(Context(root), "post")
    names = post.list_commands(Context(post))  # type: ignore[union-attr, arg-type]
    assert tried_words.meant(word, names, tried_words.tried("command_words")) == meant


MOMENTS = ["demain", "morgen", "vrijdag", "18h", "18:00", "5/12/2030", "'5/12/2030 18:00'", "vendredi 18h", "+2d",
           "'à partir de demain'", "vanaf morgen", "tot vrijdag", "'jusqu’à demain'", "from tomorrow", "until friday",
           "dès demain", "pour vendredi", "'vanaf vrijdag 18u'"]  # fmt: skip


@pytest.mark.parametrize("written", MOMENTS)
def test_a_moment_is_no_reason(staff: StaffDesk, written: str) -> None:
    """`pause morgen` pauses nothing: it is told that a pause begins at once, and what holds one post."""
    said = staff(f"pause {written}", 2)
    assert offered(said) == ["resume", "pause", "post hold N"]
    assert '"paused": false' in staff("status --json")


@pytest.mark.parametrize("reason", ["'Verkiezingen op vrijdag'", "'Silence électoral'", "'Staking morgen'"])
def test_a_reason_with_a_day_in_it(own: StaffDesk, reason: str) -> None:
    """A reason that names a day is a reason."""
    own(f"pause {reason}")
    assert shlex.split(reason)[0] in own("status")


@pytest.mark.parametrize(
    "word", ["refuser", "refuse", "refusez", "rejeter", "weigeren", "weiger", "afkeuren", "reject"]
)
def test_a_refused_post(staff: StaffDesk, word: str) -> None:
    """A post that somebody refuses is held, or its approval taken back: both are named."""
    assert offered(staff(f"post {word} 2", 2)) == ["post hold 2", "post unapprove 2"]


def test_a_consent_that_is_to_come_back(staff: StaffDesk) -> None:
    """After a withdrawal a new form is needed; no backup gives a consent back."""
    assert "signs a new form" in staff("consent restore koen", 2)
    assert "signs a new form" in staff("consent rétablir koen", 2)


def test_a_new_reason(own: StaffDesk) -> None:
    """Holding a post that is held says that it was, and that the new reason is kept."""
    own("post approve 1")
    assert "new reason" not in own("post hold 1 'Relire'")
    assert "Post 1 was held already; the new reason is kept." in own("post hold 1 'Encore'")


def test_what_fell_due_in_a_pause(own: StaffDesk) -> None:
    """Ending a pause names the posts that fell due, by their numbers."""
    own("post approve 2 3")
    own("pause")
    for number in (2, 3):
        own.put(number, due_at=datetime(2020, 1, number, tzinfo=UTC), due_wall=f"2020-01-0{number}T01:00")
    assert "Posts 2 and 3 fell due" in own("resume")


SECOND = [  # a line with a slip, and the whole line that is offered
    ("post add --langue fr --texte Bonjour --lien www.nosvisages.be",
     "post add --language fr --caption Bonjour --link https://www.nosvisages.be"),
    ("consent formulaire --langue fr formulaire.pdf", "consent form --language fr formulaire.html"),
    ("consent formulier --taal nl formulier.docx", "consent form --language nl formulier.html"),
    ("testimony add film1.mp4 --slug boulangère",
     "testimony add film1.mp4 --slug boulangere --speaker .* --role .* --organisation .* --language .*"),
    ("post add", "post add --caption .* --language .*"),
    ("consent record koen",
     "consent record koen --act film --act publish --channel .* --language .* --signed .* --evidence .*"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), SECOND)
def test_a_second_slip(staff: StaffDesk, typed: str, meant: str) -> None:
    """The line that is offered keeps no second slip that the program knows."""
    lines = offered(staff(typed, 2))
    assert len(lines) == 1
    assert re.fullmatch(meant, lines[0]), lines


def test_an_approval_of_two(own: StaffDesk) -> None:
    """Where two must approve, the offered line says who does."""
    own.settings("\n[service]\napprovals = 2\n")
    (line,) = offered(own("post approuver 1", 2))
    assert re.fullmatch("post approve 1 --by .+", line), line


def test_one_testimony_at_a_time(own: StaffDesk) -> None:
    """Of two testimonies to remove the first is offered, and that it is one at a time."""
    for slug in ("four2", "four3"):
        own(
            f"testimony add {FILM} --slug {slug} --speaker An --role host --organisation X --language nl --to 2 --yes"
        )
    said = own("testimony remove four2 four3", 2)
    assert "one at a time" in said
    assert offered(said) == ["testimony remove four2"]
