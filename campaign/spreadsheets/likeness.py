"""Which post a plan's row without a known number or key is like: by what it shows, says and when; or none.

A row that differs from its post in moment or words is a guess, which a person answers for. Nothing is guessed where two
posts, or two rows, may be meant.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from campaign import link_tags
from campaign.settings.declarations import Settings
from campaign.spreadsheets.plan_rows.rows import PlanRow, Refusal
from schedules.errors import BadRequest
from schedules.model import fingerprint, moments, states
from schedules.model.records import Post
from schedules.model.states import State

ENDED = (State.CANCELLED, State.REMOVED)
_NAMED = 5  # posts that a refusal names
_ALIKE, _COMPARED = (
    0.5,
    40,
)  # the share of words that two texts of one post have in common; posts that are compared


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a row and a post are compared by; `shown` are the link or the photos' hashes, of posts without a film.

    What nothing is said of is empty; `day` is that of the campaign's calendar.
    """

    film: str | None
    language: str | None
    kind: str
    at: datetime | None
    day: str
    words: str
    shown: tuple[str, ...] = ()

    @property
    def sort(self) -> tuple[str | None, str | None, str]:
        """Return film, language and kind; without a film a text may get a link or photos and be the same post."""
        return self.film, self.language, self.kind if self.film else ""


Sign = Callable[[Look], Hashable]  # by which a row and its post are equal; None is no sign


@dataclass(frozen=True, kw_only=True)
class Matches:
    """The post of each row by the row's number in the file, None for a new one; and rows that cannot be told.

    `guessed` are rows that are like their post in some things only; `beside` has the post that a new row is like.
    """

    posts: dict[int, Post | None] = field(default_factory=dict)
    guessed: set[int] = field(default_factory=set)
    beside: dict[int, Post] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)


@dataclass(kw_only=True)
class _Left:
    """The rows and posts that are not matched yet, each with its look."""

    rows: list[tuple[PlanRow, Look]]
    posts: list[tuple[Post, Look]]
    found: Matches

    def pair(
        self,
        sign: Sign,
        *,
        keyed: bool = False,
        among: Callable[[Post], bool] = lambda _: True,
        certain: bool = False,
    ) -> None:
        """Match rows with posts of the same sign: the first free one if certain, else where both stand alone.

        A row with a key of its own is looked at only where `keyed`, and never means a post that has another.
        """
        free: dict[Hashable, deque[Post]] = defaultdict(deque)
        for post, look in self.posts:
            if among(post) and not (keyed and post.key):
                free[sign(look)].append(post)
        rows = [(row, sign(look)) for row, look in self.rows if bool(row.said.get("key")) == keyed]
        often = Counter(wanted for _, wanted in rows)
        for row, wanted in rows:
            posts = free[wanted] if wanted is not None else ()
            if posts and (certain or len(posts) == often[wanted] == 1):
                self.found.posts[row.row] = posts.popleft()
                if not certain:
                    self.found.guessed.add(row.row)
        self._forget()

    def refuse(self, sign: Sign, *, among: Callable[[Post], bool], code: str) -> None:
        """Refuse the rows without a key that are like a post which is left, and may not be new ones."""
        posts: dict[Hashable, list[Post]] = defaultdict(list)
        rows: dict[Hashable, list[PlanRow]] = defaultdict(list)
        for post, look in self.posts:
            if among(post):
                posts[sign(look)].append(post)
        for row, look in self.rows:
            if not row.said.get("key"):
                rows[sign(look)].append(row)
        for wanted, alike in rows.items():
            if wanted is not None and (meant := posts.get(wanted)):
                self._refuse(alike, meant, code)
        self._forget()

    def _refuse(self, rows: Sequence[PlanRow], posts: Sequence[Post], code: str) -> None:
        params: dict[str, object] = {
            "numbers": _few(one.number for one in posts),
            "rows": _few(one.row for one in rows),
            "number": posts[0].number,
            "state": str(posts[0].state),
        }
        code = f"{code}-row" if len(posts) == 1 < len(rows) and code == "plan-which" else code
        self.found.refused.extend(row.refusal("number", BadRequest(code, **params)) for row in rows)

    def call_new(self) -> None:
        """Let all that is left be new; of a row that is like a post, that one is kept in mind."""
        like: dict[tuple[Sign, Hashable], Post] = {}
        for post, look in self.posts:
            for sign in _BESIDE:
                like.setdefault((sign, sign(look)), post)
        for row, look in self.rows:
            self.found.posts[row.row] = None
            for sign in _BESIDE:  # the nearer one counts
                if sign(look) is not None and (sign, sign(look)) in like:
                    self.found.beside[row.row] = like[sign, sign(look)]
            if row.row not in self.found.beside and (near := _near(look, self.posts)):
                self.found.beside[row.row] = near

    def _forget(self) -> None:
        """Take out what is matched or refused."""
        done = {*self.found.posts, *(one.row for one in self.found.refused)}
        taken = {post.number for post in self.found.posts.values() if post}
        self.rows = [one for one in self.rows if one[0].row not in done]
        self.posts = [one for one in self.posts if one[0].number not in taken]


def match(
    rows: Sequence[PlanRow],
    posts: Sequence[Post],
    settings: Settings,
    photos: Mapping[int, tuple[str, ...]],
    found: Matches,
) -> None:
    """Find the posts of rows that neither a number nor a key tells; `photos` are the hashes of each row's."""
    ordered = sorted(posts, key=lambda one: (one.state in ENDED, one.number))
    sorts = {(one.testimony, one.language, one.kind) for one in posts}
    worded = any("caption" in row.said for row in rows)
    left = _Left(
        rows=[(row, _row_look(row, settings, photos.get(row.row, ()), sorts)) for row in rows],
        posts=[(post, _post_look(post, settings, worded=worded)) for post in ordered],
        found=found,
    )
    left.pair(lambda look: look, certain=True, among=_stands)
    left.pair(_all_said, certain=True)
    left.pair(_all_said, certain=True, keyed=True, among=_stands)
    left.pair(_words_of_day, among=_stands)
    left.pair(_sort_and_words, among=_waits)
    for keyed in (False, True):
        left.pair(_sort_and_moment, keyed=keyed, among=_stands)
    left.pair(_film_of_day, among=_stands)
    left.pair(_sort_of_film, among=_waits)
    left.pair(_all_but_kind, certain=True, among=_waits)
    for sign in (_film_and_words, _film_and_moment):
        left.pair(sign, among=_waits)
    for sign in (_all_but_film, _moment_and_words):
        left.pair(sign, certain=True, among=_waits)
    left.refuse(_sort_of_film, among=_waits, code="plan-which")
    left.refuse(_sort_and_moment, among=_stands, code="plan-which-moment")
    fresh = {look for _, look in left.rows if look.at and look.words and not _near(look, left.posts)}
    left.pair(lambda look: None if look in fresh else _sort_and_shown(look), among=_waits)
    left.refuse(_sort_and_words, among=_is_out, code="plan-again")
    left.call_new()


def kind(row: PlanRow) -> str:
    """Return the kind of post that a row makes by itself."""
    said = row.said
    beside = "photo" if said.get("photos") else "link" if said.get("link") else "text"
    return str(said.get("kind") or ("video" if said.get("testimony") else beside))


def language(row: PlanRow, settings: Settings) -> str | None:
    """Return a row's language; where it says none, the campaign's only one."""
    return row.said.get("language") or (settings.languages[0] if len(settings.languages) == 1 else None)


def _near(look: Look, posts: Iterable[tuple[Post, Look]]) -> Post | None:
    """Return a waiting post without a film that says nearly what a row says, on another day; None where none does."""
    said = set(look.words.split())
    alike = (
        (post, set(other.words.split())) for post, other in posts if other.sort == look.sort and _waits(post)
    )
    for post, words in () if look.film else islice(alike, _COMPARED):
        if len(said & words) >= _ALIKE * max(len(said), len(words), 2):
            return post
    return None


def _stands(post: Post) -> bool:
    return post.state not in ENDED


def _waits(post: Post) -> bool:
    """Tell whether a post can still be moved and edited."""
    return states.after(post.state, "edited") is not None


def _is_out(post: Post) -> bool:
    """Tell whether a post went out, or is going out."""
    return _stands(post) and not _waits(post)


def _few(numbers: Iterable[int]) -> list[int | str]:
    found = list(numbers)
    return [*found[:_NAMED], *(["…"] if len(found) > _NAMED else [])]


def _all_said(look: Look) -> Hashable:
    return look.sort, look.at, look.words


def _sort_and_moment(look: Look) -> Hashable:
    return (look.sort, look.at) if look.at else None


def _words_of_day(look: Look) -> Hashable:
    return (look.sort, look.day, look.words) if look.words else None


def _sort_and_words(look: Look) -> Hashable:
    return (look.sort, look.words) if look.words else None


def _film_of_day(look: Look) -> Hashable:
    return (look.sort, look.day) if look.film and look.day else None


def _sort_of_film(look: Look) -> Hashable:
    return look.sort if look.film else None


def _all_but_kind(look: Look) -> Hashable:
    return (look.film, look.language, look.at, look.words) if look.film else None


def _film_and_words(look: Look) -> Hashable:
    return (look.film, look.language, look.words) if look.film and look.words else None


def _film_and_moment(look: Look) -> Hashable:
    return (look.film, look.language, look.at) if look.film and look.at else None


def _all_but_film(look: Look) -> Hashable:
    return (look.language, look.at, look.words) if look.at and look.words else None


def _moment_and_words(look: Look) -> Hashable:
    """What stays of a post whose film and language were corrected."""
    return (look.at, look.words) if look.at and look.words else None


def _sort_and_shown(look: Look) -> Hashable:
    return (look.sort, look.shown) if look.shown else None


_BESIDE = (
    _sort_of_film,
    _sort_and_shown,
    _sort_and_words,
)  # signs of a post that a new row is told to be like


def _row_look(
    row: PlanRow, settings: Settings, photos: tuple[str, ...], sorts: set[tuple[str | None, str, str]]
) -> Look:
    when, link, film = row.said.get("when"), row.said.get("link"), row.said.get("testimony")
    spoken, made = language(row, settings), kind(row)
    if film and not row.said.get("kind") and (film, spoken, made) not in sorts:
        made = "reel" if (film, spoken, "reel") in sorts else made  # which a row need not say
    return Look(
        film=film,
        language=spoken,
        kind=made,
        at=when.due.utc if when else None,
        day=when.due.wall[:10] if when else "",
        words=fingerprint.seen(row.said.get("caption") or ""),
        shown=() if film else photos or _link(link, settings),
    )


def _post_look(post: Post, settings: Settings, *, worded: bool) -> Look:
    """Return a post's look; of its words only where the file has a column for them."""
    photos = tuple(str(one["sha256"]) for one in post.photos)
    at = post.due_at.replace(microsecond=0) if post.due_at else None
    return Look(
        film=post.testimony,
        language=post.language,
        kind=post.kind,
        at=at,
        day=moments.due_at(at, settings.timezone).wall[:10] if at else "",
        words=fingerprint.seen(post.latest_caption) if worded else "",
        shown=() if post.testimony else photos or _link(post.link, settings),
    )


def _link(link: str | None, settings: Settings) -> tuple[str, ...]:
    """Return where a link leads, without what the campaign adds to all of them."""
    return (link_tags.bare(link, settings.plan.utm or ""),) if link else ()
