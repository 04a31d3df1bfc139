"""What is said of subtitles and films that stand beside words: room for lines, pixels for the place."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from campaign.checks import beside_the_film, subtitle_rooms
from campaign.messages import translate
from media.brand import kit
from media.formats import FORMATS
from media.subtitles.lint import linter
from media.subtitles.norms import Context
from schedules.model.records import Testimony as Film
from tests.media.timeline.test_band import KIT, UPRIGHT, WIDE, film_of
from tests.paths import EXAMPLE

TEXT = "We hebben onze deuren moeten sluiten, maar we zijn elke dag blijven bakken voor de hele buurt."


def linted(tmp_path: Path, format: str, brand: kit.Brand = KIT, size: tuple[int, int] = WIDE) -> list[str]:
    """What is said of a long subtitle's room in a format, as staff read it."""
    path = tmp_path / "long.srt"
    path.write_text(f"1\n00:00:01,000 --> 00:00:07,000\n{TEXT}\n\n", encoding="utf-8")
    rooms = subtitle_rooms.of(brand, "nl", film_of(size), None, [FORMATS[format]])
    found = linter.lint(path, Context(language="nl", formats=(FORMATS[format],), rooms=rooms))
    return [
        translate.say_finding(one.code, one.params)[0]
        for one in found
        if one.severity == "error" and one.code == "S09"
    ]


@pytest.mark.parametrize(("format", "size"), [("square", WIDE), ("portrait", WIDE), ("portrait", UPRIGHT)])
def test_too_long_for_two_lines(tmp_path: Path, format: str, size: tuple[int, int]) -> None:
    """In square and portrait a subtitle that two lines cannot hold is an error that says so."""
    (said,) = linted(tmp_path, format, size=size)
    assert "too long for two lines" in said


@pytest.mark.parametrize(("format", "size"), [("feed", WIDE), ("landscape", WIDE), ("landscape", UPRIGHT)])
def test_room_for_a_third_line(tmp_path: Path, format: str, size: tuple[int, int]) -> None:
    """Where a third line has room nothing is said."""
    assert linted(tmp_path, format, size=size) == []


def test_rooms_of_the_old_look() -> None:
    """A kit without a band has the rooms of before, and a kit that cannot be read none of its own."""
    classic = kit.load(EXAMPLE / "brand")
    for brand, fill in ((classic, "blur"), (None, None), (KIT, "blur")):
        assert subtitle_rooms.of(brand, "nl", film_of(WIDE), fill, FORMATS.values()) == {}  # type: ignore[arg-type]


@pytest.fixture
def registered(tmp_path: Path) -> Callable[..., Film]:
    """A film on record in a folder whose kit has the look "band"."""
    shutil.copytree(EXAMPLE / "brand", tmp_path / "brand")
    path = tmp_path / "brand" / "brand.toml"
    lines = [
        one
        for one in path.read_text(encoding="utf-8").split("\n")
        if not one.startswith(("look", "surround"))
    ]
    path.write_text("\n".join(lines).replace("schema = 1", 'schema = 1\nlook = "band"'), encoding="utf-8")

    def film(**facts: Any) -> Film:
        usual = {
            "id": 1, "slug": "bakery", "speaker_id": 1, "speaker": "Nora", "role": "coach", "organisation": "Crédal",
            "language": "nl", "theme": None, "film_path": "x", "film_sha256": "", "film_ms": 20_000, "from_ms": 0,
            "to_ms": None, "fill": "kit", "centre": [50, 50], "special": [], "sound_track": None,
            "cover_words": {}, "subtitles": {}, "subtitles_sha256": {},
        }  # fmt: skip
        return Film(**(usual | facts))

    return film


@pytest.mark.parametrize(
    ("size", "formats", "facts", "said"),
    [
        ((1920, 1080), ("landscape", "square", "feed", "portrait"), {}, None),
        ((1280, 720), ("square", "portrait"), {"centre": [40, 30]}, None),
        ((1280, 720), ("landscape",), {}, "1.5 times (1280 × 720)"),
        ((240, 320), ("portrait", "landscape"), {}, "6.0 times (240 × 320)"),
        ((1080, 1920), ("square", "feed", "portrait", "landscape"), {}, None),
        ((1920, 1080), ("portrait",), {"fill": "crop"}, "1.8 times (1920 × 1080)"),
        ((640, 360), ("landscape",), {"fill": "blur"}, None),
    ],
)
def test_enlarged(
    registered: Callable[..., Film], tmp_path: Path, size: tuple[int, int], formats: tuple[str, ...],
    facts: dict[str, Any], said: str | None,
) -> None:  # fmt: skip
    """A film that is shown more than 1.2 times larger than its pixels is said once, for the format that is worst."""
    found = beside_the_film.findings(
        tmp_path, registered(**facts), film_of(size), [FORMATS[one] for one in formats]
    )
    sentences = [translate.say_finding(one.code, one.params)[0] for one in found]
    assert (len(sentences), said or "") == (int(said is not None), said or "")
    assert all(said in sentence for sentence in sentences if said)


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, []),
        ({"theme": "Mijn oven"}, []),
        ({"theme": "Wat heeft mijn grootmoeder mij over brood, geduld, klanten en over ondernemen in de wijk geleerd?"},
         ["title-too-long-beside"]),
        ({"speaker": "Maria Anastasia Wilhelmina Charlotta Konstantina " * 3}, ["credit-too-long"]),
    ],
    ids=["nothing", "short title", "long title", "long name"],
)  # fmt: skip
def test_words_without_room(
    registered: Callable[..., Film], tmp_path: Path, facts: dict[str, Any], codes: list[str]
) -> None:
    """A title or a name that has no room beside the picture is said before anything is rendered, each once."""
    found = beside_the_film.findings(tmp_path, registered(**facts), film_of(WIDE), list(FORMATS.values()))
    assert [(one.code, one.severity) for one in found] == [("F21", "error")] * len(codes)
    assert [one.params["problem"].code for one in found] == codes  # type: ignore[attr-defined]


LONG = (
    "Wat heb je zelf nog nodig gehad aan hulp en raad van anderen om vandaag eindelijk zo ver te geraken als je wou, "
    "en waarom net op die plaats en op geen andere?"
)


@pytest.mark.parametrize(
    ("theme", "fill", "lines"), [(LONG, "blur", "5"), ("Mijn oven", "blur", None), (None, "blur", None)]
)
def test_own_title_of_many_lines(
    registered: Callable[..., Film], tmp_path: Path, theme: str | None, fill: str, lines: str | None
) -> None:
    """A title of a film's own that its card shows in more than four lines is said, for the format that needs most."""
    film = registered(theme=theme, fill=fill)
    found = beside_the_film.findings(tmp_path, film, film_of(WIDE), list(FORMATS.values()))
    said = [translate.say_finding(one.code, one.params)[0] for one in found]
    assert [one.code for one in found] == (["F26"] if lines else [])
    assert all(f"takes {lines} lines on the title card" in one for one in said)
