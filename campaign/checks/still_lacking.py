"""What a film or a post that was taken in still lacks before it can go out, a few words for each thing."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from sqlmodel import Session

from campaign.checks import post_warnings
from campaign.workspace import Workspace
from schedules.consent import required_approvals
from schedules.consent.rules import Closed
from schedules.database import testimonies, withdrawals
from schedules.model import bilingual, campaign_paths
from schedules.model.records import Post, Testimony
from schedules.model.states import State

# why a consent is lacking that another form would give; any other reason is told by its own warning
_NO_FORM = ("consent-film", "consent-publish", "consent-purpose", "consent-channel", "consent-language")


def of_film(session: Session, workspace: Workspace, film: Testimony) -> list[Closed]:
    """Return what a film lacks to be posted: subtitles in the campaign's languages, a signed form of its speaker."""
    spoken = set(map(bilingual.base, film.subtitles))
    missing = [one for one in workspace.rules.pair if bilingual.base(one) not in spoken]
    found = [Closed(code="lacks-subtitles", params={"languages": ", ".join(missing)})] if missing else []
    forms = testimonies.consents(session, testimony_id=film.id)
    if workspace.rules.consent != "off" and film.speaker_id not in {one.person_id for one in forms}:
        found.append(Closed(code="lacks-consent", params={"person": film.speaker}))
    return found


def of_post(session: Session, workspace: Workspace, post: Post, *, now: datetime) -> list[Closed]:
    """Return what a post that waits lacks to go out; nothing of one in another state, or whose film was erased."""
    gone = post.testimony_id is not None and withdrawals.film_is_gone(session, post.testimony_id)
    if gone or post.state not in (State.DRAFT, State.APPROVED):
        return []
    return list(_of_post(session, workspace, post, now))


def _of_post(session: Session, workspace: Workspace, post: Post, now: datetime) -> Iterator[Closed]:
    if post.due_at is None:
        yield Closed(code="lacks-date")
    gap = post_warnings.consent_gap(session, workspace, post, now)
    if gap and gap.code in _NO_FORM:
        person = testimonies.named(session, gap.params)["person"]
        yield Closed(code="lacks-consent", params={"person": person})
    if post.testimony_id is not None:
        film = testimonies.testimony_by_id(session, post.testimony_id)
        if post.language not in film.subtitles:
            yield Closed(code="lacks-subtitles", params={"languages": post.language})
        with suppress(campaign_paths.AstrayPath):
            if not campaign_paths.film(workspace.folder, film).is_file():
                yield Closed(code="lacks-film")
    found = required_approvals.of(session, post, workspace.campaign)
    if not found.complete:
        whose = [*found.lacking, *([found.unlisted] if found.unlisted else [])]
        if whose:
            yield Closed(code="lacks-approval-of", params={"who": whose})
        if found.people or not whose:
            code = "lacks-approval-more" if whose else "lacks-approval"
            yield Closed(code=code, params={"count": max(1, found.people)})
