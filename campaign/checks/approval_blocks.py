"""What keeps a post from being approved: every error that `check` finds in it, its film, subtitles and kit.

`check` and approval ask the same functions, so that neither knows of an error that the other does not. docs/rules.md
has the table of which codes block which posts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from campaign.checks import all_rules, brand, kept_as_taken_in, lettering, subtitles
from campaign.checks import facts as check_facts
from campaign.workspace import Workspace
from media.brand import kit as brand_kit
from media.brandcheck import rules
from media.errors import MediaError
from media.findings import Finding
from schedules.database import posts as database_posts
from schedules.database import testimonies, withdrawals
from schedules.model.records import Post, Testimony


@dataclass(frozen=True, kw_only=True)
class Blocks:
    """The errors of posts, by number."""

    found: Mapping[int, tuple[Finding, ...]] = field(default_factory=dict)

    def of(self, number: int) -> tuple[Finding, ...]:
        """Return the errors of one post; none for a post that has none or does not exist."""
        return self.found.get(number, ())


def of_files(workspace: Workspace, numbers: Iterable[int]) -> Blocks:
    """Return the errors in the files of these posts; films are looked into, which takes a while each."""
    with workspace.store.read() as session:
        wanted = [one for one in database_posts.posts(session) if one.number in set(numbers)]
        films = {one.id: one for one in testimonies.testimonies(session)}
        shown = {one.testimony_id for one in wanted if one.testimony_id}
        erased = frozenset(number for number in shown if withdrawals.film_is_gone(session, number))
    return Blocks(found={post.number: tuple(_in_files(workspace, post, films, erased)) for post in wanted})


def with_rules(session: Session, workspace: Workspace, files: Blocks, *, now: datetime) -> Blocks:
    """Return these errors and before them those of the rules, which look at the whole plan."""
    facts = check_facts.facts(session, workspace, now=now)
    return Blocks(
        found={number: (*all_rules.errors_of(facts, number), *found) for number, found in files.found.items()}
    )


def _in_files(
    workspace: Workspace, post: Post, films: Mapping[int, Testimony], erased: frozenset[int]
) -> Iterator[Finding]:
    if post.state in check_facts.OUT:
        return
    yield from kept_as_taken_in.of_pictures(workspace, post)
    film = films.get(post.testimony_id or 0)
    if film is None:
        return
    spoken = kept_as_taken_in.languages(workspace, film, post)
    broken = list(kept_as_taken_in.of_film(workspace, film, spoken, erased=film.id in erased))
    yield from broken
    if not broken:
        yield from subtitles.of_post(workspace, film, post)
    yield from of_kit(workspace, film, (post.language,))


def of_kit(workspace: Workspace, film: Testimony, spoken: Iterable[str]) -> Iterator[Finding]:
    """Yield the errors of the kit without which no film can be made: it cannot be read, its fonts lack letters."""
    try:
        kit = brand_kit.load(workspace.folder / brand.FOLDER)
    except MediaError:
        yield from rules.check(workspace.folder / brand.FOLDER)
        return
    yield from lettering.unwritable(workspace, kit, film, tuple(spoken))
