"""Partners who are asked by link for a post: until when, what they answered, and whether that still counts."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from campaign.invitations import standing, unkept
from campaign.invitations.standing import Standing
from campaign.reports import json_views
from campaign.testimonies import on_record
from campaign.workspace import Workspace
from media.text import folding
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import invitations
from schedules.model.records import Post, Testimony


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One link that asks for a post: its number, for whom, until when, and the answer; moments in the campaign's zone.

    `open`: it can still be answered; `whole`: how many posts it is for; `yes`: what was answered by this link;
    `unkept`: what has to be put right so that a yes by it, which came `unkept_at`, can be kept.
    """

    link: int
    organisation: str
    until: datetime
    open: bool
    revoked: bool
    whole: int
    standing: Standing
    yes: bool | None
    about: tuple[str, ...]
    words: str
    at: datetime | None
    unkept: tuple[str, ...] = ()
    unkept_at: datetime | None = None


def whom(session: Session, workspace: Workspace, film: Testimony | None) -> tuple[str, ...]:
    """Return the organisations that may be asked: the film's first, then the campaign's, then others."""
    if workspace.rules.by_partners:
        known = workspace.settings.organisations
    else:
        asked = (one.organisation for one in invitations.everything(session))
        known = (*on_record.known_organisations(session, workspace), *asked)
    own = [one for one in known if film and folding.same(one, film.organisation)]
    found: list[str] = []
    for name in (*own, *known):
        if not any(folding.same(name, one) for one in found):
            found.append(name)
    return tuple(found)


def of(reader: ApprovalReader, post: Post, *, now: datetime) -> tuple[Asked, ...]:
    """Return the links that ask for a post, the newest first."""
    zone = reader.campaign.rules.zone
    tried = {one.invitation: one for one in unkept.all_of(reader, (post,)).get(post.number, ())}
    found = []
    for link in reversed(invitations.everything(reader.session)):
        if post.number not in link.posts:
            continue
        one = standing.by_link(reader, link, post.number, now=now)
        given, wants = one.answer, tried.get(link.id)
        found.append(
            Asked(
                link=link.id,
                organisation=link.organisation,
                until=json_views.local(link.expires_at, zone) or link.expires_at,
                open=link.is_open(now),
                revoked=link.revoked_at is not None,
                whole=len(link.posts),
                standing=one.standing,
                yes=given.yes if given else None,
                about=given.about if given else (),
                words=given.words if given else "",
                at=json_views.local(given.at, zone) if given else None,
                unkept=wants.about if wants else (),
                unkept_at=json_views.local(wants.at, zone) if wants else None,
            )
        )
    return tuple(found)
