"""Films on their way as the library shows them: which are whole and wait to be described, which are not whole."""

from datetime import datetime
from pathlib import Path

from campaign.testimonies import arriving_films
from campaign.testimonies.arriving_films import ArrivingFilm


def of(campaign: Path, *, now: datetime) -> list[ArrivingFilm]:
    """Return the films on their way, those that are whole first; what is a day old is swept away."""
    arriving_films.sweep(campaign, now=now)
    return sorted(arriving_films.everything(campaign), key=lambda one: not one.is_whole)
