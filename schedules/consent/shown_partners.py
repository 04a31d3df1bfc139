"""Which partner organisations a post shows: its film's, and those its words name, however these are spelt."""

from media.text import folding
from schedules.model import organisations
from schedules.model.publishing_rules import Rules
from schedules.model.records import Post, Testimony


def of(post: Post, film: Testimony | None, rules: Rules) -> tuple[tuple[str, ...], str | None]:
    """Return the partners that a post shows, and its film's organisation where that is none of the campaign's.

    Neither is asked where anyone may approve.
    """
    if not rules.by_partners:
        return (), None
    own = organisations.listed(film.organisation, rules.partners) if film else None
    shown = tuple(one for one in all_of(post, film, rules) if one in rules.partners)
    return shown, film.organisation if film and own is None else None


def all_of(post: Post, film: Testimony | None, rules: Rules) -> tuple[str, ...]:
    """Return every organisation that a post shows: partners in their order, and its film's where it is none of them."""
    said = "\n".join(filter(None, (post.caption, post.new_caption, post.first_comment)))
    own = organisations.listed(film.organisation, rules.partners) if film else None
    shown = tuple(one for one in rules.partners if one == own or folding.stands_in(one, said))
    return (*shown, film.organisation) if film and own is None else shown
