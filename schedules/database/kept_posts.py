"""All posts, for who asks for them again and again: a record is made anew only of a row that is another."""

from sqlmodel import Session, col

from schedules.database import posts
from schedules.database.tables import Post as PostRow
from schedules.model.records import Post

AT_ONCE = 500  # rows asked for by their numbers; more are read with all others
ROWS = "SELECT post.number, post.*, testimony.slug FROM post LEFT JOIN testimony ON post.testimony_id = testimony.id"


class KeptPosts:
    """The posts of one database as they were read last."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[int, Post]] = {}

    def read(self, session: Session) -> tuple[Post, ...]:
        """Return what `posts.posts` does, of all states; a post whose row is the same is the same object."""
        rows = {row[0]: hash(tuple(row)) for row in session.connection().exec_driver_sql(ROWS).all()}
        new = [number for number, row in rows.items() if self._kept.get(number, (None,))[0] != row]
        made = {one.number: (rows[one.number], one) for one in _made(session, new)}
        self._kept = {number: made.get(number) or self._kept[number] for number in rows}
        return tuple(sorted((one for _, one in self._kept.values()), key=_place))


def _made(session: Session, numbers: list[int]) -> list[Post]:
    if len(numbers) > AT_ONCE:
        return posts.posts(session)
    query = posts.with_slugs().where(col(PostRow.number).in_(numbers))
    return [posts.as_record(one) for one in session.exec(query).all()] if numbers else []


def _place(post: Post) -> tuple[bool, float, int]:
    return post.due_at is None, post.due_at.timestamp() if post.due_at else 0.0, post.number
