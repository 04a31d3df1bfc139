"""A campaign with a film and a recognised draft of its subtitles, and a desk of a copy of it for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from media.subtitles import draft
from media.subtitles.cues import words
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from tests import served_desk, small_films
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.served_desk import DeskAt

CUES = (
    Cue(start_ms=500, end_ms=1900, text="Elke nacht om vier uur"),
    Cue(start_ms=2000, end_ms=3900, text="begin ik met het brood."),
)
SAID = ("Elke", "nacht", "om", "vier", "uur", "begin", "ik", "met", "het", "brood.")
WORDS = tuple(
    Word(
        text=text,
        start_ms=500 + 300 * place,
        end_ms=750 + 300 * place,
        confidence=0.41 if text in ("vier", "brood.") else 0.95,
    )
    for place, text in enumerate(SAID)
)


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film of four seconds, its draft with words of which two are doubtful, and a post."""
    here = tmp_path_factory.mktemp("cues")
    folder = reported.founded(here, campaign)
    given = here / "bakery.nl.vtt"
    text = draft.as_vtt(CUES, WORDS, language="nl", kind="recognised", model="base")
    given.write_text(text, encoding="utf-8")
    words.write(words.beside(given), WORDS)
    silent = small_films.film(here / "silent.mp4", seconds=2, sound=None)
    who = ("--speaker", "Ann Peeters", "--role", "coach", "--organisation", "Brusoc", "--language", "nl")
    for line in (
        ("testimony", "add", silent, "--slug", "silent", *who),
        ("testimony", "edit", "bakery", "--subtitles", f"nl:{given}"),
        ("post", "add", "--testimony", "bakery", "--language", "nl", "--caption", "Brood en boter"),
    ):
        done = campaign(*line, folder=folder)
        assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def folder(drafted: Path, tmp_path: Path) -> Path:
    """A campaign of a test's own."""
    return reported.copied(drafted, tmp_path)


@pytest.fixture
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk, in Dutch."""
    with served_desk.at(folder) as found:
        yield found
