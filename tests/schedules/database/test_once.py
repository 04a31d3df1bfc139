"""What is asked of the database again and again is asked once for each moment that is seen."""

from sqlmodel import update

from schedules.database import tables, testimonies
from tests.queue_campaign import Campaign


def test_a_reading_asks_once_and_the_next_one_anew(queue: Campaign) -> None:
    """Within one reading an answer is the same object; the next reading has what was written meanwhile."""
    queue.queue_film()
    with queue.books.read() as session:
        (film,) = testimonies.testimonies(session)
        assert testimonies.testimonies(session)[0] is film
        assert testimonies.testimony_by_id(session, film.id) is testimonies.testimony_by_id(session, film.id)
        assert testimonies.consents(session) != testimonies.consents(session, testimony_id=film.id + 1)
    with queue.books.write() as session:
        session.execute(update(tables.Testimony).values(slug="another"))
    with queue.books.read() as session:
        assert testimonies.testimonies(session)[0].slug == "another"


def test_who_writes_sees_what_it_wrote(queue: Campaign) -> None:
    """A session that writes asks each time."""
    queue.queue_film()
    with queue.books.write() as session:
        before = [one.slug for one in testimonies.testimonies(session)]
        session.execute(update(tables.Testimony).values(slug="another"))
        assert [before, [one.slug for one in testimonies.testimonies(session)]] == [before, ["another"]]
        assert before != ["another"]
