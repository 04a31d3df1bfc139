"""Which post a plan's row means: by its number, else its key, else its film, language, kind and date."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from campaign.settings.declarations import Settings
from campaign.spreadsheets.rows import PlanRow, Refusal
from schedules.errors import BadRequest
from schedules.model import fingerprint, moments
from schedules.model.records import Post
from schedules.model.states import State

ENDED = (State.CANCELLED, State.REMOVED)
Sign = Callable[[PlanRow | Post], object]  # by which a row and its post are equal


@dataclass(frozen=True, kw_only=True)
class Matches:
    """The post of each row by the row's number in the file, None for a new one; and rows that cannot be told."""

    posts: dict[int, Post | None] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)


def match(rows: Sequence[PlanRow], posts: Sequence[Post], settings: Settings) -> Matches:
    """Find each row's post; a post that ended is meant only by its number, its key, or a row that repeats it."""
    found = Matches()
    numbered, keyed = {one.number: one for one in posts}, {one.key: one for one in posts if one.key}
    _refuse_repeated(rows, found)
    refused = {one.row for one in found.refused}
    rest = []
    for row in (one for one in rows if one.row not in refused):
        number, key = row.said.get("number"), row.said.get("key")
        holder = keyed.get(key) if key else None
        if number is None and holder is None:
            rest.append(row)
        elif number is not None and number not in numbered:
            found.refused.append(row.refusal("number", BadRequest("plan-number-unknown", number=number)))
        elif number is not None and holder is not None and holder.number != number:
            found.refused.append(row.refusal("key", BadRequest("plan-key-taken", number=holder.number)))
        else:
            found.posts[row.row] = numbered[number] if number is not None else holder
    taken = {one.number for one in found.posts.values() if one}
    free = [one for one in posts if one.number not in taken]
    _alike(rest, sorted(free, key=lambda one: (one.state in ENDED, one.number)), settings, found)
    return found


def kind(row: PlanRow) -> str:
    """Return the kind of post that a row makes by itself."""
    said = row.said
    beside = "photo" if said.get("photos") else "link" if said.get("link") else "text"
    return str(said.get("kind") or ("video" if said.get("testimony") else beside))


def language(row: PlanRow, settings: Settings) -> str | None:
    """Return a row's language; where it says none, the campaign's only one."""
    return row.said.get("language") or (settings.languages[0] if len(settings.languages) == 1 else None)


def _refuse_repeated(rows: Iterable[PlanRow], found: Matches) -> None:
    for name, code in (("number", "plan-number-twice"), ("key", "plan-key-twice")):
        first: dict[object, int] = {}
        for row in rows:
            said = row.said.get(name)
            if said is not None and first.setdefault(said, row.row) != row.row:
                why = BadRequest(code, text=said, first=first[said])
                found.refused.append(row.refusal(name, why))


def _alike(rows: Sequence[PlanRow], posts: Sequence[Post], settings: Settings, found: Matches) -> None:
    """Match what has neither number nor key, within each group of equal film, language, kind and day."""
    groups: dict[tuple[str | None, str | None, str, str], tuple[list[PlanRow], list[Post]]] = defaultdict(
        lambda: ([], [])
    )
    for row in rows:
        group = (row.said.get("testimony"), language(row, settings), kind(row), _wall(row)[:10])
        groups[group][0].append(row)
    walls = {one.number: _post_wall(one, settings) for one in posts}
    for post in posts:
        group = (post.testimony, post.language, post.kind, walls[post.number][:10])
        if group in groups:
            groups[group][1].append(post)
    for (film, _, _, _), (wanted, free) in groups.items():
        _within(wanted, free, walls, found, film=film is not None)


def _within(
    rows: list[PlanRow], posts: list[Post], walls: dict[int, str], found: Matches, *, film: bool
) -> None:
    """Match within a group: by moment and text, by moment, by text, and a film's only post of the day."""

    def then(one: PlanRow | Post) -> str:
        return _wall(one) if isinstance(one, PlanRow) else walls[one.number]

    def words(one: PlanRow | Post) -> str:
        if not worded:
            return ""
        return fingerprint.seen(
            one.latest_caption if isinstance(one, Post) else one.said.get("caption") or ""
        )

    worded = all("caption" in row.said for row in rows)
    _pair(rows, posts, found, lambda one: (then(one), words(one)))
    posts[:] = [one for one in posts if one.state not in ENDED]
    often = Counter(map(then, rows)) + Counter(map(then, posts))
    _pair(rows, posts, found, lambda one: then(one) if then(one) and often[then(one)] == 2 else None)
    _pair(rows, posts, found, lambda one: words(one) or None)
    if film and len(rows) == len(posts) == 1:
        _pair(rows, posts, found, lambda one: "the only one")
    _rest(rows, posts, then, found, film=film)


def _rest(rows: list[PlanRow], posts: list[Post], then: Sign, found: Matches, *, film: bool) -> None:
    """Call new what no post is left for; where several are, nobody can tell which is meant."""
    at: dict[object, list[str]] = defaultdict(list)
    for one in posts:
        at["" if film else then(one)].append(str(one.number))
    for row in rows:
        doubtful = at.get("" if film else then(row) or None)
        if doubtful:
            why = BadRequest("plan-which", numbers=", ".join(doubtful[:5]))
            found.refused.append(row.refusal("number", why))
        else:
            found.posts[row.row] = None


def _pair(rows: list[PlanRow], posts: list[Post], found: Matches, sign: Sign) -> None:
    """Match every row with the first free post of the same sign, and take both out; None is no sign."""
    free: dict[object, deque[Post]] = defaultdict(deque)
    for post in posts:
        free[sign(post)].append(post)
    free.pop(None, None)
    taken, left = set(), []
    for row in rows:
        queue = free.get(sign(row))
        if queue:
            found.posts[row.row] = post = queue.popleft()
            taken.add(post.number)
        else:
            left.append(row)
    rows[:] = left
    posts[:] = [one for one in posts if one.number not in taken]


def _wall(row: PlanRow) -> str:
    when = row.said.get("when")
    return when.due.wall if when else ""


def _post_wall(post: Post, settings: Settings) -> str:
    if post.due_at is None:
        return ""
    return moments.due_at(post.due_at.replace(microsecond=0), settings.timezone).wall
