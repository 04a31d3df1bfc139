"""A place in a film is read the same on the command line and in a sheet."""

import pytest

from campaign.cli import options
from campaign.spreadsheets.plan_rows.cells import Reader, Thumbnail
from campaign.typed import film_places
from tests.campaign.typed.test_same_at_every_door import REFUSED, SHEET, said


@pytest.mark.parametrize(
    ("written", "ms"),
    [
        ("75", 75_000), ("12.5", 12_500), ("12,5", 12_500), ("1:15", 75_000), ("0:01:15.250", 75_250),
        ("0:12,1", 12_100), ("12 s", 12_000), ("12s", 12_000), ("12,5 sec", 12_500), ("1 min 15", 75_000),
        ("1 min 15 s", 75_000), ("1m15s", 75_000), ("1’15”", 75_000), ("2 minuten", 120_000), ("1:75", None),
        ("soon", None), ("", None), ("-1", None), ("3 jours", None), ("1:2:3:4", None),
    ],
)  # fmt: skip
def test_places(written: str, ms: int | None) -> None:
    """Seconds, minutes and seconds, with units or without, a comma for a point; what is none is refused."""
    assert film_places.milliseconds(written) == ms
    assert said(lambda: options.MOMENT.convert(written, None, None)) == (REFUSED if ms is None else ms)
    if ms is not None and not film_places.is_bare(written):
        assert Reader.thumbnail(SHEET, written) == Thumbnail(at_ms=ms)


@pytest.mark.parametrize("written", ["40,35", "40 , 35", "40;35", "40 35", "40%,35%", "40/35", "40x35"])
def test_a_place_in_a_picture(written: str) -> None:
    """Two percentages are taken with any sign between."""
    assert options.CENTRE.convert(written, None, None) == (40, 35)
