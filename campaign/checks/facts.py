"""The values that rules are given and the findings that they yield."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from campaign import timetable
from campaign.settings.declarations import PlanSettings
from campaign.timetable import Timetable
from campaign.workspace import Workspace
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import posts as database_posts
from schedules.database import unsent
from schedules.model import campaign_paths
from schedules.model.records import Post, Testimony
from schedules.model.states import State

OUT = (State.PUBLISHED, State.DOUBTFUL, State.PUBLISHING)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A campaign's posts by their moment, as the gates see them, and what they are held against; those over left out.

    `pair` are the campaign's languages of a film's posts, `names` people and organisations in full, `organisations`
    those that the settings list, `gone` pictures that posts show and the folder has not, `overdue` the posts that
    `campaign overdue` lists, `contacts` addresses and numbers that anybody may have,
    `languages` those of the campaign.
    """

    now: datetime
    table: Timetable
    plan: PlanSettings
    pair: tuple[str, ...]
    posts: tuple[Post, ...]
    films: Mapping[int, Testimony] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    gone: frozenset[str] = frozenset()
    overdue: frozenset[int] = frozenset()
    contacts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def waiting(self) -> Iterator[Post]:
        """Yield the posts that can still be changed before anybody sees them."""
        return (one for one in self.posts if one.state not in OUT)

    @property
    def dated(self) -> Iterator[tuple[Post, datetime]]:
        """Yield the posts that have a moment, with it."""
        return ((one, one.due_at) for one in self.posts if one.due_at)


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A rule that is broken: where, and what its sentence says."""

    where: str
    params: dict[str, object] = field(default_factory=dict)


def at(post: Post, **params: object) -> Broken:
    """Return what is broken in a post; its sentence may always name the post's number."""
    return Broken(where=f"post {post.number}", params={"number": post.number, **params})


OVER = (State.CANCELLED, State.REMOVED)


def facts(
    session: Session,
    workspace: Workspace,
    *,
    now: datetime,
    lang: str | None = None,
    stored: Iterable[Post] | None = None,
    reader: ApprovalReader | None = None,
    gone: Callable[[Workspace, Post], Iterable[str]] | None = None,
) -> Facts:
    """Return the whole campaign as the rules want to know it.

    `stored` are all its posts as the database has them now, `reader` reads their approvals, `gone` tells which
    pictures of a post are gone, where the caller has them.
    """
    settings = workspace.settings
    reader = reader or ApprovalReader(session=session, campaign=workspace.campaign, every=True)
    found = database_posts.posts(session) if stored is None else stored
    posts = tuple(reader.seen(one) for one in found if one.state not in OVER)
    films = reader.films
    late = unsent.unsent(session, workspace.rules, now=now, seen=reader.seen)
    return Facts(
        now=now,
        table=timetable.of(settings, lang),
        plan=settings.plan,
        pair=workspace.rules.pair,
        posts=posts,
        films=films,
        names=tuple(dict.fromkeys((*(film.speaker for film in films.values()), *settings.organisations))),
        organisations=settings.organisations,
        gone=frozenset(path for one in posts for path in (gone or gone_pictures)(workspace, one)),
        overdue=frozenset(one.post.number for one in late),
        contacts=settings.contacts,
        languages=settings.languages,
    )


def gone_pictures(workspace: Workspace, post: Post) -> Iterator[str]:
    """Yield the pictures that a post shows and the campaign's folder has not."""
    folder = workspace.folder
    kept = campaign_paths.pictures(folder, post)
    yield from (path.relative_to(folder).as_posix() for path in kept if not path.is_file())
