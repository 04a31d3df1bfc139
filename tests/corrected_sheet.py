"""A sheet without numbers and keys that was imported once, and the campaign that it made: posts 1 to 4."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from click.testing import Result

from tests import plan_campaign
from tests.plan_campaign import Desk, csv, whats

HEADER = "Datum;Film;Taal;Tekst"
BAKERY, TAILOR = "24/12/2031 18:00;bakery;nl;De bakker", "25/12/2031 18:00;tailor;fr;La couturière"
GREETING, THANKS = "26/12/2031 18:00;;nl;Vrolijke feesten", "27/12/2031 18:00;;fr;Merci à tous"
SHEET = (BAKERY, TAILOR, GREETING, THANKS)


def sheet(*rows: str, header: str = HEADER) -> bytes:
    """A sheet with these rows."""
    return csv(*rows, header=header)


def shown(lines: Iterable[dict[str, Any]]) -> list[tuple[str, int]]:
    """What becomes of which post, row by row."""
    return [(one["what"], one["number"]) for one in lines]


def imported(folder: Path, run: Callable[..., Result]) -> Path:
    """Make a campaign and import the sheet."""
    desk = Desk(run=run, folder=plan_campaign.found(folder))
    assert whats(desk.bring(sheet(*SHEET))) == ["new"] * 4
    return desk.folder
