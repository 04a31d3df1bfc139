"""What is said of where the speaker is, in films of which a format does not show all."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from campaign.checks import film_framing
from campaign.checks.film_framing import Framing
from media import formats
from media.sources.probe import Film
from schedules.database import approvals, engine, posts, testimonies
from tests import drawn_faces, small_films
from tests.paths import REPOSITORY

EXAMPLE = REPOSITORY / "campaign" / "example"  # its kit has the look "band"
WIDE, UPRIGHT, SQUARE, TALL = (1920, 1080), (1080, 1920), (1080, 1080), (1080, 2520)
ALL = tuple(formats.FORMATS.values())


def told(framing: Framing, size: tuple[int, int], *shown: formats.Format) -> tuple[str, str, object] | None:
    """What is found of a film of a size: code, severity, formats that do not show all of it."""
    film = Film(
        path=Path("f"), duration_ms=9000, width=size[0], height=size[1], fps=Fraction(25), has_sound=True
    )
    found = film_framing.findings(EXAMPLE, framing, film, shown)
    assert len(found) < 2
    return (found[0].code, found[0].severity, found[0].params["formats"]) if found else None


@pytest.mark.parametrize(
    ("fill", "size", "assumed"),
    [
        ("band", WIDE, ("F22", "info", "square, feed")),
        ("band", UPRIGHT, ("F22", "warning", "landscape, square, feed")),
        ("band", SQUARE, ("F22", "warning", "landscape, feed, portrait")),
        ("crop", WIDE, ("F22", "warning", "square, feed, portrait")),
        ("crop", UPRIGHT, ("F22", "warning", "landscape, square, feed")),
        ("blur", WIDE, ("F22", "info", "square, feed, portrait")),
        ("kit", WIDE, ("F22", "info", "square, feed")),
        ("blur", UPRIGHT, None),
        ("brand", SQUARE, None),
        ("brand", TALL, None),
    ],
)  # fmt: skip
def test_what_is_assumed(fill: str, size: tuple[int, int], assumed: tuple[str, str, str] | None) -> None:
    """A film that is cut says once that its speaker is taken to be in the middle, as a warning where much is cut."""
    assert told(Framing(slug="bakery", language="nl", fill=fill, centre=None), size, *ALL) == assumed
    given = Framing(slug="bakery", language="nl", fill=fill, centre=(50, 50))
    assert told(given, size, *ALL) is None


def test_what_was_found() -> None:
    """A centre that the pictures gave is a remark; portrait shows the film closer around it."""
    found = Framing(slug="bakery", language="nl", fill="band", centre=(31, 40), found=True)
    assert told(found, WIDE, *ALL) == ("F23", "info", "square, feed, portrait")


@pytest.mark.parametrize("shown", [(formats.LANDSCAPE,), (formats.LANDSCAPE, formats.PORTRAIT)])
def test_nothing_where_nothing_is_cut(shown: tuple[formats.Format, ...]) -> None:
    """Of a film of which all is seen in the formats that are used nothing is said."""
    assert told(Framing(slug="bakery", language="nl", fill="band", centre=None), WIDE, *shown) is None


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Path:
    """A campaign with a film in a format that cuts it, of which nobody said where the speaker is."""
    here = tmp_path_factory.mktemp("founded")
    made = here / "c"
    for words in (
        ("init", made, "--language", "nl"),
        (*added(small_films.film(here / "film.mp4"), "bakery"), "--dir", made),
        ("post", "add", "--testimony", "bakery", "--caption", "x", "--language", "nl", "--format", "square",
         "--dir", made),
    ):  # fmt: skip
        assert campaign(*words).exit_code == 0
    return made


@pytest.fixture
def run(founded: Path, campaign: Callable[..., Result]) -> Callable[..., Any]:
    """Run a command in that campaign and return what it says on stderr, or its JSON."""

    def said(*words: object) -> Any:
        done = campaign(*words, folder=founded)
        assert done.exit_code in (0, 1), done.stderr
        return json.loads(done.stdout) if "--json" in words else done.stderr

    return said


def added(film: Path, slug: str, *more: object) -> tuple[object, ...]:
    """The words that register a film."""
    who = ("--speaker", "Fatou Voorbeeld", "--role", "coach", "--organisation", "Brusoc", "--language", "nl")
    return "testimony", "add", film, "--slug", slug, *who, *more


def centre(run: Callable[..., Any], slug: str = "bakery") -> tuple[object, object]:
    """How a film's centre stands on record."""
    shown = run("testimony", "show", slug, "--json")
    return shown["centre"], shown["centre_by"]


def codes(run: Callable[..., Any], *words: object) -> list[str]:
    """The findings of a check that tell where the speaker is taken to be."""
    return [one["code"] for one in run(*words, "--json") if one["code"] in ("F22", "F23")]


@pytest.mark.slow
def test_it_is_said_until_somebody_says_where(run: Callable[..., Any], founded: Path) -> None:
    """`add`, `testimony check` and `check` say what is assumed, once a film, till `--centre` does."""
    film = founded.parent / "film.mp4"
    said = run(*added(film, "second"))
    assert said.count("taken to be in the middle") == 1
    assert "campaign testimony edit second --centre X,Y" in said
    assert "taken to be" not in run(*added(film, "third", "--centre", "50,50"))
    assert centre(run, "third") == ([50, 50], "given")
    assert centre(run) == ([50, 50], "assumed")
    assert codes(run, "testimony", "check", "bakery") == codes(run, "check") == ["F22"]
    assert "taken to be" not in run("testimony", "edit", "bakery", "--centre", "31,40")
    assert (centre(run), codes(run, "check")) == (([31, 40], "given"), [])
    assert "taken to be" not in run("testimony", "edit", "bakery", "--from", "0.2")
    assert centre(run) == ([31, 40], "given")
    assert "taken to be" in run("testimony", "edit", "bakery", "--centre", "none")
    assert (centre(run), codes(run, "check")) == (([50, 50], "assumed"), ["F22"])


def test_middle_that_is_said(run: Callable[..., Any], founded: Path) -> None:
    """Who says that the speaker is in the middle changes what an approval covers; who says nothing does not."""

    def content() -> str:
        with closing(engine.open_in(founded)) as books, books.read() as session:
            film = testimonies.testimony(session, "bakery")
            return approvals.content_of(posts.post(session, 1), film)

    run("testimony", "edit", "bakery", "--centre", "none")
    assumed = content()
    run("testimony", "edit", "bakery", "--centre", "50,50")
    assert content() != assumed
    with closing(sqlite3.connect(founded / engine.FILE)) as books:
        books.execute(
            "UPDATE testimony SET centre_by = NULL WHERE slug = 'bakery'"
        )  # as before this was kept
        books.commit()
    assert content() == assumed


@pytest.mark.slow
def test_found_by_the_pictures(
    run: Callable[..., Any], founded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the extra the face gives the centre, and this is said; with two faces nothing is assumed of either."""
    if not drawn_faces.FACES.is_dir():
        pytest.skip("needs `make .venv/.ready-faces`: the network that finds faces")
    monkeypatch.syspath_prepend(str(drawn_faces.FACES))
    one = drawn_faces.film(
        founded.parent / "one.mp4", [drawn_faces.person((640, 360), (0.3, 0.42), tall=0.4)]
    )
    said = run(*added(one, "one"))
    place, by = centre(run, "one")
    assert (place, by) == (pytest.approx([30, 43], abs=4), "found")
    assert "was found at" in said
    two = drawn_faces.person((640, 360), (0.25, 0.42), (0.75, 0.42), tall=0.4)
    assert "as two faces or more are seen" in run(
        *added(drawn_faces.film(founded.parent / "two.mp4", [two]), "two")
    )
    assert centre(run, "two") == ([50, 50], "assumed")
    assert "was found" not in run(*added(one, "given", "--centre", "70,40"))
    assert "was found at" in run("testimony", "edit", "one", "--from", "0.1")
