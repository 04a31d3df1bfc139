"""Slots become moments: free ones, far enough apart, never on a day that stays empty, right when clocks change."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from campaign import public_holidays, timetable
from campaign.posts import free_moments
from campaign.settings import plan_parsing, validation
from campaign.settings.declarations import PlanSettings
from campaign.settings.plan_parsing import Blackout, Slot
from campaign.settings.validation import UnfitValues
from schedules.errors import BadRequest, NotReady
from tests.paths import REPOSITORY
from tests.plan_campaign import enrol

BRUSSELS = ZoneInfo("Europe/Brussels")


def local(text: str) -> datetime:
    """A moment in Brussels."""
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS).astimezone(UTC)


def table(*slots: Slot, **wishes: Any) -> timetable.Timetable:
    """A timetable with Belgium's days; Tuesday and Thursday at six unless said otherwise."""
    usual: dict[str, Any] = {
        "zone": BRUSSELS, "blackouts": (), "holidays": lambda year: public_holidays.of_year("BE", year),
        "community": plan_parsing.COMMUNITY_DAYS, "distance": timedelta(hours=3), "per_day": 2,
        "slots": slots or (Slot(weekday=1, at=time(18)), Slot(weekday=3, at=time(18))),
    }  # fmt: skip
    return timetable.Timetable(**(usual | wishes))


def next_free(made: timetable.Timetable, now: str, *planned: str, **wishes: Any) -> str:
    """The wall time of the next free slot for a Dutch video."""
    said: dict[str, Any] = {"language": "nl", "kind": "video", "now": local(now)}
    found = timetable.next_free(made, planned=[local(one) for one in planned], **(said | wishes))
    return found.moment.astimezone(BRUSSELS).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("now", "planned", "found"),
    [
        ("2026-11-23 09:00", (), "2026-11-24 18:00"),
        ("2026-11-24 18:00", (), "2026-11-24 18:00"),
        ("2026-11-24 18:01", (), "2026-11-26 18:00"),
        ("2026-11-23 09:00", ("2026-11-24 18:00",), "2026-11-26 18:00"),
        ("2026-11-23 09:00", ("2026-11-24 15:01",), "2026-11-26 18:00"),
        ("2026-11-23 09:00", ("2026-11-24 15:00",), "2026-11-24 18:00"),
        ("2026-11-23 09:00", ("2026-11-24 08:00", "2026-11-24 12:00"), "2026-11-26 18:00"),
        ("2026-11-08 09:00", (), "2026-11-10 18:00"),
        ("2027-05-02 09:00", ("2027-05-04 18:00",), "2027-05-11 18:00"),  # Ascension is a Thursday
    ],
)
def test_next_free(now: str, planned: tuple[str, ...], found: str) -> None:
    """The next slot is the first one far enough from others, on a day that is neither full nor kept empty."""
    assert next_free(table(), now, *planned) == found


def test_days_that_stay_empty() -> None:
    """Blackouts, public holidays (movable ones too) and community days say why they stay empty."""
    made = table(blackouts=(Blackout(first=date(2026, 12, 24), last=date(2027, 1, 3)),))
    whys = {
        day: (found.why, found.name) if (found := made.closed(date.fromisoformat(day))) else None
        for day in ("2026-12-23", "2026-12-25", "2027-01-03", "2027-01-04", "2027-03-29", "2026-07-11")
    }
    span = ("blackout", "2026-12-24/2027-01-03")
    assert whys == {
        "2026-12-23": None, "2026-12-25": span, "2027-01-03": span, "2027-01-04": None,
        "2027-03-29": ("holiday", "Easter Monday"), "2026-07-11": ("community", "Vlaamse feestdag"),
    }  # fmt: skip
    assert public_holidays.of_year("off", 2027) == {}
    assert public_holidays.of_year("BE", 2027, "nl-BE")[date(2027, 7, 21)] == "Nationale feestdag"


def test_language_and_kind() -> None:
    """A slot is for its language and kind; one without is for all."""
    made = table(
        Slot(weekday=1, at=time(18), language="fr"),
        Slot(weekday=2, at=time(18), kind="photo"),
        Slot(weekday=4, at=time(12)),
    )
    assert next_free(made, "2026-11-23 09:00") == "2026-11-27 12:00"
    assert next_free(made, "2026-11-23 09:00", language="fr") == "2026-11-24 18:00"
    assert next_free(made, "2026-11-23 09:00", kind="photo") == "2026-11-25 18:00"


def turn(at: str, language: str = "fr") -> free_moments.Turn:
    """A film's post in a language."""
    return free_moments.Turn(at=local(at), language=language)


DAILY = tuple(Slot(weekday=day, at=time(18)) for day in range(7))
APART = (Slot(weekday=1, at=time(18), language="nl"), Slot(weekday=4, at=time(18), language="fr"))
MONDAY = "2026-11-23 18:00"


@pytest.mark.parametrize(
    ("slots", "sibling", "others", "planned", "found"),
    [
        ((), turn("2026-12-08 19:00"), (), (), "2026-12-08 18:00"),
        ((), turn("2026-12-06 09:00"), (), (), "2026-11-24 18:00"),  # none is near
        (DAILY, None, (), (), MONDAY),
        (DAILY, None, (turn(MONDAY, "fr"),), (MONDAY,), "2026-11-24 18:00"),
        (DAILY, None, (turn(MONDAY, "nl"),), (MONDAY,), "2026-11-25 18:00"),  # room for French before
        (DAILY, turn("2026-11-25 18:00"), (turn(MONDAY, "fr"),), (MONDAY, "2026-11-25 18:00"), "2026-11-24 18:00"),
        (DAILY, turn("2026-11-25 18:00"), (turn(MONDAY, "nl"),), (MONDAY, "2026-11-25 18:00"), "2026-11-26 18:00"),
        (DAILY, turn("2026-11-25 18:00"), (turn("2026-11-28 18:00", "fr"),), ("2026-11-25 18:00",), MONDAY),
        (APART, None, (turn(MONDAY, "nl"),), (), "2026-11-24 18:00"),  # never within 48 hours: the first
    ],
)  # fmt: skip
def test_languages_of_a_film_keep_close_and_in_turn(
    slots: tuple[Slot, ...],
    sibling: free_moments.Turn | None,
    others: tuple[free_moments.Turn, ...],
    planned: tuple[str, ...],
    found: str,
) -> None:
    """A film's Dutch post goes near its French one, or where one has room, so that films begin with either in turn."""
    film = free_moments.Film(sibling=sibling, missing=("fr",), others=others, within=timedelta(hours=48))
    taken = [local(one) for one in planned]
    said: dict[str, Any] = {"language": "nl", "kind": "video", "now": local("2026-11-23 09:00")}
    slot = free_moments.next_slot(table(*slots), film, planned=taken, **said)
    assert slot.moment.astimezone(BRUSSELS).strftime("%Y-%m-%d %H:%M") == found


@pytest.mark.parametrize(
    ("day", "shown", "offset", "skipped"),
    [
        ("2027-03-28", "2027-03-28 03:30", 2, "2027-03-28 02:30"),
        ("2026-10-25", "2026-10-25 02:30", 2, None),
        ("2026-10-18", "2026-10-18 02:30", 2, None),
        ("2026-11-08", "2026-11-08 02:30", 1, None),
    ],
)
def test_clock_changes(day: str, shown: str, offset: int, skipped: str | None) -> None:
    """A slot in the night of a clock change is moved forward in spring, and is the first of two in autumn."""
    slot = Slot(weekday=6, at=time(2, 30))
    found = timetable.opening(date.fromisoformat(day), slot, BRUSSELS)
    there = found.moment.astimezone(BRUSSELS)
    assert (f"{there:%Y-%m-%d %H:%M}", there.utcoffset(), found.skipped) == (
        shown, timedelta(hours=offset), skipped,
    )  # fmt: skip
    assert table(slot).skipped(found.moment, language="nl", kind="text") == skipped


SPAN = (datetime.fromisoformat("2026-10-20"), datetime.fromisoformat("2027-04-10"))
MOMENTS = st.datetimes(*SPAN)
CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))
SLOT = st.builds(Slot, weekday=st.integers(0, 6), at=CLOCKS, language=st.sampled_from([None, "nl", "fr"]))


@given(now=MOMENTS, planned=st.lists(MOMENTS, max_size=8), slots=st.lists(SLOT, min_size=1, max_size=4))
def test_any_slot_found_is_free(now: datetime, planned: list[datetime], slots: list[Slot]) -> None:
    """Whatever is planned, the next slot is to come, free, on a day for posts, at its time unless that is skipped."""
    made, begin = table(*slots, Slot(weekday=0, at=time(9))), now.replace(tzinfo=UTC)
    others = [one.replace(tzinfo=UTC) for one in planned]
    found = timetable.next_free(made, language="nl", kind="text", now=begin, planned=others)
    assert found.moment >= begin
    assert all(abs(found.moment - one) >= made.distance for one in others)
    assert made.closed(made.day(found.moment)) is None
    assert made.is_slot(found.moment, language="nl", kind="text")
    assert found.skipped is None or found.moment.astimezone(BRUSSELS).hour == 3


def test_none_is_free() -> None:
    """Without slots, or with none free for a year, it is said which."""
    with pytest.raises(NotReady, match="no-slots"):
        next_free(table(Slot(weekday=1, at=time(18), language="fr")), "2026-11-23 09:00")
    whole = Blackout(first=date(2026, 1, 1), last=date(2029, 1, 1))
    with pytest.raises(BadRequest, match="no-free-slot"):
        next_free(table(blackouts=(whole,)), "2026-11-23 09:00")


def test_clear() -> None:
    """The first clear moment is far enough from all that is planned."""
    planned = [local(f"2026-11-24 {hour}") for hour in ("10:00", "12:00", "20:00")]
    assert table().clear(local("2026-11-24 09:00"), planned) == local("2026-11-24 15:00")
    assert table().clear(local("2026-11-24 06:59"), planned) == local("2026-11-24 06:59")


@pytest.mark.parametrize(
    "plan",
    [
        {"slots": "tue 18:00"}, {"slots": [{"day": "tue"}]}, {"slots": [["tue"]]},
        {"slots": [{"day": "tues", "at": "18:00"}]}, {"slots": [{"day": "tue", "at": "25:00"}]},
        {"slots": [{"day": "tue", "at": "18:00", "kind": "story"}]},
        {"slots": [{"day": "tue", "at": "18:00", "langage": "nl"}]}, {"slots": [{"day": 1, "at": "18:00"}]},
        {"blackouts": ["2026-12-24/2026-12-23"]}, {"blackouts": ["24-12-26"]},
        {"community_days": {"02-30": "x"}}, {"community_days": {"07-11": ""}},
        {"utm": "utm_content={speaker}"}, {"utm": "utm_content={film.speaker}"},
        {"utm": "?a=b"}, {"utm": "a={film"}, {"utm": "a={}"}, {"utm": "a=é b"},
    ],
)  # fmt: skip
def test_bad_settings(plan: dict[str, object]) -> None:
    """What cannot be meant under [plan] is refused."""
    with pytest.raises(UnfitValues):
        validation.read(plan, PlanSettings)


@pytest.mark.parametrize("day", ["di", "mar", "Tue", "dinsdag", "mardi.", "TUESDAY"])
def test_days_have_three_languages(day: str) -> None:
    """A weekday is read in Dutch, French and English."""
    plan = PlanSettings(slots=[{"day": day, "at": "8:05"}])
    assert plan.slots == (Slot(weekday=1, at=time(8, 5)),)


def settle(folder: Path, plan: str) -> None:
    """Write a campaign's settings."""
    (folder / "campaign.toml").write_text(f'languages = ["nl", "fr"]\n[plan]\n{plan}', encoding="utf-8")


EVERY_DAY = ", ".join(
    f'{{ day = "{day}", at = "18:00" }}' for day in ("ma", "di", "wo", "do", "vr", "za", "zo")
)


@pytest.fixture
def folder(campaign: Callable[..., Result], tmp_path: Path) -> Path:
    """A campaign with a slot every evening and no day that stays empty."""
    assert campaign("init", tmp_path / "c").exit_code == 0
    settle(tmp_path / "c", f'slots = [{EVERY_DAY}]\nholidays = "off"\ncommunity_days = {{}}\n')
    return tmp_path / "c"


def test_next_slot(campaign: Callable[..., Result], folder: Path) -> None:
    """`--next-slot` gives each post the next free evening, says which, and an edit leaves its own place free."""

    def due(*words: str) -> str:
        done = campaign("post", *words, "--json", folder=folder)
        assert done.exit_code == 0, done.output
        return str(json.loads(done.stdout)["due_at"])

    first = due("add", "--language", "nl", "--caption", "Een", "--next-slot")
    second = due("add", "--language", "fr", "--caption", "Deux", "--next-slot")
    assert datetime.fromisoformat(second) - datetime.fromisoformat(first) >= timedelta(hours=23)
    assert due("edit", "1", "--next-slot") == first
    said = campaign("post", "add", "--language", "nl", "--caption", "Drie", "--next-slot", folder=folder)
    assert said.stdout == "3\n"
    assert "; due " in said.stderr


def test_next_slots_of_films_break_no_rule(campaign: Callable[..., Result], folder: Path) -> None:
    """Three films, each first in Dutch, then in French, and one the other way: in turn, and close, by next slots."""
    enrol(folder, ("bakery", "tailor", "mill", "farm"))
    for slug, languages in (("bakery", "nl fr"), ("tailor", "nl fr"), ("mill", "nl fr"), ("farm", "fr nl")):
        for language in languages.split():
            words = ("--testimony", slug, "--language", language, "--caption", f"{slug} {language}")
            done = campaign("post", "add", *words, "--next-slot", folder=folder)
            assert done.exit_code == 0, done.output
    found = json.loads(campaign("check", "--json", folder=folder).stdout)
    assert not [one for one in found if one["code"] in ("P01", "P02", "P03", "P04", "P05", "P06")]


def test_refused(campaign: Callable[..., Result], folder: Path) -> None:
    """Without slots there is no next one; and one moment is meant, not two."""
    words = ("post", "add", "--language", "nl", "--caption", "Een", "--next-slot")
    assert campaign(*words, "--at", "+2h", folder=folder).exit_code == 2
    settle(folder, "")
    done = campaign(*words, folder=folder)
    assert (done.exit_code, "no slot is set for Dutch" in done.stderr) == (3, True)
    settle(folder, 'slots = [{ day = "di", at = "18:00", language = "de" }]')
    done = campaign(*words, folder=folder)
    assert (done.exit_code, "line 3" in done.stderr) == (2, True)


def test_a_day_without_posts_warns(campaign: Callable[..., Result], folder: Path) -> None:
    """A post in a blackout is queued all the same, with a warning."""
    settle(folder, 'blackouts = ["2000-01-01/2999-12-31"]')
    done = campaign("post", "add", "--language", "nl", "--caption", "Een", "--at", "+2h", folder=folder)
    assert (done.exit_code, done.stdout) == (0, "1\n")
    assert "in the days without posts from 1 January 2000 to 31 December 2999" in done.stderr


ASKED = """
import sys
from campaign import public_holidays
sys.pycache_prefix, sys.dont_write_bytecode = sys.argv[1], False
named = public_holidays.of_year("BE", 2027, "nl")
print(len(named), sorted(named.items())[1], "holidays" in sys.modules)
"""


def test_a_year_is_asked_of_the_package_once(tmp_path: Path) -> None:
    """What is kept of a year is the same, and the package is not loaded for it."""
    words = [sys.executable, "-c", ASKED, str(tmp_path)]
    asked = [
        subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    said = "12 (datetime.date(2027, 3, 28), 'Pasen')"
    assert asked == [f"{said} True\n", f"{said} False\n"]


def test_what_is_kept_of_a_year_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is spoilt, or of another edition of the package, is asked anew; years far away leave no file of each."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    asked = public_holidays.of_year.__wrapped__  # as another process asks
    named = asked("BE", 2027, "nl")
    (kept,) = tmp_path.rglob("holidays-*")
    whole = kept.read_bytes()
    for spoilt in (b"", b"[]", b'{"of": 1}', whole[:-9], whole.replace(b'"of": [', b'"of": [1')):
        kept.write_bytes(spoilt)
        assert (asked("BE", 2027, "nl"), kept.read_bytes()) == (named, whole)
    assert asked("BE", 2099, "fr")[date(2099, 7, 21)] == "Fête nationale"
    assert list(tmp_path.rglob("holidays-*")) == [kept]
