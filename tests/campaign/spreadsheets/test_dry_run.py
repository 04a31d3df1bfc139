"""`plan import --dry-run` says word for word what the import then says: the same changes, refusals and warnings."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests import plan_campaign
from tests.plan_campaign import CONSENT, Desk, csv

WIDE = "Nummer;Datum;Uur;Taal;Film;Soort;Tekst;Link;Reactie;Foto's;Alt;Sleutel"
FIRST = csv(
    "2031-02-03;18:00;nl;Een eerste bericht;p1",
    "2031-02-04;18:00;nl;Een tweede bericht;p2",
    "2031-02-05;18:00;fr;Un troisième message;p3",
)
SHEETS = {
    "a name that consent hides": csv("2031-02-06;18:00;nl;Nora Voorbeeld is top;p4"),
    "a name that consent hides, in the text of a film": csv(
        ";2031-02-06;18:00;nl;bakery;;Nora Voorbeeld bakt;;;;;p4", header=WIDE
    ),
    "a name that consent hides, in a changed text": csv("2031-02-03;18:00;nl;Met Nora Voorbeeld;p1"),
    "a name that consent hides, in a text without a key": csv(
        "2031-02-03;18:00;nl;Nora Voorbeeld, een eerste bericht", header="Datum;Uur;Taal;Tekst"
    ),
    "a name that consent hides, in link and comment": csv(
        ";2031-02-06;18:00;nl;;;Zie;https://exemple.be/nora-voorbeeld;Nora Voorbeeld!;;;p4", header=WIDE
    ),
    "a film without consent, and one twice": csv(
        ";2031-02-06;18:00;nl;tailor;;Naaien;;;;;p4",
        ";2031-02-07;18:00;nl;tailor;;Naaien;;;;;p5",
        header=WIDE,
    ),
    "a past day, a holiday, two close together": csv(
        "2020-02-03;18:00;nl;Voorbij;p4", "2031-12-25;18:00;nl;Kerst;p5", "2031-12-25;18:05;nl;Kerst weer;p6"
    ),
    "numbers and names that one language lacks": csv(
        ";2031-02-06;18:00;nl;bakery;;Wij zijn 1.000 met D'Hondt;;;;;p4",
        ";2031-02-07;18:00;fr;bakery;;Nous sommes;;;;;p5",
        header=WIDE,
    ),
    "a row that was moved": csv("2031-02-10;18:00;nl;Een eerste bericht", header="Datum;Uur;Taal;Tekst"),
    "refused rows among good ones": csv("2031-02-30;18:00;nl;Onmogelijk;p4", "2031-02-06;18:00;nl;Goed;p5"),
    "a link that is none": csv(";2031-02-06;18:00;nl;;;Zie;https://exemple.be/a b;;;;p4", header=WIDE),
    "nothing new": FIRST,
}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Path:
    """A campaign with three posts, in which one consent shows the first name alone."""
    place = tmp_path_factory.mktemp("dry")
    folder = plan_campaign.found(place / "c")
    (place / "form.pdf").write_bytes(b"%PDF-1.4 signed")
    form = ("--evidence", place / "form.pdf", "--name-display", "first-name")
    assert campaign("consent", "record", "bakery", *CONSENT, *form, folder=folder).exit_code == 0
    (place / "first.csv").write_bytes(FIRST)
    assert campaign("plan", "import", place / "first.csv", folder=folder).exit_code == 0
    return folder


@pytest.mark.parametrize("sheet", SHEETS)
def test_dry_run_says_what_the_import_says(
    founded: Path, tmp_path: Path, campaign: Callable[..., Result], sheet: str
) -> None:
    """Of each sheet the dry run tells all that the import tells, and changes nothing."""
    desk = Desk(run=campaign, folder=shutil.copytree(founded, tmp_path / "c"))
    path = desk.write(SHEETS[sheet])
    before = desk.posts()
    dry = desk.run("plan", "import", path, "--dry-run", "--json", folder=desk.folder)
    assert desk.posts() == before
    done = desk.run("plan", "import", path, "--json", "--yes", folder=desk.folder)
    if done.exit_code == 2:
        assert dry.exit_code == 1
        assert "refused" in dry.stdout
        return
    assert dry.stdout == done.stdout
    assert warnings(dry) == warnings(done)


def warnings(done: Result) -> list[str]:
    """What was said on stderr of the sheet and its posts."""
    return [line for line in done.stderr.splitlines() if "copy" not in line]
