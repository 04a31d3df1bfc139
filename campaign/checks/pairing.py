"""Rules on a film's posts in two languages: both planned, close together, in turn, with the same content."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from urllib.parse import urlsplit

from campaign.checks.facts import OUT, Broken, Facts, at
from media.text import folding
from schedules.facebook import post_layout
from schedules.facebook.post_layout import LINK
from schedules.model import bilingual as model_bilingual
from schedules.model.bilingual import base
from schedules.model.records import Post

_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?!\d)")
_TONGUE = re.compile(r"[a-z]{2}(-[a-zA-Z]{2})?")


def numbers(text: str) -> Counter[str]:
    """Return the numbers of a text, however a language writes them: 1.000 and 1 000, 18.30 uur and 18 h 30."""
    bare = _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), LINK.sub(" ", text))
    return Counter(run for run in re.findall(r"\d+", bare) if run != "00")


def links(text: str) -> set[str]:
    """Return where a text's links lead, without what counts visitors and without a language in the path."""
    return {_place(found) for found in LINK.findall(text)}


def _place(link: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    path = [step for step in parts.path.split("/") if step and not _TONGUE.fullmatch(step)]
    return "/".join([parts.netloc.lower().removeprefix("www."), *path])


def named(text: str, names: tuple[str, ...]) -> set[str]:
    """Return which of these names stand in a text."""
    return {name for name in names if folding.stands_in(name, text)}


@dataclass(frozen=True, kw_only=True)
class Pair:
    """The posts of one film and kind, by their moment; what each language says of it, in the pair's order."""

    posts: tuple[Post, ...]
    said: dict[str, str]

    @property
    def first(self) -> Post:
        """Return the post that comes first."""
        return self.posts[0]


def pairs(facts: Facts) -> list[Pair]:
    """Return the films' posts, two languages together, by the moment of the first."""
    found: dict[tuple[int, str], list[Post]] = {}
    for one in facts.posts:
        if one.testimony_id is not None and _language(facts, one):
            found.setdefault((one.testimony_id, one.kind), []).append(one)
    return [_pair(facts, posts) for posts in found.values()]


def _pair(facts: Facts, posts: list[Post]) -> Pair:
    said: dict[str, str] = {}
    kept: list[Post] = []
    for one in posts:
        language = _language(facts, one)
        new = {language: one.caption} if language else {}
        if both := _both(facts, one):
            new = both
        if not new.keys() <= said.keys():
            kept.append(one)
            said = {**new, **said}
    return Pair(posts=tuple(kept), said=said)


def _language(facts: Facts, post: Post) -> str | None:
    return _of_pair(facts.pair, post.language)


@lru_cache(maxsize=64)  # each post is asked several times
def _of_pair(pair: tuple[str, ...], language: str) -> str | None:
    return next((one for one in pair if base(one) == base(language)), None)


def _both(facts: Facts, post: Post) -> dict[str, str] | None:
    """Return what a bilingual post says in each language, its own first."""
    parted, own = model_bilingual.halves(post.caption), _language(facts, post)
    other = next((one for one in facts.pair if one != own), None)
    return {own: parted.first, other: parted.second} if parted and own and other else None


def language_missing(facts: Facts) -> Iterator[Broken]:
    """P01: a film is posted in one language of the pair and not in another."""
    for pair in pairs(facts):
        missing = [one for one in facts.pair if one not in pair.said]
        if missing:
            yield at(pair.first, film=pair.first.testimony, languages=", ".join(missing))


def pair_unknown(facts: Facts) -> Iterator[Broken]:
    """P35: `plan.pair` names a language that the campaign does not have."""
    known = {base(one) for one in facts.languages}
    strange = [one for one in facts.plan.pair if base(one) not in known]
    if strange and known:
        yield Broken(where="campaign.toml", params={"languages": ", ".join(strange)})


def too_far_apart(facts: Facts) -> Iterator[Broken]:
    """P02: the posts of one film in two languages are further apart than `pair_within`."""
    for pair in pairs(facts):
        dated = [(one, one.due_at) for one in pair.posts if one.due_at]
        for (one, early), (other, late) in pairwise(dated):
            if late - early > facts.plan.pair_within:
                hours = round((late - early).total_seconds() / 3600)
                most = round(facts.plan.pair_within.total_seconds() / 3600)
                yield at(other, beside=one.number, film=other.testimony, hours=hours, most=most)


def whole(facts: Facts) -> list[Pair]:
    """Return the films that are posted in more than one language, each with its moment, by the moment of the first."""
    return [one for one in pairs(facts) if len(one.said) > 1 and all(post.due_at for post in one.posts)]


def same_first_again(facts: Facts) -> Iterator[Broken]:
    """P03: two consecutive films start with the same language."""
    if facts.plan.order == "free" or len(facts.pair) < 2:
        return
    for before, after in pairwise(whole(facts)):
        same = _language(facts, before.first) == _language(facts, after.first)
        if same and after.first.state not in OUT:
            yield at(
                after.first,
                film=after.first.testimony,
                before=before.first.testimony,
                language=after.first.language,
            )


def second_behind_fold(facts: Facts) -> Iterator[Broken]:
    """P12: the second language of a bilingual post begins hidden behind "See more"."""
    for post in facts.waiting:
        parted = model_bilingual.halves(post.caption)
        if (
            parted
            and len(post_layout.fold(post.message)[0]) <= parted.start
            and post_layout.fold(post.message)[1]
        ):
            yield at(post, start=parted.start, fold=post_layout.FOLD)


def second_unclear(facts: Facts) -> Iterator[Broken]:
    """P25: a film's caption has a second part whose language is unclear, so the consents are not checked for it."""
    for post in facts.waiting:
        if post.testimony_id and model_bilingual.unclear(post.caption, post.language, facts.pair):
            yield at(post, pair=", ".join(facts.pair))


def _told(facts: Facts) -> Iterator[tuple[Post, str, str]]:
    """Yield what is said in two languages: a film's two posts, or the two parts of one; with the later post."""
    in_one = set()
    for post in facts.waiting:
        if parted := model_bilingual.halves(post.caption):
            in_one.add(post.number)
            yield post, parted.first, parted.second
    for pair in pairs(facts):
        if len(pair.posts) == 2 and not in_one & {one.number for one in pair.posts}:
            early, late = pair.posts
            if {early.state, late.state} - set(OUT):
                yield late, _words(early), _words(late)


def _words(post: Post) -> str:
    return "\n".join(filter(None, (post.message, post.feed_link)))


def _differing(facts: Facts, of: Callable[[str], set[str]]) -> Iterator[Broken]:
    for post, one, other in _told(facts):
        if odd := of(one) ^ of(other):
            yield at(post, odd=", ".join(sorted(odd)))


def numbers_differ(facts: Facts) -> Iterator[Broken]:
    """P13: a number is in only one of the two languages."""
    for post, one, other in _told(facts):
        here, there = numbers(one), numbers(other)
        if odd := (here - there) + (there - here):
            yield at(post, odd=", ".join(sorted(odd)))


def links_differ(facts: Facts) -> Iterator[Broken]:
    """P14: a link is in only one of the two languages."""
    return _differing(facts, links)


def names_differ(facts: Facts) -> Iterator[Broken]:
    """P15: a name that the campaign knows is in only one of the two languages."""
    return _differing(facts, lambda text: named(text, facts.names))
