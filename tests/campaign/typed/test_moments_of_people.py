"""What a person types for a moment or a day: read as it is meant, or refused with what to write; nothing is guessed."""

import contextlib
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.messages import translate
from campaign.typed import lengths, moments
from schedules.errors import BadRequest

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 11, 29, 15, 0, tzinfo=BRUSSELS)  # a Sunday


def read(written: str, now: datetime = NOW, *, time_alone: bool = False) -> moments.Understood:
    """Read a WHEN on that Sunday afternoon in Brussels."""
    return moments.read_when(written, now=now, zone=BRUSSELS, time_alone=time_alone)


def wall(written: str, now: datetime = NOW) -> str:
    """Return what the clocks show at the moment that was meant."""
    return read(written, now).due.wall[:16]


def refusal(written: str, now: datetime = NOW) -> BadRequest:
    """Return what a WHEN is refused with."""
    with pytest.raises(BadRequest) as caught:
        read(written, now)
    return caught.value


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("05/01/2027 18:30", "2027-01-05T18:30"), ("5/1/2027 18u30", "2027-01-05T18:30"),
        ("5-1-2027 18.30", "2027-01-05T18:30"), ("2027-01-05 18h30", "2027-01-05T18:30"),
        ("5 janvier 2027 à 18h30", "2027-01-05T18:30"), ("5 januari 2027 om 18 u 30", "2027-01-05T18:30"),
        ("mardi 5 janvier 2027 18h30", "2027-01-05T18:30"), ("le mardi 5 janvier 2027 à 18 h 30", "2027-01-05T18:30"),
        ("Dinsdag 5 Januari 2027 om 18u30", "2027-01-05T18:30"), ("5 JAN. 2027, 18:30", "2027-01-05T18:30"),
        ("1er février 2027 à 9 heures", "2027-02-01T09:00"), ("op 5 januari 2027 om 18 uur 30", "2027-01-05T18:30"),
        ("5\u00a0janvier\u202f2027 à 18\u202fh\u202f30", "2027-01-05T18:30"),
        ("5 january 2027 6:30 pm", "2027-01-05T18:30"),
        ("5 januari 18u30", "2027-01-05T18:30"), ("2/12 18u30", "2026-12-02T18:30"), ("2 déc. 18h", "2026-12-02T18:00"),
        ("woensdag 2 december om 18u", "2026-12-02T18:00"), ("29/11 18u", "2026-11-29T18:00"),
        ("morgen 18u", "2026-11-30T18:00"), ("demain 18h", "2026-11-30T18:00"), ("Demain à 18 h", "2026-11-30T18:00"),
        ("vandaag 18:30", "2026-11-29T18:30"), ("aujourd’hui 18h", "2026-11-29T18:00"),
        ("aujourd'hui à 18h00", "2026-11-29T18:00"), ("overmorgen 9u", "2026-12-01T09:00"),
        ("après-demain 9 h", "2026-12-01T09:00"), ("apres demain 9h", "2026-12-01T09:00"),
        ("the day after tomorrow at 9:00", "2026-12-01T09:00"), ("demain midi", "2026-11-30T12:00"),
        ("dinsdag 18:30", "2026-12-01T18:30"), ("mardi 18h", "2026-12-01T18:00"), ("MARDI à 18h30", "2026-12-01T18:30"),
        ("di. 18u", "2026-12-01T18:00"), ("op dinsdag om 18u", "2026-12-01T18:00"), ("zat 9u", "2026-12-05T09:00"),
        ("zondag 10u", "2026-12-06T10:00"), ("ce dimanche 18h", "2026-11-29T18:00"),
        ("volgende dinsdag 18:30", "2026-12-01T18:30"), ("mardi prochain 18h", "2026-12-01T18:00"),
        ("next Tuesday 6pm", "2026-12-01T18:00"), ("volgende zondag 18u", "2026-12-06T18:00"),
        ("demain soir 20h", "2026-11-30T20:00"), ("morgenavond 20u", "2026-11-30T20:00"),
        ("dinsdagmorgen 9u", "2026-12-01T09:00"), ("ce soir 20h", "2026-11-29T20:00"),
        ("vanavond 20u", "2026-11-29T20:00"),
        ("cet après-midi à 16h", "2026-11-29T16:00"), ("tonight 20:00", "2026-11-29T20:00"),
    ],
)  # fmt: skip
def test_moments_of_people(written: str, meant: str) -> None:
    """A moment is taken as people of three languages write it, and is told to be said back."""
    assert (wall(written), read(written).plainly) == (meant, False)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("now", "2026-11-29T15:00"), ("NU", "2026-11-29T15:00"), ("maintenant", "2026-11-29T15:00"),
        ("+2h", "2026-11-29T17:00"), ("+2 h", "2026-11-29T17:00"), ("+2 u", "2026-11-29T17:00"),
        ("+ 2 uur", "2026-11-29T17:00"), ("+2 heures", "2026-11-29T17:00"), ("+1u30", "2026-11-29T16:30"),
        ("+30 min", "2026-11-29T15:30"), ("+3 jours", "2026-12-02T15:00"), ("over 2 uur", "2026-11-29T17:00"),
        ("dans 3 jours", "2026-12-02T15:00"), ("in 90 minutes", "2026-11-29T16:30"),
        ("2026-12-01 18:00", "2026-12-01T18:00"), ("2026-12-01T18:00+01:00", "2026-12-01T18:00"),
    ],
)  # fmt: skip
def test_moments_that_say_themselves(written: str, meant: str) -> None:
    """`now` and lengths of time from now on are read in three languages; they and ISO 8601 need no saying back."""
    assert (wall(written), read(written).plainly) == (meant, True)


@pytest.mark.parametrize(
    ("written", "code", "told"),
    [
        ("morgen", "when-without-time", ""), ("mardi", "when-without-time", ""), ("2/12/2026", "when-without-time", ""),
        ("5 januari 2027", "when-without-time", ""), ("2/12", "when-without-time", ""),
        ("18:30", "when-time-today", "18:30"), ("18h", "when-time-today", "18:00"),
        ("zondag 18u", "when-two-days", "Sunday 29 November 2026 or Sunday 6 December 2026"),
        ("demain soir 8h", "when-part-of-day", "20:00"), ("vanavond 8u", "when-part-of-day", "20:00"),
        ("28/11 18u", "when-without-year", "Sunday 28 November 2027"), ("5 juli 18u", "when-without-year", "2027"),
        ("2/12/26 18u30", "when-short-year", "02/12/2026 18:30"), ("2/12/26", "when-short-year", "02/12/2026."),
        ("12/24/2026 18:00", "when-month-first", "24/12/2026 18:00"),
        ("vr 4-12-26 18u30", "when-short-year", "04/12/2026 18:30"),
        ("12/24 18:00", "when-month-first", "24/12/2026 18:00"), ("31/2/2027 18:00", "when-after-month", "28 February"),
        ("maandag 2/12/2026 18:00", "when-weekday", "Wednesday 2 December 2026"),
        ("maandag 5 januari 18u", "when-weekday", "Tuesday 5 January 2027"), ("2/12/2026 18u-20u", "when-span", ""),
        ("1-3/12/2026 18u", "when-span", ""),
        ("12:00-14:00", "when-span-bare", ""), ("dinsdag 18u-20u", "when-span", ""),
        ("demain 18h à 20h", "when-span", ""), ("2/12/2026 18", "when-meant", "02/12/2026 18:00"),
        ("2/12/2031 18:30 heure de Paris", "when-meant", "02/12/2031 18:30"),
        ("2/12/2031 en 3/12/2031 18u30", "when-span", "02/12/2031 18:30"),
        ("2/12/2031 18u30 Belgische tijd", "when-meant", "02/12/2031 18:30"), ("bientôt", "when-unreadable", ""),
        ("morgen om half 7", "when-in-words", "18:30"), ("10/12/2026 à six heures et demie", "when-in-words", "18:30"),
        ("2/12/2026 - 18:30 - 19:30", "when-span", ""), ("demain vers 18h", "when-unreadable", ""),
        ("+2 mois", "when-unreadable", ""), ("volgende morgen 9u", "when-unreadable", ""),
        ("minuit", "when-midnight", "23:59"), ("", "when-unreadable", ""),
        ("1/1/2020 18:00", "when-past", "now"), ("vandaag 10u", "when-past", "now"), ("hier 18h", "when-past", "now"),
        ("28/3/2027 02:30", "when-skipped", "03:30"), ("31 oktober 2027 2u30", "when-doubled", "+02:00"),
        ("+999999999 jours", "when-out-of-range", ""),
    ],
)  # fmt: skip
def test_doubts_are_refused(written: str, code: str, told: str) -> None:
    """What may mean two moments, or none, is refused, and the sentence holds what to write instead."""
    error = refusal(written)
    assert error.code == code
    assert told in translate.say(error.code, error.params, "en")


@pytest.mark.parametrize(
    ("today", "meant"),
    [(30, None), (1, "2026-12-08"), (2, "2026-12-08"), (5, "2026-12-08"), (6, "2026-12-08")],
)
def test_next_tuesday(today: int, meant: str | None) -> None:
    """`volgende dinsdag` is the coming one, but within the same week nobody can tell which: both are offered."""
    month = 11 if today == 30 else 12
    now = datetime(2026, month, today, 15, 0, tzinfo=BRUSSELS)
    for written in ("volgende dinsdag 18:30", "mardi prochain à 18h30", "next Tuesday 18:30"):
        if meant is None:
            assert refusal(written, now).params["second"] == date(2026, 12, 8)
        else:
            assert wall(written, now) == f"{meant}T18:30"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("03:20", "2026-11-30T03:20"),
        ("18u", "2026-11-29T18:00"),
        ("15:00", "2026-11-30T15:00"),
        ("3h20", "2026-11-30T03:20"),
    ],
)
def test_the_next_such_time(written: str, meant: str) -> None:
    """Where a time alone is wanted it is the next such time, and said back."""
    found = read(written, time_alone=True)
    assert (found.due.wall[:16], found.plainly) == (meant, False)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("02/11/2026", "2026-11-02"), ("2-11-2026", "2026-11-02"), ("2.11.2026", "2026-11-02"),
        ("2 november 2026", "2026-11-02"), ("lundi 2 novembre 2026", "2026-11-02"), ("2026-11-02", "2026-11-02"),
        ("le 1er novembre 2026", "2026-11-01"), ("vandaag", "2026-11-29"), ("hier", "2026-11-28"),
        ("eergisteren", "2026-11-27"), ("tomorrow", "2026-11-30"),
        ("11/13/2026", "when-month-first"), ("02/11/26", "when-short-year"), ("2/11", "day-without-year"),
        ("2 november", "day-without-year"), ("mardi 2 novembre 2026", "when-weekday"),
        ("2/11/2026 18:00", "day-with-time"),
        ("mardi", "day-unreadable"), ("morgen 18u", "day-with-time"), ("31/2/2026", "when-after-month"),
        ("1-3/11/2026", "day-span"), ("", "day-unreadable"), ("18:00", "day-unreadable"),
    ],
)  # fmt: skip
def test_days_of_people(written: str, day: str) -> None:
    """A day on a form is day first, in words or counted from today; a doubt is refused."""
    if day[:4] == "2026":
        assert moments.read_day(written, today=NOW.date()) == date.fromisoformat(day)
    else:
        with pytest.raises(BadRequest) as caught:
            moments.read_day(written, today=NOW.date())
        assert caught.value.code == day
        assert "?" not in translate.say(day, caught.value.params, "en")


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("90s", 90), ("30m", 1800), ("24h", 86_400), ("3d", 259_200), ("30 min", 1800), ("2 uur", 7200),
        ("2 heures", 7200), ("1u30", 5400), ("1 h 30 min", 5400), ("1,5 u", 5400), ("3 jours", 259_200),
        ("2 uur en 5 minuten", 7500), ("5", None), ("2 h 2 h", None), ("", None), ("2 mois", None), ("1:30", None),
    ],
)  # fmt: skip
def test_lengths(written: str, seconds: int | None) -> None:
    """A length of time is read with its unit in three languages; without one it is none."""
    found = lengths.length(written)
    assert (found and found.total_seconds()) == seconds


@given(written=st.text(max_size=30))
def test_any_text(written: str) -> None:
    """Any text is a moment or a refusal; nothing else happens."""
    for reader in (
        lambda: read(written, time_alone=True),
        lambda: moments.read_day(written, today=NOW.date()),
    ):
        with contextlib.suppress(BadRequest):
            reader()


@given(
    st.datetimes(min_value=datetime(2026, 11, 30), max_value=datetime(2027, 3, 1)),  # noqa: DTZ001  # a wall's
    st.sampled_from(
        ["{0.day}/{0.month}/{0.year} {0.hour}u{0:%M}", "{0:%d.%m.%Y} {0:%H:%M}", "{0:%Y-%m-%d} {0:%H}h{0:%M}"]
    ),
)
def test_any_moment_written_by_people(wanted: datetime, form: str) -> None:
    """Whatever the day, each way to write it is that day."""
    assert wall(form.format(wanted)) == f"{wanted:%Y-%m-%dT%H:%M}"
