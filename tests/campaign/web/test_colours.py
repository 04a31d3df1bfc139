"""The desk's colours can be read, in light and in dark, and no state is told by its colour alone (WCAG 2.2, 1.4)."""

import re
from itertools import combinations

import pytest

from schedules.model.states import State
from tests.paths import REPOSITORY

WEB = REPOSITORY / "campaign" / "web"
SHEET = (WEB / "assets" / "tokens.css").read_text(encoding="utf-8")
GLYPHS = (REPOSITORY / "campaign" / "reports" / "state_glyphs.html").read_text(encoding="utf-8")
SPRITE = GLYPHS + (WEB / "pages" / "sprite.html").read_text(encoding="utf-8")
TEXT, EDGE = 4.5, 3.0  # the least that WCAG 2.2 AA allows
FAMILIES = ("rest", "way", "out", "wait", "bad")
PAIRS = [  # what stands on what, and the least contrast
    *(("ink", ground, TEXT) for ground in ("surface", "ground", "card", "sunk", "sel")),
    *(("ink", f"{one}-t", TEXT) for one in FAMILIES),
    *(("ink2", ground, TEXT) for ground in ("surface", "ground", "card", "sunk", "sel")),
    *(("link", ground, TEXT) for ground in ("surface", "ground", "card")),
    ("onact", "act", TEXT),
    ("onact", "ink2", TEXT),  # a button that is pointed at
    *(("focus", ground, EDGE) for ground in ("surface", "ground", "card", "sunk", "sel")),
    *(("line2", ground, EDGE) for ground in ("surface", "ground", "sunk")),
    *((one, f"{one}-t", TEXT) for one in FAMILIES),
    *((one, "surface", TEXT) for one in FAMILIES),
    ("bad", "wait-t", TEXT),  # late, over what is held
    *(("bad", f"{one}-t", TEXT) for one in FAMILIES),
    *(("cut", one, EDGE) for one in ("rest", "way", "out", "wait", "bad")),  # the sign within a full shape
    ("fr", "surface", TEXT),
]


def schemes() -> dict[str, dict[str, str]]:
    """Return the colours of each scheme as the sheet has them; dark ones stand in it twice."""
    blocks = re.findall(r"(:root[^{]*)\{([^}]*)\}", SHEET)
    found = [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body)) for _, body in blocks]
    return dict(zip(("light", "dark", "dark by the computer"), found, strict=True))


def brightness(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, bright = sorted((brightness(one), brightness(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", schemes())
@pytest.mark.parametrize(("what", "ground", "least"), PAIRS)
def test_what_is_read_stands_out(scheme: str, what: str, ground: str, least: float) -> None:
    """Text has a contrast of 4.5 with what it stands on; edges, rings and signs have 3."""
    colours = schemes()[scheme]
    assert contrast(colours[what], colours[ground]) >= least, f"{what} on {ground}"


def test_the_two_dark_schemes_are_one() -> None:
    """Who chooses dark and whose computer is dark see the same; dark has every colour that light has."""
    found = schemes()
    assert found["dark"] == found["dark by the computer"]
    assert found["light"].keys() == found["dark"].keys()


def test_black_and_white_differ_by_twenty_one() -> None:
    """The measure is WCAG's own: 21 for black and white, 1 for a colour with itself."""
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert contrast("#8a5000", "#8a5000") == 1


def shape(name: str) -> str:
    """Return how a glyph is drawn, its colours aside."""
    found = re.search(rf'<symbol id="s-{name}"[^>]*>(.*?)</symbol>', SPRITE, re.S)
    assert found, f"no glyph for {name}"
    return re.sub(r'\s*(?:fill|stroke)="(?!none)[^"]*"', "", found[1])


def test_each_state_has_a_shape_of_its_own() -> None:
    """No two states, nor a late post, are drawn alike."""
    names = [*map(str, State), "late"]
    assert [pair for pair in combinations(names, 2) if shape(pair[0]) == shape(pair[1])] == []


@pytest.mark.parametrize(
    ("state", "drawn"),
    [
        ("held", "<rect"),
        ("late", "<rect"),
        ("doubtful", "L15.2 8"),
        ("failed", "h5.6l4 4"),
        ("draft", "<circle"),
        ("published", "<circle"),
    ],
)
def test_round_goes_by_itself_and_angles_want_a_person(state: str, drawn: str) -> None:
    """What waits for somebody is square, a diamond or an octagon; what moves along alone is a circle."""
    assert drawn in shape(state)


def test_no_colour_is_named_elsewhere() -> None:
    """Style sheets take every colour from the tokens; print has black and white of its own."""
    for path in (WEB / "assets").glob("*.css"):
        if path.name in ("tokens.css", "print.css"):
            continue
        found = re.findall(
            r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*[;}])|\brgba?\([^)]*\)", path.read_text(encoding="utf-8")
        )
        assert found == [], path.name
