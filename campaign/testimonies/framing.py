"""Where the speaker is: as staff say, else as the film's pictures do, else in the middle; and how that is known."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

from campaign.checks import film_framing
from media.sources.probe import Film
from schedules.database import testimonies
from schedules.model.records import UNTOLD, Testimony

Asked = tuple[int, int] | Literal["none"] | None  # `none`: it is not known, and not to be looked for
LOOKED_AGAIN = ("from_ms", "to_ms", "fill")  # what is changed of a film that is then looked at again


@dataclass(frozen=True, kw_only=True)
class Centre:
    """Where the face is (None: assumed), how that is known, and why it is not, as `film_framing` says it."""

    place: tuple[int, int] | None
    by: Literal["given", "found", "assumed"]
    why: str = "unsaid"

    def columns(self) -> testimonies.Words:
        """Return what of it is kept."""
        return {"centre": list(self.place or UNTOLD), "centre_by": self.by}

    def framing(self, slug: str, language: str, fill: str) -> film_framing.Framing:
        """Return it as the checks want to know it."""
        found = self.by == "found"
        return film_framing.Framing(
            slug=slug, language=language, fill=fill, centre=self.place, found=found, why=self.why
        )


NOBODY_KNOWS = Centre(place=None, by="assumed")


def given(place: tuple[int, int]) -> Centre:
    """Return where somebody said that the face is."""
    return Centre(place=place, by="given")


def settled(asked: Asked, film: Film, from_ms: int, to_ms: int | None) -> Centre:
    """Return where the speaker of a part of a film is; its pictures are searched where nobody said it."""
    if asked == "none":
        return NOBODY_KNOWS
    if asked is not None:
        return given(asked)
    from media.faces import speaker_place  # not needed for a film whose centre is given

    found = speaker_place.find(film, from_ms, film.duration_ms if to_ms is None else to_ms)
    if found is None:
        return NOBODY_KNOWS
    if found.centre is None:
        return Centre(place=None, by="assumed", why=found.seen)
    return Centre(place=found.centre, by="found")


def changed(film: Testimony, words: Container[str]) -> bool:
    """Tell whether words change where the speaker is: they say it, or use another part of a film that was not told."""
    given = film.known_centre is not None and film.centre_by != "found"
    return "centre" in words or (not given and any(name in words for name in LOOKED_AGAIN))
