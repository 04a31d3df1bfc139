"""A film of several speakers: who is named when, as its subtitles tell and as the consents allow."""

import re
import shutil
from hashlib import sha256
from typing import Any

import pytest
from sqlmodel import Session

from media.timeline.timeline import Credit, Turn
from schedules.consent import credits, required_approvals, speaking
from schedules.database import approvals, testimonies
from schedules.model import records
from tests.paths import EXAMPLE
from tests.queue_campaign import Campaign

NORA = Credit(name="Nora Voorbeeld", role="entrepreneur", organisation="Crédal")
VTT = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v Nora Voorbeeld>Ik bak brood.

00:00:04.000 --> 00:00:06.000
<v Jean>En waarom?

00:00:07.000 --> 00:00:09.000
<v Interviewer>Wie weet.
"""


def filmed(queue: Campaign, text: str = VTT, **wishes: Any) -> None:
    """A film of Nora with these subtitles, in which Jean has signed a form with these wishes."""
    queue.testimony()
    path = queue.folder / "films" / "0001.nl.vtt"
    path.write_text(text, encoding="utf-8")
    said = ("films/0001.nl.vtt", sha256(path.read_bytes()).hexdigest())
    with queue.books.write() as session:
        film = testimonies.testimony(session, "bakery")
        testimonies.change_testimony(session, film, now=queue.clock(), subtitles={"nl": said})
    if wishes.pop("signed", True):
        queue.consent("Jean Exemple", **wishes)


def film_of(session: Session) -> records.Testimony:
    """The film."""
    return testimonies.testimony(session, "bakery")


def turns(queue: Campaign) -> list[tuple[int, str | None]]:
    """Who speaks from when on (seconds), by the name that is shown."""
    with queue.books.read() as session:
        film = film_of(session)
        beside = credits.others(session, film, testimonies.consents(session, testimony_id=film.id))
        found: tuple[Turn, ...] = speaking.turns(queue.folder, film, "nl", NORA, beside)
    return [(one.at_ms // 1000, one.credit.name if one.credit else None) for one in found]


@pytest.mark.parametrize(
    ("wishes", "shown"),
    [
        ({}, "Jean Exemple"),
        ({"name_display": "first-name"}, "Jean"),
        ({"name_display": "pseudonym", "display_name": "Bo"}, "Bo"),
    ],
    ids=["full", "first name", "pseudonym"],
)
def test_named_as_the_form_allows(queue: Campaign, wishes: dict[str, Any], shown: str) -> None:
    """A second speaker is named where the file says that they speak, as their form allows; others are not."""
    filmed(queue, **wishes)
    assert turns(queue) == [(1, "Nora Voorbeeld"), (4, shown), (7, None)]


@pytest.mark.parametrize(
    "wishes",
    [{"signed": False}, {"name_display": "none"}, {"acts": ["film"]}],
    ids=["no form", "no name", "no publishing"],
)
def test_nobody_is_named_without_consent(queue: Campaign, wishes: dict[str, Any]) -> None:
    """Without a form that lets a name be published there is one name, as in a film of one speaker."""
    filmed(queue, **wishes)
    assert turns(queue) == []


def test_speaker_without_label_speaks_from_the_beginning(queue: Campaign) -> None:
    """Where the file labels only others, the speaker is named at the beginning as always."""
    filmed(queue, VTT.replace("<v Nora Voorbeeld>", ""))
    assert turns(queue) == [(0, "Nora Voorbeeld"), (4, "Jean Exemple"), (7, None)]


def test_first_name_that_two_people_have_is_nobodys(queue: Campaign) -> None:
    """A first name is a label only where one person alone has it."""
    filmed(queue)
    queue.consent("Jean Fictif")
    assert turns(queue) == []


def approved(queue: Campaign) -> tuple[int, bool]:
    """A post of the film, approved as it stands; and whether the yes counts."""
    number = queue.queue(kind="video", testimony_id=1, format="feed", approved=False)
    with queue.books.write() as session:
        reader = required_approvals.ApprovalReader(session=session, campaign=queue.campaign())
        post = queue.post(number)
        rules = queue.campaign().rules.approval_rules
        approvals.approve(
            session, number, now=queue.clock(), by_person_id=None, organisation=None, content=reader.content(post),
            rules=rules,
        )  # fmt: skip
    return number, counts(queue, number)


def counts(queue: Campaign, number: int) -> bool:
    """Whether a post has its yes."""
    with queue.books.read() as session:
        return required_approvals.of(session, queue.post(number), queue.campaign()).complete


@pytest.mark.parametrize(("look", "stands"), [("band", False), ("classic", True)])
def test_new_name_voids_a_yes(queue: Campaign, look: str, stands: bool) -> None:
    """A yes is to the names that a film shows: a second one voids it where the look shows it, and not otherwise."""
    shutil.copytree(EXAMPLE / "brand", queue.folder / "brand")
    kit = queue.folder / "brand" / "brand.toml"
    written = re.sub(r"(?m)^look = .*\n", "", kit.read_text(encoding="utf-8"))
    kit.write_text(written.replace("schema = 1", f'schema = 1\nlook = "{look}"'), encoding="utf-8")
    filmed(queue, signed=False)
    number, before = approved(queue)
    assert before
    queue.consent("Jean Exemple")
    assert counts(queue, number) is stands
