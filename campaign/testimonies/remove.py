"""Removes a testimony that was registered by mistake, with all that was made of it, as if consent were withdrawn.

Its number stays in log, posts and consents; the signed forms stay as proof. Every step can be repeated after a kill.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from campaign.workspace import Workspace
from media import temporary_copies
from media.render import recipe
from media.text import folding
from schedules.database import posts, remote_objects, testimonies, transitions, withdrawals
from schedules.errors import NotReady
from schedules.model import campaign_paths
from schedules.model.records import Post, Testimony, Withdrawal
from schedules.model.remote_states import GONE
from schedules.model.states import State
from schedules.rendering import standing_answers
from schedules.withdrawal import erase, written_files

STAFF = "staff"
OVER = (
    State.DRAFT,
    State.CANCELLED,
    State.REMOVED,
)  # a draft is cancelled with its film; all else, staff end first


@dataclass(frozen=True, kw_only=True)
class Removed:
    """Which testimony was removed, which drafts were cancelled with it, which reports and previews were deleted."""

    number: int
    slug: str
    cancelled: tuple[int, ...]
    pages: tuple[str, ...]


def remove(
    workspace: Workspace,
    slug: str,
    *,
    sure: Callable[[tuple[int, ...]], bool],
    now: datetime,
    called: str = "removed",
) -> Removed | None:
    """Remove a testimony for good; `sure` is asked with the drafts that go too, and None is returned where it is not.

    `called` are the words, in the reader's language, by which posts and consents call it from now on, with its number.

    Raises BadRequest where there is none, NotReady while a post of it waits, is live, or may be.
    """
    with workspace.store.read() as session:
        film = testimonies.testimony(session, slug)
        drafts = _drafts(session, film)
    if not sure(drafts):
        return None
    erase.require_rehearsal(workspace.folder)
    with workspace.store.write() as session:
        cancelled = _cancel(session, film, now=now)
    pages = tuple(_erase_files(workspace, film, now=now))
    with workspace.store.write() as session:
        cancelled += _cancel(session, film, now=now)
        _erase_rows(session, film, called=folding.slug(called) or "removed", now=now)
    with suppress(NotReady):  # the service is at work; what was erased is overwritten all the same
        workspace.store.compact()
    return Removed(number=film.id, slug=slug, cancelled=cancelled, pages=pages)


def _erase_files(workspace: Workspace, film: Testimony, *, now: datetime) -> list[str]:
    """Erase the film's files and what was rendered from it, except what the same film under another name may need.

    Returns the reports and previews that were deleted, as they may name its people.
    """
    whole = _everything(film, film.speaker_id, now)
    with workspace.store.read() as session:
        twins = [
            one
            for one in testimonies.testimonies(session)
            if one.id != film.id and one.film_sha256 == film.film_sha256
        ]
        theirs = [_everything(one, one.speaker_id, now) for one in twins]
        needed = {made.path for one in theirs for made in withdrawals.renditions(session, one)}
        made = [
            campaign_paths.rendition(workspace.folder, one, to_delete=True)
            for one in withdrawals.renditions(session, whole)
            if one.path not in needed
        ]
        numbers = withdrawals.posts(session, whole)
        objects = remote_objects.of_posts(session, numbers)
        erase.pictures(session, workspace.folder, numbers)
    for path in made:
        recipe.remove(path)
    if not twins:
        erase.films(workspace.folder, film, None)
    erase.sources(workspace.folder, film, None)
    pages = written_files.delete_pages(workspace.folder)
    temporary_copies.sweep_campaign(workspace.folder)
    standing_answers.forget(workspace.folder)
    erase.play(workspace.folder, workspace.store.path)
    erase.rehearsal(workspace.folder, [one for one in objects if one.state in GONE])
    return pages


def _drafts(session: Session, film: Testimony) -> tuple[int, ...]:
    """Return the drafts of a film; raise NotReady for its posts that somebody has to end first."""
    theirs = [post for post in posts.posts(session) if post.testimony_id == film.id]
    _refuse(film, [post for post in theirs if post.state not in OVER])
    return tuple(sorted(post.number for post in theirs if post.state is State.DRAFT))


def _refuse(film: Testimony, standing: list[Post]) -> None:
    """Say of the first posts that stand in the way what ends them: those that people see, or may see, come first."""
    for code, states in (
        ("drop-live", (State.PUBLISHED,)),
        ("drop-unknown", (State.DOUBTFUL, State.PUBLISHING)),
        ("drop-waiting", tuple(State)),
    ):
        if found := sorted(post.number for post in standing if post.state in states):
            raise NotReady(code, slug=film.slug, numbers=", ".join(map(str, found)), number=found[0])


def _cancel(session: Session, film: Testimony, *, now: datetime) -> tuple[int, ...]:
    drafts = _drafts(session, film)
    for number in drafts:
        transitions.move(session, number, "cancelled", now=now, by=STAFF)
    return drafts


def _everything(film: Testimony, person: int, now: datetime) -> Withdrawal:
    """Return what a whole withdrawal would cover, because the same is erased; none is recorded."""
    return Withdrawal(
        id=0, testimony_id=film.id, person_id=person, channel=None, language=None,
        asked_at=now, step=0, finished_at=None,
    )  # fmt: skip


def _erase_rows(session: Session, film: Testimony, *, called: str, now: datetime) -> None:
    whole = _everything(film, film.speaker_id, now)
    withdrawals.erase_files(session, whole)
    withdrawals.erase_words(session, withdrawals.posts(session, whole))
    for person in testimonies.appearing(session, film.id):
        withdrawals.erase_person(session, _everything(film, person, now))
    testimonies.retire(session, film, called=called)
    transitions.note(session, "testimony-removed", now=now, by=STAFF, params={"testimony_number": film.id})
