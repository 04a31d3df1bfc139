"""What is out after its consent has ended: a task for a person, from the day after on (rule C03)."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from schedules.consent import gates
from schedules.database import posts, tasks, testimonies, transitions
from schedules.model.publishing_rules import Campaign
from schedules.model.records import SERVICE, Post
from schedules.model.states import State
from schedules.publishing.job import Publisher

TAKE_DOWN = "take-down"
ALARM = "takedown-due"


def look(publisher: Publisher) -> None:
    """Open a task for every live post whose consent has ended, once; staff take it down, or record a new consent."""
    now = publisher.clock()
    with publisher.store.read() as session:
        live = [post for post in posts.posts(session, (State.PUBLISHED,)) if post.testimony_id is not None]
        shown = {post.number: set(_shown(session, post, publisher.campaign)) for post in live}
        ended = {one for one in set().union(*shown.values()) if _has_ended(session, publisher, *one, now)}
        late = [post for post in live if shown[post.number] & ended]
        unasked = [post for post in late if tasks.task_of(session, TAKE_DOWN, post.number) is None]
    if not unasked:
        return
    day = now.astimezone(publisher.campaign.rules.zone).date()
    with publisher.store.write() as session:
        for post in unasked:
            film, number = post.testimony_id, post.number
            tasks.open_task(session, TAKE_DOWN, now=now, due_on=day, testimony_id=film, post_number=number)
            params = {"why": ALARM, "number": post.number}
            transitions.note(session, ALARM, now=now, by=SERVICE, number=post.number, params=params)


def next_end(session: Session, *, after: datetime, zone: ZoneInfo) -> datetime | None:
    """Return when the first day after a consent begins whose film is out; the first such moment after `after`."""
    live = {post.testimony_id for post in posts.posts(session, (State.PUBLISHED,))}
    days = [one.until for one in testimonies.consents(session) if one.until and one.testimony_id in live]
    ends = (datetime.combine(day + timedelta(days=1), time(), zone) for day in days)
    return min((end.astimezone(UTC) for end in ends if end > after), default=None)


def _shown(session: Session, post: Post, campaign: Campaign) -> Iterator[tuple[int, str]]:
    """Yield the film that a post shows with each language in which it speaks of it."""
    if post.testimony_id is not None:
        yield from ((post.testimony_id, language) for language in gates.languages(session, post, campaign))


def _has_ended(
    session: Session, publisher: Publisher, testimony_id: int, language: str, now: datetime
) -> bool:
    shut = gates.film_consent(session, testimony_id, language, instant=now, campaign=publisher.campaign)
    return shut is not None and shut.code == "consent-ended"
