"""Consent and the other gates: everybody, both acts, this channel and language, on this day, with the form in place."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from schedules.consent import credits, gates
from schedules.database import testimonies
from tests.queue_campaign import Campaign


def asked(queue: Campaign, number: int, instant: datetime | None = None, **rules: Any) -> str | None:
    """The code of the consent gate for a post."""
    with queue.books.read() as session:
        shut = gates.consent(
            session, queue.post(number), instant=instant or queue.clock(), campaign=queue.campaign()
        )
    return shut.code if shut else None


def film_post(queue: Campaign, language: str = "nl") -> int:
    """A post with the film of `Campaign.testimony`."""
    return queue.queue(approved=False, kind="video", testimony_id=1, format="landscape", language=language)


@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        ({}, None),
        ({"acts": ["publish"]}, "consent-film"),
        ({"acts": ["film"]}, "consent-publish"),
        ({"channels": ["website", "press"]}, "consent-channel"),
        ({"purposes": ["archive"]}, "consent-purpose"),
        ({"languages": ["fr"]}, "consent-language"),
        ({"until": date(2026, 11, 23)}, "consent-ended"),
        ({"until": date(2026, 11, 24)}, None),
        ({"signed_on": date(2026, 11, 25)}, "consent-film"),
        ({"evidence_sha256": "0" * 64}, "consent-evidence"),
    ],
)
def test_consent_covers_act_channel_language_and_day(
    queue: Campaign, wishes: dict[str, Any], code: str | None
) -> None:
    """A consent that lacks an act, the channel, the purpose, the language, the day or its form closes the gate."""
    queue.testimony(**wishes)
    assert asked(queue, film_post(queue)) == code


def test_last_day_ends_at_brussels_midnight(queue: Campaign) -> None:
    """A consent until the 24th holds up to midnight in the campaign's zone, not in UTC."""
    queue.testimony(until=date(2026, 11, 24))
    number = film_post(queue)
    assert asked(queue, number, datetime(2026, 11, 24, 22, 59, tzinfo=UTC)) is None
    assert asked(queue, number, datetime(2026, 11, 24, 23, 0, tzinfo=UTC)) == "consent-ended"


def test_two_forms_complete_each_other(queue: Campaign) -> None:
    """The two acts may stand on two forms."""
    queue.testimony(acts=["film"], channels=["facebook"])
    queue.consent(acts=["publish"])
    assert asked(queue, film_post(queue)) is None


def test_everybody_seen_must_consent(queue: Campaign) -> None:
    """A second person recorded for a film closes the gate until that person allows as much."""
    queue.testimony()
    queue.consent("Jan Voorbeeld", languages=["fr"])
    assert asked(queue, film_post(queue)) == "consent-language"
    queue.consent("Jan Voorbeeld")
    assert asked(queue, film_post(queue)) is None


def test_nobody_consents_for_words_alone(queue: Campaign) -> None:
    """A text post shows nobody, and needs no consent."""
    assert asked(queue, queue.queue(approved=False)) is None


@pytest.mark.parametrize(
    ("wishes", "shown"),
    [
        ([{}], "Nora Voorbeeld"),
        ([{"name_display": "first-name"}], "Nora"),
        ([{"name_display": "pseudonym", "display_name": "Bakker"}], "Bakker"),
        ([{"name_display": "none"}], None),
        ([{}, {"name_display": "first-name"}], "Nora"),
    ],
)
def test_name_is_shown_as_the_consent_says(
    queue: Campaign, wishes: list[dict[str, Any]], shown: str | None
) -> None:
    """The most discreet wish on record decides how a speaker is named in the film."""
    queue.testimony(consent=False)
    for wish in wishes:
        queue.consent(**wish)
    with queue.books.read() as session:
        film = testimonies.testimony(session, "bakery")
        assert credits.shown_name(film, testimonies.consents(session, testimony_id=film.id)) == shown
