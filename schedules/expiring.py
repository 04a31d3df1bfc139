"""What is out after its consent has ended: a task for a person, from the day after on (rule C03)."""

from datetime import datetime

from sqlmodel import Session

from schedules import errands, gates, ledger
from schedules.states import State
from schedules.work import Publisher

TAKE_DOWN = "take-down"


def look(publisher: Publisher) -> None:
    """Open a task for every live post whose consent has ended, once; staff take it down, or record a new consent."""
    now = publisher.clock()
    with publisher.store.read() as session:
        live = [post for post in ledger.posts(session, (State.PUBLISHED,)) if post.testimony_id is not None]
        ended = [post.number for post in live if _has_ended(session, publisher, post.number, now)]
    if not ended:
        return
    with publisher.store.write() as session:
        for number in ended:
            post = ledger.post(session, number)
            about = {"testimony_id": post.testimony_id, "post_number": number}
            day = now.astimezone(publisher.rules.zone).date()
            if errands.task_of(session, TAKE_DOWN, number) is None:
                errands.open_task(session, TAKE_DOWN, now=now, due_on=day, **about)


def _has_ended(session: Session, publisher: Publisher, number: int, now: datetime) -> bool:
    post, rules, folder = ledger.post(session, number), publisher.rules, publisher.folder
    if errands.task_of(session, TAKE_DOWN, number) is not None:
        return False
    assert post.testimony_id is not None
    shut = gates.film_consent(
        session, post.testimony_id, post.language, instant=now, rules=rules, folder=folder
    )
    return shut is not None and shut.code == "consent-ended"
