"""What is kept of posts is shown only as long as it is so: whatever they are held against shows at the next look."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from campaign import workspace
from campaign.settings import settings
from campaign.web.board import board, filters
from campaign.web.board.cards import Card
from campaign.workspace import Workspace
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import approvals, posts, testimonies, transitions, withdrawals
from schedules.model.states import State
from tests.campaign.web.board import board_campaign
from tests.served_desk import NOW

FILM, FORM, PHOTO, WORDS = b"film", b"signed", b"photo", b"1\n00:00:00,000 --> 00:00:02,000\nDag\n"
Change = Callable[[Workspace], Workspace | None]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Path:
    """A campaign with an approved post of a film, with its form, and an approved photo."""
    folder = board_campaign.founded(tmp_path_factory.mktemp("kept"), campaign)
    for place, content in (
        ("films/1.mp4", FILM),
        ("films/1.nl.srt", WORDS),
        ("consent/1.pdf", FORM),
        ("pictures/1.jpg", PHOTO),
    ):
        (folder / place).parent.mkdir(exist_ok=True)
        (folder / place).write_bytes(content)
    with board_campaign.opened(folder) as found:
        _queue(found)
    return folder


def _queue(found: Workspace) -> None:
    due = board_campaign.due("2026-12-09 18:30")
    usual = {
        "language": "nl",
        "state": State.DRAFT,
        "due_at": due.utc,
        "due_wall": due.wall,
        "due_zone": due.zone,
    }
    photo = {"path": "pictures/1.jpg", "alt": "Bakkerij", "sha256": sha256(PHOTO).hexdigest()}
    with found.store.write() as session:
        film = testimonies.add_testimony(
            session, now=NOW, speaker="Nora Voorbeeld", slug="bakery", role="coach", organisation="Crédal",
            language="nl", theme=None, film_path="films/1.mp4", film_sha256=sha256(FILM).hexdigest(), film_ms=60_000,
            subtitles={"nl": ("films/1.nl.srt", sha256(WORDS).hexdigest())},
        )  # fmt: skip
        _form(session, "consent/1.pdf", FORM)
        posts.add_post(
            session, now=NOW, kind="video", caption="Brood", testimony_id=film, format="landscape", **usual
        )
        posts.add_post(session, now=NOW, kind="photo", caption="Boter", photos=[photo], **usual)
        who = testimonies.person(session, "An")
        reader = ApprovalReader(session=session, campaign=found.campaign)
        for number in (5, 6):
            post, rules = posts.post(session, number), found.rules.approval_rules
            said = {"content": reader.content(post), "kit": reader.kit_of(post), "rules": rules}
            approvals.approve(session, number, now=NOW, by_person_id=who, organisation=None, **said)
            transitions.move(session, number, "approved", now=NOW, by="staff")


def _form(session: Session, path: str, content: bytes, **wishes: Any) -> None:
    whole = {
        "acts": ["film", "publish"],
        "channels": ["facebook"],
        "languages": ["nl"],
        "purposes": ["campaign"],
    }
    testimonies.record_consent(
        session, "bakery", None, now=NOW, signed_on=date(2026, 11, 1), evidence_path=path,
        evidence_sha256=sha256(content).hexdigest(), **{**whole, **wishes},
    )  # fmt: skip


@pytest.fixture
def found(founded: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of a test's own, open."""
    with board_campaign.opened(board_campaign.copied(founded, tmp_path)) as opened:
        yield opened


def shown(found: Workspace) -> dict[int, Card]:
    """The cards of the week, always at the same moment."""
    week = filters.read(MultiDict({"view": "week", "day": "2026-12-09"}), NOW.date())
    return {card.number: card for day in board.of(found, week, now=NOW, lang="nl").days for card in day.cards}


def _film_of(found: Workspace, organisation: str) -> None:
    with found.store.write() as session:
        film = testimonies.testimony(session, "bakery")
        testimonies.change_testimony(session, film, now=NOW, subtitles={}, organisation=organisation)


def _subtitled(found: Workspace) -> None:
    with found.store.write() as session:
        film = testimonies.testimony(session, "bakery")
        testimonies.change_testimony(session, film, now=NOW, subtitles={"nl": ("films/1.nl.srt", "0" * 64)})


def _taken_back(found: Workspace) -> None:
    with found.store.write() as session:
        film = testimonies.testimony(session, "bakery")
        withdrawals.begin(session, film, film.speaker_id, channel=None, language=None, now=NOW)


def _wished(found: Workspace) -> None:
    (found.folder / "consent" / "2.pdf").write_bytes(FORM)
    with found.store.write() as session:
        _form(session, "consent/2.pdf", FORM, name_display="first-name")


def _forged(found: Workspace) -> None:
    (found.folder / "consent" / "1.pdf").write_bytes(b"forged")


def _set(found: Workspace, line: str) -> Workspace:
    file = found.folder / settings.FILE
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    read = settings.load(file)
    return replace(found, settings=read, rules=workspace.rules(read))


def _kit(found: Workspace) -> None:
    file = found.folder / "brand" / "brand.toml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n# another kit\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "number", "state", "over", "said"),
    [
        (lambda _: None, 5, "approved", False, ()),
        (lambda found: _film_of(found, "De Boei"), 5, "draft", False, ("yes",)),
        (_subtitled, 5, "draft", False, ("yes",)),
        (_taken_back, 5, "approved", True, ("error",)),
        (_wished, 5, "draft", False, ("yes",)),
        (lambda found: (found.folder / "consent" / "1.pdf").unlink(), 5, "approved", False, ("error",)),
        (_forged, 5, "approved", False, ("error",)),
        (lambda found: _set(found, "[service]\napprovals = 2"), 5, "draft", False, ("yes",)),
        (lambda found: _set(found, "[service]\napprovals = 2"), 6, "draft", False, ("yes",)),
        (_kit, 5, "draft", False, ("yes",)),
        (_kit, 6, "approved", False, ()),
        (lambda found: (found.folder / "pictures" / "1.jpg").unlink(), 6, "approved", False, ("error",)),
    ],
)
def test_a_change_shows_at_the_next_look(
    found: Workspace, change: Change, number: int, state: str, over: bool, said: tuple[str, ...]
) -> None:
    """A film, a form, a wish, a withdrawal, a setting, the kit, a file: none waits for another minute or event."""
    before = shown(found)
    assert [(before[one].state, _lacks(before[one])) for one in (5, 6)] == [("approved", ())] * 2
    after = shown(change(found) or found)[number]
    assert (after.state, after.over, _lacks(after)) == (state, over, said)


def _lacks(card: Card) -> tuple[str, ...]:
    return tuple(one.kind for one in card.lacks if one.kind != "warning")
