"""The time zone of a campaign is that of a place; what is none is refused with the place that was meant."""

from collections.abc import Callable
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from click.testing import Result

from campaign.settings import settings, time_zones
from schedules.errors import BadRequest

MEANT = {
    "GMT+1": "Europe/Brussels", "UTC+1": "Europe/Brussels", "utc +01:00": "Europe/Brussels", "CET": "Europe/Brussels",
    "CEST": "Europe/Brussels", "CET/CEST": "Europe/Brussels", "GMT+01:00": "Europe/Brussels",
    "GMT+2": "Europe/Brussels",
    "Brussels": "Europe/Brussels", "Brussel": "Europe/Brussels", "Europe/Bruxelles": "Europe/Brussels",
    "Etc/GMT-1": "Europe/Brussels", "MET": "Europe/Brussels", "MEZ": "Europe/Brussels", "België": "Europe/Brussels",
    "europe/brussels": "Europe/Brussels", "Romance Standard Time": "Europe/Brussels",
    "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris": "Europe/Brussels", "GMT": "Europe/London",
    "EST": "America/New_York", "GMT-5": "America/New_York", "Etc/GMT+5": "America/New_York", "UTC+5:30": "Asia/Kolkata",
    "Europe/Parijs": "Europe/Paris",
}  # fmt: skip


@pytest.mark.parametrize("written", MEANT)
def test_the_place_that_was_meant(written: str) -> None:
    """An offset, an abbreviation or a name of a city is no zone; the first place offered is the likeliest."""
    assert not time_zones.is_place(written)
    assert time_zones.nearest(written).split(", ")[0] == MEANT[written]


@pytest.mark.parametrize("written", [*MEANT, "", "nonsense", "UTC+99", "Etc/GMT+1", "Etc/GMT0", "Etc/UTC"])
def test_no_zone_without_a_place_is_offered(written: str) -> None:
    """What is offered would be accepted; an Etc zone, whose sign is turned round, never is."""
    assert all(map(time_zones.is_place, time_zones.nearest(written).split(", ")))
    assert "Etc/" not in time_zones.nearest(written)


def test_every_place_is_accepted() -> None:
    """Every zone named after a place may be a campaign's, and UTC."""
    places = {name for name in available_timezones() if "/" in name and not name.startswith("Etc/")}
    assert all(map(time_zones.is_place, places | {"UTC"}))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("GMT+1", "settings-timezone"),
        ("Etc/GMT-1", "settings-timezone-no-place"),
        ("CET", "settings-timezone-no-place"),
    ],
)
def test_in_the_settings(tmp_path: Path, written: str, code: str) -> None:
    """A zone without a place is refused in campaign.toml with its line and Brussels."""
    path = tmp_path / "campaign.toml"
    path.write_text(f'name = "x"\ntimezone = "{written}"\n')
    with pytest.raises(BadRequest) as caught:
        settings.load(path)
    assert (caught.value.code, caught.value.params["line"]) == (code, 2)
    assert str(caught.value.params["nearest"]).startswith("Europe/Brussels")


@pytest.mark.parametrize("written", ["GMT+1", "Etc/GMT-1", "CET"])
def test_at_init(campaign: Callable[..., Result], tmp_path: Path, written: str) -> None:
    """A new campaign with such a zone is not made."""
    done = campaign("init", tmp_path / "c", "--timezone", written)
    assert done.exit_code == 2
    assert "Europe/Brussels" in done.stderr
    assert not (tmp_path / "c").exists()


def test_doctor_warns_of_utc(campaign: Callable[..., Result], tmp_path: Path) -> None:
    """A campaign on the clock of computers works, and `doctor` says what that means in Belgium."""
    assert campaign("init", tmp_path / "c", "--timezone", "UTC").exit_code == 0
    done = campaign("doctor", folder=tmp_path / "c")
    assert "Europe/Brussels" in done.output
