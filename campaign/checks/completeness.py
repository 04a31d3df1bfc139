"""Rules on what a post lacks or has twice: descriptions, pictures, subtitles; another post that is identical."""

from collections.abc import Iterator

from campaign.checks.facts import OUT, Broken, Facts, at
from campaign.messages import pasteable
from media.text import folding
from schedules.model.records import Post
from schedules.model.states import State


def photo_undescribed(facts: Facts) -> Iterator[Broken]:
    """P19: a photo has no description for people who cannot see it."""
    for post in facts.waiting:
        if mute := sum(not photo["alt"] for photo in post.photos):
            yield at(post, count=mute, **other_descriptions(post))


def other_descriptions(post: Post) -> dict[str, object]:
    """Return what a line that describes the first photo without a description has before and behind that one."""
    alts = [photo["alt"] or "" for photo in post.photos]
    if not any(alts):
        return {"before": pasteable.Typed(""), "behind": pasteable.Typed("")}
    said, first = [f" --alt {pasteable.quoted(one)}" for one in alts], alts.index("")
    before, behind = ("".join(some) for some in (said[:first], said[first + 1 :]))
    return {"before": pasteable.Typed(before), "behind": pasteable.Typed(behind)}


def picture_gone(facts: Facts) -> Iterator[Broken]:
    """P20: a picture of a post is missing from the campaign folder."""
    for post in facts.waiting:
        shown = [photo["path"] for photo in post.photos] + [post.cover_path]
        yield from (at(post, path=path) for path in shown if path in facts.gone)


def twins(facts: Facts) -> Iterator[Broken]:
    """P21: two posts that have not gone out yet would look the same on the Page."""
    seen: dict[tuple[str, str], int] = {}
    for post in facts.waiting:
        if not post.is_film:
            first = seen.setdefault(_looks(post), post.number)
            if first != post.number:
                yield at(post, twin=first)


def spare(one: Post, other: Post) -> Post:
    """Return which of two posts that say the same to cancel, where that is a mistake: the later one not approved."""

    def rank(post: Post) -> tuple[bool, bool, float, int]:
        due = post.due_at.timestamp() if post.due_at else 0.0
        return post.state is State.DRAFT, post.due_at is None, due, post.number

    return max(one, other, key=rank)


def _looks(post: Post) -> tuple[str, str]:
    link = (post.feed_link or "").rstrip("/")
    return post.new_message, "" if link in post.new_message else link


def _said(post: Post) -> tuple[str, ...]:
    """Return the words of a post; of a live one whose caption is to change, those on the Page before those to come."""
    if post.new_caption is None or post.state not in OUT:
        return (post.words,)
    return tuple(dict.fromkeys((folding.folded(post.message), post.words)))


def said_twice(facts: Facts) -> Iterator[Broken]:
    """P34: two posts of a day say the same, but for signs and capitals, of the same film if of one."""
    seen: dict[tuple[object, ...], Post] = {}
    for post, moment in facts.dated:
        if not (post.words or post.is_film):
            continue
        day = facts.table.day(moment)
        known = [seen.setdefault((day, said, post.testimony_id, post.language), post) for said in _said(post)]
        first = next((one for one in known if one is not post), post)
        are_to_come = not {first.state, post.state} & set(OUT)
        is_twin = are_to_come and not post.is_film and _looks(first) == _looks(post)  # P21 says so
        if first is not post and not is_twin and {first.state, post.state} - set(OUT):
            extra = post if first.state in OUT else spare(first, post)
            kept = first if extra is post else post
            yield at(extra, beside=kept.number, day=day.isoformat())


def subtitles_missing(facts: Facts) -> Iterator[Broken]:
    """P24: a film has no subtitles in the language of its post."""
    for post in facts.waiting:
        film = facts.films.get(post.testimony_id or 0)
        if film and post.language not in film.subtitles:
            yield at(post, film=film.slug, language=post.language)
