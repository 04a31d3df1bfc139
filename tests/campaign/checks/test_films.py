"""What is worth a look in a film is said with its moments and seconds, and with what to do."""

from fractions import Fraction
from pathlib import Path

import pytest

from campaign.checks import films
from campaign.messages import translate
from media.sources.looks import Look
from media.sources.probe import Film

WIDE = Look(from_ms=0, width=320, height=240, across=320, down=240)
TALL = Look(from_ms=3000, width=240, height=320, across=240, down=320)


def film(duration_ms: int = 8000, **facts: object) -> Film:
    """A film of eight seconds."""
    size = {"width": 320, "height": 240, "fps": Fraction(25), "has_sound": True}
    return Film(path=Path("film.mp4"), duration_ms=duration_ms, **{**size, **facts})  # type: ignore[arg-type]


def said(one: Film) -> list[str]:
    """The findings of a film as staff read them."""
    return [
        " ".join(translate.say_finding(found.code, found.params)) for found in films.findings(one, "baker")
    ]


def test_an_ordinary_film() -> None:
    """Of a film that is alike from beginning to end nothing is said."""
    assert said(film()) == []


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (film(looks=(WIDE, TALL)), ("changes its shape at 0:00:03.000 (320x240 > 240x320)", "--preview")),
        (film(picture_ms=6040), ("2.0 s", "`campaign testimony edit baker --to 0:00:06.040`")),
        (film(promised_ms=90_000), ("lasts 0:01:30.000, but 0:00:08.000 is there", "copy it again")),
    ],
    ids=["shape", "held picture", "wrong header"],
)
def test_said(one: Film, words: tuple[str, ...]) -> None:
    """Each change is said with its moment or its seconds, and with a next step."""
    (sentence,) = said(one)
    assert [word for word in words if word not in sentence] == []


def test_many_changes_are_not_all_listed() -> None:
    """Of a film that changes its shape again and again the first changes are said."""
    looks = tuple(
        Look(from_ms=at * 100, width=320 + at % 2 * 80, height=240, across=320, down=240) for at in range(40)
    )
    (sentence,) = said(film(looks=looks))
    assert sentence.count(" > ") == 5
