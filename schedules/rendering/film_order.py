"""What film a post wants: its order, as the records tell it; nothing is read or laid out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from schedules.consent import credits
from schedules.database import posts, renditions, testimonies
from schedules.model.records import Post, Testimony


@dataclass(frozen=True, kw_only=True)
class Order:
    """One film to make: a testimony in a language and a format, with its credit as the consents allow.

    `beside` is everybody else on record in it, of whom its subtitles may tell when they speak; `kept` are the hashes
    of the films that are on record, by their files' names. `cover_ms` is the moment (of the finished film) that its
    posts have for a cover, None where they have none.
    """

    film: Testimony
    language: str
    format: str
    name: str | None
    beside: tuple[credits.Other, ...] = ()
    cover_ms: int | None = None
    kept: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def wanted(self) -> tuple[int, str, str]:
        """Return what the order is for; two posts with the same share one rendition."""
        return self.film.id, self.language, self.format


def order(session: Session, film: Testimony, language: str, format: str) -> Order:
    """Return the order for a testimony's film, as it stands now."""
    given = testimonies.consents(session, testimony_id=film.id)
    return Order(
        film=film,
        language=language,
        format=format,
        name=credits.shown_name(film, given),
        beside=credits.others(session, film, given),
        cover_ms=posts.cover_moment(session, testimony_id=film.id, language=language, format=format),
        kept=renditions.hashes(session, film.id),
    )


def order_for(session: Session, post: Post) -> Order:
    """Return the order for a post's film, as it stands now."""
    assert post.testimony_id is not None
    assert post.format is not None
    return order(session, testimonies.testimony_by_id(session, post.testimony_id), post.language, post.format)


def by_film(orders: Iterable[Order]) -> list[list[Order]]:
    """Put together the orders of one film, which are made together."""
    films: dict[int, list[Order]] = {}
    for one in orders:
        films.setdefault(one.film.id, []).append(one)
    return list(films.values())
