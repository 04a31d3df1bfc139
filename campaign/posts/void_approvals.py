"""What was approved and is no longer so is a draft at once, in the transaction that changed it; the log says why."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlmodel import Session

from campaign.checks import given_approvals
from campaign.workspace import Workspace
from schedules.consent import required_approvals
from schedules.database import approvals, events, transitions
from schedules.model.records import Post
from schedules.model.states import State, after

STAFF = "staff"
Fate = Literal["none", "kept", "void"]
# for these a post rests until it is approved as it stands; what people or the clock hold stays held
TO_APPROVE = (
    *given_approvals.LACKING,
    *("changed-subtitles", "changed-picture", "name-shown", "name-in-film", "subtitles-draft"),
)


def fall_back(
    session: Session,
    workspace: Workspace,
    *,
    now: datetime,
    why: str,
    films: Iterable[int] | None = None,
    only: Container[int] | None = None,
) -> tuple[int, ...]:
    """Make drafts of the posts (of these films, or `only` these) that lack a yes as they now stand; return which.

    `why` is the code of what changed, for the log. Called in the transaction that changes testimonies, consents or
    names, after the change.
    """
    if workspace.rules.approval == "off":
        return ()
    stale = required_approvals.stale(session, workspace.campaign, films)
    found = [one for one in stale if falls(one) and (only is None or one.number in only)]
    for one in found:
        transitions.move(session, one.number, "unapproved", now=now, by=STAFF, params={"why": why})
    return tuple(sorted(one.number for one in found))


def falls(post: Post) -> bool:
    """Tell whether a post without its yes becomes a draft: one that is held for another reason stays held."""
    return post.state is not State.HELD or post.reason_code in TO_APPROVE


def is_kept_back(post: Post) -> bool:
    """Tell whether staff hold a post, which nothing but their word ends."""
    return post.state is State.HELD and post.reason_code == "by-staff"


@dataclass(frozen=True, kw_only=True)
class Yeses:
    """What a post has to lose by a move: how many yeses count, whether none lacks, and the moment that was agreed on.

    `tolerance` is how far it may be from that one; `is_asked` whether the campaign asks for approval at all.
    """

    is_draft: bool
    standing: int
    complete: bool
    agreed: datetime | None
    tolerance: timedelta
    is_asked: bool

    def is_far(self, due: datetime) -> bool:
        """Tell whether a moment is further from the one agreed on than the settings tolerate."""
        far = self.agreed is not None and abs(due - self.agreed) > self.tolerance
        return bool(self.standing) and far

    def fate(self, due: datetime) -> Fate:
        """Return what becomes of the yeses at a moment: none to lose, kept, or a new one is needed."""
        if not self.is_asked or (self.is_draft and not self.standing):
            return "none"
        return "void" if self.is_far(due) or not (self.complete or self.is_draft) else "kept"


def yeses(session: Session, workspace: Workspace, post: Post) -> Yeses:
    """Return what a post has to lose by a move."""
    found = required_approvals.of(session, post, workspace.campaign)
    return Yeses(
        is_draft=post.state is State.DRAFT,
        standing=len(found.standing),
        complete=found.complete,
        agreed=_agreed(session, post),
        tolerance=workspace.settings.plan.move_tolerance,
        is_asked=workspace.rules.approval != "off",
    )


def moved_far(session: Session, workspace: Workspace, before: Post, due: datetime, *, now: datetime) -> bool:
    """Void the approvals of a post whose moment is now further from the one agreed on than the settings tolerate.

    One that lacks a yes as it stands is a draft again, too, however near it moved. Tell whether it must be approved.
    """
    given = yeses(session, workspace, before)
    if given.fate(due) != "void":
        return False
    far = given.is_far(due)
    if far:
        approvals.revoke_approvals(session, before.number, now=now)
    if after(before.state, "unapproved") and (falls(before) or (far and not is_kept_back(before))):
        why = "moved-too-far" if far else "approval-incomplete"
        transitions.move(session, before.number, "unapproved", now=now, by=STAFF, params={"why": why})
    return True


def _agreed(session: Session, post: Post) -> datetime | None:
    """Return the moment that a post had when it was last approved."""
    said = [one.params for one in events.events(session, number=post.number) if one.event == "approved"]
    kept = said[-1].get("due_at") if said else None
    return datetime.fromisoformat(str(kept)) if kept else post.due_at
