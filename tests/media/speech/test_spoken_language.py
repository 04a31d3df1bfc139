"""Which language is spoken, and when another than was said is believed."""

import pytest

from media.speech.spoken_language import Stretch, main, surely_other


def heard(*stretches: tuple[str, float, int]) -> list[Stretch]:
    """Stretches by language, probability and milliseconds of voice."""
    return [Stretch(code, sure, 0, voice, voice) for code, sure, voice in stretches]


@pytest.mark.parametrize(
    ("said", "stretches", "other"),
    [
        ("fr", [("nl", 0.97, 20_000)], "nl"),
        ("nl", [("nl", 0.97, 20_000)], None),
        ("fr", [("nl", 0.7, 20_000)], None),  # not sure
        ("fr", [("nl", 0.97, 2000)], None),  # too little voice
        ("nl", [("af", 0.95, 20_000)], None),  # what Flemish is taken for
        ("nl", [("de", 0.95, 20_000)], None),
        ("", [("fr", 0.95, 20_000)], None),  # nothing was said
        ("nl", [], None),  # nobody speaks
        ("nl", [("fr", 0.98, 30_000), ("nl", 0.9, 20_000)], None),  # two languages: nobody can be sure
        ("nl", [("fr", 0.98, 30_000), ("fr", 0.9, 20_000)], "fr"),
    ],
)
def test_another_language(said: str, stretches: list[tuple[str, float, int]], other: str | None) -> None:
    """Another language is believed only where it is sure, heard for long enough, and no near relation."""
    assert surely_other(heard(*stretches), said) == other


def test_the_language_of_a_film() -> None:
    """The language of a film is the one that is heard most."""
    assert main(heard(("nl", 0.9, 10_000), ("fr", 0.9, 30_000))) == "fr"
    assert main([]) == ""
