"""The tables of partners who are asked for their yes by a link, and of what they answer."""

from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class Invitation(SQLModel, table=True):
    """A signed address given to an organisation; `posts` are number and content of each, as it stood then.

    `asked_as` is the organisation as the address was signed for it, `organisation` what it is called now.
    """

    id: int | None = Field(default=None, primary_key=True)
    serial: str = Field(unique=True)
    organisation: str
    asked_as: str
    posts: list[dict[str, object]] = Field(sa_column=Column(JSON, nullable=False))
    made_at: datetime
    made_by_person_id: int | None = Field(default=None, foreign_key="person.id")
    expires_at: datetime
    revoked_at: datetime | None = None


class LinkAnswer(SQLModel, table=True):
    """A yes or a no by link to one content of a post; the newest counts. `words` may be about people: erased too."""

    __tablename__ = "link_answer"

    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id")
    post_number: int = Field(foreign_key="post.number", index=True)
    yes: bool
    content: str
    about: list[str] = Field(sa_column=Column(JSON, nullable=False))
    words: str = ""
    at: datetime
