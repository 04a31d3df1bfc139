"""What a partner sees of a post, as values: who asks, the film and the text, when it appears, what was answered."""

from dataclasses import dataclass, replace
from datetime import datetime

from campaign.invitations import standing
from campaign.invitations.standing import AskedPost
from campaign.messages import translate
from campaign.reports import json_views
from campaign.web.board import waiting
from campaign.web.posts import on_page
from campaign.web.posts.on_page import OnPage
from campaign.web.yes.followed import Followed
from schedules.database import testimonies
from schedules.model.bilingual import base

CHOICES = ("film", "text", "date", "person-shown")


@dataclass(frozen=True, kw_only=True)
class AskedPage:
    """A post for a partner, of `count` that they are asked for; moments are those of the campaign's zone.

    `who` is the colleague who made the link, where that is known. `next` is the next post that waits for an answer.
    """

    campaign: str
    organisation: str
    who: str | None
    asked: AskedPost
    page: OnPage
    title: str
    place: int
    count: int
    others: tuple[AskedPost, ...]
    next: int | None
    moment: datetime | None
    answered_at: datetime | None
    until: datetime


def of(followed: Followed, number: int | None) -> AskedPage:
    """Return the page of a post of a link: the one asked for, else the first that waits for an answer, else any."""
    workspace, now, link = followed.workspace, followed.now, followed.asked
    with workspace.store.read() as session:
        all_of = standing.of(session, workspace, link, now=now)
        waits = [one.post.number for one in all_of if one.standing in standing.WAITS]
        wanted = (
            number
            if number is not None and number in link.posts
            else next(iter(waits), all_of[0].post.number)
        )
        found = next(one for one in all_of if one.post.number == wanted)
        known = testimonies.names(session, {link.made_by_person_id} if link.made_by_person_id else set())
        page = on_page.of(session, workspace, found.post, now=now)
    zone = workspace.rules.zone
    return AskedPage(
        campaign=workspace.settings.name,
        organisation=link.organisation,
        who=next(iter(known.values()), None),
        asked=found,
        page=replace(page, film=page.film if not found.closed else None),
        title=waiting.title(found.post),
        place=list(link.posts).index(wanted) + 1,
        count=len(all_of),
        others=tuple(one for one in all_of if one.post.number != wanted),
        next=next((one for one in waits if one != wanted), None),
        moment=json_views.local(found.post.due_at, zone),
        answered_at=json_views.local(found.answer.at, zone) if found.answer else None,
        until=json_views.local(link.expires_at, zone) or link.expires_at,
    )


def language(followed: Followed, chosen: str) -> str:
    """Return in which of our languages a page is written: the chosen one, else that of the first post."""
    if chosen in translate.LANGUAGES:
        return chosen
    with followed.workspace.store.read() as session:
        first = standing.of(session, followed.workspace, followed.asked, now=followed.now)[0].post.language
    return base(first) if base(first) in translate.LANGUAGES else translate.LANGUAGES[0]
