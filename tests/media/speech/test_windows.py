"""A film is cut into windows at pauses between words that were matched, never longer than a model sees."""

import pytest

from media.speech.alignment import windows
from media.speech.alignment.windows import Boundary, Window
from media.speech.voice_clock import VoiceClock


def test_a_short_film_is_one_window() -> None:
    """What fits is not cut; pauses longer than a breath are left out."""
    found = windows.windows(9, (), [(1000, 4000), (4200, 6000), (9000, 12_000)], 13_000)
    assert found == (Window(words=(0, 9), pieces=((850, 6150), (8850, 12_150))),)


@pytest.mark.parametrize(
    ("cuts", "word"),
    [
        ([(4, 12_000, 0, True), (5, 15_000, 400, True), (6, 17_000, 0, True)], 5),  # a pause
        ([(4, 12_000, 500, False), (5, 17_000, 500, True)], 5),  # words that were heard
        ([(4, 12_000, 300, True), (9, 26_000, 500, True)], 4),  # near the wanted length
        ([(4, 12_000, 0, False)], 4),  # where nothing is better
    ],
)
def test_where_it_is_cut(cuts: list[tuple[int, int, int, bool]], word: int) -> None:
    """The cut is at a pause between words that were heard, rather than anywhere else."""
    boundaries = [Boundary(word=a, at=b, pause=c, matched=d) for a, b, c, d in cuts]
    first, second = windows.windows(20, boundaries, [(0, 30_000)], 30_000)
    assert (first.words, second.words) == ((0, word + 1), (word + 1, 20))
    assert first.pieces[-1][1] == second.pieces[0][0] == {one.word: one.at for one in boundaries}[word]


def test_no_window_is_longer_than_a_model_sees() -> None:
    """An hour of voice without a pause is cut all the same."""
    boundaries = [Boundary(word=at, at=400 * (at + 1), pause=0, matched=False) for at in range(8999)]
    found = windows.windows(9000, boundaries, [(0, 3_600_000)], 3_600_000)
    lengths = [sum(end - start for start, end in one.pieces) for one in found]
    assert max(lengths) <= 29_000
    assert sum(lengths) == 3_600_000
    assert [one.words[1] for one in found[:-1]] == [one.words[0] for one in found[1:]]


def test_a_voice_without_words() -> None:
    """A minute of voice for which there are no words keeps those behind it out of its window."""
    boundaries = [Boundary(word=4, at=70_000, pause=400, matched=True)]
    first, second = windows.windows(9, boundaries, [(0, 70_000), (70_400, 80_000)], 81_000)
    assert (first.words, second.words, second.pieces) == (
        (0, 5),
        (5, 9),
        ((70_000, 70_150), (70_250, 80_150)),
    )


def test_a_clock_of_the_voice() -> None:
    """The clock stands still in a pause; a moment of it lies where somebody speaks."""
    clock = VoiceClock([(1000, 2000), (5000, 8000)])
    assert [clock.spoken(at) for at in (0, 1500, 3000, 6000, 9000)] == [0, 500, 1000, 2000, 4000]
    assert [clock.moment(at) for at in (0, 500, 1500, 9000)] == [1000, 1500, 5500, 8000]
    assert clock.pause(1900, 5100) == (2000, 5000)
    assert clock.pause(5100, 7000) is None
    assert clock.within(0, 4000) == (1000, 2000)
