"""Words are moved to where the voice is: a model lets them run into pauses, and begin in them."""

from itertools import pairwise

import pytest

from media.speech import word_places

VOICE = [(1000, 3000), (5000, 7000)]


@pytest.mark.parametrize(
    ("words", "timed", "placed"),
    [
        # the last word before a pause swallowed it, the first one behind it has no length
        ("ja nee dus", [(900, 1500), (1500, 5050), (5050, 5400)], [(1000, 1500), (2495, 3000), (5000, 5400)]),
        # the first word behind a pause began in it
        ("ja nee dus", [(1100, 1500), (2950, 5300), (5300, 7100)], [(1000, 1500), (5000, 5300), (6495, 7000)]),
        # a soft word fills the pause before its sentence: the voice is found behind it
        ("dag. De bus", [(2500, 2980), (2970, 4920), (4920, 5600)], [(2500, 3000), (5000, 5000), (5095, 5600)]),
        # a word that runs out behind its voice stays with it
        ("ja nee dus", [(1000, 1500), (3010, 3300), (5000, 5400)], [(1000, 1500), (3000, 3000), (5000, 5400)]),
        # a word without a time shares the voice between its neighbours
        ("ja heel nee", [(1000, 1400), None, (2600, 3000)], [(1000, 1400), (1400, 2600), (2600, 3000)]),
        ("ja nee", [None, None], [(1000, 2600), (2600, 7000)]),
    ],
)  # fmt: skip
def test_places(words: str, timed: list[tuple[int, int] | None], placed: list[tuple[int, int]]) -> None:
    """Words keep to the stretch of voice that they share most time with, and begin and end with it."""
    assert list(word_places.places(words.split(), timed, [False] * len(timed), VOICE)) == placed


def test_figures_take_the_time_between_their_neighbours() -> None:
    """A figure is read as several words, so it is longer than its signs."""
    timed = [(1000, 1200), (2500, 2600), (2800, 3000)]
    placed = word_places.places(["voor", "80%", "van"], timed, [False, True, False], VOICE)
    assert placed == ((1000, 1200), (1200, 2800), (2800, 3000))


def test_order() -> None:
    """No word begins before the one before it ends, whatever a model says."""
    timed = [(2000, 2900), (1000, 1500), (5000, 5500), (1200, 1300)]
    placed = word_places.places(["a", "b", "c", "d"], timed, [False] * 4, VOICE)
    assert all(one[1] <= other[0] for one, other in pairwise(placed))
    assert all(start <= end for start, end in placed)
