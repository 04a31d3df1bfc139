"""What is said of a film whose kit wants a second language or the word spoken: missing, too fast, too long."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from campaign.checks import two_languages
from campaign.messages import translate
from media.formats import FORMATS
from schedules.model.records import Testimony as Film
from tests.media.timeline.test_band import WIDE, film_of
from tests.paths import EXAMPLE

NL, FR = "Ik bak elke dag brood.", "Je fais du pain tous les jours."


@pytest.fixture
def found(tmp_path: Path) -> Callable[..., list[tuple[str, str]]]:
    """What is said of a film with these subtitles, of a kit with these keys."""

    def said(second: str, highlight: str = "off", look: str = "band", seconds: int = 4, **texts: str) -> Any:
        shutil.copytree(EXAMPLE / "brand", tmp_path / "brand")
        path = tmp_path / "brand" / "brand.toml"
        text = path.read_text(encoding="utf-8")
        text = re.sub(r'(?m)^second_language = "off"', f'second_language = "{second}"', text)
        text = re.sub(r'(?m)^highlight = "off"', f'highlight = "{highlight}"', text)
        path.write_text(text.replace('look = "band"', f'look = "{look}"'), encoding="utf-8")
        (tmp_path / "films").mkdir(exist_ok=True)
        files = {}
        for language, words in texts.items():
            files[language] = f"films/0001.{language}.srt"
            cue = f"1\n00:00:01,000 --> 00:00:0{1 + seconds},000\n{words}\n"
            (tmp_path / files[language]).write_text(cue, encoding="utf-8")
        film = Film(
            id=1, slug="bakery", speaker_id=1, speaker="Nora", role="coach", organisation="Crédal", language="nl",
            theme=None, film_path="films/0001.mp4", film_sha256="", film_ms=20_000, from_ms=0, to_ms=None, fill="kit",
            centre=[50, 50], centre_by=None, special=[], sound_track=None, cover_words={}, subtitles=files,
            subtitles_sha256=dict.fromkeys(files),
        )  # fmt: skip
        each = two_languages.findings(tmp_path, film, film_of(WIDE), FORMATS.values())
        return [(one.code, one.severity, translate.say_finding(one.code, one.params)[0]) for one in each]

    return said


@pytest.mark.parametrize("look", ["band", "classic"])
@pytest.mark.parametrize(
    ("second", "texts", "seconds", "codes"),
    [
        ("off", {"nl": NL}, 4, []),
        ("fr", {"nl": NL, "fr": FR}, 4, []),
        ("fr", {"nl": NL}, 4, ["F31"]),
        ("fr", {"fr": FR}, 4, []),
        ("fr", {"nl": NL, "fr": FR}, 2, ["F32"]),
        ("fr", {"nl": NL, "fr": f"{FR} " * 5}, 9, ["F33"]),
        ("off", {"nl": NL, "fr": f"{FR} " * 5}, 2, []),
    ],
    ids=["off", "both", "missing", "alone", "fast", "long", "off again"],
)
def test_second_language(
    found: Callable[..., Any], look: str, second: str, texts: dict[str, str], seconds: int, codes: list[str]
) -> None:
    """Missing, more than 26 signs a second together, or more than two lines below: each is said, once a subtitle."""
    said = found(second, look=look, seconds=min(seconds, 8), **texts)
    assert [code for code, _, _ in said] == codes
    assert [severity for _, severity, _ in said] == [
        "error" if code == "F33" else "warning" for code in codes
    ]


def test_sentences(found: Callable[..., Any]) -> None:
    """It is said how fast, where, and in which languages."""
    ((_, _, said),) = found("fr", seconds=2, nl=NL, fr=FR)
    assert "26.5 characters a second" in said
    assert "0:00:01" in said
    assert "Dutch" in said
    assert "French" in said


def test_words_that_nobody_timed(found: Callable[..., Any], tmp_path: Path) -> None:
    """A kit that marks the word spoken, and a film whose words have no times: a remark, and how to get them."""
    ((code, severity, _),) = found("off", "word", nl=NL)
    assert (code, severity) == ("F34", "info")


def test_words_that_were_timed(found: Callable[..., Any], tmp_path: Path) -> None:
    """Nothing is said where the times of the words lie beside the subtitles."""
    (tmp_path / "films").mkdir()
    (tmp_path / "films" / "0001.nl.words.json").write_text("[]")
    assert found("off", "word", nl=NL) == []
