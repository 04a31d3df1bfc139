"""Posts that are read again and again are made anew only of rows that are others."""

from sqlmodel import col, update

from schedules.database import posts, tables
from schedules.database.kept_posts import KeptPosts
from schedules.model.states import State
from tests.queue_campaign import NOON, Campaign


def test_a_row_that_is_the_same_is_the_same_post(queue: Campaign) -> None:
    """What is read is what the database has, in its order; only a post whose row was written to is another object."""
    numbers = [queue.queue() for _ in range(3)]
    kept = KeptPosts()
    with queue.books.read() as session:
        before = kept.read(session)
        assert list(before) == posts.posts(session)
    with queue.books.write() as session:  # no event tells of it
        theirs = update(tables.Post).where(col(tables.Post.number) == numbers[1])
        session.execute(theirs.values(due_at=None, due_wall=None, due_zone=None, state="draft"))
    with queue.books.read() as session:
        after = kept.read(session)
        assert list(after) == posts.posts(session)
        assert [one is kept_one for one, kept_one in zip(after, kept.read(session), strict=True)] == [
            True
        ] * 3
    same = {one.number for one in after for other in before if one is other}
    assert (after[-1].number, same) == (numbers[1], {numbers[0], numbers[2]})


def test_another_name_of_a_film_is_another_post(queue: Campaign) -> None:
    """A post is known by the short name of its film, too, which stands in no row of its own."""
    number, kept = queue.queue_film(), KeptPosts()
    with queue.books.read() as session:
        kept.read(session)
    with queue.books.write() as session:
        session.execute(update(tables.Testimony).values(slug="another"))
    with queue.books.read() as session:
        assert [(one.number, one.testimony) for one in kept.read(session)] == [(number, "another")]


def test_many_new_posts_are_read_at_once(queue: Campaign) -> None:
    """More posts than are asked for by their numbers are read as well."""
    usual = {"kind": "text", "language": "nl", "state": State.DRAFT}
    new = [posts.Numbered(number=number, caption=str(number), **usual) for number in range(1000, 1600)]  # type: ignore[typeddict-item]
    with queue.books.write() as session:
        posts.add_posts(session, new, now=NOON)
    kept = KeptPosts()
    with queue.books.read() as session:
        assert list(kept.read(session)) == posts.posts(session)
