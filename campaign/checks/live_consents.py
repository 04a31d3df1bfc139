"""Posts that are live without a consent that counts: told for as long as it is so, not once when it became so."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from media.findings import Finding
from schedules.consent import gates
from schedules.consent.rules import Closed
from schedules.database import posts
from schedules.model.publishing_rules import Campaign
from schedules.model.states import State

_TOLD_ELSEWHERE = ("consent-withdrawn", "consent-ended")  # as what is left to do


def findings(session: Session, campaign: Campaign, *, now: datetime) -> Iterator[Finding]:
    """Yield the live posts whose forms do not allow them, such as after a form was voided."""
    if campaign.rules.consent == "off":
        return
    known: dict[tuple[object, ...], Closed | None] = {}  # of a film in the same languages it is the same
    for post in posts.posts(session, (State.PUBLISHED,)):
        of = (post.testimony_id, *gates.languages(session, post, campaign)) if post.testimony_id else ()
        if of and of not in known:
            known[of] = gates.lacking(session, post, instant=now, campaign=campaign)
        shut = known.get(of)
        if shut and shut.code not in _TOLD_ELSEWHERE:
            params: dict[str, object] = {"number": post.number}
            where = f"post {post.number}"
            yield Finding(code="live-without-consent", severity="error", where=where, params=params)
